"""``brochure printed``, ``review``, ``withdraw``: what happens to documents after a release."""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from brochure.approval.desk import Desk
from brochure.approval.entry import Entry
from brochure.approval.ordered import read_order
from brochure.approval.recall_notice import make_recall_notice
from brochure.approval.releases import release_folder
from brochure.approval.shelf import read_kept
from brochure.approval.signatory import Signatory
from brochure.approval.state import find_in_use, find_release
from brochure.approval.withdrawal import (
    PrintRun,
    ask_for_review,
    find_mentioning,
    list_stacks,
    note_print_run,
    withdraw,
)
from brochure.base.errors import BrochureError
from brochure.base.finding import pluralize
from brochure.base.output import Output
from brochure.base.printable import join_lines
from brochure.base.storage import lock_folder
from brochure.build.claim import claim_output
from brochure.build.report import relative_name
from brochure.channels.channels import OFFICE, SCREEN
from brochure.commands.at_desk import UnfitContentError, open_desk
from brochure.commands.exit_codes import FINDINGS, GOOD
from brochure.commands.progress import Progress
from brochure.commands.releasing import WITHDRAWN, mark

RECALLS = "recalls"


def run_printed(
    options: argparse.Namespace, progress: Progress, at: datetime | None = None
) -> Iterator[Output]:
    """Note a print run. Raises BrochureError as `run_approve` does."""
    options.kind = "printed"
    try:
        with open_desk(options, progress, at) as desk:
            (name,) = desk.check_names([options.documents])
            number = desk.content.editions[name].id
            ordered = read_order(options.ticket, number) if options.ticket else None
            quantity = options.quantity or (ordered.quantity if ordered else 0)
            signer = Signatory(options.by, options.role)
            run = PrintRun(quantity, options.place, options.job)
            version = options.of_version or (ordered.version if ordered else "")
            (entry,) = note_print_run(desk, name, version, run, signer)
            what = f"{pluralize(entry.quantity, 'copy')} of {name} {entry.version}: {entry.place}"
            yield _told([entry], [f"Noted: {what}."], options)
    except UnfitContentError as unfit:
        yield from unfit.outputs(options)


def run_review(
    options: argparse.Namespace, progress: Progress, at: datetime | None = None
) -> Iterator[Output]:
    """Put documents back to be reviewed. Raises BrochureError as `run_approve` does."""
    options.kind = "reviewed"
    try:
        with open_desk(options, progress, at) as desk:
            named = desk.check_names(options.documents) if options.documents else ()
            found = find_mentioning(desk, options.mentions) if options.mentions.strip() else ()
            names = tuple(dict.fromkeys((*named, *found)))
            if not names:
                hint = "Name documents, or words that they say after --mentions."
                said = f' says "{options.mentions}"' if options.mentions else " is named"
                raise BrochureError(f"no document{said}", hint=hint, exit_code=FINDINGS)
            signer = Signatory(options.by, options.role)
            entries = ask_for_review(desk, names, options.reason, signer)
            lines = [f"To be reviewed: {', '.join(names)}.", f"Reason: {options.reason}"]
            lines.append("Until they are approved and released again, none is e-mailed.")
            yield _told(entries, lines, options)
    except UnfitContentError as unfit:
        yield from unfit.outputs(options)


def run_withdraw(
    options: argparse.Namespace, progress: Progress, at: datetime | None = None
) -> Iterator[Output]:
    """Take a version back, name its stacks, and write the notice that recalls it.

    Raises BrochureError as `run_approve` does.
    """
    options.kind = "withdrawn"
    try:
        with open_desk(options, progress, at) as desk:
            (name,) = desk.check_names([options.documents])
            signer = Signatory(options.by, options.role)
            entry = withdraw(desk, name, options.of_version, options.reason, signer)
            stacks = list_stacks(desk.record(), name, entry.version)
            file = _write_notice(desk, entry, stacks)
            yield _told([entry], _withdrawn_lines(entry, stacks, file), options)
    except UnfitContentError as unfit:
        yield from unfit.outputs(options)


def _write_notice(desk: Desk, entry: Entry, stacks: Sequence[Entry]) -> Path:
    """Write the notice and mark the release; also again, where either was lost the first time."""
    placed = desk.content.editions.get(entry.document)
    title, number = (placed.title, placed.id) if placed else (entry.document, "")
    released = _read_released(desk, entry)
    in_use = find_in_use(
        entry.document, desk.record().entries, placed.review_by if placed else "", desk.today
    )
    instead = in_use.entry.version if in_use and not in_use.stopped else ""
    notice = make_recall_notice(entry, stacks, title, number, released, desk.content.paper, instead)
    file = desk.request.output / RECALLS / f"{entry.document}-{entry.version}.pdf"
    with lock_folder(desk.request.output) as owned:
        claim_output(owned, desk.path)
        owned.write(((file, notice),))
        what = f"Withdrawn on {entry.when[:10]} by {entry.by}: {entry.reason}\n"
        if release_folder(desk.request.output, entry.document, entry.version).is_dir():
            mark(desk, owned, entry, WITHDRAWN, what)
    return file


def _read_released(desk: Desk, entry: Entry) -> bytes:
    """Return a file of a version, as its readers had it; nothing where none is as it was."""
    released = find_release(entry.document, entry.version, desk.record().entries)
    folder = release_folder(desk.request.output, entry.document, entry.version)
    held, _ = read_kept(folder, released) if released else ({}, ())
    names = (f"{channel.name}/{entry.document}.pdf" for channel in (OFFICE, SCREEN))
    return next((held[name] for name in names if name in held), b"")


def _withdrawn_lines(entry: Entry, stacks: Sequence[Entry], file: Path) -> Iterator[str]:
    yield f"Withdrawn: {entry.document} {entry.version}. It is not e-mailed or printed any more."
    yield f"On {entry.when[:10]}, by {entry.by}, {entry.role}: {entry.reason}"
    if stacks:
        yield "Destroy these stacks:"
    for stack in stacks:
        job = f", order {stack.job}" if stack.job else ""
        copies = pluralize(stack.quantity, "copy")
        yield f"  {stack.place}: {copies}, noted {stack.when[:10]}{job}"
    if not stacks:
        yield "No print run of it is on record: look wherever copies may lie."
    yield f"The notice to hand round: {relative_name(file, Path.cwd())}"


def _told(
    entries: Sequence[Entry], lines: Sequence[str] | Iterator[str], options: argparse.Namespace
) -> Output:
    if options.json:
        told = [entry.model_dump(exclude_defaults=True) for entry in entries]
        return Output(json.dumps({"good": True, options.kind: told}, indent=2), GOOD)
    return Output(join_lines(lines), GOOD)
