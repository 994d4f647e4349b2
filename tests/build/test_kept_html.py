"""What `build --keep-html` leaves: files from which the engine alone makes the same pages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from brochure.base.editions import BOOKLET, GUIDE, TRIFOLD, Edition
from brochure.base.files.image_conversion import Conversion
from brochure.base.files.project import Assets
from brochure.base.looks import STANDARD
from brochure.base.storage import lock_folder
from brochure.base.viewer_settings import ViewerSettings
from brochure.build.build import Request, build_documents
from brochure.build.document import compose
from brochure.build.job import Built
from brochure.build.kept_html import MARK
from brochure.build.report import built_text
from brochure.channels.channel import Channel
from brochure.channels.channels import OFFICE, PRESS, SCREEN
from brochure.content.load import load_content
from brochure.layout.fetcher import ProjectFiles
from brochure.layout.layout import lay_out, write_pdf
from brochure.layout.standalone import make_standalone
from brochure.markup.render import HtmlPage
from brochure.reading.pdfium import read_pdf
from tests.build.test_pictures import with_pictures
from tests.pictures import saved, sign
from tests.tiny import STYLE, TINY, html
from tests.variants import ROOT, variant_of

Letter = tuple[int, str, float, float]


def print_by_the_engine_alone(html: bytes, folder: Path) -> bytes:
    """Run the engine's own command on a file that was kept."""
    page, pdf = folder / "kept.html", folder / "kept.pdf"
    page.write_bytes(html)
    command = (sys.executable, "-m", "weasyprint", str(page), str(pdf))
    told = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, check=True)
    assert b"ERROR" not in told.stderr, told.stderr
    return pdf.read_bytes()


def letters_of(pdf: bytes) -> list[Letter]:
    """Return each letter with its page and its place from the trim, in points."""
    return [
        (glyph.page, glyph.text, glyph.box.left, glyph.box.top)
        for page in read_pdf(pdf).pages
        for glyph in page.glyphs
    ]


def farthest_apart(ours: list[Letter], theirs: list[Letter]) -> float:
    assert [letter[:2] for letter in ours] == [letter[:2] for letter in theirs]
    pairs = zip(ours, theirs, strict=True)
    return max(max(abs(a[2] - b[2]), abs(a[3] - b[3])) for a, b in pairs)


@pytest.mark.parametrize(
    ("edition", "channel"),
    [(TRIFOLD, OFFICE), (GUIDE, SCREEN), (BOOKLET, PRESS)],
    ids=lambda one: one.name,
)
def test_the_engine_alone_makes_the_same_pages_of_it(
    edition: Edition, channel: Channel, tmp_path: Path
) -> None:
    content = load_content(ROOT / "content.yaml").content
    assert content
    printed = compose(content, variant_of(content, edition, channel, ROOT), keep=True)
    alone = print_by_the_engine_alone(printed.html, tmp_path)
    ours = letters_of(printed.pdf)
    assert len(ours) > 3000
    assert farthest_apart(ours, letters_of(alone)) < 0.02


@pytest.mark.parametrize("channel", [OFFICE, PRESS], ids=lambda one: one.name)
def test_pictures_are_in_it_as_they_were_served(channel: Channel, tmp_path: Path) -> None:
    folder = with_pictures(tmp_path / "project")
    content = load_content(folder / "content.yaml").content
    assert content
    printed = compose(content, variant_of(content, TRIFOLD, channel, folder), keep=True)
    assert b"file:" not in printed.html and b'src="../' not in printed.html
    alone = print_by_the_engine_alone(printed.html, tmp_path)
    assert farthest_apart(letters_of(printed.pdf), letters_of(alone)) < 0.02
    ours, theirs = (
        sorted((p.width_px, p.height_px) for page in read_pdf(pdf).pages for p in page.pictures)
        for pdf in (printed.pdf, alone)
    )
    assert ours == theirs != []


def test_every_address_of_a_page_and_its_styles_is_in_the_file(tmp_path: Path) -> None:
    """Whatever a template of the project's own writes: links, styles, imports of imports."""
    files = {
        "styles/own.css": '@import "more/inner.css"; .one { color: #123 }',
        "styles/more/inner.css": ".two { background: url(../../images/sign.png) no-repeat }",
        "styles/linked.css": "p { letter-spacing: 1pt } /* </style> */",
    }
    for name, css in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(css, encoding="utf-8")
    (tmp_path / "images").mkdir()
    (tmp_path / "images/sign.png").write_bytes(saved(sign(40), "PNG"))
    own = '<p style="background:url(&quot;../images/sign.png&quot;)">Words &amp; a sign.'
    page = html(f"{own}<img src='../images/sign.png' alt=sign width=20></p>").replace(
        "<title>",
        '<link rel=stylesheet href="../styles/linked.css">'
        "<style>p{word-spacing:2pt;background:url(../images/sign.png)}</style><title>",
    )
    styles = ('@import url("own.css");', STYLE)
    assets = Assets(tmp_path)
    laid = lay_out(page, styles, TINY, assets)
    served = ProjectFiles(assets, Conversion())
    whole = make_standalone(HtmlPage(page, styles), laid.body_pt, served, "a note --> of <ours>")
    assert "images/sign.png" not in whole and ".css" not in whole and whole.count("<style>") == 4
    pdf, _ = write_pdf(laid, (), ViewerSettings())
    alone = print_by_the_engine_alone(whole.encode(), tmp_path)
    assert farthest_apart(letters_of(pdf), letters_of(alone)) < 0.02
    images = [len(read_pdf(file).pages[0].pictures) for file in (pdf, alone)]
    assert images[0] == images[1] > 0


def build_trifold(project: Path, keep_html: bool) -> Built:
    loaded = load_content(project / "content.yaml")
    request = Request(
        project, project / "output", ("trifold",), ("press",), (STANDARD.name,), keep_html=keep_html
    )
    (built,) = build_documents(loaded, request)
    return built


@pytest.mark.usefixtures("in_this_process")
def test_it_goes_with_its_document(project: Path) -> None:
    """Of a document that is made without it, or not made any more, none stays."""
    output = project / "output"
    with lock_folder(output) as owned:
        owned.write(((output / "html/office/gone.html", MARK),))
    (output / "html/notes.html").write_text("not ours")
    built = build_trifold(project, keep_html=True)
    folder = output / "html/press"
    assert built.written
    assert built.kept_html == (folder / "trifold.html", folder / "trifold-ticket.html")
    assert all(file.read_bytes().startswith(MARK) for file in built.kept_html)
    assert built_text(built, project, panels=False).splitlines()[-1] == (
        "  Laid out from: output/html/press/trifold.html and output/html/press/trifold-ticket.html."
    )
    assert not (output / "html/office").exists()
    ticket = print_by_the_engine_alone(built.kept_html[1].read_bytes(), project)
    ours = letters_of(built.beside[0].read_bytes())
    assert farthest_apart(ours, letters_of(ticket)) < 0.02
    assert build_trifold(project, keep_html=False).kept_html == ()
    assert [file.name for file in (output / "html").rglob("*")] == ["notes.html"]


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("theirs", [b"somebody's own", MARK + b"and what somebody wrote into it"])
def test_what_is_not_ours_stays(project: Path, theirs: bytes) -> None:
    """Neither removed nor written over, also where it was ours and somebody has worked on it."""
    file = project / "output/html/press/trifold.html"
    file.parent.mkdir(parents=True)
    file.write_bytes(theirs)
    assert build_trifold(project, keep_html=False).written
    built = build_trifold(project, keep_html=True)
    assert [f.id for f in built.findings] == ["output.foreign"]
    assert str(file) in built.findings[0].what
    assert file.read_bytes() == theirs
