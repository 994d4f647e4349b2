"""A PDF -> the press file whose job ticket it is: that goes along, and is not printed as it is."""

from contextlib import suppress
from pathlib import Path

from brochure.base.plain_file import read_up_to
from brochure.base.plain_value import entry_of, read_json
from brochure.base.status import stem_of_document

_END = "-ticket.pdf"  # as builds name it
_MOST_BYTES = 1_000_000


def file_of_ticket(file: Path) -> str:
    """Return the name of the press file that a job ticket of ours goes with; else nothing.

    The ticket beside it, in JSON, says so. Call it behind a gate: both may be anybody's.
    """
    if not file.name.endswith(_END):
        return ""
    name = f"{stem_of_document(file.stem)}.pdf"
    with suppress(OSError, ValueError, RecursionError, KeyError, TypeError):
        ticket = read_json(read_up_to(file.with_suffix(".json"), _MOST_BYTES))
        if entry_of(entry_of(ticket, "file"), "name") == name and entry_of(ticket, "format"):
            return name
    return ""
