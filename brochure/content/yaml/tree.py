"""YAML text -> plain values with the place of each, and every fault; reads events, never composes.

libyaml's composer recurses and crashes the process on 100,000 open brackets, so depth and size
are bounded here, on events, while the text is still being scanned.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from yaml import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event, Mark, ScalarEvent

from brochure.base.finding import ContentPath
from brochure.base.plain_value import Plain
from brochure.content.yaml.offsets import offset_in
from brochure.content.yaml.syntax_errors import SyntaxFault, explain_syntax_error

MAX_DEPTH, MAX_ENTRIES = 32, 200_000

_ENTRIES = (ScalarEvent, CollectionStartEvent)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNTYPED: Any = yaml

# YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema), less what surprises people:
# leading zeros, hexadecimal, and numbers too long to be counted with are left as written.
_NO_TEXT = re.compile(r"[-+.0-9~nNtTfF]|$")  # how all begin that may be no text
_NULL = re.compile(r"(~|null|Null|NULL|)")
_BOOL = re.compile(r"(true|True|TRUE|false|False|FALSE)")
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})?\.[0-9]{1,18}([eE][-+]?[0-9]{1,2})?")
_COMMENT = re.compile(r"[ \t]+(#.*?)[ \t]*$")
UNSEEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


class Span(NamedTuple):
    """Where a key or value stands: line and column from 1, caret width, offsets into the text."""

    line: int
    column: int
    width: int
    start: int
    end: int


@dataclass
class Tree:
    """`data`, and the spans of keys and values by path; `whole` if nothing is left out of it."""

    data: Plain = None
    keys: dict[ContentPath, Span] = field(default_factory=dict[ContentPath, Span])
    values: dict[ContentPath, Span] = field(default_factory=dict[ContentPath, Span])
    faults: list[SyntaxFault] = field(default_factory=list[SyntaxFault])
    whole: bool = False


@dataclass
class _Open:
    """A list or group of keys being read. `key` waits for its value; `kept` is not a duplicate."""

    path: ContentPath
    values: dict[str, Plain] | list[Plain]
    mark: Mark
    kept: bool
    in_brackets: bool
    key: str | None = None
    key_is_new: bool = True


def read_tree(text: str, lines: tuple[str, ...]) -> Tree:
    """Read one document. `lines` is `text` split at its line breaks.

    Anchors, tags, duplicate keys and keys that are not text are all collected; a syntax error, a
    second document, a list as a key, and nesting or entries without end stop the reading.
    """
    reader = _Reader(text, lines)
    before: Event | None = None
    entries = 0
    try:
        for event in _UNTYPED.parse(text, Loader=_LOADER):
            entries += isinstance(event, _ENTRIES)
            if not reader.may_go_on(event, entries):
                return reader.tree
            reader.take(event)
            before = event
    except yaml.MarkedYAMLError as error:
        brackets = [o.mark for o in reader.stack if o.in_brackets]
        bracket = brackets[-1] if brackets else None
        fault = explain_syntax_error(error, lines, before, bracket)
        if fault.id == "yaml.colon":  # what seem to be cut words there are a key and a note
            reader.tree.faults[:] = [f for f in reader.tree.faults if f.line != fault.line]
        if fault.line not in {earlier.line for earlier in reader.tree.faults}:  # else an echo
            reader.tree.faults.append(fault)
        return reader.tree
    reader.tree.whole = not reader.lossy
    return reader.tree


class _Reader:
    """The state of one reading: what is open, and the tree so far."""

    def __init__(self, text: str, lines: tuple[str, ...]) -> None:
        self.text, self.lines = text, lines
        self.tree = Tree()
        self.stack: list[_Open] = []
        self.documents = 0
        self.lossy = False

    def may_go_on(self, event: Event, entries: int) -> bool:
        """Refuse a second document, nesting too deep, entries without end, and a list as a key."""
        self.documents += isinstance(event, yaml.DocumentStartEvent)
        opens = isinstance(event, CollectionStartEvent)
        if self.documents > 1:
            remedy = "Delete the line `---`, and keep everything in one document."
            self._fault("yaml.documents", "a second document begins here", remedy, event)
        elif opens and len(self.stack) >= MAX_DEPTH:
            what = f"lists and keys are nested more than {MAX_DEPTH} deep here"
            remedy = "Close brackets that were left open, or delete those too many."
            self._fault("yaml.depth", what, remedy, event)
        elif entries > MAX_ENTRIES:
            what = f"the file holds more than {MAX_ENTRIES:,} entries"
            self._fault("yaml.entries", what, "Check that this is the right file.", event)
        elif opens and self._key_is_next():
            what = "a list or group of keys stands where a key is expected"
            remedy = "Put quotes around text that begins with { or [."
            self._fault("yaml.key", what, remedy, event, self.stack[-1].path)
        else:
            return True
        return False

    def take(self, event: Event) -> None:
        """Put one event into the tree."""
        if isinstance(event, ScalarEvent):
            self._refuse_anchor_and_tag(event)
            self._refuse_unseen(event)
            self._scalar(event, _resolve(event), event.value)
        elif isinstance(event, CollectionStartEvent):
            self._refuse_anchor_and_tag(event)
            self._open(event)
        elif isinstance(event, CollectionEndEvent):
            self._close(event)
        elif isinstance(event, AliasEvent):
            self._refuse_anchor_and_tag(event)
            self.lossy = True
            self._scalar(event, None, "")

    def _scalar(self, event: Event, value: Plain, written: str) -> None:
        span = self._span(event.start_mark, event.end_mark)
        if self._key_is_next():
            self._key(self.stack[-1], value, written, span, event)
            return
        path, kept = self._next()
        if isinstance(event, ScalarEvent) and not event.style and isinstance(value, str):
            self._refuse_cut_words(event, path)
        if kept:
            self.tree.values[path] = span
        self._place_value(value)

    def _key(self, top: _Open, value: Plain, written: str, span: Span, event: Event) -> None:
        assert isinstance(top.values, dict)
        path = (*top.path, written)
        if not isinstance(value, str) and not isinstance(event, AliasEvent):
            read_as = "true or false" if isinstance(value, bool) else "a number"
            what = f"the key {written} is read as {read_as if value is not None else 'empty'}"
            remedy = "Write a key in letters. If this is text, put quotes around all of it."
            if not written:
                what, remedy = "there is no key before this colon", "Write the key."
            self._fault("yaml.key", what, remedy, event, path)
        top.key, top.key_is_new = written, written not in top.values
        if not top.key_is_new:
            first = self.tree.keys.get(path)
            where = f" (first on line {first.line})" if first else ""
            what = f'the key "{written}" is written twice{where}'
            remedy = "Keep one of the two, or give this one its own name."
            self._fault("yaml.duplicate-key", what, remedy, event, path)
        elif top.kept:
            self.tree.keys[path] = span

    def _open(self, event: CollectionStartEvent) -> None:
        path, kept = self._next()
        is_list = isinstance(event, yaml.SequenceStartEvent)
        start = event.start_mark
        bracket = self.lines[start.line][start.column : start.column + 1] in ("[", "{")
        self.stack.append(_Open(path, [] if is_list else {}, start, kept, bracket))

    def _close(self, event: CollectionEndEvent) -> None:
        done = self.stack.pop()
        if done.kept:
            self.tree.values[done.path] = self._span(done.mark, event.end_mark)
        values = done.values
        self._place_value(tuple(values) if isinstance(values, list) else values)

    def _key_is_next(self) -> bool:
        top = self.stack[-1] if self.stack else None
        return top is not None and isinstance(top.values, dict) and top.key is None

    def _next(self) -> tuple[ContentPath, bool]:
        """Return the path of the value that comes next, and whether it is kept."""
        if not self.stack:
            return (), True
        top = self.stack[-1]
        if isinstance(top.values, list):
            return (*top.path, len(top.values)), top.kept
        return (*top.path, top.key or ""), top.kept and top.key_is_new

    def _place_value(self, value: Plain) -> None:
        if not self.stack:
            self.tree.data = value
            return
        top = self.stack[-1]
        if isinstance(top.values, list):
            top.values.append(value)
            return
        if top.key_is_new:
            top.values[top.key or ""] = value
        top.key = None

    def _refuse_anchor_and_tag(self, event: yaml.NodeEvent) -> None:
        tag: str | None = getattr(event, "tag", None)
        if event.anchor is None and tag is None:
            return
        path = self.stack[-1].path if self._key_is_next() else self._next()[0]
        if event.anchor is not None:
            sign = "*" if isinstance(event, AliasEvent) else "&"
            what = f'text cannot begin with "{sign}" unless it is in quotes'
            remedy = "Put quotes around the text. (YAML's anchors and aliases are not used here.)"
            self._fault("yaml.anchor", what, remedy, event, path, len(event.anchor) + 1)
        if tag is not None:
            what = 'text cannot begin with "!" unless it is in quotes'
            remedy = "Put quotes around the text. (YAML's tags are not used here.)"
            self._fault("yaml.tag", what, remedy, event, path)

    def _refuse_unseen(self, event: ScalarEvent) -> None:
        unseen = UNSEEN.search(event.value) if event.style == '"' else None
        if unseen is None:
            return
        written = self.text[event.start_mark.index : event.end_mark.index]
        start, length = offset_in(written, event.value, unseen.start()) or (0, len(written))
        escape = written[start : start + length]
        above = written[:start].split("\n")
        column = len(above[-1]) + (event.start_mark.column if len(above) == 1 else 0) + 1
        what = f"{escape} stands for an invisible character (U+{ord(unseen[0]):04X})"
        remedy = "Delete it, or write two backslashes if one is to be printed."
        line = event.start_mark.line + len(above)
        path = self.stack[-1].path if self._key_is_next() else self._next()[0]
        fault = SyntaxFault("yaml.character", what, remedy, line, column, length, path)
        self.tree.faults.append(fault)

    def _refuse_cut_words(self, event: ScalarEvent, path: ContentPath) -> None:
        """Refuse a comment behind words without quotes: most likely it was to be printed.

        Events carry no comments, so the rest of the line is looked at. Behind a single word
        (``words: plain  # note``) a comment is a note, unless it begins like ``#1``.
        """
        end: Mark = event.end_mark
        comment = _COMMENT.match(self.lines[end.line], end.column)
        if comment is None:
            return
        if len(event.value.split()) < 2 and not comment[1][1:2].isalnum():
            return
        what = "all after this # is a comment, which nobody will read in print"
        remedy = (
            'Put quotes around the whole text, as in "text", or move the comment to a line of'
            " its own."
        )
        line, column, width = end.line + 1, comment.start(1) + 1, len(comment[1])
        self.tree.faults.append(
            SyntaxFault("yaml.comment", what, remedy, line, column, width, path)
        )

    def _fault(
        self, id: str, what: str, remedy: str, event: Event, path: ContentPath = (), width: int = 0
    ) -> None:
        span = self._span(event.start_mark, event.end_mark)
        fault = SyntaxFault(id, what, remedy, span.line, span.column, width or span.width, path)
        self.tree.faults.append(fault)

    def _span(self, start: Mark, end: Mark) -> Span:
        """Return the span; over several lines the caret marks the rest of the first one."""
        width = end.column - start.column
        if end.line != start.line:
            width = len(self.lines[start.line].rstrip()) - start.column
        return Span(start.line + 1, start.column + 1, width, start.index, end.index)


def _resolve(event: ScalarEvent) -> str | int | float | bool | None:
    """Return what a scalar means. Text in quotes or blocks is text; so are 9:30, no, 0123."""
    written = event.value
    if event.style or event.tag is not None or not _NO_TEXT.match(written):
        return written
    if _NULL.fullmatch(written):
        return None
    if _BOOL.fullmatch(written):
        return written.lower() == "true"
    if _INT.fullmatch(written):
        return int(written)
    return float(written) if _FLOAT.fullmatch(written) else written
