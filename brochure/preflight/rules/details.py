"""Rules for what is small: type and lines that a sheet that shifts a little leaves without form."""

from collections.abc import Callable, Iterator

from brochure.base.finding import Finding
from brochure.base.tolerances import (
    LEAST_BLACK_SHARE,
    LEAST_COLOURED_TYPE_PT,
    LEAST_INK_SHARE,
    MOST_OTHER_INKS_SHARE,
    MOST_RICH_BLACK_SHARE,
    PRESS_TYPE_SLACK_PT,
    SMALL_TYPE_PT,
)
from brochure.preflight.advice import COLOUR, Remedies, advise
from brochure.preflight.order import Order
from brochure.preflight.press_file import Line, Page, PressFile, Text
from brochure.preflight.rule import GWG, press_rule, quote_text, report_things

_BLACK_ALONE = Remedies(
    f"Set it in 100 % black (K 100, C M Y 0). {COLOUR.general}", COLOUR.by_program
)
_LARGER = advise("Set it larger, or in one ink: black, or a tint of black.")
_THICKER = advise(
    "Give lines at least 0.25 pt.",
    Word="Shape Format > Weight.",
    InDesign="Stroke > Weight.",
    Canva="Line style > Line weight.",
    LibreOffice="Line > Width.",
)


def list_texts(page: Page, wrong: Callable[[Text], bool]) -> list[Text]:
    """Return the texts of a page that are wrong, on the part that is kept."""
    texts = (t for t in page.shown if isinstance(t, Text) and t.box.meets(page.bled))
    return [text for text in texts if wrong(text)]


def first_text(page: Page, wrong: Callable[[Text], bool]) -> Text | None:
    """Return the first text of a page that is wrong, on the part that is kept."""
    return next(iter(list_texts(page, wrong)), None)


def report_texts(file: PressFile, wrong: Callable[[Text], bool], what: str) -> Iterator[Finding]:
    """Tell of the texts of each page that are wrong; `what` has a place for the first one."""
    for page in file.pages:
        if texts := list_texts(page, wrong):
            yield report_things(what.format(quote_text(texts[0])), page, texts)


@press_rule(
    "g.rich-black-text",
    "warning",
    "prints wrong",
    fault="small black words in several inks",
    statement="Black text is printed with black ink alone where it is smaller than 12 pt, and with"
    " no more than 280 % of ink where it is larger.",
    rationale="Mixed from four inks, letters get coloured edges when a sheet shifts a little.",
    source=f"{GWG}, R0015 (rich black text); below 12 pt ours",
    remedy=_BLACK_ALONE,
)
def small_text_is_not_rich_black(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "prints small black text with more than black ink: {}."
    yield from report_texts(file, is_rich_black, what)
    what = "prints large black text with more than 280 % ink: {}."
    yield from report_texts(file, lambda text: _is_heavy(text) and not is_rich_black(text), what)


def is_rich_black(text: Text) -> bool:
    """Say whether it is dark and small, and mixed from black and other inks, as RGB will be."""
    if text.colour.inks is None or text.size_pt >= SMALL_TYPE_PT - PRESS_TYPE_SLACK_PT:
        return False
    *others, black = text.colour.inks
    mixed = sum(others) > MOST_OTHER_INKS_SHARE or text.colour.channels == 3
    return black >= LEAST_BLACK_SHARE and mixed


def _is_heavy(text: Text) -> bool:
    inks = text.colour.inks
    return inks is not None and inks[3] >= LEAST_BLACK_SHARE and sum(inks) > MOST_RICH_BLACK_SHARE


@press_rule(
    "g.small-white-text",
    "warning",
    "prints wrong",
    fault="white words smaller than 8 pt",
    statement="White text on a printed ground is 8 pt or larger.",
    rationale="It is what ink leaves free: inks that lie a little off fill small letters.",
    source=f"{GWG}, R0016 (registration problems with small white text)",
    remedy=advise("Set it larger or bold, or print it dark on a pale ground."),
)
def white_text_is_large_enough(file: PressFile, order: Order) -> Iterator[Finding]:
    yield from report_texts(file, _is_small_white, "has white text smaller than 8 pt: {}.")


def _is_small(text: Text) -> bool:
    return text.size_pt < LEAST_COLOURED_TYPE_PT - PRESS_TYPE_SLACK_PT


def _is_small_white(text: Text) -> bool:
    return _is_small(text) and text.colour.is_white and text.covers


@press_rule(
    "g.small-coloured-text",
    "warning",
    "prints wrong",
    fault="words smaller than 8 pt in several inks",
    statement="Text in several inks is 8 pt or larger.",
    rationale="Each ink is a plate of its own: where one lies a little off, small letters blur.",
    source=f"{GWG}, R0017 (registration problems with small multi-channel text)",
    remedy=_LARGER,
)
def coloured_text_is_large_enough(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has text smaller than 8 pt in several inks: {}."
    yield from report_texts(file, _is_small_coloured, what)


def _is_small_coloured(text: Text) -> bool:
    inks = text.colour.inks or ()
    several = sum(ink > LEAST_INK_SHARE for ink in inks) > 1
    return _is_small(text) and several and not is_rich_black(text)


@press_rule(
    "own.small-text",
    "warning",
    "prints wrong",
    fault="type smaller than 5 pt",
    statement="No text is smaller than 5 pt.",
    rationale="Smaller letters fill in on the press, and nobody can read them.",
    source="ours",
    remedy=advise("Set it larger, or cut words."),
)
def text_can_be_printed(file: PressFile, order: Order) -> Iterator[Finding]:
    least = order.least_type_pt - PRESS_TYPE_SLACK_PT
    for page in file.pages:
        if texts := list_texts(page, lambda text: text.size_pt < least):
            what = f"has type of {texts[0].size_pt:.2g} pt: {quote_text(texts[0])}."
            yield report_things(what, page, texts)


@press_rule(
    "own.hairline",
    "warning",
    "prints wrong",
    fault="lines that are too thin",
    statement="No line is thinner than 0.25 pt.",
    rationale="Thinner lines break up on the press; “hairline” means as thin as a device can.",
    source=f"ours; {GWG}, R0019 (registration problems with thin multi-channel lines)",
    remedy=_THICKER,
)
def lines_can_be_printed(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        thin = _thin_lines(page, order, lambda line: not line.colour.is_white)
        if thin:
            least = min(line.width_pt for line in thin)
            count = f"{len(thin)} lines" if len(thin) > 1 else "a line"
            yield report_things(f"has {count} as thin as {least:.2g} pt.", page, thin)


@press_rule(
    "g.thin-white-line",
    "warning",
    "prints wrong",
    fault="white lines that are too thin",
    statement="White lines on a printed ground are 0.25 pt or thicker.",
    rationale="A white line is what ink leaves free: it closes where inks lie a little off.",
    source=f"{GWG}, R0018 (registration problems with thin white lines)",
    remedy=_THICKER,
)
def white_lines_can_be_printed(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        thin = _thin_lines(page, order, lambda line: line.colour.is_white and line.covers)
        if thin:
            count = f"{len(thin)} white lines" if len(thin) > 1 else "a white line"
            least = min(line.width_pt for line in thin)
            yield report_things(f"has {count} as thin as {least:.2g} pt.", page, thin)


def _thin_lines(page: Page, order: Order, counts: Callable[[Line], bool]) -> list[Line]:
    lines = (t for t in page.painted if isinstance(t, Line) and not t.box.is_empty)
    least = order.least_line_pt - PRESS_TYPE_SLACK_PT
    return [line for line in lines if line.width_pt < least and counts(line)]
