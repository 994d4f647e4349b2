"""Kept HTML on disk: in ``html/`` of the output folder, beside nothing it does not tell of.

Each file begins with a mark, so that what somebody else put there is never removed.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.storage import write_atomically

# What a file is called after its document's name, and what is in it.
KeptHtml = tuple[str, bytes]

FOLDER, OF_DOCUMENT, OF_TICKET = "html", "", "-ticket"
MARK = b"<!-- Kept by: brochure build --keep-html -->\n"


def replace_html(file: Path, output: Path, kept: Sequence[KeptHtml]) -> tuple[Path, ...]:
    """Make this all the HTML that is kept of the document in `file`, and return where it is.

    Raises BrochureError (exit 3) if it cannot be written.
    """
    _remove(_names_of(file, output))
    written = tuple((_name_of(file, output, ending), html) for ending, html in kept)
    for path, html in written:
        write_atomically(path, MARK + html)
    return tuple(path for path, _ in written)


def forget_html(made: Iterable[Path], output: Path) -> None:
    """Remove what is kept of documents that are not among `made` any more."""
    known = {path for file in made for path in _names_of(file, output)}
    _remove(path for path in (output / FOLDER).rglob("*.html") if path not in known)


def _names_of(file: Path, output: Path) -> tuple[Path, ...]:
    return tuple(_name_of(file, output, ending) for ending in (OF_DOCUMENT, OF_TICKET))


def _name_of(file: Path, output: Path, ending: str) -> Path:
    return output / FOLDER / file.relative_to(output).with_name(f"{file.stem}{ending}.html")


def _remove(paths: Iterable[Path]) -> None:
    """Remove those that are ours, and folders that are empty then."""
    for path in tuple(paths):
        try:
            if path.is_file() and _is_ours(path):
                path.unlink()
                with suppress(OSError):  # more is in it
                    path.parent.rmdir()
        except OSError as error:
            what = f"cannot remove {path}: {error.strerror or error}"
            hint = "Close the file, or choose another folder with -o."
            raise BrochureError(what, hint=hint, exit_code=3) from error


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK
