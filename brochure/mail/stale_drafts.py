"""Drafts that lie in an output folder and today's content -> those that are of another, and why."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cache, partial
from hashlib import sha256
from pathlib import Path, PurePath

from brochure.base.errors import PlaceTakenError
from brochure.base.owned_files import OwnedFiles
from brochure.base.plain_file import read_plain_file
from brochure.base.plain_folder import open_plain_folder
from brochure.build.stale import Stale
from brochure.content.model.content import Content
from brochure.mail.draft_origin import RELEASED, DraftOrigin, hash_words
from brochure.mail.drafts import FOLDER

_CHANNEL, _DRAFT = "screen", ".eml"
_WORDS = "holds words of an earlier content"
_EARLIER = "is by an earlier program, and whether it is of today's content cannot be told"


def find_stale_drafts(
    content: Content,
    output: Path,
    stale: Collection[Path] = (),
    in_use: Mapping[str, str] | None = None,
) -> tuple[Stale, ...]:
    """Return the drafts that this program wrote and that are not of this content, by reason.

    `in_use` tells the version that is in use of each document that was released. A draft is that
    carries another document than lies in the output folder now, or one of the
    `stale` files. Nothing is read but the record of drafts: what they hold is about readers.
    """
    by_reason: dict[str, list[Path]] = {}
    with (
        suppress(PlaceTakenError, OSError),
        open_plain_folder(output) as above,
        above.below(PurePath(FOLDER)) as folder,
    ):
        owned = OwnedFiles.read_record(folder)
        drafts = [file for file in owned.files if file.suffix == _DRAFT and _stands(owned, file)]
        words = hash_words(content) if drafts else ""
        now = in_use or {}
        why = cache(partial(_why, words=words, output=output, stale=stale, in_use=now))
        for draft in drafts:
            by_reason.setdefault(why(owned.about(draft)), []).append(draft)
    return tuple(Stale(all[0], tuple(all), why) for why, all in by_reason.items() if why)


def _stands(owned: OwnedFiles, draft: Path) -> bool:
    with suppress(PlaceTakenError, OSError):
        return bool(owned.stamp(draft))
    return False


def _why(
    line: str, words: str, output: Path, stale: Collection[Path], in_use: Mapping[str, str]
) -> str:
    origin = DraftOrigin.parse(line)
    if origin is None:
        return _EARLIER
    for name, held in origin.attached.items():
        edition, _, look = name.partition(", ")
        released, _, version = name.partition(RELEASED)
        if version:
            if in_use.get(released.partition(", ")[0]) != version:
                return f"carries {released} {version}, which the record does not name as in use"
            continue
        file = output.joinpath(_CHANNEL, *([look] if look else ()), f"{edition}.pdf")
        if file in stale or _hash(file) != held:
            return f"carries another {name} than today's content makes"
    return "" if origin.words == words else _WORDS


def _hash(file: Path) -> str:
    with suppress(OSError):
        return sha256(read_plain_file(file)).hexdigest()
    return ""
