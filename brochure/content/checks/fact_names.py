"""Names of facts -> a finding for each that leads nowhere: in braces, lists, what is owed."""

import re
from collections.abc import Iterator

from brochure.base.finding import ContentPath, Finding
from brochure.base.suggest import did_you_mean, nearest_word
from brochure.content.model.blocks.items import ItemsOrFact
from brochure.content.model.clinic import Clinic
from brochure.content.model.contact_details import named_details
from brochure.content.model.content import Content, Owes
from brochure.content.model.email import BodyText, Covering
from brochure.content.model.facts import CLINIC_NAMES, REFERENCE, Fact, FactItem
from brochure.content.model.walk import walk_parts
from brochure.content.model.wording import Part, Wording
from brochure.content.partial import PartialContent
from brochure.content.yaml.source import Source, SourcePlace

# A brace that is meant: one behind a backslash is printed.
_BRACE = re.compile(r"(?<!\\)\{[^{}]*\}?")
_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")


def check_fact_names(known: PartialContent, source: Source) -> Iterator[Finding]:
    """Follow every name of a fact; where content could not be read whole, only what is sure."""
    content = known.content
    for index, fact in enumerate(content.facts):
        yield from _check_fact(fact, ("facts", index), source)
    ids = {
        "fact": tuple(fact.id for fact in content.facts),
        "statement": tuple(statement.id for statement in content.statements),
    }
    sure = {kind: names for kind, names in ids.items() if kind not in known.unsure}
    for path, kind, id in _owed(content):
        if kind in sure and id not in sure[kind]:
            yield report_unknown_name(kind, id, sure[kind], path, source)
    if not known.whole or "fact" not in sure:
        return
    names = (*sure["fact"], *_detail_names(content))
    if content.facts and hasattr(content, "document"):
        yield from _check_unfilled(content, source)
    email: Covering | None = getattr(content, "email", None)
    for path, text in email.body_texts() if email else ():
        yield from _check_braces(text, path, names, source)
    for path, part in _parts(content):
        if isinstance(part, ItemsOrFact) and part.fact and part.fact not in sure["fact"]:
            yield report_unknown_name("fact", part.fact, sure["fact"], (*path, "fact"), source)
        if content.facts and isinstance(part, Wording):
            for key, text in (("text", part.text), ("plain", part.plain)):
                yield from _check_braces(text or "", (*path, key), names, source)


def _check_fact(fact: Fact, path: ContentPath, source: Source) -> Iterator[Finding]:
    """Refuse a name that is taken, and names in what a fact says: nothing would fill them in."""
    if fact.id in CLINIC_NAMES:
        what = f'"{fact.id}" is a detail of the clinic and is named so in braces already'
        yield source.finding("content.unknown-name", (*path, "id"), what, "Rename the fact.")
    said: list[tuple[ContentPath, str]] = [((*path, "value"), getattr(fact, "value", "") or "")]
    said += (((*path, "items", n), item.words) for n, item in enumerate(fact.items))
    for where, text in said:
        if REFERENCE.search(text):
            what, remedy = "a fact names another in braces", "Write its words out."
            yield source.finding("content.unknown-name", where, what, remedy)


def _owed(content: Content) -> Iterator[tuple[ContentPath, str, str]]:
    """Give each name that an edition or a sheet owes: its path, of what kind, and the name."""
    owing: list[tuple[ContentPath, Owes]] = [
        (("editions", name, "owes"), placed.owes) for name, placed in content.editions.items()
    ]
    owing.extend((("sheets", i, "owes"), sheet.owes) for i, sheet in enumerate(content.sheets))
    for path, owes in owing:
        for n, id in enumerate(owes.statements or ()):
            yield (*path, "statements", n), "statement", id
        for n, id in enumerate(owes.facts):
            yield (*path, "facts", n), "fact", id


def _parts(content: Content) -> Iterator[tuple[ContentPath, Part]]:
    """Give every part that holds wording; the rest of content may not have been read."""
    for kind in ("statements", "sections", "sheets"):
        yield from walk_parts(getattr(content, kind), (kind,))


def _detail_names(content: Content) -> tuple[str, ...]:
    """Return the details of the clinic that can be named; all where it could not be read."""
    clinic: Clinic | None = getattr(content, "clinic", None)
    return tuple(named_details(clinic)) if clinic else CLINIC_NAMES


def _check_braces(
    text: str, path: ContentPath, known: tuple[str, ...], source: Source
) -> Iterator[Finding]:
    for found in _BRACE.finditer(text):
        name = REFERENCE.fullmatch(found[0])
        place = source.inside(path, text, found.start(), len(found[0]))
        if name is None:
            what = f"“{found[0]}” is no name of a fact, and would be printed with its brace"
            remedy = "Write a name of small letters, digits and hyphens, {such-as-this}; or \\{."
            yield source.finding("content.unknown-name", path, what, remedy, place=place)
        elif name[1] not in known:
            yield report_unknown_name("fact", name[1], known, path, source, place)
        elif _in_link(text, found.start()):
            what, remedy = "a fact cannot stand inside a link", "Put the name outside of [ ]( )."
            yield source.finding("content.unknown-name", path, what, remedy, place=place)


def _in_link(text: str, at: int) -> bool:
    return any(link.start() < at < link.end() for link in _LINK.finditer(text))


def _check_unfilled(content: Content, source: Source) -> Iterator[Finding]:
    """Find names of facts in texts that are no wording: nothing fills them in there."""
    names = {*(fact.id for fact in content.facts), *CLINIC_NAMES}
    for path, part in walk_parts(content):
        if isinstance(part, Covering | BodyText | Fact | FactItem):
            continue
        filled = ("text", "plain") if isinstance(part, Wording) else ()
        for key, text in vars(part).items():
            if not isinstance(text, str) or "{" not in text or key in filled:
                continue
            for found in REFERENCE.finditer(text):
                if found[1] in names:
                    what = f"{found[0]} is printed as it stands: nothing is filled in here"
                    remedy = "Write the words; facts are named in text: and plain: alone."
                    yield source.finding("content.unknown-name", (*path, key), what, remedy)


def report_unknown_name(
    kind: str,
    name: str,
    known: tuple[str, ...],
    path: ContentPath,
    source: Source,
    place: SourcePlace | None = None,
) -> Finding:
    """Return the finding of a name that is none of the `known`, with what may be meant."""
    near = nearest_word(name, known)
    remedy = f"Known: {', '.join(known)}." if known else "Delete it: there is none to name."
    what = f'there is no {kind} "{name}"{did_you_mean(name, known)}'
    path = source.place(path).path
    remedy = f"Write {near}." if near else remedy
    return source.finding("content.unknown-name", path, what, remedy, place=place)
