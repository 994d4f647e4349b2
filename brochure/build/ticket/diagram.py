"""How a sheet folds, drawn to scale as SVG without words: flat, and seen from its edge.

Colours are roles of the brand, written ``var(--role)``. Lengths are points, y downwards.
"""

from collections.abc import Sequence
from itertools import accumulate

WIDTH = 208.0
_MARK, _EDGE = 4.0, 1.0
_HIGHEST = 160.0  # of a sheet: higher than wide, it is drawn smaller
_MOST_SHEETS = 6


def draw_flat(widths: Sequence[float], height: float, stapled: bool) -> str:
    """Return a sheet with panels of these widths, in any unit: folds dashed, staples on the fold.

    A panel that is narrower than the others is tinted.
    """
    scale = min((WIDTH - 2 * _MARK) / sum(widths), _HIGHEST / height)
    left = (WIDTH - scale * sum(widths)) / 2
    edges = [left + scale * x for x in accumulate(widths, initial=0.0)]
    top, bottom = _MARK, _MARK + scale * height
    parts = [
        _box(left, top, right - left, bottom - top, "mist" if width < max(widths) else "white")
        for left, right, width in zip(edges, edges[1:], widths, strict=False)
    ]
    parts.append(_box(edges[0], top, edges[-1] - edges[0], bottom - top, line="ink"))
    for fold in edges[1:-1]:
        parts.append(_line(((fold, 0), (fold, bottom + _MARK)), "river", 1.25, dashed=True))
        if stapled:
            middles = (top + (bottom - top) * share for share in (0.28, 0.72))
            parts += [_line(((fold, y - 7), (fold, y + 7)), "ink", 2.5) for y in middles]
    return _svg(WIDTH, bottom + _MARK, "".join(parts))


def draw_rolled(widths: Sequence[float]) -> str:
    """Return a C-fold from its edge: flap, middle and cover, the flap inside; widths to scale."""
    flap, middle, cover = (width * 180 / max(widths) for width in widths)
    left, right = 14.0, 14.0 + middle
    turned = f"M{right - cover:g} 6H{right:g}A13 13 0 0 1 {right:g} 32"
    parts = (
        _path(turned, "ink", 3),
        _path(f"M{right:g} 32H{left:g}", "river", 3),
        _path(f"M{left:g} 32A6.5 6.5 0 0 1 {left:g} 19H{left + flap - 6:g}", "dim", 3),
    )
    return _svg(WIDTH, 36, "".join(parts))


def draw_zigzag() -> str:
    """Return a Z-fold from its edge: the cover on top, then the middle, the left panel under it."""
    left, right = 14.0, 194.0
    parts = (
        _path(f"M{left:g} 32H{right:g}A6.5 6.5 0 0 0 {right:g} 19", "dim", 3),
        _path(f"M{right:g} 19H{left:g}", "river", 3),
        _path(f"M{left:g} 19A6.5 6.5 0 0 1 {left:g} 6H{right:g}", "ink", 3),
    )
    return _svg(WIDTH, 36, "".join(parts))


def draw_nested(sheets: int) -> str:
    """Return stapled sheets from their edge, one inside the other; many are shown as a few."""
    count, middle = min(sheets, _MOST_SHEETS), WIDTH / 2
    parts = [
        _path(f"M{14 + 7 * n:g} 58L{middle:g} {8 + 6 * n:g}L{WIDTH - 14 - 7 * n:g} 58", line, 1.75)
        for n, line in enumerate(["ink", *["river"] * (count - 1)])
    ]
    foot = 8 + 6 * (count - 1) + 5
    parts.append(_path(f"M{middle - 4:g} {foot:g}H{middle:g}V3", "ink", 2.25))
    return _svg(WIDTH, 61, "".join(parts))


def _svg(width: float, height: float, drawing: str) -> str:
    size = f'width="{width:g}pt" height="{height:g}pt" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawing}</svg>'


def _box(
    left: float, top: float, width: float, height: float, fill: str = "", line: str = ""
) -> str:
    painted = f'fill="{_role(fill)}" stroke="{_role(line)}" stroke-width="{_EDGE:g}"'
    place = f'x="{left:.2f}" y="{top:.2f}" width="{width:.2f}" height="{height:.2f}"'
    return f"<rect {place} {painted}/>"


def _line(
    points: Sequence[tuple[float, float]], colour: str, width: float, dashed: bool = False
) -> str:
    (x, y), (to_x, to_y) = points
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    place = f'x1="{x:.2f}" y1="{y:.2f}" x2="{to_x:.2f}" y2="{to_y:.2f}"'
    return f'<line {place} stroke="{_role(colour)}" stroke-width="{width:g}"{dashes}/>'


def _path(data: str, colour: str, width: float) -> str:
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return (
        f'<path d="{data}" fill="none" stroke="{_role(colour)}" stroke-width="{width:g}" {ends}/>'
    )


def _role(role: str) -> str:
    return f"var(--{role})" if role else "none"
