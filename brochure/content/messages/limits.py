"""One pydantic error about a limit -> what is too short, too long or out of range."""

from brochure.base.finding import pluralize
from brochure.content.messages.problem import Explanation, ValueProblem
from brochure.content.yaml.source import Source


def explain_too_short(problem: ValueProblem, source: Source) -> Explanation:
    """Explain a text with too few letters."""
    least, value = int(problem.context["min_length"]), str(problem.input)
    if not value:
        return Explanation("content.empty", "is empty", "Write the words between the quotes.")
    what = f"has {pluralize(len(value), 'letter')}; at least {least} are needed"
    return Explanation("content.length", what, f"Add {least - len(value)} or more.")


def explain_too_long(problem: ValueProblem, source: Source) -> Explanation:
    """Explain a text with too many letters."""
    most, value = int(problem.context["max_length"]), str(problem.input)
    what = f"has {pluralize(len(value), 'letter')}; at most {most} fit"
    return Explanation("content.length", what, f"Cut {len(value) - most} or more.")


def explain_too_few(problem: ValueProblem, source: Source) -> Explanation:
    """Explain a list that is too short, or that lacks places of a fixed one."""
    args = getattr(problem.place.kind().type, "__args__", ())
    least = int(problem.context.get("min_length") or len(args))
    found = _count(problem)
    has = f"has {pluralize(found, 'entry')}; " if found else "has no entries; "
    exactly = "" if "min_length" in problem.context else "exactly "
    needed = f"{exactly or 'at least '}{least} {'is' if least == 1 else 'are'} needed"
    remedy = f"Add {pluralize(least - found, 'entry')}."
    return Explanation("content.length", f"{has}{needed}", remedy)


def explain_too_many(problem: ValueProblem, source: Source) -> Explanation:
    """Explain a list with too many entries."""
    most = int(problem.context["max_length"])
    found = _count(problem)
    fixed = Ellipsis not in getattr(problem.place.kind().type, "__args__", (...,))
    needed = f"exactly {most} are needed" if fixed else f"at most {most} can stand here"
    what = f"has {pluralize(found, 'entry')}; {needed}"
    return Explanation("content.length", what, f"Delete {pluralize(found - most, 'entry')}.")


def _count(problem: ValueProblem) -> int:
    """Return how many entries a list has."""
    assert isinstance(problem.input, tuple | dict), "it is one of which pydantic counts entries"
    return len(problem.input)


def explain_out_of_range(problem: ValueProblem, source: Source) -> Explanation:
    """Explain a number that is too small or too large."""
    limits = {"ge": "{} or more", "gt": "more than {}", "le": "{} or less", "lt": "less than {}"}
    sign, limit = next((n, problem.context[n]) for n in limits if n in problem.context)
    bound = limits[sign].format(limit)
    return Explanation(
        "content.range", f"is {problem.input}; it must be {bound}", f"Write {bound}."
    )
