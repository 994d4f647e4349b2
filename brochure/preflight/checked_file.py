"""What preflight says of one file: every finding, by rank, with its number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from brochure.base.check import Verdict
from brochure.base.finding import Finding, cap_findings
from brochure.preflight import RULES
from brochure.preflight.advice import program_of
from brochure.preflight.merge import merge_pages
from brochure.preflight.rule import Consequence, RuleVerdict

_BY_ID = {rule.id: rule for rule in RULES}


@dataclass(frozen=True)
class NumberedFinding:
    """A finding of a whole file: its number, as texts and pictures have it, and what follows."""

    number: int
    consequence: Consequence
    finding: Finding


@dataclass(frozen=True)
class MarkedPage:
    """A picture of one page with its findings marked, as PNG."""

    page: int
    png: bytes


@dataclass(frozen=True)
class CheckedFile:
    """One file: what it is, and every finding, page by page.

    One that could not be read has no pages, and one finding that says why. `passed_over` says why
    nobody would print it. `pictures` are those that were asked for.
    """

    file: str
    findings: tuple[Finding, ...]
    pages: int = 0
    trim: str = ""
    made_by: str = ""
    passed_over: str = ""
    pictures: tuple[MarkedPage, ...] = ()

    @property
    def verdicts(self) -> tuple[RuleVerdict, ...]:
        """What each rule says of the file; nothing if it could not be read."""
        if not self.pages:
            return ()
        found = self.findings
        return tuple(Verdict(rule, tuple(f for f in found if f.id == rule.id)) for rule in RULES)

    @property
    def program(self) -> str:
        """The program that made it, by a name of ours, where it names itself."""
        return program_of(self.made_by)

    def number_findings(self) -> tuple[NumberedFinding, ...]:
        """Return each finding once for all pages: what prints wrong first, alike remedies together.

        Of very many the gravest.
        """
        merged = cap_findings(tuple(merge_pages(self.findings)))
        known = [finding for finding in merged if finding.id in _BY_ID]
        ranked = sorted(known, key=lambda found: _rank(found, known))
        return tuple(
            NumberedFinding(number, _BY_ID[found.id].consequence, found)
            for number, found in enumerate(ranked, 1)
        )


def _rank(found: Finding, all_found: Sequence[Finding]) -> tuple[int, int]:
    """Return where a finding comes: with the first one of its consequence that is mended alike."""
    places = {id: at for at, id in enumerate(_BY_ID)}
    alike = [
        places[other.id]
        for other in all_found
        if other.remedy == found.remedy
        and _BY_ID[other.id].consequence == _BY_ID[found.id].consequence
    ]
    return min(alike), places[found.id]


def name_remedies(findings: Sequence[Finding], made_by: str) -> tuple[Finding, ...]:
    """Return findings with what mends them in the program that made their file."""
    program = program_of(made_by)
    return tuple(
        replace(found, remedy=_BY_ID[found.id].advice.for_program(program)) for found in findings
    )


def fault_of(verdict: RuleVerdict) -> str:
    """Return in a few words what breaks a rule."""
    return _BY_ID[verdict.check.id].fault


def consequence_of(verdict: RuleVerdict) -> Consequence:
    """Return what follows where a rule is broken."""
    return _BY_ID[verdict.check.id].consequence
