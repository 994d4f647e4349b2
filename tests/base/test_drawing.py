"""Drawings become pictures with as many pixels as they need, of their size, and nothing else."""

import io
import re
from base64 import b64decode, b64encode
from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from brochure.base.files.drawing import MOST_SIDE_PX, ServedDrawing, serve_drawing
from brochure.base.files.image_conversion import Conversion
from brochure.base.files.project import Assets
from brochure.base.files.svg import vet_svg
from brochure.base.files.svg_plain import read_plain
from brochure.layout.fetcher import ProjectFiles
from brochure.markup.render import data_url
from tests.attacks import SVG
from tests.drawings import drawing
from tests.pictures import saved

BLUR = drawing("blur").encode()


def pixels(served: ServedDrawing) -> Image.Image:
    """Return the picture that stands for a drawing, as the engine gets it."""
    found = re.search(r'href="data:image/\w+;base64,([^"]+)"', served.raw.decode())
    assert found and b64decode(found[1]) == served.pixels
    return Image.open(io.BytesIO(served.pixels))


@pytest.mark.parametrize(("size_px", "side"), [((225, 225), 225), ((9000, 9000), MOST_SIDE_PX)])
def test_as_many_pixels_as_the_place_needs(size_px: tuple[int, int], side: int) -> None:
    picture = pixels(serve_drawing(BLUR, "a.svg", size_px))
    assert picture.size == (side, side)
    corner = cast("tuple[int, ...]", picture.getpixel((0, 0)))
    assert corner == pytest.approx((0xDD, 0x33, 0x33, 0), abs=20), "no dark hair"


def test_what_runs_past_the_edge_may_run_into_the_bleed() -> None:
    past = drawing("multiply").replace('x="10"', 'x="-9"').encode()
    served = serve_drawing(past, "a.svg", (100, 100))
    assert pixels(served).size == (120, 120) and b'x="-10" y="-10" width="120"' in served.raw
    assert read_plain(served.raw).view == read_plain(past).view


@pytest.mark.parametrize("name", ["shapes", "rules", "linear", "blur", "photo"])
def test_a_look_in_gray_leaves_no_colour(name: str) -> None:
    served = serve_drawing(drawing(name).encode(), "a.svg", (60, 60), in_gray=True)
    if served.picture:
        assert pixels(served).mode in ("L", "LA")
    for colour in re.findall(r'"#(\w{6})"', served.raw.decode()):
        assert colour[:2] == colour[2:4] == colour[4:]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 612 82.88"', (612, 82.88)),
        ('viewBox="0 0 612 82.88" x="0px" width="100%" height="100%"', (612, 82.88)),
        ('viewBox="0 0 20 10"', (300, 150)),
        ('viewBox="0 0 20 10" width="40mm"', (151.2, 75.6)),
        ('viewBox="0 0 20 10" height="1in"', (192, 96)),
        ('width="60pt" height="30pt"', (80, 40)),
        ('viewBox="0 0 0 0" width="10" height="20"', (10, 20)),
        ("", (300, 150)),
    ],
)
def test_a_drawing_has_the_size_that_its_parts_tell(
    attributes: str, size: tuple[float, float]
) -> None:
    plain = read_plain(f"{SVG} {attributes}><rect/></svg>".encode())
    assert (plain.width_px, plain.height_px) == pytest.approx(size, abs=0.1)
    told = read_plain(plain.text())
    assert (told.width_px, told.height_px) == pytest.approx(size, abs=0.1) and not told.changed


def test_no_file_of_the_machine_is_drawn(tmp_path: Path) -> None:
    """`vet_svg` refuses such addresses; the renderer, which would follow one, does not get it."""
    secret = tmp_path / "secret.png"
    Image.new("RGB", (9, 9), "red").save(secret)
    for address in (secret.as_uri(), str(secret)):
        image = f'<image href="{address}" width="9" height="9"/>'
        served = serve_drawing(f'{SVG} viewBox="0 0 9 9">{image}</svg>'.encode(), "a.svg", (9, 9))
        assert pixels(served).convert("RGBA").getchannel("A").getextrema() == (0, 0)


def test_a_photograph_inside_stands_upright() -> None:
    """Browsers follow what the camera noted of how it was held; the renderer does not."""
    exif = Image.Exif()
    exif[0x0112] = 6  # lay on its left side
    photo = Image.new("RGB", (80, 40), "blue")
    photo.paste("red", (0, 0, 40, 40))
    address = f"data:image/jpeg;base64,{b64encode(saved(photo, exif=exif)).decode()}"
    image = f'<image href="{address}" width="40" height="80"/>'
    svg = f'{SVG} viewBox="0 0 40 80">{image}</svg>'.encode()
    vet_svg(svg, "a.svg")
    shown = pixels(serve_drawing(svg, "a.svg", (40, 80))).convert("RGB")
    top, bottom = (cast("tuple[int, ...]", shown.getpixel((20, y))) for y in (10, 70))
    assert top[0] > 200 > top[2] and bottom[2] > 200 > bottom[0]


def test_two_files_that_hold_the_same_are_known_by_both_names(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"figures/{name}.svg").write_bytes(BLUR)
    files = ProjectFiles(Assets(tmp_path), Conversion({"figures/b.svg": (250, 250)}))
    texts = [files.assets.figure(f"figures/{name}.svg", {}, named=True) for name in "ab"]
    for text in texts:
        files.fetch(data_url(text))
    assert list(files.drawings) == ["figures/a.svg", "figures/b.svg"]
    assert {pixels(served).size for served in files.drawings.values()} == {(250, 250)}
