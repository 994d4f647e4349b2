"""What words claim rests on sources that someone at the clinic has confirmed."""

from collections.abc import Iterator

from brochure.base.check import check
from brochure.base.finding import Finding, Location
from brochure.content.model.content import Content
from brochure.content.model.sources import Reference
from brochure.content.model.walk import walk_parts
from brochure.content.model.wording import Claim
from brochure.content.yaml.paths import format_path
from brochure.wording.claims import claim_at, sources_of
from brochure.wording.document_text import DocumentText

_LEDGER = "AMA Manual of Style, 11th edition, chapter 3 (references)"
_FDA = "FDA draft guidance on presenting risk information (2009)"
_CONFIRM = (
    "Read the source. Where it says what the wording says, write `status: confirmed` and"
    " `confirmed_by:`."
)


@check(
    "sources.risk",
    "warning",
    statement="A risk that a document tells rests on a confirmed source.",
    rationale="A misrepresented risk undoes a signature; what nobody has read bears nothing out.",
    source=_FDA,
    remedy=f"Name the source in `claim: {{kind: risk, sources: […]}}`. {_CONFIRM}",
)
def risks_rest_on_confirmed_sources(on: DocumentText) -> Iterator[Finding]:
    for path, claim in _claims_of(on, "risk").items():
        sources = tuple(sources_of(on.content, claim))
        if not sources:
            yield _at(on, f"{path}.claim", "tells a risk, and names no source")
        elif not any(source.status == "confirmed" for source in sources):
            for source in sources:
                what = f'"{source.id}" bears out a risk, and nobody has confirmed it'
                yield _at(on, _path_of(on.content, source), what, _CONFIRM)


@check(
    "sources.publisher-only",
    "warning",
    statement="Of a source that wording rests on more is known than who published it.",
    rationale="A publisher is no source: nobody can look up what it stands for.",
    source=_LEDGER,
    remedy="Find out which text is meant: its title, and where it stands. Then write `status:"
    " candidate`; and `confirmed` once someone at the clinic has read it.",
)
def sources_have_titles(on: DocumentText) -> Iterator[Finding]:
    for source in _sources_behind(on):
        if source.status == "publisher_only":
            what = f'of the source "{source.id}" nothing is known but {source.publisher}'
            if source.more:
                what += f", and that {source.more} more stood beside it"
            yield _at(on, _path_of(on.content, source), what)


@check(
    "sources.candidate",
    "warning",
    statement="No citation mark stands for a source that is a mere candidate.",
    rationale="A reader takes what is listed for what was read.",
    source=_LEDGER,
    remedy=f"{_CONFIRM} Until then, name another source, or write `mark: false`.",
)
def marks_stand_for_no_candidates(on: DocumentText) -> Iterator[Finding]:
    for source in on.content.sources:
        path = _path_of(on.content, source)
        if source.status == "candidate" and path in on.listed:
            what = f'a citation mark stands for "{source.id}", and nobody has confirmed it'
            yield _at(on, path, what)


@check(
    "sources.unsupported",
    "warning",
    statement="What a document says of benefits, or of how something works, names its sources.",
    rationale="A benefit without a source is a promise.",
    source="FTC health claims guidance",
    remedy="Name them in `claim: {kind: …, sources: […]}`, or do not claim it.",
)
def benefits_name_their_sources(on: DocumentText) -> Iterator[Finding]:
    told = {"benefit": "claims a benefit", "mechanism": "says how something works"}
    for kind, says in told.items():
        for path, claim in _claims_of(on, kind).items():
            if not claim.sources:
                yield _at(on, f"{path}.claim", f"{says}, and names no source")


@check(
    "sources.uncited",
    "warning",
    statement="Each source of the ledger bears something out; candidates may wait.",
    rationale="A source that nothing names is left from wording that has gone, or is misspelt.",
    source="ours",
    remedy="Name it in the claim that it bears out, or delete it.",
)
def sources_bear_something_out(content: Content) -> Iterator[Finding]:
    named = {
        id for _, part in walk_parts(content) if isinstance(part, Claim) for id in part.sources
    }
    for source in content.sources:
        if source.id not in named and source.status != "candidate":
            place = Location(path=_path_of(content, source))
            yield Finding("", f'nothing names the source "{source.id}"', place=place)


def _claims_of(on: DocumentText, kind: str) -> dict[str, Claim]:
    """Return the claims of a kind that a document prints in more than headings, by their paths."""
    said = (u for u in on.on_page if u.claim == kind and u.claimed_at and u.where != "heading")
    return {path: claim_at(on.content, path) for path in dict.fromkeys(u.claimed_at for u in said)}


def _sources_behind(on: DocumentText) -> Iterator[Reference]:
    """Give each source that what a document says rests on."""
    paths = dict.fromkeys(unit.claimed_at for unit in on.on_page if unit.claimed_at)
    named = {id for path in paths for id in claim_at(on.content, path).sources}
    yield from (source for source in on.content.sources if source.id in named)


def _path_of(content: Content, source: Reference) -> str:
    return format_path(("sources", content.sources.index(source)))


def _at(on: DocumentText, path: str, what: str, remedy: str = "") -> Finding:
    return Finding("", what, remedy, "warning", Location(path=path, edition=on.name))
