"""Each part of the engine that is private or untyped is still as its door expects.

After an upgrade of WeasyPrint or pydyf this says which part has changed, by the name that it has in
`brochure.layout.engine`, and which of our workarounds it no longer needs.
"""

import inspect
import re
from collections.abc import Iterator
from typing import Any, Protocol

import pydyf
import pytest
import weasyprint.css.properties
import weasyprint.layout.absolute
import weasyprint.layout.inline
import weasyprint.layout.preferred
import weasyprint.pdf.tags
import weasyprint.text.line_break

from brochure.base.files.project import Assets
from brochure.layout.engine import boxes, documents, line_memo, pdf_objects
from brochure.layout.engine.boxes import EnginePage, LayoutBox, TextBox
from brochure.layout.engine.documents import EngineDocument
from brochure.layout.engine.paint import INHERITED_PAINT, PAINT
from brochure.layout.engine.pdf_objects import PdfArray, PdfDictionary, PdfFile, PdfStream
from brochure.layout.layout import lay_out
from tests.conftest import ROOT
from tests.tiny import TINY

STYLE = """
@page { size: 400pt 400pt; @bottom-left { content: 'margin' } }
body { font: 10pt 'Source Sans Pro'; color: #ff0000 }
#away { position: absolute; height: 9pt; background: #eee }
#wide { word-spacing: 1pt }
#more::before { content: 'made' }
img { width: 9pt }
"""
DRAWING = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"
PAGE = f"""<html lang="en"><title>t</title><body>
<p id="away">away</p><p id="more"><a href="tel:911">call</a></p>
<p id="wide"><b>a</b><span> </span><b>b</b></p>
<img id="line" src="{DRAWING}" alt=""><img id="block" style="display:block" src="{DRAWING}" alt="">
<table><tr><td id="cell">cell</td></tr></table>
</body></html>"""


@pytest.fixture(scope="module")
def document() -> EngineDocument:
    return lay_out(PAGE, (STYLE,), TINY, Assets(ROOT)).document


@pytest.fixture(scope="module")
def file(document: EngineDocument) -> PdfFile:
    """The file just before it is written, with the engine's own tags."""
    kept: list[PdfFile] = []
    documents.write(document, "pdf/ua-1", lambda _, pdf: kept.append(pdf))
    return kept[0]


def inside(box: LayoutBox) -> Iterator[LayoutBox]:
    yield box
    for child in boxes.child_boxes(box):
        yield from inside(child)


def all_boxes(document: EngineDocument) -> list[LayoutBox]:
    return list(inside(boxes.root_box(document.pages[0])))


def named(document: EngineDocument, id: str) -> LayoutBox:
    return next(box for box in all_boxes(document) if boxes.attribute_of(box, "id") == id)


def members(protocol: type) -> set[str]:
    """Return what a protocol asks of an object: its properties, methods and attributes."""
    own = (each for each in protocol.__mro__ if each not in (Protocol, object))
    names = {name for each in own for name in (*vars(each), *inspect.get_annotations(each))}
    return {n for n in names if n in ("__getitem__", "__setitem__") or not n.startswith("_")}


def lacking(thing: object, protocol: type) -> set[str]:
    return {name for name in members(protocol) if not hasattr(thing, name)}


def test_what_a_protocol_asks_for_is_seen() -> None:
    assert {"text", "width", "widget_annotation", "is_in_normal_flow"} <= members(TextBox)
    assert lacking("", EnginePage) == {"width", "height"}


def test_documents_and_pages_have_what_is_asked_of_them(document: EngineDocument) -> None:
    assert lacking(document, EngineDocument) == set()
    assert lacking(document.pages[0], EnginePage) == set()


def test_boxes_have_what_is_asked_of_them(document: EngineDocument) -> None:
    """Lines and text have no edges of their own; nobody asks for them."""
    edges = {"border_top_width", "border_bottom_width", "padding_bottom"}
    for box in all_boxes(document):
        assert lacking(box, TextBox if boxes.is_text(box) else LayoutBox) <= edges, box
        if boxes.is_block(box):
            assert lacking(box, LayoutBox) == set(), box
        assert isinstance(box.element_tag, str) or box.element is None, box


def test_objects_of_a_file_have_what_is_asked_of_them(file: PdfFile) -> None:
    assert lacking(file, PdfFile) == set()
    made = {
        PdfDictionary: pdf_objects.make_dictionary({}),
        PdfArray: pdf_objects.make_array(),
        PdfStream: pdf_objects.make_stream([], {}),
    }
    assert {kind.__name__: lacking(thing, kind) for kind, thing in made.items()} == {
        "PdfDictionary": set(),
        "PdfArray": set(),
        "PdfStream": set(),
    }


def test_an_object_stands_at_its_number(file: PdfFile) -> None:
    for number, thing in enumerate(file.objects):
        assert thing.reference in (b"%d 0 R" % number, b"%d 65535 R" % number)
    catalog: Any = file.catalog
    assert catalog["Metadata"].endswith(b" 0 R")


def test_the_engine_has_made_what_we_fill_anew(file: PdfFile) -> None:
    root, document, parents = (vars_of(part) for part in pdf_objects.structure_of(file))
    assert (root["Type"], document["S"], "Nums" in parents) == (
        "/StructTreeRoot",
        "/Document",
        True,
    )
    assert pdf_objects.metadata_of(file).stream[0].count(b"</rdf:RDF>") == 1
    assert list(pdf_objects.streams_in(file))
    notes: Any = pdf_objects.annotations_of(file, 0)
    assert len(notes) == 1, "the link"


def vars_of(dictionary: PdfDictionary) -> dict[str, Any]:
    held: Any = dictionary
    return dict(held)


def test_each_kind_of_box_is_known(document: EngineDocument) -> None:
    kinds = {
        boxes.is_text: "away",
        boxes.is_line: "away",
        boxes.is_inline: "call",
        boxes.is_margin: "margin",
        boxes.is_replaced: "",
        boxes.is_block_picture: "",
        boxes.is_block: "away",
        boxes.is_generated: "made",
    }
    for is_kind, words in kinds.items():
        found = [box for box in all_boxes(document) if is_kind(box)]
        text = "".join(b.text for box in found for b in inside(box) if boxes.is_text(b))
        assert found and words in text, is_kind.__name__
    assert boxes.is_block(named(document, "cell")), "a cell stands for itself"
    assert [boxes.is_block_picture(named(document, id)) for id in ("line", "block")] == [
        False,
        True,
    ]


def test_styles_are_read(document: EngineDocument) -> None:
    away, more = named(document, "away"), named(document, "more")
    assert boxes.type_px(away) * boxes.PT_PER_PX == pytest.approx(10)
    assert boxes.families_of(away) == ("Source Sans Pro",)
    assert boxes.colour_of(away) == (1, 0, 0)
    assert (boxes.has_fixed_height(away), boxes.has_fixed_height(more)) == (True, False)


def test_links_are_kept_at_their_boxes(document: EngineDocument, file: PdfFile) -> None:
    assert file
    notes = [b.link_annotation for b in all_boxes(document) if b.link_annotation]
    assert [vars_of(note)["Subtype"] for note in notes] == ["/Link"]
    assert not any(box.widget_annotation for box in all_boxes(document))


def test_an_absolute_box_is_still_taken_out_behind_a_placeholder(document: EngineDocument) -> None:
    """When this fails, `child_boxes` need not look behind one."""
    private: Any = weasyprint.layout.absolute
    raw = [child for box in all_boxes(document) for child in box.children]
    (placeholder,) = (c for c in raw if isinstance(c, private.AbsolutePlaceholder))
    assert getattr(placeholder, "_box") is named(document, "away")  # noqa: B009


def test_the_engine_still_adds_spaces_of_no_width(document: EngineDocument) -> None:
    """When this fails, `written_text` need not take them out."""
    texts = [box.text for box in inside(named(document, "wide")) if boxes.is_text(box)]
    assert any("\N{ZERO WIDTH SPACE}" in text for text in texts)
    written = [boxes.written_text(b) for b in inside(named(document, "wide")) if boxes.is_text(b)]
    assert written == ["a", " ", "b"]


def test_tags_are_still_made_page_by_page() -> None:
    """`record_marked_content` takes the place of this function and reads its last argument."""
    private: Any = weasyprint.pdf.tags
    assert list(inspect.signature(private._build_box_tree).parameters) == [
        *("box", "parent", "pdf", "page_number", "nums", "annotations", "tags")
    ]


def test_lines_are_still_asked_for_by_one_function() -> None:
    """`LineMemo` takes its place; what of a style it looks at is in the key."""
    private: Any = weasyprint.text.line_break
    asking: tuple[Any, ...] = (weasyprint.layout.inline, weasyprint.layout.preferred)
    assert {module.split_first_line for module in asking} == {private.split_first_line}
    assert list(inspect.signature(private.split_first_line).parameters) == [
        *("text", "style", "context", "max_width", "justification_spacing"),
        *("is_line_start", "minimum"),
    ]
    parts = (private.split_first_line, private.Layout, private.create_layout, private.line_size)
    looks_at = {
        name
        for part in (*parts, private.first_line_metrics, private.get_font_description)
        for name in re.findall(r"style\['(\w+)'\]", inspect.getsource(part))
    }
    assert looks_at - set(line_memo.INHERITED) == {"text_decoration_line"}


def test_an_idle_line_holds_nothing_of_the_layout_library(document: EngineDocument) -> None:
    """So a line that is remembered can be given to many boxes."""
    texts: list[Any] = [box for box in all_boxes(document) if boxes.is_text(box)]
    assert texts and not any(hasattr(box.pango_layout, "layout") for box in texts)


def test_pages_and_margins_still_say_which_styles_are_theirs(document: EngineDocument) -> None:
    """`Painter` asks for the styles of another document by these."""
    page: Any = boxes.root_box(document.pages[0])
    margins: list[Any] = [box for box in boxes.child_boxes(page) if boxes.is_margin(box)]
    assert [box.at_keyword for box in margins] == ["@bottom-left"]
    assert page.page_type.index == 0
    parts: Any = weasyprint.css
    assert list(inspect.signature(parts.get_all_computed_styles).parameters) == [
        *("html", "user_stylesheets", "presentational_hints", "font_config", "counter_style"),
        *("color_profiles", "page_rules", "layers", "target_collector", "forms"),
    ]
    known: Any = weasyprint.css.properties
    assert set(PAINT) <= set(known.INITIAL_VALUES)
    passed_on = {name for name in PAINT if name in known.INHERITED}
    assert passed_on | {name for name in PAINT if name.startswith("text_decoration")} == set(
        INHERITED_PAINT
    )
    assert not set(PAINT) & set(known.TABLE_WRAPPER_BOX_PROPERTIES)


def test_colours_that_differ_in_clearness_alone_are_still_taken_for_one() -> None:
    """When this fails, `repaint` may compare values as they are."""
    parse: Any = weasyprint.css.properties.parse_color
    assert parse("transparent") == parse("black")


def test_marked_content_is_still_three_pieces() -> None:
    """`hide_content` changes the two before the operator."""
    stream: Any = pydyf.Stream()
    stream.begin_marked_content("Span", pydyf.Dictionary({"MCID": 7}))
    assert stream.stream == ["/Span", {"MCID": 7}, b"BDC"]


def test_what_is_proven_is_what_is_asked_for() -> None:
    asked = f'"weasyprint=={documents.PROVEN_WITH}"'
    assert asked in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
