"""Are lists whole, with labels that are labels, and numbered as they say?"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from brochure.access.file import AccessFile, PdfTag
from brochure.access.rule import TAGGED_FILES, cite, fault, neighbours
from brochure.base.check import check
from brochure.base.finding import Finding

_BULLETS = {
    "Disc": "•●⚫·",
    "Circle": "○◦⚪",
    "Square": "■▪◼⬛□▫◻\uf0a7",
    "": "–—-−‣▸►➢➤✓✔✗✘➔→◆❖*\uf0b7\uf0d8\uf0fc",
}
_ANY = "".join(_BULLETS.values())
_ORDERED = ("Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]$")
_ROMAN = re.compile(r"\(?([ivxlc]+|[IVXLC]+)[.)]$")
_ALPHA = re.compile(r"\(?([a-z]|[A-Z])[.)]$")
_START = re.compile(rf"(\(?(?:\d{{1,3}}|[a-zA-Z]|[ivx]+|[IVX]+)[.)]|[{re.escape(_ANY)}])\s+\S")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ALIGNED_PT = 2.0
_REMEDY = "In Word, make the list by the buttons for bullets and numbers; then export the PDF anew."


def kinds_of(label: str) -> dict[str, int]:
    """Return each way to number that a label may be of, with the number that it has in it.

    Bullets are of the kind of their sign, ``Disc`` or another, and have the number 0.
    """
    label = label.strip()
    found: dict[str, int] = {}
    if len(label) == 1 and label in _ANY:
        return {next(kind for kind, signs in _BULLETS.items() if label in signs): 0}
    if number := _NUMBER.match(label):
        found["Decimal"] = int(number[1])
    if roman := _ROMAN.match(label):
        found["LowerRoman" if roman[1].islower() else "UpperRoman"] = _of_roman(roman[1].lower())
    if alpha := _ALPHA.match(label):
        found["LowerAlpha" if alpha[1].islower() else "UpperAlpha"] = ord(alpha[1].lower()) - 96
    return found


def _of_roman(letters: str) -> int:
    values = [_VALUES[letter] for letter in letters]
    return sum(-v if any(v < w for w in values[n + 1 :][:1]) else v for n, v in enumerate(values))


def numbering_of(labels: Sequence[str]) -> str:
    """Return the one way in which labels are numbered, an empty string if in none."""
    kinds = [kinds_of(label) for label in labels]
    for kind in _ORDERED:
        numbers = [found.get(kind, 0) for found in kinds]
        if numbers and all(numbers) and all(b == a + 1 for a, b in pairwise(numbers)):
            return kind
    return ""


def labels_of(one: PdfTag) -> tuple[str, ...]:
    """Return the labels of the items of a list, an empty string where an item has none."""
    items = [item for item in one.inner if item.role == "LI"]
    found = (next((e for e in i.inner if e.role == "Lbl"), None) for i in items)
    return tuple(label.words if label else "" for label in found)


@check(
    "ua.list-item",
    "error",
    statement="Each item of a list has a body, and its label stands before it.",
    rationale="“List of five” and “item two” are said only where lists are whole.",
    source="Matterhorn 1.1, 09-005 and 01-006; PAC 2024, formal correctness of LI elements;"
    " ISO 32000-1, table 336",
    remedy=_REMEDY,
    applies_to=TAGGED_FILES,
)
def items_have_a_body(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role("L"):
        if not any(kid.role in ("LI", "L") for kid in one.inner):
            yield fault(f"the list {cite(one)} has no items", one)
    for item in on.with_role("LI"):
        roles = [kid.role for kid in item.inner]
        if "LBody" not in roles:
            yield fault(f"the item {cite(item)} of a list has no body (LBody)", item)
        elif "Lbl" in roles and roles.index("Lbl") > roles.index("LBody"):
            yield fault(f"the label of the item {cite(item)} is read after it", item)


@check(
    "ua.list-label",
    "error",
    statement="What numbers or marks the items of a list is tagged as their label.",
    rationale="A number inside an item is heard as part of it: “two apples”.",
    source="Matterhorn 1.1, 01-006; Tagged PDF Best Practice Guide, 4.2.2",
    remedy=_REMEDY,
    applies_to=TAGGED_FILES,
)
def labels_are_tagged(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role("L"):
        items = [item for item in one.inner if item.role == "LI"]
        bare = [i for i in items if not any(e.role == "Lbl" for e in i.inner)]
        starts = [found for i in bare if (found := _START.match(i.words))]
        if len(starts) > 1 and len(starts) == len(bare):
            yield fault(f"the labels of the list {cite(one)} stand in its items", one)


@check(
    "ua.list-numbering",
    "error",
    statement="A list says how it is numbered, and its labels are so.",
    rationale="By it a screen reader tells steps in order from a loose list.",
    source="Matterhorn 1.1, 16-001 and 16-002; ISO 32000-1, 14.8.5.5",
    remedy=_REMEDY,
    applies_to=TAGGED_FILES,
)
def lists_say_how_they_are_numbered(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role("L"):
        labels = [label for label in labels_of(one) if label]
        said, seen = one.said("ListNumbering") or "None", numbering_of(labels)
        bullets = {kind for label in labels for kind in kinds_of(label)} & set(_BULLETS)
        what = ""
        if seen and said == "None":
            what = "does not say how it is numbered"
        elif seen and said not in kinds_of(labels[0]):
            what = f"says that it is numbered as “{said}”, and is as “{seen}”"
        elif said in _ORDERED and not seen and bullets:
            what = f"says that it is numbered as “{said}”, and has bullets"
        elif said in _BULLETS and bullets and said not in bullets:
            what = f"says that its bullets are “{said}”, and they are others"
        if what:
            yield fault(f"the list {cite(one)} {what}", one)


@check(
    "ua.list-missing",
    "error",
    statement="What looks like a list is tagged as one.",
    rationale="Typed numbers and dashes are no list to who listens.",
    source="Matterhorn 1.1, 16-003 and 09-003; WCAG 2.1, 1.3.1",
    remedy=_REMEDY,
    applies_to=TAGGED_FILES,
)
def what_looks_like_a_list_is_one(on: AccessFile) -> Iterator[Finding]:
    told: set[int] = set()
    for one, other in neighbours(on, lambda e: e.role in ("P", "Div", "Span") and not e.level):
        starts = _START.match(one.words), _START.match(other.words)
        if not (starts[0] and starts[1]):
            continue
        first, second = kinds_of(starts[0][1]), kinds_of(starts[1][1])
        if any(second.get(kind) == (n + 1 if n else 0) for kind, n in first.items()):
            if id(one) not in told:
                yield fault(f"{cite(one)} begins a list that is tagged as paragraphs", one)
            told.add(id(other))


@check(
    "ua.list-broken",
    "error",
    statement="A list is one list, also where it goes on after a paragraph or on the next page.",
    rationale="Who listens hears “list of one” again and again, and never how long it is.",
    source="Matterhorn 1.1, 01-006 and 09-002",
    remedy="Keep what belongs to an item in it: in Word, indent it as List Continue. " + _REMEDY,
    applies_to=TAGGED_FILES,
)
def lists_are_not_broken(on: AccessFile) -> Iterator[Finding]:
    for _, kids in on.families:
        lists = [n for n, kid in enumerate(kids) if kid.role == "L"]
        for n, m in pairwise(lists):
            between = kids[n + 1 : m]
            near = all(kid.role in ("P", "Figure") and not kid.level for kid in between)
            if near and _goes_on(kids[n], kids[m], bool(between)):
                what = "is the rest of the one before"
                yield fault(f"the list {cite(kids[m])} {what}", kids[m])


def _goes_on(one: PdfTag, other: PdfTag, parted: bool) -> bool:
    before, after = labels_of(one), labels_of(other)
    if not before or not after:
        return False
    last, first = kinds_of(before[-1]), kinds_of(after[0])
    ordered = any(kind in _ORDERED and last.get(kind) == n - 1 for kind, n in first.items())
    if ordered and (len(before) == 1 or numbering_of(before)):
        return True
    return not parted and bool(before[-1]) and before[-1] == after[0] and _aligned(one, other)


def _aligned(one: PdfTag, other: PdfTag) -> bool:
    above, below = one.inner[-1].box, other.inner[0].box
    return bool(above and below and abs(above.left - below.left) < _ALIGNED_PT)
