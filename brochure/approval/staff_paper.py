"""What staff read and sign -> its HTML, one file that needs no other, and its PDF, tagged.

It is the sheet of what changed, or the notice of a recall.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from brochure.base.editions import Edition
from brochure.base.errors import BrochureError
from brochure.base.files.project import Assets
from brochure.base.font_files import use_own_fonts
from brochure.base.passing_folder import passing_folder
from brochure.base.viewer_settings import ViewerSettings
from brochure.base.worker import Limits, Stopped, run_in_workers
from brochure.build.staff_words import staff_words
from brochure.build.warm_up import load_engine

# Such paper is the program's and no clinic's, so it has colours of its own. Text on each ground has
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


_LIMITS = Limits(seconds=300)
PICTURES = "images"


@dataclass(frozen=True)
class _Job:
    """What a template gets, and the folder that holds the pictures that it names."""

    paper: Edition
    values: Mapping[str, object]
    folder: Path


def make_paper(
    paper: Edition, values: Mapping[str, object], pictures: Mapping[str, bytes], too_much: str
) -> tuple[bytes, bytes]:
    """Return the HTML and the PDF that a template makes of its values. Nothing is written.

    `pictures` are PNG files by their names in the folder PICTURES. Raises BrochureError (exit 3)
    where the machine keeps it from being made; `too_much` is its remedy.
    """
    use_own_fonts()
    with passing_folder() as folder:
        (folder / PICTURES).mkdir()
        for name, picture in pictures.items():
            (folder / PICTURES / name).write_bytes(picture)
        (made,) = run_in_workers(_lay_out, (_Job(paper, values, folder),), _LIMITS)
    if isinstance(made, Stopped):
        what = f"the {paper.name.replace('-', ' ')} is more than this machine could lay out"
        raise BrochureError(what, hint=too_much, exit_code=3)
    return made


def _lay_out(job: _Job) -> tuple[bytes, bytes]:
    """Lay out in a worker: it needs the engine. Raises BrochureError where a part is missing."""
    load_engine()
    from brochure.layout.layout import lay_out_page, read_page, write_pdf
    from brochure.layout.standalone import make_standalone
    from brochure.markup.render import render_staff_page

    assets, paper = Assets(job.folder), job.paper
    values = {**job.values, "language": staff_words("language")}
    page = render_staff_page(paper, assets, COLOURS, values)
    laid = lay_out_page(read_page(page.html, page.styles, paper, assets), paper)
    pdf, _ = write_pdf(laid, (), _VIEWER, _STANDARD)
    return make_standalone(page, laid.body_pt, laid.files).encode(), pdf
