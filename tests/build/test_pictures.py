"""Logo, cover picture and portrait, from content.yaml to finished files of each channel."""

import io
import shutil
from dataclasses import replace
from json import loads
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from brochure.base.editions import BOOKLET, GUIDE, SAFETY_SHEET, TRIFOLD, Edition
from brochure.base.files.project import STARTER
from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.base.looks import LOOKS
from brochure.build.build import Request, build_documents
from brochure.build.document import compose
from brochure.build.job import Built
from brochure.channels.channels import OFFICE, PRESS, SCREEN
from brochure.commands.accessibility import judge_file
from brochure.content.load import load_content
from brochure.content.model.content import Content
from brochure.layout.printed import Mark, Printed
from brochure.markup.render import render_html_page
from brochure.preflight import Order, preflight
from brochure.proofs import PROOFS
from brochure.proofs.examined import examine
from brochure.reading.pdfium import read_pdf
from brochure.selection.select import select_content
from tests.base.test_image_conversion import SECRET
from tests.conftest import ROOT, share
from tests.content.places import at
from tests.pictures import lake, person, saved, sign
from tests.plates import plates
from tests.variants import variant_of

SHEET = replace(SAFETY_SHEET, name="safety-sheet-ketamine")
LAKE_ALT = "A lake between hills in the evening"
BRAND = f"""brand:
  logo: {{file: images/logo.png, alt: ""}}
  cover: {{file: images/lake.jpg, alt: {LAKE_ALT}}}
"""
LEAD = """  - id: lead
    provenance: clinic
    title: Who leads your care
    blocks:
      - kind: portrait
        file: images/person.jpg
        alt: A clinician smiles
        name: A. Clinician, MD
        caption: Sees every patient before the first session.
  - id: who-might-benefit
"""
LEADS = at("sections[who-might-benefit]")  # whose place it takes


def with_pictures(folder: Path) -> Path:
    """Write the default content with a logo, a cover picture and a portrait into `folder`."""
    shutil.copytree(ROOT / "figures", folder / "figures")
    (folder / "images").mkdir()
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    photo = saved(lake(1500, 1160), exif=exif, comment=SECRET)
    (folder / "images/lake.jpg").write_bytes(photo)
    (folder / "images/person.jpg").write_bytes(saved(person()))
    (folder / "images/logo.png").write_bytes(saved(sign(), "PNG"))
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    text = text.replace("brand:\n", BRAND, 1).replace("  - id: who-might-benefit\n", LEAD, 1)
    before, guide, rest = text.partition("  guide:\n")
    rest = rest.replace("        - quick-take\n", "        - quick-take\n        - lead\n", 1)
    (folder / "content.yaml").write_text(before + guide + rest, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_pictures(tmp_path_factory.mktemp("with-pictures"))


@pytest.fixture(scope="module")
def content(folder: Path) -> Content:
    loaded = load_content(folder / "content.yaml")
    assert loaded.content, loaded.findings
    return loaded.content


@pytest.fixture(scope="module")
def guide(folder: Path, content: Content, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return share(
        tmp_path_factory,
        "guide-with-pictures",
        lambda _: compose(content, variant_of(content, GUIDE, SCREEN, folder)),
    )


@pytest.fixture(scope="module")
def press(folder: Path, content: Content, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return share(
        tmp_path_factory,
        "press-with-pictures",
        lambda _: compose(content, variant_of(content, TRIFOLD, PRESS, folder)),
    )


def findings(printed: Printed) -> tuple[Finding, ...]:
    on = examine(printed)
    return tuple(finding for proof in PROOFS for finding in proof(on))


def images_in(pdf: bytes) -> list[Any]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = (o for o in opened.objects if isinstance(o, pikepdf.Stream))
        return [
            (int(s.Width), int(s.Height), str(s.get("/ColorSpace")), bytes(s.read_raw_bytes()))
            for s in streams
            if s.get("/Subtype") == pikepdf.Name.Image
        ]


def mark_of(printed: Printed, path: str) -> Mark:
    return next(mark for mark in printed.marks if mark.path == path)


# Red, green and blue of a night sky, from top to bottom.
BLUES = ((0, 40), (0, 70), (110, 255))


# What content says


def test_logo_and_cover_end_their_panels_and_words_come_first(content: Content) -> None:
    selection = select_content(content, TRIFOLD)
    assert [placed.id for placed in selection.panels["cover"]] == ["title", "cover"]
    assert [placed.id for placed in selection.panels["brand"]] == ["clinic-name", "logo"]
    assert [(s.path, s.panel) for s in selection.inventory.pictures] == [
        ("brand.cover.file", "cover"),
        ("brand.logo.file", "brand"),
    ]


def test_a_drawn_logo_is_a_figure(content: Content, folder: Path) -> None:
    drawn = content.brand.logo and content.brand.logo.model_copy(
        update={"file": "figures/key-nmda.svg", "alt": "The clinic"}
    )
    brand = content.brand.model_copy(update={"logo": drawn, "cover": None})
    changed = content.model_copy(update={"brand": brand})
    selection = select_content(changed, TRIFOLD)
    before = select_content(
        content.model_copy(update={"brand": content.brand}), TRIFOLD
    ).inventory.figures
    assert selection.inventory.figures == before + 1 and selection.inventory.pictures == ()
    html = render_html_page(selection, variant_of(changed, TRIFOLD, SCREEN, folder)).html
    assert '<img class="logo" data-mark="figure" data-file="brand.logo.file" src="data:' in html
    assert 'alt="The clinic"' in html and "motif-knit" in html


def problems(folder: Path, tmp_path: Path, *edits: tuple[str, str]) -> list[tuple[str, str]]:
    project = tmp_path / "project"
    shutil.copytree(folder, project)
    file = project / "content.yaml"
    text = file.read_text(encoding="utf-8")
    for good, bad in edits:
        assert good in text
        text = text.replace(good, bad, 1)
    file.write_text(text, encoding="utf-8")
    return [(finding.place.path, finding.what) for finding in load_content(file).findings]


@pytest.mark.parametrize(
    ("good", "bad", "path", "what"),
    [
        ("images/lake.jpg", "images/lost.jpg", "brand.cover.file", "lost.jpg does not exist"),
        ("images/lake.jpg", "lake.jpg", "brand.cover.file", "is not a PNG or JPEG"),
        ("images/lake.jpg", "figures/pathway.svg", "brand.cover.file", "is not a PNG or JPEG"),
        ("images/lake.jpg", "images/../a.jpg", "brand.cover.file", "leads outside the project"),
        (
            "images/logo.png",
            "images/logo.gif",
            "brand.logo.file",
            "is not a PNG or JPEG",
        ),
        ("images/logo.png", "figures/lost.svg", "brand.logo.file", "does not exist"),
        (', alt: ""}', "}", "brand.logo.alt", "is missing"),
        (f", alt: {LAKE_ALT}}}", "}", "brand.cover.alt", "is missing"),
        ("alt: A clinician smiles", 'alt: ""', f"{LEADS}.blocks[0].alt", "is empty"),
        ("images/person.jpg", "images/p.jpg", f"{LEADS}.blocks[0].file", "does not exist"),
    ],
)
def test_what_is_wrong_with_a_picture_is_told_at_its_line(
    good: str, bad: str, path: str, what: str, folder: Path, tmp_path: Path
) -> None:
    found = problems(folder, tmp_path, (good, bad))
    assert len(found) == 1 and found[0][0] == path and what in found[0][1], found


def test_a_damaged_picture_is_told_by_check(folder: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(folder, project)
    (project / "images/lake.jpg").write_bytes(saved(lake(90, 70))[:-300])
    (finding,) = load_content(project / "content.yaml").findings
    assert (finding.id, finding.place.path) == ("content.picture", "brand.cover.file")
    assert finding.what == "images/lake.jpg: this picture is broken off or damaged"


def test_the_starter_shows_how_pictures_are_named(tmp_path: Path) -> None:
    """Its comments, taken away, are content that holds; it is still told to be a sample."""
    project = tmp_path / "starter"
    shutil.copytree(STARTER, project)
    (project / "images").mkdir()
    (project / "images/logo.png").write_bytes(saved(sign(80), "PNG"))
    for name in ("cover", "portrait"):
        (project / f"images/{name}.jpg").write_bytes(saved(lake(90, 70)))
    file = project / "content.yaml"
    text = file.read_text(encoding="utf-8")
    for line in ("  # logo: {", "  # cover: {", "      # - kind: portrait"):
        assert line in text
        text = text.replace(line, line.replace("# ", "", 1))
    for key in ("file", "alt", "name", "caption"):
        text = text.replace(f"      #   {key}: ", f"        {key}: ", 1)
    file.write_text(text, encoding="utf-8")
    loaded = load_content(file)
    assert [f.id for f in loaded.findings] == ["content.sample"] and loaded.content
    assert loaded.content.brand.logo and loaded.content.brand.cover


# On screen: the guide, with all three


def test_every_proof_holds_for_the_guide(guide: Printed) -> None:
    assert findings(guide) == ()
    assert [d.placed.file for d in guide.pictures] == [
        "images/lake.jpg",
        "images/logo.png",
        "images/person.jpg",
    ]


def test_what_pictures_show_is_heard_and_a_mere_ornament_is_not(guide: Printed) -> None:
    alts = guide.spoken.descriptions
    assert LAKE_ALT in alts and "A clinician smiles" in alts and "" not in alts
    wrong = tuple(d if d != LAKE_ALT else "Another lake" for d in alts)
    found = findings(replace(guide, spoken=replace(guide.spoken, descriptions=wrong)))
    assert {f.id for f in found} == {"access.figure"}


def test_an_independent_judge_finds_the_guide_accessible(guide: Printed, tmp_path: Path) -> None:
    file = tmp_path / "guide.pdf"
    file.write_bytes(guide.pdf)
    verdicts = judge_file(file)
    assert len(verdicts) == 2 and all(verdict.faults == () for verdict in verdicts)


def test_a_screen_file_stays_small_and_tells_nothing_of_the_camera(guide: Printed) -> None:
    assert len(guide.pdf) < 1_000_000
    assert SECRET not in guide.pdf
    images = images_in(guide.pdf)
    assert not any(SECRET in raw for *_, raw in images)
    pixels = sorted((width, height) for width, height, *_ in images)
    assert pixels[-1] == (920, 712), "200 to the inch for a frame of 292.5 × 256 pt"


def test_the_cover_takes_the_place_of_the_strands(guide: Printed) -> None:
    cover, panels = mark_of(guide, "brand.cover.file"), {p.name: p for p in guide.panels}
    assert (cover.page, cover.rect.left, round(cover.rect.right, 1)) == (1, 0, 292.5)
    title = [g for g in read_pdf(guide.pdf).pages[0].glyphs if g.size_pt > 30]
    assert min(g.box.top for g in title) > cover.rect.bottom, "no words on pictures"
    assert panels["cover"].rect.holds(cover.rect, 0.5)
    logo = mark_of(guide, "brand.logo.file")
    assert panels["brand"].rect.holds(logo.rect)


# At the press: the tri-fold, bleeding from the fold over top and right


def test_every_proof_holds_for_the_press(press: Printed) -> None:
    assert findings(press) == ()
    order = Order((792, 612), TRIFOLD.folds_pt, 9.0, 18.0)
    assert preflight(press.output, order) == ()


def test_the_cover_picture_fills_the_bleed_in_ink(press: Printed, tmp_path: Path) -> None:
    file = tmp_path / "press.pdf"
    file.write_bytes(press.output)
    outside = plates(file, tmp_path, "BleedBox", 9)[0]
    for x, y in ((800.5, -8.5), (800.5, 200), (660, -8.5), (528, 120)):
        cyan, magenta, yellow, black = outside.at(x, y)
        assert cyan and magenta and max(cyan, magenta, yellow, black) < 256, (x, y)
    assert outside.at(525, 120) == (0, 0, 0, 0), "it ends on the fold"
    assert outside.most_ink_percent() <= 300
    spaces = {space for _, _, space, _ in images_in(press.output)}
    assert spaces <= {"/DeviceCMYK", "/DeviceGray"} and "/DeviceCMYK" in spaces


def test_the_press_keeps_300_pixels_to_the_inch(press: Printed) -> None:
    (cover,) = (p for p in read_pdf(press.output).pages[0].pictures if p.width_px > 600)
    assert 299 < cover.ppi < 302
    assert cover.rect.holds(mark_of(press, "brand.cover.file").rect, 0.5)


def built_with(cover: Image.Image, folder: Path, tmp_path: Path) -> Built:
    project = tmp_path / "project"
    shutil.copytree(folder, project)
    (project / "images/lake.jpg").write_bytes(saved(cover))
    request = Request(project, tmp_path / "out", ("trifold",), ("press",), soft_proof=True)
    (built,) = build_documents(load_content(project / "content.yaml"), request)
    return built


@pytest.mark.usefixtures("in_this_process")
def test_a_deep_blue_that_inks_cannot_reach_is_still_the_picture(
    folder: Path, tmp_path: Path
) -> None:
    """In gray its steps come out less than half as high as on a screen."""
    up = Image.linear_gradient("L").resize((1500, 1160))
    parts = [up.point([low + (high - low) * v // 255 for v in range(256)]) for low, high in BLUES]
    built = built_with(Image.merge("RGB", parts), folder, tmp_path)
    assert (built.findings, built.written) == ((), True)


@pytest.mark.usefixtures("in_this_process")
def test_too_few_pixels_are_told_at_the_line_that_names_them(folder: Path, tmp_path: Path) -> None:
    """Preflight finds the same; what is told once, with its line, is enough."""
    built = built_with(lake(500, 390), folder, tmp_path)
    (finding,) = built.findings
    assert (finding.id, finding.severity, built.written) == ("pictures.coarse", "error", False)
    text = (folder / "content.yaml").read_text(encoding="utf-8")
    line = text.splitlines()[finding.place.line - 1]
    assert "images/lake.jpg" in line and finding.place.column == line.index("images/lake.jpg") + 1


@pytest.mark.usefixtures("in_this_process")
def test_a_picture_that_is_a_little_coarse_keeps_nothing_back(folder: Path, tmp_path: Path) -> None:
    built = built_with(lake(800, 620), folder, tmp_path)
    (finding,) = built.findings
    assert (finding.id, finding.severity) == ("pictures.coarse", "warning")
    assert built.written and built.soft_proofs
    assert [file.suffix for file in built.beside] == [".pdf", ".json"]
    told = loads(built.beside[1].read_text(encoding="utf-8"))["preflight"]
    assert sum(group["warnings"] for group in told) == 1, "and the ticket says so"


# In the office: what is printed ends before the edge of the paper


@pytest.mark.parametrize("edition", [TRIFOLD, BOOKLET, SHEET], ids=lambda e: e.name)
def test_every_proof_holds_in_the_office(edition: Edition, content: Content, folder: Path) -> None:
    printed = compose(content, variant_of(content, edition, OFFICE, folder))
    assert printed.channel.unprintable_pt and printed.pictures and findings(printed) == ()


# In other looks


@pytest.mark.parametrize("look", ["grayscale", "high-contrast", "readable"])
def test_every_proof_holds_in_each_look(look: str, content: Content, folder: Path) -> None:
    printed = compose(content, variant_of(content, GUIDE, SCREEN, folder, LOOKS[look]))
    assert printed.pictures and findings(printed) == ()
    spaces = {space for _, _, space, _ in images_in(printed.pdf)}
    assert ("/DeviceRGB" in spaces) == (look != "grayscale")


def test_a_logo_keeps_its_white_ground_on_a_black_sheet(content: Content, folder: Path) -> None:
    printed = compose(content, variant_of(content, SHEET, SCREEN, folder, LOOKS["high-contrast"]))
    assert findings(printed) == ()
    logo = mark_of(printed, "brand.logo.file").rect
    corner = Rect(logo.left + 1, logo.top + 1, logo.left + 2, logo.top + 2)
    assert read_pdf(printed.pdf).pages[0].cells(corner, 1) == b"\xff"
