"""Inline Markdown: what is printed, what a reader sees, and what is refused with a reason."""

import pytest

from brochure.inline import check_inline, to_html, to_text


@pytest.mark.parametrize(
    ("source", "html", "text"),
    [
        ("plain words", "plain words", "plain words"),
        ("**bold** words", "<strong>bold</strong> words", "bold words"),
        ("x^2^", "x<sup>2</sup>", "x2"),
        ("[us](https://a.org)", '<a href="https://a.org">us</a>', "us"),
        ("a < b & c", "a &lt; b &amp; c", "a < b & c"),
        (r"2 \* 3", "2 * 3", "2 * 3"),
        ("two\n lines", "two\n lines", "two lines"),
        ("<b>no</b>", "&lt;b&gt;no&lt;/b&gt;", "<b>no</b>"),
    ],
)
def test_wording_is_printed_and_read(source: str, html: str, text: str) -> None:
    assert to_html(source) == html
    assert to_text(source) == text


def test_last_two_words_of_a_long_sentence_stay_together() -> None:
    assert to_html("one two three four five six seven").endswith("six\N{NO-BREAK SPACE}seven")
    assert "\N{NO-BREAK SPACE}" not in to_html("one two three")


def test_citation_mark_stays_on_the_line_of_the_last_word() -> None:
    assert to_html("it works.", "1,2") == 'it <span class="whole">works.<sup>1,2</sup></span>'
    assert to_html("it **works**", "3") == "it <strong>works</strong><sup>3</sup>"


def test_a_short_hyphenated_word_does_not_break() -> None:
    assert to_html("no self-harm") == 'no <span class="whole">self-harm</span>'
    assert to_html("a—b, end-to-end") == "a—b, end-to-end"
    assert to_html("in 1–3 days") == 'in <span class="whole">1–3</span> days'
    assert to_html("treatment-resistant") == "treatment-resistant", "long ones may"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("  ", "is empty"),
        ("**open", "does not close"),
        ("[open](https://a.org", "does not close"),
        ("[x](javascript:alert)", 'links to "javascript:alert"'),
        ("[x](www.a.org)", 'links to "www.a.org"'),
        ("[x](https:///path)", "links to"),
        ("bell\a", "U+0007"),
        ("שלום", "HEBREW LETTER SHIN"),
        ("a\u202eb", "right to left"),
    ],
)
def test_wording_that_cannot_be_printed_is_refused(source: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("+", r"\+")) as refused:
        check_inline(source)
    assert " | " in str(refused.value), "a refusal says what to do"
