"""Files as other programs make them: a text program, a web design tool, a scanner, one with layers.

Each is made by our own code; what makes it typical is written beside it.
"""

import io
from base64 import b64encode
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

from brochure.base.font_files import font_paths, use_own_fonts

use_own_fonts()

from weasyprint import HTML  # noqa: E402

_LETTER = (
    "@page { size: 8.5in 11in; margin: 1in } body { font: 11pt 'Source Sans Pro'; color: #010101 }"
)


def word_export() -> bytes:
    """Black text in RGB, a heading in colour, links, Letter paper, no trim box, no bleed."""
    body = (
        "<h1 style='color:#2F5496'>Visit us</h1><p>Call or <a href='https://example.org'>book</a>."
    )
    pdf = _opened(f"<style>{_LETTER}</style><title>Visit</title>{body}")
    for page in pdf.pages:
        for box in ("/TrimBox", "/BleedBox"):
            if box in page.obj:
                del page.obj[box]
        page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    pdf.docinfo["/Creator"] = "Microsoft® Word for Microsoft 365"
    pdf.docinfo["/Producer"] = "Microsoft® Word for Microsoft 365"
    return _saved(pdf)


def design_tool() -> bytes:
    """RGB with bleed and trim box, a photo of 120 ppi to the edge, small gray text."""
    photo = Image.effect_mandelbrot((780, 300), (-2, -1, 1, 1), 60).convert("RGB")
    style = (
        "@page { size: 6in 4in; margin: 0; bleed: .125in } body { margin: 0 }"
        "img { position: absolute; left: -.125in; top: -.125in; width: 6.25in; height: 2.5in }"
        "p { position: absolute; left: .5in; top: 3in; font: 9pt 'Source Sans Pro' }"
    )
    body = f"<style>{style}</style><title>Card</title><img src='photo:'><p>Open Monday to Friday"
    pdf = _opened(body, _png(photo))
    pdf.docinfo["/Creator"] = "Canva"
    return _saved(pdf)


def layered() -> bytes:
    """Two languages on two layers, one of them switched off, in CMYK."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(306, 450))
    page.obj.TrimBox, page.obj.BleedBox = Array([9, 9, 297, 441]), Array([0, 0, 306, 450])
    names = ("English", "Spanish")
    layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in names]
    page.obj.Resources = Dictionary(Properties=Dictionary(E=layers[0], S=layers[1]))
    page.obj.Contents = pdf.make_stream(
        b"/OC /E BDC 0.4 0 0 0 k 72 72 90 90 re f EMC /OC /S BDC 1 0 0 rg 72 72 90 90 re f EMC"
    )
    pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=Dictionary(OFF=Array([layers[1]])))
    return _saved(pdf)


def scan() -> bytes:
    """One gray page of 100 ppi, as an office scanner mails it."""
    page = Image.effect_noise((850, 1100), 60)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=100)
    return out.getvalue()


SCANNED = (
    "Before your visit",
    "Eat nothing for six hours before it.",
    "Someone must drive you home.",
)


def scanned_text(words_mode: int | None = None) -> bytes:
    """A picture of 200 ppi of a page with words; with a mode the words are there as text, too.

    OCR writes them in mode 3, which nobody sees. They are in RGB, white and black, small, up to the
    edge, and in a font that is not in the file.
    """
    wide, high, ppi = 1700, 2200, 200
    page = Image.new("L", (wide, high), 247)
    pen = ImageDraw.Draw(page)
    for n, words in enumerate(SCANNED):
        font = ImageFont.truetype(font_paths()[0], 60 if n == 0 else 34)
        pen.text((200, 220 + 140 * n), words, 30, font)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=ppi)
    if words_mode is None:
        return out.getvalue()
    with pikepdf.open(out) as pdf:
        lines = [(words, 11, 72, 700 - 50 * n, 0) for n, words in enumerate(SCANNED)]
        lines += [("page 1", 4, 2, 2, 0), ("white", 4, 72, 640, 1)]
        layer = "".join(
            f"BT {words_mode} Tr /OCR {size} Tf {ink} {ink} {ink} rg {x} {y} Td ({words}) Tj ET "
            for words, size, x, y, ink in lines
        )
        pdf.pages[0].obj.Resources.Font = Dictionary(
            OCR=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
        )
        pdf.pages[0].contents_add(layer.encode())
        return _saved(pdf)


def locked(user: str = "secret") -> bytes:
    """A file that asks for a password, or, without one, only forbids changes."""
    with pikepdf.open(io.BytesIO(scan())) as pdf:
        return _saved(pdf, pikepdf.Encryption(owner="owner", user=user))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _opened(html: str, photo: bytes = b"") -> pikepdf.Pdf:
    address = f"data:image/png;base64,{b64encode(photo).decode()}"
    html = html.replace("photo:", address)
    return pikepdf.open(io.BytesIO(HTML(string=html).write_pdf() or b""))


def _saved(pdf: pikepdf.Pdf, encryption: Any = False) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=not encryption, encryption=encryption)
    return out.getvalue()


def without_pages() -> bytes:
    """Return a PDF that is whole, and has no page."""
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()
