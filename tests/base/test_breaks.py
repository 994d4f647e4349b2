"""Where words may break: marks of the writer are kept, and addresses stay what they are."""

import pytest

from brochure.base.breaks import (
    MARKS,
    NO_WIDTH,
    drop_idle_breaks,
    find_addresses,
    is_address,
    mark_address,
    mark_addresses,
    say_how_to_break,
    without_breaks,
)

LONG = (
    "https://www.example.org/patients/information/what-to-expect/second-visit?lang=en&ref=brochure",
    "www.example.org/patients/information/what-to-expect.html",
    "clinic.example.org/patients/information/what-to-expect",
    "information-and-appointments.department@very-long-clinic-name.example.org",
    "https://forms.example.com/d/e/1FAIpQLSdk3jf93kdlslsl3kdk9dkskwl2kd/viewform",
)


@pytest.mark.parametrize("address", LONG)
@pytest.mark.parametrize("around", ["{}", "Look at {}, please.", "({})", "“{}”", "{}."])
def test_a_long_address_breaks_at_its_signs_and_stays_the_same(address: str, around: str) -> None:
    text = around.format(address)
    assert [text[start:end] for start, end in find_addresses(text)] == [address]
    marked = mark_addresses(text)
    assert marked != text
    assert without_breaks(marked) == text
    parts = mark_address(address).split(NO_WIDTH)
    assert max(map(len, parts)) <= 24


@pytest.mark.parametrize(
    "text",
    [
        "no address at all, e.g. z.B. and/or 1.5 mg/ml",
        "short: https://example.org, www.example.org/x, a@example.org",
        "self-harm, IV/IM, node.js",
    ],
)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert mark_addresses(text) == text


def test_marks_between_letters_stay_and_others_go() -> None:
    soft = "\N{SOFT HYPHEN}"
    kept = f"Schmerz{soft}mittel und/{NO_WIDTH}oder"
    assert drop_idle_breaks(kept) == kept
    idle = f"{soft}one{soft} {soft}two {NO_WIDTH}three{NO_WIDTH} fo{soft}{soft}ur-{soft}five"
    assert drop_idle_breaks(idle) == f"one two three fo{soft}ur-five"


def test_a_remedy_never_changes_an_address() -> None:
    for address in LONG:
        assert is_address(f"“{address}”.")
        assert "hyphen" not in say_how_to_break(address)
    assert r"\u00AD" in say_how_to_break("Schmerzmittelunverträglichkeit")
    assert len(MARKS) == 2
