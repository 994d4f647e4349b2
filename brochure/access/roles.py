"""Are tags of a program's own mapped to what they mean, and notes tied to their words?"""

import re
from collections.abc import Iterator

from brochure.access.file import AccessFile, PdfTag
from brochure.access.read import STANDARD
from brochure.access.rule import TAGGED_FILES, cite, fault
from brochure.base.check import check
from brochure.base.finding import Finding

_MEANS = (
    (re.compile(r"^(h|heading|head|überschrift|titre|título)[ _-]?([1-6])$", re.I), "H"),
    (re.compile(r"^(table|tabelle|tabla)$", re.I), "Table"),
    (re.compile(r"^(figure|image|picture|graphic|abbildung|bild)$", re.I), "Figure"),
    (re.compile(r"^(list|bulletlist|numberedlist|liste)$", re.I), "L"),
    (re.compile(r"^(listitem|list item|li)$", re.I), "LI"),
    (re.compile(r"^(paragraph|para|body ?text|normal|text ?body)$", re.I), "P"),
    (re.compile(r"^(hyperlink|link)$", re.I), "Link"),
    (re.compile(r"^(foot ?note|end ?note|fußnote)$", re.I), "Note"),
)
_ALSO = {"P": ("P", "Span", "Div"), "Note": ("Note", "P"), "L": ("L",), "H": ()}


@check(
    "ua.roles",
    "error",
    statement="Tags of a program's own stand for standard ones that mean the same.",
    rationale="Screen readers know the standard tags alone.",
    source="Matterhorn 1.1, 02-001 and 02-002; ISO 14289-1, 7.1",
    remedy="Map each tag to the standard one of its meaning, as “Heading 1” to H1.",
    applies_to=TAGGED_FILES,
)
def own_tags_mean_what_they_say(on: AccessFile) -> Iterator[Finding]:
    first = {one.own_role: one for one in reversed(on.elements)}
    for own, one in sorted(first.items()):
        if one.role not in STANDARD:
            yield fault(f"the tag {cite(own)} is no standard one, and stands for none", one)
            continue
        for pattern, means in _MEANS:
            found = pattern.match(own)
            if found and own not in STANDARD and not _means(one.role, means, found):
                yield fault(f"the tag {cite(own)} stands for {one.role}", one)


def _means(role: str, means: str, found: re.Match[str]) -> bool:
    if means == "H":
        return role in ("H", f"H{found[2]}")
    return role in (means, *_ALSO.get(means, ()))


@check(
    "ua.notes",
    "warning",
    statement="Each note has its number as a label, and its words refer to it.",
    rationale="Who listens hears of the note where the words are, or never.",
    source="Matterhorn 1.1, 19-001, 19-002 and 19-003; PAC 2024, Note elements contain Lbl, are"
    " referenced, and stand in P",
    remedy="In Word: References > Insert Footnote; then export the PDF anew.",
    applies_to=TAGGED_FILES,
)
def notes_have_labels_and_references(on: AccessFile) -> Iterator[Finding]:
    notes = on.with_role("Note")
    marks = {one.words.strip("[]() ") for one in on.with_role("Reference", "Link")}
    for note in notes:
        label = next((e for e in note.elements() if e.role == "Lbl"), None)
        if label is None:
            yield fault(f"the note {cite(note)} has no label", note)
        elif label.words.strip("[]() ") not in marks:
            yield fault(f"no word refers to the note {cite(note)}", note)
        elif not _stands_beside_words(on, note):
            yield fault(f"the note {cite(note)} does not stand with the words it belongs to", note)


def _stands_beside_words(on: AccessFile, note: PdfTag) -> bool:
    """Say whether a note stands in a paragraph, or among paragraphs."""
    holder = next((one for one, kids in on.families if any(kid is note for kid in kids)), None)
    return holder is None or holder.role not in ("Table", "TR", "L", "Figure")
