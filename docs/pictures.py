"""Render the finished pages that README shows.

Run it after ``./dev build --look all`` and
``./dev build tests/clinics/implants/content.yaml -o output/second-clinic``.
"""

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from brochure.channels.impose import sides_of

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "output"
PAGES = {
    "trifold-outside": ("office/trifold.pdf", 0),
    "trifold-inside": ("office/trifold.pdf", 1),
    "trifold-press": ("press/trifold.pdf", 0),
    "safety-sheet": ("office/safety-sheet-spravato.pdf", 0),
}
SECOND_CLINIC = "second-clinic/office/trifold.pdf"
GUIDE_PAGES = (0, 1, 4, 6, 12)
LOOKS = ("", "grayscale/", "high-contrast/", "readable/")
LOOKS_PAGES = (0, 4)
SPREAD = (4, 5)  # page numbers, counted from 1
DPI = 90
GAP_PX = 16


def rendered(file: str, page: int) -> Image.Image:
    """Return one page of a finished file as a picture."""
    drawn: Any = pdfium.PdfDocument(OUTPUT / file)[page]
    return drawn.render(scale=DPI / 72).to_pil()


def folded(file: str, number: int) -> Image.Image:
    """Return one page of a file of sheets to fold, as a reader meets it."""
    pages = 2 * len(pdfium.PdfDocument(OUTPUT / file))
    for index, side in enumerate(sides_of(pages)):
        if number in (side.left, side.right):
            sheet = rendered(file, index)
            spine, left = sheet.width // 2, number == side.left
            return sheet.crop((0 if left else spine, 0, spine if left else 2 * spine, sheet.height))
    raise ValueError(f"{file} has no page {number}")


def side_by_side(pages: list[Image.Image], gap_px: int = GAP_PX) -> Image.Image:
    """Return pages in a row on gray."""
    width = sum(p.width for p in pages) + gap_px * (len(pages) - 1) + 2 * GAP_PX
    row = Image.new("RGB", (width, pages[0].height + 2 * GAP_PX), "#ccc")
    for n, page in enumerate(pages):
        row.paste(page, (GAP_PX + n * (page.width + gap_px), GAP_PX))
    return row


def main() -> None:
    """Write one PNG for each page, rows of pages of the guide, and a spread of the booklet."""
    pictures = {name: rendered(*page) for name, page in PAGES.items()}
    guide = [rendered("screen/guide.pdf", n) for n in GUIDE_PAGES]
    pictures["guide-pages"] = side_by_side(guide)
    looks = [rendered(f"screen/{look}guide.pdf", n) for look in LOOKS for n in LOOKS_PAGES]
    pictures["looks"] = side_by_side(looks)
    pictures["second-clinic"] = side_by_side([rendered(SECOND_CLINIC, n) for n in (0, 1)])
    spread = [folded("office/booklet.pdf", number) for number in SPREAD]
    pictures["booklet-spread"] = side_by_side(spread, gap_px=1)
    for name, image in pictures.items():
        image.quantize(128, Image.Quantize.MAXCOVERAGE).save(
            HERE / "pictures" / f"{name}.png", optimize=True
        )


if __name__ == "__main__":
    main()
