"""What is filled in on screen: form fields, compared with content and with the page."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.base.tolerances import (
    FIELD_LEADING,
    LEAST_FIELD_TYPE_PT,
    LEAST_FIELD_WIDTH_PT,
    MOST_FIELD_ABOVE_RULE_PT,
    MOST_LABEL_BELOW_PT,
    PLACE_SLACK_PT,
)
from brochure.layout.printed import Mark
from brochure.proofs.examined import Examined
from brochure.reading.forms import ReadField
from brochure.reading.tags import ReadAnnotation
from brochure.selection.selected import Field

_IN_TEMPLATE = (
    'Give what is filled in data-mark and data-field="{{ ….name }}" in the template, once.'
)


@check(
    "field.declared",
    "error",
    statement="Each blank, checkbox and signature of content is one field, empty, in order; paper"
    " has none.",
    rationale="Who fills in a sheet by ear knows of a field only what the field itself says.",
    source="ISO 14289-1, 7.18; ISO 19005-2, 6.4.1",
    remedy=_IN_TEMPLATE,
    finds=(
        "field.twice",
        "field.lost",
        "field.foreign",
        "field.differs",
        "field.filled",
        "field.outside",
        "field.undrawn",
        "field.order",
    ),
)
def fields_are_those_of_content(on: Examined) -> tuple[Finding, ...]:
    """Compare names, kinds and tooltips, what is required, and how many lines a field takes.

    It must be drawn in each state without help of the viewer.
    """
    wanted = {field.name: field for field in on.printed.inventory.fields}
    there = Counter(field.name for field in on.fields)
    found = [
        ("field.twice", f"the field “{name}” is there {n} times")
        for name, n in there.items()
        if n > 1
    ]
    if not on.full_panels():  # what fell off the page is told already
        lost = (name for name in wanted if name not in there)
        found += [("field.lost", f"the field “{name}” is missing") for name in lost]
    for field in on.fields:
        if field.name not in wanted:
            found.append(("field.foreign", f"a field “{field.name}” is not one of content"))
        else:
            found += [
                (id, f"the field “{field.name}” {what}")
                for id, what in _faults(field, wanted[field.name])
            ]
    found_names = [name for name in dict.fromkeys(_names_in_order(on)) if name in wanted]
    if not found and found_names != list(wanted):
        found.append(
            ("field.order", "fields follow each other in another order than content gives")
        )
    return tuple(on.printed.finding(id, what) for id, what in found)


def _faults(field: ReadField, wanted: Field) -> Iterator[tuple[str, str]]:
    if field.kind != wanted.kind:
        yield "field.differs", f"is a {field.kind}, and should be a {wanted.kind}"
    if field.spoken_name != wanted.spoken_name:
        yield (
            "field.differs",
            f"is heard as “{field.spoken_name}” instead of “{wanted.spoken_name}”",
        )
    if field.required != wanted.required:
        yield "field.differs", f"is {'' if field.required else 'not '}required"
    if field.several != (wanted.lines > 1):
        yield "field.differs", f"takes {'several lines' if field.several else 'one line'}"
    if field.filled:
        yield "field.filled", "is filled in already"
    if not field.page:
        yield "field.outside", "stands on no page"
    elif not field.drawn:
        yield "field.undrawn", "has no appearance of its own"


def _names_in_order(on: Examined) -> Iterator[str]:
    """Give the names of fields in the order in which the Tab key reaches them: that of tags."""
    names = {field.number: field.name for field in on.fields}
    parts = on.tags.root.walk() if on.tags else ()
    yield from (
        names[p.number] for p in parts if isinstance(p, ReadAnnotation) and p.number in names
    )


_CROWDED = ("field.over-words", "field.apart")  # follow from a panel that holds too much


@check(
    "field.placed",
    "error",
    statement="Each field lies over its box or its ruled lines, beside or under its words"
    " (right over its label, where lines to sign on have labels), and is large.",
    rationale="A name in the field for the date is a wrong record.",
    source="ours",
    remedy="Move it or give it more room in the stylesheet; see its data-field in the template.",
    finds=(
        "field.outside",
        "field.astray",
        "field.over-words",
        "field.apart",
        "field.small",
        "field.piled",
    ),
)
def fields_stand_where_they_are_filled_in(on: Examined) -> tuple[Finding, ...]:
    wanted = {field.name: field for field in on.printed.inventory.fields}
    found: list[tuple[str, str, ReadField]] = []
    for field in on.fields:
        if field.name in wanted and field.page:
            found += [
                (id, what, field) for id, what in _find_misplaced(on, field, wanted[field.name])
            ]
    crowded = on.crowded_pages()  # words run over fields there, and away from them
    found = [one for one in found if one[0] not in _CROWDED or one[2].page not in crowded]
    for one, other in combinations(on.fields, 2):
        if one.page == other.page and one.rect.meets(other.rect, PLACE_SLACK_PT):
            found.append(("field.piled", f"lies over the field “{other.name}”", one))
    return tuple(
        on.printed.finding(id, f"the field “{field.name}” {what}", page=field.page, box=field.rect)
        for id, what, field in found
    )


def _find_misplaced(on: Examined, field: ReadField, wanted: Field) -> Iterator[tuple[str, str]]:
    page = on.reading.page(field.page)
    if not page.holds(field.rect):
        yield "field.outside", "runs off the page"
        return
    if not _is_over(field, wanted, on.printed.marks):
        kind = "its box" if wanted.kind == "checkbox" else "its ruled lines"
        yield "field.astray", f"does not lie over {kind}"
    if any(field.rect.holds_middle(glyph.box, -PLACE_SLACK_PT) for glyph in page.glyphs):
        yield "field.over-words", "lies over words"
    for passage in wanted.beside:
        boxes = [w.glyphs[0].box for w in on.words if w.passage == passage and w.page == field.page]
        belongs = _is_right_over if wanted.label_under else _belongs
        if boxes and not any(belongs(field.rect, box) for box in boxes):
            where = "not right over" if wanted.label_under else "neither beside nor under"
            yield "field.apart", f"stands {where} “{passage.text[:40]}”"
    if wanted.kind == "text" and field.type_pt < LEAST_FIELD_TYPE_PT:
        yield "field.small", f"sets type at {field.type_pt:g} pt, under {LEAST_FIELD_TYPE_PT:g} pt"
    least_pt = max(field.type_pt, LEAST_FIELD_TYPE_PT) * FIELD_LEADING * wanted.lines
    if wanted.kind != "checkbox" and (
        field.rect.height < least_pt or field.rect.width < LEAST_FIELD_WIDTH_PT
    ):
        size = f"{field.rect.width:.0f} x {field.rect.height:.0f} pt"
        yield "field.small", f"has only {size} to type in"


def _is_over(field: ReadField, wanted: Field, marks: tuple[Mark, ...]) -> bool:
    """Say whether a field lies within as many marks as it should, down to the last one's rule."""
    kind = "checkbox" if wanted.kind == "checkbox" else "line"
    under = [m for m in marks if m.page == field.page and m.rect.meets(field.rect, PLACE_SLACK_PT)]
    goes_on = wanted.fills and len(under) > wanted.lines
    if not (goes_on or len(under) == wanted.lines) or {mark.kind for mark in under} != {kind}:
        return False
    whole = Rect.enclose(mark.rect for mark in under)
    above = whole.bottom - field.rect.bottom
    return whole.holds(field.rect, PLACE_SLACK_PT) and above < MOST_FIELD_ABOVE_RULE_PT


def _belongs(field: Rect, words: Rect) -> bool:
    """Say whether a field stands on one line with words, or under them."""
    high = min(field.bottom, words.bottom) - max(field.top, words.top)
    wide = min(field.right, words.right) - max(field.left, words.left)
    return high > 0 or (wide > 0 and field.top >= words.bottom - PLACE_SLACK_PT)


def _is_right_over(field: Rect, words: Rect) -> bool:
    """Say whether words are the label of a field: right under it, and begin where it stands."""
    begins = field.left - PLACE_SLACK_PT <= words.left < field.right
    return begins and 0 <= words.top - field.bottom < MOST_LABEL_BELOW_PT
