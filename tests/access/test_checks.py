"""Every check of meaning: the good file keeps all, and each is broken alone."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from brochure.access import ACCESS_CHECKS
from brochure.access.conditions import FOR_PEOPLE, QUALITY, conditions_of
from brochure.access.judge import judge_meaning
from brochure.access.more_looks import ACCESS_LOOKS
from tests.access.tagged_pdf import HEIGHT_PT, Artifact, Tag, tagged
from tests.preflight import foreign

TEXT = "You may eat until six hours before the visit, and drink water until two hours before it."
MORE = "Someone must drive you home. Bring a list of all that you take, and of what you cannot."
H1, P = Tag("H1", "Before your visit", size_pt=18), Tag("P", TEXT)


def li(label: str, words: str, **more: Any) -> Tag:
    kids = (Tag("Lbl", label), Tag("LBody", words, x=60))
    return Tag("LI", kids=kids if label else kids[1:], **more)


def lst(*items: Tag, numbering: str = "Decimal") -> Tag:
    said = {"ListNumbering": Name(f"/{numbering}")} if numbering else {}
    return Tag("L", kids=items, attributes=said)


def row(*cells: Tag) -> Tag:
    return Tag("TR", kids=cells)


def th(words: str, **more: Any) -> Tag:
    return Tag("TH", words, bold=True, attributes={"Scope": Name.Column}, **more)


def figure(alt: str, **more: Any) -> Tag:
    return Tag("Figure", art=(60, 40), facts={"Alt": alt} if alt else {}, **more)


STEPS = lst(li("1.", "Call the clinic"), li("2.", "Come by bus"), li("3.", "Ask for help"))
TABLE = Tag("Table", kids=(row(th("Dose"), th("Day")), row(Tag("TD", "56 mg"), Tag("TD", "1"))))
PICTURE = figure("A nurse holds a spray next to an armchair")
LINK = Tag("P", "See the ", kids=(Tag("Link", "page of the clinic", link="https://example.org"),))
GOOD = (H1, P, Tag("H2", "Steps", size_pt=14), STEPS, Tag("P", MORE), TABLE, PICTURE, LINK)


def ids(pdf: bytes) -> set[str]:
    meaning = judge_meaning(pdf, "a.pdf")
    assert meaning
    return {found.id for found in meaning.findings}


def test_a_good_file_keeps_all() -> None:
    meaning = judge_meaning(tagged(*GOOD), "a.pdf")
    assert meaning and meaning.findings == ()
    assert {answer.answer for answer in meaning.answers} == {"pass", "a person must look here"}


def field(name: str) -> Any:
    def edit(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=name, TU=name)
        note.Rect = Array([40, 40, 90, 60])
        note = pdf.make_indirect(note)
        pdf.pages[0].obj.Annots = Array([note])
        pdf.Root.AcroForm = Dictionary(Fields=Array([note]))

    return edit


def loose_link(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[40, 40, 90, 60])
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def scan(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(b"\0" * 4)
    for key, value in {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": 2,
        "Height": 2,
        "ColorSpace": Name.DeviceGray,
        "BitsPerComponent": 8,
    }.items():
        picture[f"/{key}"] = value
    page = pdf.pages[0].obj
    page.Resources.XObject = Dictionary(Im=picture)
    page.Contents = pdf.make_stream(
        f"/Artifact BMC q 640 0 0 {HEIGHT_PT} 0 0 cm /Im Do Q EMC".encode()
    )


def inked(gray: float) -> Any:
    """Print all letters of the page in a gray."""

    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(f"{gray} g".encode(), prepend=True)

    return edit


GERMAN = (
    "Sie dürfen bis sechs Stunden vor dem Besuch essen und danach nicht mehr. Wasser trinken Sie"
    " bis zwei Stunden davor und dann fährt jemand Sie nach Hause. Das ist für Sie sicher und wird"
    " auf dem Zettel erklärt. Die Liste ist mit allem, was Sie von der Klinik nehmen."
)
SLANTED = (0.98, 0.17, -0.17, 0.98)
UP = (0.0, 1.0, -1.0, 0.0)
RED = {
    "ua.title": tagged(*GOOD, title="Visit_final_2.docx"),
    "ua.language": tagged(H1, *(Tag("P", part) for part in GERMAN.split(". "))),
    "ua.artifact": tagged(H1, P, Artifact("Call us at once if you feel faint or sick.")),
    "ua.off-page": tagged(H1, P, Tag("P", "Words of an earlier brochure.", x=700)),
    "ua.scan": tagged(edit=scan),
    "ua.contrast": tagged(H1, P, edit=inked(0.6)),
    "ua.heading-missing": tagged(H1, P, Tag("P", "Steps", size_pt=14), Tag("P", MORE)),
    "ua.heading-false": tagged(H1, P, Tag("H2", "Someone must drive you home."), Tag("P", MORE)),
    "ua.heading-split": tagged(
        Tag("H1", "Before your", size_pt=18), Tag("H1", "visit", size_pt=18), P
    ),
    "ua.heading-title": tagged(
        Tag("H1", "All you need", size_pt=30),
        *(Tag("H1", "Steps", size_pt=14), P, Tag("H1", "Help", size_pt=14), Tag("P", MORE)),
    ),
    "ua.heading-level": tagged(H1, P, Tag("H3", "Steps", size_pt=14), Tag("P", MORE)),
    "ua.bookmarks": tagged(H1, P, pages=21),
    "ua.contents": tagged(Tag("TOC", kids=(Tag("TOCI", "Steps 2"),)), H1, P),
    "ua.order": tagged(
        H1, Tag("P", TEXT, y=200), Tag("P", MORE, y=100), Tag("P", "Thank you.", y=250)
    ),
    "ua.order-lines": tagged(
        H1,
        Tag(
            "P",
            kids=(
                Tag("Span", "Bring a list of all", y=200),
                Tag("Span", "that you take with you.", y=170),
            ),
        ),
    ),
    "ua.paragraph-cut": tagged(
        H1, Tag("P", "Someone who is well rested must"), Tag("P", "drive you home after the visit.")
    ),
    "ua.nesting": tagged(H1, Tag("P", "One more word.", kids=(TABLE,))),
    "ua.blank": tagged(H1, P, Tag("P", " "), Tag("P", MORE)),
    "ua.list-missing": tagged(H1, P, Tag("P", "1. Call the clinic"), Tag("P", "2. Come by bus")),
    "ua.list-item": tagged(
        H1, P, lst(Tag("LI", kids=(Tag("Lbl", "1."),)), li("2.", "Come by bus"))
    ),
    "ua.list-label": tagged(H1, P, lst(li("", "1. Call the clinic"), li("", "2. Come by bus"))),
    "ua.list-numbering": tagged(H1, P, lst(li("1.", "Call"), li("2.", "Come"), numbering="Disc")),
    "ua.list-broken": tagged(
        H1, lst(li("1.", "Call us")), Tag("P", "We are there all day.", x=60), lst(li("2.", "Come"))
    ),
    "ua.table-header": tagged(
        H1,
        P,
        Tag(
            "Table",
            kids=(
                row(Tag("TD", "Dose"), Tag("TD", "Day")),
                row(Tag("TD", "56 mg"), Tag("TD", "1")),
            ),
        ),
    ),
    "ua.table-rows": tagged(
        H1, P, Tag("Table", kids=(row(th("Dose"), th("Day")), row(Tag("TD", "56 mg"))))
    ),
    "ua.table-layout": tagged(H1, P, Tag("Table", kids=(row(Tag("TD", TEXT), Tag("TD", MORE)),))),
    "ua.alt": tagged(H1, P, figure("IMG_2041.jpg")),
    "ua.alt-twice": tagged(H1, figure("A day at the clinic"), Tag("P", "A day at the clinic"), P),
    "ua.alt-on-text": tagged(H1, Tag("P", TEXT, facts={"Alt": "rules"})),
    "ua.decoration": tagged(H1, figure("decorative line"), P),
    "ua.picture-of-words": tagged(
        H1,
        Tag(
            "P",
            "Call the",
            y=100,
            kids=(Tag("Figure", x=90, y=100, art=(40, 11), facts={"Alt": "clinic at once."}),),
        ),
    ),
    "ua.caption": tagged(H1, P, PICTURE, Tag("P", "Figure 1: the spray and the armchair")),
    "ua.link": tagged(H1, P, edit=loose_link),
    "ua.link-words": tagged(
        H1, P, Tag("P", kids=(Tag("Link", "Click here", link="https://a.org"),))
    ),
    "ua.field-name": tagged(H1, P, edit=field("Text1")),
    "ua.roles": tagged(H1, P, Tag("Heading2", "Steps", size_pt=14), P, roles={"Heading2": "P"}),
    "ua.notes": tagged(H1, P, Tag("Note", "Spravato is a trade mark of its maker.")),
}


def test_each_check_but_that_of_signs_has_a_red_case() -> None:
    assert {check.id for check in ACCESS_CHECKS} - {"ua.signs"} == RED.keys()


@pytest.mark.parametrize("id", RED)
def test_each_check_is_broken_alone(id: str) -> None:
    assert ids(RED[id]) == {id}


def test_large_text_may_be_paler_and_what_nobody_sees_is_not_measured() -> None:
    large = Tag("H1", "Before your visit", size_pt=24)
    for gray, found in ((0.45, set[str]()), (0.55, {"ua.contrast"})):
        assert ids(tagged(H1, P, edit=inked(gray))) == found
    assert ids(tagged(large, edit=inked(0.55))) == set()
    assert ids(tagged(large, edit=inked(0.75))) == {"ua.contrast"}
    assert ids(tagged(large, edit=inked(1))) == set()
    assert ids(tagged(H1, Tag("P", TEXT, size_pt=1), edit=inked(0.3))) == set()


def test_a_page_that_cannot_be_drawn_keeps_its_other_answers() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.TrimBox = Array([-900, -900, 9000, 9000])

    assert "ua.title" in ids(tagged(H1, P, title="", edit=edit))


def test_a_page_too_large_to_be_drawn_keeps_its_other_answers() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].mediabox = Array([0, 0, 14400, 14400])

    assert "ua.title" in ids(tagged(H1, P, title="", edit=edit))


def test_a_sign_without_a_code_is_seen() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        font = pdf.pages[0].obj.Resources.Font.F
        font.ToUnicode = pdf.make_stream(
            b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <e000> endbfchar"
        )

    assert "ua.signs" in ids(tagged(H1, Tag("P", "ABBA"), edit=edit))


def test_turned_and_slanted_lines_are_followed() -> None:
    """Lines that go up the page are read from left to right, and pieces of one along it."""
    lines = ("Bring a list of all", "that you take with you.")
    up = [Tag("Span", words, x=100 + 20 * n, y=300, matrix=UP) for n, words in enumerate(lines)]
    assert ids(tagged(H1, Tag("P", kids=tuple(up)))) == set()
    assert ids(tagged(H1, Tag("P", kids=tuple(reversed(up))))) == {"ua.order-lines"}
    slant = [
        Tag("Span", words, x=60 + 120 * n, y=300 - 21 * n, matrix=SLANTED)
        for n, words in enumerate(lines)
    ]
    assert ids(tagged(H1, Tag("P", kids=tuple(slant)))) == set()
    assert ids(tagged(H1, Tag("P", kids=tuple(reversed(slant))))) == {"ua.order-lines"}


def test_bookmarks_and_contents_lead_where_they_say() -> None:
    """To the page of the heading of that name; what leads elsewhere is told."""
    h2 = Tag("H2", "Steps", size_pt=14, page=2)
    more = Tag("P", MORE, page=2)
    for to, mark, line in ((2, set[str](), set[str]()), (1, {"ua.bookmarks"}, {"ua.contents"})):
        assert ids(tagged(H1, P, h2, more, pages=2, bookmarks=(("Steps", to),))) == mark
        toc = Tag("TOC", kids=(Tag("TOCI", kids=(Tag("Link", "Steps 2", to_page=to),)),))
        assert ids(tagged(H1, toc, P, h2, more, pages=2)) == line


def test_every_condition_for_people_is_answered_by_a_check() -> None:
    every = (*ACCESS_CHECKS, *ACCESS_LOOKS)
    assert FOR_PEOPLE.keys() <= {number for check in every for number in conditions_of(check)}
    assert {id for ids in QUALITY.values() for id in ids} <= {check.id for check in every}
    assert (len(FOR_PEOPLE), len(QUALITY)) == (48, 17)
    assert len({check.id for check in every}) == len(every)


def test_a_fault_is_the_answer_to_its_conditions_with_its_page() -> None:
    meaning = judge_meaning(RED["ua.list-missing"], "a.pdf")
    assert meaning
    answers = {(a.condition, a.what): a for a in meaning.answers}
    (missing,) = (a for (number, _), a in answers.items() if number == "16-003")
    assert (missing.answer, missing.pages) == ("fail", (1,))


def test_words_behind_a_scan_are_for_a_person_to_read_over() -> None:
    """Who listens to a scan hears nothing, or what a program found: that may be wrong."""
    bare = judge_meaning(foreign.scanned_text(), "a.pdf")
    found = judge_meaning(foreign.scanned_text(words_mode=3), "a.pdf")
    assert bare and found
    untagged = {"ua.untagged", "ua.title", "ua.language"}
    assert {one.id for one in bare.findings} == {*untagged, "ua.scan"}
    assert {one.id for one in found.findings} == untagged
    looks = {look.id: look.places for look in found.looks}
    assert looks["look.scans"] == ((1, "words on a picture of the page"),)
    assert looks["look.drawings"] == ((1, "1 picture"),)
    assert "look.scans" not in {look.id for look in bare.looks}


def test_a_file_without_tags_is_told(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "bare.pdf")
    assert "ua.untagged" in ids((tmp_path / "bare.pdf").read_bytes())
