"""Does it fit: overfull panels, lines too wide, unsafe margins, folds, and a complaining engine."""

import pickle
from dataclasses import replace
from typing import Any

import pytest
from markupsafe import Markup

from brochure.base.errors import RefusedError
from brochure.base.geometry import Rect
from brochure.base.qr import draw_qr_code
from brochure.layout.printed import Mark, Printed, PrintedPicture
from brochure.markup.render import data_url
from brochure.proofs.fit import (
    engine_has_no_complaint,
    every_panel_is_there_and_apart,
    no_line_sticks_out,
    text_fits_its_panel,
    text_keeps_clear_of_trim_and_folds,
    things_keep_clear_of_trim_and_folds,
)
from brochure.selection.passage import Passage
from brochure.selection.selected import Inventory, PlacedPicture
from tests.placed import blank_page, examined, word
from tests.tiny import FIRST, SAID, TINY, html, ids, print_tiny, proven, said

LONG = " ".join(["ten letters"] * 20)


def test_a_good_page_has_no_finding() -> None:
    printed = print_tiny()
    for proof in (text_fits_its_panel, no_line_sticks_out, engine_has_no_complaint):
        assert proven(proof, printed) == ()
    assert proven(text_keeps_clear_of_trim_and_folds, printed) == ()


@pytest.mark.parametrize(("height_pt", "over_pt"), [(52.0, 8.0), (40.0, 20.0), (59.5, 0.5)])
def test_an_overfull_panel_is_measured_in_points(height_pt: float, over_pt: float) -> None:
    lines = "<p>one</p><p>two</p><p>three</p><p>four</p>"
    printed = print_tiny(html(lines), f".one {{ height: {height_pt}pt }}")
    panel = next(p for p in printed.panels if p.name == "one")
    assert panel.over_pt == pytest.approx(over_pt, abs=0.01)
    assert panel.used_pt == pytest.approx(60, abs=0.01)


def test_an_overfull_panel_says_what_to_cut_and_where_there_is_room() -> None:
    pieces = (said(LONG), said("six words in a short line", "two"))
    text = f'<p><span data-src="one.text">{LONG}</span></p>'
    printed = print_tiny(html(text, "<p>six words in a short line</p>"), "", pieces)
    (finding,) = proven(text_fits_its_panel, printed)
    panel = printed.panels[0]
    assert finding.id == "fit.overfull"
    assert finding.what == f"{panel.words_over} words too many"
    assert 0 < panel.words_over < panel.words == 40
    assert finding.place.path == "one.text"
    assert finding.remedy == f"Cut {panel.words_over} words anywhere in this panel."
    assert f"holds {40 - panel.words_over} words at 12 pt; this has 40" in finding.detail[0]


@pytest.mark.parametrize(
    ("height_pt", "told"), [(40, "from “three own words”"), (52, "after “three own words”")]
)
def test_the_words_that_are_quoted_are_content_and_not_the_control_line(
    height_pt: int, told: str
) -> None:
    """Where the control line alone does not fit, the last words before it are named."""
    own = "<p>one</p><p>two</p><p><span data-src='one.text'>three own words</span></p>"
    page = html(f'{own}<div class="control"><p>Number A-1</p></div>')
    (finding,) = proven(text_fits_its_panel, print_tiny(page, f".one {{ height: {height_pt}pt }}"))
    assert finding.detail[0].endswith(f"{told}.")
    assert finding.place.path == "one.text"


def test_a_picture_that_does_not_fit_is_told_by_the_words_before_it() -> None:
    said_before = "<p><span data-src='one.text'>three own words</span></p>"
    code = '<div data-mark="code" style="height: 60pt"></div>'
    (finding,) = proven(text_fits_its_panel, print_tiny(html(f"{said_before}{code}")))
    assert (finding.what, finding.place.path) == ("15 pt too much", "one.text")
    assert finding.detail[0].endswith("15 pt over, after “three own words”.")


def test_a_heading_that_runs_in_keeps_its_space_where_a_line_is_quoted() -> None:
    """Its margin alone sets it apart; letters beside each other, and signs, stay one word."""
    style = ".one { height: 10pt } b { margin-right: 4pt }"
    printed = print_tiny(html("<p><b>Other risks</b><i>High</i>er <u>up</u>, too</p>"), style)
    assert printed.panels[0].first_over == "Other risks Higher up, too"
    assert printed.panels[0].words == 5


def test_a_full_panel_is_no_finding_but_one_line_more_is() -> None:
    four = "<p>one</p>" * 4
    assert proven(text_fits_its_panel, print_tiny(html(four))) == ()
    (finding,) = proven(text_fits_its_panel, print_tiny(html(four + "<p>one</p>")))
    assert finding.what == "1 word too many"
    assert finding.remedy.startswith("Cut 1 word anywhere")


def test_a_picture_a_rule_and_a_plate_count_but_decoration_does_not() -> None:
    for tall in ("background:#eee;height:70pt", "border-bottom:1pt solid;padding-bottom:65pt"):
        printed = print_tiny(html(f'<div style="{tall}">x</div>'))
        assert printed.panels[0].over_pt > 5, tall
    deco = '<div class="deco" data-deco></div>'
    style = ".deco { position: absolute; top: 0; height: 90pt; width: 9pt; background: #eee }"
    assert print_tiny(html(f"{deco}<p>{FIRST}</p>"), style).panels[0].over_pt == 0
    counted = html(f"{deco.replace(' data-deco', '')}<p>{FIRST}</p>")
    assert print_tiny(counted, style).panels[0].over_pt == 30


def test_free_words_are_counted_in_whole_lines() -> None:
    printed = print_tiny(html("<p>one two three four five six seven eight nine ten</p>"))
    one = printed.panels[0]
    assert one.used_pt < one.room_pt
    assert 0 < one.words_free < 40
    assert print_tiny(html("<p>one</p>" * 4)).panels[0].words_free == 0


def test_a_line_that_sticks_out_sideways() -> None:
    endless = "w" * 60
    printed = print_tiny(html(f'<p><span data-src="one.text">{endless}</span></p>'))
    (finding,) = proven(no_line_sticks_out, printed)
    assert finding.id == "fit.too-wide"
    assert finding.place.path == "one.text"
    assert endless[:50] in finding.what


def test_a_large_letter_may_reach_out_of_its_box() -> None:
    """A title of 40 pt may stand up to 2 pt nearer, as the tail of a y does."""
    page = html('<p class="title">you</p>')
    for left_pt, good in ((9, True), (7.5, False)):
        style = f".one {{ left: {left_pt}pt }} .title {{ font-size: 40pt; line-height: 40pt }}"
        printed = print_tiny(page, style, (said("you"),), safe_pt=10)
        assert (proven(text_keeps_clear_of_trim_and_folds, printed) == ()) is good


@pytest.mark.parametrize(
    ("style", "edge"),
    [
        (".one { left: 3pt }", "left trim"),
        (".one { left: 17pt; text-align: right }", "right trim"),
        (".one { top: 1pt }", "top trim"),
        (".two { top: 88pt; padding-top: 44pt }", "bottom trim"),
    ],
)
def test_text_too_close_to_the_trim(style: str, edge: str) -> None:
    findings = proven(text_keeps_clear_of_trim_and_folds, print_tiny(style=style))
    assert ids(findings) == {"fit.unsafe"}
    assert any(edge in f.what and "less than 8 pt" in f.what for f in findings)


def test_text_too_close_to_a_fold_or_across_it() -> None:
    folded = print_tiny(folds_pt=((60.0,),))
    findings = proven(text_keeps_clear_of_trim_and_folds, folded)
    assert any("0.0 pt from the fold" in f.what for f in findings)
    clear = print_tiny(html("<p>abc</p>", "<p>abc</p>"), "", SAID, folds_pt=((120.0,),))
    assert proven(text_keeps_clear_of_trim_and_folds, clear) == ()


def with_a_code(style: str, **declared: Any) -> Printed:
    """Return a page with a QR code of 60 pt between the panels."""
    address = "https://example.org"
    code = f'<img class="code" data-mark="code" src="{data_url(draw_qr_code(address))}">'
    place = ".code { position: absolute; left: 70pt; top: 40pt; width: 60pt }"
    things = Inventory(codes=(address,))
    return print_tiny(html(after=code), place + style, things=things, **declared)


@pytest.mark.parametrize(
    ("style", "edge"),
    [
        ("", ""),
        (".code { left: 2.5pt }", ""),
        (".code { left: 0 }", "7.3 pt from the left trim"),
        (".code { left: 138pt }", ""),
        (".code { left: 144pt }", "3.3 pt from the right trim"),
        (".code { top: 92pt }", "5.3 pt from the bottom trim"),
        (".code { left: 25pt }", "0.0 pt from the fold"),
        (".code { left: 60pt }", "7.3 pt from the fold"),
    ],
)
def test_a_code_too_close_to_the_trim_or_a_fold(style: str, edge: str) -> None:
    """Its white does not count: in that, a fold does no harm."""
    folds = ((60.0,),) if "fold" in edge else ()
    found = proven(things_keep_clear_of_trim_and_folds, with_a_code(style, folds_pt=folds))
    assert [f.id for f in found] == (["things.unsafe"] if edge else [])
    assert all(f"a QR code stands {edge}" in f.what for f in found)


@pytest.mark.parametrize(
    ("left_pt", "fold_pt", "good"),
    [(0, 0, True), (3, 0, False), (80, 80, True), (20, 80, True), (85, 80, False), (50, 80, False)],
)
def test_a_figure_at_an_edge_is_background_or_too_close(
    left_pt: float, fold_pt: float, good: bool
) -> None:
    """It may run to the trim or end on a fold; it may not stand beside either, or across."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    )
    figure = f'<img class="drawn" data-mark="figure" src="{data_url(drawing)}">'
    style = f".drawn {{ position: absolute; top: 40pt; left: {left_pt}pt; width: 60pt }}"
    printed = print_tiny(html(after=figure), style, folds_pt=((fold_pt,) if fold_pt else (),))
    assert (proven(things_keep_clear_of_trim_and_folds, printed) == ()) is good


@pytest.mark.parametrize(
    ("style", "said_of_it"),
    [
        ("p { colour: red }", "colour"),
        ("p { width: red }", "invalid value"),
        ("@page :nowhere { margin: 0 }", "nowhere"),
    ],
)
def test_what_the_engine_complains_of_is_a_finding(style: str, said_of_it: str) -> None:
    findings = proven(engine_has_no_complaint, print_tiny(style=style))
    assert ids(findings) == {"engine.warning"}
    assert any(said_of_it in f.what.lower() for f in findings)


@pytest.mark.parametrize("address", ["../images/none.png", "https://example.org/a.png"])
def test_an_image_that_cannot_be_had_ends_the_layout(address: str) -> None:
    page = html(f'<p>{FIRST}</p><img src="{address}" alt="none">')
    with pytest.raises(RefusedError) as refused:
        print_tiny(page)
    assert len(refused.value.each) == 1 and address.strip("./") in refused.value.message
    again = pickle.loads(pickle.dumps(refused.value))
    assert again.message == refused.value.message and again.each[0].hint == refused.value.hint


def test_a_panel_that_is_not_named_twice_or_lies_over_another() -> None:
    assert proven(every_panel_is_there_and_apart, print_tiny()) == ()
    unnamed = html().replace('data-panel="one"', "")
    (finding,) = proven(every_panel_is_there_and_apart, print_tiny(unnamed))
    assert finding.what == "the panel one stands in the file 0 times"
    twice = html().replace('data-panel="two"', 'data-panel="one"')
    whats = [f.what for f in proven(every_panel_is_there_and_apart, print_tiny(twice))]
    assert whats[:1] == ["the panel one stands in the file 2 times"]
    over = print_tiny(style=".two { top: 40pt }")
    (finding,) = proven(every_panel_is_there_and_apart, over)
    assert finding.what == "the panels one and two lie over each other"


@pytest.mark.parametrize(
    ("word", "times", "style"), [("w" * 60, 1, ""), ("ten letters ", 60, ".one { height: 20pt }")]
)
@pytest.mark.parametrize("panel", ["one", "two"])
def test_a_name_without_room_beside_a_logo_names_the_logo(
    word: str, times: int, style: str, panel: str
) -> None:
    text = f'<p><span data-src="clinic.short_name">{word * times}</span></p>'
    printed = print_tiny(html(text), style, logo_panel=panel)
    logo = Mark("picture", 1, Rect(0, 0, 30, 30), path="brand.logo.file")
    proof = text_fits_its_panel if style else no_line_sticks_out
    (bare,) = proven(proof, printed)
    (beside,) = proven(proof, replace(printed, marks=(*printed.marks, logo)))
    assert "logo" not in bare.remedy
    assert beside.remedy.startswith(bare.remedy)
    assert ("The logo beside it" in beside.remedy) is (panel == "one")


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("(555) 555-0100", "Write it shorter: a telephone number, for one, stands on one line."),
        ("eleven-12-x", "Write it shorter:"),
        ("(twelve-123-x),", "Shorten it, or "),
        ("of twelve-123-x letters", "Shorten it, or "),
        ("", "Write it shorter:"),
    ],
)
def test_how_a_line_that_is_too_wide_is_made_narrower(line: str, remedy: str) -> None:
    printed = print_tiny()
    wide = replace(printed.panels[0], wide=((line, 9.0, "one.text"),))
    (found,) = proven(no_line_sticks_out, replace(printed, panels=(wide,)))
    assert found.remedy.startswith(remedy)


@pytest.mark.parametrize(("columns", "told"), [(2, 3), (3, 1)])
def test_a_table_of_several_columns_is_told_once(columns: int, told: int) -> None:
    """One of two columns is as narrow as wording that is too wide; so each is told."""
    heads = [Passage(f"t.columns[{n}].text", Markup("x"), "x") for n in range(columns)]
    other = Passage("u.columns[9].text", Markup("x"), "x")
    printed = print_tiny(pieces=(*heads, other, *SAID))
    lines = ("t.columns[0].text", "t.rows[0].label.text", "t.rows[1].cells[0].text")
    wide = replace(printed.panels[0], wide=tuple((f"line {path}", 9.0, path) for path in lines))
    found = proven(no_line_sticks_out, replace(printed, panels=(wide,)))
    assert [f.place.path for f in found] == list(lines)[:told]
    if told == 1:
        assert found[0].what.startswith("the table is 9 pt too wide: “line t.columns[0].text”")
        assert found[0].remedy.startswith("It has 3 columns: leave one out")


Sides = tuple[float, float, float, float]
FOLDED = replace(TINY, folds_pt=((), (100.0,)))  # page 2; within 8 pt it is not safe


@pytest.mark.parametrize(
    ("box", "edge"),
    [
        ((6, 20, 90, 60), ""),
        ((5.75, 20, 90, 60), "5.8 pt from the left trim"),
        ((110, 20, 194, 60), ""),
        ((110, 20, 194.25, 60), "5.8 pt from the right trim"),
        ((20, 6, 90, 60), ""),
        ((20, 5.75, 90, 60), "5.8 pt from the top trim"),
        ((20, 60, 90, 144), ""),
        ((20, 60, 90, 144.25), "5.8 pt from the bottom trim"),
        ((20, 20, 94, 60), ""),
        ((20, 20, 94.25, 60), "5.8 pt from the fold"),
        ((106, 20, 120, 60), ""),
        ((105.75, 20, 120, 60), "5.8 pt from the fold"),
        ((99.75, 20, 120, 60), "0.0 pt from the fold"),
        ((1, 1, 120, 60), "1.0 pt from the left trim"),  # told once
    ],
)
def test_how_near_to_an_edge_words_may_stand(box: Sides, edge: str) -> None:
    """Type of 40 pt may reach out by 2 pt."""
    on = examined(
        [word("you", Rect(*box), said("you"), 2, size_pt=40)], [blank_page()] * 2, edition=FOLDED
    )
    found = text_keeps_clear_of_trim_and_folds(on)
    assert [f.what for f in found] == [f"“you” stands {edge}, less than 8 pt"] * bool(edge)
    flat = replace(
        on, printed=replace(on.printed, variant=replace(on.printed.variant, edition=TINY))
    )
    assert len(text_keeps_clear_of_trim_and_folds(flat)) == ("trim" in edge)


def test_the_nearest_of_words_that_stand_too_near_is_told() -> None:
    passage = said("one two three")
    boxes = {"one": (7, 20, 60, 30), "two": (2, 40, 60, 50), "three": (5, 60, 60, 70)}
    words = [word(text, Rect(*box), passage) for text, box in boxes.items()]
    (found,) = text_keeps_clear_of_trim_and_folds(examined(words))
    assert found.what == "“one two three” stands 2.0 pt from the left trim, less than 8 pt"


@pytest.mark.parametrize(
    ("kind", "path", "box", "edge"),
    [
        ("line", "", (7.5, 20, 60, 30), ""),
        ("line", "", (7.25, 20, 60, 30), "ruled line stands 7.2 pt from the left trim"),
        ("line", "", (-2, 20, 60, 30), "ruled line stands 0.0 pt from the left trim"),
        ("checkbox", "", (20, 20, 92.75, 30), "checkbox stands 7.2 pt from the fold"),
        ("figure", "", (0.5, 20, 60, 30), ""),  # ground
        ("figure", "", (0.75, 20, 60, 30), "figure stands 0.8 pt from the left trim"),
        ("figure", "", (20, 20, 60, 149.5), ""),
        ("figure", "", (20, 20, 99.5, 30), ""),
        ("figure", "", (20, 20, 99.25, 30), "figure stands 0.8 pt from the fold"),
        ("figure", "", (100.5, 20, 150, 30), ""),
        ("figure", "", (100.75, 20, 150, 30), "figure stands 0.8 pt from the fold"),
        ("picture", "cover.file", (0, 20, 60, 30), ""),
        ("picture", "logo.file", (0, 20, 60, 30), "picture stands 0.0 pt from the left trim"),
        ("picture", "cover.file", (4, 20, 60, 30), "picture stands 4.0 pt from the left trim"),
    ],
)
def test_how_near_to_an_edge_things_may_stand(kind: str, path: str, box: Sides, edge: str) -> None:
    pictures = [
        PrintedPicture(PlacedPicture(f"{panel}.file", "a.png", panel))
        for panel in ("cover", "logo")
    ]
    on = examined(
        *((), [blank_page()] * 2),
        edition=replace(FOLDED, cover_panel="cover"),
        pictures=tuple(pictures),
        marks=(Mark(kind, 2, Rect(*box), path=path),),
    )
    found = things_keep_clear_of_trim_and_folds(on)
    assert [f.what for f in found] == [f"a {edge}, less than 8 pt"] * bool(edge)
    assert all((f.place.page, f.place.path) == (2, path) for f in found)
