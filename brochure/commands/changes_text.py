"""What changed in documents -> a few lines for each, safety wording first, on a terminal."""

from collections.abc import Iterator, Sequence

from brochure.approval.change_words import (
    count_kinds,
    name_kind,
    name_panel,
    tell_files,
    tell_particulars,
    tell_verdict,
    words_of_change,
)
from brochure.approval.compare import DocumentChanges
from brochure.approval.word_changes import PassageChange, WordRun
from brochure.base.printable import join_lines, put_on_one_line

_MOST_PASSAGES = 8  # of one kind that are shown; the sheet has all
_AROUND = 4  # words of what stayed, on each side of a change


def changes_texts(changes: Sequence[DocumentChanges]) -> Iterator[str]:
    """Give a text for each document, and what the signs in it mean."""
    for one in changes:
        yield join_lines(map(_fold, _lines(one)))
    if any(one.passages for one in changes):
        yield words_of_change("told.key")


def sheet_text(html: str, pdf: str) -> str:
    """Return where the sheet lies."""
    return put_on_one_line(words_of_change("told.sheet", html=html, pdf=pdf))


def _fold(line: str) -> str:
    """Return a line without blanks of others; its own indent stays."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + put_on_one_line(line.lstrip(" "))


def _lines(one: DocumentChanges) -> Iterator[str]:
    verdict = tell_verdict(one)
    yield words_of_change("told.document", document=one.document, id=one.id, verdict=verdict)
    for label, some in (("safety", one.safety), ("other", one.other)):
        yield from _passage_lines(words_of_change(label), some)
    notes = (*tell_particulars(one), *(() if one.is_same else tell_files(one, pictured=False)))
    yield from (words_of_change("told.note", text=text) for text in notes)


def _passage_lines(label: str, changes: Sequence[PassageChange]) -> Iterator[str]:
    if not changes:
        return
    yield words_of_change("told.count", label=label, counts=count_kinds(changes))
    for change in changes[:_MOST_PASSAGES]:
        kind = words_of_change(f"kinds.{name_kind(change)}")
        text = " ".join(map(_mark, _shorten(change.runs)))
        panel = name_panel(change.said.panel)
        yield words_of_change("told.passage", kind=kind, panel=panel, text=text)
    if len(changes) > _MOST_PASSAGES:
        yield words_of_change("told.more", count=len(changes) - _MOST_PASSAGES)


def _mark(run: WordRun) -> str:
    return words_of_change(f"told.run.{run.kind}", text=run.text)


def _shorten(runs: Sequence[WordRun]) -> Iterator[WordRun]:
    """Give what changed, with a few words of what stands around it."""
    for number, run in enumerate(runs):
        words = run.text.split()
        head, tail = number > 0, number < len(runs) - 1
        most = _AROUND * (head + tail)
        if run.kind != "same" or len(runs) == 1 or len(words) <= most + 1:
            yield run
            continue
        front = words[:_AROUND] if head else []
        back = words[-_AROUND:] if tail else []
        yield WordRun("same", " ".join((*front, "…", *back)))
