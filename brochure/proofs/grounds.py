"""Pictures that are clear in part can be told from the ground that shows through."""

import io
from collections.abc import Iterator
from dataclasses import replace

from PIL import Image, ImageChops, ImageFilter

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.pixels import gray_at, where
from brochure.base.tolerances import (
    LEAST_EDGE_RATIO,
    LEAST_SHAPE_RATIO,
    LEAST_TINTED_SHARE_AROUND,
    LEAST_WHITE,
    LEAST_WHITE_SHARE_OF_EDGES,
    MOST_CLEAR_ALPHA,
    MOST_LOST_SHARE_OF_FIGURE,
    MOST_LOST_SHARE_OF_PICTURE,
    MOST_PALE_SHARE_OF_PICTURE,
    PLACE_SLACK_PT,
)
from brochure.base.wcag import contrast_ratio
from brochure.layout.printed import Mark, PrintedPicture
from brochure.proofs.drawings import drawn_pairs
from brochure.proofs.examined import LOGO, Examined
from brochure.proofs.likeness import place_on_page
from brochure.proofs.pictures import pixel_pairs
from brochure.proofs.scopes import WITH_ARTWORK
from brochure.reading.brightness import to_brightness

_SIDE_PX = 200  # pictures are looked at in this size
_SOLID_ALPHA = 128
_EDGE_PT = 1.0  # where its own edge may be drawn
_AROUND_PT = 4.0  # around a picture, where its ground is looked at


@check(
    "contrast.picture",
    "error",
    statement="No part of a logo or picture that is clear elsewhere is lost in the ground that"
    f" shows through: each is {LEAST_SHAPE_RATIO:g}:1 against it somewhere.",
    rationale="A logo that was made for dark ground is white on white paper, and not there. Below"
    f" {LEAST_EDGE_RATIO:g}:1 for most of it is a warning.",
    source="ours; WCAG 2.1, 1.4.11 asks for 3:1 of what must be made out, and leaves logos out",
    remedy="Use a version of it for light ground, with darker colours, or save it with a ground of"
    " its own.",
    applies_to=WITH_ARTWORK,
)
def pictures_stand_out_from_their_ground(on: Examined) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for depicted, mark in (*pixel_pairs(on), *drawn_pairs(on)):
        file, path, panel = depicted.placed.file, depicted.placed.path, depicted.placed.panel
        drawn = mark.kind == "figure" and not path.startswith(LOGO)
        lost, pale = _lost_shares(on, depicted, mark)
        if lost > (MOST_LOST_SHARE_OF_FIGURE if drawn else MOST_LOST_SHARE_OF_PICTURE):
            what = f"{lost:.0%} of {file} cannot be told from the ground it stands on"
            found.append(on.printed.finding("contrast.picture", what, "", mark.page, path, panel))
        elif pale > MOST_PALE_SHARE_OF_PICTURE and not drawn:
            what = f"{file} stands out from its ground by less than {LEAST_EDGE_RATIO:g}:1"
            finding = on.printed.finding("contrast.picture", what, "", mark.page, path, panel)
            found.append(replace(finding, severity="warning"))
    return tuple(found)


@check(
    "contrast.white-box",
    "error",
    statement="A logo on ground that is not white has no white ground of its own.",
    rationale="Saved with a white ground, it is a white box on cream or tinted paper, and looks"
    " pasted on. It is a warning.",
    source="ours",
    remedy="Save it with a transparent ground, as PNG, or ask who made it for an SVG.",
    applies_to=WITH_ARTWORK,
)
def logos_show_no_white_box(on: Examined) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for depicted, mark in pixel_pairs(on):
        file, path, panel = depicted.placed.file, depicted.placed.path, depicted.placed.panel
        if not (path.startswith(LOGO) and _has_white_edges(depicted.raw)):
            continue
        if _tinted_share_around(on, mark) >= LEAST_TINTED_SHARE_AROUND:
            what = f"{file} has a white ground of its own, and is a white box on what is not white"
            finding = on.printed.finding("contrast.white-box", what, "", mark.page, path, panel)
            found.append(replace(finding, severity="warning"))
    return tuple(found)


def _has_white_edges(raw: bytes) -> bool:
    """Say whether a picture is white, and clear nowhere, along most of its four edges."""
    with Image.open(io.BytesIO(raw)) as opened:
        image = opened.convert("RGBA")
    image.thumbnail((_SIDE_PX, _SIDE_PX), Image.Resampling.BOX)
    width, height = image.size
    sides = ((0, 0, width, 1), (0, height - 1, width, height))
    sides += ((0, 0, 1, height), (width - 1, 0, width, height))
    white = total = 0
    for side in sides:
        darkest = _darkest(image.crop(side))
        white += sum(darkest.histogram()[LEAST_WHITE:])
        total += darkest.width * darkest.height
    return white >= total * LEAST_WHITE_SHARE_OF_EDGES


def _darkest(image: Image.Image) -> Image.Image:
    """Return the least of its channels for each pixel, how clear it is among them."""
    darkest = Image.new("L", image.size, "white")
    for channel in image.split():
        darkest = ImageChops.darker(darkest, channel)
    return darkest


def _tinted_share_around(on: Examined, mark: Mark) -> float:
    """Return how much of what is right around something on a page is not white, from 0 to 1."""
    page = on.reading.page(mark.page)
    if not page.rect.holds(mark.rect, PLACE_SLACK_PT):
        return 0.0
    area, inner = mark.rect.grow(_AROUND_PT).cut_to(page.rect), mark.rect.grow(_EDGE_PT).sides
    shown = page.backdrop(area)
    scale, corner = shown.width / area.width, (area.left, area.top)
    ring = Image.new("L", shown.size, "white")
    left, top, right, bottom = (
        round((at - begin) * scale) for at, begin in zip(inner, corner * 2, strict=True)
    )
    ring.paste(0, (left, top, right, bottom))
    counts = _darkest(shown).histogram(ring)
    return sum(counts[:LEAST_WHITE]) / max(1, sum(counts))


def _lost_shares(on: Examined, depicted: PrintedPicture, mark: Mark) -> Iterator[float]:
    """Give how much of a picture is lost in its ground, and how much is pale.

    A part is what hangs together. One that stands out somewhere, as by its outline or by what is
    written on it, can be made out. What is clear nowhere has a ground of its own.
    """
    with Image.open(io.BytesIO(depicted.raw)) as opened:
        image = opened.convert("RGBA")
    image.thumbnail((_SIDE_PX, _SIDE_PX), Image.Resampling.BOX)
    alpha = image.getchannel("A")
    clear = where(alpha, lambda a: a < MOST_CLEAR_ALPHA)
    solid = where(alpha, lambda a: a >= _SOLID_ALPHA)
    page, place = on.reading.page(mark.page), place_on_page(on, mark)
    untold = mark.kind != "figure" or page.has_drawing(place)  # else by `things.shown`
    if not (clear.getbbox() and solid.getbbox() and page.holds(place) and untold):
        yield from (0.0, 0.0)
        return
    behind = _middle(page.backdrop(place), clear)
    seen = Image.new("RGB", image.size, behind)
    seen.paste(image, mask=alpha)
    ground = gray_at(to_brightness(Image.new("RGB", (1, 1), behind)), (0, 0))
    bright = to_brightness(seen)
    for least in (LEAST_SHAPE_RATIO, LEAST_EDGE_RATIO):
        apart = where(bright, lambda v, least=least: contrast_ratio(ground, v) >= least)
        yield 1 - _area(_hanging_together(apart, solid)) / _area(solid)


def _hanging_together(seeds: Image.Image, solid: Image.Image) -> Image.Image:
    """Return all of `solid` that hangs together with a seed: they grow until nothing is new."""
    grown, before = ImageChops.multiply(seeds, solid), 0
    while (area := _area(grown)) > before:
        before = area
        grown = ImageChops.multiply(grown.filter(ImageFilter.MaxFilter(3)), solid)
    return grown


def _area(mask: Image.Image) -> int:
    return mask.histogram()[255]


def _middle(page: Image.Image, clear: Image.Image) -> tuple[int, int, int]:
    """Return the middle colour of the page where a picture is clear."""
    mask = clear.resize(page.size)
    middles: list[int] = []
    for channel in page.split():
        counts, seen = channel.histogram(mask), 0
        half = sum(counts) / 2
        for value, count in enumerate(counts):
            seen += count
            if seen >= half:
                middles.append(value)
                break
    red, green, blue = middles
    return red, green, blue
