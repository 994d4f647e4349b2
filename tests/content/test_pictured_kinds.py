"""Pictures drawn from content: what may stand in them, and that words say their numbers."""

import pytest

from brochure.content.checks.drawn_numbers import check_drawn_numbers
from brochure.content.load import validate_content
from brochure.content.yaml.source import parse
from tests.content.small import with_facts

_PLACE = "sections:\n"
_HEAD = "  - id: drawn\n    provenance: clinic\n    title: Drawn\n    blocks:\n      - kind: "


def faults_in(kind: str, *lines: str) -> list[tuple[int, str, str]]:
    """Return what is told of a block: its line, what is wrong, and the remedy.

    Content has a fact `watched`, at least 2 hours, and one that nobody has filled in.
    """
    own = f"{_HEAD}{kind}\n" + "".join(f"        {line}\n" for line in lines)
    text = with_facts((_PLACE, _PLACE + own))
    first = text[: text.index(own)].count("\n") + own.count("\n", 0, own.index("kind:"))
    source, faults = parse(text, "content.yaml")
    assert source and not faults
    content, found = validate_content(source)
    if content:
        found = (*found, *check_drawn_numbers(content, source))
    return [(f.place.line - first, f.what, f.remedy) for f in found]


CLOCK = ("title: Do not drive", "hours: 2")
ARRAY = ("n: 7", "text: 7 of 100 people felt sick.", "source: a study")
STRIP = ("items:", "- {picture: arrive, title: Come in}", "- {picture: ride, title: Go}")


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("day-strip", STRIP),
        ("clock", (*CLOCK, "until: For two hours.")),
        ("clock", (*CLOCK, 'until: "For {watched}."')),
        ("clock", (*CLOCK, 'until: "See {after-hours}."')),
        ("clock", ("title: Wait", "hours: 24", "until: for one day")),
        ("clock", ("title: Wait", "night: true", "until: the next day")),
        ("icon-array", ARRAY),
        ("icon-array", ("n: 0", "of: 12", "text: None of 12, so 0.", "source: a study")),
        ("countdown", ("items:", "- {picture: food, before: Before, stop: no food}")),
    ],
)
def test_what_is_drawn_as_it_is_said_is_good(kind: str, lines: tuple[str, ...]) -> None:
    assert faults_in(kind, *lines) == []


@pytest.mark.parametrize(
    ("kind", "lines", "line", "what", "remedy"),
    [
        ("clock", ("title: Wait", "until: Later"), 1, "shows either hours or a night", "`hours:`"),
        (
            "clock",
            (*CLOCK, "until: For 2 hours", "night: true"),
            1,
            "shows either hours or a night",
            "`night: true`",
        ),
        (
            "clock",
            ("title: Wait", "hours: 12", 'until: "For {watched}."'),
            3,
            "fills 12 hours, and “For at least 2 hours.” does not say so",
            "in `until:`, or in the fact",
        ),
        (
            "clock",
            ("title: Wait", "hours: 25", "until: For 25 hours"),
            3,
            "it must be 24 or less",
            "",
        ),
        (
            "icon-array",
            ("n: 7", "text: 8 of 100 people felt sick.", "source: a study"),
            2,
            "shows 7 of 100, and “8 of 100 people felt sick.” does not say both",
            "both numbers",
        ),
        ("icon-array", ARRAY[:2], 1, "gives a number without its source", "`source:`"),
        (
            "icon-array",
            ("n: 9", "of: 8", *ARRAY[1:]),
            2,
            "counts 9 of 8",
            "no more",
        ),
        (
            "countdown",
            (
                "items:",
                "- {picture: drink, before: 30 minutes before, stop: no liquids}",
                '- {picture: food, before: "{watched} before", stop: no food}',
            ),
            4,
            "is longer before the visit than what stands above it",
            "at the top",
        ),
        ("day-strip", STRIP[:2], 3, "has 1 entry; at least 2 are needed", ""),
        (
            "day-strip",
            (*STRIP, "- {picture: fly, title: Away}"),
            5,
            '"fly" is not one of the choices',
            "Write arrive, check, treatment, rest, ride or other.",
        ),
    ],
)
def test_what_is_wrong_is_told_where_it_is_mended(
    kind: str, lines: tuple[str, ...], line: int, what: str, remedy: str
) -> None:
    (found,) = faults_in(kind, *lines)
    assert (found[0], what in found[1], remedy in found[2]) == (line, True, True), found
