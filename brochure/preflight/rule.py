"""What rules of preflight share: how they report, and what a broken one leads to.

A rule is a check of a press file: an error is what a printer rejects, a warning what he phones
about. Its consequence ranks it: what matters on paper is told first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from brochure.base.check import EVERYTHING, Check, Verdict
from brochure.base.finding import Finding, Location
from brochure.base.geometry import Box, Rect
from brochure.preflight.advice import Remedies
from brochure.preflight.order import Order
from brochure.preflight.press_file import Page, Painted, PressFile, Text

Consequence = Literal["prints wrong", "the printer will ask", "a formality"]
CONSEQUENCES: tuple[Consequence, ...] = ("prints wrong", "the printer will ask", "a formality")
RuleVerdict = Verdict[[PressFile, Order]]
_MOST_NAMES, _MOST_QUOTED = 12, 40
_MOST_PLACES = 24  # of one page


@dataclass(frozen=True)
class Rule(Check[[PressFile, Order]]):
    """A check of a press file: `consequence` says what happens where it is broken.

    `fault` names that in a few words, to be read out: ``no bleed``. `advice` is what mends it, by
    the program that made the file; `remedy` all of that.
    """

    consequence: Consequence
    fault: str
    advice: Remedies


def press_rule(
    id: str,
    severity: Literal["error", "warning"],
    consequence: Consequence,
    *,
    fault: str,
    statement: str,
    rationale: str,
    source: str,
    remedy: Remedies,
) -> Callable[[Callable[[PressFile, Order], Iterable[Finding]]], Rule]:
    """Make the function below it a rule of preflight."""

    def declare(search: Callable[[PressFile, Order], Iterable[Finding]]) -> Rule:
        return Rule(
            id=id,
            severity=severity,
            statement=statement,
            rationale=rationale,
            source=source,
            remedy=remedy.in_full,
            applies_to=EVERYTHING,
            finding_ids=(id,),
            search=search,
            consequence=consequence,
            fault=fault,
            advice=remedy,
        )

    return declare


def quote_text(text: Text) -> str:
    """Return the first letters of a text in quotation marks; where they are not known, “text”."""
    words = text.words
    if len(words) > _MOST_QUOTED:
        words = f"{words[: _MOST_QUOTED - 2].rstrip()} …"
    return f"“{words}”" if words else "text"


def report(what: str, page: Page | None = None, *boxes: Box) -> Finding:
    """Return what breaks a rule, in plain words: on a page, or in the whole file.

    `boxes` are where on the page it lies, the first one first. The rule itself fills in the rest.
    """
    if page is None:
        return Finding("", what)
    places = [Location(page=page.number, box=_on_trim(box, page.cut)) for box in boxes]
    first = places[0] if places else Location(page=page.number)
    return Finding("", what, place=first, places=tuple(places[:_MOST_PLACES]))


def report_things(what: str, page: Page, things: Sequence[Painted]) -> Finding:
    """Return what breaks a rule, where things lie that a page paints."""
    return report(what, page, *(thing.box for thing in things if not thing.box.is_empty))


def name_first(names: Sequence[str]) -> str:
    """Return names in a row; of very many, the first: a file may hold thousands."""
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _on_trim(box: Box, cut: Box) -> Rect:
    return Rect(box.left - cut.left, cut.top - box.top, box.right - cut.left, cut.top - box.bottom)


X4 = "ISO 15930-7:2010 (PDF/X-4)"
GWG = "Ghent Workgroup, GWG 2022, SheetCMYK"
