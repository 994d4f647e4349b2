"""What an approval is bound to: equal for a document in any status, another for another word."""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from brochure.base.editions import GUIDE, TRIFOLD, Edition, list_editions
from brochure.base.geometry import Rect
from brochure.base.status import DRAFT, SAMPLE, WITHDRAWN, Status
from brochure.build.approvable import PDFIUM, fingerprint_pages, fingerprint_words
from brochure.build.document import compose
from brochure.channels.channels import CHANNELS
from brochure.content.load import validate_content
from brochure.content.model.content import Content
from brochure.content.yaml.source import parse
from brochure.proofs.examined import Examined, examine
from brochure.selection.select import select_wording
from tests.build.test_status import APPROVED
from tests.conftest import ROOT
from tests.kills import content_of
from tests.variants import variant_of

SMALL = {e.name: e for e in list_editions(("implant",))}
SHEET = SMALL["safety-sheet-implant"]
IN = [(TRIFOLD, "office"), (TRIFOLD, "press"), (GUIDE, "screen"), (SHEET, "office")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "figures").mkdir()
    tooth = (ROOT / "tests/content/bad_content/tooth.svg").read_bytes()
    (folder / "figures/tooth.svg").write_bytes(tooth)
    return folder


@cache
def read(text: str) -> Content:
    source, findings = parse(text, "content.yaml")
    assert source and not findings
    content, found = validate_content(source)
    assert content, found
    return content


def prints(
    text: str, edition: Edition, channel: str, project: Path, status: Status = DRAFT
) -> tuple[str, str]:
    """Return the fingerprints of the words and of the pages of one document."""
    content = read(text)
    on = made(content, edition, channel, project, status)
    return fingerprint_words(on, select_wording(content, edition)), fingerprint_pages(on)


def made(
    content: Content, edition: Edition, channel: str, project: Path, status: Status
) -> Examined:
    variant = variant_of(content, edition, CHANNELS[channel], project)
    return examine(compose(content, variant, status))


@pytest.mark.parametrize(("edition", "channel"), IN, ids=[f"{c}-{e.name}" for e, c in IN])
def test_a_document_keeps_both_in_every_status(
    edition: Edition, channel: str, project: Path
) -> None:
    text = content_of("1.0")
    draft = prints(text, edition, channel, project)
    for status in (SAMPLE, WITHDRAWN, APPROVED):
        assert prints(text, edition, channel, project, status) == draft


def test_a_changed_word_changes_both(project: Path) -> None:
    text = content_of("1.0")
    words, pages = prints(text, TRIFOLD, "office", project)
    changed = text.replace("Your new tooth", "Your own tooth")
    other_words, other_pages = prints(changed, TRIFOLD, "office", project)
    assert words != other_words and pages != other_pages


def test_a_new_version_changes_the_pages_alone(project: Path) -> None:
    words, pages = prints(content_of("1.0"), TRIFOLD, "office", project)
    other_words, other_pages = prints(content_of("1.1"), TRIFOLD, "office", project)
    assert words == other_words and pages != other_pages


def test_a_changed_colour_changes_the_pages_alone(project: Path) -> None:
    (project / "styles").mkdir()
    words, pages = prints(content_of("1.0"), GUIDE, "screen", project)
    own = (ROOT / "styles/guide.css").read_text(encoding="utf-8")
    (project / "styles/guide.css").write_text(f"{own}\nh3 {{ color: var(--text) }}\n")
    other_words, other_pages = prints(content_of("1.0"), GUIDE, "screen", project)
    assert words == other_words and pages != other_pages


def test_another_order_in_the_file_changes_the_pages(project: Path, tmp_path: Path) -> None:
    """Painted later, letters look the same and are copied in another order."""
    shutil.copytree(project / "figures", tmp_path / "figures")
    words, pages = prints(content_of("1.0"), TRIFOLD, "office", project)
    (tmp_path / "styles").mkdir()
    own = (ROOT / "styles/trifold.css").read_text(encoding="utf-8")
    later = "h2 { position: relative; z-index: 1 }"
    (tmp_path / "styles/trifold.css").write_text(f"{own}\n{later}\n")
    other_words, other_pages = prints(content_of("1.0"), TRIFOLD, "office", tmp_path)
    assert words == other_words and pages != other_pages


@pytest.mark.parametrize(
    "rule",
    [
        *("color: #333", "font-weight: 400", "font-style: italic", "text-align: right"),
        *("background: #ffe", "letter-spacing: .1pt", "opacity: .9", "outline: 1pt solid #000"),
        *("padding-top: 1pt", "text-decoration: underline"),
    ],
)
def test_a_status_that_looks_otherwise_changes_the_pages(
    project: Path, tmp_path: Path, rule: str
) -> None:
    """What it says is another in each status, but nobody has approved how it would look."""
    shutil.copytree(project / "figures", tmp_path / "figures")
    _, pages = prints(content_of("1.0"), TRIFOLD, "office", project)
    (tmp_path / "styles").mkdir()
    own = (ROOT / "styles/trifold.css").read_text(encoding="utf-8")
    (tmp_path / "styles/trifold.css").write_text(f"{own}\n.status {{ {rule} }}\n")
    each = [prints(content_of("1.0"), TRIFOLD, "office", tmp_path, s) for s in (DRAFT, APPROVED)]
    assert each[0] == each[1] and each[0][1] != pages


def test_both_channels_say_the_same_words(project: Path) -> None:
    office, press = (prints(content_of("1.0"), TRIFOLD, c, project) for c in ("office", "press"))
    assert office[0] == press[0] and office[1] != press[1]


def test_nothing_but_the_status_is_masked(project: Path) -> None:
    """A template may put more into its box, or name a larger one: then all of it counts."""
    on = made(read(content_of("1.0")), TRIFOLD, "office", project, DRAFT)
    (box,) = on.printed.status_areas
    page = on.reading.pages[box.page - 1]
    whole = replace(box, rect=Rect(0, 0, page.width_pt, page.height_pt))
    larger = replace(on, printed=replace(on.printed, status_areas=(whole,)))
    none = replace(on, printed=replace(on.printed, status_areas=()))
    assert fingerprint_pages(larger) == fingerprint_pages(none) != fingerprint_pages(on)


def test_the_version_of_pdfium_is_told() -> None:
    assert PDFIUM[0].isdigit() and "." in PDFIUM
