"""The tag tree of a finished file: what a screen reader reads, and in which order.

WeasyPrint 70.0 tags box by box. So what breaks over lines or pages is torn into several tags, page
numbers stay outside, paragraphs stand loose in list items, header cells have no scope, figures lie
upside down, links are read as addresses, and what is decoration becomes a figure without words.
Here the tree is made anew from the page's elements (`brochure.layout.tags`). From the engine comes
only which marked content belongs to which box: the last argument of the private
`weasyprint.pdf.tags._build_box_tree`, which is called once for each page; the tree is written by
the documented `finisher`. `tests/test_tag_tree.py` shows that the engine still needs this.
Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1), clause 7.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint
from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.pdf import tags as engine_tags

from brochure.base.errors import BrochureError
from brochure.layout.measure import box_text
from brochure.layout.tags import ContentItem, Tag, Tags, spoken_words

boxes: Any = engine_boxes  # untyped in WeasyPrint 70

PROVEN_WITH = "70.0"
_PT_PER_PX = 0.75
_PRINT_FLAG = 4
# The engine prints these again on each page that a table runs on to.
_REPEATED = ("thead", "tfoot")


@dataclass
class TagTree:
    """The tag tree of one document: `record` while the engine writes, then `write`.

    `_marks` holds, for each page, which box has which marked content.
    """

    _marks: list[dict[Any, int]] = field(default_factory=list[dict[Any, int]])

    @contextmanager
    def record(self) -> Generator[None]:
        """Take the place of the engine's tags while it writes one document.

        Raises BrochureError for any engine but the one that this is proven with.
        """
        if weasyprint.__version__ != PROVEN_WITH:
            raise BrochureError(
                f"WeasyPrint {weasyprint.__version__} is installed, and its tags are not proven",
                hint=f'Install the proven one: pip install "weasyprint=={PROVEN_WITH}".',
                exit_code=3,
            )
        engine: Any = engine_tags
        theirs = engine._build_box_tree
        engine._build_box_tree = self._record
        try:
            yield
        finally:
            engine._build_box_tree = theirs

    def _record(self, _page_box: Any, *rest: Any) -> Iterator[Any]:
        """Note the marked content of one page; the engine adds no tags of its own."""
        marks = rest[-1]
        self._marks.append({box: mark["mcid"] for box, mark in marks.items()})
        marks.clear()  # the engine asserts that each has found its tag
        return iter(())

    def write(self, document: Any, pdf: Any) -> None:
        """Make the tree of `document` and write it into `pdf`, the engine's unfinished file."""
        if len(self._marks) != len(document.pages):
            raise BrochureError("WeasyPrint did not hand over its marked content page by page")
        placing = _Placing(document, self._marks)
        _hide(placing.artifacts, pdf)
        _Writer(pdf, [len(marks) for marks in self._marks]).write(placing.tags.root)


@dataclass(frozen=True, eq=False)
class _Filled:
    """A form field and the element that it lies over."""

    element: Any
    annotation: Any


class _Placing:
    """Puts what boxes draw into the tags of their elements.

    `artifacts` are the marked contents that no reader should hear, with their kind.
    """

    def __init__(self, document: Any, marks: list[dict[Any, int]]) -> None:
        html = next(
            b for b, _ in self._boxes(document.pages[0]._page_box, 0) if b.element is not None
        )
        self.tags = Tags(html.element)
        self.artifacts: dict[tuple[int, int], str] = {}
        self._first_page: dict[Any, int] = {}
        self._placed = 0
        for number, page in enumerate(document.pages):
            for box, kind in self._boxes(page._page_box, number):
                self._place(box, kind, number, marks[number].get(box, -1), page.height)

    def _boxes(self, box: Any, page: int, kind: str = "") -> Iterator[tuple[Any, str]]:
        """Give a box and all in it, each with the kind of artifact that it is, if it is one.

        The form field over a box comes after what the box says.
        """
        box = getattr(box, "_box", box)  # an AbsolutePlaceholder stands for its box
        again = box.element_tag in _REPEATED and self._first(box.element, page) != page
        if again or isinstance(box, boxes.MarginBox):
            kind = "Pagination"
        yield box, kind
        for child in getattr(box, "children", ()):
            yield from self._boxes(child, page, kind)
        if box.widget_annotation:
            yield _Filled(box.element, box.widget_annotation), kind

    def _first(self, element: Any, page: int) -> int:
        return self._first_page.setdefault(element, page)

    def _place(self, box: Any, kind: str, page: int, mcid: int, height_px: float) -> None:
        """Put what one box draws into the tag of its element, or keep it from readers."""
        if isinstance(box, _Filled):
            form = None if kind else self.tags.form_of(box.element)
            if form:
                self._add(form, page, annotation=box.annotation)
            return
        tag = None if kind or box.element is None else self.tags.of(box.element)
        if tag is None or (isinstance(box, boxes.TextBox) and not box_text(box).strip()):
            if mcid >= 0:
                self.artifacts[page, mcid] = kind or "Layout"
            return
        if box.link_annotation:
            box.link_annotation["F"] = _PRINT_FLAG
            box.link_annotation["Contents"] = pydyf.String(spoken_words(tag.element))
            self._add(tag, page, annotation=box.link_annotation)
        if mcid >= 0:
            self._add(tag, page, mcid)
        if tag.role == "Figure" and isinstance(box, boxes.ReplacedBox):
            tag.attributes["Layout"] = _where(box, height_px)

    def _add(self, tag: Tag, page: int, mcid: int = -1, annotation: Any = None) -> None:
        self._placed += 1
        tag.kids.append(ContentItem(self._placed, page, mcid, annotation))


def _where(box: Any, height_px: float) -> dict[str, Any]:
    """Return the place of a figure, in points from the page's lower left corner."""
    left, top = box.content_box_x(), box.content_box_y()
    px = (left, height_px - top - box.height, left + box.width, height_px - top)
    block = isinstance(box, boxes.BlockReplacedBox)
    return {
        "BBox": pydyf.Array([round(side * _PT_PER_PX, 2) for side in px]),
        "Placement": "/Block" if block else "/Inline",
    }


def _hide(artifacts: Mapping[tuple[int, int], str], pdf: Any) -> None:
    """Turn marked content into artifacts. Source: ISO 32000-1, 14.8.2.2."""
    for page, reference in enumerate(pdf.page_references):
        parts: list[Any] = _object(pdf, _object(pdf, reference)["Contents"]).stream
        for at, part in enumerate(parts):
            number = parts[at - 1].get("MCID") if part == b"BDC" else None
            kind = artifacts.get((page, number)) if number is not None else None
            if kind:
                parts[at - 2] = "/Artifact"
                parts[at - 1] = pydyf.Dictionary({"Type": f"/{kind}"})


def _value(value: Any) -> Any:
    """Return a value as PDF writes it; several strings as an array of them."""
    several = isinstance(value, tuple)
    return pydyf.Array(pydyf.String(part) for part in value) if several else value  # type: ignore[reportUnknownVariableType]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


class _Writer:
    """Writes tags as structure elements, and the way back from content to them."""

    def __init__(self, pdf: Any, marks: list[int]) -> None:
        self.pdf = pdf
        self.owners: list[list[Any]] = [["null"] * count for count in marks]
        self.annotations: list[Any] = []
        self.ids: dict[str, Any] = {}

    def write(self, root: Tag) -> None:
        """Write the whole tree. Source: ISO 32000-1, 14.7.2 to 14.7.5."""
        tree = _object(self.pdf, self.pdf.catalog["StructTreeRoot"])
        document = _object(self.pdf, tree["K"][0])
        document["K"] = self._kids(root, document)
        numbers: list[Any] = []
        for page, owners in enumerate(self.owners):
            numbers += [page, pydyf.Array(owners)]
        for key, owner in enumerate(self.annotations, len(self.owners)):
            numbers += [key, owner]
        _object(self.pdf, tree["ParentTree"])["Nums"] = pydyf.Array(numbers)
        tree["ParentTreeNextKey"] = len(self.owners) + len(self.annotations)
        if self.ids:
            names = [n for id in sorted(self.ids) for n in (pydyf.String(id), self.ids[id])]
            ids = pydyf.Dictionary({"Names": pydyf.Array(names)})
            self.pdf.add_object(ids)
            tree["IDTree"] = ids.reference

    def _element(self, tag: Tag, parent: Any) -> Any:
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{tag.role}", "P": parent.reference}
        )
        self.pdf.add_object(element)
        element["K"] = self._kids(tag, element)
        element |= {key: pydyf.String(value) for key, value in tag.entries.items()}
        if tag.id:
            element["ID"] = pydyf.String(tag.id)
            self.ids[tag.id] = element.reference
        owned = [
            pydyf.Dictionary({"O": f"/{owner}"} | {key: _value(v) for key, v in entries.items()})
            for owner, entries in tag.attributes.items()
        ]
        if owned:
            element["A"] = owned[0] if len(owned) == 1 else pydyf.Array(owned)
        return element.reference

    def _kids(self, tag: Tag, element: Any) -> Any:
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
        return kids[0] if tag.role == "Form" else pydyf.Array(kids)

    def _content(self, content: ContentItem, element: Any, pages: list[int]) -> Any:
        """Return marked content by its number, with its page if that differs from the first."""
        page = self.pdf.page_references[content.page]
        if content.annotation is not None:
            content.annotation["StructParent"] = len(self.owners) + len(self.annotations)
            self.annotations.append(element.reference)
            reference = content.annotation.reference
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": reference, "Pg": page})
        self.owners[content.page][content.mcid] = element.reference
        if content.page == pages[0]:
            return content.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": content.mcid})
