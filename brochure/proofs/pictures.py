"""Pictures of content on the page: each in its place, whole, and with pixels enough."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from brochure.base.check import check
from brochure.base.finding import Finding, pluralize
from brochure.base.geometry import Rect
from brochure.base.sheet_geometry import length_in_words
from brochure.base.tolerances import (
    AREA_SLACK_PT,
    GOOD_SHARE_OF_PPI,
    LEAST_SHARE_OF_PPI,
    MOST_PICTURE_GRAYS_OFF,
    PPI_SLACK,
)
from brochure.layout.printed import Mark, PrintedPicture
from brochure.proofs.examined import Examined
from brochure.proofs.likeness import is_clear_in_part, place_on_page, tell_apart
from brochure.proofs.scopes import WITH_PICTURES


@check(
    "pictures.placed",
    "error",
    statement="Every picture that content names is printed once for each place, inside its panel.",
    rationale="A logo is missed by everyone but the machine; a portrait that slipped into the next"
    " panel shows someone else.",
    source="ours",
    remedy="Print each picture once in the template, with data-mark and data-file, in its panel.",
    applies_to=WITH_PICTURES,
    finds=("pictures.count", "pictures.outside"),
)
def pictures_stand_where_content_places_them(on: Examined) -> tuple[Finding, ...]:
    printed = on.printed
    wanted = Counter(depicted.placed.path for depicted in printed.pictures)
    there = Counter(mark.path for mark in printed.marks if mark.kind == "picture")
    files = {d.placed.path: d.placed.file for d in printed.pictures}
    found: list[Finding] = []
    for path in dict.fromkeys((*wanted, *there)):
        if wanted[path] != there[path]:
            name, times = files.get(path, "a picture"), pluralize(there[path], "time")
            what = f"{name} is printed {times}, not {wanted[path]}"
            remedy = "Print each picture once in the template, with data-mark and data-file."
            found.append(printed.finding("pictures.count", what, remedy, 0, path))
    for depicted, mark in pixel_pairs(on):
        room = _room(on, depicted, mark)
        if not (room and room.holds(place_on_page(on, mark), AREA_SLACK_PT)):
            what = f"{depicted.placed.file} stands outside its panel"
            found.append(
                _about(on, "pictures.outside", what, depicted, mark, "Move it in the stylesheet.")
            )
    return tuple(found)


@check(
    "pictures.hidden",
    "error",
    statement="What the page shows in the place of a picture is that picture, upright, and all of"
    " it.",
    rationale="That a file holds a picture says nothing of what lies over it. The place is"
    " compared with the file's own pixels, cell by cell.",
    source="ours",
    remedy="See that nothing lies over it or hides it in the stylesheet.",
    applies_to=WITH_PICTURES,
)
def pictures_show_whole_and_uncovered(on: Examined) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for depicted, mark in pixel_pairs(on):
        shows = on.reading.page(mark.page).has_drawing(place_on_page(on, mark))
        alike = tell_apart(on, depicted, mark) <= MOST_PICTURE_GRAYS_OFF
        if alike and (shows or is_clear_in_part(depicted)):
            continue  # one that is lost in its ground is told by `contrast.picture`
        if shows:
            what = f"{depicted.placed.file} is covered, cut, or another picture is shown"
        else:
            what = f"{depicted.placed.file} cannot be seen"
        found.append(_about(on, "pictures.hidden", what, depicted, mark))
    return tuple(found)


@check(
    "pictures.coarse",
    "error",
    statement="Every picture has pixels enough for the size it has on the page, as the file itself"
    " tells.",
    rationale="Below 225 an inch in print eyes see blur, which is a warning, and below 150 steps,"
    " which is an error; on screens below two thirds of that.",
    source="Ghent Workgroup, GWG2015, 4.26",
    remedy="Use the original, not a copy from a page or message, or show it smaller.",
    applies_to=WITH_PICTURES,
)
def pictures_are_sharp_enough(on: Examined) -> tuple[Finding, ...]:
    found: list[Finding] = []
    want = on.printed.channel.picture_ppi
    for depicted, mark in pixel_pairs(on):
        ppi = _ppi(on, mark)
        if ppi is None or ppi >= GOOD_SHARE_OF_PPI * want - PPI_SLACK:
            continue
        width, height = depicted.width_px, depicted.height_px
        sides = (mark.rect.width, mark.rect.height)
        size = " × ".join(length_in_words(pt, on.printed.edition.metric) for pt in sides)
        what = (
            f"{depicted.placed.file} has {width:,} × {height:,} pixels;"
            f" at {size} that is {ppi:.0f} to the inch"
        )
        needed = f"{ceil(width * want / ppi):,} × {ceil(height * want / ppi):,}"
        remedy = f"Use {needed} pixels or more: the original, not a copy from a page or message."
        finding = _about(on, "pictures.coarse", what, depicted, mark, remedy)
        coarse = ppi < LEAST_SHARE_OF_PPI * want - PPI_SLACK
        found.append(finding if coarse else replace(finding, severity="warning"))
    return tuple(found)


def pixel_pairs(on: Examined) -> Iterator[tuple[PrintedPicture, Mark]]:
    """Give each picture with where layout put it; one that is placed twice, in turn."""
    marks = [mark for mark in on.printed.marks if mark.kind == "picture"]
    for depicted in on.printed.pictures:
        own = next((mark for mark in marks if mark.path == depicted.placed.path), None)
        if own and depicted.raw:
            marks.remove(own)
            yield depicted, own


def _about(
    on: Examined, id: str, what: str, depicted: PrintedPicture, mark: Mark, remedy: str = ""
) -> Finding:
    placed = depicted.placed
    return on.printed.finding(id, what, remedy, mark.page, placed.path, placed.panel, box=mark.rect)


def _room(on: Examined, depicted: PrintedPicture, mark: Mark) -> Rect | None:
    """Return the panel where a picture belongs; where text flows, the page."""
    edition, panel = on.printed.edition, depicted.placed.panel
    if panel not in edition.fixed_panels:
        return on.reading.page(mark.page).rect
    panels = on.printed.panels
    return next((p.rect for p in panels if p.name == panel and p.page == mark.page), None)


def _ppi(on: Examined, mark: Mark) -> float | None:
    """Return the resolution of the image that fills a place, as it lies in the finished file.

    A cover picture that is cut to its frame reaches, unseen, under a logo beside it: of those that
    fill a place the least is the one.
    """
    images = on.reading.page(mark.page).pictures
    filling = [image for image in images if image.rect.holds(mark.rect, AREA_SLACK_PT)]
    least = min(filling, key=lambda image: image.rect.width * image.rect.height, default=None)
    return least.ppi if least else None
