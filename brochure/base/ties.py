"""Where a line may not end: what would be misread, or look lost, if its words were parted.

CSS ``text-wrap: pretty`` does nothing in WeasyPrint 70, so this is decided before layout, by
no-break spaces. `brochure.proofs.lines` asks the same of the finished file.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from brochure.base.tolerances import LEAST_LAST_LINE_LETTERS, MOST_TIED_LETTERS

_MOST_TIED = 5  # spaces at the end of a paragraph
_LEAST_BEFORE = 24  # letters: what is shorter may stand in a narrow cell
_NBSP = "\N{NO-BREAK SPACE}"
_UNWRAPPED = 'class="whole"'
_MARK = re.compile(rf"<sup>.*?</sup>|{_NBSP}\[[0-9,-]+\]")

_WORD = re.compile(r"[^ \n]+")
_ENDS_SENTENCE = re.compile(r"[.?!…][”’)\]]*$")
_OPENER = re.compile(r"[“(]?[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|’){0,2}")  # of a sentence
# An address may have to break, and is kept whole elsewhere where it need not.
_FOLLOWS = re.compile(r"[“(]?(?:[\w’]+(?:[-/–][\w’]+)?|\d[\d.,]*|[ap]\.m\.|[%°]\w?)[^\w\s/@]*")
_NUMBER = re.compile(r"[“(]?(?:\d+–|\d+[.,])?\d{1,3}")  # years and house numbers are longer
_UNIT = re.compile(r"(?:[a-z]{1,7}\b|[%°])")
_BETWEEN = frozenset(("to", "or", "and", "in", "of", "bis", "oder", "und", "von"))
_TITLE = re.compile(r"(?:Dr|Mr|Mrs|Ms|Prof)\.?|St\.|Herrn?|Frau")
_SHORT = re.compile(r"[a-zà-öø-þ]{1,3} ")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ]\w*")


def why_together(words: Sequence[str], at: int) -> str:
    """Say why a line may not end after `words[at]`, which another follows; empty where it may."""
    word, after = words[at], words[at + 1]
    if not _FOLLOWS.fullmatch(after):
        return ""
    if _opens_sentence(words, at) and _OPENER.fullmatch(word):
        return "begins its sentence"
    if word.casefold() == "do" and after == "not":
        return "says what not to do"
    if at and (words[at - 1], word) == ("Do", "not"):
        return "says what not to do"
    if _NUMBER.fullmatch(word) and _UNIT.match(after):
        between = after in _BETWEEN
        if not between or (at + 2 < len(words) and _NUMBER.match(words[at + 2])):
            return "belongs to its unit"
    if at and word in _BETWEEN and _NUMBER.fullmatch(words[at - 1]) and _NUMBER.match(after):
        return "stands between two numbers"
    if _TITLE.fullmatch(word) and _NAME.match(after):
        return "is the title of a name"
    return ""


def _opens_sentence(words: Sequence[str], at: int) -> bool:
    before = words[at - 1] if at else "."
    return bool(_ENDS_SENTENCE.search(before)) and not _TITLE.fullmatch(before)


def tie_words(text: str) -> str:
    """Return `text` with no-break spaces where no line may end; its length stays the same."""
    found = tuple(_WORD.finditer(text))
    words = [word[0] for word in found]
    letters = list(text)
    for at, (one, other) in enumerate(pairwise(found)):
        if other.start() - one.end() == 1 and why_together(words, at):
            letters[one.end()] = _NBSP
    return "".join(letters)


def tie_last_words(html: Markup, least: int = LEAST_LAST_LINE_LETTERS) -> Markup:
    """Return `html` with so many of its last words on one line that it is no scrap, two at least.

    `least` are the letters and spaces that a last line should have.

    In a long text a short word before them comes along: “or a” ends no line.

    A no-break space does it, but beside a box that does not wrap WeasyPrint 70 then breaks each
    word before it; there the words become such a box, where elements allow. Everywhere else a box
    would be worse: where the words before it fill their line, they are broken too.
    """
    plain = str(html)  # each letter of a Markup would be one again
    spaces, best, long_enough = _last_spaces(plain), html, False
    for tied, space in enumerate((*spaces, -1)[1:], 1):
        start = space + 1
        tail = plain[start:]
        if tied == _MOST_TIED or _length(tail) > MOST_TIED_LETTERS:
            break
        if long_enough and not (_SHORT.match(tail) and start >= _LEAST_BEFORE):
            break
        best = _tied(plain[:start], tail, spaces[:tied], start) or best
        long_enough = _length(tail) >= least
    return best


def _length(html: str) -> int:
    """Return how long words are, from where the first of them may break."""
    first, space, others = Markup(_MARK.sub("", html)).striptags().partition(" ")
    if _UNWRAPPED not in html:
        first = first.rpartition("-")[2]
    return len(first + space + others)


def _tied(before: str, tail: str, spaces: Sequence[int], start: int) -> Markup | None:
    """Return words that stay on one line, behind `before`; nothing where elements do not allow."""
    if _UNWRAPPED not in tail:
        letters = list(tail)
        for space in spaces:
            letters[space - start] = _NBSP
        return Markup(before + "".join(letters))
    words, last = tail[: spaces[0] - start], tail[spaces[0] - start :]
    if _is_balanced(words) and _is_balanced(last):
        return Markup(f'{before}<span class="whole">{tail}</span>')
    return None


def _is_balanced(html: str) -> bool:
    return html.count("</") * 2 == html.count("<")


def _last_spaces(html: str) -> tuple[int, ...]:
    """Return where the last spaces between words stand, from the end, as many as are of use."""
    inside, found = False, list[int]()
    for at in range(len(html) - 1, -1, -1):
        inside = html[at] == ">" or (inside and html[at] != "<")
        if html[at] == " " and not inside:
            found.append(at)
        if len(found) == _MOST_TIED:
            break
    return tuple(found)
