"""What lies on disk -> hashes: files, folders, the program, its libraries, what it runs on.

Python's own library, and little of it: an unchanged build loads this and next to nothing else.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from brochure.base.font_names import FONT_FILES

# A name, the SHA-256 of what it holds, and a stamp that changes whenever it is written.
Entry = tuple[str, str, str]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_DATA = "_data"  # in the wheel: what ships
_COMPILED = "__pycache__"
_KEPT = ("RECORD", "METADATA")  # what an installer writes of a package
_MOST_BYTES = 100_000_000  # of one file
_LOADER_CACHE = "/etc/ld.so.cache"  # which libraries the system knows, and where
# What these name decides how text is set, or which libraries are loaded.
_ENVIRONMENT = ("LC_", "LANG", "LD_", "DYLD_", "PANGO", "FREETYPE_", "HB_", "SOURCE_DATE_EPOCH")


def hash_file(path: str) -> str:
    """Return the SHA-256 of a file; nothing where there is none, or none that can be read."""
    return _read(path)[0]


def list_file(path: str, name: str) -> Entry:
    """Return one file, wherever links lead to it."""
    return name, *_read(path)


def digest(entries: Iterable[Entry]) -> str:
    """Return one hash for all names and what they hold; when they were written does not count."""
    return _digest(each[:2] for each in entries)


def digest_stamps(entries: Iterable[Entry]) -> str:
    """Return one hash for when everything was written last: equal where nobody wrote meanwhile."""
    return _digest((each[0], each[2]) for each in entries)


def list_tree(folder: str, name: str, passing_over: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Give a folder and all that lies below it, in the order of their names.

    A link counts as where it leads and what is there; one to a folder is not followed.
    """
    try:
        with os.scandir(folder) as found:
            there = sorted(found, key=lambda entry: entry.name)
        yield name, "folder", _stamp(os.stat(folder))
    except OSError:
        yield name, "none", ""
        return
    for entry in there:
        if entry.name in passing_over:
            continue
        inner = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from list_tree(entry.path, inner, passing_over)
        elif entry.is_symlink():
            held, stamp = _read(entry.path)
            yield inner, f"link {os.path.realpath(entry.path)} {held}", stamp
        else:
            yield inner, *_read(entry.path)


def list_program() -> Iterator[Entry]:
    """Give each file of the program itself; templates, styles and figures are told apart."""
    yield from list_tree(_PACKAGE, "brochure", (_COMPILED, _DATA))
    yield from list_tree(os.path.join(_shipped(), "profiles"), "profiles")


def stamp_program() -> Iterator[Entry]:
    """Give each file of the program, and each package, by size and time alone."""
    for top in (_PACKAGE, os.path.join(_shipped(), "profiles")):
        for folder, folders, files in os.walk(top):
            folders[:] = [name for name in folders if name not in (_COMPILED, _DATA)]
            paths = (os.path.join(folder, name) for name in files)
            yield from ((path, stamp_of_file(path), "") for path in sorted(paths))
    infos = [info for folder in dict.fromkeys(sys.path) for info in _infos_in(folder)]
    kept = (os.path.join(info, name) for info in sorted(infos) for name in _KEPT)
    places = (_LOADER_CACHE, *_fonts(), *kept)
    yield from ((path, stamp_of_file(path), "") for path in places)


def _fonts() -> Iterator[str]:
    """Give our font files, those that are there, without loading what looks for packages."""
    for package, name in FONT_FILES:
        places = (os.path.join(folder, package, "files", name) for folder in sys.path)
        yield from [place for place in places if os.path.isfile(place)][:1]


def list_shipped() -> Iterator[Entry]:
    """Give each template, style and figure that ships."""
    for kind in ("templates", "styles", "figures"):
        yield from list_tree(os.path.join(_shipped(), kind), f"shipped:{kind}")


def list_machine() -> Iterator[Entry]:
    """Give what the program runs on: Python, its packages, and where libraries are looked for.

    A package is known by the list of its files with their hashes, which an installer writes; a font
    that somebody has put into the place of ours is not in it.
    """
    how = f"{sys.version} {sys.flags.optimize}"
    yield "python", how, ""
    for name, value in sorted(os.environ.items()):
        if name.startswith(_ENVIRONMENT):
            yield f"environment {name}", value, ""
    yield _LOADER_CACHE, *_read(_LOADER_CACHE)
    for folder in os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep):
        yield f"libraries {folder}", stamp_of_file(folder) if folder else "", ""
    for font in _fonts():
        yield f"font {os.path.basename(font)}", *_read(font)
    packages = (each for folder in dict.fromkeys(sys.path) for each in _packages_in(folder))
    yield from sorted(packages)


def _packages_in(folder: str) -> Iterator[Entry]:
    for info in _infos_in(folder):
        kept = (os.path.join(info, name) for name in _KEPT)
        held, stamp = next((read for each in kept if (read := _read(each))[0]), ("", ""))
        yield f"package {os.path.basename(info)}", held, stamp


def _infos_in(folder: str) -> tuple[str, ...]:
    """Return where each package in a folder says what it is."""
    try:
        with os.scandir(folder or ".") as found:
            return tuple(e.path for e in found if e.name.endswith((".dist-info", ".egg-info")))
    except OSError:
        return ()


def list_loaded_libraries() -> tuple[str, ...]:
    """Name the shared libraries that this very process has loaded, but for those of packages.

    Nothing where the system does not tell (all but Linux).
    """
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="replace") as stream:
            paths = {line.split(maxsplit=5)[5].rstrip("\n") for line in stream if "/" in line}
    except OSError:
        return ()
    ours = tuple(os.path.join(folder, "") for folder in sys.path if folder)
    return tuple(sorted(p for p in paths if ".so" in p and not p.startswith(ours)))


def stamp_of_file(path: str) -> str:
    """Return size and time of a file, or of the folder; nothing where there is none.

    By these alone a library is known: there are many, some are large, and installers write them.
    """
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def stamp_libraries(libraries: Mapping[str, str]) -> dict[str, str]:
    """Return the same libraries as they are now."""
    return {path: stamp_of_file(path) for path in libraries}


def _shipped() -> str:
    packed = os.path.join(_PACKAGE, _DATA)
    return packed if os.path.isdir(packed) else os.path.dirname(_PACKAGE)


def _read(path: str) -> tuple[str, str]:
    """Return the hash of a plain file and its stamp; a pipe or a device is not opened for long."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        return "", f"{error.errno}"
    try:
        found = os.fstat(handle)
        stamp = _stamp(found)
        if not 0o100000 <= found.st_mode < 0o110000 or found.st_size > _MOST_BYTES:
            return "", stamp
        held = sha256()
        while part := os.read(handle, 1 << 20):
            held.update(part)
        return held.hexdigest(), stamp
    except OSError as error:
        return "", f"{error.errno}"
    finally:
        os.close(handle)


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def _digest(pairs: Iterable[tuple[str, str]]) -> str:
    whole = sha256()
    for pair in pairs:
        for text in pair:
            part = text.encode("utf-8", "surrogateescape")
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
