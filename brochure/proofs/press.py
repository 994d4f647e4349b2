"""A press file is what a commercial printer takes: every rule of preflight holds for it."""

from brochure.base.check import check, findings_in, judge
from brochure.base.editions import Edition
from brochure.base.finding import Finding, Location
from brochure.base.tolerances import AREA_SLACK_PT
from brochure.channels.press import inks_of
from brochure.preflight import RULES, Order
from brochure.preflight.merge import merge_pages
from brochure.preflight.rules.details import first_text, is_rich_black, small_text_is_not_rich_black
from brochure.proofs.examined import Examined
from brochure.proofs.fit import (
    text_keeps_clear_of_trim_and_folds,
    things_keep_clear_of_trim_and_folds,
)
from brochure.proofs.pictures import pictures_are_sharp_enough
from brochure.proofs.scopes import PRESS_FILES

_COARSE = ("g.image-resolution", "g.image-resolution-low")
_SAFE_ZONE = "own.safe-zone"
_INK = (
    "Take a lighter picture or lighter colours there; or ask the printer for a profile that holds"
    " to the limit, and name it under press: condition."
)
_SHEET = "Keep @page and the size of plates in the stylesheet as the shipped one has them."
_PICTURE = "Take a larger file, or show it smaller in the stylesheet."
_FAMILY = "Use the families of the edition in the stylesheet."
# What mends a rule that content, a figure or a stylesheet of the project can break.
REMEDIES = {
    "g.rich-black-text": "Print this colour in black ink alone, as press: [0, 0, 0, 100]; or set"
    " these words in another colour in the stylesheet.",
    "g.ink-limit": _INK,
    "own.ink-limit": _INK,
    _SAFE_ZONE: "Move it inwards in the stylesheet or the figure; what is background must run over"
    " the trim.",
    "own.bleed-filled": "Let what touches the trim run past it by the bleed, as left: calc(0pt -"
    " var(--bleed)) in the stylesheet; a figure needs drawing there too.",
    "own.bleed": _SHEET,
    "own.trim-size": _SHEET,
    "own.hairline": "Draw it at least 0.25 pt wide in the stylesheet or the figure.",
    "own.small-text": "Set it larger in the stylesheet, and cut words to make room.",
    "g.image-resolution": _PICTURE,
    "g.image-resolution-low": _PICTURE,
    "g.courier": _FAMILY,
    "x.fonts-embedded": _FAMILY,
}
_THE_REST = (
    "The program sees to this itself. Build without the project's own templates, styles and"
    " figures; if that is no help, report it as a fault of the program."
)


def order_of(edition: Edition) -> Order:
    """Return what is ordered from the printer of `edition`."""
    return Order(
        trim_pt=(edition.width_pt, edition.height_pt),
        folds_pt=edition.folds_pt,
        bleed_pt=edition.bleed_pt,
        safe_pt=edition.safe_pt,
        metric=edition.metric,
    )


@check(
    "press.accepted",
    "error",
    statement=f"A file for the press breaks none of the {len(RULES)} rules of `brochure check"
    " FILE.pdf`, not even one that a printer would phone about, but for pictures a little coarse.",
    rationale="What a printer rejects costs days; what he prints all the same costs the edition."
    " What he would phone about is an error here too: we made the file, and can mend it.",
    source="each rule's own: see [preflight.md](preflight.md)",
    remedy=_THE_REST,
    applies_to=PRESS_FILES,
    finds=tuple(rule.id for rule in RULES),
)
def a_printer_takes_the_file(on: Examined) -> tuple[Finding, ...]:
    """Tell what mends it for our own files: with the line of content, not by menus of programs."""
    coarse = bool(pictures_are_sharp_enough(on))  # told with what to use instead
    unsafe = text_keeps_clear_of_trim_and_folds(on), things_keep_clear_of_trim_and_folds(on)
    reported_pages = {found.place.page for each in unsafe for found in each}
    broken = findings_in(judge(RULES, on.press_file, order_of(on.printed.edition)))
    return tuple(
        _to_document_finding(on, found)
        for found in merge_pages(broken)
        if not (coarse and found.id in _COARSE)
        and not (found.id == _SAFE_ZONE and found.place.page in reported_pages)
    )


def _to_document_finding(on: Examined, found: Finding) -> Finding:
    """Tell what breaks a rule as a finding of our own document, with its place in content."""
    edition, channel = on.printed.edition.name, on.printed.channel.name
    path, page = _path(on, found), found.place.page
    return Finding(
        found.id,
        found.what,
        REMEDIES.get(found.id, ""),
        place=Location(path=path, edition=edition, channel=channel, page=page, box=found.place.box),
        detail=found.detail,
    )


def _path(on: Examined, found: Finding) -> str:
    """Return the content path of what is at fault: a colour, a picture, or the words there.

    Brand colours hold to the ink limit, so that what is no picture was mixed by the profile.
    """
    page, box = found.place.page, found.place.box
    if found.id == small_text_is_not_rich_black.id and (role := _role(on, page)):
        return f"brand.colours.{role}.press"
    if not box:
        return ""
    for mark in on.printed.marks:
        if mark.path and mark.page == page and mark.rect.holds(box.middle, AREA_SLACK_PT):
            return mark.path
    if REMEDIES.get(found.id) == _INK:
        return "press.condition"
    for word in on.words:
        there = word.page == page and box.holds(word.glyphs[0].box.middle, AREA_SLACK_PT)
        if there and word.passage:
            return word.passage.path
    return ""


def _role(on: Examined, page: int) -> str:
    """Return the role of the brand that the first rich black text of a page is printed in."""
    text = first_text(on.press_file.pages[page - 1], is_rich_black)
    printed = text.colour.inks if text else None
    percent = tuple(round(100 * ink) for ink in printed or ())
    return next(
        (role for role, press in inks_of(on.printed.variant).items() if press == percent), ""
    )
