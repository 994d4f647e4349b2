"""HTML elements -> tags: the roles of ISO 32000-1, 14.8.4, in the order a person reads.

The order is that of the page's source, whatever the stylesheet does with it. Elements without a
meaning of their own (div, span, strong) belong to the tag around them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from brochure.base.breaks import without_breaks
from brochure.layout.engine.pdf_objects import PdfDictionary

_ROLES = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "aside": "Sect",
    "nav": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "address": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    "a": "Link",
}
_BLOCKS = {
    *(tag for tag in _ROLES if tag not in ("a", "img")),
    *("div", "dl", "dt", "dd", "li", "figure", "header", "footer", "form", "hr"),
}
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
# In these, text and links stand only inside a paragraph.
_GROUPING = ("Document", "Part", "Art", "Sect")
# Empty cells stay, so that rows have their columns; of all else, what holds nothing is left out.
_EMPTY_TOO = ("TH", "TD")

# What belongs to an owner such as Table or Layout: a string is a name of PDF, or stands in a tuple.
Attributes = dict[str, str | int | tuple[str, ...] | tuple[float, ...]]


@dataclass(frozen=True)
class ContentItem:
    """Something on a page that a tag holds: marked content by its number, or an annotation.

    `at` is its place in the order of the page's boxes, `page` counts from 0.
    """

    at: int
    page: int
    mcid: int = -1
    annotation: PdfDictionary | None = None


@dataclass(eq=False)
class Tag:
    """A structure element while it is made.

    `entries` are those of its dictionary, `attributes` those that belong to an owner such as Table
    or Layout, as Python values. `id` is what header cells are known by.
    """

    role: str
    element: Element
    kids: list["Tag | ContentItem"] = field(default_factory=list["Tag | ContentItem"])
    entries: dict[str, str] = field(default_factory=dict[str, str])
    attributes: dict[str, Attributes] = field(default_factory=dict[str, Attributes])
    id: str = ""

    def add(self, role: str, element: Element) -> "Tag":
        """Add a tag behind the others in this one, and return it."""
        tag = Tag(role, element)
        self.kids.append(tag)
        return tag

    def kept_kids(self) -> list["Tag | ContentItem"]:
        """Return its content and those of its tags that hold something, in the order of reading.

        Text and tags that stand side by side come in the order of boxes; tags alone in the order
        of the page's source.
        """
        kept = [kid for kid in self.kids if isinstance(kid, ContentItem) or kid._is_kept()]
        if any(isinstance(kid, ContentItem) for kid in kept):
            kept.sort(key=_start)
        return kept

    def _is_kept(self) -> bool:
        return self.role in _EMPTY_TOO or bool(self.kept_kids())


def _start(kid: Tag | ContentItem) -> int:
    return kid.at if isinstance(kid, ContentItem) else min(map(_start, kid.kept_kids()), default=0)


class Tags:
    """The tags of one page of HTML: `root`, and which tag each element belongs to.

    `of` gives None for an element that is decoration: ``alt=""``, ``aria-hidden``, ``data-deco``
    and role ``presentation``.
    """

    def __init__(self, html: Element) -> None:
        self.root = Tag("Document", html)
        self._of: dict[Element, Tag | None] = {html: self.root}
        self._forms: dict[Element, Tag] = {}
        self._numbered = 0
        self._add_all(html, self.root)

    def of(self, element: Element) -> Tag | None:
        """Return the tag of an element, None where it is decoration; KeyError for a foreign one."""
        return self._of[element]

    def form_of(self, element: Element) -> Tag | None:
        """Return the tag of the form field that lies over an element."""
        return self._forms.get(element)

    def _add_all(self, element: Element, parent: Tag) -> None:
        for child in element:
            self._add(child, parent)

    def _add(self, element: Element, parent: Tag) -> None:
        """Add one element and all in it under `parent`."""
        if callable(element.tag) or element in self._of:  # a comment has a function for a tag
            return
        if _is_decoration(element):
            self._of |= dict.fromkeys(element.iter())
            return
        if element.tag == "dl":
            self._add_pairs(element, parent)
            return
        role = _role(element, parent)
        if element.tag == "li":
            tag = self._item(element, parent)
        else:
            tag = parent.add(role, element) if role else parent
        self._of[element] = tag
        _describe(tag, element)
        self._add_all(element, tag)
        if element.get("data-field") is not None:
            self._forms[element] = tag.add("Form", element)
        if role == "Table":
            self._name_headers(element)

    def _item(self, element: Element, parent: Tag) -> Tag:
        """Add a list item; what is marked ``data-label`` in it becomes its label."""
        item = parent.add("LI", element)
        label = next((e for e in element.iter() if e.get("data-label") is not None), None)
        if label is not None:
            tag = item.add("Lbl", label)
            self._of |= dict.fromkeys(label.iter(), tag)
        return item.add("LBody", element)

    def _add_pairs(self, element: Element, parent: Tag) -> None:
        """Add a list of terms: each term is a label, what follows it is the body of its item."""
        tag = parent.add("L", element)
        _describe(tag, element)
        self._of |= dict.fromkeys(element.iter(), tag)
        item = tag
        for part in [e for e in element.iter() if e.tag in ("dt", "dd")]:
            if part.tag == "dt" or item is tag:
                item = tag.add("LI", part)
            own = item.add("Lbl" if part.tag == "dt" else "LBody", part)
            for inner in part.iter():
                del self._of[inner]
            self._of[part] = own
            _describe(own, part)
            self._add_all(part, own)

    def _name_headers(self, table: Element) -> None:
        """Name each header cell, and tell each cell which headers it stands under."""
        columns: dict[int, Tag] = {}
        group: list[Tag] = []
        held: dict[int, int] = {}
        for row in table.iter("tr"):
            placed = [(self._of[cell], cell, span) for cell, span in _cells(row, held)]
            headers = [(tag, cell, span) for tag, cell, span in placed if tag and cell.tag == "th"]
            own: list[Tag] = []
            for tag, cell, span in headers:
                self._numbered += 1
                tag.id = f"header-{self._numbered}"
                if cell.get("scope") == "rowgroup":
                    group = [tag]
                elif cell.get("scope") == "row":
                    own.append(tag)
                else:
                    columns |= dict.fromkeys(span, tag)
            for tag, cell, span in placed:
                if tag and cell.tag == "td":
                    over = [*(columns[n] for n in span if n in columns), *group, *own]
                    names = tuple(dict.fromkeys(header.id for header in over))
                    tag.attributes.setdefault("Table", {})["Headers"] = names


def _cells(row: Element, held: dict[int, int]) -> Iterator[tuple[Element, range]]:
    """Give each cell of a row with its columns; `held` are columns taken from above, and how far.

    Source: HTML, "forming a table".
    """
    at, taken = 0, dict(held)
    for cell in row:
        while taken.get(at):
            at += 1
        span = range(at, at + _count(cell, "colspan"))
        held |= dict.fromkeys(span, _count(cell, "rowspan"))
        at = span.stop
        yield cell, span
    held |= {column: rows - 1 for column, rows in held.items()}


def _count(cell: Element, name: str) -> int:
    written = cell.get(name, "1")
    return int(written) if written.isdigit() and int(written) > 0 else 1


def spoken_words(element: Element) -> str:
    """Return what is read aloud for an element: its label for readers, or else its words."""
    words = element.get("aria-label") or "".join(element.itertext())
    return " ".join(without_breaks(words).split())


def _is_decoration(element: Element) -> bool:
    return (
        element.get("aria-hidden") == "true"
        or element.get("data-deco") is not None
        or element.get("role") in ("presentation", "none")
        or (element.tag == "img" and element.get("alt") == "")
    )


def _role(element: Element, parent: Tag) -> str:
    """Return the role of an element, or an empty string if it has no meaning of its own."""
    role = _ROLES.get(element.tag, "")
    if role in _HEADINGS:
        return f"H{element.get('aria-level', role[1])}"
    if element.tag == "div" and not _holds_blocks(element) and parent.role in _GROUPING:
        return "P"
    if element.tag == "div" and _has_own_text(element):
        return "Div"
    if role == "Link" and element.get("href") is None:
        return ""
    return role or ("Span" if element.get("lang") or _expansion(element) else "")


def _holds_blocks(element: Element) -> bool:
    return any(e.tag in _BLOCKS for e in element.iter() if e is not element)


def _has_own_text(element: Element) -> bool:
    return bool((element.text or "").strip() or any((e.tail or "").strip() for e in element))


def _expansion(element: Element) -> str:
    return element.get("title") or "" if element.tag == "abbr" else ""


def _describe(tag: Tag, element: Element) -> None:
    """Give a tag what its element says of it: language, description, scope, kind of list."""
    if element.tag == "html" or tag.element is not element:
        return
    if language := element.get("lang"):
        tag.entries["Lang"] = language
    if _expansion(element):
        tag.entries["E"] = _expansion(element)
    if tag.role == "Figure":
        title = element.findtext("{http://www.w3.org/2000/svg}title")
        alt = element.get("alt") or element.get("aria-label") or title
        tag.entries |= {"Alt": alt} if alt else {}
    elif tag.role == "L":
        labelled = any(e.get("data-label") is not None for e in element.iter())
        tag.attributes["List"] = {"ListNumbering": "/Decimal" if labelled else "/None"}
    elif tag.role == "TH":
        scope = "/Row" if element.get("scope") in ("row", "rowgroup") else "/Column"
        tag.attributes["Table"] = {"Scope": scope}
    if tag.role in ("TH", "TD"):
        spans = {"ColSpan": "colspan", "RowSpan": "rowspan"}
        spanned = {key: _count(element, name) for key, name in spans.items()}
        more = {key: count for key, count in spanned.items() if count > 1}
        if more:
            tag.attributes.setdefault("Table", {}).update(more)
