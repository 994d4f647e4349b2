"""HTML and styles as the engine gets them -> one HTML file that holds all it shows.

``weasyprint FILE.html FILE.pdf`` makes the same pages of it, letter for letter; only what comes
after layout is missing: tags, form fields, and what a channel makes of the file.
"""

import re
from base64 import b64encode
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import cast
from urllib.parse import urljoin

from brochure.base.files.css import replace_urls
from brochure.layout.engine.documents import URLFetchingError
from brochure.layout.fetcher import TYPES, WORLD, ProjectFiles
from brochure.markup.render import HtmlPage

_STYLES, _TEMPLATES = f"{WORLD}styles/", f"{WORLD}templates/"
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)""")

# An address as it is written, and what it is relative to -> what to write instead.
Rewrite = Callable[[str, str], str]


def make_standalone(
    page: HtmlPage, body_pt: float, files: ProjectFiles, note: str = "", flow_rules: str = ""
) -> str:
    """Return a page with all that it shows in it: styles in cascade order, files as ``data:``.

    `body_pt` is the size of body type that layout chose; `files` are served as layout gets them.
    `note` is a comment for whoever opens the file, `flow_rules` come after all other styles.

    Here all styles are the author's. In layout the page's own rules win over the styles, but for
    ``!important``, where it is the other way round; so do they here, without that exception.
    """

    def rewrite(address: str, base: str) -> str:
        return _data_address(urljoin(base, address), files, rewrite) or address

    sheets = (*page.styles, f":root{{--body:{body_pt:g}pt}}{flow_rules}")
    styles = "\n".join(
        f"<style>{_fit_for_html(replace_urls(sheet, lambda url: rewrite(url, _STYLES)))}</style>"
        for sheet in sheets
    )
    comment = f"<!-- {note.replace('--', '- -').replace('>', '')} -->\n" if note else ""
    head = f'\n<meta charset="utf-8">\n{comment}{styles}'
    return _Rewriter(page.html, head, lambda url: rewrite(url, _TEMPLATES)).whole()


def _data_address(url: str, files: ProjectFiles, rewrite: Rewrite) -> str:
    """Return a ``data:`` address of what an address holds; nothing if layout cannot have it."""
    try:
        answer = files.fetch(url)
    except URLFetchingError:
        return ""
    raw, type = cast("bytes", answer.read()), answer.content_type
    if type == TYPES[".css"]:
        raw = replace_urls(raw.decode(), lambda inner: rewrite(inner, url)).encode()
    return f"data:{type};base64,{b64encode(raw).decode()}"


def _fit_for_html(css: str) -> str:
    """Return CSS that ends no element: an escaped slash is the same to a stylesheet."""
    return css.replace("</", "<\\/")


class _Rewriter(HTMLParser):
    """Finds what to change in a page; every other character stays as it was written."""

    def __init__(self, html: str, head: str, rewrite: Callable[[str], str]) -> None:
        super().__init__()
        self._html, self._head, self._rewrite = html, head, rewrite
        self._lines = tuple(accumulate((len(s) for s in html.split("\n")), _next_line, initial=0))
        self._changes: list[tuple[int, int, str]] = []
        self._head_at = 0
        self._style_at: int | None = None

    def whole(self) -> str:
        """Return the page with its addresses replaced, and `head` where its own head begins."""
        self.feed(self._html)
        self.close()
        parts, at = list[str](), 0
        changes = [*self._changes, (self._head_at, self._head_at, self._head)]
        for start, end, text in sorted(changes):
            parts += [self._html[at:start], text]
            at = end
        return "".join((*parts, self._html[at:]))

    def handle_decl(self, decl: str) -> None:
        """Remember the end of the doctype, for a page without a head."""
        self._head_at = self._head_at or self._html.index(">", self._place()) + 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Replace the addresses in one start tag."""
        start, text = self._place(), self.get_starttag_text() or ""
        end = start + len(text)
        if tag in ("html", "head"):
            self._head_at = end
        if tag == "style":
            self._style_at = end

        def replace(match: re.Match[str]) -> str:
            return self._attribute(tag, *match.groups())

        front = 1 + len(tag)
        changed = text[:front] + _ATTRIBUTE.sub(replace, text[front:])
        if changed != text:
            self._changes.append((start, end, changed))

    def handle_endtag(self, tag: str) -> None:
        """Replace the addresses in a stylesheet that the template itself holds."""
        start, end = self._style_at, self._place()
        if tag == "style" and start is not None and start <= end:
            css = replace_urls(self._html[start:end], self._rewrite)
            self._changes.append((start, end, _fit_for_html(css)))
            self._style_at = None

    def _attribute(self, tag: str, name: str, equals: str, written: str) -> str:
        value = unescape(written[1:-1] if written[0] in "\"'" else written)
        key = name.lower()
        if key == "style":
            new = replace_urls(value, self._rewrite)
        elif key == "src" or (key == "href" and tag == "link"):
            new = self._rewrite(value.strip())
        else:
            new = value
        return f"{name}{equals}{written}" if new == value else f'{name}{equals}"{escape(new)}"'

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _next_line(start: int, length: int) -> int:
    return start + length + 1
