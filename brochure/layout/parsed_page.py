"""HTML and styles -> a page as the engine has parsed it, checked, to be laid out at any size."""

from collections.abc import Sequence
from functools import cache, cached_property, lru_cache

from brochure.base.editions import Edition
from brochure.base.errors import BrochureError
from brochure.base.library_log import capture_warnings
from brochure.layout.block_step import ATTRIBUTE as BLOCK_STEP
from brochure.layout.block_step import step_blocks
from brochure.layout.engine.documents import (
    CSS,
    HTML,
    LOGGER,
    EngineDocument,
    FontConfiguration,
    render,
    root_of,
)
from brochure.layout.engine.line_memo import LineMemo
from brochure.layout.fetcher import WORLD, ProjectFiles
from brochure.layout.fill import BLANK, fill_blanks
from brochure.layout.flow import FEATHERS, ends_nearly_empty, mend_flow
from brochure.layout.html_limits import MOST_CHARACTERS, vet_page
from brochure.layout.layout_key import layout_key
from brochure.layout.panel_contents import PanelContents, contents_laid, contents_wanted
from brochure.layout.spread import (
    is_overfull,
    spread_fully,
    spread_loose_panels,
    words_free_in,
)
from brochure.layout.title import fit_title

_OWN_FONTS = "@font-face"
_OTHERS = "@import"
_UNBALANCED = "[data-flow]{column-fill:auto!important}"
# Laid out on this page nothing is lost: panels keep their heights, the page has no end.
_TALL = "@page{{size:{width}pt 21600pt !important;margin-bottom:0 !important}}"
_MOST_RULES = 24  # each takes a layout; what still flows badly fails its proof


class ParsedPage:
    """One document, parsed once; `log` is what the engine complained of meanwhile.

    Raises BrochureError for what may not be laid out.
    """

    def __init__(
        self, html: str, styles: Sequence[str], edition: Edition, files: ProjectFiles
    ) -> None:
        self.files = files
        self.template = f"templates/{edition.template}"
        with capture_warnings(LOGGER) as log:
            self.html = self._parse(html)
        for style in styles:
            self.files.variables.add(style, "styles/")
        vet_page(root_of(self.html), self.files.variables, self.template)
        self._texts = tuple(styles)
        self.tall = _TALL.format(width=edition.width_pt)
        self._flows = bool(edition.flow_panel)
        # Where no stylesheet asks for them, trying other values would change nothing.
        self._fits_title, self._feathers = (
            any(f"var(--{name})" in style for style in styles)
            for name in ("title-scale", "feather")
        )
        self._steps, self._fills = (
            any(name in each.attrib for each in root_of(self.html).iter())
            for name in (BLOCK_STEP, BLANK)
        )
        shared = not any(_brings_more(style) for style in styles)
        self.fonts, self._memo = _shared_fonts() if shared else _new_fonts()
        parsed = tuple(self._css(style) for style in styles)
        self._rendered: dict[float, tuple[EngineDocument, str]] = {}
        self._counted: dict[float, int] = {}
        self._title_rules: list[str] = []  # its size does not depend on that of the body
        self.flow_rules = ""
        self._words_free: dict[float, dict[str, int]] = {}
        self._sheets = tuple(sheet for sheet, _ in parsed)
        self.log = tuple(line for lines in (log, *(told for _, told in parsed)) for line in lines)

    @cached_property
    def key(self) -> str:
        """What is the same for pages whose letters stand in the same places."""
        return layout_key(root_of(self.html), self._texts, self.files.assets.reads)

    @cached_property
    def contents(self) -> tuple[PanelContents, ...]:
        """What must stand in each panel."""
        return contents_wanted(root_of(self.html))

    def _css(self, style: str) -> tuple[CSS, tuple[str, ...]]:
        """Return a parsed stylesheet, and what the engine complained of."""
        if not _brings_more(style):
            return _parse_css(style)
        base, fonts = f"{WORLD}styles/", self.fonts
        with capture_warnings(LOGGER) as log:
            sheet = CSS(string=style, base_url=base, url_fetcher=self.files, font_config=fonts)
        return sheet, tuple(log)

    def _parse(self, html: str) -> HTML:
        """Parse the page; the time that takes grows with its square where nothing is closed."""
        if len(html) > MOST_CHARACTERS:
            what = f"the page is longer than {MOST_CHARACTERS:,} characters"
            raise BrochureError(what, self.template, "Repeat less in the template.")
        return HTML(string=html, base_url=f"{WORLD}templates/", url_fetcher=self.files)

    def sheets(self, body_pt: float, *more: str) -> list[CSS]:
        """Return all styles at one size of body type, in cascade order."""
        size = f":root{{--body:{body_pt:g}pt}}"
        return [*self._sheets, *(self._css(style)[0] for style in (size, *more))]

    def render(self, body_pt: float) -> EngineDocument:
        """Lay the page out at one size of body type, once, so that its text flows well.

        `flow_rules` are then the rules that this took. Raises RefusedError for all that it asks to
        read and may not.
        """
        if body_pt not in self._rendered:
            render = self._render_feathered if self._flows else self._render_spread
            self._rendered[body_pt] = self._fill(body_pt, render(body_pt))
        document, self.flow_rules = self._rendered[body_pt]
        return document

    def words_free(self, body_pt: float) -> dict[str, int]:
        """Return how many words more fit in the panels that were spread, were they not."""
        return self._words_free.get(body_pt, {})

    def count_pages(self, body_pt: float) -> int:
        """Return how many pages the text takes at one size of body type.

        Columns are not balanced for it, which takes WeasyPrint 70.0 ten layouts and no page.
        """
        if body_pt not in self._counted:
            self._counted[body_pt] = len(self.render_anew(body_pt, _UNBALANCED).pages)
        return self._counted[body_pt]

    def _render_feathered(self, body_pt: float) -> tuple[EngineDocument, str]:
        """Lay out with less room between blocks where that saves a nearly empty last page."""
        document, rules = self._render_flow(body_pt)
        if self._feathers and ends_nearly_empty(document.pages):
            for feather in FEATHERS:
                closer, more = self._render_flow(body_pt, feather)
                if len(closer.pages) < len(document.pages):
                    return closer, more
        return document, rules

    def _render_spread(self, body_pt: float) -> tuple[EngineDocument, str]:
        """Lay out with more room between blocks in panels that are far from full."""
        plain, rules = self._render_flow(body_pt)
        most = spread_fully(plain.pages) if self._feathers else ""
        if most:
            fullest = self.render_anew(body_pt, *self._title_rules, most, self.tall)
            wanted = spread_loose_panels(plain.pages, fullest.pages)
            spread, more = self._render_flow(body_pt, wanted)
            if not is_overfull(spread.pages) and contents_laid(spread.pages) == self.contents:
                self._words_free[body_pt] = words_free_in(plain.pages)
                return spread, more
        return plain, rules

    def _render_flow(self, body_pt: float, *given: str) -> tuple[EngineDocument, str]:
        rules = [*given, *self._title_rules]
        if self._steps:
            tall = self.render_anew(body_pt, *rules, self.tall)
            rules.append(step_blocks(root_of(self.html), tall.pages))
        while True:
            document = self.render_anew(body_pt, *rules)
            rule = fit_title(document.pages, rules) if self._fits_title else ""
            if rule:
                self._title_rules.append(rule)
            elif self._flows and len(rules) < _MOST_RULES:
                rule = mend_flow(root_of(self.html), document.pages, rules)
            if not rule:
                return document, "".join(rules)
            rules.append(rule)

    def _fill(self, body_pt: float, laid: tuple[EngineDocument, str]) -> tuple[EngineDocument, str]:
        """Lay out with more lines to write on, where some go on to the end of a panel or page."""
        plain, rules = laid
        more = fill_blanks(root_of(self.html), plain.pages) if self._fills else ""
        if more:
            full = self.render_anew(body_pt, rules, more)
            fits = not is_overfull(full.pages) and contents_laid(full.pages) == self.contents
            if fits and len(full.pages) == len(plain.pages):
                return full, rules + more
        return laid

    def forget_rendered(self) -> None:
        """Let go of what was laid out."""
        self._rendered.clear()

    def render_anew(self, body_pt: float, *more: str) -> EngineDocument:
        """Lay the page out, under `more` styles. Raises RefusedError as `render` does."""
        with self._memo.remember():
            page = render(self.html, self.fonts, self.sheets(body_pt, *more))
        self.files.raise_refusals(self.template)
        return page


def _brings_more(style: str) -> bool:
    """Say whether a stylesheet brings fonts or other stylesheets of its own."""
    text = style.lower()
    return _OWN_FONTS in text or _OTHERS in text


@lru_cache(maxsize=64)
def _parse_css(style: str) -> tuple[CSS, tuple[str, ...]]:
    """Parse a stylesheet that reads nothing while it is parsed: the same text, the same rules."""
    with capture_warnings(LOGGER) as log:
        sheet = CSS(string=style, base_url=f"{WORLD}styles/", font_config=_shared_fonts()[0])
    return sheet, tuple(log)


@cache
def _shared_fonts() -> tuple[FontConfiguration, LineMemo]:
    """Return the fonts of all documents that bring none, and the lines that were set in them."""
    return _new_fonts()


def _new_fonts() -> tuple[FontConfiguration, LineMemo]:
    return FontConfiguration(), LineMemo()
