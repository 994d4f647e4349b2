"""A letter and its readers -> numbered drafts in a folder, to be opened and sent by hand."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath

from brochure.base.errors import BrochureError, PlaceTakenError
from brochure.base.owned_files import OwnedFiles
from brochure.base.plain_folder import open_plain_folder
from brochure.base.storage import lock_folder
from brochure.mail.message import Letter, compose_message
from brochure.mail.recipients import Recipient

FOLDER = "email"
_DRAFT = re.compile(r"[0-9]{3,}\.eml")
_PRIVATE = 0o600


@dataclass(frozen=True)
class Drafts:
    """What lies in the folder after a call: what it wrote, and what earlier calls left there.

    `same` are earlier drafts that this call would have written once more, `others` all the rest.
    """

    written: tuple[Path, ...]
    same: tuple[Path, ...]
    others: tuple[Path, ...]


def drafts_in(folder: Path, of_ours: bool = False) -> tuple[Path, ...]:
    """Return the drafts in a folder, by number; or only those that are as this program wrote them.

    Raises BrochureError (exit 3) if the folder is a link.
    """
    try:
        with (
            open_plain_folder(folder.parent) as above,
            above.below(PurePath(folder.name)) as found,
        ):
            known = OwnedFiles.read_record(found)
            return tuple(d for d in _drafts_in(known) if not of_ours or _is_ours(known, d))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise _unreadable(folder, error) from error


def write_drafts(
    folder: Path, letter: Letter, readers: Sequence[Recipient], replace: bool = False
) -> Drafts:
    """Write one draft for each reader, in the order of the list, numbered on from those there.

    Drafts of earlier calls may not have been sent yet, so they stay, unless `replace` asks for them
    to go; one that is the same to the byte is not written a second time. Those that somebody has
    changed, or written, always stay. Only this user may read the files: each holds an address.
    Raises BrochureError (exit 3) if they cannot be written, or a link stands in their place.
    """
    with lock_folder(folder, within=folder.parent) as owned:
        earlier = _earlier(owned, replace)
        ignored = folder / ".gitignore"
        if not owned.stamp(ignored):
            owned.write(((ignored, b"*\n"),))
        number = max(map(_number, earlier), default=0)
        written: list[Path] = []
        same: list[Path] = []
        known = {mark: file for file, mark in earlier.items() if mark}
        for reader in readers:
            draft = compose_message(letter, reader)
            if lies := known.get(_mark(draft)):
                same.append(lies)
                continue
            number += 1
            written.append(folder / f"{number:03}.eml")
            owned.write(((written[-1], draft),), {written[-1]: ""}, mode=_PRIVATE)
    others = tuple(file for file in earlier if file not in same)
    return Drafts(tuple(written), tuple(same), others)


def _earlier(owned: OwnedFiles, replace: bool) -> dict[Path, bytes]:
    """Return the drafts of earlier calls with a mark of what they hold; those of ours may go.

    What cannot be read has no mark, and its number is not given again.
    """
    try:
        owned.top.make_private()
        found = _drafts_in(owned)
        for draft in found if replace else ():
            if _is_ours(owned, draft):
                owned.remove(draft)
        return {
            file: _mark(held) if (held := _read(owned, file)) else b"" for file in _drafts_in(owned)
        }
    except OSError as error:
        raise _unreadable(owned.top.path, error) from error


def _drafts_in(owned: OwnedFiles) -> tuple[Path, ...]:
    """Return whatever stands under the name of a draft, by number."""
    names = (name for name, _ in owned.top.entries() if _DRAFT.fullmatch(name))
    return tuple(sorted((owned.top.path / name for name in names), key=_number))


def _is_ours(owned: OwnedFiles, draft: Path) -> bool:
    held = _read(owned, draft)
    return held is not None and owned.knows(draft, held)


def _read(owned: OwnedFiles, draft: Path) -> bytes | None:
    """Return what a draft holds, None where it is a link or no plain file."""
    with suppress(PlaceTakenError):
        return owned.read(draft)
    return None


def _number(draft: Path) -> int:
    return int(draft.stem)


def _mark(draft: bytes) -> bytes:
    return sha256(draft).digest()


def _unreadable(folder: Path, error: OSError) -> BrochureError:
    hint = "Make the folder yours to read and write, then run this again."
    what = f"cannot read the drafts in {folder}: {error.strerror}"
    return BrochureError(what, hint=hint, exit_code=3)
