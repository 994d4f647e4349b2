"""A press file is what a commercial printer takes: every rule of preflight holds for it."""

from dataclasses import replace

from brochure.finding import Finding
from brochure.preflight import Order, preflight
from brochure.proofs.examined import Examined


def a_printer_takes_the_file(on: Examined) -> tuple[Finding, ...]:
    """A file for the press breaks no rule that a printer holds it to (`brochure.preflight`).

    Rationale: what a printer rejects costs days; what he prints all the same costs the edition.
    """
    printed, edition = on.printed, on.printed.edition
    if not printed.for_press:
        return ()
    order = Order(
        trim_pt=(edition.width_pt, edition.height_pt),
        folds_pt=edition.folds_pt,
        bleed_pt=edition.bleed_pt,
        safe_pt=edition.safe_pt,
    )
    return tuple(
        replace(found, edition=edition.name, channel=printed.channel)
        for found in preflight(printed.file, order)
    )
