"""Pictures of checked pages -> files in a folder."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from brochure.base.printable import put_on_one_line
from brochure.base.storage import write_atomically

if TYPE_CHECKING:
    from brochure.preflight.checked_file import CheckedFile

_LONGEST = 60  # letters of a name
_FOREIGN = re.compile(r"[^\w.-]+")


def write_pictures(checked: "CheckedFile", folder: Path) -> Iterator[str]:
    """Write the pictures of one file, called by it and by page; give their names.

    A file in another folder has a number of its own in them, so that namesakes stay apart.
    Raises BrochureError (exit 3) where they cannot be written.
    """
    file = Path(checked.file)
    apart = "" if file.parent == Path() else f"-{crc32(checked.file.encode()):08x}"
    stem = _FOREIGN.sub("-", file.stem)[:_LONGEST] + apart
    for picture in checked.pictures:
        target = folder / f"{stem}-page-{picture.page}.png"
        write_atomically(target, picture.png)
        yield target.as_posix()


def tell_pictures(names: Sequence[str]) -> str:
    """Return a line that says where pictures lie: the first, and how many more."""
    more = f" and {len(names) - 1} more beside it" if len(names) > 1 else ""
    return put_on_one_line(f"Drawn with the numbers above: {names[0]}{more}")
