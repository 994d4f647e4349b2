"""A sheet in the output folder that somebody may have filled in: yes, no, or it cannot be told.

Every file here is a real one: ours, worked on as viewers, editors, disks and other people do.
"""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from pypdf import PdfReader, PdfWriter

from brochure.base.gate import Gate
from brochure.base.storage import lock_folder
from brochure.build.build import Request, build_documents
from brochure.build.job import Built
from brochure.commands.exit_codes import FINDINGS
from brochure.content.load import LoadedContent
from brochure.reading.filled_in import is_filled_in
from tests.base.test_storage import run
from tests.conftest import ROOT
from tests.reading.test_forms import EDITION, TYPED, filled_in

Change = Callable[[Any], None]


@pytest.fixture(scope="module")
def sheet(output: Path) -> bytes:
    """The sheet on screen, as it is sent."""
    return (output / f"screen/{EDITION}.pdf").read_bytes()


def changed(pdf: bytes, change: Change, **saved: Any) -> bytes:
    """Change a file as an editor does that writes all of it anew."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out, **saved)
    return out.getvalue()


def field_of(document: Any, kind: str = "/Tx") -> Any:
    return next(n for n in document.pages[0].obj.Annots if n.get("/FT") == kind)


def appended(pdf: bytes) -> bytes:
    """Save a file as viewers do that add what has changed, here nothing that shows."""
    out = io.BytesIO()
    PdfWriter(io.BytesIO(pdf), incremental=True).write(out)
    return pdf + out.getvalue()[len(pdf) :] if len(out.getvalue()) > len(pdf) else pdf + pdf[-200:]


def type_an_appearance(document: Any) -> None:
    field_of(document).AP.N = document.make_stream(b"/Tx BMC BT /Text 9 Tf (Jane) Tj ET EMC")


def type_on_the_page(document: Any) -> None:
    page = document.pages[0].obj
    page.Contents = Array([page.Contents, document.make_stream(b"BT (Jane) Tj ET")])


def hide_in_a_parent(document: Any) -> None:
    field = field_of(document)
    field.Parent = document.make_indirect(Dictionary(T=String("p"), V=String("Jane")))


def name_a_field_of_no_page(document: Any) -> None:
    field = Dictionary(FT=Name.Tx, T=String("x"), V=String("Jane"))
    document.Root.AcroForm.Fields.append(document.make_indirect(field))


def annotate(kind: str) -> Change:
    def add(document: Any) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array([9, 9, 99, 99]))
        document.pages[0].obj.Annots.append(document.make_indirect(note))

    return add


def put(key: str, value: Any, kind: str = "/Tx") -> Change:
    def change(document: Any) -> None:
        field_of(document, kind)[key] = value

    return change


def put_in_form(key: str, value: Any) -> Change:
    def change(document: Any) -> None:
        document.Root.AcroForm[key] = value

    return change


def tick_in_off(document: Any) -> None:
    box = field_of(document, "/Btn")
    box.AP.N["/Off"] = box.AP.N["/Yes"]


def sign(document: Any) -> None:
    field_of(document, "/Sig").V = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"))


FILLED: dict[str, Change] = {
    "rich text alone": put("/RV", String("<p>Jane</p>")),
    "value": put("/V", String("Jane")),
    "long value": lambda d: put("/V", Stream(d, b"Jane"))(d),
    "tick": put("/AS", Name.Yes, "/Btn"),
    "tick in the empty state": tick_in_off,
    "appearance without a value": type_an_appearance,
    "value of a parent": hide_in_a_parent,
    "field that no page shows": name_a_field_of_no_page,
    "signature": sign,
    "XFA": put_in_form("/XFA", String("<xdp/>")),
    "signature flags": put_in_form("/SigFlags", 3),
    **{kind: annotate(kind) for kind in ("/Ink", "/Text", "/FreeText", "/Stamp", "/Highlight")},
    "comment in a popup": annotate("/Popup"),
}


@pytest.mark.parametrize("how", FILLED)
def test_what_a_reader_leaves_is_seen(sheet: bytes, tmp_path: Path, how: str) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(changed(sheet, FILLED[how]))
    assert is_filled_in(file) is True


def circle(document: Any) -> None:
    page = document.pages[0].obj
    page.Annots = Array([5, Name.X])


def belong_to_itself(document: Any) -> None:
    field = document.make_indirect(Dictionary(T=String("x")))
    field.Kids = Array([field])
    field.Parent = field
    document.Root.AcroForm.Fields.append(field)


def flatten(document: Any) -> None:
    document.flatten_annotations("all")
    if "/AcroForm" in document.Root:
        del document.Root.AcroForm


def attach(document: Any) -> None:
    document.attachments["scan.txt"] = b"Jane"


def say(key: str, value: str) -> Change:
    def change(document: Any) -> None:
        document.docinfo[key] = value

    return change


UNSURE: dict[str, Change] = {
    "entries that are no notes": circle,
    "field that belongs to itself": belong_to_itself,
    "fields made part of the page": flatten,
    "more on the page": type_on_the_page,
    "attached file": attach,
    "saved by another program": say("/Producer", "macOS Quartz PDFContext"),
    "of another program": say("/Keywords", "letter"),
    "thumbnail": lambda d: d.pages[0].obj.__setitem__("/PieceInfo", Dictionary()),
    "something else in a field": put("/MK", Dictionary(CA=String("Jane"))),
    "viewers draw": put_in_form("/NeedAppearances", True),
}


@pytest.mark.parametrize("how", UNSURE)
def test_what_nobody_knows_is_not_called_blank(sheet: bytes, tmp_path: Path, how: str) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(changed(sheet, UNSURE[how]))
    assert is_filled_in(file) is None


def filled_by_an_update(sheet: bytes) -> bytes:
    return filled_in(sheet, TYPED, incremental=True)


def cut(share: float) -> Callable[[bytes], bytes]:
    return lambda sheet: sheet[: int(len(sheet) * share)]


BYTES: dict[str, tuple[Callable[[bytes], bytes], bool | None]] = {
    "as it was": (lambda sheet: sheet, False),
    "written anew": (lambda sheet: changed(sheet, lambda _: None), False),
    "without its last line end": (lambda sheet: sheet[:-1], False),
    "filled in": (lambda sheet: filled_in(sheet, TYPED), True),
    "filled in by an update": (filled_by_an_update, True),
    "cleared again": (
        lambda sheet: filled_in(filled_by_an_update(sheet), dict.fromkeys(TYPED, ""), True),
        None,
    ),
    "an update that is torn": (lambda s: filled_by_an_update(s)[: len(s) + 300], None),
    "more behind its end": (lambda sheet: sheet + b"Jane Doe", None),
    "an update without a change": (appended, None),
    "locked": (
        lambda s: changed(s, lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b")),
        True,
    ),
    "locked against changes": (
        lambda s: changed(s, lambda _: None, encryption=pikepdf.Encryption(owner="a", user="")),
        True,
    ),
    **{f"cut to {share:.0%}": (cut(share), None) for share in (0.1, 0.5, 0.9, 0.99)},
    "no PDF": (lambda _: b"no PDF", None),
    "empty": (lambda _: b"", None),
}


@pytest.mark.parametrize("how", BYTES)
def test_whole_files(sheet: bytes, tmp_path: Path, how: str) -> None:
    work, answer = BYTES[how]
    file = tmp_path / "sheet.pdf"
    file.write_bytes(work(sheet))
    assert is_filled_in(file) is answer


def test_every_document_of_ours_is_known_to_be_blank(built: tuple[Built, ...]) -> None:
    files = [file for one in built for file in (one.file, *one.beside) if file.suffix == ".pdf"]
    assert len(files) >= 17
    assert [file for file in files if is_filled_in(file) is not False] == []


def test_what_is_no_plain_file(sheet: bytes, tmp_path: Path) -> None:
    assert is_filled_in(tmp_path / "nothing.pdf") is False
    (tmp_path / "folder.pdf").mkdir()
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "sheet.pdf").write_bytes(sheet)
    (tmp_path / "link.pdf").symlink_to(tmp_path / "sheet.pdf")
    for name in ("folder", "pipe", "link"):
        assert is_filled_in(tmp_path / f"{name}.pdf") is None


# What a build does with it

THEIRS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "filled in": (lambda sheet: filled_in(sheet, TYPED), "output.filled-in"),
    "cut": (cut(0.9), "output.unsure"),
    "a letter": (lambda _: b"a letter", "output.unsure"),
    "flattened": (lambda sheet: changed(sheet, flatten), "output.unsure"),
}


def build(loaded: LoadedContent, output: Path) -> Built:
    (built,) = build_documents(loaded, Request(ROOT, output, (EDITION,), ("screen",)))
    return built


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("how", THEIRS)
def test_what_is_or_may_be_filled_in_is_not_written_over(
    loaded: LoadedContent,
    sheet: bytes,
    tmp_path: Path,
    how: str,
) -> None:
    """Whether or not the program knows that it has written a file there before."""
    file = tmp_path / f"screen/{EDITION}.pdf"
    file.parent.mkdir()
    content, id = THEIRS[how]
    theirs = content(sheet)
    for known in (False, True):
        if known:
            file.unlink()
            assert build(loaded, tmp_path).written
        file.write_bytes(theirs)
        built = build(loaded, tmp_path)
        assert not built.written
        assert [f.id for f in built.findings] == [id]
        assert "move it to where you keep records" in built.findings[0].remedy
        assert file.read_bytes() == theirs


@pytest.mark.usefixtures("in_this_process")
def test_what_this_program_wrote_is_replaced_without_being_read(
    loaded: LoadedContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: Path, _gate: Gate) -> bool:
        raise AssertionError("a file of ours was read")

    file = tmp_path / f"screen/{EDITION}.pdf"
    with lock_folder(tmp_path) as owned:
        owned.write(((file, b"of an earlier version"),))
    monkeypatch.setattr("brochure.build.writing.look_for_fillings", read)
    assert build(loaded, tmp_path).written
    assert PdfReader(file).pages


@pytest.mark.usefixtures("in_this_process")
def test_whoever_saves_a_sheet_at_the_last_moment_keeps_it(
    loaded: LoadedContent, sheet: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at a file and its replacement somebody saves what was typed."""
    file, late = tmp_path / f"screen/{EDITION}.pdf", filled_in(sheet, TYPED)
    file.parent.mkdir()
    file.write_bytes(changed(sheet, lambda _: None))

    def read(_: Path, _gate: Gate) -> bool:
        file.write_bytes(late)
        return False

    monkeypatch.setattr("brochure.build.writing.look_for_fillings", read)
    built = build(loaded, tmp_path)
    assert [f.id for f in built.findings] == ["output.unsure"]
    assert file.read_bytes() == late


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root has other users")
@pytest.mark.parametrize("mode", [0o600, 0o000])
def test_a_file_of_somebody_else_is_kept_and_the_exit_code_says_so(
    project: Path, sheet: bytes, mode: int
) -> None:
    """The folder is ours to write in, the file is not ours to read."""
    file = project / f"output/screen/{EDITION}.pdf"
    file.parent.mkdir(parents=True)
    file.write_bytes(filled_in(sheet, TYPED))
    file.chmod(mode)
    os.chown(file, 65533, 65533)
    held, before = file.read_bytes(), file.stat()
    powerless = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner")
    done = run(project, "--only", EDITION, "--channel", "screen", before=powerless)
    assert done.returncode == FINDINGS
    assert "[output.unsure]" in done.stdout and "Traceback" not in done.stderr
    assert file.read_bytes() == held
    assert (file.stat().st_ino, file.stat().st_mode) == (before.st_ino, before.st_mode)


def _ink(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"q 0 0 1 RG 2 w 100 100 m 200 140 l S Q")


def _words(pdf: pikepdf.Pdf) -> None:
    whole = pdf.pages[0].Contents.read_bytes() + b"\nBT /F1 12 Tf 90 90 Td (diabetes) Tj ET\n"
    pdf.pages[0].Contents = pdf.make_stream(whole)


def _scan(pdf: pikepdf.Pdf) -> None:
    page = pdf.add_blank_page(page_size=(612, 792))
    page.obj.Contents = pdf.make_stream(b"0 0 612 792 re f")


def _flattened(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm, pdf.Root.StructTreeRoot
    for page in pdf.pages:
        del page.obj.Annots, page.obj.StructParents


@pytest.mark.parametrize("change", [_ink, _words, _scan, _flattened])
def test_what_was_put_onto_the_page_itself_is_no_blank(
    sheet: bytes, tmp_path: Path, change: Callable[[pikepdf.Pdf], None]
) -> None:
    """Ink and typed words in the page's own stream, a scan behind it, fields made part of it."""
    file = tmp_path / "it.pdf"
    file.write_bytes(changed(sheet, change))
    assert is_filled_in(file) is not False
