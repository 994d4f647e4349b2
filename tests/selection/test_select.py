"""What an edition says: in the order of the panels, each wording once for each placing."""

import re

from brochure.base.dates import month_in_words
from brochure.base.editions import Edition, list_editions
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.selection.select import select_content, select_wording
from brochure.selection.selection import Selection
from tests.content.places import at


def chosen(content: Content) -> dict[str, Selection]:
    known: dict[str, Edition] = {e.name: e for e in list_editions(s.id for s in content.sheets)}
    return {name: select_content(content, known[name]) for name in content.editions}


def test_every_edition_places_every_locked_statement_that_it_owes(loaded: LoadedContent) -> None:
    """And each statement is owed by some edition, so none is lost from all of them."""
    assert loaded.content
    numbers = {s.id: n for n, s in enumerate(loaded.content.statements)}
    owed_by_any: set[str] = set()
    for name, selection in chosen(loaded.content).items():
        said = {s.path.split(".")[0] for s in selection.passages}
        owed, _ = loaded.content.owed_by(name)
        assert len(owed) >= 4, name
        assert {f"statements[{numbers[id]}]" for id in owed} <= said, name
        owed_by_any |= set(owed)
    assert owed_by_any == set(numbers)


def test_what_concerns_one_drug_is_owed_by_its_sheet_alone(loaded: LoadedContent) -> None:
    assert loaded.content
    for name in ("safety-sheet-{}", "large-print-safety-sheet-{}"):
        for drug, other in (("ketamine", "spravato"), ("spravato", "ketamine")):
            statements, facts = loaded.content.owed_by(name.format(drug))
            assert any(id.startswith(drug) for id in (*statements, *facts))
            assert not any(id.startswith(other) for id in (*statements, *facts))


def test_statements_are_the_nine_that_may_never_be_missing(loaded: LoadedContent) -> None:
    """The six of the first editions, the status of each drug, and the limits of one."""
    assert loaded.content
    assert [s.id for s in loaded.content.statements] == [
        "ketamine-status",
        "off-label",
        "spravato-approval",
        "spravato-limits",
        "spravato-status",
        "monitoring",
        "ride-home",
        "individual-response",
        "educational-only",
    ]


def test_wording_is_said_in_the_order_of_the_panels(loaded: LoadedContent) -> None:
    assert loaded.content
    for selection in chosen(loaded.content).values():
        order = [selection.edition.panels.index(s.panel) for s in selection.passages]
        assert order == sorted(order)


def test_plain_words_where_the_edition_asks_for_them_and_the_clinics_elsewhere(
    loaded: LoadedContent,
) -> None:
    assert loaded.content
    every = chosen(loaded.content)
    status = at("statements[spravato-status]")
    assert any(s.path == f"{status}.plain" for s in every["large-print"].passages)
    assert not any(s.path == f"{status}.text" for s in every["large-print"].passages)
    assert any(s.path == f"{status}.text" for s in every["guide"].passages)


def test_only_keeps_what_it_names_in_the_order_of_content(loaded: LoadedContent) -> None:
    """The place names the questions in another order than content holds them."""
    assert loaded.content
    questions = at("sections[questions].blocks[0]")
    middle = loaded.content.editions["trifold"].panels["inside-middle"]
    (place,) = (place for place in middle if place.section == "questions")
    asked = [
        re.sub(r"\.question\.\w+$", "", s.path)
        for s in chosen(loaded.content)["trifold"].passages
        if s.path.startswith(questions) and ".question." in s.path
    ]
    inside = [at(f"sections[questions].blocks[0].items[{id}]") for id in place.only]
    assert asked == sorted(inside, key=lambda path: int(path.split("[")[-1][:-1]))
    assert len(asked) == 3 and asked != inside


def test_citation_marks_are_numbered_through_and_listed(loaded: LoadedContent) -> None:
    assert loaded.content
    guide = chosen(loaded.content)["guide"]
    listed = [s.text for s in guide.passages if s.path.startswith("sources[")]
    assert listed[::2] == [str(n) for n in range(1, 20)]
    marked = [s for s in guide.passages if s.text.endswith("emerged.1") or s.text.endswith("”1")]
    assert marked, "the first mark stands after the quick take"


def test_an_edition_without_a_list_of_sources_prints_no_marks(loaded: LoadedContent) -> None:
    assert loaded.content
    for name in ("trifold", "safety-sheet-ketamine"):
        assert not any("<sup>" in s.html for s in chosen(loaded.content)[name].passages)


def test_control_line_ends_its_panel(loaded: LoadedContent) -> None:
    assert loaded.content
    for name, selection in chosen(loaded.content).items():
        values = [value.text for _, value in selection.control]
        placement = loaded.content.editions[name]
        assert values == [
            placement.id, "1.0", "English (US)", "November 2026",
            month_in_words(placement.review_by, "en-US"), loaded.content.clinic.phone,
        ]  # fmt: skip
        assert selection.status and selection.status.text == "Draft, not approved"
        ends = [p for p in selection.passages if p.panel == selection.edition.control_panel]
        assert ends[-1] == selection.status


def test_a_check_of_content_sees_all_wording_but_the_control_line(loaded: LoadedContent) -> None:
    assert loaded.content
    for selection in chosen(loaded.content).values():
        wording = select_wording(loaded.content, selection.edition)
        assert wording.panels == selection.panels and wording.owed == selection.owed
        assert wording.facts == selection.facts
        assert (wording.control, wording.status) == ((), None) != (selection.control, None)
