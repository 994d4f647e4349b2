"""Words around e-mailed documents are held to the rules of the clinic like those in them."""

from datetime import date
from pathlib import Path

import pytest

from brochure.mail.attachments import check_letter
from tests.wording.test_report import judge_edited

RULES = """
words:
  - id: never-said
    kind: banned
    phrases: [miracle, marvels]
    why: no treatment is that
    instead: Say what may be expected.
"""


@pytest.mark.parametrize(
    ("edit", "path"),
    [
        (("subject: Information from", "subject: Miracle from"), "email.subject"),
        (("greeting_by_name: Hello", "greeting_by_name: Marvels,"), "email.greeting_by_name"),
        (("    guide: Guide\n", "    guide: Miracle\n"), "email.file_names.guide"),
        (("readable: Readable font", "readable: Miracle font"), "email.look_names.readable"),
    ],
)
def test_a_banned_word_in_the_message_keeps_it_back(
    tmp_path: Path, edit: tuple[str, str], path: str
) -> None:
    loaded, _ = judge_edited(tmp_path, edit, rules=RULES)
    wrong = [
        f for f in check_letter(loaded, ("guide",), date(2026, 12, 1), ()) if f.severity == "error"
    ]
    assert [(found.id, found.place.path) for found in wrong] == [("wording.banned", path)]
    assert wrong[0].place.line


def test_nothing_is_said_of_a_message_without_fault(tmp_path: Path) -> None:
    loaded, _ = judge_edited(tmp_path, rules=RULES)
    told = {found.id for found in check_letter(loaded, ("guide",), date(2026, 12, 1), ())}
    assert told == {"email.draft", "email.open-facts"}
