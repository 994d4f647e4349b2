"""Facts typed again in wording -> a warning for each, at the words, with what to write instead.

A copy is a number with its unit, or the words of a fact that has no number, in a sentence that is
about the same: it, or a title over it, has one of the fact's `subject` words. Two entries of a
list are one. What the clinic's article says word for word (`text` with provenance `seed`) is none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from brochure.base.finding import ContentPath, Finding
from brochure.content.checks.fact_matches import FactMatcher, Match, make_matchers
from brochure.content.model.content import Content
from brochure.content.model.facts import REFERENCE
from brochure.content.model.walk import provenance_at, walk_parts
from brochure.content.model.wording import Part, Wording
from brochure.content.text.stems import stem_set, stems_in
from brochure.content.yaml.source import Source

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*")
_TITLES = ("title", "question", "term", "label")


@dataclass(frozen=True)
class _Text:
    """One text that may hold a copy: where it stands, and the words of the titles over it."""

    path: ContentPath
    text: str
    key: str
    over: frozenset[str]


def check_typed_copies(content: Content, source: Source) -> Iterator[Finding]:
    """Find what facts say and wording types again; content without facts has no copies."""
    if not content.facts:
        return
    matchers = make_matchers(content)
    texts = tuple(_texts(content))
    found: set[ContentPath] = set()
    for one in texts:
        for match in _matches_in(one, matchers):
            found.add(one.path)
            yield _report(match, one, source)
    yield from _lists(texts, matchers, found, source)


def _matches_in(one: _Text, matchers: Iterable[FactMatcher]) -> Iterator[Match]:
    """Give the best match of each place in a text; what is named in braces is no copy."""
    text = _blank_out(one.text)
    for sentence in _SENTENCE.finditer(text):
        best: dict[tuple[int, int], Match] = {}
        span, about = sentence.span(), stem_set(sentence[0]) | one.over
        for matcher in (matcher for matcher in matchers if matcher.is_about(about)):
            for match in matcher.matches(text, span, one.over):
                known = best.get(match.span)
                if known is None or match.weight > known.weight:
                    best[match.span] = match
        yield from best.values()


def _blank_out(text: str) -> str:
    """Return a text of the same length without the names in braces."""
    return REFERENCE.sub(lambda found: "#" * len(found[0]), text)


def _lists(
    texts: Iterable[_Text],
    matchers: Iterable[FactMatcher],
    found: set[ContentPath],
    source: Source,
) -> Iterator[Finding]:
    """Find two entries of a fact that stand in two items of one list."""
    lists: dict[tuple[ContentPath, str], list[_Text]] = {}
    for one in texts:
        if "items" in one.path and one.path not in found:
            at = len(one.path) - 1 - one.path[::-1].index("items")
            if at + 3 == len(one.path):  # the item itself: its path goes on by number and key
                lists.setdefault((one.path[:at], one.key), []).append(one)
    for items in lists.values():
        for matcher in matchers:
            stated = [(one, match) for one in items for match in matcher.entries(one.text)]
            over = frozenset(stem for one in items for stem in stems_in(one.text)) | items[0].over
            if len({match.entry for _, match in stated}) > 1 and matcher.is_about(over):
                one, match = stated[0]
                yield _report(match, one, source)


def _report(match: Match, one: _Text, source: Source) -> Finding:
    start, end = match.span
    path = source.place(one.path).path
    place = source.inside(one.path, one.text, start, end - start)
    what = f"“{one.text[start:end]}” is typed here, and the {match.says}"
    return source.finding("facts.typed-copy", path, what, match.remedy, "warning", place=place)


def _texts(content: Content) -> Iterator[_Text]:
    """Give every text of wording that is not exempt, with the titles over it."""
    parts: dict[ContentPath, Part] = {}
    for path, part in walk_parts(content):
        parts[path] = part
        if not isinstance(part, Wording):
            continue
        over = frozenset(_over(path, parts))
        for key, text in (("text", part.text), ("plain", part.plain)):
            if text is not None and not (key == "text" and provenance_at(path, parts) == "seed"):
                yield _Text((*path, key), text, key, over)
    for path, text in content.email.body_texts() if content.email else ():
        yield _Text(path, text, "text", frozenset())


def _over(path: ContentPath, parts: Mapping[ContentPath, Part]) -> Iterator[str]:
    """Give the stems of all titles of the parts around what stands at `path`, but for its own."""
    for end in range(1, len(path) + 1):
        part = parts.get(path[:end])
        own: Mapping[str, object] = vars(part) if part else {}
        for key in _TITLES:
            title = own.get(key)
            if isinstance(title, Wording) and path[end : end + 1] != (key,):
                for text in (title.text, title.plain):
                    yield from stems_in(text or "")
