"""Drawn pages -> what only a picture tells: how much ink lies where, and bleed that is not filled.

Nobody may rely on one pixel: ink is averaged over a square (15 mm × 15 mm by the Ghent Workgroup,
GWG 2022, R0026; ours is of 15 mm²), and artwork counts as touching the trim from two points on.
"""

import io
from collections.abc import Iterator, Sequence

import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter, ImageMath

from brochure.base.geometry import Box
from brochure.base.pixels import draw_page, greatest
from brochure.preflight.colour import PressProfile
from brochure.preflight.order import PT_PER_MM
from brochure.preflight.plate_images import Planes
from brochure.preflight.plates import Plates
from brochure.preflight.press_file import Gap

INK_DPI, EDGE_DPI = 100, 144
SMALL_SIDE_MM, WIDE_SIDE_MM = 15.0**0.5, 15.0
# Posters are measured more coarsely, so that a page stays below so many pixels.
_MOST_PX = 12_000_000
_PAPER = 250  # of 255: paler than this nobody calls printed
_INSIDE_PT, _LEAST_GAP_PT, _LEAST_BLEED_PT = 0.75, 2.0, 2.0


def render_separations(
    pdf: pikepdf.Pdf,
    pages: Sequence[pikepdf.Page],
    press: PressProfile,
    dpi: float = INK_DPI,
) -> Iterator[Planes]:
    """Draw the four inks of some `pages` of `pdf`, 255 being full ink; it is used up by this.

    Each picture shows the whole MediaBox, not turned.
    """
    Plates(pdf, press).separate(pages)
    document = pdfium.PdfDocument(write_copy(pdf))
    try:
        for number in range(0, len(document), 4):
            plates = [_draw(document[number + ink], dpi, gray=True) for ink in range(4)]
            c, m, y, k = map(ImageChops.invert, plates)
            yield c, m, y, k
    finally:
        document.close()


def write_copy(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of an open PDF, quickly made, without a password."""
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, encryption=False)
    return out.getvalue()


def _draw(page: pdfium.PdfPage, dpi: float, gray: bool) -> Image.Image:
    width, height = page.get_size()
    scale = min(dpi / 72, (_MOST_PX / max(1.0, width * height)) ** 0.5)
    drawn = draw_page(page, scale, gray=gray, notes=False)
    return drawn.copy() if gray else drawn


def measure_heaviest_ink(
    plates: Planes, media: Box, within: Box, side_mm: float = SMALL_SIDE_MM
) -> tuple[float, Box]:
    """Return the greatest sum of inks in percent, averaged over a square, and where that lies.

    Squares of more than a few points lie `within` as a whole, as far as it is large enough.
    """
    px_per_pt = plates[0].width / media.width
    area = _pixels(within.cut_to(media), media, px_per_pt)
    if area[0] >= area[2] or area[1] >= area[3]:
        return 0.0, within
    side_px = side_mm * PT_PER_MM * px_per_pt
    blur = ImageFilter.BoxBlur(max(0.0, (side_px - 1) / 2))  # of a poster a pixel is more
    cut = [plate.crop(area) for plate in plates]
    total = _sum([plate.filter(blur) if plate.getbbox() else plate for plate in cut])
    x, y = (_margin(side, side_px) if side_mm > SMALL_SIDE_MM else 0 for side in total.size)
    total = total.crop((x, y, total.width - x, total.height - y))
    most = greatest(total)
    mask = ImageMath.lambda_eval(lambda on: on["convert"](on["t"] >= most, "L"), t=total)
    place = mask.point([0] + [255] * 255).getbbox() or (0, 0, 1, 1)
    left, top = place[0] + area[0] + x, place[1] + area[1] + y
    half = side_px / 2 if side_mm > SMALL_SIDE_MM else 0.0
    at = (left - half, top - half, left - half + side_px, top - half + side_px)
    return 100 * most / 255, _points(at, media, px_per_pt)


def _margin(length_px: int, side_px: float) -> int:
    """Return how far the middle of a square stays from the edge."""
    return max(0, min(round(side_px / 2), (length_px - 1) // 2))


def _sum(planes: Sequence[Image.Image]) -> Image.Image:
    total: Image.Image = planes[0].convert("F")
    for plane in planes[1:]:
        total = ImageMath.lambda_eval(lambda on: on["a"] + on["b"], a=total, b=plane.convert("F"))
    return total


def find_gaps(
    page: pdfium.PdfPage, media: Box, cut: Box, bled: Box, pictures: Sequence[Box]
) -> tuple[Gap, ...]:
    """Return where artwork touches the trim and does not reach the bleed edge.

    `page` is a pdfium page that shows the MediaBox. A picture that reaches the bleed edge may be
    white there; so `pictures`, the boxes of images, are taken to be filled. Where the trim lies
    outside the page nothing can be told; that it does is told by another rule.
    """
    if not media.holds(cut, _LEAST_BLEED_PT):
        return ()
    drawn = _draw(page, EDGE_DPI, gray=False)
    red, green, blue = drawn.split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return tuple(
        Gap(side, length)
        for side in ("left", "right", "top", "bottom")
        if (length := _gap(darkest, side, media, cut, bled, pictures)) >= _LEAST_GAP_PT
    )


def _gap(
    drawn: Image.Image, side: str, media: Box, cut: Box, bled: Box, pictures: Sequence[Box]
) -> float:
    """Return how many points of one side are printed at the trim and bare at the bleed edge."""
    upright = side in ("left", "right")
    sign = 1 if side in ("left", "bottom") else -1
    edge, end = getattr(cut, side), getattr(bled, side)
    if sign * (edge - end) < _LEAST_BLEED_PT:
        return 0.0
    px_per_pt = drawn.width / media.width
    inner = _strip(drawn, upright, edge + sign * _INSIDE_PT, media, cut, px_per_pt)
    outer = _strip(drawn, upright, end + sign * _INSIDE_PT, media, cut, px_per_pt)
    start = cut.bottom if upright else cut.left
    for picture in pictures:
        if sign * (getattr(picture, side) - end) <= _INSIDE_PT:
            low, high = (picture.bottom, picture.top) if upright else (picture.left, picture.right)
            first, last = int((low - start) * px_per_pt), int((high - start) * px_per_pt)
            for at in range(max(0, first), min(len(outer), last + 1)):
                outer[at] = 0
    reach = round(abs(edge - end) * px_per_pt)
    return _longest_bare(inner, outer, reach) / px_per_pt


def _strip(
    drawn: Image.Image, upright: bool, at: float, media: Box, cut: Box, px_per_pt: float
) -> list[int]:
    """Return the pixels along a line parallel to a side, from left to right or bottom to top."""
    if upright:
        box = _pixels(Box(at, cut.bottom, at, cut.top), media, px_per_pt)
        return list(drawn.crop((box[0], box[1], box[0] + 1, box[3])).tobytes())[::-1]
    box = _pixels(Box(cut.left, at, cut.right, at), media, px_per_pt)
    return list(drawn.crop((box[0], box[1], box[2], box[1] + 1)).tobytes())


def _longest_bare(inner: Sequence[int], outer: Sequence[int], reach: int) -> int:
    """Return the longest run that is printed in `inner` and bare within `reach` in `outer`."""
    longest = run = 0
    last_ink = -reach - 1
    next_ink = [len(outer) + reach] * (len(outer) + 1)
    for at in range(len(outer) - 1, -1, -1):
        next_ink[at] = at if outer[at] < _PAPER else next_ink[at + 1]
    for at, value in enumerate(inner[: len(outer)]):
        last_ink = at if outer[at] < _PAPER else last_ink
        bare = at - last_ink > reach and next_ink[at] - at > reach
        run = run + 1 if value < _PAPER and bare else 0
        longest = max(longest, run)
    return longest


def _pixels(box: Box, media: Box, px_per_pt: float) -> tuple[int, int, int, int]:
    return (
        int((box.left - media.left) * px_per_pt),
        int((media.top - box.top) * px_per_pt),
        int((box.right - media.left) * px_per_pt),
        int((media.top - box.bottom) * px_per_pt),
    )


def _points(pixels: tuple[float, ...], media: Box, px_per_pt: float) -> Box:
    left, top, right, bottom = (value / px_per_pt for value in pixels)
    return Box(media.left + left, media.top - bottom, media.left + right, media.top - top)
