"""Draw pathway.svg and its key: one bundle of nine strands, top to bottom, with a gap per step.

Run it after a change: ``.venv/bin/python figures/pathway.py``. Colours are roles of `brand` in
content.yaml, written ``var(--role)``. Lengths are points, y downwards. The steps stand ROW apart;
step 1 begins at TOP, beside its words.

honey ring: glutamate (a disc would be the end of a strand, once in gray) · white diamond:
ketamine · square socket: NMDA receptor · round cup: AMPA receptor · honey chevron: signal
"""

from collections.abc import Iterator
from math import dist, exp, sin
from pathlib import Path
from random import Random

from brochure.markup.motif import Point, curve_path, draw_dot

WIDTH, HEIGHT = 97, 612
BLEED = 10  # drawn on past the left, the top and the foot, for sheets that are cut
TOP, ROW, STRANDS, PITCH, MIDDLE = 141, 74, 9, 8, 52
INK, LINE, DIM, HONEY, WHITE, CLEAR = (
    *(f"var(--{role})" for role in ("ink", "strand", "dim", "honey", "white")),
    "none",
)
# From the middle of each step's row: where strands end above the gap, and begin below it.
GAPS = ((1, 22), (-7, 17), (-7, 12), (-7, 12), (-7, 11))
LINKED = (1, 3, 4, 6, 7)
SIGNALLING = (1, 4, 7)
HONEY_STRAND = 4
FLOOD = 28


def middle_of(step: int) -> float:
    """Return the y of the middle of a step's row; steps count from 0."""
    return TOP + ROW * step + ROW / 2 - 2


def x_of(strand: int, y: float) -> float:
    """Return where a strand stands at height y: it sways, and narrows to one neck at step 6."""
    neck = middle_of(5) - 6
    spread = 1 - 0.66 * exp(-(((y - neck) / 24) ** 2))
    fan = max(0.0, y - neck + 2) / 40
    spread *= 1 + 0.5 * fan * fan
    along = y - TOP
    sway = 4.6 * sin(along / 50 + 0.9) + 1.2 * sin(along / 27)
    return MIDDLE + (strand - (STRANDS - 1) / 2) * PITCH * spread + sway


def path(data: str, line: str, width: float, fill: str = CLEAR, more: str = "") -> str:
    """Return a path with round ends and joins."""
    return (
        f'<path d="{data}" fill="{fill}" stroke="{line}" stroke-width="{width:g}"'
        f' stroke-linecap="round" stroke-linejoin="round"{more}/>'
    )


def line(points: tuple[Point, ...], colour: str, width: float) -> str:
    """Return a straight line through points."""
    data = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return path(f"M{data}", colour, width)


def run(strand: int, start: float, end: float, colour: str = LINE, width: float = 1.5) -> str:
    """Return a strand from one height to another."""
    count = max(2, int((end - start) / 5))
    heights = [start + (end - start) * n / count for n in range(count + 1)]
    return path(curve_path([(x_of(strand, y), y) for y in heights]), colour, width)


def ends(strand: int, step: int) -> tuple[float, float]:
    """Return where a strand stops above a step's gap and goes on below it, a little staggered."""
    above, below = GAPS[step]
    middle = middle_of(step)
    stagger = 1.9 * sin(strand * 2.1 + step * 1.3), 1.9 * sin((strand + 3) * 2.1 + step * 1.3)
    return middle + above + stagger[0], middle + below + stagger[1]


def strands() -> Iterator[str]:
    """Give the nine strands, broken at each gap but where they are linked again."""
    for strand in range(STRANDS):
        begin = -10.0
        for step in range(len(GAPS)):
            above, below = ends(strand, step)
            linked = step == len(GAPS) - 1 and strand in LINKED
            colour = DIM if step < 1 else LINE
            if not linked:
                yield run(strand, begin, above, colour)
                begin = below + 4
            elif strand == HONEY_STRAND:
                yield run(strand, begin, above, colour)
                begin = HEIGHT + 10.0
            if step == 0:  # below the brake the strands are quiet still
                yield run(strand, begin, middle_of(1) - 40, DIM)
                begin = middle_of(1) - 40
        if begin < HEIGHT:
            yield run(strand, begin, HEIGHT + 10)


def tips() -> Iterator[str]:
    """Give a dot at each end above a gap, and an AMPA cup at each below."""
    for step in range(len(GAPS)):
        for strand in range(STRANDS):
            if step == len(GAPS) - 1 and strand in LINKED:
                continue
            above, below = ends(strand, step)
            yield draw_dot((x_of(strand, above), above), 2.3, DIM if step == 0 else LINE)
            yield cup(x_of(strand, below), below, DIM if step == 0 else LINE)


def cup(x: float, y: float, colour: str, fill: str = INK, radius: float = 3.1) -> str:
    """Return the round cup of an AMPA receptor, open to the top."""
    left, right = f"{x - radius:.1f}", f"{x + radius:.1f}"
    arc = f"A{radius} {radius} 0 0 0 {right} {y + 1:.1f}"
    return path(f"M{left} {y:.1f}V{y + 1:.1f}{arc}V{y:.1f}", colour, 1.5, fill)


def socket(x: float, y: float) -> str:
    """Return the outline of a square NMDA socket whose foot stands at y."""
    return (
        f"M{x - 8:g} {y:g}V{y - 9.4:g}H{x - 4.6:g}V{y - 4:g}H{x + 4.6:g}V{y - 9.4:g}"
        f"H{x + 8:g}V{y:g}Z"
    )


def diamond(x: float, y: float, half: float) -> str:
    """Return the outline of a ketamine diamond about a point."""
    return f"M{x:g} {y - half:g}L{x + half:g} {y:g}L{x:g} {y + half:g}L{x - half:g} {y:g}Z"


def glutamate(point: Point, radius: float = 2.5) -> tuple[str, str]:
    """Return a ring about a point."""
    return draw_dot(point, radius, HONEY), draw_dot(point, 0.42 * radius, INK)


def chevrons(step: int, down: bool) -> Iterator[str]:
    """Give two chevrons on each signalling strand below a step's gap."""
    bend = 2 if down else -2
    for strand in SIGNALLING:
        for offset in (20, 26):
            y = middle_of(step) + offset
            x = x_of(strand, y)
            yield line(((x - 3.6, y - bend), (x, y + bend), (x + 3.6, y - bend)), HONEY, 2)


def brake() -> Iterator[str]:
    """Step 1: a bar lies across the strands; ketamine plugs the sockets on it."""
    y = middle_of(0) - 13
    bar = ((-20.0, y), (MIDDLE + 39.0, y))
    yield line(bar, INK, 9.5)
    yield line(bar, LINE, 5.4)
    for x in (MIDDLE - 23.0, MIDDLE + 1.0, MIDDLE + 25.0):
        yield path(socket(x, y - 2.6), INK, 3.4, LINE)
        yield path(socket(x, y - 2.6), LINE, 0.6, LINE)
        yield path(diamond(x, y - 13.4, 6.6), INK, 1.6, WHITE)
    for strand, drop in ((3, 13), (6, 12)):
        yield from glutamate((x_of(strand, middle_of(0) + 6), middle_of(0) + drop))


def flood() -> Iterator[str]:
    """Step 2: the brake has swung away; glutamate fills the gap."""
    stub = ((-20.0, middle_of(1) - 19), (6.0, middle_of(1) - 19))
    yield line(stub, INK, 8.5)
    yield line(stub, DIM, 5.4)
    random, placed = Random(11), list[Point]()
    while len(placed) < FLOOD:
        across, y = random.uniform(-36, 37), middle_of(1) + random.uniform(-3, 13.5)
        point = (x_of(STRANDS // 2, y) + across, y)
        if all(dist(point, other) > 5.9 for other in placed):
            placed.append(point)
    for point in placed:
        yield from glutamate(point)


def docked(step: int) -> Iterator[str]:
    """Steps 3 and 4: glutamate sits in every cup."""
    for strand in range(STRANDS):
        below = ends(strand, step)[1]
        yield from glutamate((x_of(strand, below), below - 0.2), 2.7)


def arriving() -> Iterator[str]:
    """Step 3: some glutamate is still on its way."""
    for across, down in ((-22, 1), (-8, -1), (9, 2), (24, 0)):
        y = middle_of(2) + down + 2
        yield from glutamate((x_of(STRANDS // 2, y) + across, y))


def shoots() -> Iterator[str]:
    """Step 4: dotted shoots rise from the lower ends toward the upper ones."""
    for strand in LINKED:
        above, below = ends(strand, 3)
        data = (
            f"M{x_of(strand, below):.1f} {below - 6:.1f}L{x_of(strand, above):.1f} {above + 5:.1f}"
        )
        yield path(data, HONEY, 2.2, more=' stroke-dasharray="0.1 4.2"')


def links() -> Iterator[str]:
    """Step 5: the shoots are links; step 6: the honey strand runs on through the neck."""
    for strand in LINKED:
        above, below = ends(strand, 4)
        if strand == HONEY_STRAND:
            yield run(strand, above, HEIGHT + 10, HONEY, 3.2)
        else:
            yield run(strand, above - 1, below + 1, HONEY, 2.6)


def svg(width: float, height: float, parts: Iterator[str] | tuple[str, ...]) -> str:
    """Return a whole SVG file."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}pt" height="{height:g}pt"'
        f' viewBox="0 0 {width:g} {height:g}">\n' + "\n".join(parts) + "\n</svg>\n"
    )


def pathway() -> Iterator[str]:
    """Give the whole strip, what lies on top last."""
    area = f'x="{-BLEED}" y="{-BLEED}" width="{WIDTH + BLEED}" height="{HEIGHT + 2 * BLEED}"'
    yield f'<clipPath id="strip"><rect {area}/></clipPath>'
    yield f'<g clip-path="url(#strip)"><rect {area} fill="{INK}"/>'
    yield from (*strands(), *tips(), *brake(), *flood())
    yield from (*docked(2), *arriving(), *chevrons(2, down=True))
    yield from (*docked(3), *shoots(), *chevrons(3, down=False), *links())
    yield "</g>"


def drawings() -> dict[str, str]:
    """Return every file of this figure by its name."""
    return {
        "pathway.svg": svg(WIDTH, HEIGHT, pathway()),
        "key-ketamine.svg": svg(12, 12, (path(diamond(6, 6, 4.8), INK, 1.6, WHITE),)),
        "key-nmda.svg": svg(12, 12, (path("M2 2.5V9.5H10V2.5H7.6V6.4H4.4V2.5Z", INK, 0.6, INK),)),
        "key-glutamate.svg": svg(12, 12, (draw_dot((6, 6), 5, INK), *glutamate((6, 6), 3.9))),
        "key-ampa.svg": svg(12, 12, (path("M2 2V5.4A4 4 0 0 0 10 5.4V2", INK, 2.1),)),
    }


if __name__ == "__main__":
    for name, drawing in drawings().items():
        Path(__file__).with_name(name).write_text(drawing, encoding="utf-8")
