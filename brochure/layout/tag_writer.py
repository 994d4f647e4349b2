"""The tag tree of a finished file: what a screen reader reads, and in which order.

WeasyPrint 70.0 tags box by box. So what breaks over lines or pages is torn into several tags, page
numbers stay outside, paragraphs stand loose in list items, header cells have no scope, figures lie
upside down, links are read as addresses, and what is decoration becomes a figure without words.
Here the tree is made anew from the page's elements (`brochure.layout.tags`). From the engine comes
only which marked content belongs to which box; the tree is written by the documented `finisher`.
`tests/layout/test_tag_writer.py` shows that the engine still needs this.
Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1), clause 7.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from brochure.base.breaks import SOFT_HYPHEN
from brochure.base.errors import BrochureError
from brochure.layout.engine.boxes import (
    PT_PER_PX,
    LayoutBox,
    child_boxes,
    ends_in_soft_hyphen,
    is_block_picture,
    is_margin,
    is_replaced,
    is_text,
    root_box,
    written_text,
)
from brochure.layout.engine.documents import EngineDocument, record_marked_content
from brochure.layout.engine.pdf_objects import (
    PdfDictionary,
    PdfFile,
    PdfValue,
    add_dictionary,
    hide_content,
    make_array,
    make_dictionary,
    make_string,
    structure_of,
)
from brochure.layout.tags import Attributes, ContentItem, Tag, Tags, spoken_words

_PRINT_FLAG = 4
# The engine prints these again on each page that a table runs on to.
_REPEATED = ("thead", "tfoot")


@dataclass
class TagTree:
    """The tag tree of one document: `record` while the engine writes, then `write`.

    `_marks` holds, for each page, which box has which marked content.
    """

    _marks: list[dict[LayoutBox, int]] = field(default_factory=list[dict[LayoutBox, int]])

    @contextmanager
    def record(self) -> Generator[None]:
        """Take the place of the engine's tags while it writes one document."""
        with record_marked_content(self._marks):
            yield

    def write(self, document: EngineDocument, pdf: PdfFile) -> None:
        """Make the tree of `document` and write it into `pdf`, the engine's unfinished file."""
        if len(self._marks) != len(document.pages):
            raise BrochureError("WeasyPrint did not hand over its marked content page by page")
        placing = _Placing(document, self._marks)
        for page, kinds in enumerate(placing.artifacts):
            hide_content(pdf, page, kinds)
        _Writer(pdf, [len(marks) for marks in self._marks]).write(placing.tags.root)


@dataclass(frozen=True, eq=False)
class _Filled:
    """A form field and the element that it lies over."""

    element: Element
    annotation: PdfDictionary


class _Placing:
    """Puts what boxes draw into the tags of their elements.

    `artifacts` are, for each page, the marked contents that no reader should hear, by number, with
    their kind.
    """

    def __init__(self, document: EngineDocument, marks: list[dict[LayoutBox, int]]) -> None:
        first = (box.element for box, _ in self._boxes(root_box(document.pages[0]), 0))
        self.tags = Tags(next(element for element in first if element is not None))
        self.artifacts: list[dict[int, str]] = [{} for _ in document.pages]
        self._first_page: dict[Element, int] = {}
        self._placed = 0
        for number, page in enumerate(document.pages):
            for box, kind in self._boxes(root_box(page), number):
                self._place(box, kind, number, marks[number], page.height)

    def _boxes(
        self, box: LayoutBox, page: int, kind: str = ""
    ) -> Iterator[tuple[LayoutBox | _Filled, str]]:
        """Give a box and all in it, each with the kind of artifact that it is, if it is one.

        The form field over a box comes after what the box says.
        """
        if is_margin(box) or self._is_repeated(box, page):
            kind = "Pagination"
        yield box, kind
        for child in child_boxes(box):
            yield from self._boxes(child, page, kind)
        if box.widget_annotation and box.element is not None:
            yield _Filled(box.element, box.widget_annotation), kind

    def _is_repeated(self, box: LayoutBox, page: int) -> bool:
        if box.element is None or box.element_tag not in _REPEATED:
            return False
        return self._first_page.setdefault(box.element, page) != page

    def _place(
        self,
        box: LayoutBox | _Filled,
        kind: str,
        page: int,
        marks: Mapping[LayoutBox, int],
        height_px: float,
    ) -> None:
        """Put what one box draws into the tag of its element, or keep it from readers."""
        if isinstance(box, _Filled):
            form = None if kind else self.tags.form_of(box.element)
            if form:
                self._add(form, page, annotation=box.annotation)
            return
        mcid = marks.get(box, -1)
        own = None if box.element is None else self.tags.of(box.element)
        tag = None if kind else own
        if tag is None and own and box.link_annotation:
            self._repeat(own, page, box.link_annotation)
        if tag is None or (is_text(box) and not written_text(box).strip()):
            if mcid >= 0:
                self.artifacts[page][mcid] = kind or "Layout"
            return
        if box.link_annotation:
            self._add_link(tag, page, box.link_annotation)
        if mcid >= 0:
            self._add(_read_as_one_word(tag, box), page, mcid)
        if tag.role == "Figure" and is_replaced(box):
            tag.attributes["Layout"] = _where(box, height_px)

    def _repeat(self, tag: Tag, page: int, annotation: PdfDictionary) -> None:
        """Reach a link that is printed again by the one tag that is heard of it.

        Where it is only ever printed beside the text, its tag says the words itself.
        """
        if not tag.kids:
            tag.entries["ActualText"] = spoken_words(tag.element)
        self._add_link(tag, page, annotation)

    def _add_link(self, tag: Tag, page: int, annotation: PdfDictionary) -> None:
        annotation["F"] = _PRINT_FLAG
        annotation["Contents"] = make_string(spoken_words(tag.element))
        self._add(tag, page, annotation=annotation)

    def _add(
        self, tag: Tag, page: int, mcid: int = -1, annotation: PdfDictionary | None = None
    ) -> None:
        self._placed += 1
        tag.kids.append(ContentItem(self._placed, page, mcid, annotation))


def _read_as_one_word(tag: Tag, box: LayoutBox) -> Tag:
    """Return the tag of what a box draws: one of its own if a word goes on on the next line.

    It says a soft hyphen for the hyphen that is printed. Source: ISO 32000-1, 14.8.2.2.3, 14.9.4.
    """
    if not is_text(box) or not ends_in_soft_hyphen(box):
        return tag
    own = tag.add("Span", tag.element)
    own.entries["ActualText"] = f"{written_text(box).removesuffix('-')}{SOFT_HYPHEN}"
    return own


def _where(box: LayoutBox, height_px: float) -> Attributes:
    """Return the place of a figure, in points from the page's lower left corner."""
    left, top = box.content_box_x(), box.content_box_y()
    px = (left, height_px - top - box.height, left + box.width, height_px - top)
    return {
        "BBox": tuple(round(side * PT_PER_PX, 2) for side in px),
        "Placement": "/Block" if is_block_picture(box) else "/Inline",
    }


def _owned(owner: str, attributes: Attributes) -> PdfDictionary:
    return make_dictionary(
        {"O": f"/{owner}"} | {key: _value(value) for key, value in attributes.items()}
    )


def _value(value: str | int | tuple[str | float, ...]) -> PdfValue:
    """Return a value as PDF writes it; several strings or numbers as an array of them."""
    if not isinstance(value, tuple):
        return value
    return make_array(make_string(part) if isinstance(part, str) else part for part in value)


class _Writer:
    """Writes tags as structure elements, and the way back from content to them."""

    def __init__(self, pdf: PdfFile, marks: list[int]) -> None:
        self.pdf = pdf
        self.owners: list[list[PdfValue]] = [["null"] * count for count in marks]
        self.annotations: list[PdfValue] = []
        self.ids: dict[str, bytes] = {}

    def write(self, root: Tag) -> None:
        """Write the whole tree. Source: ISO 32000-1, 14.7.2 to 14.7.5."""
        tree, document, parents = structure_of(self.pdf)
        document["K"] = self._kids(root, document)
        numbers: list[PdfValue] = []
        for page, owners in enumerate(self.owners):
            numbers += [page, make_array(owners)]
        for key, owner in enumerate(self.annotations, len(self.owners)):
            numbers += [key, owner]
        parents["Nums"] = make_array(numbers)
        tree["ParentTreeNextKey"] = len(self.owners) + len(self.annotations)
        if self.ids:
            names = [n for id in sorted(self.ids) for n in (make_string(id), self.ids[id])]
            tree["IDTree"] = add_dictionary(self.pdf, {"Names": make_array(names)}).reference

    def _element(self, tag: Tag, parent: PdfDictionary) -> bytes:
        entries = {"Type": "/StructElem", "S": f"/{tag.role}", "P": parent.reference}
        element = add_dictionary(self.pdf, entries)
        element["K"] = self._kids(tag, element)
        element.update({key: make_string(value) for key, value in tag.entries.items()})
        if tag.id:
            element["ID"] = make_string(tag.id)
            self.ids[tag.id] = element.reference
        owned = [_owned(owner, attributes) for owner, attributes in tag.attributes.items()]
        if owned:
            element["A"] = owned[0] if len(owned) == 1 else make_array(owned)
        return element.reference

    def _kids(self, tag: Tag, element: PdfDictionary) -> PdfValue:
        pages = [kid.page for kid in tag.kids if isinstance(kid, ContentItem) and kid.mcid >= 0]
        if pages:
            element["Pg"] = self.pdf.page_references[pages[0]]
        kids = [
            self._content(kid, element, pages)
            if isinstance(kid, ContentItem)
            else self._element(kid, element)
            for kid in tag.kept_kids()
        ]
        # Who checks a signature finds a field in the tags only where it stands alone: pyHanko 0.38,
        # form_rules_api.py, FieldComparisonSpec._find_in_structure_tree.
        return kids[0] if tag.role == "Form" else make_array(kids)

    def _content(self, content: ContentItem, element: PdfDictionary, pages: list[int]) -> PdfValue:
        """Return marked content by its number, with its page if that differs from the first."""
        page = self.pdf.page_references[content.page]
        if content.annotation is not None:
            content.annotation["StructParent"] = len(self.owners) + len(self.annotations)
            self.annotations.append(element.reference)
            reference = content.annotation.reference
            return make_dictionary({"Type": "/OBJR", "Obj": reference, "Pg": page})
        self.owners[content.page][content.mcid] = element.reference
        if content.page == pages[0]:
            return content.mcid
        return make_dictionary({"Type": "/MCR", "Pg": page, "MCID": content.mcid})
