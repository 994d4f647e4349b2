"""Files on disk -> what preflight says of each: as text for people, and as values for JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from brochure.base.finding import Finding, pluralize
from brochure.base.worker import Limits, Stopped, run_in_workers
from brochure.preflight import Order, Verdict, open_press_file, pages_in_words, verdicts_on
from brochure.preflight.order import size_in_words
from brochure.preflight.read import UnreadablePdfError

LIMITS = Limits()
_AGAIN = "Export it once more, with fewer pages or smaller pictures."
_STOPPED = {
    "time": (f"takes longer than {LIMITS.seconds / 60:.0f} minutes to read", _AGAIN),
    "memory": ("needs more memory than there is to read", _AGAIN),
    "death": ("makes the program that reads it crash", _AGAIN),
}
# What a verdict is called: what the printer does.
_WORDS = {"error": "rejects", "warning": "phones", "good": "ok"}


@dataclass(frozen=True)
class Row:
    """What one rule says of one file; `verdict` is what a printer does."""

    id: str
    statement: str
    severity: str
    verdict: str
    pages: tuple[int, ...]


@dataclass(frozen=True)
class CheckedFile:
    """One file: what it is, a verdict by every rule, every finding. One that could not be read
    has no verdicts, and one finding that says why.
    """

    file: str
    findings: tuple[Finding, ...]
    verdicts: tuple[Row, ...] = ()
    pages: int = 0
    trim: str = ""
    made_by: str = ""


def check_files(files: Sequence[Path], order: Order) -> Iterator[CheckedFile]:
    """Hold each file to all rules, in a process of its own: a foreign file may do anything."""
    calls = [(file, order) for file in files]
    for file, outcome in zip(files, run_in_workers(check_file, calls, LIMITS), strict=True):
        if isinstance(outcome, Stopped):
            name = file.as_posix()
            outcome = CheckedFile(
                name, (Finding("file.stopped", *_STOPPED[outcome.why], file=name),)
            )
        yield outcome


def check_file(call: tuple[Path, Order]) -> CheckedFile:
    """Hold one file to all rules; a file that cannot be read is a finding."""
    file, order = call
    name = file.as_posix()
    if file.is_dir():
        remedy = f"Name the PDFs in it: check {name}/*.pdf"
        if (file / "content.yaml").is_file():
            remedy = f"Name the content in it: check {name}/content.yaml"
        return CheckedFile(name, (Finding("file.folder", "this is a folder", remedy, file=name),))
    try:
        press_file = open_press_file(file.read_bytes())
    except FileNotFoundError:
        remedy = "Check the name, or work in the folder that holds it."
        return CheckedFile(
            name, (Finding("file.missing", "there is no such file", remedy, file=name),)
        )
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        remedy = "Check that the file is yours to read and its disk is there."
        return CheckedFile(name, (Finding("file.unreadable", what, remedy, file=name),))
    except UnreadablePdfError as error:
        return CheckedFile(name, (Finding(error.id, error.message, error.hint, file=name),))
    verdicts = verdicts_on(press_file, order)
    cut = press_file.pages[0].cut
    return CheckedFile(
        name,
        tuple(replace(found, file=name) for v in verdicts for found in v.findings()),
        tuple(_row(verdict) for verdict in verdicts),
        len(press_file.pages),
        size_in_words(cut.width, cut.height),
        press_file.metadata.made_by,
    )


def table(checked: CheckedFile) -> str:
    """Return one line for the file and one for each rule: rule, verdict, where."""
    if not checked.verdicts:
        return ""
    made = f", made by {checked.made_by}" if checked.made_by else ""
    lines = [f"{checked.file}: {pluralize(checked.pages, 'page')}, cut to {checked.trim}{made}"]
    rows = [("rule", "a printer", "where")]
    rows += [(row.id, row.verdict, _where(row)) for row in checked.verdicts]
    widths = [max(len(row[n]) for row in rows) for n in range(2)]
    lines += [f"  {a:<{widths[0]}}  {b:<{widths[1]}}  {c}".rstrip() for a, b, c in rows]
    return "\n".join(lines)


def _row(verdict: Verdict) -> Row:
    rule = verdict.rule
    outcome = _WORDS[rule.severity if verdict.faults else "good"]
    return Row(rule.id, rule.statement, rule.severity, outcome, verdict.pages)


def _where(row: Row) -> str:
    if row.verdict == _WORDS["good"]:
        return ""
    return pages_in_words(row.pages) if row.pages else "whole file"


def texts_of(checked: CheckedFile) -> Iterator[str]:
    """Give what was found in plain words, errors first, each remedy once."""
    if not checked.verdicts:
        for found in checked.findings:
            yield f"{checked.file}: {found.what}\n  Fix: {found.remedy}"
        return
    heads = {"error": "A printer would reject", "warning": "A printer would phone about"}
    for severity, head in heads.items():
        found = [f for f in checked.findings if f.severity == severity]
        if found:
            yield f"{head} {checked.file}:\n" + "\n".join(_group(found))


def _group(findings: Sequence[Finding]) -> Iterator[str]:
    order = list(dict.fromkeys(found.remedy for found in findings))
    by_remedy = sorted(findings, key=lambda found: order.index(found.remedy))
    for remedy, group in groupby(by_remedy, key=lambda found: found.remedy):
        for found in group:
            also = f" ({'; '.join(found.detail)})" if found.detail else ""
            yield f"  {found.id}: {found.what}{also}"
        yield from wrap(f"Fix: {remedy}", 96, initial_indent="    ", subsequent_indent="      ")


def summary(checked: CheckedFile) -> str:
    """Return one line that says what to expect from a printer."""
    errors = sum(found.severity == "error" for found in checked.findings)
    warnings = len(checked.findings) - errors
    if errors:
        more = f" and {pluralize(warnings, 'question')}" if warnings else ""
        return (
            f"{checked.file}: a printer would reject it, for {pluralize(errors, 'reason')}{more}."
        )
    if warnings:
        return f"{checked.file}: a printer would take it, with {pluralize(warnings, 'question')}."
    return f"{checked.file}: a printer takes it as it is; all {len(checked.verdicts)} rules hold."


def files_json(checked: Sequence[CheckedFile], good: bool) -> str:
    """Return everything as JSON: `good`, and `files` with verdicts and findings."""
    whole = {"good": good, "files": [asdict(one) for one in checked]}
    return json.dumps(whole, indent=2, ensure_ascii=False)
