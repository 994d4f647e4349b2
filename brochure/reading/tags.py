"""Finished PDF -> its tags and their letters, as a screen reader meets them; read by pikepdf.

Source: ISO 32000-1, 14.7 (structure) and 14.8 (tagged PDF).
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Object, OutlineItem

from brochure.reading.reading import Glyph, Reading
from brochure.reading.structure import Around, Fact, TagDescent, facts_of, several

_JOIN = re.compile("\N{SOFT HYPHEN} ?")  # a word that goes on on the next line


@dataclass(frozen=True)
class MarkedContent:
    """Marked content that a tag holds: its page, from 1, its number there, and its letters."""

    page: int
    mcid: int
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True)
class ReadAnnotation:
    """A link or form field: its page, from 1, what is read aloud for it, and where it leads."""

    kind: str
    page: int
    words: str
    href: str
    number: int = 0


@dataclass(frozen=True)
class ReadTag:
    """One tag: its role, what it holds in order, and what it says of itself.

    `facts` are the entries of its dictionary and of its attributes: Alt, Lang, Scope, BBox …
    """

    role: str
    kids: tuple["ReadTag | MarkedContent | ReadAnnotation", ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])

    def walk(self) -> Iterator["ReadTag | MarkedContent | ReadAnnotation"]:
        """Give this tag and everything in it, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, ReadTag):
                yield from kid.walk()
            else:
                yield kid

    def tags(self) -> Iterator["ReadTag"]:
        """Give this tag and every tag in it."""
        return (part for part in self.walk() if isinstance(part, ReadTag))

    def glyphs(self) -> Iterator[Glyph]:
        """Give the letters in it, in the order in which they are read aloud."""
        return (g for part in self.walk() if isinstance(part, MarkedContent) for g in part.glyphs)

    @property
    def words(self) -> str:
        """What is read aloud of it."""
        return " ".join(_JOIN.sub("", "".join(self._spoken())).split())

    def _spoken(self) -> Iterator[str]:
        """Give what is read aloud, piece by piece; what a tag says takes the place of letters."""
        if "ActualText" in self.facts:
            first = next(self.glyphs(), None)
            yield " " * bool(first and first.after_space) + str(self.facts["ActualText"])
            return
        for kid in self.kids:
            if isinstance(kid, ReadTag):
                yield from kid._spoken()
            elif isinstance(kid, MarkedContent):
                yield from (f"{' ' * g.after_space}{g.text}" for g in kid.glyphs)

    @property
    def level(self) -> int:
        """The level of a heading, 0 for all other roles."""
        return int(self.role[1]) if self.role[:1] == "H" and self.role[1:].isdigit() else 0


@dataclass(frozen=True)
class ReadTags:
    """The tag tree of a file, all links and fields on its pages, and its bookmarks.

    `bookmarks` are levels from 1 and titles; `lacks` names what a tagged file must say and this
    one does not.
    """

    root: ReadTag
    notes: tuple[ReadAnnotation, ...]
    bookmarks: tuple[tuple[int, str], ...]
    lacks: tuple[str, ...]


def read_tags(pdf: bytes, reading: Reading) -> ReadTags:
    """Read the tags of a finished PDF, whose letters are in `reading`.

    A file without tags has an empty Document.
    """
    marked: dict[tuple[int, int], list[Glyph]] = {}
    for page in reading.pages:
        for glyph in page.glyphs:
            marked.setdefault((glyph.page, glyph.mcid), []).append(glyph)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _Reader(document, marked).read()


class _Reader:
    def __init__(
        self, document: pikepdf.Pdf, marked: Mapping[tuple[int, int], list[Glyph]]
    ) -> None:
        self.document = document
        self.marked = marked
        self.descent = TagDescent()
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.document.pages, 1)}

    def read(self) -> ReadTags:
        root = self.document.Root
        tree = root.get("/StructTreeRoot")
        kids = several(tree.get("/K")) if tree is not None else ()
        top = self._tag(kids[0], 0, ()) if kids else ReadTag("Document")
        notes = tuple(
            self._note(note, number)
            for number, page in enumerate(self.document.pages, 1)
            for note in page.get("/Annots", ())
        )
        with self.document.open_outline() as outline:
            bookmarks = tuple(_bookmarks(outline.root, 1))
        return ReadTags(top, notes, bookmarks, tuple(self._lacks()))

    def _tag(self, element: Object, page: int, around: Around) -> ReadTag:
        around = self.descent.enter(element, around)
        page = self.pages.get(element.Pg.objgen, 0) if "/Pg" in element else page
        kids = tuple(self._kid(kid, page, around) for kid in several(element.get("/K")))
        return ReadTag(str(element.S)[1:], kids, facts_of(element))

    def _kid(
        self, kid: Object, page: int, around: Around
    ) -> ReadTag | MarkedContent | ReadAnnotation:
        if isinstance(kid, int):
            return self._marked(page, kid)
        page = self.pages.get(kid.Pg.objgen, 0) if "/Pg" in kid else page
        if kid.get("/Type") == "/MCR":
            return self._marked(page, int(kid.MCID))
        if kid.get("/Type") == "/OBJR":
            return self._note(kid.Obj, page)
        return self._tag(kid, page, around)

    def _marked(self, page: int, mcid: int) -> MarkedContent:
        return MarkedContent(page, mcid, tuple(self.marked.get((page, mcid), ())))

    def _note(self, note: Object, page: int) -> ReadAnnotation:
        action = note.get("/A")
        words = str(note.get("/TU", note.get("/Contents", "")))
        inside = f"#{note.Dest}" if "/Dest" in note else ""
        href = inside if action is None else str(action.get("/URI", ""))
        return ReadAnnotation(str(note.Subtype)[1:], page, words, href, note.objgen[0])

    def _lacks(self) -> Iterator[str]:
        """Name what readers rely on and the file does not say. Source: ISO 14289-1, clause 7.1."""
        root = self.document.Root
        if not bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)):
            yield "that it is tagged"
        if not str(root.get("/Lang", "")):
            yield "its language"
        if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
            yield "that its title is shown"
        if "/PageLabels" not in root:
            yield "what its pages are called"
        if any(page.get("/Tabs") != "/S" for page in self.document.pages):
            yield "that the Tab key follows its tags"


def _bookmarks(items: Iterable[OutlineItem], level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, str(item.title)
        yield from _bookmarks(item.children, level + 1)
