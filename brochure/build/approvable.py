"""A proven document -> what someone can approve of it: its words and its pages, each as a hash.

Neither knows the status, so that a document keeps both when it is approved.
"""

from hashlib import sha256
from math import ceil

from pypdfium2.version import PDFIUM_INFO

from brochure.base.fingerprint import fingerprint
from brochure.content.yaml.paths import format_path
from brochure.layout.printed import Mark
from brochure.proofs.alignment import Word
from brochure.proofs.examined import Examined
from brochure.reading.reading import DPI
from brochure.selection.passage import Passage
from brochure.selection.selection import Selection

PDFIUM = str(PDFIUM_INFO)  # another version draws other pixels
_UNCOUNTED = ("version", "issued")  # of all documents, or of this one
_FLAT = (0, 0, 0)
_EDGE_PT = 1.0  # how far a letter may stand out of its box: a W leans over to the left


def fingerprint_words(on: Examined, selection: Selection) -> str:
    """Return one hash for all that readers are told, in order: words, panel and role of each.

    Descriptions that are heard count, and where links and codes lead, on paper too. Status,
    version, day of issue and page numbers do not: no sentence is another by them.
    """
    of_all, own = ("document",), ("editions", on.printed.edition.name)
    uncounted = {format_path((*at, name)) for at in (of_all, own) for name in _UNCOUNTED}
    said = tuple(
        (passage.panel, passage.role, passage.text)
        for passage in on.printed.passages
        if not (_is_status(passage, on) or passage.page_of or passage.path in uncounted)
    )
    links = tuple(address for address, _ in selection.inventory.links)
    return fingerprint(said, on.printed.spoken.descriptions, links, selection.inventory.codes)


def fingerprint_pages(on: Examined) -> str:
    """Return one hash for what is seen of all pages, as they are drawn for the proofs.

    The box of the status is filled in, unless anything else stands in it: of what it says counts
    how it looks. The order in which letters stand in the file counts too: nobody sees it, but it
    is what who copies words, or reads them without tags, gets.
    """
    whole = sha256()
    status = {id(g) for w in on.words if _is_status_word(w, on) for g in w.glyphs}
    for number, page in enumerate(on.reading.pages, 1):
        marks = _status_marks(on, number)
        picture = page.colours.copy() if marks else page.colours
        for mark in marks:
            picture.paste(_FLAT, _pixels_of(mark))
        whole.update(f"{picture.mode} {picture.width} {picture.height} ".encode())
        whole.update(picture.tobytes())
        whole.update("\n".join(mark.sign for mark in marks).encode())
        whole.update("".join(g.text for g in page.glyphs if id(g) not in status).encode())
    return whole.hexdigest()


def _status_marks(on: Examined, number: int) -> list[Mark]:
    """Return each box on a page that holds the status and no other word."""
    others = [
        glyph.box
        for word in (*on.words, *(word for run in on.alignment.extra for word in run))
        if not _is_status_word(word, on)
        for glyph in word.glyphs
        if glyph.page == number
    ]
    marks = (mark for mark in on.printed.status_areas if mark.page == number)
    return [m for m in marks if not any(m.rect.meets(other, _EDGE_PT) for other in others)]


def _pixels_of(mark: Mark) -> tuple[int, int, int, int]:
    box, scale = mark.rect.grow(_EDGE_PT), DPI / 72
    left, top = int(box.left * scale), int(box.top * scale)
    return left, top, ceil(box.right * scale), ceil(box.bottom * scale)


def _is_status_word(word: Word, on: Examined) -> bool:
    return bool(word.passage and _is_status(word.passage, on))


def _is_status(passage: Passage, on: Examined) -> bool:
    return passage.path == format_path(("editions", on.printed.edition.name))
