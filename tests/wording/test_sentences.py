"""Where a sentence ends, and what is one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.wording.sentences import split_sentences, words_in


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Lee will see you.", "She is kind."],
        ["Come at 9 a.m.", "Eat nothing before."],
        ["We are open 9 a.m. to 5 p.m. Monday to Friday.", "Call us."],
        ["We open at 9 a.m. Eastern time."],
        ["The U.S. Food and Drug Administration approved it.", "It helps."],
        ["It was made in the U.S.", "It is safe."],
        ["We are at 12 Main St.", "Come in by the side door."],
        ["St. Louis is far."],
        ["Take 2.5 mg.", "Then rest."],
        ["John F. Kennedy spoke.", "He left."],
        ["Take vitamin C.", "You may feel well."],
        ["So did I.", "We left."],
        ["Bring food, e.g. Greek yogurt, with you.", "Is that clear?"],
        ["Bring food, water, etc.", "Wear a shirt.", "Bring cups, etc. for two."],
        ["Ann Lee, M.D.", "Call her.", "Ask Bo Wu, Ph.D., too."],
        ["“Is it safe?” she asked.", "“Yes.”", "(It was late.)", "We left."],
        ["No.", "You cannot.", "Room No. 5 is open.", "See p. 3 first."],
        ["Come on Nov. 3 or Fri. the 6th."],
        ["mTOR is a protein.", "mTOR helps cells.", "It grows."],
        ["Stop!", "Is it over?", "Wait … and see …", "Done..."],
        ["Tell us first: heart trouble; a stroke."],
        ["1. Eat a meal.", "2. Sleep well."],
        ["It helps:", "(1) adults alone;", "(2) adults with a pill."],
        ["See (2) below.", "It is so."],
        ["A line\nthat goes on.", "Another."],
        ["It lacks its stop"],
    ],
)
def test_a_text_falls_into_its_sentences(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences)) == tuple(sentences)


def test_a_citation_mark_hides_no_stop_and_is_no_word() -> None:
    assert split_sentences("It may help.10 Not all agree.3,4 Ask us.") == (
        "It may help.",
        "Not all agree.",
        "Ask us.",
    )
    assert words_in("Staff watch you (always).9") == ("Staff", "watch", "you", "always")
    assert words_in("It may help.¹²") == ("It", "may", "help")


def test_what_holds_no_word_is_no_sentence() -> None:
    assert split_sentences(" — ") == split_sentences("") == ()
    assert split_sentences("Yes! (…) No.") == ("Yes!", "No.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("treatment-resistant depression", ["treatment-resistant", "depression"]),
        ("24–72 hours and/or days — yes", ["24", "72", "hours", "and", "or", "days", "yes"]),
        ("SPRAVATO® is $1,500 at 12:30 p.m.", ["SPRAVATO", "is", "1,500", "at", "12:30", "p.m"]),
        ("You don’t. We're “in”.", ["You", "don’t", "We're", "in"]),
        ("(336) 999-7116, 1-800-FDA-1088", ["336", "999-7116", "1-800-FDA-1088"]),
        ("Mail x@y.org or www.a.com", ["Mail", "x@y.org", "or", "www.a.com"]),
        ("(2) Breathe in", ["Breathe", "in"]),
        ("3. Rest for 2. hours", ["Rest", "for", "2", "hours"]),
        ("long\xadword, na\u200bme", ["longword", "name"]),
        ("7% & more", ["7", "more"]),
        ("", []),
    ],
)
def test_words_are_what_has_a_letter_or_a_digit(text: str, words: list[str]) -> None:
    assert words_in(text) == tuple(words)


@given(st.text("aB1 .?!()“”,;:-–'\n…", max_size=60))
def test_no_sentence_loses_a_letter(text: str) -> None:
    """But for citation marks, which stand right behind a stop."""
    sentences = split_sentences(text)
    letters = [c for c in text if c.isalpha()]
    assert [c for s in sentences for c in s if c.isalpha()] == letters
    assert all(words_in(s) and s == s.strip() for s in sentences)
