"""What changed in documents -> what the change sheet says, in the form that its template prints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from brochure.approval.change_words import (
    name_file,
    name_kind,
    name_pages,
    name_panel,
    tell_files,
    tell_notes,
    tell_particulars,
    tell_verdict,
    words_of_change,
)
from brochure.approval.compare import DocumentChanges, FileChange
from brochure.approval.page_pairs import PagePair
from brochure.approval.staff_paper import PICTURES
from brochure.approval.word_changes import PassageChange, WordRun
from brochure.base.dates import day_in_words
from brochure.base.finding import Finding, cap_findings
from brochure.base.printable import put_on_one_line
from brochure.build.staff_words import staff_words
from brochure.content.model.waivers import Waiver

_SIDES_AT = (16, 20)  # of a PNG. Source: RFC 2083, 4.1.1
_TALL = 1.6  # as high as wide: a page for phones
_SIGNERS = 3  # lines for signatures


@dataclass(frozen=True)
class SheetPassage:
    """One change of words: what kind it is, its words, and what is to be known beside."""

    kind: str
    runs: tuple[WordRun, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetPanel:
    """What changed in one panel."""

    name: str
    passages: tuple[SheetPassage, ...]


@dataclass(frozen=True)
class SheetWords:
    """Changed wording of one kind, by panel; `text` where there is none."""

    heading: str
    panels: tuple[SheetPanel, ...] = ()
    safety: bool = False
    text: str = ""


@dataclass(frozen=True)
class SheetPicture:
    """A picture of a page: its file, what it is, and what it shows, for who cannot see it."""

    file: str
    label: str
    alt: str


@dataclass(frozen=True)
class SheetPair:
    """A page before and after; one picture where it came or went. `shape` is that of the page."""

    heading: str
    pictures: tuple[SheetPicture, ...]
    shape: Literal["wide", "upright", "tall"] = "upright"


@dataclass(frozen=True)
class SheetDocument:
    """All that is said of one document."""

    anchor: str
    title: str
    id: str
    name: str
    versions: str
    verdict: str
    words: tuple[SheetWords, ...] = ()
    particulars: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    pairs: tuple[SheetPair, ...] = ()
    unpictured: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetEntry:
    """A finding or a waiver: what kind, what it says, and lines beside."""

    kind: str
    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetPage:
    """All that a change sheet says. `pictures` are files, by the names that pairs give."""

    title: str
    against: str
    documents: tuple[SheetDocument, ...]
    findings: tuple[SheetEntry, ...]
    waivers: tuple[SheetEntry, ...]
    seen: str = ""
    signers: int = _SIGNERS
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes], repr=False)


def page_of(
    changes: Sequence[DocumentChanges],
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    seen: str,
    against: str,
) -> SheetPage:
    """Return what a sheet says of these documents, of what is open, and of what was waived."""
    pictures: dict[str, bytes] = {}
    documents = tuple(_document(one, n, pictures) for n, one in enumerate(changes, 1))
    title = words_of_change("title")
    if len(changes) == 1:
        title = words_of_change("of_one", title=changes[0].title)
    told = words_of_change("against", against=put_on_one_line(against)) if against else ""
    code = words_of_change("seen", seen=put_on_one_line(seen)) if seen else ""
    open_ = tuple(map(_finding, cap_findings(findings)))
    return SheetPage(
        title, told, documents, open_, tuple(map(_waiver, waivers)), code, pictures=pictures
    )


def _document(one: DocumentChanges, number: int, pictures: dict[str, bytes]) -> SheetDocument:
    pairs = tuple(pair for file in one.files for pair in _pairs(file, number, pictures))
    return SheetDocument(
        anchor=f"document-{number}",
        title=one.title,
        id=one.id,
        name=one.document,
        versions=_versions(one),
        verdict=tell_verdict(one),
        words=tuple(_words(one)),
        particulars=tell_particulars(one),
        files=tell_files(one),
        pairs=pairs,
        unpictured=tuple(_unpictured(one)),
    )


def _versions(one: DocumentChanges) -> str:
    if one.version_before == one.version:
        return words_of_change("same_version", version=one.version)
    if one.version_before and one.version:
        return words_of_change("versions", before=one.version_before, after=one.version)
    return words_of_change("version", version=one.version or one.version_before)


def _words(one: DocumentChanges) -> Iterator[SheetWords]:
    """Give safety wording first, also where none of it changed and other words did."""
    if not one.passages:
        return
    safety = words_of_change("safety")
    none = "" if one.safety else words_of_change("nothing_in_safety")
    yield SheetWords(safety, tuple(_panels(one.safety)), safety=True, text=none)
    if one.other:
        yield SheetWords(words_of_change("other"), tuple(_panels(one.other)))


def _panels(changes: Sequence[PassageChange]) -> Iterator[SheetPanel]:
    order = {change.said.panel: n for n, change in reversed(list(enumerate(changes)))}
    ranked = sorted(changes, key=lambda change: order[change.said.panel])
    for panel, some in groupby(ranked, key=lambda change: change.said.panel):
        yield SheetPanel(name_panel(panel), tuple(map(_passage, some)))


def _passage(change: PassageChange) -> SheetPassage:
    kind = words_of_change(f"kinds.{name_kind(change)}")
    return SheetPassage(kind, change.runs, tuple(tell_notes(change)))


def _pairs(file: FileChange, document: int, pictures: dict[str, bytes]) -> Iterator[SheetPair]:
    """Give the pages of one file that have pictures, and put these by."""
    for pair in file.pairs:
        shown = tuple(_pictures_of(pair, document, pictures))
        if shown:
            shape = _shape_of(pair.picture_after or pair.picture_before)
            yield SheetPair(_name_pair(file, pair), shown, shape)


def _shape_of(png: bytes) -> Literal["wide", "upright", "tall"]:
    """Return the shape of a picture, by the sides that stand at the head of a PNG."""
    width, height = (int.from_bytes(png[at : at + 4]) for at in _SIDES_AT)
    if width > height:
        return "wide"
    return "tall" if height > _TALL * width else "upright"


def _pictures_of(
    pair: PagePair, document: int, pictures: dict[str, bytes]
) -> Iterator[SheetPicture]:
    sides = (
        ("before", "went", pair.before, pair.picture_before, not pair.after),
        ("now", "came", pair.after, pair.picture_after, not pair.before),
    )
    for side, alone, number, picture, is_alone in sides:
        if picture:
            name = f"{document}-{len(pictures) + 1}.png"
            pictures[name] = picture
            alt = words_of_change(f"pages.alt_{alone if is_alone else side}", number=number)
            yield SheetPicture(f"{PICTURES}/{name}", words_of_change(f"pages.{side}"), alt)


def _name_pair(file: FileChange, pair: PagePair) -> str:
    called = name_file(file.name)
    if not (pair.before and pair.after):
        kind, number = ("came", pair.after) if pair.after else ("went", pair.before)
        return words_of_change(f"pages.{kind}", file=called, number=number)
    if pair.before != pair.after:
        numbers = {"before": pair.before, "after": pair.after}
        return words_of_change("pages.moved_number", file=called, **numbers)
    return words_of_change("pages.pair", file=called, number=pair.after)


def _unpictured(one: DocumentChanges) -> Iterator[str]:
    """Say of which pages no picture is shown, though none but these shows them."""
    for file in one.files:
        bare = [p for p in file.pairs if not (p.picture_before or p.picture_after)]
        if bare and not file.pictured_by:
            pages = f"{name_file(file.name)}, {name_pages(bare)}"
            yield words_of_change("pages.no_picture", pages=pages)


def _finding(finding: Finding) -> SheetEntry:
    place = finding.place
    where = ", ".join(filter(None, (place.edition, place.channel, place.panel)))
    line = f"{place.file}:{place.line}" if place.line else place.file
    fix = words_of_change("findings.fix", remedy=finding.remedy) if finding.remedy else ""
    lines = (put_on_one_line(each) for each in (where, line, fix) if each)
    kind = words_of_change(f"findings.{finding.severity}")
    return SheetEntry(kind, put_on_one_line(finding.what), tuple(lines))


def _waiver(waiver: Waiver) -> SheetEntry:
    day = day_in_words(waiver.date, staff_words("language"))
    values = {"check": waiver.check, "place": waiver.place, "reason": waiver.reason}
    said = words_of_change("waivers.by", by=waiver.by, date=day)
    return SheetEntry("", words_of_change("waivers.entry", **values), (said,))
