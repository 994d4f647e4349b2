"""The printing plates drawn by PDFium beside those of Ghostscript, a RIP that knows separations."""

import io
import os
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageFilter, ImageStat

from brochure.preflight.colour import PressProfile
from brochure.preflight.ink_coverage import render_separations
from brochure.preflight.plate_images import Planes
from tests.conftest import ROOT
from tests.preflight.icc import cmyk_profile
from tests.preflight.press_pdf import Recipe, fax_image, press_pdf

INKS = ("Cyan", "Magenta", "Yellow", "Black")
# Edges fall on other pixels by up to one; averaged over about 15 mm² they agree.
BLUR_PX, SLACK, SLACK_OF_MEAN = 7, 34, 0.5


def ghostscript() -> str:
    found = shutil.which("gs") or next((ROOT / ".venv/native").glob("**/bin/gs"), None)
    if not found:
        pytest.fail("sudo apt-get install ghostscript", pytrace=False)
    return str(found)


def plates_of(pdf: bytes) -> Planes:
    """Return our plates of the first page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return next(render_separations(opened, tuple(opened.pages), PressProfile()))


def ripped(pdf: bytes, folder: Path) -> tuple[Image.Image, ...]:
    """Return Ghostscript's plates of the first page, 255 being full ink."""
    (folder / "in.pdf").write_bytes(pdf)
    options = ("-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r100")
    smooth = ("-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-dLastPage=1")
    subprocess.run(
        [ghostscript(), *options, *smooth, "-sOutputFile=p.tif", "in.pdf"],
        cwd=folder,
        check=True,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    plates: list[Image.Image] = []
    for ink in INKS:
        with Image.open(folder / f"p({ink}).tif") as plate:
            plates.append(ImageChops.invert(plate.convert("L")))
    return tuple(plates)


def most_apart(one: Image.Image, other: Image.Image) -> float:
    blurred = (p.filter(ImageFilter.BoxBlur(BLUR_PX)) for p in (one, other))
    return ImageChops.difference(*blurred).getextrema()[1]  # type: ignore[return-value]


def function(pdf: pikepdf.Pdf, program: str, outputs: int) -> Any:
    return pdf.make_stream(
        program.encode(), FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * outputs)
    )


def shading(pdf: pikepdf.Pdf) -> Any:
    ramp = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0, 0], C1=[0, 0.8, 0.6, 0.4], N=1)
    return Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Coords=[72, 0, 250, 0],
        Function=ramp,
        Extend=[True, True],
    )


def mesh(pdf: pikepdf.Pdf) -> Any:
    """A triangle whose corners are cyan, magenta, and yellow over black."""
    corners = ((0, 0, b"\xff\0\0\0"), (255, 0, b"\0\xff\0\0"), (128, 255, b"\0\0\xff\xcc"))
    data = b"".join(bytes((0, x, y)) + inks for x, y, inks in corners)
    return pdf.make_stream(
        data,
        ShadingType=4,
        ColorSpace=Name.DeviceCMYK,
        BitsPerCoordinate=8,
        BitsPerComponent=8,
        BitsPerFlag=8,
        Decode=Array([72, 250, 72, 250, 0, 1, 0, 1, 0, 1, 0, 1]),
    )


def spot(pdf: pikepdf.Pdf) -> Any:
    return Array(
        [Name.Separation, Name("/Black"), Name.DeviceCMYK, function(pdf, "{0 0 0 4 -1 roll}", 4)]
    )


def jpeg(pdf: pikepdf.Pdf) -> Any:
    """An Adobe CMYK JPEG, its inks stored the wrong way round as Photoshop does."""
    out = io.BytesIO()
    picture = Image.merge(
        "CMYK",
        [Image.linear_gradient("L").rotate(90 * n) for n in range(3)]
        + [Image.new("L", (256, 256), 40)],
    )
    picture.save(out, "JPEG", quality=95)
    return pdf.make_stream(
        out.getvalue(),
        Subtype=Name.Image,
        Width=256,
        Height=256,
        ColorSpace=Name.DeviceCMYK,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
        Decode=Array([1, 0] * 4),
    )


def palette(pdf: pikepdf.Pdf) -> Any:
    table = bytes((255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255))
    data = zlib.compress(bytes((0b00011011,)) * 64)
    return pdf.make_stream(
        data,
        Subtype=Name.Image,
        Width=4,
        Height=64,
        ColorSpace=Array([Name.Indexed, Name.DeviceCMYK, 3, pikepdf.String(table)]),
        BitsPerComponent=2,
        Filter=Name.FlateDecode,
    )


def form(pdf: pikepdf.Pdf) -> Any:
    """Half-transparent, and darker where it lies over itself."""
    state = Dictionary(Half=Dictionary(ca=0.5, BM=Name.Multiply))
    return pdf.make_stream(
        b"/Half gs 1 0 0 0.2 k 0 0 60 60 re f 0 1 0 0 k 30 30 60 60 re f",
        Subtype=Name.Form,
        BBox=Array([0, 0, 90, 90]),
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK),
        Resources=Dictionary(ExtGState=state),
    )


def pattern(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_stream(
        b"0 0 6 6 re f",
        PatternType=1,
        PaintType=2,
        TilingType=1,
        XStep=12,
        YStep=12,
        BBox=Array([0, 0, 12, 12]),
        Resources=Dictionary(),
    )


def set_up(pdf: pikepdf.Pdf) -> None:
    on = pdf.pages[0].obj.Resources
    on.Shading = Dictionary(Sh=shading(pdf), Mesh=mesh(pdf))
    on.ColorSpace.K = spot(pdf)
    on.ColorSpace.Inked = Array([Name.Pattern, Name.DeviceCMYK])
    on.Pattern = Dictionary(P=pattern(pdf))
    on.XObject.Jpeg, on.XObject.Palette, on.XObject.Fm = jpeg(pdf), palette(pdf), form(pdf)


GROUND = "0.8 0.4 0.2 0 k 60 60 200 200 re f"
SCENES = {
    "good page": Recipe().content,
    "overprinting black": f"{GROUND} /Over gs 0 0 0 1 k 80 80 90 90 re f",
    "black that knocks out": f"{GROUND} 0 0 0 1 k 80 80 90 90 re f",
    "overprinting magenta": f"{GROUND} /Over gs 0 1 0 0 k 80 80 90 90 re f",
    "overprinting stroke": f"{GROUND} /Over gs 0 0 0 1 K 12 w 90 90 80 80 re S",
    "overprinting text": f"{GROUND} /Over gs 0 0 0 1 k BT /F1 60 Tf 70 90 Td (Ink) Tj ET",
    "mode 0": f"{GROUND} /Over gs /Zero gs 0 0 0 1 k 80 80 90 90 re f",
    "separation black": f"{GROUND} /Over gs /K cs 0.8 scn 80 80 90 90 re f",
    "gray": f"{GROUND} 0.3 g 80 80 90 90 re f",
    "shading": "q 72 72 180 180 re W n /Sh sh Q",
    "mesh": "/Mesh sh",
    "JPEG": "q 180 0 0 180 72 72 cm /Jpeg Do Q",
    "palette": "q 160 0 0 160 72 72 cm /Palette Do Q",
    "inline image": "q 90 0 0 90 72 72 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID \x40\x20\x10\x08 EI Q",
    "transparent form": f"{GROUND} q 1.5 0 0 1.5 72 72 cm /Fm Do Q",
    "uncoloured pattern": "/Inked cs 0.9 0.2 0 0.3 /P scn 72 72 150 150 re f",
    "knocked out by white": f"{GROUND} 0 0 0 0 k BT /F1 80 Tf 70 90 Td (Ink) Tj ET",
}


@pytest.mark.parametrize("scene", SCENES)
def test_plates_are_as_ghostscript_separates_them(scene: str, tmp_path: Path) -> None:
    pdf = press_pdf(Recipe(content=SCENES[scene], edit=set_up))
    ours, theirs = plates_of(pdf), ripped(pdf, tmp_path)
    apart = [most_apart(a, b) for a, b in zip(ours, theirs, strict=True)]
    assert max(apart) <= SLACK, dict(zip(INKS, apart, strict=True))
    for one, other in zip(ours, theirs, strict=True):
        means = (ImageStat.Stat(plate).mean[0] for plate in (one, other))
        assert next(means) == pytest.approx(next(means), abs=SLACK_OF_MEAN)
    assert any(plate.getbbox() for plate in ours)


def test_the_comparison_can_fail(tmp_path: Path) -> None:
    knocked = press_pdf(Recipe(content=SCENES["black that knocks out"], edit=set_up))
    printed_over = press_pdf(Recipe(content=SCENES["overprinting black"], edit=set_up))
    apart = most_apart(plates_of(knocked)[0], ripped(printed_over, tmp_path)[0])
    assert apart > 100


def test_rgb_is_separated_by_the_profile_of_the_file() -> None:
    """Ours makes black ink of darkness, so that dark gray is no four inks."""
    press = PressProfile(cmyk_profile())
    c, m, y, k = press.inks_of_rgb(0.2, 0.2, 0.2)
    assert (c, m, y) == (0, 0, 0) and k == pytest.approx(0.79, abs=0.04)
    assert PressProfile().inks_of_rgb(1.0, 0.0, 0.0) == (0, 1, 1, 0)
    assert PressProfile(b"no profile").inks_of_rgb(0.0, 0.0, 0.0) == (0, 0, 0, 1)


@pytest.mark.parametrize("jbig2", [True, False], ids=["JBIG2", "CCITT"])
def test_a_picture_that_only_pdfium_decodes_is_measured_as_well(jbig2: bool) -> None:
    """Half of it is black: that half alone is on the black plate, and nothing on the others."""

    def add(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject.Fax = fax_image(pdf, 700, jbig2)

    content = "q 72 0 0 72 72 72 cm /Fax Do Q"
    *others, black = plates_of(press_pdf(Recipe(content=content, edit=add)))
    assert not any(plate.getbbox() for plate in others)
    left, _, right, _ = (value * 72 / 100 for value in black.getbbox() or (0, 0, 0, 0))
    assert (left, right) == pytest.approx((108, 144), abs=1)
