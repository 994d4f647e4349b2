"""Wording of the starter that is still there is told with its line, and makes samples."""

from pathlib import Path

import pytest

from brochure.base.files.project import STARTER
from brochure.base.finding import Finding
from brochure.commands.cli import main
from brochure.commands.new import create_project
from brochure.content.checks.sample import find_sample
from brochure.content.load import LoadedContent, load_content
from brochure.content.model.content import Content
from tests.conftest import ROOT


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The content of a project that `brochure new` has just made."""
    create_project(tmp_path / "clinic", example=False)
    return tmp_path / "clinic/content.yaml"


def told(loaded: LoadedContent) -> list[Finding]:
    return [finding for finding in loaded.findings if finding.id == "content.sample"]


def content_of(file: Path) -> Content:
    content = load_content(file).content
    assert content
    return content


def test_one_finding_lists_every_piece_with_its_line(fresh: Path) -> None:
    loaded = load_content(fresh)
    assert loaded.content, "a new project builds"
    (finding,) = told(loaded)
    assert (finding.severity, finding.place.path) == ("warning", "clinic.name")
    assert f"{len(finding.detail)} pieces of the starter's wording" in finding.what
    lines = fresh.read_text(encoding="utf-8").splitlines()
    for detail in finding.detail:
        place, _, words = detail.partition("  ")
        _, line, column = place.rsplit(":", 2)
        assert words.rstrip("…") in lines[int(line) - 1][int(column) - 1 :]
    numbers = [int(detail.partition("  ")[0].rsplit(":", 2)[1]) for detail in finding.detail]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    "piece",
    [
        "  Your Clinic, Its Full Name",
        "  Your Clinic",
        "  What you do, in few words",
        "  Your town",
        "  1 Your Street",
        "  Your town and postal code",
        "  (555) 555-0100",
        "  https://example.org",
        "  https://example.org/visit",
        "  Answer in at most twenty words.",
        "  Name the signs of danger",
        "  Name of a publisher",
        "  Say here what the drawing shows, for those who cannot see i…",
        "  A hard word",
        "  A reason from the official label",
    ],
)
def test_facts_of_the_clinic_and_what_only_it_can_say_are_told(fresh: Path, piece: str) -> None:
    (finding,) = told(load_content(fresh))
    assert any(detail.endswith(piece) for detail in finding.detail)


def test_titles_and_standard_wording_may_stay(fresh: Path) -> None:
    said = {piece.words for piece in find_sample(content_of(fresh))}
    for words in ("What is it?", "Allergies", "Call us", "Will it hurt?", "Date", "Your questions"):
        assert words not in said
    assert not any("This information is for education" in words for words in said)
    headings = [p for p in find_sample(content_of(fresh)) if {"title", "label"} & set(p.path)]
    assert headings == []


def test_what_is_replaced_is_no_sample_any_more(fresh: Path) -> None:
    before = find_sample(content_of(fresh))
    text = fresh.read_text(encoding="utf-8")
    fresh.write_text(text.replace("A common effect\n", "A dry mouth\n", 1), encoding="utf-8")
    after = find_sample(content_of(fresh))
    assert [p.words for p in before if p not in after] == ["A common effect"]


def test_one_piece_moved_elsewhere_in_good_content_is_found(project: Path) -> None:
    file = project / "content.yaml"
    assert find_sample(content_of(file)) == ()
    text = file.read_text(encoding="utf-8")
    old = "  tagline: Wellness and Infusion Center\n"
    assert text.count(old) == 1
    file.write_text(text.replace(old, "  tagline: What you do, in few words\n"), encoding="utf-8")
    assert [p.path for p in find_sample(content_of(file))] == [("clinic", "tagline")]


@pytest.mark.parametrize(
    "file",
    [
        "content.yaml",
        "tests/clinics/implants/content.yaml",
        "tests/clinics/vaccination/content.yaml",
    ],
)
def test_no_clinic_of_ours_holds_any(file: str) -> None:
    assert find_sample(content_of(ROOT / file)) == ()


def test_check_is_good_and_strict_is_not(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(fresh)]) == 0
    said = capsys.readouterr().out
    assert "pieces of the starter's wording still to be replaced" in said
    assert f"{fresh}:26:9  Your Clinic, Its Full Name\n" in said
    assert main(["check", "--strict", str(fresh)]) == 1


def test_the_starter_itself_is_what_is_compared_with() -> None:
    """A placeholder that is marked as standard wording would pass for a sentence of the clinic."""
    said = {piece.words for piece in find_sample(content_of(STARTER / "content.yaml"))}
    text = (STARTER / "content.yaml").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.lstrip().startswith("#") and ": Say " in line:
            words = line.partition(": Say ")[2].rstrip("}").partition(", provenance")[0]
            assert any(
                f"Say {words}".startswith(one) or one.startswith(f"Say {words}") for one in said
            ), line
