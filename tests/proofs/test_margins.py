"""What an office printer cannot reach stays paper."""

from dataclasses import replace

import pytest

from brochure.channels.office import UNPRINTABLE_PT
from brochure.proofs.margins import office_pages_keep_to_the_printable_area
from tests.tiny import html, in_channel, print_tiny, proven

PLATE = '<div style="position:absolute; background:#888; {place}"></div>'


def found(place: str, unprintable_pt: float = UNPRINTABLE_PT) -> list[str]:
    """Return what is found on a page of 200 x 150 pt with a plate on it."""
    printed = print_tiny(html(after=PLATE.format(place=place)), ".panel { left: 14pt }")
    on = in_channel(printed, replace(printed.channel, unprintable_pt=unprintable_pt))
    return [f.what for f in proven(office_pages_keep_to_the_printable_area, on)]


def test_a_plate_that_ends_in_time() -> None:
    assert found("left:12.5pt; top:12.5pt; width:175pt; height:125pt") == []


@pytest.mark.parametrize(
    ("place", "sides"),
    [
        ("left:11.5pt; top:60pt; width:30pt; height:20pt", "left"),
        ("right:0; bottom:0; width:30pt; height:20pt", "right, bottom"),
        ("left:40pt; top:-1pt; width:1pt; height:3pt", "top"),
        ("left:0; top:0; width:200pt; height:150pt", "left, right, top, bottom"),
        ("left:0; top:0; width:.3pt; height:.3pt", "left, top"),  # a pixel in each corner
        ("right:0; top:0; width:.3pt; height:.3pt", "right, top"),
        ("left:0; bottom:0; width:.3pt; height:.3pt", "left, bottom"),
        ("right:0; bottom:0; width:.3pt; height:.3pt", "right, bottom"),
    ],
)
def test_a_plate_that_runs_into_the_edge(place: str, sides: str) -> None:
    assert found(place) == [f"is printed closer than 0.17 in to the edge: {sides}"]


def test_where_all_of_the_paper_is_printed() -> None:
    assert found("left:0; top:0; width:200pt; height:150pt", unprintable_pt=0) == []
