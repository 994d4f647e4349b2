"""The rule for the edges and folds of a sheet: what lies too near to where it is cut or bent."""

from collections.abc import Iterator
from itertools import pairwise

from brochure.base.finding import Finding
from brochure.base.geometry import Box
from brochure.base.tolerances import PRESS_SLACK_PT
from brochure.preflight.advice import MARGINS
from brochure.preflight.order import Order
from brochure.preflight.press_file import Area, Page, Painted, Picture, PressFile, Text
from brochure.preflight.rule import press_rule, quote_text, report_things


@press_rule(
    "own.safe-zone",
    "warning",
    "prints wrong",
    fault="things too near to a cut or fold",
    statement="Nothing but background lies within 1/4 in (6 mm) of the cut or a fold.",
    rationale="Cut and fold wander by up to 1/16 in: what is near them is cut, bent or looks askew."
    " Background is what runs off the sheet, fills a panel from edge to edge, or belongs to a"
    " drawing whose frame does; so are white areas, but not white words.",
    source="ours",
    remedy=MARGINS,
)
def edges_are_kept_clear(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        visible = [thing for thing in page.shown if _shows(thing)]
        near = [thing for thing in visible if _near_cut(thing, page, order)]
        if near:
            what = f"has {_what(near[0])} closer than {order.length(order.safe_pt)} to the cut."
            yield report_things(what, page, near)
        folded = [thing for thing in visible if _near_fold(thing, page, order)]
        if folded:
            what = f"has {_what(folded[0])} closer than {order.length(order.safe_pt)} to a fold."
            yield report_things(what, page, folded)


def _shows(thing: Painted) -> bool:
    """Say whether it can be seen; a white area is taken for bare paper."""
    bare = isinstance(thing, Area) and thing.colour.is_white
    return not (bare or thing.box.is_empty)


def _near_cut(thing: Painted, page: Page, order: Order) -> bool:
    """Say whether it lies in the zone and is no background."""
    box, cut, safe = thing.box, page.cut, order.safe_pt - PRESS_SLACK_PT
    if not box.meets(cut, -PRESS_SLACK_PT) or cut.grow(-safe).holds(box):
        return False
    if isinstance(thing, Text):
        return box.meets(cut)
    return not (_runs_off(box, page) or _is_ground(thing, page, order))


def _near_fold(thing: Painted, page: Page, order: Order) -> bool:
    """Say whether it stands at a fold or across it and is no background.

    A picture that runs off must also cross the fold, or what is left of it looks askew.
    """
    for fold in order.folds_of(page.number):
        x, safe = page.cut.left + fold, order.safe_pt - PRESS_SLACK_PT
        zone = Box(x - safe, page.cut.bottom, x + safe, page.cut.top)
        if not thing.box.meets(zone):
            continue
        if isinstance(thing, Text):
            return True
        crosses = thing.box.left < x < thing.box.right or not isinstance(thing, Picture)
        if not ((_runs_off(thing.box, page) and crosses) or _is_ground(thing, page, order)):
            return True
    return False


def _is_ground(thing: Painted, page: Page, order: Order) -> bool:
    """Say whether it, or the frame of the drawing that it is part of, fills a panel.

    A frame that holds the whole sheet is the page itself, and says nothing.
    """
    if _fills_a_panel(thing.box, page, order):
        return True
    frame = thing.frame
    if frame.holds(page.cut, PRESS_SLACK_PT) or isinstance(thing, Picture):
        return False
    return _runs_off(frame, page) or _fills_a_panel(frame, page, order)


def _runs_off(box: Box, page: Page) -> bool:
    return not page.cut.grow(-PRESS_SLACK_PT).holds(box)


def _fills_a_panel(box: Box, page: Page, order: Order) -> bool:
    """Say whether it reaches from one fold or cut edge to the next, or farther."""
    cut = page.cut
    edges = (cut.left, *(cut.left + fold for fold in order.folds_of(page.number)), cut.right)
    return any(
        box.left <= left + PRESS_SLACK_PT and box.right >= right - PRESS_SLACK_PT
        for left, right in pairwise(edges)
    )


def _what(thing: Painted) -> str:
    if isinstance(thing, Text):
        return quote_text(thing)
    return "a picture" if isinstance(thing, Picture) else "a line or shape"
