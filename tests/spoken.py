"""The tags of a file as text: a line for each, as they are read aloud. Small enough to be read."""

from collections.abc import Iterator
from itertools import groupby

from brochure.reading.tags import MarkedContent, ReadAnnotation, ReadTag, ReadTags

_SHOWN_WORDS = 8
_TOLD = ("Scope", "ColSpan", "RowSpan", "ListNumbering", "Lang", "E", "ID", "Headers")


def spoken(tags: ReadTags) -> str:
    """Return the tags of one document, indented; a tag that holds one other stands before it."""
    return "\n".join(_lines(tags.root, 0)) + "\n"


def _lines(tag: ReadTag, depth: int) -> Iterator[str]:
    line = _name(tag)
    while len(tag.kids) == 1 and isinstance(tag.kids[0], ReadTag):
        tag = tag.kids[0]
        line += f" > {_name(tag)}"
    mixed = any(isinstance(kid, ReadTag) for kid in tag.kids)
    notes = [kid for kid in tag.kids if isinstance(kid, ReadAnnotation)]
    line += "".join(f" [{n.kind}: {n.words}{f', {n.href}' if n.href else ''}]" for n in notes)
    yield f"{'  ' * depth}{line}{'' if mixed else _text(tag.kids)}"
    for is_text, kids in (
        groupby(tag.kids, lambda kid: isinstance(kid, MarkedContent)) if mixed else ()
    ):
        if is_text:
            yield f"{'  ' * (depth + 1)}{_text(tuple(kids)).strip()}"
        for kid in kids:
            if isinstance(kid, ReadTag):
                yield from _lines(kid, depth + 1)


def _text(kids: tuple[ReadTag | MarkedContent | ReadAnnotation, ...]) -> str:
    """Return the first words of the text among these."""
    words = ReadTag("", tuple(kid for kid in kids if isinstance(kid, MarkedContent))).words.split()
    more = f" … {len(words)} words" if len(words) > _SHOWN_WORDS else ""
    return f" “{' '.join(words[:_SHOWN_WORDS])}{more}”" if words else ""


def _name(tag: ReadTag) -> str:
    alt = f" ‘{tag.facts['Alt']}’" if "Alt" in tag.facts else ""
    told = [f"{key}={_plain(tag.facts[key])}" for key in _TOLD if key in tag.facts]
    return f"{tag.role}{alt}" + "".join(f" {fact}" for fact in told if fact != "ListNumbering=None")


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "+".join(str(part) for part in value)  # type: ignore[reportUnknownVariableType]
    return f"{value:g}" if isinstance(value, float) else str(value)
