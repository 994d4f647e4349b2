"""Press sheets, printed and cut along their marks: each piece is its panel or page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageStat

from brochure.base.editions import BOOKLET, TRIFOLD, Edition
from brochure.build.document import compose
from brochure.channels.channel import keep_file
from brochure.channels.channels import PRESS
from brochure.content.load import LoadedContent
from tests.conftest import ROOT, share
from tests.variants import variant_of

PX_PER_PT = 4
# The printer's eye: marks are looked for in the outermost part of the sheet alone.
_SLUG_PX = 33 * PX_PER_PT
_LINE = 215
# Between dark and light; brand colours differ in sRGB and ink, but lie on the same side of it.
_DARK = 100
_TWO_TONES = [0] * _DARK + [255] * (256 - _DARK)
# Mean of 255 grays: a piece differs by 0.2 at most, moved by a point by 0.48 at least.
MOST_DIFFERENCE = 0.35


def gray(page: Any) -> Image.Image:
    return page.render(scale=PX_PER_PT, grayscale=True).to_pil().convert("L")


def marks(strip: Image.Image, upright: bool) -> list[int]:
    """Return where lines run through a strip, solid or in dashes; letters are not as dark."""
    mean = strip.resize((strip.width, 1) if upright else (1, strip.height), Image.Resampling.BOX)
    dark = [at for at, value in enumerate(mean.tobytes()) if value < _LINE]
    begin = [at for at in dark if at - 1 not in dark]
    end = [at + 1 for at in dark if at + 1 not in dark]
    return [round((a + b) / 2) for a, b in zip(begin, end, strict=True)]


def cut(sheet: Image.Image) -> list[Image.Image]:
    """Cut a sheet along its crop marks, and at its fold marks; left to right."""
    top = sheet.crop((0, 0, sheet.width, _SLUG_PX))
    left = sheet.crop((0, 0, _SLUG_PX, sheet.height))
    across, down = marks(top, upright=True), marks(left, upright=False)
    assert len(down) == 2, "one sheet is cut above and below"
    return [sheet.crop((a, down[0], b, down[1])) for a, b in pairwise(across)]


def panels(page: Image.Image, edges_pt: tuple[float, ...]) -> Iterator[Image.Image]:
    for left, right in pairwise(edges_pt):
        yield page.crop((round(left * PX_PER_PT), 0, round(right * PX_PER_PT), page.height))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how much dark and light differ; a pixel more on one side is no difference."""
    assert abs(one.width - other.width) <= 2 and abs(one.height - other.height) <= 2
    size = (0, 0, min(one.width, other.width), min(one.height, other.height))
    both = [image.crop(size).point(_TWO_TONES).reduce(PX_PER_PT) for image in (one, other)]
    return float(ImageStat.Stat(ImageChops.difference(*both)).mean[0])


@dataclass(frozen=True)
class Sheets:
    """The pieces of a press file as they are cut, and the same of its pages before they were
    separated into inks, in reading order."""

    pieces: tuple[Image.Image, ...]
    panels: tuple[Image.Image, ...]


@pytest.fixture(scope="module", params=[TRIFOLD, BOOKLET], ids=lambda edition: edition.name)
def sheets(
    output: Path,
    loaded: LoadedContent,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Sheets:
    edition, content = cast("Edition", request.param), loaded.content
    assert content
    as_laid_out = replace(PRESS, finish=keep_file)
    plain = share(
        tmp_path_factory,
        f"{edition.name}-as-laid-out",
        lambda _: compose(content, variant_of(content, edition, as_laid_out, ROOT)).pdf,
    )
    pages = [trimmed(page) for page in pdfium.PdfDocument(plain)]
    folds = edition.folds_pt or ((),) * len(pages)
    edges = ((0, *folds_pt, edition.width_pt) for folds_pt in folds)
    printed = [gray(page) for page in pdfium.PdfDocument(output / f"press/{edition.name}.pdf")]
    return Sheets(
        tuple(piece for sheet in printed for piece in cut(sheet)),
        tuple(p for page, at in zip(pages, edges, strict=True) for p in panels(page, at)),
    )


def trimmed(page: Any) -> Image.Image:
    """Draw a page as the engine wrote it, without its bleed."""
    trim, media = page.get_trimbox(), page.get_mediabox()
    around = tuple(abs(one - other) for one, other in zip(trim, media, strict=True))
    drawn = page.render(scale=PX_PER_PT, grayscale=True, crop=around)
    return drawn.to_pil().convert("L")


def test_each_piece_is_its_panel(sheets: Sheets) -> None:
    assert len(sheets.pieces) == len(sheets.panels) >= 6
    found = [difference(*pair) for pair in zip(sheets.pieces, sheets.panels, strict=True)]
    assert max(found) < MOST_DIFFERENCE, found


def test_a_cut_that_is_off_by_one_point_would_be_seen(sheets: Sheets) -> None:
    for piece, panel in zip(sheets.pieces, sheets.panels, strict=True):
        for x, y in ((PX_PER_PT, 0), (0, PX_PER_PT)):
            moved = ImageChops.offset(piece, x, y)
            assert difference(moved, panel) > MOST_DIFFERENCE


def test_a_piece_in_anothers_place_would_be_seen(sheets: Sheets) -> None:
    """Pages for questions are alike; all others differ."""
    for piece, panel in pairwise(sheets.pieces):
        if abs(piece.width - panel.width) <= 2 and difference(piece, panel) < MOST_DIFFERENCE:
            assert piece in sheets.pieces[-3:], "pages for questions"
