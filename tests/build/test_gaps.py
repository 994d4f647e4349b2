"""A draft with gaps keeps the room of their answers, and is heard and proven like any document."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from brochure.base.calls import write_call
from brochure.base.check import findings_in, judge
from brochure.base.editions import GUIDE, TRIFOLD, Edition
from brochure.base.finding import Finding
from brochure.build.document import compose
from brochure.channels.channel import Channel
from brochure.channels.channels import OFFICE, SCREEN
from brochure.commands.accessibility import judge_file
from brochure.commands.cli import main
from brochure.layout.printed import Printed
from brochure.proofs import PROOFS
from brochure.proofs.examined import examine
from brochure.selection.select import select_content
from tests.conftest import ROOT
from tests.content.small import read, with_facts
from tests.tiny import html, print_tiny
from tests.variants import variant_of

NIGHT = 'text: "At night call {after-hours}."'
MANY = 'text: "Call {after-hours}. Come {when}. You may eat {food}."'
TYPICAL = {
    "after-hours": "(555) 010-0200",
    "when": "Monday to Friday, from 8 in the morning to 5 in the afternoon",
    "food": "nothing for 6 hours and only clear liquids until 2 hours before",
}
SHORTER = {"after-hours": "999 0000 000", "when": "on weekdays", "food": "ask us"}


def content_with(answers: Mapping[str, str]) -> str:
    """Return the small content with three gaps, or with answers in their place."""
    return with_facts(("facts:\n", f"facts:\n{_facts(answers)}"), (NIGHT, MANY), _NO_OTHER)


_NO_OTHER = (
    "  - id: after-hours\n    question: Which number is answered at night?\n"
    "    typical: (555) 010-0200\n    provenance: clinic\n    status: to fill in\n",
    "",
)


def _facts(answers: Mapping[str, str]) -> str:
    open_fact = 'status: to fill in, question: Which?, typical: "{}"'
    return "".join(
        f"  - {{id: {id}, provenance: clinic, "
        + (
            f'status: confirmed, value: "{answers[id]}"'
            if answers
            else open_fact.format(TYPICAL[id])
        )
        + "}\n"
        for id in TYPICAL
    )


def printed(text: str, edition: Edition, channel: Channel, project: Path) -> Printed:
    content, _ = read(text)
    return compose(content, variant_of(content, edition, channel, project))


def found(document: Printed) -> list[Finding]:
    return list(findings_in(judge(PROOFS, examine(document))))


@pytest.mark.parametrize("answers", [{}, TYPICAL, SHORTER], ids=["gaps", "typical", "shorter"])
@pytest.mark.parametrize(("edition", "channel"), [(TRIFOLD, OFFICE), (GUIDE, SCREEN)])
def test_a_page_that_takes_its_gaps_takes_their_answers(
    answers: dict[str, str], edition: Edition, channel: Channel, small: Path
) -> None:
    document = printed(content_with(answers), edition, channel, small)
    assert found(document) == []
    words = " ".join(said.text for said in document.passages)
    assert ("Call [Q1]. Come [Q2]." in words) == (not answers)
    assert all(answer in words for answer in answers.values())


@pytest.mark.parametrize("width_pt", [70, 90, 120, 150, 180])
def test_a_gap_takes_no_fewer_lines_than_its_answer(width_pt: int) -> None:
    """In any width of a panel: what fits with the gap fits with the answer."""
    styles = (ROOT / "styles/_blocks.css").read_text("utf-8")
    rules = re.sub(r"var\(--\w+\)", "#000", "".join(re.findall(r"(?m)^\.gap.*$", styles)))
    narrow = f"{rules} .panel.one {{ width: {width_pt}pt; height: 900pt }}"
    heights: list[float] = []
    for answers in ({}, TYPICAL, SHORTER):
        content, _ = read(content_with(answers))
        passages = select_content(content, TRIFOLD).passages
        said = next(s for s in passages if s.path == "sections[0].blocks[0].text")
        laid = print_tiny(html(f"<p>{said.html}</p>", ""), narrow, pieces=())
        heights.append(next(p.used_pt for p in laid.panels if p.name == "one"))
    assert heights[0] >= heights[1] > heights[2]


def test_a_gap_is_heard_as_the_number_of_its_question_and_its_boxes_are_silent(
    small: Path,
) -> None:
    """Each line of its boxes would be content that nobody tagged, were it no artifact."""
    document = printed(content_with({}), GUIDE, SCREEN, small)
    file = small / "guide.pdf"
    file.write_bytes(document.pdf)
    assert [f for verdict in judge_file(file) for f in verdict.faults] == []
    heard = " ".join(examine(document).tag_tree.root.words.split())
    assert "Call [Q1]. Come [Q2]. You may eat [Q3]." in heard


def test_a_build_says_how_many_facts_are_open(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "content.yaml").write_text(with_facts(), "utf-8")
    monkeypatch.chdir(small)
    call = ["build", "--only", TRIFOLD.name, "--channel", "office"]
    assert main(call) == 0
    told = capsys.readouterr().out
    ask = write_call("check", "content.yaml", "--questions")
    assert f"2 facts are open: 1 to fill in, 1 to confirm. Which, and how to answer: {ask}" in told
    assert main([*call, "--strict"]) == 1
