"""Which properties of CSS are paint: they move no box. All others count as able to."""

_SIDES = ("top", "right", "bottom", "left")
_CORNERS = ("top_left", "top_right", "bottom_left", "bottom_right")

# As WeasyPrint names them; border-image and mask-border, which bring widths, are not among them.
INHERITED_PAINT = (
    "color",
    "image_rendering",
    "text_underline_offset",
    *("text_decoration_line", "text_decoration_color"),  # passed on to what stands inside
    *("text_decoration_style", "text_decoration_thickness"),
)
PAINT = (
    *INHERITED_PAINT,
    *(f"background_{part}" for part in ("attachment", "clip", "color", "image", "origin")),
    *("background_position", "background_repeat", "background_size"),
    *(f"border_{side}_color" for side in _SIDES),
    *(f"border_{corner}_radius" for corner in _CORNERS),
    *("outline_color", "outline_style", "outline_width", "outline_offset"),
    *("clip", "object_fit", "object_position", "marks"),
    *(f"bleed_{side}" for side in _SIDES),
)
_SHORTHANDS = ("background", "border-color", "border-radius", "outline", "text-decoration", "bleed")
PAINT_IN_CSS = frozenset((*(name.replace("_", "-") for name in PAINT), *_SHORTHANDS))
# These give widths, which move boxes, and colours, which do not.
BORDERS_IN_CSS = frozenset(("border", *(f"border-{side}" for side in _SIDES)))
