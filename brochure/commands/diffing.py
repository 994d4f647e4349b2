"""``brochure diff``: what changed in documents, told in short, and written as a sheet to sign."""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from brochure.approval.change_sheet import ChangeSheet, make_change_sheet
from brochure.approval.compare import DocumentChanges, compare, remove_document
from brochure.approval.earlier import (
    Earlier,
    Project,
    build_watched,
    key_of_file,
    read_earlier,
    read_files,
    snapshots_of,
)
from brochure.base.errors import BrochureError, PlaceTakenError
from brochure.base.finding import Finding, has_errors
from brochure.base.looks import STANDARD
from brochure.base.output import Output
from brochure.base.owned_files import OwnedFiles
from brochure.base.plain_file import real_path
from brochure.base.printable import put_on_one_line
from brochure.base.storage import lock_folder
from brochure.build.build import EVERY_LOOK, Request
from brochure.build.claim import claim_output, output_of
from brochure.build.job import Built
from brochure.build.report import relative_name, told_texts
from brochure.commands.changes_text import changes_texts, sheet_text
from brochure.commands.exit_codes import exit_code
from brochure.commands.names import check_request
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.selection.duties import load_checked_content
from brochure.wording.report import judge_loaded

FOLDER = "changes"
_NAMES = ("changes.html", "changes.pdf")


@dataclass(frozen=True)
class _Today:
    """The content of today, and what to build of it."""

    loaded: LoadedContent
    content: Content
    request: Request


def run_diff(
    options: argparse.Namespace, watch: Callable[[int, int, str], None]
) -> Iterator[Output]:
    """Compare, write the sheet, and give what is to be printed; the last code counts.

    Raises BrochureError for a wrong call (exit 2), and where the machine keeps it from its work.
    """
    from brochure.commands.checking import findings_outputs

    output = output_of(options.content, options.output)
    request = Request(real_path(options.content).parent, output, tuple(options.only))
    loaded = load_checked_content(options.content)
    check_request(loaded, request)
    if loaded.content is None:
        yield from findings_outputs(loaded.findings, options)
        yield Output("", exit_code(loaded.findings, options))
        return
    project = Project(options.content, output, loaded.content)
    earlier = read_earlier(project, options.against, request.only, watch)
    today = _Today(loaded, loaded.content, _request_for(earlier, request, loaded.content))
    built = build_watched(loaded, today.request, watch)
    changes = tuple(_compare_all(earlier, today, built))
    findings = _list_findings(loaded, built, changes)
    sheet = make_change_sheet(
        changes,
        findings,
        loaded.content.waivers,
        against=earlier.name,
        paper=loaded.content.paper,
    )
    files = _write(sheet, output, options.content)
    code = exit_code(tuple(f for one in built for f in one.findings), options)
    yield from _tell(options, earlier, changes, built, sheet, files)
    yield Output("", code)


def _request_for(earlier: Earlier, request: Request, content: Content) -> Request:
    """Return what to build: of a release its document, in every look if it has any but one."""
    known = {*earlier.snapshots}
    only = request.only or tuple(name for name in earlier.only if name in content.editions)
    if earlier.only and not {*only} & {*earlier.only}:
        what = f"{earlier.name} is of another document"
        raise BrochureError(what, hint=f"Leave --only out, or name {', '.join(known)}.")
    if earlier.only and not only:
        what = f"content has no document {', '.join(earlier.only)} any more"
        raise BrochureError(what, hint="Name what to compare other documents with.")
    pages = [name for one in earlier.snapshots.values() for name in one.pages]
    looks = (EVERY_LOOK,) if any("/" in name for name in pages) else (STANDARD.name,)
    return Request(request.project, request.output, only, looks=looks)


def _compare_all(
    earlier: Earlier, today: _Today, built: Sequence[Built]
) -> Iterator[DocumentChanges]:
    """Give each document of today; then those that are not made any more."""
    only = today.request.only
    now = snapshots_of(today.content, read_files(built), only)
    for name, after in now.items():
        unmade = [key_of_file(one) for one in built if one.edition == name and not one.written]
        yield compare(earlier.snapshots.get(name), after, unmade=unmade)
    for name, before in earlier.snapshots.items():
        if name not in now and not only:
            yield remove_document(before)


def _list_findings(
    loaded: LoadedContent, built: Sequence[Built], changes: Sequence[DocumentChanges]
) -> tuple[Finding, ...]:
    """Return all that is open about these documents, each once."""
    names = {one.document for one in changes}
    words = judge_loaded(loaded)
    of_words = (
        found.finding
        for found in (*words.must, *words.should)
        if not found.documents or names & {*found.documents}
    )
    lapsed = (one.finding for one in words.lapsed)
    of_files = (finding for one in built for finding in one.findings)
    return tuple(dict.fromkeys((*loaded.findings, *of_words, *lapsed, *of_files)))


def _write(sheet: ChangeSheet, output: Path, content: Path) -> tuple[Path, ...]:
    """Write the sheet into the output folder. Raises BrochureError where that is not ours."""
    made = (sheet.html, sheet.pdf)
    files = tuple((output / FOLDER / name, held) for name, held in zip(_NAMES, made, strict=True))
    with lock_folder(output) as owned:
        claim_output(owned, content)
        seen = {file: _stamp_of_ours(owned, file) for file, _ in files}
        owned.write(files, seen)
    return tuple(file for file, _ in files)


def _stamp_of_ours(owned: OwnedFiles, file: Path) -> str:
    """Return the stamp of what may be replaced; what somebody has signed or changed may not."""
    stamp = owned.stamp(file)
    held = owned.read(file) if stamp else None
    if stamp and (held is None or not owned.knows(file, held)):
        raise PlaceTakenError.by_foreign(file)
    return stamp


def _tell(
    options: argparse.Namespace,
    earlier: Earlier,
    changes: Sequence[DocumentChanges],
    built: Sequence[Built],
    sheet: ChangeSheet,
    files: Sequence[Path],
) -> Iterator[Output]:
    names = tuple(relative_name(file, Path.cwd()) for file in files)
    if options.json:
        good = not has_errors(f for one in built for f in one.findings)
        whole = {"good": good, **json.loads(sheet.json), "sheet": list(names)}
        yield Output(json.dumps(whole, indent=2))
        return
    refused = [f for one in built if not one.written for f in one.findings]
    yield from map(Output, told_texts(refused))
    if not options.quiet:
        yield Output(put_on_one_line(f"Compared with {earlier.name}."))
        yield from map(Output, changes_texts(changes))
        yield Output(sheet_text(*names))
