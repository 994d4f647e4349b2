"""A laid-out document and other styles -> the same letters in the same places, painted anew.

Documents that differ in paint alone (colours, grounds, underlines, what of a plate is clipped) are
laid out once. WeasyPrint 70.0 draws from the style of each box, so each box gets what the other
styles say of paint for its element; backgrounds are laid out anew, and pictures and drawings are
fetched anew. Private: `StyleFor`, `layout_backgrounds`, `AnonymousStyle`, `Page._page_box`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint import css as engine_css
from weasyprint import html as engine_html
from weasyprint import images as engine_images
from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout import background as engine_background
from weasyprint.layout import page as engine_page
from weasyprint.text.fonts import FontConfiguration

from brochure.layout.engine.boxes import LayoutBox, child_boxes, may_have_children, root_box
from brochure.layout.engine.documents import EngineDocument, root_of
from brochure.layout.engine.paint import INHERITED_PAINT, PAINT

_css: Any = engine_css
_html: Any = engine_html
_images: Any = engine_images
_backgrounds: Any = engine_background
_SIDES = ("top", "right", "bottom", "left")
_Image = Callable[..., Any]


class Painter:
    """Paints one document after another page of HTML, whose tree has the same elements.

    What a box was laid out with is kept, so that the document can be painted again and again.
    """

    def __init__(self, document: EngineDocument, html: HTML) -> None:
        self._document = document
        self._elements = tuple(root_of(html).iter())
        self._styles: dict[int, tuple[LayoutBox, Any]] = {}

    def paint(self, html: HTML, fonts: FontConfiguration, sheets: Sequence[CSS]) -> None:
        """Let the document look as `html` and `sheets` say."""
        page: Any = html
        style_for: Any = _css.get_all_computed_styles(
            page, list(sheets), False, fonts, None, {}, [], [], None, False
        )
        elements = dict(zip(self._elements, root_of(html).iter(), strict=True))
        image: _Image = partial(
            _images.get_image_from_uri,
            cache={},
            url_fetcher=page.url_fetcher,
            options=DEFAULT_OPTIONS,
        )
        # A drawing asks its context for the pictures in it.
        context = SimpleNamespace(font_config=fonts, get_image_from_uri=image)
        image = partial(image, context=context)
        coat = _Coat(style_for, elements, image, page.base_url, self._styles)
        for each in self._document.pages:
            box: Any = root_box(each)
            engine_page.set_page_type_computed_styles(box.page_type, page, style_for)
            coat.paint_page(box)
            _backgrounds.layout_backgrounds(box, image)
            private: Any = each
            private.bleed = {side: box.style[f"bleed_{side}"].value for side in _SIDES}


class _Coat:
    """What one painting gives to boxes."""

    def __init__(
        self,
        style_for: Callable[..., Any],
        elements: Mapping[Element, Element],
        image: _Image,
        base_url: str,
        laid_out: dict[int, tuple[LayoutBox, Any]],
    ) -> None:
        self.style_for = style_for
        self.elements = elements
        self.image = image
        self.base_url = base_url
        self.laid_out = laid_out
        self.mixed: dict[tuple[int, int], tuple[Any, Any, Any]] = {}

    def paint_page(self, box: Any) -> None:
        """Paint a page, its margins, and all that stands on it."""
        wanted = self.style_for(box.page_type)
        self._dress(box, wanted)
        children: tuple[Any, ...] = child_boxes(box)
        for child in children:
            margin = isinstance(child, engine_boxes.MarginBox)
            style = self.style_for(box.page_type, child.at_keyword) if margin else None
            self._paint(child, wanted, style)

    def _paint(self, box: Any, around: Any, own: Any = None) -> None:
        """Paint a box and all in it; `around` is the style of what it stands in."""
        wanted = self._wanted(box, around) if own is None else own  # a style may still be empty
        self._dress(box, wanted)
        if isinstance(box, engine_boxes.ReplacedBox):
            self._fetch_again(box)
        elif isinstance(box, engine_boxes.TextBox):
            _underline(box)
        for child in _all_children(box):
            self._paint(child, wanted)

    def _wanted(self, box: Any, around: Any) -> Any:
        """Return the style that a box would have had, as far as paint goes."""
        element = self.elements.get(box.element)
        if element is None:
            return _css.AnonymousStyle(around)
        _, _, pseudo = (box.element_tag or "").partition("::")
        return self.style_for(element, pseudo or None)

    def _dress(self, box: Any, wanted: Any) -> None:
        _, first = self.laid_out.setdefault(id(box), (box, box.style))
        key = id(first), id(wanted)
        if key not in self.mixed:  # both are kept, so that no other takes their places in memory
            self.mixed[key] = (first, wanted, _mix(first, wanted))
        box.style = self.mixed[key][2]

    def _fetch_again(self, box: Any) -> None:
        """Take a picture or drawing as it is served now; its place stays."""
        element = self.elements.get(box.element)
        source = None if element is None else element.get("src")
        if source and element is not None and element.tag == "img":
            url = _html.parse_url(source, self.base_url)
            found = self.image(url=url, orientation=box.style["image_orientation"])
            box.replacement = found or box.replacement


def _mix(first: Any, wanted: Any) -> Any:
    """Return the style that a box was laid out with, with the paint of another.

    A box without an element of its own has what is inherited, and nothing else, of its element.
    """
    anonymous = isinstance(first, _css.AnonymousStyle)
    source = _css.AnonymousStyle(wanted) if anonymous else wanted
    names = INHERITED_PAINT if anonymous else PAINT
    changed = {name: source[name] for name in names if not _is_same(source[name], first[name])}
    if not changed:
        return first
    mixed = first.copy()
    mixed.update(changed)
    return mixed


def _is_same(one: Any, other: Any) -> bool:
    """Compare two values; tinycss2 1.5 takes a colour that is clear for the same that is not."""
    return one is other or (one == other and repr(one) == repr(other))


def _all_children(box: Any) -> Iterator[LayoutBox]:
    """Give what stands in a box, and the columns of a table."""
    if may_have_children(box):
        yield from child_boxes(box)
    yield from getattr(box, "column_groups", ())


def _underline(box: Any) -> None:
    """Let text know where its line goes, which is worked out before it is drawn."""
    layout = box.pango_layout
    wanted = box.style["text_decoration_line"] != "none"
    if layout is not None and wanted and layout.underline_position is None:
        layout.reactivate(box.style)
        layout.deactivate()
