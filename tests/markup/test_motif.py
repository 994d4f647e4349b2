"""Drawings: figures are fresh and name only roles; the motif is made of numbers and the brand."""

import importlib.util
import re
from pathlib import Path

import pytest

from brochure.base.errors import BrochureError
from brochure.base.files.project import Assets, fill_roles
from brochure.content.load import LoadedContent
from brochure.markup import motif
from tests.conftest import ROOT

FIGURES = ROOT / "figures"
COLOURS = {"ink": "#010101", "strand": "#020202", "dim": "#030303", "honey": "#040404"}


def pathway_drawings() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("pathway", FIGURES / "pathway.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.drawings()


def test_figures_are_as_their_script_draws_them() -> None:
    drawn = pathway_drawings()
    assert set(drawn) == {f.name for f in FIGURES.glob("*.svg")}
    for name, svg in drawn.items():
        kept = (FIGURES / name).read_text(encoding="utf-8")
        assert kept == svg, f"{name} is stale. Run: .venv/bin/python figures/pathway.py"


def test_glutamate_differs_from_the_end_of_a_strand_without_colour() -> None:
    """One is a ring, the other a disc; in gray both are of one lightness."""
    drawn = pathway_drawings()
    circles = re.findall(
        r'<circle cx="([\d.-]+)" cy="([\d.-]+)" r="[\d.]+" fill="var\(--(\w+)\)"',
        drawn["pathway.svg"],
    )
    at = {role: [(x, y) for x, y, filled in circles if filled == role] for role in ("honey", "ink")}
    assert len(at["honey"]) > 50
    assert at["honey"] == at["ink"], "an eye in each ring, and in nothing else"
    assert drawn["key-glutamate.svg"].count("<circle") == 3, "the key shows the same"


def test_no_colour_has_two_owners() -> None:
    """A colour value stands in a content.yaml alone; all else names a role.

    A look may turn roles into black, white and what lies between; soft proofs draw guides in
    colours that no brand is likely to have, and preflight frames on files of others; paper for
    staff is of no brand.
    """
    marks = ROOT / "brochure/preflight/page_marks.py"
    own = {ROOT / "brochure/build/soft_proof", ROOT / "brochure/approval", marks}
    folders = (FIGURES, ROOT / "styles", ROOT / "templates", ROOT / "brochure")
    files = [f for folder in folders for f in folder.rglob("*") if f.is_file()]
    for file in files:
        if file.suffix != ".pyc" and file.name != "content.yaml" and not {file, file.parent} & own:
            text = file.read_text(encoding="utf-8")
            gray = r"(?!([0-9A-Fa-f]{2})\1\1)" if file.name == "looks.py" else ""
            assert not re.search(rf"#{gray}[0-9A-Fa-f]{{6}}\b", text), file
            short = file.suffix in (".css", ".svg") and re.search(r"#[0-9A-Fa-f]{3}\b", text)
            assert not short, file


def test_figures_are_read_with_the_brands_values(loaded: LoadedContent) -> None:
    assert loaded.content
    colours = {role: colour.screen for role, colour in loaded.content.brand.colours}
    svg = Assets(ROOT).figure("figures/pathway.svg", colours)
    assert "var(" not in svg
    assert colours["honey"] in svg


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(BrochureError, match="uses the colour role gold"):
        fill_roles('<path fill="var(--gold)"/>', COLOURS, "a.svg")


@pytest.mark.parametrize("knit", [motif.COVER, motif.PHONE_COVER])
def test_the_motif_has_one_honey_strand_and_no_strand_in_its_void(knit: motif.Knit) -> None:
    svg = motif.draw_motif(knit, COLOURS, "plate")
    assert len(re.findall(r'<path[^>]*stroke="#040404"', svg)) == 1
    assert svg.count("<path") > 40
    assert svg.count("<circle") > 40
    points = re.findall(r'<path d="M([\d.-]+) ([\d.-]+)', svg)
    assert not any(knit.void.holds((float(x), float(y)), 0.9) for x, y in points)


def test_on_paper_honey_has_an_edge_of_ink() -> None:
    """Honey has 1.8:1 on white; the ink edge carries it."""
    svg = motif.draw_motif(motif.COVER, COLOURS, "paper")
    edged = re.search(
        r'stroke="#010101" stroke-width="5.6".*stroke="#040404" stroke-width="3.4"', svg
    )
    assert edged
    assert "#020202" not in svg, "pale strands would be lost on white"


def test_the_motif_is_the_same_each_time_and_seeded() -> None:
    assert motif.draw_motif(motif.COVER, COLOURS, "plate") == motif.draw_motif(
        motif.COVER, COLOURS, "plate"
    )


def test_nothing_in_the_program_speaks_of_one_clinic() -> None:
    """Python, templates and styles serve any clinic."""
    ours = re.compile(r"careolina|ketamine|spravato|winston", re.IGNORECASE)
    for folder in ("brochure", "templates", "styles"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                assert not ours.search(file.read_text(encoding="utf-8")), file


def test_paths_have_few_letters() -> None:
    """Small files open fast on a phone."""
    for file in FIGURES.glob("*.svg"):
        assert len(Path(file).read_bytes()) < 60_000
