"""Ghostscript, which the tests look at press files with: found, or got by apt-get, or asked for."""

import os
import shutil
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import dev

PACKAGE, PROGRAM = "ghostscript", "gs"


def with_ghostscript(environment: Mapping[str, str], venv: Path) -> dict[str, str]:
    """Return the environment in which an unpacked Ghostscript runs, and finds its own parts.

    Debian's looks for them in /usr/share alone.
    """
    usr = venv / "native" / "usr"
    if not (usr / "bin" / PROGRAM).exists():
        return {**environment}
    parts = [*usr.glob("share/ghostscript/*/Resource/Init"), *usr.glob("share/ghostscript/*/lib")]
    path = filter(None, (str(usr / "bin"), environment.get("PATH")))
    own = {"PATH": os.pathsep.join(path), "GS_LIB": os.pathsep.join(map(str, parts))}
    return {**dev.with_native(environment, venv), **own}


def without_unpacked(environment: Mapping[str, str], venv: Path) -> dict[str, str]:
    """Return the environment in which no unpacked library loads, as it was before set-up."""
    own = str(venv / "native")
    paths = environment.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    kept = os.pathsep.join(path for path in paths if path and not path.startswith(own))
    return {**environment, "LD_LIBRARY_PATH": kept}


def environment_with_it() -> dict[str, str]:
    """Return the environment to test in, and get Ghostscript first where there is none.

    Raises dev.SetupError with the one line that gets it.
    """
    environment = with_ghostscript(os.environ, dev.VENV)
    if shutil.which(PROGRAM, path=environment["PATH"]):
        return environment
    # Unpacking replaces what was unpacked before, so all of that is planned anew.
    missing = (*dev.missing_packages(without_unpacked(os.environ, dev.VENV)), PACKAGE)
    packages = dev.planned(bool(find_spec("ensurepip")), missing)
    ways = (dev.apt_install, dev.apt_unpack) if shutil.which("apt-get") else ()
    told = ""
    for way in ways:
        try:
            way(packages)
        except dev.SetupError as error:
            told = f"{error}; or "
        environment = with_ghostscript(os.environ, dev.VENV)
        if shutil.which(PROGRAM, path=environment["PATH"]):
            return environment
    raise dev.SetupError(f"{told}the tests need Ghostscript; run once: {_line(bool(ways))}")


def _line(apt: bool) -> str:
    return f"sudo apt-get install -y {PACKAGE}" if apt else f"brew (or dnf) install {PACKAGE}"
