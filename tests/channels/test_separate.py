"""From sRGB to ink, part by part: operators, pictures, gradients, masks, and what is refused."""

import base64
import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from brochure.base.errors import BrochureError
from brochure.base.files.project import Assets
from brochure.base.press_condition import find_condition
from brochure.channels.inks import Inks
from brochure.channels.operators import separate_stream
from brochure.channels.separate import separate_pages
from tests.channels.walk import colour_operators, everything
from tests.conftest import ROOT
from tests.plates import Plates, plates
from tests.tiny import html, print_tiny

BRAND, INK = (12, 52, 59), (0.92, 0.58, 0.58, 0.5)


@pytest.fixture(scope="module")
def inks() -> Inks:
    return Inks(find_condition("gracol", Assets(ROOT)), {BRAND: INK})


def rewritten(program: str, inks: Inks, is_page: bool = False, is_mask: bool = False) -> str:
    """Return a content stream after separation, on one line."""
    pdf = pikepdf.new()
    stream = pdf.make_stream(program.encode())
    return " ".join(separate_stream(stream, inks, is_page, is_mask).program.decode().split())


# Colours


def test_brand_colours_neutrals_and_the_rest(inks: Inks) -> None:
    assert inks.of(BRAND) == INK
    assert inks.of((0, 0, 0)) == (0, 0, 0, 1)
    assert inks.of((255, 255, 255)) == (0, 0, 0, 0)
    assert inks.of((127, 128, 127)) == (0, 0, 0, pytest.approx(0.498, abs=0.001))
    cyan, magenta, yellow, black = inks.of((255, 0, 0))
    assert cyan < 0.05 < 0.8 < min(magenta, yellow) and black < 0.05, "red is magenta and yellow"


@pytest.mark.parametrize(
    ("program", "ink"),
    [
        ("0.047059 0.203922 0.231373 rg", "0.92 0.58 0.58 0.5 k"),
        ("0.047059 0.203922 0.231373 RG", "0.92 0.58 0.58 0.5 K"),
        ("0 g 1 G", "0 0 0 1 k 0 0 0 0 K"),
        ("0.5 0.5 0.5 rg", "0 0 0 0.498 k"),
        ("/DeviceRGB cs", "0 0 0 1 k"),
        ("/DeviceRGB CS 1 1 1 SC", "0 0 0 1 K 0 0 0 0 K"),
        ("/DeviceGray cs 0.25 scn", "0 0 0 1 k 0 0 0 0.75 k"),
        ("/DeviceCMYK cs .1 .2 .3 .4 sc", "0 0 0 1 k 0.1 0.2 0.3 0.4 k"),
        ("/Pattern cs /p0 scn", "/Pattern cs /p0 scn"),
        ("/P <</MCID 0>> BDC 0 g EMC", "0 0 0 1 k"),
        ("q 1 g Q", "q 0 0 0 0 k Q"),
    ],
)
def test_each_colour_operator(program: str, ink: str, inks: Inks) -> None:
    assert rewritten(program, inks) == ink


def test_a_mask_is_gray_and_a_page_begins_in_black(inks: Inks) -> None:
    assert rewritten("1 0 0 rg", inks, is_mask=True) == "0.3 g"
    assert rewritten("0 0 0 0.25 K", inks, is_mask=True) == "0.75 G"
    assert rewritten("n", inks, is_page=True) == "0 0 0 1 K 0 0 0 1 k n"


def test_black_text_prints_over_and_nothing_else_does(inks: Inks) -> None:
    over, out = "/PressOverprint gs", "/PressKnockout gs"
    assert rewritten("0 g BT (a) Tj ET", inks) == f"0 0 0 1 k BT {over} (a) Tj ET"
    assert rewritten("0 g BT (a) Tj (b) ' ET f", inks).count(over) == 1
    assert rewritten("0 g BT (a) Tj ET f", inks).endswith(f"ET {out} f")
    assert rewritten("0 g q BT (a) Tj ET Q f", inks).endswith("ET Q f"), "Q gives the state back"
    assert rewritten("0 g BT (a) Tj 1 g (b) Tj ET", inks).endswith(f"0 0 0 0 k {out} (b) Tj ET")
    assert over not in rewritten("1 g BT (a) Tj ET", inks)
    assert over not in rewritten("0 g f", inks)
    assert over not in rewritten("0 g BT 1 Tr (a) Tj ET", inks), "an outline"
    assert over not in rewritten("BT (a) Tj ET", inks), "the colour is not known here"
    assert over not in rewritten("/Pattern cs /p scn BT (a) Tj ET", inks)
    assert over not in rewritten("0 g BT (a) Tj ET", inks, is_mask=True)


@pytest.mark.parametrize(
    "program",
    [
        "/lab-d50 cs 50 10 10 scn",
        "BX EX",
        "wrong",
        "1 0 rg",
        "q",
        "Q",
        "/Pattern cs 1 0 0 /p0 scn",
        "BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI",
        "/DeviceN cs",
    ],
)
def test_what_is_not_known_is_refused(program: str, inks: Inks) -> None:
    with pytest.raises(BrochureError, match="cannot be separated into printing inks"):
        rewritten(program, inks)


def test_an_inline_picture_in_gray_stays(inks: Inks) -> None:
    assert "BI" in rewritten("BI /W 1 /H 1 /BPC 8 /CS /G ID a EI", inks)


# Whole pages, drawn by the engine


def picture(image: Image.Image, kind: str) -> str:
    """Return an <img> of 60 x 40 pt."""
    file = io.BytesIO()
    image.save(file, kind)
    data = base64.b64encode(file.getvalue()).decode()
    style = "position:absolute;left:20pt;top:20pt;width:60pt;height:40pt"
    return f'<img style="{style}" src="data:image/{kind.lower()};base64,{data}">'


def pressed(body: str, style: str, inks: Inks, folder: Path) -> Plates:
    """Lay out a page, separate it, and return its plates."""
    with pikepdf.open(io.BytesIO(print_tiny(html(after=body), style).pdf)) as pdf:
        separate_pages(pdf, inks)
        pdf.save(folder / "pressed.pdf")
    with pikepdf.open(folder / "pressed.pdf") as pdf:
        names = {str(item) for item in everything(pdf) if isinstance(item, Name)}
        assert not names & {"/DeviceRGB", "/Lab", "/CalRGB"}
        assert not {operator for operator, _ in colour_operators(pdf)} & {"rg", "RG"}
    (page,) = plates(folder / "pressed.pdf", folder, "TrimBox", 0)
    return page


def near(one: tuple[int, ...], ink: tuple[float, ...], by: int = 4) -> bool:
    return all(abs(a - 255 * b) <= by for a, b in zip(one, ink, strict=True))


RED = (200, 30, 40)
GRADED = Image.linear_gradient("L").resize((90, 60))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photograph_goes_through_the_profile(kind: str, inks: Inks, tmp_path: Path) -> None:
    photograph = Image.new("RGB", (90, 60), RED)
    page = pressed(picture(photograph, kind), "", inks, tmp_path)
    assert near(page.at(50, 40), inks.of(RED), by=6)


def test_flat_artwork_keeps_brand_and_black_exact(inks: Inks, tmp_path: Path) -> None:
    logo = Image.new("RGB", (90, 60), BRAND)
    logo.paste((20, 20, 20), (0, 0, 30, 60))
    logo.paste(RED, (60, 0, 90, 60))
    page = pressed(picture(logo, "PNG"), "", inks, tmp_path)
    assert near(page.at(30, 40), (0, 0, 0, 235 / 255), by=1)
    assert near(page.at(50, 40), INK, by=1)
    assert near(page.at(70, 40), inks.of(RED))


@pytest.mark.parametrize("mode", ["L", "RGB", "P", "RGBA"])
def test_a_gray_picture_is_black_alone(mode: str, inks: Inks, tmp_path: Path) -> None:
    image = GRADED.convert("RGB").quantize(64) if mode == "P" else GRADED.convert(mode)
    page = pressed(picture(image, "PNG"), "", inks, tmp_path)
    inside = page.crop(22, 22, 78, 58)
    assert inside.most()[:3] == (0, 0, 0)
    assert inside.most()[3] > 200


def test_a_clear_part_shows_what_lies_behind(inks: Inks, tmp_path: Path) -> None:
    half = Image.new("RGBA", (90, 60), (*RED, 255))
    half.paste((0, 0, 0, 0), (0, 0, 45, 60))
    page = pressed(picture(half, "PNG"), ".one{background:#0C343B}", inks, tmp_path)
    assert near(page.at(30, 40), INK, by=1)
    assert near(page.at(70, 40), inks.of(RED), by=6)


def test_a_gradient_runs_between_the_inks_of_its_ends(inks: Inks, tmp_path: Path) -> None:
    style = ".one{background:linear-gradient(to right, #0C343B, #fff)}"
    page = pressed("", style, inks, tmp_path)
    assert near(page.at(10.5, 65), INK, by=6)
    assert near(page.at(189, 65), (0, 0, 0, 0), by=6)


def test_veils_masks_and_patterns(inks: Inks, tmp_path: Path) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60pt" height="40pt" viewBox="0 0 60 40">'
        '<defs><mask id="m"><rect width="30" height="40" fill="#fff"/></mask>'
        '<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse">'
        '<rect width="4" height="4" fill="#0C343B"/></pattern></defs>'
        '<rect width="60" height="20" fill="#0C343B" mask="url(#m)"/>'
        '<rect y="20" width="30" height="20" fill="url(#p)"/>'
        '<g opacity=".5"><rect x="30" y="20" width="30" height="20" fill="#0C343B"/></g></svg>'
    )
    data = base64.b64encode(svg.encode()).decode()
    place = "position:absolute;left:120pt;top:100pt"
    body = f'<img style="{place}" src="data:image/svg+xml;base64,{data}">'
    page = pressed(body, "", inks, tmp_path)
    assert near(page.at(125, 105), INK, by=1), "in the mask"
    assert near(page.at(170, 105), (0, 0, 0, 0), by=1), "outside it"
    assert near(page.at(135, 130), INK, by=1), "a pattern"
    assert near(page.at(170, 130), tuple(part / 2 for part in INK), by=2), "half clear"


# What no engine of ours writes


def test_a_drawn_font_is_separated(inks: Inks) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    glyph = pdf.make_stream(b"10 0 d0 1 0 0 rg 0 0 5 5 re f")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=glyph))
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    separate_pages(pdf, inks)
    assert b" k\n" in glyph.read_bytes()
    assert b"rg" not in glyph.read_bytes()


@pytest.mark.parametrize(("program", "good"), [("/g gs 0 0 9 9 re f", True), ("/x Do", False)])
def test_a_mask_that_is_drawn_as_well_is_refused(program: str, good: bool, inks: Inks) -> None:
    """The engine lists masks among a page's forms; that alone is no fault."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    form = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Subtype=Name.Form, Resources=Dictionary())
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(x=form), ExtGState=Dictionary(g=state))
    page.Contents = pdf.make_stream(program.encode())
    if good:
        separate_pages(pdf, inks)
        assert form.read_bytes().startswith(b"0.3 g")
        return
    with pytest.raises(BrochureError, match="A drawing that is also a mask"):
        separate_pages(pdf, inks)


@pytest.mark.parametrize(
    ("kind", "name", "part"),
    [
        ("ExtGState", "gs", Dictionary(OP=True)),
        ("ExtGState", "gs", Dictionary(TR=Name.Identity)),
        ("Properties", "oc", Dictionary(Type=Name.OCG)),
        ("XObject", "x", Dictionary(Subtype=Name.PS)),
        ("Pattern", "p", Dictionary(PatternType=1, PaintType=2)),
        ("Shading", "s", Dictionary(ShadingType=4, ColorSpace=Name.DeviceRGB)),
        ("Shading", "s", Dictionary(ShadingType=2, ColorSpace=Array([Name.Lab]))),
        ("Halftone", "h", Dictionary()),
    ],
)
def test_parts_that_cannot_be_separated(kind: str, name: str, part: Dictionary, inks: Inks) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].obj.Resources = Dictionary({f"/{kind}": Dictionary({f"/{name}": part})})
    with pytest.raises(BrochureError, match="cannot be separated"):
        separate_pages(pdf, inks)
