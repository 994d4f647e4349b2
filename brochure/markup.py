"""Selection -> HTML and styles: what the layout engine is given."""

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from brochure import motif
from brochure.assets import Assets
from brochure.model import Content
from brochure.selection import Selection

_QR_QUIET_MODULES = 4
_BASE_STYLES = ("_tokens.css", "_base.css", "_blocks.css")


@dataclass(frozen=True)
class Markup:
    """One document before layout: an HTML page and its stylesheets, in cascade order."""

    html: str
    styles: tuple[str, ...]


def mark_up(content: Content, selection: Selection, channel: str, assets: Assets) -> Markup:
    """Return the HTML and styles of one edition for one channel.

    Raises BrochureError for a figure that is missing or names an unknown colour role.
    """
    colours = {role: colour.screen for role, colour in content.brand.colours}
    edition = selection.edition
    page = _environment(assets, colours).get_template(edition.template)
    html = page.render(
        title=selection.placement.title,
        author=content.clinic.name,
        keywords=f"{selection.placement.id}, version {content.document.version}",
        language=content.document.language,
        channel=channel,
        panels=selection.panels,
        control=selection.control,
    )
    names = (*_BASE_STYLES, edition.stylesheet)
    drawn = _drawings(html, colours, "paper" if channel == "office" else "plate")
    return Markup(html, (_roles(colours), drawn, *(assets.style(name) for name in names)))


def _environment(assets: Assets, colours: Mapping[str, str]) -> Environment:
    """Return the template environment. `autoescape=True`: a name in .j2 would switch it off."""
    folders = [str(folder) for folder in assets.folders("templates")]
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def figure(name: str) -> str:
        return svg_data(assets.figure(name, colours))

    def qr(address: str) -> str:
        return svg_data(qr_code(address))

    environment.filters |= {"figure": figure, "qr": qr}
    return environment


def qr_code(address: str) -> str:
    """Return a QR code as black SVG, medium error correction, with its quiet zone of 4 modules.

    Source: ISO/IEC 18004. Black alone: a code printed in several inks may be out of register.
    """
    svg = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(svg, kind="svg", border=_QR_QUIET_MODULES, omitsize=True, xmldecl=False, nl=False)
    return svg.getvalue().decode()


def svg_data(svg: str) -> str:
    """Return an SVG as a ``data:`` address; it stays a vector drawing."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _roles(colours: Mapping[str, str]) -> str:
    """Return the brand's colours as custom properties: the only place where CSS gets a colour."""
    return ":root{" + "".join(f"--{role}:{value};" for role, value in colours.items()) + "}"


def _drawings(html: str, colours: Mapping[str, str], ground: motif.Ground) -> str:
    """Return rules that put the motif behind the ``knit-…`` boxes of `html`, outside the text."""
    knits = {"knit-cover": motif.COVER, "knit-phone": motif.PHONE_COVER}
    return "".join(
        f'.{name}{{background-image:url("{svg_data(motif.draw(knit, colours, ground))}")}}'
        for name, knit in knits.items()
        if name in html
    )
