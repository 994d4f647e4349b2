"""A job ticket that was filled in, PDF or JSON -> what was ordered. It is read behind a gate."""

import re
from dataclasses import dataclass
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.gate import Gate
from brochure.base.plain_file import read_plain_file, read_up_to
from brochure.base.plain_value import entry_of, read_json
from brochure.base.worker import Stopped

_MOST_BYTES = 5_000_000
_QUANTITY = "order-quantity"  # the field of the page
_ABOUT = re.compile(r"(?P<number>\S.*), version (?P<version>[0-9]+\.[0-9]+)")
# 500; 1,000; 2 500 copies. Of two numbers nobody knows which is meant.
_COUNT = re.compile(r"\s*(?P<count>[0-9]{1,3}(?:[,.' \u00a0\u202f][0-9]{3})+|[0-9]{1,8})\b[^0-9]*")


@dataclass(frozen=True)
class TicketOrder:
    """How many copies of which version of a document were ordered, named by its control number.

    `quantity` is 0 where the ticket does not say, or not as one number.
    """

    number: str
    version: str
    quantity: int = 0


def read_order(ticket: Path, number: str) -> TicketOrder:
    """Return what a ticket orders of the document that has this control number.

    Raises BrochureError (exit 2) for what is no ticket of ours, or that of another document.
    """
    reader = read_json_order if ticket.suffix.casefold() == ".json" else read_pdf_order
    with Gate() as gate:
        found = gate.read(reader, ticket)
    if isinstance(found, Stopped) or found is None:
        hint = "Name the filled-in ticket that went with a press file, or write --quantity."
        raise BrochureError(f"{ticket} is no job ticket of this program", hint=hint)
    if found.number != number:
        what = f"{ticket} is the job ticket of {found.number}, not of {number}"
        raise BrochureError(what, hint="Name the ticket of the document that was printed.")
    return found


def read_json_order(ticket: Path) -> TicketOrder | None:
    """Return the order of a ticket as JSON, None where it is none."""
    try:
        told = read_json(read_up_to(ticket, _MOST_BYTES))
        order, about = entry_of(told, "order"), entry_of(told, "document")
        quantity = entry_of(order, "quantity")
        number, version = entry_of(about, "id"), entry_of(about, "version")
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return _order_of(f"{number}, version {version}", quantity)


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
    return _order_of(about, fields[_QUANTITY]) if _QUANTITY in fields else None


def _order_of(about: str, quantity: object) -> TicketOrder | None:
    named = _ABOUT.fullmatch(about)
    if not named:
        return None
    return TicketOrder(named["number"], named["version"], _count(quantity))


def _count(quantity: object) -> int:
    """Return how many copies somebody has written, 0 where that is not one number."""
    if isinstance(quantity, float) and quantity.is_integer():
        quantity = int(quantity)
    if isinstance(quantity, bool | float):
        return 0
    found = _COUNT.fullmatch(str(quantity))
    return int(re.sub("[^0-9]", "", found["count"])) if found else 0
