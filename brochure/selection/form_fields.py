"""Picked parts that someone fills in -> the same with their form fields.

Names come from ids in content, not from wording, so a sentence may change and what was filled in
before still fits. They hold no dots: in PDF these part a field from its group.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from brochure.selection.passage import Passage
from brochure.selection.selection import Field, PlacedSection, SelectedPart


@dataclass
class FieldNames:
    """The field names given out so far in one edition; a part placed twice makes two fields."""

    _given: Counter[str] = field(default_factory=Counter[str])

    def give(self, *parts: str) -> str:
        name = "-".join(parts)
        self._given[name] += 1
        times = self._given[name]
        return name if times == 1 else f"{name}-again-{times}"


def add_form_fields(placed: PlacedSection, title: str, names: FieldNames) -> PlacedSection:
    """Return `placed` with a form field for each blank, checkbox, and column of a signer.

    `title` is that of the section: it is heard where it is printed, or where nothing else says what
    a field is for.
    """
    giver = _FieldAssigner(placed.id, title, placed.title, names)
    return replace(placed, blocks=tuple(giver.add_to(block) for block in placed.blocks))


@dataclass
class _FieldAssigner:
    """Gives the parts of one place their fields, whose names begin with its id."""

    place: str
    title: str
    heading: Passage | None
    names: FieldNames
    numbers: Counter[str] = field(default_factory=Counter[str])

    def add_to(self, block: SelectedPart) -> SelectedPart:
        parts: Any = block.parts
        if block.kind == "blank":
            return _replace_parts(block, fields=(self._blank(block),))
        if block.kind == "checklist":
            return _replace_parts(block, items=tuple(self._box(item) for item in parts["items"]))
        if block.kind == "signatures":
            rows = (self._row(signer, parts["columns"]) for signer in parts["signers"])
            return _replace_parts(block, signers=tuple(rows))
        if block.kind == "sign-off":
            rows = (self._signer(signer) for signer in parts["signers"])
            return _replace_parts(block, signers=tuple(rows))
        return block

    def _blank(self, block: SelectedPart) -> Field:
        parts: Any = block.parts
        label: Passage | None = parts["label"]
        beside = label or self.heading
        return Field(
            self.names.give(self.place, self._key(block, "blank")),
            "text",
            self._spoken_name(label.text if label else "", parts["hint"]),
            parts["required"],
            parts["lines"],
            (beside,) if beside else (),
        )

    def _box(self, item: SelectedPart) -> SelectedPart:
        parts: Any = item.parts
        said: list[Passage] = [part for part in (parts["title"], parts["said"]) if part]
        spoken_name = self._spoken_name(" ".join(part.text for part in said))
        name = self.names.give(self.place, self._key(item, "box"))
        return _replace_parts(
            item, fields=(Field(name, "checkbox", spoken_name, beside=(said[0],)),)
        )

    def _row(self, signer: Any, columns: Any) -> SelectedPart:
        """Give one signer a field for each column; the first is to be signed."""
        row, fields = self._key(signer, "signer"), list[Field]()
        for number, column in enumerate(columns, 1):
            name = self.names.give(self.place, row, column.id or f"column-{number}")
            words = _join(signer.said.text, column.said.text)
            spoken_name = self._spoken_name(words, column.hint)
            beside = (signer.said, column.said)
            kind = "text" if fields else "signature"
            fields.append(Field(name, kind, spoken_name, signer.required, beside=beside))
        return _replace_parts(signer, fields=tuple(fields))

    def _signer(self, signer: SelectedPart) -> SelectedPart:
        """Give one signer a field for each line to write on, the signature's among them."""
        parts: Any = signer.parts
        row = self._key(signer, "signer")
        cells: list[SelectedPart] = []
        for number, cell in enumerate(parts["cells"], 1):
            name = self.names.give(self.place, row, cell.id or f"column-{number}")
            spoken_name = self._spoken_name(_join(parts["spoken"], cell.said.text), cell.hint)
            kind = "signature" if cell.signed else "text"
            label = cell.parts.get("who", cell.said)
            own = Field(
                name, kind, spoken_name, parts["required"], beside=(label,), label_under=True
            )
            cells.append(_replace_parts(cell, fields=(own,)))
        return _replace_parts(signer, cells=tuple(cells))

    def _spoken_name(self, words: str, hint: str | None = None) -> str:
        """Return what is heard of a field: its printed title, its own words, how it is written."""
        words = words.rstrip(":")
        own = f"{words} ({hint})" if words and hint else words or hint or ""
        return _join(self.title if self.heading or not own else "", own)

    def _key(self, part: SelectedPart, kind: str) -> str:
        """Return the id of a part, or its kind and its number among those without one."""
        if id := part.parts.get("id"):
            return str(id)
        self.numbers[kind] += 1
        return f"{kind}-{self.numbers[kind]}"


def _join(first: str, then: str) -> str:
    """Put two pieces of wording together as they are spoken: the one, and what belongs to it."""
    if not (first and then):
        return first or then
    return f"{first} {then}" if first[-1] in ".:?!" else f"{first}: {then}"


def _replace_parts(part: SelectedPart, **more: object) -> SelectedPart:
    return replace(part, parts={**part.parts, **more})
