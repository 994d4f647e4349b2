"""Facts in the message around e-mailed documents: filled in, no gap, and nothing told by them."""

import pytest

from brochure.content.checks.email_privacy import check_email, fill_in
from brochure.content.load import validate_content
from brochure.content.model.content import Content
from brochure.content.yaml.source import parse
from tests.content.small import EMAIL, read, with_facts

BODY = "Please stay {watched}. {watched} is the rule."
IN_EMAIL = ("facts:\n", EMAIL)
PRIVATE = ("  attach:", "  private_words: [seizure]\n  attach:")


def found(body: str, *changes: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Return id, path and words of all that is wrong with a body, and where in the line it is."""
    text = with_facts(IN_EMAIL, (BODY, body), *changes)
    source, _ = parse(text, "content.yaml")
    assert source is not None
    content, findings = validate_content(source)
    if content:
        findings = (*findings, *check_email(content, source))
    lines = text.splitlines()
    return [(f.id, f.what, lines[f.place.line - 1][f.place.column - 1 :]) for f in findings]


def test_facts_are_filled_in_as_they_stand_in_a_sentence() -> None:
    content, source = read(with_facts(IN_EMAIL))
    assert content.email and tuple(check_email(content, source)) == ()
    assert fill_in(content.email.body[0].one, content) == (
        "Please stay at least 2 hours. At least 2 hours is the rule."
    )
    assert fill_in("For {emergency}: 911", content) == (
        "For chest pain, a seizure, or trouble breathing: 911"
    )


def test_a_gap_is_an_error_at_its_brace() -> None:
    ((id, what, at),) = found("Call {after-hours} at night.")
    assert (id, at) == ("email.gap", "{after-hours} at night.")
    assert "has not filled it in" in what


def test_a_gap_shows_the_two_lines_that_fill_it_in() -> None:
    content, source = read(with_facts(IN_EMAIL, (BODY, "Call {after-hours} at night.")))
    (finding,) = check_email(content, source)
    assert '`value: "your answer"` and below it `status: confirmed`' in finding.remedy


def test_a_name_that_leads_nowhere_is_told_at_its_brace() -> None:
    ((id, what, at),) = found("Please stay {wached}.")
    assert (id, at) == ("content.unknown-name", "{wached}.")
    assert "did you mean 'watched'?" in what


@pytest.mark.parametrize("brace", ["{name}", "{Watched}", "{", "{a b}"])
def test_a_brace_that_is_no_name_is_refused(brace: str) -> None:
    ((_, what, _),) = found(f"Please stay {brace} here.")
    assert "which nothing is filled in for" in what


def test_a_fact_that_tells_what_care_it_is_is_refused_by_its_words() -> None:
    ((id, what, _),) = found("Call us for {emergency}.", PRIVATE)
    assert id == "email.tells" and 'holds "seizure"' in what


def test_a_text_number_can_be_named_only_where_there_is_one() -> None:
    ((_, what, _),) = found("Text {text}.")
    assert 'there is no fact "text"' in what
    number = ("  phone:", "  text: (555) 010-0300\n  phone:")
    assert found("Text {text}.", number) == []
    asked = "{status: to fill in, question: Which number?}"
    ((id, _, _),) = found("Text {text}.", ("  phone:", f"  text: {asked}\n  phone:"))
    assert id == "email.gap"


def test_documents_of_an_edition_that_is_misspelt_are_not_told_again() -> None:
    """The edition alone is to be mended; what is attached is right."""
    text = with_facts(IN_EMAIL, ("  guide:\n", "  gide:\n"))
    source, _ = parse(text, "content.yaml")
    assert source is not None
    content = Content.model_validate(source.data, strict=True)
    assert [f.id for f in check_email(content, source)] == []
