"""Take a small document through its life, and draw what its people saw: ``docs/approvals.md``.

``python -m docs.approval_pictures`` edits, compares, approves, releases, edits again, supersedes
and takes back, in a folder of its own (minutes).
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from brochure.build.claim import output_of
from docs.pictures import HERE, side_by_side
from tests.approval.workshop import AUTHOR, MANAGER, Workshop, later, write_project

GUIDE = ("guide",)
RUN = ("--quantity", "500", "--place", "Front desk", "--job", "PO 12")
REASON = ("--reason", "Soft food is for four days, not three")
DPI = 80


def main() -> None:
    """Write one picture of the sheet of changes beside what was signed, and one of a recall."""
    with TemporaryDirectory() as folder:
        shop = Workshop(write_project(Path(folder) / "clinic"))
        output = output_of(shop.content, None)
        _release(shop)
        shop.edit("Eat soft food for two days.", "Eat soft food for three days.")
        shop.edit("    id: ND-GUIDE\n", '    id: ND-GUIDE\n    version: "1.1"\n')
        with later(shop, days=40):
            shop.run("approve", *GUIDE, *AUTHOR)
            changes = _pages(output / "to-approve/changes.pdf")
            _release(shop)
            shop.run("printed", *GUIDE, *RUN, *MANAGER)
        with later(shop, days=47):
            shop.run("withdraw", *GUIDE, *REASON, *MANAGER)
        (recall,) = _pages(output / "recalls/guide-1.1.pdf")
    _save("change-sheet", side_by_side(changes[:2]))
    _save("recall-notice", side_by_side([recall]))


def _release(shop: Workshop) -> None:
    shop.approve(*GUIDE)
    code, told = shop.run("release", *GUIDE, *MANAGER)
    assert code == 0, told


def _pages(file: Path) -> list[Image.Image]:
    document: Any = pdfium.PdfDocument(file)
    return [page.render(scale=DPI / 72).to_pil() for page in document]


def _save(name: str, image: Image.Image) -> None:
    few = image.quantize(128, Image.Quantize.MAXCOVERAGE)
    few.save(HERE / "pictures" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
