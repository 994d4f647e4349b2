"""What changed, what is open and what was waived -> the sheet that is read before anyone signs.

One HTML file without a script, a PDF of the same with lines to sign on, and JSON for programs.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from brochure.approval.change_words import words_of_change
from brochure.approval.compare import DocumentChanges, FileChange
from brochure.approval.sheet_page import page_of
from brochure.approval.staff_paper import make_paper
from brochure.approval.word_changes import PassageChange
from brochure.base.finding import Finding, flatten_findings
from brochure.base.sheet_geometry import PAPERS, PaperName
from brochure.base.staff_papers import CHANGE_SHEET
from brochure.content.model.waivers import Waiver

_FORMAT = 1


@dataclass(frozen=True)
class ChangeSheet:
    """A change sheet as HTML, PDF and JSON."""

    html: bytes = field(repr=False)
    pdf: bytes = field(repr=False)
    json: bytes = field(repr=False)


def make_change_sheet(
    changes: DocumentChanges | Sequence[DocumentChanges],
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    seen: str = "",
    against: str = "",
    paper: PaperName = "letter",
) -> ChangeSheet:
    """Make the sheet of what changed in one document, or in several. Nothing is written.

    `seen` is the code by which a signer says that he has seen it, `against` names what it was
    compared with. Raises BrochureError (exit 3) where the machine keeps it from being made.
    """
    every = (changes,) if isinstance(changes, DocumentChanges) else tuple(changes)
    page = page_of(every, findings, waivers, seen, against)
    values = {"sheet": replace(page, pictures={}), "says": words_of_change}
    too_much = "Compare fewer documents at once: --only DOCUMENT."
    made = make_paper(CHANGE_SHEET.made_on(PAPERS[paper]), values, page.pictures, too_much)
    return ChangeSheet(*made, changes_json(every, findings, waivers, seen, against))


def changes_json(
    changes: Sequence[DocumentChanges],
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    seen: str = "",
    against: str = "",
) -> bytes:
    """Return the same for programs, in ASCII; the pictures of pages are not in it."""
    whole = {
        "format": _FORMAT,
        "against": against,
        "documents": [changes_values(one) for one in changes],
        "findings": flatten_findings(findings),
        "waivers": [waiver.model_dump() for waiver in waivers],
        "seen": seen,
    }
    return (json.dumps(whole, indent=2) + "\n").encode()


def changes_values(one: DocumentChanges) -> dict[str, object]:
    """Return what changed in one document, as JSON tells it."""
    return {
        "document": one.document,
        "id": one.id,
        "title": one.title,
        "version_before": one.version_before,
        "version": one.version,
        "new": one.is_new,
        "gone": one.is_gone,
        "same": one.is_same,
        "safety_changed": bool(one.safety),
        "passages": [_passage_values(change) for change in (*one.safety, *one.other)],
        "particulars": [asdict(each) for each in one.particulars],
        "files": [_file_values(file) for file in one.files],
    }


def _passage_values(change: PassageChange) -> dict[str, object]:
    before, after, said = change.before, change.after, change.said
    return {
        "kind": change.kind,
        "reworded": change.reworded,
        "safety": change.safety,
        "panel": said.panel,
        "under": said.under,
        "path": said.path,
        "heard": said.heard,
        "address": said.address,
        "panel_before": before.panel if before else "",
        "before": before.text if before else None,
        "after": after.text if after else None,
        "words": [asdict(run) for run in change.runs],
    }


def _file_values(file: FileChange) -> dict[str, object]:
    pages = [{"before": p.before, "after": p.after, "look": p.look} for p in file.pairs]
    return {
        "file": file.name,
        "state": file.state,
        "pages_before": file.pages_before,
        "pages_after": file.pages_after,
        "different": pages,
    }
