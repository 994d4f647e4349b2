"""CSS as tinycss2 reads it: its nodes have no types, so here is as much of them as is read."""

from collections.abc import Sequence
from typing import Any, Protocol

import tinycss2

_UNTYPED: Any = tinycss2


class CssNode(Protocol):
    """A token, declaration or rule; `type` says which, and each kind has some of the rest alone.

    `lower_…` are names in small letters; `value` is the text of a token, without its quotes.
    """

    representation: str
    source_line: int

    @property
    def type(self) -> str: ...
    @property
    def source_column(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def lower_name(self) -> str: ...
    @property
    def lower_value(self) -> str: ...
    @property
    def lower_at_keyword(self) -> str: ...
    @property
    def important(self) -> bool: ...
    @property
    def value(self) -> Any: ...
    @property
    def arguments(self) -> Sequence["CssNode"]: ...
    @property
    def content(self) -> Sequence["CssNode"] | None: ...
    @property
    def prelude(self) -> Sequence["CssNode"]: ...
    def serialize(self) -> str: ...


CssNodes = Sequence[CssNode]


def parse_values(css: str, skip_comments: bool = False) -> list[CssNode]:
    """Return the tokens of some CSS, whatever they make up."""
    return _UNTYPED.parse_component_value_list(css, skip_comments=skip_comments)


def parse_stylesheet(css: str, skip_whitespace: bool = True) -> list[CssNode]:
    """Return the rules of a stylesheet."""
    return _UNTYPED.parse_stylesheet(css, skip_comments=True, skip_whitespace=skip_whitespace)


def parse_rules(content: CssNodes) -> list[CssNode]:
    """Return the rules in a block of rules."""
    return _UNTYPED.parse_rule_list(content, skip_comments=True, skip_whitespace=True)


def parse_block(content: CssNodes | str) -> list[CssNode]:
    """Return the declarations, and rules, in a block."""
    return _UNTYPED.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)


def write_css(nodes: CssNodes) -> str:
    """Return CSS as text."""
    return _UNTYPED.serialize(nodes)


def nodes_in(node: CssNode) -> CssNodes:
    """Return what stands in the brackets of a node, none where it has none."""
    return getattr(node, "arguments", None) or getattr(node, "content", None) or ()
