"""The letters themselves: large enough, upright, and from our fonts, all embedded."""

import re
from collections.abc import Iterator

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.tolerances import (
    LEAST_MARK_SHARE_OF_TYPE,
    LEAST_X_HEIGHT_SHARE_OF_TYPE,
    RAISED_SHARE_OF_TYPE,
    TYPE_SLACK_PT,
)
from brochure.layout.printed import Printed
from brochure.proofs.alignment import Word, in_folio
from brochure.proofs.examined import Examined
from brochure.reading.reading import Glyph
from brochure.selection.passage import Role

# Letters as high as an x: font features such as small capitals shrink them at the same size.
_X_HIGH = set("acemnorsuvwxz")


@check(
    "type.too-small",
    "error",
    statement="No type is smaller, as printed, than the floor of its role.",
    rationale="12 pt is the least for body text that patients read; fitting may shrink type only"
    " down to the floor that the edition declares.",
    source="CDC Clear Communication Index",
    remedy="Set it larger in the stylesheet, and cut words to make room.",
)
def type_is_large_enough(on: Examined) -> tuple[Finding, ...]:
    floors = _floors(on.printed)
    found: dict[str, Finding] = {}
    for word in on.words:
        floor = floors[word.passage.role] if word.passage else 0
        size = _least(word, on.printed.edition.mark_floor_pt)
        if word.passage and size < floor - TYPE_SLACK_PT and word.passage.path not in found:
            role = word.passage.role
            what = f"“{word.text}” is set in {size:g} pt; {role} type is at least {floor:g} pt"
            found[word.passage.path] = on.about("type.too-small", what, word)
    return (*found.values(), *_small_folios(on))


def _small_folios(on: Examined) -> Iterator[Finding]:
    """Give each page number that is smaller than the least type of the edition."""
    floor = on.printed.edition.fine_floor_pt
    for folio in on.printed.folios:
        glyphs = on.reading.page(folio.page).glyphs
        size = min((g.size_pt for g in glyphs if in_folio((folio,), g)), default=floor)
        if size < floor - TYPE_SLACK_PT:
            what = f"the page number is set in {size:g} pt; type is at least {floor:g} pt"
            remedy = "Set it larger under @page in the stylesheet."
            yield on.printed.finding("type.too-small", what, remedy, folio.page)


@check(
    "type.upright",
    "error",
    statement="No type is turned, mirrored, slanted or squeezed.",
    rationale="Such type is extracted like any other, but nobody reads it.",
    source="ours",
    remedy="Take the transform out of the stylesheet.",
)
def type_stands_upright(on: Examined) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for word in on.words:
        path = word.passage.path if word.passage else ""
        if path not in found and not all(glyph.upright for glyph in word.glyphs):
            what = f"“{word.text}” is turned, mirrored or squeezed"
            found[path] = on.about("type.upright", what, word)
    return tuple(found.values())


def _floors(printed: Printed) -> dict[Role, float]:
    edition = printed.edition
    return {
        "body": edition.body_floor_pt,
        "secondary": edition.secondary_floor_pt,
        "fine": edition.fine_floor_pt,
    }


def _least(word: Word, mark_floor_pt: float) -> float:
    """Return the smallest size in a word; a raised mark that is large enough counts as its line."""
    return min(_size(word, glyph, mark_floor_pt) for glyph in word.glyphs)


def _size(word: Word, glyph: Glyph, mark_floor_pt: float) -> float:
    if glyph.text in _X_HIGH:
        return min(glyph.size_pt, (glyph.box.bottom - glyph.box.top) / LEAST_X_HEIGHT_SHARE_OF_TYPE)
    if not re.fullmatch(r"[0-9,–-]", glyph.text):
        return glyph.size_pt
    line = max(g.size_pt for g in word.glyphs)
    base = max(g.box.bottom for g in word.glyphs if g.size_pt == line)
    raised = glyph.size_pt < line and glyph.box.bottom < base - RAISED_SHARE_OF_TYPE * line
    enough = max(LEAST_MARK_SHARE_OF_TYPE * line, mark_floor_pt)
    return line if raised and glyph.size_pt >= enough else glyph.size_pt


def measure_sizes(on: Examined) -> tuple[tuple[str, float, float], ...]:
    """Return the least and greatest type size in points for each role, as printed."""
    sizes: dict[str, list[float]] = {}
    for word in on.words:
        if word.passage:
            least = _least(word, on.printed.edition.mark_floor_pt)
            sizes.setdefault(word.passage.role, []).append(least)
    return tuple((role, min(found), max(found)) for role, found in sorted(sizes.items()))


@check(
    "fonts.embedded",
    "error",
    statement="Only the declared families are used, and every font is inside the file.",
    rationale="The engine takes another font where one is missing and says nothing; a font that is"
    " not embedded becomes whatever the printer has.",
    source="ISO 15930-7, 6.2.8",
    remedy="Use the families of the edition in the stylesheet, in fonts that may be embedded.",
    finds=("fonts.foreign", "fonts.not-embedded"),
)
def fonts_are_ours_and_embedded(on: Examined) -> tuple[Finding, ...]:
    printed = on.printed
    families = {_plain(family) for family in printed.variant.families}
    found: list[Finding] = []
    for font in sorted({f for page in on.reading.pages for f in page.fonts}, key=lambda f: f.name):
        if not any(_plain(font.name).startswith(family) for family in families):
            what = f"the font {font.name} is not one of the edition's families"
            remedy = f"Use {' or '.join(printed.variant.families)} in the stylesheet."
            found.append(printed.finding("fonts.foreign", what, remedy))
        if not font.embedded:
            what = f"the font {font.name} is not inside the file"
            found.append(printed.finding("fonts.not-embedded", what, "Use an embeddable font."))
    return tuple(found)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
