"""Pale words and lines lead to the brand colour that makes them so, with a value that would do."""

import re
from dataclasses import replace

import pytest

from brochure.base.finding import Finding, Location
from brochure.base.folding import fold_findings
from brochure.base.ink_profile import propose_inks
from brochure.base.wcag import contrast_of, hex_of, rgb_of, tell_ratio
from brochure.channels.ink_preview import show_inks
from brochure.channels.inks import shares
from brochure.proofs.consequences import find_consequences
from brochure.proofs.contrast import edges_and_lines_stand_out, text_stands_out
from brochure.selection.selected import Inventory
from tests.proofs.test_press_colours import GRACOL
from tests.proofs.test_things import BOX, PLAIN
from tests.tiny import SAID, for_press, html, print_tiny, proven

GOOD = {"text": "#14222F", "river": "#1D5A86", "mist": "#E6EFF6", "white": "#FFFFFF"}
STYLE = (
    "body {{ background: {white} }} .one {{ background: {white}; color: {river} }}"
    ".two {{ background: {mist}; color: {text} }}"
)


def find_pale(brand: dict[str, str], style: str = STYLE) -> tuple[Finding, ...]:
    printed = print_tiny(style=style.format(**brand), pieces=SAID)
    variant = replace(printed.variant, colours=tuple(brand.items()))
    return proven(text_stands_out, replace(printed, variant=variant))


@pytest.mark.parametrize(
    ("role", "value", "style", "wrong"),
    [
        ("river", "#9DBAD6", STYLE, "pale"),
        ("mist", "#333344", STYLE, "dark"),
        ("text", "#999999", STYLE, "pale"),
        ("river", "#9DBAD6", ".one, .two {{ background: {river}; color: {white} }}", "pale"),
        ("white", "#55555A", ".one, .two {{ background: {white}; color: {river} }}", "dark"),
    ],
)
def test_the_role_to_blame_and_a_value_that_would_do(
    role: str, value: str, style: str, wrong: str
) -> None:
    assert find_pale(GOOD, style) == ()
    (told,) = fold_findings(find_pale({**GOOD, role: value}, style))
    assert told.id == "contrast.brand" and told.place.path == f"brand.colours.{role}"
    ratio = re.fullmatch(
        rf"{value} is too {wrong} beside #\w+: .+ (\S+):1 and needs 7:1", told.what
    )
    assert ratio and float(ratio[1]) < 7
    better = re.search('"(#[0-9A-F]{6})"', told.remedy)
    assert better, told.remedy
    assert find_pale({**GOOD, role: better[1]}, style) == ()


def find_pale_on_press(screen: dict[str, str]) -> tuple[Finding, ...]:
    """Return what is found where a page shows the inks that are proposed for these colours."""
    inks = {role: propose_inks(colour, GRACOL) for role, colour in screen.items()}
    seen = show_inks([shares(*ink) for ink in inks.values()])
    shown = {role: hex_of(rgb) for role, rgb in zip(inks, seen, strict=True)}
    printed = for_press(print_tiny(style=STYLE.format(**shown), pieces=SAID))
    colours, given = tuple(screen.items()), tuple(inks.items())
    variant = replace(printed.variant, colours=colours, inks=given, condition="gracol")
    return fold_findings(proven(text_stands_out, replace(printed, variant=variant)))


@pytest.mark.parametrize(
    ("role", "value", "to"), [("river", "#9DBAD6", "darker"), ("mist", "#445566", "lighter")]
)
def test_on_the_press_the_inks_of_a_role_are_to_blame(role: str, value: str, to: str) -> None:
    assert find_pale_on_press(GOOD) == ()
    (told,) = find_pale_on_press({**GOOD, role: value})
    assert (told.id, told.place.path) == ("contrast.brand", f"brand.colours.{role}.press")
    assert told.what.startswith("on the press ")
    ask = f"ask your printer for a {to} mix of inks for {role}."
    inks = re.fullmatch(rf"Write press: (\[\d+, \d+, \d+, \d+\]) for {role}, or {ask}", told.remedy)
    assert inks, told.remedy


def test_of_two_pale_colours_each_is_told_and_white_is_not() -> None:
    """White stands against both of them, and no other white would mend either."""
    brand = {**GOOD, "river": "#9DBAD6", "mist": "#8FB4D8"}
    style = ".one, .two {{ color: {white}; background: {river} }} .two {{ background: {mist} }}"
    told = fold_findings(find_pale(brand, style))
    assert sorted(f.place.path for f in told) == ["brand.colours.mist", "brand.colours.river"]
    better = {f.place.path.split(".")[-1]: re.findall('"(#[0-9A-F]{6})"', f.remedy) for f in told}
    mended = {**brand, **{role: values[0] for role, values in better.items()}}
    assert find_pale(mended, style) == ()


def test_colours_that_are_no_roles_of_the_brand_have_no_cause() -> None:
    (found,) = find_pale(GOOD, ".one {{ color: #aa9977 }}")
    assert found.id == "contrast.text" and found.cause is None


def test_a_pale_line_leads_to_its_colour_too() -> None:
    page = html(BOX, "")
    printed = print_tiny(page, PLAIN + "input { border: 1pt solid #DDDDDD }", (), Inventory(1))
    variant = replace(printed.variant, colours=(("rule", "#DDDDDD"), ("white", "#FFFFFF")))
    (told,) = fold_findings(proven(edges_and_lines_stand_out, replace(printed, variant=variant)))
    assert (told.id, told.place.path) == ("contrast.brand", "brand.colours.rule")


def test_what_is_not_seen_on_such_a_page_follows_from_it() -> None:
    found = find_pale({**GOOD, "river": "#9DBAD6"})
    on_page = replace(found[0], id="things.hidden", what="a figure cannot be seen", cause=None)
    other = replace(on_page, id="words.extra", what="a word too many")
    told = find_consequences((*found, on_page, other))
    assert [finding.cause is None for finding in told] == [False] * (len(told) - 1) + [True]


@pytest.mark.parametrize("id", ["words.missing", "pages.contents"])
def test_what_fell_off_a_full_panel_follows_from_it(id: str) -> None:
    """The panel alone is told, in each channel, with what it holds; another panel is another."""
    full = Finding("fit.overfull", "9 words too many", "Cut 9.", detail=("holds 3",))
    full = replace(full, place=Location("a.text", edition="trifold", channel="office", page=2))
    full = replace(full, place=replace(full.place, panel="back"))
    lost = Finding(id, "8 words fell off", place=replace(full.place, page=0))
    press = replace(full, place=replace(full.place, channel="press"))
    beside = replace(full, place=replace(full.place, panel="flap"))
    found = find_consequences((full, lost, beside)) + find_consequences((press,))
    told = fold_findings(found)
    assert [(f.id, f.place.panel, len(f.places)) for f in told] == [
        ("fit.overfull", "back", 2),
        ("fit.overfull", "flap", 1),
    ]
    assert told[0].detail == ("holds 3",) and told[0].remedy == "Cut 9."


def test_a_ratio_is_never_rounded_up_to_what_it_does_not_reach() -> None:
    assert [tell_ratio(r, 4.5) for r in (4.49, 4.44, 2.06)] == ["4.4:1", "4.4:1", "2.1:1"]


def test_the_contrast_of_two_colours_is_the_lesser_of_eye_and_copier() -> None:
    assert contrast_of(rgb_of("#FFFFFF"), rgb_of("#000000")) == pytest.approx(21)
    assert contrast_of(rgb_of("#FF3333"), rgb_of("#000000")) == pytest.approx(4.2, abs=0.1)
