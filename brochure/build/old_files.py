"""The files that a build would replace -> what they hold: each is read behind a gate."""

import os
from pathlib import Path

from brochure.base.gate import Gate
from brochure.base.plain_file import read_up_to
from brochure.base.plain_value import entry_of, read_json
from brochure.base.worker import Stopped
from brochure.reading.filled_in import is_filled_in
from brochure.reading.pdfium import UNREADABLE, read_version

_MOST_OF_A_TICKET = 1_000_000


def look_for_fillings(file: Path, gate: Gate) -> bool | None:
    """Say whether someone has filled in a PDF or a job ticket; None where that cannot be told."""
    reader = is_order_filled_in if file.suffix == ".json" else is_filled_in
    filled = gate.read(reader, file)
    return None if isinstance(filled, Stopped) else filled


def is_order_filled_in(file: Path) -> bool | None:
    """Say whether an order is written into a job ticket; None if it is none of ours."""
    try:
        ticket = read_json(read_up_to(file, _MOST_OF_A_TICKET))
    except (OSError, ValueError, RecursionError):
        return None
    try:
        order, named = entry_of(ticket, "order"), entry_of(entry_of(ticket, "file"), "name")
    except (KeyError, TypeError):
        return None
    if not (isinstance(order, dict) and isinstance(named, str)):
        return None
    return any(value is not None for value in order.values())


def version_of(file: Path, gate: Gate) -> str:
    """Return the version that a finished file says it is, or an empty string if there is none."""
    if not os.path.lexists(file):
        return ""
    version = gate.read(read_version, file)
    return UNREADABLE if isinstance(version, Stopped) else version
