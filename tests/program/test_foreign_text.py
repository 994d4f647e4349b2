"""Foreign text on every way out: it clears no screen, forges no line, and JSON stays JSON."""

import ast
import io
import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT
from tests.preflight.press_pdf import press_pdf

FORGED = "all 30 rules hold."
EVIL = f"\x1b[2J\x9b31mevil\nfine.pdf: a printer takes it as it is; {FORGED}\u202e\u2028"


def hostile_pdf(file: Path) -> None:
    """Write a PDF whose maker, ink, font and layer are called what no terminal should obey."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(612, 792))
    name = pikepdf.Name(f"/{EVIL}")
    pdf.docinfo["/Producer"] = pdf.docinfo["/Creator"] = pdf.docinfo["/Title"] = EVIL
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1, 0, 0, 0], N=1)
    space = pikepdf.Array([pikepdf.Name.Separation, name, pikepdf.Name.DeviceCMYK, tint])
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=name)
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=EVIL))
    pdf.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer], D=pikepdf.Dictionary(Name=EVIL, Order=[layer])
    )
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(
        ColorSpace=pikepdf.Dictionary(S=space), Font=pikepdf.Dictionary(F=pdf.make_indirect(font))
    )
    drawn = b"/S cs 1 scn 0 0 300 300 re f BT /F 6 Tf 10 10 Td (abc) Tj ET"
    pdf.pages[0].obj.Contents = pdf.make_stream(drawn)
    pdf.save(file)


@pytest.mark.parametrize("xmp", [b"", b"<a>\x1b[2J", b"<a:\xe2\x80\xae/>", b"<x xmlns='\x9b'/>"])
def test_what_libraries_log_of_a_file_is_not_printed(xmp: bytes, tmp_path: Path) -> None:
    """pikepdf logs a traceback for properties (XMP) that it cannot read."""
    pdf = pikepdf.open(io.BytesIO(press_pdf()))
    pdf.Root.Metadata = pdf.make_stream(xmp, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    pdf.save(tmp_path / "a.pdf")
    for more in ((), ("--access",)):
        done = run(tmp_path, ("check", "--json", *more, "a.pdf"))
        assert json.loads(done.stdout) and done.stderr == ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    hostile_pdf(tmp_path / "a\n\x1b[2J\u202e.pdf")
    whole = (tmp_path / "a\n\x1b[2J\u202e.pdf").read_bytes()
    (tmp_path / "-b\x1b.pdf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "c\udcff\n.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "d\n\x1b.yaml").write_text(f"clinic: {{a\x85: {FORGED}}}\n", encoding="utf-8")
    (tmp_path / "e\n\x1b.yaml").mkdir()
    return tmp_path


CALLS = [
    ("check", "FILES.pdf"),
    ("check", "-q", "FILES.pdf"),
    ("check", "--", "FILES.pdf"),
    *(("check", f"{name}.yaml") for name in ("d", "e", "none\n\x1b")),
    ("check", "--questions", "d.yaml"),
    ("build", "d.yaml"),
    ("build", "d.yaml", "--only", "\x1b[2J\nx"),
    ("build", "none\n\x1b.yaml"),
    ("watch", "none\n\x1b.yaml"),
    ("email", "d.yaml", "--to", "\x1b[2J\n@x"),
    ("\x1b[2J\nx",),
    ("check", "--\x1b[2J\nx"),
    ("new", "e\n\x1b.yaml"),
    ("schema", "e\n\x1b.yaml/none/content.yaml"),
]


def run(folder: Path, call: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """Call the program; FILES.pdf stands for all PDFs, as a shell fills in ``*``."""
    words: list[str] = []
    for word in call:
        if word == "FILES.pdf":
            words.extend(
                sorted(f.name for f in folder.glob("*.pdf") if "--" in call or f.name[0] != "-")
            )
        elif word in ("d.yaml", "e.yaml"):
            words.append(f"{word[0]}\n\x1b.yaml")
        else:
            words.append(word)
    return subprocess.run(
        (sys.executable, "-m", "brochure", *words),
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        errors="surrogateescape",
    )


@pytest.mark.parametrize("call", CALLS, ids=lambda call: ascii(" ".join(call)))
def test_no_foreign_text_is_obeyed_or_begins_a_line(folder: Path, call: tuple[str, ...]) -> None:
    done = run(folder, call)
    told = done.stdout + done.stderr
    assert told.replace("\n", "").isprintable(), ascii(told)
    assert "Traceback" not in told
    assert not [line for line in told.splitlines() if line.startswith(("fine.pdf", "x", "@x"))]


def test_json_holds_what_the_files_hold_and_is_as_harmless(folder: Path) -> None:
    for call in (("check", "--json", "--", "FILES.pdf"), ("check", "--json", "d.yaml")):
        done = run(folder, call)
        assert done.stdout.replace("\n", "").isprintable() and done.stderr == ""
        whole = json.loads(done.stdout)
        assert not whole["good"]
        if "files" in whole:
            assert {one["file"] for one in whole["files"]} == {f.name for f in folder.glob("*.pdf")}
            assert EVIL in [one["made_by"] for one in whole["files"]] or "evil" in done.stdout


def test_the_command_line_prints_in_one_place() -> None:
    """So no text goes out that was not made printable."""
    tree = ast.parse((ROOT / "brochure/commands/cli.py").read_text(encoding="utf-8"))
    printing = {
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and node.id == "print"
    }
    assert printing == {"_say"}
