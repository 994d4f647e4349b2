"""``brochure status`` and ``verify``: where documents stand, and whether the record is whole."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from brochure.approval.change_words import tell_verdict
from brochure.approval.compare import DocumentChanges
from brochure.approval.desk import Desk
from brochure.approval.entry import Entry
from brochure.approval.kept import compare_words
from brochure.approval.standing import name_roles
from brochure.approval.state import DocumentState
from brochure.approval.verifying import count_events, name_entry, verify
from brochure.base.calls import quote_path
from brochure.base.dates import month_in_words
from brochure.base.finding import pluralize
from brochure.base.output import Output
from brochure.base.plain_file import real_path
from brochure.base.printable import join_lines
from brochure.build.claim import output_of
from brochure.commands.at_desk import UnfitContentError, open_desk
from brochure.commands.exit_codes import FINDINGS, GOOD
from brochure.commands.progress import Progress

_WIDTHS = (34, 9, 17)


def run_status(
    options: argparse.Namespace, progress: Progress, at: datetime | None = None
) -> Iterator[Output]:
    """Tell in one screen where each document stands. Raises BrochureError (exit 2, 3)."""
    options.kind = "documents"
    try:
        with open_desk(options, progress, at) as desk:
            names = desk.check_names(options.documents)
            record = desk.record()
            finished = desk.make(names)
            states = tuple(desk.states(finished, record))
            unmade = [one.document for one in finished if one.binding is None]
            bad = [one.document for one in finished if one.binding and not one.is_good]
            since = dict(_changes_since(desk, states, record.entries))
            if options.json:
                yield Output(_json(states, unmade, since))
                return
            lines = [_row(("Document", "Version", "State", "Who, until when"))]
            for state in states:
                lines.extend(_lines(desk, state, state.document in bad))
                if state.document in since:
                    lines.append(f"    {_say_since(desk, state, since[state.document])}")
            lines += [
                f"{name}  cannot be made: {desk.name_call('build')} tells why" for name in unmade
            ]
            yield Output(join_lines(lines))
    except UnfitContentError as unfit:
        yield from unfit.outputs(options)


def _changes_since(
    desk: Desk, states: Sequence[DocumentState], entries: Sequence[Entry]
) -> Iterator[tuple[str, DocumentChanges]]:
    """Give each document whose words are not those that were approved or released last."""
    for state in states:
        changes = compare_words(desk, state.document, entries)
        if changes and (changes.passages or changes.particulars):
            yield state.document, changes


def _say_since(desk: Desk, state: DocumentState, changes: DocumentChanges) -> str:
    told = f"since version {changes.version_before}: {tell_verdict(changes)}"
    see = f" See {desk.name_call('diff', '--only', state.document)}." if state.in_use else ""
    return told + see


def _row(cells: Sequence[str]) -> str:
    *first, last = cells
    padded = (f"{cell:<{width}}" for cell, width in zip(first, _WIDTHS, strict=True))
    return f"{'  '.join(padded)}  {last}".rstrip()


def _lines(desk: Desk, state: DocumentState, is_bad: bool) -> Iterator[str]:
    yield _row((state.document, state.version, state.kind, _who(state)))
    if is_bad:
        yield f"    not every proof holds: {desk.name_call('build')} tells why"
    if state.why and state.kind != "withdrawn":  # its reason follows, with the day
        yield f"    {state.why}"
    for lack in state.lacks if state.kind not in ("withdrawn", "changed") else ():
        why = f": {lack.why}" if lack.why else ""
        yield f"    wants: “{lack.meaning}”{name_roles(lack.roles)}{why}"
    if state.standing.new_pages and state.kind != "changed":
        pages = ", ".join(state.standing.new_pages)
        yield f"    the same words on pages that look different: {pages}; wants: “layout looked at”"
    if state.kind in ("changed", "withdrawn"):
        yield f"    give it a new version: {desk.name_call('build', '--bump')}"
    if used := state.in_use:
        release = f"version {used.entry.version}, released {used.entry.when[:10]}"
        if used.stopped:
            yield f"    nothing is in use: {release}, {used.stopped}"
        elif used.entry.version != state.version:
            yield f"    in use: {release}"
    for run in state.printed:
        copies = pluralize(run.quantity, "copy")
        why = state.why_out_of_date(run)
        rest = f"; {why}" if why else ""
        yield f"    printed: {copies} of {run.version}, {run.place}, {run.when[:10]}{rest}"


def _who(state: DocumentState) -> str:
    approver = state.standing.approver
    until = month_in_words(state.review_by, "en")
    if approver and state.standing.has_words:
        return f"{approver.by}, {approver.role}; until {until}"
    return f"until {until}"


def _json(
    states: Sequence[DocumentState], unmade: Sequence[str], since: Mapping[str, DocumentChanges]
) -> str:
    documents = [
        {
            "document": state.document,
            "version": state.version,
            "state": state.kind,
            "why": state.why,
            "review_by": state.review_by,
            "signed": [_flat(entry) for entry in state.standing.signed],
            "wants": [
                {"meaning": one.meaning, "roles": list(one.roles), "why": one.why}
                for one in state.lacks
            ],
            "new_pages": list(state.standing.new_pages),
            "changed_since": _since_values(since.get(state.document)),
            "in_use": _flat(state.in_use.entry) if state.in_use else None,
            "in_use_stopped": state.in_use.stopped if state.in_use else "",
            "printed": [
                {**_flat(entry), "out_of_date": state.why_out_of_date(entry)}
                for entry in state.printed
            ],
        }
        for state in states
    ]
    return json.dumps(
        {"good": not unmade, "documents": documents, "unmade": list(unmade)}, indent=2
    )


def _since_values(changes: DocumentChanges | None) -> dict[str, object] | None:
    if changes is None:
        return None
    counts = {"passages": len(changes.passages), "of_safety": len(changes.safety)}
    return {"version": changes.version_before, **counts}


def _flat(entry: Entry) -> dict[str, object]:
    return entry.model_dump(exclude_defaults=True)


def run_verify(options: argparse.Namespace) -> Iterator[Output]:
    """Say whether the record and the releases are as they were written; exit 1 where not.

    Raises BrochureError (exit 3) where they cannot be read.
    """
    content = real_path(options.content)
    record, faults = verify(content, output_of(content, options.output))
    code = FINDINGS if faults else GOOD
    if options.json:
        told = {
            "good": not faults,
            "record": record.path.as_posix(),
            "entries": [_flat(entry) for entry in record.chain.entries],
            "unsealed": record.unsealed,
            "faults": [{"what": one.what, "remedy": one.remedy} for one in faults],
        }
        yield Output(json.dumps(told, indent=2), code)
        return
    lines = [text for one in faults for text in (one.what, f"  Fix: {one.remedy}")]
    counts = ", ".join(f"{number} {event}" for event, number in count_events(record).items())
    if not record.chain.entries and not faults:
        lines.append(f"There is no {record.path.name} yet: nothing was signed.")
    elif not faults:
        number = pluralize(len(record.chain.entries), "entry")
        lines.append(f"{record.path.name} is whole: {number} ({counts}).")
        lines.append(f"  last: {name_entry(record.chain.entries[-1])}")
    if record.unsealed and not faults:
        what = "the last call was stopped before it had sealed its entry; the next one seals it"
        lines.append(f"  {what}")
    if record.chain.entries:
        folder = record.path.parent
        there = "" if folder == Path.cwd() else f"cd {quote_path(folder)} && "
        seal = quote_path(Path(f"{record.path.name}.sha256"))
        lines.append(f"By hand: {there}sha256sum -c {seal}")
    yield Output(join_lines(lines), code)
