"""Any PDF -> AccessFile: pikepdf reads its structure, PDFium its letters."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

import pikepdf
from pikepdf import Dictionary, Object, OutlineItem

from brochure.access.file import (
    AccessFile,
    AccessPage,
    Bookmark,
    HeardAnnotation,
    MarkedText,
    PdfTag,
    PlacedArt,
)
from brochure.access.page_objects import read_objects
from brochure.base.errors import MALFORMED
from brochure.base.geometry import Rect
from brochure.reading.pdfium import read_letters
from brochure.reading.reading import Glyph, Letters, ReadPage
from brochure.reading.structure import Around, TagDescent, facts_of, several

_ROLES_DEEP = 20
_Key = tuple[int, int, int]  # page, form on it, number of marked content
# Source: ISO 32000-1, 14.8.4.
_STANDARD = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4"
    " H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code"
    " Link Annot Ruby Warichu RB RT RP WT WP Figure Formula Form"
)
STANDARD = frozenset(_STANDARD.split())


def read_access_file(
    pdf: bytes, name: str = "", letters: Sequence[Letters | ReadPage] | None = None
) -> AccessFile:
    """Read a PDF as those who hear it get it; `letters` of its pages, if they were read before.

    Raises ValueError where its tags have no end, and what pikepdf and PDFium raise of a damaged
    file.
    """
    letters = read_letters(pdf) if letters is None else letters
    pages = tuple(
        AccessPage(
            number,
            of.width_pt,
            of.height_pt,
            of.glyphs,
            it.styles,
            it.marks,
            it.artifacts,
            tuple(it.art),
        )
        for number, (of, it) in enumerate(zip(letters, read_objects(pdf), strict=True), 1)
    )
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _Structure(document, pages, name).read()


class _Structure:
    def __init__(self, document: pikepdf.Pdf, pages: tuple[AccessPage, ...], name: str) -> None:
        self.document, self.pages, self.name = document, pages, name
        self.descent = TagDescent()
        self.numbers = {page.obj.objgen: n for n, page in enumerate(document.pages, 1)}
        self.glyphs: dict[_Key, list[Glyph]] = {}
        self.art: dict[_Key, list[PlacedArt]] = {}
        for page in pages:
            for glyph in page.glyphs:
                mark = page.marks.get(glyph.run, (0, -1))
                self.glyphs.setdefault((page.number, *mark), []).append(glyph)
            for art in page.art:
                self.art.setdefault((page.number, *art.mark), []).append(art)
        self.forms: dict[int, Mapping[tuple[int, int], int]] = {}
        tree = document.Root.get("/StructTreeRoot")
        self.tree = tree if isinstance(tree, Dictionary) else None
        self.roles = _roles(self.tree)
        self.dests = _named(document)

    def read(self) -> AccessFile:
        root = self.document.Root
        kids = several(self.tree.get("/K")) if self.tree is not None else ()
        found = tuple(self._element(kid, 0, ()) for kid in kids if isinstance(kid, Dictionary))
        top = found[0] if len(found) == 1 else PdfTag("Document", "Document", found)
        title = str(self.document.docinfo.get("/Title", ""))
        return AccessFile(
            self.name,
            _xmp_title(self.document) or title,
            str(root.get("/Lang", "")),
            self.pages,
            top,
            tuple(self._annotations()),
            tuple(self._bookmarks()),
            self.roles,
            tagged=bool(found),
            scripts=_has_scripts(self.document),
            threads="/Threads" in root,
        )

    def _element(self, element: Object, page: int, around: Around) -> PdfTag:
        around = self.descent.enter(element, around)
        page = self._page(element, page)
        kids = tuple(self._kids(element, page, around))
        own = str(element.get("/S", ""))[1:]
        return PdfTag(self._standard(own), own, kids, facts_of(element))

    def _kids(
        self, element: Object, page: int, around: Around
    ) -> Iterator[PdfTag | MarkedText | HeardAnnotation]:
        for kid in several(element.get("/K")):
            if isinstance(kid, int):
                yield self._marked(page, kid)
            elif isinstance(kid, Dictionary):
                there = self._page(kid, page)
                if kid.get("/Type") == "/MCR":
                    form = self._form(there, kid.get("/Stm"))
                    yield self._marked(there, int(kid.get("/MCID", -2)), form)
                elif kid.get("/Type") == "/OBJR":
                    thing = kid.get("/Obj")
                    if isinstance(thing, Dictionary):
                        yield self._annotation(thing, there)
                else:
                    yield self._element(kid, page, around)

    def _page(self, thing: Object, otherwise: int) -> int:
        page = thing.get("/Pg")
        return otherwise if page is None else self.numbers.get(page.objgen, 0)

    def _standard(self, own: str) -> str:
        role = own
        for _ in range(_ROLES_DEEP):
            if role in STANDARD or role not in self.roles:
                break
            role = self.roles[role]
        return role

    def _form(self, page: int, stream: Object | None) -> int:
        """Return which of the forms that a page draws holds marked content, 0 for the page."""
        if stream is None or not page:
            return 0
        if page not in self.forms:
            self.forms[page] = _drawn_forms(self.document.pages[page - 1])
        return self.forms[page].get(stream.objgen, 0)

    def _marked(self, page: int, mcid: int, form: int = 0) -> MarkedText:
        key = (page, form, mcid)
        return MarkedText(page, mcid, tuple(self.glyphs.get(key, ())), tuple(self.art.get(key, ())))

    def _annotations(self) -> Iterator[HeardAnnotation]:
        for number, page in enumerate(self.document.pages, 1):
            for note in several(page.obj.get("/Annots")):
                if isinstance(note, Dictionary):
                    yield self._annotation(note, number)

    def _annotation(self, note: Object, page: int) -> HeardAnnotation:
        action = note.get("/A")
        action = action if isinstance(action, Dictionary) else Dictionary()
        parent = note.get("/Parent")
        field = parent if isinstance(parent, Dictionary) and "/T" not in note else note
        return HeardAnnotation(
            str(note.get("/Subtype", ""))[1:],
            page,
            self._area(note, page),
            str(note.get("/Contents", "")),
            str(action.get("/URI", "")),
            self._target(note.get("/Dest", action.get("/D"))),
            str(field.get("/T", "")),
            str(note.get("/TU", field.get("/TU", ""))),
            note.objgen[0],
        )

    def _area(self, note: Object, page: int) -> Rect:
        try:
            x0, y0, x1, y1 = (float(side) for side in note.get("/Rect", ()))
            trim = [float(side) for side in self.document.pages[page - 1].trimbox]
        except MALFORMED:
            return Rect(0, 0, 0, 0)
        left, top = trim[0], trim[3]
        return Rect(min(x0, x1) - left, top - max(y0, y1), max(x0, x1) - left, top - min(y0, y1))

    def _target(self, target: Object | None) -> int:
        """Return the page that a destination, plain or by its name, leads to; 0 for none."""
        if isinstance(target, pikepdf.String | pikepdf.Name):
            target = self.dests.get(str(target).lstrip("/"))
        if isinstance(target, Dictionary):
            target = target.get("/D")
        if not isinstance(target, pikepdf.Array) or not len(target):
            return 0
        return self.numbers.get(getattr(target[0], "objgen", (0, 0)), 0)

    def _bookmarks(self) -> Iterator[Bookmark]:
        try:
            with self.document.open_outline() as outline:
                yield from self._items(outline.root, 1)
        except (pikepdf.PikepdfError, pikepdf.OutlineStructureError, RecursionError, *MALFORMED):
            return

    def _items(self, items: Iterable[OutlineItem], level: int) -> Iterator[Bookmark]:
        for item in items:
            action = item.action
            target = item.destination
            if target is None and isinstance(action, Dictionary):
                target = action.get("/D")
            there = 0 if isinstance(target, int) else self._target(target)
            yield Bookmark(level, str(item.title), there)
            yield from self._items(item.children, level + 1)


def _drawn_forms(page: pikepdf.Page) -> Mapping[tuple[int, int], int]:
    """Return the number of each form that a page draws, by the number of its object."""
    found: dict[tuple[int, int], int] = {}
    try:
        drawn = page.resources.get("/XObject", Dictionary())
        number = count(1)
        for one in pikepdf.parse_content_stream(page, "Do"):
            thing = drawn.get(str(one.operands[0]))
            if thing is not None and thing.get("/Subtype") == "/Form":
                found.setdefault(thing.objgen, next(number))
    except (pikepdf.PikepdfError, *MALFORMED):
        return found
    return found


def _roles(tree: Object | None) -> Mapping[str, str]:
    roles = tree.get("/RoleMap") if tree is not None else None
    if not isinstance(roles, Dictionary):
        return {}
    return {key[1:]: str(value)[1:] for key, value in roles.items()}


def _named(document: pikepdf.Pdf) -> Mapping[str, Object]:
    """Return destinations by name, from the tree of names and from the older dictionary."""
    found: dict[str, Object] = {}
    old, names = document.Root.get("/Dests"), document.Root.get("/Names")
    if isinstance(old, Dictionary):
        found |= {key[1:]: value for key, value in old.items()}
    tree = names.get("/Dests") if isinstance(names, Dictionary) else None
    if isinstance(tree, Dictionary):
        try:
            found |= {str(key): value for key, value in pikepdf.NameTree(tree).items()}
        except (pikepdf.PikepdfError, RecursionError, *MALFORMED):
            return found
    return found


def _xmp_title(document: pikepdf.Pdf) -> str:
    try:
        with document.open_metadata() as xmp:
            return str(xmp.get("dc:title") or "").strip()
    except (pikepdf.PikepdfError, SyntaxError, RecursionError, *MALFORMED):
        return ""


def _has_scripts(document: pikepdf.Pdf) -> bool:
    names = document.Root.get("/Names")
    action = document.Root.get("/OpenAction")
    named = isinstance(names, Dictionary) and "/JavaScript" in names
    return named or (isinstance(action, Dictionary) and action.get("/S") == "/JavaScript")
