"""Where words may break: the marks that a writer sets, and the places in a long address.

A soft hyphen prints a hyphen where a line ends at it; a zero-width space, and the signs of an
address, print nothing. Readers of the text, its search and its copies get words without marks.
"""

import re
from collections.abc import Iterator

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
NO_WIDTH = "\N{ZERO WIDTH SPACE}"
JOINER = "\N{WORD JOINER}"  # ours alone: no line ends at it
# What the engine prints at a soft hyphen: all our fonts have it, and behind it stands what nobody
# sees, by which it is told from a hyphen of the word.
PRINTED_HYPHEN = f"-{JOINER}{JOINER}"
MARKS = frozenset((SOFT_HYPHEN, NO_WIDTH))
_WITHOUT = str.maketrans(dict.fromkeys((*MARKS, JOINER), ""))
# At its edge a word breaks anyhow, and there the engine would print no hyphen.
_IDLE = re.compile(
    r"(?<![\w\xad])\xad+|\xad+(?![\w\xad])|(?<=\xad)\xad+|(?<!\S)\u200b+|\u200b+(?!\S)"
)

# Shorter ones fit on any line, and stay whole.
_LEAST_LETTERS = 21
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>“”\"]+"
    r"|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@./-])(?:[\w-]+\.)+[a-z]{2,18}(?:[/?#][^\s<>“”\"]*)?(?![\w@])"
)
_END = re.compile(r"[.,;:!?…)\]’'*]+$")  # belongs to the sentence, but for brackets opened before
# A line ends after these, and before or after the @; never after a scheme, or inside a number.
_AFTER = re.compile(r"(?<=[/?=.&#_-])(?<!:/)(?=[^\W_])|(?<=@)|(?=@)")
# A part without any of them breaks anywhere but near its ends.
_LONGEST_PART = 24
_LEAST_END = 3


def without_breaks(text: str) -> str:
    """Return `text` as it is read, without marks for breaking."""
    return text.translate(_WITHOUT)


def drop_idle_breaks(text: str) -> str:
    """Return `text` without those marks at which no word could break."""
    return _IDLE.sub("", text)


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Give where web and e-mail addresses stand in a text; signs that end a sentence are none."""
    for found in _ADDRESS.finditer(text):
        end = _END.search(found[0])
        length = end.start() if end else len(found[0])
        if end and end[0].startswith(")") and "(" in found[0][:length]:
            length += 1
        yield found.start(), found.start() + length


def is_address(word: str) -> bool:
    """Say whether a word, but for signs around it, is a web or e-mail address."""
    return next(find_addresses(without_breaks(word)), None) is not None


def mark_address(address: str) -> str:
    """Return an address with a mark wherever a line may end in it; a short one stays whole."""
    plain = without_breaks(address)
    if len(plain) < _LEAST_LETTERS:
        return plain
    return NO_WIDTH.join(map(_mark_long_part, _AFTER.split(plain)))


def _mark_long_part(part: str) -> str:
    if len(part) <= _LONGEST_PART:
        return part
    inner = part[_LEAST_END:-_LEAST_END]
    return part[:_LEAST_END] + NO_WIDTH.join(("", *inner, "")) + part[-_LEAST_END:]


def mark_addresses(text: str) -> str:
    """Return a text in which a line may end in each long address."""
    parts, at = list[str](), 0
    for start, end in find_addresses(text):
        parts += (text[at:start], mark_address(text[start:end]))
        at = end
    return "".join((*parts, text[at:]))


def say_how_to_break(word: str) -> str:
    """Return what to do, as an order, that a long word or address fits on a line."""
    if is_address(word):
        return "write words that link to the address: [words](https://…)"
    return (
        r"put a soft hyphen where it may break: \u00AD, with the whole text in double quotes, as in"
        r' "hyper\u00ADsensitivity"'
    )
