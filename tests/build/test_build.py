"""The whole way: what is written, what is kept, and the same bytes anywhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from brochure.base.dates import month_in_words
from brochure.base.editions import TRIFOLD, list_editions
from brochure.base.errors import BrochureError
from brochure.base.status import stem_of_document
from brochure.build.build import Request, build_documents
from brochure.build.job import Built
from brochure.channels.impose import sides_of
from brochure.content.load import LoadedContent, load_content
from brochure.content.model.content import Content
from brochure.proofs.alignment import normalize_letters
from brochure.selection.select import select_content
from brochure.selection.selection import Selection
from tests.conftest import ROOT
from tests.content.places import lines_at, write_edited

DOCUMENTS = [
    "office/booklet.pdf",
    "office/large-print-safety-sheet-ketamine.pdf",
    "office/large-print-safety-sheet-spravato.pdf",
    "office/large-print.pdf",
    "office/safety-sheet-ketamine.pdf",
    "office/safety-sheet-spravato.pdf",
    "office/trifold.pdf",
    "press/booklet.pdf",
    "press/trifold.pdf",
    "screen/guide.pdf",
    "screen/large-print-safety-sheet-ketamine.pdf",
    "screen/large-print-safety-sheet-spravato.pdf",
    "screen/large-print.pdf",
    "screen/safety-sheet-ketamine.pdf",
    "screen/safety-sheet-spravato.pdf",
]
TICKETS = [
    f"press/{name}-DRAFT-ticket.{kind}"
    for name in ("booklet", "trifold")
    for kind in ("json", "pdf")
]
TOO_MUCH = "And one more thing that does not fit here. " * 6


def files(folder: Path) -> list[str]:
    """Name all files below a folder, but for those that are hidden, or in a folder that is."""
    names = (f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())
    return sorted(name for name in names if not name.startswith(".") and "/." not in name)


def build_in(project: Path, *only: str, channels: tuple[str, ...] = ()) -> tuple[Built, ...]:
    loaded = load_content(project / "content.yaml")
    assert loaded.content, loaded.findings
    return tuple(build_documents(loaded, Request(project, project / "output", only, channels)))


def edit(project: Path, old: str, new: str) -> None:
    file = project / "content.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def put_too_much(project: Path, version: str = "1.0") -> None:
    """Write more than fits into the back panel of the tri-fold, and into no other document."""
    last = lines_at("sections[tell-us-first].blocks[0]")
    more = f"      - kind: paragraph\n        plain: {TOO_MUCH}\n"
    number = f'  version: "{version}"\n'
    write_edited(project, (last, f"{last}{more}"), (lines_at("document.version"), number))


def brochure(
    project: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in `project` as staff would."""
    return subprocess.run(
        [sys.executable, "-m", "brochure", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_document_is_written_and_every_proof_holds(output: Path) -> None:
    assert files(output) == sorted((*DOCUMENTS, *TICKETS))


def test_pages_and_sizes_by_another_reader(output: Path, loaded: LoadedContent) -> None:
    """pypdf, which had no part in the build, counts pages and measures them."""
    assert loaded.content
    declared = {e.name: e for e in list_editions(s.id for s in loaded.content.sheets)}
    for name in DOCUMENTS:
        edition = declared[Path(name).stem]
        reader = PdfReader(output / name)
        side_by_side = 2 if name == "office/booklet.pdf" else 1
        pages = side_by_side * len(reader.pages)
        assert edition.pages[0] <= pages <= edition.pages[1], name
        for page in reader.pages:
            size = (float(page.trimbox.width), float(page.trimbox.height))
            wide = edition.width_pt * side_by_side
            assert size == pytest.approx((wide, edition.height_pt), abs=0.1), name


def texts_of(file: Path) -> list[str]:
    """Return the letters of each page, a folded sheet's in reading order, without its margins."""
    pages: Any = PdfReader(file).pages
    forms = [list(page["/Resources"].get("/XObject", {}).values()) for page in pages]
    if not all(len(two) == 2 and "/BBox" in two[0].get_object() for two in forms):
        texts = [normalize_letters(page.extract_text()) for page in pages]
        links = r"(911988\(336\)999-7116Inthisguide)?"
        foots = (rf"([A-Z-]+·)?{n}/{len(pages)}{links}$" for n, _ in enumerate(texts, 1))
        return [re.sub(foot, "", text) for foot, text in zip(foots, texts, strict=True)]
    order = [n for side in sides_of(2 * len(pages)) for n in (side.left, side.right)]
    halves = [
        normalize_letters(p.extract_xform_text(h))
        for p, two in zip(pages, forms, strict=True)
        for h in two
    ]
    return [text.removesuffix(str(n)) for n, text in sorted(zip(order, halves, strict=True))]


def lost_words(file: Path, selection: Selection) -> list[str]:
    """Return the wording of a selection that pypdf does not find in a file, page numbers aside."""
    text = "".join(texts_of(file))
    return [said.text for said in selection.passages if normalize_letters(said.text) not in text]


def test_words_by_another_reader(output: Path, loaded: LoadedContent) -> None:
    """pypdf finds all wording of every edition in its file, and misses that of another."""
    assert loaded.content
    known = {e.name: e for e in list_editions(s.id for s in loaded.content.sheets)}
    for name in sorted({*DOCUMENTS} - {"press/booklet.pdf"}):  # slug lines part its pages
        selection = select_content(loaded.content, known[Path(name).stem])
        assert lost_words(output / name, selection) == [], name
    guide = select_content(loaded.content, known["guide"])
    assert len(lost_words(output / "office/trifold.pdf", guide)) > 50


def test_document_information(output: Path) -> None:
    reader = PdfReader(output / "screen/guide.pdf")
    assert reader.metadata
    assert reader.metadata.title == ("How brain pathways may reconnect · CAREolina · Version 1.0")
    assert reader.metadata.get("/Keywords") == "CW-GUIDE, version 1.0"
    assert reader.root_object["/Lang"] == "en-US"
    assert reader.metadata.creation_date is None, "no clock"


def put_finished(output: Path, project: Path, *editions: str) -> dict[str, bytes]:
    """Lay the finished files of some editions into a project's output; return them by name."""
    names = (*DOCUMENTS, *TICKETS)
    finished = {
        name: (output / name).read_bytes()
        for name in names
        if stem_of_document(Path(name).stem) in editions
    }
    for name, content in finished.items():
        file = project / "output" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return finished


def test_a_failing_edition_keeps_its_last_good_file_and_the_others_are_written(
    project: Path, output: Path
) -> None:
    some = ("trifold", "safety-sheet-ketamine")
    good = put_finished(output, project, *some)
    assert len(good) == 6
    put_too_much(project, "1.1")
    built = build_in(project, *some)
    assert {b.edition for b in built if not b.written} == {"trifold"}
    for name, before in good.items():
        same = (project / "output" / name).read_bytes() == before
        assert same == ("/trifold" in name), f"{name}: the sheets are of version 1.1"
    assert {b.kept for b in built if not b.written} == {"1.0"}


def test_the_command_says_where_what_and_how_to_mend_it(project: Path, output: Path) -> None:
    put_finished(output, project, "trifold")
    put_too_much(project)
    run = brochure(project, "build", "--only", "trifold", "--channel", "office")
    assert run.returncode == 1
    said = re.compile(
        r"content\.yaml:\d+:\d+  sections\[\d+\]\.\S+ — \d+ words too many\n"
        r"  trifold, office, page 1, panel back \[fit\.overfull\]\n"
        r"  trifold, back holds \d+ words at 12 pt; this has \d+\. [\d.]+ pt over, \d+ lines,"
        r" from “.+”\.\n"
        r"  Fix: Cut \d+ words"
    )
    assert said.search(run.stdout), run.stdout
    assert "  NOT WRITTEN\n  Kept: output/office/trifold.pdf (version 1.0).\n" in run.stdout
    assert "Traceback" not in run.stderr


@pytest.mark.usefixtures("in_this_process")
def test_a_template_that_drops_a_field_is_caught(project: Path, loaded: LoadedContent) -> None:
    """The project's own template wins; words that it leaves out are missed in the finished file."""
    shutil.copytree(ROOT / "templates", project / "templates")
    macros = project / "templates/blocks/questions.html.j2"
    text = macros.read_text(encoding="utf-8")
    macros.write_text(text.replace("{{ pair.answer }}", ""), encoding="utf-8")
    built = build_in(project, "trifold")
    lost = [f for b in built for f in b.findings if f.id == "words.missing"]
    assert loaded.content
    said = select_content(loaded.content, TRIFOLD).passages
    answers = [" ".join(s.text.split()[:8]) for s in said if ".answer." in s.path]
    assert len(answers) == 3
    for answer in answers:
        assert any(f.what.endswith(f"“{answer} …”") for f in lost), answer
    assert all(
        f.place.file.endswith("content.yaml") and f.place.line > 1 and f.place.panel for f in lost
    )
    written = files(project / "output")
    assert written, "what was refused can be looked at"
    assert all(name.startswith("refused/") for name in written), "nothing else was good"


@pytest.mark.usefixtures("in_this_process")
def test_a_stylesheet_of_the_project_cannot_reach_outside(project: Path) -> None:
    shutil.copytree(ROOT / "styles", project / "styles")
    style = project / "styles" / "trifold.css"
    reach = ".panel { background: url(file:///etc/passwd) } .plate { background: url(x.png) }"
    style.write_text(style.read_text(encoding="utf-8") + reach, encoding="utf-8")
    (built,) = build_in(project, "trifold", channels=("office",))
    assert not built.written
    assert any("/etc/passwd" in f.what for f in built.findings)


def test_an_edition_or_channel_that_is_not_there(project: Path) -> None:
    loaded = load_content(project / "content.yaml")
    with pytest.raises(BrochureError, match='no edition "trifld"'):
        list(build_documents(loaded, Request(project, project / "output", ("trifld",))))
    with pytest.raises(BrochureError, match='no channel "fax"'):
        list(build_documents(loaded, Request(project, project / "output", (), ("fax",))))
    run = brochure(project, "build", "--only", "trifld")
    assert (run.returncode, run.stdout) == (2, "")
    assert "did you mean 'trifold'" in run.stderr


def test_output_that_cannot_be_written(project: Path) -> None:
    (project / "output").write_text("a file where the folder should be", encoding="utf-8")
    run = brochure(project, "build", "--only", "trifold")
    assert run.returncode == 3
    assert "cannot write" in run.stderr
    assert "Fix: " in run.stderr
    assert "Traceback" not in run.stderr


def test_same_bytes_in_another_folder_under_another_hash_seed(project: Path, output: Path) -> None:
    """Of every edition; that one sheet is like the other is not a matter of folders."""
    again = [name for name in (*DOCUMENTS, *TICKETS) if "spravato" not in name]
    only = sorted({Path(name).stem for name in DOCUMENTS if name in again})
    other = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1", "LANG": "C"}
    run = brochure(project, "build", "--only", *only, **other)
    assert run.returncode == 0, run.stderr
    for name in again:
        assert (project / "output" / name).read_bytes() == (output / name).read_bytes(), name


def test_every_document_carries_its_control_line(
    loaded: LoadedContent, built: tuple[Built, ...], output: Path
) -> None:
    content: Content | None = loaded.content
    assert content
    for document in built:
        reader = PdfReader(output / document.channel / f"{document.edition}.pdf")
        text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        control = content.editions[document.edition]
        dates = (month_in_words(m, "en-US") for m in (content.document.issued, control.review_by))
        for value in (control.id, *dates, "Draft, not approved"):
            assert value in text, (document.edition, value)


def test_measured_type_and_fill_are_in_the_report(built: tuple[Built, ...]) -> None:
    for document in built:
        sizes = {role: low for role, low, _ in document.sizes_pt}
        assert sizes["fine"] >= 9
        assert document.panels, document.edition
        assert all(0 < p.used_pt <= p.room_pt + 0.1 for p in document.panels)
    body = {b.edition: {r: low for r, low, _ in b.sizes_pt}["body"] for b in built}
    assert body["trifold"] >= 12
    assert body["safety-sheet-ketamine"] >= 11
    assert body["safety-sheet-spravato"] >= 11
