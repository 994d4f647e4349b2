"""A folder -> a new project in it: the starter or the example, whole or not at all."""

import errno
import os
import re
import secrets
import shutil
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from brochure.base.calls import show_path, write_call
from brochure.base.errors import BrochureError
from brochure.base.files.project import STARTER, shipped_folder
from brochure.base.plain_file import sync_folder
from brochure.base.plain_folder import open_plain_folder
from brochure.base.sheet_geometry import PaperName
from brochure.content.schemas import SCHEMAS, schemas

NAMES = ("figures", "content.yaml", "rules.yaml", *SCHEMAS, ".gitignore")
# Addresses of patients are health information, and output/ is made again from content.
_IGNORED = "/output/\n/output-*/\n/.brochure-mail/\n/recipients*\n*.csv\n*.eml\n"
_PAPER = re.compile(rb"(?m)^paper: letter\b")
_ELSEWHERE = "Name a folder that does not exist yet."
_MADE, _LOCK = ".brochure-new-", ".lock"
_OURS = re.compile(rf"{re.escape(_MADE)}[0-9a-f]{{8}}{re.escape(_LOCK)}")
# Another name would do; every other error is the machine's: its disk, or leave to write there.
_WRONG_NAME = (
    *(errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, errno.ELOOP, errno.ENOTDIR),
    *(errno.EEXIST, errno.ENOTEMPTY),
)


def create_project(folder: Path, example: bool, paper: PaperName = "letter") -> None:
    """Write a project that builds into `folder`: the starter, or the default content, on a paper.

    Nothing is overwritten, and nothing stays half-written: the files are made beside their place
    and moved there at the end. Raises BrochureError: exit 2 where another name would do, 3 where
    the disk is full or may not be written.
    """
    try:
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow a link
        _refuse_what_is_there(folder)
        base, first = _nearest_folder(folder)
        with _workplace(base) as made:
            fresh = made / folder.relative_to(base)
            _fill(fresh, shipped_folder() if example else STARTER, paper)
            for written in (made, *filter(Path.is_dir, made.rglob("*"))):
                sync_folder(written)
            # figures first: a folder moves only where none is, so of two runs the second stops
            moves = [first] if first else [str(folder.relative_to(base) / name) for name in NAMES]
            for name in moves:
                (made / name).rename(base / name)
            sync_folder(base)
    except OSError as error:
        what = f"cannot write a project there: {error.strerror}"
        hint = "Name a folder that is yours to write in, on a disk with some room."
        code = 2 if error.errno in _WRONG_NAME else 3
        raise BrochureError(what, where=str(folder), hint=hint, exit_code=code) from error


@contextmanager
def _workplace(base: Path) -> Generator[Path]:
    """Give a hidden folder in `base` that is gone at the end; what killed runs left goes first.

    The lock beside it is there before and after it, and held as long as its run lives.
    """
    for left in filter(_is_lock_of_ours, base.glob(f"{_MADE}*{_LOCK}")):
        with suppress(OSError, Timeout), FileLock(left, timeout=0):
            _clear_away(left)
    lock = base / f"{_MADE}{secrets.token_hex(4)}{_LOCK}"
    lock.open("xb").close()  # filelock 4.3 would wait for ever where no file can be made
    with FileLock(lock):
        try:
            lock.with_suffix("").mkdir()
            yield lock.with_suffix("")
        finally:
            _clear_away(lock)


def _is_lock_of_ours(file: Path) -> bool:
    """Say whether a file is one that `_workplace` makes: of such a name, plain, and empty."""
    with suppress(OSError):
        found = file.lstat()
        empty = stat.S_ISREG(found.st_mode) and found.st_size == 0 and found.st_nlink == 1
        return empty and _OURS.fullmatch(file.name) is not None
    return False


def _clear_away(lock: Path) -> None:
    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
    with suppress(OSError):  # Windows keeps what is open; the next run removes it
        lock.unlink()


def _refuse_what_is_there(folder: Path) -> None:
    """Raise BrochureError if `folder` is no folder, or holds anything that would be written."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise BrochureError("is there already, and is no folder", str(folder), _ELSEWHERE)
    there = [name for name in NAMES if os.path.lexists(folder / name)]
    if there:
        what = f"holds {', '.join(there)} already; nothing was written"
        raise BrochureError(what, str(folder), _ELSEWHERE)


def _nearest_folder(folder: Path) -> tuple[Path, str]:
    """Return the nearest folder that exists, and the first name still to be made in it, if any."""
    first = ""
    while not os.path.lexists(folder):
        folder, first = folder.parent, folder.name
    if not folder.is_dir():
        raise BrochureError("is a file; no folder can be made in it", str(folder), _ELSEWHERE)
    return folder, first


def _fill(fresh: Path, source: Path, paper: PaperName) -> None:
    """Copy content and figures, without the rights they have in the program's own folder.

    All of it is on the disk when this returns, so that no power cut leaves an empty file.
    """
    figures = sorted(f for f in (source / "figures").iterdir() if f.is_file())
    written = (source / "content.yaml", source / "rules.yaml", *figures)
    files = {f.relative_to(source): f.read_bytes() for f in written}
    content = Path("content.yaml")
    files[content] = _PAPER.sub(f"paper: {paper}".encode(), files[content])
    files |= {Path(name): schema.encode() for name, schema in schemas().items()}
    files[Path(".gitignore")] = _IGNORED.encode()
    (fresh / "figures").mkdir(parents=True)
    for file, held in files.items():
        with open_plain_folder(fresh / file.parent) as folder:
            folder.make(file.name, held)


def next_steps(folder: Path) -> str:
    """Return what to do with a new project, in numbered steps, with the commands to copy."""
    content = folder / "content.yaml"
    steps = (
        f"Run: {write_call('build', content)}\n"
        f"     It makes every PDF, in {show_path(folder / 'output')}.",
        f"Open {show_path(content)} in a text editor. Change name, address and colours at the top.",
        "Go on to its end. Lines that begin with # say what belongs where.",
        "Run step 1 again after each change. What is wrong is named with its line.\n"
        "     So is what is still as it was given; until nothing is, every document says SAMPLE.",
        "Let a clinician read every sentence before a patient does.",
    )
    numbered = "\n".join(f"  {number}. {step}" for number, step in enumerate(steps, 1))
    said = f"{show_path(folder)} holds content.yaml, rules.yaml, figures and schemas. Next:"
    return f"{said}\n{numbered}"
