"""Text that others wrote -> text that a terminal shows and does not obey.

A file name, a value of content, the name of a font or of who made a PDF: any of these may hold what
clears a screen, turns the direction of letters, or begins a line that looks like ours.
"""

import re
from collections.abc import Iterable

MOST_LETTERS = 1_000  # of one line: nobody reads more
MOST_DETAILS = 20  # lines of one problem

# What is obeyed, moves other letters or is not seen at all: controls but for the line break (Cc of
# Unicode), Cf, further line breaks (Zl, Zp), half characters, by which Python stands for bytes of a
# name that are no text (Cs), and letters that are blank (U+2800, U+3164 …). What belongs to writing
# stays: single spaces of all kinds, soft hyphens, joiners, and what chooses the form of an emoji.
_OBEYED = re.compile(
    "[\0-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2"
    "\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800"
    "\\u3164\\ud800-\\udfff\\ufeff\\uffa0\\ufff9-\\ufffb\\U000110bd\\U000110cd"
    "\\U00013430-\\U0001343f\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e01ef]"
)
_RUN = re.compile("[ \\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]{3,}")


def make_printable(text: str) -> str:
    r"""Return a text with each sign that a terminal would obey spelled out, such as ``\u001b``.

    That is how JSON spells it too: what was JSON stays so and holds the same. Line breaks stay:
    `join_lines` sees to those of others.
    """
    return _OBEYED.sub(_spell, text)


def _spell(sign: re.Match[str]) -> str:
    units = sign[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def put_on_one_line(text: str, most: int = MOST_LETTERS) -> str:
    """Return a text without line breaks of its own, each spelled out, cut to `most` letters.

    Three blanks and more in a row become one: a terminal would break the line there, and what
    follows would look like a line of ours.
    """
    return _spell_breaks(_RUN.sub(" ", _cut(text, most)))


def join_lines(lines: Iterable[str]) -> str:
    """Return lines as one text, in which nothing that stands in them begins another line.

    Blanks stay, which put columns below each other: `put_on_one_line` sees to those of others.
    """
    return "\n".join(_spell_breaks(_cut(line, MOST_LETTERS)) for line in lines)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _spell_breaks(text: str) -> str:
    return make_printable(text).replace("\n", "\\n")
