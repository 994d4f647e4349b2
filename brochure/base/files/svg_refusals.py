"""What no renderer here draws as browsers do -> words for whoever exported the drawing.

What the layout engine alone draws wrong is no reason to refuse a file: it is drawn as a picture
(`brochure.base.files.drawing`).
"""

import re
from collections.abc import Mapping

_Refusal = tuple[str, str]  # what is wrong, what to do

_ACTIVE = ("script", "iframe", "object", "embed", "video", "audio", "handler")
_TEXT = ("text", "tspan", "textpath", "tref", "a", "flowroot", "flowpara", "flowspan", "flowdiv")
_NOT_DRAWN = {
    "foreignobject": "a web page, as Figma writes it for a blurred background",
    "meshgradient": "a mesh gradient",
    "mesh": "a mesh gradient",
    "hatch": "a hatch",
    "solidcolor": "a named colour (solidColor)",
}
_ROLE = re.compile(r"var\(--[a-z]+\)")
_START = r"(?:^|[\s;{\"'])"
_PROPERTIES = (
    (re.compile(r"var\s*\(", re.I), "a CSS variable that is no colour role"),
    (re.compile(r"(?<![\w-])(?:calc|min|max|clamp|env|attr)\s*\(", re.I), "a calculated value"),
    (
        re.compile(
            r"(?<![\w-])(?:(?:ok)?(?:lab|lch)|color-mix|light-dark|device-cmyk|contrast-color)\s*\("
            r"|(?<![\w-])color\(\s*(?!display-p3|srgb\s)",
            re.I,
        ),
        "a colour that is not written as #RRGGBB",
    ),
    (
        re.compile(rf"{_START}vector-effect\s*:\s*(?!none|inherit|unset|initial)", re.I),
        "strokes that stay as thin as they are (vector-effect)",
    ),
    (
        re.compile(rf"{_START}(?:-webkit-)?mask-(?:image|border|box)[\w-]*\s*:", re.I),
        "a mask by CSS",
    ),
    (re.compile(rf"{_START}(?:-webkit-)?mask\s*:\s*[\w-]+-gradient", re.I), "a mask by CSS"),
    (
        re.compile(
            rf"{_START}(?:-webkit-)?clip-path\s*:\s*"
            r"(?:inset|circle|ellipse|polygon|path|rect|xywh|shape|[\w]+-box)\b",
            re.I,
        ),
        "a clip by CSS",
    ),
    (
        re.compile(rf"{_START}(?:-webkit-)?backdrop-filter\s*:\s*(?!none)", re.I),
        "a blurred background",
    ),
    (
        re.compile(
            rf"{_START}transform\s*:[^;}}]{{0,400}}"
            r"(?:%|[\d.]\s*(?:g?rad|turn|r?em|vw|vh)\b|3d|perspective)",
            re.I,
        ),
        "a transformation by CSS",
    ),
    (
        re.compile(rf"{_START}(?:transform-box|rotate|scale|translate|offset-path)\s*:", re.I),
        "a transformation by CSS",
    ),
)
_OUTLINE = (
    "Turn the text into paths and save the drawing again. Inkscape: select it, Path > Object to"
    " Path. Illustrator: Type > Create Outlines. Figma: tick “Outline text” in the SVG export."
    " Canva: download it as a PNG and name that, if it is the logo."
)
_FLATTEN = (
    "Make a picture or paths of that part and save the drawing again. Inkscape: Edit > Make a"
    " Bitmap Copy, or Path > Object to Path. Illustrator: Object > Rasterize, or Object > Expand"
    " Appearance. Figma: Flatten, or Rasterize selection. Canva: download it as a PNG and name"
    " that, if it is the logo."
)


def refuse_part(tag: str, attributes: Mapping[str, str]) -> _Refusal | None:
    """Say why an element may not stand in a drawing, if so, and what to do."""
    if tag.lower() in _ACTIVE:
        return f"<{tag[:40]}> may not stand in a drawing", "Delete it."
    if named := _NOT_DRAWN.get(tag.lower()):
        return f"this drawing holds {named}, which is not printed as it looks", _FLATTEN
    for name, value in attributes.items():
        told = "(" in value or name == "vector-effect"
        if name != "style" and told and (refused := refuse_style(f"{name}:{value}")):
            return refused
    return None


def refuse_style(css: str) -> _Refusal | None:
    """Say which part of a stylesheet, or of one element's style, nothing here follows."""
    plain = _ROLE.sub("", css)
    named = next((name for known, name in _PROPERTIES if known.search(plain)), "")
    if not named:
        return None
    return f"this drawing uses {named}, which is not printed as it looks", _FLATTEN


def refuse_text(tag: str, text: str) -> _Refusal | None:
    """Say that text needs a font, if an element holds some."""
    if tag.lower() not in _TEXT or not text.strip():
        return None
    words = " ".join(text.split())
    shown = words if len(words) <= 40 else f"{words[:39]}…"
    return f"this drawing holds text (“{shown}”), which needs a font to look as drawn", _OUTLINE


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Say whether an element asks not to be displayed."""
    if attributes.get("display", "").strip() == "none":
        return True
    return bool(re.search(r"(?:^|;)\s*display\s*:\s*none", attributes.get("style", "")))
