"""Rules for fonts: in the file, whole, the right ones, with all letters."""

from collections.abc import Callable, Iterator

from brochure.base.finding import Finding
from brochure.preflight.advice import FONTS, advise
from brochure.preflight.order import Order
from brochure.preflight.press_file import Page, PressFile, Text
from brochure.preflight.rule import GWG, X4, name_first, press_rule, report_things
from brochure.preflight.rules.details import report_texts

# What programs for PostScript put where a font was lost; Courier New is another font.
_COURIER = {"courier", "courier-bold", "courier-oblique", "courier-boldoblique"}


def _report_fonts(
    file: PressFile, wrong: Callable[[Page, Text], bool], what: str
) -> Iterator[Finding]:
    """Tell of the fonts of each page that are wrong; `what` has a place for their names."""
    for page in file.pages:
        texts = [t for t in page.shown if isinstance(t, Text)]
        found = [text for text in texts if wrong(page, text)]
        if found:
            names = name_first(sorted({text.font.name for text in found}))
            yield report_things(what.format(names), page, found)


@press_rule(
    "x.fonts-embedded",
    "error",
    "prints wrong",
    fault="fonts that are not in the file",
    statement="Every font is in the file.",
    rationale="Where a font is missing, another takes its place and lines break anew.",
    source=f"{X4}; ISO 32000-1, 9.9",
    remedy=FONTS,
)
def fonts_are_in_the_file(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "uses fonts that are not in the file: {}."
    yield from _report_fonts(file, lambda page, text: not text.font.embedded, what)


@press_rule(
    "own.broken-font",
    "error",
    "prints wrong",
    fault="fonts that are damaged",
    statement="Every font in the file can be opened.",
    rationale="A program that cannot open a font puts another in its place, or stops.",
    source="ours; tried with FreeType, which most programs draw letters with",
    remedy=advise(
        "Install the font anew and export again; where that is no help, take another font."
    ),
)
def fonts_are_whole(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "uses fonts that are damaged: {}."
    yield from _report_fonts(file, lambda page, text: text.font.name in page.broken_fonts, what)


@press_rule(
    "own.missing-letter",
    "error",
    "prints wrong",
    fault="letters that the font does not have",
    statement="Every letter that is printed is in its font.",
    rationale="Where a font has no such letter, a box is printed, or nothing (.notdef).",
    source="ours; ISO 32000-1, 9.6.6.2 and 9.7.6.3",
    remedy=advise(
        "Look at these words: set them in a font that has all their letters, and export again."
    ),
)
def no_letter_is_missing(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "prints a box, or nothing, in the place of a letter: {}."
    yield from report_texts(file, lambda text: text.blanks > 0, what)


@press_rule(
    "own.drawn-font",
    "warning",
    "the printer will ask",
    fault="fonts that are only drawings of letters",
    statement="Letters are those of a font, and not small drawings (Type 3).",
    rationale="They may be coarse pictures of letters, and many programs cannot change them.",
    source="ours; ISO 32000-1, 9.6.5",
    remedy=advise(
        "Set these words in an outline font (OpenType, TrueType), and export again.",
        Word="Choose another font; print to PDF turns some into drawings: save as PDF instead.",
        Chrome="Choose another web font: colour and variable ones are drawn.",
    ),
)
def letters_are_no_drawings(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "sets words in letters that are only drawn (Type 3): {}."
    yield from _report_fonts(file, lambda page, text: text.font.drawn, what)


@press_rule(
    "g.courier",
    "warning",
    "the printer will ask",
    fault="words in Courier",
    statement="No text is set in Courier.",
    rationale="Courier is what many programs put where a font was lost.",
    source=f"{GWG}, R0014 (use of the Courier font)",
    remedy=advise(
        "If Courier is meant, tell the printer. If not, install the font and export again."
    ),
)
def no_font_was_lost(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "sets {} in Courier, often a sign of a lost font."
    yield from report_texts(file, lambda text: text.font.name.lower() in _COURIER, what)
