"""What the YAML parser says -> what it means to a person, and what mends it."""

from dataclasses import dataclass
from typing import Literal

_QUOTE_IT = 'Put quotes around the whole text, as in "text".'
LINE_UP = (
    "Line it up with its neighbours: two spaces further in than the key it belongs to,"
    " and `- ` before each entry of a list."
)


@dataclass(frozen=True)
class ParserWords:
    """`pattern` is looked for in the parser's message; `{char}` and `{begun}` are filled in."""

    pattern: str
    at: Literal["here", "start"]
    what: str
    remedy: str


# libyaml and PyYAML's own parser word their messages differently; each pattern fits both.
PARSER_WORDS = (
    ParserWords(
        "quoted scalar: .*end of stream",
        "start",
        "this quotation mark is never closed",
        "Write the same mark again where the text ends.",
    ),
    ParserWords(
        "quoted scalar: .*(unknown escape|hexa?dec|Unicode character)",
        "here",
        'a backslash inside "…" begins a sign of its own, and this one is not known',
        "Write two backslashes for one, or use single quotes around the text.",
    ),
    ParserWords(
        "mapping values are not allowed",
        "here",
        "a colon and a space stand inside text, or the line is indented too far",
        'Put quotes around text that holds a colon, as in "Note: more". '
        "If this is a key, line it up with the keys around it.",
    ),
    ParserWords(
        "scanning an? (alias|anchor)",
        "start",
        'text cannot begin with "{char}" unless it is in quotes',
        _QUOTE_IT,
    ),
    ParserWords("tag", "start", "text cannot begin with “!” unless it is in quotes", _QUOTE_IT),
    ParserWords(
        "cannot start any token",
        "here",
        'text cannot begin with "{char}" unless it is in quotes',
        _QUOTE_IT,
    ),
    ParserWords("directive", "start", 'a line cannot begin with "%"', _QUOTE_IT),
    ParserWords(
        "mapping keys are not allowed",
        "here",
        "text cannot begin with a question mark and a space unless it is in quotes",
        _QUOTE_IT,
    ),
    ParserWords(
        "sequence entries are not allowed",
        "here",
        "a dash and a space begin a list entry, which cannot stand here",
        "Put each list entry on a line of its own, or quotes around text that begins with a dash.",
    ),
    ParserWords(
        "block scalar",
        "here",
        "after `>` or `|` the text begins on the next line",
        "Move the words to the next line, indented by two spaces.",
    ),
    ParserWords(
        "could not find expected ':'",
        "start",
        "this line is neither `key: text` nor part of the text before it",
        "Add the colon, or indent the line to make it part of the text above.",
    ),
    ParserWords(
        "document start",
        "here",
        "something follows the line `...`, which ends the file",
        "Delete the line `...`.",
    ),
    ParserWords(
        "parsing a block mapping.* at :$",
        "here",
        "there is no key before this colon",
        "Write the key, or put quotes around text that begins with a colon.",
    ),
    ParserWords(
        "unexpected ':'",
        "here",
        "after this colon a value is missing, or the space before it",
        "Write a space and the value after the colon.",
    ),
    ParserWords(
        "expected node content|expected the node content",
        "here",
        '"{char}" cannot stand here',
        "Delete it, or put quotes around the text.",
    ),
    ParserWords(
        "parsing a block collection",
        "here",
        "this line does not fit the list that begins on line {begun}",
        LINE_UP,
    ),
    ParserWords(
        "parsing a block mapping",
        "here",
        "this line does not fit the keys that begin on line {begun}",
        LINE_UP,
    ),
)
