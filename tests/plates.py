"""The printing plates of a PDF, made by Ghostscript: what prints is measured, not read."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

INKS = ("Cyan", "Magenta", "Yellow", "Black")
DPI = 144
PX_PER_PT = DPI / 72


@dataclass(frozen=True)
class Plates:
    """The four plates of one page: 255 is solid ink. `origin` is the left top corner, in points
    from the trim, y downwards."""

    images: tuple[Image.Image, ...]
    origin: tuple[float, float]

    def at(self, x_pt: float, y_pt: float) -> tuple[int, ...]:
        """Return the inks at one place, measured from the left top corner of the trim."""
        left, top = self.origin
        at = (int((x_pt - left) * PX_PER_PT), int((y_pt - top) * PX_PER_PT))
        return tuple(int(image.getpixel(at)) for image in self.images)  # type: ignore[arg-type]

    def crop(self, left: float, top: float, right: float, bottom: float) -> "Plates":
        """Return an area, measured in points from the left top corner of the trim."""
        x, y = self.origin
        area = (left - x, top - y, right - x, bottom - y)
        box = tuple(round(side * PX_PER_PT) for side in area)
        return Plates(tuple(image.crop(box) for image in self.images), (left, top))  # type: ignore[arg-type]

    def most(self) -> tuple[int, ...]:
        """Return the most of each ink that any pixel has."""
        return tuple(int(image.getextrema()[1]) for image in self.images)  # type: ignore[arg-type]

    def least(self) -> tuple[int, ...]:
        """Return the least of each ink that any pixel has."""
        return tuple(int(image.getextrema()[0]) for image in self.images)  # type: ignore[arg-type]

    def most_ink_percent(self) -> float:
        """Return the greatest sum of the four inks in any pixel, in percent."""
        colours = Image.merge("CMYK", self.images).getcolors(1 << 24) or ()
        return max(sum(inks) for _, inks in colours) / 2.55  # type: ignore[arg-type]


def plates(file: Path, folder: Path, box: str, margin_pt: float) -> tuple[Plates, ...]:
    """Return the plates of each page, cut to its ``TrimBox``, ``BleedBox`` or ``MediaBox``.

    `margin_pt` is how far that box lies outside the trim.
    """
    gs = shutil.which("gs")
    assert gs, (
        "these tests need Ghostscript: ./dev test gets it, or: sudo apt-get install ghostscript"
    )
    cut = () if box == "MediaBox" else (f"-dUse{box}",)
    quiet = ("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", f"-r{DPI}", "-sDEVICE=tiffsep", *cut)
    where = f"-sOutputFile={folder}/{box}-%d.tif"
    told = subprocess.run(
        (gs, *quiet, where, str(file)), capture_output=True, text=True, check=True
    )
    assert told.stdout + told.stderr == "", "Ghostscript complains of nothing"
    pages = sorted(folder.glob(f"{box}-*(Cyan).tif"))
    return tuple(
        Plates(
            tuple(_plate(folder / f"{box}-{n}({ink}).tif") for ink in INKS),
            (-margin_pt, -margin_pt),
        )
        for n in range(1, len(pages) + 1)
    )


def _plate(file: Path) -> Image.Image:
    with Image.open(file) as image:
        return ImageChops.invert(image.convert("L"))
