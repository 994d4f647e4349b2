"""The pages: as many as declared, each of the declared size."""

import pytest

from brochure.proofs.pages import pages_match_the_declaration
from tests.tiny import html, print_tiny, proven

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
