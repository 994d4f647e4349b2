"""Files are the old one or the new one, whole: killed writers, full disks, closed folders."""

import mmap
import os
import random
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.base.errors import BrochureError
from brochure.base.owned_files import RECORD
from brochure.base.storage import lock_folder, write_atomically
from brochure.base.store_layout import STORE
from tests.conftest import ROOT

OLD, NEW = b"old " * 100_000, b"new " * 120_000
KILLS = 200


def litter(folder: Path) -> list[str]:
    """Name the hidden files of a folder, but for the lock and what builds remember."""
    hidden = (f.relative_to(folder).as_posix() for f in folder.rglob(".*"))
    ours = (".brochure.lock", RECORD, STORE, f"{STORE}/.gitignore")
    return sorted(name for name in hidden if name not in ours)


def write_as_ours(folder: Path, name: str, content: bytes) -> Path:
    """Write a file as a build does, which keeps a record of it."""
    with lock_folder(folder) as owned:
        owned.write(((folder / name, content),))
    return folder / name


@pytest.mark.parametrize("umask", [0o022, 0o027, 0o002, 0o077])
def test_a_file_is_replaced_and_its_rights_are_those_of_the_umask(
    tmp_path: Path, umask: int
) -> None:
    before = os.umask(umask)
    try:
        for content in (OLD, NEW):
            written = write_as_ours(tmp_path, "office/a.pdf", content)
            write_atomically(tmp_path / "schema.json", content)
            assert written.read_bytes() == content
        write_atomically(tmp_path / "key", NEW, mode=0o600)
    finally:
        os.umask(before)
    ours = (written, tmp_path / "schema.json", tmp_path / RECORD, tmp_path / ".brochure.lock")
    assert {stat.S_IMODE(file.stat().st_mode) for file in ours} == {0o666 & ~umask}
    assert stat.S_IMODE((tmp_path / "office").stat().st_mode) == 0o777 & ~umask
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600 & ~umask
    assert litter(tmp_path) == []


def test_whoever_has_the_file_open_keeps_reading_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    write_atomically(file, OLD)
    with file.open("rb") as viewer:
        assert viewer.read(4) == b"old "
        write_atomically(file, NEW)
        assert viewer.read() == OLD[4:]
    assert file.read_bytes() == NEW


def _write_for_ever(folder: Path, turns: mmap.mmap) -> None:
    """Write the old and the new content in turn, as builds do, until killed; tell in which turn."""
    try:
        with lock_folder(folder) as owned:
            for turn in range(1_000_000):
                content = (OLD, NEW)[turn % 2]
                names = ("office/a.pdf", "office/a.json")
                owned.write([(folder / name, content) for name in names])
                turns[0] = min(turn + 1, 255)
    finally:
        os._exit(1)  # a forked child must not run on as a test


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_killed_at_200_moments_a_file_is_whole_and_litter_does_not_grow(tmp_path: Path) -> None:
    """Each writer is killed -9 at a random moment of its work, once its first file is there.

    What lies beside the file may be missing, but never tells of another.
    """
    moment = random.Random(4711)
    file = tmp_path / "office/a.pdf"
    beside = file.with_suffix(".json")
    seen = {OLD: 0, NEW: 0}
    left, told = 0, 0
    turns = mmap.mmap(-1, 1)
    for _ in range(KILLS):
        for old in (file, beside):
            old.unlink(missing_ok=True)
        turns[0], least = 0, moment.randrange(4)  # on a busy machine time alone says little
        child = os.fork()
        if child == 0:
            _write_for_ever(tmp_path, turns)
        while not file.exists() or turns[0] < least:
            assert os.waitpid(child, os.WNOHANG) == (0, 0), "the writer ended by itself"
        threading.Event().wait(moment.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        seen[file.read_bytes()] += 1  # a KeyError: neither the old nor the new one
        if beside.exists():
            told += 1
            assert beside.read_bytes() == file.read_bytes()
        left = max(left, len(litter(tmp_path)))
        assert len(litter(tmp_path)) <= 2, litter(tmp_path)
    assert min(seen.values()) > 10, "both were met"
    assert told > 10
    assert left >= 1, "some writers were killed in the middle of writing"
    with lock_folder(tmp_path):
        assert litter(tmp_path) == []


def test_what_lies_beside_is_written_with_its_file_or_not_at_all(tmp_path: Path) -> None:
    file, told = tmp_path / "a.pdf", tmp_path / "told/a.json"
    in_the_way = tmp_path / "folder"
    in_the_way.mkdir()
    with lock_folder(tmp_path) as owned:
        owned.write(((file, OLD), (told, OLD)))
        assert (file.read_bytes(), told.read_bytes()) == (OLD, OLD)
        for place in (in_the_way, file / "below-a-file"):
            with pytest.raises(BrochureError, match="cannot write"):
                owned.write(((file, NEW), (place, NEW)))
            assert (file.read_bytes(), told.read_bytes()) == (OLD, OLD)
            assert litter(tmp_path) == []


def test_only_our_own_litter_is_removed(tmp_path: Path) -> None:
    """Whatever it is called: what no run has noted was begun by somebody else."""
    deep = tmp_path / "soft-proof/office/grayscale/trifold"
    deep.mkdir(parents=True)
    theirs = [
        *(tmp_path / ".film.part", tmp_path / ".brochure.part", deep / ".film.brochure.part"),
        deep / ".trifold.pdf.abc123.brochure.part",
    ]
    for file in theirs:
        file.touch()
    half = _break_off(tmp_path, deep / "page-01.png")
    assert len(half) == 1 and half[0].parent == deep
    with lock_folder(tmp_path):
        assert all(file.exists() for file in theirs)
        assert not half[0].exists()


def _break_off(folder: Path, file: Path) -> list[Path]:
    """Let a writer be killed in the midst of a file; return what it leaves half written."""
    before = set(folder.rglob("*.brochure.part"))
    child = os.fork()
    if child == 0:
        try:
            with lock_folder(folder) as owned, pytest.MonkeyPatch.context() as patched:

                def end(_: int) -> None:
                    if set(folder.rglob("*.brochure.part")) - before:
                        os.kill(os.getpid(), signal.SIGKILL)

                patched.setattr(os, "fsync", end)
                owned.write(((file, NEW),))
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    return sorted(set(folder.rglob("*.brochure.part")) - before)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_whoever_holds_another_lock_sweeps_nothing_of_ours(tmp_path: Path) -> None:
    """Drafts are written under a lock of their own: a build that begins leaves their parts."""
    drafts = tmp_path / "email"
    drafts.mkdir()
    (half,) = _break_off(drafts, drafts / "001.eml")
    with lock_folder(tmp_path):
        assert half.exists()
    with lock_folder(drafts, within=tmp_path):
        assert not half.exists()


def test_two_builds_do_not_write_one_folder(tmp_path: Path) -> None:
    with (
        lock_folder(tmp_path),
        pytest.raises(BrochureError, match="another build is writing") as refused,
        lock_folder(tmp_path),
    ):
        pass
    assert refused.value.exit_code == 3
    with lock_folder(tmp_path):
        pass


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a file system that only Linux has")
def test_a_folder_that_can_hold_no_lock_is_not_called_busy() -> None:
    """Not even root can make a file in /proc, and the system says that there is no such file."""
    with pytest.raises(BrochureError) as refused, lock_folder(Path("/proc")):
        pass
    assert refused.value.message == "cannot write /proc: No such file or directory"
    assert refused.value.exit_code == 3


@pytest.mark.parametrize("in_the_way", ["output", "output/office", "output/office/a.pdf"])
def test_something_else_in_the_way(tmp_path: Path, in_the_way: str) -> None:
    """A file where a folder should be, or a folder where the file should be."""
    place, file = tmp_path / in_the_way, tmp_path / "output/office/a.pdf"
    place.parent.mkdir(parents=True, exist_ok=True)
    if place == file:
        place.mkdir()
    else:
        place.write_text("not ours")
    with (
        pytest.raises(BrochureError, match="cannot write") as refused,
        lock_folder(tmp_path / "output"),
    ):
        write_atomically(file, NEW)
    assert refused.value.exit_code == 3 and refused.value.hint
    assert place.is_dir() if place == file else place.read_text() == "not ours"
    assert litter(tmp_path / "output") == []


def test_a_pipe_in_place_of_the_lock_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".brochure.lock")
    says = r"\.brochure\.lock in it is no plain file"
    with pytest.raises(BrochureError, match=says) as refused, lock_folder(tmp_path):
        pass
    assert refused.value.exit_code == 3


@pytest.fixture
def powerless() -> Iterator[tuple[str, ...]]:
    """Words before a command that take root's right to write anywhere; none for others."""
    drop = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner")
    yield drop if os.geteuid() == 0 else ()


def run(
    project: Path, *words: str, before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Build one document in `project`, behind the words `before`."""
    command = (*before, sys.executable, "-m", "brochure", "build", *words)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if before:  # which may keep it from writing down which branches it takes
        environment.pop("COVERAGE_PROCESS_CONFIG", None)
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )


SHEET = ("--only", "safety-sheet-ketamine", "--channel", "office")


@pytest.mark.parametrize("closed", ["output", "output/office"])
def test_output_that_may_only_be_read(
    project: Path, powerless: tuple[str, ...], closed: str
) -> None:
    file = write_as_ours(project / "output", "office/safety-sheet-ketamine.pdf", OLD)
    (project / closed).chmod(0o555)
    done = run(project, *SHEET, before=powerless)
    (project / closed).chmod(0o755)
    assert done.returncode == 3, done.stderr
    assert "cannot write" in done.stderr and "Permission denied" in done.stderr
    assert done.stderr.count("  Fix: ") == 1 and "Traceback" not in done.stderr
    assert file.read_bytes() == OLD


def test_a_disk_that_fills_up_keeps_what_was_there(project: Path) -> None:
    """A limit on the size of files stands for the disk: the sheet (40 kB) fits, the booklet not.

    Written are some documents and not others: partly done.
    """
    file = write_as_ours(project / "output", "office/booklet.pdf", OLD)
    full = ("prlimit", "--fsize=60000")
    done = run(project, "--only", "safety-sheet-ketamine", "booklet", before=full)
    assert done.returncode == 4, done.stderr
    assert "cannot write" in done.stderr and "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == OLD
    assert (project / "output/office/safety-sheet-ketamine.pdf").is_file()
    assert litter(project / "output") == []


def test_a_full_disk(project: Path) -> None:
    """A real one, of 64 kB, where the machine lets us make one: in a mount space of our own."""
    (project / "output").mkdir()
    command = (
        'mount -t tmpfs -o size=64k none output && "$@"; code=$?; ls -A output/office; exit $code'
    )
    own = ("unshare", "--mount", *(() if os.geteuid() == 0 else ("--user", "--map-root-user")))
    before = (*own, "sh", "-c", command, "sh")
    done = run(project, "--only", "safety-sheet-ketamine", "booklet", before=before)
    if done.stderr.startswith(("unshare:", "mount:")):
        pytest.skip("this machine lets nobody mount; the limit on file size was tested instead")
    assert done.returncode == 4, done.stderr
    assert "cannot write" in done.stderr and "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.splitlines()[-1] == "safety-sheet-ketamine.pdf", "and no litter"
