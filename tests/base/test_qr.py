"""QR codes are read from the rendered page, as a phone does."""

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image

from brochure.base.qr import draw_qr_code

BOOKING = "https://careolinawellness.janeapp.com"
DPI = 200
MODULES = 29


def rendered(file: Path, page: int = 0) -> Image.Image:
    drawn: Any = pdfium.PdfDocument(file)[page]
    return drawn.render(scale=DPI / 72).to_pil()


def codes(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_the_trifolds_code_opens_the_booking_page(output: Path) -> None:
    assert codes(rendered(output / "office/trifold.pdf")) == [BOOKING]


def test_it_survives_an_office_copier(output: Path) -> None:
    """Gray, at 100 dpi, turned a little."""
    poor = rendered(output / "office/trifold.pdf").convert("L")
    poor = poor.resize((poor.width // 2, poor.height // 2)).rotate(3, fillcolor=255)
    assert codes(poor) == [BOOKING]


def in_the_dark(image: Image.Image, quiet_modules: int) -> Image.Image:
    """Return `image` with a dark frame round its code, `quiet_modules` away from it."""
    (code,) = zxingcpp.read_barcodes(image)
    at = code.position
    left, top, right, bottom = at.top_left.x, at.top_left.y, at.bottom_right.x, at.bottom_right.y
    module = (right - left) / MODULES
    inner, outer = round(quiet_modules * module), round((quiet_modules + 4) * module)
    kept = image.crop((left - inner, top - inner, right + inner + 1, bottom + inner + 1))
    dark = image.copy()
    frame = (left - outer, top - outer, right + outer + 1, bottom + outer + 1)
    dark.paste(0, frame)
    dark.paste(kept, (left - inner, top - inner))
    return dark


def test_it_needs_its_quiet_zone_and_has_it(output: Path) -> None:
    """Dark right up to the code, nothing is read; dark behind its own quiet zone, it is."""
    page = rendered(output / "office/trifold.pdf").convert("L")
    assert codes(in_the_dark(page, quiet_modules=0)) == []
    assert codes(in_the_dark(page, quiet_modules=4)) == [BOOKING]


def test_no_code_is_read_where_none_is(output: Path) -> None:
    """The reader can fail."""
    page = rendered(output / "office/trifold.pdf")
    page.paste("white", (page.width // 3, 0, 2 * page.width // 3, page.height))
    assert codes(page) == []


def test_it_is_black_alone_with_a_quiet_zone_of_four_modules() -> None:
    svg = draw_qr_code(BOOKING)
    side = MODULES + 2 * 4
    assert f'viewBox="0 0 {side} {side}"' in svg
    assert "#000" in svg
    assert "fill" not in svg
