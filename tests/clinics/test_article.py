"""The clinic's article, whole: guide and booklet say every sentence in its words and order."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from brochure.base.editions import BOOKLET, GUIDE, LARGE_PRINT, Edition
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.selection.passage import Passage
from brochure.selection.select import select_content
from brochure.selection.selection import Selection
from tests.content.places import at

ARTICLE = Path(__file__).parent / "article.txt"

# What the website left in the text: its accessibility widget, citation marks, Q: and A:,
# list numbers and bullets. The pathway lost its arrows there.
_WIDGET = re.compile(r"Accessibility Tools.*", re.DOTALL)
_MARKS = re.compile(
    r"(?<=[.”?)]) (National Institutes of Health \(NIH\)|National Institute of Mental Health"
    r"|MDPI|PMC|Nature|JNJ\.com|FDA Access Data|Health)(\+\d)?(PMC\+2)?$",
    re.MULTILINE,
)
_PATHWAY = (
    "blockadeglutamate surgeAMPA activationBDNF/mTORnew/stronger synapsesbetter network",
    "blockade → glutamate surge → AMPA activation → BDNF/mTOR → new/stronger synapses"
    " → better network",
)


def article_sentences() -> list[str]:
    text = _WIDGET.sub("", ARTICLE.read_text(encoding="utf-8"))
    marks = _MARKS.findall(text)
    assert sum(1 + bool(second) for _, _, second in marks) == 19, "citation marks of the article"
    text = _MARKS.sub("", text).replace(*_PATHWAY)
    lines = (re.sub(r"^\s*(Q:|A:|•|\d\.)\s+", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def words(text: str) -> list[str]:
    return re.findall(r"[^\s–]+", text)


def without_marks(said: Passage) -> str:
    """Return the words of a piece of wording without the citation numbers after it."""
    marked = said.html.endswith(("</sup></span>", "</sup>"))
    return re.sub(r"\d+(,\d+)?$", "", said.text) if marked else said.text


def guide_of(content: Content) -> Selection:
    return select_content(content, GUIDE)


def said_words(content: Content, edition: Edition = GUIDE) -> list[str]:
    return [w for s in select_content(content, edition).passages for w in words(without_marks(s))]


def first_missing(sentences: Iterable[str], said: list[str]) -> str | None:
    """Return the first sentence that `said` does not hold word for word after the one before."""
    at = 0
    for sentence in sentences:
        wanted = words(sentence)
        found = next((i for i in range(at, len(said)) if said[i : i + len(wanted)] == wanted), None)
        if found is None:
            return sentence
        at = found + len(wanted)
    return None


@pytest.mark.parametrize("edition", [GUIDE, BOOKLET], ids=lambda edition: edition.name)
def test_the_whole_article_is_said_in_its_words_and_order(
    loaded: LoadedContent, edition: Edition
) -> None:
    assert loaded.content
    sentences = article_sentences()
    assert len(sentences) == 57
    assert first_missing(sentences, said_words(loaded.content, edition)) is None


def test_large_print_says_all_that_the_guide_says(loaded: LoadedContent) -> None:
    """In plain wording, piece by piece; buttons are lines of text there.

    The caution on the guide's cover is left out: large print has none, and its first page says the
    same among its main points.
    """

    def pieces(edition: Edition) -> set[str]:
        assert loaded.content
        said = (
            s.path
            for s in select_content(loaded.content, edition).passages
            if not s.path.startswith("sources[")
        )
        return {re.sub(r"\.(text|plain)$", "", path) for path in said}

    missing = pieces(GUIDE) - pieces(LARGE_PRINT)
    elsewhere = re.compile(r"clinic\.|editions\.|.*\.items\[\d\]\.label")
    caution = at("sections[title].blocks[caution-named]")
    contents = at("sections[guide-contents].title")  # its pages are turned one by one
    numbers = at("sections[get-help-now].title")  # they lead the first page, right below its title
    assert {path for path in missing if not elsewhere.match(path)} == {caution, contents, numbers}
    assert loaded.content
    points = at("sections[main-points]")
    said = select_content(loaded.content, LARGE_PRINT).passages
    first = " ".join(s.text for s in said if s.path.startswith(points))
    assert "may help some people with depression" in first and "Both have serious risks" in first


def test_a_missing_a_changed_and_a_moved_sentence_would_be_seen(loaded: LoadedContent) -> None:
    """The comparison above can fail."""
    assert loaded.content
    said = said_words(loaded.content)
    sentences = article_sentences()
    at = next(i for i, s in enumerate(sentences) if s.startswith("Research is active"))
    changed = sentences[at].replace("active", "inactive")
    assert first_missing([*sentences[:at], changed, *sentences[at + 1 :]], said) == changed
    swapped = [*sentences[:at], sentences[at + 1], sentences[at], *sentences[at + 2 :]]
    assert first_missing(swapped, said) == sentences[at]
    assert first_missing([*sentences, "One more."], said) == "One more."
    cut = said.index("promising")
    assert first_missing(sentences, [*said[:cut], *said[cut + 1 :]]) == sentences[at]


def test_every_citation_mark_keeps_publisher_and_count(loaded: LoadedContent) -> None:
    assert loaded.content
    text = _WIDGET.sub("", ARTICLE.read_text(encoding="utf-8"))
    marks = ["".join(m.group(0).split()) for m in _MARKS.finditer(text)]
    listed = [
        "".join(s.text.split())
        for s in guide_of(loaded.content).passages
        if s.path.startswith("sources[") and not s.text.isdigit()
    ]
    assert "".join(listed) == "".join(marks)


def test_the_pathway_has_its_arrows(loaded: LoadedContent) -> None:
    assert loaded.content
    answer = next(s.text for s in guide_of(loaded.content).passages if "NMDA blockade" in s.text)
    assert answer.count("→") == 5
    assert "NMDA blockade → glutamate surge → AMPA activation → BDNF/mTOR → new" in answer


def test_nothing_of_the_website_widget_is_left(loaded: LoadedContent) -> None:
    assert loaded.content
    said = " ".join(s.text for s in guide_of(loaded.content).passages)
    for residue in ("Increase Text", "Grayscale", "Readable Font", "Accessibility Tools"):
        assert residue not in said
