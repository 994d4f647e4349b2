"""Files on disk -> what preflight says of each: as text for people, and as values for JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from brochure.base.check import Verdict, findings_in, judge
from brochure.base.finding import Finding, cap_findings, flatten_findings, pluralize
from brochure.base.gate import Gate
from brochure.base.printable import join_lines, put_on_one_line
from brochure.base.worker import Limits, Stopped
from brochure.preflight import RULES, Order, open_press_file
from brochure.preflight.foreign_pdf import (
    UnreadablePdfError,
    explain_stop,
    finding_of,
    read_file,
)
from brochure.preflight.job_ticket import file_of_ticket
from brochure.preflight.merge import merge_pages, pages_in_words
from brochure.preflight.order import size_in_words
from brochure.preflight.rule import RuleVerdict

LIMITS = Limits()
# What a verdict is called: what the printer does.
_WORDS = {"error": "rejects", "warning": "phones", "good": "ok"}


@dataclass(frozen=True)
class CheckedFile:
    """One file: what it is, and every finding, page by page.

    One that could not be read has no pages, and one finding that says why. `passed_over` says why
    nobody would print it.
    """

    file: str
    findings: tuple[Finding, ...]
    pages: int = 0
    trim: str = ""
    made_by: str = ""
    passed_over: str = ""

    @property
    def verdicts(self) -> tuple[RuleVerdict, ...]:
        """What each rule says of the file; nothing if it could not be read."""
        if not self.pages:
            return ()
        found = self.findings
        return tuple(Verdict(rule, tuple(f for f in found if f.id == rule.id)) for rule in RULES)


def check_files(files: Sequence[Path], order: Order) -> Iterator[CheckedFile]:
    """Hold each file to all rules, behind a gate: a foreign file may do anything.

    All together have a time; what is left then is told too.
    """
    with Gate(LIMITS, len(files)) as gate:
        gate.give(LIMITS.all_seconds(len(files)))
        calls = [(file, order) for file in files]
        for file, outcome in zip(files, gate.read_all(check_file, calls), strict=True):
            if isinstance(outcome, Stopped):
                outcome = _explain(file, explain_stop(outcome, LIMITS))
            yield outcome


def check_file(call: tuple[Path, Order]) -> CheckedFile:
    """Hold one file to all rules; a file that cannot be read is a finding."""
    file, order = call
    if of := file_of_ticket(file):
        what = f"the job ticket of {of}, for whoever orders; passed over"
        return CheckedFile(file.as_posix(), (), passed_over=what)
    try:
        press_file = open_press_file(read_file(file))
    except UnreadablePdfError as error:
        return _explain(file, error)
    name = file.as_posix()
    found = findings_in(judge(RULES, press_file, order))
    cut = press_file.pages[0].cut
    return CheckedFile(
        name,
        tuple(replace(one, place=replace(one.place, file=name)) for one in found),
        len(press_file.pages),
        size_in_words(cut.width, cut.height),
        press_file.metadata.made_by,
    )


def _explain(file: Path, error: UnreadablePdfError) -> CheckedFile:
    return CheckedFile(file.as_posix(), (finding_of(file.as_posix(), error),))


def format_table(checked: CheckedFile) -> str:
    """Return one line for the file and one for each rule: rule, verdict, where."""
    if not checked.verdicts:
        return ""
    made = f", made by {checked.made_by}" if checked.made_by else ""
    about = f"{checked.file}: {pluralize(checked.pages, 'page')}, cut to {checked.trim}{made}"
    lines = [put_on_one_line(about)]
    rows = [("rule", "a printer", "where")]
    rows += [(v.check.id, _outcome(v), _where(v)) for v in checked.verdicts]
    widths = [max(len(row[n]) for row in rows) for n in range(2)]
    lines += [f"  {a:<{widths[0]}}  {b:<{widths[1]}}  {c}".rstrip() for a, b, c in rows]
    return join_lines(lines)


def _outcome(verdict: RuleVerdict) -> str:
    """Say what a printer does."""
    return _WORDS[verdict.check.severity if verdict.findings else "good"]


def _where(verdict: RuleVerdict) -> str:
    if not verdict.findings:
        return ""
    return pages_in_words(verdict.pages) if verdict.pages else "whole file"


def texts_of(checked: CheckedFile) -> Iterator[str]:
    """Give what was found in plain words, errors first, each remedy once."""
    if not checked.verdicts:
        for found in checked.findings:
            lines = f"{checked.file}: {found.what}", f"  Fix: {found.remedy}"
            yield join_lines(map(put_on_one_line, lines))
        return
    merged = cap_findings(tuple(merge_pages(checked.findings)))
    heads = {"error": "A printer would reject", "warning": "A printer would phone about"}
    for severity, head in heads.items():
        found = [f for f in merged if f.severity == severity]
        if found:
            yield join_lines((put_on_one_line(f"{head} {checked.file}:"), *_group(found)))


def _group(findings: Sequence[Finding]) -> Iterator[str]:
    order = list(dict.fromkeys(found.remedy for found in findings))
    by_remedy = sorted(findings, key=lambda found: order.index(found.remedy))
    for remedy, group in groupby(by_remedy, key=lambda found: found.remedy):
        for found in group:
            also = f" ({'; '.join(found.detail)})" if found.detail else ""
            yield put_on_one_line(f"  {found.id}: {found.what}{also}")
        yield from wrap(
            put_on_one_line(f"Fix: {remedy}"), 96, initial_indent="    ", subsequent_indent="      "
        )


def summarize_file(checked: CheckedFile) -> str:
    """Return one line that says what to expect from a printer."""
    return put_on_one_line(f"{checked.file}: {_expect(checked)}")


def _expect(checked: CheckedFile) -> str:
    if checked.passed_over:
        return f"{checked.passed_over}."
    merged = tuple(merge_pages(checked.findings))
    errors = sum(found.severity == "error" for found in merged)
    warnings = len(merged) - errors
    if errors:
        more = f" and {pluralize(warnings, 'question')}" if warnings else ""
        return f"a printer would reject it, for {pluralize(errors, 'reason')}{more}."
    if warnings:
        return f"a printer would take it, with {pluralize(warnings, 'question')}."
    return f"a printer takes it as it is; all {len(checked.verdicts)} rules hold."


def files_json(checked: Sequence[CheckedFile], good: bool) -> str:
    """Return everything as JSON: `good`, and `files` with verdicts and findings."""
    whole = {"good": good, "files": [_flatten(one) for one in checked]}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _flatten(checked: CheckedFile) -> dict[str, object]:
    return {
        "file": checked.file,
        "findings": flatten_findings(tuple(merge_pages(checked.findings))),
        "verdicts": [_flatten_verdict(verdict) for verdict in checked.verdicts],
        "pages": checked.pages,
        "trim": checked.trim,
        "made_by": checked.made_by,
        "passed_over": checked.passed_over,
    }


def _flatten_verdict(verdict: RuleVerdict) -> dict[str, object]:
    rule = verdict.check
    return {
        "id": rule.id,
        "statement": rule.statement,
        "severity": rule.severity,
        "verdict": _outcome(verdict),
        "pages": verdict.pages,
    }
