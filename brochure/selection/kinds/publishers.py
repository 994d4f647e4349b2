"""Every publisher that content cites -> one line."""

from brochure.base.finding import ContentPath
from brochure.content.model.blocks.publishers import Publishers
from brochure.content.model.walk import walk_parts
from brochure.content.model.wording import Cite
from brochure.selection.selected import SelectedPart
from brochure.selection.selector import PartSelector


def select_publishers(selector: PartSelector, block: Publishers, path: ContentPath) -> SelectedPart:
    """Return their names, each once, in the order of the alphabet."""
    parts = (part for _, part in walk_parts(selector.content))
    names = {part.publisher for part in parts if isinstance(part, Cite)}
    label = selector.say(block.label, (*path, "label")) if block.label else None
    said = selector.literal(", ".join(sorted(names, key=str.casefold)), path)
    return SelectedPart("publishers", {"label": label, "said": said})
