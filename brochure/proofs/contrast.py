"""What must be made out stands apart from its ground, in colour and in gray, and by its shape."""

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

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
from brochure.layout.printed import Mark
from brochure.proofs.alignment import Word, in_folio, quote
from brochure.proofs.examined import Examined
from brochure.reading.reading import Glyph

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
)
def text_stands_out(on: Examined) -> tuple[Finding, ...]:
    """Measure on the drawn page, so that whatever makes text pale is found: colour, veil or ground.

    Body text is type of the body's role and size; headings are larger.
    """
    found: list[Finding] = []
    pale = ((word, least) for word in on.settled_words() if (least := _too_pale(on, word)))
    for _, group in groupby(pale, key=lambda pair: pair[0].passage):
        run = tuple(group)
        words, (most, wanted) = tuple(word.text for word, _ in run), min(pair[1] for pair in run)
        what = f"{quote(words)} stands out from its ground by {most:.1f}:1, less than {wanted:g}:1"
        found.append(on.about("contrast.text", what, run[0][0]))
    return (*found, *_pale_folios(on))


def _too_pale(on: Examined, word: Word) -> tuple[float, float] | None:
    """Return how a word, or a part of it in one colour, stands out, and how it should."""
    wanted = _wanted(on, word)
    for _, run in groupby(word.glyphs, key=lambda glyph: (glyph.page, glyph.run)):
        there = _stands_out(on, tuple(run), wanted)
        if there < wanted:
            return there, wanted
    return None


def _wanted(on: Examined, word: Word) -> float:
    word_of_body = word.passage and word.passage.role == "body"
    body = word_of_body and on.printed.channel.purpose != "print shop"
    small = max(g.size_pt for g in word.glyphs) <= on.printed.body_pt + TYPE_SLACK_PT
    return LEAST_BODY_RATIO if body and small else LEAST_TEXT_RATIO


def _stands_out(on: Examined, glyphs: Sequence[Glyph], enough: float) -> float:
    page = on.reading.pages[glyphs[0].page - 1]
    return page.contrast([glyph.box for glyph in glyphs], enough)


def _pale_folios(on: Examined) -> Iterator[Finding]:
    for folio in on.printed.folios:
        glyphs = on.reading.pages[folio.page - 1].glyphs
        letters = tuple(g for g in glyphs if in_folio((folio,), g))
        there = _stands_out(on, letters, LEAST_TEXT_RATIO) if letters else LEAST_TEXT_RATIO
        if there < LEAST_TEXT_RATIO:
            what = f"the page number stands out by {there:.1f}:1, less than {LEAST_TEXT_RATIO:g}:1"
            remedy = "Give it a darker colour under @page in the stylesheet."
            yield on.printed.finding("contrast.text", what, remedy, folio.page)


@check(
    "contrast.edge",
    "error",
    statement="The edges of boxes to tick and the lines to write on are"
    f" {LEAST_EDGE_RATIO:g}:1 against their ground.",
    rationale="What cannot be found cannot be filled in, and a pale hairline is the first thing"
    " that a copier loses.",
    source="WCAG 2.1, 1.4.11",
    remedy="Draw it in a darker colour or thicker in the stylesheet; rule is too pale.",
)
def edges_and_lines_stand_out(on: Examined) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for mark in on.printed.marks:
        page = on.reading.pages[mark.page - 1]
        if mark.kind not in ("checkbox", "line") or not page.holds(mark.rect):
            continue
        there = min(page.contrast_of_edge(edge) for edge in _edges(mark))
        if there < LEAST_EDGE_RATIO:
            name = "a ruled line" if mark.kind == "line" else "the edge of a checkbox"
            what = f"{name} stands out by {there:.1f}:1, less than {LEAST_EDGE_RATIO:g}:1"
            found.append(on.printed.finding("contrast.edge", what, page=mark.page))
    return tuple(dict.fromkeys(found))


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
    found: list[Finding] = []
    for one, other in combinations(signs, 2):
        if one.page != other.page or one.sign == other.sign:
            continue
        if _difference(_draw(on, one), _draw(on, other)) < LEAST_SIGN_SHARE_OF_AREA:
            what = f"the signs “{one.sign}” and “{other.sign}” look alike without their colours"
            found.append(on.printed.finding("contrast.sign", what, page=one.page))
    return tuple(dict.fromkeys(found))


def _is_small(rect: Rect) -> bool:
    return max(rect.width, rect.height) <= MOST_SIGN_PT


def _on_page(on: Examined, mark: Mark) -> bool:
    return on.reading.pages[mark.page - 1].holds(mark.rect)


def _draw(on: Examined, mark: Mark) -> Image.Image:
    """Return a sign in gray, at one size for all."""
    picture = on.reading.pages[mark.page - 1].picture(mark.rect)
    return picture.resize((_SIGN_PX, _SIGN_PX))


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of two pictures in which they differ."""
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[LEAST_SIGN_GRAYS:]) / sum(counts)
