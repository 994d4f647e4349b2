"""Every word can be read: it shows as ink, on flat ground, in its panel, under nothing."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.tolerances import LETTER_OVERLAP_PT, PLACE_SLACK_PT
from brochure.layout.printed import Panel
from brochure.proofs.alignment import Word, quote
from brochure.proofs.examined import Examined
from brochure.reading.reading import Glyph

_CELL_PT = 24.0
_STRANDS = (
    "Shorten it. If it cannot be shorter, write `motif: none` under `brand:`, so that no strands"
    " narrow the cover; or put a picture there, `cover:`."
)


@check(
    "words.hidden",
    "error",
    statement="Every letter shows as ink, whole and uncovered.",
    rationale="White text, text under a plate or a veil and text cut by its box are all still"
    " extracted whole by every PDF library. Drawn with and without text, the page tells.",
    source="ours",
    remedy="Give it a colour that differs from its ground, and see that nothing covers it.",
)
def every_word_is_visible(on: Examined) -> tuple[Finding, ...]:
    """How well it shows is proven by `text_stands_out`."""

    def hidden(word: Word) -> bool:
        return not all(on.reading.shows(glyph) for glyph in word.glyphs)

    return tuple(_group(on, hidden, "words.hidden", "cannot be seen"))


@check(
    "words.ground",
    "error",
    statement="No letter stands on a drawing, a rule or the edge of a plate.",
    rationale="Type on strands cannot be read by eyes that see little, nor by a copier.",
    source="ours",
    remedy="Shorten it, or move it off the drawing in the stylesheet.",
)
def words_stand_on_flat_ground(on: Examined) -> tuple[Finding, ...]:

    def uneven(word: Word) -> bool:
        return not all(on.reading.page(g.page).is_on_flat(g) for g in word.glyphs)

    def mend(word: Word) -> str:
        """Name the motif where it is the drawing: it leaves a title little room."""
        strands = on.printed.variant.cover == "knit"
        cover = on.printed.edition.cover_panel
        return _STRANDS if strands and word.passage and word.passage.panel == cover else ""

    return tuple(_group(on, uneven, "words.ground", "stands on a drawing", mend))


@check(
    "words.overlap",
    "error",
    statement="No letter is printed over a letter of another word.",
    rationale="A box of fixed height lets a longer sentence run over the next one; each letter"
    " still shows as ink.",
    source="ours",
    remedy="Cut words, or let the box grow in the stylesheet.",
)
def words_do_not_overlap(on: Examined) -> tuple[Finding, ...]:
    struck = {id(word) for word in _find_overlapping(on.settled_words())}
    what = "is printed over other words"
    return tuple(_group(on, lambda word: id(word) in struck, "words.overlap", what))


def _find_overlapping(words: Iterable[Word]) -> Iterator[Word]:
    """Give each word with a letter that lies over one of another word; a grid keeps it quick."""
    cells: dict[tuple[int, int, int], list[tuple[Word, Glyph]]] = {}
    for word in words:
        for glyph in word.glyphs:
            for cell in _cells(glyph):
                for other, over in cells.get(cell, ()):
                    if other is not word and glyph.box.meets(over.box, LETTER_OVERLAP_PT):
                        yield word
                        yield other
                cells.setdefault(cell, []).append((word, glyph))


def _cells(glyph: Glyph) -> Iterator[tuple[int, int, int]]:
    box = glyph.box
    for x in range(int(box.left // _CELL_PT), int(box.right // _CELL_PT) + 1):
        for y in range(int(box.top // _CELL_PT), int(box.bottom // _CELL_PT) + 1):
            yield glyph.page, x, y


@check(
    "words.outside",
    "error",
    statement="Every letter stands inside its page and inside the panel that content places it in.",
    rationale="Text that runs over a fold or the trim is cut or hidden once the sheet is folded.",
    source="ours",
    remedy="Cut words from this panel.",
)
def words_stay_in_their_panel(on: Examined) -> tuple[Finding, ...]:
    rooms = {(p.name, p.page): p for p in on.printed.panels}
    fixed = set(on.printed.edition.fixed_panels)

    def inside(glyph: Glyph, panel: str) -> bool:
        whole = on.reading.page(glyph.page).rect
        room: Panel | None = rooms.get((panel, glyph.page))
        held = room.rect if room else whole
        placed = room is not None or panel not in fixed
        return (
            placed
            and whole.holds(glyph.box, PLACE_SLACK_PT)
            and held.holds(glyph.box, PLACE_SLACK_PT)
        )

    def outside(word: Word) -> bool:
        return not all(inside(g, word.passage.panel if word.passage else "") for g in word.glyphs)

    return tuple(_group(on, outside, "words.outside", "stands outside its panel"))


def _say_nothing(_: Word) -> str:
    """Leave it to the proof how to mend a word."""
    return ""


def _group(
    on: Examined,
    wrong: Callable[[Word], bool],
    id: str,
    what: str,
    mend: Callable[[Word], str] = _say_nothing,
) -> Iterator[Finding]:
    """Give one finding for each piece of wording with words that are wrong, naming the first."""
    words = (word for word in on.settled_words() if wrong(word))
    for _, group in groupby(words, key=lambda word: word.passage):
        run = tuple(group)
        yield on.about(id, f"{quote(tuple(w.text for w in run))} {what}", run[0], mend(run[0]))
