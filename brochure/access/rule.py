"""What checks of meaning share: how they report, quote and measure."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from brochure.access.file import AccessFile, PdfTag
from brochure.base.check import Check, Scope
from brochure.base.finding import Finding, Location
from brochure.base.geometry import Rect

AccessCheck = Check[[AccessFile]]
_MOST_QUOTED = 48
_MOST_WORDS = re.compile(r"\w+", re.UNICODE)

TAGGED_FILES = Scope[[AccessFile]]("files with tags", lambda on: on.tagged)
# How people mend tags, in the programs they have.
IN_WORD = "In Word, use"
AND_ANEW = "then export the PDF anew with “Document structure tags for accessibility”."


def fault(what: str, at: PdfTag | int = 0, box: Rect | None = None) -> Finding:
    """Return what is wrong: with an element, on a page, or with the whole file.

    The check itself fills in the rest.
    """
    if isinstance(at, PdfTag):
        return Finding("", what, place=Location(page=at.page, box=at.box))
    return Finding("", what, place=Location(page=at, box=box))


def cite(text: str | PdfTag) -> str:
    """Return the first words of a text in quotation marks."""
    words = (text.words if isinstance(text, PdfTag) else text).strip()
    cut = words if len(words) <= _MOST_QUOTED else f"{words[: _MOST_QUOTED - 1].rstrip()}…"
    return f"“{cut}”"


def fold_words(text: str) -> str:
    """Return the words of a text alone, in small letters, for comparing."""
    return " ".join(_MOST_WORDS.findall(text.casefold()))


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_MOST_WORDS.findall(text))


def neighbours(
    on: AccessFile, wanted: Callable[[PdfTag], bool] = lambda _: True
) -> Iterator[tuple[PdfTag, PdfTag]]:
    """Give each two elements that stand directly one after the other in the same one."""
    for _, kids in on.families:
        for one, other in pairwise(kids):
            if wanted(one) and wanted(other):
                yield one, other
