"""A picture for a screen -> what readers show of it once it is separated: to compare pages with."""

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Dictionary, Name
from PIL import Image

from brochure.base.pixels import draw_page, rgb_at
from brochure.base.wcag import Rgb
from brochure.channels.inks import Ink, Inks

_MOST_PX = 600  # to compare with a page, cell by cell; each cell is far larger than a pixel
_SWATCH_PX = 8


def preview_in_ink(raw: bytes, inks: Inks) -> bytes:
    """Return a PNG or JPEG as a PNG in the colours in which a reader shows its separation.

    Inks reach other colours than a screen: a deep blue comes out lighter, its steps smaller.
    """
    with Image.open(io.BytesIO(raw)) as image:
        image.thumbnail((_MOST_PX, _MOST_PX), Image.Resampling.BOX)
        clear = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
        printed = inks.picture(image.convert("RGB"))
    seen = _render(printed) if printed.mode == "CMYK" else printed
    if clear is not None:
        seen.putalpha(clear)
    file = io.BytesIO()
    seen.save(file, "PNG")
    return file.getvalue()


def show_inks(inks: Sequence[Ink]) -> tuple[Rgb, ...]:
    """Return the colours in which PDFium shows inks, each of them in sRGB."""
    printed = Image.new("CMYK", (len(inks) * _SWATCH_PX, _SWATCH_PX))
    for n, ink in enumerate(inks):
        area = (n * _SWATCH_PX, 0, (n + 1) * _SWATCH_PX, _SWATCH_PX)
        printed.paste(tuple(round(part * 255) for part in ink), area)
    middle = _SWATCH_PX // 2
    seen = _render(printed)
    at = ((n * _SWATCH_PX + middle, middle) for n in range(len(inks)))
    return tuple(rgb_at(seen, point) for point in at)


def _render(printed: Image.Image) -> Image.Image:
    """Return how PDFium shows four inks, which every reader does in its own way."""
    width, height = printed.size
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=printed.size)
        picture = pikepdf.Stream(
            pdf,
            printed.tobytes(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=width,
            Height=height,
            ColorSpace=Name.DeviceCMYK,
            BitsPerComponent=8,
        )
        page.Resources = Dictionary(XObject=Dictionary(P=picture))
        page.Contents = pdf.make_stream(b"%d 0 0 %d 0 0 cm /P Do" % (width, height))
        pdf.save(file)
    document = pdfium.PdfDocument(file.getvalue())
    seen = draw_page(document[0], 1).convert("RGB")
    document.close()
    return seen
