"""``brochure release``: writes what patients get, or prints the one list to work through."""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from brochure.approval.desk import Desk
from brochure.approval.entry import Entry
from brochure.approval.release import Prepared, prepare_release, release
from brochure.approval.releases import release_folder
from brochure.approval.signatory import Signatory
from brochure.approval.state import list_superseded
from brochure.base.output import Output
from brochure.base.owned_files import OwnedFiles
from brochure.base.printable import join_lines
from brochure.base.storage import lock_folder
from brochure.build.claim import claim_output
from brochure.build.report import relative_name
from brochure.commands.at_desk import UnfitContentError, open_desk
from brochure.commands.change_sheets import make_sheets_of_release
from brochure.commands.exit_codes import FINDINGS, GOOD, PARTLY
from brochure.commands.obstacle_list import group_obstacles, obstacle_lines
from brochure.commands.progress import Progress

SUPERSEDED, WITHDRAWN = "SUPERSEDED.txt", "WITHDRAWN.txt"


def run_release(
    options: argparse.Namespace, progress: Progress, at: datetime | None = None
) -> Iterator[Output]:
    """Release all documents that nothing speaks against, and list what speaks against the others.

    Raises BrochureError as `run_approve` does.
    """
    options.kind = "released"
    try:
        with open_desk(options, progress, at) as desk:
            signer = Signatory(options.by, options.role)
            names = desk.check_names(options.documents)
            in_spite = desk.check_names(options.even_if_past_review or names[:1])
            in_spite = in_spite if options.even_if_past_review else ()
            with lock_folder(desk.request.output) as owned:
                claim_output(owned, desk.path)
                prepared = prepare_release(desk, names, in_spite)
                fit = [one for one in prepared if not one.obstacles and one.state]
                sheets = partial(make_sheets_of_release, desk)
                entries = release(desk, owned, fit, signer, sheets) if fit else ()
                mark_superseded(desk, owned)
            yield _tell(desk, entries, prepared, options)
    except UnfitContentError as unfit:
        yield from unfit.outputs(options)


def mark_superseded(desk: Desk, owned: OwnedFiles) -> None:
    """Put a note into the folder of each release that a newer one has replaced."""
    entries = desk.record().entries
    for name in dict.fromkeys(entry.document for entry in entries):
        for old in list_superseded(name, entries):
            newest = next(e for e in reversed(entries) if _is_release(e, name))
            if newest.version != old.version:
                what = f"Superseded by version {newest.version} on {newest.when[:10]}.\n"
                mark(desk, owned, old, SUPERSEDED, what)


def mark(desk: Desk, owned: OwnedFiles, entry: Entry, name: str, what: str) -> None:
    """Put a note into the folder of a release, unless there is one."""
    file = release_folder(desk.request.output, entry.document, entry.version) / name
    if file.parent.is_dir() and not owned.stamp(file):
        owned.write(((file, what.encode()),))


def _is_release(entry: Entry, document: str) -> bool:
    return (entry.event, entry.document) == ("released", document)


def _tell(
    desk: Desk,
    entries: Sequence[Entry],
    prepared: Sequence[Prepared],
    options: argparse.Namespace,
) -> Output:
    kept_back = [one for one in prepared if one.obstacles]
    code = GOOD if not kept_back else PARTLY if entries else FINDINGS
    listed = group_obstacles([each for one in kept_back for each in one.obstacles])
    if options.json:
        told = {
            "good": code == GOOD,
            "released": [entry.model_dump(exclude_defaults=True) for entry in entries],
            "to_do": [
                {
                    "person": person,
                    "what": first.what,
                    "remedy": first.remedy,
                    "where": first.where,
                    "documents": list(documents),
                }
                for person, items in listed.items()
                for first, documents in items
            ],
        }
        return Output(json.dumps(told, indent=2), code)
    lines = [_released_line(desk, entry) for entry in entries]
    if kept_back:
        every = [one.draft.document for one in kept_back]
        lines += ["" for _ in lines[:1]]
        lines.append(f"Not released: {', '.join(every)}.")
        lines += ["", *obstacle_lines(listed, every)]
    return Output(join_lines(lines), code)


def _released_line(desk: Desk, entry: Entry) -> str:
    folder = release_folder(desk.request.output, entry.document, entry.version)
    return f"Released: {entry.document} {entry.version}, in {relative_name(folder, Path.cwd())}"
