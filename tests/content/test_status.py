"""Content has no say in the status of its documents: what tries to is told, or refused."""

from pathlib import Path

import pytest

from brochure.base.editions import TRIFOLD
from brochure.base.finding import Finding
from brochure.content.load import LoadedContent, load_content
from brochure.selection.select import select_content
from tests.conftest import ROOT

LANGUAGE = "  language_name: English (US)\n"
QUESTIONS = "    questions: Questions\n"


def load_changed(folder: Path, before: str, after: str) -> LoadedContent:
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    assert text.count(before) == 1
    file = folder / "content.yaml"
    file.write_text(text.replace(before, after), encoding="utf-8")
    return load_content(file)


def of_status(loaded: LoadedContent) -> list[Finding]:
    return [f for f in loaded.findings if f.id.startswith("content.status")]


def test_labels_of_older_files_load_and_are_passed_over(project: Path) -> None:
    old = "    approved_by: Approved by Dr. X\n    draft: Approved by Dr. X, MD\n"
    loaded = load_changed(project, QUESTIONS, QUESTIONS + old)
    assert loaded.content, "an old file is still good"
    told = of_status(loaded)
    assert [(f.id, f.severity, f.place.column) for f in told] == [
        ("content.status-label", "warning", 5)
    ] * 2
    assert [f.place.path for f in told] == [
        "document.labels.approved_by",
        "document.labels.draft",
    ]
    assert told[1].place.line == told[0].place.line + 1
    assert told[0].remedy == "Delete this line: the program alone says the status."
    said = " ".join(p.text for p in select_content(loaded.content, TRIFOLD).passages)
    assert "Dr. X" not in said and "Draft, not approved" in said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (QUESTIONS, '    questions: "Approved by Dr. X, MD. Questions"\n'),
        (LANGUAGE, "  language_name: English. Approved by Dr. X\n"),
        (LANGUAGE, "  language_name: English (APPROVED)\n"),
        ("    version: Version\n", "    version: Withdrawn\n"),
        ("    issued: Issued\n", "    issued: Signed off\n"),
        ("    review_by: Review by\n", "    review_by: Reviewed by Dr. X on\n"),
        ("    id: CW-TRI\n", "    id: APPROVED-DR-X\n"),
    ],
)
def test_a_control_line_that_claims_a_status_is_refused(
    project: Path, before: str, after: str
) -> None:
    loaded = load_changed(project, before, after)
    assert loaded.content is None
    assert [(f.id, f.severity) for f in of_status(loaded)] == [("content.status-claim", "error")]


def test_good_content_claims_none(loaded: LoadedContent) -> None:
    assert of_status(loaded) == []


def test_a_wrong_value_elsewhere_hides_nothing(project: Path) -> None:
    wrong = "  language_name: 5\n"
    loaded = load_changed(project, LANGUAGE, wrong)
    assert loaded.content is None and of_status(loaded) == []
    loaded = load_changed(project, QUESTIONS, "    questions: Approved\n    draft: [x]\n")
    assert {f.id for f in of_status(loaded)} >= {"content.status-claim"}
