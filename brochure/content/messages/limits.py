"""One pydantic error about a limit -> what is too short, too long or out of range."""

from typing import cast

from brochure.base.finding import counted
from brochure.content.messages.problem import Explanation, Mishap
from brochure.content.yaml.source import Source


def too_short(mishap: Mishap, source: Source) -> Explanation:
    """Explain a text with too few letters."""
    least, value = int(mishap.facts["min_length"]), str(mishap.input)
    if not value:
        return Explanation("content.empty", "is empty", "Write the words between the quotes.")
    what = f"has {counted(len(value), 'letter')}; at least {least} are needed"
    return Explanation("content.length", what, f"Add {least - len(value)} or more.")


def too_long(mishap: Mishap, source: Source) -> Explanation:
    """Explain a text with too many letters."""
    most, value = int(mishap.facts["max_length"]), str(mishap.input)
    what = f"has {counted(len(value), 'letter')}; at most {most} fit"
    return Explanation("content.length", what, f"Cut {len(value) - most} or more.")


def too_few(mishap: Mishap, source: Source) -> Explanation:
    """Explain a list that is too short, or that lacks places of a fixed one."""
    args = getattr(mishap.spot.kind().type, "__args__", ())
    least = int(mishap.facts.get("min_length") or len(args))
    found = len(cast("tuple[object, ...]", mishap.input))
    has = f"has {counted(found, 'entry')}; " if found else "has no entries; "
    exactly = "" if "min_length" in mishap.facts else "exactly "
    needed = f"{exactly or 'at least '}{least} {'is' if least == 1 else 'are'} needed"
    remedy = f"Add {counted(least - found, 'entry')}."
    return Explanation("content.length", f"{has}{needed}", remedy)


def too_many(mishap: Mishap, source: Source) -> Explanation:
    """Explain a list with too many entries."""
    most = int(mishap.facts["max_length"])
    found = len(cast("tuple[object, ...]", mishap.input))
    fixed = Ellipsis not in getattr(mishap.spot.kind().type, "__args__", (...,))
    needed = f"exactly {most} are needed" if fixed else f"at most {most} can stand here"
    what = f"has {counted(found, 'entry')}; {needed}"
    return Explanation("content.length", what, f"Delete {counted(found - most, 'entry')}.")


def out_of_range(mishap: Mishap, source: Source) -> Explanation:
    """Explain a number that is too small or too large."""
    limits = {"ge": "{} or more", "gt": "more than {}", "le": "{} or less", "lt": "less than {}"}
    sign, limit = next((n, mishap.facts[n]) for n in limits if n in mishap.facts)
    bound = limits[sign].format(limit)
    return Explanation("content.range", f"is {mishap.input}; it must be {bound}", f"Write {bound}.")
