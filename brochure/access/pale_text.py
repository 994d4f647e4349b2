"""PDF bytes -> text that is too pale, as its pages are drawn; and the check that tells of it."""

from collections.abc import Iterator
from itertools import groupby

from PIL import ImageChops

from brochure.access.file import AccessFile, AccessPage, PaleText
from brochure.access.rule import cite, fault
from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.base.tolerances import LEAST_LARGE_TEXT_RATIO, LEAST_TEXT_RATIO
from brochure.base.wcag import tell_ratio
from brochure.reading.pdfium import draw_pages
from brochure.reading.reading import Glyph, ReadPage, pixel_area

_MOST_PAGES = 200  # drawn at most
_LARGE_PT, _LARGE_BOLD_PT = 18.0, 14.0  # WCAG 2.1, large scale
_SLACK_RATIO = 0.05
# Strokes of smaller type are finer than a pixel, and mixed with their ground; so may one letter's.
_LEAST_PT, _FEWEST_LETTERS = 6.0, 2


def read_pale_text(pdf: bytes, pages: tuple[AccessPage, ...]) -> Iterator[PaleText]:
    """Give each string that is too pale against what is drawn behind it, on the first pages.

    What nobody sees, such as the words behind a scan, is not there to be made out.
    """
    for page, drawn in zip(pages[:_MOST_PAGES], draw_pages(pdf, _MOST_PAGES), strict=False):
        for run, held in groupby(drawn.glyphs, key=lambda glyph: glyph.run):
            glyphs = [g for g in held if any(map(str.isalnum, g.text)) and _is_drawn(drawn, g)]
            if len(glyphs) < _FEWEST_LETTERS or max(g.size_pt for g in glyphs) < _LEAST_PT:
                continue
            bold = page.style_of(glyphs[0]).bold
            large = max(g.size_pt for g in glyphs) >= (_LARGE_BOLD_PT if bold else _LARGE_PT)
            wanted = LEAST_LARGE_TEXT_RATIO if large else LEAST_TEXT_RATIO
            ratio = drawn.contrast_in_colour([g.box for g in glyphs], wanted)
            if ratio < wanted - _SLACK_RATIO and page.artifacts.get(run) is None:
                words = "".join(f"{' ' * g.after_space}{g.text}" for g in glyphs)
                box = Rect.enclose([g.box for g in glyphs])
                yield PaleText(page.number, words.strip(), ratio, wanted, box)


def _is_drawn(page: ReadPage, glyph: Glyph) -> bool:
    """Say whether a letter changes anything on its page."""
    area = pixel_area(glyph.box)
    drawn, bare = page.colours.crop(area), page.bare_colours.crop(area)
    return page.holds(glyph.box) and ImageChops.difference(drawn, bare).getbbox() is not None


@check(
    "ua.contrast",
    "error",
    statement=f"Text is {LEAST_TEXT_RATIO:g}:1 against what is drawn behind it, and"
    f" {LEAST_LARGE_TEXT_RATIO:g}:1 where it is large.",
    rationale="Eyes past sixty see half the contrast.",
    source="WCAG 2.1, 1.4.3; measured on pages as PDFium draws them",
    remedy="Give the words a darker colour, or what lies behind them a lighter one.",
)
def text_is_not_pale(on: AccessFile) -> Iterator[Finding]:
    for _, held in groupby(on.pale, key=lambda one: (one.page, tell_ratio(one.ratio, one.wanted))):
        same = tuple(held)
        first = same[0]
        words = " ".join(one.words for one in same)
        there = tell_ratio(first.ratio, first.wanted)
        what = f"{cite(words)} stands out from its ground by {there}, less than {first.wanted:g}:1"
        yield fault(what, first.page, Rect.enclose([one.box for one in same]))
