"""The citation marks that were given out -> the list of their sources."""

from brochure.base.finding import ContentPath
from brochure.content.model.wording import Cite
from brochure.selection.selected import SelectedPart
from brochure.selection.selector import PartSelector


def select_sources(selector: PartSelector) -> SelectedPart:
    """Return each source behind its numeral."""
    cites = enumerate(selector.marks.cites, 1)
    items = tuple(_source(selector, number, *cite) for number, cite in cites)
    return SelectedPart("sources", {"items": items})


def _source(selector: PartSelector, number: int, path: ContentPath, cite: Cite) -> SelectedPart:
    words = f"{cite.publisher} +{cite.more}" if cite.more else cite.publisher
    numeral, said = (selector.literal(text, path, "fine") for text in (str(number), words))
    return SelectedPart("source", {"numeral": numeral, "said": said})
