"""The job ticket: true of its press file and of no other, readable by people and by programs."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, cast, get_args

import jsonschema
import pytest
import yaml
from pypdf import PdfReader, PdfWriter

import brochure.build.staff_words as words_module
from brochure.base.edition import Folding
from brochure.base.editions import TRIFOLD
from brochure.build.build import Request, build_documents
from brochure.build.job import Built
from brochure.build.report import built_text
from brochure.build.staff_words import staff_words
from brochure.build.ticket import make_ticket
from brochure.build.ticket.diagram import draw_flat, draw_nested, draw_rolled
from brochure.channels.channels import PRESS
from brochure.content.load import LoadedContent, load_content
from brochure.proofs.alignment import normalize_letters
from brochure.proofs.examined import Examined, examine
from brochure.reading.filled_in import is_filled_in
from brochure.reading.pdfium import read_letters, read_version
from tests.conftest import ROOT, Compose

PRESS_FILES = ("trifold", "booklet")
SCHEMA = json.loads((ROOT / "docs/job-ticket.schema.json").read_text(encoding="utf-8"))


def told(output: Path, name: str) -> dict[str, Any]:
    return json.loads((output / f"press/{name}-DRAFT-ticket.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def examined(printed: Compose) -> Examined:
    """The tri-fold as the press gets it."""
    return examine(printed(TRIFOLD, PRESS))


# What it says


@pytest.mark.parametrize("name", PRESS_FILES)
def test_it_is_for_the_file_beside_it(output: Path, name: str) -> None:
    pdf = (output / f"press/{name}.pdf").read_bytes()
    file = told(output, name)["file"]
    assert file["sha256"] == sha256(pdf).hexdigest()
    assert (file["name"], file["size_bytes"]) == (f"{name}.pdf", len(pdf))
    assert file["pages"] == len(PdfReader(output / f"press/{name}.pdf").pages)
    assert read_version(output / f"press/{name}-DRAFT-ticket.pdf") == "1.0"


@pytest.mark.parametrize("name", PRESS_FILES)
def test_its_json_has_the_documented_shape(output: Path, name: str) -> None:
    ticket = told(output, name)
    jsonschema.validate(ticket, SCHEMA)
    for key in (*ticket, "more"):
        other = (
            {**ticket, "more": 1} if key == "more" else {k: ticket[k] for k in ticket if k != key}
        )
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(other, SCHEMA)


def test_the_ticket_of_the_trifold_word_for_word(output: Path) -> None:
    ticket = told(output, "trifold")
    assert {key: ticket[key] for key in ticket if key not in ("file", "suggested")} == {
        "format": 1,
        "document": {
            "id": "CW-TRI",
            "title": "How brain pathways may reconnect",
            "version": "1.0",
            "issued": "2026-11",
            "edition": "trifold",
            "approval": "draft",
        },
        "contact": {
            "name": "CAREolina Wellness and Infusion Center",
            "phone": "(336) 999-7116",
            "website": "https://careolinawellness.com",
            "address": ["1332 Westgate Center Drive", "Winston-Salem, NC 27103"],
        },
        "paper": "letter",
        "trim": size(11, 8.5, 279.4, 215.9),
        "flat": size(11, 8.5, 279.4, 215.9),
        "finished": size(3.6875, 8.5, 93.7, 215.9),
        "bleed_in": 0.125,
        "bleed_mm": 3.2,
        "inks": {
            "front": 4,
            "back": 4,
            "names": ["cyan", "magenta", "yellow", "black"],
            "heaviest_percent": [258.0, 243.5],
            "limit_percent": 300,
        },
        "output_condition": {
            "identifier": "CGATS TR 006",
            "information": "GRACoL 2006 coated, offset on coated paper, ISO 12647-2",
        },
        "fold": {
            "kind": "c-fold",
            "outside_in": [3.625, 3.6875, 3.6875],
            "inside_in": [3.6875, 3.6875, 3.625],
            "outside_folds_in": [3.625, 7.3125],
            "inside_folds_in": [3.6875, 7.375],
        },
        "binding": "none",
        "preflight": [group("own", 17), group("x", 19), group("g", 24)],
        "order": dict.fromkeys(("quantity", "needed_by", "paper", "proof_approved_by")),
    }


def size(width_in: float, height_in: float, width_mm: float, height_mm: float) -> dict[str, float]:
    sides = {"width_in": width_in, "height_in": height_in}
    return {**sides, "width_mm": width_mm, "height_mm": height_mm}


def group(name: str, rules: int) -> dict[str, object]:
    return {"group": name, "rules": rules, "errors": 0, "warnings": 0}


def test_the_ticket_of_the_booklet(output: Path) -> None:
    ticket = told(output, "booklet")
    pages = len(PdfReader(output / "press/booklet.pdf").pages)
    assert (ticket["file"]["pages"], ticket["file"]["sheets"]) == (pages, pages // 4)
    assert ticket["trim"] == ticket["finished"] == size(5.5, 8.5, 139.7, 215.9)
    assert ticket["flat"] == size(11, 8.5, 279.4, 215.9)
    assert (ticket["fold"]["kind"], ticket["binding"]) == ("saddle-stitch", "saddle-stitch")
    assert len(ticket["inks"]["heaviest_percent"]) == pages
    assert max(ticket["inks"]["heaviest_percent"]) == pytest.approx(258, abs=0.5)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "trifold",
            (
                "CW-TRI, version 1.0, issued November 2026",
                "2 pages: 1 sheet, printed on both sides",
                "11 × 8.5 in (279.4 × 215.9 mm)",
                "Folded size 3.6875 × 8.5 in (93.7 × 215.9 mm)",
                "0.125 in (3.2 mm) on all sides, with crop marks",
                "4/4: cyan, magenta, yellow, black on both sides.",
                "258 % on side 1, 244 % on side 2. The limit is 300 %.",
                "CGATS TR 006: GRACoL 2006 coated",
                "C-fold (letter fold)",
                "DRAFT: for a proof only. Please do not print the run.",
                "Approval DRAFT: for a proof only",
                "its pages say “Draft, not approved”",
                "Outside, side 1 Folds 3.625 and 7.3125 in from the left trim.",
                "flap 3.625 back 3.6875 front 3.6875",
                "Inside, side 2 Folds 3.6875 and 7.375 in from the left trim.",
                "left 3.6875 middle 3.6875 right 3.625",
                "held to 60 rules before it was written. It breaks none.",
            ),
        ),
        (
            "booklet",
            (
                "{pages} pages in reading order: {sheets} sheets, self-cover",
                "5.5 × 8.5 in (139.7 × 215.9 mm)",
                "Open size 11 × 8.5 in",
                "Saddle stitch, two staples",
                "Spine edge: clip the bleed; creep is yours to set.",
                "Paper (suggested) 100 lb (148 g/m²) text, silk, grain",
                "258 % on page 1.",
            ),
        ),
    ],
)
def test_its_page_says_by_another_reader(output: Path, name: str, lines: tuple[str, ...]) -> None:
    (page,) = PdfReader(output / f"press/{name}-DRAFT-ticket.pdf").pages
    text = normalize_letters(page.extract_text())
    fingerprint = told(output, name)["file"]["sha256"]
    counted = {key: told(output, name)["file"].get(key) for key in ("pages", "sheets")}
    for line in (*lines, "(336) 999-7116", "Quantity", "(suggested)", fingerprint):
        assert normalize_letters(line.format(**counted)) in text, line
    assert tuple(map(float, page.mediabox[2:])) == (612, 792)


def test_the_summary_says_what_to_send(built: tuple[Built, ...]) -> None:
    (trifold,) = (b for b in built if (b.edition, b.channel) == ("trifold", "press"))
    *_, with_it, last = built_text(trifold, trifold.file.parent, panels=False).splitlines()
    assert with_it == "  Send with it: trifold-DRAFT-ticket.pdf and trifold-DRAFT-ticket.json."
    assert last == "  It is a draft that nobody has approved: for a proof, not for the run."
    assert [b.edition for b in built if b.beside] == ["trifold", "booklet"]


# When it is written


def test_the_same_file_has_the_same_ticket(examined: Examined, loaded: LoadedContent) -> None:
    assert loaded.content
    one, other = (make_ticket(examined, "trifold.pdf") for _ in range(2))
    assert (one.pdf, one.json, one.findings) == (other.pdf, other.json, ())


@pytest.mark.usefixtures("in_this_process")
def test_a_ticket_that_fails_is_told_and_nothing_is_written(project: Path) -> None:
    """The press file before it stays, with the ticket that tells of it."""
    (project / "styles").mkdir()
    css = (ROOT / "styles/job-ticket.css").read_text(encoding="utf-8")
    assert css.count("height: calc(var(--live-height) - 260pt)") == 1
    short = css.replace("height: calc(var(--live-height) - 260pt)", "height: 200pt")
    (project / "styles/job-ticket.css").write_text(short, encoding="utf-8")
    kept = [
        project / f"output/press/trifold{end}"
        for end in (".pdf", "-DRAFT-ticket.pdf", "-DRAFT-ticket.json")
    ]
    kept[0].parent.mkdir(parents=True)
    for file in kept:
        file.write_bytes(b"kept")
    own = load_content(project / "content.yaml")
    (built,) = build_documents(own, Request(project, project / "output", ("trifold",), ("press",)))
    assert not built.written
    (finding,) = built.findings
    assert (finding.id, finding.place.edition, finding.place.channel) == (
        "fit.overfull",
        "trifold",
        "press",
    )
    assert finding.what.startswith("its job ticket: ") and finding.place.panel == "job"
    assert [file.read_bytes() for file in kept] == [b"kept"] * 3


SIDES = ("width", "height")
ORDER = ("order-quantity", "order-needed-by", "order-paper", "order-proof-approved-by")


@pytest.mark.usefixtures("in_this_process")
def test_the_order_is_filled_in_on_screen_and_not_written_over(
    examined: Examined, project: Path
) -> None:
    """A build that would wipe an order out leaves ticket and press file as they are."""
    made = make_ticket(examined, "trifold.pdf")
    ticket = project / "output/press/trifold-DRAFT-ticket.pdf"
    ticket.parent.mkdir(parents=True)
    ticket.write_bytes(made.pdf)
    assert tuple(PdfReader(ticket).get_form_text_fields()) == ORDER
    assert not is_filled_in(ticket)
    writer = PdfWriter(clone_from=ticket)
    writer.update_page_form_field_values(writer.pages[0], {ORDER[0]: "500"})
    writer.write(ticket)
    kept = ticket.read_bytes()
    own = load_content(project / "content.yaml")
    (built,) = build_documents(own, Request(project, project / "output", ("trifold",), ("press",)))
    assert not built.written and not built.file.exists()
    assert [(f.id, f.place.edition) for f in built.findings] == [("output.filled-in", "trifold")]
    assert "job ticket was filled in" in built.findings[0].what
    assert ticket.read_bytes() == kept


def test_there_is_room_to_write_above_each_order_line(examined: Examined) -> None:
    """A hand needs some 20 pt, also under the box that says what the file is for."""
    glyphs = read_letters(make_ticket(examined, "trifold.pdf").pdf)[0].glyphs
    text = "".join(g.text for g in glyphs)
    above, first, second = (
        glyphs[text.rindex(words)].box.bottom
        for words in ("comeswithitsownticket", "Quantity", "Paperchosen")
    )
    assert first - above > 30, "the box ends 6 pt below its words"
    assert second - first > 20


# Its words and drawings


def paths(value: object, over: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in cast("dict[str, object]", value).items():
            yield from paths(part, f"{over}.{key}" if over else key)
    else:
        yield over


def test_all_kinds_of_fold_have_the_same_words() -> None:
    """What lies flat has no edge to be drawn from, and may be printed on one side."""
    folds = yaml.safe_load(Path(words_module.__file__).with_suffix(".yaml").read_text())["folds"]
    assert set(folds) == set(get_args(Folding))
    one, other, flat = (set(paths(folds[kind])) for kind in ("c-fold", "saddle-stitch", "none"))
    assert one == other
    assert one - flat == {"edge_alt"} and flat - one == {"pages.one_side"}
    with pytest.raises(KeyError):
        staff_words("folds.c-fold.nothing")


def test_a_flat_sheet_is_drawn_to_scale() -> None:
    drawn = draw_flat((3.625, 3.6875, 3.6875), 8.5, stapled=False)
    widths = [float(part.partition('"')[0]) for part in drawn.split(' width="')[2:5]]
    assert widths[0] / widths[1] == pytest.approx(3.625 / 3.6875, abs=0.001)
    assert widths[1] == widths[2]
    assert drawn.count("stroke-dasharray") == 2
    assert drawn.count("var(--mist)") == 1, "the flap"
    assert draw_flat((5.5, 5.5), 8.5, stapled=True).count("<line") == 3, "a fold and two staples"
    letter = draw_flat((8.5,), 11, stapled=False)
    width, height = (float(letter.split(f' {side}="')[2].partition('"')[0]) for side in SIDES)
    assert width / height == pytest.approx(8.5 / 11, abs=0.001)
    assert letter.count("<line") == 0


def test_a_folded_sheet_is_drawn_with_its_flap_inside() -> None:
    assert draw_rolled((3.625, 3.6875, 3.6875)).count("<path") == 3
    assert draw_nested(4).count("<path") == 5, "four sheets and a staple"
    assert draw_nested(40).count("<path") == 7, "many are drawn as six"
