"""The tag tree as written: torn parts are one, decoration is silent, and the engine is known."""

import io
import warnings
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
import weasyprint

from brochure.base.breaks import PRINTED_HYPHEN
from brochure.base.errors import BrochureError
from brochure.layout.engine.documents import PROVEN_WITH
from brochure.layout.printed import Printed
from brochure.layout.tag_writer import TagTree
from brochure.proofs.examined import examine
from brochure.proofs.things import links_lead_where_content_says
from brochure.reading.pdfium import read_pdf
from brochure.reading.tags import ReadAnnotation, ReadTag, ReadTags, read_tags
from brochure.selection.selected import Inventory
from tests.spoken import spoken
from tests.tiny import FIRST, SAID, SECOND, html, print_tiny, printed_by_the_engine, proven, said

SMALL = "@page { margin: 10pt 10pt 25pt; size: 150pt 110pt } p { orphans: 1; widows: 1 }"
NUMBERED = "@page { @bottom-right { content: counter(page) } }"


def flowing(body: str, style: str = "") -> Printed:
    """Print a page of flowing text on as many small pages as it needs."""
    page = f'<html lang="en"><title>Tiny</title><body>{body}</body></html>'
    flow: dict[str, Any] = {"panels": ("flow",), "flow_panel": "flow", "pages": (1, 9)}
    return print_tiny(page, SMALL + style, (said(FIRST, ""),), **flow)


def outline(printed: Printed) -> list[str]:
    return [line.strip() for line in spoken(tags_of(printed)).splitlines()]


def tags_of(printed: Printed) -> ReadTags:
    tags = examine(printed).tags
    assert tags
    return tags


def test_a_page_is_read_in_order() -> None:
    assert outline(print_tiny()) == [
        "Document",
        "P “The first panel holds these nine words of … 9 words”",
        f"P “{SECOND}”",
    ]


def test_what_breaks_over_pages_is_one_tag() -> None:
    item = f"<li>{FIRST} {SECOND} {FIRST} {SECOND}</li>"
    printed = flowing(f"<p>{FIRST} {FIRST} {FIRST} {FIRST}</p><ul>{item}</ul>")
    assert len(examine(printed).reading.pages) > 1
    assert [tag.role for tag in tags_of(printed).root.tags()] == [
        *("Document", "P", "L", "LI", "LBody")
    ]


def test_page_numbers_and_repeated_headings_of_tables_are_not_read() -> None:
    rows = "".join(f"<tr><td>row {n}</td><td>{n * n}</td></tr>" for n in range(9))
    table = (
        f"<table><thead><tr><th>what</th><th>many</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    printed = flowing(table, NUMBERED)
    on = examine(printed)
    assert len(on.reading.pages) > 1
    assert on.tags
    words = on.tags.root.words
    assert words.count("what") == 1
    assert words.endswith("row 8 64")
    assert len([tag for tag in on.tags.root.tags() if tag.role == "TD"]) == 18


def test_a_link_over_two_lines_is_one_link_with_two_areas() -> None:
    printed = flowing(f'<p>see <a href="https://example.org">{FIRST}</a></p>')
    tags = tags_of(printed)
    (link,) = (tag for tag in tags.root.tags() if tag.role == "Link")
    notes = [kid for kid in link.kids if isinstance(kid, ReadAnnotation)]
    assert len(notes) > 1
    assert {note.words for note in notes} == {FIRST}
    assert {note.number for note in notes} == {note.number for note in tags.notes}


def test_a_word_that_breaks_at_a_soft_hyphen_is_read_and_bookmarked_as_one() -> None:
    word = "electro\u00adencephalo\u00adgraphy"
    plain = word.replace("\u00ad", "")
    hyphen = f"html {{ hyphenate-character: '{PRINTED_HYPHEN}' }} h1 {{ font-size: 14pt }}"
    link = f"<a href='https://example.org'>an <b>{word}</b> for {word}</a>"
    printed = flowing(f"<h1>Long {word} {word}</h1><p>{link} self-harm-free</p>", hyphen)
    tags = tags_of(printed)
    assert tags.bookmarks == ((1, f"Long {plain} {plain}"),)
    assert tags.root.words == f"Long {plain} {plain} an {plain} for {plain} self-harm-free"
    spans = [tag.facts["ActualText"] for tag in tags.root.tags() if "ActualText" in tag.facts]
    assert spans
    assert all(str(text).endswith("\u00ad") for text in spans)
    assert {note.words for note in tags.notes} == {f"an {plain} for {plain}"}
    assert len({note.number for note in tags.notes}) == len(tags.notes)
    on = replace(
        printed, inventory=Inventory(links=(("https://example.org", f"an {word} for {word}"),))
    )
    assert proven(links_lead_where_content_says, on) == ()


def test_decoration_and_empty_descriptions_are_silent() -> None:
    src = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    page = html(f'<p>{FIRST}</p><img src="{src}" alt=""><p aria-hidden="true">shh</p>')
    on = examine(print_tiny(page))
    assert on.tags
    assert [tag.role for tag in on.tags.root.tags()] == ["Document", "P", "P"]
    assert "shh" not in on.tags.root.words


def test_a_figure_says_where_it_stands_in_points_from_below() -> None:
    src = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"
    style = ".one img { display: block; width: 30pt; height: 20pt }"
    printed = print_tiny(html(f'<img src="{src}" alt="a lamp">'), style)
    figure = next(tag for tag in tags_of(printed).root.tags() if tag.role == "Figure")
    assert figure.facts["BBox"] == (10, 120, 40, 140)
    assert figure.facts["Alt"] == "a lamp"


def test_languages_inside() -> None:
    page = html('<p>say <span lang="es">hola</span></p>', '<p lang="fr">bonjour</p>')
    assert [line for line in outline(print_tiny(page)) if "Lang" in line] == [
        "Span Lang=es “hola”",
        "P Lang=fr “bonjour”",
    ]


def test_the_way_back_from_content_to_its_tag() -> None:
    """Each marked content and annotation leads to the tag that holds it: ISO 32000-1, 14.7.4.4."""
    printed = flowing(f'<h1>Title</h1><p>{FIRST} <a href="tel:911">911</a></p>', NUMBERED)
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        root: Any = pdf.Root.StructTreeRoot
        numbers = list(root.ParentTree.Nums)
        by_key = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert int(root.ParentTreeNextKey) == len(by_key)
        for page in pdf.pages:
            owners = by_key[int(page.obj.StructParents)]
            for mcid, owner in enumerate(owners):
                assert (
                    owner is None
                    or mcid in list(owner.K)
                    or any(not isinstance(kid, int) and kid.get("/MCID") == mcid for kid in owner.K)
                )
            for note in page.obj.get("/Annots", ()):
                assert by_key[int(note.StructParent)].S == "/Link"


def test_a_link_that_is_printed_on_each_page_is_heard_once() -> None:
    style = ".foot { position: running(foot) } @page { @bottom-left { content: element(foot) } }"
    foot = '<nav class="foot"><p><a href="tel:911">911</a></p></nav>'
    printed = flowing(foot + f"<p>{FIRST} {FIRST} {FIRST} {FIRST}</p>", style)
    tags = tags_of(printed)
    (link,) = (tag for tag in tags.root.tags() if tag.role == "Link")
    pages = [kid.page for kid in link.kids if isinstance(kid, ReadAnnotation)]
    assert len(pages) == len(examine(printed).reading.pages) > 1
    assert pages == list(range(1, len(pages) + 1))
    assert link.words == "911" and {note.words for note in tags.notes} == {"911"}


def test_the_engine_still_needs_this() -> None:
    """WeasyPrint's own tags say none of what ours do; when this fails, less may be needed."""
    page = html(f"<ul><li><p>{FIRST}</p></li></ul>", '<p><a href="tel:911">call</a></p>')
    pdf = printed_by_the_engine(page, pdf_variant="pdf/ua-1")
    raw = read_tags(pdf, read_pdf(pdf))
    holders = [tag for tag in raw.root.tags() if tag.role == "LI"]
    assert any(isinstance(k, ReadTag) and k.role == "P" for tag in holders for k in tag.kids)
    assert {note.words for note in raw.notes} == {"tel:911"}
    assert "what its pages are called" in raw.lacks


def test_another_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert weasyprint.__version__ == PROVEN_WITH
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    with pytest.raises(BrochureError, match=r"WeasyPrint 70\.1 is installed") as stopped:
        print_tiny()
    assert (stopped.value.exit_code, "weasyprint==70.0" in stopped.value.hint) == (3, True)


def test_an_engine_that_hands_nothing_over_is_refused() -> None:
    with pytest.raises(BrochureError, match="page by page"):
        printed_by_the_engine(finisher=TagTree().write)


def test_the_engine_still_leaves_its_colour_profile_open() -> None:
    """When this fails, `brochure.layout.layout.write_pdf` need not hide the warning any more."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        printed_by_the_engine(pdf_variant="pdf/a-2a")
    assert any("sRGB2014.icc" in str(warning.message) for warning in told)


def test_the_engine_is_itself_again_afterwards() -> None:
    from weasyprint.pdf import tags

    engine: Any = tags
    before = engine._build_box_tree
    print_tiny(pieces=SAID)
    assert engine._build_box_tree is before
