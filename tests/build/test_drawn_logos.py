"""Logos as Figma and Illustrator write them, from content.yaml to files of each channel."""

import io
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from brochure.base.editions import GUIDE, TRIFOLD
from brochure.base.finding import Finding
from brochure.base.looks import LOOKS
from brochure.build.document import compose
from brochure.build.layouts import Layouts
from brochure.channels.channels import PRESS, SCREEN
from brochure.content.load import load_content
from brochure.content.model.content import Content
from brochure.layout.printed import Printed
from brochure.proofs import PROOFS
from brochure.proofs.examined import examine
from tests.conftest import ROOT
from tests.variants import variant_of

SVG = 'xmlns="http://www.w3.org/2000/svg"'
# Filters and a blend mode, as Figma has them; no size but a viewBox and a style, as Illustrator.
FIGMA = f"""<svg width="120" height="120" viewBox="0 0 120 120" fill="none" {SVG}>
<g clip-path="url(#c)"><g filter="url(#f)"><circle cx="60" cy="60" r="50" fill="#1D5A86"/></g>
<g style="mix-blend-mode:multiply"><rect x="30" y="30" width="60" height="60" fill="#F2B84B"/></g>
<path d="M55 35H65V55H85V65H65V85H55V65H35V55H55V35Z" fill="white" fill-opacity="0.9"/></g>
<defs><filter id="f" x="0" y="0" width="120" height="120" filterUnits="userSpaceOnUse">
<feFlood flood-opacity="0" result="b"/><feGaussianBlur stdDeviation="2"/>
<feBlend in="SourceGraphic"/></filter><clipPath id="c"><rect width="120" height="120"/></clipPath>
</defs></svg>"""
ILLUSTRATOR = f"""<?xml version="1.0" encoding="utf-8"?>
<svg version="1.1" {SVG} x="0px" y="0px" viewBox="0 0 612 300"
 style="enable-background:new 0 0 612 300;"><style type="text/css">.st0{{fill:#C02020;}}</style>
<polygon class="st0" points="600,280 10,280 300,10"/></svg>"""
LOGOS = {"figma": FIGMA, "illustrator": ILLUSTRATOR}


@pytest.fixture(params=LOGOS)
def content(request: pytest.FixtureRequest, tmp_path: Path) -> Content:
    shutil.copytree(ROOT / "figures", tmp_path / "figures")
    (tmp_path / "figures/logo.svg").write_text(LOGOS[request.param], encoding="utf-8")
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    logo = 'brand:\n  logo: {file: figures/logo.svg, alt: ""}\n'
    (tmp_path / "content.yaml").write_text(text.replace("brand:\n", logo, 1), encoding="utf-8")
    loaded = load_content(tmp_path / "content.yaml")
    assert loaded.content, loaded.findings
    return loaded.content


def findings(printed: Printed) -> tuple[Finding, ...]:
    on = examine(printed)
    return tuple(finding for proof in PROOFS for finding in proof(on))


def images(pdf: bytes) -> set[tuple[int, int, str]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found: list[Any] = [o for o in opened.objects if isinstance(o, pikepdf.Stream)]
        return {
            (int(o.Width), int(o.Height), str(o.get("/ColorSpace")))
            for o in found
            if o.get("/Subtype") == pikepdf.Name.Image and "/SMask" in o
        }


def logo_of(printed: Printed) -> tuple[float, float]:
    (mark,) = (m for m in printed.marks if m.path == "brand.logo.file")
    return mark.rect.width, mark.rect.height


def test_every_proof_holds_at_the_press(content: Content, tmp_path: Path) -> None:
    printed = compose(content, variant_of(content, TRIFOLD, PRESS, tmp_path))
    assert findings(printed) == ()
    width, height = logo_of(printed)
    assert max(width, height) == pytest.approx(54, abs=0.5)
    drawn = width == height
    assert images(printed.output) == ({(225, 225, "/DeviceCMYK")} if drawn else set())


def test_every_proof_holds_in_each_look_of_one_layout(content: Content, tmp_path: Path) -> None:
    """The second look is painted over the first: its pictures are fetched anew."""
    layouts, spaces = Layouts(), {"standard": "/DeviceRGB", "grayscale": "/DeviceGray"}
    for look in ("standard", "grayscale", "high-contrast"):
        variant = variant_of(content, GUIDE, SCREEN, tmp_path, LOOKS[look])
        printed = compose(content, variant, layouts=layouts)
        assert findings(printed) == (), look
        width, height = logo_of(printed)
        if width == height and look in spaces:
            assert images(printed.pdf) == {(150, 150, spaces[look])}
