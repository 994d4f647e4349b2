"""HTML and styles -> a laid-out document -> its PDF; only the proven version may do it."""

import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint import CSS as CSS
from weasyprint import HTML as HTML
from weasyprint.pdf import tags as engine_tags
from weasyprint.text.fonts import FontConfiguration as FontConfiguration
from weasyprint.urls import URLFetcher as URLFetcher
from weasyprint.urls import URLFetcherResponse as URLFetcherResponse
from weasyprint.urls import URLFetchingError as URLFetchingError

from brochure.base.breaks import without_breaks
from brochure.base.errors import BrochureError
from brochure.layout.engine.boxes import EnginePage, LayoutBox
from brochure.layout.engine.pdf_objects import PdfFile

PROVEN_WITH = "70.0"
LOGGER = "weasyprint"


class EngineDocument(Protocol):
    """A laid-out document."""

    @property
    def pages(self) -> Sequence[EnginePage]: ...

    def copy(self, pages: Sequence[EnginePage]) -> "EngineDocument": ...

    def write_pdf(
        self,
        *,
        pdf_variant: str | None = None,
        finisher: "Callable[[EngineDocument, PdfFile], None] | None" = None,
    ) -> bytes: ...


def refuse_unproven_engine() -> None:
    """Raise BrochureError (exit 3) for any engine but the one whose private parts are proven."""
    if weasyprint.__version__ != PROVEN_WITH:
        raise BrochureError(
            f"WeasyPrint {weasyprint.__version__} is installed, and its tags are not proven",
            hint=f'Install the proven one: pip install "weasyprint=={PROVEN_WITH}".',
            exit_code=3,
        )


def root_of(html: HTML) -> Element:
    """Return the ``html`` element of a parsed page."""
    parsed: Any = html
    return parsed.etree_element


def render(html: HTML, fonts: FontConfiguration, sheets: Sequence[CSS]) -> EngineDocument:
    """Lay a parsed page out."""
    page: Any = html
    return page.render(font_config=fonts, stylesheets=list(sheets))


def write(
    document: EngineDocument, standard: str, finish: Callable[[EngineDocument, PdfFile], None]
) -> bytes:
    """Write a document by a standard, if one is named; `finish` comes before the trailer.

    It may be written again: the fonts of one file say nothing of the next.
    """
    private: Any = document
    private.fonts = {}
    for page in private.pages:
        _tidy(page)
    with warnings.catch_warnings():
        # WeasyPrint 70.0 leaves its sRGB profile open (pdf/__init__.py, generate_pdf).
        warnings.filterwarnings("ignore", "unclosed file .*sRGB2014", ResourceWarning)
        return document.write_pdf(pdf_variant=standard or None, finisher=finish)


def _tidy(page: Any) -> None:
    """Take out of a page what WeasyPrint 70.0 puts in beside: marks in bookmarks, links in links.

    It makes each element inside a link a link of its own (`anchors.gather_anchors`).
    """
    page.bookmarks = [
        (level, without_breaks(label), *rest) for level, label, *rest in page.bookmarks
    ]
    page.links = [link for link in page.links if link[3].element_tag == "a"]


@contextmanager
def record_marked_content(marks: list[dict[LayoutBox, int]]) -> Generator[None]:
    """Take the place of the engine's tags while it writes one document.

    For each page, `marks` gets which box has which marked content: the last argument of the private
    `weasyprint.pdf.tags._build_box_tree`, which is called once for each page.
    """

    def record(_page_box: object, *rest: Any) -> Iterator[object]:
        found = rest[-1]
        marks.append({box: mark["mcid"] for box, mark in found.items()})
        found.clear()  # the engine asserts that each has found its tag
        return iter(())

    engine: Any = engine_tags
    theirs = engine._build_box_tree
    engine._build_box_tree = record
    try:
        yield
    finally:
        engine._build_box_tree = theirs
