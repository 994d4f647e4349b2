"""Facts said once: what a fact must have, and names of facts that lead nowhere."""

import pytest

from brochure.content.load import validate_content
from brochure.content.model.facts import Fact
from brochure.content.model.open_facts import list_open_facts
from brochure.content.yaml.source import parse
from tests.content.small import FACTS, read, with_facts


def faults(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the path and the words of all that is wrong with the small content, changed."""
    source, findings = parse(with_facts(*changes), "content.yaml")
    assert source is not None and not findings
    return [(f.place.path, f"{f.what} → {f.remedy}") for f in validate_content(source)[1]]


def fact(**changes: object) -> Fact:
    said: dict[str, object] = {"value": "2 hours", "status": "confirmed"}
    return Fact.model_validate({"id": "one", "provenance": "label", **said, **changes})


def test_the_small_content_is_good() -> None:
    content, _ = read(with_facts())
    assert [one.id for one in content.facts] == ["watched", "after-hours", "emergency"]


@pytest.mark.parametrize(
    ("old", "new", "path", "words"),
    [
        ("{watched} is", "{wached} is", "sections[1].blocks[0].items[0]", "Write watched."),
        ("fact: emergency", "fact: emergncy", "sheets[0].fields[0].blocks[0].fact", "Write emer"),
        ("- id: watched", "- id: phone", "facts[0].id", "named so in braces already"),
        ("- id: emergency", "- id: watched", "facts[2].id", "used twice in facts (first on line"),
        ("value: at least 2 hours", "value: '{phone}'", "facts[0].value", "names another in"),
        ("[chest pain,", "['{watched}',", "facts[2].items[0]", "names another in braces"),
        ("value: at least 2 hours\n    subject", "subject", "facts[0].status", "says nothing"),
        (
            "    value: at least 2",
            "    items: [a]\n    value: at least 2",
            "facts[0].items",
            "Keep one",
        ),
        ("(555) 010-0200\n", "(555) 010-0200\n    value: x\n", "facts[1].status", "is filled in"),
        ("    typical: (555) 010-0200\n", "", "facts[1]", "`typical:`, an answer as long as"),
    ],
)
def test_a_fact_that_is_not_whole_or_a_name_that_leads_nowhere_is_told(
    old: str, new: str, path: str, words: str
) -> None:
    found = faults((old, new))
    assert [where for where, what in found if words in what] == [path], found


def test_a_list_holds_items_or_a_fact_and_not_both() -> None:
    both = ("fact: emergency", "fact: emergency\n            items: [Infection]")
    (path, what), *_ = faults(both)
    assert path == "sheets[0].fields[0].blocks[0]"
    assert "either items or the list of a fact" in what


@pytest.mark.parametrize(
    ("owes", "path", "words"),
    [
        ("{facts: [wached]}", "facts[0]", "no fact \"wached\"; did you mean 'watched'?"),
        ("{statements: [bleding]}", "statements[0]", 'no statement "bleding"'),
    ],
)
def test_what_an_edition_or_a_sheet_owes_must_exist(owes: str, path: str, words: str) -> None:
    ((where, what),) = faults(("    words: text\n", f"    words: text\n    owes: {owes}\n"))
    assert where == f"editions.trifold.owes.{path}"
    assert words in what
    (where, what), *_ = faults(("    shared:", f"    owes: {owes}\n    shared:"))
    assert where == f"sheets[0].owes.{path}"


def test_an_edition_owes_every_statement_unless_it_says_which() -> None:
    content, _ = read(with_facts())
    assert content.owed_by("trifold") == (("bleeding",), ())
    none = ("    words: text\n", "    words: text\n    owes: {statements: [], facts: [watched]}\n")
    content, _ = read(with_facts(none))
    assert content.owed_by("trifold") == ((), ("watched",))


def test_an_edition_owes_what_its_sheet_owes() -> None:
    content, _ = read(with_facts(("    shared:", "    owes: {facts: [emergency]}\n    shared:")))
    assert content.owed_by("safety-sheet-implant") == (("bleeding",), ("emergency",))
    assert content.owed_by("trifold")[1] == ()


def test_braces_are_what_they_are_where_content_has_no_facts() -> None:
    text = with_facts((FACTS, "statements:\n"), ("fact: emergency", "items: [Infection]"))
    content, _ = read(text)
    assert content.facts == ()


def test_a_wrong_value_elsewhere_does_not_hide_a_name_that_leads_nowhere() -> None:
    found = faults(("(555) 010-0199", "555-CALL-US"), ("{watched} is", "{wached} is"))
    assert [where for where, _ in found] == ["clinic.phone", "sections[1].blocks[0].items[0]"]


def test_a_name_that_leads_nowhere_is_told_at_its_brace() -> None:
    text = with_facts(("{watched} is how", "That is {wached}: how"))
    source, _ = parse(text, "content.yaml")
    assert source is not None
    (finding,) = validate_content(source)[1]
    line = text.splitlines()[finding.place.line - 1]
    assert line[finding.place.column - 1 :].startswith("{wached}")


def test_a_list_is_said_in_a_sentence_with_commas() -> None:
    assert fact(value=None, items=("a", "b", "c")).sentence == "a, b, or c"
    assert fact(value=None, items=("a", "b"), joined_by="and").sentence == "a and b"
    assert fact(value=None, items=("a",)).sentence == "a"
    assert fact().sentence == "2 hours"


def test_numbers_are_those_of_the_facts_so_that_an_answer_renames_no_question() -> None:
    content, _ = read(
        with_facts(
            (
                "  phone:",
                "  text: {number: (555) 010-0300, status: to confirm"
                ", question: Which number takes texts?}\n  phone:",
            )
        )
    )
    marks = [(one.mark, one.id, one.is_gap) for one in list_open_facts(content)]
    assert marks == [
        ("[Q3]", "after-hours", True),
        ("[Q1]", "text", False),
        ("[Q4]", "emergency", False),
    ]
    known = ("status: to fill in", "status: confirmed\n    value: (555) 010-0200")
    content, _ = read(with_facts(known))
    assert [one.mark for one in list_open_facts(content)] == ["[Q3]"]
