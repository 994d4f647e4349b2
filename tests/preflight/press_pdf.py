"""A small good PDF/X-4, made here and broken in one place by a test."""

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from struct import pack
from typing import Any

import font_source_sans_pro
import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from tests.preflight.icc import cmyk_profile

TRIM_PT = (288.0, 432.0)  # a postcard, 4 × 6 in
BLEED_PT, SLUG_PT = 9.0, 18.0
LEFT = BOTTOM = BLEED_PT + SLUG_PT
FONT_FILE = Path(font_source_sans_pro.__file__).parent / "files" / "SourceSansPro-Regular.ttf"

GROUND = "0.3 0.1 0 0 k 18 18 306 450 re f"
WORDS = "/Over gs 0 0 0 1 k BT /F1 10 Tf 72 300 Td (Ask your clinician) Tj ET /Plain gs"
WHITE_WORDS = "0 0 0 0 k BT /F1 14 Tf 72 260 Td (White on blue) Tj ET"
RULE = "/Over gs 0 0 0 1 K 0.5 w 72 250 m 200 250 l S /Plain gs"
IMAGE = "q 72 0 0 72 72 120 cm /Im1 Do Q"
MARKS = "/All CS 1 SCN 0.25 w 27 0 m 27 15 l S 0 27 m 15 27 l S"


@dataclass(frozen=True)
class Recipe:
    """What a page says, and what is done to the finished file."""

    content: str = "\n".join((GROUND, WORDS, WHITE_WORDS, RULE, IMAGE, MARKS))
    image_px: int = 300
    edit: Callable[[pikepdf.Pdf], None] = lambda pdf: None
    encrypt: bool = False


def press_pdf(recipe: Recipe | None = None) -> bytes:
    """Return a PDF/X-4 of one page that keeps every rule, but for what `recipe` breaks."""
    recipe = recipe or Recipe()
    pdf = pikepdf.new()
    width, height = TRIM_PT
    page = pdf.add_blank_page(page_size=(width + 2 * LEFT, height + 2 * BOTTOM))
    page.obj.TrimBox = Array([LEFT, BOTTOM, LEFT + width, BOTTOM + height])
    page.obj.BleedBox = Array([SLUG_PT, SLUG_PT, LEFT + width + 9, BOTTOM + height + 9])
    page.obj.Contents = pdf.make_stream(recipe.content.encode())
    page.obj.Resources = _resources(pdf, recipe.image_px)
    _describe(pdf)
    recipe.edit(pdf)
    out = io.BytesIO()
    encryption = pikepdf.Encryption(owner="owner", user="") if recipe.encrypt else False
    pdf.save(out, static_id=True, encryption=encryption)
    return out.getvalue()


def _resources(pdf: pikepdf.Pdf, image_px: int) -> Dictionary:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Dictionary(
        Font=Dictionary(F1=embedded_font(pdf)),
        XObject=Dictionary(Im1=cmyk_image(pdf, image_px)),
        ColorSpace=Dictionary(All=Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])),
        ExtGState=Dictionary(
            Over=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1),
            Plain=Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0),
        ),
    )


def cmyk_image(pdf: pikepdf.Pdf, px: int, inks: tuple[int, ...] = (102, 51, 0, 26)) -> Any:
    """Return a square image of one colour, each ink 0 to 255."""
    return pdf.make_stream(
        zlib.compress(bytes(inks) * px * px),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=px,
        Height=px,
        ColorSpace=Name.DeviceCMYK,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )


def gray_image(pdf: pikepdf.Pdf, px: int, bits: int, sample: bytes) -> Any:
    """Return a square gray image, each byte of it the same."""
    return pdf.make_stream(
        zlib.compress(sample * (-(-px * bits // 8) * px)),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=px,
        Height=px,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=bits,
        Filter=Name.FlateDecode,
    )


def fax_image(pdf: pikepdf.Pdf, px: int, jbig2: bool) -> Any:
    """Return a square picture of one bit, black in its right half, as JBIG2 or as CCITT G4.

    The region of JBIG2 is coded as T.6 too (ITU-T T.88, 6.2.6), so Pillow writes both; it takes 0
    for white, and up to 64 kB in one strip.
    """
    half = Image.new("1", (px, px), 1)
    half.paste(0, (0, 0, px // 2, px))
    file = io.BytesIO()
    half.save(file, "TIFF", compression="group4")
    with Image.open(file) as tiff:
        assert isinstance(tiff, TiffImageFile)
        (start,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    coded = file.getvalue()[start : start + length]
    made = pdf.make_stream(_in_jbig2(coded, px) if jbig2 else coded)
    made.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=px,
        Height=px,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=1,
        Filter=Name.JBIG2Decode if jbig2 else Name.CCITTFaxDecode,
    )
    if not jbig2:
        made.DecodeParms = Dictionary(K=-1, Columns=px, Rows=px)
    return made


def _in_jbig2(coded: bytes, px: int) -> bytes:
    """Return a page and one generic region as JBIG2 (ITU-T T.88, 7.2 and 7.4)."""
    page = pack(">4I", px, px, 0, 0) + b"\0" + pack(">H", 0)
    region = pack(">4I", px, px, 0, 0) + b"\0" + b"\1" + coded
    parts = ((0, 48, page), (1, 38, region))
    return b"".join(pack(">IBBBI", n, kind, 0, 1, len(d)) + d for n, kind, d in parts)


def embedded_font(pdf: pikepdf.Pdf) -> Any:
    """Return Source Sans with its file and its widths, for codes 32 to 126."""
    font: Any = TTFont(FONT_FILE)
    per_em, names, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    data = FONT_FILE.read_bytes()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/AAAAAA+SourceSansPro-Regular"),
        Flags=32,
        FontBBox=Array([-454, -293, 2159, 968]),
        ItalicAngle=0,
        Ascent=750,
        Descent=-250,
        CapHeight=660,
        StemV=84,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=descriptor.FontName,
            FirstChar=32,
            LastChar=126,
            Widths=Array([round(1000 * widths[names[c]][0] / per_em) for c in range(32, 127)]),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=descriptor,
        )
    )


def _describe(pdf: pikepdf.Pdf) -> None:
    """State what PDF/X-4 wants stated."""
    profile = pdf.make_stream(cmyk_profile(), N=4)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier="CGATS TR 006",
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([intent])
    pdf.docinfo["/Trapped"] = Name("/False")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        told["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-4"
        told["dc:title"] = "Postcard"
        for date in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            told[date] = "2026-01-05T09:00:00+00:00"
        told["xmpMM:DocumentID"] = "uuid:6f1e1ac0-0000-4000-8000-000000000001"
        told["xmpMM:VersionID"] = "1"
        told["xmpMM:RenditionClass"] = "default"
        told["pdf:Trapped"] = "False"
