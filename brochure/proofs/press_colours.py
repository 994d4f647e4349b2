"""The inks of a brand print as its colours look on screens, as far as a press can."""

from collections.abc import Iterator
from dataclasses import replace

from brochure.base.check import check
from brochure.base.finding import Finding, pluralize
from brochure.base.ink_profile import BODY_ROLE, Percents, propose_inks, tell_unlike
from brochure.base.press_condition import find_condition
from brochure.base.tolerances import MOST_UNLIKE_INKS
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import PRESS_FILES


@check(
    "press.unlike",
    "error",
    statement="The inks that content gives for a colour of the brand look like its screen value, as"
    " far as the press can.",
    rationale="Who gives the brand other colours changes what a screen shows, and sees it at once;"
    " the inks beside it stay, and are first seen when the whole run is printed.",
    source="CIEDE2000 (Sharma, Wu, Dalal, 2005), between what the profile says of these inks and"
    " of those that it proposes",
    remedy="If `screen:` alone was changed, ask your printer for the inks of the new colour and"
    " write them after `press:`; or delete `press:` there, and they are proposed.",
    applies_to=PRESS_FILES,
)
def inks_look_like_their_colours(on: Examined) -> Iterator[Finding]:
    """Tell of all colours at once. Body type is black on a press, whatever it is on screens."""
    unlike = _find_unlike(on)
    if not unlike:
        return
    names = ", ".join(unlike)
    what = f"{pluralize(len(unlike), 'colour')} will print unlike what screens show: {names}"
    lines = tuple(
        f"{role}: {colour} would be near press: {list(near)}, not {list(inks)}"
        for role, (colour, near, inks) in unlike.items()
    )
    path = f"brand.colours.{next(iter(unlike))}.press"
    told = on.printed.finding("press.unlike", what, path=path, detail=lines)
    yield replace(told, severity="warning")


def _find_unlike(on: Examined) -> dict[str, tuple[str, Percents, Percents]]:
    """Return by role the screen value, the inks that come near it, and those that are written."""
    variant = on.printed.variant
    written, palette = dict(variant.inks), variant.palette
    if not written:
        return {}
    condition = find_condition(variant.condition, variant.assets)
    return {
        role: (palette[role], propose_inks(palette[role], condition), inks)
        for role, inks in written.items()
        if role in palette
        and role != BODY_ROLE
        and tell_unlike(palette[role], inks, condition) > MOST_UNLIKE_INKS
    }
