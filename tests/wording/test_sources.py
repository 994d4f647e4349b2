"""What is claimed, and on which sources: each check has a case that turns it red."""

import pytest

from brochure.base.finding import Finding
from brochure.content.model.content import Content
from brochure.content.model.rules import Rules
from brochure.selection.duties import select_editions
from brochure.wording.checks import CONTENT_CHECKS, DOCUMENT_CHECKS
from brochure.wording.claims import StatedClaim, claim_at, list_claims, words_at
from brochure.wording.document_text import DocumentText, read_document_text
from tests.content.ledger import LEDGER, SOFT, read_sources

RISK = "claim: {kind: risk, sources: [review]}"
BENEFIT = "claim: {kind: benefit, evidence: human, sources: [nhs, review]}"
TITLE = "title: {text: Care at home, plain: At home}\n"


def texts_of(content: Content) -> list[DocumentText]:
    chosen = select_editions(content).values()
    return [read_document_text(content, one, Rules()) for one in chosen]


def found_in(content: Content, document: str = "guide") -> list[Finding]:
    (text,) = (one for one in texts_of(content) if one.name == document)
    of_document = [found for check in DOCUMENT_CHECKS for found in check(text)]
    of_content = [found for check in CONTENT_CHECKS for found in check(content)]
    return [each for each in (*of_document, *of_content) if each.id.startswith("sources.")]


def told(*changes: tuple[str, str], document: str = "guide") -> set[tuple[str, str]]:
    """Return the id and the path of what is found about sources."""
    return {(f.id, f.place.path) for f in found_in(read_sources(*changes), document)}


BARE = (
    ("sources.publisher-only", "sources[0]"),
    ("sources.uncited", "sources[3]"),
)


def test_the_small_content_has_a_bare_publisher_and_one_too_many() -> None:
    assert told() == {*BARE}
    assert {found.severity for found in found_in(read_sources())} == {"warning"}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ((RISK, "claim: risk"), ("sources.risk", "sections[1].blocks[0].items[0].claim")),
        ((RISK, RISK.replace("review", "leaflet")), ("sources.risk", "sources[1]")),
        ((RISK, RISK.replace("review", "nhs")), ("sources.risk", "sources[0]")),
        ((RISK, RISK.replace("review", "leaflet")), ("sources.candidate", "sources[1]")),
        (
            (BENEFIT, "claim: benefit"),
            ("sources.unsupported", "sections[1].blocks[0].items[1].claim"),
        ),
        (
            (BENEFIT, "claim: mechanism"),
            ("sources.unsupported", "sections[1].blocks[0].items[1].claim"),
        ),
        ((BENEFIT, BENEFIT.replace("nhs, ", "")), ("sources.uncited", "sources[0]")),
        ((BENEFIT, BENEFIT.replace("review", "spare")), ("sources.publisher-only", "sources[3]")),
    ],
)
def test_what_no_source_bears_out_is_found(change: tuple[str, str], found: tuple[str, str]) -> None:
    assert found not in told()
    assert found in told(change)


def test_one_confirmed_source_is_enough_for_a_risk() -> None:
    both = RISK.replace("review", "leaflet, review")
    assert not {id for id, _ in told((RISK, both))} & {"sources.risk"}
    several = {path for _, path in told((RISK, RISK.replace("review", "nhs, leaflet")))}
    assert {"sources[0]", "sources[1]"} <= several, "each that might be confirmed is named"


def test_a_candidate_without_a_mark_may_wait() -> None:
    waiting = (BENEFIT, BENEFIT.replace("nhs, review]", "leaflet], mark: false"))
    assert "sources.candidate" not in {id for id, _ in told(waiting)}
    assert ("sources.uncited", "sources[1]") not in told()


def test_wording_rests_on_the_sources_of_its_section() -> None:
    """Where both claim the same kind of thing, and the wording names none itself."""
    of_section = (TITLE, f"{TITLE}    claim: {{kind: risk, evidence: label, sources: [review]}}\n")
    bare = (RISK, "claim: risk")
    item = "sections[1].blocks[0].items[0]"
    assert ("sources.risk", f"{item}.claim") not in told(of_section, bare)
    assert claim_at(read_sources(of_section, bare), item).evidence == "label"
    other = (TITLE, of_section[1].replace("kind: risk", "kind: regulatory"))
    assert ("sources.risk", f"{item}.claim") in told(other, bare)


def test_a_heading_alone_claims_nothing() -> None:
    section = (TITLE, f"{TITLE}    claim: benefit\n")
    found = told(section)
    assert ("sources.unsupported", "sections[1].claim") in found, "its callout claims it too"
    alone = ("  - id: day\n    provenance: clinic\n    title: On the day\n", "")
    alone = (alone[0], f"{alone[0]}    claim: benefit\n")
    cover = (
        "cover: [welcome]\n      brand",
        "cover: [welcome, {section: day, blocks: false}]\n      brand",
    )
    assert told(alone, cover) == told()


def test_claims_are_listed_with_where_they_are_printed_and_whose_they_are() -> None:
    content = read_sources((RISK, RISK.replace("}", "}\n            provenance: label", 1)))
    risk, benefit = list_claims(content, texts_of(content))
    assert risk == StatedClaim(
        "sections[1].blocks[0].items[0]",
        risk.claim,
        (content.sources[2],),
        "Eat soft food for two days.",
        "label",
        ("trifold", "guide"),
    )
    assert benefit.claim.evidence == "human" and benefit.provenance == "template"
    assert risk.is_ours and benefit.is_ours
    whose = content.sections[1].model_copy(update={"provenance": "seed"})
    sections = (content.sections[0], whose, *content.sections[2:])
    seed = content.model_copy(update={"sections": sections})
    assert [claim.is_ours for claim in list_claims(seed, ())] == [True, False]


def test_a_waiver_of_a_source_lapses_when_more_is_known_of_it() -> None:
    before, after = read_sources(), read_sources((LEDGER, LEDGER.replace("NHS, more: 1", "NHS")))
    assert words_at(before, "sources[0]") != words_at(after, "sources[0]")
    assert words_at(before, "sources[2]") == words_at(after, "sources[2]")
    assert words_at(before, "sections[1].blocks[0].items[0].claim") == SOFT.strip(" -\n")
