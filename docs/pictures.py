"""Render the finished pages that README shows.

Run it after ``./dev build`` and
``./dev build tests/clinics/implants/content.yaml -o output/second-clinic``.
"""

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "output"
PAGES = {
    "trifold-outside": ("office/trifold.pdf", 0),
    "trifold-inside": ("office/trifold.pdf", 1),
    "safety-sheet": ("office/safety-sheet-spravato.pdf", 0),
}
SECOND_CLINIC = "second-clinic/office/trifold.pdf"
GUIDE_PAGES = (0, 4, 5, 8, 12)
DPI = 90


GAP_PX = 16


def rendered(file: str, page: int) -> Image.Image:
    """Return one page of a finished file as a picture."""
    drawn: Any = pdfium.PdfDocument(OUTPUT / file)[page]
    return drawn.render(scale=DPI / 72).to_pil()


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Return pages in a row on gray."""
    width = sum(p.width for p in pages) + GAP_PX * (len(pages) + 1)
    row = Image.new("RGB", (width, pages[0].height + 2 * GAP_PX), "#ccc")
    for n, page in enumerate(pages):
        row.paste(page, (GAP_PX + n * (page.width + GAP_PX), GAP_PX))
    return row


def main() -> None:
    """Write one PNG for each page, and a row of pages of the guide."""
    pictures = {name: rendered(*page) for name, page in PAGES.items()}
    guide = [rendered("screen/guide.pdf", n) for n in GUIDE_PAGES]
    pictures["guide-pages"] = side_by_side(guide)
    pictures["second-clinic"] = side_by_side([rendered(SECOND_CLINIC, n) for n in (0, 1)])
    for name, image in pictures.items():
        image.quantize(128, Image.Quantize.MAXCOVERAGE).save(
            HERE / "pictures" / f"{name}.png", optimize=True
        )


if __name__ == "__main__":
    main()
