"""Soft proofs: pictures of a finished document with guides drawn over each page.

Guides are trim, folds and margins. Other pictures show what a reader meets when it is folded.
"""

from collections.abc import Iterator

import pypdfium2 as pdfium

from brochure.build.soft_proof.drawing import draw_guides, to_png
from brochure.build.soft_proof.folding import draw_views, views_of
from brochure.build.soft_proof.guides import guides_of
from brochure.build.staff_words import staff_words
from brochure.layout.printed import Printed


def make_soft_proofs(printed: Printed) -> tuple[tuple[str, bytes], ...]:
    """Return the pictures of what is written, as (file name, PNG): each page, then the views."""
    document = pdfium.PdfDocument(printed.output)
    try:
        return tuple(_pictures(printed, document))
    finally:
        document.close()


def _pictures(printed: Printed, document: pdfium.PdfDocument) -> Iterator[tuple[str, bytes]]:
    count, edition = len(document), printed.edition
    is_side = bool(printed.sheets) or edition.pages == (2, 2)
    name = "side" if is_side else "page"
    for number in range(1, count + 1):
        head = staff_words("soft_proof.head").format(
            edition=edition.name,
            channel=printed.channel.name,
            name=staff_words(f"soft_proof.{name}"),
            number=number,
            count=count,
        )
        page = draw_guides(document[number - 1], tuple(guides_of(printed, number)), head)
        yield f"{name}-{number:02}.png", to_png(page)
    views = views_of(printed, count)
    if views:
        yield "folded.png", to_png(draw_views(document, views))
