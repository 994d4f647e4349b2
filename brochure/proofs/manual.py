"""The proofs and what they measure by -> docs/proofs.md, and the table of proofs in the README."""

import inspect
import re
from collections.abc import Iterator

from brochure.base import tolerances
from brochure.base.manual import describe_check, theme_of
from brochure.proofs import PROOFS, Proof

_HEAD = """# What is proven at every build

Written by `brochure.proofs.manual` from the proofs themselves; do not edit it by hand.

A document for which one of these does not hold is not written; its last good file stays. Of one
that is marked “(warning)”, and of what is found in a milder form, it is: a person decides. What is
found is told with an id, that of its proof or one of its own; all ids are permanent. A proof that
does not apply to a document counts as held.
"""
_TOLERANCES = """## Tolerances
All limits and slacks that proofs and [rules of preflight](preflight.md) measure by, from
`brochure/base/tolerances.py`. What an edition declares, such as margins and type floors, is none.
"""
_TABLE_HEAD = "| proofs | what must hold |\n|---|---|\n"
_TABLE_FOOT = """
These {count} proofs are functions in [`brochure/proofs/`](brochure/proofs/__init__.py), each
explained in [docs/proofs.md](docs/proofs.md), and each with a case that turns it red in
[`tests/proofs/`](tests/proofs).
"""
_CONSTANT = re.compile(r"((?:^# .*\n)+)^([A-Z_]+) = (.+)$|^# (.+)\.\n$", re.MULTILINE)


def describe_proofs() -> str:
    """Return the document: every proof with its reason, source, scope and what it finds."""
    parts = [_HEAD]
    for theme, proofs in _by_theme().items():
        parts.append(f"## {theme}\n")
        parts.extend(describe_check(proof, _title(proof), _facts(proof)) for proof in proofs)
    return "\n".join((*parts, _TOLERANCES, *_list_tolerances()))


def _title(proof: Proof) -> str:
    return f"`{proof.id}`{' (warning)' if proof.severity == 'warning' else ''}"


def tabulate_proofs() -> str:
    """Return the table of the README: what must hold, one line for each theme."""
    rows = (
        f"| {theme} | {' '.join(proof.statement for proof in proofs)} |\n"
        for theme, proofs in _by_theme().items()
    )
    return f"{_TABLE_HEAD}{''.join(rows)}{_TABLE_FOOT.format(count=len(PROOFS))}"


def _by_theme() -> dict[str, list[Proof]]:
    themes: dict[str, list[Proof]] = {}
    for proof in PROOFS:
        themes.setdefault(theme_of(proof), []).append(proof)
    return themes


def _facts(proof: Proof) -> Iterator[str]:
    yield f"Applies to: {proof.applies_to.name}."
    if proof.finding_ids != (proof.id,):
        yield f"Finds: {', '.join(f'`{id}`' for id in proof.finding_ids)}."


def _list_tolerances() -> Iterator[str]:
    """Give the table of each group, read from the comments above the constants."""
    for comment, name, value, group in _CONSTANT.findall(inspect.getsource(tolerances)):
        if group:
            yield f"\n### {group}\n| tolerance | value | why |\n|---|---|---|"
            continue
        reason = " ".join(line.removeprefix("# ") for line in comment.splitlines())
        yield f"| `{name}` | {value.replace('_', ' ')} | {reason} |"
