"""Contrast: what is too pale, and what differs in hue alone, is found."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw

from brochure.base.geometry import Rect
from brochure.base.wcag import gray_of, luminance
from brochure.layout.printed import Mark
from brochure.markup.motif import KNITS
from brochure.proofs.contrast import (
    edges_and_lines_stand_out,
    signs_differ_without_colour,
    text_stands_out,
)
from brochure.reading.brightness import to_brightness
from brochure.reading.reading import DPI
from brochure.selection.selected import Inventory
from tests.placed import blank_page, drawn_page, examined
from tests.proofs.test_things import BOX, PLAIN
from tests.tiny import FIRST, SAID, html, ids, print_tiny, proven, said

BIG = said("Big")


@pytest.mark.parametrize(
    ("style", "least"),
    [
        (".one p { color: #000 }", ""),
        (".one p { color: #595959 }", ""),  # 7.0:1
        (".one p { color: #636363 }", "6.0:1, less than 7:1"),
        (".one { background: #777; color: #fff }", "4.5:1, less than 7:1"),
        (".one { background: #777 } .one p { color: #000 }", "4.7:1, less than 7:1"),
        # 5.8:1 in colour; the gray that a copier makes of red is darker
        (".one { background: #f33; color: #000 }", "4.2:1, less than 7:1"),
        (".one { background: #5e5; color: #b55 }", "2.2:1, less than 7:1"),
        (".one p { opacity: .5; color: #000 }", "3.9:1, less than 7:1"),
    ],
)
def test_body_text(style: str, least: str) -> None:
    findings = proven(text_stands_out, print_tiny(style=style))
    assert ids(findings) == ({"contrast.text"} if least else set())
    for finding in findings:
        assert finding.place.panel == "one"
        assert finding.what.endswith(f"of …” stands out from its ground by {least}")


def test_two_colours_that_differ_in_hue_only() -> None:
    red, green = (200, 60, 60), (40, 128, 40)
    assert abs(luminance(*red) - luminance(*green)) < 0.02
    style = f".one {{ background: rgb{red}; color: rgb{green} }}"
    (finding,) = proven(text_stands_out, print_tiny(style=style))
    assert finding.what.endswith("stands out from its ground by 1.2:1, less than 7:1")


def test_other_roles_and_larger_type_may_be_paler() -> None:
    """Both are #636363, 6.0:1."""
    pieces = (replace(SAID[0], role="fine"), SAID[1])
    assert (
        proven(text_stands_out, print_tiny(style=".one p { color: #636363 }", pieces=pieces)) == ()
    )
    page = html("<p>Big</p>")
    large = print_tiny(page, ".one p { color: #636363; font-size: 13pt }", (BIG, SAID[1]))
    assert proven(text_stands_out, large) == ()
    pale = print_tiny(page, ".one p { color: #777; font-size: 13pt }", (BIG, SAID[1]))
    assert ids(proven(text_stands_out, pale)) == {"contrast.text"}


def test_one_pale_letter_in_a_dark_word_is_found() -> None:
    page = html(f"<p>{FIRST.replace('panel', 'p<b style=color:#999>a</b>nel')}</p>")
    (finding,) = proven(text_stands_out, print_tiny(page))
    assert finding.what.startswith("“panel” stands out")


def test_a_veil_over_text() -> None:
    veil = '<div class="veil"></div>'
    style = ".veil { position: absolute; inset: 0; background: rgba(255,255,255,.8) }"
    findings = proven(text_stands_out, print_tiny(html(after=veil), style))
    assert ids(findings) == {"contrast.text"}
    assert {f.place.panel for f in findings} == {"one", "two"}


def test_a_page_number() -> None:
    margin = "@page { margin: 0 0 25pt; @bottom-left { content: counter(page); color: "
    assert proven(text_stands_out, print_tiny(style=margin + "#666 } }")) == ()
    (finding,) = proven(text_stands_out, print_tiny(style=margin + "#888 } }"))
    assert finding.what == "the page number stands out by 3.5:1, less than 4.5:1"


LINE = '<div class="line" data-mark="line"></div>'


@pytest.mark.parametrize(
    ("style", "least"),
    [
        (".line { height: 20pt; border-bottom: 1pt solid #777 }", ""),
        (
            ".line { height: 20pt; border-bottom: 1pt solid #aaa }",
            "a ruled line stands out by 2.3:1",
        ),
        ("input { border: 1.5pt solid #777 }", ""),
        ("input { border: 1.5pt solid #aaa }", "the edge of a checkbox stands out by 2.3:1"),
        (
            "input { border-color: #000 #aaa #000 #000 }",
            "the edge of a checkbox stands out by 2.3:1",
        ),
    ],
)
def test_edges(style: str, least: str) -> None:
    things = Inventory(checkboxes=1, lines=1)
    good = ".line { height: 20pt; border-bottom: 1pt solid #000 } input { border: 1pt solid #000 }"
    printed = print_tiny(html(BOX + LINE), PLAIN + good + style, (), things)
    findings = proven(edges_and_lines_stand_out, printed)
    assert [f.what.partition(",")[0] for f in findings] == ([least] if least else [])
    assert ids(findings) <= {"contrast.edge"}


@pytest.mark.parametrize("down", [0.0, 0.125, 0.25, 0.375, 0.5])
@pytest.mark.parametrize(("gray", "pale"), [("#8c8c8c", False), ("#9c9c9c", True)])
def test_a_hairline_is_as_dark_wherever_it_lies_between_pixels(
    down: float, gray: str, pale: bool
) -> None:
    """3.4:1 and 2.8:1, three quarters of a point thick: one pixel and a half."""
    style = f".line {{ height: 20pt; margin-top: {down}pt; border-bottom: .75pt solid {gray} }}"
    printed = print_tiny(html(LINE), PLAIN + style, (), Inventory(lines=1))
    assert bool(proven(edges_and_lines_stand_out, printed)) == pale


def sign(shape: str, name: str) -> str:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{shape}</svg>"
    src = f"data:image/svg+xml,{svg}"
    shown = f'data-file="key.{name}" alt="{name}" src="{src}"'
    return f'<img data-mark="figure" {shown} style="width:9pt;height:9pt">'


DOT = "<circle cx='4.5' cy='4.5' r='4' fill='{}'/>"
RING = "<circle cx='4.5' cy='4.5' r='3.2' fill='none' stroke='rgb(0,0,0)' stroke-width='1.6'/>"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (DOT.format("rgb(200,60,60)"), DOT.format("rgb(40,128,40)"), True),
        (DOT.format("rgb(0,0,0)"), DOT.format("rgb(200,200,200)"), False),
        (DOT.format("rgb(0,0,0)"), RING, False),
    ],
)
def test_signs(one: str, other: str, alike: bool) -> None:
    page = html(sign(one, "here") + sign(other, "there"))
    printed = print_tiny(page, "", SAID[1:], Inventory(figures=2))
    findings = proven(signs_differ_without_colour, printed)
    assert [f.what for f in findings] == (
        ["the signs “here” and “there” look alike without their colours"] if alike else []
    )
    for found in findings:
        (there,) = (mark for mark in printed.marks if mark.sign == "there")
        assert (found.place.path, found.place.box) == ("key.there", there.rect)
    same = html(sign(one, "here") + sign(one, "here"))
    assert proven(signs_differ_without_colour, print_tiny(same, "", SAID[1:])) == ()


def test_the_honey_strand_is_told_by_its_width() -> None:
    """Honey and strand are equally light: design brief, colour."""
    for name, knit in KNITS.items():
        assert knit.honey_width >= 2.5 * knit.strand_width, name


def test_brightness_is_right_to_one_of_255() -> None:
    steps = (0, 7, 64, 128, 200, 255)
    for colour in ((r, g, b) for r in steps for g in steps for b in steps):
        seen: Any = to_brightness(Image.new("RGB", (1, 1), colour)).getpixel((0, 0))
        assert abs(seen - gray_of(luminance(*colour))) <= 1, colour


Sides = tuple[int, int, int, int]


def edged(kind: str, pale: Sides) -> list[tuple[str, int]]:
    """Return what is found of a thing at 20 to 50 pt, whose edges are black but in an area."""
    shown = Image.new("RGB", (400, 300), "white")
    pen = ImageDraw.Draw(shown)
    pen.rectangle((40, 40, 99, 99), outline="black", width=2)
    shown.paste((200, 200, 200), pale)
    mark = Mark(kind, 2, Rect(20, 20, 50, 50))
    file = BytesIO()
    blank = Image.new("RGB", shown.size, "white")
    blank.save(file, "PDF", resolution=DPI, save_all=True, append_images=[shown])
    on = examined(pages=(blank_page(), drawn_page(shown)), marks=(mark, mark), pdf=file.getvalue())
    return [(f.what.partition(" stands")[0], f.place.page) for f in edges_and_lines_stand_out(on)]


@pytest.mark.parametrize(
    ("kind", "pale", "found"),
    [
        ("checkbox", (0, 0, 0, 0), False),
        ("checkbox", (40, 40, 100, 42), True),  # above
        ("checkbox", (40, 98, 100, 100), True),
        ("checkbox", (40, 40, 42, 100), True),
        ("checkbox", (98, 40, 100, 100), True),
        ("checkbox", (40, 40, 56, 42), False),  # near a corner
        ("checkbox", (84, 40, 100, 42), False),
        ("checkbox", (40, 84, 42, 100), False),
        ("line", (40, 40, 100, 42), False),  # the line is below
        ("line", (40, 98, 100, 100), True),
        ("figure", (40, 98, 100, 100), False),
    ],
)
def test_which_edges_of_a_thing_are_looked_at(kind: str, pale: Sides, found: bool) -> None:
    """What two things have in common is told once."""
    name = {"line": "a ruled line"}.get(kind, "the edge of a checkbox")
    assert edged(kind, pale) == [(name, 2)] * found


def beside(
    signs: tuple[str, str], sizes: tuple[float, float], dots: int, pages: tuple[int, int] = (2, 2)
) -> list[tuple[str, int, str]]:
    """Return what is found of two squares, of which the second has so many other rows of 24."""
    shown = Image.new("L", (400, 300), "white")
    marks: list[Mark] = []
    for n, (left, size) in enumerate(zip((40, 140), sizes, strict=True)):
        shown.paste(0, (left, 40, left + round(2 * size), 40 + round(2 * size)))
        shown.paste(255 * n, (left, 40, left + round(2 * size), 40 + 2 * dots))
        box = Rect(left / 2, 20, left / 2 + size, 20 + size)
        marks.append(Mark("figure", pages[n], box, signs[n], "" if n else "a.file"))
    page = drawn_page(shown)
    on = examined(pages=(page, page), marks=marks)
    found = signs_differ_without_colour(on)
    return [(f.what, f.place.page, f.place.path) for f in found]


@pytest.mark.parametrize(
    ("signs", "sizes", "dots", "pages", "alike"),
    [
        (("a", "b"), (24, 24), 0, (2, 2), True),
        (("a", "b"), (24, 24), 1, (2, 2), True),  # a row of 24 is less than 6 %
        (("a", "b"), (24, 24), 2, (2, 2), False),
        (("a", "a"), (24, 24), 0, (2, 2), False),
        (("a", ""), (24, 24), 0, (2, 2), False),
        (("a", "b"), (24, 24), 0, (1, 2), False),
        (("a", "b"), (12, 24), 0, (2, 2), True),
        (("a", "b"), (24, 24.5), 0, (2, 2), False),  # a drawing
    ],
)
def test_which_signs_are_compared(
    signs: tuple[str, str],
    sizes: tuple[float, float],
    dots: int,
    pages: tuple[int, int],
    alike: bool,
) -> None:
    what = "the signs “a” and “b” look alike without their colours"
    assert beside(signs, sizes, dots, pages) == [(what, 2, "a.file")] * alike
