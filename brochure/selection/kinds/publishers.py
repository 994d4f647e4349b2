"""Every publisher that content cites, and the clinic's website -> one line."""

from collections.abc import Iterator

from brochure.base.finding import ContentPath
from brochure.content.model.blocks.publishers import Publishers
from brochure.content.model.contact_details import find_contact_detail
from brochure.content.model.content import Content
from brochure.content.model.walk import walk_parts
from brochure.content.model.wording import Cite, Claim
from brochure.selection.selected import NOTHING_SHOWN, Inventory, Selected, SelectedPart
from brochure.selection.selector import PartSelector


def select_publishers(selector: PartSelector, block: Publishers, path: ContentPath) -> SelectedPart:
    """Return their names, each once, in the order of the alphabet, and the address if asked for."""
    label = selector.say(block.label, (*path, "label")) if block.label else None
    parts: dict[str, Selected] = {"label": label, "said": None, "address": None, "href": ""}
    if block.show != "address":
        names = sorted(set(_publishers(selector.content)), key=str.casefold)
        parts["said"] = selector.literal(", ".join(names), path)
    shows = NOTHING_SHOWN
    if block.show != "names":
        website = find_contact_detail(selector.content, "website")
        ((text, at),) = website.lines
        address = selector.literal(text, at)
        parts |= {"address": address, "href": website.href}
        shows = Inventory(links=((website.href, address.text),))
    return SelectedPart("publishers", parts, shows=shows)


def _publishers(content: Content) -> Iterator[str]:
    """Give the publisher of each citation mark, and of each source that a claim names."""
    parts = [part for _, part in walk_parts(content)]
    claimed = {id for part in parts if isinstance(part, Claim) for id in part.sources}
    yield from (part.publisher for part in parts if isinstance(part, Cite))
    for source in content.sources:
        if source.id in claimed and source.publisher:
            yield source.publisher
