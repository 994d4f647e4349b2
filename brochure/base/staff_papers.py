"""What is printed for staff and printers: no editions, as nobody places content on them."""

from dataclasses import replace

from brochure.base.editions import Edition
from brochure.base.sheet_geometry import INCH_PT, LETTER

# The page that goes to the printer with a press file. Its words are the program's own: larger than
# this they never fit.
TICKET = Edition(
    name="job-ticket",
    template="job-ticket.html.j2",
    stylesheet="job-ticket.css",
    channels=(),
    cut="upright",
    pages=(1, 1),
    panels=("head", "job", "fold", "proof", "order"),
    control_panel="",
    body_floor_pt=9,
    body_design_pt=9.5,
    secondary_floor_pt=9,
    fine_floor_pt=9,
    safe_pt=0.5 * INCH_PT,
).made_on(LETTER)

# What changed in documents, to be read and signed, as long as it gets.
CHANGE_SHEET = Edition(
    name="change-sheet",
    template="change-sheet.html.j2",
    stylesheet="change-sheet.css",
    channels=(),
    cut="upright",
    pages=(1, 10_000),
    panels=(),
    control_panel="",
    body_floor_pt=10.5,
    body_design_pt=10.5,
    secondary_floor_pt=9,
    fine_floor_pt=9,
    safe_pt=0.65 * INCH_PT,
).made_on(LETTER)

# What goes round when a version is taken back; it grows with the stacks that it names.
RECALL_NOTICE = replace(
    CHANGE_SHEET,
    name="recall-notice",
    template="recall-notice.html.j2",
    stylesheet="recall-notice.css",
    pages=(1, 100),
    body_floor_pt=12,
    body_design_pt=12,
)
