"""Draw the figures of the test clinic: its cover, an implant in its parts, the signs of its key.

Run it after a change: ``.venv/bin/python tests/clinics/implants/figures/teeth.py``. Colours are
roles of `brand` in content.yaml. Lengths are points, y downwards.
"""

from pathlib import Path

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


def cover() -> str:
    """Return three teeth in a gum, from fold to trim; the middle one stands on a post."""
    width, height = 265.5, 250
    gum = (
        "M0 112C24 102 36 118 54 112C84 100 104 100 132.75 108"
        "C162 100 182 100 212 112C230 118 242 102 265.5 112"
    )
    return svg(
        width,
        height,
        path(f"{gum}V250H0Z", "strand"),
        path("M0 158C60 146 205 146 265.5 158V250H0Z", "mist"),
        root(24, 112, 1.35),
        root(241.5, 112, 1.35),
        post(132.75, 122, 1.15, 1.8),
        connector(132.75, 122, 1.15, 1.8),
        crown(24, 112, 1.35, "white", 2.2),
        crown(241.5, 112, 1.35, "white", 2.2),
        crown(132.75, 100, 1.5, "white", 2.2),
        shine(24, 112, 1.35),
        shine(241.5, 112, 1.35),
        shine(132.75, 100, 1.5),
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
    return {"cover.svg": cover(), "parts.svg": parts(), **keys()}


if __name__ == "__main__":
    for name, drawing in drawings().items():
        Path(__file__).with_name(name).write_text(drawing, encoding="utf-8")
