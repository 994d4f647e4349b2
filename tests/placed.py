"""Documents for the proofs in which everything stands where a test puts it: no engine lays them."""

from collections.abc import Iterable
from typing import Any

from PIL import Image

from brochure.base.files.project import Assets
from brochure.base.geometry import Rect
from brochure.channels.channel import Variant
from brochure.layout.printed import Panel, Printed
from brochure.proofs.alignment import Alignment, Word
from brochure.proofs.examined import Examined
from brochure.reading.reading import Glyph, Reading, ReadPage
from brochure.selection.passage import Passage
from tests.conftest import ROOT
from tests.tiny import TINY, TINY_CHANNEL


def drawn_page(shown: Image.Image, glyphs: Iterable[Glyph] = ()) -> ReadPage:
    """Return a page that shows a picture of 2 pixels to the point, and no text."""
    size = (shown.width / 2, shown.height / 2)
    gray, colours = shown.convert("L"), shown.convert("RGB")
    ink = Image.new("L", gray.size, "black")
    return ReadPage(*size, tuple(glyphs), (), ink, gray, gray, colours, colours)


def blank_page(
    glyphs: Iterable[Glyph] = (), width_pt: float = 200, height_pt: float = 150
) -> ReadPage:
    """Return a white page."""
    white = Image.new("L", (int(2 * width_pt), int(2 * height_pt)), "white")
    return drawn_page(white, glyphs)


def letters(text: str, box: Rect, page: int = 1, size_pt: float = 12, **more: Any) -> Glyph:
    """Return a sign of the file, which may stand for a whole word."""
    known: dict[str, Any] = {"after_space": True, "pen": (box.left, box.right), **more}
    return Glyph(text, page, box, size_pt, **known)


def word(text: str, box: Rect, said: Passage | None = None, page: int = 1, **more: Any) -> Word:
    """Return a word that is printed in a place, as one sign."""
    return Word(text, (letters(text, box, page, **more),), said, text)


def panel(name: str, rect: Rect, page: int = 1, **more: Any) -> Panel:
    """Return a panel with room for all that it holds."""
    height = rect.height
    return Panel(name, page, rect, height, height, 0, 0, 0, 0, 0, **more)


def examined(
    words: Iterable[Word] = (), pages: Iterable[ReadPage] = (), **declared: Any
) -> Examined:
    """Return a document of these words; `declared` is what else is known of it."""
    words = tuple(words)
    missing, extra = (declared.pop(name, ()) for name in ("missing", "extra"))
    own = {key: declared.pop(key) for key in ("sheets", "fields", "tags") if key in declared}
    edition = declared.pop("edition", TINY)
    known: dict[str, Any] = {
        "variant": Variant(edition, TINY_CHANNEL, Assets(ROOT)),
        "pdf": b"",
        "passages": tuple(dict.fromkeys(w.passage for w in words if w.passage)),
        "panels": (),
        "folios": (),
        "body_pt": 12,
        **declared,
    }
    reading = Reading(tuple(pages) or (blank_page(),))
    return Examined(Printed(**known), reading, Alignment(words, missing, extra), **own)
