"""A document as it is made today -> what approvals of it are bound to: its words, its pages.

Each file of a document has its own fingerprints (`brochure.build.approvable`). Beside the words
counts what they rest on: facts and their status, sources, and findings that were accepted. Where
some facts are no clinical matter, all else of the clinic counts: its pictures and stylesheets, too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from brochure.approval.snapshot import snapshot_of
from brochure.base.fingerprint import fingerprint
from brochure.base.looks import STANDARD
from brochure.build.job import Built
from brochure.content.model.content import Content
from brochure.content.model.facts import Fact, FactItem
from brochure.content.model.rules import Rules
from brochure.content.yaml.source import Source
from brochure.selection.select import select_wording
from brochure.selection.selection import Selection
from brochure.wording.claims import list_claims
from brochure.wording.document_text import read_document_text
from brochure.wording.report import judge_wording

_MASKED = "0"  # in the place of a fact that is no clinical matter


@dataclass(frozen=True)
class Binding:
    """What an approval of one version of a document is bound to.

    `spoken` and `pages` have a fingerprint for each file, by its folder. `behind` is that of what
    the words rest on, `clinical` that of words, what they rest on and own files, but for facts
    which are no clinical matter; it is empty where the policy names none.
    """

    document: str
    version: str
    spoken: Mapping[str, str]
    pages: Mapping[str, str]
    behind: str
    clinical: str
    pdfium: str

    @property
    def words(self) -> str:
        """One fingerprint for all words and what they rest on."""
        return fingerprint(tuple(sorted(self.spoken.items())), self.behind)


def bind(
    content: Content, source: Source, rules: Rules | None, document: str, built: Iterable[Built]
) -> Binding:
    """Return what an approval of a document is bound to; `built` are all files of it."""
    files = tuple(built)
    edition = next(one for one in content.placed_editions() if one.name == document)
    selection = select_wording(content, edition)
    own = {(n, held) for one in files for n, held in one.depends_on if held and ":" not in n}
    return Binding(
        document,
        content.version_of(document),
        {folder_of(one): one.words_fingerprint for one in files},
        {folder_of(one): one.pages_fingerprint for one in files},
        _fingerprint_behind(content, source, rules, document, selection),
        _fingerprint_clinical(content, source, rules, document, tuple(sorted(own))),
        files[0].pdfium if files else "",
    )


def folder_of(built: Built) -> str:
    """Return the folder of a file in the output folder: ``office``, ``screen/readable``."""
    look = "" if built.look == STANDARD.name else f"/{built.look}"
    return f"{built.channel}{look}"


def _fingerprint_behind(
    content: Content,
    source: Source,
    rules: Rules | None,
    document: str,
    selection: Selection,
    but: Collection[str] = (),
) -> str:
    """Return the fingerprint of what words rest on; facts named by `but` do not count."""
    known = selection.facts.difference(but)
    stated = tuple(fact for fact in content.facts if fact.id in known)
    text = read_document_text(content, selection, rules or Rules())
    claims = tuple(c for c in list_claims(content, (text,)) if document in c.documents)
    sources = {one.id: one for claim in claims for one in claim.sources}
    report = judge_wording(content, {document: selection}, rules, source)
    waivers = tuple(found.waiver for found in report.waived if document in found.documents)
    placed = content.editions[document]
    return fingerprint(
        (placed.id, placed.title, content.document.language),
        tuple(fact.model_dump_json() for fact in stated),
        tuple(f"{claim.words} {claim.claim.model_dump_json()}" for claim in claims),
        tuple(one.model_dump_json() for one in sources.values()),
        tuple(waiver.model_dump_json() for waiver in waivers if waiver),
    )


def _fingerprint_clinical(
    content: Content,
    source: Source,
    rules: Rules | None,
    document: str,
    own: tuple[tuple[str, str], ...],
) -> str:
    """Return the fingerprint of words, what they rest on and own files, but for such facts."""
    lane = content.approval.not_clinical
    if lane is None:
        return ""
    masked = content.model_copy(
        update={
            "facts": tuple(
                _mask(fact) if fact.id in lane.facts else fact for fact in content.facts
            ),
            "clinic": content.clinic.model_copy(update=_mask_details(content, lane.facts)),
        }
    )
    edition = next(one for one in masked.placed_editions() if one.name == document)
    said = select_wording(masked, edition)
    inventory = said.inventory
    return fingerprint(
        tuple((one.panel, one.role, one.text) for one in said.passages),
        tuple(one.text for one in snapshot_of(masked, edition).said if one.heard),
        tuple(address for address, _ in inventory.links),
        inventory.codes,
        own,
        _fingerprint_behind(masked, source, rules, document, said, lane.facts),
    )


def _mask(fact: Fact) -> Fact:
    """Return a fact that says the same whatever it says, as a list where it is one."""
    said = {"items": (FactItem(words=_MASKED),)} if fact.items else {"value": _MASKED}
    return fact.model_copy(update={**said, "status": "confirmed"})


def _mask_details(content: Content, facts: Iterable[str]) -> dict[str, object]:
    clinic, named = content.clinic, frozenset(facts)
    address = clinic.address.model_copy(update={"street": _MASKED, "city": _MASKED})
    number = {"number": "(555) 555-0100", "status": "confirmed"}
    values: dict[str, object] = {
        "phone": "(555) 555-0100",
        "text": clinic.text.model_copy(update=number) if clinic.text else None,
        "address": address,
        "website": "https://example.org",
        "booking": "https://example.org",
    }
    return {name: value for name, value in values.items() if name in named}
