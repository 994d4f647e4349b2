"""The headings of content -> a warning for each character that their type lacks."""

from collections.abc import Collection, Iterator

from brochure.base.finding import ContentPath, Finding
from brochure.content.model.content import Content
from brochure.content.model.wording import Wording
from brochure.content.text.characters import TextFault, find_character_faults
from brochure.content.yaml.source import Source


def check_headings(
    content: Content, source: Source, alphabet: Collection[str]
) -> tuple[Finding, ...]:
    """Return a warning for each character of a heading that is set in the text type instead.

    `alphabet` holds what the display type has. The text type has every character of content (the
    model saw to that), so nothing is lost: the heading mixes two designs. Greek and some Latin
    letters are such, and whoever wants them in a heading may have them.
    """
    found: list[Finding] = []
    for text, path in _headings(content):
        for fault in find_character_faults(text, alphabet):
            place = source.inside(path, text, fault.at, fault.width)
            what, remedy = _explain_missing_letter(text, fault)
            at = source.place(path).path
            found.append(
                source.finding("content.heading", at, what, remedy, "warning", place=place)
            )
    return tuple(found)


def _explain_missing_letter(text: str, fault: TextFault) -> tuple[str, str]:
    sign = text[fault.at : fault.at + fault.width]
    what = f"the type of headings has no “{sign}”; it is set in the type of the text"
    return what, "Write it in words in this heading, or leave it as it is."


def _headings(content: Content) -> Iterator[tuple[str, ContentPath]]:
    """Give each text that the shipped stylesheets set in display type, and its path."""
    yield content.clinic.short_name, ("clinic", "short_name")
    for kind in ("statements", "sections", "sheets"):
        for index, part in enumerate(getattr(content, kind)):
            title: Wording | None = part.title
            if title is not None:
                yield from _texts(title, (kind, index, "title"))
            for number, own in enumerate(getattr(part, "fields", ())):
                yield from _texts(own.title, (kind, index, "fields", number, "title"))


def _texts(wording: Wording, path: ContentPath) -> Iterator[tuple[str, ContentPath]]:
    for key, text in (("text", wording.text), ("plain", wording.plain)):
        if text is not None:
            yield text, (*path, key)
