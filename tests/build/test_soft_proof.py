"""Soft proofs: guides where they belong, what a reader meets in turn, and never of another file."""

import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from brochure.base.editions import TRIFOLD
from brochure.base.geometry import Rect
from brochure.base.looks import STANDARD
from brochure.base.sheet_geometry import A4, length_in_words
from brochure.base.storage import lock_folder
from brochure.build.build import Request, build_documents
from brochure.build.job import Built
from brochure.build.report import built_text
from brochure.build.soft_proof import make_soft_proofs
from brochure.build.soft_proof.drawing import COLOURS, DESK, PX_PER_PT, draw_guides, render_trimmed
from brochure.build.soft_proof.folding import Piece, views_of
from brochure.build.soft_proof.guides import Guide, guides_of
from brochure.channels.office import OFFICE, UNPRINTABLE_PT
from brochure.content.load import load_content
from brochure.layout.printed import Printed
from brochure.proofs.alignment import normalize_letters
from tests.content.places import lines_at, write_edited
from tests.tiny import as_edition, for_press, in_channel, print_tiny

BORDER_PX = 24
SHEET = "safety-sheet-ketamine"


@pytest.fixture(scope="module")
def tiny() -> Printed:
    """A page of 200 x 150 pt, as an office prints it."""
    return in_channel(print_tiny(), OFFICE)


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


# Guides


def test_guides_of_a_sheet_for_the_press() -> None:
    trifold = for_press(as_edition(print_tiny(), TRIFOLD))
    assert list(guides_of(trifold, 2)) == [
        Guide("bleed", Rect(-9, -9, 801, 621), 9),
        Guide("trim", Rect(0, 0, 792, 612)),
        Guide("fold", Rect(265.5, 0, 265.5, 612)),
        Guide("fold", Rect(531, 0, 531, 612)),
        Guide("safe", Rect(18, 18, 247.5, 594), 18),
        Guide("safe", Rect(283.5, 18, 513, 594), 18),
        Guide("safe", Rect(549, 18, 774, 594), 18),
    ]


def test_guides_of_a_page_and_of_a_sheet_for_the_office(tiny: Printed) -> None:
    assert list(guides_of(tiny, 1)) == [
        Guide("trim", Rect(0, 0, 200, 150)),
        Guide("unprintable", Rect(0, 0, 200, 150).shrink(UNPRINTABLE_PT), UNPRINTABLE_PT),
        Guide("safe", Rect(8, 8, 192, 142), 8),
    ]
    kinds = [(g.kind, g.rect.left) for g in guides_of(replace(tiny, sheets=tiny.pdf), 1)]
    assert kinds[2:] == [("fold", 200), ("safe", 8), ("safe", 208)]


def test_guides_lie_over_the_page_and_the_page_shows(tiny: Printed) -> None:
    ((name, png),) = make_soft_proofs(tiny)
    drawn, plain = opened(png), render_trimmed(pdfium.PdfDocument(tiny.output)[0], 110)
    assert name == "page-01.png"

    def at(x_pt: float, y_pt: float) -> str:
        place = (BORDER_PX + round(x_pt * PX_PER_PT), BORDER_PX + round(y_pt * PX_PER_PT))
        return "#{:02x}{:02x}{:02x}".format(*drawn.getpixel(place))  # type: ignore[misc]

    assert at(0, 75) == COLOURS["trim"]
    assert at(UNPRINTABLE_PT, 75) == COLOURS["unprintable"]
    assert at(8, 75) == COLOURS["safe"]
    assert at(4, 75) not in ("#ffffff", *COLOURS.values()), "the edge is tinted"
    inner = tuple(round(side * PX_PER_PT) for side in (20, 20, 180, 130))
    beside = tuple(side + BORDER_PX for side in inner)
    same = ImageChops.difference(plain.crop(inner), drawn.crop(beside))  # type: ignore[arg-type]
    assert same.getbbox() is None


# Folds


def test_all_words_under_a_narrow_page_have_room(tiny: Printed) -> None:
    page = pdfium.PdfDocument(tiny.pdf)[0]
    long = "One line that is much longer than the page is wide. " * 3
    short, wide = (draw_guides(page, tuple(guides_of(tiny, 1)), head) for head in ("Short", long))
    assert wide.width > short.width
    last = ImageChops.difference(wide, Image.new("RGB", wide.size, DESK)).crop(
        (0, short.height - short.height // 3, wide.width, wide.height)
    )
    box = last.getbbox()
    assert box and box[2] < wide.width - 8, "nothing is cut off at the edge"


def test_a_c_fold_opens_from_the_cover_to_the_spread_and_turns_over() -> None:
    views = views_of(as_edition(print_tiny(), TRIFOLD), 2)
    assert [view.pieces for view in views] == [
        (Piece(1, 526.5, 792),),
        (Piece(2, 0, 265.5), Piece(1, 0, 261)),
        (Piece(2, 0, 792),),
        (Piece(1, 261, 526.5),),
    ]
    assert [v.caption for v in views] == ["Closed", "The cover opened", "All open", "Turned over"]
    assert views_of(print_tiny(), 1) == (), "nothing is folded"


def test_a_z_fold_opens_from_the_cover_and_from_the_back() -> None:
    """Closed, the inside right lies at the back; it opens flap and contact side by side."""
    views = views_of(as_edition(print_tiny(), TRIFOLD.folded_as("z")), 2)
    assert [view.pieces for view in views] == [
        (Piece(1, 528, 792),),
        (Piece(2, 0, 528),),
        (Piece(2, 0, 792),),
        (Piece(2, 528, 792),),
        (Piece(1, 0, 528),),
    ]
    assert [view.caption for view in views][-2:] == ["Closed, turned over", "Opened from there"]


def test_guides_of_a4_are_told_in_millimetres() -> None:
    printed = for_press(as_edition(print_tiny(), TRIFOLD.made_on(A4)))
    guides = {guide.kind: guide for guide in guides_of(printed, 1)}
    assert guides["bleed"].metric and not next(iter(guides_of(print_tiny(), 1))).metric
    assert length_in_words(guides["bleed"].by_pt, metric=True) == "3 mm"
    assert length_in_words(9.0, metric=False) == "0.125 in"


def test_sheets_are_shown_as_the_reader_turns_them(booklet: Printed) -> None:
    """Each half of a sheet is the page of the booklet that it stands for."""
    sides = len(pdfium.PdfDocument(booklet.output))
    views = views_of(booklet, sides)
    assert [view.caption for view in views[:2]] == ["Closed", "Pages 2 and 3"]
    assert len(views) == sides + 1
    pages, sheets = pdfium.PdfDocument(booklet.pdf), pdfium.PdfDocument(booklet.output)
    pieces = [piece for view in views for piece in view.pieces]
    shown = [words(sheets[p.page - 1], p.left_pt, p.right_pt) for p in pieces]
    assert shown == [words(page, 0, 396) for page in pages]
    fillers = sum(panel.name == "notes" for panel in booklet.panels)
    alike = max(fillers - 1, 0)
    assert len({*shown}) == len(shown) - alike, "only the pages for questions are alike"


def words(page: Any, left_pt: float, right_pt: float) -> str:
    text = page.get_textpage()
    found = text.get_text_bounded(left=left_pt, right=right_pt)
    text.close()
    return normalize_letters(found)


# What stays


def build_sheet(project: Path, look: str = STANDARD.name, soft_proof: bool = True) -> Built:
    loaded = load_content(project / "content.yaml")
    output = project / "output"
    request = Request(project, output, (SHEET,), ("office",), (look,), soft_proof=soft_proof)
    (built,) = build_documents(loaded, request)
    return built


@pytest.mark.usefixtures("in_this_process")
def test_pictures_go_with_their_document(project: Path) -> None:
    """Those of a document that is not written, or not made any more, do not stay."""
    folder = project / "output/soft-proof/office"
    with lock_folder(project / "output") as owned:
        owned.write(((folder / "gone/page-01.png", b"of long ago"),))
    built = build_sheet(project)
    assert built.written
    assert built.soft_proofs == (folder / SHEET / "page-01.png",)
    assert opened(built.soft_proofs[0].read_bytes()).width > 900
    assert built_text(built, project, panels=False).splitlines()[-1] == (
        f"  Soft proofs: output/soft-proof/office/{SHEET} (1 picture)."
    )
    assert not (folder / "gone").exists()
    gray = build_sheet(project, "grayscale")
    assert gray.soft_proofs == (folder / "grayscale" / SHEET / "page-01.png",)
    assert built.soft_proofs[0].exists(), "each look has its own"
    title = lines_at("sheets[ketamine].title")
    write_edited(project, (title, f"    title: {'Ketamine safety sheet ' * 12}\n"))
    built = build_sheet(project)
    assert (built.written, built.soft_proofs) == (False, ())
    assert not (folder / SHEET).exists()
    assert (project / f"output/office/{SHEET}.pdf").exists(), "the last good file"


@pytest.mark.usefixtures("in_this_process")
def test_pictures_that_are_not_ours_stay(project: Path) -> None:
    """A plain build removes what showed the document before, and nothing that others put there."""
    folder = project / f"output/soft-proof/office/{SHEET}"
    ours = build_sheet(project).soft_proofs[0]
    theirs = [folder / "for-the-shop.png", folder.parent / "map.png", folder / "page-02.png"]
    for file in theirs:
        shutil.copy(ours, file)
    plain = build_sheet(project, soft_proof=False)
    assert plain.written and not ours.exists()
    assert all(file.exists() for file in theirs)
    ours.write_bytes(b"notes of the shop")
    built = build_sheet(project)
    assert [f.id for f in built.findings] == ["output.foreign"]
    assert [f.severity for f in built.findings] == ["warning"], "it keeps no document from patients"
    assert (built.written, built.soft_proofs, ours.read_bytes()) == (True, (), b"notes of the shop")


@pytest.mark.usefixtures("in_this_process")
def test_pictures_that_are_drawn_again_are_known_again(project: Path) -> None:
    """Else they would show another document than the one beside them, once that is another."""
    (ours,) = build_sheet(project).soft_proofs
    (project / "output/.brochure-written").unlink()
    assert build_sheet(project).soft_proofs == (ours,)
    assert build_sheet(project, soft_proof=False).written
    assert not ours.exists()


@pytest.mark.usefixtures("in_this_process")
def test_a_picture_that_somebody_has_drawn_on_stays(project: Path) -> None:
    ours = build_sheet(project).soft_proofs[0]
    ours.write_bytes(ours.read_bytes() + b"with a remark")
    marked = ours.read_bytes()
    assert build_sheet(project, soft_proof=False).written
    assert ours.read_bytes() == marked
