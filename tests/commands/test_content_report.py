"""`check` on content with facts: the table, the open questions, and the sheet to hand out."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from brochure.base.finding import Finding, Location
from brochure.commands.cli import main
from brochure.commands.wording_screen import advice_texts, change_texts
from brochure.wording.report import WordingFinding, WordingReport
from tests.conftest import ROOT
from tests.content.ledger import with_sources
from tests.content.small import with_facts
from tests.selection.test_duties import SHEET_OWES, owing

FULL = ("status: to fill in", "status: confirmed\n    value: (555) 010-0200")
SURE = ("status: to confirm", "status: confirmed")


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Check the small content with changes; return the exit code, and what is printed."""
    (tmp_path / "figures").mkdir()
    shutil.copy(ROOT / "tests/content/bad_content/tooth.svg", tmp_path / "figures")
    monkeypatch.chdir(tmp_path)

    def run(
        *options: str, changes: tuple[tuple[str, str], ...] = (), text: str = ""
    ) -> tuple[int, str, str]:
        Path("content.yaml").write_text(text or with_facts(*changes), "utf-8")
        code = main(["check", *options])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_the_table_shows_what_each_document_does_with_each_fact(check: Any) -> None:
    code, out, err = check("--facts", changes=(owing("watched", "emergency"), SHEET_OWES))
    rows = {row[0]: row[1:] for row in map(str.split, out.splitlines()) if row}
    assert rows["watched"] == ["ok", ".", "+"]
    assert rows["after-hours"] == ["gap", ".", "gap"]
    assert rows["emergency"] == ["!!", "ok", "."]
    assert rows["bleeding"] == ["ok", "ok", "ok"]
    assert "MISSING: emergency in trifold" in out
    assert " 1 trifold" in out
    assert "    confirmed · label: Label, section 5 · content.yaml:36" in out
    assert max(map(len, out[out.index("ok owed") :].splitlines())) <= 100, "below what is wrong"
    assert code == 1
    assert err == "" and out.startswith("content.yaml:153:29: editions.trifold.owes.facts[1]: ")


def test_a_statement_that_is_missing_stands_in_the_table(check: Any) -> None:
    code, out, _ = check("--facts", changes=(("inside-middle: [day]", "inside-middle: []"),))
    assert re.search(r"(?m)^bleeding +!!  ok  ok$", out)
    assert code == 1


def test_many_documents_and_long_names_stay_in_a_terminal(check: Any) -> None:
    """Columns that do not fit stand in a second table, whose rows are not explained again."""
    long = "w" * 60
    renamed = (("- id: watched", f"- id: {long}"), ("{watched}", f"{{{long}}}"))
    _, out, _ = check("--facts", changes=renamed)
    assert max(map(len, out.splitlines())) <= 100


def test_the_table_is_told_as_data(check: Any) -> None:
    code, out, _ = check("--facts", "--json", changes=(owing("watched"), SHEET_OWES))
    told = json.loads(out)
    row = next(row for row in told["facts"] if row["id"] == "watched")
    assert row["line"] == 36 and row["kind"] == "fact" and row["value"] == "at least 2 hours"
    assert (row["printed"], row["owed"]) == (["trifold", "guide"], ["trifold"])
    assert (row["missing"], row["printed_not_owed"]) == ([], ["guide"])
    assert [one["mark"] for one in told["questions"]] == ["[Q2]", "[Q3]"]
    assert code == 0


def test_check_counts_open_questions_and_finds_nothing_wrong(check: Any) -> None:
    """Which they are, the sheet says; the screen says how to come by it."""
    code, out, err = check()
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert re.fullmatch(
        r"2 facts are open: 1 to fill in, 1 to confirm\."
        r" Which, and how to answer: \S+ check --questions",
        lines[0],
    )
    assert "[Q2]" not in out
    assert "is good" in lines[-1]


def test_the_sheet_shows_the_lines_that_answer_a_question(check: Any) -> None:
    """Typed as they are shown, each question is closed."""
    asked = ("  phone:", "  text: {status: to fill in, question: Which takes texts?}\n  phone:")
    _, out, _ = check("--questions", changes=(asked,))
    told = " ".join(out[out.index("Once the number for texts") :].split())
    assert told == (
        "Once the number for texts is known, write in the place of its line `status: to fill in`:"
        ' number: "your number" status: confirmed'
        " Once one is known, write in the place of its line `status: to fill in`:"
        ' value: "your answer" status: confirmed'
        " Once one is right as it is, write in the place of its line `status: to confirm`:"
        " status: confirmed"
    )
    filled = ("status: to fill in", 'value: "your answer"\n    status: confirmed')
    code, out, _ = check("--strict", changes=(filled, SURE))
    assert code == 0 and "open" not in out


def test_with_strict_no_question_may_be_open(check: Any) -> None:
    assert check("--strict")[0] == 1
    assert check("--strict", changes=(FULL,))[0] == 1, "what is to confirm is open, too"
    assert check("--strict", changes=(FULL, SURE))[0] == 0


def test_nothing_is_said_of_questions_where_none_is_open(check: Any) -> None:
    code, out, _ = check(changes=(FULL, SURE))
    assert code == 0 and "open" not in out
    _, out, _ = check("--questions", changes=(FULL, SURE))
    assert "No question is open" in out


def test_the_sheet_of_questions_has_room_for_answers_and_nothing_else(check: Any) -> None:
    code, out, _ = check("--questions")
    assert code == 0
    assert out.startswith("QUESTIONS FOR NORTHGATE\nVersion 1.0, 2026-11\n")
    assert "[Q2]  Which number is answered at night?\n\n      ____" in out
    assert "      So far: chest pain; a seizure; trouble breathing\n" in out
    assert "[ ] Yes, this is right" in out
    assert "Shown in trifold, guide" in out
    assert "content.yaml, line 42: after-hours" in out
    assert "is good" not in out
    assert out.index("For those who look after") < out.index('\n    value: "your answer"\n')
    assert max(map(len, out.splitlines())) <= 76


def sourced(run: Any, *options: str) -> tuple[int, str]:
    """Check a small content with a ledger; return the exit code, and what is printed."""
    code, out, err = run(*options, text=with_sources())
    assert err == ""
    return code, out


def test_each_claim_is_told_with_its_sources(check: Any) -> None:
    code, out = sourced(check, "--sources")
    assert code == 0
    assert (
        "content.yaml:72  risk  unknown  ours  “Eat soft food for two days.”\n"
        "    printed in: trifold, guide\n"
        "    sources: review (confirmed)\n"
    ) in out
    assert "benefit  human  ours  “Rinse" in out
    assert "    sources: nhs (publisher_only), review (confirmed)\n" in out
    assert "  publisher_only  nhs: NHS +1 (1 claim)\n" in out
    assert "  confirmed  review: How long dental implants last (2 claims)\n" in out
    assert "2 claims: 2 with a confirmed source, 0 without any; 2 ours and not the clinic's." in out
    assert "is good" not in out and "Could be better" not in out


def test_claims_are_values_in_json(check: Any) -> None:
    code, out = sourced(check, "--sources", "--json")
    told = json.loads(out)["sources"]
    assert code == 0
    risk, benefit = told["claims"]
    assert (risk["kind"], risk["sources"], risk["ours"]) == ("risk", ["review"], True)
    assert risk["documents"] == ["trifold", "guide"] and risk["line"] == 72
    assert benefit["evidence"] == "human"
    statuses = {one["id"]: (one["status"], one["claims"]) for one in told["ledger"]}
    assert statuses["leaflet"] == ("candidate", 0) and statuses["review"] == ("confirmed", 2)
    assert "sources" not in json.loads(sourced(check, "--json")[1])


def found(number: int) -> WordingFinding:
    place = Location(path="sources[0]", file="content.yaml", line=number)
    one = Finding("sources.publisher-only", f"number {number}", "Find out.", "warning", place)
    return WordingFinding(one, f"place-{number}", "0badf00d", ("guide",))


def test_what_is_mended_alike_is_told_once() -> None:
    """Of four and more findings of one check each has its line and waiver, and all one remedy."""
    three = "\n".join(change_texts(WordingReport(should=tuple(map(found, range(1, 4))))))
    assert three.count("Fix: Find out.") == three.count("To waive it, under") == 3
    four = "\n".join(change_texts(WordingReport(should=tuple(map(found, range(1, 5))))))
    assert four.startswith("Should change (4):\n4 times warning: sources.publisher-only\n")
    assert four.count("Fix: Find out.") == four.count("To waive one, under") == 1
    assert "  content.yaml:4: number 4. In guide.\n  - place: place-4, covers: 0badf00d\n" in four


def test_much_that_should_change_is_told_in_two_lines_for_each_check() -> None:
    """What must change is told in full whatever there is of it; so is everything by `--words`."""
    many = tuple(map(found, range(1, 9)))
    brief = "".join(change_texts(WordingReport(should=many)))
    head, lines, statement = brief.splitlines()
    assert head.startswith("Should change (8). Each in full, and how to waive it: ")
    assert head.endswith(" check --words")
    assert lines == "  sources.publisher-only   8  line 1, 2, 3, 4, 5, 6, …"
    assert statement.endswith("more is known than who published it.")
    for whole in (
        change_texts(WordingReport(should=many), in_full=True),
        change_texts(WordingReport(must=many)),
        advice_texts(WordingReport(advice=many), in_full=True),
    ):
        assert "  - place: place-8, covers: 0badf00d\n" in "".join(whole)


def test_all_that_is_found_about_words_is_told_when_asked_for(check: Any) -> None:
    """In brief advice is a table; in full each piece has its remedy and its waiver."""
    code, brief, _ = check()
    assert code == 0 and "To waive" not in brief
    code, whole, _ = check("--words")
    assert code == 0 and "Could be better" in whole and "is good" in whole
    assert whole.count("To waive") >= 1 and whole.count("  Fix: ") >= 1


def test_content_without_claims_has_no_table_to_fill(check: Any) -> None:
    _, out, _ = check("--sources")
    assert "0 claims: 0 with a confirmed source" in out


def test_quiet_prints_no_questions(check: Any) -> None:
    assert check("-q") == (0, "", "")


def test_facts_are_asked_of_content_alone(capsys: pytest.CaptureFixture[str]) -> None:
    for asked in ("--questions", "--facts", "--sources", "--words"):
        assert main(["check", "a.pdf", asked]) == 2
        assert "tell of content" in capsys.readouterr().err
