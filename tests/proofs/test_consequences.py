"""What only follows from another finding of a document is folded under it."""

from dataclasses import replace

import pytest

from brochure.base.finding import Finding, Location
from brochure.base.folding import fold_findings
from brochure.proofs.consequences import find_consequences

ON_PAGE = Location("clinic.tagline", edition="trifold", channel="press", page=1, panel="brand")
FULL = Finding("fit.overfull", "19 words too many", "Cut 19 words.", place=ON_PAGE)
WIDE = replace(FULL, id="fit.too-wide", what="“Pneumono” is 78 pt too wide")


def seen(id: str, page: int = 1) -> Finding:
    return Finding(id, "is seen", place=Location(edition="trifold", channel="press", page=page))


def told(*findings: Finding) -> list[str]:
    return [found.id for found in fold_findings(find_consequences(findings))]


@pytest.mark.parametrize("id", ["margins.printed", "own.safe-zone", "fit.unsafe"])
def test_what_runs_to_an_edge_follows_from_a_panel_that_holds_too_much(id: str) -> None:
    """On its page, and on the next one, onto which it falls."""
    assert told(FULL, seen(id), seen(id, 2)) == ["fit.overfull"]
    assert told(FULL, seen(id, 3)) == ["fit.overfull", id]
    assert told(WIDE, seen(id)) == ["fit.too-wide"]
    assert told(seen(id)) == [id]


@pytest.mark.parametrize("id", ["field.apart", "field.over-words"])
def test_a_field_that_a_wide_word_pushes_away_follows_from_the_word(id: str) -> None:
    assert told(WIDE, seen(id)) == ["fit.too-wide"]
    assert told(WIDE, seen(id, 2)) == ["fit.too-wide", id]


def test_each_word_that_is_too_wide_is_told() -> None:
    other = replace(WIDE, what="“other” is 9 pt too wide", place=replace(ON_PAGE, path="x.text"))
    assert told(WIDE, other, seen("field.apart")) == ["fit.too-wide", "fit.too-wide"]


def test_a_fact_of_the_clinic_that_is_too_wide_in_many_documents_is_told_once() -> None:
    other = replace(
        WIDE, what="“Pneumono” is 9 pt too wide", place=replace(ON_PAGE, edition="guide")
    )
    assert told(WIDE, other, seen("fit.unsafe")) == ["fit.too-wide"]
    section = [replace(f, place=replace(f.place, path="sections[1].title")) for f in (WIDE, other)]
    assert told(*section) == ["fit.too-wide", "fit.too-wide"]
