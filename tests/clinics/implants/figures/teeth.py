"""Draw the figures of the test clinic: its cover, an implant in its parts, the signs of its key.

Run it after a change: ``.venv/bin/python tests/clinics/implants/figures/teeth.py``. Colours are
roles of `brand` in content.yaml. Lengths are points, y downwards.
"""

from pathlib import Path

BLEED = 10  # a little more than a press trims away
LINE = 'stroke="var(--ink)" stroke-width="{w}" stroke-linejoin="round" stroke-linecap="round"'


def svg(width: float, height: float, *parts: str) -> str:
    """Return a drawing of the given size."""
    size = f'width="{width:g}pt" height="{height:g}pt" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n' + "\n".join(parts) + "\n</svg>\n"


def path(data: str, fill: str, width: float = 0) -> str:
    """Return a filled shape, with an edge of ink where `width` is given."""
    edge = " " + LINE.format(w=f"{width:g}") if width else ""
    colour = f"var(--{fill})" if fill != "none" else "none"
    return f'<path d="{data}" fill="{colour}"{edge}/>'


def crown(x: float, y: float, scale: float, fill: str, width: float) -> str:
    """Return the crown of a molar: `x` its middle, `y` its neck, 60 wide and 62 high at scale 1."""

    def at(dx: float, dy: float) -> str:
        return f"{x + dx * scale:.1f} {y + dy * scale:.1f}"

    data = (
        f"M{at(-20, 0)}C{at(-26, -14)} {at(-33, -28)} {at(-31, -44)}"
        f"C{at(-29, -58)} {at(-14, -64)} {at(-6, -56)}C{at(-3, -53)} {at(3, -53)} {at(6, -56)}"
        f"C{at(14, -64)} {at(29, -58)} {at(31, -44)}C{at(33, -28)} {at(26, -14)} {at(20, 0)}"
        f"C{at(12, 6)} {at(-12, 6)} {at(-20, 0)}Z"
    )
    return path(data, fill, width)


def shine(x: float, y: float, scale: float) -> str:
    """Return the light on a crown."""
    data = (
        f"M{x - 20 * scale:.1f} {y - 40 * scale:.1f}"
        f"C{x - 20 * scale:.1f} {y - 47 * scale:.1f} {x - 17 * scale:.1f} {y - 51 * scale:.1f}"
        f" {x - 12 * scale:.1f} {y - 52 * scale:.1f}"
    )
    edge = f'stroke="var(--strand)" stroke-width="{4 * scale:.1f}" stroke-linecap="round"'
    return f'<path d="{data}" fill="none" {edge}/>'


def root(x: float, y: float, scale: float) -> str:
    """Return the two roots of a natural tooth, below its neck."""

    def at(dx: float, dy: float) -> str:
        return f"{x + dx * scale:.1f} {y + dy * scale:.1f}"

    data = (
        f"M{at(-20, 0)}C{at(-22, 24)} {at(-20, 52)} {at(-14, 66)}C{at(-8, 66)} {at(-7, 40)}"
        f" {at(0, 28)}C{at(7, 40)} {at(8, 66)} {at(14, 66)}C{at(20, 52)} {at(22, 24)} {at(20, 0)}Z"
    )
    return path(data, "cream", 1.6 * scale)


def post(x: float, top: float, scale: float, width: float) -> str:
    """Return a post: a tapered screw, 96 high at scale 1, its threads cut into both sides."""
    threads, pitch = 8, 10.0
    left: list[str] = []
    right: list[str] = []
    for n in range(threads):
        half = (15 - 0.95 * n) * scale
        y = top + (6 + pitch * n) * scale
        for dx, dy in ((half, 0), (half + 4.5 * scale, 3 * scale), (half, 6 * scale)):
            left.append(f"{x - dx:.1f} {y + dy:.1f}")
            right.append(f"{x + dx:.1f} {y + dy:.1f}")
    tip = f"{x:.1f} {top + 98 * scale:.1f}"
    head = f"{x - 15 * scale:.1f} {top:.1f}"
    data = f"M{head}L{'L'.join(left)}L{tip}L{'L'.join(reversed(right))}"
    return path(f"{data}L{x + 15 * scale:.1f} {top:.1f}Z", "honey", width)


def connector(x: float, y: float, scale: float, width: float) -> str:
    """Return the piece that joins post and crown: `y` its foot, 24 high at scale 1."""
    data = (
        f"M{x - 12 * scale:.1f} {y:.1f}L{x - 8 * scale:.1f} {y - 24 * scale:.1f}"
        f"H{x + 8 * scale:.1f}L{x + 12 * scale:.1f} {y:.1f}Z"
    )
    return path(data, "dim", width)


def cover(width: float, neighbours: tuple[float, ...], past: float) -> str:
    """Return teeth in a gum; the one in the middle stands on a post.

    It is drawn on past the right edge, for the trim, and by `past` past the left one: not at all
    where that is a fold.
    """
    middle, scale, right = width / 2, 1.35, width + BLEED
    gum = (
        f"M{-past:g} 112H0C{middle - 90:g} 102 {middle - 40:g} 100 {middle:g} 108"
        f"C{middle + 40:g} 100 {middle + 90:g} 102 {width:g} 112H{right:g}"
    )
    bone = f"M{-past:g} 158H0C60 146 {width - 60:g} 146 {width:g} 158H{right:g}"
    return svg(
        width,
        250,
        f'<clipPath id="edge"><path d="M{-past:g} 0H{right:g}V250H{-past:g}Z"/></clipPath>',
        '<g clip-path="url(#edge)">',
        path(f"{gum}V250H{-past:g}Z", "strand"),
        path(f"{bone}V250H{-past:g}Z", "mist"),
        *(root(x, 112, scale) for x in neighbours),
        post(middle, 122, 1.15, 1.8),
        connector(middle, 122, 1.15, 1.8),
        *(crown(x, 112, scale, "white", 2.2) for x in neighbours),
        crown(middle, 100, 1.5, "white", 2.2),
        *(shine(x, 112, scale) for x in neighbours),
        shine(middle, 100, 1.5),
        "</g>",
    )


def parts() -> str:
    """Return an implant taken apart: crown, connector, post, each above where it belongs."""
    width, height = 229.5, 168
    middle = width / 2
    return svg(
        width,
        height,
        path("M0 84C70 74 160 74 229.5 84V168H0Z", "strand"),
        path("M0 104C70 96 160 96 229.5 104V168H0Z", "mist"),
        root(34, 84, 0.8),
        root(195.5, 84, 0.8),
        crown(34, 84, 0.8, "white", 1.5),
        crown(195.5, 84, 0.8, "white", 1.5),
        post(middle, 88, 0.72, 1.4),
        connector(middle, 80, 0.8, 1.4),
        crown(middle, 52, 0.8, "white", 1.5),
        shine(middle, 52, 0.8),
    )


def keys() -> dict[str, str]:
    """Return the signs of the key, 12 x 12 pt each."""
    return {
        "key-crown.svg": svg(12, 12, crown(6, 10.4, 0.16, "white", 1.2)),
        "key-connector.svg": svg(12, 12, connector(6, 10.5, 0.38, 1.2)),
        "key-post.svg": svg(12, 12, post(6, 0.7, 0.11, 0.8)),
    }


def drawings() -> dict[str, str]:
    """Return each drawing by its file name."""
    return {
        "cover.svg": cover(265.5, (24, 241.5), 0),
        "cover-wide.svg": cover(396, (-8, 90, 306, 404), BLEED),
        "parts.svg": parts(),
        **keys(),
    }


if __name__ == "__main__":
    for name, drawing in drawings().items():
        Path(__file__).with_name(name).write_text(drawing, encoding="utf-8")
