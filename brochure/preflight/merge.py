"""What is found page by page -> told once, with the pages on which it is so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from brochure.base.finding import Finding


def merge_pages(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give each finding with the page that it is on; the same on several pages is told once."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for found in findings:
        alike.setdefault((found.id, found.what), []).append(found)
    for first, *more in alike.values():
        page = first.place.page
        also = (f"also on {pages_in_words([f.place.page for f in more])}",) if more else ()
        text = f"Page {page} {first.what}" if page else first.what
        yield replace(first, what=text, detail=also)


def pages_in_words(numbers: Sequence[int]) -> str:
    """Return ``page 3`` or ``pages 2–4, 7``."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    text = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {text}"
