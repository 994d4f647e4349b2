"""Parts of content as an edition places them: their wording has become passages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from brochure.base.tolerances import LEAST_FILLED_LINES
from brochure.content.model.asks import NOTHING, Asks
from brochure.selection.passage import Passage, Role


@dataclass(frozen=True)
class PlacedPicture:
    """A picture or drawing in its place: the content path of its file, the file, and the panel."""

    path: str
    file: str
    panel: str


# What a part may hold.
Selected: TypeAlias = (
    "Passage | SelectedPart | PlacedPicture | str | int | bool | tuple[Selected, ...] | None"
)
_Kind = TypeVar("_Kind")


@dataclass(frozen=True)
class Field:
    """What someone fills in on screen: a form field.

    `name` is how programs know it, `spoken_name` what a screen reader says of it. It stands on so
    many ruled `lines` (or more, where it `fills` its page), on one line with the wording in
    `beside`, or under it; right over it where each line has its label under it (`label_under`).
    """

    name: str
    kind: Literal["text", "checkbox", "signature"]
    spoken_name: str
    required: bool = False
    lines: int = 1
    beside: tuple[Passage, ...] = ()
    label_under: bool = False
    fills: bool = False


@dataclass(frozen=True)
class Inventory:
    """What an edition shows beside words.

    How many boxes, ruled lines and figures; the addresses that its codes hold; where its links
    lead, with the words that are linked; pairs of wording that stand side by side, such as a number
    and the reason to call it; what can be filled in on screen, in the order of content; the
    pictures; the figures that are drawn from a file; all wording of each box that must stay whole;
    that of each group that does where a page has room for it, such as a question with its answer;
    and how many blanks go on, with more lines, to the end of their panel or page.
    """

    checkboxes: int = 0
    lines: int = 0
    figures: int = 0
    codes: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    pairs: tuple[tuple[Passage, Passage], ...] = ()
    fields: tuple[Field, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()
    drawings: tuple[PlacedPicture, ...] = ()
    boxes: tuple[tuple[Passage, ...], ...] = ()
    groups: tuple[tuple[Passage, ...], ...] = ()
    fills: int = 0


def add_inventories(several: tuple[Inventory, ...]) -> Inventory:
    """Return what all of these show, in their order."""
    return Inventory(
        checkboxes=sum(one.checkboxes for one in several),
        lines=sum(one.lines for one in several),
        figures=sum(one.figures for one in several),
        codes=tuple(code for one in several for code in one.codes),
        links=tuple(link for one in several for link in one.links),
        pairs=tuple(pair for one in several for pair in one.pairs),
        fields=tuple(field for one in several for field in one.fields),
        pictures=tuple(picture for one in several for picture in one.pictures),
        drawings=tuple(drawing for one in several for drawing in one.drawings),
        boxes=tuple(box for one in several for box in one.boxes),
        groups=tuple(group for one in several for group in one.groups),
        fills=sum(one.fills for one in several),
    )


NOTHING_SHOWN = Inventory()


@dataclass(frozen=True)
class AskedField:
    """What a signer fills in: a field of this kind, and what it is called.

    `words` say what it is for, `key` is its own part of its name; the rest is as in `Field`.
    """

    kind: Literal["text", "signature"]
    words: str
    key: str
    hint: str | None = None
    required: bool = False
    beside: tuple[Passage, ...] = ()
    label_under: bool = False


@dataclass(frozen=True)
class SelectedPart:
    """A part of content as an edition places it: its wording has become passages.

    Its parts are read as attributes in templates: ``block.items``, ``step.title``. `asks` is what
    its model asks of a page, by the names of its parts; `shows` is what it shows that these do not
    tell, `alt` what is heard in place of a picture, as content says it at `alt_path`. `wanted` are
    the fields that it asks for, `fields` those that it has been given. What follows from the parts
    counts in no comparison.
    """

    kind: str
    parts: Mapping[str, Selected]
    asks: Asks = field(default=NOTHING, compare=False)
    shows: Inventory = field(default=NOTHING_SHOWN, compare=False)
    alt: str = field(default="", compare=False)
    alt_path: str = field(default="", compare=False)
    wanted: tuple[AskedField, ...] = field(default=(), compare=False)
    fields: tuple[Field, ...] = ()

    def __getattr__(self, name: str) -> Selected:
        try:
            return self.parts[name]
        except KeyError:
            raise AttributeError(name) from None

    def passage_of(self, name: str) -> Passage | None:
        """Return the wording of this name; None where it has none."""
        return self._find(name, Passage)

    def text_of(self, name: str) -> str:
        """Return the plain text of this name, empty where it has none."""
        return self._find(name, str) or ""

    def number_of(self, name: str) -> int:
        """Return the number of this name, 0 where it has none."""
        return self._find(name, int) or 0

    @property
    def fills(self) -> bool:
        """Say whether it has lines to write on down to the end of its panel or page."""
        return bool(self.asks.ruled) and self.text_of("lines") == "fill"

    @property
    def ruled_lines(self) -> int:
        """Return how many lines to write on it has, or has at least."""
        if not self.asks.ruled:
            return 0
        return LEAST_FILLED_LINES if self.fills else self.number_of("lines")

    def entries_of(self, name: str) -> tuple["SelectedPart", ...]:
        """Return the parts that are listed under this name."""
        listed = self.parts.get(name)
        entries = listed if isinstance(listed, tuple) else ()
        return tuple(part for part in entries if isinstance(part, SelectedPart))

    def _find(self, name: str, kind: type[_Kind]) -> _Kind | None:
        found = self.parts.get(name)
        return found if isinstance(found, kind) else None


@dataclass(frozen=True)
class PlacedSection:
    """A section, sheet field or statement in its place: a heading and blocks.

    `anchor` is what the contents lead to, where they list it. What is `under` the section before
    it has a smaller heading; what is `boxed` is never divided.
    """

    id: str
    kind: str
    title: Passage | None
    blocks: tuple[SelectedPart, ...]
    size: Role
    anchor: str = ""
    under: bool = False
    boxed: bool = False


def passages_in(value: "Selected | PlacedSection") -> Iterator[Passage]:
    """Give every piece of wording under `value`, in the order it is printed."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, PlacedSection):
        yield from passages_in((value.title, *value.blocks))
    elif isinstance(value, SelectedPart):
        for part in value.parts.values():
            yield from passages_in(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from passages_in(part)


def parts_of(value: "Selected | PlacedSection") -> Iterator[SelectedPart]:
    """Give every selected part under `value`, itself first."""
    if isinstance(value, PlacedSection):
        yield from (part for block in value.blocks for part in parts_of(block))
    elif isinstance(value, SelectedPart):
        yield value
        yield from (part for own in value.parts.values() for part in parts_of(own))
    elif isinstance(value, tuple):
        yield from (part for own in value for part in parts_of(own))
