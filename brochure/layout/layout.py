"""HTML + styles -> a laid-out document: measured, fitted, and ready to be written.

Import it late, by `brochure.layout.engine.loading`: it needs the layout engine.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from traceback import extract_tb

from brochure.base.editions import Edition
from brochure.base.errors import BrochureError
from brochure.base.files.image_conversion import Conversion
from brochure.base.files.project import Assets
from brochure.base.library_log import capture_warnings
from brochure.base.viewer_settings import ViewerSettings
from brochure.layout.engine.boxes import EnginePage
from brochure.layout.engine.documents import (
    LOGGER,
    EngineDocument,
    refuse_unproven_engine,
    write,
)
from brochure.layout.engine.pdf_objects import PdfFile
from brochure.layout.engine.repaint import Painter
from brochure.layout.fetcher import ProjectFiles
from brochure.layout.form_writer import add_fields
from brochure.layout.measure import (
    field_areas_of,
    folios_of,
    frames_of,
    marks_of,
    page_numbers_of,
    panels_of,
    repeated_heads_of,
    status_areas_of,
)
from brochure.layout.panel_contents import contents_laid
from brochure.layout.parsed_page import ParsedPage
from brochure.layout.pdf_standards import apply_standard, set_viewer
from brochure.layout.printed import Folio, Mark, Panel, RepeatedHeads
from brochure.layout.size_search import Fit, search_size
from brochure.layout.tag_writer import TagTree
from brochure.layout.word_places import WordPlaces, first_difference, words_on
from brochure.selection.selected import Field


@dataclass(frozen=True)
class Layout:
    """A laid-out document. `document` belongs to the engine; only functions below may use it.

    `page_numbers` holds what the contents give as the page of each heading, by the heading's
    content path. `files` knows what was read. `painter` lets this one look like any other whose
    letters stand in the same places. `status_areas` is where the program says the status,
    `repeated` are the heads of tables that run on. `flow_rules` are the styles that its text took
    to flow well.
    """

    document: EngineDocument
    panels: tuple[Panel, ...]
    folios: tuple[Folio, ...]
    marks: tuple[Mark, ...]
    page_numbers: Mapping[str, str]
    body_pt: float
    log: tuple[str, ...]
    files: ProjectFiles
    painter: Painter = field(repr=False)
    status_areas: tuple[Mark, ...] = ()
    repeated: tuple[RepeatedHeads, ...] = ()
    flow_rules: str = ""

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.document.pages)

    def words(self) -> tuple[WordPlaces, ...]:
        """Return where the words of each page stand."""
        return tuple(map(words_on, self.document.pages))


def lay_out(
    html: str,
    styles: Sequence[str],
    edition: Edition,
    assets: Assets,
    pictures: Conversion | None = None,
) -> Layout:
    """Lay `html` out at the largest body size, from design size to floor, at which all panels fit.

    At the floor it stays even if it does not fit; the proofs then say by how much. `pictures` says
    how pictures are put onto the page. Raises BrochureError for what may not be laid out, and
    RefusedError for all that it asks to read and may not.
    """
    return lay_out_page(read_page(html, styles, edition, assets, pictures), edition)


def read_page(
    html: str,
    styles: Sequence[str],
    edition: Edition,
    assets: Assets,
    pictures: Conversion | None = None,
) -> ParsedPage:
    """Parse a page and its styles. Raises BrochureError for what may not be laid out."""
    refuse_unproven_engine()
    with _engine_faults():
        return ParsedPage(html, styles, edition, ProjectFiles(assets, pictures))


def lay_out_page(page: ParsedPage, edition: Edition) -> Layout:
    """Lay a parsed page out, as `lay_out` does."""
    with capture_warnings(LOGGER) as log, _engine_faults():
        body_pt, document = _largest_that_fits(page, edition)
        panels = _measure(page, edition, body_pt, document)
        numbered = _number_pages(document)
        folios = tuple(f for n, p in numbered for f in folios_of(p, n))
        marks = _marks_of(document)
        numbers = {h: text for _, p in numbered for h, text in page_numbers_of(p)}
        status = _status_of(document)
        painter = Painter(document, page.html)
    told = tuple(dict.fromkeys((*page.log, *log)))
    files = page.files
    return Layout(
        *(document, panels, folios, marks, numbers, body_pt, told, files, painter, status),
        repeated=tuple(repeated_heads_of(document.pages)),
        flow_rules=page.flow_rules,
    )


def sketch_change(
    page: ParsedPage, edition: Edition, body_pt: float, before: Sequence[WordPlaces]
) -> tuple[int, bytes] | None:
    """Return the first page on which words are not as they were: its number, and a PDF of it alone.

    The page is laid out once, at the size of body type that it had `before`. None where no words
    have moved, or they do not fit. Raises BrochureError as `lay_out_page` does.
    """
    with capture_warnings(LOGGER), _engine_faults():
        document = page.render(body_pt)
        number = first_difference(document.pages, before)
        panels = _panels_of(document)
        if not number or not (edition.flow_panel or _fits(page, document, panels)):
            return None
        return number, document.copy([document.pages[number - 1]]).write_pdf()


def paint(laid: Layout, page: ParsedPage) -> Layout:
    """Let a document look as another page of the same key says; each letter keeps its place.

    The document is the same: what it looked like before is gone. Raises RefusedError for all that
    the page asks to read and may not.
    """
    with capture_warnings(LOGGER) as log, _engine_faults():
        laid.painter.paint(page.html, page.fonts, page.sheets(laid.body_pt))
        page.files.raise_refusals(page.template)
        marks = _marks_of(laid.document)  # what is shown of each is paint
        status = _status_of(laid.document)
    told = tuple(dict.fromkeys((*laid.log, *page.log, *log)))
    return replace(laid, files=page.files, marks=marks, status_areas=status, log=told)


def write_pdf(
    laid: Layout,
    fields: Sequence[Field],
    viewer: ViewerSettings,
    standard: str = "pdf/ua-1",
) -> tuple[bytes, tuple[str, ...]]:
    """Return the PDF, with its form fields, and what the engine complained of while writing it.

    `viewer` says how readers are to show it.
    `standard` is what to keep: ``pdf/ua-1``, or ``pdf/a-2a`` beside it; without one nothing is
    tagged. Raises RefusedError: drawings are only looked into when they are written.
    """
    tags = TagTree()

    def finish(document: EngineDocument, pdf: PdfFile) -> None:
        spots = tuple(s for n, page in _number_pages(document) for s in field_areas_of(page, n))
        add_fields(fields, spots, document, pdf)
        if standard:
            tags.write(document, pdf)
            apply_standard(pdf, standard)
        set_viewer(pdf, viewer)

    with capture_warnings(LOGGER) as log, _engine_faults(), tags.record():
        pdf = write(laid.document, standard, finish)
    laid.files.raise_refusals("templates/")
    return pdf, tuple(log)


def _measure(
    page: ParsedPage, edition: Edition, body_pt: float, document: EngineDocument
) -> tuple[Panel, ...]:
    """Measure the panels of fixed size, and the pages of text of a flowing edition.

    What fits where it stands is measured there. Else something may be lost at the end of a page:
    then each panel is measured where nothing is, on a very tall page, to say by how much.
    """
    numbered = _number_pages(document)
    placed = _panels_of(document)
    free = page.words_free(body_pt)
    panels = tuple(replace(p, words_free=free.get(p.name, p.words_free)) for p in placed)
    if not _fits(page, document, placed):
        tall = page.render_anew(body_pt, page.tall)
        measured = _panels_of(tall)
        if not edition.flow_panel:
            return measured
        panels = tuple(
            replace(panel, page=place.page, rect=place.rect)
            for panel, place in _pair_up(measured, placed)
        )
    flowing = (frame.panel for n, page in numbered for frame in frames_of(page, n))
    return (*panels, *(flowing if edition.flow_panel else ()))


def _pair_up(
    measured: tuple[Panel, ...], placed: tuple[Panel, ...]
) -> Iterator[tuple[Panel, Panel]]:
    """Give each measured panel with where it stands: the same name for the same time."""
    for name in dict.fromkeys(panel.name for panel in placed):
        yield from zip(
            (p for p in measured if p.name == name),
            (p for p in placed if p.name == name),
            strict=False,
        )


def _largest_that_fits(page: ParsedPage, edition: Edition) -> tuple[float, EngineDocument]:
    """Search the body size and give the document at it.

    Text that flows fits where it takes no more pages than at the floor. This search defines the
    size: it begins at the design size, and each layout tells where to look next. Nothing that was
    found before for another text takes part in it.
    """
    floor_pt, design_pt = edition.body_floor_pt, edition.body_design_pt

    def try_size(size_pt: float) -> Fit:
        document = page.render(size_pt)
        panels = _panels_of(document)
        filled = max((p.used_pt / p.room_pt for p in panels if p.room_pt), default=1.0)
        return Fit(_fits(page, document, panels), filled)

    def try_flow(size_pt: float) -> Fit:
        return Fit(size_pt == floor_pt or page.count_pages(size_pt) <= page.count_pages(floor_pt))

    if edition.flow_panel:
        size_pt = design_pt if floor_pt == design_pt else search_size(floor_pt, design_pt, try_flow)
    else:
        size_pt = search_size(floor_pt, design_pt, try_size)
    document = page.render(size_pt)
    page.forget_rendered()
    return size_pt, document


def _status_of(document: EngineDocument) -> tuple[Mark, ...]:
    return tuple(s for n, page in _number_pages(document) for s in status_areas_of(page, n))


def _marks_of(document: EngineDocument) -> tuple[Mark, ...]:
    return tuple(mark for n, page in _number_pages(document) for mark in marks_of(page, n))


def _panels_of(document: EngineDocument) -> tuple[Panel, ...]:
    return tuple(p for n, page in _number_pages(document) for p in panels_of(page, n))


def _fits(page: ParsedPage, document: EngineDocument, panels: tuple[Panel, ...]) -> bool:
    """Say whether each panel stands on one page, with all that it holds, and holds no more."""
    if any(panel.over_pt or panel.wide for panel in panels):
        return False
    return page.contents == contents_laid(document.pages)


def _number_pages(document: EngineDocument) -> tuple[tuple[int, EnginePage], ...]:
    """Return the pages of the engine's document with their numbers, from 1."""
    return tuple(enumerate(document.pages, 1))


@contextmanager
def _engine_faults() -> Generator[None]:
    """Turn what the engine raises into words: an odd stylesheet can break it in many ways.

    A fault of our own code is raised as it is.
    """
    try:
        yield
    except (BrochureError, MemoryError):
        raise
    except Exception as error:
        last = extract_tb(error.__traceback__)[-1]
        if Path(last.filename).is_relative_to(Path(__file__).parents[1]):
            raise
        name = type(error).__name__
        raise BrochureError(
            f"the layout engine stopped: {name} in {Path(last.filename).name}:{last.lineno}",
            hint="Undo the last change to content.yaml or a figure, or to templates/ or styles/.",
        ) from error
