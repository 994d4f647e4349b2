"""What an e-mailed document says of itself to a bystander, and the check that it stays neutral."""

import re
import unicodedata
from collections.abc import Iterator

from brochure.base.breaks import without_breaks
from brochure.base.editions import FLOWING_LOOKS, Edition, list_editions
from brochure.base.finding import ContentPath, Finding
from brochure.base.status import DRAFT_MARK
from brochure.base.suggest import did_you_mean
from brochure.content.model.contact_details import named_details
from brochure.content.model.content import Content
from brochure.content.model.email import Covering
from brochure.content.model.facts import REFERENCE, begin_sentence
from brochure.content.model.open_facts import list_open_facts
from brochure.content.text.markdown import render_text
from brochure.content.yaml.source import Source

_MOST_BYTES = 240  # some programs add " (1)" to what is there already
_LEAST_LETTERS = 4  # of a sheet's id: shorter ones would be found in ordinary words
_NAMED_LOOKS = FLOWING_LOOKS[1:]  # the first is the standard one, which goes without a word

_FILL_IN = "Write in the place of its `status: to fill in`: {lines}"


def screen_editions(content: Content) -> tuple[str, ...]:
    """Return the names of the editions of `content` that are made for screens."""
    return tuple(edition.name for edition in _for_screens(content))


def explain_unfit(content: Content, name: str) -> tuple[str, str]:
    """Return why a document cannot be e-mailed, and which can."""
    known = screen_editions(content)
    remedy = f"These can be e-mailed: {', '.join(known)}."
    if not known:
        remedy = "Nothing can be e-mailed: content.yaml places no document for screens."
    if name in content.editions and name not in known:
        return f"{name} is made for paper only, so it is not e-mailed", remedy
    return f'there is no document for screens named "{name}"{did_you_mean(name, known)}', remedy


def _for_screens(content: Content) -> Iterator[Edition]:
    return (edition for edition in content.placed_editions() if "screen" in edition.channels)


def fill_in(text: str, content: Content, name: str = "") -> str:
    """Return a text of the message with ``{clinic}``, ``{phone}``, ``{name}`` and facts filled in.

    What is filled in is not filled again. A gap, which no good content names here, is left out.
    """
    details = named_details(content.clinic) | {"name": name}
    facts = {fact.id: fact for fact in content.facts}

    def fill(found: re.Match[str]) -> str:
        if found[1] in details:
            return details[found[1]]
        words = render_text(facts[found[1]].sentence)
        return begin_sentence(words, text, found.start())

    return without_breaks(REFERENCE.sub(fill, text))


def attachment_name(
    content: Content, edition: str, look: str = "", version: str = "", draft: bool = False
) -> str:
    """Return the file name under which a reader gets an edition: clinic, document, look, version.

    `look` is empty for the standard one, `version` for that of today's content. The name of a draft
    begins with ``DRAFT``.
    """
    covering = content.email
    document = covering.file_names.get(edition) if covering else None
    seen = covering.look_names.get(look, look) if covering else look
    parts = (
        *((DRAFT_MARK,) if draft else ()),
        without_breaks(content.clinic.short_name),
        document or content.editions[edition].id,
        *((seen,) if seen else ()),
        f"v{version or content.version_of(edition)}",
    )
    return "-".join(map(_in_one_word, parts)) + ".pdf"


def _in_one_word(part: str) -> str:
    """Return a part of a file name: letters of any script, digits, dots; hyphens for the rest."""
    kept = (c if c in "._" or unicodedata.category(c)[0] in "LMN" else "-" for c in part)
    return re.sub("-+", "-", unicodedata.normalize("NFC", "".join(kept))).strip("-.")


def check_email(content: Content, source: Source) -> Iterator[Finding]:
    """Find documents that cannot be sent, names used twice, and words that tell what care it is."""
    covering = content.email
    if covering is None:
        return
    yield from _find_unknown(content, covering, source)
    yield from _find_alike(content, source)
    yield from _find_long(content, source)
    yield from _find_open(content, covering, source)
    private = _find_private(content, covering)
    for path, text in _visible_texts(content, covering):
        word = next((w for w in private if _fold(w) in _fold(text)), "")
        if word:
            what = f'“{text}” holds "{word}", which tells others what care this is about'
            remedy = "Say it without that word: others see subjects, first lines and file names."
            if path[:2] == ("email", "file_names"):
                remedy = f"Give it a neutral name: write `{path[2]}: Guide` under `file_names:`."
            yield source.finding("email.tells", path, what, remedy)


def _find_unknown(content: Content, covering: Covering, source: Source) -> Iterator[Finding]:
    """Find names in `attach` and `file_names` of what is not made for screens, and of no look."""
    known, placed_wrongly = screen_editions(content), _lost_editions(content)
    attached = ((name, ("email", "attach", i)) for i, name in enumerate(covering.attach))
    named = ((name, ("email", "file_names", name)) for name in covering.file_names)
    for name, path in (*attached, *named):
        if name not in known and name not in placed_wrongly:
            what, remedy = explain_unfit(content, name)
            yield source.finding("email.unknown-document", path, what, remedy)
    for look in covering.look_names:
        if look not in _NAMED_LOOKS:
            what = f'there is no look to name "{look}"{did_you_mean(look, _NAMED_LOOKS)}'
            remedy = f"Known: {', '.join(_NAMED_LOOKS)}."
            yield source.finding("email.unknown-look", ("email", "look_names", look), what, remedy)


def _lost_editions(content: Content) -> frozenset[str]:
    """Return the editions that are not placed while another name stands there, which is told."""
    sheets = {placed.sheet for placed in content.editions.values()} - {None}
    known = {e.name for e in list_editions((*(s.id for s in content.sheets), *map(str, sheets)))}
    placed = {edition.name for edition in content.placed_editions()}
    return frozenset(known - placed if set(content.editions) - placed else ())


def _find_open(content: Content, covering: Covering, source: Source) -> Iterator[Finding]:
    """Find names of gaps: a message cannot say what the clinic has not filled in."""
    gaps = {fact.id: fact.answer for fact in list_open_facts(content) if fact.is_gap}
    for path, text in covering.body_texts():
        for found in REFERENCE.finditer(text):
            if found[1] in gaps:
                what = f"{found[0]} is a gap: the clinic has not filled it in"
                lines = " and below it ".join(f"`{line}`" for line in gaps[found[1]])
                remedy = f"{_FILL_IN.format(lines=lines)}, or say it without that fact."
                place = source.inside(path, text, found.start(), len(found[0]))
                yield source.finding("email.gap", path, what, remedy, place=place)


def _find_alike(content: Content, source: Source) -> Iterator[Finding]:
    """Find documents that would get the same name; two that are alike in every look, once."""
    first: dict[str, tuple[str, str]] = {}
    reported: set[tuple[str, str]] = set()
    for edition, look in ((e, look) for e in _for_screens(content) for look in ("", *e.looks[1:])):
        name = attachment_name(content, edition.name, look)
        other, worn = first.setdefault(name.casefold(), (edition.name, look))
        pair = (look, worn) if other == edition.name else (edition.name, other)
        if (other, worn) == (edition.name, look) or pair in reported:
            continue
        reported.add(pair)
        here, there = (
            f"{e}, {seen}," if seen else e for e, seen in ((edition.name, look), (other, worn))
        )
        what = f"{here} and {there} would both be sent as {name}"
        remedy = "Give each a name of its own under `file_names:` and `look_names:`."
        yield source.finding("email.same-name", ("email", "file_names"), what, remedy)


def _find_long(content: Content, source: Source) -> Iterator[Finding]:
    """Find names that no disk takes: 255 bytes, and letters beyond a to z need two or three."""
    for edition in _for_screens(content):
        names = [attachment_name(content, edition.name, look) for look in ("", *edition.looks[1:])]
        longest = max(names, key=lambda name: len(name.encode()))
        if len(longest.encode()) > _MOST_BYTES:
            what = f"{edition.name} would be sent as {longest}, which is too long to be saved"
            remedy = "Write a shorter name under `file_names:`, or a shorter `short_name:`."
            yield source.finding("email.long-name", ("email", "file_names"), what, remedy)


def _find_private(content: Content, covering: Covering) -> tuple[str, ...]:
    """Return the words that would tell: what the clinic lists, and what sheets are about."""
    ids = (part for sheet in content.sheets for part in sheet.id.split("-"))
    return (*covering.private_words, *(part for part in ids if len(part) >= _LEAST_LETTERS))


def _visible_texts(content: Content, covering: Covering) -> Iterator[tuple[ContentPath, str]]:
    """Give all that a screen shows of the message before a document is opened."""
    texts: list[tuple[ContentPath, str]] = [
        (("email", "subject"), covering.subject),
        (("email", "greeting"), covering.greeting),
        (("email", "greeting_by_name"), covering.greeting_by_name or ""),
        *covering.body_texts(),
    ]
    for path, text in texts:
        yield path, _fill_in_known(text, content)
    for edition in screen_editions(content):
        yield ("email", "file_names", edition), attachment_name(content, edition)
    yield from ((("email", "look_names", look), name) for look, name in covering.look_names.items())


def _fill_in_known(text: str, content: Content) -> str:
    """Return a text of the message filled in; names that lead nowhere are told by another check."""
    known = (*named_details(content.clinic), "name", *(fact.id for fact in content.facts))
    whole = all(name in known for name in REFERENCE.findall(text))
    return fill_in(text, content) if whole else text


def _fold(text: str) -> str:
    """Return a text without case, accents and signs, so that no spelling hides a word."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum() or c == " ")
