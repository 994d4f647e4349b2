"""Stylesheets before the engine reads them: the addresses they name, and how far they may grow."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tinycss2.serializer import serialize_string_value

from brochure.base.errors import BrochureError
from brochure.base.files.css_tokens import CssNode, CssNodes, nodes_in, parse_values, write_css

MOST_CHARACTERS = 1_000_000
MOST_NESTED = 50  # WeasyPrint 70 follows brackets and var() by recursion and breaks past some 100
MOST_NUMBER = 100_000  # in points that is 35 m
MOST_IMPORTED = 100  # by one stylesheet, and by those that it imports
MOST_SELECTORS = 20_000  # of one stylesheet; ours, all taken together, have some 500
MOST_GROWN = 10_000  # tokens of one value once every var() in it is filled in
_REMEMBERED = 64  # texts whose answers are kept: documents made in one process share theirs

_NUMBERS = ("number", "dimension", "percentage")
_IMPORTED = re.compile(r"data:text/css[;,]|(?!data:)[^?#]*\.css(?:[?#]|$)")


@dataclass(frozen=True)
class CssUrl:
    """An address as a stylesheet writes it, escapes resolved, and where; lines count from 1."""

    written: str
    line: int
    column: int
    imported: bool = False


def vet_css(css: str, name: str) -> None:
    """Refuse a stylesheet that would overwhelm the engine, or that is something else as well.

    Raises BrochureError with the line. `name` is the file's, as people are told it.
    """
    if len(css) > MOST_CHARACTERS:
        what = f"this stylesheet is longer than {MOST_CHARACTERS:,} characters"
        raise BrochureError(what, where=name, hint="Make it shorter.")
    if "\0" in css or css.lstrip("\ufeff \t\r\n\f").startswith("<"):
        raise BrochureError("this is no stylesheet", where=name, hint="Write CSS into it.")
    sheet = _read(css, name)
    if sheet.too_large:
        raise BrochureError(
            f"the number {sheet.too_large.written} is larger than any page needs",
            where=f"{name}:{sheet.too_large.line}:{sheet.too_large.column}",
            hint=f"Stay within {MOST_NUMBER:,}.",
        )
    if sheet.selectors > MOST_SELECTORS:
        what = f"this stylesheet has more than {MOST_SELECTORS:,} selectors"
        raise BrochureError(what, where=name, hint="Keep the rules that choose something here.")
    imported = (address for address in sheet.urls if address.imported)
    for number, address in enumerate(imported, 1):
        where = f"{name}:{address.line}:{address.column}"
        if number > MOST_IMPORTED:
            what = f"more than {MOST_IMPORTED} stylesheets are imported"
            raise BrochureError(what, where, "Import each of them once.")
        if not _IMPORTED.match(address.written):
            raise BrochureError(
                f"{address.written[:80]} is imported but does not end in .css",
                where=where,
                hint="Import stylesheets only, by an address such as own.css.",
            )


def find_urls(css: str, name: str) -> tuple[CssUrl, ...]:
    """Return every address that a stylesheet names: in url(…), in src(…), and after @import.

    Raises BrochureError where brackets nest too deep to look into.
    """
    return _read(css, name).urls


@dataclass(frozen=True)
class _Number:
    """A number as a stylesheet begins to write it, and where."""

    written: str
    line: int
    column: int


@dataclass(frozen=True)
class _Value:
    """What one declaration says: its own size in tokens, and the properties that it takes in."""

    own: int
    taken: tuple[str, ...]


@dataclass(frozen=True)
class _Stylesheet:
    """What is asked of a stylesheet; `values` are those of each property, `selectors` a count."""

    urls: tuple[CssUrl, ...]
    too_large: _Number | None
    selectors: int
    values: tuple[tuple[str, _Value], ...]


@lru_cache(maxsize=_REMEMBERED)
def _read(css: str, name: str) -> _Stylesheet:
    """Take a stylesheet apart, once. Raises BrochureError where brackets nest too deep."""
    tokens = _tokens(css, name)
    too_large = (
        _Number(token.representation[:20], token.source_line, token.source_column)
        for token in _walk(tokens)
        if token.type in _NUMBERS and abs(token.value) > MOST_NUMBER
    )
    return _Stylesheet(
        tuple(_find_urls(tokens)),
        next(too_large, None),
        _count_selectors(tokens),
        tuple(_find_values(tokens, {})),
    )


def _count_selectors(tokens: CssNodes) -> int:
    """Count what commas part before each block, in blocks that hold blocks too."""
    blocks = [token for token in tokens if token.type == "{} block"]
    if not blocks:
        return 0  # declarations
    commas = sum(token.type == "literal" and token.value == "," for token in tokens)
    return len(blocks) + commas + sum(_count_selectors(nodes_in(block)) for block in blocks)


def find_urls_in(tokens: CssNodes) -> tuple[CssUrl, ...]:
    """Return every address in tokens of tinycss2 that `vet_css` has seen as text."""
    return tuple(_find_urls(tokens))


def _find_urls(tokens: CssNodes) -> Iterator[CssUrl]:
    importing = False
    for token in tokens:
        place = token.source_line, token.source_column
        if token.type == "url" or (importing and token.type == "string"):
            yield CssUrl(token.value, *place, importing)
        elif token.type == "function" and token.lower_name in ("url", "src"):
            for text in (t for t in token.arguments if t.type == "string"):
                yield CssUrl(text.value, *place, importing)
        if token.type == "at-keyword":
            importing = token.lower_value == "import"
        elif token.type != "whitespace":
            importing = False
        if inner := nodes_in(token):
            yield from _find_urls(inner)


def replace_urls(css: str, replacement: Callable[[str], str]) -> str:
    """Return a stylesheet with each address replaced; it stays as written where none changes.

    What `find_urls` finds is replaced, but for ``src(…)``, of which WeasyPrint 70 knows nothing.
    """
    tokens = parse_values(css)
    return write_css(tokens) if _replace_urls(tokens, replacement) else css


def _replace_urls(
    tokens: CssNodes, replacement: Callable[[str], str], strings: bool = False
) -> bool:
    """Change tokens that name addresses, where `strings` do too; tell whether any changed."""
    importing = changed = False
    for token in tokens:
        if token.type == "url" or (token.type == "string" and (strings or importing)):
            new = replacement(token.value)
            if new != token.value:
                quoted = f'"{serialize_string_value(new)}"'
                token.representation = f"url({quoted})" if token.type == "url" else quoted
                changed = True
        if token.type == "at-keyword":
            importing = token.lower_value == "import"
        elif token.type not in ("whitespace", "comment"):
            importing = False
        quotes = token.type == "function" and token.lower_name == "url"
        changed |= _replace_urls(nodes_in(token), replacement, quotes)
    return changed


def _tokens(css: str, name: str) -> CssNodes:
    """Return the tokens of a stylesheet. Raises BrochureError where brackets nest too deep."""
    tokens = parse_values(css, skip_comments=True)
    level, first = tokens, None
    for _ in range(MOST_NESTED):
        level = [token for outer in level for token in nodes_in(outer)]
        if not level:
            return tokens
        first = level[0]
    raise BrochureError(
        f"more than {MOST_NESTED} brackets stand in each other",
        where=f"{name}:{first.source_line}" if first else name,
        hint="Close each bracket where its value ends.",
    )


def _walk(tokens: CssNodes) -> Iterator[CssNode]:
    """Give every token, those inside brackets and functions too."""
    for token in tokens:
        yield token
        if inner := nodes_in(token):
            yield from _walk(inner)


# By the identity of a token: its size with all that is in it, and the properties that it takes in.
_Measured = dict[int, tuple[int, tuple[str, ...]]]


def _find_values(tokens: CssNodes, known: _Measured) -> Iterator[tuple[str, _Value]]:
    """Give each ``name: value`` between semicolons, at every depth, that takes part in var()."""
    name, start = "", 0
    for at, token in enumerate(tokens):
        if token.type == "literal" and token.value == ":" and not name:
            before = [t for t in tokens[max(0, at - 3) : at] if t.type != "whitespace"]
            if before and before[-1].type == "ident":
                name, start = before[-1].value, at + 1
        elif token.type == "literal" and token.value == ";":
            yield from _value(name, tokens[start:at], known)
            name, start = "", at + 1
        if inner := nodes_in(token):
            yield from _find_values(inner, known)
    yield from _value(name, tokens[start:], known)


def _value(name: str, tokens: CssNodes, known: _Measured) -> Iterator[tuple[str, _Value]]:
    parts = [_measure(token, known) for token in tokens]
    taken = tuple(name for _, names in parts for name in names)
    if name.startswith("--") or taken:
        own = sum(size for size, _ in parts) if name.startswith("--") else 0
        yield name, _Value(own, taken)


def _measure(token: CssNode, known: _Measured) -> tuple[int, tuple[str, ...]]:
    """Measure a token once, however many declarations around it ask."""
    if id(token) not in known:
        parts = [_measure(inner, known) for inner in nodes_in(token)]
        is_var = token.type == "function" and token.lower_name == "var"
        own = (_first_name(token),) if is_var else ()
        size = _weight(token) + sum(size for size, _ in parts)
        known[id(token)] = size, (*own, *(name for _, names in parts for name in names))
    return known[id(token)]


@dataclass
class Variables:
    """The values of all stylesheets of a document, and how far each grows through var().

    The largest value that a custom property is given anywhere counts, so that the estimate is
    never too low.
    """

    values: dict[str, list[_Value]] = field(default_factory=dict[str, list[_Value]])

    def add(self, css: str, name: str) -> None:
        """Take in a stylesheet. Raises BrochureError, naming the property, if one now explodes."""
        for declared, value in _read(css, name).values:
            self.values.setdefault(declared, []).append(value)
        known: dict[str, tuple[int, int]] = {}
        for declared in sorted(self.values, key=lambda name: not name.startswith("--")):
            grown, deep = self._measure_growth(declared, known, ())
            if grown > MOST_GROWN or deep > MOST_NESTED:
                raise BrochureError(
                    f"{declared} grows without measure once each var() is filled in",
                    where=name,
                    hint="Write the value out instead of doubling it or taking it in again.",
                )

    def _measure_growth(
        self, name: str, known: dict[str, tuple[int, int]], open: tuple[str, ...]
    ) -> tuple[int, int]:
        """Return size and depth of a property filled in; past all measure if it takes itself in."""
        if name in open or len(open) > MOST_NESTED:
            return MOST_GROWN + 1, MOST_NESTED + 1
        if name not in known:
            size, deep = 0, 0
            for value in self.values.get(name, ()):
                parts = [self._measure_growth(taken, known, (*open, name)) for taken in value.taken]
                size = max(size, value.own + sum(grown for grown, _ in parts))
                deep = max(deep, 1 + max((steps for _, steps in parts), default=0))
            known[name] = size, deep
        return known[name]


def _first_name(var: CssNode) -> str:
    return next((t.value for t in var.arguments if t.type == "ident"), "")


def _weight(token: CssNode) -> int:
    """Count a token as one, and a long text as what it would add to a page."""
    return 1 + (len(token.value) // 20 if token.type == "string" else 0)
