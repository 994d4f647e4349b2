"""What a change sheet says -> its HTML, one file that needs no other, and its PDF, tagged.

`lay_out_sheet` is called in a worker: it needs the layout engine.
"""

from dataclasses import dataclass
from pathlib import Path

from brochure.approval.change_words import words_of_change
from brochure.approval.sheet_page import SheetPage
from brochure.base.editions import CHANGE_SHEET
from brochure.base.files.project import Assets
from brochure.base.viewer_settings import ViewerSettings
from brochure.build.staff_words import staff_words
from brochure.build.warm_up import load_engine

# The sheet is the program's and no clinic's, so it has colours of its own. Text on each ground has
# a contrast of 5:1 and more.
COLOURS = {
    "ink": "#12343B",
    "text": "#1F2629",
    "river": "#1B5E6B",
    "clay": "#8E2A1B",
    "dim": "#56636A",
    "rule": "#B5C0C4",
    "mist": "#EFF4F5",
    "cream": "#FCF5EE",
    "honey": "#F6DFA4",
    "white": "#FFFFFF",
    "removed": "#8F1D1D",
    "removed-ground": "#FBE3E1",
    "added": "#0B5230",
    "added-ground": "#DDF1E4",
}
_VIEWER = ViewerSettings((("DisplayDocTitle", "true"),))
_STANDARD = "pdf/ua-1"


@dataclass(frozen=True)
class SheetJob:
    """What a sheet says, and the folder that holds its pictures."""

    page: SheetPage
    folder: Path


def lay_out_sheet(job: SheetJob) -> tuple[bytes, bytes]:
    """Return the HTML and the PDF of a sheet. Raises BrochureError where a part is missing."""
    load_engine()
    from brochure.layout.layout import lay_out_page, read_page, write_pdf
    from brochure.layout.standalone import make_standalone
    from brochure.markup.render import render_staff_page

    assets, sheet = Assets(job.folder), CHANGE_SHEET
    values = {"sheet": job.page, "says": words_of_change, "language": staff_words("language")}
    page = render_staff_page(sheet.template, sheet.stylesheet, assets, COLOURS, values)
    laid = lay_out_page(read_page(page.html, page.styles, sheet, assets), sheet)
    pdf, _ = write_pdf(laid, (), _VIEWER, _STANDARD)
    return make_standalone(page, laid.body_pt, laid.files).encode(), pdf
