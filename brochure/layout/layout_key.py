"""HTML and styles -> a key: documents with the same key have each letter in the same place.

It holds the page and, of the stylesheets, what can move a box: declarations that are no paint, of
rules that may meet something on this page. So what differs in colours alone is laid out once,
however it is called. It is careful: where a stylesheet does what is not understood here (it imports
another, nests rules, prints a class, joins the borders of cells …), all counts as it is written.
"""

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from tinycss2.color3 import parse_color

from brochure.base.files.css_tokens import (
    CssNode,
    CssNodes,
    nodes_in,
    parse_block,
    parse_rules,
    parse_stylesheet,
    write_css,
)
from brochure.layout.engine.paint import BORDERS_IN_CSS, PAINT_IN_CSS

_DRAWING = "data:image/svg+xml;base64,"
_SIZES = ("width", "height", "viewBox", "preserveAspectRatio", "style")
_NESTED = ("media", "supports", "layer")
_ANY = "*"  # a class is asked about by a part of its name, or in a way of its own


class _NotUnderstoodError(Exception):
    """Raised for what counts as it is written."""


@dataclass(frozen=True)
class _Rule:
    """What of a rule can move a box.

    `needs` are the classes that something on the page must have for it to be met, `asks` those that
    it asks about in another way, as in ``:not(…)``.
    """

    text: str
    needs: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()


def layout_key(html: Element, styles: Sequence[str], reads: Mapping[str, str]) -> str:
    """Return the key of a parsed page and its stylesheets, in cascade order, as hexadecimal.

    `reads` are the files that were read for it, with their hashes: they count where all does.
    """
    body = html.find("body")
    own = frozenset((body.get("class") or "").split() if body is not None else ())
    classes = own.union(*((e.get("class") or "").split() for e in html.iter()))
    whole = sha256()
    try:
        parts = [*_page_parts(html, body), *_rule_parts(styles, classes, own)]
    except _NotUnderstoodError:
        page = [*_page_parts(html, None, as_written=True), *sorted(own)]
        parts = [*page, *styles, *(f"{name}={held}" for name, held in sorted(reads.items()))]
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        whole.update(len(encoded).to_bytes(8) + encoded)
    return whole.hexdigest()


def _rule_parts(
    styles: Sequence[str], classes: frozenset[str], own: frozenset[str]
) -> Iterator[str]:
    """Give each rule that may be met, and which classes of the body are asked about."""
    colours = _colours(styles)
    met = [rule for style in styles for rule in _read(style, colours) if rule.needs <= classes]
    asked = frozenset[str]().union(*(rule.asks for rule in met))
    yield from (rule.text for rule in met)
    yield from sorted(own if _ANY in asked else own & asked)


def _page_parts(html: Element, body: Element | None, as_written: bool = False) -> Iterator[str]:
    """Give all that the page says, but for classes of the body; drawings count by their size."""
    for element in html.iter():
        if element.tag in ("style", "link") and not as_written:
            raise _NotUnderstoodError
        yield str(element.tag)
        for name, value in element.attrib.items():
            if name == "style" and not as_written:
                _refuse(parse_block(value))
            if not (element is body and name == "class"):
                drawn = value.startswith(_DRAWING)
                yield f"{name}={_size_of(value) if drawn else value}"
        yield element.text or ""
        yield f"{len(element)}"
        yield element.tail or ""


@lru_cache(maxsize=256)
def _size_of(address: str) -> str:
    """Return what of a drawing tells how large it is; all of it if it has styles of its own."""
    try:
        root = fromstring(base64.b64decode(address[len(_DRAWING) :]))
    except (ValueError, ParseError):
        return address
    if any(str(e.tag).rpartition("}")[2] == "style" for e in root.iter()):
        return address
    return repr([root.get(name) for name in _SIZES])


def _colours(styles: Sequence[str]) -> frozenset[str]:
    """Return the custom properties that are a colour always: each time set on ``:root`` alone."""
    kinds: dict[str, bool] = {}
    for style in styles:
        for name, colour in _defined(style):
            kinds[name] = kinds.get(name, True) and colour
    return frozenset(name for name, colour in kinds.items() if colour)


@lru_cache(maxsize=64)
def _defined(style: str) -> tuple[tuple[str, bool], ...]:
    """Return each custom property that a stylesheet gives a value, and whether as a colour."""
    return tuple(_defined_in(_parse(style), at_root=False))


def _defined_in(rules: Iterable[CssNode], at_root: bool) -> Iterator[tuple[str, bool]]:
    for rule in rules:
        if rule.type == "declaration":
            if rule.name.startswith("--"):
                value = _bare(rule.value)
                yield rule.name, at_root and len(value) == 1 and _is_colour(value[0])
        elif getattr(rule, "content", None) is not None:
            root = rule.type == "qualified-rule" and _text(rule.prelude) == ":root"
            nested = rule.type == "at-rule" and rule.lower_at_keyword in _NESTED
            yield from _defined_in(_inside(nodes_in(rule), nested), root)


def _parse(style: str) -> list[CssNode]:
    return parse_stylesheet(style)


def _inside(content: CssNodes, rules_alone: bool) -> list[CssNode]:
    return parse_rules(content) if rules_alone else parse_block(content)


def _text(tokens: CssNodes) -> str:
    return write_css([t for t in tokens if t.type != "comment"]).strip()


def _bare(value: CssNodes) -> list[CssNode]:
    return [token for token in value if token.type not in ("whitespace", "comment")]


def _is_colour(token: CssNode) -> bool:
    untyped: Any = token  # of which its types say less than it takes
    return parse_color(untyped) is not None


@lru_cache(maxsize=256)
def _read(style: str, colours: frozenset[str]) -> tuple[_Rule, ...]:
    """Return what of a stylesheet can move a box. Raises _NotUnderstoodError."""
    return tuple(_rules(_parse(style), "", colours))


def _rules(rules: Iterable[CssNode], around: str, colours: frozenset[str]) -> Iterator[_Rule]:
    """Give each rule, those in ``@media`` and in ``@page`` too, with what stands around it."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _style_rules(rule, around, colours)
        elif rule.type == "at-rule" and rule.content is not None:
            head = f"{around}@{rule.lower_at_keyword} {_text(rule.prelude)}{{"
            nested = rule.lower_at_keyword in _NESTED
            within = _inside(rule.content, nested)
            if not nested:
                text = _moving([part for part in within if part.type != "at-rule"], colours)
                within = [part for part in within if part.type == "at-rule"]
                yield from (_Rule(f"{head}{text}}}"),) if text else ()
            yield from _rules(within, head, colours)
        else:  # what cannot be read, or has no block, as @import
            raise _NotUnderstoodError


def _style_rules(rule: CssNode, around: str, colours: frozenset[str]) -> Iterator[_Rule]:
    """Give a rule once for each of its selectors."""
    text = _moving(_inside(nodes_in(rule), rules_alone=False), colours)
    for selector in _split(rule.prelude):
        written = _text(selector)
        if any(first in written.lower() for first in (":first-l", "\\")):
            raise _NotUnderstoodError  # drawn with a style of their own; written in another way
        if text:
            yield _Rule(f"{around}{written}{{{text}}}", *_classes(selector))


def _moving(parts: Iterable[CssNode], colours: frozenset[str]) -> str:
    """Return the declarations that can move a box. Raises _NotUnderstoodError for all but these."""
    kept: list[str] = []
    for one in parts:
        if one.type != "declaration":
            raise _NotUnderstoodError
        if one.lower_name in PAINT_IN_CSS or one.name in colours:
            continue
        _refuse([one])
        value = _bare(one.value)
        painting = [token for token in value if _paints(token, colours)]
        if one.lower_name in BORDERS_IN_CSS and len(painting) == 1:
            value.remove(painting[0])
        name = one.name if one.name.startswith("--") else one.lower_name
        words = " ".join(token.serialize() for token in value)
        kept.append(f"{name}:{words}{'!' * one.important};")
    return "".join(kept)


def _refuse(parts: Iterable[CssNode]) -> None:
    """Raise _NotUnderstoodError for a declaration whose effect this page and its rules do not tell.

    Borders of joined cells are decided by layout; pictures differ between looks; a class may be
    printed.
    """
    for one in parts:
        if one.type not in ("declaration", "whitespace", "comment"):
            raise _NotUnderstoodError
        if one.type == "declaration":
            words = [token.value.lower() for token in _bare(one.value) if token.type == "ident"]
            if one.lower_name == "border-collapse" and words != ["separate"]:
                raise _NotUnderstoodError
            if any(_brings_more(token) for token in one.value):
                raise _NotUnderstoodError


def _brings_more(token: CssNode) -> bool:
    """Say whether a value brings a picture, or prints an attribute that may be a class."""
    if token.type == "url" or token.type == "error":
        return True
    if token.type == "function" and token.lower_name in ("url", "src", "image-set", "image"):
        return True
    if token.type == "function" and token.lower_name == "attr":
        names = [t.value.lower() for t in token.arguments if t.type == "ident"]
        return "class" in names[:1] or not names
    return any(_brings_more(inner) for inner in nodes_in(token))


def _paints(token: CssNode, colours: frozenset[str]) -> bool:
    """Say whether a part of a border is its colour."""
    if token.type == "function" and token.lower_name == "var":
        arguments = _bare(token.arguments)
        return len(arguments) == 1 and getattr(arguments[0], "value", "") in colours
    return _is_colour(token)


def _split(prelude: CssNodes) -> Iterator[list[CssNode]]:
    """Give each selector of a list."""
    selector: list[CssNode] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _classes(selector: CssNodes) -> tuple[frozenset[str], frozenset[str]]:
    """Return the classes that a selector needs, and those that it asks about in brackets."""
    needs = {b.value for a, b in pairwise(selector) if _is_dot(a, b)}
    inside = {name for token in selector for name in _names(nodes_in(token))}
    by_name = any(name.lower() == "class" for name in inside)
    return frozenset(needs), frozenset((*inside, *((_ANY,) * by_name)))


def _is_dot(token: CssNode, name: CssNode) -> bool:
    return token.type == "literal" and token.value == "." and name.type == "ident"


def _names(tokens: CssNodes) -> Iterator[str]:
    for token in tokens:
        if token.type in ("ident", "string"):
            yield from token.value.split()
        yield from _names(nodes_in(token))
