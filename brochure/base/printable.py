"""Text that others wrote -> text that a terminal shows and does not obey.

A file name, a value of content, the name of a font or of who made a PDF: any of these may hold what
clears a screen, turns the direction of letters, or begins a line that looks like ours.
"""

import re
from collections.abc import Iterable

MOST_LETTERS = 1_000  # of one line: nobody reads more
MOST_DETAILS = 20  # lines of one problem

# What is obeyed or moves other letters instead of being seen: controls but for the line break
# (Unicode Cc), signs that change the direction of text or are invisible (Cf), further line breaks
# (Zl, Zp), and half characters, by which Python stands for bytes of a name that are no text (Cs).
# Soft hyphens, joiners (of emoji and of some scripts) and spaces of all kinds stay.
_OBEYED = re.compile(
    "[\0-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2061-\\u206f"
    "\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\U0001d173-\\U0001d17a\\U000e0000-\\U000e007f]"
)


def make_printable(text: str) -> str:
    """Return a text with each sign that a terminal would obey spelled out, such as ``\\u001b``.

    That is how JSON spells it too: what was JSON stays so and holds the same. Line breaks stay:
    `join_lines` sees to those of others.
    """
    return _OBEYED.sub(_spell, text)


def _spell(sign: re.Match[str]) -> str:
    units = sign[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def put_on_one_line(text: str, most: int = MOST_LETTERS) -> str:
    """Return a text without line breaks of its own, each spelled out, cut to `most` letters."""
    short = text if len(text) <= most else f"{text[: most - 1]}…"
    return make_printable(short).replace("\n", "\\n")


def join_lines(lines: Iterable[str]) -> str:
    """Return lines as one text, in which nothing that stands in them begins another line."""
    return "\n".join(map(put_on_one_line, lines))
