"""SVG drawings before they are drawn: well formed, whole in themselves, and of bounded size."""

import re
from base64 import b64decode
from collections.abc import Sequence
from xml.parsers import expat

from brochure.base.errors import BrochureError
from brochure.base.files.css import find_urls, find_urls_in, vet_css
from brochure.base.files.css_tokens import CssNode, parse_stylesheet, write_css
from brochure.base.files.images import MOST_PIXELS, vet_image
from brochure.base.files.svg_refusals import (
    is_hidden,
    refuse_part,
    refuse_style,
    refuse_text,
)
from brochure.base.files.svg_tree import MOST_NESTED, SAVE_PLAIN, Drawing, Element, Followed

MOST_BYTES = 2_000_000
MOST_ELEMENTS = 20_000
MOST_CHOSEN = 20_000_000  # selectors × elements: WeasyPrint 70 holds each to each
MOST_STYLE = 200_000  # characters of all stylesheets, and of style="…" that differ, in a drawing
MOST_PICTURES = 200  # inside a drawing; together no more pixels than one picture may have

_SVG = "http://www.w3.org/2000/svg"
_REFERENCES = ("href", "src")
_URL = re.compile(r"url\(", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(png|jpeg);base64,", re.IGNORECASE)
_SELECTOR = re.compile(r"[.#]?[\w-]+")
_WHOLE = "Put all that it shows into the drawing itself; most drawing programs call this “embed”."
_SIMPLER = "Simplify it, or save it as a PNG picture."


def vet_svg(raw: bytes, name: str) -> None:
    """Refuse a drawing that is not well formed, reaches outside itself, acts, or explodes.

    `name` is the file's, as people are told it. Raises BrochureError with the line of the file.
    Source: SVG 2, 2.7 (secure static mode), and its references in 5.6, 13.4 and 14.
    """
    if len(raw) > MOST_BYTES:
        what = f"this drawing has more than the {MOST_BYTES / 1e6:.0f} MB that are drawn"
        raise BrochureError(what, where=name, hint=_SIMPLER)
    drawing = _read(raw, name)
    _apply_styles(drawing)
    Followed(drawing).count(drawing.elements[0])


def _read(raw: bytes, name: str) -> Drawing:
    """Parse a drawing. Raises BrochureError at the first thing that may not stand in one."""
    reader = _Reader(Drawing(name))
    try:
        reader.parser.Parse(raw, True)
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        what = f"this drawing is damaged, or is none: it is not well-formed XML ({why})"
        raise reader.drawing.fault(what, error.lineno, "Save it anew as plain SVG.") from error
    return reader.drawing


class _Reader:
    """Builds a drawing from what the parser reports, and stops it at what is refused."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.open: list[Element] = []
        self.style: list[str] = []
        self.parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.buffer_text = True

    def _fault(self, what: str, hint: str = SAVE_PLAIN) -> BrochureError:
        return self.drawing.fault(what, self.parser.CurrentLineNumber, hint)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "us-ascii"):
            raise self._fault("this drawing is not saved as UTF-8", "Save it as UTF-8.")

    def _doctype(self, *_: object) -> None:
        raise self._fault("this drawing has a DOCTYPE", "Delete it, from <!DOCTYPE to its >.")

    def _instruction(self, target: str, _data: str) -> None:
        raise self._fault(f"<?{target[:40]} …?> may not stand in a drawing", "Delete it.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not self.open and (space, tag) != (_SVG, "svg"):
            hint = f'It must begin with <svg xmlns="{_SVG}" …>.'
            raise self._fault("this is not an SVG drawing", hint)
        if len(self.open) >= MOST_NESTED:
            raise self._fault(f"more than {MOST_NESTED} elements stand in each other")
        if len(self.drawing.elements) >= MOST_ELEMENTS:
            raise self._fault(f"this drawing has more than {MOST_ELEMENTS:,} elements")
        if refused := refuse_part(tag, attributes):
            raise self._fault(*refused)
        element = Element(tag, self.parser.CurrentLineNumber)
        element.hidden = is_hidden(attributes) or bool(self.open and self.open[-1].hidden)
        for key, value in attributes.items():
            self._attribute(element, key.rpartition(" ")[2].lower(), value)
        if self.open:
            self.open[-1].children.append(element)
        self.drawing.elements.append(element)
        self.open.append(element)

    def _attribute(self, element: Element, key: str, value: str) -> None:
        if key.startswith("on"):
            raise self._fault(f"{key[:40]}= is a program; a drawing may hold none", "Delete it.")
        if key == "base":
            raise self._fault("xml:base leads outside the drawing", "Delete it.")
        if key == "id":
            element.id = value
        elif key == "class":
            element.classes = tuple(value.split())
        elif key in ("d", "points"):
            element.vertices = len(value) // 2
        elif key in _REFERENCES:
            self._reference(element, value.strip())
        elif key == "style" or _URL.search(value) or "\\" in value:
            self._paint(element, value)

    def _reference(self, element: Element, address: str) -> None:
        if address.startswith("#"):
            self.drawing.refer(element, (address[1:],), element.line)
        elif picture := _PICTURE.match(address):
            self._picture(address[picture.end() :], picture[1].lower())
        elif address:
            raise self._fault(f"{address[:80]} lies outside the drawing", _WHOLE)

    def _picture(self, data: str, kind: str) -> None:
        try:
            raw = b64decode("".join(data.split()), validate=True)
        except ValueError as error:
            raise self._fault("the picture inside is damaged", _WHOLE) from error
        drawing = self.drawing
        facts = vet_image(raw, f"{drawing.name}:{self.parser.CurrentLineNumber}:picture.{kind}")
        drawing.pictures += 1
        drawing.pixels += facts.width_px * facts.height_px
        if drawing.pictures > MOST_PICTURES or drawing.pixels > MOST_PIXELS:
            what = f"the pictures inside are more than {MOST_PICTURES}, or have too many pixels"
            raise self._fault(what, "Save the whole as one PNG or JPEG picture.")

    def _paint(self, element: Element, value: str) -> None:
        known = self.drawing.painted
        if value not in known:  # programs write the same style onto many elements
            self._count_style(value)
            name = f"{self.drawing.name}:{self.parser.CurrentLineNumber}"
            known[value] = tuple(self._inner(each.written) for each in find_urls(value, name))
            if refused := refuse_style(value):
                raise self._fault(*refused)
        self.drawing.refer(element, known[value], element.line)

    def _count_style(self, css: str) -> None:
        self.drawing.style += len(css)
        if self.drawing.style > MOST_STYLE:
            what = f"the styles of this drawing have more than {MOST_STYLE:,} characters"
            raise self._fault(what, _SIMPLER)

    def _inner(self, address: str) -> str:
        if not address.startswith("#"):
            raise self._fault(f"{address[:80]} lies outside the drawing", _WHOLE)
        return address[1:]

    def _text(self, text: str) -> None:
        if self.open and self.open[-1].tag == "style":
            self.style.append(text)
            return
        shown = self.open and not self.open[-1].hidden
        if shown and (refused := refuse_text(self.open[-1].tag, text)):
            raise self._fault(*refused)

    def _end(self, _name: str) -> None:
        element = self.open.pop()
        if element.tag == "style" and self.style:
            css, self.style = "".join(self.style), []
            name = f"{self.drawing.name}:{element.line}"
            self._count_style(css)
            vet_css(css, name)
            for address in find_urls(css, name):
                if address.imported:
                    raise self._fault("a drawing may import nothing", _WHOLE)
                self._inner(address.written)
            if refused := refuse_style(css):
                raise self.drawing.fault(refused[0], element.line, refused[1])
            for rule in parse_stylesheet(css, skip_whitespace=False):
                rule.source_line += element.line - 1
                self.drawing.rules.append(rule)


def _apply_styles(drawing: Drawing) -> None:
    """Give the ids that style rules paint with to the elements that they choose."""
    chosen: dict[str, list[Element]] = {}
    for element in drawing.elements:
        named = (element.tag, f"#{element.id}", *(f".{name}" for name in element.classes))
        for selector in dict.fromkeys(named):
            chosen.setdefault(selector, []).append(element)
    selectors = 0
    for rule in drawing.rules:
        written = write_css(getattr(rule, "prelude", ())).split(",")
        selectors += len(written)
        if selectors * len(drawing.elements) > MOST_CHOSEN:
            what = f"{len(drawing.elements):,} elements are too many for so many style rules"
            raise drawing.fault(what, rule.source_line)
        _apply(rule, written, chosen, drawing)


def _apply(
    rule: CssNode, selectors: Sequence[str], chosen: dict[str, list[Element]], drawing: Drawing
) -> None:
    content = getattr(rule, "content", None) or ()
    painted = [address.written[1:] for address in find_urls_in(content)]
    if not painted:
        return
    for selector in (each.strip() for each in selectors):
        if rule.type != "qualified-rule" or not _SELECTOR.fullmatch(selector):
            what = f"“{selector[:40]}” chooses elements in a way that is not followed here"
            raise drawing.fault(what, rule.source_line, "Write url(#…) as an attribute instead.")
        for element in chosen.get(selector, ()):
            drawing.refer(element, painted, rule.source_line)
