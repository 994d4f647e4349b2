"""A letter and its readers -> numbered drafts in a folder, to be opened and sent by hand."""

import re
from collections.abc import Sequence
from pathlib import Path

from brochure.errors import BrochureError
from brochure.mail.message import Letter, composed
from brochure.mail.recipients import Recipient
from brochure.storage import locked, write_whole

FOLDER = "email"
_DRAFT = re.compile(r"[0-9]{3,}\.eml")
_PRIVATE = 0o600


def write_drafts(folder: Path, letter: Letter, readers: Sequence[Recipient]) -> tuple[Path, ...]:
    """Write one draft for each reader, in the order of the list; the drafts of before go first.

    Names are numbers, and only this user may read the files: each holds an address. Raises
    BrochureError (exit 3) if they cannot be written.
    """
    width = max(3, len(str(len(readers))))
    with locked(folder):
        try:
            folder.chmod(0o700)
            for old in folder.iterdir():
                if _DRAFT.fullmatch(old.name):
                    old.unlink()
        except OSError as error:
            what = f"cannot remove the drafts of before in {folder}: {error.strerror}"
            hint = "Close them in your mail program, then run this again."
            raise BrochureError(what, hint=hint, exit_code=3) from None
        write_whole(folder / ".gitignore", b"*\n")
        files = tuple(folder / f"{n:0{width}}.eml" for n in range(1, len(readers) + 1))
        for file, reader in zip(files, readers, strict=True):
            write_whole(file, composed(letter, reader), mode=_PRIVATE)
    return files
