"""Each claim with its evidence and sources, and the ledger -> a table for people, and JSON."""

from collections.abc import Iterator, Sequence
from textwrap import shorten, wrap

from brochure.base.finding import pluralize
from brochure.base.printable import join_lines, put_on_one_line
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.content.model.rules import Rules
from brochure.content.model.sources import Reference
from brochure.content.yaml.source import Source
from brochure.selection.duties import select_editions
from brochure.wording.claims import StatedClaim, list_claims
from brochure.wording.document_text import read_document_text

_WIDTH = 100  # columns of a terminal
_WORDS, _INDENT = 60, "    "
_HEAD = "Claims: line, kind, evidence, whose words they are if not the clinic's, first words"


def claims_of(loaded: LoadedContent) -> tuple[StatedClaim, ...]:
    """Return what content claims, and which documents print it; nothing where it cannot be read."""
    content = loaded.selectable
    if content is None:
        return ()
    chosen = select_editions(content).values()
    return list_claims(content, (read_document_text(content, one, Rules()) for one in chosen))


def sources_text(claims: Sequence[StatedClaim], content: Content, source: Source) -> str:
    """Return the table: each claim with where it is printed and its sources; then the ledger."""
    lines = [_HEAD, ""]
    for claim in claims:
        lines.extend(_claim_lines(claim, source))
    lines += ["", "Sources: line, status, id, what is known, how many claims name it", ""]
    for index, reference in enumerate(content.sources):
        line = source.place(("sources", index)).line
        count = pluralize(_count(claims, reference), "claim")
        told = f"{source.file}:{line}  {reference.status}  {reference.id}: {_known(reference)}"
        lines.append(put_on_one_line(f"{told} ({count})"))
    return join_lines((*lines, "", _summary(claims)))


def _claim_lines(claim: StatedClaim, source: Source) -> Iterator[str]:
    line = source.find(claim.path).line
    ours = "  ours" if claim.is_ours else ""
    words = shorten(claim.words, _WORDS, placeholder=" …")
    head = f"{source.file}:{line}  {claim.claim.kind}  {claim.claim.evidence}{ours}  “{words}”"
    yield put_on_one_line(head)
    documents = ", ".join(claim.documents) or "no document"
    named = ", ".join(f"{one.id} ({one.status})" for one in claim.sources) or "none"
    for text in (f"printed in: {documents}", f"sources: {named}"):
        yield from wrap(
            put_on_one_line(text),
            _WIDTH,
            initial_indent=_INDENT,
            subsequent_indent=_INDENT * 2,
            break_on_hyphens=False,
        )


def _known(reference: Reference) -> str:
    more = f" +{reference.more}" if reference.more else ""
    return (reference.title or reference.publisher or "") + more


def _count(claims: Sequence[StatedClaim], reference: Reference) -> int:
    return sum(reference in claim.sources for claim in claims)


def _summary(claims: Sequence[StatedClaim]) -> str:
    confirmed = sum(any(s.status == "confirmed" for s in claim.sources) for claim in claims)
    bare = sum(not claim.sources for claim in claims)
    ours = sum(claim.is_ours for claim in claims)
    return (
        f"{pluralize(len(claims), 'claim')}: {confirmed} with a confirmed source,"
        f" {bare} without any; {ours} ours and not the clinic's."
    )


def sources_values(
    claims: Sequence[StatedClaim], content: Content, source: Source
) -> dict[str, object]:
    """Return the same for JSON."""
    return {
        "claims": [
            {
                "kind": claim.claim.kind,
                "evidence": claim.claim.evidence,
                "words": claim.words,
                "path": claim.path,
                "file": source.file,
                "line": source.find(claim.path).line,
                "documents": list(claim.documents),
                "sources": [one.id for one in claim.sources],
                "provenance": claim.provenance,
                "ours": claim.is_ours,
            }
            for claim in claims
        ],
        "ledger": [
            {
                **reference.model_dump(),
                "line": source.place(("sources", index)).line,
                "claims": _count(claims, reference),
            }
            for index, reference in enumerate(content.sources)
        ],
    }
