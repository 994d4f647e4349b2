"""Lists and boxed warnings stand whole on one page: half a list of risks misleads."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from brochure.base.editions import list_editions
from brochure.build.job import Built
from brochure.content.load import LoadedContent
from brochure.selection.select import select_content
from brochure.selection.selected import PlacedSection, passages_in
from brochure.selection.selection import Selection
from tests.clinics.conftest import Files
from tests.clinics.found import Finished, words_of
from tests.tiny import html, print_tiny

BOXED = {
    "trifold",
    "guide",
    "booklet",
    "large-print",
    "safety-sheet-spravato",
    "large-print-safety-sheet-spravato",
}
_LISTS = ("bullets", "checklist")


@dataclass(frozen=True)
class Whole:
    """What must stand whole: which part of content it is, and its words as they are printed."""

    what: str
    words: str


def selection_of(loaded: LoadedContent, edition: str) -> Selection:
    content = loaded.content
    assert content
    every = {e.name: e for e in list_editions(s.id for s in content.sheets)}
    return select_content(content, every[edition])


def parts_to_keep_whole(selection: Selection) -> Iterator[Whole]:
    """Give each list with all its entries, and each boxed place with its heading."""
    for placed in (p for panel in selection.panels.values() for p in panel):
        if placed.boxed:
            yield Whole(placed.id, words_of([s.text for s in passages_in(placed)]))
        for block in placed.blocks:
            if block.kind in _LISTS:
                yield Whole(placed.id, words_of([s.text for s in passages_in(block)]))


def torn(finished: Finished, parts: Iterator[Whole]) -> list[str]:
    """Return the parts that stand on no page in one piece."""
    return [part.what for part in parts if not finished.find(part.words)]


def test_no_list_and_no_box_is_torn_over_two_pages(
    built: tuple[Built, ...], files: Files, loaded: LoadedContent
) -> None:
    """In every file; so a list of risks has its first words and its last on one page."""
    seen = 0
    for document in built:
        finished = files(document.channel, document.edition)
        parts = tuple(parts_to_keep_whole(selection_of(loaded, document.edition)))
        assert torn(finished, iter(parts)) == [], (document.channel, document.edition)
        seen += len(parts)
    assert seen > 100


@pytest.mark.parametrize("edition", sorted(BOXED))
def test_the_boxed_five_stand_in_a_box_on_one_page(
    built: tuple[Built, ...], files: Files, loaded: LoadedContent, edition: str
) -> None:
    """All five in the words of the fact, under the heading, with a rule on all four sides."""
    assert loaded.content
    (five,) = (f.entries for f in loaded.content.facts if f.id == "boxed-five")
    assert len(five) == 5
    selection = selection_of(loaded, edition)
    (box,) = boxed_places(selection)
    assert box.title and "boxed warning" in box.title.text.lower()
    said = [s.text for s in passages_in(box)]
    assert [text.lower() for text in said[-5:]] == [topic.lower() for topic in five]
    channels = [b.channel for b in built if b.edition == edition]
    for channel in channels:
        finished = files(channel, edition)
        (found,) = finished.find(words_of(said))
        assert channel == "press" or finished.is_framed(found), "drawn with bleed and marks"
    assert set(channels) - {"press"}


def boxed_places(selection: Selection) -> list[PlacedSection]:
    return [p for panel in selection.panels.values() for p in panel if p.boxed]


def test_no_other_document_has_a_box(built: tuple[Built, ...], loaded: LoadedContent) -> None:
    """The boxed warning is SPRAVATO's, and stands in every document that tells of it."""
    for edition in {document.edition for document in built}:
        assert len(boxed_places(selection_of(loaded, edition))) == (edition in BOXED), edition


def test_a_torn_list_and_a_missing_frame_would_be_seen() -> None:
    """The checks above can fail."""
    style = "margin:12pt;width:70pt;border:1pt solid;padding:4pt"
    framed = f"<div style='{style}'><p>one two</p><p>three</p></div>"
    broken = framed.replace("border:1pt solid", "border:1pt solid;border-left:0")
    first, second = (Finished(print_tiny(html(box)).pdf) for box in (framed, broken))
    (whole,), (open_one,) = (pages.find("one two three") for pages in (first, second))
    assert first.is_framed(whole) and not second.is_framed(open_one)
    ends = "<ul><li>one</li><li style='break-before:page'>two</li></ul><p>three four</p>"
    page = f'<html lang="en"><title>Tiny</title><body>{ends}</body></html>'
    pages = Finished(print_tiny(page, panels=("flow",), flow_panel="flow").pdf)
    assert torn(pages, iter([Whole("torn", "one two"), Whole("whole", "three four")])) == ["torn"]
