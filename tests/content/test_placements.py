"""The same twice in one panel, and parts that no `only:` names, in the starter and by hand."""

import pytest

from brochure.base.files.project import STARTER
from brochure.base.finding import Finding
from brochure.content.checks.placements import check_placements
from tests.conftest import ROOT
from tests.content.small import read

TEXT = (STARTER / "content.yaml").read_text(encoding="utf-8")
IN_PANEL = "        - good-and-bad\n        - {statement: must-not-miss}\n        - tell-us"
CONTACT = "        - {section: contact, only: [paper]}\n"
SOME = (
    ("        - questions\n", "        - {section: questions, only: [cost]}\n"),
    ("{section: questions, title: false}", "{section: questions, title: false, only: [cost]}"),
)
LAST = "          - {id: cost, question: What does it cost?, answer: Say who can tell.}\n"


def told(*changes: tuple[str, str]) -> list[Finding]:
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    content, source = read(text)
    found = list(check_placements(content, source))
    assert all(f.severity == "warning" and f.place.line and f.remedy for f in found)
    return found


def test_the_starter_and_the_default_content_repeat_and_lose_nothing() -> None:
    assert told() == []
    content, source = read((ROOT / "content.yaml").read_text(encoding="utf-8"))
    assert list(check_placements(content, source)) == []


@pytest.mark.parametrize(
    ("again", "name"),
    [
        ("good-and-bad", "good-and-bad"),
        ("{section: good-and-bad, title: false}", "good-and-bad"),
        ("{statement: must-not-miss}", "must-not-miss"),
        ("{section: tell-us, words: plain}", "tell-us"),
    ],
)
def test_the_same_twice_in_a_panel(again: str, name: str) -> None:
    (found,) = told((IN_PANEL, f"{IN_PANEL}\n        - {again}"))
    assert found.id == "content.placed-twice"
    assert found.what.startswith("the panel ") and f'shows "{name}" twice (first on ' in found.what


def test_different_parts_of_one_section_are_not_the_same() -> None:
    two = (
        "        - {section: contact, only: [paper]}\n        - {section: contact, only: [screen]}"
    )
    assert told((CONTACT, f"{two}\n")) == []
    (found, *_) = told((CONTACT, f"{CONTACT}        - contact\n"))
    assert found.id == "content.placed-twice"


def test_a_new_question_that_every_only_leaves_out() -> None:
    """Where one document shows the section whole, nothing is lost."""
    new = f"{LAST}          - {{id: new-one, question: And this?, answer: Yes.}}\n"
    assert told((LAST, new)) == told(SOME[1], (LAST, new)) == []
    lost = told(*SOME, (LAST, new))
    assert {f.id for f in lost} == {"content.never-shown"}
    (found,) = (f for f in lost if "new-one" in f.what)
    assert found.what == 'no document shows "new-one": each `only:` of "questions" leaves it out'
    assert found.remedy == "Add new-one to an `only:`, or delete this part."
    line = 1 + TEXT[: TEXT.index(LAST)].count("\n") + 1
    assert found.place.line == line


def test_a_part_without_an_id_can_be_lost_too() -> None:
    old = "      - kind: questions                 # as patients ask them; every pair has an id\n"
    new = f"      - {{kind: paragraph, text: Ask us.}}\n{old}"
    assert any("this part" in f.what for f in told(*SOME, (old, new)))
