"""The characters of one text -> which of them cannot be printed, and what to write instead."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from brochure.base.breaks import MARKS

# One sign as a reader sees it: a letter with its accents, an emoji with all that changes it.
_SIGN = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|(?:\r\n|[\\s\\S])(?:[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d[^\\s\x00-\x7f])*"
)
_TOLD_EACH = 3  # more signs than this in one text are told together
_BOXES = "For a box to tick, use a block of `kind: checklist`; else say it in words."
_HYPHEN = "Write an ordinary hyphen: -"
_INSTEAD = {
    **dict.fromkeys("☐☑☒✓✔✗✘", _BOXES),
    **dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}", _HYPHEN),
    **dict.fromkeys("➔➜➝➞➙➛➡⇒⟶⇨►▸▶", "Write an arrow that the fonts have: →"),
    **dict.fromkeys("●▪■◦‣⁃∙", "For a list, use a block of `kind: bullets`; else write •"),
}
_IN_WORDS = "Say it in words, or leave it out."
_OTHER_LETTERS = "Write it in letters that the fonts have (Latin, Greek, Cyrillic)."
_TYPE_AGAIN = "Delete it and type the words around it again."


@dataclass(frozen=True)
class TextFault:
    """One thing wrong in a text. It stands `at` this index; `width` 0 means the whole text."""

    what: str
    remedy: str
    at: int = 0
    width: int = 0


class WordingError(ValueError):
    """All that is wrong with one text; reads ``what | remedy`` for the first of it."""

    def __init__(self, faults: tuple[TextFault, ...]) -> None:
        super().__init__(f"{faults[0].what} | {faults[0].remedy}")
        self.faults = faults


def compose_accents(text: str) -> str:
    """Return `text` with letters and their accents as one character each (Unicode NFC).

    Text copied from a Mac often holds them apart; they look alike, and fonts set them differently.
    """
    return unicodedata.normalize("NFC", text)


def find_character_faults(text: str, alphabet: Collection[str] | None) -> Iterator[TextFault]:
    """Give what cannot be printed in `text`, each sign once, where it stands first.

    `alphabet` holds the characters that the fonts have; with None, fonts are not asked.
    """
    if isinstance(alphabet, frozenset) and _plain_letters(alphabet).issuperset(text):
        return
    first: dict[str, int] = {}
    for match in _SIGN.finditer(text):
        if any(_odd(c, alphabet) for c in compose_accents(match[0])):
            first.setdefault(match[0], match.start())
    backward = [at for sign, at in first.items() if _right_to_left(sign[0])]
    if backward:
        yield _script_fault(text, backward[0])
    lacking: dict[str, int] = {}
    for sign, at in first.items():
        if _right_to_left(sign[0]):
            continue
        unseen = _unseen_fault(sign, at, alphabet)
        if unseen:
            yield unseen
        else:
            lacking[sign] = at
    yield from _lacking_faults(lacking, text, alphabet)


@lru_cache(maxsize=4)
def _plain_letters(alphabet: frozenset[str]) -> frozenset[str]:
    """Return the characters of which no text can be faulty: each is a sign of its own, and fits."""
    return frozenset(
        letter
        for letter in ("\n", "\t", *alphabet)
        if not any(_odd(c, alphabet) for c in compose_accents(letter))
        and _SIGN.fullmatch(f"a{letter}") is None
    )


def _odd(character: str, alphabet: Collection[str] | None) -> bool:
    """Tell whether a character cannot be printed. Accents that are left by NFC stand nowhere."""
    if character in "\n\t" or character in MARKS:
        return False
    kind = unicodedata.category(character)
    if kind[0] in "CM" or kind in ("Zl", "Zp") or _right_to_left(character):
        return True
    return alphabet is not None and character not in alphabet


def _right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL")


def _name(character: str) -> str:
    return unicodedata.name(character, f"U+{ord(character):04X}")


def _script_fault(text: str, at: int) -> TextFault:
    word = text[at:].split()[0]
    what = f"“{cut_short(word)}” is written from right to left ({_name(text[at])})"
    return TextFault(what, f"Such scripts cannot be printed yet. {_OTHER_LETTERS}", at, len(word))


def _unseen_fault(sign: str, at: int, alphabet: Collection[str] | None) -> TextFault | None:
    """Explain what has no shape of its own: control signs, joiners, private and unknown codes."""
    index = next(i for i, c in enumerate(sign) if _odd(c, alphabet))
    odd, at = sign[index], at + index
    kind, code = unicodedata.category(odd), f"U+{ord(odd):04X}"
    if kind in ("Cc", "Cs"):
        return TextFault(f"holds the control character {code}", _TYPE_AGAIN, at, 1)
    if kind == "Co":
        what = f"holds the sign {code}, which has a shape only in the program it was copied from"
        remedy = "Delete it. For a list, use a block of `kind: bullets`."
        return TextFault(what, remedy, at, 1)
    if kind == "Cn":
        return TextFault(f"holds {code}, which is no character", _TYPE_AGAIN, at, 1)
    lone_selector = "\ufe00" <= odd <= "\ufe0f" and len(sign) == index + 1
    if kind in ("Cf", "Zl", "Zp") or lone_selector:
        return TextFault(f"holds an invisible character ({_name(odd)})", _TYPE_AGAIN, at, 1)
    return None


def _lacking_faults(
    lacking: Mapping[str, int], text: str, alphabet: Collection[str] | None
) -> Iterator[TextFault]:
    """Tell a few signs each at its place, and many (a text in another script) at the first."""
    if len(lacking) <= _TOLD_EACH:
        for sign, at in lacking.items():
            yield TextFault(*_lacking_words(sign, _word_at(text, at), alphabet), at, len(sign))
        return
    sign, *others = lacking
    what, remedy = _lacking_words(sign, _word_at(text, lacking[sign]), alphabet)
    what += f", nor {len(others)} other signs of this text: {' '.join(others[:8])}"
    what += " …" if len(others) > 8 else ""
    yield TextFault(what, remedy, lacking[sign], len(sign))


def _lacking_words(sign: str, word: str, alphabet: Collection[str] | None) -> tuple[str, str]:
    """Return what to say of a sign that the fonts lack, or of an accent they cannot place."""
    whole = compose_accents(sign)
    odd = next(c for c in whole if _odd(c, alphabet))
    if unicodedata.category(odd)[0] == "M":
        base = whole[: whole.index(odd)]
        what = f"the fonts cannot set “{sign}” ({_name(whole[-1])})"
        return what, f"Write {base} alone." if base else "Delete it."
    simple = unicodedata.normalize("NFKC", word)
    quoted = f"“{sign}” ({_name(odd)})" if sign.strip() else _name(odd)
    what = f"the fonts have no {quoted}"
    if odd in _INSTEAD:
        return what, _INSTEAD[odd]
    if unicodedata.category(odd) == "Zs":
        return what, "Write an ordinary space."
    if simple != word and not any(_odd(c, alphabet) for c in simple):
        return what, f'Write "{cut_short(simple)}".'
    return what, _OTHER_LETTERS if unicodedata.category(odd)[0] == "L" else _IN_WORDS


def _word_at(text: str, at: int) -> str:
    """Return the word that the character at this index belongs to."""
    before, after = text[:at].split(" "), text[at:].split()
    return before[-1] + (after[0] if after else "")


def cut_short(word: str) -> str:
    """Return a word as it is quoted in a finding: at most 40 letters, on one line."""
    word = " ".join(word.split())
    return word if len(word) <= 40 else word[:39] + "…"
