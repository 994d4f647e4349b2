"""The status of a document: the program's alone, in a box of fixed size on every edition."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from brochure.base.check import findings_in, judge
from brochure.base.editions import GUIDE, LARGE_PRINT, Edition, list_editions
from brochure.base.looks import LOOKS, STANDARD, Look
from brochure.base.status import DRAFT, SAMPLE, WITHDRAWN, Status, find_status
from brochure.build.document import compose
from brochure.channels.channels import CHANNELS
from brochure.content.load import load_content
from brochure.content.model.content import Content
from brochure.proofs import PROOFS
from brochure.proofs.examined import Examined, examine
from brochure.reading.reading import Glyph
from tests.conftest import ROOT
from tests.variants import variant_of

# Sixty characters, the longest there may be, in wide letters.
APPROVED = Status("approved", "WILHELMINA WOMACK", "DNP, APRN", "2026-09-28")
# Each edition in one of its channels, not all in the same: what they paint differs, no letter does.
DOCUMENTS = [
    (edition, edition.channels[number % len(edition.channels)])
    for number, edition in enumerate(list_editions(("ketamine",)))
]
_FEW_PAGES = 2


@cache
def content(project: Path = ROOT) -> Content:
    loaded = load_content(project / "content.yaml").content
    assert loaded
    return loaded


def project_with(edition: Edition) -> Path:
    """Return the project whose content has this edition."""
    return ROOT if edition.name in content().editions else ROOT / "tests/clinics/implants"


def with_status(
    edition: Edition, channel: str, status: Status, project: Path = ROOT, look: Look = STANDARD
) -> Examined:
    own = content(project_with(edition))
    if project == ROOT:
        project = project_with(edition)
    variant = variant_of(own, edition, CHANNELS[channel], project, look)
    return examine(compose(own, variant, status))


def says(on: Examined) -> str:
    """Return what a document says of its status, as its file is read."""
    return " ".join(w.text for w in on.words if _is_status(w.passage and w.passage.path, on))


def other_letters(on: Examined) -> Iterator[Glyph]:
    words = (*on.words, *(word for run in on.alignment.extra for word in run))
    for word in words:
        if not _is_status(word.passage and word.passage.path, on):
            yield from word.glyphs


def _is_status(path: str | None, on: Examined) -> bool:
    return path == f"editions.{on.printed.edition.name}"


def moved(one: Examined, other: Examined) -> list[str]:
    """Name the letters, but for those of the status, that do not stand where they stood."""
    before, after = tuple(other_letters(one)), tuple(other_letters(other))
    assert [g.text for g in before] == [g.text for g in after]
    return [
        f"{a.text} on page {a.page} at {a.box}"
        for a, b in zip(before, after, strict=True)
        if a.page != b.page
        or max(abs(x - y) for x, y in zip(_sides(a), _sides(b), strict=True)) > 0.01
    ]


def _sides(glyph: Glyph) -> tuple[float, ...]:
    box = glyph.box
    return (box.left, box.top, box.right, box.bottom)


@pytest.mark.parametrize(
    ("edition", "channel"), DOCUMENTS, ids=[f"{c}-{e.name}" for e, c in DOCUMENTS]
)
def test_no_other_letter_moves_whatever_the_status(edition: Edition, channel: str) -> None:
    """The longest status on every edition; every status on those of few pages."""
    draft = with_status(edition, channel, DRAFT)
    assert says(draft) == "Draft, not approved"
    few = len(draft.reading.pages) <= _FEW_PAGES
    for status in (APPROVED, SAMPLE, WITHDRAWN) if few else (APPROVED,):
        on = with_status(edition, channel, status)
        assert says(on) == status.words("en-US")
        assert len(on.reading.pages) == len(draft.reading.pages)
        assert moved(draft, on) == []
        if status == APPROVED:
            assert findings_in(judge(PROOFS, on)) == ()


@pytest.mark.parametrize("edition", [GUIDE, LARGE_PRINT], ids=["guide", "large-print"])
def test_nor_in_the_look_of_wider_type(edition: Edition) -> None:
    draft, approved = (
        with_status(edition, "screen", status, look=LOOKS["readable"])
        for status in (DRAFT, APPROVED)
    )
    assert moved(draft, approved) == []
    assert findings_in(judge(PROOFS, approved)) == ()


def test_a_box_that_gives_way_to_its_words_is_told(project: Path) -> None:
    """The red case of what is asked above: a box as wide as its words moves its neighbours."""
    (project / "styles").mkdir()
    css = (ROOT / "styles/safety-sheet.css").read_text(encoding="utf-8")
    assert ".status { flex: none; width: 190pt; }" in css
    css = css.replace(".status { flex: none; width: 190pt; }", ".status { flex: auto; }")
    (project / "styles/safety-sheet.css").write_text(css, encoding="utf-8")
    sheet = next(edition for edition, _ in DOCUMENTS if edition.needs_sheet)
    draft, approved = (
        with_status(sheet, "office", status, project) for status in (DRAFT, APPROVED)
    )
    assert moved(draft, approved)


def test_words_that_its_box_cannot_hold_are_told() -> None:
    """Words of the widest letters fit no two lines at the foot of a sheet: a proof says so.

    The tri-fold, with which this was shown before, has room for a third line now.
    """
    crowded = Status("approved", f"M. {'W' * 19}", "MD", "2026-09-28")
    sheet = next(edition for edition, _ in DOCUMENTS if edition.needs_sheet)
    on = with_status(sheet, "office", crowded)
    assert [f.id for f in findings_in(judge(PROOFS, on))][:1] == ["fit.overfull"]


def test_each_status_is_found_among_the_letters_of_a_page() -> None:
    approved = Status("approved", "Ann Lee", "MD", "2026-11-30")
    for status in (DRAFT, SAMPLE, WITHDRAWN, approved):
        words = "".join(status.words("en").split())
        text = f"Call us.{words}2"
        assert [text[start:end] for start, end in find_status(text)] == [words]
    assert find_status("Weapprovedofnothing.") == ()
