"""A document of today -> all that keeps it from being released, and who can mend each thing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from brochure.approval.desk import Desk
from brochure.approval.documents import Finished
from brochure.approval.entry import LAYOUT
from brochure.approval.standing import name_roles
from brochure.approval.state import DocumentState, why_version_taken
from brochure.base.finding import Finding, pluralize
from brochure.content.checks.review import days_until_end
from brochure.content.checks.sample import find_sample
from brochure.content.model.approval import AUTHOR
from brochure.selection.questions import list_questions
from brochure.selection.select import select_wording
from brochure.wording.report import judge_wording

EDITOR, CLINIC, LIBRARIAN, AUTHOR_PERSON = (
    "Whoever edits the content",
    "The clinic, for the facts only it knows",
    "Whoever looks after the sources",
    "Whoever wrote it",
)
_SOURCES = ("sources.risk", "sources.publisher-only")


@dataclass(frozen=True)
class Obstacle:
    """One thing that keeps a document from being released: whose it is, what, and what to do.

    `where` is the line of content, if it is one of content.
    """

    person: str
    document: str
    what: str
    remedy: str
    where: str = ""


def find_obstacles(
    desk: Desk,
    finished: Finished,
    state: DocumentState | None,
    in_spite: Collection[str] = (),
) -> Iterator[Obstacle]:
    """Give all that keeps one document from being released, in no order.

    `in_spite` names documents that are released though their review is due; no sheet ever is.
    """
    name = finished.document
    for wrong in finished.findings:
        if wrong.severity == "error":
            yield _of_finding(EDITOR, name, wrong)
    yield from _sample(desk, name)
    yield from _questions(desk, name)
    yield from _sources(desk, name)
    yield from _review(desk, name, in_spite)
    if state:
        yield from _signatures(desk, state)
        yield from _version(desk, finished)


def _of_finding(person: str, document: str, finding: Finding) -> Obstacle:
    at = finding.place
    where = f"{at.file}:{at.line}" if at.line else ""
    return Obstacle(person, document, finding.what, finding.remedy, where)


def _sample(desk: Desk, document: str) -> Iterator[Obstacle]:
    left = find_sample(desk.content)
    if left:
        what = f"{pluralize(len(left), 'piece')} of the starter's wording still to be replaced"
        line = desk.source.place(left[0].path).line
        remedy = f"Write your own words there; {desk.name_call('check')} lists each line."
        yield Obstacle(EDITOR, document, what, remedy, f"{desk.source.file}:{line}")


def _questions(desk: Desk, document: str) -> Iterator[Obstacle]:
    for one in list_questions(desk.content):
        if document in one.documents:
            line = desk.source.place(one.fact.path).line
            what = f"{one.fact.mark} {one.fact.question}"
            remedy = f"Answer it: {desk.name_call('check', '--questions')} prints the sheet for it."
            yield Obstacle(CLINIC, document, what, remedy, f"{desk.source.file}:{line}")


def _sources(desk: Desk, document: str) -> Iterator[Obstacle]:
    """Give claims and sources that nobody has confirmed, unless a waiver covers them."""
    content = desk.content
    edition = next(e for e in content.placed_editions() if e.name == document)
    said = {document: select_wording(content, edition)}
    report = judge_wording(content, said, desk.loaded.rules, desk.source)
    for found in (*report.must, *report.should, *report.advice):
        if found.finding.id in _SOURCES and document in found.documents:
            yield _of_finding(LIBRARIAN, document, found.finding)


def _review(desk: Desk, document: str, in_spite: Collection[str]) -> Iterator[Obstacle]:
    placement = desk.content.editions[document]
    if days_until_end(placement.review_by, desk.today) >= 0:
        return
    if document in in_spite and not placement.sheet:
        return
    line = desk.source.place(("editions", document, "review_by")).line
    what = f"it had to be reviewed by {placement.review_by}"
    remedy = "Review it, write by when it is to be done again, and let it be approved."
    if not placement.sheet:
        remedy += f" Or release it all the same: --even-if-past-review {document}."
    yield Obstacle(_reviewer(desk, document), document, what, remedy, f"{desk.source.file}:{line}")


def _signatures(desk: Desk, state: DocumentState) -> Iterator[Obstacle]:
    name = state.document
    for lack in state.lacks:
        person = _person(lack.meaning, lack.roles)
        what = f"“{lack.meaning}” is not signed{f': {lack.why}' if lack.why else ''}"
        yield Obstacle(person, name, what, _call(desk, name, lack.meaning, lack.roles))
    if state.standing.new_pages:
        pages = ", ".join(state.standing.new_pages)
        what = f"the words are approved, the pages look different: {pages}"
        requirement = desk.content.requirement_of(name)
        roles = tuple(r for s in requirement.signatures if s.meaning != AUTHOR for r in s.roles)
        yield Obstacle(_reviewer(desk, name), name, what, _call(desk, name, LAYOUT, roles))


def _version(desk: Desk, finished: Finished) -> Iterator[Obstacle]:
    binding, name = finished.binding, finished.document
    taken = why_version_taken(binding, desk.record().entries) if binding else ""
    if taken:
        line = desk.source.place(("editions", name)).line
        remedy = f"Give it a new version: {desk.name_call('build', '--bump')}."
        yield Obstacle(EDITOR, name, taken, remedy, f"{desk.source.file}:{line}")


def _reviewer(desk: Desk, document: str) -> str:
    signatures = desk.content.requirement_of(document).signatures
    reviews = [one for one in signatures if one.meaning != AUTHOR] or list(signatures)
    return _person(reviews[0].meaning, reviews[0].roles)


def _person(meaning: str, roles: Sequence[str]) -> str:
    if meaning == AUTHOR:
        return AUTHOR_PERSON
    return f"Whoever signs “{meaning}”{name_roles(roles)}"


def _call(desk: Desk, document: str, meaning: str, roles: Sequence[str]) -> str:
    role = roles[0] if roles else "…"
    signed = ("--by", '"…"', "--role", f'"{role}"', "--meaning", f'"{meaning}"')
    return desk.name_call("approve", document, *signed)
