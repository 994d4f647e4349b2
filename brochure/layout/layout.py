"""HTML + styles -> a laid-out document: measured, fitted, and ready to be written.

Import it late, by `brochure.layout.engine.loading`: it needs the layout engine.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import inf
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
    CSS,
    HTML,
    LOGGER,
    EngineDocument,
    FontConfiguration,
    refuse_unproven_engine,
    render,
    root_of,
    write,
)
from brochure.layout.engine.pdf_objects import PdfFile
from brochure.layout.fetcher import WORLD, ProjectFiles
from brochure.layout.form_writer import add_fields
from brochure.layout.html_limits import MOST_CHARACTERS, vet_page
from brochure.layout.measure import (
    field_areas_of,
    flow_panel,
    folios_of,
    marks_of,
    page_numbers_of,
    panels_of,
    runts_of,
)
from brochure.layout.pdf_standards import apply_standard, set_viewer
from brochure.layout.printed import Folio, Mark, Panel
from brochure.layout.tag_writer import TagTree
from brochure.selection.selection import Field

# Laid out on this page nothing is lost: panels keep their heights, the page has no end.
_TALL = "@page{{size:{width}pt 21600pt !important;margin-bottom:0 !important}}"
_STEP_PT = 0.25


@dataclass(frozen=True)
class Layout:
    """A laid-out document. `document` belongs to the engine; only `write_pdf` below may use it.

    `runts` names the wording whose last line holds one word alone; `page_numbers` holds what the
    contents give as the page of each heading, by the heading's content path. `files` knows what
    was read.
    """

    document: EngineDocument
    panels: tuple[Panel, ...]
    folios: tuple[Folio, ...]
    marks: tuple[Mark, ...]
    runts: frozenset[str]
    page_numbers: Mapping[str, str]
    body_pt: float
    log: tuple[str, ...]
    files: ProjectFiles

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.document.pages)


def lay_out(
    html: str,
    styles: Sequence[str],
    edition: Edition,
    assets: Assets,
    pictures: Conversion | None = None,
    largest_pt: float = inf,
) -> Layout:
    """Lay `html` out at the largest body size, from design size to floor, at which all panels fit.

    It is no larger than `largest_pt`. At the floor it stays even if it does not fit; the proofs
    then say by how much. `pictures` says how pictures are put onto the page. Raises BrochureError
    for what may not be laid out, and RefusedError for all that it asks to read and may not.
    """
    refuse_unproven_engine()
    with capture_warnings(LOGGER) as log, _engine_faults():
        page = _Page(html, styles, edition, ProjectFiles(assets, pictures))
        body_pt = _largest_that_fits(page, edition, largest_pt)
        document = page.render(body_pt)
        panels = (
            page.measure_flow(body_pt, document) if edition.flow_panel else page.measure(body_pt)
        )
        folios = tuple(f for n, p in _number_pages(document) for f in folios_of(p, n))
        marks = tuple(m for n, p in _number_pages(document) for m in marks_of(p, n))
        lonely = frozenset(path for _, p in _number_pages(document) for path in runts_of(p))
        numbers = {h: text for _, p in _number_pages(document) for h, text in page_numbers_of(p)}
    return Layout(document, panels, folios, marks, lonely, numbers, body_pt, tuple(log), page.files)


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


class _Page:
    """One document, parsed once and rendered at several sizes."""

    def __init__(
        self, html: str, styles: Sequence[str], edition: Edition, files: ProjectFiles
    ) -> None:
        self.files = files
        self.edition = edition
        self.template = f"templates/{edition.template}"
        self.fonts = FontConfiguration()
        self.html = self._parse(html)
        for style in styles:
            self.files.variables.add(style, "styles/")
        vet_page(root_of(self.html), self.files.variables, self.template)
        self.styles = [self._css(style) for style in styles]
        self.measured_at: dict[float, tuple[Panel, ...]] = {}

    def _css(self, style: str) -> CSS:
        base = f"{WORLD}styles/"
        return CSS(string=style, base_url=base, url_fetcher=self.files, font_config=self.fonts)

    def _parse(self, html: str) -> HTML:
        """Parse the page; the time that takes grows with its square where nothing is closed."""
        if len(html) > MOST_CHARACTERS:
            what = f"the page is longer than {MOST_CHARACTERS:,} characters"
            raise BrochureError(what, self.template, "Repeat less in the template.")
        return HTML(string=html, base_url=f"{WORLD}templates/", url_fetcher=self.files)

    def render(self, body_pt: float, *more: str) -> EngineDocument:
        size = f":root{{--body:{body_pt:g}pt}}"
        sheets = [*self.styles, *(self._css(style) for style in (size, *more))]
        page = render(self.html, self.fonts, sheets)
        self.files.raise_refusals(self.template)
        return page

    def measure(self, body_pt: float) -> tuple[Panel, ...]:
        """Measure every panel of fixed size where nothing is lost: on a very tall page."""
        if body_pt not in self.measured_at:
            tall = self.render(body_pt, _TALL.format(width=self.edition.width_pt))
            panels = (p for n, page in _number_pages(tall) for p in panels_of(page, n))
            self.measured_at[body_pt] = tuple(panels)
        return self.measured_at[body_pt]

    def measure_flow(self, body_pt: float, document: EngineDocument) -> tuple[Panel, ...]:
        """Measure a flowing edition: its panels, where they really stand, and its pages of text."""
        numbered = _number_pages(document)
        places = tuple(p for n, page in numbered for p in panels_of(page, n))
        fixed = {p.page for p in places}
        pages = tuple(flow_panel(page, n) for n, page in numbered if n not in fixed)
        stand = (
            replace(panel, page=place.page, rect=place.rect)
            for panel, place in _pair_up(self.measure(body_pt), places)
        )
        return (*stand, *pages)


def _number_pages(document: EngineDocument) -> tuple[tuple[int, EnginePage], ...]:
    """Return the pages of the engine's document with their numbers, from 1."""
    return tuple(enumerate(document.pages, 1))


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


def _largest_that_fits(page: _Page, edition: Edition, largest_pt: float) -> float:
    """Bisect the body size in quarter points; a layout takes longer than all else in a build."""
    low, high = edition.body_floor_pt, min(edition.body_design_pt, largest_pt)
    if low == high or edition.flow_panel or _fits(page.measure(high)):
        return high
    if not _fits(page.measure(low)):
        return low
    while high - low > _STEP_PT:
        middle = low + _STEP_PT * ((high - low) // (2 * _STEP_PT))
        if _fits(page.measure(middle)):
            low = middle
        else:
            high = middle
    return low


def _fits(panels: tuple[Panel, ...]) -> bool:
    return not any(panel.over_pt or panel.wide for panel in panels)


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
            hint="Undo the last change to templates/, styles/ or a figure.",
        ) from error
