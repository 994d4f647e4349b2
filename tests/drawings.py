"""Small drawings, one for each thing that drawing programs write, and what a browser makes of them.

The pictures beside this file are Chromium's; ``python -m tests.drawings`` makes them anew.
"""

import io
import subprocess
import sys
import tempfile
from base64 import b64encode
from pathlib import Path

from PIL import Image

from tests.pictures import saved

SHEET = Path(__file__).parent / "base" / "drawings.png"
SIDE_PX, COLUMNS = 100, 10

_STOPS = '<stop offset="0" stop-color="#b388c5"/><stop offset="1" stop-color="#030422"/>'
_CLEAR = '<stop offset="0" stop-color="#d33" stop-opacity="0"/><stop offset="1" stop-color="#d33"/>'
_USER = 'gradientUnits="userSpaceOnUse"'
_RED = '<rect x="10" y="10" width="80" height="80" fill="#d33"/>'
_GREEN = '<rect x="30" y="30" width="60" height="60" fill="#3a3"'
_SQUARE = "M5 5H95V95H5ZM30 30H70V70H30Z"
_PHOTO = b64encode(saved(Image.radial_gradient("L").resize((80, 80)), "PNG")).decode()

# Name -> what stands in a drawing of 100 x 100; those that the engine draws right come first.
VECTOR = {
    "shapes": f'{_RED}<circle cx="50" cy="50" r="30" fill="white" stroke="#036" stroke-width="6"/>',
    "ellipse": '<ellipse cx="50" cy="50" rx="45" ry="20" fill="#36c"/>',
    "round": '<rect x="5" y="5" width="90" height="60" rx="20" fill="#36c" stroke="#000"/>',
    "lines": '<polyline points="5,5 95,50 5,95" fill="none" stroke="#d33" stroke-width="8"'
    ' stroke-linejoin="round" stroke-linecap="round"/>',
    "dashes": '<path d="M5 50H95" stroke="#036" stroke-width="10" stroke-dasharray="20 10 5"'
    ' stroke-dashoffset="7"/>',
    "arcs": '<path d="M5 48a20 20 0 0190 0z" fill="#3a3"/>'
    '<path d="M5 52a20,20,0,0,0,90,0z" fill="#d33"/>',
    "curves": '<path d="M5 50c20-60 30 60 45 0s30 60 45 0q-20 70-45 0t-45 0z" fill="#036"/>',
    "evenodd": f'<path fill-rule="evenodd" d="{_SQUARE}" fill="#d33"/>',
    "turned": '<g transform="translate(50 50) rotate(30) scale(1.2 .8)">'
    '<rect x="-30" y="-30" width="60" height="60" fill="#36c"/></g>',
    "skewed": '<rect width="50" height="50" fill="#36c" transform="matrix(1 .2 .3 1 10 10)"/>',
    "current": '<g color="#36c"><rect width="80" height="80" fill="currentColor"/></g>',
    "hidden": f'<g style="display:none">{_RED}</g><circle cx="50" cy="50" r="30" fill="#3a3"/>',
    "group": f'<g opacity=".5">{_RED}{_GREEN}/></g>',
    "veil": f'{_RED}{_GREEN} fill-opacity=".5" stroke="#000" stroke-opacity=".5"/>',
    "use": '<defs><circle id="a" r="20" fill="#36c"/></defs><use href="#a" x="30" y="30"/>'
    '<use href="#a" transform="translate(70 70)"/>',
    "linear": f'<linearGradient id="g">{_STOPS}</linearGradient>'
    '<rect x="5" y="5" width="90" height="40" fill="url(#g)"/>',
    "inherited": f'<linearGradient id="h">{_STOPS}</linearGradient><linearGradient id="g"'
    f' href="#h" x1="0" y1="0" x2="90" y2="90" {_USER}/><circle cx="50" cy="50" r="45"'
    ' fill="url(#g)"/>',
    "radial": f'<radialGradient id="g" cx="50" cy="50" r="40" fx="30" fy="30" {_USER}>{_STOPS}'
    '</radialGradient><circle cx="50" cy="50" r="40" fill="url(#g)"/>',
    "clip": '<clipPath id="c"><circle cx="50" cy="50" r="40"/></clipPath>'
    f'<g clip-path="url(#c)">{_RED}</g>',
    "rules": "<style>.w>.a.b{fill:#3a3}.i{fill:#36c!important}rect:not(.x).z{fill:#d33}"
    ".broken::{fill:red}.late{stroke:#036;stroke-width:8px}</style>"
    '<g class="w"><rect class="a b" width="40" height="40"/></g>'
    '<rect class="i" x="50" width="40" height="40" style="fill:#d33"/>'
    '<rect class="z late" x="10" y="50" width="40" height="40"/>',
    "colours": '<rect width="40" height="80" fill="#dd333380"/><rect x="40" width="30" height="80"'
    ' fill="hsl(200 80% 40%)"/><rect x="70" width="30" height="80"'
    ' style="fill:#3a3;fill:color(display-p3 0.2 0.6 0.2)"/>',
    "foreign": '<i:path xmlns:i="urn:x" d="M0 0H90V90Z" fill="red"/>'
    '<metadata>A drawing</metadata><circle cx="50" cy="50" r="30" fill="#3a3"/>',
    "css transform": '<rect width="40" height="40" fill="#36c"'
    ' style="transform:translate(30px,30px) rotate(20deg)"/>',
    "css size": '<circle fill="#d33" style="cx:50px;cy:50px;r:30px"/>',
}
PICTURE = {
    "multiply": f'{_RED}{_GREEN} style="mix-blend-mode:multiply"/>',
    "blur": f'<filter id="f"><feGaussianBlur stdDeviation="5"/></filter><g filter="url(#f)">{_RED}'
    "</g>",
    "shadow": f'<g style="filter:drop-shadow(4px 4px 3px #000)">{_GREEN}/></g>',
    "matrix": '<filter id="f"><feColorMatrix values="0 0 0 0 0 0 0 0 0 .5 0 0 0 0 0 0 0 0 1 0"/>'
    f'</filter><g filter="url(#f)">{_RED}</g>',
    "half mask": '<mask id="m"><rect width="99" height="99" fill="#fff" fill-opacity=".5"/></mask>'
    f'<g mask="url(#m)">{_RED}</g>',
    "hole": '<mask id="m"><rect width="99" height="99" fill="#fff"/><circle cx="50" cy="50"'
    f' r="20"/></mask><g mask="url(#m)">{_RED}</g>',
    "pattern": '<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse">'
    '<circle cx="10" cy="10" r="6" fill="#36c"/></pattern><rect width="90" height="90"'
    ' fill="url(#p)"/>',
    "clip rule": f'<clipPath id="c"><path clip-rule="evenodd" d="{_SQUARE}"/></clipPath>'
    '<rect width="100" height="100" fill="#d33" clip-path="url(#c)"/>',
    "clip box": '<clipPath id="c" clipPathUnits="objectBoundingBox"><circle cx=".5" cy=".5" r=".5"'
    '/></clipPath><rect x="5" y="5" width="90" height="90" fill="#36c" clip-path="url(#c)"/>',
    "clip two": '<clipPath id="c"><circle cx="35" cy="50" r="30"/><circle cx="65" cy="50" r="30"/>'
    f'</clipPath><g clip-path="url(#c)">{_RED}</g>',
    "clip turned": '<clipPath id="c"><rect width="40" height="40" transform="translate(30 30)'
    f' rotate(45 20 20)"/></clipPath><g clip-path="url(#c)">{_RED}</g>',
    "paint order": '<circle cx="50" cy="50" r="28" fill="#fc0" stroke="#036" stroke-width="24"'
    ' paint-order="stroke"/>',
    "nested": '<svg x="10" y="10" width="80" height="80" viewBox="0 0 10 10">'
    '<rect x="-5" width="12" height="10" fill="#36c"/></svg>',
    "symbol": '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#36c"/>'
    '</symbol><use href="#s" x="10" y="10" width="80" height="80"/>',
    "switch": f'<switch><g systemLanguage="xx">{_RED}</g><g>{_GREEN}/></g></switch>',
    "marker": '<marker id="m" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="4"'
    ' markerHeight="4" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#d33"/></marker>'
    '<path d="M20 20L80 20L80 80" fill="none" stroke="#036" stroke-width="5"'
    ' marker-start="url(#m)" marker-end="url(#m)"/>',
    "photo": f'<image x="10" y="10" width="80" height="80" href="data:image/png;base64,{_PHOTO}"/>',
    "clear stops": f'<linearGradient id="g">{_CLEAR}</linearGradient>'
    '<rect x="5" y="5" width="90" height="90" fill="url(#g)"/>',
    "turned stops": f'<linearGradient id="g" gradientTransform="rotate(40)">{_STOPS}'
    '</linearGradient><rect x="5" y="5" width="90" height="90" fill="url(#g)"/>',
    "radial box": f'<radialGradient id="g">{_STOPS}</radialGradient>'
    '<rect x="5" y="5" width="90" height="60" fill="url(#g)"/>',
    "reflect": f'<linearGradient id="g" spreadMethod="reflect" x2=".25">{_STOPS}'
    '</linearGradient><rect x="5" y="5" width="90" height="90" fill="url(#g)"/>',
    "stroked": f'<linearGradient id="g">{_STOPS}</linearGradient>'
    '<circle cx="50" cy="50" r="35" fill="none" stroke="url(#g)" stroke-width="15"/>',
    "percent": '<rect x="10%" y="10%" width="50%" height="70%" fill="#36c"/>',
    "fallback": '<rect width="80" height="80" fill="url(#none) #3a3"/>',
    "origin": '<rect width="40" height="40" x="30" y="30" fill="#36c"'
    ' transform="rotate(30)" transform-origin="50 50"/>',
}


def drawing(name: str) -> str:
    """Return one of the drawings as a file would hold it."""
    shown = VECTOR.get(name) or PICTURE[name]
    size = 'width="100" height="100" viewBox="0 0 100 100"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{shown}</svg>'


def reference(name: str) -> Image.Image:
    """Return what Chromium shows of one of the drawings on white."""
    at = (*VECTOR, *PICTURE).index(name)
    left, top = at % COLUMNS * SIDE_PX, at // COLUMNS * SIDE_PX
    with Image.open(io.BytesIO(SHEET.read_bytes())) as sheet:
        return sheet.crop((left, top, left + SIDE_PX, top + SIDE_PX)).convert("RGB")


def main() -> int:
    """Let Chromium draw all of them, side by side."""
    names = (*VECTOR, *PICTURE)
    images = "".join(
        f'<img src="data:image/svg+xml;base64,{b64encode(drawing(n).encode()).decode()}">'
        for n in names
    )
    rows = -(-len(names) // COLUMNS)
    style = "body{margin:0;width:1000px;line-height:0}img{width:100px;height:100px}"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f"<!doctype html><style>{style}</style>{images}", encoding="utf-8")
        size = f"--window-size={COLUMNS * SIDE_PX},{rows * SIDE_PX}"
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", size)
        shot = f"--screenshot={SHEET}"
        return subprocess.run(("chromium", *options, shot, page.as_uri())).returncode


if __name__ == "__main__":
    sys.exit(main())
