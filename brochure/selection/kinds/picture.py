"""A picture of pixels, or a logo that is drawn -> where it stands."""

from brochure.base.finding import ContentPath
from brochure.content.model.blocks.portrait import Portrait
from brochure.content.model.pictures import CoverPicture, Logo
from brochure.content.yaml.paths import format_path
from brochure.selection.selected import Inventory, PlacedPicture, SelectedPart
from brochure.selection.selector import PartSelector


def select_picture(
    selector: PartSelector, kind: str, picture: CoverPicture | Logo | Portrait, path: ContentPath
) -> SelectedPart:
    """Return a picture; it is of pixels, unless it is an SVG, which is drawn as figures are."""
    selected = selector.part(picture, path)
    placed = PlacedPicture(format_path((*path, "file")), picture.file, selector.panel)
    parts = {**selected.parts, "shown": None, "drawn": None}
    if picture.file.endswith(".svg"):
        parts["drawn"], shows = placed, Inventory(figures=1, drawings=(placed,))
    else:
        parts["shown"], shows = placed, Inventory(pictures=(placed,))
    alt_path = format_path((*path, "alt"))
    return SelectedPart(kind, parts, picture.asks, shows, picture.alt, alt_path)
