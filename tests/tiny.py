"""Tiny documents for the proofs: two panels on a small page, laid out and printed by the engine."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from brochure.base.editions import Edition
from brochure.base.files.project import Assets
from brochure.base.finding import Finding
from brochure.base.viewer_settings import ViewerSettings
from brochure.channels.channel import Channel, Variant
from brochure.channels.channels import OFFICE, PRESS
from brochure.layout.layout import lay_out, write_pdf
from brochure.layout.printed import Printed
from brochure.proofs import Proof
from brochure.proofs.examined import examine
from brochure.selection.passage import Passage, Role
from brochure.selection.selected import Inventory
from brochure.selection.selection import Identity
from tests.conftest import ROOT

FIRST = "The first panel holds these nine words of text."
SECOND = "The second panel says something else."

TINY = Edition(
    name="tiny",
    template="",
    stylesheet="",
    channels=("office",),
    width_pt=200,
    height_pt=150,
    pages=(1, 1),
    panels=("one", "two"),
    control_panel="two",
    body_floor_pt=12,
    body_design_pt=12,
    secondary_floor_pt=10,
    fine_floor_pt=8,
    safe_pt=8,
)

# Our own printer, were it one that leaves no edge blank.
TINY_CHANNEL = replace(OFFICE, unprintable_pt=0.0)

STYLE = """
@page { size: 200pt 150pt; margin: 0 }
:root { --sans: 'Source Sans Pro' }
body { margin: 0; font: var(--body)/15pt var(--sans); color: #000 }
p { margin: 0 }
.panel { position: absolute; left: 10pt; width: 180pt; height: 60pt }
.one { top: 10pt } .two { top: 80pt }
"""


def said(text: str, panel: str = "one", role: Role = "body") -> Passage:
    """Return a piece of wording that content places in `panel`."""
    return Passage(f"{panel}.text", Markup.escape(text), text, role, panel)


SAID = (said(FIRST), said(SECOND, "two"))


def html(one: str = f"<p>{FIRST}</p>", two: str = f"<p>{SECOND}</p>", after: str = "") -> str:
    """Return a page with two panels; `after` follows them."""
    return (
        f'<html lang="en"><title>Tiny</title><body>'
        f'<div class="panel one" data-panel="one">{one}</div>'
        f'<div class="panel two" data-panel="two">{two}</div>{after}</body></html>'
    )


def print_tiny(
    page: str = "",
    style: str = "",
    pieces: tuple[Passage, ...] = SAID,
    things: Inventory | None = None,
    project: Path = ROOT,
    **declared: Any,
) -> Printed:
    """Lay out and print one page as a build does; `declared` changes the edition."""
    edition = replace(TINY, **declared)
    laid = lay_out(page or html(), (STYLE, style), edition, Assets(project))
    shown = things or Inventory()
    pdf, log = write_pdf(laid, shown.fields, ViewerSettings())
    return Printed(
        variant=Variant(edition, TINY_CHANNEL, Assets(project)),
        pdf=pdf,
        passages=pieces,
        panels=laid.panels,
        folios=laid.folios,
        body_pt=laid.body_pt,
        log=(*laid.log, *log),
        marks=laid.marks,
        repeated=laid.repeated,
        inventory=shown,
        identity=Identity(title="Tiny", language="en"),
    )


def in_channel(printed: Printed, channel: Channel) -> Printed:
    """Return a document as if it had left the house by another channel."""
    return replace(printed, variant=replace(printed.variant, channel=channel))


def for_press(printed: Printed) -> Printed:
    """Return a document as if it were for a print shop; it stays as the engine wrote it."""
    return in_channel(printed, replace(PRESS, standard=printed.channel.standard))


def as_edition(printed: Printed, edition: Edition) -> Printed:
    """Return a document as if another edition had been asked for."""
    return replace(printed, variant=replace(printed.variant, edition=edition))


def printed_by_the_engine(page: str = "", style: str = "", **options: Any) -> bytes:
    """Print one page as the engine does on its own, with tags of its own making."""
    laid = lay_out(page or html(), (STYLE, style), TINY, Assets(ROOT))
    return laid.document.write_pdf(**options)


def proven(proof: Proof, printed: Printed) -> tuple[Finding, ...]:
    """Run one proof on a printed document."""
    return proof(examine(printed))


def ids(findings: tuple[Finding, ...]) -> set[str]:
    """Return the ids of findings, each once."""
    return {finding.id for finding in findings}
