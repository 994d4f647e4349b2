"""Form fields: what is lost, foreign, mute, filled in, out of order or out of place is found."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from brochure.layout.printed import Printed
from brochure.proofs.examined import examine
from brochure.proofs.fields import (
    fields_are_those_of_content,
    fields_stand_where_they_are_filled_in,
)
from brochure.selection.selected import Field, Inventory
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
