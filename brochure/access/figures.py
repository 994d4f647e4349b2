"""Are pictures described, in words that say something, and is decoration left out?"""

import re
from collections.abc import Iterator

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

_FILE = re.compile(
    r"\.(jpe?g|png|gif|tiff?|bmp|svg|eps|pdf|webp|heic|emf|wmf|ai|psd)\b|[\\/]\w+[\\/]"
    r"|^(img|dsc|screenshot|image|picture|pic|bild|foto)[ _-]?\d+$",
    re.IGNORECASE,
)
_EMPTY_WORDS = (
    "image picture photo graphic figure drawing chart diagram icon illustration artwork bild grafik"
    " abbildung foto imagen imagem alt alttext placeholder todo tbd"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_DECORATION = re.compile(
    r"^(a |an |the )?(\w+ )?(decorat\w*|ornament\w*|spacer|divider|separator|border|background"
    r"|horizontal line|dividing line|flourish|swirls?|blank|empty|texture|watermark|page border)"
    r"( (image|picture|line|element|graphic|pattern|artwork|border|only|shape|figure|flourish))?$",
    re.IGNORECASE,
)
_THIN_PT = 3.0
_CAPTION = re.compile(
    r"(figure|fig\.|table|chart|abbildung|abb\.|tabelle|figura|tabla)\s*\d+", re.I
)
_TEXT = ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "LBody", "Lbl", "TD", "TH", "Span")
_WHOLE = ("LI", "Lbl", "LBody", "P", "TD", "TH")
_ALT_SAYS = "In Word: right-click the picture > View Alt Text; then export the PDF anew."


def _alt(one: PdfTag) -> str:
    return one.said("Alt") or one.said("ActualText")


@check(
    "ua.alt",
    "error",
    statement="The description of each picture says what it shows.",
    rationale="“IMG_2041.jpg” is all that is heard of the picture.",
    source="Matterhorn 1.1, 13-004 and 13-007; PAC 2024, validity of alternative texts;"
    " WCAG 2.1, 1.1.1",
    remedy=f"Say what the picture shows, in a sentence. {_ALT_SAYS}",
    applies_to=TAGGED_FILES,
)
def descriptions_say_something(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role("Figure", "Formula"):
        alt = _alt(one)
        words = fold_words(alt).split()
        if not words and not any(char.isalnum() for char in one.words):
            yield fault("a picture has no description", one)
        elif _FILE.search(alt):
            yield fault(f"the description {cite(alt)} is a file name", one)
        elif words and all(word in _EMPTY or word.isdigit() for word in words):
            yield fault(f"the description {cite(alt)} does not say what is shown", one)


@check(
    "ua.alt-twice",
    "warning",
    statement="No description only repeats the words that stand beside the picture.",
    rationale="Who listens hears the same twice; such a picture is decoration.",
    source="Matterhorn 1.1, 01-001 and 13-006; WCAG 2.1, 1.1.1 (technique H2)",
    remedy="Mark the picture as decoration, or describe what the words do not say.",
    applies_to=TAGGED_FILES,
)
def descriptions_add_to_the_words(on: AccessFile) -> Iterator[Finding]:
    for one, kids in on.families:
        for n, kid in enumerate(kids):
            alt = fold_words(kid.said("Alt")) if kid.role == "Figure" else ""
            near = (*kids[max(0, n - 1) : n], *kids[n + 1 : n + 2])
            said = [fold_words(e.words) for e in near if e.role != "Figure"]
            whole = (
                fold_words(one.words) if one.role in ("LI", "Lbl", "P", "TD", "TH", "LBody") else ""
            )
            if alt and (alt in said or f"{whole} ".startswith(f"{alt} ")):
                yield fault(
                    f"the description {cite(kid.said('Alt'))} repeats the words beside it",
                    kid,
                )


@check(
    "ua.alt-on-text",
    "error",
    statement="Words are read as they stand: none have a description in their stead.",
    rationale="The description is heard, and the words are not.",
    source="Matterhorn 1.1, 13-004 and 01-006; PAC 2024, alternative text on text elements",
    remedy="Remove the alternative text from text, lists and tables.",
    applies_to=TAGGED_FILES,
)
def text_has_no_description(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role(*_TEXT, "L", "Table", "Sect", "Document", "Part", "Div", "TOCI"):
        if one.said("Alt") and one.words:
            yield fault(f"instead of {cite(one)} one hears {cite(one.said('Alt'))}", one)


@check(
    "ua.decoration",
    "error",
    statement="Decoration is not read aloud.",
    rationale="“Graphic: line” between two paragraphs tells nothing and takes time.",
    source="Matterhorn 1.1, 01-001; WCAG 2.1, 1.1.1",
    remedy="Mark it as decoration (Word: View Alt Text > Mark as decorative); then export anew.",
    applies_to=TAGGED_FILES,
)
def decoration_is_an_artifact(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role("Figure"):
        box = one.box
        thin = box and min(box.width, box.height) <= _THIN_PT and not one.words
        if thin or _DECORATION.match(_alt(one)):
            yield fault(f"decoration is read aloud: {cite(_alt(one) or 'a line')}", one)


@check(
    "ua.picture-of-words",
    "error",
    statement="Words that are drawn are read as words.",
    rationale="Words in a picture are announced as a graphic in the midst of a sentence, and a"
    " scanned page says nothing at all.",
    source="Matterhorn 1.1, 08-002, 13-005, 13-007 and 13-008; WCAG 2.1, 1.4.5",
    remedy="Write the words as text, or give the picture them as ActualText. Of a scan, make text"
    " first (OCR).",
    applies_to=TAGGED_FILES,
)
def drawn_words_are_words(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role("P"):
        for n, kid in enumerate(one.kids):
            if isinstance(kid, PdfTag) and kid.role == "Figure" and not kid.said("ActualText"):
                before = [e for e in one.kids[:n] if not isinstance(e, PdfTag)]
                if before and _goes_on_in(one, kid):
                    yield fault(f"the words {cite(_alt(kid))} are a picture in a sentence", kid)


def _goes_on_in(paragraph: PdfTag, figure: PdfTag) -> bool:
    """Say whether a sentence goes on in a picture: one as high as its line, in words."""
    words, box = paragraph.words, figure.box
    line = bool(box) and bool(box and box.height <= 1.6 * paragraph.size_pt)
    alt = _alt(figure)
    return line and words[-1:] not in ".!?:" and (alt[-1:] in ".,;!?" and count_words(alt) > 0)


@check(
    "ua.scan",
    "error",
    statement="No page is only a picture of its words.",
    rationale="Of a scanned page nobody hears anything.",
    source="Matterhorn 1.1, 08-002 and 13-007; WCAG 2.1, 1.1.1 and 1.4.5",
    remedy="Make the PDF from the document itself, or let a program for it find the text (OCR) and"
    " read it over.",
)
def pages_are_no_scans(on: AccessFile) -> Iterator[Finding]:
    for page in on.pages:
        if any(glyph.text.isalnum() for glyph in page.glyphs):
            continue
        area = page.width_pt * page.height_pt
        if any(art.picture and art.box.width * art.box.height > area / 2 for art in page.art):
            yield fault("the page is a picture: none of its words can be read", page.number)


@check(
    "ua.caption",
    "warning",
    statement="A caption is tied to its picture or table.",
    rationale="Else it is heard as any paragraph, and nobody knows of what it speaks.",
    source="Matterhorn 1.1, 13-003",
    remedy="In Word: References > Insert Caption; then export the PDF anew.",
    applies_to=TAGGED_FILES,
)
def captions_are_tied(on: AccessFile) -> Iterator[Finding]:
    for one, other in neighbours(on):
        for words, thing in ((one, other), (other, one)):
            beside = words.role == "P" and thing.role in ("Figure", "Table")
            if beside and _CAPTION.match(words.words):
                what = "is a caption, and is tagged as a paragraph"
                yield fault(f"{cite(words)} {what}", words)
