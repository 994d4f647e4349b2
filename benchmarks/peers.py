"""The yardsticks: commands of WeasyPrint, Chromium and Typst that make the same pages, or the text.

None of them is a part of the project but WeasyPrint. To have them all:
``apt-get install chromium`` and ``python3 -m venv bench-venv && bench-venv/bin/pip install typst``.
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2 as pdfium

from benchmarks.measure import ROOT, Run, add_up, run_command
from brochure.base.font_files import font_paths

TYPST_PYTHON = ROOT / "bench-venv/bin/python"
_TYPST = """if True:
    import sys, typst
    for file in sys.argv[2:]:
        typst.compile(file, output=file[:-3] + "pdf", font_paths=[sys.argv[1]],
                      ignore_system_fonts=True)
"""
_PAPER = """#set page(width: {width}pt, height: {height}pt, margin: 28pt)
#set text(size: {size}pt, font: "Source Sans Pro")
"""


def weasyprint(html: Path) -> Run:
    """Make a PDF of one kept file by the engine's own command."""
    with TemporaryDirectory() as folder:
        pdf = str(Path(folder, "out.pdf"))
        return run_command((sys.executable, "-P", "-m", "weasyprint", str(html), pdf))


def naive_loop(files: Sequence[Path]) -> Run:
    """Make each PDF by a command of its own, one after the other: nothing is proven."""
    return add_up([weasyprint(html) for html in files])


def has_chromium() -> bool:
    """Tell whether there is a Chromium."""
    return shutil.which("chromium") is not None


def chromium_loop(files: Sequence[Path]) -> Run:
    """Let Chromium print each kept file, one after the other."""
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    with TemporaryDirectory() as folder:
        pdf = f"--print-to-pdf={folder}/out.pdf"
        runs = [run_command(("chromium", *options, pdf, html.as_uri())) for html in files]
        assert Path(folder, "out.pdf").stat().st_size > 1000
    return add_up(runs)


def has_typst() -> bool:
    """Tell whether there is a Typst."""
    return TYPST_PYTHON.exists()


def typst_once(files: Sequence[Path]) -> Run:
    """Let Typst set all files in one process, its start included."""
    fonts = font_paths()[0].parent
    command = (str(TYPST_PYTHON), "-c", _TYPST, str(fonts), *map(str, files))
    return run_command(command)


def write_typst(pdf: Path, folder: Path) -> Path:
    """Write the text of a finished file as plain Typst, on pages of its size; return the file."""
    document: Any = pdfium.PdfDocument(pdf)
    width, height = document[0].get_size()
    parts = [_PAPER.format(width=width, height=height, size=12)]
    for page in document:
        text: Any = page.get_textpage()
        lines = str(text.get_text_range()).replace("\r", "").split("\n")
        parts += [f"#par[#{_string(' '.join(lines[n : n + 4]))}]" for n in range(0, len(lines), 4)]
    document.close()
    file = folder / f"{pdf.stem}.typ"
    file.write_text("\n".join(parts), encoding="utf-8")
    return file


def _string(text: str) -> str:
    """Return text as a string of Typst."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'
