"""Pictures are known before they are printed, and refused where they would not print true."""

import io
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pytest
from PIL import Image, ImageFile

from brochure.base.errors import BrochureError
from brochure.base.files.images import MOST_PIXELS, ImageFacts, vet_image
from brochure.base.files.project import Assets
from brochure.base.viewer_settings import ViewerSettings
from brochure.layout.layout import lay_out, write_pdf
from tests.attacks import png
from tests.tiny import STYLE, TINY, html


def picture(
    format: str, mode: str = "RGB", size: tuple[int, int] = (60, 40), **saved: object
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size).save(file, format, **saved)
    return file.getvalue()


def turned(orientation: int) -> bytes:
    """Return a photo, white on its left and black on its right, that says how it was held."""
    image = Image.new("RGB", (60, 40), "white")
    image.paste("black", (30, 0, 60, 40))
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_facts_of_a_png(mode: str) -> None:
    facts = vet_image(picture("PNG", mode), "images/a.PNG")
    assert facts == ImageFacts(60, 40, "PNG", mode, 1, False)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_facts_of_a_jpeg(mode: str) -> None:
    facts = vet_image(picture("JPEG", mode, icc_profile=b"profile"), "a.jpeg")
    assert facts == ImageFacts(60, 40, "JPEG", mode, 1, True)


def test_width_and_height_are_as_seen() -> None:
    for orientation, size in ((1, (60, 40)), (3, (60, 40)), (6, (40, 60)), (8, (40, 60))):
        facts = vet_image(turned(orientation), "a.jpg")
        assert (facts.width_px, facts.height_px, facts.orientation) == (*size, orientation)
    assert vet_image(turned(77), "a.jpg").orientation == 1, "a value that means nothing"


def test_the_engine_turns_a_photo_upright(tmp_path: Path) -> None:
    """A photo held on its side (6) has its left edge at the top, where it is printed."""
    (tmp_path / "images").mkdir()
    (tmp_path / "images/a.jpg").write_bytes(turned(6))
    image = '<img src="../images/a.jpg" style="display:block;width:40pt;height:60pt" alt="a">'
    laid = lay_out(html(image), (STYLE,), TINY, Assets(tmp_path))
    pdf, log = write_pdf(laid, (), ViewerSettings())
    bitmap = cast("Any", pypdfium2.PdfDocument(pdf)[0].render(scale=1))
    page = cast("Image.Image", bitmap.to_pil()).convert("L")
    assert (laid.log, log) == ((), ())
    light, dark = (page.crop((30, y, 31, y + 1)).tobytes()[0] for y in (20, 60))
    assert light > 240 and dark < 15


def test_as_many_pixels_as_allowed_and_one_row_more() -> None:
    assert vet_image(png(8000, 5000), "a.png").width_px * 5000 == MOST_PIXELS
    with pytest.raises(BrochureError, match=r"8000 × 5001 pixels; up to 40 million"):
        vet_image(png(8000, 5001), "a.png")


@pytest.mark.parametrize(
    ("raw", "name", "what", "hint"),
    [
        (lambda: picture("JPEG"), "a.png", "holds a JPEG picture", "ends in .jpg"),
        (lambda: picture("PNG"), "a.jpg", "holds a PNG picture", "ends in .png"),
        (lambda: picture("GIF"), "a.png", "holds no PNG picture but GIF", "export it anew"),
        (lambda: picture("WEBP"), "a.jpg", "holds no JPEG picture but WebP", "export it anew"),
        (lambda: b"\0\0\0\x18ftypheic" + bytes(99), "a.jpg", "but HEIC", "export it anew"),
        (lambda: picture("PNG"), "a.tiff", "neither a PNG nor a JPEG", "export it anew"),
        (lambda: b"", "a.png", "holds no PNG picture", "export it anew"),
        (lambda: picture("JPEG")[:-200], "a.jpg", "broken off or damaged", "Copy it again"),
        (lambda: picture("PNG")[:-30], "a.png", "broken off or damaged", "Copy it again"),
        (lambda: picture("PNG")[:20], "a.png", "broken off or damaged", "Copy it again"),
    ],
)
def test_a_picture_that_is_not_fit_is_refused(
    raw: Callable[[], bytes], name: str, what: str, hint: str
) -> None:
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # as WeasyPrint 70 leaves it
    with warnings.catch_warnings(), pytest.raises(BrochureError) as raised:
        warnings.simplefilter("error")
        vet_image(raw(), name)
    assert what in raised.value.message and hint in raised.value.hint
    assert raised.value.where == name
    assert ImageFile.LOAD_TRUNCATED_IMAGES, "set back"


def scanned(size: tuple[int, int], scans: int) -> bytes:
    """Return a progressive JPEG whose last scan is repeated until there are so many."""
    raw = picture("JPEG", size=size, progressive=True)
    last = raw[raw.rindex(b"\xff\xda") : -2]
    return raw[:-2] + last * (scans - raw.count(b"\xff\xda")) + raw[-2:]


@pytest.mark.parametrize(
    ("size", "most"), [((60, 40), 100), ((8000, 2500), 50)], ids=["small", "20 million pixels"]
)
def test_a_jpeg_of_many_scans_is_not_decoded(size: tuple[int, int], most: int) -> None:
    """4 MB with 60,000 scans took minutes: each goes over the whole picture."""
    vet_image(scanned((60, 40), most), "a.jpg")
    for scans in (most + 1, 60_000):
        with pytest.raises(BrochureError, match=f"in more than {most} layers") as raised:
            vet_image(scanned(size, scans), "a.jpg")
        assert raised.value.where == "a.jpg" and "plain JPEG" in raised.value.hint


def test_what_looks_like_a_scan_in_a_note_of_the_file_is_none() -> None:
    exif = Image.Exif()
    exif[0x010E] = "\xff\xda" * 500
    file = io.BytesIO()
    Image.new("RGB", (60, 40)).save(file, "JPEG", exif=exif, comment=b"\xff\xda" * 500)
    vet_image(file.getvalue(), "a.jpg")


def test_a_png_of_many_parts_is_not_opened() -> None:
    part = b"\0\0\0\0teSt" + zlib.crc32(b"teSt").to_bytes(4)
    vet_image(png(8, 8, part * 49_000), "a.png")
    with pytest.raises(BrochureError, match="has more than 50,000 parts"):
        vet_image(png(8, 8, part * 50_000), "a.png")


@pytest.mark.parametrize("kind", [b"iCCP", b"zTXt", b"iTXt"])
def test_a_png_with_a_note_that_unpacks_without_end_is_refused(kind: bytes) -> None:
    packed = zlib.compress(bytes(500_000_000), 9)
    head = {b"iCCP": b"a\0\0", b"zTXt": b"a\0\0", b"iTXt": b"a\0\1\0\0\0"}[kind]
    data = kind + head + packed
    part = (len(data) - 4).to_bytes(4) + data + zlib.crc32(data).to_bytes(4)
    with pytest.raises(BrochureError, match="broken off or damaged"):
        vet_image(png(8, 8, part), "a.png")


def test_jpeg_2000_that_calls_itself_a_jpeg_is_refused() -> None:
    for raw in (picture("JPEG2000"), picture("JPEG2000", no_jp2=True)):
        with pytest.raises(BrochureError, match="holds no JPEG picture"):
            vet_image(raw, "a.jpg")
