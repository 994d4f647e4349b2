"""No word is lost: each way to lose, hide, repeat or move one turns a proof red."""

from dataclasses import replace

import pytest

from brochure.base.breaks import PRINTED_HYPHEN
from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.content.text.markdown import render_html, render_text
from brochure.layout.printed import Printed
from brochure.proofs.alignment import Missing, Word, normalize_letters
from brochure.proofs.examined import examine
from brochure.proofs.fit import no_line_sticks_out
from brochure.proofs.sight import (
    every_word_is_visible,
    words_do_not_overlap,
    words_stand_on_flat_ground,
    words_stay_in_their_panel,
)
from brochure.proofs.words import every_word_is_there, words_stand_apart
from brochure.selection.passage import Passage
from tests.placed import blank_page, examined, letters, panel, word
from tests.tiny import FIRST, SAID, SECOND, html, ids, print_tiny, proven, said

WORD_PROOFS = (
    every_word_is_there,
    every_word_is_visible,
    words_stand_on_flat_ground,
    words_do_not_overlap,
    words_stay_in_their_panel,
    words_stand_apart,
)
HALF = "The first panel holds"


def found(printed: Printed) -> tuple[Finding, ...]:
    """Run the proofs of words, and that of width, which speaks first for lines too wide."""
    on = examine(printed)
    return tuple(f for proof in (no_line_sticks_out, *WORD_PROOFS) for f in proof(on))


def test_a_whole_page_has_no_finding() -> None:
    assert found(print_tiny()) == ()


def test_a_removed_word_is_named_with_its_source() -> None:
    lost = FIRST.replace("nine ", "")
    (finding,) = found(print_tiny(html(f"<p>{lost}</p>")))
    assert finding.id == "words.missing"
    assert finding.what == "1 word is missing from the page: “nine”"
    assert (finding.place.edition, finding.place.panel, finding.place.path) == (
        "tiny",
        "one",
        "one.text",
    )
    assert finding.remedy


def test_a_paragraph_printed_twice() -> None:
    (finding,) = found(print_tiny(html(f"<p>{FIRST}</p><p>{FIRST}</p>"), ".panel{height:65pt}"))
    assert finding.id == "words.twice"
    assert finding.place.page == 1


def test_content_that_places_a_paragraph_twice_wants_it_twice() -> None:
    twice = (*SAID[:1], *SAID)
    assert ids(found(print_tiny(pieces=twice))) == {"words.missing"}
    assert found(print_tiny(html(f"<p>{FIRST}</p><p>{FIRST}</p>"), pieces=twice)) == ()


def test_two_paragraphs_swapped() -> None:
    swapped = html(f"<p>{SECOND}</p><p>{FIRST}</p>", "")
    pieces = (said(FIRST), said(SECOND))
    assert "words.order" in ids(found(print_tiny(swapped, pieces=pieces)))
    straight = html(f"<p>{FIRST}</p><p>{SECOND}</p>", "")
    assert found(print_tiny(straight, pieces=pieces)) == ()


def test_a_word_that_nobody_selected() -> None:
    (finding,) = found(print_tiny(html(two=f"<p>{SECOND} Buy now!</p>")))
    assert finding.id == "words.extra"
    assert "Buy now!" in finding.what


@pytest.mark.parametrize(
    ("how", "style"),
    [
        ("white on white", ".one p { color: #fff }"),
        ("the colour of its plate", ".one { background: #123456; color: #123456 }"),
        ("nearly the colour of its ground", ".one { background: #eee; color: #fafafa }"),
        ("transparent", ".one p { opacity: 0 }"),
        ("clipped by its box", ".one p { height: 8pt; overflow: hidden }"),
        ("clipped at the side", ".one p { width: 60pt; white-space: nowrap; overflow: hidden }"),
    ],
)
def test_text_that_is_there_but_cannot_be_seen(how: str, style: str) -> None:
    findings = found(print_tiny(style=style))
    assert ids(findings) & {"words.hidden", "words.missing", "fit.too-wide"}, how
    assert all(f.place.panel == "one" for f in findings), how


def test_text_covered_by_a_plate() -> None:
    plate = '<div style="position:absolute;left:0;top:0;width:200pt;height:20pt;background:#fff">'
    (finding,) = found(print_tiny(html(after=f"{plate}</div>")))
    assert finding.id == "words.hidden"
    assert finding.what.startswith("“The first panel holds")


def test_a_plate_under_the_text_hides_nothing() -> None:
    style = ".one { background: #123456; color: #fff }"
    assert found(print_tiny(style=style)) == ()


@pytest.mark.parametrize(
    ("how", "style"),
    [
        ("to the left", ".one { left: -400pt }"),
        ("to the right", ".one p { margin-left: 300pt; white-space: nowrap }"),
        ("above", ".one { top: -200pt }"),
        ("half across the edge", ".one { left: 150pt; width: 50pt; white-space: nowrap }"),
    ],
)
def test_text_off_the_page(how: str, style: str) -> None:
    wrong = {"words.outside", "words.missing", "fit.too-wide"}
    assert ids(found(print_tiny(style=style))) & wrong, how


def test_text_the_engine_drops_from_an_absolute_box() -> None:
    many = " ".join(f"word{n}" for n in range(200))
    printed = print_tiny(html(two=f"<p>{many}</p>"), pieces=(SAID[0], said(many, "two")))
    findings = proven(every_word_is_there, printed)
    assert ids(findings) == {"words.missing"}, "the engine itself reports nothing"
    assert printed.log == ()


def test_text_in_the_wrong_panel() -> None:
    moved = html(f"<p>{FIRST} {SECOND}</p>", "")
    assert ids(found(print_tiny(moved))) == {"words.outside"}


def test_words_that_run_together_and_words_torn_apart() -> None:
    together = html(f"<p>{FIRST}</p>".replace("nine words", "ninewords"))
    assert ids(found(print_tiny(together))) == {"words.run-together"}
    torn = html(f"<p>{FIRST}</p>".replace("words", "wor ds"))
    assert ids(found(print_tiny(torn))) == {"words.torn"}


RAISED = "<sup style='font-size:68%;line-height:0;vertical-align:.42em'>{}</sup>"


@pytest.mark.parametrize("around", ["{}", "<strong>{}</strong>", "<a href='tel:1'>{}</a>"])
@pytest.mark.parametrize("font", ["12pt 'Source Sans Pro'", "30pt Spectral"])
def test_a_raised_mark_is_no_tear_whatever_it_follows(around: str, font: str) -> None:
    """Thin signs have white on both sides; before a small one PDFium takes that for a space."""
    pairs = [
        (word, mark)
        for word in ("drive.", "9", "1", "l", "I", "i!", "“so”", "f)", "’", "W", "T")
        for mark in ("1", "4", "7", "1,2", "10,11")
    ]
    words = " ".join(word + mark for word, mark in pairs)
    markup = " ".join(
        f"<span class=whole>{around.format(word)}{RAISED.format(mark)}</span>"
        for word, mark in pairs
    )
    style = f"@page {{ size: 200pt 1000pt }} .one {{ height: 900pt; font: {font} }}"
    style += " .two { top: 930pt } .whole { white-space: nowrap }"
    printed = print_tiny(html(f"<p>{markup}</p>"), style, (said(words), SAID[1]))
    assert proven(every_word_is_there, printed) == ()
    assert proven(words_stand_apart, printed) == ()


@pytest.mark.parametrize(
    "markup",
    [
        f"dri ve.{RAISED.format(1)}",
        f"drive. {RAISED.format(1)}",
        "drive.<span style='margin-left:2pt'>1</span>",
        f"drive.<span style='margin-left:2.5pt'>{RAISED.format(1)}</span>",
        f"dri<strong> ve.</strong>{RAISED.format(1)}",
    ],
)
def test_a_word_torn_beside_a_raised_mark_is_told(markup: str) -> None:
    pieces = (said("a drive.1 b"), SAID[1])
    assert ids(found(print_tiny(html(f"<p>a {markup} b</p>"), pieces=pieces))) == {"words.torn"}


def test_a_page_number_is_not_content_but_must_show() -> None:
    style = "@page { margin: 0 0 25pt; @bottom-right { content: 'p. ' counter(page) } }"
    printed = print_tiny(style=style + ".two { top: 60pt; height: 50pt }")
    assert [folio.text for folio in printed.folios] == ["p. 1"]
    assert found(printed) == ()


@pytest.mark.parametrize(
    ("words", "markup"),
    [
        ("office affairs flows fluff", "office affairs flows fluff"),
        ("“quoted” ‘words’ it’s", "“quoted” ‘words’ it’s"),
        ("raised1,2 note", "raised<sup style='font-size:60%'>1,2</sup> note"),
        ("a line break", "a line<br>break"),
        ("a self-harm-related long-winded end", "a self-harm-related long-winded end"),
        ("24–72 hours—now", "24–72 hours—now"),
        ("blockade → surge", "blockade → surge"),
        ("SPRAVATO® ½ é ñ", "SPRAVATO® ½ é ñ"),
        ("bold inside", "bo<strong>ld</strong> inside"),
        ("no-break space", "no-break&nbsp;space"),
    ],
)
def test_what_a_reader_does_not_notice_is_no_finding(words: str, markup: str) -> None:
    narrow = ".one { width: 70pt } .one p { line-height: 13pt }"
    printed = print_tiny(html(f"<p>{markup}</p>"), narrow, (said(words), SAID[1]))
    assert found(printed) == ()


SOFT = (
    "A Schmerz\u00admittel\u00adunverträg\u00adlichkeit, self-harm, "
    "**electro\u00adencephalo\u00adgraphy** and zero\u200bwidth\u200bspaces here"
)
ADDRESSES = (
    "See https://www.example.org/patients/what-to-expect/visit?lang=en&ref=paper or ask "
    "information-and-appointments.department@very-long-clinic-name.example.org now"
)


def as_printed(source: str, mark: str = "") -> tuple[str, Passage]:
    """Return what a template prints of wording, and the passage that the proofs get."""
    text, markup = render_text(source) + mark, render_html(source, mark)
    passage = Passage("one.text", markup, text, "body", "one")
    return passage.__html__(), passage


@pytest.mark.parametrize("source", [SOFT, ADDRESSES])
@pytest.mark.parametrize("mark", ["", "1,2"])
@pytest.mark.parametrize("width", [75, 90, 120, 180])
def test_words_break_where_their_writer_says(source: str, mark: str, width: int) -> None:
    markup, passage = as_printed(source, mark)
    style = f".one {{ width: {width}pt; height: 400pt }} .two {{ top: 420pt }}"
    style += " @page { size: 200pt 500pt } .whole { white-space: nowrap }"
    style += f"html {{ hyphenate-character: '{PRINTED_HYPHEN}' }}"
    printed = print_tiny(html(f"<p>{markup}</p>"), style, (passage, SAID[1]), height_pt=500)
    assert found(printed) == ()
    on = examine(printed)
    assert on.tags
    heard = normalize_letters(on.tags.root.words)
    assert heard.startswith(normalize_letters(passage.text)), "without a hyphen of ours"


@pytest.mark.parametrize(
    ("printed_as", "id"),
    [
        ("Schmerz-<br>mittel", "words.missing"),  # a hyphen where no mark is
        ("Schmerz<br>mittel", "words.torn"),
        ("https://example.-<br>org/patients/information", "words.missing"),
        ("https://exam<br>ple.org/patients/information", "words.torn"),
    ],
)
def test_a_word_that_breaks_elsewhere_is_told(printed_as: str, id: str) -> None:
    text = printed_as.replace("-<br>", "").replace("<br>", "")
    _, passage = as_printed(text)
    printed = print_tiny(html(f"<p>{printed_as}</p>"), pieces=(passage, SAID[1]))
    assert id in ids(found(printed))


def test_a_word_may_break_across_pages() -> None:
    page = (
        '<html lang="en"><title>Two</title><body><p style="padding-top:70pt">'
        "one two three four five six new/stronger ends</p></body></html>"
    )
    pieces = (said("one two three four five six new/stronger ends", ""),)
    style = (
        "@page { margin: 10pt; size: 150pt 110pt } p { orphans: 1; widows: 1; line-height: 14pt }"
    )
    printed = print_tiny(page, style, pieces, pages=(2, 2), panels=("flow",), flow_panel="flow")
    assert found(printed) == ()


@pytest.mark.parametrize(
    ("how", "one", "style"),
    [
        ("lines over lines", f"<p>{FIRST} {FIRST} {FIRST}</p>", ".one p { line-height: 5pt }"),
        ("a box of fixed height", f"<p>{FIRST} {FIRST}</p><p>{FIRST}</p>", "p { height: 15pt }"),
        ("a paragraph pulled up", f"<p>{FIRST}</p><p>{FIRST} </p>", "p + p { margin-top: -26pt }"),
    ],
)
def test_text_printed_over_text(how: str, one: str, style: str) -> None:
    times = one.count(FIRST)
    printed = print_tiny(html(one), style, (*[said(FIRST)] * times, SAID[1]))
    assert "words.overlap" in ids(found(printed)), how


def test_a_tight_heading_is_no_overlap() -> None:
    style = ".one p { font: 600 20pt/20pt Spectral }"
    one = "Fog gypsum fjords"
    assert found(print_tiny(html(f"<p>{one}</p>"), style, (said(one), SAID[1]))) == ()


@pytest.mark.parametrize(
    "drawing",
    [
        ".one p { background: linear-gradient(90deg, #fff 50%, #cde 50%) }",
        ".one::after { content: ''; position: absolute; top: 8pt; width: 90pt; height: 1pt;"
        " left: 0; background: #789; z-index: -1 }",
    ],
)
def test_text_on_a_drawing(drawing: str) -> None:
    assert "words.ground" in ids(found(print_tiny(style=drawing)))


def test_what_follows_from_a_full_panel_is_not_told_again() -> None:
    """What runs past the panel is outside it; that it holds too much is said by another proof."""
    long = " ".join([FIRST] * 3)
    printed = print_tiny(html(f"<p>{long}</p>"), ".one { height: 32pt }", (said(long), SAID[1]))
    assert printed.panels[0].over_pt > 0
    assert found(printed) == ()


@pytest.mark.parametrize(
    ("gap", "sizes", "more", "together"),
    [
        (2.75, (20, 20), {}, True),
        (3, (20, 20), {}, False),
        (1.25, (20, 8), {}, False),  # the smaller of both types counts
        (1, (8, 20), {}, True),
        (0, (20, 20), {"after_space": True}, False),
        (-9, (20, 20), {}, True),  # over the one before
        (-10, (20, 20), {}, True),
        (-10.25, (20, 20), {}, False),  # on a new line
        (0, (20, 20), {"page": 2}, False),
        (0, (20, 20), {"top": 0}, True),  # raised
        (0, (20, 20), {"top": -0.25}, False),  # in a new column
    ],
)
def test_how_near_to_each_other_words_stand(
    gap: float, sizes: tuple[float, float], more: dict[str, float], together: bool
) -> None:
    """The first stands from 10 to 20 pt; the second is 10 pt high."""
    pieces, top = (said("one"), said("two", "two")), more.pop("top", 40)
    page, left = int(more.pop("page", 1)), 20 + gap
    words = (
        word("one", Rect(10, 40, 20, 50), pieces[0], size_pt=sizes[0], after_space=True),
        Word(
            "two",
            (
                letters(
                    "two",
                    Rect(left, top, left + 9, top + 10),
                    page,
                    sizes[1],
                    **{"after_space": False, **more},
                ),
            ),
            pieces[1],
        ),
    )
    found = words_stand_apart(examined(words, (blank_page(), blank_page())))
    assert [f.what for f in found] == ["“one” and “two” run together"] * together


@pytest.mark.parametrize(
    ("gap", "space", "torn"),
    [(3, False, False), (3.25, False, True), (2, True, False), (2.25, True, True)],
)
def test_how_far_letters_of_a_word_stand_apart(gap: float, space: bool, torn: bool) -> None:
    """A tear is told once, however often the word is torn."""
    places = [Rect(left, 10, left + 5, 20) for left in (10, 15 + gap, 20 + 2 * gap)]
    spread = tuple(letters("x", box, size_pt=20, after_space=space) for box in places)
    found = words_stand_apart(examined((Word("xxx", spread, said("xxx"), "xxx"),)))
    assert [f.what for f in found] == ["“xxx” is torn apart"] * torn


@pytest.mark.parametrize(
    ("left", "top", "over"), [(29, 10, True), (29.5, 10, False), (11, 19, True), (11, 19.5, False)]
)
def test_both_words_that_lie_over_each_other_are_told(left: float, top: float, over: bool) -> None:
    """A letter of the same word may reach into it, as the arm of an f does."""
    pieces = said("one"), said("two", "two")
    first = letters("o", Rect(10, 10, 30, 20)), letters("ne", Rect(12, 10, 30, 20))
    words = (
        Word("one", first, pieces[0]),
        word("two", Rect(left, top, left + 60, top + 30), pieces[1]),
    )
    found = words_do_not_overlap(examined(words))
    assert [f.place.panel for f in found] == ["one", "two"] * over


def test_what_fell_off_a_full_panel_is_told_once_and_of_others_each() -> None:
    lost = [Missing(said(text, name), tuple(text.split())) for text, name in (
        ("one two", "one"), ("three", "one"), ("four", "two"), ("five", "two"),
    )]  # fmt: skip
    full = replace(panel("one", Rect(10, 10, 90, 50)), over_pt=9.0)
    on = examined(missing=tuple(lost), panels=(full, panel("two", Rect(10, 60, 90, 90))))
    assert [(f.what, f.place.page, f.place.path) for f in every_word_is_there(on)] == [
        ("1 word is missing from the page: “four”", 0, "two.text"),
        ("1 word is missing from the page: “five”", 0, "two.text"),
        ("3 words fell off the page: “one two three”", 0, "one.text"),
    ]


@pytest.mark.parametrize(
    ("text", "id"),
    [("one", "words.extra"), ("four", "words.twice"), ("Buy now", "words.extra")],
)
def test_what_nobody_said_there_is_told_where_it_begins(text: str, id: str) -> None:
    """It runs on to the next page. Three letters stand in other wording by chance."""
    run = (
        word(text, Rect(10, 20, 40, 30), page=2),
        word("", Rect(50, 20, 90, 30), page=2),
        word("", Rect(0, 0, 200, 150), page=3),
    )
    on = examined(
        pages=[blank_page()] * 3, extra=(run,), passages=(said("four one"), said("else", "two"))
    )
    (found,) = every_word_is_there(on)
    assert (found.id, found.place.page, found.place.box) == (id, 2, Rect(10, 20, 90, 30))


@pytest.mark.parametrize(
    ("name", "page", "box", "outside"),
    [
        ("one", 1, (9.5, 9.5, 90.5, 60.5), False),
        ("one", 1, (9.25, 10, 90, 60), True),
        ("one", 1, (10, 10, 90.75, 60), True),
        ("one", 2, (10, 10, 90, 60), True),  # it stands on page 1 alone
        ("two", 1, (20, 10, 90, 60), True),
        ("two", 1, (190, 70, 200.5, 80), False),
        ("two", 1, (190, 70, 200.75, 80), True),  # off the page, in a panel that is too
        ("flow", 1, (0, 0, 200, 150), False),
        ("flow", 2, (0, 0, 200, 150.75), True),
        ("", 1, (0, -0.5, 200, 150), False),
    ],
)
def test_where_the_words_of_a_panel_may_stand(
    name: str, page: int, box: tuple[float, ...], outside: bool
) -> None:
    panels = panel("one", Rect(10, 10, 90, 60)), panel("two", Rect(10, 70, 210, 120))
    on = examined(
        [word("you", Rect(*box), said("you", name), page)], [blank_page()] * 2, panels=panels
    )
    found = words_stay_in_their_panel(on)
    assert [(f.what, f.place.page) for f in found] == [
        ("“you” stands outside its panel", page)
    ] * outside
