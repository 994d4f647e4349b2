"""Rules for overprint: white that vanishes, black that leaves white edges, gray that does either.

All of them speak of what lies over something printed (GWG 2022, D0031).
"""

from collections.abc import Callable, Iterator

from brochure.base.finding import Finding
from brochure.base.tolerances import PRESS_TYPE_SLACK_PT, SMALL_TYPE_PT, THIN_LINE_PT
from brochure.preflight.advice import COLOUR, NO_OVERPRINT, OVERPRINT, Remedies
from brochure.preflight.order import Order
from brochure.preflight.press_file import Line, Page, Painted, Picture, PressFile, Text
from brochure.preflight.rule import GWG, press_rule, report_things
from brochure.preflight.rules.details import report_texts

_GRAY = "DeviceGray"
_AS_CMYK = Remedies(
    f"Set it in CMYK with black ink alone (K 100). {COLOUR.general}", COLOUR.by_program
)


def _report(file: PressFile, wrong: Callable[[Painted], bool], what: str) -> Iterator[Finding]:
    for page in file.pages:
        if found := [t for t in page.shown if wrong(t) and _is_seen(t, page)]:
            yield report_things(what, page, found)


def _is_seen(thing: Painted, page: Page) -> bool:
    return not thing.box.is_empty and thing.box.grow(1).meets(page.bled)


@press_rule(
    "g.white-overprint",
    "error",
    "prints wrong",
    fault="white words that will vanish",
    statement="White text never overprints.",
    rationale="White is bare paper: set to overprint, it shows what lies below and vanishes.",
    source=f"{GWG}, R0007 (overprinting white text); ISO 32000-1, 8.6.7",
    remedy=NO_OVERPRINT,
)
def white_never_overprints(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has white text that is set to overprint, so it will vanish."
    yield from _report(file, lambda thing: _vanishes(thing) and isinstance(thing, Text), what)


@press_rule(
    "g.white-path-overprint",
    "warning",
    "prints wrong",
    fault="white areas or lines that will vanish",
    statement="White areas and lines do not overprint.",
    rationale="White is bare paper: set to overprint, it shows what lies below and vanishes.",
    source=f"{GWG}, R0008 (overprinting white paths); ISO 32000-1, 8.6.7",
    remedy=NO_OVERPRINT,
)
def white_areas_never_overprint(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has white areas or lines that are set to overprint, so they will vanish."
    yield from _report(file, lambda thing: _vanishes(thing) and not isinstance(thing, Text), what)


def _vanishes(thing: Painted) -> bool:
    return thing.overprints and thing.colour.is_white and thing.covers


@press_rule(
    "g.black-overprint",
    "warning",
    "the printer will ask",
    fault="small black words that do not print over their ground",
    statement="Black text below 12 pt overprints what lies behind it.",
    rationale="Knocked out, fine letters get white edges as soon as a sheet shifts a little.",
    source=f"{GWG}, R0009 (overprinting pure black text); ISO 32000-1, 8.6.7",
    remedy=OVERPRINT,
)
def small_black_text_overprints(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has small black text that does not overprint: {}."
    yield from report_texts(file, lambda text: _is_small(text) and _knocks_out(text), what)


@press_rule(
    "g.black-line-overprint",
    "warning",
    "the printer will ask",
    fault="thin black lines that do not print over their ground",
    statement="Black lines below 2 pt overprint what lies behind them.",
    rationale="Knocked out, thin lines get white edges as soon as a sheet shifts a little.",
    source=f"{GWG}, R0010 (overprinting pure black thin lines); ISO 32000-1, 8.6.7",
    remedy=OVERPRINT,
)
def thin_black_lines_overprint(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has thin black lines that do not overprint."
    yield from _report(file, lambda thing: _is_thin(thing) and _knocks_out(thing), what)


def _is_small(thing: Painted) -> bool:
    return isinstance(thing, Text) and thing.size_pt < SMALL_TYPE_PT - PRESS_TYPE_SLACK_PT


def _is_thin(thing: Painted) -> bool:
    return isinstance(thing, Line) and thing.width_pt < THIN_LINE_PT - PRESS_TYPE_SLACK_PT


def _knocks_out(thing: Painted) -> bool:
    """Say whether it is solid black that takes away the inks below it (GWG 2022, D0014)."""
    colour = thing.colour
    solid = colour.is_black_only and thing.opaque and thing.covers
    if not solid or colour.family == _GRAY or colour.channels == 3:
        return False
    return not (thing.overprints and (thing.mode == 1 or colour.family != "DeviceCMYK"))


@press_rule(
    "g.gray-text",
    "warning",
    "the printer will ask",
    fault="small words in plain gray over a ground",
    statement="Text below 12 pt over a printed ground is not set in plain gray (DeviceGray).",
    rationale="Whether gray overprints depends on the program that prints; knocked out, small"
    " letters get white edges.",
    source=f"{GWG}, R0011 (overprinting pure black small text in DeviceGray)",
    remedy=_AS_CMYK,
)
def small_text_is_not_plain_gray(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has small text in plain gray over a ground: {}."
    yield from report_texts(file, lambda text: _is_small(text) and _is_gray(text), what)


@press_rule(
    "g.gray-line",
    "warning",
    "the printer will ask",
    fault="thin lines in plain gray over a ground",
    statement="Lines below 2 pt over a printed ground are not drawn in plain gray (DeviceGray).",
    rationale="Whether gray overprints depends on the program that prints; knocked out, thin lines"
    " get white edges.",
    source=f"{GWG}, R0012 (overprinting pure black thin lines in DeviceGray)",
    remedy=_AS_CMYK,
)
def thin_lines_are_not_plain_gray(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has thin lines in plain gray over a ground."
    yield from _report(file, lambda thing: _is_thin(thing) and _is_gray(thing), what)


def _is_gray(thing: Painted) -> bool:
    return thing.colour.family == _GRAY and thing.covers and not thing.colour.is_white


@press_rule(
    "g.gray-overprint",
    "warning",
    "the printer will ask",
    fault="plain gray that is set to overprint",
    statement="Plain gray (DeviceGray) is not set to overprint.",
    rationale="Some programs let it overprint and some do not: nobody knows what is printed.",
    source=f"{GWG}, R0013 (overprinting device gray); ISO 32000-1, table 149",
    remedy=NO_OVERPRINT,
)
def gray_does_not_overprint(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has plain gray that is set to overprint."
    yield from _report(file, _is_overprinting_gray, what)


def _is_overprinting_gray(thing: Painted) -> bool:
    painted = not isinstance(thing, Picture) or thing.stencil
    return painted and thing.overprints and _is_gray(thing)
