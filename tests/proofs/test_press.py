"""What a printer would reject keeps a press file from being written."""

from dataclasses import replace

from brochure.proofs.press import a_printer_takes_the_file
from tests.tiny import ids, print_tiny, proven


def test_a_file_for_screens_is_no_press_file() -> None:
    printed = print_tiny()
    assert proven(a_printer_takes_the_file, printed) == ()
    found = proven(a_printer_takes_the_file, replace(printed, for_press=True, channel="press"))
    assert ids(found) >= {"x.version", "x.output-intent", "x.dates"}
    assert {(f.edition, f.channel) for f in found} == {("tiny", "press")}
