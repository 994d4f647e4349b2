"""Content -> what of the starter's wording is still in it: nobody has written it for patients.

What `brochure new` writes says itself what is to be replaced: facts of the clinic, and wording
whose provenance is `clinic`. Titles and labels are ordinary words that may well stay.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from brochure.base.files.project import STARTER
from brochure.base.finding import ContentPath, Finding, pluralize
from brochure.base.plain_value import Plain
from brochure.content.model.content import Clinic, Content
from brochure.content.model.pictures import Figure
from brochure.content.model.sources import Reference
from brochure.content.model.walk import walk_parts
from brochure.content.model.wording import Cite, Part, Wording
from brochure.content.text.characters import compose_accents
from brochure.content.yaml.paths import format_path
from brochure.content.yaml.source import Source, read_source

_HEADINGS = frozenset({"title", "label", "question", "columns"})
_OF_SOURCE = ("publisher", "title", "container")
_SHOWN = 60  # letters of each wording that are told


@dataclass(frozen=True)
class SampleWording:
    """One piece of the starter that is still there: where it stands, and what it says."""

    path: ContentPath
    words: str


def find_sample(content: Content) -> tuple[SampleWording, ...]:
    """Return what stands in `content` as the starter has it, in the order of content."""
    own, said = dict(_facts(content.clinic)), tuple(_wordings(content))
    if not {*own.values(), *(words for _, words in said)} & _texts_of_starter():
        return ()
    facts, wordings = _sample()
    found = [SampleWording(path, words) for path, words in own.items() if facts[path] == words]
    found += (SampleWording(path, words) for path, words in said if words in wordings)
    return tuple(found)


def check_sample(content: Content, source: Source) -> Iterator[Finding]:
    """Tell once what of the starter is left, and list each piece of it with its line."""
    left = find_sample(content)
    if not left:
        return
    what = f"{pluralize(len(left), 'piece')} of the starter's wording still to be replaced"
    remedy = (
        "Write your own words in these lines, or delete what you do not need. Until then every"
        " document says SAMPLE, and none is e-mailed."
    )
    told = source.finding("content.sample", left[0].path, what, remedy, "warning")
    lines = sorted(_line(piece, source) for piece in left)
    yield replace(told, detail=tuple(text for _, _, text in lines))


def _line(piece: SampleWording, source: Source) -> tuple[int, int, str]:
    at = source.find(format_path(piece.path))
    words = piece.words if len(piece.words) <= _SHOWN else f"{piece.words[: _SHOWN - 1].rstrip()}…"
    return at.line, at.column, f"{source.file}:{at.line}:{at.column}  {words}"


@cache
def _sample() -> tuple[dict[ContentPath, str], frozenset[str]]:
    """Return the facts of the starter's clinic, and the wordings that are only the clinic's."""
    content = Content.model_validate(_read_starter(), strict=True)
    return dict(_facts(content.clinic)), frozenset(_for_clinic(content))


@cache
def _texts_of_starter() -> frozenset[str]:
    """Return every text of the starter, whatever it is for: few files share one by chance.

    To read them takes a third of the time that the starter takes as content.
    """
    return frozenset(compose_accents(text) for text in _texts(_read_starter()))


@cache
def _read_starter() -> Plain:
    source, _ = read_source(STARTER / "content.yaml")
    assert source is not None, "the starter is good; a test builds it"
    return source.data


def _texts(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | tuple):
        for own in value.values() if isinstance(value, dict) else value:
            yield from _texts(own)


def _facts(clinic: Clinic) -> Iterator[tuple[ContentPath, str]]:
    for name in ("name", "short_name", "tagline", "place", "phone", "website", "booking"):
        yield ("clinic", name), getattr(clinic, name)
    yield ("clinic", "address", "street"), clinic.address.street
    yield ("clinic", "address", "city"), clinic.address.city


def _for_clinic(content: Content) -> Iterator[str]:
    """Give what only the clinic can replace, by the provenance of the wording or what is around."""
    for source in content.sources:
        yield from (words for _, words in _said((), source))
    fields = (field for sheet in content.sheets for field in sheet.fields)
    for around in (*content.statements, *content.sections, *fields):
        for path, part in walk_parts(around):
            own = part.provenance if isinstance(part, Wording) else None
            if (own or around.provenance) == "clinic":
                yield from (words for _, words in _said(path, part))


def _wordings(content: Content) -> Iterator[tuple[ContentPath, str]]:
    for path, part in walk_parts(content):
        yield from _said(path, part)


def _said(path: ContentPath, part: Part) -> Iterator[tuple[ContentPath, str]]:
    """Give what one part lets a reader see or hear, its own parts left out, and all headings."""
    if _HEADINGS & set(path):
        return
    if isinstance(part, Wording):
        for name in ("text", "plain"):
            if words := getattr(part, name):
                yield (*path, name), words
    elif isinstance(part, Figure):
        yield (*path, "alt"), part.alt
    elif isinstance(part, Reference):
        yield from (((*path, name), words) for name in _OF_SOURCE if (words := vars(part)[name]))
    elif isinstance(part, Cite):
        yield (*path, "publisher"), part.publisher
