"""Draw the pictures of the test practice: its covers, its logo, and a portrait of nobody.

``python tests/clinics/physiotherapy/figures/stretch.py`` writes them here and to images/.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).resolve().parent
PORTRAIT_PX = (900, 1125)  # at 300 to the inch, 3 inches wide
_TWICE = 2  # drawn larger, so that edges come out smooth


def svg(width: float, height: float, *parts: str) -> str:
    """Return a drawing of this size in points."""
    size = f'width="{width:g}pt" height="{height:g}pt" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n' + "\n".join(parts) + "\n</svg>\n"


def line(data: str, colour: str, width: float) -> str:
    """Return an open stroke with round ends."""
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return (
        f'<path d="{data}" fill="none" stroke="var(--{colour})" stroke-width="{width:g}" {ends}/>'
    )


def cover(width: float) -> str:
    """Return someone who bends to one side, before a line that rises in three steps."""
    x, ground = width / 2, 226
    stairs = f"M{x - 104:g} {ground}H{x - 58:g}V{ground - 44}H{x + 22:g}V{ground - 88}H{x + 104:g}"
    leg = f"M{x - 22:g} {ground}C{x - 20:g} 190 {x - 12:g} 172 {x - 2:g} 150"
    other = f"M{x + 26:g} {ground}C{x + 26:g} 190 {x + 18:g} 172 {x - 2:g} 150"
    back = f"M{x - 2:g} 150C{x - 8:g} 126 {x - 4:g} 112 {x + 8:g} 98"
    arms = f"M{x + 4:g} 96C{x - 4:g} 58 {x + 30:g} 34 {x + 80:g} 44"
    hip = f"M{x + 12:g} 94C{x + 30:g} 106 {x + 40:g} 124 {x + 6:g} 142"
    drawn = [
        f'<circle cx="{x:g}" cy="128" r="100" fill="var(--mist)" stroke="var(--strand)"'
        ' stroke-width="3"/>',
        line(stairs, "dim", 2.4),
        *(line(data, "river", 15) for data in (leg, other, back)),
        *(line(data, "river", 10) for data in (arms, hip)),
        f'<circle cx="{x + 36:g}" cy="76" r="15" fill="var(--river)"/>',
        line(f"M{x - 34:g} 120C{x - 42:g} 70 {x - 10:g} 30 {x + 56:g} 26", "honey", 3.4),
        *(
            f'<circle cx="{x + at:g}" cy="{y}" r="6" fill="var(--honey)" stroke="var(--ink)"'
            ' stroke-width="1.5"/>'
            for at, y in ((-82, ground), (-20, ground - 44), (70, ground - 88))
        ),
    ]
    return svg(width, 250, *drawn)


def logo() -> str:
    """Return a lime leaf in a round."""
    leaf = "M27 8C43 16 46 32 27 46C8 32 11 16 27 8Z"
    veins = "M27 14V50M27 24L36 18M27 24L18 18M27 34L38 27M27 34L16 27"
    return svg(
        54,
        54,
        f'<path d="{leaf}" fill="var(--strand)" stroke="var(--river)" stroke-width="2"/>',
        line(veins, "river", 1.6),
    )


def portrait() -> Image.Image:
    """Return a picture of a woman who smiles, as soft as a photograph."""
    width, height = (_TWICE * side for side in PORTRAIT_PX)
    picture = Image.new("RGB", (width, height), "#D9C9B6")
    draw = ImageDraw.Draw(picture)
    for row in range(height):
        tone = row / height
        shade = tuple(round(a + (b - a) * tone) for a, b in ((226, 196), (216, 178), (203, 158)))
        draw.line(((0, row), (width, row)), fill=shade)
    picture = picture.filter(ImageFilter.GaussianBlur(20))
    draw = ImageDraw.Draw(picture)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        return tuple(
            v * s for v, s in zip((left, top, right, bottom), (width, height) * 2, strict=True)
        )

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x * width, y * height) for x, y in points]

    draw.ellipse(box(0.27, 0.14, 0.73, 0.55), fill="#3A2A22")  # hair
    draw.rectangle(box(0.42, 0.52, 0.58, 0.70), fill="#C98F6B")  # neck
    draw.ellipse(box(0.08, 0.66, 0.92, 1.4), fill="#E9E4DA")  # shirt
    draw.polygon(at((0.40, 0.66), (0.50, 0.80), (0.60, 0.66)), fill="#C98F6B")
    draw.polygon(at((0.38, 0.655), (0.50, 0.82), (0.43, 0.86), (0.33, 0.70)), fill="#F6F2EA")
    draw.polygon(at((0.62, 0.655), (0.50, 0.82), (0.57, 0.86), (0.67, 0.70)), fill="#F6F2EA")
    draw.ellipse(box(0.32, 0.20, 0.68, 0.63), fill="#DCA27E")  # face
    draw.pieslice(box(0.28, 0.13, 0.72, 0.50), 182, 358, fill="#3A2A22")
    draw.ellipse(box(0.345, 0.255, 0.655, 0.50), fill="#DCA27E")
    for x in (0.42, 0.58):
        draw.ellipse(box(x - 0.025, 0.385, x + 0.025, 0.415), fill="#FAF7F2")
        draw.ellipse(box(x - 0.013, 0.387, x + 0.013, 0.413), fill="#2A1C15")
        draw.arc(box(x - 0.05, 0.345, x + 0.05, 0.40), 200, 340, fill="#3A2A22", width=14)
    draw.arc(box(0.47, 0.42, 0.53, 0.485), 20, 160, fill="#B57B59", width=10)
    draw.chord(box(0.42, 0.475, 0.58, 0.565), 15, 165, fill="#FAF4EE", outline="#A85C50", width=10)
    return picture.filter(ImageFilter.GaussianBlur(3)).resize(PORTRAIT_PX, Image.Resampling.LANCZOS)


def write() -> None:
    """Write every picture of the practice."""
    for name, drawn in (
        ("cover.svg", cover(265.5)),
        ("cover-wide.svg", cover(396)),
        ("logo.svg", logo()),
    ):
        (HERE / name).write_text(drawn, encoding="utf-8")
    portrait().save(HERE.parent / "images/portrait.jpg", quality=88, dpi=(300, 300))


if __name__ == "__main__":
    write()
