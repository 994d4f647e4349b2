"""Files that are e-mailed: their size, and where they open."""

import io
from dataclasses import replace

import pikepdf
import pytest
from markupsafe import Markup

from brochure.channels.channels import OFFICE, SCREEN
from brochure.layout.printed import Printed
from brochure.proofs.screen import (
    links_are_large_enough_to_tap,
    screen_files_are_small,
    screen_files_open_at_the_first_page,
)
from brochure.selection.passage import Passage
from tests.tiny import FIRST, SECOND, html, ids, in_channel, print_tiny, proven, said

NEXT = '<p>here</p><p style="break-before: page">more</p>'


def grown(printed: Printed, to_bytes: int, picture: bool) -> Printed:
    """Return a file of that size: PDF readers skip what comes before its end."""
    more = b"%" + b" /Subtype /Image " * picture + b"\n"
    filled = printed.pdf + more + b"%" * (to_bytes - len(printed.pdf) - len(more))
    return replace(printed, pdf=filled)


@pytest.mark.parametrize(
    ("size", "picture", "what"),
    [
        (300_000, False, ""),
        (300_001, False, "has 300 kB, more than the 300 kB of a file without pictures"),
        (300_001, True, ""),
        (1_000_001, True, "has 1000 kB, more than the 1000 kB of a file with pictures"),
    ],
)
def test_size(size: int, picture: bool, what: str) -> None:
    tiny = print_tiny()
    assert proven(screen_files_are_small, in_channel(tiny, SCREEN)) == ()
    on_screen = in_channel(grown(tiny, size, picture), SCREEN)
    assert len(on_screen.output) == size
    findings = proven(screen_files_are_small, on_screen)
    assert [f.what for f in findings] == ([what] if what else [])
    assert ids(findings) <= {"screen.size"}
    assert proven(screen_files_are_small, in_channel(on_screen, OFFICE)) == ()


@pytest.mark.parametrize(
    ("page", "fit", "edge", "good"),
    [
        (0, "/FitH", 150, True),
        (1, "/FitH", 150, False),
        (0, "/Fit", None, False),
        (0, "/FitH", 20, False),
        (None, "", None, False),
    ],
)
def test_where_it_opens(page: int | None, fit: str, edge: int | None, good: bool) -> None:
    printed = print_tiny(html(after=NEXT), pages=(2, 2))
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed.pdf)) as document:
        if page is not None:
            where = [document.pages[page].obj, pikepdf.Name(fit)]
            opening = pikepdf.Array([*where, *([] if edge is None else [edge])])
            document.Root["/OpenAction"] = opening
        document.save(file)
    opened = in_channel(replace(printed, pdf=file.getvalue()), SCREEN)
    findings = proven(screen_files_open_at_the_first_page, opened)
    assert ids(findings) == (set() if good else {"screen.opens"})
    paper = in_channel(opened, OFFICE)
    assert proven(screen_files_open_at_the_first_page, paper) == ()


@pytest.mark.parametrize(
    ("wide_pt", "high_pt", "what"),
    [
        (40, 33, ()),
        (40, 20, ("a link to tel:911 is 40 x 20 pt",)),
        (20, 40, ("a link to tel:911 is 20 x 40 pt",)),
    ],
)
def test_what_is_tapped_is_as_large_as_a_finger(
    wide_pt: int, high_pt: int, what: tuple[str, ...]
) -> None:
    page = html('<p><a class="tap" href="tel:911">9</a></p>')
    style = f".tap {{ display: block; width: {wide_pt}pt; height: {high_pt}pt }}"
    phone = in_channel(print_tiny(page, style, least_tap_pt=33), SCREEN)
    findings = proven(links_are_large_enough_to_tap, phone)
    assert tuple(f.what for f in findings) == what
    assert ids(findings) <= {"screen.tap"}
    elsewhere = in_channel(print_tiny(page, style), SCREEN)
    assert proven(links_are_large_enough_to_tap, elsewhere) == ()


def test_a_link_within_words_is_as_high_as_its_line() -> None:
    """The clinic wrote it into a sentence; one that a template prints is still told."""
    link = '<a href="https://example.org/a">holds</a>'
    words = Markup(FIRST.replace("holds", link))
    inside = Passage("one.text", words, FIRST, "body", "one")
    page = html(f"<p>{words}</p>", f'<p><a href="https://example.org/b">{SECOND}</a></p>')
    tiny = print_tiny(page, pieces=(inside, said(SECOND, "two")), least_tap_pt=33)
    findings = proven(links_are_large_enough_to_tap, in_channel(tiny, SCREEN))
    assert findings and all("example.org/b" in found.what for found in findings)
