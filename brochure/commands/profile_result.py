"""What an independent judge says of a finished file, and the findings that follow."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from brochure.base.finding import Finding, Location, flatten_findings, pluralize
from brochure.base.printable import join_lines, put_on_one_line
from brochure.commands.meaning_result import meaning_outcome, meaning_values

if TYPE_CHECKING:
    from brochure.access.judge import Meaning


@dataclass(frozen=True)
class BrokenClause:
    """A broken rule: its clause and test, what it says, how often it is broken, and where first.

    `page` and `object_number` are 0 where veraPDF does not tell.
    """

    clause: str
    test: int
    rule: str
    times: int
    page: int = 0
    object_number: int = 0


@dataclass(frozen=True)
class ProfileResult:
    """What the judge says of one file by one profile; it holds if there are no faults.

    `unread` says why it could not be judged.
    """

    file: str
    profile: str
    checks: int
    faults: tuple[BrokenClause, ...]
    unread: Finding | None = None

    @property
    def holds(self) -> bool:
        """Whether the file was read and breaks no clause of the profile."""
        return not (self.faults or self.unread)

    def findings(self) -> Iterator[Finding]:
        """Give a Finding for each rule that is broken, or the one that says why none was asked."""
        if self.unread:
            yield replace(self.unread, what=f"{self.file}: {self.unread.what}")
        for fault in self.faults:
            place = f"page {fault.page}" if fault.page else "the whole file"
            thing = f", object {fault.object_number}" if fault.object_number else ""
            often = "once" if fault.times == 1 else f"{fault.times} times, first"
            yield Finding(
                id="access.verapdf",
                what=f"{self.file}: {fault.rule}",
                detail=(
                    f"{self.profile}, clause {fault.clause}, test {fault.test}: {often} at"
                    f" {place}{thing}.",
                ),
                remedy="Build the file anew; if it was made elsewhere, ask its maker to mend this.",
                place=Location(file=self.file, page=fault.page),
            )


def judged_text(results: Sequence[ProfileResult], meanings: "Sequence[Meaning]") -> str:
    """Return a line for each file and standard, and one for its meaning: what was found of it."""
    of_meaning = {one.file: one for one in meanings}
    rows: list[tuple[str, str, str]] = []
    for n, result in enumerate(results):
        outcome = f"{_outcome(result)}, {result.checks} checks"
        rows.append((put_on_one_line(result.file), result.profile, outcome))
        last = n + 1 == len(results) or results[n + 1].file != result.file
        if last and result.file in of_meaning:
            rows.append((rows[-1][0], "meaning", meaning_outcome(of_meaning[result.file])))
    wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return join_lines(
        f"{file:<{wide[0]}}  {what:<{wide[1]}}  {outcome}" for file, what, outcome in rows
    )


def _outcome(result: ProfileResult) -> str:
    if result.unread:
        return "cannot be judged"
    return f"{pluralize(len(result.faults), 'rule')} broken" if result.faults else "holds"


def judged_json(
    results: Sequence[ProfileResult],
    meanings: "Sequence[Meaning]",
    findings: Sequence[Finding],
    good: bool,
) -> str:
    """Return results as JSON: `good`, `verdicts` with their faults, `meaning`, all `findings`."""
    entries = [
        asdict(replace(v, unread=None))
        | {"good": v.holds, "unread": v.unread.what if v.unread else ""}
        for v in results
    ]
    whole = {
        "good": good,
        "verdicts": entries,
        "meaning": meaning_values(meanings),
        "findings": flatten_findings(findings),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)
