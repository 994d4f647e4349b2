"""A clinic with schedules and prices in tables, no drug sheet, and words that rules bind."""

import shutil
from pathlib import Path

import pytest

from brochure.base.editions import HANDOUT, TRIFOLD
from brochure.build.build import Request, build_documents
from brochure.build.job import Built
from brochure.content.load import LoadedContent, load_content
from brochure.reading.pdfium import read_letters
from brochure.wording.report import judge_loaded
from tests.conftest import ROOT, share

CLINIC = ROOT / "tests/clinics/vaccination"
# The last two columns of the price list, as one reads them off a row.
DOLLARS = (
    *("45.0045.00", "70.0070.00", "140.00140.00", "230.00230.00"),
    *("95.00190.00", "215.00430.00", "410.00820.00"),
)


def load_alone(folder: Path) -> LoadedContent:
    """Load the clinic from a copy of its folder, where nothing else lies."""
    project = folder / "vaccination"
    shutil.copytree(CLINIC, project)
    return load_content(project / "content.yaml")


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, ...]:
    """The tri-fold and the handout for an office printer."""
    return share(tmp_path_factory, "vaccination", build_two)


def build_two(folder: Path) -> tuple[Built, ...]:
    """Build two editions from the clinic's folder alone."""
    loaded = load_alone(folder)
    assert loaded.content, loaded.findings
    project, only = folder / "vaccination", (TRIFOLD.name, HANDOUT.name)
    return tuple(build_documents(loaded, Request(project, project / "output", only, ("office",))))


def test_nothing_must_or_should_change(tmp_path: Path) -> None:
    loaded = load_alone(tmp_path)
    report = judge_loaded(loaded)
    assert loaded.rules is not None
    assert (loaded.findings, report.must, report.lapsed) == ((), (), ())
    left = {each.finding.id for each in report.should}
    assert left <= {"sources.risk", "sources.unsupported"}, "its sources are for a clinic to name"


def test_every_proof_holds(clinic: tuple[Built, ...]) -> None:
    assert {built.edition for built in clinic} == {"trifold", "handout"}
    assert [f for built in clinic for f in built.findings] == []
    assert all(built.written for built in clinic)


def test_panels_and_columns_of_text_are_well_filled(clinic: tuple[Built, ...]) -> None:
    for built in clinic:
        for panel in built.panels:
            if panel.name not in ("cover", "flap-band"):
                share = panel.used_pt / panel.room_pt
                assert share >= 0.7, (built.edition, panel.name, share)


def test_prices_end_on_one_line_under_each_other(clinic: tuple[Built, ...]) -> None:
    (handout,) = (built for built in clinic if built.edition == "handout")
    pages = read_letters(handout.file.read_bytes())
    ends: list[int] = []
    for glyphs in (page.glyphs for page in pages):
        text = "".join(glyph.text for glyph in glyphs)
        assert len(text) == len(glyphs)
        for row in DOLLARS:
            at = text.find(row)
            ends += [round(glyphs[at + len(row) - 1].box.right)] if at >= 0 else []
    assert len(ends) == len(DOLLARS)
    assert len(set(ends)) == 1, ends
