"""What the YAML parser could not read -> plain words, a remedy, and the place to mend."""

import re
from dataclasses import dataclass

from yaml import CollectionEndEvent, Event, Mark, MarkedYAMLError, ScalarEvent

from brochure.base.finding import ContentPath, pluralize
from brochure.content.yaml.indentation import find_wrong_indent
from brochure.content.yaml.parser_words import PARSER_WORDS

_OF_INDENTS = re.compile("mapping values are not allowed|parsing a block (mapping|collection)")
_NO_COLON = re.compile(r"((?: *- )? *)([a-z][a-z_-]*)(?: +([^\s#].*?))?(?:\s+#.*)?\s*$")
_SHOWN = 60  # letters of a text that are told
_QUOTE_IT = 'Put quotes around the whole text, as in "text".'


@dataclass(frozen=True)
class SyntaxFault:
    """One thing wrong with YAML text. `line`, `column` count from 1; `width` is the caret's."""

    id: str
    what: str
    remedy: str
    line: int
    column: int
    width: int = 1
    path: ContentPath = ()


def explain_syntax_error(
    error: MarkedYAMLError, lines: tuple[str, ...], before: Event | None, open_at: Mark | None
) -> SyntaxFault:
    """Return what `error` means. `before` is the last event read, `open_at` the last open bracket.

    A quotation mark or bracket left open is reported where it was opened, not where the parser
    noticed.
    """
    start: Mark | None = error.context_mark
    mark: Mark | None = error.problem_mark or start
    if mark is None:
        return _fault("the file cannot be read as YAML", "Check the first lines.", 0, 0, lines)
    char = _char(lines, mark.line, mark.column)
    message = f"{error.context or ''}: {error.problem or ''} at {char}"
    if char == "\t" or "tab" in message.split():
        return _tab(mark.line, lines)
    if own := _missing_colon(message, mark.line, lines):
        return own
    after = _after_quote(message, before, mark, lines) or _after_bracket(
        message, before, mark, lines
    )
    if own := after or _glued_dash(message, mark.line, lines):
        return own
    if own := _glued_colon(message, start or mark, lines) or _curly_quotes(message, mark, lines):
        return own
    if "parsing a flow" in message:
        return _bracket(mark, open_at or start or mark, lines)
    return (
        _wrong_indent(message, mark, start, lines)
        or _in_words(message, mark, start, lines)
        or _fault(
            f"this cannot be read as YAML ({error.problem})",
            "Check indentation and quotation marks on this line and the line before.",
            mark.line,
            mark.column,
            lines,
        )
    )


def _in_words(
    message: str, mark: Mark, start: Mark | None, lines: tuple[str, ...]
) -> SyntaxFault | None:
    """Explain what the parser says by the words that we have for it."""
    for row in PARSER_WORDS:
        if re.search(row.pattern, message):
            at = start if row.at == "start" and start is not None else mark
            begun = start.line + 1 if start is not None else 0
            what = row.what.format(char=_char(lines, at.line, at.column), begun=begun)
            if "{begun}" in row.what and start is not None and start.column != mark.column:
                what += f" (they are indented by {start.column}, this by {mark.column})"
            return _fault(what, row.remedy, at.line, at.column, lines)
    return None


def _wrong_indent(
    message: str, mark: Mark, start: Mark | None, lines: tuple[str, ...]
) -> SyntaxFault | None:
    """Explain a line above that is indented wrongly, for which the parser blames one below."""
    if not _OF_INDENTS.search(message):
        return None
    context = start.column if start is not None and "block" in message else None
    wrong = find_wrong_indent(lines, mark.line, mark.column, context)
    if wrong is None:
        return None
    what = f"this line is indented by {wrong.is_by}; those around it ask for {wrong.should_be_by}"
    more = wrong.should_be_by - wrong.is_by
    remedy = f"Write {pluralize(more, 'more space')} before it."
    if more < 0:
        remedy = f"Delete {pluralize(-more, 'space')} before it."
    return _fault(what, remedy, wrong.line, wrong.is_by, lines)


def _fault(what: str, remedy: str, line: int, column: int, lines: tuple[str, ...]) -> SyntaxFault:
    """Return a Fault; the end of the file (a line that is not there) becomes its last line.

    The parser notices a wrong backslash when it is past it; the place is that of the backslash.
    """
    if line >= len(lines):
        line = max(0, len(lines) - 1)
        column = len(lines[line]) if lines else 0
    if what.startswith("a backslash"):
        column = max(0, lines[line].rfind("\\", 0, column + 1))
    return SyntaxFault("yaml.syntax", what, remedy, line + 1, column + 1)


def _char(lines: tuple[str, ...], line: int, column: int) -> str:
    return lines[line][column : column + 1] if line < len(lines) else ""


def _tab(first: int, lines: tuple[str, ...]) -> SyntaxFault:
    """Report the tab on line `first` (from 0), and name the other lines indented with tabs."""
    tabbed = [n for n, line in enumerate(lines) if "\t" in line[: -len(line.lstrip()) or None]]
    others = [str(n + 1) for n in tabbed if n != first and lines[n].strip()]
    more = f" (also on line {', '.join(others[:8])}{' …' if len(others) > 8 else ''})"
    return SyntaxFault(
        "yaml.tab",
        f"a tab stands where YAML wants spaces{more if others else ''}",
        "Replace each tab by two spaces; most editors have a setting for it.",
        first + 1,
        lines[first].index("\t") + 1,
    )


def _glued_dash(message: str, line: int, lines: tuple[str, ...]) -> SyntaxFault | None:
    """Explain a list entry above whose dash has no space after it: it swallows the lines below."""
    above = lines[line - 1] if line and "mapping values" in message else ""
    match = re.match(r" *(-)[^\s-]", above)
    if match is None:
        return None
    what = "a dash begins a list entry only with a space after it"
    return _fault(what, "Write `- ` and then the text.", line - 1, match.start(1), lines)


def _missing_colon(message: str, line: int, lines: tuple[str, ...]) -> SyntaxFault | None:
    """Explain a first key above that has no colon: it is text, and what follows does not fit it.

    YAML blames the key below, and before that a comment on the line of the first.
    """
    if line == 0 or line >= len(lines) or not _OF_INDENTS.search(message):
        return None
    first = re.match(
        r"((?: *- )? *)([a-z][a-z_-]*)(?: +([^\s#].*?))?(?:\s+#.*)?\s*$", lines[line - 1]
    )
    below = re.match(r"( *)[a-z][a-z_-]*:(?: |$)", lines[line])
    if first is None or below is None or ":" in first[0] or len(first[1]) != len(below[1]):
        return None
    key, text = first[2], first[3] or ""
    shown = f"{key}: {text}" if text and len(text) <= _SHOWN else f"{key}: …"
    what = f"a colon is missing after `{key}`"
    remedy = f"Write `{shown}`. If it is no key but text, put quotes around all of the text."
    return SyntaxFault("yaml.colon", what, remedy, line, len(first[1]) + 1, len(key))


def _glued_colon(message: str, at: Mark, lines: tuple[str, ...]) -> SyntaxFault | None:
    """Explain a key whose colon has no space after it, as in ``phone:555``: it is no key."""
    line = lines[at.line] if at.line < len(lines) else ""
    match = re.match(r"(?: *- )? *([a-z][a-z_-]*)(:)[^\s:/]", line)
    if match is None or "could not find expected ':'" not in message:
        return None
    what = f"a space is missing after the colon of `{match[1]}:`"
    return _fault(what, f"Write `{match[1]}: ` and then the text.", at.line, match.start(2), lines)


def _curly_quotes(message: str, at: Mark, lines: tuple[str, ...]) -> SyntaxFault | None:
    """Explain a colon in text whose quotation marks are curly: here these are letters like others.

    Word, and the keyboard of a phone, write such.
    """
    line = lines[at.line] if at.line < len(lines) else ""
    match = re.match(r"(?: *- )? *[a-z][a-z_-]*: +([“”„‘’«»])", line)
    if match is None or "mapping values are not allowed" not in message:
        return None
    what = f"{match[1]} is not a quotation mark that holds a text with a colon together"
    remedy = 'Write straight quotes around the whole text, as in "Note: more".'
    return _fault(what, remedy, at.line, match.start(1), lines)


def _after_quote(
    message: str, before: Event | None, mark: Mark, lines: tuple[str, ...]
) -> SyntaxFault | None:
    """Explain text that follows a closing quotation mark, which may be a quote never closed."""
    if not isinstance(before, ScalarEvent) or before.style not in ("'", '"'):
        return None
    start, end = before.start_mark, before.end_mark
    if "parsing a " not in message or end.line != mark.line:
        return None
    if end.line > start.line:
        return _fault(
            f"the text in quotes that begins here ends on line {end.line + 1}, too far down",
            "Close the quotation mark where the text ends.",
            start.line,
            start.column,
            lines,
        )
    return _fault(
        f"the text goes on after its closing {before.style}",
        "Put the whole text in quotes. Inside '…' write '' for an apostrophe; inside \"…\" write"
        ' \\" for a quotation mark.',
        mark.line,
        mark.column,
        lines,
    )


def _after_bracket(
    message: str, before: Event | None, mark: Mark, lines: tuple[str, ...]
) -> SyntaxFault | None:
    """Explain text that follows a closing bracket on its line."""
    if not isinstance(before, CollectionEndEvent) or "parsing a block" not in message:
        return None
    end = before.end_mark
    sign = _char(lines, end.line, end.column - 1)
    if end.line != mark.line or sign not in ("]", "}"):
        return None
    remedy = "Delete it, or put quotes around the whole text if the brackets belong to it."
    text = re.search(r"(?:: +|- +|^ *)(\{[a-z0-9-]+\}.*)$", lines[mark.line])
    if text and '"' not in text[1] and " #" not in text[1] and len(text[1]) <= _SHOWN:
        remedy = f'Put quotes around the whole text: "{text[1].rstrip()}".'
    return _fault(f"the text goes on after {sign}", remedy, mark.line, mark.column, lines)


def _colon(mark: Mark, lines: tuple[str, ...]) -> SyntaxFault | None:
    """Explain a second colon in ``{key: text: more}``: it belongs to the text, or to a new key."""
    line = lines[mark.line] if mark.line < len(lines) else ""
    begun = re.search(r": +([^{}\[\],]+)$", line[: mark.column])
    if begun is None:
        return None
    text = begun[1] + re.split(r"[,}\]]", line[mark.column :])[0].rstrip()
    text = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    quoted = f"'{text}'" if '"' in text else f'"{text}"'
    what, remedy = "a colon stands inside text", f"Put quotes around the text: {quoted}."
    key = re.search(r" ([a-z_]+)$", begun[1])
    if key:
        what += ", or a comma is missing"
        remedy += f" Or, if {key[1]} is a key, write a comma before it."
    return _fault(what, remedy, mark.line, mark.column, lines)


def _bracket(mark: Mark, opened: Mark, lines: tuple[str, ...]) -> SyntaxFault:
    """Explain a list in [] or keys in {}: a comma missing on its line, or never closed."""
    if own := _char(lines, mark.line, mark.column) == ":" and _colon(mark, lines):
        return own
    # YAML ends lines at more signs than an editor does: it may count more of them.
    line = lines[opened.line] if opened.line < len(lines) else ""
    comment = re.search(r"\s(#[^\s,\]}]+)", line[opened.column :])
    if comment and mark.line > opened.line:
        remedy = f'Put quotes around it: "{comment[1]}".'
        column = opened.column + comment.start(1)
        return _fault("all after this # is a comment", remedy, opened.line, column, lines)
    sign = _char(lines, opened.line, opened.column)
    close = {"[": "]", "{": "}"}.get(sign, "closing bracket")
    if mark.line == opened.line:
        what = f"a comma or {close} is missing before this"
        at = mark
    else:
        what = f"this {sign} is not closed, or a comma is missing before line {mark.line + 1}"
        at = opened
    remedy = f"Write commas between the entries and {close} after the last one."
    return _fault(what, remedy, at.line, at.column, lines)
