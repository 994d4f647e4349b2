"""The files that a build would replace -> what they hold: each is read behind a gate."""

import os
from pathlib import Path

from brochure.base.gate import Gate
from brochure.base.worker import Stopped
from brochure.reading.filled_in import is_filled_in
from brochure.reading.pdfium import UNREADABLE, read_version


def look_for_fillings(file: Path, gate: Gate) -> bool | None:
    """Say whether someone has filled in a PDF; None where that cannot be told."""
    filled = gate.read(is_filled_in, file)
    return None if isinstance(filled, Stopped) else filled


def version_of(file: Path, gate: Gate) -> str:
    """Return the version that a finished file says it is, or an empty string if there is none."""
    if not os.path.lexists(file):
        return ""
    version = gate.read(read_version, file)
    return UNREADABLE if isinstance(version, Stopped) else version
