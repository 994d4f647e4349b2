"""Small tagged PDFs, made here: right ones, and ones with one fault of meaning."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

TITLE = "Before your visit"
WIDTH_PT, HEIGHT_PT = 640, 600


@dataclass(frozen=True)
class Tag:
    """One element: its tag, its words or what stands in it, and where and how it is printed.

    `y` counts from the top of the page, -1 is below what came before; `art` is a filled area of so
    many points each way; `facts` are entries of its dictionary, `attributes` those of /A.
    """

    role: str
    words: str = ""
    kids: tuple["Tag", ...] = ()
    x: float = 40
    y: float = -1
    size_pt: float = 11
    bold: bool = False
    page: int = 1
    art: tuple[float, float] = (0, 0)
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    attributes: dict[str, Any] = field(default_factory=dict[str, Any])
    link: str = ""
    to_page: int = 0
    matrix: tuple[float, float, float, float] = (1, 0, 0, 1)


@dataclass(frozen=True)
class Artifact:
    """Text that no tag holds."""

    words: str
    y: float = 300


def tagged(
    *tags: Tag | Artifact,
    title: str = TITLE,
    language: str = "en-US",
    pages: int = 1,
    roles: dict[str, str] | None = None,
    bookmarks: tuple[tuple[str, int], ...] = (),
    edit: Callable[[pikepdf.Pdf], None] = lambda pdf: None,
) -> bytes:
    """Return a PDF with these tags, in this order."""
    maker = _Maker(pages)
    kids = [maker.add(tag, maker.top) for tag in tags if isinstance(tag, Tag)]
    for one in tags:
        if isinstance(one, Artifact):
            maker.streams[0].append(f"/Artifact BMC {maker.text(one.words, 40, one.y, 11)} EMC")
    maker.top.K = Array(kids)
    return maker.finish(title, language, roles or {}, bookmarks, edit)


class _Maker:
    def __init__(self, pages: int) -> None:
        self.pdf = pikepdf.new()
        fonts = Dictionary(F=self._font("/Helvetica"), B=self._font("/Helvetica-Bold"))
        for _ in range(pages):
            self.pdf.add_blank_page(page_size=(WIDTH_PT, HEIGHT_PT))
        for number, page in enumerate(self.pdf.pages):
            page.obj.Resources = Dictionary(Font=fonts)
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
        self.streams: list[list[str]] = [[] for _ in range(pages)]
        self.mcids = [0] * pages
        self.below = [40.0] * pages
        tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.pdf.Root.StructTreeRoot = tree
        self.top = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
        tree.K = self.top

    def _font(self, name: str) -> Any:
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(name), Encoding=Name.WinAnsiEncoding
        )
        return self.pdf.make_indirect(font)

    def text(
        self, words: str, x: float, y: float, size: float, font: str = "F", m: Any = None
    ) -> str:
        a, b, c, d = m or (1, 0, 0, 1)
        said = words.encode("cp1252").hex()
        return f"BT /{font} {size} Tf {a} {b} {c} {d} {x} {HEIGHT_PT - y} Tm <{said}> Tj ET"

    def add(self, tag: Tag, parent: Any) -> Any:
        facts = {f"/{key}": value for key, value in tag.facts.items()}
        element = self.pdf.make_indirect(
            Dictionary({"/Type": Name.StructElem, "/S": Name(f"/{tag.role}"), "/P": parent} | facts)
        )
        page = self.pdf.pages[tag.page - 1].obj
        element.Pg = page
        if tag.attributes:
            own = {f"/{key}": value for key, value in tag.attributes.items()}
            element.A = Dictionary({"/O": Name.List} | own)
        held: list[Any] = []
        if tag.words or tag.art != (0, 0):
            held += [self._mark(tag, line) for line in tag.words.split("\n")]
        held += [self.add(kid, element) for kid in tag.kids]
        if tag.link or tag.to_page:
            held.append(self._link(tag, page))
        if held:
            element.K = Array(held)
        return element

    def _mark(self, tag: Tag, words: str) -> int:
        n = tag.page - 1
        y = tag.y if tag.y >= 0 else self.below[n]
        self.below[n] = y + tag.size_pt * 1.4 + max(tag.art[1], 0)
        drawn = self.text(words, tag.x, y + tag.size_pt, tag.size_pt, "FB"[tag.bold], tag.matrix)
        if tag.art != (0, 0):
            wide, high = tag.art
            drawn = f"{tag.x} {HEIGHT_PT - y - high} {wide} {high} re f"
        mcid = self.mcids[n]
        self.mcids[n] += 1
        self.streams[n].append(f"/{tag.role} <</MCID {mcid}>> BDC {drawn} EMC")
        return mcid

    def _link(self, tag: Tag, page: Any) -> Any:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[40, 500, 90, 520])
        if tag.link:
            note.A = Dictionary(S=Name.URI, URI=String(tag.link))
        else:
            note.Dest = Array([self.pdf.pages[tag.to_page - 1].obj, Name.Fit])
        note = self.pdf.make_indirect(note)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(note)
        return Dictionary(Type=Name.OBJR, Obj=note, Pg=page)

    def finish(
        self,
        title: str,
        language: str,
        roles: dict[str, str],
        bookmarks: tuple[tuple[str, int], ...],
        edit: Callable[[pikepdf.Pdf], None],
    ) -> bytes:
        for page, stream in zip(self.pdf.pages, self.streams, strict=True):
            page.obj.Contents = self.pdf.make_stream("\n".join(stream).encode())
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        if language:
            self.pdf.Root.Lang = String(language)
        if roles:
            held = {f"/{own}": Name(f"/{role}") for own, role in roles.items()}
            self.pdf.Root.StructTreeRoot.RoleMap = Dictionary(held)
        if title:
            self.pdf.docinfo["/Title"] = title
        with self.pdf.open_outline() as outline:
            outline.root.extend(
                pikepdf.OutlineItem(name, page - 1, "Fit") for name, page in bookmarks
            )
        edit(self.pdf)
        made = io.BytesIO()
        self.pdf.save(made)
        return made.getvalue()
