"""Files on disk: each is either the old one or the new one, whole, whatever happens meanwhile."""

import secrets
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePath

from filelock import FileLock, Timeout

from brochure.base.errors import BrochureError, unwritable
from brochure.base.held_file import HeldFile
from brochure.base.owned_files import OwnedFiles
from brochure.base.plain_folder import PlainFolder, open_plain_folder
from brochure.base.written_record import PART

_LOCK = ".brochure.lock"


@contextmanager
def lock_folder(folder: Path, within: Path | None = None) -> Generator[OwnedFiles]:
    """Keep others out of a folder, which is made if it is not there; give its files of ours.

    Where `within` is named, no link may lead from there to the folder. What a run that was killed
    left half written is removed, as far as it was written under this lock. Raises BrochureError
    (exit 3) if another run is at work there, or if the folder cannot be made or written.
    """
    lock = FileLock(folder / _LOCK, timeout=0)
    with ExitStack() as held:
        try:
            top = held.enter_context(_open_or_make(folder, within or folder))
            top.touch(_LOCK)  # filelock 4.3 takes a folder that cannot hold it for one in use
            lock.acquire()
            held.callback(lock.release)
            owned = OwnedFiles.begin(top, HeldFile.at(folder / _LOCK))
            held.callback(owned.close)
        except Timeout:
            raise BrochureError(
                f"another build is writing {folder}",
                hint="Wait until it has ended, then run this again.",
                exit_code=3,
            ) from None
        except (OSError, NotImplementedError) as error:  # some network drives know no locks
            raise unwritable(folder, error) from error
        yield owned


@contextmanager
def _open_or_make(folder: Path, within: Path) -> Generator[PlainFolder]:
    within.mkdir(parents=True, exist_ok=True)
    inner = PurePath(folder.relative_to(within))
    with open_plain_folder(within) as outer, outer.below(inner, make=True) as opened:
        yield opened


def write_atomically(file: Path, content: bytes, mode: int = 0o666) -> None:
    """Replace `file` by `content` in one step: temporary file, fsync, rename, fsync of the folder.

    For files of which no record is kept. The umask takes its part from `mode`. Raises BrochureError
    (exit 3) if it cannot be written; nothing is changed then.
    """
    part = f".{secrets.token_hex(8)}{PART}"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open_plain_folder(file.parent) as folder:
            try:
                folder.make(part, content, mode)
                folder.rename(part, file.name)
            finally:
                with suppress(OSError):
                    folder.remove(part)
            folder.sync()
    except OSError as error:
        raise unwritable(file, error) from error
