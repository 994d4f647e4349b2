"""The files of a release -> its folder, which is there whole or not at all, whatever happens.

They are written into a folder beside, which then gets its place in one step. What a call that was
stopped has left is ours by the record of the output folder, and is removed by the next one.
"""

from collections.abc import Mapping
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.owned_files import OwnedFiles

BESIDE = "releasing"


def place_release(owned: OwnedFiles, folder: Path, files: Mapping[str, bytes]) -> None:
    """Let a folder hold these files, and no others.

    Of a release that is not on record yet the folder may be there already: then it is replaced.
    Raises BrochureError (exit 3) where it holds what this program did not write.
    """
    beside = owned.top.path / BESIDE
    _clear(owned, beside)
    if folder.is_dir():
        for file in sorted(each for each in folder.rglob("*") if not each.is_dir()):
            _refuse_unknown(owned, file)
        owned.move_folder(folder, beside)
        _clear(owned, beside)
    for name, held in files.items():
        owned.write(((beside / name, held),))
    owned.move_folder(beside, folder)


def _clear(owned: OwnedFiles, beside: Path) -> None:
    """Remove what was written there, and folders that are empty then."""
    for file in owned.written_below(BESIDE):
        owned.remove(file)
    left = sorted((each for each in beside.rglob("*") if each.is_dir()), reverse=True)
    for each in (*left, beside):
        owned.remove_empty_folder(each)
    if beside.exists():
        raise _not_ours(beside)


def _refuse_unknown(owned: OwnedFiles, file: Path) -> None:
    held = owned.read(file)
    if held is None or not owned.knows(file, held):
        raise _not_ours(file)


def _not_ours(file: Path) -> BrochureError:
    hint = "Move it to a folder of your own, then run this again."
    return BrochureError(f"{file} is not of this program", hint=hint, exit_code=3)
