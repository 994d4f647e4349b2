"""Files on disk: each is either the old one or the new one, whole, whatever happens meanwhile."""

import os
import tempfile
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from brochure.base.errors import BrochureError

_LOCK, _PART = ".brochure.lock", ".brochure.part"
_DEEPEST = 4  # soft-proof/office/grayscale/trifold/


@contextmanager
def lock_folder(folder: Path) -> Generator[None]:
    """Keep other builds out of an output folder, which is made if it is not there.

    What a build that was killed left half written is removed. Raises BrochureError (exit 3) if
    another build is at work there, or if the folder cannot be made or written.
    """
    file = folder / _LOCK
    lock = FileLock(file, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.open("ab").close()  # filelock 4.3 takes a folder that cannot hold it for one in use
        lock.acquire()
    except Timeout:
        raise BrochureError(
            f"another build is writing {folder}",
            hint="Wait until it has ended, then run this again.",
            exit_code=3,
        ) from None
    except (OSError, NotImplementedError) as error:  # some network drives know no locks
        raise _unwritable(folder, error) from error
    try:
        for part in (
            p for deep in ("*/", "*/*/", "*/*/*/") for p in folder.glob(f"{deep}.*{_PART}")
        ):
            with suppress(OSError):  # it does no harm, and says nothing that would help
                part.unlink()
        yield
    finally:
        lock.release()


def write_atomically(
    file: Path,
    content: bytes,
    beside: Sequence[tuple[Path, bytes]] = (),
    mode: int = 0o644,
) -> None:
    """Replace `file` by `content` in one step: temporary file, fsync, rename, fsync of the folder.

    What lies `beside` it tells of this content alone: all is on the disk before any of it is
    replaced, and the old ones are gone before `file` is new. Raises BrochureError (exit 3) if it
    cannot be written; nothing is changed then.
    """
    files = ((file, content), *beside)
    try:
        with ExitStack() as parts:
            written = [parts.enter_context(_part(*each, mode)) for each in files]
            for old, _ in beside:
                old.unlink(missing_ok=True)
            for (each, _), part in zip(files, written, strict=True):
                part.replace(each)
        for folder in {each.parent for each, _ in files}:
            _sync(folder)
    except OSError as error:
        raise _unwritable(file, error) from error


def hold_already(files: Sequence[tuple[Path, bytes]]) -> bool:
    """Say whether each of these is a file, and no link, that holds just this."""
    with suppress(OSError):
        return all(
            not file.is_symlink()
            and file.is_file()
            and file.stat().st_size == len(content)
            and file.read_bytes() == content
            for file, content in files
        )
    return False


@contextmanager
def _part(file: Path, content: bytes, mode: int) -> Generator[Path]:
    """Write what `file` will be under another name beside it; remove it if it is left there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=_PART, dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(mode)
        yield part
    finally:
        part.unlink(missing_ok=True)


def replace_pictures(folder: Path, pictures: Sequence[tuple[str, bytes]]) -> tuple[Path, ...]:
    """Make a folder hold these PNG files and no other; without any it goes, unless more is in it.

    Return the files. Raises BrochureError (exit 3) if it cannot be written.
    """
    try:
        for old in folder.glob("*.png"):
            old.unlink()
        if not pictures:
            with suppress(OSError):  # it holds what is not ours, or is not there
                folder.rmdir()
    except OSError as error:
        raise _unwritable(folder, error) from error
    for name, picture in pictures:
        write_atomically(folder / name, picture)
    return tuple(folder / name for name, _ in pictures)


def _sync(folder: Path) -> None:
    """Make a rename last through a power cut; Windows and some network drives cannot."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unwritable(path: Path, error: OSError | NotImplementedError) -> BrochureError:
    why = getattr(error, "strerror", None) or error
    hint = "Close the file, free some space, or choose another folder with -o."
    return BrochureError(f"cannot write {path}: {why}", hint=hint, exit_code=3)
