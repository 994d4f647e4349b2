"""Inks that were left behind when a brand got other colours are told; those that fit are not."""

from dataclasses import replace

import pytest

from brochure.base.colour_difference import measure_difference
from brochure.base.files.project import STARTER, Assets
from brochure.base.finding import Finding
from brochure.base.ink_profile import BODY_ROLE, Percents, propose_inks, tell_unlike
from brochure.base.press_condition import find_condition
from brochure.base.tolerances import MOST_UNLIKE_INKS
from brochure.content.load import load_content
from brochure.content.model.content import Content
from brochure.proofs.press_colours import inks_look_like_their_colours
from tests.conftest import ROOT
from tests.tiny import for_press, print_tiny, proven

CONTENTS = (ROOT, STARTER, ROOT / "tests/clinics/implants", ROOT / "tests/clinics/vaccination")
GRACOL = find_condition("gracol", Assets(ROOT))


def found(screen: dict[str, str], press: dict[str, Percents]) -> tuple[Finding, ...]:
    """Return what is found of a brand in a tiny press file."""
    printed = for_press(print_tiny())
    colours, inks = tuple(screen.items()), tuple(press.items())
    variant = replace(printed.variant, colours=colours, inks=inks, condition="gracol")
    return proven(inks_look_like_their_colours, replace(printed, variant=variant))


def content_in(folder: object) -> Content:
    content = load_content(ROOT / str(folder) / "content.yaml").content
    assert content
    return content


@pytest.mark.parametrize("folder", CONTENTS, ids=lambda folder: folder.name)
def test_inks_that_fit_their_colour_are_not_told(folder: object) -> None:
    """Also not under the other condition that we know: what suits one press nearly suits both."""
    colours = content_in(folder).brand.colours
    assert found(colours.screen_values, colours.press_values) == ()
    for condition in (GRACOL, find_condition("fogra39", Assets(ROOT))):
        for role, inks in colours.press_values.items():
            off = tell_unlike(colours.screen_values[role], inks, condition)
            assert role == BODY_ROLE or off < MOST_UNLIKE_INKS / 1.8, (role, off)


def test_inks_of_the_starter_beside_other_colours_are_told_at_once() -> None:
    colours = content_in(STARTER).brand.colours
    screen = {**colours.screen_values, "ink": "#4F1532", "river": "#861D5A"}
    (told,) = found(screen, colours.press_values)
    assert (told.id, told.severity) == ("press.unlike", "warning")
    assert told.what == "2 colours will print unlike what screens show: ink, river"
    assert told.place.path == "brand.colours.ink.press"
    near = list(propose_inks("#861D5A", GRACOL))
    assert told.detail[1] == f"river: #861D5A would be near press: {near}, not [90, 60, 25, 10]"


def test_most_colours_of_another_clinic_are_told() -> None:
    inks = content_in(STARTER).brand.colours.press_values
    (told,) = found(content_in("tests/clinics/implants").brand.colours.screen_values, inks)
    assert {"ink", "river", "strand", "dim", "honey", "clay", "rule"} <= {
        line.partition(":")[0] for line in told.detail
    }


def test_what_no_press_reaches_and_rich_black_are_no_difference() -> None:
    screen = {"ink": "#111111", "river": "#0000FF", "honey": "#00FF00", "text": "#14222F"}
    inks = {role: propose_inks(colour, GRACOL) for role, colour in screen.items()}
    assert found(screen, {**inks, "ink": (60, 40, 40, 100), "text": (0, 0, 0, 100)}) == ()
    assert found(screen, {}) == (), "inks that are proposed are those of the profile"


def test_differences_are_those_that_are_published() -> None:
    """Of pairs in Sharma, Wu and Dalal, 2005: 1, 7, 14 and 25; and of two that are alike."""
    pairs = (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((50, 3, 4), (50, 3, 4), 0),
    )
    for one, other, wanted in pairs:
        assert round(measure_difference(one, other), 4) == wanted
        assert round(measure_difference(other, one), 4) == wanted
