"""The contents of an edition -> each titled section that they list, linked where one can tap."""

from dataclasses import replace

from markupsafe import Markup

from brochure.content.model.asks import Asks
from brochure.selection.passage import Passage
from brochure.selection.selected import NOTHING_SHOWN, Inventory, SelectedPart
from brochure.selection.selector import CitationMarks, ContentsEntry, PartSelector

_ENTRY = Asks(beside=("said", "number"))


def select_contents(selector: PartSelector) -> SelectedPart:
    """Return the entries; layout writes the number of each page."""
    items = tuple(_entry(selector, listed) for listed in selector.listed)
    return SelectedPart("contents", {"items": items})


def _entry(selector: PartSelector, listed: ContentsEntry) -> SelectedPart:
    own = replace(selector, words=listed.words, marks=CitationMarks())
    said = own.say(listed.title, listed.path)
    number = Passage(said.path, Markup(), "", selector.role, selector.panel, page_of=said.path)
    href = "" if selector.on_paper else f"#{listed.id}"
    shows = Inventory(links=((href, said.text),)) if href else NOTHING_SHOWN
    under = tuple(_entry(selector, one) for one in listed.under)
    parts = {"anchor": listed.id, "href": href, "said": said, "number": number, "under": under}
    parts |= {"key": listed.key}
    return SelectedPart("entry", parts, _ENTRY, shows)
