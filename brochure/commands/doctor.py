"""This machine -> what it lacks, and the one line that mends each; needs only Python's own library.

It must work where nothing else does: no package installed, no system library, no home folder.
Every command asks here what `doctor` takes, so what only its checks need is imported there.
"""

import argparse
import contextlib
import io
import os
import shutil
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal

from brochure.base.errors import BrochureError
from brochure.base.font_files import cache_folder, font_paths, use_own_fonts
from brochure.base.font_names import FONT_FILES
from brochure.base.output_folder import default_output
from brochure.base.plain_file import real_path
from brochure.base.requirements import (
    OLDEST_PYTHON,
    collect_requirements,
    first_line,
    fits_range,
    native_remedy,
    normalize_name,
    package_remedy,
    read_locked_versions,
    read_requirements,
)

State = Literal["good", "note", "missing"]

LEAST_FREE_MB = 100

# What WeasyPrint 70 loads (text/ffi.py): name, file on Linux and on macOS, its version's function.
LIBRARIES = (
    ("GLib", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib", ""),
    ("Pango", "libpango-1.0.so.0", "libpango-1.0.dylib", "pango_version_string"),
    ("Pango for FreeType", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", ""),
    ("HarfBuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "hb_version_string"),
    ("HarfBuzz-Subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", ""),
    ("Fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib", ""),
)


@dataclass(frozen=True)
class MachineCheck:
    """One thing looked at. A `note` hinders nothing; `remedy` is one line to copy or to do."""

    kind: str
    name: str
    state: State
    found: str
    remedy: str = ""


def doctor_options() -> argparse.ArgumentParser:
    """Return what `doctor` takes, as a parent for the parser of the command."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("content", nargs="?", type=Path, default=Path("content.yaml"))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        help="output folder (default: output, or output-NAME)",
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    return parser


def run_doctor(chosen: argparse.Namespace) -> tuple[str, int]:
    """Look at everything and return what is to be printed, and 0, or 3 if something is missing."""
    content: Path = chosen.content
    checked = examine_machine(content, chosen.output or Path(default_output(str(content))))
    good = not any(c.state == "missing" for c in checked)
    text = checks_json(checked, good) if chosen.json else checks_table(checked)
    return text, 0 if good else 3


def examine_machine(content: Path, output: Path) -> tuple[MachineCheck, ...]:
    """Look at this machine and at the two places of a project."""
    libraries = tuple(_library(*row) for row in LIBRARIES)
    loadable = all(c.state == "good" for c in libraries)
    with contextlib.suppress(BrochureError, OSError):  # each has a check of its own below
        use_own_fonts()  # without them Fontconfig complains of a machine that has no settings
    return (
        _system(sys.platform),
        _python(sys.version_info[:3]),
        *libraries,
        *check_packages(loadable),
        _second_judge(),
        *_fonts_and_cache(),
        _content(content),
        _output(output),
        _room(output),
    )


def checks_table(checked: Sequence[MachineCheck]) -> str:
    """Return a table for people; Python packages that are as they should be share one line."""
    fine = [c for c in checked if c.kind == "package" and c.state == "good"]
    total = sum(c.kind == "package" for c in checked)
    rows: list[MachineCheck] = []
    for check in checked:
        if check not in fine:
            rows.append(check)
        elif check is fine[0]:
            found = f"{len(fine)} of {total} as they should be"
            rows.append(MachineCheck("package", "Python packages", "good", found))
    width = max(len(row.name) for row in rows)
    lines = [f"{row.state:<8} {row.name:<{width}}  {row.found}".rstrip() for row in rows]
    remedies = dict.fromkeys(row.remedy for row in rows if row.state == "missing")
    return "\n".join((*lines, "", *_closing(checked), *(f"  Fix: {line}" for line in remedies)))


def _closing(checked: Sequence[MachineCheck]) -> Iterator[str]:
    yield from (f"Note: {c.remedy}" for c in checked if c.state == "note" and c.remedy)
    missing = [c.name for c in checked if c.state == "missing"]
    yield f"Missing or of no use: {', '.join(missing)}." if missing else "Nothing is missing."


def checks_json(checked: Sequence[MachineCheck], good: bool) -> str:
    """Return every check as JSON, with `good` for the whole."""
    import json

    return json.dumps({"good": good, "checks": [asdict(c) for c in checked]}, indent=2)


def _system(system: str) -> MachineCheck:
    import platform

    name = f"{platform.system()} {platform.machine()}"
    if system.startswith("linux"):
        return MachineCheck("system", "system", "good", name)
    way = "this system is untried; the sure way on Windows is WSL (wsl --install -d Ubuntu)"
    return MachineCheck("system", "system", "note", name, way)


def _python(version: tuple[int, int, int]) -> MachineCheck:
    found = f"{'.'.join(map(str, version))}, {sys.executable}"
    if version >= OLDEST_PYTHON:
        return MachineCheck("python", "Python", "good", found)
    remedy = "install Python 3.11 or newer (Debian 12, Ubuntu 24.04 or newer have it)"
    return MachineCheck("python", "Python", "missing", found, remedy)


def _library(name: str, linux: str, mac: str, version: str) -> MachineCheck:
    import ctypes

    file = mac if sys.platform == "darwin" else linux
    try:
        library = ctypes.CDLL(file)
    except OSError:
        return MachineCheck("library", name, "missing", f"{file} is not found", native_remedy())
    if not version:
        return MachineCheck("library", name, "good", file)
    tell = library[version]
    tell.restype = ctypes.c_char_p
    return MachineCheck("library", name, "good", tell().decode())


def check_packages(loadable: bool) -> Iterator[MachineCheck]:
    """Look at each Python package we need; the engine is tried only where its libraries load."""
    from importlib.metadata import packages_distributions

    pins = read_locked_versions()
    modules: dict[str, list[str]] = {}
    for module, owners in packages_distributions().items():
        for owner in owners:
            modules.setdefault(normalize_name(owner), []).append(module)
    for name, wanted in sorted(collect_requirements(read_requirements()).items()):
        tried = modules.get(name, []) if loadable or name != "weasyprint" else []
        yield _package(name, wanted, pins.get(name, ""), tried)


def _package(name: str, wanted: str, pin: str, modules: Sequence[str]) -> MachineCheck:
    from importlib import metadata

    remedy = package_remedy(f"{name}{wanted}")
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        return MachineCheck("package", name, "missing", "is not installed", remedy)
    if not fits_range(found, wanted):
        return MachineCheck("package", name, "missing", f"{found}, but {wanted} is needed", remedy)
    for module in modules:
        try:
            _load(module)
        except Exception as error:  # a broken package may fail in any way
            why = f"{found}, but {first_line(error)}"
            return MachineCheck("package", name, "missing", why, remedy)
    if pin and not fits_range(found, f"=={pin}"):
        why = f"{found}, but requirements.lock has {pin}: PDFs may differ from others'"
        return MachineCheck("package", name, "note", why)
    return MachineCheck("package", name, "good", found)


def _second_judge() -> MachineCheck:
    """Look for the second judge of accessible files: without it builds are as good, and say so."""
    from importlib import metadata

    name = "second judge of PDF/UA-1"
    try:
        return MachineCheck("judge", name, "good", metadata.version("page-validation"))
    except metadata.PackageNotFoundError:
        way = "to let a second judge see each accessible file: pip install page-validation"
        return MachineCheck("judge", name, "note", "is not installed", way)


def _load(module: str) -> None:
    """Import a module, without what it prints or warns of."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        import_module(module)  # by its name: it tries whatever the packages of the lock bring


def _fonts_and_cache() -> Iterator[MachineCheck]:
    """Look for our font files, and for a place where what is known of them can be kept."""
    try:
        paths = font_paths()
    except BrochureError as error:
        yield MachineCheck("fonts", "fonts", "missing", error.message, package_remedy())
        return
    yield MachineCheck("fonts", "fonts", "good", f"{len(paths)} of {len(FONT_FILES)} files")
    try:
        folder = cache_folder()
        _write_in(folder)
    except (BrochureError, OSError) as error:
        remedy = "export XDG_CACHE_HOME=FOLDER, with the name of a folder that is yours to write in"
        yield MachineCheck("folder", "font cache", "missing", str(error), remedy)
    else:
        yield MachineCheck("folder", "font cache", "good", str(folder))


def _content(content: Path) -> MachineCheck:
    if not content.exists():
        way = "run this where content.yaml lies, or name it, to have it looked at too"
        return MachineCheck("file", "content", "note", f"there is no {content} here", way)
    try:
        content.open("r+b").close()
    except OSError as error:
        remedy = f"make {content} a file that you may read and change: chmod u+rw {content}"
        return MachineCheck("file", "content", "missing", f"{content}: {error.strerror}", remedy)
    return MachineCheck("file", "content", "good", f"{content} can be read and changed")


def _output(output: Path) -> MachineCheck:
    try:
        _write_in(_nearest_existing(output))
    except OSError as error:
        remedy = f"make {output} a folder you may write in, or choose another with -o"
        return MachineCheck("folder", "output", "missing", f"{output}: {error.strerror}", remedy)
    return MachineCheck("folder", "output", "good", f"{output} can be written")


def _room(output: Path) -> MachineCheck:
    free_mb = shutil.disk_usage(_nearest_existing(output)).free // 10**6
    state: State = "good" if free_mb >= LEAST_FREE_MB else "missing"
    remedy = f"free {LEAST_FREE_MB} MB on the disk of {output}" if state == "missing" else ""
    return MachineCheck("disk", "free space", state, f"{free_mb} MB", remedy)


def _nearest_existing(folder: Path) -> Path:
    """Return the folder, or the nearest above it that exists already."""
    whole = real_path(folder)
    return next(f for f in (whole, *whole.parents) if os.path.lexists(f))


def _write_in(folder: Path) -> None:
    """Write and remove one byte. Raises OSError where that cannot be done."""
    from tempfile import TemporaryFile

    with TemporaryFile(dir=folder) as probe:
        probe.write(b"x")
        probe.flush()
