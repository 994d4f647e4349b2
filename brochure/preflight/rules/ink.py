"""Rules for colour and ink: which colours may be used, and how much ink paper takes."""

from collections.abc import Callable, Iterator

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.tolerances import INK_SLACK_PCT, MOST_GWG_INK_PCT, PRESS_SLACK_PT, TOUCH_SLACK_PT
from brochure.preflight.order import Order
from brochure.preflight.press_file import (
    Area,
    InkColour,
    Line,
    Page,
    Painted,
    Picture,
    PressFile,
    Text,
)
from brochure.preflight.rule import COLOUR, EXPORT, GWG, X4, name_first, report

_PROCESS = {"Cyan", "Magenta", "Yellow", "Black", "None"}
_CALIBRATED = {"ICCBased", "CalGray", "CalRGB", "Lab"}
_NAMES = {Text: "text", Line: "lines", Area: "areas", Picture: "pictures"}


def _things(page: Page, wrong: Callable[[InkColour], bool]) -> str:
    """Name what a page paints in wrong colours: ``text, pictures``."""
    kinds = {type(t) for t in page.painted if wrong(t.colour)}
    return ", ".join(name for kind, name in _NAMES.items() if kind in kinds)


@check(
    "x.rgb",
    "error",
    statement="No colour is given in plain RGB, the colours of a screen.",
    rationale="Plain RGB names no colour that a press could know; each printer gets another.",
    source=f"{X4}; ISO 32000-1, 8.6.4.3",
    remedy=COLOUR,
)
def no_plain_rgb(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if things := _things(page, lambda colour: colour.family == "DeviceRGB"):
            yield report(f"has {things} in RGB, the colours of a screen.", page)


@check(
    "g.cmyk-only",
    "error",
    statement="Colours are CMYK or gray, not left to be converted by a profile.",
    rationale="A printer who gets CMYK only prints it as it is; he converts the rest his own way.",
    source=f"{GWG}, 4.31; ISO 32000-1, 8.6.5",
    remedy=COLOUR,
)
def no_colour_waits_for_conversion(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if things := _things(page, lambda colour: colour.family in _CALIBRATED):
            yield report(f"has {things} in colours that are yet to be converted.", page)


@check(
    "x.blend-space",
    "error",
    statement="Transparent things are mixed in CMYK or gray, not in RGB.",
    rationale="Mixed in RGB, colours shift where something is transparent or has a shadow.",
    source=f"{X4}; {GWG}, 4.25; ISO 32000-1, 11.6.6",
    remedy="InDesign: Edit > Transparency Blend Space > Document CMYK. Word and Canva: ask the"
    " printer to convert it, or avoid shadows and see-through colours.",
)
def transparency_is_mixed_in_ink(file: PressFile, order: Order) -> Iterator[Finding]:
    allowed = {"", "DeviceCMYK", "DeviceGray"}
    for page in file.pages:
        if set(page.blend_spaces) - allowed:
            yield report("mixes its transparent parts in RGB.", page)


@check(
    "x.transfer-functions",
    "error",
    statement="No curve inside the file changes its tones.",
    rationale="Some programs follow such curves and some do not.",
    source=f"{X4}; ISO 32000-1, 10.5",
    remedy=EXPORT,
)
def no_curve_changes_tones(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if page.transfers:
            yield report("holds curves that change its tones (transfer functions).", page)


@check(
    "x.opi",
    "error",
    statement="Every picture is in the file, not a stand-in for one elsewhere.",
    rationale="A stand-in is printed coarse, or not at all, where the other file is missing.",
    source=f"{X4}; ISO 32000-1, 14.11.7 and 8.10.4",
    remedy="InDesign: embed or relink pictures, and switch off OPI when you export.",
)
def pictures_are_in_the_file(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if page.stand_ins:
            yield report("has stand-ins for pictures that are not in the file (OPI).", page)


@check(
    "g.spot-colours",
    "error",
    statement="All is printed with four inks; there is no spot colour.",
    rationale="A spot colour is one more plate and one more ink, and was not ordered.",
    source=f"{GWG}, 4.18; ISO 32000-1, 8.6.6",
    remedy="InDesign: Swatches > Ink Manager > All Spots to Process. Others: choose CMYK colours.",
)
def no_spot_colours(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        names = {name for thing in page.painted for name in thing.colour.names}
        spots = sorted(names - _PROCESS - {"All"})
        if spots:
            yield report(f"uses spot colours: {name_first(spots)}.", page)


@check(
    "g.registration-colour",
    "error",
    statement="The registration colour is used only for marks outside the bleed.",
    rationale="It prints all inks at full strength: 400 %, which does not dry.",
    source=f"{GWG}, 4.21; ISO 32000-1, 8.6.6.4",
    remedy="Give it the swatch Black instead of Registration.",
)
def registration_stays_outside(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        inside = (page.bleed or page.cut).grow(-PRESS_SLACK_PT)
        if any(
            "All" in t.colour.names and t.box.meets(inside, -TOUCH_SLACK_PT) for t in page.painted
        ):
            yield report("uses the registration colour inside the printed part.", page)


@check(
    "g.ink-limit",
    "error",
    statement="Nowhere do the inks add up to more than 320 %, averaged over 15 mm².",
    rationale="More ink does not dry: it smears and sticks to the next sheet.",
    source=f"{GWG}, 4.22",
    remedy="Use a lighter black for large areas (60/40/40/100 at most) and convert pictures with"
    " the printer's profile. Photoshop: Edit > Convert to Profile; InDesign: Separations Preview >"
    " Ink Limit shows where.",
)
def paper_takes_the_ink(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if page.ink_pct > MOST_GWG_INK_PCT + INK_SLACK_PCT:
            yield _too_much(page, MOST_GWG_INK_PCT)


@check(
    "own.ink-limit",
    "warning",
    statement="The inks add up to no more than 300 %.",
    rationale="Uncoated and thin papers, and short runs that are folded the same day, take less.",
    source="ours",
    remedy="Use a lighter black for large areas, or ask the printer whether his paper takes it.",
)
def thin_paper_takes_the_ink(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        over = page.ink_pct > order.ink_limit_pct + INK_SLACK_PCT
        if over and page.ink_pct <= MOST_GWG_INK_PCT + INK_SLACK_PCT:
            yield _too_much(page, order.ink_limit_pct)


def _too_much(page: Page, limit: float) -> Finding:
    place = ""
    if page.ink_at:
        across = (page.ink_at.left + page.ink_at.right) / 2 - page.cut.left
        down = page.cut.top - (page.ink_at.top + page.ink_at.bottom) / 2
        place = (
            f" {max(0, across) / 72:.1f} in from the left, {max(0, down) / 72:.1f} in from the top"
        )
    what = f"has {page.ink_pct:.0f} % ink{place}; {limit:.0f} % is the limit."
    return report(what, page, page.ink_at)


@check(
    "g.white-overprint",
    "error",
    statement="White never overprints.",
    rationale="White is bare paper: set to overprint, it shows what lies below and vanishes.",
    source=f"{GWG}, 4.8 and 4.9; ISO 32000-1, 8.6.7",
    remedy="InDesign: Window > Output > Attributes, clear Overprint Fill and Stroke.",
)
def white_never_overprints(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if any(_vanishes(thing) for thing in page.painted):
            yield report("has white that is set to overprint, so it will vanish.", page)


def _vanishes(thing: Painted) -> bool:
    return thing.overprints and thing.colour.is_white and not thing.box.is_empty
