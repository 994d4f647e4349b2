"""The way through the house: content, selection, markup, layout, channel, proofs, output.

A document that fails a proof is not written: its last good file stays, byte for byte.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from brochure.assets import Assets
from brochure.channels import CHANNELS, Channel, finish, instruction
from brochure.content import Loaded
from brochure.editions import Edition, editions
from brochure.errors import BrochureError
from brochure.explain import did_you_mean
from brochure.finding import Finding
from brochure.layout import lay_out, write
from brochure.markup import mark_up
from brochure.model import Content
from brochure.pdf_reader import version_of
from brochure.pick import pick
from brochure.printed import Built, Printed
from brochure.proofs import PROOFS
from brochure.proofs.examined import examine
from brochure.proofs.letters import measured_sizes
from brochure.selection import with_ties
from brochure.storage import write_whole
from brochure.yaml_source import Source


@dataclass(frozen=True)
class Request:
    """What to build: all editions and channels where `only` and `channels` are empty."""

    project: Path
    output: Path
    only: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


def build(loaded: Loaded, request: Request) -> Iterator[Built]:
    """Build each document that `request` asks for and give it as soon as it is proven.

    Raises BrochureError for an edition or channel that does not exist.
    """
    content, source = loaded.content, loaded.source
    assert content is not None and source is not None, "content with errors is never built"
    for edition, channel in _asked_for(content, request):
        yield _document(content, source, edition, channel, request)


def _asked_for(content: Content, request: Request) -> tuple[tuple[Edition, Channel], ...]:
    known = {
        e.name: e for e in editions(s.id for s in content.sheets) if e.name in content.editions
    }
    _known("edition", request.only, known)
    _known("channel", request.channels, CHANNELS)
    return tuple(
        (edition, CHANNELS[channel])
        for edition in known.values()
        for channel in edition.channels
        if (not request.only or edition.name in request.only)
        and (not request.channels or channel in request.channels)
    )


def _known(what: str, names: tuple[str, ...], known: Mapping[str, object]) -> None:
    for name in names:
        if name not in known:
            near = did_you_mean(name, known)
            hint = f"Known: {', '.join(known)}."
            raise BrochureError(f'there is no {what} "{name}"{near}', hint=hint)


def _document(
    content: Content, source: Source, edition: Edition, channel: Channel, request: Request
) -> Built:
    """Make, prove and write one document."""
    file = request.output / channel.name / f"{edition.name}.pdf"
    try:
        printed = _print(content, edition, channel, Assets(request.project))
    except BrochureError as error:
        return _unmade(error, content, edition, channel, file)
    on = examine(printed)
    findings = tuple(_located(f, source) for proof in PROOFS for f in proof(on))
    good = not any(f.severity == "error" for f in findings)
    if good:
        write_whole(file, printed.pdf)
    return Built(
        edition=edition.name,
        channel=channel.name,
        file=file,
        written=good,
        version=content.document.version,
        kept="" if good else version_of(file),
        pages=len(on.reading.pages),
        size_bytes=len(printed.pdf),
        words=sum(len(said.text.split()) for said in printed.said),
        body_pt=printed.body_pt,
        sizes_pt=measured_sizes(on),
        panels=printed.panels,
        instruction=instruction(channel, edition),
        findings=findings,
    )


def _unmade(
    error: BrochureError, content: Content, edition: Edition, channel: Channel, file: Path
) -> Built:
    """Report a document that a template, stylesheet or figure kept from being made at all."""
    finding = Finding(
        id="template.error",
        what=f"{error.where}: {error.message}" if error.where else error.message,
        remedy=error.hint,
        edition=edition.name,
        channel=channel.name,
    )
    return Built(
        edition=edition.name,
        channel=channel.name,
        file=file,
        written=False,
        version=content.document.version,
        kept=version_of(file),
        findings=(finding,),
    )


def _print(content: Content, edition: Edition, channel: Channel, assets: Assets) -> Printed:
    """Take one edition from content to finished bytes, not yet proven."""
    selection = pick(content, edition)
    page = mark_up(content, selection, channel, assets)
    laid = lay_out(page.html, page.styles, edition, channel.forms)
    if laid.lonely:
        page = mark_up(content, with_ties(selection, laid.lonely), channel, assets)
        fitted = replace(edition, body_design_pt=laid.body_pt)
        laid = lay_out(page.html, page.styles, fitted, channel.forms)
    pdf, log = write(laid, channel.forms, finish(channel, edition))
    return Printed(
        edition=edition,
        channel=channel.name,
        pdf=pdf,
        said=selection.said,
        panels=laid.panels,
        folios=laid.folios,
        body_pt=laid.body_pt,
        log=(*laid.log, *log),
        marks=laid.marks,
        things=selection.things,
        identity=selection.identity,
        forms=channel.forms,
    )


def _located(finding: Finding, source: Source) -> Finding:
    """Add file, line and column to a finding that knows its content path."""
    if not finding.path:
        return finding
    place = source.find(finding.path)
    return replace(finding, file=source.file, line=place.line, column=place.column)
