"""Images of a PDF -> four gray pictures, one for each ink, 255 being full ink."""

import io
import warnings
from collections.abc import Sequence

import pikepdf
from PIL import Image, ImageChops

from brochure.base.errors import MALFORMED
from brochure.preflight.colour import PressProfile, Space

Planes = tuple[Image.Image, Image.Image, Image.Image, Image.Image]
# A page is measured at 100 dpi: of a larger picture, averages are enough.
_ENOUGH_PX = 4_000_000
_MOST_PX = 150_000_000
_RAW_MODES = {1: "L;1", 2: "L;2", 4: "L;4", 8: "L"}


class UnreadableImageError(ValueError):
    """An image whose samples cannot be had."""


def planes_of(image: pikepdf.Stream, space: Space, press: PressProfile) -> Planes:
    """Return the inks of an image XObject in `space`. Raises UnreadableImageError."""
    try:
        samples = _samples(image, space)
        smaller = max(1, round((samples[0].width * samples[0].height / _ENOUGH_PX) ** 0.5))
        if smaller > 1 and space.family != "Indexed":
            samples = tuple(plane.reduce(smaller) for plane in samples)
        return _inks(_decode(samples, image, space), space, press)
    except (pikepdf.PikepdfError, OSError, Image.DecompressionBombError, *MALFORMED) as error:
        raise UnreadableImageError(str(error)) from error
    except NotImplementedError as error:  # a kind of image that pikepdf does not decode
        raise UnreadableImageError(str(error)) from error


def _samples(image: pikepdf.Stream, space: Space) -> tuple[Image.Image, ...]:
    """Return one 8-bit picture for each component, as stored; indexes stay indexes."""
    filters = image.get("/Filter", [])
    filters = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
    last = str(filters[-1]) if filters else ""
    if int(image.Width) * int(image.Height) > _MOST_PX:
        raise UnreadableImageError("too many pixels")
    if last in ("/DCTDecode", "/JPXDecode"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # _MOST_PX bounds it
            picture = Image.open(io.BytesIO(_read_compressed(image, len(filters))))
        if picture.mode == "CMYK" and "adobe" in picture.info:
            picture = ImageChops.invert(picture)  # Pillow turns Adobe's inverted inks around
        if picture.mode not in ("L", "RGB", "CMYK"):
            picture = picture.convert("RGB" if space.channels == 3 else "L")
        return picture.split()
    if last == "/JBIG2Decode":  # pikepdf would call a program of the machine
        raise UnreadableImageError("JBIG2 is left to PDFium")
    if last == "/CCITTFaxDecode":
        return (pikepdf.PdfImage(image).as_pil_image().convert("L"),)
    return _unpack(bytes(image.read_bytes()), image, space)


def _read_compressed(image: pikepdf.Stream, filters: int) -> bytes:
    if filters == 1:
        return bytes(image.read_raw_bytes())
    out = io.BytesIO()
    pikepdf.PdfImage(image).extract_to(stream=out)
    return out.getvalue()


def _unpack(data: bytes, image: pikepdf.Stream, space: Space) -> tuple[Image.Image, ...]:
    width, height, channels = int(image.Width), int(image.Height), space.channels
    bits = int(image.get("/BitsPerComponent", 8))
    if bits == 16:
        data, bits = data[::2], 8
    if bits == 8:
        size = width * height * channels
        data = data[:size].ljust(size, b"\0")
        return tuple(
            Image.frombytes("L", (width, height), data[n::channels]) for n in range(channels)
        )
    if channels > 1 or bits not in _RAW_MODES:
        raise UnreadableImageError(f"{channels} components of {bits} bits")
    row = (width * bits + 7) // 8
    data = data.ljust(row * height, b"\0")
    plane = Image.frombytes("L", (width, height), data, "raw", _RAW_MODES[bits], row)
    most = (1 << bits) - 1
    return (
        (plane.point([round(v * most / 255) for v in range(256)]),)
        if (space.family == "Indexed")
        else (plane,)
    )


def _decode(
    samples: Sequence[Image.Image], image: pikepdf.Stream, space: Space
) -> tuple[Image.Image, ...]:
    """Apply the Decode array (ISO 32000-1, 8.9.5.2); only its turning round is of use here."""
    decode = [float(v) for v in image.get("/Decode", [])]
    if space.family in ("Indexed", "Lab") or len(decode) < 2 * len(samples):
        return tuple(samples)
    turned: list[Image.Image] = []
    for plane, low, high in zip(samples, decode[::2], decode[1::2], strict=False):
        turned.append(plane.point([_byte(low + (high - low) * v / 255) for v in range(256)]))
    return tuple(turned)


def _byte(share: float) -> int:
    return round(255 * min(max(share, 0.0), 1.0))


def _inks(samples: Sequence[Image.Image], space: Space, press: PressProfile) -> Planes:
    none = Image.new("L", samples[0].size, 0)
    if space.family == "DeviceN" and len(samples) > 1:
        return _tints(samples, space, press)
    if len(samples) == 3 and space.family != "Lab":
        samples = press.separate(Image.merge("RGB", samples)).split()
    if len(samples) == 4:
        return samples[0], samples[1], samples[2], samples[3]
    if space.family in ("Indexed", "Separation", "DeviceN"):
        top = 1 if space.family == "Indexed" else 255
        colours = [space.inks((v / top,), press) for v in range(256)]
        c, m, y, k = (samples[0].point([_byte(inks[n]) for inks in colours]) for n in range(4))
        return c, m, y, k
    return (none, none, none, ImageChops.invert(samples[0]))


def _tints(samples: Sequence[Image.Image], space: Space, press: PressProfile) -> Planes:
    """Add up what each colorant prints alone: exact for process inks, near for spot colours."""
    sums = [Image.new("L", samples[0].size, 0) for _ in range(4)]
    for at, plane in enumerate(samples):
        alone = [
            space.inks(tuple(v / 255 if n == at else 0.0 for n in range(len(samples))), press)
            for v in range(256)
        ]
        for ink in range(4):
            part = plane.point([_byte(inks[ink]) for inks in alone])
            sums[ink] = ImageChops.add(sums[ink], part)
    c, m, y, k = sums
    return c, m, y, k
