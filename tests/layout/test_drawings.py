"""What is printed of a drawing is what a browser shows of its file, whoever draws it."""

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from brochure.base.files.drawing import draw_picture, serve_drawing
from brochure.base.files.project import Assets
from brochure.base.viewer_settings import ViewerSettings
from brochure.layout.layout import lay_out, write_pdf
from brochure.markup.render import data_url
from tests.drawings import PICTURE, VECTOR, drawing, reference
from tests.tiny import TINY

STYLE = "@page { size: 200pt 150pt; margin: 0 } body { margin: 0 } img { width: 75pt }"
ALL = tuple(VECTOR | PICTURE)
# Of 255, for the worst spot of 5 pixels and for all of a drawing: edges are smoothed in two ways.
MOST_SPOT, MOST_MEAN = 60, 6.0


def printed(svg: str, folder: Path) -> Image.Image:
    """Return the first 100 x 100 px of a page that shows a drawing in its upper left corner."""
    page = (
        f'<html lang="en"><title>T</title><body><img src="{data_url(svg)}" alt="A"></body></html>'
    )
    laid = lay_out(page, (STYLE,), TINY, Assets(folder))
    pdf, log = write_pdf(laid, (), ViewerSettings())
    assert log == ()
    document: Any = pdfium.PdfDocument(pdf)
    seen: Image.Image = document[0].render(scale=96 / 72).to_pil().convert("RGB")
    document.close()
    return seen.crop((0, 0, 100, 100))


def differ(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Return how far two pictures are apart: in the worst spot, and on average."""
    difference = ImageChops.difference(one, other)
    spots: Any = difference.filter(ImageFilter.BoxBlur(2)).getextrema()
    return float(max(high for _, high in spots)), max(ImageStat.Stat(difference).mean)


@pytest.mark.parametrize("name", ALL)
def test_what_is_printed_is_what_a_browser_shows(name: str, tmp_path: Path) -> None:
    spot, mean = differ(printed(drawing(name), tmp_path), reference(name))
    assert spot <= MOST_SPOT and mean <= MOST_MEAN, (name, spot, mean)


@pytest.mark.parametrize("name", ALL)
def test_only_what_the_engine_draws_otherwise_becomes_a_picture(name: str) -> None:
    served = serve_drawing(drawing(name).encode(), "a.svg")
    assert bool(served.undrawn) == bool(served.picture) == (name in PICTURE), served.undrawn
    assert draw_picture(served.plain, 50)
