"""QR codes are read from the rendered page, as a phone does."""

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image

from brochure.markup import qr_code

BOOKING = "https://careolinawellness.janeapp.com"
DPI = 200


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


def test_without_its_quiet_zone_the_code_is_not_the_same(output: Path) -> None:
    """The check can fail: a page with the code painted over holds none."""
    page = rendered(output / "office/trifold.pdf")
    page.paste("white", (page.width // 3, 0, 2 * page.width // 3, page.height))
    assert codes(page) == []


def test_it_is_black_alone_with_a_quiet_zone_of_four_modules() -> None:
    svg = qr_code(BOOKING)
    assert 'viewBox="0 0 37 37"' in svg, "29 modules and 4 on each side"
    assert "#000" in svg
    assert "fill" not in svg
