"""A drawing in its plain form -> whether the layout engine draws all of it right.

WeasyPrint 70 passes over what it does not know, or draws it in its own way. So this is a list of
what it is known to draw as browsers do; anything else is drawn by another renderer. Tests hold each
entry to Chromium's picture, and a proof holds each printed figure to the other renderer's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from xml.etree.ElementTree import Element

from brochure.base.files.svg_plain import SVG, XLINK, length_px

_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_GRADIENTS = frozenset(("linearGradient", "radialGradient"))
# Drawn where something refers to them, and then something else says so.
_BY_REFERENCE = frozenset(
    ("clipPath", "filter", "marker", "mask", "pattern", "symbol", *_GRADIENTS, "stop")
)
_SILENT = frozenset(("title", "desc", "metadata", "style", "script", "view", "cursor"))
_URL = re.compile(r"url\(\s*[\"']?#([^\"')]*)[\"']?\s*\)")
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_NUMBERS = re.compile(rf"\s*(?:{_NUMBER}(?:[\s,]+|$|(?=[+-])))+")
_TRANSFORM = re.compile(
    rf"(?:(?:matrix|translate|scale|rotate|skewX|skewY)\(\s*{_NUMBER}"
    rf"(?:(?:\s*,\s*|\s+|(?=[+-])){_NUMBER})*\s*\)[\s,]*)*"
)

Test = Callable[[str], bool]


def _one_of(*words: str) -> Test:
    return lambda value: value.strip() in words


def _is_length(value: str) -> bool:
    return length_px(value) is not None


def _is_share(value: str) -> bool:
    return bool(re.fullmatch(rf"\s*{_NUMBER}%?\s*", value))


def _anything(_value: str) -> bool:
    return True


def _is_paint(value: str) -> bool:
    """Say whether a paint is a colour, or one gradient without another colour beside it."""
    return "context-" not in value and not (_URL.match(value) and _URL.sub("", value).strip())


# What an attribute may be, for the engine to draw it right.
_RIGHT: Mapping[str, Test] = {
    **dict.fromkeys(("id", "class", "lang", "type", "version", "baseProfile"), _anything),
    **dict.fromkeys(("d", "points", "fill", "stroke", "color", "clip-path"), _anything),
    **dict.fromkeys(("role", "focusable", "tabindex", "href", XLINK, "viewBox"), _anything),
    **dict.fromkeys(("stop-color", "flood-color", "lighting-color", "font-size"), _anything),
    **dict.fromkeys(("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"), _is_length),
    **dict.fromkeys(("x1", "y1", "x2", "y2", "stroke-width", "stroke-dashoffset"), _is_length),
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity"), _is_share),
    "fill-rule": _one_of("nonzero", "evenodd", "inherit"),
    "clip-rule": _one_of("nonzero", "inherit"),
    "stroke-linecap": _one_of("butt", "round", "square"),
    "stroke-linejoin": _one_of("miter", "round", "bevel"),
    "stroke-miterlimit": _is_share,
    "stroke-dasharray": lambda value: value.strip() == "none" or bool(_NUMBERS.fullmatch(value)),
    "transform": lambda value: bool(_TRANSFORM.fullmatch(value.strip())),
    "display": _anything,
    "visibility": _one_of("visible", "hidden"),
    "overflow": _anything,
    "preserveAspectRatio": _anything,
    "color-interpolation": _one_of("sRGB", "auto"),
    **dict.fromkeys(("mask", "filter"), _one_of("none")),
    **dict.fromkeys(("marker-start", "marker-mid", "marker-end"), _one_of("none")),
    "paint-order": _one_of("normal", "fill", "fill stroke", "fill stroke markers"),
    "vector-effect": _anything,  # all but "none" are refused
    "mask-type": _anything,
    "image-rendering": _anything,
    "color-interpolation-filters": _anything,
    "flood-opacity": _anything,
    "stop-opacity": _anything,
    "xml:space": _anything,
}
_HARMLESS = ("data-", "aria-", "font-", "text-", "shape-", "enable-", "zoom", "pointer-", "writing")
_GRADIENT_RIGHT: Mapping[str, Test] = {
    **dict.fromkeys(("id", "href", XLINK, "color-interpolation"), _anything),
    **dict.fromkeys(("x1", "y1", "x2", "y2"), _is_share),
    **dict.fromkeys(("cx", "cy", "r", "fx", "fy"), _is_length),
    "gradientUnits": _one_of("userSpaceOnUse", "objectBoundingBox"),
    "spreadMethod": _one_of("pad"),
}


def undrawn_by_engine(root: Element) -> str:
    """Name the first part of a plain drawing that the engine does not draw right; "" if none."""
    named = {e.get("id", ""): e for e in root.iter()}
    scan = _Scan(root, named)
    return next(scan.faults(root), "")


class _Scan:
    """Walks what is drawn; each target of a reference is looked at where it is used."""

    def __init__(self, root: Element, named: Mapping[str, Element]) -> None:
        self.root, self.named = root, named

    def faults(self, element: Element) -> Iterator[str]:
        """Give what is not drawn right in an element and in all that stands in it."""
        tag = element.tag.removeprefix(SVG)
        if tag in _BY_REFERENCE or tag in _SILENT or tag.startswith("animate") or tag == "set":
            return
        if tag not in _SHAPES and tag not in ("g", "defs", "use") and element is not self.root:
            yield f"<{tag}>"
            return
        yield from self._attributes(element)
        if tag == "use":
            yield from self._use(element)
        for child in element:
            yield from self.faults(child)

    def _attributes(self, element: Element) -> Iterator[str]:
        for name, value in element.attrib.items():
            right = _RIGHT.get(name)
            known = right is not None or name.startswith(_HARMLESS)
            root_alone = element is self.root and name in ("width", "height", "x", "y")
            if not known or (right and not root_alone and not right(value)):
                yield f"{name}={value[:30]}"
        for name in ("fill", "stroke"):
            if value := element.get(name):
                yield from self._paint(element, name, value)
        if clip := element.get("clip-path"):
            yield from self._clip(clip)

    def _paint(self, element: Element, name: str, value: str) -> Iterator[str]:
        if not _is_paint(value):
            yield f"{name}={value[:30]}"
        reference = _URL.match(value)
        if not reference:
            return
        target = self.named.get(reference[1])
        clear = {"opacity", f"{name}-opacity"} & set(element.attrib)
        shape = element.tag.removeprefix(SVG) in _SHAPES
        if target is None or name == "stroke" or not shape or clear:
            yield f"{name}={value[:30]}"
        elif not self._is_plain_gradient(target, 0):
            yield f"<{target.tag.removeprefix(SVG)}>"

    def _is_plain_gradient(self, gradient: Element, deep: int) -> bool:
        """Say whether a gradient is one that the engine draws: solid, and turned by nothing."""
        tag = gradient.tag.removeprefix(SVG)
        tests = ((_GRADIENT_RIGHT.get(n), v) for n, v in gradient.attrib.items())
        if tag not in _GRADIENTS or not all(test and test(value) for test, value in tests):
            return False
        user = gradient.get("gradientUnits") == "userSpaceOnUse"
        complete = all(side in gradient.attrib for side in ("cx", "cy", "r"))
        if tag == "radialGradient" and not (user and complete):
            return False  # the engine takes a share of a box for one of its diagonal
        stops = gradient.findall(f"{SVG}stop")
        href = gradient.get(XLINK) or gradient.get("href") or ""
        if href:
            source = self.named.get(href.removeprefix("#"))
            return source is not None and not deep and not stops and self._gives_stops(source)
        return self._are_plain(stops)

    def _gives_stops(self, source: Element) -> bool:
        """Say whether a gradient does nothing but hold stops for others, as Inkscape has it."""
        others = set(source.attrib) - {"id"}
        plain = source.tag == f"{SVG}linearGradient" and not others
        return plain and self._are_plain(source.findall(f"{SVG}stop"))

    def _are_plain(self, stops: list[Element]) -> bool:
        places = [_place(stop.get("offset", "0")) for stop in stops]
        solid = all(
            float(_opaque(stop)) >= 1 and not stop.get("stop-color", "").startswith("rgba")
            for stop in stops
        )
        rising = all(a < b for a, b in pairwise(places))
        return len(stops) >= 2 and solid and rising

    def _clip(self, value: str) -> Iterator[str]:
        """Give what a clip has that is drawn otherwise: all but one shape as it stands."""
        if value.strip() == "none":
            return
        reference = _URL.fullmatch(value.strip())
        target = self.named.get(reference[1]) if reference else None
        if target is None or target.tag != f"{SVG}clipPath":
            yield "clip-path"
            return
        shapes = list(target)
        own = set(target.attrib) - {"id", "clipPathUnits"}
        units = target.get("clipPathUnits", "userSpaceOnUse")
        if own or units != "userSpaceOnUse" or len(shapes) != 1:
            yield "clip-path"
            return
        allowed = {"id", "d", "points", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"}
        paints = {"fill", "stroke", "stroke-width", "class", "stroke-linejoin", "stroke-linecap"}
        tag = shapes[0].tag.removeprefix(SVG)
        lengths = (shapes[0].get(n, "0") for n in allowed - {"id", "d", "points"})
        as_it_stands = tag in _SHAPES and not set(shapes[0].attrib) - allowed - paints
        if not (as_it_stands and all(map(_is_length, lengths))):
            yield "clip-path"

    def _use(self, element: Element) -> Iterator[str]:
        href = element.get(XLINK) or element.get("href") or ""
        target = self.named.get(href.removeprefix("#"))
        if target is None:
            return
        if target.tag.removeprefix(SVG) not in (*_SHAPES, "g"):
            yield f"<use> of <{target.tag.removeprefix(SVG)}>"
            return
        yield from self.faults(target)


def _place(offset: str) -> float:
    share = offset.strip()
    try:
        return float(share.removesuffix("%")) / (100 if share.endswith("%") else 1)
    except ValueError:
        return -1.0


def _opaque(stop: Element) -> float:
    return _place(stop.get("stop-opacity", "1"))
