"""A folder or file of nearly the right name is passed over: that is said, and what was meant."""

import shutil
from pathlib import Path

import pytest

from brochure.base.files.project import Assets
from brochure.commands.cli import main
from brochure.content.checks.unread_files import check_unread_files
from brochure.content.load import load_content
from tests.conftest import ROOT


def told(project: Path, *names: str) -> list[tuple[str, str]]:
    """Lay empty files, or folders where a name ends in a slash; return what is said of them."""
    for name in names:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir()
        else:
            path.touch()
    return [(f.what, f.remedy) for f in check_unread_files(Assets(project))]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("style", "styles"),
        ("Styles", "styles"),
        ("template", "templates"),
        ("tempaltes", "templates"),
        ("Figure", "figures"),
        ("image", "images"),
    ],
)
def test_a_folder_named_almost_right(tmp_path: Path, name: str, meant: str) -> None:
    assert told(tmp_path, f"{name}/") == [
        (f"the folder {name}/ is not read; did you mean '{meant}'?", f"Rename it to {meant}/.")
    ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("styles/Trifold.css", "trifold.css"),
        ("styles/TRIFOLD.CSS", "trifold.css"),
        ("styles/tokens.css", "_tokens.css"),
        ("styles/safety_sheet.css", "safety-sheet.css"),
        ("templates/trifold.html", "trifold.html.j2"),
        ("templates/Guide.html.j2", "guide.html.j2"),
    ],
)
def test_a_file_named_almost_right(tmp_path: Path, name: str, meant: str) -> None:
    assert told(tmp_path, name) == [
        (f"nothing reads {name}; did you mean '{meant}'?", f"Rename it to {meant}, or delete it.")
    ]


def test_a_file_that_nothing_names(tmp_path: Path) -> None:
    assert told(tmp_path, "styles/clinic.css") == [
        ("nothing reads styles/clinic.css", "Name it in one of yours that is read, or delete it.")
    ]


def test_what_is_read_or_is_something_else_is_not_told(tmp_path: Path) -> None:
    names = ("styles/trifold.css", "styles/clinic.css", "styles/README.txt", "styles/.old.css")
    assert len(told(tmp_path, *names, "files/", "output/", "docs/", "style.txt")) == 1
    (tmp_path / "styles/trifold.css").write_text('@import "clinic.css";', encoding="utf-8")
    assert told(tmp_path) == []
    assert told(ROOT) == [], "ours"


def test_check_tells_it_as_a_warning(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "Styles").mkdir()
    assert main(["check", str(project / "content.yaml"), "-q"]) == 0
    assert capsys.readouterr().out == (
        "warning: the folder Styles/ is not read; did you mean 'styles'?\n"
        "  Fix: Rename it to styles/.\n"
    )
    assert main(["check", str(project / "content.yaml"), "-q", "--strict"]) == 1


@pytest.mark.parametrize("name", ["rule.yaml", "rules.yml", "Rules.yaml", "rulse.yaml", "ruls.yml"])
def test_rules_named_almost_right(small: Path, name: str) -> None:
    """Without them nothing is refused, so that nobody notices."""
    (small / name).write_text("words: []\n", "utf-8")
    (found,) = load_content(small / "content.yaml").findings
    assert (found.id, found.severity) == ("project.passed_over", "warning")
    assert found.what == f"{name} is not read: there is no rules.yaml; did you mean that?"
    assert found.remedy.startswith(f"Rename {name} to rules.yaml.")


def test_rules_that_are_there_or_of_other_content_are_no_mistake(small: Path) -> None:
    shutil.copy(small / "content.yaml", small / "content.es.yaml")
    for names in (("rules.es.yaml",), ("notes.yaml",), ("rules.yaml", "rule.yaml")):
        for name in names:
            (small / name).write_text("words: []\n", "utf-8")
        assert load_content(small / "content.yaml").findings == ()
