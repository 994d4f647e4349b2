"""Form fields: what is lost, foreign, mute, filled in, out of order or out of place is found."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.layout.printed import Mark, Printed
from brochure.proofs.examined import examine
from brochure.proofs.fields import (
    fields_are_those_of_content,
    fields_stand_where_they_are_filled_in,
)
from brochure.reading.forms import ReadField
from brochure.selection.selected import Field, Inventory
from tests.placed import blank_page, examined, letters, word
from tests.tiny import html, ids, print_tiny, proven, said

Spoil = Callable[[pikepdf.Pdf, dict[str, Any]], None]

NAME, TICK, SIGN = said("Name"), said("Tick"), said("Who")
FIELDS = (
    Field("name", "text", "Name", True, beside=(NAME,)),
    Field("tick", "checkbox", "Tick", beside=(TICK,)),
    Field("sign", "signature", "Who signs", beside=(SIGN,)),
    Field("more", "text", "More", lines=2),
)
ROW = '<div class="row"><b>Name</b><i data-mark="line" data-field="name"></i></div>'
BOX = '<div class="row"><input type="checkbox" data-mark="checkbox" data-field="tick">Tick</div>'
SIGNED = '<p class="sign" data-mark="line" data-field="sign">Who</p>'
LINES = '<i class="line" data-mark="line" data-field="more"></i>' * 2
LINED = ROW.replace("Name", "Tick").replace('"name"', '"tick"')
PLAIN = """
.panel { height: 65pt } .two { top: 78pt }
.row { display: flex; line-height: 16pt; height: 20pt; align-items: flex-end }
.row i { flex: 1; height: 20pt; box-sizing: border-box; border-bottom: 1pt solid #000 }
input { box-sizing: border-box; width: 12pt; height: 12pt; border: 1pt solid #000; margin: 0 }
.sign { height: 20pt; border-bottom: 1pt solid #000 }
.line { display: block; height: 20pt; border-bottom: 1pt solid #000 }
"""


def filled_page(
    one: str = ROW + BOX + SIGNED,
    two: str = LINES,
    style: str = "",
    fields: tuple[Field, ...] = FIELDS,
) -> Printed:
    """Print a page with a field of each kind."""
    things = Inventory(1, 4, fields=fields)
    return print_tiny(html(one, two), PLAIN + style, (NAME, TICK, SIGN), things)


@pytest.fixture(scope="module")
def good() -> Printed:
    return filled_page()


def found(printed: Printed) -> set[str]:
    return ids(
        (
            *proven(fields_are_those_of_content, printed),
            *proven(fields_stand_where_they_are_filled_in, printed),
        )
    )


def spoiled(printed: Printed, spoil: Spoil) -> Printed:
    """Return a document whose file was changed; `spoil` gets it, and its widgets by name."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        notes: Any = pdf.pages[0].obj.Annots
        spoil(pdf, {str(note.T): note for note in notes})
        pdf.save(out)
    return replace(printed, pdf=out.getvalue())


def test_a_field_of_each_kind_as_it_should_be(good: Printed) -> None:
    assert found(good) == set()
    name, tick, sign, more = examine(good).fields
    assert [f.kind for f in (name, tick, sign, more)] == ["text", "checkbox", "signature", "text"]
    assert (name.required, more.required, more.several) == (True, False, True)
    assert name.type_pt == 12  # that of the page around it
    assert sign.rect.left > 30  # right of who signs
    assert more.rect.height == pytest.approx(41, abs=0.1)  # two lines, down to the lower rule


def test_paper_has_no_fields() -> None:
    printed = filled_page(fields=())
    assert examine(printed).fields == ()
    assert found(printed) == set()


def test_a_field_on_paper_is_foreign(good: Printed) -> None:
    printed = replace(good, inventory=replace(good.inventory, fields=()))
    assert found(printed) == {"field.foreign"}


@pytest.mark.parametrize(
    ("how", "page", "id"),
    [
        ("left out", {"one": ROW.replace(' data-field="name"', "") + BOX + SIGNED}, "field.lost"),
        ("misnamed", {"one": ROW.replace('"name"', '"nam"') + BOX + SIGNED}, "field.lost"),
        ("not displayed", {"style": ".row i { display: none }"}, "field.lost"),
        ("in another order", {"one": SIGNED + ROW + BOX}, "field.order"),
        ("on the line below", {"style": ".row i { position: relative; top: 16pt }"}, "field.apart"),
        ("off the page", {"style": ".line { position: relative; top: 50pt }"}, "field.outside"),
        ("a line for a box", {"one": f"{ROW}{LINED}{SIGNED}"}, "field.astray"),
        ("one of two lines", {"two": LINES.replace(' data-field="more"', "", 1)}, "field.astray"),
        ("at both lines", {"two": LINES + ROW.replace("Name", "")}, "field.astray"),
        ("over words", {"style": ".row i { margin-left: -20pt }"}, "field.over-words"),
        ("too low", {"style": ".row i { height: 9pt } .row { height: 10pt }"}, "field.small"),
        ("too short", {"style": ".row i { flex: none; width: 20pt }"}, "field.small"),
    ],
)  # fmt: skip
def test_a_template_or_stylesheet_that_moves_fields(
    how: str, page: dict[str, Any], id: str
) -> None:
    assert id in found(filled_page(**page)), how


def test_where_a_panel_holds_too_much_fields_under_its_words_are_no_finding_of_their_own() -> None:
    printed = filled_page(style=".row i { margin-left: -20pt }")
    assert "field.over-words" in found(printed)
    full = tuple(replace(panel, over_pt=5.0) for panel in printed.panels)
    assert full and "field.over-words" not in found(replace(printed, panels=full))


LABELLED = (
    '<div class="cells"><p><i class="line" data-mark="line" data-field="name"></i><b>Name</b></p>'
    '<p><i class="line" data-mark="line" data-field="date"></i><b>Date</b></p></div>'
)
CELLS = ".cells { display: flex } .cells p { flex: 1 } .cells b { display: block }"


@pytest.mark.parametrize(
    ("page", "style", "expected"),
    [
        (LABELLED, "", set[str]()),
        (LABELLED, ".cells b { margin-top: 9pt }", {"field.apart"}),
        (LABELLED, ".cells b { position: relative; left: 100pt }", {"field.apart"}),
        (LABELLED, ".cells b { position: relative; bottom: 40pt }", {"field.apart"}),
    ],
)
def test_a_line_to_sign_on_has_its_label_right_under_it(
    page: str, style: str, expected: set[str]
) -> None:
    labels = (said("Name"), said("Date"))
    fields = tuple(
        Field(label.text.lower(), "text", label.text, beside=(label,), label_under=True)
        for label in labels
    )
    printed = print_tiny(
        html(page, ""), PLAIN + CELLS + style, labels, Inventory(0, 2, fields=fields)
    )
    assert found(printed) == expected


def set_to(name: str, key: str, value: Any) -> Spoil:
    """Change one entry of one field; None takes it away."""

    def spoil(_pdf: pikepdf.Pdf, notes: dict[str, Any]) -> None:
        if value is None:
            del notes[name][key]
        else:
            notes[name][key] = value

    return spoil


def _by_the_viewer(pdf: Any, _notes: dict[str, Any]) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


def _moved(_pdf: Any, notes: dict[str, Any]) -> None:
    notes["more"].Rect = notes["name"].Rect


def _nowhere(pdf: Any, notes: dict[str, Any]) -> None:
    kept = [note for note in pdf.pages[0].obj.Annots if str(note.T) != "name"]
    pdf.pages[0].obj.Annots = pikepdf.Array(kept)


def _one_state(_pdf: Any, notes: dict[str, Any]) -> None:
    del notes["tick"].AP.N["/Off"]


@pytest.mark.parametrize(
    ("spoil", "id"),
    [
        (set_to("more", "/T", "name"), "field.twice"),
        (_by_the_viewer, "field.undrawn"),
        (_one_state, "field.undrawn"),
        (set_to("name", "/AP", None), "field.undrawn"),
        (_moved, "field.piled"),
        (_nowhere, "field.outside"),
        (set_to("name", "/TU", "Address"), "field.differs"),
        (set_to("name", "/TU", None), "field.differs"),
        (set_to("name", "/Ff", 0), "field.differs"),
        (set_to("more", "/Ff", 0), "field.differs"),
        (set_to("sign", "/FT", pikepdf.Name.Tx), "field.differs"),
        (set_to("tick", "/Ff", 1 << 16), "field.differs"),
        (set_to("name", "/V", "Jo"), "field.filled"),
        (set_to("tick", "/AS", pikepdf.Name.Yes), "field.filled"),
        (set_to("sign", "/V", pikepdf.Dictionary(Type=pikepdf.Name.Sig)), "field.filled"),
        (set_to("name", "/T", "other"), "field.foreign"),
        (set_to("name", "/DA", "/Text 8 Tf 0 g"), "field.small"),
        (set_to("name", "/DA", "/Text 0 Tf 0 g"), "field.small"),
    ],
)
def test_a_file_whose_fields_are_not_those_of_content(good: Printed, spoil: Spoil, id: str) -> None:
    assert id in found(spoiled(good, spoil))


def test_a_finding_says_which_field_and_what(good: Printed) -> None:
    spoil = set_to("name", "/TU", "Address")
    (finding,) = proven(fields_are_those_of_content, spoiled(good, spoil))
    assert finding.what == "the field “name” is heard as “Address” instead of “Name”"
    assert "data-field" in finding.remedy


def test_a_field_that_breaks_over_two_pages_is_found() -> None:
    page = '<html lang="en"><title>Tiny</title><body><p>Name</p>' + LINES * 2 + "</body></html>"
    style = "@page { margin: 10pt; size: 150pt 60pt } .line { display: block; height: 15pt }"
    fields = (Field("more", "text", "Name", lines=4),)
    flow: dict[str, Any] = {"panels": ("flow",), "flow_panel": "flow", "pages": (1, 9)}
    printed = print_tiny(page, PLAIN + style, (NAME,), Inventory(0, 4, fields=fields), **flow)
    assert "field.astray" in found(printed)


Sides = tuple[float, float, float, float]


def misplaced(
    field: Sides,
    mark: Sides,
    words: Sides = (10, 40, 40, 50),
    type_pt: float = 12,
    wanted: Field = FIELDS[0],
    more: tuple[Mark, ...] = (),
) -> tuple[Finding, ...]:
    """Return what is found of a field on page 2 that has a mark and the words beside it there."""
    kind = "checkbox" if wanted.kind == "checkbox" else "line"
    marks = tuple(
        Mark(kind, 2, Rect(mark[0], top, mark[2], top + (mark[3] - mark[1]) / wanted.lines))
        for top in (mark[1] + n * (mark[3] - mark[1]) / wanted.lines for n in range(wanted.lines))
    )
    said_of_it = word("Name", Rect(*words), NAME, 2)
    elsewhere = letters("x", Rect(180, 10, 190, 20), 2)
    read = ReadField(
        *(wanted.name, wanted.kind, wanted.spoken_name, wanted.required, wanted.lines > 1),
        *(False, True, 2, Rect(*field), type_pt, 1),
    )
    others = (
        word("Tick", Rect(180, 0, 190, 150), TICK, 2),
        word("Name", Rect(180, 0, 190, 150), NAME),
        word("Name", Rect(170, 140, 180, 150), NAME, 2),
    )
    on = examined(
        (said_of_it, *others),
        (blank_page(), blank_page((*said_of_it.glyphs, elsewhere))),
        fields=(read,),
        marks=(*marks, *more),
        inventory=Inventory(fields=(wanted,)),
    )
    return fields_stand_where_they_are_filled_in(on)


ONE, TALL, SIGNED_OVER = FIELDS[0], replace(FIELDS[0], lines=2), replace(FIELDS[2], beside=(NAME,))
LABEL = replace(SIGNED_OVER, label_under=True)
TICKED = replace(FIELDS[1], beside=(NAME,))


@pytest.mark.parametrize(
    ("field", "mark", "words", "type_pt", "wanted", "ids"),
    [
        ((50, 30, 150, 50), (50, 30, 150, 50), (10, 40, 40, 50), 12, ONE, []),
        # beside its words, or under them
        ((50, 30, 150, 50), (50, 30, 150, 50), (10, 49, 40, 59), 12, ONE, []),
        ((50, 30, 150, 50), (50, 30, 150, 50), (10, 50, 40, 60), 12, ONE, ["apart"]),
        ((50, 30, 150, 50), (50, 30, 150, 50), (10, 20, 40, 30), 12, ONE, ["apart"]),
        ((50, 30, 150, 50), (50, 30, 150, 50), (10, 20, 51, 30), 12, ONE, []),
        ((50, 30, 150, 50), (50, 30, 150, 50), (149, 20, 160, 30), 12, ONE, []),
        ((50, 30, 150, 50), (50, 30, 150, 50), (150, 20, 160, 30), 12, ONE, ["apart"]),
        ((50, 30, 150, 50), (50, 30, 150, 50), (60, 5, 90, 15), 12, ONE, []),
        ((50, 30, 150, 50), (50, 30, 150, 50), (60, 50.5, 90, 60), 12, ONE, ["apart"]),
        # over its line, down to the rule
        ((50, 30, 150, 48.25), (50, 30, 150, 50), (10, 40, 40, 50), 12, ONE, []),
        ((50, 30, 150, 48), (50, 30, 150, 50), (10, 40, 40, 50), 12, ONE, ["astray"]),
        ((49.5, 30, 150.5, 50), (50, 30, 150, 50), (10, 40, 40, 50), 12, ONE, []),
        ((49, 30, 150, 50), (50, 30, 150, 50), (10, 40, 40, 50), 12, ONE, ["astray"]),
        # over words: the middle of a letter lies well inside
        ((50, 30, 150, 50), (50, 30, 150, 50), (60, 35, 90, 45), 12, ONE, ["over-words"]),
        ((50, 30, 150, 50), (50, 30, 150, 50), (40, 35, 60, 45), 12, ONE, []),
        # as large as what is typed
        ((50, 30, 86, 50), (50, 30, 86, 50), (10, 40, 40, 50), 12, ONE, []),
        ((50, 30, 85.75, 50), (50, 30, 85.75, 50), (10, 40, 40, 50), 12, ONE, ["small"]),
        ((50, 30, 150, 54), (50, 30, 150, 54), (10, 40, 40, 50), 20, ONE, []),
        ((50, 30, 150, 53.75), (50, 30, 150, 53.75), (10, 40, 40, 50), 20, ONE, ["small"]),
        ((50, 30, 150, 50), (50, 30, 150, 50), (10, 40, 40, 50), 11, ONE, []),
        ((50, 30, 150, 50), (50, 30, 150, 50), (10, 40, 40, 50), 10.75, ONE, ["small"]),
        ((50, 30, 150, 43), (50, 30, 150, 43), (10, 40, 40, 50), 10.75, ONE, ["small", "small"]),
        ((50, 30, 150, 78), (50, 30, 150, 78), (10, 40, 40, 50), 20, TALL, []),
        ((50, 30, 150, 77.75), (50, 30, 150, 77.75), (10, 40, 40, 50), 20, TALL, ["small"]),
        # no type is set in a box, or in what is signed
        ((50, 40, 59, 49), (50, 40, 59, 49), (70, 40, 90, 50), 0, TICKED, []),
        ((50, 30, 150, 50), (50, 30, 150, 50), (10, 40, 40, 50), 0, SIGNED_OVER, []),
        ((50, 30, 150, 43), (50, 30, 150, 43), (10, 35, 40, 45), 0, SIGNED_OVER, ["small"]),
        # right over its label
        ((50, 30, 150, 50), (50, 30, 150, 50), (50, 50, 90, 60), 12, LABEL, []),
        ((50, 30, 150, 50), (50, 30, 150, 50), (50, 57.75, 90, 68), 12, LABEL, []),
        ((50, 30, 150, 50), (50, 30, 150, 50), (50, 58, 90, 68), 12, LABEL, ["apart"]),
        ((50, 30, 150, 50), (50, 30, 150, 50), (50, 49.75, 90, 60), 12, LABEL, ["apart"]),
        ((50, 30, 150, 50), (50, 30, 150, 50), (49.5, 52, 90, 60), 12, LABEL, []),
        ((50, 30, 150, 50), (50, 30, 150, 50), (49, 52, 90, 60), 12, LABEL, ["apart"]),
        ((50, 30, 150, 50), (50, 30, 150, 50), (149.75, 52, 190, 60), 12, LABEL, []),
        ((50, 30, 150, 50), (50, 30, 150, 50), (150, 52, 190, 60), 12, LABEL, ["apart"]),
        # the page ends at 200 x 150 pt
        ((50, 130, 150, 151), (50, 130, 150, 151), (10, 140, 40, 150), 12, ONE, ["outside"]),
    ],
)
def test_where_a_field_may_stand(
    field: Sides, mark: Sides, words: Sides, type_pt: float, wanted: Field, ids: list[str]
) -> None:
    found = misplaced(field, mark, words, type_pt, wanted)
    assert [f.id.removeprefix("field.") for f in found] == ids
    assert {f.place.page for f in found} <= {2}


@pytest.mark.parametrize(
    ("wanted", "what"), [(ONE, "does not lie over its ruled lines"), (TICKED, "over its box")]
)
def test_a_field_that_is_astray_is_told_by_what_it_should_lie_over(
    wanted: Field, what: str
) -> None:
    (found,) = misplaced((60, 40, 120, 60), (60, 80, 120, 100), (10, 40, 40, 50), wanted=wanted)
    assert found.what.endswith(what)


@pytest.mark.parametrize(
    ("more", "astray"),
    [
        (Mark("line", 1, Rect(50, 30, 150, 50)), False),  # on another page
        (Mark("line", 2, Rect(50, 60, 150, 80)), False),
        (Mark("line", 2, Rect(50, 40, 150, 50)), True),  # a line too many
        (Mark("checkbox", 2, Rect(50, 40, 150, 50)), True),
    ],
)
def test_a_field_lies_over_as_many_lines_as_it_takes(more: Mark, astray: bool) -> None:
    found = misplaced((50, 30, 150, 50), (50, 30, 150, 50), more=(more,))
    assert [f.id for f in found] == ["field.astray"] * astray


@pytest.mark.parametrize(
    ("wanted", "what"),
    [(ONE, "stands neither beside nor under “Name”"), (LABEL, "stands not right over “Name”")],
)
def test_a_field_that_is_apart_is_told_by_where_it_should_stand(wanted: Field, what: str) -> None:
    (found,) = misplaced((50, 30, 150, 50), (50, 30, 150, 50), (10, 70, 40, 80), wanted=wanted)
    assert found.what.endswith(what)
