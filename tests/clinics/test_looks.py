"""Looks: other colours and type for eyes that need them, and every proof holds in each."""

import io
from itertools import combinations
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image, ImageChops
from pypdf import PdfReader

from brochure.base.editions import GUIDE, LARGE_PRINT, TRIFOLD, Edition, list_editions
from brochure.base.errors import BrochureError
from brochure.base.files.project import STARTER
from brochure.base.looks import LOOKS, STANDARD
from brochure.base.wcag import luminance
from brochure.base.worker import Limits
from brochure.build.build import EVERY_LOOK, Request, build_documents
from brochure.build.document import compose
from brochure.channels.channels import CHANNELS, OFFICE, SCREEN
from brochure.commands.accessibility import judge_file
from brochure.content.load import LoadedContent, load_content
from brochure.layout.printed import Printed
from brochure.proofs.contrast import signs_differ_without_colour
from brochure.proofs.examined import examine
from brochure.proofs.things import codes_hold_their_address
from brochure.reading.pages import read_pdf
from tests.conftest import ROOT
from tests.variants import variant_of

# A page of the tri-fold, and one of the guide, are enough to see what colours a look has.
PICTURED = [(TRIFOLD, OFFICE), (GUIDE, SCREEN)]


def brand(loaded: LoadedContent) -> dict[str, str]:
    assert loaded.content
    return {role: colour.screen for role, colour in loaded.content.brand.colours}


def light(colour: str) -> float:
    return luminance(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def pages_of(printed: Printed) -> list[Image.Image]:
    document: Any = pdfium.PdfDocument(printed.pdf)
    return [page.render(scale=1).to_pil().convert("RGB") for page in document]


def in_look(loaded: LoadedContent, edition: Edition, channel: str, look: str) -> Printed:
    assert loaded.content
    return compose(
        loaded.content, variant_of(loaded.content, edition, CHANNELS[channel], ROOT, LOOKS[look])
    )


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


@pytest.mark.parametrize(("edition", "channel"), PICTURED)
def test_a_gray_page_has_no_colour(loaded: LoadedContent, edition: Edition, channel: Any) -> None:
    gray = pages_of(in_look(loaded, edition, channel.name, "grayscale"))
    for page in gray:
        red, green, blue = page.split()
        assert ImageChops.difference(red, green).getextrema() == (0, 0)
        assert ImageChops.difference(red, blue).getextrema() == (0, 0)
    plain = pages_of(in_look(loaded, edition, channel.name, STANDARD.name))
    red, _, blue = plain[0].split()
    assert any(ImageChops.difference(red, blue).histogram()[30:])


@pytest.mark.parametrize(
    ("edition", "channel", "ground"), [(TRIFOLD, OFFICE, 255), (GUIDE, SCREEN, 0)]
)
def test_high_contrast_is_dark_on_a_display_and_white_on_paper(
    loaded: LoadedContent, edition: Edition, channel: Any, ground: int
) -> None:
    for page in pages_of(in_look(loaded, edition, channel.name, "high-contrast")):
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


def test_readable_is_set_in_its_own_type_with_more_room(loaded: LoadedContent) -> None:
    plain = read_pdf(in_look(loaded, GUIDE, "screen", STANDARD.name).pdf)
    readable = read_pdf(in_look(loaded, GUIDE, "screen", "readable").pdf)
    fonts = {f.name for page in readable.pages for f in page.fonts}
    # The last is for arrows, which the other lacks.
    assert fonts == {"Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold", "Source-Sans-Pro"}
    assert len(readable.pages) > len(plain.pages)


def test_what_is_typed_into_a_dark_page_is_light(loaded: LoadedContent) -> None:
    assert loaded.content
    sheet = list_editions([loaded.content.sheets[0].id])[1]
    printed = in_look(loaded, sheet, "screen", "high-contrast")
    page: Any = PdfReader(io.BytesIO(printed.pdf)).pages[0]
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


@pytest.mark.parametrize("look", [look for look in LOOKS if look != STANDARD.name])
def test_every_look_is_proven_and_passes_verapdf(
    loaded: LoadedContent, tmp_path: Path, look: str
) -> None:
    """Each screen file in it; on paper those that are laid out for paper alone."""
    assert loaded.content
    every = {
        e.name: e for e in list_editions(s.id for s in loaded.content.sheets) if look in e.looks
    }
    paper = tuple(name for name, e in every.items() if "screen" not in e.channels)
    limits = Limits(seconds=600)  # many documents on a busy machine
    wanted = {"screen": set(every) - set(paper), "office": set(paper)}
    built = [
        document
        for channel, names in wanted.items()
        if names
        for document in build_documents(
            loaded, Request(ROOT, tmp_path, tuple(names), (channel,), (look,), limits)
        )
    ]
    assert [f for b in built for f in b.findings] == []
    assert {(b.channel, b.edition) for b in built} == {
        (channel, name) for channel, names in wanted.items() for name in names
    }
    for b in built:
        assert b.file == tmp_path / b.channel / look / f"{b.edition}.pdf"
        faults = [v for v in judge_file(b.file) if v.faults]
        assert b.written and faults == [], (b.file, faults)
        if "sheet" in b.edition:
            with pikepdf.open(b.file) as pdf:
                typed = str(pdf.Root.AcroForm.DR.Font.Text.BaseFont)
            assert typed.endswith("AtkinsonHyperlegible-Regular") == (look == "readable")


def test_all_means_every_look_that_an_edition_has(loaded: LoadedContent, tmp_path: Path) -> None:
    request = Request(ROOT, tmp_path, ("safety-sheet-ketamine",), ("office",), (EVERY_LOOK,))
    assert [b.look for b in build_documents(loaded, request)] == [
        "standard",
        "grayscale",
        "high-contrast",
    ]
