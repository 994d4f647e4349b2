"""Every rule of preflight: the good file keeps all, and each rule is broken alone."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from brochure.preflight import RULES, Order, preflight
from brochure.preflight.foreign_pdf import UnreadablePdfError
from brochure.preflight.order import parse_order
from brochure.preflight.rule import CONSEQUENCES
from tests.preflight.icc import cmyk_profile
from tests.preflight.press_pdf import (
    FONT_FILE,
    GROUND,
    TRIM_PT,
    WORDS,
    Recipe,
    cmyk_image,
    gray_image,
    press_pdf,
)

ORDER = Order(trim_pt=TRIM_PT, folds_pt=((216.0,),))
Edit = Callable[[pikepdf.Pdf], None]
DATES = "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"
IDENTITY = "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"
VERSION = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
WHOLE = Recipe().content


def ids(recipe: Recipe, order: Order = ORDER) -> set[str]:
    return {found.id for found in preflight(press_pdf(recipe), order)}


def adding(content: str, edit: Edit = lambda pdf: None) -> Recipe:
    """Return the good page with more on it."""
    return Recipe(content=f"{WHOLE}\nq {content} Q", edit=edit)


def replacing(old: str, new: str, edit: Edit = lambda pdf: None) -> Recipe:
    assert old in WHOLE
    return Recipe(content=WHOLE.replace(old, new), edit=edit)


def page(change: Callable[[Any], None]) -> Recipe:
    return Recipe(edit=lambda pdf: change(pdf.pages[0].obj))


def root(change: Callable[[Any], None]) -> Recipe:
    return Recipe(edit=lambda pdf: change(pdf.Root))


def without_xmp(*names: str) -> Recipe:
    def edit(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            for name in names:
                del told[name]

    return Recipe(edit=edit)


def with_resource(kind: str, name: str, value: Any) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        if kind not in resources:
            resources[kind] = Dictionary()
        resources[kind][name] = value(pdf) if callable(value) else value

    return edit


def profiled(kind: bytes = b"prtr", space: bytes = b"CMYK") -> Recipe:
    def edit(pdf: pikepdf.Pdf) -> None:
        profile = pdf.make_stream(cmyk_profile(kind, space), N=4)
        pdf.Root.OutputIntents[0].DestOutputProfile = profile

    return Recipe(edit=edit)


def second_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def note(kind: str, rect: list[float], **more: Any) -> Recipe:
    entry = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(rect), **more)
    return page(lambda on: on.__setitem__("/Annots", Array([entry])))


def not_embedded(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Resources.Font.F1.FontDescriptor["/FontFile2"]


def courier(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1["/BaseFont"] = Name("/AAAAAA+Courier-Bold")


def courier_new(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1["/BaseFont"] = Name("/AAAAAA+CourierNewPSMT")


def other_letter(pdf: pikepdf.Pdf) -> None:
    """Give .notdef to a letter that no word has."""
    encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=[126, Name("/.notdef")])
    font_of(pdf)["/Encoding"] = encoding


def gray_mask(pdf: pikepdf.Pdf) -> None:
    """Add a mask of lightness, the one thing that may be mixed in gray."""
    mask = pdf.make_stream(
        b"",
        Subtype=Name.Form,
        BBox=[0, 0, 9, 9],
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    pdf.pages[0].obj.Resources.ExtGState.Mask = state


def layered(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="French"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def spot(pdf: pikepdf.Pdf) -> Array:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.6, 1, 0], N=1)
    return Array([Name.Separation, Name("/PANTONE 021 C"), Name.DeviceCMYK, tint])


def icc_rgb(pdf: pikepdf.Pdf) -> Array:
    return Array([Name.ICCBased, pdf.make_stream(b"", N=3)])


def turned_off(pdf: pikepdf.Pdf) -> None:
    """Say that it is trapped in one place, and that it is not in the other."""
    pdf.docinfo["/Trapped"] = Name("/True")


def small_picture(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject.Im2 = cmyk_image(pdf, 150)


def zero(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState.Zero = Dictionary(OPM=0)


def bitmap(px: int) -> Recipe:
    """Return the good file with its picture in black and white alone."""

    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject.Im1 = gray_image(pdf, px, 1, b"\xaa")

    return Recipe(edit=edit)


def deep(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject.Im1 = gray_image(pdf, 300, 16, b"\x80")


def blank_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])
    pdf.pages[1].obj.Contents = pdf.make_stream(b"0 0 0 0 k 0 0 90 90 re f")


def font_of(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj.Resources.Font.F1


def broken_font(pdf: pikepdf.Pdf) -> None:
    data = FONT_FILE.read_bytes()[:300]
    font_of(pdf).FontDescriptor.FontFile2 = pdf.make_stream(data, Length1=len(data))


def lost_letter(pdf: pikepdf.Pdf) -> None:
    encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=[65, Name("/.notdef")])
    font_of(pdf)["/Encoding"] = encoding


def font_by_numbers(first_glyph: int) -> Edit:
    """Add a font of which code 0 stands for a glyph of this number."""

    def edit(pdf: pikepdf.Pdf) -> None:
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=font_of(pdf).BaseFont,
            FontDescriptor=font_of(pdf).FontDescriptor,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            CIDToGIDMap=pdf.make_stream(first_glyph.to_bytes(2, "big")),
        )
        pdf.pages[0].obj.Resources.Font.F9 = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=inner.BaseFont,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
        )

    return edit


def drawn_font(pdf: pikepdf.Pdf) -> None:
    glyph = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
    pdf.pages[0].obj.Resources.Font.T3 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 500, 500],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Differences=[97, Name.a]),
        FirstChar=97,
        LastChar=97,
        Widths=[500],
    )


def jpeg_2000(pdf: pikepdf.Pdf) -> None:
    out = io.BytesIO()
    Image.new("CMYK", (300, 300), (102, 51, 0, 26)).convert("L").save(out, "JPEG2000")
    image = pdf.pages[0].obj.Resources.XObject.Im1
    image.write(out.getvalue(), filter=Name.JPXDecode)
    image.ColorSpace = Name.DeviceGray


def misnamed(pdf: pikepdf.Pdf) -> None:
    """Name one press, and bring the profile of another."""
    profile = pdf.make_stream(cmyk_profile(name="Coated FOGRA39 (ISO 12647-2:2004)"), N=4)
    pdf.Root.OutputIntents[0].DestOutputProfile = profile


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = b"not for print"


def tint_of_rgb(pdf: pikepdf.Pdf) -> Array:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[0, 0, 0], N=1)
    return Array([Name.Separation, Name.Black, Name.DeviceRGB, tint])


GRAY_GROUP = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
RGB_GROUP = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
CURVE = Dictionary(FunctionType=2, Domain=[0, 1], N=2)
JAVASCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
URI = Dictionary(S=Name.URI, URI="https://example.org")
BOX = "72 72 50 20 re f"
FIRST_GLYPH = "/Over gs 0 0 0 1 k BT /F9 12 Tf 72 220 Td <0000> Tj ET"

BROKEN: tuple[tuple[str, Recipe], ...] = (
    ("x.version", without_xmp(VERSION)),
    ("x.output-intent", root(lambda on: on.__delitem__("/OutputIntents"))),
    ("x.output-intent", Recipe(edit=second_intent)),
    ("x.output-intent", profiled(kind=b"mntr")),
    ("x.output-intent", profiled(space=b"RGB ")),
    ("x.output-intent", root(lambda on: on.OutputIntents[0].__delitem__("/DestOutputProfile"))),
    ("x.title", without_xmp("dc:title")),
    *(("x.dates", without_xmp(name)) for name in DATES),
    *(("x.document-id", without_xmp(name)) for name in IDENTITY),
    ("x.trapped", Recipe(edit=turned_off)),
    ("x.encryption", Recipe(encrypt=True)),
    ("x.fonts-embedded", Recipe(edit=not_embedded)),
    ("x.trim-box", page(lambda on: on.__setitem__("/ArtBox", on.TrimBox))),
    ("x.boxes", page(lambda on: on.__setitem__("/BleedBox", Array([18, 18, 350, 468])))),
    ("x.annotations", note("Text", [72, 72, 90, 90])),
    ("x.actions", note("Link", [0, 0, 9, 9], A=URI)),
    ("x.actions", root(lambda on: on.__setitem__("/OpenAction", Dictionary(S=Name.Named)))),
    ("x.javascript", root(lambda on: on.__setitem__("/OpenAction", JAVASCRIPT))),
    ("x.javascript", root(lambda on: on.__setitem__("/Names", Dictionary(JavaScript=JAVASCRIPT)))),
    (
        "x.forms",
        root(lambda on: on.__setitem__("/AcroForm", Dictionary(Fields=Array([JAVASCRIPT])))),
    ),
    ("x.transfer-functions", Recipe(edit=with_resource("/ExtGState", "/T", Dictionary(TR=CURVE)))),
    ("x.transfer-functions", Recipe(edit=with_resource("/ExtGState", "/T", Dictionary(TR2=CURVE)))),
    ("x.opi", page(lambda on: on.Resources.XObject.Im1.__setitem__("/OPI", Dictionary()))),
    ("x.rgb", adding(f"0.2 0.5 0.9 rg {BOX}")),
    ("x.rgb", adding("0.2 0.5 0.9 RG 72 72 m 90 72 l S")),
    ("x.rgb", adding("q 9 0 0 9 72 72 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q")),
    ("x.blend-space", page(lambda on: on.__setitem__("/Group", RGB_GROUP))),
    (
        "g.cmyk-only",
        adding(f"/Rgb cs 0.2 0.5 0.9 sc {BOX}", with_resource("/ColorSpace", "/Rgb", icc_rgb)),
    ),
    (
        "g.spot-colours",
        adding(f"/Spot cs 1 scn {BOX}", with_resource("/ColorSpace", "/Spot", spot)),
    ),
    ("g.registration-colour", adding("/All CS 0.5 SCN 72 72 m 90 72 l S")),
    ("x.blend-space", page(lambda on: on.__setitem__("/Group", GRAY_GROUP))),
    (
        "g.cmyk-only",
        adding(f"/Tint cs 1 scn {BOX}", with_resource("/ColorSpace", "/Tint", tint_of_rgb)),
    ),
    ("g.ink-limit", adding("1 1 1 0.4 k 72 72 60 60 re f")),
    ("own.ink-limit", adding("1 1 0.6 0.5 k 72 72 40 40 re f")),
    ("own.ink-limit", adding("1 1 1 0.4 k 72 72 20 20 re f")),
    ("g.white-overprint", adding("/Over gs 0 0 0 0 k BT /F1 14 Tf 72 220 Td (gone) Tj ET")),
    ("g.white-path-overprint", adding(f"/Over gs 0 0 0 0 k {BOX}")),
    ("g.white-path-overprint", adding("/Over gs 0 0 0 0 K 1 w 72 72 m 90 72 l S")),
    ("g.image-resolution", Recipe(image_px=148)),
    ("g.image-resolution-low", Recipe(image_px=223)),
    ("g.black-overprint", replacing("/Over gs 0 0 0 1 k", "0 0 0 1 k")),
    ("g.black-overprint", replacing("/Over gs 0 0 0 1 k", "/Over gs /Zero gs 0 0 0 1 k", zero)),
    ("g.black-line-overprint", adding("0 0 0 1 K 1.9 w 72 72 m 90 72 l S")),
    ("g.black-line-overprint", adding("0 0 0 1 k 72 72 50 0.9 re f")),
    ("g.gray-text", replacing("/Over gs 0 0 0 1 k", "0 g")),
    ("g.gray-text", replacing("/Over gs 0 0 0 1 k", "0.4 g")),
    ("g.gray-line", adding("0.2 G 1 w 72 72 m 90 72 l S")),
    ("g.gray-overprint", adding(f"/Over gs 0.2 g {BOX}")),
    ("g.small-white-text", adding("0 0 0 0 k BT /F1 7.9 Tf 72 220 Td (small) Tj ET")),
    ("g.small-coloured-text", adding("0.8 0.4 0 0 k BT /F1 7.9 Tf 72 220 Td (small) Tj ET")),
    ("g.thin-white-line", adding("0 0 0 0 K 0.2 w 72 72 m 90 72 l S")),
    ("g.bitmap-resolution", bitmap(540)),
    ("g.bitmap-resolution-low", bitmap(790)),
    ("g.user-unit", page(lambda on: on.__setitem__("/UserUnit", 1))),
    ("g.crop-box", page(lambda on: on.__setitem__("/CropBox", on.BleedBox))),
    ("g.same-size", page(lambda on: on.__setitem__("/Rotate", 90))),
    ("g.empty-page", Recipe(edit=blank_page)),
    ("own.broken-font", Recipe(edit=broken_font)),
    ("own.missing-letter", Recipe(edit=lost_letter)),
    ("own.missing-letter", adding(FIRST_GLYPH, font_by_numbers(0))),
    ("own.drawn-font", adding("BT /T3 12 Tf 72 220 Td (a) Tj ET", drawn_font)),
    ("own.image-dense", Recipe(image_px=460)),
    ("own.jpeg-2000", Recipe(edit=jpeg_2000)),
    ("own.deep-pictures", Recipe(edit=deep)),
    ("own.intent-name", Recipe(edit=misnamed)),
    ("own.attached-files", Recipe(edit=attached)),
    ("own.private-content", root(lambda on: on.__setitem__("/PieceInfo", Dictionary()))),
    ("own.private-content", page(lambda on: on.__setitem__("/PieceInfo", Dictionary()))),
    ("g.rich-black-text", replacing("/Over gs 0 0 0 1 k", "0.6 0.4 0.4 1 k")),
    ("g.rich-black-text", replacing("/Over gs 0 0 0 1 k BT /F1 10", "0.7 0.6 0.6 1 k BT /F1 14")),
    ("g.courier", Recipe(edit=courier)),
    ("own.bleed", page(lambda on: on.__setitem__("/BleedBox", Array([18, 18, 320, 468])))),
    ("own.bleed-filled", replacing(GROUND, "0.3 0.1 0 0 k 27 18 297 450 re f")),
    ("own.safe-zone", adding("0 0 0 1 k /Over gs BT /F1 12 Tf 40 300 Td (x) Tj ET")),
    ("own.safe-zone", adding("0 0 0 1 k /Over gs BT /F1 12 Tf 235 300 Td (at the fold) Tj ET")),
    ("own.safe-zone", adding("q 40 0 0 40 36 80 cm /Im2 Do Q", small_picture)),
    ("own.safe-zone", adding("q 40 0 0 40 246 200 cm /Im2 Do Q", small_picture)),
    ("own.safe-zone", adding("q 76 0 0 60 248 200 cm /Im1 Do Q")),
    ("own.safe-zone", adding("0 0.9 0 0 K 1 w 33 33 276 420 re S")),
    ("own.safe-zone", adding("0 0 0 0 k BT /F1 9 Tf 28 300 Td (x) Tj ET")),
    ("own.safe-zone", adding("0 0 0 0 k BT /F1 9 Tf 240 300 Td (x) Tj ET")),
    ("own.safe-zone", adding("0 0 0 1 k 29 300 40 40 re f")),
    ("own.safe-zone", adding("0 0 0 1 k 223 300 40 40 re f")),
    ("own.safe-zone", adding("q 0 0 342 486 re W n 0 0 0 1 k 223 300 40 40 re f Q")),
    ("own.safe-zone", adding("q 220 298 46 44 re W n 0 0 0 1 k 223 300 40 40 re f Q")),
    ("own.safe-zone", adding("0 0 0 1 k 245 380 m 250 380 l 250 390 l f")),
    ("own.safe-zone", adding("0 0 0 1 K 4 w 72 200 m 230 200 l S")),
    ("own.safe-zone", adding("0 0 0 1 K 20 w 1 J 72 200 m 220 200 l S")),
    ("own.hairline", adding("/Over gs 0 0 0 1 K 0.2 w 72 72 m 90 72 l S")),
    ("own.hairline", adding("/Over gs 0 0 0 1 K 0 w 72 72 m 90 72 l S")),
    ("own.hairline", adding("0.5 0 0 0.5 0 0 cm 0.9 0 0 0 K 0.4 w 144 144 m 180 144 l S")),
    ("own.hairline", adding("0 0.9 0.9 0 k 72 72 50 0.2 re f")),
    ("own.small-text", replacing("/F1 10 Tf", "/F1 4.9 Tf")),
    ("own.small-text", replacing("/F1 10 Tf", "/F1 10 Tf 0.4 0 0 0.4 72 72 Tm")),
    ("own.layers", Recipe(edit=layered)),
)


def test_the_good_file_keeps_every_rule() -> None:
    assert preflight(press_pdf(), ORDER) == ()


@pytest.mark.parametrize(
    ("id", "recipe"), BROKEN, ids=[f"{i}-{n}" for n, (i, _) in enumerate(BROKEN)]
)
def test_a_rule_that_is_broken_alone_turns_red_alone(id: str, recipe: Recipe) -> None:
    assert ids(recipe) == {id}


def test_a_file_without_an_identifier() -> None:
    """The writer always makes one, so it is cut out of the finished bytes."""
    pdf = press_pdf()
    start = pdf.index(b"/ID [")
    end = pdf.index(b"]", start) + 1
    assert {f.id for f in preflight(pdf[:start] + b" " * (end - start) + pdf[end:], ORDER)} == {
        "x.file-id"
    }


def test_the_trim_is_compared_with_the_order() -> None:
    (found,) = preflight(press_pdf(), replace(ORDER, trim_pt=(612.0, 792.0)))
    assert found.id == "own.trim-size"
    assert found.what == ("Page 1 is 4 × 6 in (postcard); ordered is 8.5 × 11 in (US Letter).")
    assert preflight(press_pdf(), replace(ORDER, trim_pt=(432.0, 288.0))) == ()
    assert preflight(press_pdf(), replace(ORDER, trim_pt=None)) == ()


def test_a_page_may_count_in_larger_units() -> None:
    """Trim, pictures and safe zone are as large as they are printed; words are read in place."""

    def doubled(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/UserUnit"] = 2

    recipe = replace(adding("0 0 0 1 k /Over gs BT /F1 12 Tf 45 300 Td (edge) Tj ET"), edit=doubled)
    order = Order(trim_pt=(2 * TRIM_PT[0], 2 * TRIM_PT[1]), safe_pt=40)
    found = {f.id: f.what for f in preflight(press_pdf(recipe), order)}
    assert found == {
        "g.user-unit": "Page 1 counts 2 points as one (UserUnit).",
        "own.safe-zone": "Page 1 has “edge” closer than 0.556 in to the cut.",
        "g.image-resolution-low": "Page 1 has a picture with as few as 150 ppi (300 × 300 pixels).",
    }
    assert "own.trim-size" in ids(recipe)


@pytest.mark.parametrize(
    ("typed", "told"),
    [({"trim": "a4"}, "mm"), ({"bleed": "4mm"}, "mm"), ({"trim": "letter"}, "in")],
)
def test_lengths_are_told_in_the_unit_of_the_order(typed: dict[str, str], told: str) -> None:
    order = replace(parse_order(**typed), trim_pt=None, safe_pt=40, bleed_pt=30)
    near = adding("0 0 0 1 k /Over gs BT /F1 12 Tf 45 300 Td (edge) Tj ET")
    found = " ".join(f.what for f in preflight(press_pdf(near), order))
    lengths = re.findall(r"[\d.]+ (mm|in)\b", found)
    assert len(lengths) >= 2 and set(lengths) == {told}


@pytest.mark.parametrize("unit", [0, -2, Name.Two])
def test_a_unit_that_makes_no_sense_counts_as_a_point(unit: Any) -> None:
    assert ids(page(lambda on: on.__setitem__("/UserUnit", unit))) == {"g.user-unit"}


def test_every_rule_has_a_red_case_and_says_what_it_is() -> None:
    covered = {id for id, _ in BROKEN} | {"x.file-id", "own.trim-size"}
    assert {rule.id for rule in RULES} == covered
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.statement.endswith(".") and rule.rationale.endswith(".")
        assert rule.remedy and rule.source
        assert rule.id.split(".")[0] in ("x", "g", "own")


def test_all_26_rules_of_gwg_for_sheets_are_named() -> None:
    """R0001 to R0035, but for those that the specification leaves out for SheetCMYK."""
    left_out = {6, 21, 22, 23, 25, 28, 29, 33, 34}
    named = {int(n) for rule in RULES for n in re.findall(r"\bR0+(\d+)", rule.source)}
    assert named == set(range(1, 36)) - left_out and len(named) == 26


def test_rules_stand_in_the_order_of_what_they_lead_to() -> None:
    ranks = [CONSEQUENCES.index(rule.consequence) for rule in RULES]
    assert ranks == sorted(ranks)
    assert [rule.id for rule in RULES[:3]] == ["own.bleed", "own.bleed-filled", "x.fonts-embedded"]


def test_pages_of_two_sizes_are_asked_about() -> None:
    def larger(pdf: pikepdf.Pdf) -> None:
        pdf.pages.append(pdf.pages[0])
        pdf.pages[1].obj.TrimBox = Array([27, 27, 315, 449])

    found = preflight(press_pdf(Recipe(edit=larger)), replace(ORDER, trim_pt=None))
    assert [one.id for one in found] == ["g.same-size"]


@pytest.mark.parametrize(
    "recipe",
    [
        replacing("/F1 10 Tf", "/F1 10 Tf 3 Tr"),
        adding("q 0 0 m W n 0.1 0.2 0.3 0 k 72 72 50 20 re f Q"),
        adding("/Over gs 0 0 0 1 K 0.25 w 72 72 m 90 72 l S"),
        adding("0.4 0 0 0 K 0.25 w 72 72 m 90 72 l S"),
        adding("0 0 0 1 K 2 w 72 72 m 90 72 l S"),
        adding("0 0 0 0 k 60 60 90 60 re f 0 0 0 1 k BT /F1 10 Tf 72 72 Td (on bare) Tj ET"),
        adding("0 0 0 0 k 60 60 90 60 re f 0 0 0 1 K 0.5 w 72 72 m 90 72 l S"),
        adding("0 0 0 0 k 60 60 90 60 re f 0.2 g BT /F1 10 Tf 72 72 Td (on bare) Tj ET"),
        adding("0 0 0 0 k BT /F1 8 Tf 72 220 Td (eight points) Tj ET"),
        adding("0.8 0.4 0 0 k BT /F1 8 Tf 72 220 Td (eight points) Tj ET"),
        adding("0 0.9 0 0 k BT /F1 6 Tf 72 220 Td (one ink) Tj ET"),
        adding("0.6 0.4 0.4 1 k BT /F1 14 Tf 72 220 Td (240 percent) Tj ET"),
        bitmap(810),
        Recipe(image_px=440),
        page(lambda on: on.__setitem__("/CropBox", on.MediaBox)),
        page(lambda on: on.__setitem__("/Rotate", 0)),
        Recipe(edit=courier_new),
        Recipe(edit=other_letter),
        adding(FIRST_GLYPH, font_by_numbers(40)),
        Recipe(edit=gray_mask),
        adding("0.3 0 0 0 k 18 300 60 60 re f"),
        adding("0 0 0 1 k /Over gs BT /F1 12 Tf 60 300 Td (clear of both) Tj ET"),
        adding("1 1 1 0.1 k 72 72 8 8 re f"),
        note("PrinterMark", [72, 72, 90, 90]),
        Recipe(image_px=225),
        adding("0.2 0.5 0.9 rg 0 0 m 9 9 m n"),
        adding("q 81 0 0 60 243 200 cm /Im1 Do Q"),
        adding("0 0 0 0 k 223 300 40 40 re f"),
        adding("0.1 0 0 0 k 27 300 216 40 re f"),
        adding("0.1 0 0 0 k 100 300 224 40 re f"),
        adding("q 243 18 81 200 re W n 0.1 0 0 0 k 250 100 9 9 re f 300 20 5 5 re f Q"),
        adding("0 0 0 1 K 20 w 72 200 m 220 200 l S"),
    ],
    ids=lambda recipe: "",
)
def test_what_only_looks_like_a_fault_is_none(recipe: Recipe) -> None:
    """Invisible text, clipped areas, lines just thick enough, ornament that bleeds, one dot, a
    picture from a fold over the cut, and at edges: white areas, a panel filled, a plate that runs
    off, parts of a drawing whose frame does, and the butt end of a thick line."""
    assert ids(recipe) == set()


def test_colours_in_a_form_and_in_a_pattern_are_found() -> None:
    def form(pdf: pikepdf.Pdf) -> Any:
        return pdf.make_stream(
            b"0.2 0.5 0.9 rg 0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9])
        )

    def pattern(pdf: pikepdf.Pdf) -> Any:
        return pdf.make_stream(
            b"0.2 0.5 0.9 rg 0 0 4 4 re f",
            PatternType=1,
            PaintType=1,
            TilingType=1,
            XStep=5,
            YStep=5,
            BBox=Array([0, 0, 5, 5]),
            Resources=Dictionary(),
        )

    in_form = adding("1 0 0 1 72 72 cm /Fm Do", with_resource("/XObject", "/Fm", form))
    in_pattern = adding(f"/Pattern cs /P scn {BOX}", with_resource("/Pattern", "/P", pattern))
    assert ids(in_form) == ids(in_pattern) == {"x.rgb"}


def test_a_fault_on_many_pages_is_told_once() -> None:
    def copies(pdf: pikepdf.Pdf) -> None:
        for _ in range(4):
            pdf.pages.append(pdf.pages[0])

    recipe = replace(adding(f"0.2 0.5 0.9 rg {BOX}"), edit=copies)
    (found,) = preflight(press_pdf(recipe), ORDER)
    assert (found.place.page, found.detail) == (1, ("also on pages 2–5",))
    assert WORDS in WHOLE


def put(path: str, value: Any) -> Recipe:
    """Return the good file with something odd at ``Resources/Font/F1``."""

    def edit(pdf: pikepdf.Pdf) -> None:
        *way, last = path.split("/")
        holder: Any = pdf.pages[0].obj
        for name in way:
            holder = holder[f"/{name}"]
        holder[f"/{last}"] = value

    return Recipe(edit=edit)


@pytest.mark.parametrize(
    "recipe",
    [
        put("Resources", True),
        put("Resources/Font", Array([])),
        put("Resources/Font/F1/Widths", Array(["a"])),
        put("Resources/ColorSpace", 5),
        put("Resources/ColorSpace/All", Array([Name.Separation])),
        put("Resources/XObject/Im1/ColorSpace", Array([Name.Indexed, Name.Pattern, 9, "x"])),
        put("Resources/XObject/Im1/Width", 10**9),
        put("Resources/ExtGState/Over", Array([])),
        put("TrimBox", Array([1, 2, "a", "b"])),
        put("Annots", Array([1, "a", Array([])])),
        adding("/None gs /None Do /None sh /None cs 1 scn (a) Tf Q Q Q 1 re ) ET"),
        root(lambda on: on.__setitem__("/OutputIntents", Array([1, "a"]))),
        root(lambda on: on.__setitem__("/OCProperties", Dictionary(OCGs=5))),
    ],
    ids=lambda recipe: "",
)
def test_odd_things_inside_end_in_findings_or_in_one_line(recipe: Recipe) -> None:
    try:
        found = preflight(press_pdf(recipe), ORDER)
    except UnreadablePdfError as error:
        assert error.message.startswith("this PDF is damaged inside: ")
        assert "\n" not in error.message
    else:
        assert all(finding.what for finding in found)
