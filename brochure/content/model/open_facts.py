"""Content -> the facts that the clinic still has to confirm or to fill in, numbered for drafts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brochure.base.finding import ContentPath
from brochure.content.model.content import Content
from brochure.content.model.facts import Fact
from brochure.content.text.markdown import render_text

# How drafts name a fact that is open.
OPEN_MARK = re.compile(r"\[Q\d+\]")
CONFIRMED = "status: confirmed"
# What a gap becomes: what is written in the place of its status.
ANSWER = 'value: "your answer"'
ANSWER_TEXT = 'number: "your number"'


@dataclass(frozen=True)
class OpenFact:
    """A fact that the clinic has to confirm or to fill in.

    `number` is that of the fact in content and on drafts, from 1, so that an answer renames no
    other question. `value` is what stands there so far, nothing in a gap; `path` is where.
    """

    number: int
    id: str
    question: str
    value: str
    typical: str
    source: str
    path: ContentPath

    @property
    def is_gap(self) -> bool:
        """Say whether there is nothing to print yet."""
        return not self.value

    @property
    def answer(self) -> tuple[str, ...]:
        """The lines to write in content.yaml in the place of its `status:`, once it is known."""
        known = ANSWER_TEXT if self.path == ("clinic", "text") else ANSWER
        return (known, CONFIRMED) if self.is_gap else (CONFIRMED,)

    @property
    def mark(self) -> str:
        """How drafts name it: ``[Q3]``."""
        return f"[Q{self.number}]"


def list_open_facts(content: Content) -> tuple[OpenFact, ...]:
    """Return all facts that are not confirmed, in the order of content; gaps come first."""
    return tuple(sorted(_open_facts(content), key=lambda fact: not fact.is_gap))


def find_open_fact(content: Content, id: str) -> OpenFact | None:
    """Return one of the facts that are not confirmed, or None where this one is."""
    if id == "text":
        return _open_text(content)
    found = ((i, fact) for i, fact in enumerate(content.facts) if fact.id == id)
    index, fact = next(found, (0, None))
    return _open_fact(content, index, fact) if fact else None


def _open_facts(content: Content) -> Iterator[OpenFact]:
    text = _open_text(content)
    if text:
        yield text
    for index, fact in enumerate(content.facts):
        if opened := _open_fact(content, index, fact):
            yield opened


def _open_text(content: Content) -> OpenFact | None:
    text = content.clinic.text
    if text is None or text.status == "confirmed":
        return None
    question = text.question or _ask_about("the number for texts")
    path: ContentPath = ("clinic", "text")
    return OpenFact(1, "text", question, text.number or "", text.typical, text.source, path)


def _open_fact(content: Content, index: int, fact: Fact) -> OpenFact | None:
    if fact.status == "confirmed":
        return None
    number = index + (1 if content.clinic.text is None else 2)
    value = render_text("; ".join(fact.entries) or fact.sentence)
    question = fact.question or _ask_about(fact.id.replace("-", " "))
    path: ContentPath = ("facts", index)
    return OpenFact(number, fact.id, question, value, fact.typical or "", fact.source, path)


def _ask_about(what: str) -> str:
    """Return the question where content asks none; what stands there so far is told beside it."""
    return f"About “{what}”: is this right for your clinic?"
