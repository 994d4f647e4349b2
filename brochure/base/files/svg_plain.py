"""A vetted drawing -> the same in a plain form, in which every renderer takes it alike.

Its size is said, each element has the values that its stylesheets and style attributes give it as
attributes of its own (CSS Cascade 4; SVG 2, 6.4), colours are sRGB, and what other programs keep
for themselves in the file is gone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tinycss2.color5 import parse_color

from brochure.base.files.css_tokens import (
    CssNode,
    CssNodes,
    nodes_in,
    parse_block,
    parse_rules,
    parse_stylesheet,
    write_css,
)
from brochure.base.wcag import gray_of, luminance

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
LEAST_LONG_SIDE_PX = 300.0  # of what says no size: CSS 2.2, 10.3.2 takes this width for it
COLOURS = ("fill", "stroke", "color", "stop-color", "flood-color", "lighting-color")
STYLE_ALONE = ("mix-blend-mode", "isolation")  # no attributes: Compositing 1, 3.4
_KNOWN = frozenset(
    (
        *COLOURS,
        *("fill-opacity", "fill-rule", "opacity", "display", "visibility", "overflow", "d"),
        *("stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin"),
        *("stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "vector-effect"),
        *("clip-path", "clip-rule", "mask", "mask-type", "filter", "paint-order"),
        *("marker-start", "marker-mid", "marker-end", "stop-opacity", "flood-opacity"),
        *("color-interpolation", "color-interpolation-filters", "image-rendering"),
        *("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"),
        *("transform", "transform-origin", "font-size", *STYLE_ALONE),
    )
)
_CSS = "text/css"
_P3_TO_SRGB = ((1.22494, -0.22494, 0.0), (-0.04206, 1.04206, 0.0), (-0.01964, -0.07864, 1.09827))
_KEYWORDS = {
    "none": "none",
    "inherit": "inherit",
    "currentcolor": "currentColor",
    "context-fill": "context-fill",
    "context-stroke": "context-stroke",
}
_PX = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 0}
_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*", re.I)
_PAINT_URL = re.compile(r"\s*(url\([^)]*\))\s*(.*)", re.S)
_CSS_PATH = re.compile(r"""path\(\s*(?:nonzero|evenodd)?\s*,?\s*["'](.*)["']\s*\)""", re.S)


@dataclass(frozen=True)
class PlainDrawing:
    """A drawing in its plain form, as large as it says, in px, and what of it is seen.

    `changed` says that it would be drawn otherwise as it was written.
    """

    root: Element
    width_px: float
    height_px: float
    view: tuple[float, float, float, float]
    changed: bool

    def text(self) -> bytes:
        """Return it as SVG."""
        return ElementTree.tostring(self.root, encoding="utf-8")


def read_plain(svg: bytes, in_gray: bool = False) -> PlainDrawing:
    """Return a drawing, which was vetted, in its plain form, all in gray if that is wanted."""
    root = ElementTree.fromstring(svg)
    foreign = _strip_foreign(root)
    sheets = [e.text or "" for e in root.iter(f"{SVG}style") if e.get("type", _CSS) == _CSS]
    for element, declared in _declared(root, "\n".join(sheets)):
        element.attrib.pop("style", None)
        for name, value in declared.items():
            _set(element, name, value)
        _plain_colours(element, in_gray)
    _remove(root, f"{SVG}style")
    width, height, view, sized = _size(root)
    changed = foreign or bool(sheets) or in_gray or sized or b"color(" in svg
    return PlainDrawing(root, width, height, view, changed)


def _strip_foreign(root: Element) -> bool:
    """Take away what is not SVG; the engine draws by names alone. Say whether something was."""
    found = False
    for element in root.iter():
        kept = [child for child in element if str(child.tag).startswith(SVG)]
        found |= len(kept) < len(element)
        element[:] = kept
        for name in [n for n, value in element.attrib.items() if not _is_own(n, value)]:
            del element.attrib[name]
    return found


def _is_own(name: str, value: str) -> bool:
    """Say whether an attribute is SVG's; one that names a file never comes so far, nor further."""
    if name in (XLINK, "href"):
        return value.strip().startswith(("#", "data:image/"))
    return not name.startswith("{")


def _remove(root: Element, tag: str) -> None:
    for element in root.iter():
        element[:] = [child for child in element if child.tag != tag]


def _declared(root: Element, css: str) -> Iterator[tuple[Element, Mapping[str, str]]]:
    """Give each element with the declarations that it gets, those that win alone."""
    from cssselect2 import ElementWrapper  # late, as what is vetted alone needs none

    matchers = _matchers(css) if css else ()
    wrappers: list[Any] = list(ElementWrapper.from_xml_root(root).iter_subtree())
    for wrapper in wrappers:
        element = cast("Element", wrapper.etree_element)
        own = _split(parse_block(element.get("style", "")))
        won: dict[str, str] = {}
        for level in (0, 1):
            if matchers:
                for match in matchers[level].match(wrapper):
                    won |= match[-1]
            won |= own[level]
        yield element, won


def _matchers(css: str) -> tuple[Any, Any]:
    """Return what finds the rules for an element: those that are not important, and those."""
    import cssselect2

    untyped: Any = cssselect2
    both = cssselect2.Matcher(), cssselect2.Matcher()
    for rule in _rules(parse_stylesheet(css)):
        try:
            selectors = untyped.compile_selector_list(rule.prelude)
        except (
            cssselect2.SelectorError
        ):  # as browsers do: the rule is passed over, those after it are not
            continue
        declared = _split(parse_block(nodes_in(rule)))
        for selector in selectors:
            if selector.pseudo_element is None and not selector.never_matches:
                for matcher, given in zip(both, declared, strict=True):
                    if given:
                        matcher.add_selector(selector, given)
    return both


def _rules(rules: CssNodes) -> Iterator[CssNode]:
    """Give the rules that count on paper."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.content is not None:
            media = write_css(rule.prelude).strip().lower()
            if rule.lower_at_keyword == "media" and media in ("print", "all", "screen, print", ""):
                yield from _rules(parse_rules(rule.content))


def _split(parsed: CssNodes) -> tuple[dict[str, str], dict[str, str]]:
    """Return the declarations of a block by name: those that are not important, and those."""
    both: tuple[dict[str, str], dict[str, str]] = {}, {}
    for one in parsed:
        if one.type != "declaration":
            continue
        names = (one.lower_name,)
        if one.lower_name == "marker":
            names = ("marker-start", "marker-mid", "marker-end")
        value = write_css(one.value).strip()
        for name in names:
            if name in _KNOWN and (name not in COLOURS or _colour(value, in_gray=False)):
                both[one.important][name] = value
    return both


def _set(element: Element, name: str, value: str) -> None:
    """Give an element a value as an attribute, in whose syntax it is written."""
    if name in STYLE_ALONE:
        element.set("style", f"{element.get('style', '')}{name}:{value};")
    elif name == "transform":
        element.set(name, re.sub(r"(?<=[\d.])(?:px|deg)", "", value))
    elif name == "d":
        path = _CSS_PATH.fullmatch(value)
        element.set(name, path[1] if path else "")
    else:
        element.set(name, value)


def _plain_colours(element: Element, in_gray: bool) -> None:
    for name in COLOURS:
        value = element.get(name)
        if value is not None:
            colour = _colour(value, in_gray)
            if colour:
                element.set(name, colour)
            else:  # as if it were not there: CSS Syntax 3, 9
                del element.attrib[name]


@lru_cache(maxsize=4096)
def _colour(value: str, in_gray: bool) -> str:
    """Return a paint with its colour as #RRGGBB or rgba(), nothing where it is none."""
    if reference := _PAINT_URL.fullmatch(value):
        fallback = _colour(reference[2], in_gray) if reference[2].strip() else ""
        return f"{reference[1]} {fallback}".strip()
    plain = value.strip()
    if keyword := _KEYWORDS.get(plain.lower()):
        return keyword
    first, _, rest = plain.partition(" ")
    colour: Any = parse_color(first if rest.lower().startswith("icc-color") else plain)
    if colour is None or isinstance(colour, str):
        return ""
    red, green, blue = (round(255 * min(1.0, max(0.0, part))) for part in _srgb_of(colour))
    if in_gray:
        red = green = blue = gray_of(luminance(red, green, blue))
    if colour.alpha >= 1:
        return f"#{red:02x}{green:02x}{blue:02x}"
    return f"rgba({red},{green},{blue},{colour.alpha:g})"


def _srgb_of(colour: Any) -> tuple[float, ...]:
    """Return red, green and blue; past 0 and 1 where sRGB does not reach. Source: CSS Color 4."""
    parts = tuple(part or 0.0 for part in colour.coordinates)
    if colour.space == "display-p3":  # which tinycss2 1.5 reads and does not convert
        light = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        mixed = [sum(a * b for a, b in zip(row, light, strict=True)) for row in _P3_TO_SRGB]
        return tuple(12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055 for p in mixed)
    return tuple(part or 0.0 for part in colour.to("srgb").coordinates)


def length_px(value: str) -> float | None:
    """Return a length in px; none where it depends on what is around it, or is no length."""
    found = _LENGTH.fullmatch(value)
    factor = _PX.get(found[2].lower()) if found else None
    return float(found[1]) * factor if found and factor else None


def _size(root: Element) -> tuple[float, float, tuple[float, float, float, float], bool]:
    """Return how large a drawing is, what of it is seen, and whether it had to be told so.

    Source: SVG 2, 8.2 and 8.8; what says none is as large as its viewBox, or larger.
    """
    numbers = [length_px(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    view = tuple(n for n in numbers if n is not None)
    width, height = (length_px(root.get(side, "")) for side in ("width", "height"))
    if len(view) != 4 or view[2] <= 0 or view[3] <= 0:
        width, height = width or LEAST_LONG_SIDE_PX, height or LEAST_LONG_SIDE_PX / 2
        view = (0.0, 0.0, width, height)
    elif not (width and height):
        ratio = view[2] / view[3]
        share = max(1.0, LEAST_LONG_SIDE_PX / max(view[2:]))
        width = width or (height * ratio if height else view[2] * share)
        height = height or width / ratio
    else:
        return width, height, (view[0], view[1], view[2], view[3]), False
    root.set("viewBox", " ".join(f"{number:g}" for number in view))
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return width, height, (view[0], view[1], view[2], view[3]), True
