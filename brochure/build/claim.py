"""An output folder and a content file -> the folder is that one's alone, or its owner is named."""

import json
import os
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.output_folder import default_output, owner_of_output
from brochure.base.owned_files import OwnedFiles
from brochure.base.plain_file import real_path


def output_of(content: Path, chosen: Path | None) -> Path:
    """Return where the documents of a content file go: as chosen, else to a folder of its own."""
    return real_path(chosen) if chosen else Path(default_output(str(real_path(content))))


def claim_output(owned: OwnedFiles, content: Path) -> None:
    """Note whose documents a locked folder holds.

    A content file that was moved or renamed, so that it is not there any more, has no claim.
    Raises BrochureError (exit 2) where they are those of another one.
    """
    output, content = real_path(owned.top.path), real_path(content)
    mine = _relative(content, output)
    claimed = _claimed(owned)
    if claimed == mine:
        return
    other = output / claimed if claimed else Path(owner_of_output(str(output)))
    if other.is_file() and not _is_same(other, content):
        raise _other_content(output, other, content)
    owned.note_origin(json.dumps(mine))


def _claimed(owned: OwnedFiles) -> str:
    """Return the content file that is noted, from the folder on; nothing if none is."""
    try:
        claimed: object = json.loads(owned.origin)
    except ValueError:
        return ""
    return claimed if isinstance(claimed, str) and "\0" not in claimed else ""


def _relative(content: Path, output: Path) -> str:
    try:
        return os.path.relpath(content, output).replace(os.sep, "/")
    except ValueError:  # on another drive
        return content.as_posix()


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _other_content(output: Path, other: Path, content: Path) -> BrochureError:
    theirs, mine = real_path(other), content
    names = (theirs.name, mine.name) if theirs.name != mine.name else (str(theirs), str(mine))
    own = Path(default_output(str(content)))
    default = f"Leave -o out, then they go to {own.name}; or name" if own != output else "Name"
    what = f"{output} is for the documents of {names[0]}; those of {names[1]} do not go there too"
    return BrochureError(what, hint=f"{default} another folder after -o.")
