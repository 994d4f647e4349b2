"""Rules for pictures: how many pixels they have where they are printed, and how they are stored."""

from collections.abc import Callable, Iterator

from brochure.base.finding import Finding
from brochure.base.tolerances import (
    GOOD_BITMAP_PPI,
    GOOD_PRESS_PPI,
    LEAST_BITMAP_PPI,
    LEAST_PRESS_PPI,
    MOST_PRESS_PPI,
)
from brochure.preflight.advice import PICTURE, advise
from brochure.preflight.order import Order
from brochure.preflight.press_file import Picture, PressFile
from brochure.preflight.rule import GWG, press_rule, report_things

_SMALLEST_PX = 16  # a picture that is larger neither way is an ornament (GWG 2022, R0031)
_BITMAP = advise(
    "Scan line art at 1,200 dpi, or draw it as lines. A scanned page: in gray, at 300 dpi.",
    Word="Insert line art as SVG or EMF, not as a black-and-white picture.",
)


def _pictures(file: PressFile, wrong: Callable[[Picture], bool], what: str) -> Iterator[Finding]:
    """Tell of the pictures of each page that are wrong, by the coarsest one."""
    for page in file.pages:
        seen = (t for t in page.painted if isinstance(t, Picture) and not t.box.is_empty)
        if found := sorted((p for p in seen if wrong(p)), key=lambda picture: picture.ppi):
            worst = found[0]
            size = f"{worst.width_px} × {worst.height_px} pixels"
            count = f"{len(found)} pictures" if len(found) > 1 else "a picture"
            told = what.format(count=count, ppi=f"{worst.ppi:.0f}", size=size)
            yield report_things(told, page, found)


def _coarse(least: float, below: float, bitmap: bool) -> Callable[[Picture], bool]:
    def wrong(picture: Picture) -> bool:
        short, long = sorted((picture.width_px, picture.height_px))
        counts = short > 1 and long > _SMALLEST_PX and (picture.bits == 1) == bitmap
        return counts and least <= picture.ppi < below

    return wrong


_COARSE = "has {count} with as few as {ppi} ppi ({size})."
_COARSE_BITMAP = "has {count} in black and white alone with as few as {ppi} ppi ({size})."


@press_rule(
    "g.image-resolution",
    "error",
    "prints wrong",
    fault="coarse pictures",
    statement="Pictures have at least 150 pixels per inch at the size they are printed.",
    rationale="Fewer are seen as steps and blur.",
    source=f"{GWG}, R0031 (image resolution for grayscale and colour images)",
    remedy=PICTURE,
)
def pictures_are_not_coarse(file: PressFile, order: Order) -> Iterator[Finding]:
    yield from _pictures(file, _coarse(0.0, LEAST_PRESS_PPI, bitmap=False), _COARSE)


@press_rule(
    "g.image-resolution-low",
    "warning",
    "the printer will ask",
    fault="pictures that are a little coarse",
    statement="Pictures have at least 225 pixels per inch at the size they are printed.",
    rationale="300 is right; from 225 on nobody sees a difference.",
    source=f"{GWG}, R0031 (image resolution for grayscale and colour images)",
    remedy=PICTURE,
)
def pictures_are_sharp(file: PressFile, order: Order) -> Iterator[Finding]:
    yield from _pictures(file, _coarse(LEAST_PRESS_PPI, GOOD_PRESS_PPI, bitmap=False), _COARSE)


@press_rule(
    "g.bitmap-resolution",
    "error",
    "prints wrong",
    fault="coarse black-and-white pictures",
    statement="Pictures of one bit have at least 550 pixels per inch at the size they are printed.",
    rationale="They have no gray that would soften their steps: these are seen.",
    source=f"{GWG}, R0032 (image resolution for 1-bit images)",
    remedy=_BITMAP,
)
def bitmaps_are_not_coarse(file: PressFile, order: Order) -> Iterator[Finding]:
    yield from _pictures(file, _coarse(0.0, LEAST_BITMAP_PPI, bitmap=True), _COARSE_BITMAP)


@press_rule(
    "g.bitmap-resolution-low",
    "warning",
    "the printer will ask",
    fault="black-and-white pictures that are a little coarse",
    statement="Pictures of one bit have at least 800 pixels per inch at the size they are printed.",
    rationale="They have no gray that would soften their steps: from 800 on nobody sees these.",
    source=f"{GWG}, R0032 (image resolution for 1-bit images)",
    remedy=_BITMAP,
)
def bitmaps_are_sharp(file: PressFile, order: Order) -> Iterator[Finding]:
    wrong = _coarse(LEAST_BITMAP_PPI, GOOD_BITMAP_PPI, bitmap=True)
    yield from _pictures(file, wrong, _COARSE_BITMAP)


@press_rule(
    "own.image-dense",
    "warning",
    "a formality",
    fault="pictures larger than they need be",
    statement="Pictures have no more than 450 pixels per inch at the size they are printed.",
    rationale="Nobody sees more; the file takes longer to send and to print.",
    source="ours",
    remedy=advise(
        "Let the program make pictures smaller as it exports, to 300 ppi.",
        InDesign="Export > Compression: bicubic downsampling to 300 ppi.",
        Word="Picture Format > Compress Pictures > Print.",
        LibreOffice="File > Export as PDF > Images: reduce to 300 dpi.",
        Affinity="Export > PDF > Downsample images.",
    ),
)
def pictures_are_no_larger_than_needed(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has {count} with {ppi} ppi or more ({size})."
    yield from _pictures(file, _is_dense, what)


def _is_dense(picture: Picture) -> bool:
    large = min(picture.width_px, picture.height_px) > _SMALLEST_PX
    return large and picture.bits > 1 and picture.ppi > MOST_PRESS_PPI


@press_rule(
    "own.jpeg-2000",
    "warning",
    "a formality",
    fault="pictures in JPEG 2000",
    statement="No picture is stored as JPEG 2000.",
    rationale="Older programs of printers cannot read it, and then print nothing there.",
    source="ours; ISO 15930-7:2010, 6.2.4 allows it with limits",
    remedy=advise(
        "Store pictures as JPEG or ZIP when you export.",
        Acrobat="PDF Optimizer > Images > Compression: JPEG.",
        InDesign="Export > Compression: JPEG or ZIP.",
    ),
)
def no_picture_is_jpeg_2000(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has {count} in JPEG 2000 ({size})."
    yield from _pictures(file, lambda picture: picture.filter == "JPXDecode", what)


@press_rule(
    "own.deep-pictures",
    "warning",
    "a formality",
    fault="pictures of 16 bits",
    statement="No picture has 16 bits a channel.",
    rationale="A press prints 8 at most; some programs of printers cannot read more.",
    source="ours; ISO 32000-1, 8.9.5.1",
    remedy=advise("Save pictures with 8 bits a channel. Photoshop: Image > Mode > 8 Bits/Channel."),
)
def no_picture_is_deep(file: PressFile, order: Order) -> Iterator[Finding]:
    what = "has {count} of 16 bits a channel ({size})."
    yield from _pictures(file, lambda picture: picture.bits == 16, what)
