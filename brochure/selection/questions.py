"""Content -> the questions that its clinic still has to answer, and which documents show each."""

from dataclasses import dataclass

from brochure.content.model.content import Content
from brochure.content.model.open_facts import OpenFact, list_open_facts
from brochure.selection.duties import select_editions


@dataclass(frozen=True)
class OpenQuestion:
    """A fact that is not confirmed, and the editions whose pages mark it."""

    fact: OpenFact
    documents: tuple[str, ...]


def list_questions(content: Content) -> tuple[OpenQuestion, ...]:
    """Return a question for each open fact, in the order of their numbers on drafts."""
    opened = list_open_facts(content)
    if not opened:
        return ()
    stated = {name: chosen.facts for name, chosen in select_editions(content).items()}
    return tuple(
        OpenQuestion(fact, tuple(name for name, facts in stated.items() if fact.id in facts))
        for fact in opened
    )
