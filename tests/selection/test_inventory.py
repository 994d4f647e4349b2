"""What selected parts show beside words, and what must be heard of them, as each of them asks."""

from typing import Any

import pytest
from markupsafe import Markup

from brochure.content.model.asks import NOTHING, Asks
from brochure.selection.inventory import take_inventory
from brochure.selection.passage import Passage
from brochure.selection.selected import AskedField, Inventory, PlacedSection, SelectedPart
from brochure.selection.spoken import Heading, Spoken, collect_spoken
from tests.tiny import said

NAME, MEANING = said("Name"), said("what it is")
WANTED = (AskedField("signature", "Who", "who"), AskedField("text", "When", "when"))


def part(asks: Asks = NOTHING, **more: Any) -> SelectedPart:
    parts = {"name": NAME, "meaning": MEANING, "sign": "circle", "lines": 3, "none": None}
    items = (SelectedPart("item", {}), SelectedPart("item", {}))
    return SelectedPart("part", {**parts, "items": items}, asks, **more)


def placed(*blocks: SelectedPart, title: Passage | None = None, boxed: bool = False) -> Any:
    return {"one": (PlacedSection("a", "section", title, blocks, "body", boxed=boxed),)}


@pytest.mark.parametrize(
    ("asks", "more", "shows"),
    [
        (NOTHING, {}, Inventory()),
        (Asks(whole=True), {}, Inventory(groups=((NAME, MEANING),))),
        (Asks(beside=("name", "meaning")), {}, Inventory(pairs=((NAME, MEANING),))),
        (Asks(beside=("name", "none")), {}, Inventory()),
        (Asks(beside=("none", "meaning")), {}, Inventory()),
        (Asks(boxes="items"), {}, Inventory(checkboxes=2)),
        (Asks(ruled="name"), {}, Inventory(lines=3)),
        (Asks(ruled="name"), {"wanted": WANTED}, Inventory(lines=5)),
        (NOTHING, {"wanted": WANTED}, Inventory(lines=2)),
        (Asks(sign="sign"), {}, Inventory(figures=1)),
        (Asks(sign="none"), {}, Inventory()),
        (Asks(pictured=("name",)), {}, Inventory(figures=1)),
        (
            Asks(narrow=True),
            {"shows": Inventory(figures=1, codes=("x",))},
            Inventory(figures=1, codes=("x",)),
        ),
    ],
)
def test_what_a_part_asks_for_is_what_it_shows(
    asks: Asks, more: dict[str, Any], shows: Inventory
) -> None:
    assert take_inventory(placed(part(asks, **more))) == shows


def test_what_is_boxed_stays_whole_with_its_title() -> None:
    title = said("Warning")
    assert take_inventory(placed(part(), title=title)).boxes == ()
    assert take_inventory(placed(part(), title=title, boxed=True)).boxes == (
        (title, NAME, MEANING),
    )


def test_links_of_wording_come_after_those_of_parts() -> None:
    html = Markup('see <a href="https://a.org/?b&amp;c"><b>here</b></a>')
    linked = SelectedPart("paragraph", {"said": Passage("a", html, "see here")})
    call = part(shows=Inventory(links=(("tel:911", "911"),)))
    assert take_inventory(placed(linked, call)).links == (
        ("tel:911", "911"),
        ("https://a.org/?b&c", "here"),
    )


def test_a_title_is_a_heading_and_one_within_it_stands_under_it() -> None:
    title = said("Title")
    blocks = (part(Asks(heading="name")), part(Asks(heading="none")), part(alt="A circle"))
    assert collect_spoken(placed(*blocks, title=title)) == Spoken(
        (Heading(title), Heading(NAME, title)), ("A circle",)
    )
    assert collect_spoken(placed(*blocks[:2])) == Spoken((Heading(NAME),))


@pytest.mark.parametrize(
    ("path", "as_written", "html"),
    [
        ("sections[0].blocks[0].text", False, "Come with_me_to_it"),
        ("sections[0].title.text", False, "Come with me to_it"),
        ("sections[0].blocks[0].items[1].title.text", False, "Come with_me_to_it"),
        ("sections[0].title.text", True, "Come with me to it"),
    ],
)
def test_how_many_of_the_last_words_stay_on_one_line(
    path: str, as_written: bool, html: str
) -> None:
    """Of wording so many that they are no scrap, of a heading two."""
    said = "Come with me to it"
    shown = Passage(path, Markup(said), said, breaks_as_written=as_written).__html__()
    assert shown == f'<span data-src="{path}">{html}</span>'.replace("_", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    "more",
    [
        {"asks": Asks(whole=True)},
        {"shows": Inventory(figures=1)},
        {"alt": "a circle"},
        {"alt_path": "a.alt"},
        {"wanted": WANTED},
    ],
)
def test_what_follows_from_the_parts_counts_in_no_comparison(more: dict[str, Any]) -> None:
    assert SelectedPart("part", {"name": NAME}, **more) == SelectedPart("part", {"name": NAME})
    assert SelectedPart("part", {}, **more) != SelectedPart("part", {"name": NAME}, **more)


def test_what_asks_for_nothing_shows_nothing() -> None:
    shown = take_inventory(placed(part()))
    assert (shown.checkboxes, shown.lines, shown.figures) == (0, 0, 0)
    assert not any((shown.codes, shown.links, shown.pairs, shown.fields, shown.pictures))
