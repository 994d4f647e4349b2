"""Rules for colour and ink: which colours may be used, and how much ink paper takes."""

from collections.abc import Callable, Iterator

from brochure.base.finding import Finding
from brochure.base.geometry import Box
from brochure.base.tolerances import INK_SLACK_PCT, MOST_GWG_INK_PCT, PRESS_SLACK_PT, TOUCH_SLACK_PT
from brochure.preflight.advice import COLOUR, EXPORT, advise
from brochure.preflight.order import Order
from brochure.preflight.press_file import (
    Area,
    InkColour,
    Line,
    Page,
    Picture,
    PressFile,
    Text,
)
from brochure.preflight.rule import GWG, X4, name_first, press_rule, report, report_things

_LESS_INK = advise(
    "Use a lighter black for large areas (60/40/40/100 at most) and convert pictures with the"
    " printer's profile; or ask the printer whether his paper takes it.",
    InDesign="Window > Output > Separations Preview > Ink Limit shows where; convert pictures in"
    " Photoshop: Edit > Convert to Profile.",
)
_PROCESS = {"Cyan", "Magenta", "Yellow", "Black", "None"}
_CALIBRATED = {"ICCBased", "CalGray", "CalRGB", "Lab"}
# A tint may stand for Lab, a colour that is measured, and for none of these (GWG 2022, R0027).
_NOT_INK = {"ICCBased", "CalGray", "CalRGB", "DeviceRGB"}
_NAMES = {Text: "text", Line: "lines", Area: "areas", Picture: "pictures"}


def _in_colours(file: PressFile, wrong: Callable[[InkColour], bool], end: str) -> Iterator[Finding]:
    """Tell of what each page paints in wrong colours; `end` says in which."""
    for page in file.pages:
        found = [thing for thing in page.shown if wrong(thing.colour)]
        kinds = {type(thing) for thing in found}
        names = ", ".join(name for kind, name in _NAMES.items() if kind in kinds)
        if found:
            yield report_things(f"has {names} {end}", page, found)


@press_rule(
    "x.rgb",
    "error",
    "prints wrong",
    fault="colours of a screen (RGB)",
    statement="No colour is given in plain RGB, the colours of a screen.",
    rationale="Plain RGB names no colour that a press could know; each printer gets another.",
    source=f"{X4}; ISO 32000-1, 8.6.4.3",
    remedy=COLOUR,
)
def no_plain_rgb(file: PressFile, order: Order) -> Iterator[Finding]:
    end = "in RGB, the colours of a screen."
    yield from _in_colours(file, lambda colour: colour.family == "DeviceRGB", end)


@press_rule(
    "g.cmyk-only",
    "error",
    "the printer will ask",
    fault="colours that are yet to be converted",
    statement="Colours are CMYK or gray, not left to be converted by a profile.",
    rationale="A printer who gets CMYK only prints it as it is; he converts the rest his own way.",
    source=f"{GWG}, R0027 (early binding mode); ISO 32000-1, 8.6.5",
    remedy=COLOUR,
)
def no_colour_waits_for_conversion(file: PressFile, order: Order) -> Iterator[Finding]:
    end = "in colours that are yet to be converted."
    yield from _in_colours(file, _waits, end)


def _waits(colour: InkColour) -> bool:
    return colour.family in _CALIBRATED or colour.alternate in _NOT_INK


@press_rule(
    "x.blend-space",
    "error",
    "prints wrong",
    fault="transparent parts mixed in RGB",
    statement="Transparent things are mixed in CMYK, and only masks in gray.",
    rationale="Mixed in RGB, colours shift where something is transparent or has a shadow.",
    source=f"{X4}; {GWG}, R0030 (transparency blend space); ISO 32000-1, 11.6.6",
    remedy=advise(
        "Ask the printer to convert it, or avoid shadows and see-through colours.",
        InDesign="Edit > Transparency Blend Space > Document CMYK.",
        Illustrator="File > Document Color Mode > CMYK Color.",
    ),
)
def transparency_is_mixed_in_ink(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if wrong := set(page.blend_spaces) - {"DeviceCMYK"}:
            name = "gray" if wrong == {"DeviceGray"} else "RGB"
            yield report(f"mixes its transparent parts in {name}, not in CMYK.", page)


@press_rule(
    "x.transfer-functions",
    "error",
    "prints wrong",
    fault="curves that change its tones",
    statement="No curve inside the file changes its tones.",
    rationale="Some programs follow such curves and some do not.",
    source=f"{X4}; ISO 32000-1, 10.5",
    remedy=EXPORT,
)
def no_curve_changes_tones(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if page.transfers:
            yield report("holds curves that change its tones (transfer functions).", page)


@press_rule(
    "x.opi",
    "error",
    "prints wrong",
    fault="stand-ins for pictures",
    statement="Every picture is in the file, not a stand-in for one elsewhere.",
    rationale="A stand-in is printed coarse, or not at all, where the other file is missing.",
    source=f"{X4}; ISO 32000-1, 14.11.7 and 8.10.4",
    remedy=advise(
        "Put the pictures themselves into the file.",
        InDesign="Embed or relink pictures, and switch off OPI when you export.",
    ),
)
def pictures_are_in_the_file(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if page.stand_ins:
            yield report("has stand-ins for pictures that are not in the file (OPI).", page)


@press_rule(
    "g.spot-colours",
    "error",
    "the printer will ask",
    fault="spot colours",
    statement="All is printed with four inks; there is no spot colour.",
    rationale="A spot colour is one more plate and one more ink, and was not ordered.",
    source=f"{GWG}, R0020 (use of spot colours); ISO 32000-1, 8.6.6",
    remedy=advise(
        "Choose CMYK colours.",
        InDesign="Swatches > Ink Manager > All Spots to Process.",
        Illustrator="Swatches: set Color Type to Process Color.",
    ),
)
def no_spot_colours(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        names = {name for thing in page.shown for name in thing.colour.names}
        spots = sorted(names - _PROCESS - {"All"})
        if spots:
            found = [t for t in page.shown if not {*t.colour.names}.isdisjoint(spots)]
            yield report_things(f"uses spot colours: {name_first(spots)}.", page, found)


@press_rule(
    "g.registration-colour",
    "warning",
    "prints wrong",
    fault="the registration colour in the printed part",
    statement="The registration colour is used only for marks outside the bleed.",
    rationale="It prints all inks at full strength: 400 %, which does not dry.",
    source=f"{GWG}, R0024 (registration colour); ISO 32000-1, 8.6.6.4",
    remedy=advise("Give it the swatch Black instead of Registration."),
)
def registration_stays_outside(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        inside = (page.bleed or page.cut).grow(-PRESS_SLACK_PT)
        marked = (t for t in page.shown if "All" in t.colour.names)
        if found := [t for t in marked if t.box.meets(inside, -TOUCH_SLACK_PT)]:
            what = "uses the registration colour inside the printed part."
            yield report_things(what, page, found)


@press_rule(
    "g.ink-limit",
    "warning",
    "prints wrong",
    fault="too much ink",
    statement="Nowhere do the inks add up to more than 320 %, averaged over 15 mm × 15 mm.",
    rationale="More ink does not dry: it smears and sticks to the next sheet.",
    source=f"{GWG}, R0026 (average ink coverage of CMYK)",
    remedy=_LESS_INK,
)
def paper_takes_the_ink(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if page.wide_ink_pct > MOST_GWG_INK_PCT + INK_SLACK_PCT:
            yield _too_much(page, page.wide_ink_pct, page.wide_ink_at, MOST_GWG_INK_PCT, order)


@press_rule(
    "own.ink-limit",
    "warning",
    "the printer will ask",
    fault="much ink in one place",
    statement="The inks add up to no more than 300 %, averaged over 15 mm².",
    rationale="Uncoated and thin papers, and short runs that are folded the same day, take less.",
    source="ours",
    remedy=_LESS_INK,
)
def thin_paper_takes_the_ink(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        over = page.ink_pct > order.ink_limit_pct + INK_SLACK_PCT
        if over and page.wide_ink_pct <= MOST_GWG_INK_PCT + INK_SLACK_PCT:
            yield _too_much(page, page.ink_pct, page.ink_at, order.ink_limit_pct, order)


def _too_much(page: Page, ink_pct: float, at: Box | None, limit: float, order: Order) -> Finding:
    place = ""
    if at:
        across = order.length(max(0, (at.left + at.right) / 2 - page.cut.left))
        down = order.length(max(0, page.cut.top - (at.top + at.bottom) / 2))
        place = f" {across} from the left, {down} from the top"
    what = f"has {ink_pct:.0f} % ink{place}; {limit:.0f} % is the limit."
    return report(what, page, *((at,) if at else ()))
