"""A folder of a release -> the snapshot that it keeps; and where the releases of a project lie.

`output/releases/DOCUMENT/VERSION/` has the files of the output folder, and ``words.json``.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from brochure.approval.snapshot import WORDS_FILE, Snapshot, words_from_json
from brochure.base.errors import BrochureError
from brochure.base.looks import LOOKS, STANDARD
from brochure.base.plain_file import read_plain_file
from brochure.channels.channels import CHANNELS

RELEASES = "releases"
_VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}")
_MOST_BYTES = 200_000_000


def release_folder(output: Path, document: str, version: str) -> Path:
    """Return where a release of one document lies."""
    return output / RELEASES / document / version


def newest_version(output: Path, document: str) -> str:
    """Return the newest released version of a document, empty where there is none."""
    try:
        names = [each.name for each in (output / RELEASES / document).iterdir() if each.is_dir()]
    except OSError:
        return ""
    versions = [name for name in names if _VERSION.fullmatch(name)]
    return max(versions, key=_rank, default="")


def _rank(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def read_release(folder: Path) -> Snapshot:
    """Return what a release keeps: its words, and those of its files that are there.

    Raises BrochureError where the words are missing, or not as they were written.
    """
    file = folder / WORDS_FILE
    try:
        written = read_plain_file(file, _MOST_BYTES)
    except (OSError, ValueError) as error:
        what = f"{folder} holds no {WORDS_FILE} that can be read, so it is no release"
        hint = "Name a folder such as output/releases/DOCUMENT/VERSION."
        raise BrochureError(what, hint=hint) from error
    words = words_from_json(written, where=str(file))
    return words_from_json(written, dict(_files(folder, words.document)), str(file))


def _files(folder: Path, document: str) -> Iterator[tuple[str, bytes]]:
    """Give each file of a release by channel and look; what is missing is told as that."""
    name = f"{document}.pdf"
    if Path(name).name != name:
        return
    for channel, about in CHANNELS.items():
        for look in (each for each in LOOKS if each in about.looks):
            key = channel if look == STANDARD.name else f"{channel}/{look}"
            try:
                yield key, read_plain_file(folder / key / name, _MOST_BYTES)
            except (OSError, ValueError):
                continue
