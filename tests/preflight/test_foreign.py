"""Files that other programs made: what a printer would say, and files that nobody can read."""

import json
import subprocess
import sys
from functools import reduce
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from brochure.commands.cli import main
from brochure.preflight import RULES, Order, preflight
from brochure.preflight.advice import program_of
from brochure.preflight.order import parse_order, size_in_words
from brochure.preflight.rule import CONSEQUENCES
from tests import hostile
from tests.preflight import foreign
from tests.preflight.press_pdf import Recipe, press_pdf
from tests.preflight.test_rules import layered

ORDINARY = {"x.version", "x.output-intent", "x.title", "x.dates", "x.document-id", "x.trapped"}
FOUND = {
    "word_export": ORDINARY
    | {"x.trim-box", "x.annotations", "x.actions", "x.rgb", "x.blend-space", "own.bleed"}
    | {"g.rich-black-text"},
    "design_tool": ORDINARY | {"x.rgb", "g.image-resolution", "g.rich-black-text"},
    "layered": ORDINARY | {"own.layers"},
    "scan": ORDINARY | {"x.file-id", "x.trim-box", "g.image-resolution", "own.bleed"},
}
Captured = pytest.CaptureFixture[str]


# Words behind a picture are no type: neither too small, nor too near to the cut, in RGB or white.
FOUND["scanned_text"] = FOUND["scan"] - {"g.image-resolution"} | {"g.image-resolution-low"}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found_in_a_foreign_file(name: str) -> None:
    assert {f.id for f in preflight(getattr(foreign, name)(), Order())} == FOUND[name]


def test_words_that_no_one_sees_behind_a_scan_are_not_looked_at() -> None:
    seen = {f.id for f in preflight(foreign.scanned_text(words_mode=0), Order())}
    assert {"x.fonts-embedded", "x.rgb", "g.courier", "own.safe-zone"} <= seen
    found = {f.id for f in preflight(foreign.scanned_text(words_mode=3), Order())}
    assert found == FOUND["scanned_text"] - {"x.file-id"}


def test_a_layer_that_is_off_paints_nothing() -> None:
    """The red of the Spanish layer is not among the findings; that there are layers is."""
    assert "x.rgb" not in FOUND["layered"]


def test_a_file_that_only_forbids_changes_is_read_whole() -> None:
    found = {f.id for f in preflight(foreign.locked(user=""), Order())}
    # The writer adds an identifier, which encryption needs.
    assert found == (FOUND["scan"] | {"x.encryption"}) - {"x.file-id"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good file and one from a text program, and no content.yaml."""
    (tmp_path / "good.pdf").write_bytes(press_pdf())
    (tmp_path / "word.pdf").write_bytes(foreign.word_export())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_good_file_needs_no_phone_call(folder: Path, capsys: Captured) -> None:
    assert main(["check", "good.pdf", "--trim", "4x6in"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    head, titles, *rows, last = told.out.strip().splitlines()
    assert head == "good.pdf: 1 page, cut to 4 × 6 in (postcard)"
    assert titles.split() == ["rule", "a", "printer", "where"]
    assert [row.split() for row in rows] == [[rule.id, "ok"] for rule in RULES]
    assert last == f"good.pdf: a printer takes it as it is; all {len(RULES)} rules hold."


def test_a_table_says_rule_verdict_and_place_then_each_finding_how_to_mend_it(
    folder: Path, capsys: Captured
) -> None:
    assert main(["check", "word.pdf"]) == 1
    told = capsys.readouterr()
    rows = [line.split(maxsplit=2) for line in told.out.splitlines()]
    assert ["x.rgb", "rejects", "page 1"] in rows
    assert ["x.version", "rejects", "whole file"] in rows
    assert ["g.rich-black-text", "phones", "page 1"] in rows
    assert ["own.hairline", "ok"] in rows
    assert "word.pdf: a printer would reject it, for 12 reasons and 1 question." in told.out
    assert "\nThis would print wrong (word.pdf):\n  1. own.bleed: Page 1 has no bleed" in told.out
    assert "The printer will ask about this (word.pdf):\n" in told.out
    assert "Formalities, which a printer's program can mend (word.pdf):\n" in told.out
    assert told.out.count("Fix: Word: It cannot make such a file: ask the printer") == 2
    assert "Canva" not in told.out, "it is told what to do in the program that made it alone"
    assert max(map(len, told.out.splitlines())) <= 110 and told.err == ""


def test_several_files_json_and_quiet(folder: Path, capsys: Captured) -> None:
    assert main(["check", "good.pdf", "word.pdf", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["good"] is False
    good, word = told["files"]
    assert (good["file"], good["pages"], good["findings"]) == ("good.pdf", 1, [])
    assert [row["id"] for row in good["verdicts"]] == [rule.id for rule in RULES]
    assert {f["id"] for f in word["findings"]} == FOUND["word_export"]
    assert {f["file"] for f in word["findings"]} == {"word.pdf"}
    assert main(["check", "good.pdf", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_only_strict_counts_what_a_printer_phones_about(folder: Path, capsys: Captured) -> None:
    Path("layers.pdf").write_bytes(press_pdf(Recipe(edit=layered)))
    assert main(["check", "layers.pdf"]) == 0
    assert "a printer would take it, with 1 question" in capsys.readouterr().out
    assert main(["check", "layers.pdf", "--strict"]) == 1


@pytest.mark.parametrize(
    ("pdf", "said"),
    [
        (b"%YAML 1.2\n", "this is not a PDF"),
        (b"", "this file is empty"),
        (foreign.scan()[:9000], "this PDF is cut off: its end is missing"),
        (foreign.locked(), "this PDF asks for a password, so nobody else can open it"),
        (foreign.scan().replace(b"/Kids", b"/Cats"), "this PDF is damaged"),
        (foreign.without_pages(), "this PDF has no pages"),
        (hostile.lock_of_a_kind_that_is_not(), "this PDF is locked in a way that only"),
    ],
    ids=("text", "empty", "cut off", "locked", "damaged", "no pages", "a strange lock"),
)
def test_a_file_that_cannot_be_read_is_one_line_and_what_to_do(
    folder: Path, capsys: Captured, pdf: bytes, said: str
) -> None:
    Path("bad.pdf").write_bytes(pdf)
    assert main(["check", "bad.pdf"]) == 1
    told = capsys.readouterr()
    assert told.err == ""
    line, fix = told.out.splitlines()
    assert line.startswith(f"bad.pdf: {said}")
    assert fix.startswith("  Fix: ")


def test_a_job_ticket_of_ours_is_passed_over_and_told(folder: Path, capsys: Captured) -> None:
    """It goes along with a press file, and is not printed as it is; another of this name is."""
    ticket = {"format": 1, "file": {"name": "good.pdf"}}
    for name in ("good-ticket", "good-DRAFT-ticket", "bare-ticket", "odd-ticket"):
        (folder / f"{name}.pdf").write_bytes(foreign.word_export())
    for name in ("good-ticket", "good-DRAFT-ticket"):
        (folder / f"{name}.json").write_text(json.dumps(ticket), encoding="utf-8")
    (folder / "odd-ticket.json").write_text("[1, 2]", encoding="utf-8")
    (folder / "good.pdf").write_bytes(press_pdf())
    assert main(["check", "good.pdf", "good-ticket.pdf"]) == 0
    told = capsys.readouterr()
    line = "good-ticket.pdf: the job ticket of good.pdf, for whoever orders; passed over."
    assert line in told.out.splitlines() and told.err == ""
    good = ["good-ticket.pdf", "good-DRAFT-ticket.pdf"]
    names = [*good, "bare-ticket.pdf", "odd-ticket.pdf"]
    assert main(["check", "--json", *names]) == 1
    files = json.loads(capsys.readouterr().out)["files"]
    assert [bool(one["passed_over"]) for one in files] == [True, True, False, False]
    assert [bool(one["findings"]) for one in files] == [False, False, True, True]


def test_a_folder_is_told_as_one(folder: Path, capsys: Captured) -> None:
    (folder / "proofs.pdf").mkdir()
    assert main(["check", "proofs.pdf"]) == 2
    told = capsys.readouterr()
    fix = "  Fix: Name the PDFs in it: check proofs.pdf/*.pdf"
    assert (told.out, told.err.splitlines()) == ("", ["proofs.pdf: this is a folder", fix])
    (folder / "clinic").mkdir()
    (folder / "clinic/content.yaml").write_text("brand: {}", encoding="utf-8")
    assert main(["check", "clinic"]) == 2
    assert "check clinic/content.yaml" in capsys.readouterr().err
    assert main(["build", "clinic"]) == 2
    assert "clinic is a folder" in capsys.readouterr().err


def test_a_missing_file_is_a_wrong_call_and_the_others_are_checked(
    folder: Path, capsys: Captured
) -> None:
    assert main(["check", "none.pdf", "good.pdf"]) == 2
    told = capsys.readouterr()
    assert told.err.startswith("none.pdf: there is no such file\n  Fix: ")
    assert "good.pdf: a printer takes it as it is" in told.out


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--trim", "lettre"), "--trim lettre: this is not a size"),
        (("--trim", "0x6in"), "--trim 0x6in: this is not a size"),
        (("--folds", "3.5"), "--folds 3.5: this is not a length"),
        (("--bleed", "thick"), "--bleed thick: this is not a length"),
    ],
)
def test_an_order_that_makes_no_sense_is_a_wrong_call(
    folder: Path, capsys: Captured, option: tuple[str, str], said: str
) -> None:
    assert main(["check", "good.pdf", *option]) == 2
    line, fix = capsys.readouterr().err.splitlines()
    assert line == said
    assert option[0] in fix
    assert main(["check", "good.pdf", *option, "--json"]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert (answer["good"], answer["files"]) == (False, [])
    assert answer["findings"][0]["what"] == said


@pytest.mark.parametrize("name", ["postcard", "US Letter", "letter", "a4", "half letter", "DL"])
def test_an_order_may_name_a_size_as_the_table_does(name: str) -> None:
    order = parse_order(trim=name)
    assert order.trim_pt
    assert name.lower() in size_in_words(*order.trim_pt).lower()
    assert parse_order(trim="business card") != parse_order(trim="US business card")


def test_content_and_pdfs_are_told_apart_by_name_and_by_what_is_inside(
    folder: Path, capsys: Captured
) -> None:
    (folder / "unnamed").write_bytes(press_pdf())
    assert main(["check", "unnamed"]) == 0
    assert "unnamed: a printer takes it as it is" in capsys.readouterr().out
    assert main(["check"]) == 2
    assert "there is no file content.yaml" in capsys.readouterr().err
    assert main(["check", "content.yaml", "good.pdf"]) == 2
    assert "one content file at a time" in capsys.readouterr().err


def test_reading_pdfs_needs_no_layout_engine(folder: Path) -> None:
    program = (
        "import sys; from brochure.commands.cli import main;"
        "code = main(['check', 'good.pdf', '-q']);"
        "print(code, 'weasyprint' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    assert run.stdout == "0 False\n"


def test_what_is_found_is_told_by_what_it_leads_to_and_in_one_paragraph(
    folder: Path, capsys: Captured
) -> None:
    main(["check", "word.pdf", "good.pdf", "--json"])
    word, good = json.loads(capsys.readouterr().out)["files"]
    ranks = [CONSEQUENCES.index(one["consequence"]) for one in word["findings"]]
    assert ranks == sorted(ranks) and set(ranks) == {0, 1, 2}
    assert [one["number"] for one in word["findings"]] == list(range(1, len(ranks) + 1))
    assert word["program"] == "Word" and good["program"] == ""
    paragraph = word["paragraph"]
    assert paragraph.startswith("The file has 1 page, cut to 8.5 × 11 in (US Letter), made with")
    told = ("no bleed, or too little", "it does not say where it is cut", "no title")
    places = [paragraph.index(fault) for fault in told]
    assert places == sorted(places), "what prints wrong comes first, formalities last"
    assert good["paragraph"].endswith("None of the 60 rules for files to print is broken.")


@pytest.mark.parametrize(
    ("made_by", "program"),
    [
        ("Microsoft® Word for Microsoft 365", "Word"),
        ("Writer, LibreOffice 24.2", "LibreOffice"),
        ("Canva, WeasyPrint 70.0", "Canva"),
        ("Adobe InDesign 19.0 (Windows), Adobe PDF Library 17.0", "InDesign"),
        ("Mozilla/5.0 HeadlessChrome/120, Skia/PDF m120", "Chrome"),
        ("GPL Ghostscript 10.02", "Ghostscript"),
        ("Scribus 1.6.1, Scribus PDF Library 1.6.1", "Scribus"),
        ("Affinity Publisher 2", "Affinity"),
        ("Skia/PDF m120 Google Docs Renderer", ""),
        ("DocuCentre-II C2200", ""),
    ],
)
def test_a_remedy_is_that_of_the_program_that_made_the_file(made_by: str, program: str) -> None:
    assert program_of(made_by) == program
    for rule in RULES:
        remedy = rule.advice.for_program(program)
        others = [name for name, _ in rule.advice.by_program if name != program]
        assert remedy
        assert not program or not any(f"{name}: " in remedy for name in others), rule.id


def test_places_are_drawn_with_their_numbers(folder: Path, capsys: Captured) -> None:
    """A frame lies around what is named, in the colour of what it leads to."""
    assert main(["check", "word.pdf", "good.pdf", "--pictures", "seen", "--json"]) == 1
    word, good = json.loads(capsys.readouterr().out)["files"]
    assert word["pictures"] == ["seen/word-page-1.png"] and good["pictures"] == []
    with Image.open("seen/word-page-1.png") as drawn:
        page = drawn.convert("RGB").crop((24, 24, 24 + 935, 24 + 1210))
    masks = [
        plane.point([255 if value == wanted else 0 for value in range(256)])
        for plane, wanted in zip(page.split(), (196, 0, 47), strict=True)
    ]
    left, top, _, _ = reduce(ImageChops.darker, masks).getbbox() or (0, 0, 0, 0)
    assert left * 72 / 110 == pytest.approx(72, abs=8), "the text begins 1 in from the left"
    assert 72 - 30 < top * 72 / 110 < 72 + 30
    assert main(["check", "--pictures", "word.pdf", "good.pdf"]) == 2
    assert "--pictures takes a folder" in capsys.readouterr().err
