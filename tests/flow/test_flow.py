"""Lists, tables and groups of any length flow well; what once did not, and a seeded handful more.

Every length of every kind: ``python -m tests.flow``.
"""

from pathlib import Path

import pytest

from brochure.commands.accessibility import judge_file
from brochure.proofs.examined import examine
from tests.build.test_kept_html import farthest_apart, letters_of, print_by_the_engine_alone
from tests.flow.documents import KINDS, Case, flowing_editions, print_case
from tests.flow.judge import faults_of
from tests.flow.sweep import FLOWING, judge_case, some_cases

ONCE_BAD = (
    Case("bullets", 55, "guide", seed=1033),
    Case("bullets", 49, "booklet", seed=34),
    Case("checklist", 31, "large-print", seed=3977),
    Case("bare-steps", 16, "guide", seed=8028),
    Case("comparison", 20, "guide"),
    Case("table", 40, "guide"),
    Case("table", 60, "booklet", seed=5),
    Case("sources", 30, "large-print", "readable"),
    Case("glossary", 48, "guide", "readable", 9731),
    Case("day-strip", 27, "guide", "readable", 7),
    Case("contact", 13, "large-print", seed=2700),
)
# One document of nearly each kind, in turn in each edition and look.
HANDFUL = tuple(some_cases(7))[:: len(FLOWING) - 1]


@pytest.mark.parametrize("case", [*ONCE_BAD, *HANDFUL], ids=str)
def test_it_flows_well(case: Case) -> None:
    assert judge_case(case).faults == ()


@pytest.mark.parametrize(
    ("case", "style", "kind"),
    [
        (Case("steps", 20, "guide"), "li { break-before: page !important }", "empty"),
        (Case("steps", 20, "guide"), "h2 + ol { break-before: page }", "stranded"),
        (Case("questions", 20, "booklet"), "dd { break-before: page }", "torn"),
        (Case("bare-steps", 20, "guide"), "li + li:last-child { break-before: page }", "alone"),
        (
            Case("comparison", 40, "guide"),
            ".comparison thead { display: table-row-group }",
            "headless",
        ),
        (Case("table", 40, "guide"), ".table thead { display: table-row-group }", "headless"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_the_judge_sees_what_flows_badly(case: Case, style: str, kind: str, tmp_path: Path) -> None:
    faults = faults_of(examine(print_case(case, tmp_path, style)))
    assert any(fault.startswith(f"{kind}:") for fault in faults)


def test_the_engine_alone_makes_the_same_pages_of_a_list_that_gave_way(tmp_path: Path) -> None:
    printed = print_case(Case("bullets", 49, "booklet", seed=34), tmp_path, keep=True)
    assert b"break-inside:auto!important" in printed.html
    alone = print_by_the_engine_alone(printed.html, tmp_path)
    assert farthest_apart(letters_of(printed.pdf), letters_of(alone)) < 0.02


def test_heads_that_are_repeated_are_seen_and_not_heard(tmp_path: Path) -> None:
    printed = print_case(Case("comparison", 20, "guide"), tmp_path)
    on = examine(printed)
    assert len(printed.repeated) > 1
    assert on.tags and on.tags.root.words.count("This one") == 1
    assert [m for m in on.alignment.extra if m] == []
    file = tmp_path / "guide.pdf"
    file.write_bytes(printed.output)
    assert [fault for verdict in judge_file(file) for fault in verdict.faults] == []


def test_a_handful_holds_every_kind_and_edition() -> None:
    assert len({case.kind for case in HANDFUL}) > len(KINDS) - 2
    assert {case.edition for case in HANDFUL} == {edition.name for edition in flowing_editions()}
