"""Spaces that look like one and are none to YAML: where they stand for its own, and that mended.

They come from Word, from web pages and from a Mac's Option key. In wording each has its place, so
they are told only where an ordinary space makes a list entry, a key or an indentation of it.
"""

import re
import unicodedata
from collections.abc import Iterator

from brochure.content.yaml.syntax_errors import SyntaxFault

_ODD = "\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
# What YAML reads by its spaces: how a line is indented, a dash, a key and its colon.
_STRUCTURE = re.compile(
    rf"^[ \t{_ODD}]*(?:-[ {_ODD}]+)*(?:[\w-]+[ {_ODD}]*:[ {_ODD}]+)?",
    re.MULTILINE,
)
_ODD_ONE = re.compile(f"[{_ODD}]")


def find_odd_spaces(text: str) -> Iterator[int]:
    """Give the index of each odd space that stands where YAML wants its own."""
    for line in _STRUCTURE.finditer(text):
        if line[0] and _ODD_ONE.search(line[0]):
            yield from (line.start() + odd.start() for odd in _ODD_ONE.finditer(line[0]))


def mend_odd_spaces(text: str) -> str:
    """Return a text with an ordinary space for each; all else stands where it stood."""
    places = set(find_odd_spaces(text))
    return "".join(" " if at in places else sign for at, sign in enumerate(text))


def explain_odd_spaces(text: str) -> Iterator[SyntaxFault]:
    """Give one fault for each line that has some, at the first of them."""
    told: set[int] = set()
    for at in find_odd_spaces(text):
        line = len(re.findall(r"\r\n|\r|\n", text[:at])) + 1
        if line not in told:
            told.add(line)
            column = at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
            name = unicodedata.name(text[at]).lower()
            article = "an" if name[0] in "aeio" else "a"
            what = f"{article} {name} stands here (U+{ord(text[at]):04X})"
            remedy = "Delete it and put an ordinary space (the long key)."
            yield SyntaxFault("yaml.space", what, remedy, line, column)
