"""What the policy of a clinic asks for: who signs what, in the words of content and refusals."""

from pathlib import Path

import pytest

from brochure.approval.entry import FACTS, LAYOUT, Entry
from brochure.approval.signatory import Signatory, meanings_of, refuse_signature
from brochure.base.errors import BrochureError
from brochure.content.load import load_content
from brochure.content.model.content import Content
from tests.approval.entries import binding, numbered, signed
from tests.approval.workshop import MANAGER, Workshop, write_project
from tests.base.test_storage import run

POLICY = """approval:
  documents:
    - signatures: [{meaning: wrote}, {meaning: medical review, roles: [MD, NP]}]
    - documents: [guide]
      signatures:
        - {meaning: wrote, roles: [Editor]}
        - {meaning: medical review, roles: [MD]}
        - {meaning: legal review, roles: [Lawyer]}
      people: 3
  not_clinical: {facts: [phone], roles: [Office manager]}
"""
TWICE = "{meaning: medical review, roles: [PharmD]}"
WROTE = signed("Sam Lee", "wrote", role="Editor")
MANAGES = ("--by", "Kim Roe", "--role", "office manager", "--meaning", FACTS)


def read(folder: Path, policy: str = POLICY) -> Content:
    loaded = load_content(write_project(folder / "clinic", policy))
    assert loaded.content, loaded.findings
    return loaded.content


def refusal(
    content: Content, signer: tuple[str, str, str], *entries: Entry, **bound: str
) -> tuple[str, str]:
    with pytest.raises(BrochureError) as refused:
        refuse_signature(content, binding(**bound), Signatory(*signer), numbered(*entries))
    assert refused.value.exit_code == 1 and refused.value.where == "guide"
    return refused.value.message, refused.value.hint


def found(folder: Path, policy: str) -> list[tuple[str, str]]:
    """Return what is wrong with a policy, and what to do about it."""
    loaded = load_content(write_project(folder / "clinic", policy))
    return [(one.what, one.remedy) for one in loaded.findings]


def test_each_document_has_its_own_meanings(tmp_path: Path) -> None:
    content = read(tmp_path)
    lane = (LAYOUT, FACTS)
    assert meanings_of(content, "guide") == ("wrote", "medical review", "legal review", *lane)
    assert meanings_of(content, "trifold") == ("wrote", "medical review", *lane)
    assert meanings_of(read(tmp_path / "usual", ""), "guide") == ("wrote", "medical review", LAYOUT)


def test_a_role_that_may_not_is_told_which_may(tmp_path: Path) -> None:
    content = read(tmp_path)
    message, hint = refusal(content, ("Ann Poe", "NP", "medical review"))
    assert message == '“medical review” is not signed as "NP"'
    assert hint == "The clinic's policy asks for: MD."
    assert refusal(content, ("Kim Roe", "Intern", FACTS))[1].endswith("asks for: Office manager.")
    assert refusal(content, ("Ann Poe", "NP", LAYOUT))[1].endswith("asks for: MD, Lawyer.")
    refuse_signature(content, binding(), Signatory("Ann Poe", "md", "medical review"), ())


def test_two_reviews_of_one_meaning_are_signed_each_in_its_role(tmp_path: Path) -> None:
    policy = POLICY.replace("{meaning: legal review, roles: [Lawyer]}", TWICE)
    content = read(tmp_path, policy)
    assert meanings_of(content, "guide")[:3] == ("wrote", "medical review", LAYOUT)
    for role in ("MD", "PharmD"):
        refuse_signature(content, binding(), Signatory("Ann Poe", role, "medical review"), ())
    hint = refusal(content, ("Ann Poe", "NP", "medical review"))[1]
    assert hint == "The clinic's policy asks for: MD, PharmD."


def test_what_nobody_signs_is_told_with_what_is_signed(tmp_path: Path) -> None:
    message, hint = refusal(read(tmp_path, ""), ("Eve Day", "Lawyer", "medical rewiew"))
    assert message.startswith('nobody signs "medical rewiew" for it')
    assert "did you mean 'medical review'?" in message and '"wrote", "medical review"' in hint
    message, hint = refusal(read(tmp_path / "b"), ("Eve Day", "MD", "legal"))
    assert '"legal review"' in hint


def test_whoever_wrote_it_signs_no_review_and_the_other_way_round(tmp_path: Path) -> None:
    content = read(tmp_path)
    message, _ = refusal(content, ("SAM  LEE", "Lawyer", "legal review"), WROTE)
    assert message == "SAM  LEE wrote it, so another person signs “legal review”"
    reviewed = signed("Eve Day", "legal review", role="Lawyer")
    message, _ = refusal(content, ("Eve Day", "Editor", "wrote"), reviewed)
    assert message == "Eve Day signed its legal review, so another person signs “wrote”"


def test_nothing_is_signed_that_could_not_be_released(tmp_path: Path) -> None:
    content = read(tmp_path)
    released = signed("Kim Roe", "released", event="released")
    signer = ("Sam Lee", "Editor", "wrote")
    refuse_signature(content, binding(), Signatory(*signer), numbered(released))
    message, hint = refusal(content, signer, released, words="other")
    assert message == "version 1.0 is released already, with other words or sources"
    assert "--bump" in hint
    gone = signed("Kim Roe", "", event="withdrawn", reason="wrong dose")
    message, _ = refusal(content, signer, released, gone)
    assert message == "version 1.0 was withdrawn on 2026-11-30: wrong dose"


def test_pages_are_looked_at_again_only_where_words_are_approved(tmp_path: Path) -> None:
    message, hint = refusal(read(tmp_path), ("Ann Poe", "MD", LAYOUT), WROTE)
    assert message == "there are no new pages of approved words to look at"
    assert "status" in hint


def test_the_fast_lane_names_its_facts_where_more_has_changed(tmp_path: Path) -> None:
    message, _ = refusal(read(tmp_path), ("Kim Roe", "Office manager", FACTS), clinical="other")
    assert message == "more has changed than these facts: phone"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("[guide]", "[guide, booklit]", 'there is no edition "booklit"'),
        ("[guide]", "[trifold, guide, trifold]", 'what "trifold" needs is written twice'),
        ("documents: [guide]", "documents: []", "what all other documents need is written twice"),
        ("facts: [phone]", "facts: [fone]", 'there is no fact "fone"'),
    ],
)
def test_names_that_there_are_not_are_told(tmp_path: Path, old: str, new: str, what: str) -> None:
    assert old in POLICY
    told = found(tmp_path, POLICY.replace(old, new))
    assert [one for one, _ in told if one.startswith(what)], told
    assert all(remedy for _, remedy in told)


@pytest.mark.parametrize(
    "wrong",
    [
        *("people: 0", "people: 10", "signatures: []", "signatures: [{meaning: aproved}]"),
        *("signatures: [{meaning: wrote, roles: MD}]", "signatures: [{meaning: wrote, role: MD}]"),
    ],
)
def test_what_no_policy_says_is_told(tmp_path: Path, wrong: str) -> None:
    more = "" if wrong.startswith("signatures") else "      signatures: [{meaning: wrote}]\n"
    told = found(tmp_path, f"approval:\n  documents:\n    - {wrong}\n{more}")
    assert told and all(remedy for _, remedy in told), told


def test_one_person_signs_a_new_number_and_nothing_else(tmp_path: Path) -> None:
    policy = "approval:\n  not_clinical: {facts: [phone], roles: [Office manager]}\n"
    shop = Workshop(write_project(tmp_path / "clinic", policy))
    shop.approve("guide")
    shop.edit("(555) 010-0199", "(555) 010-0142")
    assert shop.states("guide") == {"guide": "changed"}
    assert run(shop.content.parent, "--only", "guide", "--bump").returncode == 0
    with pytest.raises(BrochureError, match="is not signed as"):
        shop.run("approve", "guide", "--by", "Eve Day", "--role", "Intern", "--meaning", FACTS)
    assert "is approved" in shop.sign("guide", *MANAGES)
    code, told = shop.run("release", "guide", *MANAGER)
    assert code == 0 and "guide 1.1" in told
    shop.edit("Eat soft food for two days.", "Eat soft food for three days.")
    assert run(shop.content.parent, "--only", "guide", "--bump").returncode == 0
    with pytest.raises(BrochureError, match="more has changed than these facts: phone"):
        shop.run("approve", "guide", *MANAGES)
