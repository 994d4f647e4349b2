"""Content and what documents say -> each claim with its evidence, its sources and where it stands.

A claim is made by one piece of wording or by a section, for all that stands in it. Wording that
names no source of its own rests on those of the section, if that claims the same kind of thing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from brochure.content.model.content import Content
from brochure.content.model.facts import Fact
from brochure.content.model.sources import Reference
from brochure.content.model.walk import provenance_at, walk_parts
from brochure.content.model.wording import Claim, FieldValue, Part, Wording
from brochure.content.text.markdown import render_text
from brochure.content.yaml.paths import format_path, split_path
from brochure.wording.document_text import DocumentText

_OF_CLINIC = ("seed", "clinic")


@dataclass(frozen=True)
class StatedClaim:
    """One claim of content: at `path` stands the part that makes it.

    `claim` has the evidence and sources that hold for it, `sources` these themselves, `words` what
    is said there. `documents` are the editions that print it.
    """

    path: str
    claim: Claim
    sources: tuple[Reference, ...]
    words: str
    provenance: str
    documents: tuple[str, ...]

    @property
    def is_ours(self) -> bool:
        """Say whether it is not the clinic's: neither of its article, nor a fact it alone knows."""
        return self.provenance not in _OF_CLINIC


def list_claims(content: Content, texts: Iterable[DocumentText]) -> tuple[StatedClaim, ...]:
    """Return all claims, in the order of content."""
    parts = dict(walk_parts(content))
    printed: dict[str, dict[str, None]] = {}
    for text in texts:
        for unit in text.on_page:
            printed.setdefault(unit.claimed_at, {})[text.name] = None
    found: list[StatedClaim] = []
    for at, part in parts.items():
        if claim_made_by(part):
            path = format_path(at)
            claim = claim_at(content, path)
            sources = tuple(sources_of(content, claim))
            where = provenance_at(at, parts)
            documents = tuple(printed.get(path, ()))
            found.append(StatedClaim(path, claim, sources, words_of(part), where, documents))
    return tuple(found)


def claim_made_by(part: Part) -> Claim | None:
    """Return the claim that a part makes itself, if it makes one."""
    claim = vars(part).get("claim")
    return claim if isinstance(claim, Claim) else None


def claim_at(content: Content, path: str) -> Claim:
    """Return the claim of the part at `path`, with the evidence and sources that hold for it."""
    made = [claim for part in parts_along(content, path) if (claim := claim_made_by(part))]
    own = made[-1]
    for claim in reversed(made):
        if claim.kind == own.kind and claim.sources:
            return claim
    return own


def sources_of(content: Content, claim: Claim) -> Iterator[Reference]:
    """Give the sources that a claim names."""
    known = {source.id: source for source in content.sources}
    yield from (known[id] for id in claim.sources if id in known)


def parts_along(content: Content, path: str) -> Iterator[Part]:
    """Give the parts that lie along a content path, outermost first."""
    value: FieldValue = content
    for step in split_path(path):
        if isinstance(value, Part):
            fields: dict[str, FieldValue] = vars(value)
            value = fields.get(str(step))
        elif isinstance(value, tuple) and isinstance(step, int):
            value = value[step]
        elif isinstance(value, Mapping):
            value = value.get(str(step))
        if isinstance(value, Part):
            yield value


def words_of(part: Part) -> str:
    """Return all wording of a part, plain where it has plain; of a source or fact what it says."""
    if isinstance(part, Fact):
        return part.sentence
    if isinstance(part, Reference):
        return " ".join(str(value) for value in part.model_dump().values() if value)
    pieces = (piece for _, piece in walk_parts(part) if isinstance(piece, Wording))
    return " ".join(render_text(piece.plain or piece.text or "") for piece in pieces)


def words_at(content: Content, path: str) -> str:
    """Return the words that a finding at this content path is about: those of the part there."""
    parts = [part for part in parts_along(content, path) if not isinstance(part, Claim)]
    return words_of(parts[-1]) if parts else ""
