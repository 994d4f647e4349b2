"""Does the file say what it is, in which language, and how to find one's way in it?"""

import re
from collections.abc import Iterator

from brochure.access.file import AccessFile, PdfTag
from brochure.access.languages import guess_language
from brochure.access.rule import TAGGED_FILES, cite, count_words, fault, fold_words
from brochure.base.check import check
from brochure.base.finding import Finding

_FILE = re.compile(
    r"\.(pdf|docx?|dotx?|odt|rtf|indd|pptx?|xlsx?|pub|pages|html?|tex|ai)$"
    r"|^(microsoft (word|powerpoint) -|untitled|document ?\d*$|presentation ?\d*$|dokument ?\d*$)",
    re.IGNORECASE,
)
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*$", re.IGNORECASE)
_LONG_PAGES = 21  # from which on Acrobat asks for bookmarks
_MARGIN = 0.1  # share of a page's height in which page numbers and running heads stand
_BODY_WORDS = 4


def titles_a_file(title: str) -> bool:
    """Say whether a title is the name of a file, or what a program writes on its own."""
    return bool(_FILE.search(title.strip()))


@check(
    "ua.title",
    "error",
    statement="The file has a title, and it is no file name.",
    rationale="The title is the first that is read aloud, and what a window or tab is called.",
    source="Matterhorn 1.1, 06-004; PAC 2024, validity of document title; WCAG 2.1, 2.4.2",
    remedy="Write a title in the properties of the document (Word: File > Info > Title), then"
    " export the PDF anew.",
)
def the_title_tells_what_it_is(on: AccessFile) -> Iterator[Finding]:
    if not on.title.strip():
        yield fault("the file has no title")
    elif titles_a_file(on.title):
        yield fault(f"the title {cite(on.title)} is a file name")


@check(
    "ua.language",
    "error",
    statement="The language that the file names is the one of its words.",
    rationale="A screen reader pronounces words by the language that the file names.",
    source="Matterhorn 1.1, 11-007; PAC 2024, correctness of language attribute; WCAG 2.1, 3.1.1",
    remedy="Set the language of the document (Word: Review > Language > Set Proofing Language),"
    " then export the PDF anew.",
)
def the_language_is_that_of_the_words(on: AccessFile) -> Iterator[Finding]:
    if not on.language:
        yield fault("the file does not say in which language it is")
    elif not _TAG.match(on.language):
        yield fault(f"{cite(on.language)} names no language")
    else:
        of_parts = " ".join(e.words for e in _in_its_language(on.root))
        seen = guess_language(of_parts)
        if seen and seen != on.language[:2].lower():
            yield fault(f"the file says that it is {cite(on.language)}, its words are “{seen}”")
    for element in on.elements:
        said = element.said("Lang")
        seen = guess_language(element.words) if said else ""
        if seen and seen != said[:2].lower():
            yield fault(f"{cite(element)} says that it is “{said}”, and is “{seen}”", element)


def _in_its_language(element: PdfTag) -> Iterator[PdfTag]:
    """Give the elements with text of their own that name no other language."""
    for kid in element.inner:
        if not kid.said("Lang"):
            if kid.inner:
                yield from _in_its_language(kid)
            else:
                yield kid
    if not element.inner:
        yield element


@check(
    "ua.artifact",
    "error",
    statement="No sentence of the page is left out of what is read aloud.",
    rationale="What is marked as decoration, or not marked at all, is never heard.",
    source="Matterhorn 1.1, 01-002; PAC 2024, artifacted content on page body",
    remedy="Tag it as a paragraph. Only page numbers, running heads and decoration are artifacts.",
)
def no_text_of_the_page_is_an_artifact(on: AccessFile) -> Iterator[Finding]:
    seen = [fold_words(words) for page in on.pages for _, words in _artifacts(on, page.number)]
    for page in on.pages:
        for top, words in _artifacts(on, page.number):
            inside = page.height_pt * _MARGIN < top < page.height_pt * (1 - _MARGIN)
            alone = seen.count(fold_words(words)) == 1
            if inside and alone and count_words(words) >= _BODY_WORDS:
                yield fault(f"{cite(words)} is marked as decoration: nobody hears it", page.number)


def _artifacts(on: AccessFile, number: int) -> Iterator[tuple[float, str]]:
    """Give each text that is an artifact of no type that belongs on the margin, and its top."""
    page = on.pages[number - 1]
    texts: dict[int, list[str]] = {}
    tops: dict[int, float] = {}
    last = -2
    for glyph in page.glyphs:
        if page.artifacts.get(glyph.run, "Pagination") in ("Pagination", "Background"):
            last = -2
            continue
        key = next(reversed(texts)) if last == glyph.run - 1 or last == glyph.run else glyph.run
        key = key if texts else glyph.run
        texts.setdefault(key, []).append(f"{' ' * glyph.after_space}{glyph.text}")
        tops.setdefault(key, glyph.box.top)
        last = glyph.run
    yield from ((tops[key], "".join(text).strip()) for key, text in texts.items())


@check(
    "ua.off-page",
    "error",
    statement="All that is read aloud stands on its page.",
    rationale="Who listens gets words that nobody else sees, often left-overs of an earlier text.",
    source="Matterhorn 1.1, 01-001; PAC 2024, tagged content outside of the page boundaries",
    remedy="Delete what lies beside the page, or move it onto it.",
    applies_to=TAGGED_FILES,
)
def what_is_read_stands_on_the_page(on: AccessFile) -> Iterator[Finding]:
    for page in on.pages:
        out = [
            glyph
            for glyph in page.glyphs
            if page.is_tagged(glyph)
            and (
                glyph.box.right < 0
                or glyph.box.bottom < 0
                or glyph.box.left > page.width_pt
                or glyph.box.top > page.height_pt
            )
        ]
        if out:
            words = "".join(f"{' ' * g.after_space}{g.text}" for g in out)
            yield fault(f"{cite(words)} lies beside the page and is read aloud", page.number)


@check(
    "ua.bookmarks",
    "warning",
    statement="A long file has bookmarks, and each leads to its heading.",
    rationale="Bookmarks are how people who do not see the pages find a part of a long file.",
    source="PAC 2024, presence of bookmarks; WCAG 2.1, 2.4.5; ISO 14289-1, 7.17",
    remedy="Make bookmarks from headings (Word: Save as PDF > Options > Create bookmarks using"
    " Headings).",
    applies_to=TAGGED_FILES,
)
def bookmarks_lead_to_headings(on: AccessFile) -> Iterator[Finding]:
    if len(on.pages) >= _LONG_PAGES and on.headings and not on.bookmarks:
        yield fault(f"{len(on.pages)} pages with headings have no bookmarks")
    places: dict[str, set[int]] = {}
    for heading in on.headings:
        places.setdefault(fold_words(heading.words), set()).add(heading.page)
    for mark in on.bookmarks:
        there = places.get(fold_words(mark.title), set())
        if mark.page and there and mark.page not in there:
            yield fault(
                f"the bookmark {cite(mark.title)} leads to page {mark.page}, its heading stands on"
                f" page {min(there)}",
                mark.page,
            )


@check(
    "ua.contents",
    "error",
    statement="Each line of a table of contents is a link to what it names.",
    rationale="A page number alone is of no use to who listens.",
    source="PAC 2024, TOCI elements contain links, and are correctly linked to headings;"
    " ISO 32000-1, 14.8.4.2",
    remedy="In Word, insert the table of contents by References > Table of Contents, then export"
    " the PDF anew.",
    applies_to=TAGGED_FILES,
)
def contents_lead_to_headings(on: AccessFile) -> Iterator[Finding]:
    places: dict[str, set[int]] = {}
    for heading in on.headings:
        places.setdefault(fold_words(heading.words), set()).add(heading.page)
    for line in on.with_role("TOCI"):
        if any(kid.role in ("TOC", "TOCI") for kid in line.elements() if kid is not line):
            continue
        links = [note for note in line.annotations if note.kind == "Link"]
        if not links:
            yield fault(f"the line {cite(line)} of the contents is no link", line)
        title = re.sub(r"[\s.…]*\d*\s*$", "", line.words)
        there = places.get(fold_words(title), set())
        leads = {link.goes_to for link in links if link.goes_to}
        if there and leads and not leads & there:
            yield fault(
                f"the line {cite(line)} of the contents leads to page {min(leads)}, its heading"
                f" stands on page {min(there)}",
                line,
            )
