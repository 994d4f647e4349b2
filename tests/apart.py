"""A run of the tests leaves the machine as it was: it has a home and a temporary folder of its own.

What it may not touch is listed before and after: devices, settings of the system, the home of
whoever runs the tests, and our own names among the shared temporary files.
"""

import os
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

HOME, TEMPORARY = Path.home(), Path(tempfile.gettempdir())
# Terminals and shared memory come and go with every process of the machine.
_PASSING = {"/dev/pts", "/dev/shm", "/dev/mqueue", "/dev/fd", "/dev/hugepages"}
# Of settings the system itself rewrites these, at any time.
_LIVE = {"/etc/mtab", "/etc/resolv.conf"}


def list_machine(home: Path = HOME, temporary: Path = TEMPORARY) -> frozenset[str]:
    """Return what must not change: names, and of settings their size and time, too."""
    return frozenset(
        (
            *_names_below(Path("/dev"), 3),
            *_names_below(home, 1),
            *(name for each in (".config", ".local", ".cache") for name in _names_in(home / each)),
            *(str(file) for file in temporary.glob("brochure*")),
            *_settings(Path("/etc")),
        )
    )


def _names_in(folder: Path) -> Iterator[str]:
    with suppress(OSError):
        yield from (str(file) for file in folder.iterdir())


def _names_below(folder: Path, depth: int) -> Iterator[str]:
    for name in _names_in(folder):
        if name not in _PASSING:
            yield name
            if depth > 1 and not Path(name).is_symlink():
                yield from _names_below(Path(name), depth - 1)


def _settings(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for file in (Path(place) / name for name in names):
            with suppress(OSError):
                if str(file) not in _LIVE:
                    found = file.lstat()
                    yield f"{file} {found.st_size} {found.st_mtime_ns}"


@contextmanager
def stay_apart(folder: Path, home: Path = HOME, temporary: Path = TEMPORARY) -> Generator[None]:
    """Let all that runs in here have home and temporary files in `folder`; the rest must stay."""
    before = list_machine(home, temporary)
    with pytest.MonkeyPatch.context() as patch:
        for name, place in (("HOME", "home"), ("TMPDIR", "tmp")):
            (folder / place).mkdir(parents=True)
            patch.setenv(name, str(folder / place))
        patch.setattr(tempfile, "tempdir", str(folder / "tmp"))
        yield
    changed = sorted(list_machine(home, temporary) ^ before)
    assert not changed, f"the tests have changed what is not theirs: {changed[:20]}"
