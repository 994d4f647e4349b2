"""A clinic that is nothing like the default one: its folder alone, and every page is whole."""

import importlib.util
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from brochure.base.editions import BOOKLET, TRIFOLD, list_editions
from brochure.base.tolerances import LEAST_FILLED_SHARE
from brochure.build.build import Request, build_documents
from brochure.build.document import compose
from brochure.build.job import Built
from brochure.channels.channels import OFFICE
from brochure.content.load import LoadedContent, load_content
from brochure.content.model.contact_details import find_contact_detail
from brochure.layout.printed import Panel
from brochure.markup.render import render_html_page
from brochure.reading.forms import read_fields
from brochure.reading.pdfium import read_letters, read_pdf
from brochure.reading.reading import Glyph
from brochure.selection.select import select_content
from tests.build.test_build import build_in
from tests.conftest import ROOT, share
from tests.content.places import lines_at, write_edited
from tests.variants import variant_of

CLINIC = ROOT / "tests/clinics/implants"
EDITIONS = list_editions(("implants",))
# Covers are meant to be empty; a guide ends where its words end.
TIGHT = ("trifold", "safety-sheet-implants")


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, ...]:
    """Every document of the clinic, built from a copy of its folder alone."""
    return share(tmp_path_factory, "clinic", build_alone)


def build_alone(folder: Path) -> tuple[Built, ...]:
    """Build the clinic where nothing else lies."""
    project = folder / "implants"
    shutil.copytree(CLINIC, project)
    loaded = load_content(project / "content.yaml")
    assert loaded.content, loaded.findings
    assert loaded.findings == ()
    return tuple(build_documents(loaded, Request(project, project / "output")))


def document(clinic: tuple[Built, ...], name: str) -> Built:
    return next(b for b in clinic if f"{b.channel}/{b.edition}" == name)


def test_every_proof_holds(clinic: tuple[Built, ...]) -> None:
    made = {f"{b.channel}/{b.edition}" for b in clinic}
    assert made == {f"{channel}/{e.name}" for e in EDITIONS for channel in e.channels}
    assert [f for b in clinic for f in b.findings] == []
    assert all(b.written for b in clinic)


def test_no_panel_is_left_half_empty(clinic: tuple[Built, ...]) -> None:
    for built in clinic:
        for panel in built.panels:
            share = panel.used_pt / panel.room_pt
            if panel.name != "cover" and panel is not built.panels[-1]:
                least = 0.85 if built.edition in TIGHT else 0.7
                assert share >= least, (built.edition, panel.name, share)


def test_no_document_ends_with_a_nearly_empty_page(
    clinic: tuple[Built, ...], built: tuple[Built, ...]
) -> None:
    """Less room between blocks saves it, as in two documents of this clinic."""
    ends = [(b.edition, [p for p in b.panels if p.flows]) for b in (*clinic, *built)]
    empty = {edition for edition, pages in ends if pages and is_empty(pages[-1])}
    assert empty == set()


def is_empty(page: Panel) -> bool:
    return page.used_pt < LEAST_FILLED_SHARE * page.room_pt


def test_a_field_takes_as_many_lines_as_are_ruled(clinic: tuple[Built, ...]) -> None:
    """The default sheets have none of several lines; here questions have five, wishes three."""
    sheet = document(clinic, "screen/safety-sheet-implants").file.read_bytes()
    several = {field.name for field in read_fields(sheet) if field.several}
    assert several == {"own-words-blank-1", "other-ways-blank-1"}


def test_names_keep_their_accents_and_stand_whole(clinic: tuple[Built, ...]) -> None:
    reader = PdfReader(document(clinic, "office/trifold").file)
    said = " ".join(reader.pages[0].extract_text().split())
    for words in (
        "Zahnarztpraxis · Clínica dental",
        "Gemeinschaftspraxis Müller-Ødegård",
        "Łódź Boulevard, Étage 2",
    ):
        assert words in said
    assert "Čeština, Polski, Magyar, Türkçe" in said


def test_addresses_lead_on_in_ascii(clinic: tuple[Built, ...]) -> None:
    loaded = load_content(CLINIC / "content.yaml")
    assert loaded.content
    website = find_contact_detail(loaded.content, "website")
    assert website.href == "https://xn--mller-degrd-58a7vxb.example.org"
    assert website.lines[0][0] == "müller-ødegård.example.org"
    assert (
        find_contact_detail(loaded.content, "qr").href
        == "https://example.org/m%C3%BCller-%C3%B8deg%C3%A5rd"
    )


def test_it_wears_its_own_colours(clinic: tuple[Built, ...]) -> None:
    loaded = load_content(CLINIC / "content.yaml")
    assert loaded.content
    clay = loaded.content.brand.colours.clay.screen
    page: Any = pdfium.PdfDocument(document(clinic, "office/trifold").file)[1]
    corner = page.render(scale=1).to_pil().getpixel((540, 590))
    assert "#" + "".join(f"{c:02X}" for c in corner) == clay.upper()
    beside_own_number = page.render(scale=1).to_pil().getpixel((770, 590))
    assert beside_own_number != corner, "clay is for emergencies alone"


def test_a_brand_without_the_motif_has_its_own_drawing_on_the_cover(
    clinic: tuple[Built, ...], loaded: LoadedContent
) -> None:
    other = load_content(CLINIC / "content.yaml")
    assert other.content and loaded.content
    none = render_html_page(
        select_content(other.content, TRIFOLD), variant_of(other.content, TRIFOLD, OFFICE, CLINIC)
    )
    knit = render_html_page(
        select_content(loaded.content, TRIFOLD), variant_of(loaded.content, TRIFOLD, OFFICE)
    )
    assert "knit-cover" in knit.html and any("knit-cover{" in style for style in knit.styles)
    assert "knit-cover" not in none.html and not any("knit-cover{" in s for s in none.styles)


def colour_at(file: Path, page: int, x_pt: float, y_pt: float) -> tuple[int, ...]:
    """Return the colour of a place, counted from the upper left corner of the sheet."""
    sheet: Any = pdfium.PdfDocument(file)[page - 1]
    return sheet.render(scale=1).to_pil().convert("RGB").getpixel((round(x_pt), round(y_pt)))


@pytest.mark.parametrize(("name", "sides"), [("press/booklet", "lr"), ("press/trifold", "r")])
def test_a_drawing_on_the_cover_runs_past_the_trim(
    clinic: tuple[Built, ...], name: str, sides: str
) -> None:
    """Where a press cuts a little off there is no edge of another colour; at a fold it ends."""
    file = document(clinic, name).file
    sheet: Any = pdfium.PdfDocument(file)[0]
    trimmed, (x, _, _, y) = sheet.get_trimbox(), sheet.get_mediabox()
    left, right, top = trimmed[0] - x, trimmed[2] - x, y - trimmed[3]
    bone_pt = top + 504  # the drawing stands on the foot of its plate, at 514
    for side, trim, out in (("l", left, -1), ("r", right, 1)):
        if side in sides:
            inside = colour_at(file, 1, trim - 3 * out, bone_pt)
            assert colour_at(file, 1, trim + 6 * out, bone_pt) == inside
            assert colour_at(file, 1, trim + 14 * out, bone_pt) == (255, 255, 255)


def test_a_title_without_bold_words_is_set_large(clinic: tuple[Built, ...]) -> None:
    """In the guide, words before the bold ones are a small line over the title."""
    cover = read_pdf(document(clinic, "screen/guide").file.read_bytes()).pages[0]
    assert "".join(g.text for g in cover.glyphs if g.size_pt > 30) == "Yournewtooth,stepbystep"


@pytest.mark.parametrize(("count", "window_pt"), [(6, 74), (4, 111), (2, 222)])
def test_a_strip_has_equal_windows_for_as_many_steps_as_there_are(
    project: Path, count: int, window_pt: int
) -> None:
    """In the booklet, where the steps stand beside a drawing; the default content has six."""
    steps = "sections[six-steps].blocks[1].items"
    left_out = [(lines_at(f"{steps}[{n}]"), "") for n in range(count, 6)]
    write_edited(project, *left_out)
    loaded = load_content(project / "content.yaml")
    assert loaded.content, loaded.findings
    printed = compose(loaded.content, variant_of(loaded.content, BOOKLET, OFFICE, project))
    (drawing,) = (panel for panel in printed.panels if panel.name == "drawing")
    assert not drawing.over_pt
    page = read_letters(printed.pdf)[drawing.page - 1]
    numerals = [g for g in page.glyphs if g.text in "123456" and g.size_pt > 16]
    assert [g.text for g in numerals] == list("123456"[:count])
    feet = [g.box.bottom for g in numerals]
    assert {round(below - above) for above, below in pairwise(feet)} == {window_pt}


@pytest.mark.usefixtures("in_this_process")
def test_without_calls_to_make_there_is_no_plate(project: Path) -> None:
    owed = lines_at("editions.trifold.owes.facts[emergency]")
    write_edited(project, (lines_at("editions.trifold.panels.help"), ""), (owed, ""))
    (built,) = build_in(project, "trifold", channels=("office",))
    assert (built.findings, built.written) == ((), True)
    loaded = load_content(project / "content.yaml")
    assert loaded.content
    page: Any = pdfium.PdfDocument(project / "output/office/trifold.pdf")[1]
    corner = page.render(scale=1).to_pil().getpixel((770, 590))
    mist = loaded.content.brand.colours.mist.screen
    assert "#" + "".join(f"{c:02X}" for c in corner) == mist.upper()


def test_its_figures_are_as_their_script_draws_them() -> None:
    script = CLINIC / "figures/teeth.py"
    spec = importlib.util.spec_from_file_location("teeth", script)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    drawn: dict[str, str] = module.drawings()
    assert set(drawn) == {f.name for f in script.parent.glob("*.svg")}
    for name, svg in drawn.items():
        kept = script.with_name(name).read_text(encoding="utf-8")
        assert kept == svg, f"{name} is stale. Run: .venv/bin/python {script.relative_to(ROOT)}"


def sheet_letters(project: Path) -> tuple[Glyph, ...]:
    """Return the letters of the sheet of a project, in reading order."""
    content = load_content(project / "content.yaml").content
    assert content is not None
    sheet = next(e for e in list_editions(s.id for s in content.sheets) if e.needs_sheet)
    printed = compose(content, variant_of(content, sheet, OFFICE, project))
    assert not any(panel.wide for panel in printed.panels)
    return read_letters(printed.pdf)[0].glyphs


def lines_of(words: str, glyphs: tuple[Glyph, ...]) -> int:
    """Return on how many lines words stand."""
    wanted = "".join(words.split())
    at = "".join(g.text for g in glyphs).index(wanted)
    run = glyphs[at : at + len(wanted)]
    return 1 + sum(after.box.left < before.box.left for before, after in pairwise(run))


def test_calls_and_signatures_share_their_row_by_weight() -> None:
    """Also where there are two calls and three cells, and not three and four."""
    glyphs = sheet_letters(CLINIC)
    assert (
        lines_of("Trouble breathing or swallowing, or bleeding that you cannot stop", glyphs) == 2
    )
    text = "".join(g.text for g in glyphs)
    name = glyphs[text.rindex("NameDate")]
    assert name.box.left > 0.55 * 612, "the signature has more than half of the row"


def test_a_long_label_over_several_lines_to_write_on_is_broken(tmp_path: Path) -> None:
    project = tmp_path / "clinic"
    shutil.copytree(CLINIC, project)
    file, label = (
        project / "content.yaml",
        "What matters to me when I think of this, in my own words",
    )
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("label: What matters to me,", f'label: "{label}",'), "utf-8")
    assert lines_of(label, sheet_letters(project)) == 2
