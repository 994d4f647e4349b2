"""Small valid files of each kind, all made here: what mutations begin with."""

import io
from base64 import b64encode
from functools import cache
from typing import cast

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.attacks import SVG, doubled, png
from tests.base.test_svg import ILLUSTRATOR
from tests.preflight.foreign import layered
from tests.preflight.icc import cmyk_profile
from tests.preflight.press_pdf import press_pdf

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" pdfaid:part="2" pdfaid:conformance="A">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>
<xmp:CreateDate>2026-11-03T09:00:00Z</xmp:CreateDate><xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Title</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


@cache
def svgs() -> tuple[bytes, ...]:
    """Return drawings as programs save them, with styles, uses, markers and pictures inside."""
    image = f"data:image/png;base64,{b64encode(png(1, 1)).decode()}"
    more = (
        f'{SVG} viewBox="0 0 9 9"><defs><marker id="m"><path d="M0 0h1"/></marker>'
        '<pattern id="p"><use x:href="#r"/></pattern><mask id="k"><rect id="r"/></mask></defs>'
        '<g mask="url(#k)" style="fill:url(#p);stroke:rgb(1,2,3)"><path marker-mid="url(#m)"'
        f' d="M0 0h1h1"/></g><image href="{image}"/><rect fill="var(--ink)"/></svg>'
    )
    return ILLUSTRATOR.encode(), more.encode()


@cache
def stylesheets() -> tuple[bytes, ...]:
    """Return a stylesheet with most of what ours hold, and one that grows."""
    css = """@charset "utf-8"; @import url("own.css") print; /* a */
:root { --a: 1pt 2pt; --b: var(--a) calc(1mm + 2%) }
@page cover { size: 11in 8.5in; margin: 0; @top-left { content: counter(page) } }
@media print { p > a[href^="x"]::before, .b:not(.c) { background: url(../images/a.png) } }
@font-face { font-family: "A B"; src: url(a.ttf), local("b") }
.grid { grid-template: repeat(3, 1fr) / auto; font: 9pt/1.2 var(--b), serif; color: #12525E80 }"""
    return css.encode(), doubled(6).encode()


@cache
def pictures() -> tuple[bytes, ...]:
    """Return a picture of each kind that is taken: modes, interlaced, palette, notes, profile."""
    out: list[bytes] = []

    def save(image: Image.Image, format: str, **options: object) -> None:
        file = io.BytesIO()
        image.save(file, format, **options)
        out.append(file.getvalue())

    srgb = cast("ImageCms.ImageCmsProfile", ImageCms.createProfile("sRGB"))
    dated = ImageCms.ImageCmsProfile(srgb).tobytes()
    screen = dated[:24] + bytes(12) + dated[36:]
    notes = PngInfo()
    notes.add_text("a", "b" * 99, zip=True)
    notes.add_itxt("c", "d", "en", "e", zip=True)
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a"
    exif.get_ifd(0x8825)[1] = "N"
    rgb = Image.effect_mandelbrot((40, 30), (-2, -1, 1, 1), 60).convert("RGB")
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        image = Image.new(mode, (20, 10)) if mode == "I;16" else rgb.convert(mode)
        seen_through = {"L": 0, "P": 0, "I;16": 0, "RGB": (0, 0, 0)}
        clear = {"transparency": seen_through[mode]} if mode in seen_through else {}
        save(image, "PNG", pnginfo=notes, exif=exif, icc_profile=screen, **clear)
    for mode in ("L", "RGB", "CMYK"):
        for progressive in (False, True):
            options = {"progressive": progressive, "exif": exif, "comment": b"a"}
            profile = cmyk_profile() if mode == "CMYK" else screen
            save(rgb.convert(mode), "JPEG", icc_profile=profile, **options)
    save(rgb, "MPO", save_all=True, append_images=[rgb])
    return tuple(out)


@cache
def profiles() -> tuple[bytes, ...]:
    """Return profiles of our own for a press, small ones."""
    return (cmyk_profile(),)


@cache
def press_files() -> tuple[bytes, ...]:
    """Return a PDF/X-4 and a file with layers."""
    return press_pdf(), layered()


@cache
def forms() -> tuple[bytes, ...]:
    """Return a form with a field of text that has kids, and a box to tick; one of them typed in."""
    return _form(""), _form("typed")


def _form(typed: str) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    look = pdf.make_stream(b"/Tx BMC EMC", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="name", V=typed, DA="/F 9 Tf", Ff=4096))
    notes = [
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                Rect=[0, y, 90, y + 9],
                Parent=field,
                AP=Dictionary(N=look),
                P=page.obj,
            )
        )
        for y in (0, 20)
    ]
    states = Dictionary(Yes=look, Off=look)
    box = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("box"), AS=Name.Off
    )
    box.Rect, box.AP = Array([0, 40, 9, 49]), Dictionary(N=states)
    field.Kids = Array(notes)
    page.obj.Annots = Array([*notes, pdf.make_indirect(box)])
    pdf.Root.AcroForm = Dictionary(Fields=[field, page.obj.Annots[2]], DR=Dictionary())
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


@cache
def tagged() -> tuple[bytes, ...]:
    """Return a file with a tree of tags, which says that it is PDF/A-2a."""
    pdf = pikepdf.open(io.BytesIO(press_pdf()))
    page = pdf.pages[0]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary(Own=Name.P)))
    part = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    figure = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Figure, P=part, Pg=page.obj, K=[0], Alt="a")
    )
    part.K, root.K = Array([figure]), Array([part])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=[0, Array([figure])]))
    page.obj.StructParents = 0
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    pdf.Root.Metadata = pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue(), _form("")


def with_xmp(xmp: bytes) -> bytes:
    """Return a file that says `xmp` of itself."""
    pdf = pikepdf.open(io.BytesIO(press_files()[0]))
    pdf.Root.Metadata = pdf.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


LISTS = (
    b'\xef\xbb\xbfsep=;\r\nemail;name;language\r\na@b.example;"Doe, Jane";en\r\n',
    b'email,name\na@b.example,A\n"c@d.example","B ""C"""\n',
    "e-mail\tname\nö@bücher.example\tÄ\n".encode(),
)

CONTENT = (b"a: [1, {b: 'c'}]\nd: |\n  e\n  f\ng: \"h\\u1234\"\ni: >-\n  j\n",)

# What a server says, step by step: greeting, EHLO, STARTTLS, EHLO, AUTH, MAIL, RCPT, DATA, message.
STEP = b"\x1e"
REPLIES = (
    STEP.join(
        (
            b"220 here\r\n",
            b"250-here\r\n250-STARTTLS\r\n250 SIZE 999\r\n",
            b"220 go on\r\n",
            b"250-here\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN\r\n",
            *(b"235 in\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", b"250 got it\r\n"),
            *(b"250 ok\r\n", b"221 bye\r\n"),
        )
    ),
)
