"""Flowing documents with a list of any kind and length in them, made from the starter's content."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, cast

from brochure.base.editions import Edition, list_editions
from brochure.base.files.project import Assets
from brochure.base.looks import LOOKS
from brochure.build.document import compose
from brochure.channels.channel import Variant
from brochure.channels.channels import OFFICE, SCREEN
from brochure.content.load import validate_content
from brochure.content.model.content import Content
from brochure.content.yaml.source import Source, read_source
from brochure.layout.printed import Printed
from tests.variants import ROOT

STARTER = ROOT / "brochure" / "commands" / "starter"
MOST = 60
Data = dict[str, Any]
Values = tuple[Any, ...]
_WORDS = (
    *("rest", "water", "morning", "clinic", "nurse", "visit", "calm", "slowly", "evening", "hand"),
    *(
        "window",
        "letter",
        "week",
        "plan",
        "friend",
        "doctor",
        "measure",
        "quiet",
        "after",
        "before",
    ),
    *("with", "and", "the", "a", "your", "for", "until", "when", "some", "more", "each", "small"),
)


@dataclass(frozen=True)
class Case:
    """One document: a list of `entries` of a kind, in an edition and look.

    `seed` decides how long the text before it and each entry are.
    """

    kind: str
    entries: int
    edition: str
    look: str = "standard"
    seed: int = 0

    @property
    def on_sheet(self) -> bool:
        """Whether the list stands on a sheet, not in a section."""
        return "safety-sheet" in self.edition

    def __str__(self) -> str:
        return f"{self.kind}-{self.entries}-{self.edition}-{self.look}-{self.seed}"


def print_case(case: Case, folder: Path, style: str = "", keep: bool = False) -> Printed:
    """Compose the document of a case; `folder` is for its files.

    `style` follows its stylesheet; `keep` its HTML.
    """
    content, edition = _content_of(case)
    look = LOOKS[case.look]
    channel = OFFICE if "office" in edition.channels else SCREEN
    if style:
        (folder / "styles").mkdir(exist_ok=True)
        own = (ROOT / "styles" / edition.stylesheet).read_text(encoding="utf-8")
        (folder / "styles" / edition.stylesheet).write_text(own + style, encoding="utf-8")
    brand, condition = content.brand, content.press.condition
    variant = Variant.of(edition, channel, Assets(folder), look, brand, condition)
    return compose(content, variant, keep=keep)


def _content_of(case: Case) -> tuple[Content, Edition]:
    data: Any = thaw(_starter().data)
    made = _blocks_of(case)
    added = [
        {"id": id, "provenance": "clinic", "title": f"The {id}", "blocks": blocks}
        for id, blocks in made.items()
    ]
    own: Any = data["sheets"][0]["fields"] if case.on_sheet else data["sections"]
    own += added
    panels: dict[str, list[Any]] = data["editions"][case.edition]["panels"]
    flow = panels["flow"]
    title = flow[:1] if len(panels) == 1 else list[Any]()  # else another panel has it
    owed: list[Any] = [p for p in flow if isinstance(p, dict) and "statement" in p]
    if case.on_sheet:
        owed = ["what", "before", "choices", "sheet-help", "sheet-purpose"]
    cited = ["list", "lead", "sources"]
    flow[:] = [*title, *(cited if case.kind == "sources" else made), *owed]
    content, told = validate_content(replace(_starter(), data=freeze(data)))
    assert content, told
    named = {edition.name: edition for edition in list_editions(s.id for s in content.sheets)}
    return content, named[case.edition]


def _blocks_of(case: Case) -> dict[str, list[Data]]:
    """Return the blocks of each section: text before the list, the list, text after it."""
    random = Random(str(case))
    lead, made = _lead(random), KINDS[case.kind](random, case.entries)
    listed = cast("list[Data]", made if isinstance(made, list) else [made])
    lists = {"list": listed}
    if case.kind == "sections":
        named = "contents" in _starter_panels(case.edition)
        most = 13 if named else MOST  # contents have one page, on a phone of 15 lines
        lists = {f"list-{n}": [one] for n, one in enumerate(listed[:most])}
    return {"lead": lead, **lists, "after": [_paragraph(random, 8, 60)]}


def most_entries(edition: Edition) -> int:
    """Return how many entries an edition has room for, however long they come out."""
    return min(MOST, 8 * edition.pages[1])


def flowing_editions() -> tuple[Edition, ...]:
    """Return each edition of the starter whose text flows."""
    ids = (sheet["id"] for sheet in thaw(_starter().data)["sheets"])
    return tuple(edition for edition in list_editions(ids) if edition.flow_panel)


def _starter_panels(edition: str) -> Data:
    return thaw(_starter().data)["editions"][edition]["panels"]


@cache
def _starter() -> Source:
    source, told = read_source(STARTER / "content.yaml")
    assert source, told
    return source


def thaw(value: object) -> Any:
    """Return a value of content that can be changed."""
    if isinstance(value, dict):
        return {key: thaw(own) for key, own in cast("Data", value).items()}
    return [thaw(own) for own in cast("Values", value)] if isinstance(value, tuple) else value


def freeze(value: object) -> Any:
    """Return a value as content holds it."""
    if isinstance(value, dict):
        return {key: freeze(own) for key, own in cast("Data", value).items()}
    return tuple(freeze(own) for own in cast("list[Any]", value)) if _is_list(value) else value


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _say(random: Random, least: int, most: int) -> str:
    """Return a sentence of so many words, and a short one: the last two stay on one line."""
    words = [random.choice(_WORDS) for _ in range(random.randint(least, most))]
    return " ".join((*words, "so")).capitalize() + "."


def _paragraph(random: Random, least: int, most: int) -> Data:
    return {"kind": "paragraph", "text": _say(random, least, most)}


def _lead(random: Random) -> list[Data]:
    """Return what comes before: it ends anywhere on a page."""
    return [_paragraph(random, 5, 60) for _ in range(random.randint(1, 6))]


def _texts(random: Random, count: int) -> Iterator[str]:
    """Give the texts of entries: all short, or some long."""
    most = random.choice((4, 12, 30))
    return (_say(random, 2, most) for _ in range(count))


def _listed(kind: str, *more: Any) -> Callable[[Random, int], Any]:
    def block(random: Random, count: int) -> Any:
        listed = {"kind": kind, "items": [*_texts(random, count)]}
        return [_paragraph(random, 4, 12), listed] if random.random() < 0.4 else listed

    return block


def _pairs(kind: str, first: str, second: str, least: int = 1) -> Callable[[Random, int], Data]:
    def block(random: Random, count: int) -> Data:
        ids = {"questions"} & {kind}
        entries = [
            {first: _say(random, 1, 5), second: text, **({"id": f"q{n}"} if ids else {})}
            for n, text in enumerate(_texts(random, max(count, least)))
        ]
        return {"kind": kind, "items": entries}

    return block


def _bare_steps(random: Random, count: int) -> Data:
    return {"kind": "steps", "items": [{"title": _say(random, 1, 9)} for _ in range(count)]}


def _comparison(random: Random, count: int) -> Data:
    columns = random.choice((2, 2, 3))
    rows = [
        {"label": _say(random, 1, 4), "cells": [_say(random, 1, 8) for _ in range(columns)]}
        for _ in range(count)
    ]
    return {
        "kind": "comparison",
        "columns": ["This one", "Another", "A third"][:columns],
        "rows": rows,
    }


def _table(random: Random, count: int) -> Data:
    columns = random.randint(1, 4)
    cells = [
        [random.choice((_say(random, 1, 6), "", "12.5")) for _ in range(columns)]
        for _ in range(count)
    ]
    heads = ["One", "Two", "Three", "Four"][:columns]
    rows = [[_say(random, 1, 2), *row[1:]] for row in cells]
    return {"kind": "table", "columns": heads, "rows": rows, "row_heads": count % 2 == 1}


def _strips(random: Random, count: int) -> list[Data]:
    """Return strips of a day, none longer than may be."""
    pictures = ("arrive", "check", "treatment", "rest", "ride", "other")

    def stop() -> Data:
        picture, key = random.choice(pictures), random.random() < 0.2
        more = {"body": _say(random, 2, 30)} if random.random() < 0.7 else {}
        return {"picture": picture, "title": _say(random, 1, 3), "key": key, **more}

    return [
        {"kind": "day-strip", "items": [stop() for _ in range(random.randint(2, 8))]}
        for _ in range(-(-count // 8))
    ]


def _countdowns(random: Random, count: int) -> list[Data]:
    def item() -> Data:
        picture = random.choice(("food", "drink", "medicine", "other"))
        return {"picture": picture, "before": _say(random, 1, 4), "stop": _say(random, 1, 12)}

    return [
        {
            "kind": "countdown",
            "items": [item() for _ in range(random.randint(1, 6))],
            **random.choice(({}, {"end": _say(random, 1, 3)})),
        }
        for _ in range(-(-count // 6))
    ]


def _clocks(random: Random, count: int) -> list[Data]:
    return [
        {
            "kind": "clock",
            "title": _say(random, 1, 5),
            "until": f"for {hours} hours. {_say(random, 1, 20)}",
            "hours": hours,
        }
        for hours in (random.randint(1, 24) for _ in range(count))
    ]


def _icon_arrays(random: Random, count: int) -> list[Data]:
    counted = [(random.randint(0, of), of) for of in random.choices((10, 25, 100, 200), k=count)]
    return [
        {
            "kind": "icon-array",
            "n": n,
            "of": of,
            "text": f"{n} of {of}. {_say(random, 2, 20)}",
            "source": "a study",
        }
        for n, of in counted
    ]


def _sources(random: Random, count: int) -> list[Data]:
    cites = [{"publisher": f"Publisher {n} {_say(random, 1, 5)}"} for n in range(count)]
    return [{"kind": "paragraph", "text": _say(random, 4, 20), "cite": [c]} for c in cites]


def _statements(random: Random, count: int) -> list[Data]:
    return [
        {"kind": "callout", "title": _say(random, 1, 3), "text": _say(random, 3, 40)}
        for _ in range(count)
    ]


def _blanks(random: Random, count: int) -> list[Data]:
    return [
        {"kind": "blank", "label": _say(random, 1, 4), "lines": random.randint(1, 4)}
        for _ in range(count)
    ]


def _contact(random: Random, count: int) -> Data:
    shown = ("name", "address", "phone", "website", "booking")
    items = [
        {"show": shown[n % len(shown)], "label": f"{_say(random, 1, 3)[:-1]}:"}
        for n in range(count)
    ]
    return {"kind": "contact", "items": items}


def _paragraphs(random: Random, count: int) -> list[Data]:
    return [_paragraph(random, 3, 40) for _ in range(count)]


KINDS: dict[str, Callable[[Random, int], Any]] = {
    "bullets": _listed("bullets"),
    "checklist": _listed("checklist"),
    "steps": _pairs("steps", "title", "body"),
    "bare-steps": _bare_steps,
    "timeline": _pairs("timeline", "title", "body", least=2),
    "day-strip": _strips,
    "countdown": _countdowns,
    "clock": _clocks,
    "icon-array": _icon_arrays,
    "questions": _pairs("questions", "question", "answer"),
    "glossary": _pairs("glossary", "term", "meaning"),
    "comparison": _comparison,
    "table": _table,
    "sources": _sources,
    "callouts": _statements,
    "paragraphs": _paragraphs,
    "blanks": _blanks,
    "contact": _contact,
    "sections": _paragraphs,
}
