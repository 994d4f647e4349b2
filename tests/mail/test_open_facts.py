"""What the clinic has still to answer is told before anything is sent."""

from brochure.mail.attachments import check_open_facts
from tests.content.small import EMAIL, read, with_facts

SAYS = ("{watched}. {watched} is the rule.", "near, and mind {emergency}.")


def test_open_facts_of_what_is_attached_are_named_with_their_questions() -> None:
    content, _ = read(with_facts())
    (finding,) = check_open_facts(content, ("guide",))
    assert (finding.id, finding.severity) == ("email.open-facts", "warning")
    assert finding.what == "guide: 1 fact is open: 1 to fill in"
    assert finding.detail == ("[Q2] after-hours: Which number is answered at night?",)
    (finding,) = check_open_facts(content, ("guide", "safety-sheet-implant"))
    assert finding.what.endswith("2 facts are open: 1 to fill in, 1 to confirm")
    assert "so far “chest pain; a seizure; trouble breathing”" in finding.detail[1]


def test_open_facts_of_the_message_itself_are_named_too() -> None:
    content, _ = read(with_facts(("facts:\n", EMAIL), SAYS))
    (finding,) = check_open_facts(content, ("guide",))
    assert len(finding.detail) == 2


def test_nothing_is_said_where_all_is_confirmed() -> None:
    known = ("status: to fill in", "status: confirmed\n    value: (555) 010-0200")
    content, _ = read(with_facts(known))
    assert tuple(check_open_facts(content, ("guide",))) == ()
    assert len(tuple(check_open_facts(content, ("safety-sheet-implant",)))) == 1
