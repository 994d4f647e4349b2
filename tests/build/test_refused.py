"""A refused document can be looked at: pictures of its pages, each finding outlined."""

import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from brochure.base.finding import has_errors
from brochure.build.build import Request, build_documents
from brochure.build.job import Built
from brochure.build.report import build_json, built_text
from brochure.content.load import load_content
from tests.conftest import ROOT

SIGNAL = "#d0006f"
FOLDER = Path("output/refused/screen/guide")
PALE = "\n.bullets li { color: #ddd !important }\n"
pytestmark = pytest.mark.usefixtures("in_this_process")


def build_guide(project: Path, style: str = "") -> Built:
    (project / "styles").mkdir(exist_ok=True)
    sheet = project / "styles/guide.css"
    shutil.copy(ROOT / "styles/guide.css", sheet)
    with sheet.open("a", encoding="utf-8") as file:
        file.write(style)
    request = Request(project, project / "output", ("guide",))
    (built,) = build_documents(load_content(project / "content.yaml"), request)
    return built


def outlined(picture: Path) -> tuple[int, int, int, int]:
    """Return the box of all that has the colour of outlines, in pixels."""
    with Image.open(picture) as opened:
        page = opened.convert("RGB")
    apart = ImageChops.difference(page, Image.new("RGB", page.size, SIGNAL)).convert("L")
    box = apart.point([255] + 255 * [0]).getbbox()
    assert box, "nothing is outlined"
    return box


def test_each_page_with_a_finding_is_drawn_and_goes_with_the_next_good_build(small: Path) -> None:
    good = build_guide(small)
    assert good.written and not (small / "output/refused").exists()
    kept = good.file.read_bytes()
    built = build_guide(small, PALE)
    assert not built.written and built.file.read_bytes() == kept
    pages = {f.place.page for f in built.findings if has_errors([f])}
    assert built.refused_pages == tuple(
        small / FOLDER / f"page-{page:02}.png" for page in sorted(pages)
    )
    left, top, right, bottom = outlined(built.refused_pages[0])
    assert right - left > 100 and bottom - top > 20
    told = built_text(built, small, panels=False).splitlines()[-1]
    assert told.startswith(f"  Look at it: {FOLDER} (")
    assert '"refused_pages": [' in build_json([built], built.findings, good=False)
    assert build_guide(small, PALE).refused_pages == built.refused_pages, "also when recalled"
    assert build_guide(small).written
    assert not list((small / "output/refused").rglob("*.png"))


def test_pictures_of_others_stay_where_a_refused_page_would_stand(small: Path) -> None:
    ours = build_guide(small, PALE).refused_pages[0]
    ours.write_bytes(b"notes of the shop")
    built = build_guide(small, PALE)
    assert ours not in built.refused_pages
    assert "output.foreign" in {f.id for f in built.findings}
    assert build_guide(small).written
    assert ours.read_bytes() == b"notes of the shop"


def test_what_is_outlined_is_the_wording_that_is_wrong(small: Path) -> None:
    """One pale bullet: no outline reaches to the heading above, or over the next bullet."""
    whole = outlined(build_guide(small, PALE).refused_pages[0])
    first = outlined(build_guide(small, PALE.replace("li", "li:first-child")).refused_pages[0])
    assert first[1] == whole[1]
