"""Pictures made of pixels: which files may be printed, and what is known of each before it is."""

import io
import re
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from brochure.base.errors import BrochureError

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile as OpenedImage

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
MOST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000  # 4 bytes each once decoded; more than 300 ppi on a Tabloid sheet needs
MOST_SIDE_PX = 20_000
MOST_SCANS = 100  # of a JPEG, each of which is decoded over the whole picture; programs write 10
MOST_SCANNED_PIXELS = 1_000_000_000  # scans × pixels: that takes some seconds
MOST_CHUNKS = 50_000  # of a PNG; 20 MB in parts of 400 bytes
MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16")  # what `convert_picture` takes

_ORIENTATION = 0x0112  # Exif 2.32, 4.6.4: 1 is upright, 5 to 8 lie on their side
# A marker of a JPEG that something follows; within picked pixels FF is followed by 0, or by RST.
_JPEG_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
_SCAN, _END_OF_JPEG, _BEGIN_OF_JPEG = b"\xff\xda", b"\xff\xd9", b"\xff\xd8"
_SAVE_ANEW = "Open it in an image program and export it anew as PNG or JPEG."
# What a file begins with; the kinds of which staff may have a picture at hand.
_KINDS = (
    ("PNG", 0, b"\x89PNG\r\n\x1a\n"),
    ("JPEG", 0, b"\xff\xd8\xff"),
    ("GIF", 0, b"GIF8"),
    ("BMP", 0, b"BM"),
    ("TIFF", 0, b"II*\0"),
    ("TIFF", 0, b"MM\0*"),
    ("WebP", 8, b"WEBP"),
    ("HEIC", 4, b"ftypheic"),
    ("HEIC", 4, b"ftypmif1"),
    ("AVIF", 4, b"ftypavif"),
    ("PDF", 0, b"%PDF"),
    ("SVG", 0, b"<svg"),
)


@dataclass(frozen=True)
class ImageFacts:
    """What is known of a picture. Width and height are as it is seen, after `orientation`.

    `format` is PNG or JPEG, `mode` Pillow's name for its colours (RGB, L, CMYK …). `orientation`
    is the Exif value, 1 where there is none; `convert_picture` turns the picture upright by it.
    """

    width_px: int
    height_px: int
    format: str
    mode: str
    orientation: int
    has_icc: bool


def vet_image(raw: bytes, name: str) -> ImageFacts:
    """Return what is known of the picture `raw`; `name` is the file's, and its ending counts.

    Raises BrochureError for a picture that is not what its name says, is broken off, moves, is too
    large to open, or has colours that would not print true.
    """
    if len(raw) > MOST_BYTES:
        what = f"is {len(raw) / 1e6:.0f} MB; up to {MOST_BYTES / 1e6:.0f} MB are opened"
        raise _refuse(name, what, "Save it smaller.")
    declared, actual = FORMATS.get(PurePosixPath(name).suffix.lower(), ""), _kind(raw)
    if not declared:
        raise _refuse(name, "is neither a PNG nor a JPEG picture", _SAVE_ANEW)
    if actual not in FORMATS.values():
        what = f"holds no {declared} picture" + (f" but {actual}" if actual else "")
        raise _refuse(name, what, _SAVE_ANEW)
    if actual != declared:
        ending = "png" if actual == "PNG" else "jpg"
        raise _refuse(name, f"holds a {actual} picture", f"Give it a name that ends in .{ending}.")
    return _facts(raw, name, actual)


def is_image(raw: bytes) -> bool:
    """Say whether any picture reader takes `raw` for its own, whatever its name says."""
    from PIL import Image

    try:
        with _raise_on_warnings(), Image.open(io.BytesIO(raw)):
            return True
    except Image.DecompressionBombError:
        return True
    except Exception:  # readers of broken files raise whatever comes: OSError, SyntaxError, struct
        return False


def _kind(raw: bytes) -> str:
    return next((kind for kind, at, magic in _KINDS if raw.startswith(magic, at)), "")


@contextmanager
def open_picture(raw: bytes, name: str) -> Generator["OpenedImage"]:
    """Open a picture; what its reader stumbles over meanwhile is raised as BrochureError."""
    from PIL import Image  # late: `brochure check` of content without pictures needs no Pillow

    try:
        with _raise_on_warnings(), Image.open(io.BytesIO(raw), formats=("PNG", "JPEG")) as image:
            yield image
    except (BrochureError, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(name, "many") from error
    except Exception as error:  # readers of broken files raise whatever comes, see `is_image`
        raise _refuse(
            name, "is broken off or damaged", "Copy it again, or export it anew."
        ) from error


def _facts(raw: bytes, name: str, format: str) -> ImageFacts:
    """Read the header, refuse by it, and only then decode the picture to its end."""
    if format == "PNG" and _has_many_chunks(raw):
        raise _refuse(name, f"has more than {MOST_CHUNKS:,} parts", _SAVE_ANEW)
    with open_picture(raw, name) as image:
        _check_header(image.size, getattr(image, "is_animated", False), format, name)
        if format == "JPEG":
            _check_scans(raw, image.width * image.height, name)
        image.load()
        mode, (width, height) = image.mode, image.size
        orientation = int(image.getexif().get(_ORIENTATION, 1))
        has_icc = bool(image.info.get("icc_profile"))
    if mode not in MODES:
        raise _refuse(name, f"has colours of a kind that does not print true ({mode})", _SAVE_ANEW)
    if not 1 <= orientation <= 8:
        orientation = 1
    if orientation >= 5:
        width, height = height, width
    return ImageFacts(width, height, format, mode, orientation, has_icc)


def _check_header(size: tuple[int, int], moves: bool, format: str, name: str) -> None:
    """Refuse what must not be decoded. A JPEG of several pictures, as phones make, is one."""
    width, height = size
    if width * height > MOST_PIXELS:
        raise _too_many_pixels(name, f"{width} × {height}")
    if max(size) > MOST_SIDE_PX:
        what = f"is {width} × {height} pixels; up to {MOST_SIDE_PX} on a side are opened"
        raise _refuse(name, what, "Save it smaller.")
    if moves and format == "PNG":
        raise _refuse(name, "is an animation", "Save one picture of it.")


def _check_scans(raw: bytes, pixels: int, name: str) -> None:
    most = min(MOST_SCANS, MOST_SCANNED_PIXELS // max(1, pixels))
    if _count_scans(raw, most) > most:
        what = f"is stored in more than {most} layers (scans)"
        raise _refuse(name, what, "Save it anew as a plain JPEG, not as a progressive one.")


def _count_scans(raw: bytes, most: int) -> int:
    """Count the scans of a JPEG as its decoder meets them, to one more than `most`.

    Source: ITU-T T.81, B.1.1: segments tell their length; between them is what belongs to a scan.
    """
    scans, at = 0, len(_BEGIN_OF_JPEG)
    while scans <= most and (found := _JPEG_MARKER.search(raw, at)):
        if found[0] == _END_OF_JPEG:
            break
        scans += found[0] == _SCAN
        bare = found[0] == _BEGIN_OF_JPEG
        at = found.end() + (0 if bare else int.from_bytes(raw[found.end() : found.end() + 2]))
    return scans


def _has_many_chunks(raw: bytes) -> bool:
    """Say whether a PNG holds more parts than are read. Source: PNG 1.2, 3.2."""
    chunks, at = 0, 8
    while at < len(raw) and chunks <= MOST_CHUNKS:
        at += 12 + int.from_bytes(raw[at : at + 4])
        chunks += 1
    return chunks > MOST_CHUNKS


def _too_many_pixels(name: str, count: str) -> BrochureError:
    what = f"has {count} pixels; up to {MOST_PIXELS / 1e6:.0f} million are opened"
    return _refuse(name, what, "Save it smaller: 300 pixels for each inch in print are enough.")


@contextmanager
def _raise_on_warnings() -> Generator[None]:
    """Make Pillow take no broken picture, and be silent of its own pixel limit.

    WeasyPrint 70 (images.py) tells Pillow to fill up truncated pictures with grey.
    """
    from PIL import ImageFile

    old = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = old


def _refuse(name: str, what: str, hint: str) -> BrochureError:
    return BrochureError(f"this picture {what}", where=name, hint=hint)
