"""Every press file as others see it: qpdf, MuPDF and Ghostscript, none of which wrote it."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf as mupdf
import pytest
from PIL import Image

from tests.channels.walk import colour_operators, everything
from tests.plates import plates
from tests.preflight.press_pdf import Recipe, press_pdf

PRESS_FILES = ("trifold", "booklet")
MUPDF: Any = mupdf  # it comes without types
WHITE = 0xFFFFFF
SMALL_PT = 12.5
GS = ("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-sDEVICE=nullpage")


def complaints_of_qpdf(file: Path) -> list[str]:
    try:
        with pikepdf.open(file) as pdf:
            return [*pdf.check_pdf_syntax(), *map(str, pdf.get_warnings())]
    except pikepdf.PdfError as error:
        return [str(error)]


def complaints_of_mupdf(file: Path) -> list[str]:
    """Draw and read each page; MuPDF mends what it can, and says so."""
    MUPDF.TOOLS.reset_mupdf_warnings()
    MUPDF.TOOLS.mupdf_display_errors(False)
    try:
        with MUPDF.open(file) as document:
            for page in document:
                page.get_pixmap(dpi=36)
                page.get_text()
    except (RuntimeError, ValueError) as error:
        return [str(error)]
    return [line for line in MUPDF.TOOLS.mupdf_warnings().splitlines() if line]


def complaints_of_ghostscript(file: Path) -> list[str]:
    told = subprocess.run((*GS, file), capture_output=True, text=True, check=False)
    return [*(told.stdout + told.stderr).splitlines(), *(["stopped"] if told.returncode else [])]


READERS = (complaints_of_qpdf, complaints_of_mupdf, complaints_of_ghostscript)


@pytest.fixture(params=PRESS_FILES)
def file(output: Path, request: pytest.FixtureRequest) -> Path:
    return output / f"press/{request.param}.pdf"


@pytest.mark.parametrize("reader", READERS)
def test_nobody_complains(file: Path, reader: Any) -> None:
    assert reader(file) == []


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_complains_of_a_broken_file(reader: Any, tmp_path: Path) -> None:
    """It has lost its table of contents, and its page is not finished."""
    file = tmp_path / "broken.pdf"
    file.write_bytes(press_pdf())
    assert reader(file) == []
    unfinished = press_pdf(Recipe(content="q 0 0 k wrong (never closed"))
    file.write_bytes(re.sub(rb"startxref\n\d+", b"startxref\n9", unfinished))
    assert reader(file) != []


@dataclass(frozen=True)
class Run:
    """A run of letters as MuPDF prints it: the most of each ink, 0 to 255, where it stands."""

    words: str
    size_pt: float
    most: tuple[int, ...]


def runs(file: Path) -> Iterator[Run]:
    """Give the runs of text that are not white; colours are not converted."""
    MUPDF.TOOLS.set_icc(False)
    try:
        with MUPDF.open(file) as document:
            for page in document:
                drawn = page.get_pixmap(dpi=144, colorspace=MUPDF.csCMYK)
                plates: Any = Image.frombytes("CMYK", (drawn.width, drawn.height), drawn.samples)
                for block in page.get_text("rawdict")["blocks"]:
                    for span in (s for line in block.get("lines", []) for s in line["spans"]):
                        seen = [char for char in span["chars"] if not char["c"].isspace()]
                        if span["color"] != WHITE and seen:
                            left, top, right, bottom = span["bbox"]
                            left, right = seen[0]["bbox"][0], seen[-1]["bbox"][2]
                            box = tuple(round(side * 2) for side in (left, top, right, bottom))
                            most = tuple(high for _, high in plates.crop(box).getextrema())
                            words = "".join(char["c"] for char in span["chars"])
                            yield Run(words, span["size"], most)
    finally:
        MUPDF.TOOLS.set_icc(True)


def test_small_text_is_black_alone(file: Path) -> None:
    """Whatever it stands on is a tint: at most 10 % of an ink."""
    small = [run for run in runs(file) if run.size_pt <= SMALL_PT]
    assert len(small) > 60
    assert [run for run in small if run.most[3] < 250 or max(run.most[:3]) > 26] == []


def test_display_type_is_seen_in_its_own_inks(file: Path) -> None:
    """What is told of small text would be seen: titles are in the brand's ink."""
    title = max(runs(file), key=lambda run: run.size_pt)
    assert max(title.most[:3]) > 200


def test_no_colour_of_a_screen_is_left(file: Path) -> None:
    screen = {"/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased", "/Indexed"}
    with pikepdf.open(file) as pdf:
        found = {str(item) for item in everything(pdf) if isinstance(item, pikepdf.Name)}
        assert not found & screen
        assert "/DeviceCMYK" in found
        used = list(colour_operators(pdf))
        assert {name for name, _ in used} <= {"k", "K", "cs", "CS", "scn", "SCN", "g", "G", "gs"}
        spaces = {str(operands[0]) for name, operands in used if name in ("cs", "CS")}
        assert spaces <= {"/Pattern", "/PressAll"}


def test_ghostscript_and_the_ticket_agree_on_the_heaviest_ink(file: Path, tmp_path: Path) -> None:
    """The ticket averages over 15 mm², Ghostscript tells single pixels: never less, and as much
    where a plate is solid."""
    beside = file.with_name(f"{file.stem}-DRAFT-ticket.json")
    ticket = json.loads(beside.read_text(encoding="utf-8"))
    most = [page.most_ink_percent() for page in plates(file, tmp_path, "BleedBox", 9)]
    told = ticket["inks"]["heaviest_percent"]
    assert len(told) == len(most)
    assert all(ours <= theirs + 1 for ours, theirs in zip(told, most, strict=True))
    assert max(most) < 300
    assert max(told) == pytest.approx(max(most), abs=1)
