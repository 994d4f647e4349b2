"""The press file of the tri-fold: boxes, metadata, nothing for screens, and its plates measured."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from brochure.base.editions import TRIFOLD
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.reading.pdfium import read_pdf
from brochure.reading.reading import Glyph
from tests.channels.walk import everything
from tests.plates import Plates, plates

BLEED_PT, SLUG_PT = 9, 36
WIDE, HIGH = 792, 612
SLUG = "CW-TRI · version 1.0 (draft) · trifold · side {} of 2 · issued 2026-11 · CMYK, CGATS TR 006"


@pytest.fixture(scope="module")
def file(output: Path) -> Path:
    return output / "press" / "trifold.pdf"


@pytest.fixture(scope="module")
def pdf(file: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(file) as opened:
        yield opened


@pytest.fixture(scope="module")
def bleed(file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Plates, ...]:
    return plates(file, tmp_path_factory.mktemp("bleed"), "BleedBox", BLEED_PT)


@pytest.fixture(scope="module")
def media(file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Plates, ...]:
    return plates(file, tmp_path_factory.mktemp("media"), "MediaBox", BLEED_PT + SLUG_PT)


def exact(content: Content, role: str) -> tuple[int, ...]:
    """Return a brand colour as plates have it: 255 is solid."""
    return tuple(round(percent * 2.55) for percent in getattr(content.brand.colours, role).press)


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 1 for a, b in zip(one, other, strict=True))


def letters_of(file: Path, page: int, text: str) -> tuple[Glyph, ...]:
    """Return the letters of `text`, which stands on a page once."""
    glyphs = read_pdf(file.read_bytes()).pages[page - 1].glyphs
    run = "".join(glyph.text for glyph in glyphs)
    at = run.index(text.replace(" ", ""))
    return glyphs[at : at + len(text.replace(" ", ""))]


def around(page: Plates, glyphs: tuple[Glyph, ...]) -> Plates:
    left, right = min(g.box.left for g in glyphs), max(g.box.right for g in glyphs)
    top, bottom = min(g.box.top for g in glyphs), max(g.box.bottom for g in glyphs)
    return page.crop(left, top, right, bottom)


# What the file is


def test_boxes_and_one_trim(pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) == 2
    for page in pdf.pages:
        items: list[tuple[str, Any]] = list(page.obj.items())
        boxes = {key: [float(v) for v in box] for key, box in items if key.endswith("Box")}
        outer = BLEED_PT + SLUG_PT
        assert boxes == {
            "/TrimBox": [0, 0, WIDE, HIGH],
            "/BleedBox": [-BLEED_PT, -BLEED_PT, WIDE + BLEED_PT, HIGH + BLEED_PT],
            "/MediaBox": [-outer, -outer, WIDE + outer, HIGH + outer],
        }


def test_it_says_pdf_x_4_and_what_it_is(pdf: pikepdf.Pdf) -> None:
    assert pdf.pdf_version == "1.6"
    (intent,) = pdf.Root.OutputIntents  # type: ignore[attr-defined]
    assert intent.S == pikepdf.Name.GTS_PDFX
    assert str(intent.OutputConditionIdentifier) == "CGATS TR 006"
    assert str(intent.RegistryName) == "http://www.color.org"
    assert intent.DestOutputProfile.N == 4
    profile = intent.DestOutputProfile.read_bytes()
    assert (profile[12:16], profile[16:20]) == (b"prtr", b"CMYK")
    xmp = pdf.open_metadata()
    assert xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
    assert xmp["dc:title"] == str(pdf.docinfo.Title)  # type: ignore[attr-defined]
    assert xmp["pdf:Trapped"] == "False"
    assert pdf.docinfo.Trapped == pikepdf.Name("/False")  # type: ignore[attr-defined]
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        assert xmp[name] == "2026-11-01T00:00:00Z"
    assert str(pdf.docinfo.CreationDate) == "D:20261101000000Z"  # type: ignore[attr-defined]
    assert str(xmp["xmpMM:DocumentID"]).startswith("uuid:")
    assert (xmp["xmpMM:VersionID"], xmp["xmpMM:RenditionClass"]) == ("1.0", "default")
    assert len(pdf.trailer.ID) == 2  # type: ignore[arg-type]


def test_nothing_in_it_is_for_readers_or_programs(pdf: pikepdf.Pdf) -> None:
    assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Lang", "/OutputIntents", "/Metadata"}
    names = {"/Annots", "/AA", "/StructParents", "/AcroForm", "/OCProperties", "/StructTreeRoot"}
    for item in everything(pdf):
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            assert not names & set(item.keys())
            assert item.get("/Type") not in (pikepdf.Name.Annot, pikepdf.Name.Action)


def test_the_slug_line_is_text_outside_the_bleed(file: Path) -> None:
    import pypdfium2 as pdfium

    document: Any = pdfium.PdfDocument(file)
    for number in (1, 2):
        text = document[number - 1].get_textpage()
        below = text.get_text_bounded(bottom=-BLEED_PT - SLUG_PT, top=-BLEED_PT)
        assert " ".join(below.split()) == SLUG.format(number)


# What the plates print


def test_brand_plates_have_their_exact_inks(
    bleed: tuple[Plates, ...], loaded: LoadedContent
) -> None:
    assert loaded.content
    content = loaded.content
    assert near(bleed[0].at(540, 300), exact(content, "ink"))
    assert near(bleed[0].at(270, 600), exact(content, "cream"))
    assert near(bleed[1].at(700, 600), exact(content, "clay"))
    assert near(bleed[1].at(780, 200), exact(content, "mist"))
    assert bleed[0].at(30, 20) == (0, 0, 0, 0), "paper"


def test_body_text_is_black_alone(bleed: tuple[Plates, ...], file: Path) -> None:
    words = around(bleed[0], letters_of(file, 1, "Tell us first about your health"))
    assert words.most() == (0, 0, 0, 255)


def test_black_text_prints_over_its_ground(
    bleed: tuple[Plates, ...], file: Path, loaded: LoadedContent
) -> None:
    assert loaded.content
    words = around(bleed[0], letters_of(file, 1, "Winston-Salem, NC"))
    cream = exact(loaded.content, "cream")
    assert words.most()[3] == 255
    assert near(words.least()[:3], cream[:3]), "no hole in the ground"
    assert near(words.most()[:3], cream[:3])


def test_white_text_never_prints_over(bleed: tuple[Plates, ...], file: Path) -> None:
    words = around(bleed[1], letters_of(file, 2, "Get help now"))
    assert words.least() == (0, 0, 0, 0), "the ground is left out under white"


def test_the_code_and_small_type_are_black_alone(
    pdf: pikepdf.Pdf, bleed: tuple[Plates, ...]
) -> None:
    code = bleed[0].crop(278, 160, 367, 250)
    assert code.most() == (0, 0, 0, 255)
    for page in pdf.pages:
        fill, size, saved = (0.0,) * 4, 0.0, list[tuple[float, ...]]()
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator == "q":
                saved.append(fill)
            elif operator == "Q":
                fill = saved.pop()
            elif operator == "k":
                fill = tuple(float(part) for part in operands)
            elif operator == "Tf":
                size = 0.75 * float(operands[1])
            elif operator in ("Tj", "TJ") and size <= 12:
                assert sum(part > 0 for part in fill) <= 1, f"{size} pt in {fill}"


def test_colour_that_touches_the_trim_runs_to_the_bleed_edge(bleed: tuple[Plates, ...]) -> None:
    """Just inside each trim edge and at the end of the bleed the same places have ink."""
    bare = 0
    for page in bleed:
        for x in range(4, WIDE, 8):
            for inside, outside in ((1, -BLEED_PT + 0.5), (HIGH - 1, HIGH + BLEED_PT - 0.5)):
                inked = any(page.at(x, inside)) and any(page.at(x + 1, inside))
                bare += inked and not any(page.at(x, outside))
        for y in range(4, HIGH, 8):
            for inside, outside in ((1, -BLEED_PT + 0.5), (WIDE - 1, WIDE + BLEED_PT - 0.5)):
                bare += any(page.at(inside, y)) and not any(page.at(outside, y))
    assert bare == 0
    corners = [page.at(x, y) for page in bleed for x in (-8.5, 800.5) for y in (-8.5, 620.5)]
    # white paper: the flap above its band, and all that is left of the mist inside
    assert [any(corner) for corner in corners] == [
        False,
        True,
        True,
        True,
        False,
        False,
        True,
        True,
    ]


def test_colour_stops_clean_on_the_folds(bleed: tuple[Plates, ...]) -> None:
    cover, inside = 526.5, 531.0
    for y in (-8.5, 4, 100, 300, 500):
        assert bleed[0].at(cover - 1, y) == (0, 0, 0, 0)
        assert any(bleed[0].at(cover + 0.5, y))
    for y in (-8.5, 200, 469, 600, 620.5):
        assert bleed[1].at(inside - 1, y) == (0, 0, 0, 0)
        assert any(bleed[1].at(inside + 0.5, y))


def test_marks_stand_outside_the_bleed_alone_on_every_plate(
    bleed: tuple[Plates, ...], media: tuple[Plates, ...]
) -> None:
    for number, (sheet, around_it) in enumerate(zip(bleed, media, strict=True)):
        assert sheet.most_ink_percent() < 300, "no registration colour in the artwork"
        for x in (0, WIDE, *TRIFOLD.folds_pt[number]):
            for y in (-BLEED_PT - SLUG_PT, HIGH + BLEED_PT):
                strip = around_it.crop(x - 1, y, x + 1, y + SLUG_PT)
                assert strip.most() == (255, 255, 255, 255), f"a mark at {x:g} pt"
        for y in (0, HIGH):
            for x in (-BLEED_PT - SLUG_PT, WIDE + BLEED_PT):
                strip = around_it.crop(x, y - 1, x + SLUG_PT, y + 1)
                assert strip.most() == (255, 255, 255, 255), f"a mark at {y:g} pt"
        between = around_it.crop(20, -BLEED_PT - SLUG_PT, 250, -BLEED_PT)
        assert between.most() == (0, 0, 0, 0)


def test_fold_marks_are_dashed_and_crop_marks_are_not(media: tuple[Plates, ...]) -> None:
    def runs(x: float) -> int:
        strip = media[0].crop(x - 1, -BLEED_PT - SLUG_PT, x + 1, -BLEED_PT).images[3]
        rows = [strip.crop((0, y, strip.width, y + 1)).getextrema()[1] for y in range(strip.height)]
        return sum(bool(now) and not before for before, now in zip([0, *rows], rows, strict=False))

    assert (runs(0), runs(WIDE)) == (1, 1)
    assert all(runs(fold) >= 3 for fold in TRIFOLD.folds_pt[0])


def test_ink_stays_under_the_limit(bleed: tuple[Plates, ...]) -> None:
    """258 % is the brand's ink; paper takes 300."""
    assert max(page.most_ink_percent() for page in bleed) == pytest.approx(258, abs=1)
