"""The finished file opens in strict readers: nothing in it has to be mended or guessed."""

import io
import re
from collections.abc import Iterator

import pikepdf
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.library_log import capture_warnings
from brochure.proofs.examined import Examined

_ADDRESS = re.compile(r"(WARNING: )?stream <[^>]*>:? *")  # differs from run to run


@check(
    "file.damaged",
    "error",
    statement="Two readers that had no part in writing it find every object and stream of the file"
    " whole.",
    rationale="Viewers mend damaged files in silence, printers and archives refuse them.",
    source="ISO 32000-1, 7.5 (structure of a file); QPDF's check, and pypdf in its strict mode",
    remedy="Build again; if it comes back, report it: this is a fault of the program.",
)
def strict_readers_open_the_file(on: Examined) -> tuple[Finding, ...]:
    complaints = (*_by_qpdf(on.printed.output), *_by_pypdf(on.printed.output))
    faults = dict.fromkeys(_ADDRESS.sub("", fault) for fault in complaints)
    return tuple(
        on.printed.finding("file.damaged", f"the file is not whole: {fault}") for fault in faults
    )


def _by_qpdf(file: bytes) -> Iterator[str]:
    try:
        with pikepdf.open(io.BytesIO(file), suppress_warnings=True) as pdf:
            yield from pdf.check_pdf_syntax()
            yield from (str(warning) for warning in pdf.get_warnings())
    except pikepdf.PdfError as error:
        yield str(error)


def _by_pypdf(file: bytes) -> Iterator[str]:
    """Read every object that the file lists, and what each page draws."""
    with capture_warnings("pypdf") as complaints:
        try:
            reader = PdfReader(io.BytesIO(file), strict=True)
            listed = {(number, gen) for gen, all in reader.xref.items() for number in all}
            for number, generation in sorted(listed | {(n, 0) for n in reader.xref_objStm}):
                reader.get_object(IndirectObject(number, generation, reader))
            for page in reader.pages:
                drawn = page.get_contents()
                if drawn is not None:
                    drawn.get_data()
        except Exception as error:  # on a damaged file it fails in any way
            complaints.append(f"{type(error).__name__}: {error}")
    yield from complaints
