"""Which stylesheets a stylesheet imports: none in a circle, few in a row, not many in all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from brochure.base.errors import BrochureError
from brochure.base.files.css import MOST_IMPORTED, CssUrl, find_urls

MOST_IN_A_ROW = 10  # WeasyPrint 70 reads them by recursion, each again wherever it is imported


@dataclass(frozen=True)
class _Reach:
    """How many stylesheets one brings with it, itself included, and how many in a row."""

    all: int = 1
    row: int = 1


@dataclass
class Imports:
    """What each stylesheet brings with it, once it was followed to its end.

    `read` gives the text behind an address, or nothing where that is told elsewhere; `named` gives
    an address as people are told it.
    """

    read: Callable[[str], str]
    named: Callable[[str], str]
    reached: dict[str, _Reach] = field(default_factory=dict[str, _Reach])

    def follow(self, url: str, open: tuple[str, ...] = ()) -> _Reach:
        """Follow all imports of a stylesheet; `open` are those that led here.

        Raises BrochureError, with the line, where they lead back, or on and on.
        """
        if url not in self.reached:
            reach = _Reach()
            for address in find_urls(self.read(url), self.named(url)):
                if address.imported:
                    reach = self._with(reach, address, (*open, url))
            self.reached[url] = reach
        return self.reached[url]

    def _with(self, reach: _Reach, address: CssUrl, open: tuple[str, ...]) -> _Reach:
        target = urljoin(open[-1], address.written)
        if target in open:
            what = f"{self.named(target)} would import itself without end"
            raise self._refuse(address, open[-1], what, "Delete this import.")
        if len(open) < MOST_IN_A_ROW:
            more = self.follow(target, open)
            reach = _Reach(reach.all + more.all, max(reach.row, 1 + more.row))
        else:
            reach = _Reach(reach.all, MOST_IN_A_ROW + 1)
        if reach.row > MOST_IN_A_ROW:
            what = f"more than {MOST_IN_A_ROW} stylesheets import one another in a row"
            raise self._refuse(address, open[-1], what, "Import them from one stylesheet.")
        if reach.all > MOST_IMPORTED:
            what = f"more than {MOST_IMPORTED} stylesheets are imported, one by another"
            raise self._refuse(address, open[-1], what, "Import each of them once.")
        return reach

    def _refuse(self, address: CssUrl, url: str, what: str, hint: str) -> BrochureError:
        return BrochureError(what, f"{self.named(url)}:{address.line}:{address.column}", hint)
