"""Each selector of each stylesheet matches something: what no page can have any more is deleted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import cssselect2
import pytest
import tinyhtml5

from brochure.base.files.css_tokens import CssNode, parse_rules, parse_stylesheet, write_css
from brochure.base.looks import LOOKS
from brochure.base.staff_papers import CHANGE_SHEET, RECALL_NOTICE, TICKET
from brochure.channels.channels import CHANNELS
from brochure.content.load import validate_content
from brochure.content.model.content import Content
from brochure.content.yaml.source import read_source
from brochure.markup.render import render_html_page
from brochure.selection.select import select_content
from tests.conftest import ROOT
from tests.flow.documents import STARTER
from tests.markup.everything import make_every_content
from tests.markup.staff_pages import make_change_page, make_recall_page, make_ticket_page
from tests.variants import variant_of

CSS: Any = cssselect2
_OTHERS = ("implants", "vaccination", "physiotherapy", "speech")
CLINICS = (ROOT, *(ROOT / "tests/clinics" / name for name in _OTHERS), STARTER)
STYLES = {file.name: file.read_text("utf-8") for file in sorted((ROOT / "styles").glob("*.css"))}
_EVERYWHERE = ("_tokens.css", "_base.css", "_blocks.css")
_FILLERS = (1, 3)  # with few pages to fill the contents have room for two levels
_BODY = re.compile("<body class=.*")
_OF_BODY = re.compile(r"\.(?:office|screen|press|motif-|look-|ground-)")


@dataclass(frozen=True)
class Page:
    """What a document is before layout, and which stylesheets it has."""

    html: str
    styles: tuple[str, ...]


def pages_of(content: Content, project: Path) -> Iterator[Page]:
    """Give every edition of a content for every channel, in every look."""
    for edition, fillers in product(content.placed_editions(), _FILLERS):
        if fillers < _FILLERS[-1] and not edition.filler_panel:
            continue
        selection = select_content(content, edition, fillers)
        for channel in map(CHANNELS.get, edition.channels):
            assert channel
            for look in (LOOKS[name] for name in edition.looks if name in channel.looks):
                variant = variant_of(content, edition, channel, project, look)
                html = render_html_page(selection, variant).html
                yield Page(html, (*_EVERYWHERE, edition.stylesheet, look.stylesheet))


def every_page() -> Iterator[Page]:
    for project in CLINICS:
        source, told = read_source(project / "content.yaml")
        assert source, told
        content, found = validate_content(source)
        assert content, found
        yield from pages_of(content, project)
    for content in make_every_content():
        yield from (*pages_of(content, STARTER), *staff_pages(content))


def staff_pages(content: Content) -> Iterator[Page]:
    """Give what staff read: the stylesheets of blocks are the ticket's alone."""
    yield Page(make_ticket_page(content), (*_EVERYWHERE, TICKET.stylesheet))
    yield Page(make_change_page(), (*_EVERYWHERE[:2], CHANGE_SHEET.stylesheet))
    yield Page(make_recall_page(), (*_EVERYWHERE[:2], RECALL_NOTICE.stylesheet))


def selectors_of(name: str, rules: Iterable[CssNode]) -> Iterator[tuple[str, Any]]:
    """Give each selector of a list: where it stands, and compiled."""
    for rule in rules:
        if rule.type == "qualified-rule":
            for tokens in _split(rule.prelude):
                where = f"styles/{name}:{rule.source_line}: {write_css(tokens).strip()}"
                yield from ((where, one) for one in CSS.compile_selector_list(tokens))
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            yield from selectors_of(name, parse_rules(rule.content or ()))


def _split(prelude: Iterable[CssNode]) -> Iterator[list[CssNode]]:
    tokens = list[CssNode]()
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tokens
            tokens = []
        else:
            tokens.append(token)
    yield tokens


def idle_selectors(styles: Mapping[str, str], pages: Iterable[Page]) -> list[str]:
    """Return the selectors that match nothing on any page that has their stylesheet.

    What a pseudo-element is drawn on counts for it. Pages that differ in the body's classes alone
    are looked at once for all selectors that ask for none of these.
    """
    left = {name: dict(selectors_of(name, parse_stylesheet(css))) for name, css in styles.items()}
    seen = set[tuple[str, str]]()
    for page in pages:
        for name in (name for name in page.styles if left.get(name)):
            key = name, _BODY.sub("", page.html)
            asked = {w: s for w, s in left[name].items() if key not in seen or _OF_BODY.search(w)}
            seen.add(key)
            for where in _matched(page.html, asked) if asked else ():
                del left[name][where]
    return [where for selectors in left.values() for where in selectors]


def _matched(html: str, asked: Mapping[str, Any]) -> set[str]:
    matcher = CSS.Matcher()
    for where, selector in asked.items():
        matcher.add_selector(selector, where)
    return {match[-1] for element in _elements(html) for match in matcher.match(element)}


@lru_cache(maxsize=1)
def _elements(html: str) -> list[Any]:
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    return [*CSS.ElementWrapper.from_html_root(root).iter_subtree()]


@pytest.mark.slow
def test_each_selector_matches_something() -> None:
    """One that does not was left behind, and what it said is lost: a stop stood unfilled."""
    assert idle_selectors(STYLES, every_page()) == []


def test_one_that_matches_nothing_is_told_with_its_line() -> None:
    css = "\np, .gone > p::before { margin: 0; }\n@media screen {\n .told { top: 0 }\n}"
    page = Page("<body class=office><div class=told><p>One</p></div>", ("a.css",))
    assert idle_selectors({"a.css": css}, (page,)) == ["styles/a.css:2: .gone > p::before"]
    assert idle_selectors({"b.css": "p {}"}, (page,)) == ["styles/b.css:1: p"]
