"""What the checks of meaning say of files -> lines for people, values for JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from brochure.base.finding import Finding, pluralize
from brochure.base.folding import pages_in_words
from brochure.base.printable import join_lines, put_on_one_line

if TYPE_CHECKING:
    from brochure.access.judge import Meaning, PlacesToLook

_MOST_PLACES = 3


def meaning_outcome(meaning: "Meaning") -> str:
    """Return in short what was found."""
    errors = sum(found.severity == "error" for found in meaning.findings)
    more = len(meaning.findings) - errors
    parts = [pluralize(errors, "fault")] * bool(errors)
    parts += [pluralize(more, "question")] * bool(more)
    found = " and ".join(parts) if parts else "no fault seen"
    looks = f"; a person must look at {pluralize(len(meaning.looks), 'thing')}"
    return f"{found}, {meaning.checks} checks{looks * bool(meaning.looks)}"


def findings_of_meaning(meaning: "Meaning") -> Iterator[Finding]:
    """Give each finding with the name of its file before it."""
    for found in meaning.findings:
        yield replace(found, what=f"{meaning.file}: {found.what}")


def looks_text(meaning: "Meaning") -> str:
    """Return what a person must look at: a line for each kind, with its places."""
    if not meaning.looks:
        return ""
    lines = [f"A person must look at {meaning.file}:"]
    lines += [f"  {look.question} {_places(look)}" for look in meaning.looks]
    return join_lines(map(put_on_one_line, lines))


def _places(look: "PlacesToLook") -> str:
    pages = sorted({page for page, _ in look.places} - {0})
    where = pages_in_words(pages) if pages else "whole file"
    named = [what for _, what in look.places if what][:_MOST_PLACES]
    more = len(look.places) - len(named)
    rest = f" and {more} more" if more > 0 else ""
    return f"({where}: {', '.join(named)}{rest})"


def meaning_values(meanings: "Sequence[Meaning]") -> list[dict[str, object]]:
    """Return what JSON tells: answers to all conditions, and all places to look at."""
    return [
        {
            "file": one.file,
            "checks": one.checks,
            "conditions": [asdict(answer) for answer in one.answers],
            "look": [
                {
                    "id": look.id,
                    "question": look.question,
                    "places": [{"page": page, "what": what} for page, what in look.places[:300]],
                }
                for look in one.looks
            ],
        }
        for one in meanings
    ]
