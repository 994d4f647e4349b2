"""What is found about the words of all documents -> one screen for a manager, and JSON."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from brochure.base.calls import write_call
from brochure.base.finding import flatten_finding, pluralize
from brochure.base.printable import put_on_one_line
from brochure.build.report import finding_text
from brochure.commands.waivers_text import waiver_text
from brochure.wording.checks import CONTENT_CHECKS, DOCUMENT_CHECKS
from brochure.wording.report import WordingFinding, WordingReport

_MOST_PLACES = 6  # that are named of one kind of advice
_MOST_ALIKE = 3  # findings of one check that are told one by one
_FEW = 5  # findings that are told in full, for they leave room on the screen
_DETAILS = 3
_ADVICE = "Could be better (the clinic's own words, and what no rule is for)"
_STATEMENTS = {one.id: one.statement for one in (*DOCUMENT_CHECKS, *CONTENT_CHECKS)}
_OWN = 'reason: "…", by: "…", date: YYYY-MM-DD'  # what a person adds to a waiver


def change_texts(report: WordingReport, in_full: bool = False) -> Iterator[str]:
    """Give what must change, what should, and waivers that cover nothing.

    What must is told in full, for no document is written until it has; of much that should, how
    often and where, unless `in_full`.
    """
    if report.must:
        yield f"Must change ({len(report.must)}):"
        yield from _found_texts(report.must)
    if len(report.should) > _FEW and not in_full:
        yield _brief_text(report.should)
    elif report.should:
        yield f"Should change ({len(report.should)}):"
        yield from _found_texts(report.should)
    for lapse in report.lapsed:
        yield finding_text(lapse.finding, details=_DETAILS)


def advice_texts(report: WordingReport, in_full: bool = False) -> Iterator[str]:
    """Give what could be better, what was waived by whom, and how much there is of each."""
    if report.advice and in_full:
        yield f"{_ADVICE}:"
        yield from _found_texts(report.advice)
    elif report.advice:
        yield "\n".join((f"{_ADVICE}:", *_table_lines(report.advice))) + "\n"
    if report.waived:
        yield "\n".join(_waiver_lines(report))
    yield _summary(report)


def _brief_text(found: Sequence[WordingFinding]) -> str:
    """Return of each check how often it is broken, what it asks for, and on which lines."""
    call = write_call("check", found[0].finding.place.file, "--words")
    head = f"Should change ({len(found)}). Each in full, and how to waive it: {call}"
    return "\n".join((head, *_table_lines(found, told=True))) + "\n"


def _table_lines(found: Sequence[WordingFinding], told: bool = False) -> Iterator[str]:
    """Give one line for each check that is broken, and one below it of what it asks for."""
    ranked = sorted(found, key=lambda one: one.finding.id)
    for id, group in groupby(ranked, key=lambda one: one.finding.id):
        each = list(group)
        places = dict.fromkeys(str(one.finding.place.line) for one in each)
        shown = ", ".join(list(places)[:_MOST_PLACES])
        more = ", …" if len(places) > _MOST_PLACES else ""
        yield f"  {id:<22} {len(each):>3}  line {shown}{more}"
        if told:
            yield f"      {_STATEMENTS[id]}"


def _found_texts(found: Sequence[WordingFinding]) -> Iterator[str]:
    """Give findings one by one; many that are mended alike as one text, where the first stands."""
    groups: dict[tuple[str, str], list[WordingFinding]] = {}
    for each in found:
        groups.setdefault((each.finding.id, each.finding.remedy), []).append(each)
    for alike in groups.values():
        if len(alike) > _MOST_ALIKE:
            yield _alike_text(alike)
        else:
            yield from map(_found_text, alike)


def _alike_text(alike: Sequence[WordingFinding]) -> str:
    """Return many findings of one check: each with its line, its documents and its waiver."""
    first = alike[0].finding
    lines = [f"{len(alike)} times {first.severity}: {first.id}", f"  Fix: {first.remedy}"]
    for each in alike:
        place = each.finding.place
        where = f" In {', '.join(each.documents)}." if each.documents else ""
        lines.append(f"  {place.file}:{place.line}: {each.finding.what}.{where}")
        lines.append(f"  - place: {each.place}, covers: {each.covers}")
    known = f"check: {first.id}, place: …, covers: …"
    lines.append(f"  To waive one, under `waivers:`:  - {{{known}, {_OWN}}}")
    return "\n".join(map(put_on_one_line, lines)) + "\n"


def _found_text(found: WordingFinding) -> str:
    """Return a finding with its documents, and what to write in a waiver of it."""
    lines = [finding_text(found.finding, details=_DETAILS).rstrip("\n")]
    if found.documents:
        lines.append(f"  In {', '.join(found.documents)}.")
    known = f"check: {found.finding.id}, place: {found.place}, covers: {found.covers}"
    lines.append(f"  To waive it, under `waivers:`:  - {{{known}, {_OWN}}}")
    return "\n".join(lines) + "\n"


def _waiver_lines(report: WordingReport) -> Iterator[str]:
    yield f"Waived ({len(report.waived)}):"
    for found in report.waived:
        if found.waiver:
            yield f"  {waiver_text(found.waiver)}"


def _summary(report: WordingReport) -> str:
    counts = (
        f"{len(report.must)} must change",
        f"{len(report.should)} should",
        pluralize(len(report.advice), "piece") + " of advice",
        f"{len(report.waived)} waived",
    )
    unruled = "" if report.ruled else " No file of rules stands beside content: nothing is refused."
    return f"Wording: {', '.join(counts)}.{unruled}\n"


def wording_values(report: WordingReport) -> dict[str, object]:
    """Return the same for JSON."""
    return {
        "must": [_value(found) for found in report.must],
        "should": [_value(found) for found in report.should],
        "advice": [_value(found) for found in report.advice],
        "waived": [_value(found) for found in report.waived],
        "lapsed": [
            {**flatten_finding(lapse.finding), "waiver": lapse.waiver.model_dump()}
            for lapse in report.lapsed
        ],
    }


def _value(found: WordingFinding) -> dict[str, object]:
    return {
        **flatten_finding(found.finding),
        "part": found.place,
        "covers": found.covers,
        "documents": list(found.documents),
        **({"waiver": found.waiver.model_dump()} if found.waiver else {}),
    }
