"""YAML text -> plain values and the place of each; every problem is a Finding with its line."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from brochure.base.finding import ContentPath, Finding, Location, Severity, pluralize
from brochure.base.plain_file import read_up_to
from brochure.base.plain_value import Plain
from brochure.content.yaml.odd_spaces import explain_odd_spaces, mend_odd_spaces
from brochure.content.yaml.offsets import offset_in
from brochure.content.yaml.paths import format_path, split_path
from brochure.content.yaml.syntax_errors import SyntaxFault
from brochure.content.yaml.tree import UNSEEN, Span, Tree, read_tree

MAX_BYTES = 2_000_000
_SHOWN_COLUMNS = 76
_SAVE_AS_UTF8 = "Save the file as UTF-8 (in most editors: Save as, then Encoding)."


@dataclass(frozen=True)
class SourcePlace:
    """Where something stands: line and column from 1, caret width in characters, the whole line.

    `path` is the path that was found: the one asked for, or its nearest known ancestor. `written`
    is the key or value as the file spells it, quotes and all.
    """

    line: int
    column: int
    width: int
    excerpt: str
    path: ContentPath = ()
    written: str = ""

    def detail(self) -> tuple[str, ...]:
        """Return the line behind its number, and a caret under it; long lines become a window."""
        at = self.column - 1
        start = max(0, min(at - _SHOWN_COLUMNS // 2, len(self.excerpt) - _SHOWN_COLUMNS))
        window = self.excerpt[start : start + _SHOWN_COLUMNS]
        cut = start + _SHOWN_COLUMNS < len(self.excerpt)
        visible = ("…" if start else "") + window + ("…" if cut else "")
        visible = "".join(c if c.isprintable() else " " for c in visible)
        indent = _columns(window[: at - start]) + (1 if start else 0)
        marked = window[at - start : at - start + self.width]
        gutter = f"{self.line:>5} | "
        caret = " " * (len(gutter) - 2) + "| " + " " * indent + "^" * max(1, _columns(marked))
        return (gutter + visible, caret)


def _columns(text: str) -> int:
    """Return how many columns a terminal gives `text`: wide characters take two, accents none."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.category(c) in ("Mn", "Me") for c in text)


@dataclass(frozen=True)
class Source:
    """One YAML file: its plain values in `data`, and where each stands.

    `file` is its name as shown to the user. `data` is the outermost of these.
    """

    file: str
    data: dict[str, Plain]
    text: str = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)
    keys: Mapping[ContentPath, Span] = field(repr=False)
    values: Mapping[ContentPath, Span] = field(repr=False)

    def place(self, path: ContentPath, key: bool = False) -> SourcePlace:
        """Return where `path` stands, or its nearest known ancestor.

        With `key`, the place is that of the key where there is one. A value that is not written
        (``title:`` and nothing after it) is shown at its key too.
        """
        while path and path not in self.values:
            path = path[:-1]
        value, own_key = self.values.get(path), self.keys.get(path)
        unwritten = value is None or value.start == value.end
        span = own_key if own_key is not None and (key or unwritten) else value
        if span is None:
            return SourcePlace(1, 1, 1, self.lines[0] if self.lines else "")
        excerpt = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        written = self.text[span.start : span.end]
        return SourcePlace(span.line, span.column, max(1, span.width), excerpt, path, written)

    def find(self, path: str, key: bool = False) -> SourcePlace:
        """Return the place of a dotted path such as ``sections[3].blocks[1].text``."""
        return self.place(split_path(path), key)

    def inside(self, path: ContentPath, value: str, at: int, width: int) -> SourcePlace:
        """Return where character `at` of the text `value` stands, which is written at `path`.

        `width` is how many characters are meant; 0 means the whole text.
        """
        whole = self.place(path)
        found = offset_in(whole.written, value, at) if width else None
        if found is None:
            return whole
        above = _lines(whole.written[: found[0]])
        line = whole.line + len(above) - 1
        column = len(above[-1]) + (whole.column if len(above) == 1 else 1)
        return replace(
            whole,
            line=line,
            column=column,
            width=max(found[1], width),
            excerpt=self.lines[line - 1],
        )

    def finding(
        self,
        id: str,
        path: ContentPath,
        what: str,
        remedy: str = "",
        severity: Severity = "error",
        on_key: bool = False,
        place: SourcePlace | None = None,
    ) -> Finding:
        """Return a Finding that stands at `path`, or at its key, with the line and a caret.

        `place` says where exactly, if it is known.
        """
        place = place or self.place(path, on_key)
        return _to_finding(self.file, place, format_path(path), id, what, remedy, severity)


def _to_finding(
    file: str, place: SourcePlace, path: str, id: str, what: str, remedy: str, severity: Severity
) -> Finding:
    return Finding(
        id=id,
        what=what,
        remedy=remedy,
        severity=severity,
        place=Location(path=path, file=file, line=place.line, column=place.column),
        detail=place.detail(),
    )


def read_source(path: Path) -> tuple[Source | None, tuple[Finding, ...]]:
    """Read one YAML file (UTF-8, with or without a byte-order mark; any line ends; up to 2 MB).

    Never raises for what is wrong with the file: returns findings, and the Source where every
    value could still be read.
    """
    file = str(path)
    try:
        if path.exists() and not path.is_file():
            id, kind = ("folder", "a folder") if path.is_dir() else ("kind", "not a file")
            remedy = "Name the YAML file itself."
            return None, (_explain_unreadable(f"file.{id}", file, f"{file} is {kind}", remedy),)
        raw = read_up_to(path, MAX_BYTES)
    except FileNotFoundError:
        remedy = "Check the name, or work in the folder that holds it."
        return None, (
            _explain_unreadable("file.missing", file, f"there is no file {file}", remedy),
        )
    except OSError as error:
        what = f"{file} cannot be read ({error.strerror or error})"
        remedy = "Check that the file is yours to read and its disk is there."
        return None, (_explain_unreadable("file.unreadable", file, what, remedy),)
    if len(raw) > MAX_BYTES:
        return None, (_too_large(file),)
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or 0 in raw[:2]:
        what = f"{file} is saved as UTF-16, not UTF-8"
        return None, (_explain_unreadable("file.encoding", file, what, _SAVE_AS_UTF8),)
    raw = raw.removeprefix(BOM_UTF8)
    try:
        return parse(raw.decode("utf-8"), file)
    except UnicodeDecodeError as error:
        return None, (_not_utf8(raw, error.start, file),)


def _explain_unreadable(id: str, file: str, what: str, remedy: str) -> Finding:
    return Finding(id=id, what=what, remedy=remedy, place=Location(file=file))


def _too_large(file: str) -> Finding:
    what = f"{file} is larger than {MAX_BYTES // 1_000_000} MB"
    return _explain_unreadable(
        "file.size", file, what, "Keep pictures in files of their own, and name them."
    )


def _not_utf8(raw: bytes, start: int, file: str) -> Finding:
    """Report the first byte that is not UTF-8; `start` is its offset after any mark."""
    lines = _lines(raw[:start].decode("utf-8"))
    tail = re.split(rb"\r\n|\r|\n", raw[start : start + 200])[0].decode("cp1252", "replace")
    place = SourcePlace(len(lines), len(lines[-1]) + 1, 1, lines[-1] + tail)
    what = f'the character "{tail[:1]}" is not saved as UTF-8 (byte {raw[start]:02X})'
    return _to_finding(file, place, "", "file.encoding", what, _SAVE_AS_UTF8, "error")


def mend_spaces(text: str, file: str) -> tuple[str, tuple[Finding, ...]]:
    """Return `text` with ordinary spaces where YAML wants them, and a finding for each line mended.

    Everything stands where it stood. Whether it was wrong, whoever reads both can tell.
    """
    faults = tuple(explain_odd_spaces(text))
    if not faults:
        return text, ()
    return mend_odd_spaces(text), _findings(faults, _lines(text), file)


def parse(text: str, file: str) -> tuple[Source | None, tuple[Finding, ...]]:
    """Return what `parse_as_written` does; where odd spaces are at fault, they alone are told."""
    source, findings = parse_as_written(text, file)
    if not findings:
        return source, findings
    mended, odd = mend_spaces(text.removeprefix("\ufeff"), file)
    other, left = parse_as_written(mended, file) if odd else (None, findings)
    if len(left) < len(findings):
        return other, (*odd, *left)
    return source, blame_spaces(findings, odd)


def blame_spaces(findings: tuple[Finding, ...], odd: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings with those of odd spaces for what stands in their lines or right after."""
    lines = {f.place.line for f in findings}
    near = tuple(f for f in odd if lines & {f.place.line, f.place.line + 1})
    taken = {line for f in near for line in (f.place.line, f.place.line + 1)}
    return (*near, *(f for f in findings if f.place.line not in taken))


def parse_as_written(text: str, file: str) -> tuple[Source | None, tuple[Finding, ...]]:
    """Return the values of YAML `text`, and every problem found in it, sorted by line.

    YAML 1.2 scalars: only true and false are yes-or-no values; 9:30, no, 0123, 2026-11 and dates
    stay text. Refused: anchors, aliases, tags, duplicate keys, keys that are not text, several
    documents, control characters, nesting deeper than 32 and more than 200,000 entries. The Source
    is returned beside findings if nothing is missing from it (the first of two keys is kept), so
    that a caller can check its values and report everything at once.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return None, (_too_large(file),)
    lines = _lines(text)
    unseen = tuple(_unseen(lines))
    if unseen:
        return None, _findings(unseen, lines, file)
    tree = read_tree(text, lines)
    faults = (*tree.faults, *_top_faults(tree))
    if not tree.whole or not isinstance(tree.data, dict):
        return None, _findings(faults, lines, file)
    source = Source(file, tree.data, text, lines, tree.keys, tree.values)
    return source, _findings(faults, lines, file)


def _lines(text: str) -> tuple[str, ...]:
    """Split at line breaks as YAML and editors count them (`str.splitlines` knows others)."""
    return tuple(re.split(r"\r\n|\r|\n", text))


def _unseen(lines: tuple[str, ...]) -> Iterator[SyntaxFault]:
    """Give each kind of invisible control character once, with how often it stands in the file."""
    first: dict[str, tuple[int, int]] = {}
    count: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        for match in UNSEEN.finditer(line):
            first.setdefault(match[0], (number, match.start() + 1))
            count[match[0]] = count.get(match[0], 0) + 1
    for character, (line_number, column) in first.items():
        more = count[character] - 1
        times = f", and {pluralize(more, 'more time')}" if more else ""
        what = f"the invisible character U+{ord(character):04X} stands here{times}"
        remedy = "Delete it and type the words around it again."
        yield SyntaxFault("yaml.character", what, remedy, line_number, column)


def _top_faults(tree: Tree) -> Iterator[SyntaxFault]:
    if not tree.whole or isinstance(tree.data, dict):
        return
    span = tree.values.get((), Span(1, 1, 1, 0, 0))
    if tree.data is None:
        what, id = "the file is empty", "yaml.empty"
    else:
        kind = "a list" if isinstance(tree.data, tuple) else "text without a key"
        what, id = f"the file begins with {kind}", "yaml.top"
    remedy = "Begin with keys, each on a line of its own: a word, then a colon."
    yield SyntaxFault(id, what, remedy, span.line, span.column)


def _findings(
    faults: tuple[SyntaxFault, ...], lines: tuple[str, ...], file: str
) -> tuple[Finding, ...]:
    """Return `faults` as findings, sorted by line."""
    found: list[Finding] = []
    for fault in sorted(faults, key=lambda f: (f.line, f.column)):
        excerpt = lines[fault.line - 1] if fault.line <= len(lines) else ""
        place = SourcePlace(fault.line, fault.column, fault.width, excerpt, fault.path)
        path = format_path(fault.path)
        found.append(_to_finding(file, place, path, fault.id, fault.what, fault.remedy, "error"))
    return tuple(found)
