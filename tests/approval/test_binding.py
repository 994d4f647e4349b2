"""What counts as a change of facts that are no clinical matter, and what is more than that."""

from dataclasses import replace
from pathlib import Path

import pytest

from brochure.approval.binding import bind
from brochure.base.looks import STANDARD
from brochure.build.job import Built
from brochure.selection.duties import load_checked_content
from tests.approval.workshop import write_project

POLICY = "approval:\n  not_clinical: {facts: [phone, booking], roles: [Office manager]}\n"


SOURCES = """sources:
  - id: study
    status: confirmed
    title: Bleeding after surgery
    container: Journal of Gums
    confirmed_by: Dr. Ann Poe
"""
CLAIM = "    claim: {kind: instruction, evidence: human, sources: [study]}\n"
BLEEDING = "    text: Press on the gauze for 20 minutes.\n"


def clinical(content: Path, document: str) -> str:
    loaded = load_checked_content(content)
    assert loaded.content and loaded.source, loaded.findings
    return bind(loaded.content, loaded.source, loaded.rules, document, ()).clinical


def change(content: Path, old: str, new: str) -> None:
    text = content.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    content.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = write_project(tmp_path / "clinic", POLICY + SOURCES)
    change(content, BLEEDING, BLEEDING + CLAIM)
    return content


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("phone: (555) 010-0199", "phone: (555) 010-0142"),
        ("booking: https://northgate.example.org/book", "booking: https://n.example.org/b"),
        ('  version: "1.0"', '  version: "1.1"'),
        ("issued: 2026-11", "issued: 2026-12"),
    ],
)
def test_such_facts_version_and_month_leave_all_else_as_it_was(
    content: Path, old: str, new: str
) -> None:
    before = {name: clinical(content, name) for name in ("trifold", "large-print")}
    change(content, old, new)
    assert {name: clinical(content, name) for name in before} == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Eat soft food for two days.", "Eat soft food for three days."),
        ("alt: A tooth in its socket", "alt: A tooth beside its socket"),
        ("(https://northgate.example.org/implants)", "(https://northgate.example.org/bridges)"),
        ("title: Bleeding after surgery", "title: Bleeding after extraction"),
        ("evidence: human", "evidence: label"),
    ],
)
def test_words_that_are_read_or_heard_and_their_sources_are_more(
    content: Path, old: str, new: str
) -> None:
    before = clinical(content, "trifold")
    change(content, old, new)
    assert clinical(content, "trifold") != before


def test_own_files_are_more_and_those_of_the_program_are_not(content: Path) -> None:
    loaded = load_checked_content(content)
    assert loaded.content and loaded.source
    bare = Built("trifold", "office", STANDARD.name, content, True, "1.0", "", ())

    def clinical(*reads: tuple[str, str]) -> str:
        built = replace(bare, depends_on=reads)
        assert loaded.content and loaded.source
        return bind(loaded.content, loaded.source, loaded.rules, "trifold", (built,)).clinical

    before = clinical(("images/tooth.png", "1"), ("shipped:styles/trifold.css", "1"))
    style = ("styles/trifold.css", "")
    assert clinical(("images/tooth.png", "1"), style) == before
    assert clinical(("images/tooth.png", "2")) != before
    assert clinical(("images/tooth.png", "1"), ("styles/trifold.css", "1")) != before


def test_without_a_policy_nothing_is_set_apart(tmp_path: Path) -> None:
    assert clinical(write_project(tmp_path / "clinic"), "trifold") == ""
