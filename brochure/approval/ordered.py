"""A job ticket that was filled in, PDF or JSON -> what was ordered. It is read behind a gate."""

from dataclasses import dataclass
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.gate import Gate
from brochure.base.plain_file import read_plain_file, read_up_to
from brochure.base.plain_value import entry_of, read_json
from brochure.base.worker import Stopped

_MOST_BYTES = 5_000_000
_QUANTITY, _JOB = "quantity", "job"


@dataclass(frozen=True)
class TicketOrder:
    """How many copies of which version were ordered; 0 and empty where the ticket does not say."""

    quantity: int = 0
    job: str = ""
    version: str = ""


def read_order(ticket: Path) -> TicketOrder:
    """Return what a ticket orders. Raises BrochureError (exit 2) for what is no ticket of ours."""
    reader = read_json_order if ticket.suffix == ".json" else read_pdf_order
    with Gate() as gate:
        found = gate.read(reader, ticket)
    if isinstance(found, Stopped) or found is None:
        hint = "Name the filled-in ticket that went with a press file, or write --quantity."
        raise BrochureError(f"{ticket} is no job ticket of this program", hint=hint)
    return found


def read_json_order(ticket: Path) -> TicketOrder | None:
    """Return the order of a ticket as JSON, None where it is none."""
    try:
        told = read_json(read_up_to(ticket, _MOST_BYTES))
        order, about = entry_of(told, "order"), entry_of(told, "document")
        quantity, version = entry_of(order, _QUANTITY), entry_of(about, "version")
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return TicketOrder(_number(quantity), "", str(version))


def read_pdf_order(ticket: Path) -> TicketOrder | None:
    """Return the order of a ticket as a PDF whose fields were filled in, None where it is none."""
    from io import BytesIO

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pdf = PdfReader(BytesIO(read_plain_file(ticket, _MOST_BYTES)))
        fields = pdf.get_form_text_fields() or {}
        about = str(pdf.metadata.keywords if pdf.metadata else "")
    except (OSError, PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not fields or "version " not in about:
        return None
    values = {name.casefold(): value for name, value in fields.items() if value}
    quantity = next((v for n, v in values.items() if _QUANTITY in n), "")
    job = next((v for n, v in values.items() if _JOB in n), "")
    return TicketOrder(_number(quantity), str(job), about.rpartition("version ")[2])


def _number(value: object) -> int:
    digits = "".join(c for c in str(value) if c.isdigit())
    return int(digits[:8]) if digits and not isinstance(value, bool) else 0
