"""Content -> the facts that the clinic still has to confirm or to fill in, numbered for drafts."""

from collections.abc import Iterator
from dataclasses import dataclass

from brochure.base.finding import ContentPath
from brochure.content.model.content import Content
from brochure.content.text.markdown import render_text


@dataclass(frozen=True)
class OpenFact:
    """A fact that the clinic has to confirm or to fill in: its number on drafts, what is asked,
    what stands there so far (nothing in a gap), and where it stands in content.

    `number` is that of the fact in content, from 1, so that an answer renames no other question.
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
    def mark(self) -> str:
        """How drafts name it: ``[Q3]``."""
        return f"[Q{self.number}]"


def list_open_facts(content: Content) -> tuple[OpenFact, ...]:
    """Return all facts that are not confirmed, in the order of content; gaps come first."""
    return tuple(sorted(_open_facts(content), key=lambda fact: not fact.is_gap))


def _open_facts(content: Content) -> Iterator[OpenFact]:
    text = content.clinic.text
    if text is not None and text.status != "confirmed":
        value = text.number or ""
        question = text.question or _ask_about("the number for texts")
        path: ContentPath = ("clinic", "text")
        yield OpenFact(1, "text", question, value, text.typical, text.source, path)
    first = 1 if text is None else 2
    for index, fact in enumerate(content.facts):
        if fact.status != "confirmed":
            value = render_text("; ".join(fact.entries) or fact.sentence)
            question = fact.question or _ask_about(fact.id.replace("-", " "))
            typical, path = fact.typical or "", ("facts", index)
            yield OpenFact(first + index, fact.id, question, value, typical, fact.source, path)


def _ask_about(what: str) -> str:
    """Return the question where content asks none; what stands there so far is told beside it."""
    return f"About “{what}”: is this right for your clinic?"
