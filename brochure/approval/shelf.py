"""Where approved and released files stand in the output folder, and what they must hold."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from brochure.approval.entry import Entry
from brochure.base.plain_file import read_plain_file

APPROVED, TO_APPROVE = "approved", "to-approve"


def approved_folder(output: Path, document: str, version: str) -> Path:
    """Return where the pages stand that somebody approved."""
    return output / APPROVED / document / version


def file_in(folder: Path, inner: str, document: str) -> Path:
    """Return the file of one channel and look, ``screen/readable``, in such a folder."""
    return folder / inner / f"{document}.pdf"


def hash_files(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each file, by its name."""
    return {name: sha256(held).hexdigest() for name, held in sorted(files.items())}


def read_kept(folder: Path, entry: Entry) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the files that an entry names, and the names of those that are not as they were."""
    held: dict[str, bytes] = {}
    wrong: list[str] = []
    for name, digest in entry.files.items():
        try:
            content = read_plain_file(folder / name)
        except OSError:
            wrong.append(name)
            continue
        if sha256(content).hexdigest() != digest:
            wrong.append(name)
            continue
        held[name] = content
    return held, tuple(wrong)
