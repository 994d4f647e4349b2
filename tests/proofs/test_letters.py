"""Type as printed: its size, its font, its shapes."""

from dataclasses import replace
from typing import Any

import pytest

from brochure.base.geometry import Rect
from brochure.proofs.alignment import Word
from brochure.proofs.examined import Examined, examine
from brochure.proofs.fit import engine_has_no_complaint
from brochure.proofs.letters import (
    fonts_are_ours_and_embedded,
    measure_sizes,
    type_is_large_enough,
    type_stands_upright,
)
from brochure.reading.reading import FontUse, Reading
from tests.placed import examined, letters, word
from tests.tiny import FIRST, SAID, SECOND, TINY, html, ids, print_tiny, proven, said


def test_a_good_page_has_no_finding() -> None:
    printed = print_tiny()
    for proof in (type_is_large_enough, type_stands_upright, fonts_are_ours_and_embedded):
        assert proven(proof, printed) == ()


@pytest.mark.parametrize(
    "style",
    [".one p { font-size: 11.5pt }", ".one p { transform: scale(.9); transform-origin: 0 0 }"],
)
def test_body_type_below_its_floor(style: str) -> None:
    (finding,) = proven(type_is_large_enough, print_tiny(style=style))
    assert finding.id == "type.too-small"
    assert "body type is at least 12 pt" in finding.what
    assert (finding.place.path, finding.place.panel, finding.place.page) == ("one.text", "one", 1)


def test_small_capitals_and_superiors_are_as_small_as_they_look() -> None:
    style = '.one p { font-feature-settings: "sups" }'
    assert ids(proven(type_is_large_enough, print_tiny(style=style))) == {"type.too-small"}


def test_each_role_has_its_own_floor() -> None:
    style = ".one p { font-size: 10pt } .two p { font-size: 8pt }"
    pieces = (said(FIRST, "one", "secondary"), said(SECOND, "two", "fine"))
    assert proven(type_is_large_enough, print_tiny(style=style, pieces=pieces)) == ()
    assert len(proven(type_is_large_enough, print_tiny(style=style))) == 2


def test_a_raised_mark_counts_with_its_line_but_small_digits_on_the_line_do_not() -> None:
    pieces = (said("it works.3 and on"), SAID[1])
    raised = html("<p>it works.<sup style='font-size:8.2pt;line-height:0'>3</sup> and on</p>")
    assert proven(type_is_large_enough, print_tiny(raised, pieces=pieces)) == ()
    low = html("<p>it works.<span style='font-size:8.2pt'>3</span> and on</p>")
    assert ids(proven(type_is_large_enough, print_tiny(low, pieces=pieces))) == {"type.too-small"}
    tiny = html("<p>it works.<sup style='font-size:5pt;line-height:0'>3</sup> and on</p>")
    assert ids(proven(type_is_large_enough, print_tiny(tiny, pieces=pieces))) == {"type.too-small"}


def test_an_edition_may_ask_for_marks_as_large_as_its_type() -> None:
    pieces = (said("it works.3 and on"), SAID[1])
    page = html("<p>it works.<sup>3</sup> and on</p>")
    style = "sup { font-size: 8.2pt; line-height: 0 }"
    large: dict[str, Any] = {"pieces": pieces, "mark_floor_pt": 12}
    assert ids(proven(type_is_large_enough, print_tiny(page, style, **large)))
    assert proven(type_is_large_enough, print_tiny(page, "sup { font-size: 1em }", **large)) == ()


@pytest.mark.parametrize(("size", "small"), [("8pt", False), ("7pt", True)])
def test_a_page_number_is_type_too(size: str, small: bool) -> None:
    margin = f"@page {{ margin: 0 0 25pt; @bottom-left {{ content: counter(page); font-size: {size}"
    findings = proven(type_is_large_enough, print_tiny(style=f"{margin} }} }}"))
    assert ids(findings) == ({"type.too-small"} if small else set())


def test_sizes_are_measured_as_printed() -> None:
    printed = print_tiny(style=".two p { font-size: 14pt }")
    assert measure_sizes(examine(printed)) == (("body", 12.0, 14.0),)


def test_a_family_that_is_not_declared() -> None:
    printed = print_tiny(style=".one p { font-family: Spectral }", families=("Source Sans Pro",))
    (finding,) = proven(fonts_are_ours_and_embedded, printed)
    assert finding.id == "fonts.foreign"
    assert "Spectral" in finding.what


def test_a_missing_family_falls_back_and_is_found() -> None:
    """The engine takes another of our fonts and says nothing; the declared family is not used."""
    printed = print_tiny(style="body { font-family: Nowhere }", families=("Spectral",))
    assert ids(proven(fonts_are_ours_and_embedded, printed)) == {"fonts.foreign"}


def test_a_font_that_is_not_embedded() -> None:
    on = examine(print_tiny())
    page = replace(on.reading.pages[0], fonts=(FontUse("SourceSansPro", False),))
    loose = Examined(on.printed, Reading((page,)), on.alignment)
    assert ids(fonts_are_ours_and_embedded(loose)) == {"fonts.not-embedded"}


@pytest.mark.parametrize(
    "turned",
    ["rotate(180deg)", "scaleX(-1)", "scaleX(.4)", "rotate(4deg)", "skewX(12deg)", "scaleY(-1)"],
)
def test_type_that_is_turned_mirrored_or_squeezed(turned: str) -> None:
    printed = print_tiny(style=f".one {{ transform: {turned} }}")
    assert ids(proven(type_stands_upright, printed)) == {"type.upright"}


@pytest.mark.parametrize("strange", ["ж漢", "🙂", "✓☃"])
def test_a_character_without_a_shape(strange: str) -> None:
    printed = print_tiny(html(f"<p>{FIRST} {strange}</p>"), pieces=(said(f"{FIRST} {strange}"),))
    (finding,) = proven(engine_has_no_complaint, printed)
    assert finding.id == "engine.warning"
    assert "glyph" in finding.what


@pytest.mark.parametrize(
    ("sign", "size_pt", "box", "told"),
    [
        ("3", 13, (10, 20, 15, 36.75), 20),  # a raised mark counts as its line
        ("3", 13, (10, 20, 15, 37), 13),
        ("3", 12.75, (10, 20, 15, 36.75), 12.75),
        ("–", 13, (10, 20, 15, 36.75), 20),
        ("k", 13, (10, 20, 15, 36.75), 13),
        ("3", 20, (10, 20, 15, 36.75), 20),
        ("x", 20, (10, 31.8, 15, 40), 20),  # as high as an x is
        ("x", 20, (10, 35.9, 15, 40), 10),
        ("x", 12, (10, 20, 15, 40), 12),
    ],
)
@pytest.mark.parametrize("floor_pt", [0, 14])
def test_how_large_a_mark_counts(
    sign: str, size_pt: float, box: tuple[float, ...], told: float, floor_pt: float
) -> None:
    """It stands in a word of 20 pt, whose line is at 40; an edition may ask for larger marks."""
    line = letters("k", Rect(0, 20, 10, 40), size_pt=20)
    word = Word(f"k{sign}", (line, letters(sign, Rect(*box), size_pt=size_pt)), said("k", "one"))
    on = examined([word], edition=replace(TINY, mark_floor_pt=floor_pt))
    ((role, least, greatest),) = measure_sizes(on)
    assert role == "body" and least == greatest
    wanted = size_pt if told == 20 and size_pt < floor_pt else told
    assert least == pytest.approx(wanted)


def test_the_sizes_of_each_role_from_the_least_to_the_greatest() -> None:
    body, fine = said("a"), said("b", role="fine")
    box = Rect(0, 20, 10, 40)
    words = [
        word("k", box, said, size_pt=size) for said, size in ((body, 12), (fine, 8), (body, 20))
    ]
    assert measure_sizes(examined(words)) == (("body", 12, 20), ("fine", 8, 8))


def test_the_first_small_word_of_each_wording_is_told() -> None:
    pieces = said("a", "one"), said("b", "two")
    box = Rect(0, 20, 10, 40)
    words = [
        word("k", box, pieces[n], size_pt=size) for n, size in ((0, 12), (0, 9), (0, 8), (1, 7))
    ]
    found = type_is_large_enough(examined(words))
    assert [f.what.partition(";")[0] for f in found] == [
        "“k” is set in 9 pt",
        "“k” is set in 7 pt",
    ]


def test_the_first_slanted_word_of_each_wording_is_told() -> None:
    pieces, box = (said("a", "one"), said("b", "two")), Rect(0, 20, 10, 40)
    words = [
        word(text, box, pieces[n], upright=upright)
        for text, n, upright in (("a", 0, True), ("b", 0, False), ("c", 0, False), ("d", 1, False))
    ]
    found = type_stands_upright(examined(words))
    assert [(f.what, f.place.path) for f in found] == [
        ("“b” is turned, mirrored or squeezed", "one.text"),
        ("“d” is turned, mirrored or squeezed", "two.text"),
    ]
