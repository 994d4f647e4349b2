"""Content + Edition -> Snapshot: all that readers of one document get, in words and as files.

Two of these are compared (`brochure.approval.compare`); a release keeps the words of its own as
``words.json``, so that what it said can be told years later without the program that made it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace

from brochure.base.editions import Edition
from brochure.base.errors import BrochureError
from brochure.base.plain_value import Json, entry_of, read_json
from brochure.base.status import DRAFT, Status
from brochure.content.model.content import Content
from brochure.selection.inventory import take_inventory
from brochure.selection.passage import Passage
from brochure.selection.select import select_content
from brochure.selection.selected import PlacedSection, Selected, SelectedPart

WORDS_FILE = "words.json"
_FORMAT = 1
_SAFETY_KINDS = ("statement", "alert")
_SAFETY_CLAIMS = ("risk", "regulatory")
LINK, CODE = "link", "code"  # before, and instead of, a content path
_OF_ALL = ("document", "id", "title", "version")
_MOST_BYTES = 20_000_000
_BY_HAND = "Take it from a backup; a file of this name is never written by hand."


@dataclass(frozen=True)
class Said:
    """One passage as readers get it, white space folded.

    `path` is its content path, or says that a link or code leads there. `safety` wording belongs to
    a statement, an alert or a box that stays whole, or is claimed as a risk or by regulation.
    `heard` is what is read aloud in place of a picture. An `address` is where a link or code leads.
    `under` is the heading over it, which tells people more than the name of a panel.
    """

    panel: str
    path: str
    text: str
    safety: bool = False
    heard: bool = False
    address: bool = False
    under: str = ""


@dataclass(frozen=True)
class Snapshot:
    """One document at one time: its edition, its number, title and version, and what it says.

    `said` is in reading order, with the control line, without the status and page numbers. `pages`
    are finished files by channel, ``screen``, or channel and look, ``screen/grayscale``.
    """

    document: str
    id: str
    title: str
    version: str
    said: tuple[Said, ...]
    pages: Mapping[str, bytes] = field(default_factory=dict[str, bytes], repr=False)


def snapshot_of(
    content: Content,
    edition: Edition,
    status: Status = DRAFT,
    pages: Mapping[str, bytes] | None = None,
) -> Snapshot:
    """Return what `edition` says, with these finished files. `content` must have no findings.

    Of pages that make up a number, such as those for questions, each says its words once.
    """
    placement = content.editions[edition.name]
    fillers = len(placement.panels.get(edition.filler_panel, ())) if edition.filler_panel else 0
    selection = select_content(content, edition, fillers, status)
    said: list[Said] = []
    for name, places in selection.panels.items():
        for placed in places:
            said.extend(_said_in_place(placed, name))
        if name == edition.control_panel:
            said.extend(_said(passage, name) for pair in selection.control for passage in pair)
        said.extend(_addresses(places, name, tuple(one for one in said if one.safety)))
    version = content.version_of(edition.name)
    kept = tuple(one for one in said if one.text)
    return Snapshot(edition.name, placement.id, placement.title, version, kept, dict(pages or {}))


def _said_in_place(placed: PlacedSection, panel: str) -> Iterator[Said]:
    safety = placed.boxed or placed.kind in _SAFETY_KINDS
    under = _fold(placed.title.text) if placed.title else ""
    if placed.title:
        yield _said(placed.title, panel, safety)
    for block in placed.blocks:
        for said in _said_in(block, panel, safety):
            yield replace(said, under=under)


def _said_in(value: Selected, panel: str, safety: bool) -> Iterator[Said]:
    """Give what a part says, in the order it is printed, without numerals: these only count."""
    if isinstance(value, Passage):
        yield _said(value, panel, safety)
    elif isinstance(value, tuple):
        for part in value:
            yield from _said_in(part, panel, safety)
    elif isinstance(value, SelectedPart):
        inside = safety or value.kind in _SAFETY_KINDS
        for name, part in value.parts.items():
            if name != "numeral":
                yield from _said_in(part, panel, inside)
        if value.alt:
            yield Said(panel, _path_of_alt(value), _fold(value.alt), inside, heard=True)


def _said(passage: Passage, panel: str, safety: bool = False) -> Said:
    text = "" if passage.page_of else _fold(passage.text)
    is_safety = safety or passage.claim in _SAFETY_CLAIMS
    return Said(panel, passage.path, text, is_safety or passage.path.startswith("statements["))


def _path_of_alt(part: SelectedPart) -> str:
    drawn = (*part.shows.pictures, *part.shows.drawings)
    return f"{drawn[0].path.rpartition('.')[0]}.alt" if drawn else part.kind


def _addresses(
    places: tuple[PlacedSection, ...], panel: str, safety: tuple[Said, ...]
) -> Iterator[Said]:
    """Give where links and codes of a panel lead, on paper too: readers type what they see.

    A link of safety wording is safety wording: a wrong number there is as bad as a wrong word.
    """
    shown = take_inventory({panel: places})
    for address, linked in shown.links:
        words = _fold(linked)
        is_safety = any(one.panel == panel and words in one.text for one in safety)
        yield Said(panel, f"{LINK}: {words}", address, is_safety, address=True)
    for address in shown.codes:
        yield Said(panel, CODE, address, address=True)


def _fold(text: str) -> str:
    return " ".join(text.split())


def words_to_json(snapshot: Snapshot) -> bytes:
    """Return the words of a snapshot as a file, the same for the same words; no pages are in it."""
    own = {name: getattr(snapshot, name) for name in _OF_ALL}
    whole = {"format": _FORMAT, **own, "said": [asdict(one) for one in snapshot.said]}
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()


def words_from_json(
    written: bytes, pages: Mapping[str, bytes] | None = None, where: str = WORDS_FILE
) -> Snapshot:
    """Read what `words_to_json` has written, and put it beside finished files.

    Raises BrochureError, which names it as `where`, for anything else: words of a release that are
    not as they were must not be taken for what readers were given.
    """
    if len(written) > _MOST_BYTES:
        raise _refused(f"it is larger than {_MOST_BYTES // 1_000_000} MB", where)
    try:
        whole = read_json(written)
        if entry_of(whole, "format") != _FORMAT:
            raise _refused("a later version of this program has written it", where)
        _check_keys(whole, {"format", "said", *_OF_ALL})
        listed = entry_of(whole, "said")
        if not isinstance(listed, list):
            raise TypeError("said")
        document, id, title, version = (_text(whole, name) for name in _OF_ALL)
        said = tuple(map(_read_said, listed))
        return Snapshot(document, id, title, version, said, dict(pages or {}))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _refused("it does not hold the words of a document", where) from error


def _read_said(value: Json) -> Said:
    named = {each.name: entry_of(value, each.name) for each in fields(Said)}
    _check_keys(value, {*named})
    flags = (named["safety"], named["heard"], named["address"])
    if not all(isinstance(flag, bool) for flag in flags):
        raise TypeError("a flag is neither true nor false")
    panel, path, text = (_text(value, name) for name in ("panel", "path", "text"))
    safety, heard, address = (flag is True for flag in flags)
    return Said(panel, path, text, safety, heard, address, _text(value, "under"))


def _check_keys(value: Json, known: set[str]) -> None:
    if not isinstance(value, dict) or {*value} != known:
        raise TypeError("other keys than those that are written")


def _text(value: Json, name: str) -> str:
    held = entry_of(value, name)
    if not isinstance(held, str):
        raise TypeError(f"{name} is no text")
    return held


def _refused(why: str, where: str) -> BrochureError:
    return BrochureError(f"the words of this release cannot be read: {why}", where, _BY_HAND)
