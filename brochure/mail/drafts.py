"""A letter and its readers -> numbered drafts in a folder, to be opened and sent by hand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.storage import lock_folder, write_atomically
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


def drafts_in(folder: Path) -> tuple[Path, ...]:
    """Return the drafts in a folder, by number."""
    found = (file for file in folder.glob("*.eml") if _DRAFT.fullmatch(file.name))
    return tuple(sorted(found, key=_number))


def write_drafts(
    folder: Path, letter: Letter, readers: Sequence[Recipient], replace: bool = False
) -> Drafts:
    """Write one draft for each reader, in the order of the list, numbered on from those there.

    Drafts of earlier calls may not have been sent yet, so they stay, unless `replace` asks for them
    to go; one that is the same to the byte is not written a second time. Only this user may read
    the files: each holds an address. Raises BrochureError (exit 3) if they cannot be written.
    """
    with lock_folder(folder):
        earlier = _earlier(folder, replace)
        write_atomically(folder / ".gitignore", b"*\n")
        number = max(map(_number, earlier), default=0)
        written: list[Path] = []
        same: list[Path] = []
        known = {mark: file for file, mark in earlier.items()}
        for reader in readers:
            draft = compose_message(letter, reader)
            if lies := known.get(_mark(draft)):
                same.append(lies)
                continue
            number += 1
            written.append(folder / f"{number:03}.eml")
            write_atomically(written[-1], draft, mode=_PRIVATE)
    others = tuple(file for file in earlier if file not in same)
    return Drafts(tuple(written), tuple(same), others)


def _earlier(folder: Path, replace: bool) -> dict[Path, bytes]:
    """Return the drafts of earlier calls with a mark of what they hold, or remove them."""
    try:
        folder.chmod(0o700)
        if replace:
            _remove(drafts_in(folder))
        return {file: _mark(file.read_bytes()) for file in drafts_in(folder)}
    except OSError as error:
        what = f"cannot {'remove' if replace else 'read'} the drafts in {folder}: {error.strerror}"
        hint = "Close them in your mail program, then run this again."
        raise BrochureError(what, hint=hint, exit_code=3) from None


def _remove(drafts: Iterable[Path]) -> None:
    for draft in drafts:
        draft.unlink()


def _number(draft: Path) -> int:
    return int(draft.stem)


def _mark(draft: bytes) -> bytes:
    return sha256(draft).digest()
