"""A press file is what a commercial printer takes: every rule of preflight holds for it."""

from collections.abc import Iterator
from dataclasses import replace

from brochure.base.editions import Edition
from brochure.base.finding import Finding
from brochure.base.geometry import Box, Rect
from brochure.preflight import Fault, Order, Verdict, verdicts_on
from brochure.preflight.press_file import Inks
from brochure.proofs.examined import Examined
from brochure.proofs.fit import (
    text_keeps_clear_of_trim_and_folds,
    things_keep_clear_of_trim_and_folds,
)
from brochure.proofs.pictures import pictures_are_sharp_enough

_COARSE = ("g.image-resolution", "g.image-resolution-low")
_SAFE_ZONE = "own.safe-zone"
_SLACK_PT = 1.0
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
    "own.bleed-filled": "Let what touches the trim run 1/8 in (9 pt) past it, as left: -9pt in the"
    " stylesheet; a figure needs drawing there too.",
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
    )


def a_printer_takes_the_file(on: Examined) -> tuple[Finding, ...]:
    """A file for the press breaks no rule that a printer holds it to (`brochure.preflight`).

    Rationale: what a printer rejects costs days; what he prints all the same costs the edition.
    What he would phone about is an error here too: we made the file, and can mend it. How, is told
    for our own files: with the line of content, and not with the menus of other programs.
    """
    if on.press is None:
        return ()
    coarse = bool(pictures_are_sharp_enough(on))  # told with what to use instead
    unsafe = text_keeps_clear_of_trim_and_folds(on), things_keep_clear_of_trim_and_folds(on)
    told = {found.page for each in unsafe for found in each}
    return tuple(
        found
        for verdict in verdicts_on(on.press, order_of(on.printed.edition))
        for found in _ours(on, verdict)
        if not (coarse and found.id in _COARSE)
        and not (found.id == _SAFE_ZONE and found.page in told)
    )


def _ours(on: Examined, verdict: Verdict) -> Iterator[Finding]:
    """Tell what breaks a rule as a finding of our own document, with its place in content."""
    printed, firsts = on.printed, dict[str, Fault]()
    for fault in verdict.faults:
        firsts.setdefault(fault.what, fault)
    for found, fault in zip(verdict.findings(), firsts.values(), strict=True):
        yield replace(
            found,
            severity="error",
            remedy=REMEDIES.get(found.id, _THE_REST),
            path=_path(on, found.id, fault),
            edition=printed.edition.name,
            channel=printed.channel.name,
        )


def _path(on: Examined, id: str, fault: Fault) -> str:
    """Return the content path of what is at fault: a colour, a picture, or the words there.

    Brand colours hold to the ink limit, so that what is no picture was mixed by the profile.
    """
    if fault.inks and (role := _role(on, fault.inks)):
        return f"brand.colours.{role}.press"
    if not fault.at or on.press is None:
        return ""
    place = _to_trimmed_page(fault.at, on.press.pages[fault.page - 1].cut)
    for mark in on.printed.marks:
        if mark.path and mark.page == fault.page and mark.rect.holds(place.middle, _SLACK_PT):
            return mark.path
    if REMEDIES.get(id) == _INK:
        return "press.condition"
    for word in on.words:
        there = word.page == fault.page and place.holds(word.glyphs[0].box.middle, _SLACK_PT)
        if there and word.passage:
            return word.passage.path
    return ""


def _role(on: Examined, inks: Inks) -> str:
    """Return the role of the brand that is printed with these inks."""
    percent = tuple(round(100 * ink) for ink in inks)
    return next((role for role, press in on.printed.variant.inks if press == percent), "")


def _to_trimmed_page(box: Box, cut: Box) -> Rect:
    return Rect(box.left - cut.left, cut.top - box.top, box.right - cut.left, cut.top - box.bottom)
