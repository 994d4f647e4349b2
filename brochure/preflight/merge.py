"""What is found page by page -> told once, with the pages on which it is so."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from brochure.base.finding import Finding
from brochure.base.folding import pages_in_words


def merge_pages(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give each finding with the page that it is on; the same on several pages is told once."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for found in findings:
        alike.setdefault((found.id, found.what), []).append(found)
    for first, *more in alike.values():
        page = first.place.page
        also = (f"also on {pages_in_words([f.place.page for f in more])}",) if more else ()
        text = f"Page {page} {first.what}" if page else first.what
        places = tuple(place for found in (first, *more) for place in found.places)
        yield replace(first, what=text, detail=also, places=places)
