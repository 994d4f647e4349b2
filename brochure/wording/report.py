"""Content and its rules -> what must change in its words, what should, what was waived by whom."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import compress

from brochure.base.finding import Finding, Location
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.content.model.rules import Rules
from brochure.content.model.waivers import Waiver
from brochure.content.model.walk import provenance_at, walk_parts
from brochure.content.model.wording import Wording
from brochure.content.yaml.paths import format_path
from brochure.content.yaml.source import Source
from brochure.selection.duties import select_editions
from brochure.selection.selection import Selection
from brochure.wording.checks import CONTENT_CHECKS, DOCUMENT_CHECKS
from brochure.wording.claims import words_at
from brochure.wording.document_text import (
    DocumentText,
    owner_of,
    read_document_text,
    read_email_text,
)
from brochure.wording.lapses import Covered, Lapse, find_lapses

_MARK_DIGITS = 8


@dataclass(frozen=True)
class WordingFinding:
    """One finding about words, told once for all documents that say them.

    `place` is the id of the part that says it, `covers` the mark of its words, `documents` the
    editions that say it, none where no document does.
    """

    finding: Finding
    place: str
    covers: str
    documents: tuple[str, ...] = ()
    waiver: Waiver | None = None


@dataclass(frozen=True)
class WordingReport:
    """What is found about the words of all documents: errors, warnings, advice, and waivers.

    `advice` is what is found in words that no rule is for: the clinic's own article, and content
    without rules beside it, which is not `ruled`. `lapsed` are waivers whose words have changed, or
    that cover nothing.
    """

    must: tuple[WordingFinding, ...] = ()
    should: tuple[WordingFinding, ...] = ()
    advice: tuple[WordingFinding, ...] = ()
    waived: tuple[WordingFinding, ...] = ()
    lapsed: tuple[Lapse, ...] = ()
    ruled: bool = True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Errors and warnings, each once, waivers that have lapsed among them."""
        return tuple(found.finding for found in (*self.must, *self.should, *self.lapsed))

    def errors_of(self, document: str) -> tuple[Finding, ...]:
        """Return the errors in the words of one document: they keep it from being written."""
        return tuple(
            replace(found.finding, place=replace(found.finding.place, edition=document))
            for found in self.must
            if document in found.documents
        )


def judge_loaded(loaded: LoadedContent) -> WordingReport:
    """Judge the words of all documents of one content file; nothing where it cannot be read."""
    content, source = loaded.selectable, loaded.source
    if content is None or source is None:
        return WordingReport()
    report = judge_wording(content, select_editions(content), loaded.rules, source)
    used = {_key(each) for each in report.waived}
    return replace(report, lapsed=tuple(find_lapses(content, used, source)))


def judge_wording(
    content: Content, selections: Mapping[str, Selection], rules: Rules | None, source: Source
) -> WordingReport:
    """Judge what documents say by the `rules` of a clinic and by those of plain language.

    Which waivers have lapsed is not told: others may be of documents that are not selected.
    """
    texts = (
        *(read_document_text(content, chosen, rules or Rules()) for chosen in selections.values()),
        read_email_text(content, rules or Rules()),
    )
    found = _fold(_judge_all(content, texts), content, {text.name: text for text in texts})
    waivers = {(w.check, w.place, w.covers): w for w in content.waivers}
    waived = tuple(
        replace(each, waiver=waivers[key]) for each in found if (key := _key(each)) in waivers
    )
    used = {_key(each) for each in waived}
    left = [_locate(each, source) for each in found if _key(each) not in used]
    own = _words_of_clinic(content)
    binds = [rules is not None and _is_ours(each, content, own) for each in left]
    binding = tuple(compress(left, binds))
    advice = tuple(each for each, bound in zip(left, binds, strict=True) if not bound)
    return WordingReport(
        must=tuple(each for each in binding if each.finding.severity == "error"),
        should=tuple(each for each in binding if each.finding.severity == "warning"),
        advice=advice,
        waived=tuple(_locate(each, source) for each in waived),
        ruled=rules is not None,
    )


def _judge_all(content: Content, texts: Iterable[DocumentText]) -> Iterator[Finding]:
    for check in CONTENT_CHECKS:
        yield from check(content)
    for text in texts:
        for each in DOCUMENT_CHECKS:
            yield from each(text)


def _fold(
    findings: Iterable[Finding], content: Content, texts: Mapping[str, DocumentText]
) -> tuple[WordingFinding, ...]:
    """Return each finding once, with the documents that it stands in."""
    groups: dict[Finding, list[str]] = {}
    for finding in findings:
        where = finding.place
        anywhere = replace(finding, place=Location(path=where.path))
        groups.setdefault(anywhere, []).append(where.edition)
    said = _words_by_path(texts.values())
    return tuple(
        WordingFinding(
            finding,
            owner_of(content, finding.place.path),
            mark_of(said.get(finding.place.path) or words_at(content, finding.place.path)),
            tuple(dict.fromkeys(filter(None, documents)))
            or _saying(texts.values(), finding.place.path),
        )
        for finding, documents in groups.items()
    )


def _saying(texts: Iterable[DocumentText], path: str) -> tuple[str, ...]:
    """Name the documents that say what stands at a content path."""
    return tuple(text.name for text in texts if any(unit.path == path for unit in text.units))


def _words_by_path(texts: Iterable[DocumentText]) -> dict[str, str]:
    """Return the words that stand at each content path; of a document all that it says."""
    said: dict[str, str] = {}
    for text in texts:
        said[text.path] = text.words
        said.update((unit.path, unit.text) for unit in text.units if unit.path)
    return said


def mark_of(words: str) -> str:
    """Return the mark of some words, by which a waiver knows them: a letter and a hash.

    The letter keeps YAML from reading a number.
    """
    folded = " ".join(words.split())
    digits = hashlib.sha256(folded.encode()).hexdigest()[:_MARK_DIGITS]
    return chr(ord("a") + int(digits[0], 16)) + digits[1:]


def _key(found: WordingFinding) -> Covered:
    return found.finding.id, found.place, found.covers


def _is_ours(found: WordingFinding, content: Content, of_clinic: Collection[str]) -> bool:
    """Say whether rules bind these words: all but the clinic's own (`of_clinic`).

    On a sheet these too. A document as a whole is bound where it takes plain words.
    """
    path = found.finding.place.path
    if path.startswith("editions.") and not path.endswith(".title"):
        placement = content.editions.get(found.place)
        return placement is None or placement.words == "plain" or bool(placement.sheet)
    placed = (content.editions.get(document) for document in found.documents)
    return path not in of_clinic or any(each is not None and each.sheet for each in placed)


def _words_of_clinic(content: Content) -> frozenset[str]:
    """Return the paths of the clinic's own words: after `text:`, of an article of its own.

    That is where plain words stand beside them, or where `provenance` is seed; of statements, which
    stand in every document, the first alone.
    """
    parts = dict(walk_parts(content))
    return frozenset(
        format_path((*path, "text"))
        for path, part in parts.items()
        if isinstance(part, Wording)
        and (part.plain or (path[0] != "statements" and provenance_at(path, parts) == "seed"))
    )


def _locate(found: WordingFinding, source: Source) -> WordingFinding:
    """Add file, line and column to a finding that knows its content path."""
    place = found.finding.place
    at = source.find(place.path)
    place = replace(place, file=source.file, line=at.line, column=at.column)
    return replace(found, finding=replace(found.finding, place=place))
