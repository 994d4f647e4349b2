"""A path -> the bytes of a PDF that somebody else may have put there, opened, or why it is not.

Called behind `brochure.base.gate`.
"""

import io
from pathlib import Path

import pikepdf
from pikepdf.jbig2 import JBIG2DecoderInterface, set_decoder

from brochure.base.errors import MALFORMED, BrochureError
from brochure.base.finding import Finding, Location
from brochure.base.plain_file import read_plain_file
from brochure.base.worker import Limits, Stopped

_START = b"%PDF-"
_HEAD = 1024  # Adobe's readers look for the start of a PDF in so many bytes
_MENDED = "this PDF is damaged; a viewer mends it as it opens it, a printer's program may not"
_ANEW = "Export it once more; or open it, look at every page, and print it to a new PDF."
_AGAIN = "Export it once more, with fewer pages or smaller pictures."


class UnreadablePdfError(BrochureError):
    """A file that no printer can read either. `id` is permanent, as of a finding."""

    def __init__(self, id: str, message: str, hint: str) -> None:
        super().__init__(message, hint=hint, exit_code=1)
        self.id = id


def read_file(file: Path) -> bytes:
    """Return the bytes of a file, once. Raises UnreadablePdfError."""
    try:
        return read_plain_file(file)
    except FileNotFoundError as error:
        remedy = "Check the name, or work in the folder that holds it."
        raise UnreadablePdfError("file.missing", "there is no such file", remedy) from error
    except IsADirectoryError as error:
        remedy = f"Name the PDFs in it: check {file.as_posix()}/*.pdf"
        if (file / "content.yaml").is_file():
            remedy = f"Name the content in it: check {file.as_posix()}/content.yaml"
        raise UnreadablePdfError("file.folder", "this is a folder", remedy) from error
    except (OSError, ValueError) as error:  # a null byte in its name
        what = f"cannot be read ({getattr(error, 'strerror', None) or error})"
        remedy = "Check that it is a file, yours to read, and that its disk is there."
        raise UnreadablePdfError("file.unreadable", what, remedy) from error


def open_pdf(pdf: bytes, recover: bool = False) -> pikepdf.Pdf:
    """Open a PDF that has pages, `recover` what can be of a damaged one.

    Raises UnreadablePdfError.
    """
    set_decoder(_NoDecoder())
    hint = "Export it, or save it as PDF, from the program it was made with."
    if not pdf:
        raise UnreadablePdfError("file.empty", "this file is empty", hint)
    if _START not in pdf[:_HEAD]:
        raise UnreadablePdfError("file.not-pdf", "this is not a PDF", hint)
    try:
        opened = pikepdf.open(io.BytesIO(pdf), attempt_recovery=recover)
        if not len(opened.pages):
            hint = "Export it once more, and open it before you send it."
            raise UnreadablePdfError("file.no-pages", "this PDF has no pages", hint)
        return opened
    except pikepdf.PasswordError as error:
        what = "this PDF asks for a password, so nobody else can open it"
        hint = "Save it again without a password."
        raise UnreadablePdfError("file.password", what, hint) from error
    except pikepdf.PikepdfError as error:
        if b"/Encrypt" in pdf and "encryption" in str(error):  # qpdf 12 tells it by words alone
            what = "this PDF is locked in a way that only the program it was made for can open"
            raise UnreadablePdfError(
                "file.locked", what, "Save it again without a lock."
            ) from error
        if b"%%EOF" not in pdf[-_HEAD:]:
            what, hint = "this PDF is cut off: its end is missing", "Copy or export it once more."
            raise UnreadablePdfError("file.cut-off", what, hint) from error
        raise _explain_fault(pdf, recover) from error
    except MALFORMED as error:  # a number too long for any
        raise explain_damage("this PDF is damaged") from error


class _NoDecoder(JBIG2DecoderInterface):
    """Decodes nothing: pikepdf would call a program of the machine. PDFium draws such pictures."""

    def check_available(self) -> None:
        raise pikepdf.DependencyError("JBIG2 is left to PDFium")

    def decode_jbig2(self, jbig2: bytes, jbig2_globals: bytes) -> bytes:
        raise pikepdf.DependencyError("JBIG2 is left to PDFium")


def _explain_fault(pdf: bytes, recover: bool) -> UnreadablePdfError:
    """Return the error of a damaged PDF: one that opens once it is mended is told apart."""
    if not recover:
        try:
            with pikepdf.open(io.BytesIO(pdf)) as mended:
                if len(mended.pages):
                    return UnreadablePdfError("file.damaged", _MENDED, _ANEW)
        except (pikepdf.PikepdfError, *MALFORMED):
            pass
    return explain_damage("this PDF is damaged")


def explain_damage(what: str) -> UnreadablePdfError:
    """Return the error of a PDF that holds what none may hold."""
    return UnreadablePdfError("file.damaged", what, "Export it once more.")


def explain_stop(stopped: Stopped, limits: Limits) -> UnreadablePdfError:
    """Return the error of a PDF that kept its reader from giving any answer."""
    what = {
        "time": f"takes longer than {limits.seconds / 60:.0f} minutes to read",
        "budget": "is not read any more: the files before it took far too long",
        "memory": "needs more memory than there is to read",
        "death": "makes the program that reads it crash",
        "fault": "holds what the program that reads it cannot follow",
    }[stopped.why]
    return UnreadablePdfError("file.stopped", what, _AGAIN)


def finding_of(file: str, error: UnreadablePdfError) -> Finding:
    """Return what is told of a file that cannot be read."""
    return Finding(error.id, error.message, error.hint, place=Location(file=file))
