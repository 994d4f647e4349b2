"""What blocks become when they are selected: rows, entries, calls, and what stands beside them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from brochure.base.breaks import SOFT_HYPHEN
from brochure.base.editions import BOOKLET
from brochure.base.files.project import STARTER
from brochure.content.load import LoadedContent, load_content
from brochure.content.model.blocks.contact import Contact, ContactItem
from brochure.content.model.blocks.signatures import Signatures
from brochure.content.model.content import Content
from brochure.content.model.pictures import CoverPicture, Logo
from brochure.selection.duties import load_checked_content, select_editions
from brochure.selection.kinds.signatures import select_signatures
from brochure.selection.passage import Passage
from brochure.selection.select import select_wording
from brochure.selection.selected import SelectedPart, parts_of, passages_in
from brochure.selection.selection import Selection, fill_page_numbers
from brochure.selection.selector import CitationMarks, PartSelector
from tests.conftest import ROOT
from tests.listed import listed_title


@pytest.fixture(scope="module")
def starter() -> Content:
    """The content that a new project begins with: it has every kind of block."""
    content = load_content(STARTER / "content.yaml").content
    assert content
    return content


@pytest.fixture(scope="module")
def editions(starter: Content) -> dict[str, Selection]:
    return select_editions(starter)


def parts_in(selection: Selection, kind: str) -> list[SelectedPart]:
    placed = [one for panel in selection.panels.values() for one in panel]
    return [part for one in placed for part in parts_of(one) if part.kind == kind]


def test_each_row_of_a_table_has_its_cells_in_their_order(
    starter: Content, editions: dict[str, Selection]
) -> None:
    (number,) = (n for n, s in enumerate(starter.sections) if s.id == "visits")
    (table,) = parts_in(editions["guide"], "table")
    rows = [part for part in parts_of(table) if part.kind == "row"]
    columns = len(list(passages_in(table.columns)))
    assert [[cell.path for cell in passages_in(row)] for row in rows] == [
        [f"sections[{number}].blocks[0].rows[{r}][{c}].text" for c in range(columns)]
        for r in range(len(rows))
    ]
    assert len(rows) == 2 and all(
        cell.breaks_as_written for row in rows for cell in passages_in(row)
    )


def test_only_the_label_of_a_compared_row_is_secondary_type(
    editions: dict[str, Selection],
) -> None:
    (comparison,) = parts_in(editions["guide"], "comparison")
    rows = [part for part in parts_of(comparison) if part.kind == "row"]
    assert rows
    for row in rows:
        label, cells = row.passage_of("label"), list(passages_in(row.cells))
        assert label and label.role == "secondary"
        assert {cell.role for cell in cells} == {"body"}


def test_the_contents_list_each_title_and_the_page_that_it_stands_on(
    editions: dict[str, Selection],
) -> None:
    entries = parts_in(editions["booklet"], "entry")
    placed = [p for name in ("flow", "back") for p in editions["booklet"].panels[name]]
    titles = [title.path for one in placed if (title := listed_title(one))]
    listed = [entry.passage_of("said") for entry in entries]
    assert [one.path for one in listed if one] == titles
    numbers = [entry.passage_of("number") for entry in entries]
    assert [one.page_of for one in numbers if one] == titles
    assert any(one.under for one in editions["booklet"].panels["flow"]), "one part alone"


def test_sections_under_others_are_listed_under_them_where_all_rows_fit() -> None:
    content = load_content(ROOT / "content.yaml").content
    assert content
    booklet = select_wording(content, BOOKLET, 1)
    (contents,) = parts_in(booklet, "contents")
    items = contents.entries_of("items")
    parts = {said.text: len(e.entries_of("under")) for e in items if (said := e.passage_of("said"))}
    assert {title: n for title, n in parts.items() if n} == {
        "Serious risks": 3,
        "Safety, monitoring, and the CAREolina protocol": 7,
    }
    keys = [
        said.text for e in parts_in(booklet, "entry") if e.key and (said := e.passage_of("said"))
    ]
    assert keys == ["You need a safe ride home", "Get help now"], "not to be missed"
    rows = len(parts) + sum(parts.values())
    assert rows == BOOKLET.contents_rows == 28

    def listed(most: int) -> int:
        edition = replace(BOOKLET, contents_rows=most)
        return len(parts_in(select_wording(content, edition, 1), "entry"))

    assert [listed(most) for most in (28, 27, 0)] == [28, 19, 18]


def test_page_numbers_change_nothing_else(editions: dict[str, Selection]) -> None:
    before = editions["booklet"]
    (first, *_) = parts_in(before, "entry")
    said, anchor = first.passage_of("said"), first.text_of("anchor")
    assert said
    after = fill_page_numbers(before, {said.path: "7"})
    (filled, *others) = parts_in(after, "entry")
    number = filled.passage_of("number")
    assert number and number.text == "7" and filled.text_of("anchor") == anchor
    assert all(not other.passage_of("number").text for other in others)  # pyright: ignore[reportOptionalMemberAccess]
    assert fill_page_numbers(after, {}) == before


def test_a_call_says_the_number_of_the_clinic_or_its_own(
    starter: Content, editions: dict[str, Selection]
) -> None:
    calls = parts_in(editions["safety-sheet-treatment"], "call")
    numbers = [call.passage_of("number") for call in calls]
    told = [(call.clinic, one.text) for call, one in zip(calls, numbers, strict=True) if one]
    assert (False, "911") in told
    assert (True, starter.clinic.phone) in told
    for call, number in zip(calls, numbers, strict=True):
        assert number and (number.path == "clinic.phone") is call.clinic
        assert call.dial == ("5555550100" if call.clinic else number.text)


@pytest.mark.parametrize("email", [None, "desk@example.org"])
def test_a_way_of_contact_that_the_clinic_has_not_is_left_out(
    loaded: LoadedContent, email: str | None
) -> None:
    assert loaded.content
    clinic = loaded.content.clinic.model_copy(update={"email": email})
    content = loaded.content.model_copy(update={"clinic": clinic})
    asked = {item.show for item in _contact_items(content)}
    shown = {
        part.text_of("show")
        for selection in select_editions(content).values()
        for part in parts_in(selection, "contact-item")
    }
    left_out = {"email"} if email is None else set[str]()
    absent = {kind for kind in ("text", "fax") if getattr(clinic, kind) is None}
    assert shown == asked - left_out - absent


def _contact_items(content: Content) -> Iterator[ContactItem]:
    for section in content.sections:
        for block in section.blocks:
            if isinstance(block, Contact):
                yield from block.items


def test_publishers_are_told_where_there_is_room_for_no_list(
    editions: dict[str, Selection],
) -> None:
    (publishers,) = parts_in(editions["trifold"], "publishers")
    assert list(passages_in(publishers))


def test_pictures_of_the_brand_stand_in_the_panels_that_are_for_them(starter: Content) -> None:
    logo = Logo.model_validate({"file": "figures/logo.svg", "alt": "Our sign"})
    cover = CoverPicture.model_validate({"file": "images/cover.png", "alt": "Our house"})
    brand = starter.brand.model_copy(update={"cover": cover, "logo": logo})
    content = starter.model_copy(update={"brand": brand})
    for selection in select_editions(content).values():
        edition = selection.edition
        for kind, where in (
            ("cover", edition.cover_panel),
            ("logo", edition.logo_panel),
        ):
            there = {
                name
                for name, panel in selection.panels.items()
                for placed in panel
                if placed.kind == f"{kind}-picture"
            }
            assert there == ({where} if where else set()), (edition.name, kind)


def test_the_title_that_leads_a_document_alone_breaks_as_it_is_written(
    editions: dict[str, Selection],
) -> None:
    for selection in editions.values():
        titles = [s.title for panel in selection.panels.values() for s in panel if s.title]
        first = selection.panels[selection.edition.panels[0]][0].title
        assert [t.breaks_as_written for t in titles] == [t is first for t in titles]


def test_what_is_selected_to_be_checked_has_no_control_line(starter: Content) -> None:
    assert all(not selection.control for selection in select_editions(starter).values())
    assert all(selection.control for selection in select_editions(starter, whole=True).values())


def test_content_that_cannot_be_read_is_asked_for_no_duty(tmp_path: Path) -> None:
    file = tmp_path / "content.yaml"
    for text in ("clinic: [", "clinic: {}\n"):
        file.write_text(text, "utf-8")
        loaded = load_content(file)
        assert loaded.content is None
        assert load_checked_content(file).findings == loaded.findings


def test_a_word_is_written_with_the_marks_where_it_may_break() -> None:
    plain = Passage("a", Markup("one <b>long</b> word"), "one long word")
    assert plain.written == ("one", "long", "word")
    marked = replace(plain, html=Markup(f"one lo{SOFT_HYPHEN}ng word"))
    assert marked.written == ("one", f"lo{SOFT_HYPHEN}ng", "word")
    other = replace(marked, text="one short word")
    assert other.written == ("one", "short", "word")


@pytest.mark.parametrize("signed", [False, True])
def test_what_a_signer_signs_and_what_is_written_beside_it(
    loaded: LoadedContent, signed: bool
) -> None:
    """Where no column is said to be signed, the first is."""
    assert loaded.content
    columns = [{"plain": "Name"}, {"id": "sign", "plain": "Signature", "signed": signed}]
    signers = [{"id": "patient", "plain": "Patient:", "required": True}, {"plain": "Clinician:"}]
    block = Signatures.model_validate(
        {"kind": "signatures", "columns": columns, "signers": signers}
    )
    selector = PartSelector(loaded.content, "plain", "body", "one", (), CitationMarks())
    rows = select_signatures(selector, block, ("a",)).entries_of("signers")
    assert len(rows) == 2
    for row, required in zip(rows, (True, False), strict=True):
        assert [(one.kind, one.key, one.required) for one in row.wanted] == (
            [("text", "column-1", required), ("signature", "sign", required)]
            if signed
            else [("signature", "column-1", required), ("text", "sign", required)]
        )
        who, what = row.wanted
        role = "Patient:" if required else "Clinician:"
        assert [p.text for p in who.beside] == [role] + ["Name"] * (not signed)
        assert [p.text for p in what.beside] == [role] * (not signed) + ["Signature"]
        assert {one.label_under for one in row.wanted} == {signed}


def test_a_section_is_boxed_where_content_says_so(starter: Content) -> None:
    first, *others = starter.sections
    boxed = first.model_copy(update={"boxed": True})
    content = starter.model_copy(update={"sections": (boxed, *others)})
    wanted = {s.id: "section boxed" if s.boxed else "section" for s in content.sections}
    told = {
        placed.id: placed.kind
        for selection in select_editions(content).values()
        for panel in selection.panels.values()
        for placed in panel
        if placed.id in wanted
    }
    assert told[first.id] == "section boxed" and "section" in told.values()
    assert told == {id: wanted[id] for id in told}
