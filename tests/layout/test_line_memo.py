"""Lines that are remembered are the lines that the engine would break."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import pypdfium2 as pdfium
import pytest
from weasyprint.text import line_break

from brochure.base.files.project import Assets
from brochure.base.viewer_settings import ViewerSettings
from brochure.layout.engine import line_memo
from brochure.layout.engine.line_memo import LineMemo
from brochure.layout.layout import lay_out, write_pdf
from tests.conftest import ROOT
from tests.tiny import STYLE, TINY, html

# The size is searched too: what was laid out before must not lead to another.
SEARCHED = replace(TINY, body_floor_pt=9, body_design_pt=14)
WORDS = (
    *(
        "the",
        "a",
        "ketamine",
        "self-harm",
        "24–72",
        "soft\N{SOFT HYPHEN}hyphen",
        "naïve",
        "hyphenation",
    ),
    *("<b>bold words</b>", "<i>x</i>", "“quoted”", "no\N{NO-BREAK SPACE}break", "<br>", "12,000"),
)
STYLES = (
    "white-space: nowrap",
    "letter-spacing: .4pt",
    "word-spacing: 1pt",
    "hyphens: auto",
    "overflow-wrap: anywhere",
    "font-weight: 700",
    "font-size: 17pt",
    "text-decoration: underline",
    "display: flex",
    "text-align: justify",
    "font-variant-numeric: tabular-nums",
    "text-transform: uppercase",
)


def content(random: Random) -> tuple[str, str]:
    """Return a page of random words and a random style."""
    texts = (" ".join(random.choices(WORDS, k=random.randint(1, 30))) for _ in range(3))
    one = "".join(f"<p>{text}</p>" for text in texts)
    two = f"<p><span>{' '.join(random.choices(WORDS, k=6))}</span></p>"
    style = "; ".join(random.sample(STYLES, k=random.randint(0, 3)))
    return html(one, two), f"p {{ {style} }} .one {{ width: {random.randint(40, 180)}pt }}"


def printed(page: str, style: str) -> bytes:
    laid = lay_out(page, (STYLE, style), SEARCHED, Assets(ROOT))
    return write_pdf(laid, (), ViewerSettings())[0]


@contextmanager
def _forget(_self: LineMemo) -> Generator[None]:
    engine: Any = line_break
    theirs = engine.split_first_line
    with line_memo.in_place_of(theirs, partial(line_memo.split_line, theirs)):
        yield


def test_sixty_pages_are_the_same_with_and_without_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = [content(Random(seed)) for seed in range(60)]
    with_memory = [printed(*page) for page in pages]
    monkeypatch.setattr(LineMemo, "remember", _forget)
    for page, before in zip(pages, with_memory, strict=True):
        assert printed(*page) == before, page


def test_a_line_that_is_known_is_not_broken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    engine: Any = line_break
    asked: list[str] = []
    theirs = engine.split_first_line

    def count(text: str, *rest: Any) -> Any:
        asked.append(text)
        return theirs(text, *rest)

    monkeypatch.setattr(engine, "split_first_line", count)
    page = html("<p>These words stand in no other test of this process.</p>")
    counts = list[int]()
    for style in ("", "", "p { font-weight: 700 }"):
        asked.clear()
        lay_out(page, (STYLE, style), TINY, Assets(ROOT))
        counts.append(len(asked))
    assert counts[0] > 0 == counts[1] < counts[2]


def test_memory_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_memo, "_MOST_LINES", 3)
    pages = [content(Random(seed)) for seed in range(3)]
    few = [printed(*page) for page in pages]
    monkeypatch.setattr(LineMemo, "remember", _forget)
    assert [printed(*page) for page in pages] == few


def test_no_word_stands_alone_on_a_line_for_want_of_room_for_a_space() -> None:
    said = "We ask you how it is and how it was. "
    page = html(f'<p>{said * 2}<span style="white-space: nowrap">approved for.</span></p>', "")
    for tenths in range(1000, 1500, 4):
        style = f".one {{ width: {tenths / 10}pt; font-size: 8pt }}"
        pdf: Any = pdfium.PdfDocument(printed(page, style))
        lines = pdf[0].get_textpage().get_text_range().split("\r\n")
        assert all(" " in line for line in lines), (tenths, lines)
