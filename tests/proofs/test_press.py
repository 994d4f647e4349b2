"""What a printer would reject, or phone about, keeps a press file from being written."""

from dataclasses import replace

import pytest

from brochure.finding import Finding
from brochure.preflight import RULES
from brochure.proofs.press import a_printer_takes_the_file
from tests.tiny import ids, print_tiny, proven


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    """What is found in a file for readers that is sent to a press."""
    printed = replace(print_tiny(safe_pt=30), for_press=True, channel="press")
    return proven(a_printer_takes_the_file, printed)


def test_a_file_for_readers_is_not_held_to_it() -> None:
    assert proven(a_printer_takes_the_file, print_tiny()) == ()


def test_a_file_for_screens_is_no_press_file(found: tuple[Finding, ...]) -> None:
    assert ids(found) >= {"x.version", "x.output-intent", "x.dates"}
    assert {(f.edition, f.channel) for f in found} == {("tiny", "press")}


def test_what_a_printer_would_phone_about_keeps_our_own_file_back(
    found: tuple[Finding, ...],
) -> None:
    questions = {rule.id for rule in RULES if rule.severity == "warning"}
    assert ids(found) & questions == {"own.safe-zone"}
    assert {f.severity for f in found} == {"error"}
