"""Pages laid out a moment ago: what has the same key is not laid out again, but painted anew."""

from collections import OrderedDict
from collections.abc import Mapping
from functools import cache

from brochure.base.editions import Edition
from brochure.layout.layout import Layout, lay_out_page, paint, sketch_change
from brochure.layout.parsed_page import ParsedPage
from brochure.layout.word_places import WordPlaces

# An edition needs one for each face of type that its looks have, or one for each count of pages.
_MOST = 2


class Layouts:
    """The last layouts, with the engine's documents: one document may look like several files."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Edition, str], Layout] = OrderedDict()
        self._before: dict[Edition, tuple[float, tuple[WordPlaces, ...]]] = {}
        self.fillers: dict[Edition, int] = {}  # how many pages filled the last sheet of each

    def lay_out(self, page: ParsedPage, edition: Edition) -> Layout:
        """Return where everything on a page stands; how it looks is for `paint`.

        What was read for it has been read for this page too.
        """
        key = edition, page.key
        kept = self._kept.get(key)
        more = _read_beside(kept, page) if kept else None
        if kept is None or more is None:
            kept = self._kept[key] = lay_out_page(page, edition)
            self._before[edition] = kept.body_pt, kept.words()
        page.files.assets.reads.update(more or {})
        self._kept.move_to_end(key)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return kept

    def sketch(self, page: ParsedPage, edition: Edition) -> tuple[int, bytes] | None:
        """Return the first page whose words have changed since the last layout of an edition.

        Its number and a PDF of it alone; None where that cannot be told in a moment.
        """
        if edition not in self._before or (edition, page.key) in self._kept:
            return None
        return sketch_change(page, edition, *self._before[edition])

    def paint(self, laid: Layout, page: ParsedPage) -> Layout:
        """Return a layout as `page` looks; only the last that was painted may be written."""
        return laid if laid.files is page.files else paint(laid, page)


def _read_beside(laid: Layout, page: ParsedPage) -> Mapping[str, str] | None:
    """Return what was read for a layout, such as pictures; None where one is another by now."""
    assets = page.files.assets
    before = laid.files.assets.reads
    now = {name: assets.reads.get(name) or assets.hash_now(name) for name in before}
    return now if now == before else None


@cache
def layouts_of_process() -> Layouts:
    """Return the layouts that all documents of this process share."""
    return Layouts()
