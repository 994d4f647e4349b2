"""What must hold, declared with its reason: rules of preflight and proofs of documents alike.

A check is a function from what is looked at to findings, with all that people ask about it above
it. The pages in docs/ are written from these declarations.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, ParamSpec

from brochure.base.finding import Finding, Severity

Subject = ParamSpec("Subject")  # what is looked at: a press file and its order, or a document


@dataclass(frozen=True)
class Scope(Generic[Subject]):
    """Which subjects a check concerns: `name` says it to people, `includes` of one subject."""

    name: str
    includes: Callable[Subject, bool]


EVERYTHING: Scope[...] = Scope("every document", lambda *_: True)


@dataclass(frozen=True)
class Check(Generic[Subject]):
    """One thing that must hold. Its `id` is permanent, as are the ids of what it finds.

    `severity` is error where a broken check keeps a file back, warning where a person decides.
    `search` gives what breaks it. A finding of it without a remedy has that of the check, one
    without an id the check's; it may be milder than its check, never graver.
    """

    id: str
    severity: Severity
    statement: str
    rationale: str
    source: str
    remedy: str
    applies_to: Scope[Subject]
    finding_ids: tuple[str, ...]
    search: Callable[Subject, Iterable[Finding]]

    def __call__(self, *subject: Subject.args, **named: Subject.kwargs) -> tuple[Finding, ...]:
        """Return all that breaks it: nothing where it holds, or does not apply."""
        if not self.applies_to.includes(*subject, **named):
            return ()
        return tuple(self._complete(found) for found in self.search(*subject, **named))

    def _complete(self, found: Finding) -> Finding:
        id = found.id or self.id
        assert id in self.finding_ids, f"{self.id} does not declare that it finds {id}"
        severity = "warning" if self.severity == "warning" else found.severity
        return replace(found, id=id, remedy=found.remedy or self.remedy, severity=severity)


@dataclass(frozen=True)
class Verdict(Generic[Subject]):
    """What one check says of one subject: every finding, none if it holds."""

    check: Check[Subject]
    findings: tuple[Finding, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages with findings, each once; empty if they are of the whole file, or none."""
        return tuple(sorted({found.place.page for found in self.findings} - {0}))


def check(
    id: str,
    severity: Severity,
    *,
    statement: str,
    rationale: str,
    source: str,
    remedy: str,
    applies_to: Scope[...] = EVERYTHING,
    finds: tuple[str, ...] = (),
) -> Callable[[Callable[Subject, Iterable[Finding]]], Check[Subject]]:
    """Make the function below it a check, of everything unless it `applies_to` a part.

    `finds` are the ids of its findings, where they are not its own.
    """

    def declare(search: Callable[Subject, Iterable[Finding]]) -> Check[Subject]:
        ids = finds or (id,)
        return Check(id, severity, statement, rationale, source, remedy, applies_to, ids, search)

    return declare


def judge(
    checks: Iterable[Check[Subject]], *subject: Subject.args, **named: Subject.kwargs
) -> tuple[Verdict[Subject], ...]:
    """Return what each check says of one subject, in their order."""
    return tuple(Verdict(one, one(*subject, **named)) for one in checks)


def findings_in(verdicts: Iterable[Verdict[Subject]]) -> tuple[Finding, ...]:
    """Return all that verdicts found, in their order."""
    return tuple(found for verdict in verdicts for found in verdict.findings)
