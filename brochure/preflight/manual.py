"""The rules of preflight -> docs/preflight.md, for those who want to know why and who says so."""

from itertools import groupby

from brochure.base.manual import describe_check, theme_of
from brochure.preflight import RULES
from brochure.preflight.rule import Rule

_KINDS = {
    "x": ("X: the standard PDF/X-4", "ISO 15930-7. A file that breaks one of these is no PDF/X."),
    "g": (
        "G: what printers agreed on",
        "Ghent Workgroup, GWG 2022, SheetCMYK: all 26 rules, by their numbers R0001 to R0035.",
    ),
    "own": ("Ours", "What no standard asks, and every cutter, folder and pressman does."),
}
_HEAD = """# What a printer accepts

Written by `brochure.preflight.manual` from the rules themselves; do not edit it by hand.

`brochure check FILE.pdf…` holds any PDF to these rules. An **error** is what a printer rejects, a
**warning** what he phones about. Ids are permanent.

Each rule says what follows where it is broken, and what is found is told in that order: what
**prints wrong**, what **the printer will ask**, and what is **a formality** that his program can
mend. One paragraph says it all, to be read to him. Where a file names the program that made it,
what mends it is told for that program alone.

How inks are measured: each page is drawn once for each ink, with every colour replaced by its share
of that ink, every image by that channel, and what overprints left out of the others. Overprint is
followed for DeviceCMYK in mode 1 and for the process inks by name. Text and lines lie over a
ground where an area or a picture that prints lies below them. RGB is separated by the CMYK
profile of the file's own output intent, or by plain arithmetic where there is none: an estimate,
since a printer uses his own. Lab counts by its lightness; colours set inside Type 3 glyphs are not
looked at.
"""


def describe_rules() -> str:
    """Return the document: every rule with statement, reason, source, severity and remedy."""
    parts = [_HEAD]
    by_kind = sorted(RULES, key=lambda rule: list(_KINDS).index(theme_of(rule)))
    for kind, rules in groupby(by_kind, key=theme_of):
        title, about = _KINDS[kind]
        parts.append(f"## {title}\n{about}\n")
        parts.extend(_describe(rule) for rule in rules)
    return "\n".join(parts)


def _describe(rule: Rule) -> str:
    leads = f"Leads to: {rule.consequence} (“{rule.fault}”)."
    return describe_check(rule, f"`{rule.id}` ({rule.severity})", (leads,))
