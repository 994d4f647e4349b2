"""A check is asked only of what it applies to, and fills in what its search leaves out."""

from collections.abc import Iterator
from dataclasses import fields

import pytest

from brochure.base.check import Scope, Verdict, check, findings_in, judge
from brochure.base.finding import Finding, Location, flatten_finding, has_errors
from brochure.base.geometry import Rect

LONG = Scope[[str]]("long texts", lambda text: len(text) > 3)


@check(
    "text.plain",
    "error",
    statement="No sign is loud.",
    rationale="It hurts.",
    source="ours",
    remedy="Take it out.",
    applies_to=LONG,
    finds=("text.plain", "text.odd"),
)
def text_is_plain(text: str) -> Iterator[Finding]:
    if "!" in text:
        yield Finding("", "shouts", place=Location(page=2))
    if "?" in text:
        yield Finding("text.odd", "asks", "Say it.", "warning")
    if "#" in text:
        yield Finding("text.unknown", "is undeclared")


def test_a_check_is_asked_only_of_what_it_applies_to() -> None:
    assert text_is_plain("no!") == ()
    assert [found.what for found in text_is_plain("Stop!")] == ["shouts"]


def test_a_finding_takes_what_it_lacks_from_its_check() -> None:
    shouts, asks = text_is_plain("Who goes there?!")
    assert (shouts.id, shouts.remedy, shouts.severity) == ("text.plain", "Take it out.", "error")
    assert (asks.id, asks.remedy, asks.severity) == ("text.odd", "Say it.", "warning")


def test_a_check_that_only_warns_never_finds_an_error() -> None:
    @check("text.mild", "warning", statement="", rationale="", source="", remedy="")
    def text_is_mild(text: str) -> Iterator[Finding]:
        yield Finding("", text)

    assert [found.severity for found in text_is_mild("any")] == ["warning"]


def test_an_id_that_is_not_declared_is_a_fault_of_the_program() -> None:
    with pytest.raises(AssertionError, match=r"text\.plain does not declare .* text\.unknown"):
        text_is_plain("# one")


def test_verdicts_keep_the_order_of_checks_and_name_pages() -> None:
    verdicts = judge((text_is_plain, text_is_plain), "Stop!")
    assert [(v.check, v.pages) for v in verdicts] == [(text_is_plain, (2,))] * 2
    assert len(findings_in(verdicts)) == 2
    assert Verdict(text_is_plain, ()).pages == ()


def test_a_warning_is_an_error_only_where_one_is_strict() -> None:
    warning, error = Finding("a.b", "", severity="warning"), Finding("a.b", "")
    assert [has_errors(f) for f in ((), (warning,), (warning, error))] == [False, False, True]
    assert [has_errors(f, strict=True) for f in ((), (warning,))] == [False, True]


def test_a_place_is_told_flat_and_without_its_box() -> None:
    place = Location(path="a.b", page=3, box=Rect(1, 2, 3, 4))
    told = flatten_finding(Finding("x.y", "is wrong", "Mend it.", place=place, detail=("so",)))
    places = [field.name for field in fields(Location) if field.name != "box"]
    assert list(told) == ["id", "what", "remedy", "severity", *places, "detail"]
    assert (told["path"], told["page"], told["file"], told["detail"]) == ("a.b", 3, "", ("so",))
