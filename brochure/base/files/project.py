"""Where templates, styles and figures are, and the reading of each."""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from brochure.base.errors import BrochureError
from brochure.base.files.images import MOST_BYTES as MOST_PICTURE_BYTES
from brochure.base.files.svg import MOST_BYTES, vet_svg
from brochure.base.plain_file import read_up_to

_HERE = Path(__file__).resolve().parents[2]  # the package, which holds the data of the wheel
KINDS = ("templates", "styles", "figures", "images")
SHIPPED = ("templates", "styles")
_SHIPPED = "shipped:"  # before the name of a file of ours
_ROLE = re.compile(r"var\(--([a-z]+)\)")

# What `brochure new` begins with.
STARTER = _HERE / "commands" / "starter"


@dataclass(frozen=True)
class Assets:
    """The files of one project: the folder of its content.yaml first, then our own.

    All that documents are made from is read here. `reads` gets the name of each file that was read,
    or looked for, with the SHA-256 of what it held ("" where there was none): what a document
    depends on. Ours are named ``shipped:styles/guide.css``. `drawings` gets the names of figures
    by their text, colours filled in: two files may hold the same.
    """

    project: Path
    reads: dict[str, str] = field(default_factory=dict[str, str], compare=False, repr=False)
    drawings: dict[str, tuple[str, ...]] = field(
        default_factory=dict[str, tuple[str, ...]], compare=False, repr=False
    )

    def folders(self, kind: str) -> tuple[Path, ...]:
        """Return the folders that hold `kind`, the project's own first; we ship two kinds."""
        own = self.project / kind
        if kind not in SHIPPED:
            return (own,)
        return (own, shipped_folder() / kind)

    def find(self, kind: str, name: str) -> Path | None:
        """Return the file `name` of one of the KINDS, the project's own before ours.

        None where there is none. Raises BrochureError for one that a link, or its name, puts
        outside these folders, and for what is no plain file: a folder, a pipe, a device.
        """
        found = self._find(kind, name)
        return found[0] if found else None

    def load(self, kind: str, name: str, most_bytes: int) -> tuple[Path, bytes] | None:
        """Return the file `name` of one of the KINDS with what it holds, or None where none is.

        It is read as `take` does. Raises OSError, and BrochureError for what `find` refuses.
        """
        found = self._find(kind, name)
        return (found[0], self.take(*found, most_bytes)) if found else None

    def take(self, path: Path, name: str, most_bytes: int) -> bytes:
        """Read no more of a file than shows that it is too large, and note it by its name.

        Raises OSError.
        """
        raw = read_up_to(path, most_bytes)
        self.note(name, hashlib.sha256(raw).hexdigest())
        return raw

    def hash_now(self, name: str) -> str:
        """Return the SHA-256 of what a name of `reads` holds now, "" where there is none.

        What may not be read any more, because a link leads outside, gives no hash but words.
        """
        plain = name.removeprefix(_SHIPPED)
        home = self.project if plain == name else shipped_folder()
        path, kind = home / plain, plain.partition("/")[0]
        try:
            if not os.path.lexists(path):
                return ""
            real = path.resolve()
            roots = _roots(home) if kind in KINDS else (home.resolve(),)
            if not real.is_file() or not any(real.is_relative_to(root) for root in roots):
                return "none that may be read"
            with real.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except (OSError, ValueError, RuntimeError):  # too long, a null byte, a link loop
            return "none that can be read"

    def _find(self, kind: str, name: str) -> tuple[Path, str] | None:
        """Return a file and the name by which it is noted; each place without one is noted too."""
        for folder in self.folders(kind):
            path, own = folder / name, folder.parent == self.project
            noted = f"{kind}/{name}" if own else f"{_SHIPPED}{kind}/{name}"
            if not _is_plain(name):
                raise _outside(f"{kind}/{name}")
            if path.is_file():
                real = path.resolve()
                if not any(real.is_relative_to(root) for root in _roots(folder.parent)):
                    raise _outside(f"{kind}/{name}")
                return path, noted
            if os.path.lexists(path):
                hint = "Put a plain file there, or delete it."
                raise BrochureError(f"{kind}/{name} is no file that can be read", hint=hint)
            self.note(noted, "")
        return None

    def note(self, name: str, held: str) -> None:
        """Note what was read; a file that held something else before is never found again."""
        if self.reads.setdefault(name, held) != held:
            self.reads[name] = "changed while it was read"

    def read(self, kind: str, name: str) -> tuple[Path, str] | None:
        """Return a stylesheet or template and where it is, or None where there is none.

        Raises BrochureError for what `find` refuses, what is too large or cannot be read, and
        UnicodeDecodeError.
        """
        try:
            path, raw = self.load(kind, name, MOST_BYTES) or (None, b"")
        except OSError as error:
            hint = "Check that the file is yours to read and its disk is there."
            what = f"cannot be read ({error.strerror})"
            raise BrochureError(what, f"{kind}/{name}", hint) from error
        if len(raw) > MOST_BYTES:
            what = f"is larger than {MOST_BYTES // 1_000_000} MB"
            hint = "Put back what belongs here, or delete the file."
            raise BrochureError(what, f"{kind}/{name}", hint)
        return (path, raw.decode("utf-8")) if path else None

    def style(self, name: str) -> str:
        """Return one stylesheet as text. Raises BrochureError if there is none of this name."""
        found = self.read("styles", name)
        if found is None:
            raise BrochureError(f"there is no stylesheet {name}", hint="Install the program again.")
        return found[1]

    def figure(self, name: str, colours: Mapping[str, str], named: bool = False) -> str:
        """Return one SVG beside content.yaml with colour roles filled in: ``var(--ink)``.

        It lies in one of the KINDS; what content itself has `named` may lie anywhere in the
        project. Where ``figures/`` has no such file, that of the default content serves. Raises
        BrochureError if there is none, if it is outside these folders, not fit to be drawn (see
        `brochure.base.files.svg`), or names an unknown role.
        """
        raw = self.figure_bytes(name, named)
        vet_figure(raw, name)
        filled = fill_roles(raw.decode("utf-8"), colours, name)
        self.drawings[filled] = tuple(dict.fromkeys((*self.drawings.get(filled, ()), name)))
        return filled

    def figure_bytes(self, name: str, named: bool = False) -> bytes:
        """Return one figure as it is, whether it is fit to be drawn or not; else as `figure`."""
        try:
            return self._figure_bytes(name, named)
        except (OSError, ValueError, RuntimeError) as error:  # too long, a null byte, a link loop
            why = getattr(error, "strerror", None) or "its name cannot be one"
            raise BrochureError(
                f"{shorten_name(name)} cannot be read ({why})", hint="Check the name after `file:`."
            ) from error

    def picture(self, name: str) -> bytes:
        """Return one picture beside content.yaml, such as ``images/lake.jpg``, as it is.

        Raises BrochureError if there is none, or if it is outside the project; whether it is fit
        to be printed is for `brochure.base.files.images`.
        """
        kind, _, rest = name.partition("/")
        try:
            found = self.load(kind, rest, MOST_PICTURE_BYTES) if kind == "images" else None
            if found is None:
                what = f"{shorten_name(name)} does not exist"
                raise BrochureError(what, hint="Put the picture there, or mend its name.")
            return found[1]
        except (OSError, ValueError, RuntimeError) as error:  # too long, a null byte, a link loop
            why = getattr(error, "strerror", None) or "its name cannot be one"
            what = f"{shorten_name(name)} cannot be read ({why})"
            raise BrochureError(what, hint="Check the name after `file:`.") from error

    def _figure_bytes(self, name: str, named: bool) -> bytes:
        project = self.project.resolve()
        path, noted = (project / name).resolve(), name
        roots = (project,) if named else _roots(project)
        if path.suffix != ".svg" or not any(path.is_relative_to(root) for root in roots):
            raise BrochureError(
                f"{name} is not an SVG file of this project",
                hint="Name a drawing in figures/ that ends in .svg.",
            )
        if not path.is_file() and path.parent == (project / "figures").resolve():
            self.note(noted, "")
            path = shipped_folder() / "figures" / path.name
            noted = f"{_SHIPPED}figures/{path.name}"
        if not path.is_file():
            raise BrochureError(f"{name} does not exist", hint="Check the name after `file:`.")
        return self.take(path, noted, MOST_BYTES)


def _roots(home: Path) -> tuple[Path, ...]:
    """Return where the KINDS of one folder really lie; one that a link puts outside it is none."""
    home = home.resolve()
    real = (Path(os.path.realpath(home / kind)) for kind in KINDS)  # takes a link loop too
    return tuple(root for root in real if root.is_relative_to(home))


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


def shorten_name(name: str) -> str:
    """Return a name as it is told: on one line, at most 60 letters, all of them visible."""
    visible = "".join(c if c.isprintable() else "?" for c in name)
    return visible if len(visible) <= 60 else f"{visible[:59]}…"


def shipped_folder() -> Path:
    """Return the folder with our templates, styles, figures and default content."""
    packed = _HERE / "_data"  # in the wheel
    return packed if packed.is_dir() else _HERE.parent


def vet_figure(raw: bytes, name: str) -> None:
    """Refuse what is no drawing to be printed, whatever its roles. Raises BrochureError."""
    if len(raw) <= MOST_BYTES:  # else it may be cut within a letter
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            hint = "Export it again as plain SVG."
            raise BrochureError(f"{name} is not saved as UTF-8", hint=hint) from error
    vet_svg(raw, name)


def fill_roles(svg: str, colours: Mapping[str, str], name: str) -> str:
    """Replace ``var(--role)`` by the brand's value; WeasyPrint 70 resolves no var() inside SVG."""
    unknown = sorted(set(_ROLE.findall(svg)) - set(colours))
    if unknown:
        raise BrochureError(
            f"{name} uses the colour role {unknown[0]}, which brand.colours does not have",
            hint=f"Use one of: {', '.join(colours)}.",
        )
    return _ROLE.sub(lambda match: colours[match[1]], svg)
