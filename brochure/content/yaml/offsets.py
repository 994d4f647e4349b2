"""A value as YAML writes it -> where each of its characters stands in the file."""

import re
from collections.abc import Iterator

_ESCAPED = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r\n|[\s\S])|[\s\S]")
_NAMED = dict(zip("0abtnvfreN_LP", "\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029", strict=True))


def offset_in(written: str, value: str, at: int) -> tuple[int, int] | None:
    """Return where in `written` the character at index `at` of `value` stands, and its length.

    YAML folds and strips white space and nothing else, so the nth of a character in the value is
    the nth in what is written. None if it is not found.
    """
    wanted, nth = value[at : at + 1], value[:at].count(value[at : at + 1])
    for character, start, length in _characters(written):
        if character == wanted:
            if nth == 0:
                return start, length
            nth -= 1
    return None


def _characters(written: str) -> Iterator[tuple[str, int, int]]:
    """Give each character that `written` stands for, its offset, and how long it is written."""
    if written.startswith('"'):
        for match in _ESCAPED.finditer(written, 1):
            yield _meaning(match[0]), match.start(), len(match[0])
        return
    begin = 0
    if written.startswith((">", "|")):  # a comment may follow the sign; the words come below
        begin = len(re.split(r"[\r\n]", written, maxsplit=1)[0])
    for offset in range(begin, len(written)):
        yield written[offset], offset, 1


def _meaning(escaped: str) -> str:
    if len(escaped) == 1:
        return escaped
    if escaped[1] in "xuU" and len(escaped) > 2:
        return chr(int(escaped[2:], 16))
    return _NAMED.get(escaped[1], escaped[1])
