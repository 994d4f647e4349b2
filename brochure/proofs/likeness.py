"""How far what a page shows in one place is from the picture that belongs there."""

import io
from collections.abc import Iterator, Sequence
from math import ceil, floor

from PIL import Image

from brochure.base.geometry import Rect
from brochure.base.pixels import darkest_and_lightest
from brochure.base.tolerances import (
    AREA_SLACK_PT,
    LEAST_PICTURE_CELL_PX,
    LEAST_PICTURE_SLOPE,
    MOST_CLEAR_ALPHA,
    MOST_PICTURE_CELLS,
    MOST_PICTURE_SLOPE,
)
from brochure.layout.printed import Mark, PrintedPicture
from brochure.proofs.examined import Examined
from brochure.reading.reading import DPI

GRAY = -1  # what is compared: grays, or one of red, green and blue


def is_clear_in_part(depicted: PrintedPicture) -> bool:
    """Say whether the ground shows through a picture somewhere."""
    with Image.open(io.BytesIO(depicted.raw)) as image:
        if image.mode not in ("LA", "RGBA"):
            return False
        least, _ = darkest_and_lightest(image.getchannel("A"))
    return least < MOST_CLEAR_ALPHA


def place_on_page(on: Examined, mark: Mark) -> Rect:
    """Return the part of a picture that is shown on the trimmed page.

    One that runs off the page by more than bleed is returned as it is, so that it lies outside its
    panel.
    """
    whole, rect = on.reading.page(mark.page).rect, mark.rect
    bleed = on.printed.edition.bleed_pt
    shown = rect.cut_to(mark.shown) if mark.shown else rect
    return shown.cut_to(whole) if whole.holds(rect, bleed + AREA_SLACK_PT) else rect


def tell_apart(on: Examined, depicted: PrintedPicture, mark: Mark, channel: int = GRAY) -> float:
    """Return how far the worst cell of a place is from the picture, from 0 to 255.

    PDFium stretches some pictures to whole pixels, so the best of the ways to look counts.
    """
    place = place_on_page(on, mark)
    side_px = min(place.width, place.height) * DPI / 72
    cells = max(1, min(MOST_PICTURE_CELLS, int(side_px / LEAST_PICTURE_CELL_PX)))
    solid, wanted = _expected(depicted, mark.rect, place, cells, channel)
    page = on.reading.page(mark.page)
    places = (
        Rect(left, top, right, bottom)
        for left, right in _as_drawn(place.left, place.right)
        for top, bottom in _as_drawn(place.top, place.bottom)
    )
    return min(_differ(page.cells(at, cells, channel), wanted, solid) for at in places)


def _as_drawn(start_pt: float, end_pt: float) -> Iterator[tuple[float, float]]:
    """Give where a picture may begin and end: as it is said, or stretched to whole pixels."""
    px = 72 / DPI
    yield start_pt, end_pt
    yield floor(start_pt / px) * px, ceil(end_pt / px) * px


def _differ(seen: bytes, wanted: bytes, solid: bytes) -> float:
    """Return how far the worst cell is from what is wanted on black, and solid, there.

    Where it is clear the ground shows: the middle gray of the cells that are clear all over.
    """
    grounds = sorted(
        there for there, alpha in zip(seen, solid, strict=True) if alpha < MOST_CLEAR_ALPHA
    )
    ground = grounds[len(grounds) // 2] if grounds else None
    return _worst(
        [
            (there, value + (ground or 0) * (1 - alpha / 255))
            for there, value, alpha in zip(seen, wanted, solid, strict=True)
            if ground is not None or alpha > 255 - MOST_CLEAR_ALPHA
        ]
    )


def _expected(
    depicted: PrintedPicture, rect: Rect, place: Rect, cells: int, channel: int
) -> tuple[bytes, bytes]:
    """Return for each cell how solid the picture is there, and how bright, on black where clear.

    It fills `rect` and is cut to `place`. Source: CSS Images 3, object-fit: cover, from the middle.
    """
    with Image.open(io.BytesIO(depicted.raw)) as image:
        gray = image.convert("L") if channel == GRAY else image.convert("RGB").getchannel(channel)
        full = Image.new("L", gray.size, "white")
        solid = image.getchannel("A") if image.mode in ("LA", "RGBA") else full
    on_black = Image.composite(gray, Image.new("L", gray.size), solid)
    share = min(gray.width / rect.width, gray.height / rect.height)  # pixels for a point
    left = (gray.width - rect.width * share) / 2 + (place.left - rect.left) * share
    top = (gray.height - rect.height * share) / 2 + (place.top - rect.top) * share
    box = (
        max(0.0, left),
        max(0.0, top),
        min(gray.width, left + place.width * share),
        min(gray.height, top + place.height * share),
    )
    size = (cells, cells)
    return (
        solid.resize(size, Image.Resampling.BOX, box).tobytes(),
        on_black.resize(size, Image.Resampling.BOX, box).tobytes(),
    )


def _worst(pairs: Sequence[tuple[float, float]]) -> float:
    """Return the greatest distance from the straight line from what is wanted to what is there.

    Where that line hardly rises, one is no picture of the other.
    """
    if not pairs:
        return 0.0
    count = len(pairs)
    there, wanted = (sum(pair[side] for pair in pairs) / count for side in (0, 1))
    spread = sum((w - wanted) ** 2 for _, w in pairs)
    if spread < count:  # one flat colour
        return max(abs(t - there) for t, _ in pairs)
    slope = sum(t * (w - wanted) for t, w in pairs) / spread
    if not LEAST_PICTURE_SLOPE < slope < MOST_PICTURE_SLOPE:
        return 255.0
    return max(abs(t - there - slope * (w - wanted)) for t, w in pairs)
