"""Inks that content leaves out are proposed by the profile, and told with their lines."""

import re

import pytest

from brochure.base.files.project import STARTER, Assets
from brochure.base.finding import Finding
from brochure.base.ink_profile import Percents, complete_inks, propose_inks
from brochure.base.press_condition import MOST_INK_PERCENT, find_condition
from brochure.base.wcag import rgb_of
from brochure.channels.inks import Inks
from brochure.content.checks.press import check_proposed_inks
from brochure.content.model.content import Content
from tests.conftest import ROOT
from tests.content.small import read

TEXT = (STARTER / "content.yaml").read_text(encoding="utf-8")
NO_PRESS = re.sub(r", press: \[[0-9, ]+\]\}", "}", TEXT)
GRACOL = find_condition("gracol", Assets(ROOT))


def complete(content: Content) -> dict[str, Percents]:
    colours = content.brand.colours
    return complete_inks(colours.screen_values, colours.press_values, GRACOL)


def told(text: str) -> list[Finding]:
    content, source = read(text)
    return list(check_proposed_inks(content, source, Assets(ROOT)))


def test_nothing_is_told_where_all_inks_are_written() -> None:
    assert told(TEXT) == []


def test_each_colour_is_told_with_its_line_and_the_inks_proposed() -> None:
    (found,) = told(NO_PRESS)
    assert (found.id, found.severity) == ("content.press-proposed", "warning")
    assert found.what.startswith("the inks of 11 colours are proposed")
    lines = NO_PRESS.splitlines()
    for line in found.detail:
        number, role = re.fullmatch(r"content.yaml:(\d+):5  (\w+): press: \[.+\]", line).groups()  # type: ignore[reportOptionalMemberAccess]
        assert lines[int(number) - 1].strip().startswith(f"{role}:")
    assert len(found.detail) == 11
    (one,) = told(TEXT.replace(", press: [95, 75, 40, 35]}", "}"))
    assert one.what.startswith("the inks of 1 colour are") or "1 colour" in one.what


def test_written_inks_stay_and_one_colour_prints_alike() -> None:
    text = TEXT.replace(", press: [95, 75, 40, 35]}", "}").replace("#15324F", "#1D5A86")
    content, _ = read(text)
    inks = complete(content)
    assert inks["river"] == inks["ink"] == (90, 60, 25, 10)


def test_body_type_and_neutrals_are_black_alone() -> None:
    content, _ = read(NO_PRESS)
    inks = complete(content)
    assert inks["text"] == (0, 0, 0, 100) and inks["white"] == (0, 0, 0, 0)
    assert propose_inks("#807F80", GRACOL) == (0, 0, 0, 50)


@pytest.mark.parametrize("condition", ["gracol", "fogra39"])
def test_no_proposal_is_more_than_paper_takes_and_all_are_what_the_profile_foresees(
    condition: str,
) -> None:
    named = find_condition(condition, Assets(ROOT))
    by_profile = Inks(named, {})
    for value in ("#000033", "#330000", "#001a00", "#1D5A86", "#F2B84B", "#8F2A1B", "#0A0A0F"):
        inks = propose_inks(value, named)
        assert sum(inks) <= MOST_INK_PERCENT and all(0 <= ink <= 100 for ink in inks), value
        foreseen = [round(100 * ink) for ink in by_profile.of(rgb_of(value))]
        if sum(foreseen) <= MOST_INK_PERCENT:
            assert list(inks) == foreseen


def test_a_profile_of_the_printer_is_not_looked_into_here() -> None:
    """It may do anything; one that is not there is told elsewhere."""
    (found,) = told(f"{NO_PRESS}\npress: {{condition: profiles/none.icc}}\n")
    assert len(found.detail) == 11 and found.detail[0].endswith("  ink")
