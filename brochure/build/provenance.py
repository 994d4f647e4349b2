"""What a document is made from -> one line that is kept about its file, and what has changed since.

The line tells the fingerprint of what the document takes of content, the facts of the clinic that
stand in it, and the hash of each file of the project that was read for it. No person's name is in
it but what the document itself says to all.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from brochure.base.finding import Finding
from brochure.base.fingerprint import fingerprint
from brochure.base.plain_value import Json, entry_of, read_json
from brochure.build.job import Job
from brochure.build.job_key import selections_of, variant_of
from brochure.content.model.contact_details import format_web_address
from brochure.content.model.content import Content
from brochure.content.yaml.source import Source
from brochure.selection.selection import Selection
from brochure.wording.report import judge_wording

VERSION = "version"
_DIGITS = 16  # of a hash of a file: it is only compared with what the file is now
_MOST_TOLD = 2
_LONGEST = 60


@dataclass(frozen=True)
class Origin:
    """What one file was made from. `says` are facts by what they are called, `reads` hashes."""

    content: str
    says: Mapping[str, str] = field(default_factory=dict[str, str])
    reads: Mapping[str, str] = field(default_factory=dict[str, str])

    def line(self) -> str:
        """Return it in one line."""
        return json.dumps({"content": self.content, "says": self.says, "reads": self.reads})

    @classmethod
    def parse(cls, line: str) -> "Origin | None":
        """Read such a line; None where it is none."""
        try:
            told = read_json(line)
            content, says, reads = (entry_of(told, key) for key in ("content", "says", "reads"))
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        return cls(str(content), _texts(says), _texts(reads))


class Provenance:
    """Knows what documents of one content take of it; each edition is asked once."""

    def __init__(self) -> None:
        self._selections: dict[str, tuple[Selection, ...]] = {}
        self._taken: dict[str, str] = {}
        self._says: dict[str, dict[str, str]] = {}
        self._wrong: dict[str, tuple[Finding, ...]] = {}

    def selections(self, job: Job) -> tuple[Selection, ...]:
        """Return what a job takes of content, the same for all its channels and looks."""
        name = job.edition.name
        if name not in self._selections:
            self._selections[name] = selections_of(job)
        return self._selections[name]

    def taken(self, job: Job) -> str:
        """Return the fingerprint of that."""
        name = job.edition.name
        if name not in self._taken:
            self._taken[name] = fingerprint(self.selections(job))
        return self._taken[name]

    def wrong_words(self, job: Job, source: Source) -> tuple[Finding, ...]:
        """Return the errors in the words of a document, each at its line; `check` tells all else.

        They are looked for when it is made, so that nobody waits for them to see a page.
        """
        name = job.edition.name
        if name not in self._wrong:
            said = {name: self.selections(job)[0]}
            report = judge_wording(job.content, said, job.rules, source)
            self._wrong[name] = report.errors_of(name)
        return self._wrong[name]

    def origin(self, job: Job, depends_on: Sequence[tuple[str, str]] = ()) -> Origin:
        """Return what is to be kept about the file of a job, made from these files."""
        reads = {name: held[:_DIGITS] for name, held in depends_on if held and ":" not in name}
        return Origin(self._content(job), self._facts(job), reads)

    def difference(self, then: Origin, job: Job, hash_now: Callable[[str], str]) -> str:
        """Say how the file of a job differs from today's content; nothing where it does not."""
        if then.content != self._content(job):
            return _difference(then.says, dict(_facts_of(job.content, job.edition.name)))
        changed = (n for n, held in then.reads.items() if hash_now(n)[:_DIGITS] != held)
        name = next(changed, "")
        return f"was made before {name} was changed" if name else ""

    def _content(self, job: Job) -> str:
        return fingerprint(self.taken(job), variant_of(job))

    def _facts(self, job: Job) -> dict[str, str]:
        """Return the facts that stand in an edition, the version always."""
        name = job.edition.name
        if name not in self._says:
            selection = self.selections(job)[0]
            words, stated = _fold(" ".join(p.text for p in selection.passages)), selection.facts
            self._says[name] = {
                called: value
                for called, value in _facts_of(job.content, name)
                if called == VERSION or called in stated or _fold(value) in words
            }
        return self._says[name]


def _difference(then: Mapping[str, str], now: Mapping[str, str]) -> str:
    changed = [(name, value) for name, value in then.items() if now.get(name) != value]
    told = [_name_fact(name, value) for name, value in changed if name != VERSION]
    if told:
        more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
        return f"still has {', '.join(told[:_MOST_TOLD])}{more}"
    return "is of an earlier content" + (f", version {then[VERSION]}" if changed else "")


def _name_fact(name: str, value: str) -> str:
    called = name if " " in name or name in ("name", "address") else f"fact {name}:"
    return f"the {called} {value if len(value) <= _LONGEST else value[:_LONGEST] + '…'}"


def _facts_of(content: Content, edition: str) -> Iterator[tuple[str, str]]:
    """Give the facts that may stand in a document: what each is called, and its words."""
    clinic = content.clinic
    yield "phone number", clinic.phone
    if clinic.text and clinic.text.number:
        yield "text number", clinic.text.number
    yield "web address", format_web_address(clinic.website)
    yield "booking address", format_web_address(clinic.booking)
    yield "address", f"{clinic.address.street}, {clinic.address.city}"
    yield "name", clinic.name
    for fact in content.facts:
        if not fact.is_gap:
            yield fact.id, fact.sentence
    yield VERSION, content.version_of(edition)


def _fold(text: str) -> str:
    return " ".join(text.replace(",", " ").split())


def _texts(value: Json) -> dict[str, str]:
    items = value.items() if isinstance(value, dict) else ()
    return {name: text for name, text in items if isinstance(text, str)}
