"""Are headings what they seem: each one tagged, and nothing else tagged as one?"""

import re
from collections.abc import Iterator
from itertools import pairwise

from brochure.access.file import AccessFile, PdfTag
from brochure.access.rule import (
    TAGGED_FILES,
    cite,
    count_words,
    fault,
    fold_words,
    neighbours,
)
from brochure.base.check import check
from brochure.base.finding import Finding

_LONGEST = 14  # words of what may be a heading
_LARGER = 1.15
_SENTENCES = 25  # words of a heading that is none
# “Call us: …”, and no “Step 1: …”.
_LABELLED = re.compile(r"[^\W\d]: \S|\d[\d ().-]{5,}\d|@|\w\.\w+/|www\.|\[\w+\]")
_TEXT_WORDS, _ENDS = 12, (".", "!", "?")
_NAMES = 0.75  # so many words of an address begin with a capital letter or are numbers
_TITLE = 1.3
_LINE = 1.7  # lines of one heading stand no farther apart, in type sizes
_LONG_WORDS = 400
_REMEDY = (
    "In Word, use the styles Heading 1, 2, 3 for headings and Normal for text; then export anew."
)


@check(
    "ua.heading-missing",
    "error",
    statement="What looks like a heading is tagged as one.",
    rationale="Who listens jumps from heading to heading; large or bold type is not heard.",
    source="Matterhorn 1.1, 14-001 and 09-003; PAC 2024, presence of headings; WCAG 2.1, 1.3.1",
    remedy=_REMEDY,
    applies_to=TAGGED_FILES,
)
def what_looks_like_a_heading_is_one(on: AccessFile) -> Iterator[Finding]:
    marked = {fold_words(mark.title) for mark in on.bookmarks}
    for _, kids in on.families:
        for before, one, other in zip((None, *kids), kids, kids[1:], strict=False):
            if _may_be_heading(one) and _looks_like_heading(on, before, one, other, marked):
                what = "looks like a heading, and is tagged as a paragraph"
                yield fault(f"{cite(one)} {what}", one)
    words = sum(count_words(one.words) for one in on.elements if not one.inner)
    if not on.headings and words > _LONG_WORDS:
        yield fault(f"{words} words have no heading at all")


def _looks_like_heading(
    on: AccessFile,
    before: PdfTag | None,
    one: PdfTag,
    other: PdfTag,
    marked: set[str],
) -> bool:
    """Say whether a short paragraph stands out from the text that it stands above."""
    if fold_words(one.words) in marked and other.words:
        return True
    if before and before.role == "Figure":  # who or what it shows
        return False
    subtitle = before and (before.level == 1 or before.own_role == "Title")
    if not _is_text(other) or (subtitle and before and before.size_pt > one.size_pt):
        return False
    (size, bold), (own, own_bold), (next_size, next_bold) = (
        on.body_look,
        on.look_of(one),
        on.look_of(other),
    )
    larger = own >= size * _LARGER and own >= next_size * _LARGER
    return larger or (own_bold and not bold and not next_bold and own >= size)


def _is_text(one: PdfTag) -> bool:
    """Say whether a paragraph is one of sentences, and no address under a name."""
    words = one.words
    if one.role != "P" or not (words[-1:] in _ENDS or count_words(words) >= _TEXT_WORDS):
        return False
    names = sum(word[0].isupper() or word[0].isdigit() for word in words.split())
    return names < _NAMES * len(words.split())


def _may_be_heading(one: PdfTag) -> bool:
    if one.role != "P" or len(one.glyphs) > _LONGEST * 12:
        return False
    words = one.words
    return (
        one.own_role in ("P", "Normal", "Standard")
        and 0 < count_words(words) <= _LONGEST
        and words[-1:] not in ".:;,!?"
        and not _LABELLED.search(words)
        and not any(kid.role == "Link" for kid in one.inner)
        and any(letter.isalpha() for letter in words)
    )


@check(
    "ua.heading-false",
    "error",
    statement="What is tagged as a heading is one.",
    rationale="Each false heading leads who jumps from heading to heading astray.",
    source="Matterhorn 1.1, 01-006 and 09-003; WCAG 2.1, 1.3.1 and 2.4.6",
    remedy=_REMEDY,
    applies_to=TAGGED_FILES,
)
def headings_are_no_paragraphs(on: AccessFile) -> Iterator[Finding]:
    heard = sum(len(one.glyphs) for one in on.headings)
    is_text_known = on.text_letters > heard  # else headings are what there is most of
    for one in on.headings:
        if count_words(one.words) > _SENTENCES:
            yield fault(f"{cite(one)} is tagged as a heading, and is a paragraph", one)
        elif is_text_known and _ends_like_text(one) and on.look_of(one) == on.body_look:
            yield fault(f"{cite(one)} is tagged as a heading, and looks like the text", one)
    for element in on.with_role("TH", "TD"):
        for inner in element.inner:
            if inner.level:
                yield fault(f"the cell {cite(inner)} of a table is tagged as a heading", inner)
    for one in on.headings:
        if not one.words and not one.said("Alt") and not any(p.art for p in one.pieces):
            yield fault("a heading is empty", one)


def _ends_like_text(one: PdfTag) -> bool:
    return one.words[-1:] in ".!" and count_words(one.words) > 2


@check(
    "ua.heading-split",
    "error",
    statement="A heading of several lines is one heading.",
    rationale="Half a heading says nothing, and a list of headings holds each half.",
    source="Matterhorn 1.1, 01-006 and 09-003",
    remedy="Write the heading as one paragraph: a new line in it is Shift+Enter in Word.",
    applies_to=TAGGED_FILES,
)
def headings_stand_whole(on: AccessFile) -> Iterator[Finding]:
    for one, other in neighbours(on, lambda e: e.level > 0 and bool(e.words)):
        if (
            one.level == other.level
            and one.page == other.page
            and one.size_pt == other.size_pt
            and one.box
            and other.box
            and 0 < other.box.bottom - one.box.bottom <= _LINE * one.size_pt
            and _starts_below(one, other)
        ):
            yield fault(f"{cite(one)} and {cite(other)} are one heading, tagged as two", one)


def _starts_below(one: PdfTag, other: PdfTag) -> bool:
    assert one.box and other.box, "both show something"
    return other.box.left < one.box.right and one.box.left < other.box.right


@check(
    "ua.heading-title",
    "warning",
    statement="The title of a document is not tagged like the headings of its parts.",
    rationale="Where title and parts have one level, nobody hears what belongs to what.",
    source="Matterhorn 1.1, 09-003; ISO 14289-1, 7.4.2; Tagged PDF Best Practice Guide, 4.1.2",
    remedy="Make the title Heading 1 and the parts Heading 2; or the title a paragraph.",
    applies_to=TAGGED_FILES,
)
def the_title_has_a_level_of_its_own(on: AccessFile) -> Iterator[Finding]:
    tops = [one for one in on.headings if one.level == 1 and one.size_pt]
    if len(tops) < 2 or tops[0] is not on.headings[0]:
        return
    if tops[0].size_pt >= _TITLE * max(one.size_pt for one in tops[1:]):
        yield fault(
            f"the title {cite(tops[0])} and the part {cite(tops[1])} are headings of one level",
            tops[0],
        )


@check(
    "ua.heading-level",
    "error",
    statement="Levels of headings begin at 1 and none is left out on the way down.",
    rationale="A level that is left out sounds like a heading that was missed.",
    source="Matterhorn 1.1, 14-002, 14-003, 14-006, 14-007; WCAG 2.1, 1.3.1",
    remedy="Give the heading the level below the one before it, at most.",
    applies_to=TAGGED_FILES,
)
def levels_of_headings_follow(on: AccessFile) -> Iterator[Finding]:
    levels = [one for one in on.headings if one.own_role != "H" and one.role != "H"]
    if levels and levels[0].level != 1:
        yield fault(
            f"the first heading, {cite(levels[0])}, is of level {levels[0].level}", levels[0]
        )
    for one, other in pairwise(levels):
        if other.level > one.level + 1:
            yield fault(
                f"the heading {cite(other)} is of level {other.level}, right below level"
                f" {one.level}",
                other,
            )
    if levels and len(levels) < len(on.headings):
        yield fault("headings with levels (H1, H2 …) and without (H) are mixed")
