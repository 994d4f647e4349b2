"""The ledger of sources: what each status needs, and names of sources that lead nowhere."""

import pytest

from brochure.content.load import validate_content
from brochure.content.model.sources import Reference
from brochure.content.yaml.source import parse
from tests.content.ledger import read_sources, with_sources


def faults(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the path and the words of all that is wrong with the small content, changed."""
    source, findings = parse(with_sources(*changes), "content.yaml")
    assert source is not None and not findings
    return [(f.place.path, f"{f.what} → {f.remedy}") for f in validate_content(source)[1]]


def test_the_small_content_is_good() -> None:
    assert [one.id for one in read_sources().sources] == ["nhs", "leaflet", "review", "spare"]
    assert faults() == []


@pytest.mark.parametrize(
    ("old", "new", "path", "words"),
    [
        (", publisher: NHS, more: 1}\n", "}\n", "sources[0]", "names no publisher"),
        (
            "publisher: NHS, more",
            "publisher: NHS, title: A, more",
            "sources[0].status",
            "has title",
        ),
        ("candidate, title: Leaflet on implants", "candidate", "sources[1]", "has no title"),
        ("title: Leaflet", "more: 2, title: Leaflet", "sources[1].more", "counts 2 more"),
        (
            "title: Leaflet",
            "confirmed_by: Doe, title: Leaflet",
            "sources[1].status",
            "says who confirmed it",
        ),
        ("    confirmed_by: Jane Doe, MD\n", "", "sources[2].status", "does not say by whom"),
        ("    title: How long dental implants last\n", "", "sources[2]", "has no title"),
        ('published: "2023"', 'published: "2023-02-30"', "sources[2].published", "is no day"),
        ("doi: 10.1000/182", "doi: https://doi.org/10.1000/182", "sources[2].doi", "10.1000/182"),
        ("{id: spare,", "{id: nhs,", "sources[3].id", "used twice in sources (first on line"),
        (
            "sources: [review]",
            "sources: [reviw]",
            "sections[1].blocks[0].items[0].claim.sources[0]",
            "Write review.",
        ),
        (
            "sources: [nhs, review]",
            "sources: [elsewhere]",
            "sections[1].blocks[0].items[1].claim.sources[0]",
            "Known: nhs, leaflet, review, spare.",
        ),
    ],
)
def test_what_is_missing_or_leads_nowhere_is_told_where_it_is_mended(
    old: str, new: str, path: str, words: str
) -> None:
    found = faults((old, new))
    assert [where for where, what in found if words in what] == [path], found


@pytest.mark.parametrize("where", ["url", "doi", "container"])
def test_a_confirmed_source_stands_somewhere(where: str) -> None:
    known = {"url": "https://example.org/a", "doi": "10.1000/182", "container": "A journal"}
    given = {"id": "a", "status": "confirmed", "title": "A title", "confirmed_by": "Jane Doe"}
    assert Reference.model_validate({**given, where: known[where]}).confirmed_by
    with pytest.raises(ValueError, match="does not say where it stands"):
        Reference.model_validate(given)


def test_all_that_is_wrong_with_one_source_is_told_at_once() -> None:
    gone = ("    doi: 10.1000/182\n    confirmed_by: Jane Doe, MD\n", "")
    found = faults(("    container: J Made Up\n", ""), gone)
    assert [path for path, _ in found] == ["sources[2].status"] * 2


@pytest.mark.parametrize("published", ["2023", "2023-05", "2023-05-17"])
def test_a_year_a_month_and_a_day_are_dates(published: str) -> None:
    given = {"id": "a", "status": "candidate", "title": "A", "published": published}
    assert Reference.model_validate(given).published == published


def test_names_are_not_followed_where_the_ledger_cannot_be_read() -> None:
    """What is wrong with it is told, and not each name that may be right."""
    found = faults(("{id: nhs,", "{id: N H S,"), ("sources: [review]", "sources: [reviw]"))
    assert [path for path, _ in found] == ["sources[0].id"]


def test_content_without_a_ledger_stays_good() -> None:
    text = with_sources(("sources: [review]", "sources: []"))
    assert "sources:" in text
    assert faults(("claim: {kind: risk, sources: [review]}", "cite: [{publisher: NHS}]")) == []
