"""Drawings as real programs write them are taken; what only pretends to be one is told by line."""

import re
from base64 import b64encode
from pathlib import Path
from time import process_time

import pytest

from brochure.base.errors import BrochureError
from brochure.base.files.svg import MOST_BYTES, MOST_STYLE, vet_svg
from brochure.content.load import load_content
from tests.attacks import SVG, png
from tests.base.test_images import picture
from tests.conftest import ROOT
from tests.traced import most_seconds

ILLUSTRATOR = f"""<?xml version="1.0" encoding="UTF-8"?>
{SVG} id="Layer_1" viewBox="0 0 9 9"><defs>
<style>.cls-1{{fill:url(#g);}}.cls-2, .cls-3{{clip-path:url(#c);}}</style>
<linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient>
<clipPath id="c"><rect class="cls-1" width="9" height="9"/></clipPath></defs>
<g class="cls-2"><path class="cls-1" d="M0 0h9"/></g></svg>"""


def test_drawings_as_programs_save_them() -> None:
    vet_svg(ILLUSTRATOR.encode(), "a.svg")
    vet_svg(b"\xef\xbb\xbf" + ILLUSTRATOR.encode(), "with a byte order mark")
    symbols = "".join(f'<use x:href="#s" x="{n}"/>' for n in range(200))
    vet_svg(f'{SVG}><symbol id="s"><path/></symbol>{symbols}</svg>'.encode(), "a.svg")
    for figure in (ROOT / "figures").glob("*.svg"):
        vet_svg(figure.read_bytes(), figure.name)


def test_a_picture_inside_is_vetted_too() -> None:
    for raw, ok in ((picture("PNG"), True), (picture("PNG")[:-30], False)):
        image = f'<image href="data:image/png;base64,{b64encode(raw).decode()}"/>'
        if ok:
            vet_svg(f"{SVG}>{image}</svg>".encode(), "a.svg")
            continue
        with pytest.raises(BrochureError, match="broken off"):
            vet_svg(f"{SVG}>{image}</svg>".encode(), "a.svg")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "not well-formed"),
        (b"<html/>", "not an SVG drawing"),
        (b"<svg/>", "not an SVG drawing"),
        (b"\xff\xfe<\0s\0", "not well-formed"),
        (b'<?xml version="1.0" encoding="latin-1"?><svg/>', "not saved as UTF-8"),
        (f"{SVG}><path fill='u\\72l(http://a/b)'/></svg>".encode(), "http://a/b lies outside"),
        (f"{SVG}><path fill='url(a.svg#b)'/></svg>".encode(), "a.svg#b lies outside"),
        (f"{SVG}><a href='https://a.org'/></svg>".encode(), "https://a.org lies outside"),
        (f"{SVG}><image href='data:image/png;base64,???'/></svg>".encode(), "is damaged"),
        (f"{SVG}><style>*{{marker:url(#m)}}</style></svg>".encode(), "in a way that is not follow"),
        (f"{SVG}><g id='a' mask='url(#a)'/></svg>".encode(), "without end"),
        (b" " * (MOST_BYTES + 1), "more than the 2 MB"),
    ],
)
def test_a_drawing_that_is_not_fit_is_refused(raw: bytes, what: str) -> None:
    with pytest.raises(BrochureError) as raised:
        vet_svg(raw, "a.svg")
    assert what in raised.value.message
    assert raised.value.where.startswith("a.svg") and raised.value.hint


def test_the_line_of_the_drawing_is_named() -> None:
    with pytest.raises(BrochureError) as raised:
        vet_svg(f"{SVG}>\n<g>\n<script/></g></svg>".encode(), "figures/a.svg")
    assert raised.value.where == "figures/a.svg:3"


def test_a_figure_of_content_is_told_by_its_line_in_both_files(project: Path) -> None:
    """`brochure check` vets every drawing that content names."""
    (project / "figures/key-nmda.svg").write_text(f"{SVG}>\n<script/></svg>", encoding="utf-8")
    found = load_content(project / "content.yaml").findings
    lines = (project / "content.yaml").read_text(encoding="utf-8").splitlines()
    assert found and all(f.id == "content.figure" for f in found)
    assert "figures/key-nmda.svg" in lines[found[0].place.line - 1][found[0].place.column - 1 :]
    assert found[0].what.startswith("figures/key-nmda.svg:2: <script>")


def drawing(*parts: str) -> str:
    return f"{SVG}>\n{''.join(parts)}</svg>"


def style(rules: str) -> str:
    return f"<style>{rules}</style>"


# Each of these kept `check` busy for minutes, or did so in a larger size; all are within 2 MB.
GROUPS = "<g/>" * 19_000
STYLES = f":2: the styles .* {MOST_STYLE:,}"
HEAVY = [
    (
        drawing(style(".a{fill:url(#b)}" * 11_000), GROUPS),
        ":2: 19,002 elements are too many",
    ),
    (drawing(style(".a," * 60_000 + "b{fill:url(#b)}"), GROUPS), ":2: this stylesheet has more"),
    (drawing(style(".a," * 19_000 + "b{fill:url(#b)}"), GROUPS), ":2: 19,002 elements are too"),
    (
        drawing(style("g{" + "fill:url(#b);" * 9_000 + "}"), GROUPS),
        ":2: this drawing refers to its own",
    ),
    (
        drawing(style("g{" + "fill:red;" * 40_000 + "}")),
        STYLES,
    ),
    (drawing(style("g{}" * 21_000) * 5), ":2: .* more than 20,000"),
    (
        drawing('<g id="x"/>' * 10_000, '<use href="#x"/>' * 9_000),
        ":(1|2): .* more than 50,000",
    ),
    (drawing('<g style="' + f"--a:{'(' * 40}var(--b){')' * 40};" * 18_000 + '"/>'), STYLES),
    (drawing('<g style="' + "1 " * 900_000 + '"/>'), STYLES),
    (drawing('<g style="' + ";" * 1_900_000 + '"/>'), STYLES),
    (drawing('<g fill="' + "url(#b)" * 30_000 + '"/>'), STYLES),
    (drawing(style("g{" + "fill:red;" * 20_000 + "}"), f'<g style="{";" * 30_000}"/>'), STYLES),
    # As large as drawing programs write them: taken.
    (drawing(f'<g style="{";".join(["fill:#a0b1c2"] * 9)}"/>' * 14_000), ""),
    (drawing(style("".join(f".s{n}{{fill:url(#b)}}" for n in range(1_000))), GROUPS), ""),
    (drawing('<path class="a b" d="M0 0h9v9z"/>' * 19_000), ""),
]


@pytest.mark.parametrize(("svg", "says"), HEAVY)
def test_a_drawing_that_would_take_minutes_is_told_in_a_moment(svg: str, says: str) -> None:
    begun = process_time()
    if says:
        with pytest.raises(BrochureError) as raised:
            vet_svg(svg.encode(), "a.svg")
        assert re.match(f"a.svg{says}", f"{raised.value.where}: {raised.value.message}")
        assert raised.value.hint
    else:
        vet_svg(svg.encode(), "a.svg")
    assert process_time() - begun < most_seconds(5), "these took from 20 seconds to an hour"


def test_pictures_inside_have_together_no_more_pixels_than_one_may_have() -> None:
    """Each of them is small in the file: 300 of them fit, and each takes a moment to decode."""
    for size, count in (((8000, 2600), 2), ((1, 1), 201)):
        image = f'<image href="data:image/png;base64,{b64encode(png(*size)).decode()}"/>\n'
        vet_svg(f"{SVG}>{image * (count - 1)}</svg>".encode(), "a.svg")
        with pytest.raises(BrochureError, match="pictures inside are more than 200") as raised:
            vet_svg(f"{SVG}>{image * count}</svg>".encode(), "a.svg")
        assert raised.value.where == f"a.svg:{count}"


TEXT = '<text style="font-family:Montserrat" x="6">\n<tspan x="6">Praxis</tspan></text>'
REFUSED = [
    (TEXT, "a.svg:3", "holds text (“Praxis”)", "Path > Object to Path"),
    (TEXT, "a.svg:3", "holds text (“Praxis”)", "Type > Create Outlines"),
    (TEXT, "a.svg:3", "holds text (“Praxis”)", "“Outline text”"),
    (
        "<flowRoot><flowPara>Dr. A</flowPara></flowRoot>",
        "a.svg:2",
        "text (“Dr. A”)",
        "Object to Path",
    ),
    ("<defs><text id='t'>Hi</text></defs>", "a.svg:2", "text (“Hi”)", "Object to Path"),
    ("<foreignObject/>", "a.svg:2", "blurred background", "Figma: Flatten"),
    ("<defs>\n<meshgradient/></defs>", "a.svg:3", "a mesh gradient", "Rasterize"),
    ("<rect style='fill:var(--my-blue, red)'/>", "a.svg:2", "a CSS variable", "Bitmap Copy"),
    ("<rect fill='var(--my-blue)'/>", "a.svg:2", "a CSS variable", "Bitmap Copy"),
    ("<rect style='clip-path:circle(4px)'/>", "a.svg:2", "a clip by CSS", "Flatten"),
    (
        "<rect style='mask-image:linear-gradient(red,blue)'/>",
        "a.svg:2",
        "mask by CSS",
        "Flatten",
    ),
    ("<style>\ng{transform:rotate(.5turn)}</style>", "a.svg:2", "transformation by", "Flatten"),
    ("<rect fill='oklch(60% 0.1 20)'/>", "a.svg:2", "not written as #RRGGBB", "Flatten"),
    ("<rect style='fill:color(rec2020 1 0 0)'/>", "a.svg:2", "not written as #RRGGBB", "Flatten"),
    ("<path vector-effect='non-scaling-stroke'/>", "a.svg:2", "vector-effect", "Flatten"),
    ("<rect style='width:calc(1px + 2px)'/>", "a.svg:2", "a calculated value", "Flatten"),
]


@pytest.mark.parametrize(("part", "where", "what", "hint"), REFUSED)
def test_what_nobody_here_can_draw_is_refused_with_what_to_do(
    part: str, where: str, what: str, hint: str
) -> None:
    with pytest.raises(BrochureError) as raised:
        vet_svg(drawing(part).encode(), "a.svg")
    assert raised.value.where == where
    assert what in raised.value.message and hint in raised.value.hint


def test_what_is_not_displayed_may_hold_text() -> None:
    """Inkscape keeps hidden layers, empty text boxes, and notes on how it was drawn."""
    hidden = f"<g style='opacity:1;display:none'>{TEXT}</g><g display='none'>{TEXT}</g>"
    empty = "<text>\n <tspan> </tspan></text><title>Logo</title><desc>Praxis</desc>"
    roles = "<rect style='fill:var(--ink);stroke:var(--river)' transform='rotate(4) scale(2)'/>"
    vet_svg(drawing(hidden, empty, roles).encode(), "a.svg")


def test_text_in_a_logo_is_told_at_its_line_of_content(project: Path) -> None:
    (project / "figures/key-nmda.svg").write_text(drawing(TEXT), encoding="utf-8")
    found = load_content(project / "content.yaml").findings
    assert found[0].what.startswith("figures/key-nmda.svg:3: this drawing holds text (“Praxis”)")
    assert "Create Outlines" in found[0].remedy
