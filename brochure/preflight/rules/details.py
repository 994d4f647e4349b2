"""Rules for what is small: type, lines, and the resolution of pictures."""

from collections.abc import Callable, Iterator

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.tolerances import (
    GOOD_PRESS_PPI,
    LEAST_BLACK_SHARE,
    LEAST_PRESS_PPI,
    MOST_OTHER_INKS_SHARE,
    PRESS_TYPE_SLACK_PT,
    SMALL_TYPE_PT,
)
from brochure.preflight.order import Order
from brochure.preflight.press_file import Line, Page, Picture, PressFile, Text
from brochure.preflight.rule import COLOUR, GWG, X4, name_first, report

_PICTURE = (
    "Place the original file, not a copy from a web page or a screenshot, or print it smaller."
    " Word: File > Options > Advanced > Do not compress images in file. Canva: upload the largest"
    " file there is. A scan: 300 dpi at least."
)


def first_text(page: Page, wrong: Callable[[Text], bool]) -> Text | None:
    """Return the first text of a page that is wrong, on the part that is kept."""
    texts = (t for t in page.painted if isinstance(t, Text) and t.box.meets(page.bled))
    return next((text for text in texts if not text.invisible and wrong(text)), None)


def _texts(file: PressFile, wrong: Callable[[Text], bool]) -> Iterator[tuple[Page, Text]]:
    for page in file.pages:
        if text := first_text(page, wrong):
            yield page, text


def _quote(text: Text) -> str:
    words = text.words if len(text.words) <= 40 else f"{text.words[:38].rstrip()} …"
    return f"“{words}”" if words else "text"


@check(
    "x.fonts-embedded",
    "error",
    statement="Every font is in the file.",
    rationale="Where a font is missing, another takes its place and lines break anew.",
    source=f"{X4}; ISO 32000-1, 9.9",
    remedy="Word: Save as PDF > Options > PDF/A compliant, which embeds fonts. InDesign and Canva"
    " embed them. A font that forbids embedding must be replaced by another.",
)
def fonts_are_in_the_file(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        texts = (t for t in page.painted if isinstance(t, Text) and not t.invisible)
        missing = sorted({text.font.name for text in texts if not text.font.embedded})
        if missing:
            yield report(f"uses fonts that are not in the file: {name_first(missing)}.", page)


@check(
    "g.courier",
    "warning",
    statement="No text is set in Courier.",
    rationale="Courier is what many programs put where a font was lost.",
    source=f"{GWG}, 4.14",
    remedy="If Courier is meant, tell the printer. If not, install the font and export again.",
)
def no_font_was_lost(file: PressFile, order: Order) -> Iterator[Finding]:
    for page, text in _texts(file, lambda text: text.font.name.lower().startswith("courier")):
        what = f"sets {_quote(text)} in Courier, often a sign of a lost font."
        yield report(what, page, text.box)


@check(
    "g.black-overprint",
    "warning",
    statement="Black text below 12 pt overprints what lies behind it.",
    rationale="Knocked out, fine letters get white edges as soon as a sheet shifts a little.",
    source=f"{GWG}, 4.10 and 4.11; ISO 32000-1, 8.6.7",
    remedy="InDesign: Preferences > Appearance of Black > Overprint [Black] Swatch at 100 %. Word"
    " and Canva cannot set it: ask the printer to let black text overprint.",
)
def small_black_text_overprints(file: PressFile, order: Order) -> Iterator[Finding]:
    for page, text in _texts(file, _knocks_out):
        what = f"has small black text that does not overprint: {_quote(text)}."
        yield report(what, page, text.box)


def _knocks_out(text: Text) -> bool:
    black = text.colour.is_black_only and text.colour.channels != 3
    is_small = text.size_pt < SMALL_TYPE_PT - PRESS_TYPE_SLACK_PT
    # Gray knocks out whatever the switch says (ISO 32000-1, table 149).
    prints_over = text.overprints and text.colour.family != "DeviceGray"
    return black and is_small and not prints_over


@check(
    "g.rich-black-text",
    "warning",
    statement="Small black text is printed with black ink alone.",
    rationale="Mixed from four inks, letters get coloured edges when a sheet shifts a little.",
    source=f"{GWG}, 4.15",
    remedy=f"Set it in 100 % black (K 100, C M Y 0). {COLOUR}",
)
def small_text_is_not_rich_black(file: PressFile, order: Order) -> Iterator[Finding]:
    for page, text in _texts(file, is_rich_black):
        what = f"prints small black text with more than black ink: {_quote(text)}."
        yield report(what, page, text.box)


def is_rich_black(text: Text) -> bool:
    """Say whether it is dark and small, and mixed from black and other inks, as RGB will be."""
    if text.colour.inks is None or text.size_pt >= SMALL_TYPE_PT - PRESS_TYPE_SLACK_PT:
        return False
    *others, black = text.colour.inks
    mixed = sum(others) > MOST_OTHER_INKS_SHARE or text.colour.channels == 3
    return black >= LEAST_BLACK_SHARE and mixed


@check(
    "own.small-text",
    "warning",
    statement="No text is smaller than 5 pt.",
    rationale="Smaller letters fill in on the press, and nobody can read them.",
    source="ours; GWG2015, 4.16",
    remedy="Set it larger, or cut words.",
)
def text_can_be_printed(file: PressFile, order: Order) -> Iterator[Finding]:
    least = order.least_type_pt - PRESS_TYPE_SLACK_PT
    for page, text in _texts(file, lambda text: text.size_pt < least):
        yield report(f"has type of {text.size_pt:.2g} pt: {_quote(text)}.", page, text.box)


@check(
    "own.hairline",
    "warning",
    statement="No line is thinner than 0.25 pt.",
    rationale="Thinner lines break up on the press; “hairline” means as thin as a device can.",
    source="ours; GWG2015, 4.17",
    remedy="Give lines at least 0.25 pt. Word: Shape Format > Weight; InDesign: Stroke > Weight.",
)
def lines_can_be_printed(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        lines = (thing for thing in page.painted if isinstance(thing, Line))
        thin = [line for line in lines if _is_thin(line, order.least_line_pt)]
        if thin:
            least = min(line.width_pt for line in thin)
            count = f"{len(thin)} lines" if len(thin) > 1 else "a line"
            yield report(f"has {count} as thin as {least:.2g} pt.", page, thin[0].box)


def _is_thin(line: Line, least_pt: float) -> bool:
    is_seen = not line.box.is_empty and not line.colour.is_white
    return is_seen and line.width_pt < least_pt - PRESS_TYPE_SLACK_PT


@check(
    "g.image-resolution",
    "error",
    statement="Pictures have at least 150 pixels per inch at the size they are printed.",
    rationale="Fewer are seen as steps and blur.",
    source=f"{GWG}, 4.26",
    remedy=_PICTURE,
)
def pictures_are_not_coarse(file: PressFile, order: Order) -> Iterator[Finding]:
    yield from _coarse(file, 0.0, LEAST_PRESS_PPI)


@check(
    "g.image-resolution-low",
    "warning",
    statement="Pictures have at least 225 pixels per inch at the size they are printed.",
    rationale="300 is right; from 225 on nobody sees a difference.",
    source=f"{GWG}, 4.26",
    remedy=_PICTURE,
)
def pictures_are_sharp(file: PressFile, order: Order) -> Iterator[Finding]:
    yield from _coarse(file, LEAST_PRESS_PPI, GOOD_PRESS_PPI)


def _coarse(file: PressFile, least: float, below: float) -> Iterator[Finding]:
    for page in file.pages:
        pictures = [t for t in page.painted if isinstance(t, Picture) and not t.box.is_empty]
        found = [p for p in pictures if least <= p.ppi < below and min(p.width_px, p.height_px) > 1]
        if found:
            worst = min(found, key=lambda p: p.ppi)
            size = f"{worst.width_px} × {worst.height_px} pixels"
            count = f"{len(found)} pictures" if len(found) > 1 else "a picture"
            what = f"has {count} with as few as {worst.ppi:.0f} ppi ({size})."
            yield report(what, page, worst.box)
