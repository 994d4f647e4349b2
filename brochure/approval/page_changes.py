"""A finished file before and after -> which pages look different, how, and pictures of both.

What the status says, and the version, is looked past: these change with every release. Both files
may be of others: call `compare_files` behind `brochure.base.gate`.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from brochure.approval.page_pairs import FileDifference, FilePair, Look, PagePair
from brochure.base.geometry import Rect
from brochure.base.pixels import draw_page, read_sides
from brochure.base.status import find_status
from brochure.reading.pdfium import read_letters
from brochure.reading.reading import Letters

DPI = 100
_PX_PER_PT = DPI / 72
_EDGE_PT = 1.5  # how far a letter, and the blur at its edge, may stand out of its box
_CELL_PX = 10
_FLAT = (255, 255, 255)
_MARK, _MARK_PX, _ROOM_PX = "#c2185b", 3, 5
_COLOURS = 96
_MOST_PICTURES = 24
_MOST_PIXELS = 20_000_000  # of one page


@dataclass(frozen=True)
class _Page:
    picture: Image.Image
    letters: Letters
    passed_over: frozenset[int]

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """Where it says what is looked past."""
        return tuple(self.letters.glyphs[number].box for number in sorted(self.passed_over))

    @property
    def seen(self) -> str:
        """A hash of what is seen, but for what is looked past."""
        picture = _cover(self.picture, self.boxes)
        return sha256(f"{picture.size}".encode() + picture.tobytes()).hexdigest()

    @property
    def places(self) -> tuple[tuple[str, float, float, float], ...]:
        """Each letter with its place and size."""
        return tuple(
            (glyph.text, round(glyph.box.left, 1), round(glyph.box.top, 1), round(glyph.size_pt, 1))
            for number, glyph in enumerate(self.letters.glyphs)
            if number not in self.passed_over
        )


def compare_files(files: FilePair) -> FileDifference:
    """Compare two finished files page by page. Raises what PDFium does for a file that is none.

    Pages that came in between or went are found by what is seen of the others.
    """
    before = _read(files.before, files.past_before)
    after = _read(files.after, files.past_after)
    old_seen, new_seen = ([page.seen for page in pages] for pages in (before, after))
    matcher = SequenceMatcher(None, old_seen, new_seen, autojunk=False)
    pairs: list[PagePair] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            some = _pair_up(range(start, end), range(new_start, new_end))
            pairs.extend(p for p in (_compare(before, after, *each) for each in some) if p)
    return FileDifference(len(before), len(after), tuple(_leave_out_pictures(pairs)))


def _read(pdf: bytes, past: Sequence[str]) -> tuple[_Page, ...]:
    letters = read_letters(pdf)
    document = pdfium.PdfDocument(pdf)
    try:
        return tuple(
            _Page(_draw(document[n]), own, frozenset(_passed_over(own, past)))
            for n, own in enumerate(letters)
        )
    finally:
        document.close()


def _draw(page: pdfium.PdfPage) -> Image.Image:
    """Draw a page as it is cut."""
    (left, bottom, right, top), media = read_sides(page).trim, read_sides(page).crop
    if (right - left) * (top - bottom) * _PX_PER_PT**2 > _MOST_PIXELS:
        raise MemoryError("a page larger than any of ours")
    crop = (left - media[0], bottom - media[1], media[2] - right, media[3] - top)
    return draw_page(page, _PX_PER_PT, crop).convert("RGB")


def _passed_over(letters: Letters, past: Sequence[str]) -> Iterator[int]:
    """Give the numbers of the letters that say the status, or what is looked past besides."""
    owners = [n for n, glyph in enumerate(letters.glyphs) for _ in glyph.text]
    text = "".join(glyph.text for glyph in letters.glyphs)
    spans = list(find_status(text))
    for phrase in ("".join(words.split()) for words in past):
        at = text.find(phrase) if phrase else -1
        while at >= 0:
            spans.append((at, at + len(phrase)))
            at = text.find(phrase, at + 1)
    for start, end in spans:
        yield from owners[start:end]


def _pair_up(old: range, new: range) -> Iterator[tuple[int, int]]:
    """Give pages that stand for each other, -1 where there is none any more or was none."""
    for n in range(max(len(old), len(new))):
        yield (old[n] if n < len(old) else -1), (new[n] if n < len(new) else -1)


def _compare(
    before: Sequence[_Page], after: Sequence[_Page], old: int, new: int
) -> PagePair | None:
    """Return how a page differs; None where it does not, once both are looked past alike."""
    if old < 0 or new < 0:
        picture = _to_png((after[new] if new >= 0 else before[old]).picture)
        pictures = (b"", picture) if new >= 0 else (picture, b"")
        return PagePair(old + 1, new + 1, "both", *pictures)
    one, other = before[old], after[new]
    past = (*one.boxes, *other.boxes)
    difference = _difference(one.picture, other.picture, past)
    if difference.getbbox() is None:
        return None
    drawn = (_to_png(_mark(page.picture, difference)) for page in (one, other))
    return PagePair(old + 1, new + 1, _look(one, other, past), *drawn)


def _look(one: _Page, other: _Page, past: Sequence[Rect]) -> Look:
    if one.places == other.places:
        return "look"
    boxes = [glyph.box for page in (one, other) for glyph in page.letters.glyphs]
    rest = _difference(one.picture, other.picture, (*past, *boxes))
    return "lines" if rest.getbbox() is None else "both"


def _difference(one: Image.Image, other: Image.Image, past: Sequence[Rect]) -> Image.Image:
    """Return where two pictures differ, beside these areas; of another size all of it does."""
    if one.size != other.size:
        size = (max(one.width, other.width), max(one.height, other.height))
        return Image.new("L", size, 255)
    red, green, blue = ImageChops.difference(_cover(one, past), _cover(other, past)).split()
    greatest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return greatest.point([0] + [255] * 255)


def _cover(picture: Image.Image, areas: Iterable[Rect]) -> Image.Image:
    covered = picture.copy()
    for area in areas:
        covered.paste(_FLAT, _pixels(area.grow(_EDGE_PT)))
    return covered


def _pixels(area: Rect) -> tuple[int, int, int, int]:
    left, top, right, bottom = (side * _PX_PER_PT for side in area.sides)
    return int(left), int(top), int(right) + 1, int(bottom) + 1


def _mark(picture: Image.Image, difference: Image.Image) -> Image.Image:
    """Put a frame around each place that differs."""
    marked = picture.copy()
    pen = ImageDraw.Draw(marked)
    for place in _join([place.grow(_ROOM_PX) for place in _places(difference)]):
        pen.rounded_rectangle(place.sides, _ROOM_PX, outline=_MARK, width=_MARK_PX)
    return marked


def _join(places: Sequence[Rect]) -> Sequence[Rect]:
    """Return places of which none lies over another."""
    apart: list[Rect] = []
    for place in places:
        while near := [each for each in apart if each.meets(place)]:
            apart = [each for each in apart if each not in near]
            place = Rect.enclose((place, *near))
        apart.append(place)
    return apart


def _places(difference: Image.Image) -> Iterator[Rect]:
    """Give the boxes of what lies together, in pixels."""
    across, down = difference.width // _CELL_PX + 1, difference.height // _CELL_PX + 1
    canvas = Image.new("L", (across * _CELL_PX, down * _CELL_PX))
    canvas.paste(difference, (0, 0))
    cells = canvas.reduce(_CELL_PX).tobytes()
    full = {(n % across, n // across) for n, value in enumerate(cells) if value}
    while full:
        waiting, found = [full.pop()], list[tuple[int, int]]()
        while waiting:
            x, y = waiting.pop()
            found.append((x, y))
            near = {(x + dx, y + dy) for dx in (-2, -1, 0, 1, 2) for dy in (-1, 0, 1)} & full
            full -= near
            waiting.extend(near)
        columns, rows = zip(*found, strict=True)
        sides = (min(columns), min(rows), max(columns) + 1, max(rows) + 1)
        yield Rect(*(side * _CELL_PX for side in sides))


def _to_png(picture: Image.Image) -> bytes:
    """Return a small file: a page has few colours, and the blurred edges between them."""
    written = io.BytesIO()
    picture.quantize(_COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()


def _leave_out_pictures(pairs: Sequence[PagePair]) -> Iterator[PagePair]:
    for number, pair in enumerate(pairs):
        yield pair if number < _MOST_PICTURES else PagePair(pair.before, pair.after, pair.look)
