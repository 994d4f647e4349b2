"""`brochure diff`: what it tells in short, what it writes, and what it leaves alone."""

import json
import shutil
from pathlib import Path

import pytest

from brochure.approval.releases import release_folder
from brochure.approval.snapshot import WORDS_FILE, snapshot_of, words_to_json
from brochure.build.build import Request
from brochure.build.provenance import Provenance
from brochure.commands.cli import main
from brochure.commands.tidying import tidy_output
from brochure.content.load import load_content

NAME = "guide"
KEY = "[-words-]"


@pytest.fixture
def there(small: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None) -> Path:
    """A project whose two documents are both good."""
    file = small / "content.yaml"
    text = file.read_text("utf-8")
    front, back = text.index("  safety-sheet-implant:\n"), text.index("  guide:\n")
    file.write_text(text[:front] + text[back:], "utf-8")
    monkeypatch.chdir(small)
    return small


def edit(project: Path, *changes: tuple[str, str]) -> None:
    file = project / "content.yaml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def diff(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["diff", *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def first_sentence(project: Path) -> str:
    content = load_content(project / "content.yaml").content
    assert content
    edition = next(e for e in content.placed_editions() if e.name == NAME)
    said = snapshot_of(content, edition).said
    return next(one.text for one in said if one.safety and len(one.text.split()) > 4)


def test_a_word_that_changed_is_told_and_written(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(there / "content.yaml", there / "old.yaml")
    sentence = first_sentence(there)
    edit(there, (sentence, f"{sentence} Today."))
    code, out, err = diff(capsys, "old.yaml", "--only", NAME)
    assert (code, err) == (0, "")
    assert "1 passage changed, in safety wording." in out
    assert "[+Today.+]" in out and KEY in out
    assert "output/changes/changes.html" in out and "output/changes/changes.pdf" in out
    page = (there / "output/changes/changes.html").read_text("utf-8")
    assert "Today." in page and "data:image/png" in page
    assert (there / "output/changes/changes.pdf").read_bytes().startswith(b"%PDF-")
    assert (there / f"output/screen/{NAME}.pdf").is_file(), "today's draft is built"


def test_what_is_the_same_is_told_in_a_line(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(there / "content.yaml", there / "old.yaml")
    code, out, _ = diff(capsys, "old.yaml", "--only", NAME)
    assert code == 0 and "Nothing changed." in out and KEY not in out
    code, out, _ = diff(capsys, "old.yaml", "--only", NAME, "--json")
    told = json.loads(out)
    assert code == 0 and told["good"] and told["documents"][0]["same"]
    assert told["sheet"] == ["output/changes/changes.html", "output/changes/changes.pdf"]
    code, out, _ = diff(capsys, "old.yaml", "--only", NAME, "-q")
    assert (code, out) == (0, "")


def test_with_another_style_only_the_look_is_told(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No word changed: the release has the pages as they were before a style of our own."""
    content = load_content(there / "content.yaml").content
    assert content
    edition = next(e for e in content.placed_editions() if e.name == NAME)
    assert main(["build", "--only", NAME, "-q"]) == 0
    folder = release_folder(there / "output", NAME, "1.0")
    (folder / "screen").mkdir(parents=True)
    shutil.copy(there / f"output/screen/{NAME}.pdf", folder / "screen")
    (folder / WORDS_FILE).write_bytes(words_to_json(snapshot_of(content, edition)))
    (there / "styles").mkdir()
    shipped = Path(__file__).parents[2] / "styles/guide.css"
    css = shipped.read_text("utf-8") + "\n.place p { padding-right: 30pt }\n"
    (there / "styles/guide.css").write_text(css, "utf-8")
    code, out, _ = diff(capsys, f"{NAME}@1.0")
    assert code == 0 and "No word changed. " in out and "ines moved" in out
    code, out, _ = diff(capsys)
    assert code == 0 and "the newest release of each document" in out
    assert "This document is new" in out, "the other document has no release"


def test_a_wrong_call_is_one_line_and_code_2(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = diff(capsys)
    assert code == 2 and not out and "nothing to compare with" in err and "Fix:" in err
    code, _, err = diff(capsys, "nothing.yaml")
    assert code == 2 and "there is no file" in err and "Traceback" not in err
    code, _, err = diff(capsys, "old\x1b[2J.yaml")
    assert code == 2 and "\x1b" not in err
    shutil.copy(there / "content.yaml", there / "old.yaml")
    code, _, err = diff(capsys, "old.yaml", "--only", "giude")
    assert code == 2 and "did you mean" in err
    code, _, err = diff(capsys, "old.yaml", "--content", "none.yaml")
    assert code == 2


def test_content_with_errors_is_told_and_nothing_is_compared(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(there / "content.yaml", there / "old.yaml")
    edit(there, ("words: text", "words: txet"))
    code, out, _ = diff(capsys, "old.yaml")
    assert code == 1 and "content.yaml:" in out
    assert not (there / "output/changes").exists()


def test_a_sheet_that_somebody_has_signed_stays(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(there / "content.yaml", there / "old.yaml")
    arguments = ("old.yaml", "--only", NAME)
    assert diff(capsys, *arguments)[0] == 0
    signed = there / "output/changes/changes.pdf"
    signed.write_bytes(signed.read_bytes() + b"% signed\n")
    before = signed.read_bytes()
    code, _, err = diff(capsys, *arguments)
    assert code == 3 and "is not as this program wrote it" in err
    assert signed.read_bytes() == before
    signed.unlink()
    assert diff(capsys, *arguments)[0] == 0, "what is its own is written anew"


def test_a_build_takes_the_sheet_for_no_stale_document(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(there / "content.yaml", there / "old.yaml")
    assert diff(capsys, "old.yaml", "--only", NAME)[0] == 0
    loaded = load_content(there / "content.yaml")
    tidied = tidy_output(loaded, Request(there, there / "output"), Provenance(), prune=True)
    assert tidied.stale == () and tidied.pruned.removed == ()
    assert main(["build", "--only", NAME, "--prune", "-q"]) == 0
    assert (there / "output/changes/changes.html").is_file()


def test_a_document_that_is_gone_or_new_is_told(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(there / "content.yaml", there / "old.yaml")
    edit(there, ("  guide:\n    id: ND-GUIDE", "  booklet:\n    id: ND-GUIDE"))
    text = (there / "content.yaml").read_text("utf-8")
    where = text.index("  booklet:\n")
    (there / "content.yaml").write_text(text[:where], "utf-8")
    code, out, _ = diff(capsys, "old.yaml")
    assert code == 0 and "guide (ND-GUIDE): This document is not made any more." in out
    shutil.copy(there / "content.yaml", there / "new.yaml")
    shutil.copy(there / "old.yaml", there / "content.yaml")
    code, out, _ = diff(capsys, "new.yaml")
    assert code == 0 and "guide (ND-GUIDE): This document is new" in out


def test_a_document_that_is_refused_today_is_told_and_code_1(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(there / "content.yaml", there / "old.yaml")
    sentence = first_sentence(there)
    long = "Unbreakable" * 12
    edit(there, (sentence, f"{sentence} {long}"))
    code, out, _ = diff(capsys, "old.yaml", "--only", NAME)
    assert code == 1 and "Screen: it was not made, because a check found an error." in out
    assert f"[+{long}+]" in out
    page = (there / "output/changes/changes.html").read_text("utf-8")
    assert "Must be mended" in page and long in page
