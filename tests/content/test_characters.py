"""The quick look at the characters of a text says what the close one says."""

import pytest

from brochure.content.text.characters import compose_accents, find_character_faults
from brochure.content.text.font_coverage import display_alphabet, text_alphabet

# Accents, signs that cannot be seen, those that change the one before, and every 13th of the rest.
_CHANGING = (range(0x300, 0x370), range(0x2000, 0x2070), range(0xFE00, 0xFE30))
_LARGE = range(0x1F1E0, 0x1F400)
TRIED = {*range(0, 0x10000, 13), *(n for each in (*_CHANGING, _LARGE) for n in each)}


@pytest.mark.parametrize(
    "alphabet",
    [text_alphabet(), display_alphabet(), frozenset(map(chr, TRIED))],
    ids=["text", "headings", "more than fonts have"],
)
def test_a_quick_look_is_as_good_as_a_close_one(alphabet: frozenset[str]) -> None:
    """A frozenset lets through at once what can have no fault; a set is looked at closely."""
    close = set(alphabet)
    faults = 0
    for sign in {*map(chr, TRIED), *alphabet}:
        for text in (compose_accents(sign), compose_accents(f"a{sign}")):
            found = tuple(find_character_faults(text, close))
            assert tuple(find_character_faults(text, alphabet)) == found, f"U+{ord(sign):04X}"
            faults += bool(found)
    assert faults > len(TRIED) / 10
