"""What an edition says: in the order of the panels, each wording once for each placing."""

from brochure.base.editions import Edition, list_editions
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.selection.select import select_content
from brochure.selection.selection import Selection
from tests.content.places import at


def chosen(content: Content) -> dict[str, Selection]:
    known: dict[str, Edition] = {e.name: e for e in list_editions(s.id for s in content.sheets)}
    return {name: select_content(content, known[name]) for name in content.editions}


def test_every_edition_places_every_locked_statement(loaded: LoadedContent) -> None:
    assert loaded.content
    for name, selection in chosen(loaded.content).items():
        said = {s.path.split(".")[0] for s in selection.passages}
        wanted = {f"statements[{n}]" for n in range(len(loaded.content.statements))}
        assert wanted <= said, name


def test_statements_are_the_six_that_may_never_be_missing(loaded: LoadedContent) -> None:
    assert loaded.content
    assert [s.id for s in loaded.content.statements] == [
        "off-label",
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
    assert any(s.path == f"{status}.plain" for s in every["trifold"].passages)
    assert not any(s.path == f"{status}.text" for s in every["trifold"].passages)
    assert any(s.path == f"{status}.text" for s in every["guide"].passages)


def test_only_keeps_what_it_names_in_the_order_of_content(loaded: LoadedContent) -> None:
    assert loaded.content
    flap = [s.text for s in chosen(loaded.content)["trifold"].passages if s.panel == "flap"]
    asked = [text for text in flap if text.endswith("?")]
    assert asked == [
        "Is it right for you?",
        "Is it just a band-aid?",
        "Will I hallucinate?",
        "What about my medicines?",
        "How long does it last?",
        "Can ketamine help anxiety, PTSD, or pain?",
    ]


def test_citation_marks_are_numbered_through_and_listed(loaded: LoadedContent) -> None:
    assert loaded.content
    guide = chosen(loaded.content)["guide"]
    listed = [s.text for s in guide.passages if ".cite[" in s.path]
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
            placement.id, "1.0", "English (US)", "2026-11", placement.review_by,
            "DRAFT",
            loaded.content.clinic.phone,
        ]  # fmt: skip
