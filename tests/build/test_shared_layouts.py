"""One layout for many outputs: what shares one is byte for byte what it would be on its own."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from brochure.base.editions import Edition, list_editions
from brochure.base.files.project import Assets
from brochure.base.geometry import Rect
from brochure.base.looks import LOOKS
from brochure.build.document import compose
from brochure.build.layouts import Layouts
from brochure.channels.channel import Variant
from brochure.channels.channels import CHANNELS, SCREEN
from brochure.content.load import LoadedContent, load_content
from brochure.content.model.content import Content
from brochure.layout.engine import repaint
from brochure.layout.layout import Layout, lay_out_page, paint, read_page, write_pdf
from brochure.layout.parsed_page import ParsedPage
from brochure.reading.pdfium import read_letters
from tests.conftest import ROOT
from tests.tiny import STYLE, TINY, html
from tests.variants import variant_of

EDITIONS = {edition.name: edition for edition in list_editions(("ketamine",))}
CLINIC = ROOT / "tests" / "clinics" / "implants"


def variants_of(content: Content, edition: Edition, project: Path) -> Iterator[Variant]:
    for channel in (CHANNELS[name] for name in edition.channels):
        for look in edition.looks:
            if look in channel.looks:
                yield variant_of(content, edition, channel, project, LOOKS[look])


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the key of each page for which the engine was asked for places."""
    keys: list[str] = []

    def count(page: ParsedPage, edition: Edition) -> Layout:
        keys.append(page.key)
        return lay_out_page(page, edition)

    monkeypatch.setattr("brochure.build.layouts.lay_out_page", count)
    return keys


def _rounded(box: Rect) -> tuple[float, ...]:
    return tuple(round(side, 1) for side in (box.left, box.top, box.right, box.bottom))


@pytest.mark.parametrize("name", EDITIONS)
def test_each_variant_is_what_it_would_be_alone(
    name: str, laid_out: list[str], loaded: LoadedContent
) -> None:
    """Letters stand in the same places in all that share a layout, and all else is right too.

    That is shown where a channel is the first with its look to share one, and where a look is.
    """
    content, shared, project = loaded.content, Layouts(), ROOT
    assert content
    if name not in content.editions:
        content, project = load_content(CLINIC / "content.yaml").content, CLINIC
        assert content
    places: dict[str, object] = {}
    shown = set[str]()
    for variant in variants_of(content, EDITIONS[name], project):
        before = len(laid_out)
        together = compose(content, variant, layouts=shared)
        shares = {variant.channel.name, variant.look.name}
        if len(laid_out) == before and not shares <= shown:
            shown |= shares
            alone = compose(content, variant)
            assert together.pdf == alone.pdf, variant.look.name
            assert (together.panels, together.marks) == (alone.panels, alone.marks)
        face = ",".join(variant.look.families)
        letters = [
            [(g.text, _rounded(g.box)) for g in p.glyphs] for p in read_letters(together.pdf)
        ]
        assert places.setdefault(face, letters) == letters, (variant.channel.name, variant.look)
    assert len(places) == len({",".join(LOOKS[look].families) for look in EDITIONS[name].looks})


@pytest.mark.parametrize("name", ["trifold", "guide", "booklet"])
def test_pictures_are_those_of_each_variant(name: str, laid_out: list[str]) -> None:
    """They have other pixels for a screen than for paper, and are gray in one look."""
    content = load_content(CLINIC / "content.yaml").content
    assert content
    shared = Layouts()
    for variant in variants_of(content, EDITIONS[name], CLINIC):
        before = len(laid_out)
        together = compose(content, variant, layouts=shared)
        if len(laid_out) == before:
            alone = compose(content, variant)
            assert together.pdf == alone.pdf
            assert together.pictures == alone.pictures


def page(style: str, body: str = html()) -> ParsedPage:
    return read_page(body, (STYLE, style), TINY, Assets(ROOT))


def written(laid: Layout) -> bytes:
    return write_pdf(laid, (), SCREEN.viewer(TINY))[0]


PAINTS = (
    "p { color: #123456 }",
    "@page { background: #000 } p { color: #fff }",
    "p { text-decoration: underline; text-underline-offset: 3pt }",
    ".panel { background: linear-gradient(red, blue); border-radius: 4pt }",
    ".panel { outline: 1pt solid green; clip: rect(0, 50pt, 50pt, 0) }",
    "@page { bleed: 9pt; marks: crop }",
    "body { color: rgb(9 9 9 / 50%) }",
)


def test_a_page_is_painted_over_and_over() -> None:
    """Also back again: nothing of what it looked like before is left."""
    first = page("")
    laid = lay_out_page(first, TINY)
    plain = written(laid)
    for style in PAINTS:
        other = page(style)
        assert other.key == first.key, style
        assert written(paint(laid, other)) == written(lay_out_page(page(style), TINY)), style
        assert written(paint(laid, page(""))) == plain, style


def test_paint_that_is_forgotten_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repaint, "PAINT", ())
    monkeypatch.setattr(repaint, "INHERITED_PAINT", ())
    laid = lay_out_page(page(""), TINY)
    assert written(paint(laid, page(PAINTS[0]))) != written(lay_out_page(page(PAINTS[0]), TINY))


def test_a_picture_that_has_changed_is_laid_out_anew(tmp_path: Path, laid_out: list[str]) -> None:
    """The page names it as before; only its file is another, and larger."""
    (tmp_path / "figures").mkdir()
    file = tmp_path / "figures" / "own.svg"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}pt" height="{0}pt"/>'
    body = html('<img data-mark="figure" src="../figures/own.svg" alt="x">')
    kept = Layouts()
    for size in (9, 9, 30):
        file.write_text(svg.format(size), encoding="utf-8")
        asked = read_page(body, (STYLE,), TINY, Assets(tmp_path))
        (mark,) = kept.lay_out(asked, TINY).marks
        assert round(mark.rect.width) == size
    assert len(laid_out) == 2


def test_a_stylesheet_that_is_imported_and_has_changed_is_laid_out_anew(
    tmp_path: Path, laid_out: list[str]
) -> None:
    (tmp_path / "styles").mkdir()
    kept = Layouts()
    for margin in (1, 1, 9):
        own = f"p {{ margin-top: {margin}pt }}"
        (tmp_path / "styles" / "own.css").write_text(own, encoding="utf-8")
        asked = read_page(html(), ("@import 'own.css';", STYLE), TINY, Assets(tmp_path))
        kept.lay_out(asked, TINY)
    assert len(laid_out) == 2


def test_what_one_round_has_read_is_compared_in_the_next(
    tmp_path: Path, laid_out: list[str]
) -> None:
    """A booklet is laid out twice with the same files; a picture may be another since last time."""
    (tmp_path / "figures").mkdir()
    file = tmp_path / "figures" / "own.svg"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}pt" height="{0}pt"/>'
    rounds = [html(f'<img src="../figures/own.svg" alt="x"><p>{n}</p>') for n in "ab"]
    kept = Layouts()
    for size in (9, 40):
        file.write_text(svg.format(size), encoding="utf-8")
        assets = Assets(tmp_path)
        for body in rounds:
            kept.lay_out(read_page(body, (STYLE,), TINY, assets), TINY)
    assert len(laid_out) == 4


def test_what_was_read_for_a_layout_was_read_for_all_that_share_it() -> None:
    style = "p::after { content: url(../figures/key-ampa.svg) }"
    kept = Layouts()
    asked = [page(style), page(f"{style} p {{ color: red }}")]
    for each in asked:
        kept.lay_out(each, TINY)
    assert asked[0].files.assets.reads == asked[1].files.assets.reads != {}


def test_only_so_many_layouts_are_kept() -> None:
    kept = Layouts()
    for number in range(9):
        kept.lay_out(page(f"p {{ margin-top: {number}pt }}"), TINY)
    assert len(kept._kept) == 2  # type: ignore[reportPrivateUsage]


SELECTORS = (
    *("p", ".one", ".office p", ".screen .two", "b", ".one > p", "p:not(.office p)", ".x"),
    *(":is(.office, .two) p", "body.screen", "p::before", "[class~=screen] b", ".two:has(b)"),
)
DECLARATIONS = (
    *("color: red", "background: #eee", "margin: 2pt", "padding-left: 7pt", "display: inline"),
    *("border: 2pt solid red", "border: var(--c) solid", "border-left: 3pt solid var(--c)"),
    *("--c: blue", "--c: 5pt", "--m: 9pt", "margin-top: var(--m, 1pt)", "font-weight: 700"),
    *("text-decoration: underline", "font-size: 11pt", "content: 'made '", "width: 70pt"),
    *("content: attr(class)", "outline: 2pt solid var(--c)", "b { margin: 4pt }"),
)


def random_page(random: Random, body: str) -> ParsedPage:
    """Return a page in a random style: nothing but the class of its body differs from another."""
    rules = [
        f"{random.choice(SELECTORS)} {{ {'; '.join(random.choices(DECLARATIONS, k=2))} }}"
        for _ in range(random.randint(1, 5))
    ]
    text = html("<p>Some <b>words</b> of this panel, in two lines or more of it.</p>")
    style = "\n".join((":root { --c: green }", *rules))
    return page(style, text.replace("<body>", f'<body class="{body}">'))


def test_pages_with_one_key_are_painted_as_they_would_be_laid_out() -> None:
    """Random stylesheets, for two classes of the body: where the key is equal, so are the bytes."""
    shared = 0
    for seed in range(120):
        office, screen = (random_page(Random(seed), body) for body in ("office", "screen"))
        if office.key == screen.key:
            shared += 1
            laid = lay_out_page(office, TINY)
            alone = lay_out_page(random_page(Random(seed), "screen"), TINY)
            assert written(paint(laid, screen)) == written(alone), seed
    assert 10 < shared < 110, "of both kinds there are some"
