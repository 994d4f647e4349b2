"""What the layout engine may read: the project's own files of a few kinds, checked one by one.

Addresses are those of a small world of their own: ``file:///styles/own.css`` is styles/own.css of
the project, or ours where the project has none. Nothing outside can be named in it, and finished
files do not depend on where the project lies.
"""

from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from brochure.base.errors import BrochureError, RefusedError
from brochure.base.files.css import Variables, vet_css
from brochure.base.files.css_imports import Imports
from brochure.base.files.drawing import ServedDrawing, serve_drawing
from brochure.base.files.image_conversion import Conversion, convert_picture
from brochure.base.files.images import FORMATS, MOST_BYTES, ImageFacts, is_image, vet_image
from brochure.base.files.project import KINDS, Assets
from brochure.base.files.svg import vet_svg
from brochure.base.files.url_lines import find_line
from brochure.layout.engine.documents import URLFetcher, URLFetcherResponse, URLFetchingError

WORLD = "file:///"  # what stands behind it is one of KINDS, then the file's name
TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_NO_FILE = "data:,"
FIRST_LOOK_PX = (96, 96)  # until layout knows how large a figure stands
_OWN = (
    f"Put the file into {' or '.join(f'{kind}/' for kind in KINDS[2:])} beside content.yaml and"
    " name it from there, such as ../images/logo.png."
)


@dataclass(frozen=True)
class _Answer:
    """What an address holds, once it is checked."""

    url: str
    type: str
    raw: bytes


@dataclass(frozen=True)
class ServedPicture:
    """A picture of the project: what is known of its file, and the bytes that were served."""

    facts: ImageFacts
    raw: bytes


class ProjectFiles(URLFetcher):
    """Serve the project's own styles, drawings and pictures, and ``data:``; open nothing else.

    Pictures are served plain and `as_printed` says (`brochure.base.files.image_conversion`);
    `pictures` knows those that were read by name, such as ``images/logo.png``. Drawings are served
    as the engine draws them right (`brochure.base.files.drawing`); `drawings` knows figures so.

    No method of the engine's fetcher that opens an address is ever called, so there is no network.
    `served` maps each address that was read to its file. The engine swallows errors inside SVG and
    goes on without a file it cannot have, so refusals are kept in `refused` too.
    """

    def __init__(self, assets: Assets, as_printed: Conversion | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.assets = assets
        self.as_printed = as_printed or Conversion()
        self.pictures: dict[str, ServedPicture] = {}
        self.drawings: dict[str, ServedDrawing] = {}
        self._drawn: dict[str, bytes] = {}  # pictures that stand for drawings, by their addresses
        self.variables = Variables()
        self.imports = Imports(self._css_of, shorten_url)
        self.served: dict[str, Path] = {}
        self.refused: dict[str, BrochureError] = {}
        self._answers: dict[str, _Answer] = {}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return what an address holds. Raises URLFetchingError for all that is refused."""
        try:
            answer = self._recall(url)
            self.imports.follow(url)
        except BrochureError as error:
            self.refused.setdefault(url, error)
            raise URLFetchingError(error.message) from error
        return URLFetcherResponse(answer.url, answer.raw, {"Content-Type": answer.type})

    def raise_refusals(self, template: str) -> None:
        """Raise RefusedError if anything was refused; each reason has its place.

        That is the line of the file that is not fit, else the one that names the address, else the
        template: it may have put the address together.
        """
        if self.refused:
            raise RefusedError([self._place(*each, template) for each in self.refused.items()])

    def _place(self, url: str, error: BrochureError, template: str) -> BrochureError:
        if error.where and not url.startswith("data:"):
            return error
        where = find_line(url, self.assets, WORLD) or template
        return BrochureError(error.message, where, error.hint)

    def _recall(self, url: str) -> _Answer:
        """Return what an address holds, checked once."""
        if url not in self._answers:
            try:
                self._answers[url] = self._answer(url)
            except (OSError, ValueError, RuntimeError) as error:  # too long a name, a link loop
                raise BrochureError(f"{shorten_url(url)} cannot be read", hint=_OWN) from error
        return self._answers[url]

    def _css_of(self, url: str) -> str:
        """Return a stylesheet, or nothing: what else is wrong is told where it is asked for."""
        try:
            answer = self._recall(url)
        except BrochureError:
            return ""
        return answer.raw.decode() if answer.type == TYPES[".css"] else ""

    def _answer(self, url: str) -> _Answer:
        try:
            parts = urlsplit(url)
        except ValueError as error:
            raise BrochureError(f"{shorten_url(url)} is no address", hint=_OWN) from error
        if parts.scheme == "data":
            return self._data(url)
        if parts.scheme != "file":
            what = f"{shorten_url(url)} is not read: documents are made without the network"
            raise BrochureError(what, hint=_OWN)
        name = unquote(parts.path).removeprefix("/")
        kind, _, rest = name.partition("/")
        if parts.netloc or kind not in KINDS:
            raise BrochureError(f"{shorten_url(url)} lies outside the project", hint=_OWN)
        return self._file(url, kind, rest)

    def _file(self, url: str, kind: str, rest: str) -> _Answer:
        name = f"{kind}/{rest}"
        suffix = PurePosixPath(rest).suffix.lower()
        if suffix not in TYPES:
            what = f"{shorten_url(url)} is of a kind that is not read"
            raise BrochureError(what, hint=f"Files that end in {', '.join(TYPES)} are.")
        found = self.assets.load(kind, rest, MOST_BYTES)
        if found is None:
            what = f"{shorten_url(url)} does not exist"
            raise BrochureError(what, hint=f"Put {name} beside content.yaml, or mend the address.")
        path, raw = found
        raw = self._fit(raw, suffix, name)
        self.served[url] = path
        # WeasyPrint 70 (images.py, LazyLocalImage) opens a picture again by its file: address when
        # it writes; with another address it takes the bytes that were checked.
        return _Answer(url if suffix == ".css" else _NO_FILE, TYPES[suffix], raw)

    def _data(self, url: str) -> _Answer:
        """Read a ``data:`` address. Source: RFC 2397."""
        if url in self._drawn:
            return _Answer(_NO_FILE, url[len("data:") : url.index(";")], self._drawn[url])
        head, comma, body = url[len("data:") :].partition(",")
        type, *parameters = (part.strip().lower() for part in head.split(";"))
        suffix = next((suffix for suffix, known in TYPES.items() if known == type), "")
        if not comma or not suffix:
            what = f"{shorten_url(url)} is of a kind that is not read"
            raise BrochureError(what, hint=f"{', '.join(sorted(set(TYPES.values())))} are.")
        if len(url) > 2 * MOST_BYTES:
            raise BrochureError(f"{shorten_url(url)} is too long", hint=_OWN)
        try:
            raw = unquote_to_bytes(body)
            raw = b64decode(raw) if "base64" in parameters else raw
        except ValueError as error:
            raise BrochureError(f"{shorten_url(url)} is damaged", hint="Write it anew.") from error
        return _Answer(_NO_FILE, type, self._fit(raw, suffix, f"data:{suffix}"))

    def _fit(self, raw: bytes, suffix: str, name: str) -> bytes:
        """Check what a file holds by what its name says, and return it as it may be printed.

        The engine goes by the contents alone.
        """
        if suffix in FORMATS:
            return self._picture(raw, name)
        if suffix == ".svg":
            return self._drawing(raw, name)
        self._vet_css(raw, name)
        return raw

    def _drawing(self, raw: bytes, name: str) -> bytes:
        vet_svg(raw, name)
        figures = self.assets.drawings.get(raw.decode("utf-8", "replace"), ())
        known = [self.as_printed.sizes_px[f] for f in figures if f in self.as_printed.sizes_px]
        size_px = max(known, default=FIRST_LOOK_PX if figures else None)
        named = figures[0] if figures else name
        served = serve_drawing(raw, named, size_px, self.as_printed.in_gray)
        if served.picture:
            self._drawn[served.picture] = served.pixels
        self.drawings.update(dict.fromkeys(figures, served))
        return served.raw

    def _picture(self, raw: bytes, name: str) -> bytes:
        facts = vet_image(raw, name)
        plain = convert_picture(raw, name, self.as_printed)
        if not name.startswith("data:"):
            self.pictures[name] = ServedPicture(facts, plain)
        return plain

    def _vet_css(self, raw: bytes, name: str) -> None:
        try:
            css = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            what = "a character is not saved as UTF-8"
            raise BrochureError(what, f"{name}:{line}", "Save the file as UTF-8.") from error
        if is_image(raw):
            raise BrochureError("this is a picture", name, "Write CSS into it.")
        vet_css(css, name)
        self.variables.add(css, name)


def shorten_url(url: str) -> str:
    """Return an address as people are told it, short; those of our own world lose their front."""
    if url.startswith("data:"):
        return f"{url[:40]}… ({len(url):,} characters)"
    own = url.removeprefix(WORLD)
    return (own if own.partition("/")[0] in KINDS else url)[:200]
