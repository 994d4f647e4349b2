"""The elements of a drawing, and how many are drawn once every use of one is followed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from brochure.base.errors import BrochureError
from brochure.base.files.css_tokens import CssNode

MOST_DRAWN = 50_000  # once every <use>, marker, pattern, mask … is followed
MOST_NESTED = 50  # WeasyPrint 70 draws by recursion
MOST_REFERENCES = 100_000  # from elements to what paints them

SAVE_PLAIN = "Save it as plain SVG."


@dataclass(eq=False)
class Element:
    """One element: what it holds, and the ids that it draws or paints with, as often as it does.

    `hidden` says that it, or what it stands in, is not to be displayed.
    """

    tag: str
    line: int
    id: str = ""
    classes: tuple[str, ...] = ()
    vertices: int = 0
    hidden: bool = False
    children: list["Element"] = field(default_factory=list["Element"])
    references: list[str] = field(default_factory=list[str])


@dataclass
class Drawing:
    """All elements in reading order, the root first, and the rules of its own stylesheets."""

    name: str
    elements: list[Element] = field(default_factory=list[Element])
    rules: list[CssNode] = field(default_factory=list[CssNode])
    style: int = 0
    painted: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    references: int = 0
    pictures: int = 0
    pixels: int = 0

    def refer(self, element: Element, ids: Sequence[str], line: int) -> None:
        """Note what an element draws or paints with."""
        self.references += len(ids)
        if self.references > MOST_REFERENCES:
            what = f"this drawing refers to its own parts more than {MOST_REFERENCES:,} times"
            raise self.fault(what, line)
        element.references.extend(ids)

    def fault(self, what: str, line: int, hint: str = SAVE_PLAIN) -> BrochureError:
        """Return the error that tells `what` is wrong on a line of this drawing."""
        return BrochureError(what, where=f"{self.name}:{line}", hint=hint)


class Followed:
    """Counts what is drawn when every reference is followed."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.named: dict[str, list[Element]] = {}
        for element in drawing.elements:
            self.named.setdefault(element.id, []).append(element)
        self.known: dict[int, tuple[int, int]] = {}
        self.open: list[Element] = []

    def count(self, element: Element) -> tuple[int, int]:
        """Return how many elements are drawn for one, and how deep they nest."""
        if element in self.open:
            raise self.drawing.fault(f"<{element.tag}> draws itself without end", element.line)
        if id(element) not in self.known:
            if len(self.open) >= MOST_NESTED:
                raise self._too_deep(element)
            self.open.append(element)
            drawn, deep = 1, 0
            for part, times in self._parts(element):
                more, below = self.count(part)
                drawn, deep = drawn + times * more, max(deep, below)
                if drawn > MOST_DRAWN:
                    break
            self.open.pop()
            self.known[id(element)] = drawn, deep + 1
        drawn, deep = self.known[id(element)]
        if drawn > MOST_DRAWN:
            what = f"this drawing draws more than {MOST_DRAWN:,} elements once each use is followed"
            raise self.drawing.fault(what, element.line)
        if len(self.open) + deep > MOST_NESTED:
            raise self._too_deep(element)
        return drawn, deep

    def _too_deep(self, element: Element) -> BrochureError:
        what = f"more than {MOST_NESTED} elements stand in, or use, each other"
        return self.drawing.fault(what, element.line)

    def _parts(self, element: Element) -> Iterator[tuple[Element, int]]:
        """Give what is drawn with an element and how often: a marker at each point of a path."""
        for child in element.children:
            yield child, 1
        for name in element.references:
            for target in self.named.get(name, ()):
                yield target, 1 + (element.vertices if target.tag == "marker" else 0)
