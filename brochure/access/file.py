"""What any PDF says to those who hear it: structure elements, their words and places, and links.

Source: ISO 32000-1, 14.7 (structure) and 14.8 (tagged PDF).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from brochure.access.reading_lines import TextLine, cut_into_lines
from brochure.base.geometry import Rect
from brochure.reading.reading import Glyph
from brochure.reading.structure import Fact

_JOIN = re.compile("\N{SOFT HYPHEN} ?")
_LEVEL = re.compile(r"H([1-9]\d*)$")


@dataclass(frozen=True)
class TextStyle:
    """How a text object looks: the name of its font, and whether that is a bold one."""

    font: str
    bold: bool


@dataclass(frozen=True)
class PlacedArt:
    """A picture or drawing on a page: its area in points from the top left corner, and its mark."""

    box: Rect
    mark: tuple[int, int]
    picture: bool


@dataclass(frozen=True)
class AccessPage:
    """One page: its size in points, its letters, how each text object looks, and its pictures.

    `marks` are where tags find each text object: the form that it stands in, 0 for the page, and
    the number of its marked content there, -1 where no tag can hold it. `artifacts` are the numbers
    of the text objects that are marked as artifacts, each with the type that it says, an empty
    string if none.
    """

    number: int
    width_pt: float
    height_pt: float
    glyphs: tuple[Glyph, ...]
    styles: Mapping[int, TextStyle]
    marks: Mapping[int, tuple[int, int]]
    artifacts: Mapping[int, str]
    art: tuple[PlacedArt, ...]

    def style_of(self, glyph: Glyph) -> TextStyle:
        """Return how a letter looks."""
        return self.styles.get(glyph.run, TextStyle("", False))

    def is_tagged(self, glyph: Glyph) -> bool:
        """Say whether a tag can hold a letter."""
        return self.marks.get(glyph.run, (0, -1))[1] >= 0


@dataclass(frozen=True)
class MarkedText:
    """Marked content that an element holds: its page, from 1, its letters, its pictures."""

    page: int
    mcid: int
    glyphs: tuple[Glyph, ...] = ()
    art: tuple[PlacedArt, ...] = ()


@dataclass(frozen=True)
class HeardAnnotation:
    """A link, form field or note: its page, from 1, its area, what it says and where it leads.

    `goes_to` is the page that a link leads to within the file, 0 if to none; `name` the name of a
    form field, `tip` what is read aloud for it.
    """

    kind: str
    page: int
    box: Rect
    contents: str = ""
    href: str = ""
    goes_to: int = 0
    name: str = ""
    tip: str = ""
    number: int = 0


@dataclass(frozen=True)
class PdfTag:
    """A structure element: its standard type, the type that it was given, and what it holds.

    `facts` are the entries of its dictionary and of its attributes: Alt, Lang, Scope, BBox …
    """

    role: str
    own_role: str
    kids: tuple["PdfTag | MarkedText | HeardAnnotation", ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])

    def walk(self) -> Iterator["PdfTag | MarkedText | HeardAnnotation"]:
        """Give this element and all that is in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, PdfTag):
                yield from kid.walk()
            else:
                yield kid

    def elements(self) -> Iterator["PdfTag"]:
        """Give this element and every one in it."""
        return (part for part in self.walk() if isinstance(part, PdfTag))

    @cached_property
    def inner(self) -> tuple["PdfTag", ...]:
        """The elements that stand directly in it."""
        return tuple(kid for kid in self.kids if isinstance(kid, PdfTag))

    @cached_property
    def pieces(self) -> tuple[MarkedText, ...]:
        """All marked content in it."""
        return tuple(part for part in self.walk() if isinstance(part, MarkedText))

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """All letters in it, in reading order."""
        return tuple(glyph for piece in self.pieces for glyph in piece.glyphs)

    @cached_property
    def annotations(self) -> tuple[HeardAnnotation, ...]:
        """All links, fields and notes in it."""
        return tuple(part for part in self.walk() if isinstance(part, HeardAnnotation))

    @cached_property
    def words(self) -> str:
        """What is read aloud of it, descriptions of pictures left out."""
        return " ".join(_JOIN.sub("", "".join(self._spoken())).split())

    def _spoken(self) -> Iterator[str]:
        if "ActualText" in self.facts:
            yield f"{self._gap()}{self.facts['ActualText']}"
            return
        for kid in self.kids:
            if isinstance(kid, PdfTag):
                yield from kid._spoken()
            elif isinstance(kid, MarkedText):
                yield from (f"{' ' * glyph.after_space}{glyph.text}" for glyph in kid.glyphs)

    def _gap(self) -> str:
        return " " * bool(self.glyphs and self.glyphs[0].after_space)

    @cached_property
    def page(self) -> int:
        """The page on which it begins, from 1; 0 if it shows nothing."""
        places = (p.page for p in self.walk() if isinstance(p, MarkedText | HeardAnnotation))
        return next((page for page in places if page), 0)

    @cached_property
    def box(self) -> Rect | None:
        """Its area on the page on which it begins; None if it shows nothing there."""
        shown = [piece for piece in self.pieces if piece.page == self.page]
        boxes = [glyph.box for piece in shown for glyph in piece.glyphs]
        boxes += [art.box for piece in shown for art in piece.art]
        return Rect.enclose(boxes) if boxes else None

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        """Its lines, in reading order."""
        return cut_into_lines(self.glyphs)

    @cached_property
    def level(self) -> int:
        """The level of a heading, those past 6 too, which are mapped; 0 for all others.

        Source: ISO 14289-1, 7.4.3.
        """
        found = _LEVEL.match(self.own_role) or _LEVEL.match(self.role)
        return int(found[1]) if found else int(self.role == "H")

    @cached_property
    def size_pt(self) -> float:
        """The type size of most of its letters, 0 if it has none."""
        sizes = [round(glyph.size_pt * 2) / 2 for glyph in self.glyphs]
        return max(set(sizes), key=sizes.count) if sizes else 0.0

    def said(self, name: str) -> str:
        """Return an entry such as Alt as text, an empty string if there is none."""
        return str(self.facts.get(name, "")).strip()


@dataclass(frozen=True)
class PaleText:
    """Text that stands out from its ground by less than is wanted, and where it stands."""

    page: int
    words: str
    ratio: float
    wanted: float
    box: Rect


@dataclass(frozen=True)
class Bookmark:
    """A bookmark: its level from 1, its title, and the page that it leads to, 0 if to none."""

    level: int
    title: str
    page: int


@dataclass(frozen=True)
class AccessFile:
    """A whole PDF as those who hear it get it.

    `title` and `language` are what the file says of itself; `scripts` that it holds JavaScript,
    `threads` that it has article threads. `pale` is measured on foreign files alone. A file without
    tags has an empty `root`, and is not `tagged`.
    """

    name: str
    title: str
    language: str
    pages: tuple[AccessPage, ...]
    root: PdfTag
    annotations: tuple[HeardAnnotation, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict[str, str])
    tagged: bool = True
    scripts: bool = False
    threads: bool = False
    pale: tuple[PaleText, ...] = ()

    @cached_property
    def elements(self) -> tuple[PdfTag, ...]:
        """All structure elements, in reading order."""
        return tuple(self.root.elements())

    def with_role(self, *roles: str) -> tuple[PdfTag, ...]:
        """Return the elements of these standard types, in reading order."""
        return tuple(element for element in self.elements if element.role in roles)

    @cached_property
    def headings(self) -> tuple[PdfTag, ...]:
        """All headings, in reading order."""
        return tuple(element for element in self.elements if element.level)

    @cached_property
    def families(self) -> tuple[tuple[PdfTag, tuple[PdfTag, ...]], ...]:
        """Each element with the elements that stand directly in it, where there are any."""
        return tuple((one, one.inner) for one in self.elements if one.inner)

    @cached_property
    def body_look(self) -> tuple[float, bool]:
        """The type size of most letters in paragraphs, and whether they are bold."""
        counts = self._letters_by_look
        return max(counts, key=lambda look: counts[look]) if counts else (0.0, False)

    @property
    def text_letters(self) -> int:
        """How many letters of paragraphs look as most of them do."""
        return self._letters_by_look.get(self.body_look, 0)

    @cached_property
    def _letters_by_look(self) -> dict[tuple[float, bool], int]:
        counts: dict[tuple[float, bool], int] = {}
        for element in self.elements:
            if element.role in ("P", "LBody", "TD") and not element.level:
                look = self.look_of(element)
                counts[look] = counts.get(look, 0) + len(element.glyphs)
        return counts

    def look_of(self, element: PdfTag) -> tuple[float, bool]:
        """Return the type size of most letters of an element, and whether most of them are bold."""
        bold = sum(self.pages[glyph.page - 1].style_of(glyph).bold for glyph in element.glyphs)
        return element.size_pt, bold * 2 > len(element.glyphs)
