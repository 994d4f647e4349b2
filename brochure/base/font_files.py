"""Our font files, and the settings by which Fontconfig knows them and no others.

Python's own library only: the doctor looks for fonts where no package is installed.
"""

import errno
import os
import stat
from contextlib import suppress
from html import escape
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

from brochure.base.calls import name_program
from brochure.base.errors import BrochureError
from brochure.base.font_names import FONT_FILES
from brochure.base.plain_folder import open_plain_folder
from brochure.base.requirements import package_remedy


def font_paths(files: tuple[tuple[str, str], ...] = FONT_FILES) -> tuple[Path, ...]:
    """Return the font files. Raises BrochureError (exit 3) if a font package is missing."""
    return tuple(_font_path(package, name) for package, name in files)


def _font_path(package: str, name: str) -> Path:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0], "files", name) if folders else None
    if path is None or not path.is_file():
        raise BrochureError(
            f"the font {name} is missing",
            hint=f"{package_remedy()} ({name_program()} doctor tells everything that is missing)",
            exit_code=3,
        )
    return path


def use_own_fonts() -> None:
    """Point fontconfig at our fonts alone; must run before the layout engine is imported.

    Output then does not depend on the fonts of the machine. Without any font at all the engine
    would crash, so the files are looked for first.
    """
    paths = font_paths()
    cache = cache_folder()
    lines = [
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
        *(f"<dir>{escape(str(d), quote=False)}</dir>" for d in sorted({p.parent for p in paths})),
        f"<cachedir>{escape(str(cache), quote=False)}</cachedir>",
        "<selectfont><rejectfont><glob>*</glob></rejectfont>",
        *(f"<acceptfont><glob>{escape(str(p), quote=False)}</glob></acceptfont>" for p in paths),
        "</selectfont></fontconfig>",
    ]
    conf = cache / "fonts.conf"
    try:
        _put(conf, "\n".join(lines))
    except OSError as error:
        raise _no_cache(f"{conf}: {error.strerror}") from error
    os.environ["FONTCONFIG_FILE"] = str(conf)


def _put(conf: Path, text: str) -> None:
    """Write the settings in one step, where they are not there yet; they are on the disk then.

    Parts that killed runs left are removed. A run that is at work just then loses its own by it,
    and looks again.
    """
    parts = [p for p in conf.parent.glob(f"{conf.name}.*") if p.suffix[1:].isdecimal()]
    own = conf.with_name(f"{conf.name}.{os.getpid()}")
    while not conf.is_file() or conf.read_bytes() != text.encode():
        _remove_part(own, text)
        with open_plain_folder(conf.parent) as folder:
            folder.make(own.name, text.encode())
            with suppress(FileNotFoundError):
                own.replace(conf)
            folder.sync()
    for part in parts:
        _remove_part(part, text)


def _remove_part(part: Path, text: str) -> None:
    """Remove a plain file that holds these settings, or their beginning."""
    with suppress(OSError, UnicodeDecodeError):
        found = part.lstat()
        small = stat.S_ISREG(found.st_mode) and found.st_size <= len(text.encode())
        if small and text.startswith(part.read_text(encoding="utf-8")):
            part.unlink()


def cache_folder() -> Path:
    """Return a folder for fontconfig's cache, named after where the fonts are.

    It is in the user's cache, else the user's own among the temporary folders: always the same, so
    that no run adds another. Raises BrochureError (exit 3) if neither can be written.
    """
    from tempfile import gettempdir  # late: to read content, and to say a version, needs none

    name = f"fonts-{crc32(str(font_paths()[0]).encode()):08x}"
    user = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    try:
        own = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "brochure" / name
        own.mkdir(parents=True, exist_ok=True)
        if os.access(own, os.W_OK):
            return own
    except (OSError, RuntimeError):  # no home, or none that can be written
        pass
    try:
        shared = Path(gettempdir()) / f"brochure{user}"
        _take(shared)
        (shared / name).mkdir(exist_ok=True)
    except OSError as error:
        raise _no_cache(error.strerror or str(error)) from error
    return shared / name


def _take(folder: Path) -> None:
    """Make a folder where anyone may make one. Raises OSError if somebody else did."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    if not (stat.S_ISDIR(found.st_mode) and ours):
        raise PermissionError(errno.EACCES, f"{folder} belongs to somebody else")


def _no_cache(why: str) -> BrochureError:
    return BrochureError(
        f"the font cache cannot be written: {why}",
        hint="Free some space. Or type export XDG_CACHE_HOME=FOLDER, with the name of a folder"
        " that is yours to write in, and run this again.",
        exit_code=3,
    )
