"""What the record says against a document that was made: other words under an approved version.

A build then keeps the file that stands, as for a proof that fails, and says what to do.
"""

from dataclasses import dataclass
from pathlib import Path

from brochure.approval.binding import folder_of
from brochure.approval.record import ApprovalRecord, read_record
from brochure.approval.standing import approved_words
from brochure.approval.state import find_release, find_withdrawal
from brochure.base.calls import name_program
from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, Location
from brochure.build.job import Built, Job
from brochure.content.yaml.paths import format_path

CHANGED, WITHDRAWN, UNSURE = "approval.changed", "approval.withdrawn", "approval.record"
_BUMP = "Let it have a new version: add --bump to the build."
_OR_UNDO = f"{_BUMP} Or undo the change."


@dataclass(frozen=True)
class Objections:
    """Looks into the record of one content file each time that a document was made."""

    content: Path

    def __call__(self, job: Job, built: Built) -> tuple[Finding, ...]:
        """Return what speaks against writing a document; errors keep the old file."""
        try:
            record = read_record(self.content)
        except BrochureError as error:
            return (Finding(UNSURE, error.message, error.hint, "warning"),)
        if record.faults:
            remedy = (
                f"{name_program()} verify tells more. Until it is mended nothing can be approved."
            )
            return (Finding(UNSURE, record.faults[0], remedy, "warning"),)
        return self._judge(job, built, record) if record.entries else ()

    def _judge(self, job: Job, built: Built, record: ApprovalRecord) -> tuple[Finding, ...]:
        name, version = job.edition.name, job.content.version_of(job.edition.name)
        place = Location(
            path=format_path(("editions", name, "id")),
            edition=name,
            channel=built.channel,
            look=built.look,
        )
        gone = find_withdrawal(name, version, record.entries)
        if gone:
            what = f"version {version} was withdrawn on {gone.when[:10]}: {gone.reason}"
            return (Finding(WITHDRAWN, what, _BUMP, place=place),)
        requirement = job.content.requirement_of(name)
        approved = approved_words(name, version, requirement, record.entries)
        entry = approved or find_release(name, version, record.entries)
        was = entry.spoken.get(folder_of(built)) if entry else None
        if entry is None or not built.words_fingerprint or was == built.words_fingerprint:
            return ()
        who = f"{entry.by}, {entry.role}, on {entry.when[:10]}"
        did = "approved" if approved else "released"
        what = f"its words are not those that were {did} as version {version} (by {who})"
        return (Finding(CHANGED, what, _OR_UNDO, place=place),)
