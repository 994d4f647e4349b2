"""How this program is called from the current folder -> the words to type, for every message.

Python's own library only: this must work where no package is installed.
"""

import os
import subprocess
from pathlib import Path
from shlex import quote

from brochure.base.printable import put_on_one_line

_ROOT = Path(__file__).resolve().parents[2]
_CHECKOUT = (_ROOT / "dev").is_file() and (_ROOT / "pyproject.toml").is_file()
_CONTENT = "content.yaml"  # what every command takes where no file is named


def name_program() -> str:
    """Return the program as it is called from the current folder: ``./dev`` or ``brochure``."""
    if not _CHECKOUT:
        return "brochure"
    try:
        here = Path.cwd()
    except OSError:  # a folder that is gone
        here = None
    return "./dev" if here == _ROOT else quote_path(_ROOT / "dev")


def write_call(command: str, content: str | Path = _CONTENT, *more: str) -> str:
    """Return a command to type, such as ``./dev check my-clinic/content.yaml --questions``.

    `content` is left out where it is what the command takes by itself.
    """
    file = () if Path(content) == Path(_CONTENT) else (quote_path(Path(content)),)
    return " ".join((name_program(), command, *file, *more))


def quote_path(path: Path) -> str:
    """Return a path as a word to type: a name is no option, and spaces stay in it."""
    written = os.path.join(os.curdir, path) if str(path).startswith("-") else str(path)  # noqa: PTH118
    return quote_word(written)


def quote_word(word: str) -> str:
    """Return anything as one word to type, whatever stands in it."""
    quoted = subprocess.list2cmdline([word]) if os.name == "nt" else quote(word)
    return show_path(quoted)


def show_path(path: Path | str) -> str:
    """Return a path on one line, whatever stands in it, and whole: it is there to be copied."""
    return put_on_one_line(str(path), most=len(str(path)))
