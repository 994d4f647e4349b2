"""An alert -> its calls, each with the number that a phone dials."""

from dataclasses import replace

from brochure.base.finding import ContentPath
from brochure.content.model.asks import Asks
from brochure.content.model.blocks.alert import Alert, Call
from brochure.content.model.contact_details import dial
from brochure.selection.selected import Inventory, SelectedPart
from brochure.selection.selector import PartSelector


def select_alert(selector: PartSelector, alert: Alert, path: ContentPath) -> SelectedPart:
    """Return an alert; the clinic's number is that of the clinic."""
    selected = selector.part(alert, path)
    calls = (_call(selector, call, (*path, "items", i)) for i, call in enumerate(alert.items))
    return replace(selected, parts={**selected.parts, "items": tuple(calls)})


def _call(selector: PartSelector, call: Call, path: ContentPath) -> SelectedPart:
    selected = replace(selector, on_paper=False).part(call, path)  # its number stands beside
    clinic = call.number == "clinic"
    where: ContentPath = ("clinic", "phone") if clinic else (*path, "number")
    written = selector.content.clinic.phone if clinic else call.number
    dialled = dial(selector.content, written) if clinic else written
    number = selector.literal(written, where)
    parts = {**selected.parts, "number": number, "clinic": clinic, "dial": dialled}
    asks = Asks(beside=("number", "title" if call.title else "body"))
    link = Inventory(links=((f"tel:{dialled}", number.text),))
    return replace(selected, parts=parts, asks=asks, shows=link)
