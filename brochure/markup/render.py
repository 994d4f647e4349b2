"""Selection -> HTML and styles: what the layout engine is given."""

import base64
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from traceback import extract_tb
from urllib.parse import quote

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment

from brochure.base.breaks import PRINTED_HYPHEN
from brochure.base.editions import Edition
from brochure.base.errors import BrochureError
from brochure.base.files.css import Variables, vet_css
from brochure.base.files.project import Assets
from brochure.base.looks import WHITE, Ground
from brochure.base.qr import draw_qr_code, make_qr_code
from brochure.base.sheet_geometry import LETTER, write_lengths
from brochure.channels.channel import Variant
from brochure.markup.motif import KNITS, draw_motif
from brochure.markup.pictograms import draw_clock, draw_icon_array, draw_pictogram
from brochure.selection.selected import parts_of
from brochure.selection.selection import Selection

_OWN_FILE = "Where the project has no file of this name, the shipped one is used."
_MOST_COMPILED = 100
_MACROS = "_parts.html.j2"
_BASE_STYLES = ("_tokens.css", "_base.css", "_blocks.css")


@dataclass(frozen=True)
class HtmlPage:
    """One document before layout: an HTML page and its stylesheets, in cascade order."""

    html: str
    styles: tuple[str, ...]


def render_html_page(selection: Selection, variant: Variant) -> HtmlPage:
    """Return the HTML and styles of what an edition says, as one variant of it shows that.

    Raises BrochureError for a figure that is missing or names an unknown colour role, a template
    that cannot be filled in, and a stylesheet that cannot be read.
    """
    edition, colours = variant.edition, variant.palette
    html = _fill_in(
        edition.template,
        _environment(variant.assets, colours, _figures_of(selection)),
        title=selection.identity.title,
        author=selection.identity.clinic.name,
        keywords=selection.identity.keywords,
        language=selection.identity.language,
        document=selection.identity.document,
        channel=variant.channel.name,
        ground=variant.ground,
        look=variant.look.name,
        motif=variant.cover,
        panels=selection.panels,
        control=selection.control,
        status=selection.status,
    )
    names = (*_BASE_STYLES, edition.stylesheet, *filter(None, (variant.look.stylesheet,)))
    drawn = _drawings(html, colours, variant.ground, edition)
    variables = Variables()
    page = _page(colours, variant.bleed_pt)
    owned = (_roles(colours), write_lengths(edition.lengths()), page, _hyphen(), drawn)
    return HtmlPage(html, (*owned, *(_style(n, variant.assets, variables) for n in names)))


def render_staff_page(
    paper: Edition,
    assets: Assets,
    colours: Mapping[str, str],
    values: Mapping[str, object],
) -> HtmlPage:
    """Return the HTML and styles of a page for staff, which prints these values and no selection.

    `colours` are by role. Raises BrochureError as `render_html_page` does.
    """
    html = _fill_in(paper.template, _environment(assets, colours, frozenset()), **values)
    variables = Variables()
    names = ("_tokens.css", "_base.css", paper.stylesheet)
    owned = (_roles(colours), write_lengths(paper.lengths()))
    return HtmlPage(html, (*owned, *(_style(name, assets, variables) for name in names)))


def _figures_of(selection: Selection) -> frozenset[str]:
    """Return the files that content names for what an edition shows."""
    parts = (part for panel in selection.panels.values() for on in panel for part in parts_of(on))
    return frozenset(drawn.file for part in parts for drawn in part.shows.drawings)


def _fill_in(name: str, environment: ImmutableSandboxedEnvironment, **values: object) -> str:
    """Return a template with its values. Raises BrochureError with the line that cannot be."""
    try:
        return environment.get_template(name).render(**values)
    except (BrochureError, MemoryError):
        raise
    except Exception as error:  # a template is a program: it raises whatever its author causes
        loader = environment.loader
        folders = loader.assets.folders("templates") if isinstance(loader, _Templates) else ()
        raise _template_fault(error, folders) from error


def _template_fault(error: Exception, folders: Sequence[Path]) -> BrochureError:
    """Return what is wrong with a template, the line where it stands, and how to mend it."""
    lines = [
        f"templates/{Path(frame.filename).relative_to(folder).as_posix()}:{frame.lineno}"
        for frame in reversed(extract_tb(error.__traceback__))
        for folder in folders
        if Path(frame.filename).is_relative_to(folder)
    ]
    where = next(iter(lines), "")
    reason = error.message if isinstance(error, TemplateError) else type(error).__name__
    what = f"the template cannot be filled in: {reason}{_called_from(lines)}"
    hint = f"Mend this line. {_OWN_FILE}"
    if isinstance(error, TemplateSyntaxError):
        where = f"templates/{error.name}:{error.lineno}"
        what = f"this is not written as templates are: {error.message}"
    elif isinstance(error, TemplateNotFound):
        what = f"there is no template {error.name}"
        hint = "Check the name, or put the file into templates/ beside content.yaml."
    elif isinstance(error, UndefinedError):
        hint = f"Use a name that the shipped template uses too. {_OWN_FILE}"
    return BrochureError(what, where=where, hint=hint)


def _called_from(lines: Sequence[str]) -> str:
    """Say which line of a block called the macro that failed: that one gave what did not fit."""
    callers = [line for line in lines if not line.startswith(f"templates/{_MACROS}:")]
    return f" (called from {callers[0]})" if callers and callers[0] != lines[0] else ""


class _Templates(BaseLoader):
    """The files in the template folders; one that is not UTF-8 is told by name and line."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Return one template as the engine wants it: its text, and its file for messages.

        Raises TemplateNotFound, and BrochureError if it is not UTF-8, too large, or no file of the
        project.
        """
        try:
            found = self.assets.read("templates", "/".join(split_template_path(template)))
        except UnicodeDecodeError as error:
            raise _not_utf8(error, f"templates/{template}") from error
        if found is None:
            raise TemplateNotFound(template)
        path, text = found
        return text, str(path), None


class _Compiled(BytecodeCache):
    """Templates that this process has compiled; the same file with the same text only once."""

    def __init__(self) -> None:
        self._code: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get((bucket.key, bucket.checksum))
        if code:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
        if len(self._code) > _MOST_COMPILED:
            self._code.popitem(last=False)


_compiled = cache(_Compiled)


def _style(name: str, assets: Assets, variables: Variables) -> str:
    """Return one stylesheet. Raises BrochureError if there is none, or if it is not fit for use."""
    try:
        css = assets.style(name)
        vet_css(css, f"styles/{name}")
        variables.add(css, f"styles/{name}")
        return css
    except UnicodeDecodeError as error:
        raise _not_utf8(error, f"styles/{name}") from error


def _not_utf8(error: UnicodeDecodeError, file: str) -> BrochureError:
    line = error.object.count(b"\n", 0, error.start) + 1
    what = f"a character is not saved as UTF-8 (byte {error.object[error.start]:02X})"
    hint = f"Save the file as UTF-8 (in most editors: Save as, then Encoding). {_OWN_FILE}"
    return BrochureError(what, where=f"{file}:{line}", hint=hint)


def _environment(
    assets: Assets, colours: Mapping[str, str], figures: Collection[str]
) -> ImmutableSandboxedEnvironment:
    """Return the template environment. `autoescape=True`: a name in .j2 would switch it off.

    A template may come from a stranger, so it runs in the sandbox: it reaches the values it is
    given, and neither Python nor files, but for drawings: in the folders that are read, and the
    `figures` that content names.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=_Templates(assets),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )

    def figure(name: str) -> str:
        return data_url(assets.figure(name, colours, named=name in figures))

    def qr(address: str) -> str:
        return data_url(draw_qr_code(address, lit=not _is_white(colours["white"])))

    def picture(name: str) -> str:
        return f"../{quote(name)}"

    def modules(address: str) -> str:
        return str(len(make_qr_code(address).matrix))

    environment.filters |= {"figure": figure, "qr": qr, "modules": modules, "picture": picture}
    environment.filters |= _picture_filters(colours)
    return environment


def _picture_filters(colours: Mapping[str, str]) -> dict[str, Callable[..., str]]:
    def pictogram(name: str, filled: bool = False, crossed: bool = False) -> str:
        return data_url(draw_pictogram(name, colours, filled, crossed))

    def clock(name: str, hours: int | None) -> str:
        return data_url(draw_clock(name, hours, colours))

    def icons(n: int, of: int) -> str:
        return data_url(draw_icon_array(n, of, colours))

    return {"pictogram": pictogram, "clock": clock, "icons": icons}


def data_url(svg: str) -> str:
    """Return an SVG as a ``data:`` address; it stays a vector drawing."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _roles(colours: Mapping[str, str]) -> str:
    """Return the brand's colours as custom properties: the only place where CSS gets a colour."""
    return ":root{" + "".join(f"--{role}:{value};" for role, value in colours.items()) + "}"


def _page(colours: Mapping[str, str], bleed_pt: float) -> str:
    """Return how far the engine draws over the trim, and the ground where it is not white paper.

    What stylesheets place over the trim is kept that far.
    """
    white = colours["white"]
    ground = "" if _is_white(white) else f"background:{white}"
    return f"@page{{bleed:{bleed_pt:g}pt;{ground}}}"


def _hyphen() -> str:
    """Return what is printed at a soft hyphen."""
    return f'html{{hyphenate-character:"{PRINTED_HYPHEN}"}}'


def _is_white(colour: str) -> bool:
    return colour.upper() == WHITE


def _drawings(html: str, colours: Mapping[str, str], ground: Ground, edition: Edition) -> str:
    """Return rules that put the motif behind the ``knit-…`` boxes of `html`, outside the text.

    It is designed on Letter; on another paper it is as much wider and higher as that is.
    """
    usual = edition.made_on(LETTER)
    across, down = edition.width_pt / usual.width_pt, edition.height_pt / usual.height_pt
    drawn = {
        name: draw_motif(knit.stretched(across, down), colours, ground)
        for name, knit in KNITS.items()
        if f"knit-{name}" in html
    }
    return "".join(
        f'.knit-{name}{{background-image:url("{data_url(svg)}")}}' for name, svg in drawn.items()
    )
