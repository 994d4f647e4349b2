"""Looks: other colours and type for eyes that need them, and every proof holds in each."""

from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image, ImageChops
from pypdf import PdfReader

from brochure.base.editions import LARGE_PRINT, list_editions
from brochure.base.errors import BrochureError
from brochure.base.files.project import STARTER
from brochure.base.looks import LOOKS, STANDARD
from brochure.base.wcag import luminance
from brochure.base.worker import Limits
from brochure.build.build import EVERY_LOOK, Request, build_documents
from brochure.build.document import compose
from brochure.build.job import Built
from brochure.channels.channels import SCREEN
from brochure.commands.accessibility import judge_file
from brochure.content.load import LoadedContent, load_content
from brochure.proofs.contrast import signs_differ_without_colour
from brochure.proofs.examined import examine
from brochure.proofs.things import codes_hold_their_address
from brochure.reading.pdfium import read_pdf
from brochure.reading.reading import Reading
from tests.conftest import ROOT, share
from tests.variants import variant_of

# A page of the tri-fold, and one of the guide, are enough to see what colours a look has.
PICTURED = [("office", "trifold"), ("screen", "guide")]
OTHERS = [look for look in LOOKS if look != STANDARD.name]
Looks = Callable[[str], tuple[Built, ...]]


@pytest.fixture(scope="session")
def looks(tmp_path_factory: pytest.TempPathFactory, loaded: LoadedContent) -> Looks:
    """The documents of the default content in a look, built once for all processes.

    Each screen file in it; on paper those that are laid out for paper alone.
    """
    return lambda look: share(
        tmp_path_factory, look, lambda folder: build_in_look(loaded, look, folder)
    )


def editions_in(loaded: LoadedContent, look: str) -> dict[str, tuple[str, ...]]:
    """Return which editions to look at in a look, by channel."""
    assert loaded.content
    every = [e for e in loaded.content.placed_editions() if look in e.looks]
    paper = tuple(e.name for e in every if "screen" not in e.channels)
    return {"screen": tuple(e.name for e in every if e.name not in paper), "office": paper}


def build_in_look(loaded: LoadedContent, look: str, output: Path) -> tuple[Built, ...]:
    limits = Limits(seconds=600)  # many documents on a busy machine
    return tuple(
        document
        for channel, names in editions_in(loaded, look).items()
        if names
        for document in build_documents(
            loaded, Request(ROOT, output, names, (channel,), (look,), limits)
        )
    )


def brand(loaded: LoadedContent) -> dict[str, str]:
    assert loaded.content
    return {role: colour.screen for role, colour in loaded.content.brand.colours}


def light(colour: str) -> float:
    return luminance(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def pages_of(file: Path) -> list[Image.Image]:
    document: Any = pdfium.PdfDocument(file)
    return [page.render(scale=1).to_pil().convert("RGB") for page in document]


def file_of(looks: Looks, look: str, channel: str, edition: str) -> Path:
    """Return the finished file of an edition in a look."""
    (built,) = (b for b in looks(look) if (b.channel, b.edition) == (channel, edition))
    assert built.written, built.findings
    return built.file


def test_gray_keeps_every_contrast(loaded: LoadedContent) -> None:
    """Two colours of one luminance become one gray: what differs in hue alone is told by shape."""
    colours = brand(loaded)
    grays = LOOKS["grayscale"].recolour(colours, False)
    assert set(grays) == set(colours)
    for one, other in combinations(colours, 2):
        before, after = (contrast(c[one], c[other]) for c in (colours, grays))
        assert abs(before - after) < 0.05 * before, (one, other)
    assert all(gray[1:3] == gray[3:5] == gray[5:] for gray in grays.values())


@pytest.mark.parametrize("glows", [False, True])
def test_high_contrast_is_black_and_white_and_lines_show_on_both(
    loaded: LoadedContent, glows: bool
) -> None:
    high = LOOKS["high-contrast"].recolour(brand(loaded), glows)
    assert high["white"] == ("#000000" if glows else "#FFFFFF")
    for role in ("ink", "text", "river", "clay"):
        assert contrast(high[role], high["white"]) == pytest.approx(21)
        for ground in ("mist", "cream", "honey", "strand"):
            assert contrast(high[role], high[ground]) == pytest.approx(21)
    for role in ("dim", "rule"):
        assert min(contrast(high[role], high["white"]), contrast(high[role], high["ink"])) > 4.5


@pytest.mark.parametrize(("channel", "edition"), PICTURED)
def test_a_gray_page_has_no_colour(looks: Looks, output: Path, channel: str, edition: str) -> None:
    gray = pages_of(file_of(looks, "grayscale", channel, edition))
    for page in gray:
        red, green, blue = page.split()
        assert ImageChops.difference(red, green).getextrema() == (0, 0)
        assert ImageChops.difference(red, blue).getextrema() == (0, 0)
    plain = pages_of(output / channel / f"{edition}.pdf")
    red, _, blue = plain[0].split()
    assert any(ImageChops.difference(red, blue).histogram()[30:])


@pytest.mark.parametrize(("channel", "edition", "ground"), [(*PICTURED[0], 255), (*PICTURED[1], 0)])
def test_high_contrast_is_dark_on_a_display_and_white_on_paper(
    looks: Looks, channel: str, edition: str, ground: int
) -> None:
    for page in pages_of(file_of(looks, "high-contrast", channel, edition)):
        counts = page.convert("L").histogram()
        assert counts.index(max(counts)) == ground
        flat = counts[0] + counts[255]
        assert flat > 0.75 * sum(counts), "little but black and white, and the edges of letters"


def test_a_code_stays_dark_on_light_on_a_dark_page() -> None:
    starter = load_content(STARTER / "content.yaml")
    assert starter.content
    printed = compose(
        starter.content,
        variant_of(starter.content, LARGE_PRINT, SCREEN, STARTER, LOOKS["high-contrast"]),
    )
    on = examine(printed)
    assert codes_hold_their_address(on) == ()
    assert signs_differ_without_colour(on) == ()
    document: Any = pdfium.PdfDocument(printed.pdf)
    found = [c.text for p in document for c in zxingcpp.read_barcodes(p.render(scale=2).to_pil())]
    assert found == list(printed.inventory.codes)


def _pitch_pt(file: Reading) -> float:
    """Return the least distance from one line to the next on page 3 of the guide, of text."""
    lines = sorted({round(g.box.bottom) for g in file.pages[2].glyphs if g.text in "aemnorsu"})
    return min(below - above for above, below in pairwise(lines) if below - above > 8)


def test_readable_is_set_in_its_own_type_with_more_room(looks: Looks, output: Path) -> None:
    plain = read_pdf((output / "screen/guide.pdf").read_bytes())
    readable = read_pdf(file_of(looks, "readable", "screen", "guide").read_bytes())
    fonts = {f.name for page in readable.pages for f in page.fonts}
    # The last is for arrows, which the other lacks.
    assert fonts == {"Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold", "Source-Sans-Pro"}
    assert len(readable.pages) >= len(plain.pages)
    assert _pitch_pt(readable) > 1.02 * _pitch_pt(plain), "from line to line, on a page of text"


def test_what_is_typed_into_a_dark_page_is_light(loaded: LoadedContent, looks: Looks) -> None:
    assert loaded.content
    known = list_editions([loaded.content.sheets[0].id])
    sheet = next(edition for edition in known if edition.needs_sheet)
    page: Any = PdfReader(file_of(looks, "high-contrast", "screen", sheet.name)).pages[0]
    notes = [note.get_object() for note in page["/Annots"]]
    typed = {str(note["/DA"]) for note in notes if note.get("/FT") == "/Tx"}
    assert typed and all(said.endswith(" 1 1 1 rg") for said in typed)


def test_an_edition_without_a_look_says_so(loaded: LoadedContent, tmp_path: Path) -> None:
    def asked(*looks: str, only: tuple[str, ...] = (), channels: tuple[str, ...] = ()) -> str:
        with pytest.raises(BrochureError) as error:
            next(iter(build_documents(loaded, Request(ROOT, tmp_path, only, channels, looks))))
        assert error.value.exit_code == 2
        return f"{error.value.message} {error.value.hint}"

    assert asked("readable", only=("trifold",)) == (
        'trifold has no look "readable" It comes in these: standard, grayscale, high-contrast.'
    )
    assert asked("greyscale").startswith(
        "there is no look \"greyscale\"; did you mean 'grayscale'? Known: standard, grayscale,"
    )
    assert asked("grayscale", channels=("press",)).startswith("no edition is made for a channel")


@pytest.mark.parametrize("look", OTHERS)
def test_every_look_is_proven_and_passes_verapdf(
    loaded: LoadedContent, looks: Looks, look: str
) -> None:
    built = looks(look)
    assert [f for b in built for f in b.findings] == []
    assert [(b.channel, b.edition) for b in built] == [
        (channel, name) for channel, names in editions_in(loaded, look).items() for name in names
    ]
    for b in built:
        assert b.file.parts[-3:] == (b.channel, look, f"{b.edition}.pdf")
        faults = [v for v in judge_file(b.file) if v.faults]
        assert b.written and faults == [], (b.file, faults)
        if "sheet" in b.edition:
            with pikepdf.open(b.file) as pdf:
                typed = str(pdf.Root.AcroForm.DR.Font.Text.BaseFont)
            assert typed.endswith("AtkinsonHyperlegible-Regular") == (look == "readable")


@pytest.mark.usefixtures("in_this_process")
def test_all_means_every_look_that_an_edition_has(small: Path) -> None:
    loaded = load_content(small / "content.yaml")
    request = Request(small, small / "output", ("trifold",), ("office",), (EVERY_LOOK,))
    built = list(build_documents(loaded, request))
    assert [b.look for b in built] == ["standard", "grayscale", "high-contrast"]
    assert all(b.written for b in built)
