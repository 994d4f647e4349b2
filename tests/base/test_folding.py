"""What follows from one cause is told once, and what is gravest comes first."""

from dataclasses import replace

from brochure.base.calls import write_call
from brochure.base.finding import Cause, Finding, Location
from brochure.base.folding import fold_findings, pages_in_words
from brochure.build.report import finding_text, told_texts

RIVER = Location("brand.colours.river", "content.yaml", 60, 13)


def found(page: int, edition: str = "guide", share: float = 1.0, what: str = "pale") -> Finding:
    place = Location(edition=edition, channel="screen", look="standard", page=page, panel="flow")
    cause = Cause("a.cause", f"is too pale ({share})", "Write it darker.", RIVER, share)
    return Finding("a.pale", what, place=place, cause=cause)


def test_what_follows_from_a_cause_is_told_once_with_all_its_places() -> None:
    pale = [found(2), found(3, share=0.3), found(2, what="pale, too"), found(1, "trifold")]
    (told,) = fold_findings(pale)
    assert (told.id, told.what, told.place) == ("a.cause", "is too pale (0.3)", RIVER)
    assert finding_text(told) == (
        "content.yaml:60:13  brand.colours.river — is too pale (0.3)\n"
        "  4 places: guide, screen, pages 2–3; trifold, screen, page 1 [a.cause]\n"
        "  Fix: Write it darker."
    )
    (one,) = fold_findings([found(2)])
    assert "\n  guide, screen, page 2, panel flow [a.cause]\n" in finding_text(one)


def test_what_is_found_alike_in_several_documents_is_told_once() -> None:
    alike = [replace(found(page, name), cause=None) for page, name in ((2, "guide"), (5, "book"))]
    (told,) = fold_findings([*alike, *alike[:0]])
    where = "  2 places: guide, screen, page 2; book, screen, page 5 [a.pale]"
    assert finding_text(told) == f"pale\n{where}"
    other = replace(alike[0], what="not alike")
    assert len(fold_findings([*alike, other])) == 2


def test_errors_come_before_warnings_and_causes_before_what_stands_alone() -> None:
    alone = Finding("b.alone", "alone")
    milder = Finding("c.milder", "milder", severity="warning", detail=tuple("abcdef"))
    ranked = fold_findings([milder, alone, found(2), found(4)])
    assert [finding.id for finding in ranked] == ["a.cause", "b.alone", "c.milder"]
    *_, last = told_texts([milder, alone])
    call = write_call("check")
    assert last == f"warning: milder\n  a\n  b\n  c\n  and 3 more; {call} lists them all"


def test_pages_in_words() -> None:
    assert [pages_in_words(n) for n in ((), (3,), (2, 3, 4, 7))] == ["", "page 3", "pages 2–4, 7"]
