"""Selected parts that someone fills in -> the same with their form fields.

Names come from ids in content, not from wording, so a sentence may change and what was filled in
before still fits. They hold no dots: in PDF these part a field from its group.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from brochure.selection.passage import Passage
from brochure.selection.selected import AskedField, Field, PlacedSection, Selected, SelectedPart
from brochure.selection.spoken_names import join_words


@dataclass
class FieldNames:
    """The field names given out so far in one edition; a part placed twice makes two fields."""

    _given: Counter[str] = field(default_factory=Counter[str])

    def give(self, *parts: str) -> str:
        """Return a name of these parts that no field has yet."""
        name = "-".join(parts)
        self._given[name] += 1
        times = self._given[name]
        return name if times == 1 else f"{name}-again-{times}"


def add_form_fields(placed: PlacedSection, title: str, names: FieldNames) -> PlacedSection:
    """Return `placed` with a form field for each blank, checkbox, and line that is asked for.

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

    def add_to(self, part: SelectedPart) -> SelectedPart:
        """Return a part with its fields, and those of the parts in it."""
        if part.asks.ruled:
            return replace(part, fields=(self._blank(part),))
        if part.asks.boxes:
            boxes = tuple(map(self._box, part.entries_of(part.asks.boxes)))
            return replace(part, parts={**part.parts, part.asks.boxes: boxes})
        if part.wanted:
            key = self._key(part, part.kind)
            return replace(part, fields=tuple(self._asked(one, key) for one in part.wanted))
        return replace(part, parts={name: self._inside(own) for name, own in part.parts.items()})

    def _inside(self, value: Selected) -> Selected:
        if isinstance(value, SelectedPart):
            return self.add_to(value)
        return tuple(map(self._inside, value)) if isinstance(value, tuple) else value

    def _blank(self, part: SelectedPart) -> Field:
        label = part.passage_of(part.asks.ruled)
        beside = label or self.heading
        return Field(
            self.names.give(self.place, self._key(part, part.kind)),
            "text",
            self._spoken_name(label.text if label else "", part.text_of("hint")),
            bool(part.number_of("required")),
            part.ruled_lines,
            (beside,) if beside else (),
            fills=part.fills,
        )

    def _box(self, entry: SelectedPart) -> SelectedPart:
        said = [s for s in (entry.passage_of("title"), entry.passage_of("said")) if s]
        spoken_name = self._spoken_name(" ".join(part.text for part in said))
        name = self.names.give(self.place, self._key(entry, "box"))
        return replace(entry, fields=(Field(name, "checkbox", spoken_name, beside=(said[0],)),))

    def _asked(self, asked: AskedField, key: str) -> Field:
        return Field(
            self.names.give(self.place, key, asked.key),
            asked.kind,
            self._spoken_name(asked.words, asked.hint),
            asked.required,
            beside=asked.beside,
            label_under=asked.label_under,
        )

    def _spoken_name(self, words: str, hint: str | None = None) -> str:
        """Return what is heard of a field: its printed title, its own words, how it is written."""
        words = words.rstrip(":")
        own = f"{words} ({hint})" if words and hint else words or hint or ""
        return join_words(self.title if self.heading or not own else "", own)

    def _key(self, part: SelectedPart, kind: str) -> str:
        """Return the id of a part, or its kind and its number among those without one."""
        if id := part.text_of("id"):
            return id
        self.numbers[kind] += 1
        return f"{kind}-{self.numbers[kind]}"
