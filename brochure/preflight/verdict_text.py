"""What preflight says of a file -> text for people and values for JSON, what matters most first."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from brochure.base.finding import flatten_finding, flatten_findings, pluralize
from brochure.base.folding import pages_in_words
from brochure.base.printable import join_lines, put_on_one_line
from brochure.preflight.checked_file import (
    CheckedFile,
    NumberedFinding,
    consequence_of,
    fault_of,
)
from brochure.preflight.merge import merge_pages
from brochure.preflight.rule import CONSEQUENCES, Consequence, RuleVerdict

_WIDTH = 96
# What a verdict is called: what the printer does.
_WORDS = {"error": "rejects", "warning": "phones", "good": "ok"}
# How the findings of each consequence are headed, and how a paragraph begins to tell them.
_HEADS: dict[Consequence, str] = {
    "prints wrong": "This would print wrong",
    "the printer will ask": "The printer will ask about this",
    "a formality": "Formalities, which a printer's program can mend",
}
_TOLD: dict[Consequence, str] = {
    "prints wrong": "It would print wrong, for it has",
    "the printer will ask": "You will want to ask about",
    "a formality": "Formalities are open",
}


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
    """Give what was found in plain words, what prints wrong first, each remedy once."""
    if not checked.verdicts:
        for found in checked.findings:
            lines = f"{checked.file}: {found.what}", f"  Fix: {found.remedy}"
            yield join_lines(map(put_on_one_line, lines))
        return
    numbered = checked.number_findings()
    for consequence, head in _HEADS.items():
        if found := [one for one in numbered if one.consequence == consequence]:
            yield join_lines((put_on_one_line(f"{head} ({checked.file}):"), *_group(found)))


def _group(numbered: Sequence[NumberedFinding]) -> Iterator[str]:
    for remedy, group in groupby(numbered, key=lambda one: one.finding.remedy):
        for one in group:
            yield put_on_one_line(f"  {one.number}. {one.finding.id}: {in_words(one)}")
        fix = put_on_one_line(f"Fix: {remedy}")
        yield from wrap(fix, _WIDTH, initial_indent="    ", subsequent_indent="      ")


def in_words(one: NumberedFinding) -> str:
    """Return what was found, with all pages that it is on."""
    also = f" ({'; '.join(one.finding.detail)})" if one.finding.detail else ""
    return f"{one.finding.what}{also}"


def tell_printer(checked: CheckedFile) -> str:
    """Return one paragraph on a file that can be read to a printer; nothing if it has none."""
    if not checked.verdicts:
        return ""
    made = f", made with {checked.program}" if checked.program else ""
    about = f"The file has {pluralize(checked.pages, 'page')}, cut to {checked.trim}{made}."
    told = [about]
    for consequence in CONSEQUENCES:
        broken = [v for v in checked.verdicts if v.findings and consequence_of(v) == consequence]
        if broken:
            faults = "; ".join(f"{fault_of(v)}{_on_pages(v, checked)}" for v in broken)
            told.append(f"{_TOLD[consequence]}: {faults}.")
    if len(told) == 1:
        told.append(f"None of the {len(checked.verdicts)} rules for files to print is broken.")
    return put_on_one_line(" ".join(told))


def _on_pages(verdict: RuleVerdict, checked: CheckedFile) -> str:
    """Say on which pages, where it is not on all and not of the whole file."""
    some = verdict.pages and len(verdict.pages) < checked.pages
    return f" ({pages_in_words(verdict.pages)})" if some else ""


def paragraph_text(checked: CheckedFile) -> str:
    """Return that paragraph for a terminal, where there is something to tell a printer."""
    if not checked.findings or not checked.verdicts:
        return ""
    lines = wrap(f"Tell the printer: {tell_printer(checked)}", _WIDTH)
    return join_lines(lines)


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


def files_json(
    checked: Sequence[CheckedFile], good: bool, pictures: Mapping[str, Sequence[str]] | None = None
) -> str:
    """Return everything as JSON: `good`, and `files` with verdicts and findings.

    `pictures` are the names of those that were drawn, by file.
    """
    drawn = pictures or {}
    files = [_flatten(one) | {"pictures": drawn.get(one.file, ())} for one in checked]
    whole = {"good": good, "files": files}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _flatten(checked: CheckedFile) -> dict[str, object]:
    return {
        "file": checked.file,
        "findings": _flatten_numbered(checked),
        "verdicts": [_flatten_verdict(verdict) for verdict in checked.verdicts],
        "pages": checked.pages,
        "trim": checked.trim,
        "made_by": checked.made_by,
        "program": checked.program,
        "paragraph": tell_printer(checked),
        "passed_over": checked.passed_over,
    }


def _flatten_numbered(checked: CheckedFile) -> list[dict[str, object]]:
    if not checked.verdicts:
        return flatten_findings(checked.findings)
    return [
        flatten_finding(one.finding) | {"number": one.number, "consequence": one.consequence}
        for one in checked.number_findings()
    ]


def _flatten_verdict(verdict: RuleVerdict) -> dict[str, object]:
    rule = verdict.check
    return {
        "id": rule.id,
        "statement": rule.statement,
        "severity": rule.severity,
        "consequence": consequence_of(verdict),
        "verdict": _outcome(verdict),
        "pages": verdict.pages,
    }
