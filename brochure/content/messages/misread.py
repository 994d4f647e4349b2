"""What YAML reads otherwise than it was meant, braces and blanks -> plain words."""

import re

from brochure.base.finding import pluralize
from brochure.content.messages.problem import Explanation, ValueProblem, shorten_value
from brochure.content.yaml.source import Source

_IN_BRACES = re.compile(r"\{ *[A-Za-z0-9-]+ *\}")


def is_name_in_braces(written: str) -> bool:
    """Say whether a value is written as a name in braces alone, such as ``{hours}``."""
    return _IN_BRACES.fullmatch(written) is not None


def explain_braces(written: str) -> Explanation:
    """Explain a name in braces that is not in quotes: YAML takes it for keys."""
    what = f"{shorten_value(written)} is read as keys, for it begins with a brace"
    return Explanation("content.type", what, f'Put quotes around the whole text: "{written}".')


def explain_displaced(problem: ValueProblem, source: Source) -> Explanation:
    """Explain a key that is there, but indented otherwise than those that it belongs to."""
    by = int(problem.context["by"])
    far, step = ("out", "write") if by > 0 else ("in", "delete")
    what = f"stands too far {far}: it belongs to the keys above it, and is indented otherwise"
    blanks = pluralize(abs(by), "more space" if by > 0 else "space")
    return Explanation("content.displaced", what, f"{step.capitalize()} {blanks} before it.")
