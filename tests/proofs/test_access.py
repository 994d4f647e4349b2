"""What is read aloud is what content says: each way to spoil it turns a proof red."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from brochure.base.finding import Finding
from brochure.layout.printed import Printed
from brochure.proofs.access import (
    every_word_is_read_aloud_in_order,
    figures_are_described_as_content_says,
    headings_are_those_of_content,
    links_and_fields_are_read_aloud,
)
from brochure.proofs.examined import examine
from brochure.proofs.nesting import tags_make_sense, the_file_says_that_it_can_be_read_aloud
from brochure.proofs.things import links_lead_where_content_says
from brochure.selection.selected import Field, Inventory
from brochure.selection.spoken import Heading, Spoken
from tests.proofs.test_things import BOX, figure
from tests.tiny import (
    FIRST,
    SECOND,
    html,
    ids,
    in_channel,
    print_tiny,
    printed_by_the_engine,
    proven,
    said,
)

ACCESS_PROOFS = (
    every_word_is_read_aloud_in_order,
    headings_are_those_of_content,
    links_and_fields_are_read_aloud,
    figures_are_described_as_content_says,
    tags_make_sense,
    the_file_says_that_it_can_be_read_aloud,
)
LINK = '<p><a href="tel:911">911 now</a></p>'
CALL = Inventory(links=(("tel:911", "911 now"),))


def found(printed: Printed) -> tuple[Finding, ...]:
    on = examine(printed)
    return tuple(f for proof in ACCESS_PROOFS for f in proof(on))


def spoiled(printed: Printed, spoil: Callable[[Any], object]) -> Printed:
    """Return a document whose tags were changed after printing; `spoil` gets its catalog."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        spoil(pdf.Root)
        pdf.save(out)
    return replace(printed, pdf=out.getvalue())


def document_of(root: Any) -> Any:
    return root.StructTreeRoot.K[0]


def tagged(root: Any, role: str) -> Any:
    """Return the first tag of a role in a document's catalog."""
    waiting = [document_of(root)]
    while waiting:
        tag = waiting.pop(0)
        if f"/{role}" == tag.S:
            return tag
        waiting[:0] = [k for k in tag.get("/K", ()) if not isinstance(k, int) and "/S" in k]
    raise LookupError(role)


def test_a_whole_page_has_no_finding() -> None:
    assert found(print_tiny()) == ()


def test_a_file_for_print_alone_is_not_asked_to_be_heard() -> None:
    printed = print_tiny(html("<h4>x</h4>"))
    assert found(printed)
    assert found(in_channel(printed, replace(printed.channel, standard=""))) == ()


def test_tags_of_the_engine_itself() -> None:
    page = html(f"<ul><li><p>{FIRST}</p></li></ul>", LINK)
    pieces = (said(FIRST), said("911 now", "two"))
    good = print_tiny(page, "", pieces, CALL)
    assert found(good) == ()
    raw = printed_by_the_engine(page, pdf_variant="pdf/ua-1")
    assert ids(found(replace(good, pdf=raw))) == {"access.tags", "access.link", "access.file"}
    bare = printed_by_the_engine(page)
    assert "access.unread" in ids(found(replace(good, pdf=bare)))


@pytest.mark.parametrize(
    ("order", "id", "what"),
    [
        ((1, 0), "access.order", "is read aloud in the wrong place"),
        ((1,), "access.unread", "words of …” is not read aloud"),
        ((0, 1, 1), "access.twice", f"“{SECOND}” is read aloud once too often"),
    ],
)
def test_what_is_heard_differs_from_what_is_seen(
    order: tuple[int, ...], id: str, what: str
) -> None:
    def spoil(root: Any) -> None:
        document_of(root).K = pikepdf.Array([document_of(root).K[n] for n in order])

    (finding,) = proven(every_word_is_read_aloud_in_order, spoiled(print_tiny(), spoil))
    assert finding.id == id
    assert what in finding.what


def test_a_word_that_is_read_twice_is_told_with_its_page_and_one_that_is_not_printed_is_not() -> (
    None
):
    def spoil(root: Any) -> None:
        document_of(root).K = pikepdf.Array([document_of(root).K[n] for n in (0, 1, 1)])

    once = print_tiny(
        html(two="<p>Thereafter.</p>"), pieces=(said(FIRST), said("Thereafter.", "two"))
    )
    (finding,) = proven(every_word_is_read_aloud_in_order, spoiled(once, spoil))
    assert (finding.id, finding.place.page) == ("access.twice", 1)
    assert finding.what == "“Thereafter.” is read aloud once too often"
    lost = replace(print_tiny(), passages=(said(FIRST), said("Not there.", "two")))
    assert proven(every_word_is_read_aloud_in_order, lost) == ()


def test_a_paragraph_that_the_template_hides_from_readers() -> None:
    printed = print_tiny(html(f'<p aria-hidden="true">{FIRST}</p>'))
    (finding,) = found(printed)
    assert (finding.id, finding.place.path, finding.place.panel) == (
        "access.unread",
        "one.text",
        "one",
    )


def test_the_order_of_the_source_is_heard_whatever_the_stylesheet_does() -> None:
    style = "body { display: flex; flex-direction: column } .panel { position: static }"
    style += ".two { order: -1 }"
    on = examine(print_tiny(style=style))
    assert [f.id for f in every_word_is_read_aloud_in_order(on)] == []


def titled(
    page: str, *headings: Heading, style: str = "", extra: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return what is wrong with the headings of a page."""
    words = [heading.passage for heading in headings] + [said(text) for text in extra]
    printed = print_tiny(html(page, ""), SMALL + style, tuple(words))
    heard = Spoken(headings)
    findings = proven(headings_are_those_of_content, replace(printed, spoken=heard))
    assert all(f.id == "access.heading" for f in findings)
    return tuple(f.what for f in findings)


SMALL = "h1, h2, h3, h4 { margin: 0; font-size: 12pt }"  # all of them fit the panel
ONE, TWO, SUB = said("Title"), said("Section"), said("Callout")
ALL = (Heading(ONE), Heading(TWO), Heading(SUB, TWO))


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("<h1>Title</h1><h2>Section</h2><h3>Callout</h3>", ()),
        ("<h1>Title</h1><h2>Section</h2><p>Callout</p>", ("“Callout” is no heading",)),
        (
            "<h1>Title</h1><h2>Callout</h2><h3>Section</h3>",
            ("headings stand in another order than content gives",),
        ),
        (
            "<h1>Title</h1><h1>Section</h1><h2>Callout</h2>",
            ("“Section” is a heading of level 1",),
        ),
        (
            "<h1>Title</h1><h2>Section</h2><h4>Callout</h4>",
            (
                "“Callout” is of level 4, right after one of level 2",
                "“Callout” is not one below “Section”, where it stands",
                "the bookmark “Callout” is not the heading “Callout” of level 4",
            ),
        ),
        (
            "<h1>Title</h1><h2>Section</h2><h2>Callout</h2>",
            ("“Callout” is not one below “Section”, where it stands",),
        ),
        (
            "<h1>Title</h1><h2>Section</h2><h3>Callout</h3><h2>More</h2>",
            ("“More” is a heading, and no title",),
        ),
    ],
)
def test_headings(page: str, what: tuple[str, ...]) -> None:
    assert titled(page, *ALL) == what


def test_bookmarks() -> None:
    page = "<h1>Title</h1><h2>Section</h2><h3>Callout</h3>"
    assert titled(page, *ALL, style="h2 { bookmark-level: none }") == (
        "there are 2 bookmarks for 3 headings",
        "the bookmark “Callout” is not the heading “Section” of level 2",
    )
    numbered = page.replace("Callout", "<b data-label='' >1</b> Callout")
    numbered = numbered.replace("<h3>", "<ol><li><h3>") + "</li></ol>"
    assert titled(numbered, *ALL) == ()


def links(spoil: Callable[[Any], object], page: str = LINK) -> tuple[str, ...]:
    printed = print_tiny(html(page, ""), "", (said("911 now"),), CALL)
    findings = proven(links_and_fields_are_read_aloud, spoiled(printed, spoil))
    return tuple(f.what for f in findings)


def test_links() -> None:
    assert links(lambda root: None) == ()
    assert links(lambda root: None, "<p>911 now</p>") == ("no link to tel:911 is read as “911now”",)

    def read_as(words: str) -> Callable[[Any], None]:
        def spoil(root: Any) -> None:
            link = tagged(root, "Link")
            note = next(kid for kid in link.K if not isinstance(kid, int))
            note.Obj.Contents = words

        return spoil

    assert links(read_as("tel:911")) == ("the link “911 now” is read as “tel:911”",)
    assert links(read_as(" ")) == ("a link does not say what it is",)

    def orphaned(root: Any) -> None:
        link = tagged(root, "Link")
        link.K = pikepdf.Array([kid for kid in link.K if isinstance(kid, int)])

    assert links(orphaned)[0] == "a link “911 now” is in 0 tags and should be in one Link"


@pytest.mark.parametrize(
    ("target", "wrong"),
    [("there", ()), ("elsewhere", ("no link to #there is read as “911now”",))],
)
def test_links_to_a_place_in_the_file(target: str, wrong: tuple[str, ...]) -> None:
    """They have no address that could be compared on the page: their tags say where they lead."""
    page = html(f'<p><a href="#{target}">911 now</a></p>', f'<p id="{target}">{SECOND}</p>')
    pieces = (said("911 now"), said(SECOND, "two"))
    printed = print_tiny(page, "", pieces, Inventory(links=(("#there", "911 now"),)))
    assert tuple(f.what for f in proven(links_and_fields_are_read_aloud, printed)) == wrong
    assert proven(links_lead_where_content_says, printed) == ()


def test_a_form_field_that_is_not_in_the_tags() -> None:
    page = html(f"<p><label>{BOX.replace('<input', '<input data-field=tick')} Tick</label></p>", "")
    things = Inventory(1, fields=(Field("tick", "checkbox", "Tick"),))
    printed = print_tiny(page, "", (said("Tick"),), things)
    assert found(printed) == ()

    def drop(root: Any) -> None:
        tagged(root, "Form").K = pikepdf.Array()

    (finding,) = proven(links_and_fields_are_read_aloud, spoiled(printed, drop))
    assert finding.what == "a form field “Tick” is in 0 tags and should be in one Form"


def figures(spoil: Callable[[Any], object], *descriptions: str) -> tuple[str, ...]:
    page = html(figure() + figure().replace("a square", "a box"), "")
    style = "img { display: block; width: 20pt; height: 20pt }"
    printed = replace(print_tiny(page, style, ()), spoken=Spoken(descriptions=descriptions))
    findings = proven(figures_are_described_as_content_says, spoiled(printed, spoil))
    return tuple(f.what for f in findings)


def test_figures() -> None:
    both = ("a square", "a box")
    assert figures(lambda root: None, *both) == ()
    assert figures(lambda root: None, "a square", "a lamp") == (
        "no figure is described as “a lamp”",
        "a figure is described as “a box”, which content does not say",
    )
    assert figures(lambda root: None, *reversed(both)) == (
        "figures are read aloud in another order than content gives",
    )

    def undescribed(root: Any) -> None:
        del tagged(root, "Figure").Alt

    assert (
        figures(undescribed, *both)
        == (
            "no figure is described as “a square”",
            "a figure has no description",
            "the figure “” is said to stand where it does not",
        )[:2]
    )

    def upside_down(root: Any) -> None:
        tagged(root, "Figure").A.BBox = pikepdf.Array([10, 10, 30, 30])

    assert figures(upside_down, *both) == (
        "the figure “a square” is said to stand where it does not",
    )


TABLE = "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>"


def nested(page: str, spoil: Callable[[Any], object] = lambda root: None) -> tuple[str, ...]:
    findings = proven(tags_make_sense, spoiled(print_tiny(html(page, "")), spoil))
    return tuple(f.what for f in findings)


def test_lists_and_tables() -> None:
    assert nested(f"<ul><li>{FIRST}</li></ul>") == ()
    assert nested(TABLE) == ()
    assert nested(TABLE.replace("<td>d</td>", "")) == (
        "the rows of a table have different numbers of columns",
    )
    tall = "<table><tr><th rowspan='2'>a</th><th>b</th></tr><tr><td>d</td></tr></table>"
    assert nested(tall) == ()
    assert nested(f"<ul><p>{FIRST}</p></ul>") == ("a P tag stands in a L tag",)

    def without_scope(root: Any) -> None:
        del tagged(root, "TH").A

    assert nested(TABLE, without_scope) == (
        "a header cell does not say whether it heads a row or a column",
    )

    def bare(root: Any) -> None:
        tagged(root, "P").S = pikepdf.Name.Sect

    assert nested(f"<p>{FIRST}</p>", bare) == ("text stands in a Sect tag without a paragraph",)


@pytest.mark.parametrize(
    ("key", "lack"),
    [
        ("/MarkInfo", "that it is tagged"),
        ("/Lang", "its language"),
        ("/ViewerPreferences", "that its title is shown"),
        ("/PageLabels", "what its pages are called"),
    ],
)
def test_what_a_file_must_say_of_itself(key: str, lack: str) -> None:
    def forget(root: Any) -> None:
        del root[key]

    (finding,) = proven(the_file_says_that_it_can_be_read_aloud, spoiled(print_tiny(), forget))
    assert finding.what == f"the file does not say {lack}"


def test_the_tab_key_follows_the_tags() -> None:
    def forget(root: Any) -> None:
        del root.Pages.Kids[0].Tabs

    (finding,) = proven(the_file_says_that_it_can_be_read_aloud, spoiled(print_tiny(), forget))
    assert finding.what == "the file does not say that the Tab key follows its tags"
