"""A press file is what a commercial printer takes: every rule of preflight holds for it."""

from dataclasses import replace

from brochure.editions import Edition
from brochure.finding import Finding
from brochure.preflight import Order, verdicts_on
from brochure.proofs.examined import Examined
from brochure.proofs.pictures import pictures_are_sharp_enough

_COARSE = ("g.image-resolution", "g.image-resolution-low")


def order_for(edition: Edition) -> Order:
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
    What he would phone about is an error here too: we made the file, and can mend it.
    """
    if on.press is None:
        return ()
    name, channel = on.printed.edition.name, on.printed.channel
    told = bool(pictures_are_sharp_enough(on))  # with the line of content, and what to use instead
    return tuple(
        replace(found, severity="error", edition=name, channel=channel)
        for verdict in verdicts_on(on.press, order_for(on.printed.edition))
        for found in verdict.findings()
        if not (told and found.id in _COARSE)
    )
