"""Contents made for tests: every kind of block in every panel, and what the clinics leave out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from brochure.content.load import validate_content
from brochure.content.model.content import Content
from brochure.content.yaml.source import read_source
from tests.flow.documents import STARTER, freeze, thaw

Block = dict[str, Any]
_PATH = "figures/path.svg"
_KEY = [{"file": "figures/key-start.svg", "alt": "ring", "label": "start"}]
_SHOWN = ("name", "short-name", "place", "address", "phone", "text", "fax", "email", "website")
# What has its place in an edition: text flows around none of it.
_OWN_PANELS = ("contents", "notes")
_STEPS = (1, 3, 4, 5, 6, 7)
_WIDEST_GAP = 80  # letters


def make_every_content() -> Iterator[Content]:
    """Give contents that hold between them each block and each setting that templates know.

    They are for markup alone: nothing in them would fit its panel.
    """
    logo, cover = {"file": _PATH, "alt": ""}, {"file": "images/cover.jpg", "alt": ""}
    gaps = " ".join(f"{{gap-{n}}}" for n in range(1, _WIDEST_GAP + 1))
    rest = dict(_strips()) | {"gaps": [{"kind": "paragraph", "text": gaps}]}
    yield _make_content({"motif": "none", "logo": logo}, 80, {"all": [*_row()]} | rest)
    yield _make_content({"cover": cover}, 60, {"all": [*_row()]}, sheets=1, calm=True)


def _make_content(
    brand: Block, letters: int, made: Mapping[str, list[Block]], sheets: int = 4, calm: bool = False
) -> Content:
    """Return a content with an address of so many letters, and sections in all panels."""
    source, told = read_source(STARTER / "content.yaml")
    assert source, told
    data: Any = thaw(source.data)
    data["brand"] |= brand
    data["clinic"] |= {
        "phone": "(555) 555-0100 extension 12",
        "text": "(555) 555-0101",
        "fax": "(555) 555-0102",
        "email": "us@example.org",
        "booking": f"https://example.org/{'a' * letters}",
    }
    data["facts"] += [_gap(width) for width in range(1, _WIDEST_GAP + 1)]
    named = next(section for section in data["sections"] if section["id"] == "title")
    named["title"] = "All about **your treatment**"
    data["sections"] += [
        {"id": name, "provenance": "clinic", "title": f"*The* {name}", "blocks": blocks}
        | ({"boxed": True} if name == "facts" else {})
        for name, blocks in {**made, **_sections()}.items()
    ]
    sheet = data["sheets"][0]
    placed = data["editions"]["safety-sheet-treatment"]
    for edition in data["editions"].values():
        edition["panels"] = {
            name: [] if calm and name == "help" else [*places, *_placed(name, made)]
            for name, places in edition["panels"].items()
        }
    for n in range(2, sheets + 1):
        data["sheets"].append({**sheet, "id": f"other-{n}"})
        own = {"id": f"{placed['id']}-{n}", "sheet": f"other-{n}"}
        data["editions"][f"safety-sheet-other-{n}"] = {**placed, **own}
    content, found = validate_content(replace(source, data=freeze(data)))
    assert content, [(f.what, f.place.path) for f in found]
    return content


def _placed(panel: str, made: Mapping[str, list[Block]]) -> Iterator[Any]:
    """Give what a panel has beside its own: all of it where there is most room."""
    if panel in ("flow", "inside-left", "left"):
        yield from (*made, "facts", "what-it-is", "sources")
        yield {"section": "day", "only": ["stop"]}
    if panel not in _OWN_PANELS:
        yield from ({"statement": "education", "size": "secondary"},) * 2
        yield from ({"section": "facts", "title": False, "size": "fine"}, "steps")


def _sections() -> dict[str, list[Block]]:
    """Return sections that panels of any size have, or of which they have a part."""
    stops = [{"id": "stop", "title": "A stop"}, {"title": "Another"}]
    contact = {"kind": "contact", "items": [{"show": n, "label": "Here"} for n in _SHOWN]}
    return {"day": [{"kind": "timeline", "items": stops}], "facts": [contact]}


def _row() -> Iterator[Block]:
    """Give every block, each before a paragraph and behind one; statements follow each other."""
    portrait, *others = _blocks().values()
    statement = {"kind": "statement", "id": "education"}
    said = {"kind": "paragraph", "text": "*All* of [it](https://example.org), 10^2^ times."}
    rest = chain(*((block, said) for block in others))
    row = (portrait, said, portrait, statement, statement, *rest)
    yield from (_again(block, f"{n}") for n, block in enumerate(row))


def _strips() -> Iterator[tuple[str, list[Block]]]:
    """Give sections with steps beside a strip."""
    for count in _STEPS:
        strip = {"file": _PATH, "alt": "A strip", "key": _KEY}
        items = [{"title": "A step", "body": "What happens."}] * count
        text = {"kind": "paragraph", "text": "All of it."}
        yield f"strip-{count}", [text, {"kind": "steps", "figure": strip, "items": items}]


def _again(block: Block, name: str) -> Block:
    """Return a block with ids that no other has."""
    named = {"id": f"block-{name}"} if block["kind"] != "statement" else {}
    items: Any = block.get("items", ())
    if block["kind"] == "questions":
        items = [{**each, "id": f"{each['id']}-{name}"} for each in items]
    return {**block, **named, **({"items": items} if items else {})}


def _blocks() -> dict[str, Block]:
    """Return a block of each kind, several where one has several forms."""
    two: list[Any] = ["**One** thing", "*Another*"]
    pairs = {"kind": "glossary", "items": [{"term": n, "meaning": n} for n in two]}
    said: Block = {"title": "A title", "body": "What happens."}
    marked = (("approved", "off-label"), ("yes", "no"), ("none", "yes"))
    signs = [[{"mark": n, "title": "So", "text": "or so"} for n in pair] for pair in marked]
    rows = [
        {"label": "One", "cells": two},
        *({"label": "Two", "cells": cells} for cells in signs),
        {"label": "Three", "cells": two},
    ]
    asked = [{"id": n, "question": "Why?", "answer": "So."} for n in ("a", "b")]
    signed = [{"text": "Sign", "signed": True}, {"text": "Date"}]
    calls = [{"number": n, "title": "Call", "body": "{gap-1}"} for n in ("911", "clinic")]
    numbers = [["1", "1", "1"], ["2", "2.5", "2.5"], ["3", "3", "3.25"]]
    return {
        "portrait": {
            "kind": "portrait",
            "file": "images/one.jpg",
            "alt": "One",
            "name": "One",
            "caption": "Who",
        },
        "bullets": {"kind": "bullets", "items": [*two, "{driving}"]},
        "checklist": {"kind": "checklist", "items": two},
        "steps": {"kind": "steps", "items": [said, {"title": "Alone"}]},
        "timeline": {"kind": "timeline", "items": [said, {**said, "key": True}, said]},
        "questions": {"kind": "questions", "items": asked},
        "glossary": pairs,
        "comparison": {"kind": "comparison", "columns": two, "rows": rows},
        "table": {
            "kind": "table",
            "caption": "All",
            "columns": ["A", "B", "C"],
            "rows": numbers,
            "row_heads": True,
        },
        "callout": {"kind": "callout", "tone": "cream", "title": "A title", "text": "So."},
        "statement": {"kind": "statement", "id": "must-not-miss"},
        "figure": {"kind": "figure", "file": _PATH, "alt": "A path", "key": _KEY},
        "blank": {"kind": "blank", "lines": 2},
        "labelled": {"kind": "blank", "label": "Name"},
        "several": {"kind": "blank", "label": "Name", "lines": 2},
        "signatures": {"kind": "signatures", "columns": ["One", "Two"], "signers": two},
        "sign-off": {"kind": "signatures", "columns": signed, "signers": two},
        "alert": {"kind": "alert", "title": "Call", "items": calls},
        "booking": {
            "kind": "contact",
            "items": [{"show": "booking", "label": "Here"}, {"show": "qr", "alt": "A code"}],
        },
        "button": {
            "kind": "contact",
            "items": [{"show": "phone", "label": "Call", "button": True}],
        },
        "publishers": {"kind": "publishers", "label": "Sources:"},
        "sources": {"kind": "sources"},
    }


def _gap(letters: int) -> Block:
    asked = {"question": "Which?", "typical": f"{'n' * letters} {'n' * letters}i"}
    return {"id": f"gap-{letters}", "provenance": "clinic", "status": "to fill in", **asked}
