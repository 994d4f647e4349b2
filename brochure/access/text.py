"""Are words whole, in paragraphs of their own, in signs that can be read?"""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from brochure.access.file import AccessFile, MarkedText, PdfTag
from brochure.access.reading_lines import TextLine
from brochure.access.rule import TAGGED_FILES, cite, fault
from brochure.base.check import check
from brochure.base.finding import Finding

_BLOCKS = ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "LBody", "Lbl", "Caption", "Note")
_NEVER_IN_TEXT = ("P", "Table", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Sect", "TOC", "TR", "LI")
_TEXT = ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Span")
_FEWEST_LINES, _FEWEST_WORDS, _GAP = 3, 3, 1.5
_HELD = ("Figure", "Formula", "Form", "Link", "Annot")


@check(
    "ua.blank",
    "warning",
    statement="No tag holds nothing but white space.",
    rationale="“Blank” is read aloud for each empty line that was typed to make room.",
    source="Matterhorn 1.1, 01-001; PAC 2024, tagged text consists of only whitespace",
    remedy="Make room by space before and after paragraphs, not by empty ones.",
    applies_to=TAGGED_FILES,
)
def no_tag_is_blank(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role(*_BLOCKS):
        held = [part for part in one.walk() if part is not one]
        if any(isinstance(p, PdfTag) and (p.role in _HELD or _says(p)) for p in held):
            continue
        pieces = [part for part in held if isinstance(part, MarkedText)]
        shown = any(piece.glyphs or piece.art for piece in pieces)
        if not shown and not _says(one) and not one.annotations and len(pieces) == len(held):
            yield fault(f"an empty {one.own_role} tag is read aloud", one)


def _says(one: PdfTag) -> bool:
    return bool(one.said("Alt") or one.said("ActualText"))


@check(
    "ua.signs",
    "error",
    statement="Each sign can be read as the one that it shows.",
    rationale="A sign without a code is heard as nothing, or as another.",
    source="Matterhorn 1.1, 10-001; WCAG 2.1, 1.3.1",
    remedy="Use a font that has the sign as Unicode has it, or give it ActualText.",
)
def signs_have_codes(on: AccessFile) -> Iterator[Finding]:
    spoken = {
        id(glyph)
        for one in on.elements
        if "ActualText" in one.facts or one.role in ("Lbl", "Figure")
        for glyph in one.glyphs
    }
    for page in on.pages:
        bad = [
            glyph
            for glyph in page.glyphs
            if _has_no_code(glyph.text)
            and id(glyph) not in spoken
            and glyph.run not in page.artifacts
        ]
        if bad:
            codes = ", ".join(dict.fromkeys(f"U+{ord(glyph.text):04X}" for glyph in bad[:6]))
            yield fault(f"{len(bad)} signs cannot be read ({codes})", page.number, bad[0].box)


def _has_no_code(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Co", "Cn", "Cs") or sign in "\ufffd"


@check(
    "ua.nesting",
    "error",
    statement="Tags stand in each other as what they hold does.",
    rationale="A table inside a heading, or a paragraph inside a paragraph, is read as something"
    " else.",
    source="Matterhorn 1.1, 09-002; ISO 32000-1, 14.8.4",
    remedy="Write it as paragraphs, headings, lists and tables of their own; then export anew.",
    applies_to=TAGGED_FILES,
)
def tags_stand_in_each_other_as_they_should(on: AccessFile) -> Iterator[Finding]:
    for one, kids in on.families:
        for kid in kids:
            inline = kid.said("Placement") == "Inline"
            if one.role in _TEXT and (kid.role in _NEVER_IN_TEXT or kid.level) and not inline:
                yield fault(
                    f"in a {one.own_role} tag stands a {kid.own_role} tag: {cite(kid)}", kid
                )


@check(
    "ua.paragraph-cut",
    "error",
    statement="A paragraph is one tag, and holds no more than itself.",
    rationale="A sentence that is cut in two is heard as two, with whatever stands between.",
    source="Matterhorn 1.1, 01-006, 09-001 and 09-003",
    remedy="Join both halves; let frames and columns flow, and put no line break or picture inside"
    " a paragraph.",
    applies_to=TAGGED_FILES,
)
def paragraphs_are_whole(on: AccessFile) -> Iterator[Finding]:
    for _, kids in on.families:
        words = [kid for kid in kids if kid.role == "P" and not kid.level and kid.words]
        for one, other in pairwise(words):
            if _runs_on(one, other):
                yield fault(
                    f"the sentence {cite(one)} goes on in another tag: {cite(other)}",
                    other,
                )
    for one in on.with_role("P"):
        if (below := _second_paragraph(one)) is not None:
            yield fault(
                f"{cite(one)} and {cite(below.words)} are two paragraphs in one tag",
                one,
            )


def _runs_on(one: PdfTag, other: PdfTag) -> bool:
    """Say whether a sentence ends in the midst, and the next begins so."""
    last, first = one.words.rstrip()[-1:], other.words.lstrip()[:1]
    open_ended = last.islower() or last == ","
    word = other.words.split()[0].rstrip(".,;:!?)")
    if any(sign in word for sign in ".@/"):  # an address begins with a small letter, too
        return False
    like = one.size_pt == other.size_pt and len(one.words.split()) > _FEWEST_WORDS
    return open_ended and first.islower() and like


def _second_paragraph(one: PdfTag) -> TextLine | None:
    """Return the line before which a paragraph has a gap that its other lines have not."""
    lines = one.lines
    steps = [
        b.across - a.across for a, b in pairwise(lines) if a.turn == b.turn and a.page == b.page
    ]
    if len(lines) < _FEWEST_LINES or len(steps) != len(lines) - 1 or min(steps) <= 0:
        return None
    usual = sorted(steps)[len(steps) // 2] if len(steps) > 2 else min(steps)
    for (above, below), step in zip(pairwise(lines), steps, strict=True):
        if step > _GAP * usual and step > _GAP * one.size_pt and above.words[-1:] in ".!?":
            return below
    return None
