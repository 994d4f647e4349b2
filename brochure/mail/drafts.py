"""A letter and its readers -> numbered drafts in a folder, to be opened and sent by hand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Literal

from brochure.base.errors import BrochureError, PlaceTakenError
from brochure.base.owned_files import OwnedFiles
from brochure.base.plain_folder import open_plain_folder
from brochure.base.storage import lock_folder
from brochure.content.text.mail_address import identify_address, parse_address
from brochure.mail.draft_origin import DraftOrigin
from brochure.mail.message import Letter, compose_message
from brochure.mail.recipients import Recipient

FOLDER = "email"
_DRAFT = re.compile(r"[0-9]{3,}\.eml")
_PRIVATE = 0o600
_MOST_OF_HEADERS = 65536
_TO = re.compile(rb"(?im)^to:((?:[^\r\n]|\r?\n[ \t]){1,1000})")
_ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")
_ATTACHED = re.compile(rb"\nContent-Disposition: attachment;((?:[^\r\n]|\r\n[ \t]){1,1000})")

Why = Literal["", "link", "unreadable", "changed", "unknown"]


@dataclass(frozen=True)
class Drafts:
    """What lies in the folder after a call: what it wrote, and what earlier calls left there.

    `same` are earlier drafts that this call would have written once more, `others` all the rest.
    `kept` tells why some of those are not removed with --replace; `twice` names each of those whose
    reader gets a document of it by a draft of this call, too, and that draft.
    """

    written: tuple[Path, ...]
    same: tuple[Path, ...]
    others: tuple[Path, ...]
    kept: tuple[tuple[Path, Why], ...] = ()
    twice: tuple[tuple[Path, Path], ...] = ()


@dataclass(frozen=True)
class _Lying:
    """A draft that lies there: why it would stay, a mark of what it holds, whom it brings what."""

    why: Why
    mark: bytes = b""
    brings: frozenset[tuple[str, bytes]] = frozenset()


def drafts_in(folder: Path) -> tuple[tuple[Path, Why], ...]:
    """Return the drafts in a folder, by number, each with the reason why --replace would keep it.

    Raises BrochureError (exit 3) if the folder is a link.
    """
    try:
        with (
            open_plain_folder(folder.parent) as above,
            above.below(PurePath(folder.name)) as found,
        ):
            known = OwnedFiles.read_record(found)
            return tuple((draft, _look(known, draft).why) for draft in _drafts_in(known))
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
        written: dict[Path, frozenset[tuple[str, bytes]]] = {}
        same: list[Path] = []
        about = DraftOrigin.of(letter).line()
        known = {lying.mark: file for file, lying in earlier.items() if lying.mark}
        for reader in readers:
            draft = compose_message(letter, reader)
            if lies := known.get(_mark(draft)):
                same.append(lies)
                if owned.knows(lies, draft):
                    owned.adopt(((lies, draft),), about)
                continue
            number += 1
            file = folder / f"{number:03}.eml"
            owned.write(((file, draft),), {file: ""}, mode=_PRIVATE, about=about)
            written[file] = _brought_by(draft)
    others = {file: lying for file, lying in earlier.items() if file not in same}
    mine = {**written, **{file: earlier[file].brings for file in same}}
    return Drafts(
        tuple(written),
        tuple(same),
        tuple(others),
        tuple((file, lying.why) for file, lying in others.items() if lying.why),
        tuple(_find_twice(others, mine)),
    )


def _earlier(owned: OwnedFiles, replace: bool) -> dict[Path, _Lying]:
    """Return the drafts of earlier calls; those of ours may go.

    What cannot be read has no mark, and its number is not given again.
    """
    try:
        owned.top.make_private()
        found = _drafts_in(owned)
        for draft in found if replace else ():
            if not _look(owned, draft).why:
                owned.remove(draft)
        return {draft: _look(owned, draft) for draft in _drafts_in(owned)}
    except OSError as error:
        raise _unreadable(owned.top.path, error) from error


def _look(owned: OwnedFiles, draft: Path) -> _Lying:
    try:
        held = owned.read(draft)
    except PlaceTakenError:
        return _Lying("link")
    if held is None:
        return _Lying("unreadable")
    why: Why = "changed" if owned.remembers(draft) else "unknown"
    return _Lying("" if owned.knows(draft, held) else why, _mark(held), _brought_by(held))


def _brought_by(draft: bytes) -> frozenset[tuple[str, bytes]]:
    """Return each document of a draft with its reader, as this program writes both."""
    written = _TO.search(draft[:_MOST_OF_HEADERS].partition(b"\r\n\r\n")[0])
    addresses = _ADDRESS.findall(written[1].decode("utf-8", "replace")) if written else []
    try:
        (address,) = map(parse_address, addresses)
    except ValueError:
        return frozenset()
    return frozenset((identify_address(address), name) for name in _ATTACHED.findall(draft))


def _find_twice(
    others: Mapping[Path, _Lying], mine: Mapping[Path, frozenset[tuple[str, bytes]]]
) -> Iterator[tuple[Path, Path]]:
    """Find drafts of earlier calls that bring a reader what one of this call brings, too."""
    first = {one: file for file, brings in mine.items() for one in sorted(brings)}
    for file, lying in others.items():
        if both := sorted(lying.brings & first.keys()):
            yield file, first[both[0]]


def _drafts_in(owned: OwnedFiles) -> tuple[Path, ...]:
    """Return whatever stands under the name of a draft, by number."""
    names = (name for name, _ in owned.top.entries() if _DRAFT.fullmatch(name))
    return tuple(sorted((owned.top.path / name for name in names), key=_number))


def _number(draft: Path) -> int:
    return int(draft.stem)


def _mark(draft: bytes) -> bytes:
    return sha256(draft).digest()


def _unreadable(folder: Path, error: OSError) -> BrochureError:
    hint = "Make the folder yours to read and write, then run this again."
    what = f"cannot read the drafts in {folder}: {error.strerror}"
    return BrochureError(what, hint=hint, exit_code=3)
