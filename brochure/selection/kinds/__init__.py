"""A block -> its selected part; of kinds that take more of content than stands in them, too.

These have a module of this folder each. All others are selected as their models say
(`brochure.selection.selector`).
"""

from brochure.base.finding import ContentPath
from brochure.content.model.blocks.alert import Alert
from brochure.content.model.blocks.block import Block
from brochure.content.model.blocks.contact import Contact
from brochure.content.model.blocks.contents import Contents
from brochure.content.model.blocks.portrait import Portrait
from brochure.content.model.blocks.publishers import Publishers
from brochure.content.model.blocks.signatures import Signatures
from brochure.content.model.blocks.sources import Sources
from brochure.content.model.blocks.statement import StatementRef
from brochure.selection.kinds.alert import select_alert
from brochure.selection.kinds.contact import select_contact
from brochure.selection.kinds.contents import select_contents
from brochure.selection.kinds.picture import select_picture
from brochure.selection.kinds.publishers import select_publishers
from brochure.selection.kinds.signatures import select_signatures
from brochure.selection.kinds.sources import select_sources
from brochure.selection.kinds.statement import select_statement
from brochure.selection.selected import SelectedPart
from brochure.selection.selector import PartSelector


def select_block(selector: PartSelector, block: Block, path: ContentPath) -> SelectedPart:
    """Return a block as it stands in the place that `selector` selects for."""
    match block:
        case Alert():
            return select_alert(selector, block, path)
        case Contact():
            return select_contact(selector, block, path)
        case Contents():
            return select_contents(selector)
        case Portrait():
            return select_picture(selector, "portrait", block, path)
        case Publishers():
            return select_publishers(selector, block, path)
        case Signatures():
            return select_signatures(selector, block, path)
        case Sources():
            return select_sources(selector, block)
        case StatementRef():
            return select_statement(selector, block.id)
        case _:
            return selector.part(block, path)
