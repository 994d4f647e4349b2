"""Questions to a clinic -> how many are open, a sheet to print or mail, and JSON."""

from collections.abc import Iterator, Sequence
from textwrap import fill

from brochure.base.breaks import without_breaks
from brochure.base.calls import write_call
from brochure.base.finding import pluralize
from brochure.base.printable import put_on_one_line
from brochure.content.model.content import Content
from brochure.content.yaml.source import Source
from brochure.selection.questions import OpenQuestion

_WIDTH = 76  # columns that fit on a page of Letter or A4, and into an e-mail
_ROOM = "_" * 64
_ASK = (
    "Drafts mark each of these with its number. Please answer, and give this sheet back to those"
    " who look after the documents. Nothing is handed to patients while a question is open."
)


def count_open(questions: Sequence[OpenQuestion]) -> str:
    """Return how many facts are open, of either kind: ``3 facts are open: 1 to fill in, …``."""
    gaps = sum(one.fact.is_gap for one in questions)
    kinds = (f"{gaps} to fill in" * bool(gaps), _confirm(len(questions) - gaps))
    verb = "is" if len(questions) == 1 else "are"
    return f"{pluralize(len(questions), 'fact')} {verb} open: {', '.join(k for k in kinds if k)}"


def open_text(questions: Sequence[OpenQuestion], source: Source) -> str:
    """Return the line that tells of facts while some are open."""
    return f"{count_open(questions)}. Which, and how to answer: {_call(source)}"


def _call(source: Source) -> str:
    return write_call("check", source.file, "--questions")


def _confirm(number: int) -> str:
    return f"{number} to confirm" if number else ""


def _how_to_answer(questions: Sequence[OpenQuestion]) -> Iterator[str]:
    """Give the lines to type for each kind of question that is open."""
    ways: dict[tuple[str, ...], OpenQuestion] = {}
    for one in questions:
        ways.setdefault(one.fact.answer, one)
    for answer, first in ways.items():
        gap = first.fact.is_gap
        status, known = ("to fill in", "is known") if gap else ("to confirm", "is right as it is")
        what = "the number for texts" if first.fact.path == ("clinic", "text") else "one"
        yield f"Once {what} {known}, write in the place of its line `status: {status}`:"
        yield from (f"    {line}" for line in answer)


def _where(one: OpenQuestion) -> str:
    return f"in {', '.join(one.documents)}" if one.documents else "in no document"


def question_sheet(questions: Sequence[OpenQuestion], content: Content, source: Source) -> str:
    """Return the sheet to hand to the clinic: plain text, with room for each answer."""
    control = f"Version {content.document.version}, {content.document.issued}"
    head = f"QUESTIONS FOR {without_breaks(content.clinic.short_name).upper()}"
    if not questions:
        return f"{head}\n{control}\n\nNo question is open: every fact is confirmed."
    parts = ["\n".join((head, control, "=" * _WIDTH, fill(_ASK, _WIDTH)))]
    parts.extend("\n".join(_ask(one, source)) for one in questions)
    parts.append(
        "=" * _WIDTH + "\n\nAnswered by __________________________  Role ______________"
        "  Date ________"
    )
    parts.append("\n".join(_for_who_types(questions)))
    return "\n\n".join(parts)


def _for_who_types(questions: Sequence[OpenQuestion]) -> Iterator[str]:
    yield "For those who look after the documents:"
    for line in _how_to_answer(questions):
        yield line if line.startswith(" ") else fill(line, _WIDTH)


def _ask(one: OpenQuestion, source: Source) -> Iterator[str]:
    fact = one.fact
    yield "-" * _WIDTH
    yield _indented(f"{fact.mark}  {fact.question}", "")
    yield ""
    if fact.is_gap:
        yield f"      {_ROOM}\n\n      {_ROOM}"
    else:
        yield _indented(f"So far: {fact.value}")
        yield f"\n      [ ] Yes, this is right\n\n      [ ] No. Right is: {_ROOM[18:]}"
    yield ""
    if fact.source:
        yield _indented(f"Source: {fact.source}")
    yield _indented(f"Shown {_where(one)}")
    yield f"      {put_on_one_line(source.file)}, line {source.place(fact.path).line}: {fact.id}"


def _indented(text: str, first: str = " " * 6) -> str:
    return fill(text, _WIDTH, initial_indent=first, subsequent_indent=" " * 6)


def questions_json(
    questions: Sequence[OpenQuestion], source: Source
) -> tuple[dict[str, object], ...]:
    """Return the questions as values for JSON."""
    return tuple(
        {
            "number": one.fact.number,
            "mark": one.fact.mark,
            "id": one.fact.id,
            "question": one.fact.question,
            "gap": one.fact.is_gap,
            "value": one.fact.value,
            "source": one.fact.source,
            "documents": one.documents,
            "file": source.file,
            "line": source.place(one.fact.path).line,
        }
        for one in questions
    )
