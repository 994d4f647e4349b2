"""Declared checks -> the pages of docs/ that tell what must hold, why, and who says so."""

from collections.abc import Iterable

from brochure.base.check import Check


def describe_check(check: Check[...], title: str, facts: Iterable[str] = ()) -> str:
    """Return the section of one check under its title; `facts` come before what mends it."""
    lines = [
        f"Why: {check.rationale}",
        f"Source: {check.source}.",
        *facts,
        f"Mend: {check.remedy}",
    ]
    entries = "\n".join(f"- {line}" for line in lines)
    return f"### {title}\n{check.statement}\n\n{entries}\n"


def theme_of(check: Check[...]) -> str:
    """Return the first part of a check's id, by which pages put checks together."""
    return check.id.partition(".")[0]
