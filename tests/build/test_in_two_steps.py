"""A page that changed is drawn first; what is proven after it is what it would be without."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from brochure.base.editions import BOOKLET, TRIFOLD
from brochure.build.build import Request, list_jobs
from brochure.build.document import compose, make_document
from brochure.build.in_two_steps import JobStep, PagePicture, take_step
from brochure.build.job import Job, Made
from brochure.build.layouts import Layouts, layouts_of_process
from brochure.channels.channels import OFFICE
from brochure.content.load import LoadedContent, load_content
from tests.conftest import ROOT
from tests.variants import variant_of

INSIDE = ("Which is approved?", "What is approved?")  # on page 2


@pytest.fixture(autouse=True)
def fresh_process() -> None:
    layouts_of_process.cache_clear()


def job_of(folder: Path, change: tuple[str, str] = ("", ""), channel: str = "office") -> Job:
    """Return the job of the tri-fold after a change of content."""
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (folder / "content.yaml").write_text(text.replace(*change, 1), encoding="utf-8")
    content = load_content(folder / "content.yaml").content
    assert content is not None
    request = Request(folder, folder / "output", only=("trifold",), channels=(channel,))
    return list_jobs(content, request)[0]


def draw(job: Job, turn: int, before: bytes = b"") -> PagePicture:
    picture = take_step(JobStep(job, turn, draws=True, before=before))
    assert isinstance(picture, PagePicture)
    return picture


def prove(job: Job, turn: int) -> Made:
    made = take_step(JobStep(job, turn, draws=False))
    assert isinstance(made, Made)
    return made


def test_only_the_page_whose_words_changed_is_drawn_and_the_file_is_as_without(
    tmp_path: Path,
) -> None:
    draw(job_of(tmp_path), 1)
    prove(job_of(tmp_path), 1)
    job = job_of(tmp_path, INSIDE)
    picture = draw(job, 2)
    assert picture.number == 2
    with Image.open(BytesIO(picture.png)) as drawn:
        assert drawn.size == (1584, 1224)  # 11 x 8.5 in at 144 dots to the inch
    made = prove(job, 2)
    layouts_of_process.cache_clear()
    assert made == make_document(job)


def test_the_sketch_shows_what_is_written(tmp_path: Path) -> None:
    draw(job_of(tmp_path), 1)
    prove(job_of(tmp_path), 1)
    job = job_of(tmp_path, INSIDE)
    sketched = draw(job, 2)
    layouts_of_process.cache_clear()
    whole = draw(job, 3)  # of the finished file, as nothing is known of it
    pages = [Image.open(BytesIO(p.png)).convert("RGB") for p in (sketched, whole)]
    assert whole.number == 1, "there is no file to compare with"
    assert pages[0].tobytes() != pages[1].tobytes()
    prove(job, 3)
    before = prove(job_of(tmp_path), 4).output
    layouts_of_process.cache_clear()
    again = draw(job_of(tmp_path, INSIDE), 5, before)
    assert again.number == 2
    finished = Image.open(BytesIO(again.png)).convert("RGB")
    assert finished.tobytes() == pages[0].tobytes()


def test_what_moves_no_word_is_drawn_from_the_finished_file(tmp_path: Path) -> None:
    job = job_of(tmp_path)
    before = prove(job, 1).output
    (tmp_path / "styles").mkdir()
    css = (ROOT / "styles" / TRIFOLD.stylesheet).read_text(encoding="utf-8")
    more = ".inside-left { background: #eee }"
    (tmp_path / "styles" / TRIFOLD.stylesheet).write_text(f"{css}\n{more}\n", encoding="utf-8")
    assert draw(job, 2, before).number == 2


def test_words_that_do_not_fit_are_not_sketched(tmp_path: Path) -> None:
    """The size of type may be another then: the picture shows what is written."""
    prove(job_of(tmp_path), 1)
    longer = (INSIDE[0], "Which is approved, " + "and for what, and since when, " * 9 + "today?")
    job = job_of(tmp_path, longer)
    draw(job, 2)
    assert prove(job, 2) == make_document(job)


def test_it_does_not_matter_with_how_many_filler_pages_layout_begins(
    loaded: LoadedContent,
) -> None:
    assert loaded.content is not None
    made: set[bytes] = set()
    for fillers in range(BOOKLET.page_multiple):
        layouts, variant = Layouts(), variant_of(loaded.content, BOOKLET, OFFICE)
        layouts.fillers[BOOKLET] = fillers
        made.add(compose(loaded.content, variant, layouts=layouts).pdf)
    assert len(made) == 1


def test_a_page_is_sketched_also_after_many_other_editions(
    tmp_path: Path, loaded: LoadedContent
) -> None:
    """A worker makes several; the first save of one of them is drawn as soon as the next."""
    prove(job_of(tmp_path), 1)
    assert loaded.content is not None
    request = Request(tmp_path, tmp_path / "output", only=("guide", "large-print"))
    for other in list_jobs(loaded.content, request):
        prove(other, 1)
    assert draw(job_of(tmp_path, INSIDE), 2).number == 2
