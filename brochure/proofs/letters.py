"""The letters themselves: large enough, from our fonts, embedded, and none without a shape."""

import re
from collections.abc import Iterator

from brochure.finding import Finding
from brochure.printed import Printed
from brochure.proofs.alignment import Word, align
from brochure.reading import Glyph, Reading
from brochure.said import Role

_SLACK_PT = 0.05
# Raised marks and numerals are read with the line they stand on; AMA sets them at about two thirds.
_MARK_SHARE = 0.65
_NO_SHAPE = "\ufffd\x00"


def type_is_large_enough(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """No type is smaller, as printed, than the floor of its role.

    Rationale: 12 pt is the least for body text that patients read (CDC Clear Communication
    Index); fitting may shrink type only down to the floor that the edition declares.
    """
    floors = _floors(printed)
    small = [
        (word, size, floors[word.said.role])
        for word in align(printed, reading).matched
        if word.said and (size := _least(word)) < floors[word.said.role] - _SLACK_PT
    ]
    seen: set[str] = set()
    found: list[Finding] = []
    for word, size, floor in small:
        assert word.said
        if word.said.path not in seen:
            seen.add(word.said.path)
            what = f"“{word.text}” is set in {size:g} pt; {word.said.role} type is at least"
            found.append(
                printed.finding(
                    "type.too-small",
                    f"{what} {floor:g} pt",
                    "Set it larger in the stylesheet, and cut words to make room.",
                    word.page,
                    word.said.path,
                    word.said.panel,
                )
            )
    return tuple(found)


def _floors(printed: Printed) -> dict[Role, float]:
    edition = printed.edition
    return {
        "body": edition.body_floor_pt,
        "secondary": edition.secondary_floor_pt,
        "fine": edition.fine_floor_pt,
    }


def _least(word: Word) -> float:
    """Return the smallest size in a word, a raised mark counted as if it stood on the line."""
    return min(_size(word, glyph) for glyph in word.glyphs)


def _size(word: Word, glyph: Glyph) -> float:
    if not re.fullmatch(r"[0-9,–-]", glyph.text):
        return glyph.size_pt
    line = max(g.size_pt for g in word.glyphs)
    base = max(g.box.bottom for g in word.glyphs if g.size_pt == line)
    raised = glyph.size_pt < line and glyph.box.bottom < base - 0.15 * line
    return line if raised and glyph.size_pt >= _MARK_SHARE * line else glyph.size_pt


def measured_sizes(printed: Printed, reading: Reading) -> tuple[tuple[str, float, float], ...]:
    """Return the least and greatest type size in points for each role, as printed."""
    sizes: dict[str, list[float]] = {}
    for word in align(printed, reading).matched:
        if word.said:
            sizes.setdefault(word.said.role, []).append(_least(word))
    return tuple((role, min(found), max(found)) for role, found in sorted(sizes.items()))


def fonts_are_ours_and_embedded(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """Only the declared families are used, and every font is inside the file.

    Rationale: the engine takes another font where one is missing and says nothing; a font that is
    not embedded becomes whatever the printer has. Source: ISO 15930-7, 6.2.8.
    """
    families = {_plain(family) for family in printed.edition.families}
    found: list[Finding] = []
    for font in sorted({f for page in reading.pages for f in page.fonts}, key=lambda f: f.name):
        if not any(_plain(font.name).startswith(family) for family in families):
            what = f"the font {font.name} is not one of the edition's families"
            remedy = f"Use {' or '.join(printed.edition.families)} in the stylesheet."
            found.append(printed.finding("fonts.foreign", what, remedy))
        if not font.embedded:
            what = f"the font {font.name} is not inside the file"
            found.append(printed.finding("fonts.not-embedded", what, "Use an embeddable font."))
    return tuple(found)


def every_letter_has_a_shape(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """No character is printed as an empty box or without a meaning.

    Rationale: a font without a character prints a box; a copy of it says nothing.
    """
    return tuple(
        printed.finding(
            "fonts.missing-glyph",
            f"a character on page {number} has no shape in our fonts",
            "Write it with letters that the fonts have.",
            number,
        )
        for number, page in enumerate(reading.pages, 1)
        for _ in _shapeless(page.glyphs)
    )


def _shapeless(glyphs: tuple[Glyph, ...]) -> Iterator[Glyph]:
    return (glyph for glyph in glyphs if glyph.text in _NO_SHAPE)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
