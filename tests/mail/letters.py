"""A letter to send in tests: the default content's words, and one small PDF or a proven one."""

from pathlib import Path

from brochure.content.load import LoadedContent
from brochure.mail.message import Attachment, Letter

SENDER = "desk@clinic.example"
TINY = b"%PDF-1.7\n% \xe2\xe3 a line that begins with a dot:\n.\n..\n%%EOF\n"


def letter(
    loaded: LoadedContent, pdf: bytes = TINY, version: str = "1.0", sender: str = SENDER
) -> Letter:
    """Return a letter with one attachment."""
    content = loaded.content
    assert content and content.email
    attached = Attachment("CAREolina-Guide-v1.0.pdf", pdf, "CW-GUIDE", version)
    return Letter(content, content.email, (attached,), sender)


def files(folder: Path) -> list[str]:
    """Return what lies in a folder and below, by name."""
    return sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())
