"""Whatever a picture comes as, pages get it upright, in 8 bits of sRGB or gray, and bare."""

import io
from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat
from PIL.PngImagePlugin import PngInfo

from brochure.base.errors import BrochureError
from brochure.base.files.image_conversion import Conversion, convert_picture
from brochure.base.files.project import Assets, shipped_folder
from brochure.base.viewer_settings import ViewerSettings
from brochure.layout.fetcher import ProjectFiles
from brochure.layout.layout import lay_out, write_pdf
from tests.pictures import lake, saved, sign
from tests.tiny import STYLE, TINY, html

GRACOL = (shipped_folder() / "profiles/gracol.icc").read_bytes()
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))  # type: ignore[arg-type]
SECRET = b"35.9132 N, 80.2442 W"


def opened(raw: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(raw))
    image.load()
    return image


def plain(raw: bytes, size_px: tuple[int, int] | None = None) -> Image.Image:
    wanted = Conversion({"images/a": size_px}) if size_px else None
    return opened(convert_picture(raw, "images/a", wanted))


def differ(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures of one size are apart on average, from 0 to 255."""
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return sum(ImageStat.Stat(difference).mean) / 3


def corners(image: Image.Image) -> str:
    """Return the corners from the upper left, clockwise: r, g, b, or w."""
    names: dict[tuple[int, ...], str] = {
        (255, 0, 0): "r",
        (0, 255, 0): "g",
        (0, 0, 255): "b",
        (255, 255, 255): "w",
    }
    right, bottom = image.width - 1, image.height - 1
    return "".join(
        names[tuple(255 * (part > 127) for part in pixel)]
        for at in ((0, 0), (right, 0), (right, bottom), (0, bottom))
        if isinstance(pixel := image.convert("RGB").getpixel(at), tuple)
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(orientation: int, format: str) -> None:
    """The picture is rgbw clockwise as it is seen; a camera stores it turned or mirrored."""
    seen = Image.new("RGB", (96, 64), "white")
    for colour, at in (("#f00", (0, 0)), ("#0f0", (48, 0)), ("#00f", (48, 32))):
        seen.paste(colour, (*at, at[0] + 48, at[1] + 32))
    ways: dict[int, list[Image.Transpose]] = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    stored = seen
    for way in ways.get(orientation, []):
        stored = stored.transpose(way)
    exif = Image.Exif()
    exif[0x0112] = orientation
    result = plain(saved(stored, format, exif=exif))
    assert (result.size, corners(result)) == ((96, 64), "rgbw")
    assert orientation == 1 or corners(stored) != "rgbw", "the test turns what it says"


@pytest.mark.parametrize(
    ("mode", "format", "becomes"),
    [
        ("1", "PNG", "L"),
        ("L", "PNG", "L"),
        ("LA", "PNG", "L"),
        ("P", "PNG", "RGB"),
        ("RGB", "PNG", "RGB"),
        ("RGBA", "PNG", "RGB"),
        ("L", "JPEG", "L"),
        ("RGB", "JPEG", "RGB"),
    ],
)
def test_colours_stay_what_they_were(mode: str, format: str, becomes: str) -> None:
    """An alpha channel in which nothing is clear goes; a palette becomes colours."""
    image = lake(90, 70).convert(mode)
    result = plain(saved(image, format))
    assert result.mode == becomes
    assert differ(image, result) < (1 if format == "PNG" and result.format == "PNG" else 6)


def test_what_is_clear_stays_clear() -> None:
    logo, palette = sign(80), sign(80).convert("P")
    gray = logo.convert("LA")
    palette.info["transparency"] = palette.getpixel((0, 0))
    for image in (logo, gray, palette):
        options = {"transparency": palette.getpixel((0, 0))} if image is palette else {}
        result = plain(saved(image, "PNG", **options))
        assert result.mode in ("LA", "RGBA")
        assert result.getchannel("A").getpixel((0, 0)) == 0
        assert result.getchannel("A").getpixel((40, 4)) == 255


def test_clear_edges_do_not_darken_when_made_smaller() -> None:
    """White with black hidden where it is clear stays white at its edge."""
    image = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
    image.paste((255, 255, 255, 255), (0, 0, 33, 80))
    result = plain(saved(image, "PNG"), (40, 40))
    assert all(r == 255 for r, _, _, a in result.get_flattened_data() if a)  # type: ignore[misc]


def test_16_bits_become_8_without_a_jump() -> None:
    """Pillow 13 cuts such a picture at 255 where it converts it by itself."""
    row = b"".join((256 * value + 37).to_bytes(2, "little") for value in range(256))
    deep = Image.frombytes("I;16", (256, 4), row * 4)
    result = plain(saved(deep, "PNG"))
    assert result.mode == "L"
    assert list(result.crop((0, 0, 256, 1)).tobytes()) == list(range(256))
    clear = plain(saved(deep, "PNG", transparency=40 * 256 + 37))
    alpha = clear.getchannel("A").crop((0, 0, 256, 1)).tobytes()
    assert (alpha[40], alpha[39], alpha[41]) == (0, 255, 255)


def test_a_profile_is_followed_to_srgb() -> None:
    """Red and green change places in this profile: who ignores it gets the colours wrong."""
    swapped = swapped_primaries()
    raw = saved(Image.new("RGB", (8, 8), (250, 20, 20)), "PNG", icc_profile=swapped)
    red, green, _ = plain(raw).getpixel((4, 4))  # type: ignore[misc]
    assert green > 200 > 90 > red
    same = lake(90, 70)
    tagged = plain(saved(same, "PNG", icc_profile=SRGB.tobytes()))
    assert differ(same, tagged) < 1.5
    logo = sign(80)
    clear = plain(saved(logo, "PNG", icc_profile=swapped))
    assert clear.mode == "RGBA" and clear.getchannel("A").getpixel((0, 0)) == 0


def swapped_primaries() -> bytes:
    """Return the sRGB profile with the tags of its red and green primaries exchanged."""
    profile = bytearray(SRGB.tobytes())
    count = int.from_bytes(profile[128:132])
    entries = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, green = entries[b"rXYZ"], entries[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("tagged", [True, False])
def test_four_inks_come_out_as_they_would_print(tagged: bool) -> None:
    """Adobe writes CMYK JPEGs inverted, and so does Pillow: read the other way, white is black."""
    to_inks = ImageCms.buildTransform(
        SRGB,
        ImageCms.ImageCmsProfile(io.BytesIO(GRACOL)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    image = lake(90, 70)
    inks = ImageCms.applyTransform(image, to_inks)
    assert inks
    options = {"icc_profile": GRACOL} if tagged else {}
    result = plain(saved(inks, "JPEG", **options))
    assert result.mode == "RGB" and differ(image, result) < 9
    paper = plain(saved(Image.new("CMYK", (16, 16), (0, 0, 0, 0)), "JPEG"))
    assert min(paper.convert("L").getextrema()) > 250  # type: ignore[type-var]


def test_a_damaged_profile_is_refused() -> None:
    raw = saved(lake(90, 70), "JPEG", icc_profile=b"profile")
    with pytest.raises(BrochureError, match="colour profile") as raised:
        convert_picture(raw, "images/a.jpg")
    assert raised.value.where == "images/a.jpg" and "sRGB" in raised.value.hint


def told_too_much(format: str) -> bytes:
    """Return a picture that says where it was taken, in every way that its format knows."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[0x001B] = SECRET
    exif[0x010E] = SECRET.decode()
    options: dict[str, object] = {"exif": exif}
    if format == "JPEG":
        options |= {"xmp": b"<x:xmpmeta>" + SECRET, "comment": SECRET}
    else:
        info = PngInfo()
        info.add_text("where", SECRET.decode())
        info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        options["pnginfo"] = info
    raw = saved(lake(90, 70), format, **options)
    assert raw.count(SECRET) >= 3
    return raw


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_nothing_told_beside_the_pixels_reaches_a_file(format: str, tmp_path: Path) -> None:
    raw = told_too_much(format)
    assert SECRET not in convert_picture(raw, "images/a")
    (tmp_path / "images").mkdir()
    name = f"a.{format.lower()}"
    (tmp_path / "images" / name).write_bytes(raw)
    image = f'<img src="../images/{name}" style="display:block;width:40pt" alt="a">'
    laid = lay_out(html(image), (STYLE,), TINY, Assets(tmp_path))
    pdf, _ = write_pdf(laid, (), ViewerSettings())
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams: list[Any] = [o for o in opened.objects if isinstance(o, pikepdf.Stream)]
        pictures = [s for s in streams if s.get("/Subtype") == pikepdf.Name.Image]
        assert pictures and not any(SECRET in bytes(s.read_raw_bytes()) for s in streams)
    assert laid.files.pictures[f"images/{name}"].facts.format == format


def test_the_same_bytes_each_time_and_a_progressive_photo() -> None:
    raw = saved(lake(), "JPEG", progressive=True)
    first = convert_picture(raw, "a.jpg")
    assert first == convert_picture(raw, "a.jpg")
    assert "progressive" not in opened(first).info and differ(lake(), opened(first)) < 4


def test_fewer_pixels_where_fewer_are_enough_and_never_more() -> None:
    raw = saved(lake(), "JPEG")
    assert plain(raw, (450, 350)).size == (450, 350)
    assert plain(raw, (1800, 1400)).size == (900, 700)


def test_in_gray_for_the_look_of_that_name() -> None:
    for image, mode in ((lake(90, 70), "L"), (sign(80), "LA")):
        raw = convert_picture(saved(image, "PNG"), "images/a", Conversion(in_gray=True))
        assert opened(raw).mode == mode


def test_files_of_a_project_are_served_so(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images/My lake.jpg").write_bytes(saved(lake()))
    files = ProjectFiles(Assets(tmp_path), Conversion({"images/My lake.jpg": (90, 70)}))
    served: Any = files.fetch("file:///images/My%20lake.jpg")
    assert opened(served.read()).size == (90, 70)
    assert files.pictures["images/My lake.jpg"].facts.width_px == 900


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_no_dark_hair_around_what_is_clear(mode: str) -> None:
    """Readers stretch colours and mask apart; programs leave black where a picture is clear."""
    disc = Image.new("RGBA", (300, 200))
    ImageDraw.Draw(disc).ellipse((50.5, 30.5, 201, 181), fill=(240, 180, 90))
    served = plain(saved(disc.convert(mode), "PNG"))
    assert served.mode == mode
    assert served.getchannel("A").tobytes() == disc.getchannel("A").tobytes()
    colours = served.convert("RGB").resize((37, 23), Image.Resampling.BILINEAR)
    mask = served.getchannel("A").resize((37, 23), Image.Resampling.BILINEAR)
    on_white = Image.composite(colours, Image.new("RGB", (37, 23), "white"), mask).convert("L")
    seen = Image.new("RGB", (1, 1), (240, 180, 90)).convert("L").getpixel((0, 0))
    assert cast("tuple[int, int]", on_white.getextrema())[0] >= cast("int", seen) - 2
