"""THE list of editions: what each document is made from and what it must satisfy.

Which section stands in which panel is content; how it looks is a stylesheet; this is the rest.
No other module knows an edition's name.
"""

from collections.abc import Iterable
from dataclasses import replace

from brochure.base.edition import FLOWING_LOOKS, Edition
from brochure.base.sheet_geometry import INCH_PT, LETTER

TRIFOLD = Edition(
    name="trifold",
    template="trifold.html.j2",
    stylesheet="trifold.css",
    channels=("office", "press"),
    cut="turned",
    pages=(2, 2),
    panels=(
        "cover",
        "brand",
        "flap",
        "flap-band",
        "back",
        "back-band",
        "inside-left",
        "inside-middle",
        "inside-right",
        "help",
    ),
    control_panel="back-band",
    logo_panel="brand",
    cover_panel="cover",
    openings=(
        ("cover", "brand"),
        ("flap", "flap-band"),
        ("back", "back-band"),
        ("inside-left", "inside-middle", "inside-right", "help"),
    ),
    body_floor_pt=12,
    body_design_pt=12,
    secondary_floor_pt=10.5,
    fine_floor_pt=9,
    safe_pt=0.25 * INCH_PT,
    fold="c",
    has_bleed=True,
).made_on(LETTER)

SAFETY_SHEET = Edition(
    name="safety-sheet",
    template="safety-sheet.html.j2",
    stylesheet="safety-sheet.css",
    channels=("office", "screen"),
    cut="upright",
    pages=(1, 1),
    panels=("head", "alert", "left", "right", "foot"),
    openings=(("head", "alert", "left", "right", "foot"),),
    control_panel="foot",
    logo_panel="head",
    body_floor_pt=11,
    body_design_pt=13,
    secondary_floor_pt=10.5,
    fine_floor_pt=9,
    text_width_pt=7.7 * INCH_PT,  # margins of 0.4 in on Letter, of 7 mm on A4
    needs_sheet=True,
).made_on(LETTER)

GUIDE = Edition(
    name="guide",
    template="guide.html.j2",
    stylesheet="guide.css",
    channels=("screen",),
    width_pt=292.5,  # 390 x 844 CSS px
    height_pt=633,
    pages=(2, 60),
    panels=("cover", "brand", "flow"),
    control_panel="flow",
    logo_panel="brand",
    cover_panel="cover",
    body_floor_pt=15,
    body_design_pt=15,
    secondary_floor_pt=13,
    fine_floor_pt=10.5,
    safe_pt=12,
    looks=FLOWING_LOOKS,
    flow_panel="flow",
    least_tap_pt=33,  # 44 CSS px
)

BOOKLET = Edition(
    name="booklet",
    template="booklet.html.j2",
    stylesheet="booklet.css",
    channels=("office", "press"),
    cut="half",
    pages=(8, 48),
    panels=("cover", "brand", "contents", "flow", "notes", "back", "back-band"),
    control_panel="back-band",
    logo_panel="brand",
    cover_panel="cover",
    body_floor_pt=12,
    body_design_pt=12,
    secondary_floor_pt=10.5,
    fine_floor_pt=9,
    safe_pt=0.25 * INCH_PT,
    flow_panel="flow",
    filler_panel="notes",
    contents_rows=28,
    has_bleed=True,
    saddle_stitched=True,
).made_on(LETTER)

# One sheet to take home: two columns that flow between a head and a foot, and stay flat.
HANDOUT = Edition(
    name="handout",
    template="handout.html.j2",
    stylesheet="handout.css",
    channels=("office", "screen", "press"),
    cut="upright",
    pages=(1, 2),
    panels=("head", "flow", "foot"),
    control_panel="foot",
    logo_panel="head",
    body_floor_pt=11,
    body_design_pt=12,
    secondary_floor_pt=10.5,
    fine_floor_pt=9,
    safe_pt=0.5 * INCH_PT,
    flow_panel="flow",
    has_bleed=True,
).made_on(LETTER)

# Large print after the American Council of the Blind: nothing under 18 pt, 1 in of white around.
LARGE_PRINT = Edition(
    name="large-print",
    template="large-print.html.j2",
    stylesheet="large-print.css",
    channels=("office", "screen"),
    cut="upright",
    pages=(2, 40),
    panels=("flow",),
    control_panel="flow",
    body_floor_pt=18,
    body_design_pt=18,
    secondary_floor_pt=18,
    fine_floor_pt=18,
    mark_floor_pt=18,
    marks_in_brackets=True,
    safe_pt=INCH_PT,
    looks=FLOWING_LOOKS,
    flow_panel="flow",
).made_on(LETTER)

LARGE_PRINT_SAFETY_SHEET = replace(
    LARGE_PRINT, name=f"{LARGE_PRINT.name}-{SAFETY_SHEET.name}", needs_sheet=True
)


def list_editions(sheet_ids: Iterable[str]) -> tuple[Edition, ...]:
    """Return every edition that can be made: two safety sheets for each sheet in content."""
    ids = tuple(sheet_ids)
    small, large = (
        [replace(sheet, name=f"{sheet.name}-{id}") for id in ids]
        for sheet in (SAFETY_SHEET, LARGE_PRINT_SAFETY_SHEET)
    )
    return (TRIFOLD, HANDOUT, *small, GUIDE, BOOKLET, LARGE_PRINT, *large)
