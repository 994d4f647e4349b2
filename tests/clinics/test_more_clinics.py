"""Two more clinics from their folders alone: one in German on A4, one with long names."""

import shutil

import pytest
from pypdf import PdfReader

from brochure.base.sheet_geometry import MM_PT
from brochure.build.build import Request, build_documents
from brochure.build.job import Built
from brochure.content.load import load_content
from tests.conftest import ROOT

CLINICS = ("physiotherapy", "speech")


@pytest.fixture(scope="module", params=CLINICS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    """Every document of one clinic."""
    project = tmp_path_factory.mktemp("alone") / request.param
    shutil.copytree(ROOT / "tests/clinics" / request.param, project)
    loaded = load_content(project / "content.yaml")
    assert loaded.content, loaded.findings
    return list(build_documents(loaded, Request(project, project / "output")))


def read(built: list[Built], name: str) -> PdfReader:
    return PdfReader(next(b.file for b in built if f"{b.channel}/{b.edition}" == name))


def test_every_proof_holds(built: list[Built]) -> None:
    assert [f for b in built for f in b.findings] == []
    assert built and all(b.written for b in built)


@pytest.mark.parametrize("built", ["physiotherapy"], indirect=True)
def test_a_practice_in_germany_is_on_a4_and_speaks_german(built: list[Built]) -> None:
    trifold = read(built, "office/trifold")
    width, height = (float(side) / MM_PT for side in trifold.pages[0].trimbox[2:])
    assert (width, height) == pytest.approx((297, 210), abs=0.1)
    said = " ".join(" ".join(page.extract_text() for page in trifold.pages).split())
    for words in ("Entwurf, nicht freigegeben", "April 2027", "112", "Prüfen bis"):
        assert words in said
    assert trifold.trailer["/Root"]["/Lang"] == "de-DE"  # type: ignore[index]


@pytest.mark.parametrize("built", ["speech"], indirect=True)
def test_a_long_name_stands_whole_and_a_small_booklet_has_eight_pages(built: list[Built]) -> None:
    booklet = read(built, "press/booklet")
    assert len(booklet.pages) == 8
    said = " ".join(read(built, "office/handout").pages[0].extract_text().split())
    for words in ("St. Bartholomew and Holy Trinity", "swallowing disorders and audiology"):
        assert words in said
