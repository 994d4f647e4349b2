"""What must be made out stands apart from its ground, in colour and in gray, and by its shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import itemgetter

from PIL import Image, ImageChops

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.base.tolerances import (
    LEAST_BODY_RATIO,
    LEAST_EDGE_RATIO,
    LEAST_SIGN_GRAYS,
    LEAST_SIGN_SHARE_OF_AREA,
    LEAST_TEXT_RATIO,
    MOST_SIGN_PT,
    TYPE_SLACK_PT,
)
from brochure.base.wcag import tell_ratio
from brochure.layout.printed import Mark
from brochure.proofs.alignment import Word, in_folio, quote
from brochure.proofs.brand_colours import PaleFinding, blame_colours
from brochure.proofs.examined import Examined
from brochure.reading.pdfium import contrast_close_up
from brochure.reading.reading import Glyph
from brochure.reading.seen_colours import SeenColours, colours_of_edge, colours_of_text

_SIGN_PX = 24


@check(
    "contrast.text",
    "error",
    statement=f"All text is {LEAST_TEXT_RATIO:g}:1 against what lies behind it, and body text"
    f" {LEAST_BODY_RATIO:g}:1 but on a press, in colour and in gray.",
    rationale="Eyes past sixty see half the contrast, and gray is what copiers leave of colour."
    " For a press PDFium guesses what inks look like, so body text there may be as any other.",
    source="WCAG 2.1, 1.4.3 and 1.4.6",
    remedy="Give it a darker colour, or a lighter ground: see brand.colours in content.yaml.",
    finds=("contrast.text", "contrast.brand"),
)
def text_stands_out(on: Examined) -> tuple[Finding, ...]:
    """Measure on the drawn page, so that whatever makes text pale is found: colour, veil or ground.

    Body text is type of the body's role and size; headings are larger.
    """
    pale = (found for word in on.settled_words() if (found := _too_pale(on, word)))
    groups = (tuple(group) for _, group in groupby(pale, key=lambda one: one.word.passage))
    return blame_colours(on, (*(_pale_passage(on, group) for group in groups), *_pale_folios(on)))


@dataclass(frozen=True)
class _PaleWord:
    """A word of which a part in one colour, `glyphs`, stands out by less than is `wanted`."""

    word: Word
    glyphs: tuple[Glyph, ...]
    ratio: float
    wanted: float


def _pale_passage(on: Examined, group: Sequence[_PaleWord]) -> PaleFinding:
    """Tell of all pale words of one passage, by the palest of them."""
    words, worst = tuple(one.word.text for one in group), min(group, key=lambda one: one.ratio)
    there, wanted = tell_ratio(worst.ratio, worst.wanted), worst.wanted
    what = f"{quote(words)} stands out from its ground by {there}, less than {wanted:g}:1"
    found = on.about("contrast.text", what, group[0].word)
    return PaleFinding.of(found, _colours(on, worst.glyphs), worst.ratio, wanted)


def _colours(on: Examined, glyphs: Sequence[Glyph]) -> SeenColours | None:
    page = on.reading.page(glyphs[0].page)
    return colours_of_text(page, [glyph.box for glyph in glyphs])


def _too_pale(on: Examined, word: Word) -> _PaleWord | None:
    """Return how a word, or a part of it in one colour, stands out, and how it should."""
    wanted = _wanted(on, word)
    for _, run in groupby(word.glyphs, key=lambda glyph: (glyph.page, glyph.run)):
        glyphs = tuple(run)
        there = _stands_out(on, glyphs, wanted)
        if there < wanted:
            return _PaleWord(word, glyphs, there, wanted)
    return None


def _wanted(on: Examined, word: Word) -> float:
    word_of_body = word.passage and word.passage.role == "body"
    body = word_of_body and on.printed.channel.purpose != "print shop"
    small = max(g.size_pt for g in word.glyphs) <= on.printed.body_pt + TYPE_SLACK_PT
    return LEAST_BODY_RATIO if body and small else LEAST_TEXT_RATIO


def _stands_out(on: Examined, glyphs: Sequence[Glyph], enough: float) -> float:
    page = on.reading.page(glyphs[0].page)
    return page.contrast([glyph.box for glyph in glyphs], enough)


def _pale_folios(on: Examined) -> Iterator[PaleFinding]:
    for folio in on.printed.folios:
        glyphs = on.reading.page(folio.page).glyphs
        letters = tuple(g for g in glyphs if in_folio((folio,), g))
        there = _stands_out(on, letters, LEAST_TEXT_RATIO) if letters else LEAST_TEXT_RATIO
        if there < LEAST_TEXT_RATIO:
            ratio = tell_ratio(there, LEAST_TEXT_RATIO)
            what = f"the page number stands out by {ratio}, less than {LEAST_TEXT_RATIO:g}:1"
            found = on.printed.finding("contrast.text", what, page=folio.page)
            yield PaleFinding.of(found, _colours(on, letters), there, LEAST_TEXT_RATIO)


@check(
    "contrast.edge",
    "error",
    statement="The edges of boxes to tick and the lines to write on are"
    f" {LEAST_EDGE_RATIO:g}:1 against their ground.",
    rationale="What cannot be found cannot be filled in, and a pale hairline is the first thing"
    " that a copier loses.",
    source="WCAG 2.1, 1.4.11",
    remedy="Give it a darker colour: see brand.colours in content.yaml.",
    finds=("contrast.edge", "contrast.brand"),
)
def edges_and_lines_stand_out(on: Examined) -> tuple[Finding, ...]:
    found: dict[Finding, PaleFinding] = {}
    for mark in on.printed.marks:
        page = on.reading.page(mark.page)
        if mark.kind not in ("checkbox", "line") or not page.holds(mark.rect):
            continue
        there, edge = min(
            ((_edge_stands_out(on, mark, e), e) for e in _edges(mark)), key=itemgetter(0)
        )
        if there < LEAST_EDGE_RATIO:
            name = "a ruled line" if mark.kind == "line" else "the edge of a checkbox"
            what = f"{name} stands out by {tell_ratio(there, LEAST_EDGE_RATIO)}"
            what += f", less than {LEAST_EDGE_RATIO:g}:1"
            told = on.printed.finding("contrast.edge", what, page=mark.page)
            seen = colours_of_edge(page, edge)
            found.setdefault(told, PaleFinding.of(told, seen, there, LEAST_EDGE_RATIO))
    return blame_colours(on, tuple(found.values()))


def _edge_stands_out(on: Examined, mark: Mark, edge: Rect) -> float:
    """Return how an edge stands out; what looks pale is looked at again from close by."""
    there = on.reading.page(mark.page).contrast_of_edge(edge)
    if there >= LEAST_EDGE_RATIO:
        return there
    return contrast_close_up(on.printed.pdf, mark.page, edge)


def _edges(mark: Mark) -> tuple[Rect, ...]:
    """Return the four edges of a box without its corners; a line to write on has the one below."""
    left, top, right, bottom = mark.rect.left, mark.rect.top, mark.rect.right, mark.rect.bottom
    if mark.kind == "line":
        return (Rect(left, bottom, right, bottom),)
    corner = (right - left) / 3
    return (
        *(Rect(left + corner, y, right - corner, y) for y in (top, bottom)),
        *(Rect(x, top + corner, x, bottom - corner) for x in (left, right)),
    )


@check(
    "contrast.sign",
    "error",
    statement="Two signs that stand for different things look different in gray.",
    rationale="One man in twelve takes red for green, and a copier takes all of them for gray.",
    source="WCAG 2.1, 1.4.1",
    remedy="Give them different shapes, or fill one of them.",
)
def signs_differ_without_colour(on: Examined) -> tuple[Finding, ...]:
    """Draw each sign in gray at one size, and lay it over each other of the same page.

    Signs are small figures: the entries of a key, and the marks of a comparison.
    """
    signs = [m for m in on.printed.marks if m.sign and _is_small(m.rect) and _on_page(on, m)]
    found: dict[tuple[int, str], Finding] = {}
    for one, other in combinations(signs, 2):
        if one.page != other.page or one.sign == other.sign:
            continue
        if _difference(_draw(on, one), _draw(on, other)) < LEAST_SIGN_SHARE_OF_AREA:
            what = f"the signs “{one.sign}” and “{other.sign}” look alike without their colours"
            path = other.path or one.path  # a mark of a comparison has no file, and no path
            told = on.printed.finding(
                "contrast.sign", what, page=one.page, path=path, box=other.rect
            )
            found.setdefault((one.page, what), told)
    return tuple(found.values())


def _is_small(rect: Rect) -> bool:
    return max(rect.width, rect.height) <= MOST_SIGN_PT


def _on_page(on: Examined, mark: Mark) -> bool:
    return on.reading.page(mark.page).holds(mark.rect)


def _draw(on: Examined, mark: Mark) -> Image.Image:
    """Return a sign in gray, at one size for all."""
    picture = on.reading.page(mark.page).picture(mark.rect)
    return picture.resize((_SIGN_PX, _SIGN_PX))


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of two pictures in which they differ."""
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[LEAST_SIGN_GRAYS:]) / sum(counts)
