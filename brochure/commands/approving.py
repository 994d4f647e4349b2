"""``brochure approve``: shows what would be signed, and signs what was shown."""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from brochure.approval.desk import Desk
from brochure.approval.entry import Entry
from brochure.approval.shelf import TO_APPROVE
from brochure.approval.signatory import Signatory
from brochure.approval.signing import Proposal, code_of, propose, sign
from brochure.approval.standing import judge_standing, name_roles
from brochure.base.calls import quote_path, quote_word
from brochure.base.errors import BrochureError
from brochure.base.output import Output
from brochure.base.owned_files import OwnedFiles
from brochure.base.printable import join_lines
from brochure.base.storage import lock_folder
from brochure.build.claim import claim_output
from brochure.build.report import relative_name
from brochure.commands.at_desk import UnfitContentError, open_desk
from brochure.commands.change_sheets import make_sheet_to_sign, write_sheet
from brochure.commands.exit_codes import FINDINGS, GOOD
from brochure.commands.progress import Progress

_SIGNED = ("by", "role", "meaning")


def run_approve(
    options: argparse.Namespace, progress: Progress, at: datetime | None = None
) -> Iterator[Output]:
    """Show what would be signed, or sign what was shown under the code after ``--seen``.

    Raises BrochureError where somebody may not sign it (exit 1), for a wrong call (exit 2), and
    where the machine or the record do not allow it (exit 3).
    """
    options.kind = "signed"
    try:
        with open_desk(options, progress, at) as desk:
            signer = Signatory(options.by, options.role, options.meaning)
            names = desk.check_names(options.documents)
            proposals = propose(desk, names, signer)
            with lock_folder(desk.request.output) as owned:
                claim_output(owned, desk.path)
                yield from _show_or_sign(desk, owned, proposals, options)
    except UnfitContentError as unfit:
        yield from unfit.outputs(options)


def _show_or_sign(
    desk: Desk, owned: OwnedFiles, proposals: Sequence[Proposal], options: argparse.Namespace
) -> Iterator[Output]:
    code = code_of(proposals)
    if options.seen == code:
        entries = sign(desk, owned, proposals, options.key)
        _clear(owned)
        yield Output(_signed_json(entries) if options.json else _signed_text(desk, proposals), GOOD)
        return
    _clear(owned)
    folders = tuple(_show(desk, owned, one) for one in proposals)
    sheet = make_sheet_to_sign(desk, [one.final for one in proposals], code)
    sheets = write_sheet(owned, sheet, desk.request.output / TO_APPROVE)
    if options.seen:
        what = f"what there is to sign now is not what was shown under {options.seen}"
        hint = f"Look at it again: {_call(desk, options, code)}"
        raise BrochureError(what, hint=hint, exit_code=FINDINGS)
    if options.json:
        told = {"good": False, "code": code, "signed": [], "shown": _names(sheets)}
        yield Output(json.dumps(told, indent=2), FINDINGS)
        return
    yield Output(_shown_text(proposals, folders, sheets, _call(desk, options, code)), FINDINGS)


def _show(desk: Desk, owned: OwnedFiles, proposal: Proposal) -> Path:
    """Write the pages as they will be, with their final status, and return their folder."""
    folder = desk.request.output / TO_APPROVE / proposal.entry.document
    for name, content in proposal.files.items():
        if name.endswith(".pdf"):
            owned.write(((folder / name, content),))
    return folder


def _clear(owned: OwnedFiles) -> None:
    """Remove what was shown before, as far as it is as it was written."""
    for file in owned.written_below(TO_APPROVE):
        owned.remove(file)


def _shown_text(
    proposals: Sequence[Proposal], folders: Sequence[Path], sheets: Sequence[Path], call: str
) -> str:
    here = Path.cwd()
    lines: list[str] = []
    for one, folder in zip(proposals, folders, strict=True):
        entry = one.entry
        lines.append(f"{entry.document} {entry.version}: “{entry.meaning}”")
        lines.append(f"  The pages, with their status in place: {relative_name(folder, here)}")
    lines += [f"What changed: {relative_name(sheet, here)}" for sheet in sheets]
    lines += ["", "Nothing is signed yet. Read them, then sign with:", f"  {call}"]
    return join_lines(lines)


def _signed_text(desk: Desk, proposals: Sequence[Proposal]) -> str:
    """Say what was signed, and what each document still needs."""
    entries = desk.record().entries
    lines: list[str] = []
    for one in proposals:
        entry, binding = one.entry, one.draft.binding
        assert binding
        requirement = desk.content.requirement_of(entry.document)
        lane = desk.content.approval.not_clinical
        standing = judge_standing(binding, requirement, lane, entries)
        left = [f"“{lack.meaning}”{name_roles(lack.roles)}" for lack in standing.lacks]
        rest = f"still needs {', '.join(left)}" if left else "is approved"
        named = f"{entry.document} {entry.version}"
        lines.append(f"{named}: “{entry.meaning}” signed by {entry.by}; it {rest}.")
    return join_lines(lines)


def _signed_json(entries: Sequence[Entry]) -> str:
    signed = [entry.model_dump(exclude_defaults=True) for entry in entries]
    return json.dumps({"good": True, "signed": signed}, indent=2)


def _names(files: Sequence[Path]) -> list[str]:
    return [file.as_posix() for file in files]


def _call(desk: Desk, options: argparse.Namespace, code: str) -> str:
    """Return the call that signs what is shown."""
    said = ((f"--{name}", quote_word(getattr(options, name))) for name in _SIGNED)
    key = ("--key", quote_path(options.key)) if options.key else ()
    words = (each for pair in said for each in pair)
    return desk.name_call("approve", *options.documents, *words, *key, "--seen", code)
