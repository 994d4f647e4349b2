"""Pictures are known before they are printed, and refused where they would not print true."""

import io
import warnings
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
