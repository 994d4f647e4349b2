"""The pages: as many as declared, each of the declared size."""

import pytest

from brochure.proofs.pages import page_numbers_are_right, pages_match_the_declaration
from tests.tiny import html, print_tiny, proven, said

NEXT = '<p>here</p><p style="break-before: page">more</p>'


def test_a_page_as_declared_has_no_finding() -> None:
    assert proven(pages_match_the_declaration, print_tiny()) == ()


@pytest.mark.parametrize(
    ("after", "declared", "what"),
    [
        (NEXT, (1, 1), "has 2 pages instead of 1"),
        ("", (2, 2), "has 1 page instead of 2"),
        (NEXT, (3, 5), "has 2 pages instead of 3 to 5"),
    ],
)
def test_too_many_or_too_few_pages(after: str, declared: tuple[int, int], what: str) -> None:
    printed = print_tiny(html(after=after), pages=declared)
    (finding,) = proven(pages_match_the_declaration, printed)
    assert (finding.id, finding.what) == ("pages.count", what)


def test_a_page_of_another_size() -> None:
    (finding,) = proven(
        pages_match_the_declaration, print_tiny(style="@page { size: 210pt 150pt }")
    )
    assert (finding.id, finding.page) == ("pages.size", 1)
    assert finding.what == "is 210 x 150 pt instead of 200 x 150 pt"


FLOWING = '<html lang="en"><title>Tiny</title><body><p>one</p><p class="next">two</p></body></html>'
BREAK = ".next { break-before: page } @page { margin: 8pt 8pt 24pt"


@pytest.mark.parametrize(
    ("margin", "whats"),
    [
        ("@bottom-right { content: counter(page) ' / ' counter(pages) }", []),
        (
            "@bottom-right { content: counter(page) ' of 2' }",
            ["“1 of 2” stands", "“2 of 2” stands"],
        ),
        ("", ["has 0 page numbers", "has 0 page numbers"]),
        (
            "@bottom-right { content: counter(page) ' / ' counter(pages) }"
            " @bottom-left { content: 'Buy now' }",
            ["“Buy now” stands", "“Buy now” stands", "has 2 page", "has 2 page"],
        ),
    ],
)
def test_page_numbers(margin: str, whats: list[str]) -> None:
    pieces = (said("one", ""), said("two", ""))
    style = f"{BREAK}; {margin} }}"
    printed = print_tiny(FLOWING, style, pieces, panels=("flow",), flow_panel="flow")
    findings = proven(page_numbers_are_right, printed)
    assert len(findings) == len(whats)
    for finding, what in zip(findings, whats, strict=True):
        assert finding.what.startswith(what)
