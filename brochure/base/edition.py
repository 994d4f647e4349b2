"""What a declaration of a document says, and what follows from it for a paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

from brochure.base.sheet_geometry import (
    PAPERS,
    Cut,
    FoldName,
    Folds,
    Paper,
    PaperName,
    folds_of,
    place_panels,
)

# Any page can change colours; only what flows has room for other type.
COLOUR_LOOKS = ("standard", "grayscale", "high-contrast")
FLOWING_LOOKS = (*COLOUR_LOOKS, "readable")

Folding = Literal["none", "c-fold", "z-fold", "saddle-stitch"]


@dataclass(frozen=True)
class Edition:
    """The declaration of one document.

    `cut` says what of a paper its page is; what is for displays has a size of its own. `made_on` a
    paper it has `width_pt` and `height_pt` of the trimmed page, `folds_pt`, the folds of each page
    from its left trim, where it has a `fold`, and where it `has_bleed`, `bleed_pt`: how far colour
    runs over the trim where the channel bleeds. Text stays `safe_pt` from the trim and from every
    fold; on each paper it is `text_width_pt` wide, where that is given, and margins have the rest.
    Spacing goes by steps of `unit_pt`. `pages` gives the least and the greatest page count.
    `panels` are named in reading order; content fills them; `control_panel` ends with the control
    line. `body_floor_pt`, `secondary_floor_pt` and `fine_floor_pt` are the smallest type for each
    role, `mark_floor_pt` that of what is raised; body type starts at `body_design_pt` and may
    shrink to the floor until all panels fit. The clinic's logo, where it has one, ends
    `logo_panel`, and its cover picture ends `cover_panel`. What stands in `flow_panel` flows over
    as many pages as it needs, and body type shrinks where that saves a page; all other panels are
    of fixed size. Each of `openings` names panels that are seen at once; a panel that none names is
    seen alone; one with a `fold` tells its cover, the outside left, the outside middle and the
    inside. A `saddle_stitched` edition is folded in the middle and stapled there, so its pages are
    a multiple of 4: each place of `filler_panel` is a page, and they take turns until the count is
    right and no less than the least. Contents list sections that stand under others, too, where all
    take no more than `contents_rows`. What a finger taps is `least_tap_pt` wide and high. `looks`
    names the looks that it comes in (`brochure.base.looks`). Citation marks are raised, or with
    `marks_in_brackets` stand on the baseline.
    """

    name: str
    template: str
    stylesheet: str
    channels: tuple[str, ...]
    pages: tuple[int, int]
    panels: tuple[str, ...]
    control_panel: str
    body_floor_pt: float
    body_design_pt: float
    secondary_floor_pt: float
    fine_floor_pt: float
    safe_pt: float = 0.0
    text_width_pt: float = 0.0
    cut: Cut | None = None
    width_pt: float = 0.0
    height_pt: float = 0.0
    paper: PaperName = "letter"
    fold: FoldName | None = None
    folds_pt: tuple[Folds, ...] = ()
    has_bleed: bool = False
    bleed_pt: float = 0.0
    unit_pt: float = 4.0
    looks: tuple[str, ...] = COLOUR_LOOKS
    families: tuple[str, ...] = ("Source Sans Pro", "Spectral")
    mark_floor_pt: float = 0.0
    marks_in_brackets: bool = False
    needs_sheet: bool = False
    logo_panel: str = ""
    cover_panel: str = ""
    flow_panel: str = ""
    filler_panel: str = ""
    contents_rows: int = 0
    openings: tuple[tuple[str, ...], ...] = ()
    saddle_stitched: bool = False
    least_tap_pt: float = 0.0

    def made_on(self, paper: Paper) -> "Edition":
        """Return it with the sizes that it has on a paper; what is for displays stays as it is."""
        if self.cut is None:
            return self
        width, height = paper.cut(self.cut)
        return replace(
            self,
            paper=paper.name,
            width_pt=width,
            height_pt=height,
            safe_pt=(width - self.text_width_pt) / 2 if self.text_width_pt else self.safe_pt,
            folds_pt=folds_of(self.fold, width, paper.tuck_pt) if self.fold else (),
            bleed_pt=paper.bleed_pt if self.has_bleed else 0.0,
        )

    def folded_as(self, fold: FoldName | None) -> "Edition":
        """Return a C-fold as a Z-fold, if that is asked for: `z_folds` says what is seen of it."""
        if self.fold != "c" or fold != "z":
            return self
        cover, left, middle, inside = self.openings
        seen = (cover, (*left, *middle), inside)
        return replace(self, fold=fold, openings=seen).made_on(PAPERS[self.paper])

    @property
    def metric(self) -> bool:
        """Say whether its paper is told of in millimetres first."""
        return PAPERS[self.paper].metric

    def lengths(self) -> Iterator[tuple[str, float]]:
        """Give what stylesheets know of its sheet: names of custom properties, and points."""
        yield "--trim-width", self.width_pt
        yield "--trim-height", self.height_pt
        yield "--bleed", self.bleed_pt
        yield "--safe", self.safe_pt
        yield "--unit", self.unit_pt
        yield from place_panels(self.width_pt, self.folds_pt)

    @property
    def on_paper(self) -> bool:
        """Say whether it leaves the house for paper too: no touch follows a link there."""
        return any(name != "screen" for name in self.channels)

    @property
    def fixed_panels(self) -> tuple[str, ...]:
        """The panels of fixed size, each of which stands in the file once."""
        varying = (self.flow_panel, self.filler_panel)
        return tuple(panel for panel in self.panels if panel not in varying)

    @property
    def folding(self) -> Folding:
        """How its sheets are folded."""
        if self.saddle_stitched:
            return "saddle-stitch"
        folded = "z-fold" if self.fold == "z" else "c-fold"
        return folded if self.folds_pt else "none"

    @property
    def page_multiple(self) -> int:
        """What its pages must be a multiple of: a folded sheet carries four."""
        return 4 if self.saddle_stitched else 1

    @property
    def most_fillers(self) -> int:
        """With how many pages of `filler_panel` it may have to be filled up."""
        return max(self.page_multiple, self.pages[0]) - 1 if self.filler_panel else 0

    def count_fillers(self, pages: int) -> int:
        """Return how many pages of `filler_panel` go with so many others.

        They make its sheets whole, and its pages no fewer than the least.
        """
        if not self.filler_panel:
            return 0
        sheets = ceil(max(pages, self.pages[0]) / self.page_multiple)
        return sheets * self.page_multiple - pages
