"""The citation marks that were given out -> the list of their sources, in the style of the AMA."""

from collections.abc import Iterator

from brochure.base.dates import day_in_words, month_in_words
from brochure.base.finding import ContentPath
from brochure.content.model.blocks.sources import Sources
from brochure.content.model.sources import Reference
from brochure.content.model.wording import Cite
from brochure.selection.selected import SelectedPart
from brochure.selection.selector import PartSelector

_MOST_AUTHORS, _NAMED_OF_MORE = 6, 3
_SENTENCE_ENDS = ".?!"
_MONTH, _DAY = len("2026-11"), len("2026-11-30")


def select_sources(selector: PartSelector, block: Sources) -> SelectedPart:
    """Return each source behind its numeral."""
    language = selector.content.document.language
    items = tuple(
        _source(selector, number, path, describe_source(source, language, block.accessed))
        for number, (path, source) in enumerate(selector.marks.listed.items(), 1)
    )
    return SelectedPart("sources", {"items": items})


def _source(selector: PartSelector, number: int, path: ContentPath, words: str) -> SelectedPart:
    numeral, said = (selector.literal(text, path, "fine") for text in (str(number), words))
    return SelectedPart("source", {"numeral": numeral, "said": said})


def describe_source(source: Cite | Reference, language: str, accessed: str) -> str:
    """Return what a list says of a source (AMA Manual of Style, 11th edition, chapter 3).

    Of a publisher alone that is the name, and how many more the article counted. `accessed` is the
    word before the day on which a page was looked at; dates are in words of `language`. Nothing is
    in italics, as in all documents.
    """
    if isinstance(source, Cite) or not source.title:
        return f"{source.publisher} +{source.more}" if source.more else source.publisher or ""
    return " ".join(map(_end_sentence, _parts(source, source.title, language, accessed))) + (
        f" {_address_of(source)}" if _address_of(source) else ""
    )


def _parts(source: Reference, title: str, language: str, accessed: str) -> Iterator[str]:
    if source.authors:
        yield _join_authors(source.authors)
    yield title
    where = source.container or source.publisher
    if where:
        yield where
    published = _in_words(source.published or "", language)
    if published or source.locator:
        yield ";".join(filter(None, (published, source.locator)))
    if source.accessed and not source.doi:
        yield f"{accessed} {day_in_words(source.accessed, language)}"


def _address_of(source: Reference) -> str:
    return f"doi:{source.doi}" if source.doi else source.url or ""


def _join_authors(authors: tuple[str, ...]) -> str:
    if len(authors) > _MOST_AUTHORS:
        authors = (*authors[:_NAMED_OF_MORE], "et al")
    return ", ".join(authors)


def _in_words(published: str, language: str) -> str:
    if len(published) == _DAY:
        return day_in_words(published, language)
    return month_in_words(published, language) if len(published) == _MONTH else published


def _end_sentence(part: str) -> str:
    return part if part[-1] in _SENTENCE_ENDS else f"{part}."
