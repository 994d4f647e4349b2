"""What somebody is about to sign -> change sheets: what readers get now, and what they got."""

from collections.abc import Sequence
from pathlib import Path

from brochure.approval.desk import Desk
from brochure.approval.signing import Proposal
from brochure.base.owned_files import OwnedFiles


def write_sheets(
    desk: Desk, owned: OwnedFiles, proposals: Sequence[Proposal], folder: Path, seen: str
) -> tuple[Path, ...]:
    """Write the change sheet of all documents that are to be signed; return its files."""
    return ()
