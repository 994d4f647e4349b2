"""Where in the project something stands: the line of a template or stylesheet that names it."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

from brochure.base.errors import BrochureError
from brochure.base.files.css import MOST_CHARACTERS, find_urls
from brochure.base.files.project import Assets

_IN_MARKS = re.compile(r"""["'(]([^"'()<>]++)["')]""")


def find_line(url: str, assets: Assets, world: str) -> str:
    """Return ``styles/own.css:3:5`` for the first line that names an address, or nothing.

    `url` is the address as the engine joined it; `world` stands before the folder's name in it.
    """
    for name, text in _texts(assets):
        for written, place in _urls_in(name, text):
            if _same(urljoin(f"{world}{name}", written), url):
                return f"{name}:{place}"
    return ""


def _same(one: str, other: str) -> bool:
    return unquote(one).strip().lower() == unquote(other).strip().lower()


def _urls_in(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Give each address in a file and its place."""
    if name.endswith(".css"):
        try:
            for address in find_urls(text, name):
                yield address.written, f"{address.line}:{address.column}"
        except BrochureError:  # nested past reading: told when it is used
            return
    else:
        for number, line in enumerate(text.split("\n"), 1):
            for found in _IN_MARKS.finditer(line):
                written = found[1].lstrip()
                place = f"{number}:{found.end(1) - len(written) + 1}"
                yield unescape(written.rstrip()), place


def _texts(assets: Assets) -> Iterator[tuple[str, str]]:
    """Give name and text of every stylesheet and template, the project's own before ours."""
    for kind, pattern in (("styles", "*.css"), ("templates", "*.j2")):
        seen: set[str] = set()
        for folder in assets.folders(kind):
            for path in sorted(folder.rglob(pattern)):
                name = path.relative_to(folder).as_posix()
                if name not in seen and _is_own(assets, kind, name):
                    seen.add(name)
                    yield f"{kind}/{name}", _text(path)


def _is_own(assets: Assets, kind: str, name: str) -> bool:
    try:
        return assets.find(kind, name) is not None
    except BrochureError:
        return False


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as stream:
        return stream.read(MOST_CHARACTERS)  # what is longer is told when it is used
