"""Where templates, styles, figures and fonts are, and the reading of each."""

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import escape
from zlib import crc32

from brochure.errors import BrochureError
from brochure.svg import MOST_BYTES, vet_svg

_HERE = Path(__file__).resolve().parent
KINDS = ("templates", "styles", "figures", "images")
SHIPPED = ("templates", "styles")
_ROLE = re.compile(r"var\(--([a-z]+)\)")

# What `brochure new` begins with.
STARTER = _HERE / "starter"

# Static TrueType files from PyPI packages: variable ones are slower and fall back quietly.
TEXT_FONTS = (
    ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Bold.ttf"),
)
DISPLAY_FONTS = (("fontpkg_spectral", "Spectral-SemiBold.ttf"),)
FONT_FILES = (*TEXT_FONTS, *DISPLAY_FONTS)


@dataclass(frozen=True)
class Assets:
    """The files of one project: the folder of its content.yaml first, then our own."""

    project: Path

    def folders(self, kind: str) -> tuple[Path, ...]:
        """Return the folders that hold `kind`, the project's own first; we ship two kinds."""
        own = self.project / kind
        if kind not in SHIPPED:
            return (own,)
        return (own, shipped() / kind)

    def find(self, kind: str, name: str) -> Path | None:
        """Return the file `name` of one of the KINDS, the project's own before ours.

        None where there is none. Raises BrochureError for one that a link, or its name, puts
        outside these folders.
        """
        for folder in self.folders(kind):
            path = folder / name
            if not _is_plain(name):
                raise _outside(f"{kind}/{name}")
            if path.is_file():
                home = folder.parent.resolve()
                real = path.resolve()
                if not any(real.is_relative_to(home / each) for each in KINDS):
                    raise _outside(f"{kind}/{name}")
                return path
        return None

    def style(self, name: str) -> str:
        """Return one stylesheet as text. Raises BrochureError if there is none of this name."""
        path = self.find("styles", name)
        if path is None:
            raise BrochureError(f"there is no stylesheet {name}", hint="Install the program again.")
        return path.read_text(encoding="utf-8")

    def figure(self, name: str, colours: Mapping[str, str]) -> str:
        """Return one SVG beside content.yaml with colour roles filled in: ``var(--ink)``.

        Where ``figures/`` has no such file, that of the default content serves. Raises
        BrochureError if there is none, if it is outside the project, not fit to be drawn (see
        `brochure.svg`), or names an unknown role.
        """
        try:
            return self._figure(name, colours)
        except UnicodeDecodeError as error:
            raise BrochureError(
                f"{name} is not saved as UTF-8", hint="Export it again as plain SVG."
            ) from error
        except (OSError, ValueError, RuntimeError) as error:  # too long, a null byte, a link loop
            why = getattr(error, "strerror", None) or "its name cannot be one"
            raise BrochureError(
                f"{shortened(name)} cannot be read ({why})", hint="Check the name after `file:`."
            ) from error

    def _figure(self, name: str, colours: Mapping[str, str]) -> str:
        project = self.project.resolve()
        path = (project / name).resolve()
        if not path.is_relative_to(project) or path.suffix != ".svg":
            raise BrochureError(
                f"{name} is not an SVG file of this project", hint="Keep figures in figures/."
            )
        if not path.is_file() and path.parent == project / "figures":
            path = shipped() / "figures" / path.name
        if not path.is_file():
            raise BrochureError(f"{name} does not exist", hint="Check the name after `file:`.")
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)  # a file without end must not fill the memory
        if len(raw) > MOST_BYTES:
            vet_svg(raw, name)  # refuses it, in its own words
        svg = raw.decode("utf-8")
        vet_svg(svg.encode(), name)
        return fill_roles(svg, colours, name)


def _is_plain(name: str) -> bool:
    """Say whether a name leads downwards only, on every system: no ``..``, drive or backslash."""
    parts = PurePosixPath(name).parts
    odd = any(ord(character) < 32 or character in "\\:" for character in name)
    return bool(parts) and not odd and ".." not in parts and parts[0] != "/"


def _outside(name: str) -> BrochureError:
    return BrochureError(
        f"{name} leads outside the project",
        hint=f"Put the file itself, not a link to it, into {', '.join(f'{k}/' for k in KINDS)}.",
    )


def shortened(name: str) -> str:
    """Return a name as it is told: on one line, at most 60 letters, all of them visible."""
    visible = "".join(c if c.isprintable() else "?" for c in name)
    return visible if len(visible) <= 60 else f"{visible[:59]}…"


def shipped() -> Path:
    """Return the folder with our templates, styles, figures and default content."""
    packed = _HERE / "_data"  # in the wheel
    return packed if packed.is_dir() else _HERE.parent


def in_checkout() -> bool:
    """Say whether the program runs from its checkout, where ``./dev`` is the command."""
    return shipped() == _HERE.parent


def fill_roles(svg: str, colours: Mapping[str, str], name: str) -> str:
    """Replace ``var(--role)`` by the brand's value; WeasyPrint 70 resolves no var() inside SVG."""
    unknown = sorted(set(_ROLE.findall(svg)) - set(colours))
    if unknown:
        raise BrochureError(
            f"{name} uses the colour role {unknown[0]}, which brand.colours does not have",
            hint=f"Use one of: {', '.join(colours)}.",
        )
    return _ROLE.sub(lambda match: colours[match[1]], svg)


def font_paths(files: tuple[tuple[str, str], ...] = FONT_FILES) -> tuple[Path, ...]:
    """Return the font files. Raises BrochureError (exit 3) if a font package is missing."""
    return tuple(_font_path(package, name) for package, name in files)


def _font_path(package: str, name: str) -> Path:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0], "files", name) if folders else None
    if path is None or not path.is_file():
        raise BrochureError(
            f"the font {name} is missing",
            hint="Run ./dev build, or pip install again.",
            exit_code=3,
        )
    return path


def use_own_fonts() -> None:
    """Point fontconfig at our fonts alone; must run before the layout engine is imported.

    Output then does not depend on the fonts of the machine. Without any font at all the engine
    would crash, so the files are looked for first.
    """
    paths = font_paths()
    cache = cache_folder()
    lines = [
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
        *(f"<dir>{escape(str(d))}</dir>" for d in sorted({p.parent for p in paths})),
        f"<cachedir>{escape(str(cache))}</cachedir>",
        "<selectfont><rejectfont><glob>*</glob></rejectfont>",
        *(f"<acceptfont><glob>{escape(str(p))}</glob></acceptfont>" for p in paths),
        "</selectfont></fontconfig>",
    ]
    conf = cache / "fonts.conf"
    text = "\n".join(lines)
    try:
        if not conf.is_file() or conf.read_text(encoding="utf-8") != text:
            fresh = cache / f"fonts.conf.{os.getpid()}"
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(conf)
    except OSError as error:
        raise _no_cache(f"{conf}: {error.strerror}") from error
    os.environ["FONTCONFIG_FILE"] = str(conf)


def cache_folder() -> Path:
    """Return a folder for fontconfig's cache, named after where the fonts are.

    Raises BrochureError (exit 3) if neither the user's cache nor a temporary folder can be made.
    """
    own = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    key = f"{crc32(str(font_paths()[0]).encode()):08x}"
    for base in (own, None):
        try:
            above = (base or Path(tempfile.gettempdir())).expanduser()
            folder = above / "brochure" / f"fonts-{key}"
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder
        except (OSError, RuntimeError):  # no home, or none that can be written
            continue
    try:
        return Path(tempfile.mkdtemp(prefix="brochure-fonts-"))
    except OSError as error:
        raise _no_cache(error.strerror or str(error)) from error


def _no_cache(why: str) -> BrochureError:
    return BrochureError(
        f"the font cache cannot be written: {why}",
        hint="Free some space, or set XDG_CACHE_HOME to a folder that is yours to write in.",
        exit_code=3,
    )
