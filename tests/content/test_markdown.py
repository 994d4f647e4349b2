"""Inline Markdown: what is printed, what a reader sees, and what is refused with a reason."""

import re

import pytest
from markupsafe import Markup

from brochure.base.breaks import without_breaks
from brochure.base.ties import tie_last_words, tie_words
from brochure.content.text.characters import WordingError
from brochure.content.text.markdown import mark_text, render_html, render_text
from brochure.content.text.validate import check_inline


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
        (r"\<b>", "&lt;b&gt;", "<b>"),
    ],
)
def test_wording_is_printed_and_read(source: str, html: str, text: str) -> None:
    assert render_html(source) == html
    assert render_text(source) == text


def printed(source: str, mark: str) -> str:
    """Return what is printed without its elements and without the mark at its end."""
    html = render_html(source, mark)
    return re.sub(r"<sup>[\d,]+</sup>(</span>)?$|<[^>]+>", "", html)


@pytest.mark.parametrize(
    ("source", "mark", "html"),
    [
        ("stop at any time.", "", "stop at_any_time."),
        (
            "stop at any time.",
            "1,2",
            'stop <span class="whole">at any <span class="whole">time.<sup>1,2</sup></span></span>',
        ),
        ("you may **at any** time", "", "you may_<strong>at_any</strong>_time"),
        ("some more **words**", "", "some_more_<strong>words</strong>"),
        ("it is as good as it is", "", "it is as good_as_it_is"),
        ("two words", "", "two_words"),
        ("word", "", "word"),
        ("of the longer words", "", "of the longer_words"),
        ("for two hours or 2 hours", "", "for two hours_or_2_hours"),
        (
            "with self-harm now",
            "",
            'with <span class="whole"><span class="whole">self-harm</span> now</span>',
        ),
        (
            "a sudden very bad headache, or a change in sight",
            "",
            "a sudden very bad headache, or_a_change_in_sight",
        ),
        (
            "Suicidal thoughts and behaviors: tell us right away",
            "",
            "Suicidal thoughts and behaviors: tell us_right_away",
        ),
        (
            "if it is not as good as it could have been",
            "",
            "if it is not as good as it_could_have_been",
        ),
        ("of extraordinary practitioners", "", "of extraordinary practitioners"),
    ],
)
def test_the_last_words_can_be_tied(source: str, mark: str, html: str) -> None:
    assert tie_last_words(render_html(source, mark)) == html.replace("_", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    "source",
    [
        "for 1_hour before",
        "2_hours",
        "wait 30_minutes or more",
        "in 24–72_hours",
        "(about 12_in_100_people)",
        "1.5_hours",
        "Since 2025 it is approved",
        "1332 Westgate",
        "2 Spravato",
        "B12 in food",
        "5 practitioners",
    ],
)
@pytest.mark.parametrize("mark", ["", "3"])
def test_a_number_stays_with_its_unit(source: str, mark: str) -> None:
    assert printed(source.replace("_", " "), mark) == source.replace("_", "\N{NO-BREAK SPACE}")
    assert render_text(source.replace("_", " ")) == source.replace("_", " ")


@pytest.mark.parametrize(
    "text",
    [
        "It_may not work. A_national program. “No_one knows.”",
        "Do_not_drive. Do_not_self-test. Please do_not drive.",
        "You_can wait. Why? We_say so",
        "2_to_4_hours, 30_% of them, at 8_a.m.",
        "Ask_Dr._Who or Prof._Ada Hill or Ms_Lee",
        "Go_home. To-day is fine, B12 in food, in water",
        "Is www.example.org yours? It a.org",
        "Mr_and Mrs_Hill came in 2026 to 2028",
    ],
)
def test_what_would_be_misread_stays_on_a_line(text: str) -> None:
    assert tie_words(text.replace("_", " ")) == text.replace("_", "\N{NO-BREAK SPACE}")


def test_words_are_tied_over_the_borders_of_emphasis() -> None:
    nbsp = "\N{NO-BREAK SPACE}"
    assert render_html("**Do not** drive") == f"<strong>Do{nbsp}not</strong>{nbsp}drive"
    assert render_html("A self-test") == f'<span class="whole">A{nbsp}self-test</span>'


def test_a_mark_stays_with_a_number_and_its_unit() -> None:
    nbsp = "\N{NO-BREAK SPACE}"
    raised = f'<span class="whole">2{nbsp}hours<sup>4</sup></span>'
    assert render_html("wait 2 hours", "4") == f"wait {raised}"


def test_a_number_is_tied_inside_emphasis() -> None:
    nbsp, joiner = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"
    html = f"for <strong>2{nbsp}hours</strong>{joiner}<sup>1</sup>"
    assert render_html("for **2 hours**", "1") == html


def test_citation_mark_stays_on_the_line_of_the_last_word() -> None:
    assert render_html("it works.", "1,2") == 'it <span class="whole">works.<sup>1,2</sup></span>'
    joiner, nbsp = "\N{WORD JOINER}", "\N{NO-BREAK SPACE}"
    in_brackets = f'it <span class="whole">works.{nbsp}[1,2]</span>'
    assert render_html("it works.", "[1,2]") == in_brackets
    assert tie_last_words(Markup(f"so {in_brackets}")).count("whole") == 2, "one word never alone"
    assert (mark_text("3"), mark_text("[3]")) == ("3", " [3]")
    assert render_html("it **works**", "3") == f"it <strong>works</strong>{joiner}<sup>3</sup>"
    soft = "it hyper\N{SOFT HYPHEN}ventilates."
    assert render_html(soft, "3") == f"{soft}{joiner}<sup>3</sup>", "kept whole it could not break"


def test_a_short_hyphenated_word_does_not_break() -> None:
    assert render_html("no self-harm") == 'no <span class="whole">self-harm</span>'
    assert render_html("a—b, end-to-end") == "a—b, end-to-end"
    assert render_html("by IV/IM, and/or") == (
        'by <span class="whole">IV/IM</span>, <span class="whole">and/or</span>'
    )
    assert render_html("in 1–3 days") == 'in <span class="whole">1–3\N{NO-BREAK SPACE}days</span>'
    assert render_html("in 1–3 Days") == 'in <span class="whole">1–3</span> Days'
    assert render_html("treatment-resistant") == "treatment-resistant", "long ones may"


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
        ("<b>x</b>", "holds the HTML tag <b>"),
        ("one<br>two", "holds the HTML tag <br>"),
        ("one<BR />two", "holds the HTML tag <BR />"),
        ('see <a href="https://a.org">us', "holds the HTML tag <a href"),
        ("it **works</i>**", "holds the HTML tag </i>"),
        ("a<!-- note -->b", "holds the HTML tag <!-- note -->"),
        ("שלום", "HEBREW LETTER SHIN"),
        ("a\u202eb", "RIGHT-TO-LEFT OVERRIDE"),
        ("a &amp; b", "holds the HTML sign &amp;"),
        ("x^2", "does not close"),
        ("[](https://a.org) x", "a link without words"),
        ("** **", "does not close"),
        ("[x](http://[a)", 'links to "http://%5Ba"'),
    ],
)
def test_wording_that_cannot_be_printed_is_refused(source: str, reason: str) -> None:
    with pytest.raises(WordingError) as refused:
        check_inline(source)
    assert reason in refused.value.faults[0].what
    assert all(fault.remedy for fault in refused.value.faults)


@pytest.mark.parametrize("source", ["a < b", "a < b > c", "x <3", "p<0.05 and q>1", "a <b and c"])
def test_a_sign_of_comparison_is_no_tag(source: str) -> None:
    assert check_inline(source) == source


def test_wording_that_is_printed_with_a_mark_stays_as_it_is() -> None:
    """What has been read of a text is kept and shared."""
    plain, marked = render_html("wait 2 hours"), render_html("wait 2 hours", "4")
    render_html.cache_clear()
    assert (render_html("wait 2 hours", "4"), render_html("wait 2 hours")) == (marked, plain)
    assert render_text("wait 2 hours") == "wait 2 hours"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "Read about [treatment and money](https://example.org/costs).",
            "Read about treatment and money (example.org/costs).",
        ),
        ("See [our page](https://www.example.org/).", "See our page (www.example.org)."),
        ("See [example.org/costs](https://example.org/costs).", "See example.org/costs."),
        ("[Call us](tel:+13369997116) now", "Call us (+13369997116) now"),
        ("[(336) 999-7116](tel:+13369997116)", "(336) 999-7116"),
        ("Or [text 988](sms:988).", "Or text 988."),
        ("[Write](mailto:a@example.org?subject=x)", "Write (a@example.org)"),
        ("[a](https://a.org/x?y=1#z) and [b](https://b.org)", "a (a.org/x?y=1#z) and b (b.org)"),
        ("[**bold** words](https://a.org) end", "bold words (a.org) end"),
    ],
)
def test_on_paper_the_address_stands_behind_its_link(source: str, text: str) -> None:
    assert render_text(source, on_paper=True) == text
    html = render_html(source, "", on_paper=True)
    assert " ".join(without_breaks(html.striptags()).split()) == text
    assert html.count("<a ") == source.count("](")
    assert render_text(source) != text or "(" not in text or "336" in text
    assert render_html(source, "1", on_paper=True).striptags().endswith("1")
