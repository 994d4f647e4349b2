"""Citation marks and the list behind them: one number for one source, in the style of the AMA."""

import pytest

from brochure.content.model.content import Content
from brochure.content.model.sources import Reference
from brochure.content.model.wording import Cite
from brochure.selection.duties import select_editions
from brochure.selection.kinds.sources import describe_source
from brochure.selection.selection import Selection
from brochure.selection.selector import CitationMarks, join_numbers
from tests.content.ledger import RINSE, read_sources

EAT, WASH = "Eat soft food for two days.", "Rinse with warm salt water."
OF_RINSE = "claim: {kind: benefit, evidence: human, sources: [nhs, review]}"


def said(selection: Selection, begins: str) -> str:
    return next(one.text for one in selection.passages if one.text.startswith(begins))


def listed(selection: Selection) -> list[str]:
    """Return what the list of sources prints: numeral, source, numeral, source …"""
    return [
        s.text for s in selection.passages if s.path.startswith("sources[") or "cite[" in s.path
    ]


def guide_of(content: Content) -> Selection:
    return select_editions(content)["guide"]


def test_a_source_keeps_its_number_and_is_listed_once() -> None:
    guide = guide_of(read_sources())
    assert said(guide, EAT) == f"{EAT}1"
    assert said(guide, WASH) == f"{WASH}1,2"
    assert listed(guide)[::2] == ["1", "2"]
    assert listed(guide)[1].startswith("Doe J, Roe R. How long") and listed(guide)[3] == "NHS +1"


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([1], "1"),
        ([2, 1], "1,2"),
        ([1, 3, 4, 5], "1,3-5"),
        ([1, 2, 3, 7], "1-3,7"),
        ([9, 10, 11, 12], "9-12"),
        ([4, 4], "4"),
    ],
)
def test_three_numbers_in_a_row_are_a_range(numbers: list[int], told: str) -> None:
    assert join_numbers(numbers) == told


def test_a_range_is_counted_over_marks_with_and_without_a_ledger() -> None:
    more = f"{OF_RINSE}, {RINSE.replace('NHS, more: 1', 'WHO')}"
    guide = guide_of(read_sources((OF_RINSE, more)))
    assert said(guide, WASH) == f"{WASH}1-3"
    assert listed(guide)[-2:] == ["3", "WHO"]


def test_marks_stand_in_brackets_where_the_edition_says_so() -> None:
    source = Cite(publisher="NHS")
    for in_brackets, told in ((False, "1,2"), (True, "[1,2]")):
        marks = CitationMarks(True, in_brackets)
        assert marks.give([(("a",), source), (("b",), source)]) == told
    assert CitationMarks(False).give([(("a",), source)]) == ""
    assert CitationMarks(True).give([]) == "" == CitationMarks(True, in_brackets=True).give([])


def test_large_print_sets_marks_on_the_baseline() -> None:
    large = "  large-print:\n    id: ND-LARGE\n    title: Large\n    review_by: 2027-11\n"
    flow = "    words: text\n    panels: {flow: [care, {statement: bleeding}, sources]}\n"
    editions = select_editions(read_sources(("editions:\n", f"editions:\n{large}{flow}")))
    (eaten,) = (s for s in editions["large-print"].passages if s.text.startswith(EAT))
    assert eaten.text == f"{EAT} [1]"
    assert "<sup>" not in eaten.html and "\N{NO-BREAK SPACE}[1]" in eaten.html
    (raised,) = (s for s in editions["guide"].passages if s.text.startswith(EAT))
    assert "<sup>1</sup>" in raised.html


def test_what_has_no_mark_is_not_listed() -> None:
    """With `mark: false`, in an edition without a list, and on a whole section."""
    guide = guide_of(read_sources(("sources: [review]}", "sources: [review], mark: false}")))
    assert said(guide, EAT) == EAT
    assert said(guide, WASH) == f"{WASH}1,2"
    assert select_editions(read_sources())["trifold"].passages
    assert said(select_editions(read_sources())["trifold"], EAT) == EAT
    title = "title: {text: Care at home, plain: At home}\n"
    section = f"{title}    claim: {{kind: risk, sources: [spare]}}\n"
    assert listed(guide_of(read_sources((title, section)))) == listed(guide_of(read_sources()))


def test_each_passage_names_what_claims_it() -> None:
    title = "title: {text: Care at home, plain: At home}\n"
    section = f"{title}    claim: {{kind: risk, sources: [spare]}}\n"
    guide = guide_of(read_sources((title, section)))
    at = {one.text: (one.claim, one.claimed_at) for one in guide.passages}
    assert at["Care at home"] == ("risk", "sections[1]")
    assert at[f"{EAT}1"] == ("risk", "sections[1].blocks[0].items[0]")
    assert at[f"{WASH}1,2"] == ("benefit", "sections[1].blocks[0].items[1]")
    assert at["Get help"] == ("", "")


def known(**more: object) -> Reference:
    given = {"id": "a", "status": "candidate", "title": "How long implants last", **more}
    return Reference.model_validate(given)


AUTHORS = tuple(f"Doe {letter}" for letter in "ABCDEFG")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (Cite(publisher="NHS", more=2), "NHS +2"),
        (Reference(id="a", status="publisher_only", publisher="NHS"), "NHS"),
        (Reference(id="a", status="publisher_only", publisher="NHS", more=1), "NHS +1"),
        (known(), "How long implants last."),
        (known(title="Do they last?"), "Do they last?"),
        (known(authors=AUTHORS[:6], published="2018"), f"{', '.join(AUTHORS[:6])}. {{}} 2018."),
        (known(authors=AUTHORS), "Doe A, Doe B, Doe C, et al. {}"),
        (
            known(container="J Made Up", published="2023", locator="16(5):742", doi="10.1000/182"),
            "{} J Made Up. 2023;16(5):742. doi:10.1000/182",
        ),
        (
            known(
                publisher="NHS",
                published="2025-01-21",
                accessed="2026-11-30",
                url="https://example.org/a",
            ),
            "{} NHS. January 21, 2025. Accessed November 30, 2026. https://example.org/a",
        ),
        (known(published="2025-01"), "{} January 2025."),
        (known(doi="10.1000/182", accessed="2026-11-30"), "{} doi:10.1000/182"),
    ],
)
def test_a_source_is_told_in_the_style_of_the_ama(source: Cite | Reference, told: str) -> None:
    words = told.replace("{}", "How long implants last.")
    assert describe_source(source, "en-US", "Accessed") == words


def test_dates_of_sources_are_in_the_language_of_the_document() -> None:
    source = known(accessed="2026-11-30", published="2025-01")
    told = describe_source(source, "de-DE", "Zugriff am")
    assert told.endswith("Januar 2025. Zugriff am 30. November 2026.")


ADDRESS = ("back: [contact]", "back: [contact, {section: line, size: fine}]")


@pytest.mark.parametrize(
    ("show", "told"),
    [
        ("address", ["Sources:", "northgate.example.org"]),
        ("names", ["Sources:", "NHS"]),
        ("both", ["Sources:", "NHS", "northgate.example.org"]),
    ],
)
def test_without_a_list_a_line_says_where_the_sources_stand(show: str, told: list[str]) -> None:
    content = read_sources(ADDRESS, ("show: address", f"show: {show}"))
    trifold = select_editions(content)["trifold"]
    back = [one.text for one in trifold.passages if one.panel == "back"]
    assert back[-len(told) :] == told
    leads = [href for href, _ in trifold.inventory.links]
    assert ("https://northgate.example.org" in leads) == (show != "names")
