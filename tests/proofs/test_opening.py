"""A file that viewers would mend in silence is not written."""

import re
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from brochure.base.finding import Finding
from brochure.layout.printed import Printed
from brochure.proofs.examined import Examined, examine
from brochure.proofs.opening import strict_readers_open_the_file
from tests.tiny import print_tiny


@pytest.fixture(scope="module")
def printed() -> Printed:
    return print_tiny()


def found(printed: Printed, damaged: bytes) -> tuple[Finding, ...]:
    """Prove a file that was damaged after it was examined."""
    good: Examined = examine(printed)
    return strict_readers_open_the_file(replace(good, printed=replace(printed, pdf=damaged)))


def _cut(pdf: bytes) -> bytes:
    return pdf[:-200]


def _shifted(pdf: bytes) -> bytes:
    """One byte more before all else: every place that the file lists is wrong by one."""
    return pdf.replace(b"\n", b"\n\n", 1)


def _torn(pdf: bytes) -> bytes:
    """One byte of a packed stream is another: its sum is wrong, as after a bad copy."""
    at = re.search(rb"FlateDecode.*?stream\r?\n", pdf, re.DOTALL)
    assert at
    place = at.end() + 40
    return pdf[:place] + bytes([pdf[place] ^ 0xFF]) + pdf[place + 1 :]


def _lengthened(pdf: bytes) -> bytes:
    return re.sub(rb"/Length (\d)(\d+)", rb"/Length 9\2", pdf, count=1)


def _no_pdf(pdf: bytes) -> bytes:
    return zlib.compress(pdf)


def test_a_file_as_it_is_written_is_whole(printed: Printed) -> None:
    assert found(printed, printed.pdf) == ()


@pytest.mark.parametrize("damage", [_cut, _shifted, _torn, _lengthened, _no_pdf])
def test_a_damaged_file_is_found(damage: Callable[[bytes], bytes], printed: Printed) -> None:
    damaged = damage(printed.pdf)
    assert damaged != printed.pdf
    findings = found(printed, damaged)
    assert {f.id for f in findings} == {"file.damaged"}
    assert all(f.what.startswith("the file is not whole: ") and f.remedy for f in findings)
    assert found(printed, damaged) == findings, "in the same words"


def test_it_is_the_file_that_is_written_which_is_opened(printed: Printed) -> None:
    """Where there are sheets to fold, they are it."""
    sheets = replace(examine(printed), printed=replace(printed, sheets=_cut(printed.pdf)))
    assert strict_readers_open_the_file(sheets)
