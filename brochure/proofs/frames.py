"""Where text flows: the pages, or columns of a page, that it goes through one after another."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from brochure.base.geometry import Rect
from brochure.layout.printed import Mark, Panel
from brochure.proofs.alignment import Word
from brochure.proofs.examined import Examined


@dataclass(frozen=True)
class Frames:
    """The pages or columns of one document, in reading order; each has its place in `panels`."""

    on: Examined
    panels: tuple[Panel, ...]

    @classmethod
    def of(cls, on: Examined) -> "Frames":
        """Return those of a document."""
        return cls(on, tuple(panel for panel in on.printed.panels if panel.flows))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words that stand in one, in reading order; beside it panels may hold others."""
        fixed = set(self.on.printed.edition.fixed_panels)
        return tuple(
            word
            for word in self.on.words
            if word.page in self._of_page and not (word.passage and word.passage.panel in fixed)
        )

    @cached_property
    def _of_page(self) -> dict[int, tuple[int, ...]]:
        """The places of those of each page."""
        numbered = groupby(enumerate(self.panels), key=lambda each: each[1].page)
        return {page: tuple(at for at, _ in each) for page, each in numbered}

    def of_word(self, word: Word) -> int:
        """Return the place of the one in which a word begins."""
        return self.of_place(word.page, word.glyphs[0].box)

    def of_place(self, page: int, box: Rect) -> int:
        """Return the place of the one that is nearest to what stands on a page, -1 for none.

        Columns stand side by side: what leans out of one is nearer to it than to another.
        """
        there = self._of_page.get(page, ())
        if len(there) < 2:
            return there[0] if there else -1
        middle = (box.left + box.right) / 2

        def distance(at: int) -> float:
            rect = self.panels[at].rect
            return max(rect.left - middle, middle - rect.right, 0.0)

        return min(there, key=distance)

    def marks_in(self, at: int) -> Iterator[Mark]:
        """Give what is to be seen or filled in, beside words, in one."""
        fixed = tuple(panel for panel in self.on.printed.panels if not panel.flows)
        for mark in self.on.printed.marks:
            held = any(p.page == mark.page and p.rect.holds_middle(mark.rect) for p in fixed)
            if not held and self.of_place(mark.page, mark.rect) == at:
                yield mark

    def name(self, at: int) -> str:
        """Return what messages call one: ``page 3``, ``page 1, column 2``."""
        return self.panels[at].name
