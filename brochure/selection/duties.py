"""Content -> what each document states and owes: of facts and statements, and what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from brochure.base.editions import list_editions
from brochure.base.finding import ContentPath, Finding, has_errors
from brochure.base.vetting import Vetting
from brochure.content.checks.references import LEFT_OUT
from brochure.content.checks.review import check_review
from brochure.content.load import LoadedContent, load_content, sort_by_line
from brochure.content.model.content import Content
from brochure.content.model.facts import Fact
from brochure.content.text import markdown
from brochure.content.yaml.paths import split_path
from brochure.content.yaml.source import Source
from brochure.selection.select import select_content, select_wording
from brochure.selection.selection import Selection


@dataclass(frozen=True)
class Duty:
    """A fact, a statement, or a number of the clinic, and the documents that print or owe it.

    `value` is what it says, empty where that is not known. `printed` and `owed` name editions.
    """

    kind: Literal["fact", "statement", "clinic"]
    id: str
    value: str
    status: str
    source: str
    path: ContentPath
    printed: tuple[str, ...]
    owed: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The editions that owe it and do not print it."""
        return tuple(name for name in self.owed if name not in self.printed)


def load_checked_content(
    path: Path, vetting: Vetting | None = None, today: date | None = None
) -> LoadedContent:
    """Read one content file; what is wrong with it is told beside what its documents leave out.

    `vetting` looks at what it names, as for `load_content`. With `today`, documents that had to be
    reviewed before are told.
    """
    loaded = load_content(path, vetting)
    if loaded.selectable is None or loaded.source is None:
        return loaded
    more = check_owed_facts(loaded.selectable, loaded.source)
    if today:
        more = (*more, *check_review(loaded.selectable, loaded.source, today))
    content = None if has_errors(more) else loaded.content
    return replace(loaded, content=content, findings=sort_by_line((*loaded.findings, *more)))


def select_editions(content: Content, whole: bool = False) -> dict[str, Selection]:
    """Return what each edition says, in the order of content; with its control line if `whole`."""
    known = {e.name: e for e in list_editions(sheet.id for sheet in content.sheets)}
    select = select_content if whole else select_wording
    return {name: select(content, known[name]) for name in content.editions}


def check_owed_facts(content: Content, source: Source) -> tuple[Finding, ...]:
    """Return each fact that a document owes and states nowhere, at the line that says it owes it.

    Whether the finished document shows it is proven at every build.
    """
    if not any(placed.owes.facts for placed in (*content.editions.values(), *content.sheets)):
        return ()
    facts = {fact.id: fact for fact in content.facts}
    found: list[Finding] = []
    for name, selection in select_editions(content).items():
        stated = selection.facts
        for owed in selection.owed:
            if owed.id not in stated:
                what = f'{name} owes the fact "{owed.id}" and states it nowhere'
                path, remedy = split_path(owed.path), _remedy_for(facts[owed.id])
                found.append(source.finding(f"content.fact{LEFT_OUT}", path, what, remedy))
    return tuple(found)


def _remedy_for(fact: Fact) -> str:
    a_list = f", or a list with `fact: {fact.id}`" if fact.items else ""
    return f"Write {{{fact.id}}}{a_list} in wording that it places; or take it out of `owes:`."


def tabulate_duties(content: Content) -> tuple[Duty, ...]:
    """Return every fact, the clinic's numbers, and every statement, in the order of content."""
    selections = select_editions(content, whole=True)  # the control line names the phone, too
    return (
        *_numbers(content, selections),
        *_facts(content, selections),
        *_statements(content, selections),
    )


def _numbers(content: Content, selections: Mapping[str, Selection]) -> Iterator[Duty]:
    """Give the numbers at which the clinic is called and sent texts; no document owes them."""
    clinic = content.clinic
    printed = _printing(selections, "phone", "clinic.phone")
    yield Duty("clinic", "phone", clinic.phone, "confirmed", "", ("clinic", "phone"), printed)
    if clinic.text:
        text, printed = clinic.text, _printing(selections, "text", "clinic.text")
        path: ContentPath = ("clinic", "text")
        number = text.number or ""
        yield Duty("clinic", "text", number, text.status, text.source, path, printed)


def _facts(content: Content, selections: Mapping[str, Selection]) -> Iterator[Duty]:
    for index, fact in enumerate(content.facts):
        owed = (n for n, selection in selections.items() if fact.id in _ids_owed(selection))
        source = f"{fact.provenance}: {fact.source}" if fact.source else fact.provenance
        words = markdown.render_text(fact.sentence)
        path, printed = ("facts", index), _printing(selections, fact.id, "")
        yield Duty("fact", fact.id, words, fact.status, source, path, printed, tuple(owed))


def _statements(content: Content, selections: Mapping[str, Selection]) -> Iterator[Duty]:
    for index, statement in enumerate(content.statements):
        path = f"statements[{index}]"
        owed = (name for name in selections if statement.id in content.owed_by(name)[0])
        words = markdown.render_text(statement.plain or statement.text or "")
        source = f"{statement.provenance}: {statement.source}".removesuffix(": ")
        printed = _printing(selections, "", path)
        where: ContentPath = ("statements", index)
        yield Duty("statement", statement.id, words, "", source, where, printed, tuple(owed))


def _ids_owed(selection: Selection) -> frozenset[str]:
    return frozenset(owed.id for owed in selection.owed)


def _printing(selections: Mapping[str, Selection], fact: str, path: str) -> tuple[str, ...]:
    """Name the editions that state a fact, or say what stands at a content path."""
    return tuple(
        name
        for name, selection in selections.items()
        if fact in selection.facts
        or (path and any(_is_below(said.path, path) for said in selection.passages))
    )


def _is_below(path: str, top: str) -> bool:
    return path == top or path.startswith((f"{top}.", f"{top}["))
