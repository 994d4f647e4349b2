"""What the program asks of a machine: packages and libraries, whether they fit, how to get them.

Python's own library only: this must work where no package is installed.
"""

import contextlib
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from brochure.base.calls import name_program
from brochure.base.errors import BrochureError

_ROOT = Path(__file__).resolve().parents[2]
_CHECKOUT = (_ROOT / "dev.py").is_file() and (_ROOT / "pyproject.toml").is_file()
OLDEST_PYTHON = (3, 11)
DEBIAN_PACKAGES = ("libpangoft2-1.0-0", "libharfbuzz-subset0")

_REQUIREMENT = re.compile(r"\s*([\w.-]+)\s*(?:\[[^]]*\])?\s*\(?([^;)]*)\)?\s*(;.*)?")
_BOUND = re.compile(r"(~=|[<>=!]=|[<>])\s*(\d+(?:\.\d+)*)")


def collect_requirements(asked: Sequence[str]) -> Mapping[str, str]:
    """Return name and version range of each package needed, and of what those need in turn.

    What is needed only on some systems, or for extras, is left out: the import of the engine
    shows whether it is there.
    """
    ranges: dict[str, list[str]] = {}
    waiting = list(asked)
    while waiting:
        match = _REQUIREMENT.match(waiting.pop())
        if match is None or match[3]:
            continue
        name = normalize_name(match[1])
        if name not in ranges:
            with contextlib.suppress(metadata.PackageNotFoundError):
                waiting.extend(metadata.requires(name) or ())
        bounds = ["".join(bound) for bound in _BOUND.findall(match[2])]
        ranges.setdefault(name, []).extend(b for b in bounds if b not in ranges.get(name, ()))
    return {name: ",".join(bounds) for name, bounds in ranges.items()}


def read_requirements() -> Sequence[str]:
    """Return what the program asks for: in pyproject.toml, or in the installed wheel."""
    if _CHECKOUT:
        settings = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        return settings["project"]["dependencies"]
    try:
        return metadata.requires("brochure") or ()
    except metadata.PackageNotFoundError:
        return ("brochure",)


def read_locked_versions() -> Mapping[str, str]:
    """Return the version that requirements.lock holds for each package; none outside a checkout."""
    lock = _ROOT / "requirements.lock"
    text = lock.read_text(encoding="utf-8") if _CHECKOUT and lock.is_file() else ""
    return dict(re.findall(r"(?m)^([a-z0-9-]+)==(\S+)", text))


def normalize_name(name: str) -> str:
    """Return the one spelling of a package's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def fits_range(version: str, wanted: str) -> bool:
    """Tell whether a version lies in a range such as ``>=70.0,<71``; suffixes are ignored."""
    match = re.match(r"\d+(\.\d+)*", version)
    return all(_holds(match[0] if match else "0", *bound) for bound in _BOUND.findall(wanted))


def _holds(version: str, sign: str, bound: str) -> bool:
    size = max(version.count("."), bound.count(".")) + 1
    ours, theirs = (
        tuple(([int(n) for n in text.split(".")] + [0] * size)[:size]) for text in (version, bound)
    )
    series = bound.count(".")  # ~=2.1 is of the series 2, ~=2.1.3 of 2.1
    return {
        "==": ours == theirs,
        "!=": ours != theirs,
        ">=": ours >= theirs,
        "<=": ours <= theirs,
        ">": ours > theirs,
        "<": ours < theirs,
        "~=": ours >= theirs and ours[:series] == theirs[:series],
    }[sign]


def native_remedy(system: str = sys.platform) -> str:
    """Return the one line that brings Pango and HarfBuzz to this kind of machine."""
    if system == "darwin":
        return "brew install pango (macOS is untried)"
    if system == "win32":
        return "use WSL, a Linux inside Windows: wsl --install -d Ubuntu"
    ours = " (or ./dev setup, which needs no administrator)" if _CHECKOUT else ""
    return f"on Debian or Ubuntu: sudo apt-get install -y {' '.join(DEBIAN_PACKAGES)}{ours}"


def package_remedy(requirement: str = "brochure") -> str:
    """Return the one line that brings a Python package back.

    What ./dev set up is checked by hash and made anew as a whole; it is not mended piece by piece.
    """
    if not _CHECKOUT:
        return f'"{sys.executable}" -m pip install --force-reinstall "{requirement}"'
    if Path(sys.prefix) == _ROOT / ".venv":
        return "rm -rf .venv && ./dev setup"
    return "./dev setup, and start the program by ./dev, which uses its own Python"


def package_trouble(error: Exception) -> BrochureError:
    """Return what to tell when a package is missing, or there but of no use."""
    return BrochureError(
        f"a Python package is missing or broken: {first_line(error)}",
        hint=f"{package_remedy()} ({name_program()} doctor tells everything that is missing)",
        exit_code=3,
    )


def first_line(error: Exception) -> str:
    """Return the first line of what an error says, or its kind where it says nothing."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
