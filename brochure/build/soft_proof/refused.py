"""A refused document -> a picture of each page that a finding is on, with its place outlined.

The findings stand under the page, by number. Nobody takes such a picture for the document.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.build.soft_proof.drawing import (
    DESK,
    PX_PER_PT,
    TEXT,
    drawing_font,
    render_whole_page,
    to_png,
)
from brochure.build.staff_words import staff_words
from brochure.proofs.examined import Examined

_SIGNAL, _ON_SIGNAL = "#d0006f", "#ffffff"  # a colour that no brand prints with
_LINE_PX, _ROOM_PX, _BORDER_PX, _TEXT_PX, _ROW_PX = 3, 5, 24, 19, 28
_BADGE_PX, _LETTER_PX = 15, 9.5  # half a badge, and the width of a letter on average
_MOST_PAGES, _MOST_ON_A_PAGE, _MOST_ROWS = 12, 24, 4
_LEAST_ACROSS_PX = 700


def draw_refused(on: Examined, findings: Sequence[Finding]) -> tuple[tuple[str, bytes], ...]:
    """Return pictures, as (file name, PNG), of the first pages that these errors are on.

    What is on no page alone is drawn on the page where its words stand, or on the first.
    """
    pages: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "error":
            pages.setdefault(_page_of(on, finding), []).append(finding)
    document = pdfium.PdfDocument(on.printed.pdf)
    try:
        return tuple(
            (f"page-{number:02}.png", to_png(_draw(on, document, number, pages[number])))
            for number in sorted(pages)[:_MOST_PAGES]
            if number <= len(document)
        )
    finally:
        document.close()


def _page_of(on: Examined, finding: Finding) -> int:
    place, path = finding.place, finding.place.path
    if place.page:
        return place.page
    words = (w.page for w in on.words if path and w.passage and w.passage.path == path)
    panels = (p.page for p in on.printed.panels if p.name == place.panel)
    marks = (m.page for m in on.printed.marks if path and m.path == path)
    return next((page for pages in (words, marks, panels) for page in pages), 1)


def _places(on: Examined, number: int, finding: Finding) -> tuple[Rect, ...]:
    """Return what to outline on a page: the place itself, or else the words, sign or panel."""
    place, path = finding.place, finding.place.path
    if place.box:
        return (place.box,)
    if path:
        lines = _lines_of(on, number, path)
        if lines:
            return lines
        signs = tuple(m.rect for m in on.printed.marks if (m.page, m.path) == (number, path))
        if signs:
            return signs
    panels = on.printed.panels
    return tuple(p.rect for p in panels if (p.page, p.name) == (number, place.panel))


def _lines_of(on: Examined, number: int, path: str) -> tuple[Rect, ...]:
    """Return the lines that one piece of wording takes on a page."""
    boxes = [
        glyph.box
        for word in on.words
        if word.passage and word.passage.path == path
        for glyph in word.glyphs
        if glyph.page == number
    ]
    lines: list[Rect] = []
    for box in boxes:
        if lines and _beside(lines[-1], box):
            lines[-1] = Rect.enclose((lines[-1], box))
        else:
            lines.append(box)
    return tuple(lines)


def _beside(line: Rect, box: Rect) -> bool:
    return box.left >= line.left and box.top < line.bottom and box.bottom > line.top


def _draw(
    on: Examined, document: pdfium.PdfDocument, number: int, findings: Sequence[Finding]
) -> Image.Image:
    """Draw one page with the places of its findings, and what is wrong there below."""
    drawn, origin = render_whole_page(document[number - 1])
    told = findings[:_MOST_ON_A_PAGE]
    pen = ImageDraw.Draw(drawn)
    for count, finding in enumerate(told, 1):
        boxes = [_outline(pen, rect, origin) for rect in _places(on, number, finding)]
        if boxes:
            left, top, _, bottom = boxes[0]
            _badge(pen, count, left - _BADGE_PX, min((top + bottom) / 2, top + 2 * _BADGE_PX))
    across = max(drawn.width, _LEAST_ACROSS_PX)
    head = staff_words("refused.head").format(
        edition=on.printed.edition.name,
        channel=on.printed.channel.name,
        number=number,
        count=len(document),
    )
    more = len(findings) - len(told)
    rows = list(_rows(told, int(across / _LETTER_PX) - 4))
    rows.extend([(0, staff_words("refused.more").format(count=more))] if more else [])
    heads = wrap(head, int(across / _LETTER_PX))
    return _sheet(drawn, across, heads, rows)


def _sheet(
    drawn: Image.Image, across: int, heads: Sequence[str], rows: Sequence[tuple[int, str]]
) -> Image.Image:
    """Set the words under the page; a row with a number begins a finding."""
    high = drawn.height + 3 * _BORDER_PX + _ROW_PX * (len(heads) + len(rows))
    sheet = Image.new("RGB", (across + 2 * _BORDER_PX, high), DESK)
    sheet.paste(drawn, (_BORDER_PX, _BORDER_PX))
    pen, type_, top = ImageDraw.Draw(sheet), drawing_font(_TEXT_PX), drawn.height + 2 * _BORDER_PX
    for line in heads:
        pen.text((_BORDER_PX, top), line, _SIGNAL, type_)
        top += _ROW_PX
    for count, text in rows:
        if count:
            _badge(pen, count, _BORDER_PX + _BADGE_PX, top + _BADGE_PX - 2)
        pen.text((_BORDER_PX + 3 * _BADGE_PX, top), text, TEXT, type_)
        top += _ROW_PX
    return sheet


def _rows(findings: Sequence[Finding], letters: int) -> Iterator[tuple[int, str]]:
    for count, finding in enumerate(findings, 1):
        lines = [
            *wrap(finding.what, letters)[:_MOST_ROWS],
            *wrap(finding.remedy, letters)[:_MOST_ROWS],
        ]
        yield from ((0 if later else count, line) for later, line in enumerate(lines))


def _outline(
    pen: ImageDraw.ImageDraw, rect: Rect, origin: tuple[float, float]
) -> tuple[float, float, float, float]:
    x, y = origin
    box = (
        (rect.left + x) * PX_PER_PT - _ROOM_PX,
        (rect.top + y) * PX_PER_PT - _ROOM_PX,
        (rect.right + x) * PX_PER_PT + _ROOM_PX,
        (rect.bottom + y) * PX_PER_PT + _ROOM_PX,
    )
    pen.rectangle(box, outline=_SIGNAL, width=_LINE_PX)
    return box


def _badge(pen: ImageDraw.ImageDraw, count: int, x: float, y: float) -> None:
    """Draw a number on a disc whose middle is there, but never over the left or upper edge."""
    x, y = max(x, _BADGE_PX), max(y, _BADGE_PX)
    disc = (x - _BADGE_PX, y - _BADGE_PX, x + _BADGE_PX, y + _BADGE_PX)
    pen.ellipse(disc, _SIGNAL)
    pen.text((x, y), str(count), _ON_SIGNAL, drawing_font(_TEXT_PX), anchor="mm")
