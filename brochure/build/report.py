"""Findings and built documents -> text for people and JSON for machines."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from brochure.base.calls import write_call
from brochure.base.finding import (
    MOST_FINDINGS,
    Finding,
    Location,
    cap_findings,
    count_more,
    flatten_findings,
    pluralize,
)
from brochure.base.folding import fold_findings, pages_in_words
from brochure.base.looks import STANDARD
from brochure.base.printable import MOST_DETAILS, join_lines, put_on_one_line
from brochure.base.status import StatusKind
from brochure.build.job import Built
from brochure.layout.printed import Panel

_FEW_CHANGES = 3  # since a document was good, that are named
FEW_DETAILS = 4  # of one finding, in the account of a build

# What a press file is for, by the status of its document.
_NOT_TO_PRINT: dict[StatusKind, str] = {
    "draft": "It is a draft that nobody has approved: for a proof, not for the run.",
    "sample": "It holds wording of the starter: not to be printed.",
    "approved": "",
    "withdrawn": "It is withdrawn: not to be printed.",
}


def finding_text(finding: Finding, kept: Sequence[str] = (), details: int = MOST_DETAILS) -> str:
    """Return one finding: place and what, details, what is kept, how to mend it.

    A problem of content is written as compilers do, ``file:line:column: path: what``, for editors
    that jump to it; what a proof found is ``file:line:column  path — what``. Of more than `details`
    lines a few are told.
    """
    at = finding.place
    after_place, after_path = ("  ", " — ") if at.edition or finding.places else (": ", ": ")
    head = f"{at.path}{after_path}{finding.what}" if at.path else finding.what
    where = _where(finding)
    if finding.severity == "warning" and not where:
        head = f"warning: {head}"
    place = f"{at.file}:{at.line}:{at.column}{after_place}" if at.line else ""
    lines = [put_on_one_line(f"{place}{head}")]
    if where:
        lines.append(f"  {where}")
    told = (f"  {line}" for line in _shorten(finding, details))
    # A line of content.yaml keeps its blanks: the caret in the next one points at a column.
    lines.extend(told if at.line else map(put_on_one_line, told))
    lines.extend(f"  {line}" for line in kept)
    if finding.remedy:
        lines.append(put_on_one_line(f"  Fix: {finding.remedy}"))
    return join_lines(lines)


def _shorten(finding: Finding, most: int) -> Sequence[str]:
    """Return the lines of a detail, or the first of them and how many more there are."""
    detail = finding.detail
    if len(detail) <= most:
        return detail
    more = f"and {len(detail) - most + 1} more"
    hint = f"; {write_call('check', finding.place.file or 'content.yaml')} lists them all"
    hint = hint if most == FEW_DETAILS and not finding.places else ""  # what pages say, check not
    return (*detail[: most - 1], more + hint)


def told_texts(findings: Iterable[Finding], details: int = FEW_DETAILS) -> Iterator[str]:
    """Give what is told at the end of a build: each cause once, what is gravest first."""
    for finding in cap_findings(fold_findings(findings)):
        yield finding_text(finding, details=details)


def findings_text(
    findings: Sequence[Finding], kept: Sequence[str], reported: set[Finding]
) -> Iterator[str]:
    """Give what is wrong with one document, and what of it is kept.

    What was `reported` for another channel or look is not told twice. Past MOST_FINDINGS of all
    documents the rest is counted.
    """
    again = 0
    left_out: list[Finding] = []
    for finding in fold_findings(findings):
        known = _anywhere(finding)
        if known in reported:
            again += 1
            continue
        reported.add(known)
        if len(reported) > MOST_FINDINGS:
            left_out.append(finding)
            continue
        yield finding_text(finding, kept)
        kept = ()
    if left_out:
        yield finding_text(count_more(left_out), kept)
        kept = ()
    if again:
        found = pluralize(again, "finding")
        first = findings[0].place
        where, other = f"{first.edition}, {first.channel}", "the other channel"
        if first.look != STANDARD.name:
            where, other = f"{where}, {first.look}", "another look"
        yield f"{where}: {found} as in {other}."
        if kept:
            yield join_lines([f"  {line}" for line in kept])


def _anywhere(finding: Finding) -> Finding:
    """Return a finding as it is in every channel and look."""
    anywhere = (
        replace(place, channel="", look="", box=None) for place in (finding.place, *finding.places)
    )
    place, *places = anywhere
    return replace(finding, place=place, places=tuple(places))


def _where(finding: Finding) -> str:
    """Return in which document a finding is, or in which documents and on which pages."""
    severity = "warning: " if finding.severity == "warning" else ""
    documents: dict[str, set[int]] = {}
    for place in finding.places:
        documents.setdefault(_document(place), set()).add(place.page)
    if len(finding.places) > 1:
        named = "; ".join(
            ", ".join(filter(None, (name, pages_in_words(sorted(pages - {0})))))
            for name, pages in documents.items()
        )
        count = pluralize(len(finding.places), "place")
        return f"{severity}{count}: {named} [{finding.id}]"
    at = finding.place
    parts = [_document(at), pages_in_words([at.page] if at.page else [])]
    parts.append(f"panel {at.panel}" if at.panel else "")
    named = ", ".join(filter(None, parts))
    return f"{severity}{named} [{finding.id}]" if named else ""


def _document(place: Location) -> str:
    look = "" if place.look == STANDARD.name else place.look
    return ", ".join(filter(None, (place.edition, place.channel, look)))


def built_text(built: Built, here: Path, panels: bool) -> str:
    """Return the lines of one document for the summary: what it is, and how to print it.

    With `panels`, how full each of them is.
    """
    file = relative_name(built.file, here)
    if not built.pages:
        return join_lines([f"{file}  NOT MADE", *(f"  {line}" for line in kept_texts(built, here))])
    state = "" if built.written else "  NOT WRITTEN"
    pages = pluralize(built.pages, "page")
    if built.sheets:
        pages += f" on {pluralize(built.sheets, 'sheet')}"
    size = f"{built.size_bytes / 1000:.0f} kB"
    lines = [f"{file}  {pages}, {size}, {built.words} words, {_sizes(built)}{state}"]
    if not built.written:
        lines.extend(f"  {line}" for line in kept_texts(built, here))
    if panels:
        lines.extend(f"  {line}" for line in _columns([_panel_text(p) for p in built.panels], 2))
    if built.instruction and built.written:
        lines.append(f"  Print: {built.instruction}.")
    if built.beside and built.written:
        lines.append(
            f"  Send with it: {' and '.join(relative_name(f, here) for f in built.beside)}."
        )
        lines.extend(f"  {text}" for text in filter(None, (_NOT_TO_PRINT[built.status],)))
    if built.soft_proofs:
        folder = relative_name(built.soft_proofs[0].parent, here)
        lines.append(f"  Soft proofs: {folder} ({pluralize(len(built.soft_proofs), 'picture')}).")
    if built.refused_pages:
        folder = relative_name(built.refused_pages[0].parent, here)
        lines.append(f"  Look at it: {folder} ({pluralize(len(built.refused_pages), 'picture')}).")
    if built.kept_html:
        names = " and ".join(relative_name(file, here) for file in built.kept_html)
        lines.append(f"  Laid out from: {names}.")
    return join_lines(lines)


def _panel_text(panel: Panel) -> str:
    share = panel.used_pt / panel.room_pt if panel.room_pt else 0.0
    over, free = panel.words_over, panel.words_free
    left = f"{pluralize(free, 'word')} more fit{'s' * (free == 1)}" if free else "no word more fits"
    if over:
        left = f"{pluralize(over, 'word')} too many"
    return f"{panel.name}: {share:.0%} full, {left}"


def _columns(cells: Sequence[str], count: int) -> Iterable[str]:
    """Lay cells out in `count` columns of even width, row by row."""
    width = max((len(cell) for cell in cells), default=0) + 2
    for start in range(0, len(cells), count):
        yield "".join(cell.ljust(width) for cell in cells[start : start + count]).rstrip()


def _sizes(built: Built) -> str:
    body = next((low for role, low, _ in built.sizes_pt if role == "body"), built.body_pt)
    return f"body {body:.4g} pt"


def summary_text(all_built: Sequence[Built], findings: Sequence[Finding]) -> str:
    """Return the closing lines: what was written, what was kept, and whether every proof holds."""
    written = sum(built.written for built in all_built)
    documents = pluralize(len(all_built), "document")
    if written == len(all_built):
        unchanged = sum(not built.made for built in all_built)
        as_before = f" ({unchanged} unchanged)" if unchanged else ""
        return f"{documents} written; all {_proofs(all_built)} proofs hold for each{as_before}."
    errors = sum(finding.severity == "error" for finding in fold_findings(findings))
    return f"{written} of {documents} written; {pluralize(errors, 'finding')}, see above."


def unchanged_text(all_built: Sequence[Built]) -> str:
    """Return the one line of a build that found everything as it had left it."""
    documents = pluralize(len(all_built), "document")
    verb = "is" if len(all_built) == 1 else "are"
    return f"{documents} {verb} up to date; all {_proofs(all_built)} proofs hold for each."


def _proofs(all_built: Sequence[Built]) -> str:
    """Return how many proofs were made of each document."""
    counts = sorted({built.proofs for built in all_built})
    return " to ".join(str(count) for count in (counts[0], *counts[1:][-1:]))


def kept_texts(built: Built, here: Path) -> tuple[str, ...]:
    """Return what remains on disk of a document that was not written, and what changed since."""
    file = relative_name(built.file, here)
    if not built.kept:
        return (f"Kept: nothing; {file} was never built.",)
    kept = f"Kept: {file} (version {built.kept})."
    changed = [put_on_one_line(change.text) for change in built.changed]
    if len(changed) > _FEW_CHANGES:
        more = f"and {pluralize(len(changed) - _FEW_CHANGES, 'more place')}"
        changed = [*changed[:_FEW_CHANGES], more]
    return (
        kept,
        *(
            f"Changed since: {text}" if not n else f"               {text}"
            for n, text in enumerate(changed)
        ),
    )


def build_json(
    all_built: Sequence[Built],
    findings: Sequence[Finding],
    good: bool,
    more: Mapping[str, object] | None = None,
) -> str:
    """Return everything as JSON: `good`, `documents` with panels and sizes, all `findings`.

    `more` are further keys: the open `questions`, and the table of `facts`.
    """
    documents = [_flatten(built) for built in all_built]
    whole = {
        "good": good,
        "documents": documents,
        "findings": flatten_findings(findings),
        **(more or {}),
    }
    return json.dumps(whole, indent=2)  # ASCII: any console can show it


def stopped_json(stopped: Finding, kind: str) -> str:
    """Return as JSON why a command stopped before it came to any of its `kind`."""
    return json.dumps({"good": False, kind: [], "findings": flatten_findings([stopped])}, indent=2)


def _flatten(built: Built) -> dict[str, object]:
    """Return a document for JSON, without the libraries of the machine: they say nothing of it."""
    flat = asdict(built)
    del flat["libraries"]
    return {
        **flat,
        "findings": flatten_findings(built.findings),
        "file": built.file.as_posix(),
        "beside": [file.as_posix() for file in built.beside],
        "refused_pages": [file.as_posix() for file in built.refused_pages],
        "soft_proofs": [file.as_posix() for file in built.soft_proofs],
        "depends_on": dict(built.depends_on),
        "kept_html": [file.as_posix() for file in built.kept_html],
    }


def relative_name(file: Path, here: Path) -> str:
    """Return the name of `file` as people are told it: relative to `here` where it lies below."""
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else file.as_posix()
