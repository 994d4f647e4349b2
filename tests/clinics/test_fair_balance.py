"""Fair balance: risks stand as early, as near and as large as what may be gained.

Yardstick: FDA draft guidance on presenting risk information (2009).
"""

import re
from dataclasses import dataclass

import pytest

from brochure.build.job import Built
from brochure.content.load import LoadedContent
from brochure.proofs.alignment import normalize_letters
from brochure.reading.pdfium import read_pdf
from brochure.reading.tags import ReadTags, read_tags
from brochure.selection.selected import PlacedSection, passages_in
from brochure.selection.selection import Selection
from tests.clinics.conftest import Files
from tests.clinics.found import Finished
from tests.clinics.test_whole_risks import selection_of

LATEST = 0.40  # of a document's words stand before its serious risks


@dataclass(frozen=True)
class Opening:
    """What lies open first: pages seen at once, or panels of a sheet that is folded."""

    channel: str
    pages: tuple[int, ...] = ()
    panels: tuple[str, ...] = ()


# Cover and contents aside. A booklet shows two pages, the tri-fold its flap and what is behind it.
OPENINGS = {
    "trifold": Opening("office", panels=("flap", "inside-left")),
    "guide": Opening("screen", pages=(3,)),
    "booklet": Opening("office", pages=(2, 3)),
    "large-print": Opening("office", pages=(1,)),
}
COVERED = ("trifold", "guide", "booklet")

# What a reader may gain, as our documents say it.
BENEFIT = re.compile(
    r"\b(help some|relie(f|ve)|improve|benefit|ease|antidepressant effects|clearer thinking"
    r"|stronger circuits|gains)\b",
    re.IGNORECASE,
)
A_SERIOUS_RISK = re.compile(r"passing out|slow (or weak )?breathing", re.IGNORECASE)
SAYS_SERIOUS = re.compile(r"serious risks", re.IGNORECASE)
STATUS = (
    re.compile(r"ketamine[^.]*off-label", re.I),
    re.compile(r"FDA-approved|FDA (\(U\.S\. drug agency\) )?has\s+approved"),
)


def placed_in(selection: Selection) -> list[tuple[str, PlacedSection]]:
    return [(name, placed) for name, panel in selection.panels.items() for placed in panel]


def words_said(placed: PlacedSection) -> list[str]:
    return [word for said in passages_in(placed) for word in said.text.split()]


def test_every_document_tells_how_benefits_and_risks_stand(built: tuple[Built, ...]) -> None:
    """Measured on the finished pages: risks early, near, as large, and in as many words."""
    for document in built:
        balance = document.balance
        assert balance, document.edition
        assert balance.first_risk < LATEST and balance.pages_between == 0, document.edition
        assert balance.risk_pt >= balance.benefit_pt, document.edition
        assert balance.risk_share > 0.1, document.edition


@pytest.mark.parametrize("edition", OPENINGS)
def test_serious_risks_begin_early(loaded: LoadedContent, edition: str) -> None:
    selection = selection_of(loaded, edition)
    assert share_before_risks(selection) < LATEST


def share_before_risks(selection: Selection) -> float:
    """Return which part of its words a document has said when serious risks begin."""
    places = [placed for _, placed in placed_in(selection)]
    at = next(n for n, placed in enumerate(places) if placed.id == "serious-risks")
    before = sum(len(words_said(placed)) for placed in places[:at])
    return before / sum(len(words_said(placed)) for placed in places)


def text_of(pages: Finished, opening: Opening, selection: Selection) -> str:
    """Return what the first opening says: of pages as they are read, of panels as content has it.

    What a panel says in a finished file is proven elsewhere, word for word.
    """
    if opening.panels:
        shown = [placed for name, placed in placed_in(selection) if name in opening.panels]
        return " ".join(word for placed in shown for word in words_said(placed))
    return " ".join(pages.spaced(page) for page in opening.pages)


@pytest.mark.parametrize("edition", OPENINGS)
def test_the_first_opening_with_a_benefit_has_a_serious_risk_and_the_status(
    files: Files,
    loaded: LoadedContent,
    edition: str,
) -> None:
    """And the cover, which comes before, tells of no benefit without calling risks serious."""
    opening, selection = OPENINGS[edition], selection_of(loaded, edition)
    finished = files(opening.channel, edition)
    text = text_of(finished, opening, selection)
    assert SAYS_SERIOUS.search(text) and A_SERIOUS_RISK.search(text)
    assert [status.pattern for status in STATUS if not status.search(text)] == []
    if edition in COVERED:
        cover = [placed for name, placed in placed_in(selection) if name in ("cover", "brand")]
        said = " ".join(word for placed in cover for word in words_said(placed))
        assert not BENEFIT.search(said) or SAYS_SERIOUS.search(said)
    if edition != "trifold":  # what opens first there tells of the day, the status and the risks
        assert BENEFIT.search(text)


# Sections that speak of what may be gained or how it may work, and those of risks.
GAINS = {
    "quick-take",
    "who-might-benefit",
    "six-steps",
    "how-it-works",
    "pathway-short",
    "what-to-expect",
    "why-choose",
}
RISKS = {
    "serious-risks",
    "boxed-warning",
    "spravato-risks",
    "ketamine-risks",
    "safety",
    "safety-first",
    "not-for-you",
    "effects",
}


def sizes_by_level(
    tags: ReadTags, selection: Selection, sections: set[str]
) -> dict[int, list[float]]:
    """Return the type sizes of the titles of some sections, by the level at which each is heard."""
    titles = {
        normalize_letters(placed.title.text)
        for _, placed in placed_in(selection)
        if placed.title and placed.id in sections
    }
    found: dict[int, list[float]] = {}
    for tag in tags.root.tags():
        letters = normalize_letters("".join(g.text for g in tag.glyphs())) if tag.level else ""
        if letters in titles:
            found.setdefault(tag.level, []).append(min(g.size_pt for g in tag.glyphs()))
    assert sum(map(len, found.values())) == len(titles)
    return found


@pytest.mark.parametrize("edition", OPENINGS)
def test_a_heading_of_risks_is_no_smaller_than_one_of_benefits_of_its_level(
    files: Files,
    loaded: LoadedContent,
    edition: str,
) -> None:
    """And the chapter “Serious risks” stands as high as any that speaks of benefits."""
    pdf, selection = files(OPENINGS[edition].channel, edition).pdf, selection_of(loaded, edition)
    tags = read_tags(pdf, read_pdf(pdf))
    gains, risks = (sizes_by_level(tags, selection, sections) for sections in (GAINS, RISKS))
    smaller = {
        level: (min(risks[level]), max(gains[level]))
        for level in gains.keys() & risks.keys()
        if min(risks[level]) < max(gains[level])
    }
    assert smaller == {}
    (chapter,) = sizes_by_level(tags, selection, {"serious-risks"})
    assert chapter <= min(gains)


def test_late_risks_would_be_seen(loaded: LoadedContent) -> None:
    """The count above can fail: with serious risks last, nearly all words stand before them."""
    selection = selection_of(loaded, "guide")
    flow = selection.panels["flow"]
    last = tuple(sorted(flow, key=lambda placed: placed.id == "serious-risks"))
    assert [placed.id for placed in last][-1] == "serious-risks"
    moved = Selection(
        selection.edition,
        {**selection.panels, "flow": last},
        selection.control,
        selection.status,
        selection.identity,
    )
    assert share_before_risks(moved) > 0.95 > LATEST > share_before_risks(selection)
