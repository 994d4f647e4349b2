"""`brochure new`: a project that builds at once, and nothing of anyone's is lost for it."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from brochure.base.editions import list_editions
from brochure.base.errors import BrochureError
from brochure.base.files.project import STARTER
from brochure.build.build import Request, build_documents
from brochure.commands.cli import main
from brochure.commands.new import NAMES, create_project, next_steps
from brochure.content.load import load_content
from brochure.content.model.blocks import KINDS
from brochure.content.model.blocks.contact import Contact
from brochure.content.model.content import Content
from brochure.content.schemas import schemas
from brochure.mail.journal import FOLDER
from tests.build.test_build import files
from tests.conftest import ROOT

EVERY_KIND = {kind.kind_name() for kind in KINDS}


def kinds_in(content: Content) -> Iterator[str]:
    for section in content.sections:
        yield from (block.kind_name() for block in section.blocks)
    for sheet in content.sheets:
        yield from (block.kind_name() for field in sheet.fields for block in field.blocks)


@pytest.mark.parametrize("example", [False, True])
def test_a_project_is_written_for_its_paper(example: bool, tmp_path: Path) -> None:
    for paper in ("letter", "a4"):
        create_project(tmp_path / paper, example, paper)
        loaded = load_content(tmp_path / paper / "content.yaml")
        assert loaded.content and loaded.content.paper == paper


def test_the_starter_builds_and_every_proof_holds(tmp_path: Path) -> None:
    project = tmp_path / "clinic"
    create_project(project, example=False)
    loaded = load_content(project / "content.yaml")
    assert loaded.content
    assert [f.id for f in loaded.findings] == ["content.sample"]
    documents = tuple(build_documents(loaded, Request(project, project / "output")))
    assert [f for d in documents for f in d.findings] == []
    editions = list_editions(sheet.id for sheet in loaded.content.sheets)
    assert {d.edition for d in documents} == {edition.name for edition in editions}
    assert {d.status for d in documents} == {"sample"}
    for document in documents:
        reader = PdfReader(document.file)
        said = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
        assert "SAMPLE, not for patients" in said, document.file
        assert reader.metadata and str(reader.metadata.title).startswith("SAMPLE, not for patients")
    ticket = (project / "output/press/trifold-DRAFT-ticket.json").read_text(encoding="utf-8")
    assert '"approval": "sample"' in ticket
    made = {f"{channel}/{e.name}.pdf" for e in editions for channel in e.channels}
    pressed = [e.name for e in editions if "press" in e.channels]
    tickets = {f"press/{name}-DRAFT-ticket.{kind}" for name in pressed for kind in ("json", "pdf")}
    assert set(files(project / "output")) == made | tickets


def test_a_strict_build_of_the_starter_is_not_good(tmp_path: Path) -> None:
    """It is written, and told; what is still as it was given is nothing to release."""
    create_project(tmp_path, example=False)
    build = ["build", str(tmp_path / "content.yaml"), "--only", "guide"]
    assert main([*build, "-q"]) == 0
    assert main([*build, "-q", "--strict"]) == 1
    assert (tmp_path / "output/screen/guide.pdf").exists()


def test_the_starter_says_where_its_code_leads() -> None:
    """Every label before a fact has that fact after it: nothing breaks off after “go to”."""
    content = load_content(STARTER / "content.yaml").content
    assert content
    (contact,) = (s for s in content.sections if s.id == "contact")
    for block in contact.blocks:
        assert isinstance(block, Contact)
        labels = {item.show: item.label.text or "" for item in block.items if item.label}
        assert not labels.get("qr", "").endswith(("to", "at", ":"))


def test_words_follow_the_starters_timeline_in_each_flowing_document() -> None:
    """That its stops are painted in their place, before what follows, is proven by building it."""
    content = load_content(STARTER / "content.yaml").content
    assert content
    flows = [placed.panels.get("flow", ()) for placed in content.editions.values()]
    shown = [[place.section for place in flow] for flow in flows]
    assert sum("the-day" in sections[:-1] for sections in shown) >= 3
    assert not any(sections[-1:] == ["the-day"] for sections in shown)


def test_the_starter_shows_every_kind_of_block() -> None:
    """A new kind of block belongs into commands/starter/content.yaml, with a word on its use."""
    content = load_content(STARTER / "content.yaml").content
    assert content
    assert set(kinds_in(content)) == EVERY_KIND - {"portrait"}, "which wants a picture to be there"
    assert len(KINDS) >= 16


def test_the_starter_places_every_section_of_it() -> None:
    """What no document shows would be a sentence to fill in for nobody."""
    content = load_content(STARTER / "content.yaml").content
    assert content
    placed = {
        place.section
        for placement in content.editions.values()
        for panel in placement.panels.values()
        for place in panel
    }
    fields = {field.id for sheet in content.sheets for field in sheet.fields}
    assert placed - {None} == {section.id for section in content.sections} | fields


def test_each_section_of_the_starter_says_what_to_write() -> None:
    text = (STARTER / "content.yaml").read_text(encoding="utf-8")
    for kind in EVERY_KIND - {"statement"}:
        lines = [line for line in text.splitlines() if f"- kind: {kind} " in line]
        assert any("#" in line for line in lines), f"no comment says what a {kind} is for"


def test_the_starter_gives_no_number_that_someone_could_call() -> None:
    content = load_content(STARTER / "content.yaml").content
    assert content
    assert "555-01" in content.clinic.phone
    assert content.clinic.website == "https://example.org"


def test_the_example_is_the_default_content(tmp_path: Path) -> None:
    create_project(tmp_path / "copy", example=True)
    for name in (
        "content.yaml",
        "rules.yaml",
        "schema.json",
        "figures/pathway.svg",
        "figures/pathway.py",
    ):
        assert (tmp_path / "copy" / name).read_bytes() == (ROOT / name).read_bytes()


def test_who_gets_messages_stays_out_of_git(tmp_path: Path) -> None:
    """Lists of readers, drafts and the journal of what was sent, as git itself decides."""
    create_project(tmp_path, example=False)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    private = ("recipients.csv", "list.csv", "001.eml", "output/email/001.eml", FOLDER + "/key")
    for name in (*private, "content.yaml", "figures/parts.svg"):
        call = ["git", "check-ignore", "-q", name]
        ignored = subprocess.run(call, cwd=tmp_path, check=False).returncode == 0
        assert ignored is (name in private), name


def test_editors_find_the_schema(tmp_path: Path) -> None:
    create_project(tmp_path / "clinic", example=False)
    for name, schema in schemas().items():
        assert (tmp_path / "clinic" / name).read_text(encoding="utf-8") == schema
    first = (tmp_path / "clinic/content.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schema.json"


def test_next_steps_are_numbered_and_name_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    project = tmp_path / "my clinic"
    assert main(["new", str(project)]) == 0
    said = capsys.readouterr().out
    assert [line[:5] for line in said.splitlines() if line[2:3].isdigit()] == [
        f"  {n}. " for n in range(1, 6)
    ]
    assert f"./dev build '{project}/content.yaml'" in said
    assert said == f"{next_steps(project)}\n"


@pytest.mark.parametrize("name", ["-x", "my clinic", "Müller's", "--only"])
def test_the_first_step_runs_as_it_is_printed(tmp_path: Path, name: str) -> None:
    """Copied into a shell, it calls the checkout's ./dev from any folder, with the very file."""
    assert main(["new", "--", str(tmp_path / name)]) == 0
    program = (
        f"from brochure.commands.new import next_steps, Path; print(next_steps(Path({name!r})))"
    )
    run = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    said = subprocess.check_output(run, cwd=tmp_path, env=environment, text=True).splitlines()
    words = shlex.split(said[1].partition("Run: ")[2])
    assert words[:2] == [str(ROOT / "dev"), "build"]
    assert not words[2].startswith("-") and (tmp_path / words[2]).samefile(
        tmp_path / name / "content.yaml"
    )
    assert said[0] == f"{name} holds content.yaml, rules.yaml, figures and schemas. Next:"


def test_without_a_checkout_the_command_is_brochure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brochure.base.calls._CHECKOUT", False)
    assert "1. Run: brochure build clinic/content.yaml\n" in next_steps(Path("clinic"))


def test_a_folder_with_other_files_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("kept", encoding="utf-8")
    create_project(tmp_path, example=False)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "kept"
    assert {f.name for f in tmp_path.iterdir()} == {"letter.txt", *NAMES}


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    create_project(tmp_path / "a/b/c", example=False)
    assert {f.name for f in (tmp_path / "a/b/c").iterdir()} == set(NAMES)
    assert [f.name for f in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["file", "folder", "link to nowhere"])
def test_nothing_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, how: str
) -> None:
    there = tmp_path / name
    if how == "file":
        there.write_text("mine", encoding="utf-8")
    elif how == "folder":
        there.mkdir()
    else:
        there.symlink_to(tmp_path / "nowhere")
    assert main(["new", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        f"{tmp_path}: holds {name} already; nothing was written\n"
        "  Fix: Name a folder that does not exist yet.\n",
    )
    assert [f.name for f in tmp_path.iterdir()] == [name]
    assert how != "file" or there.read_text(encoding="utf-8") == "mine"


def test_a_line_break_in_a_name_begins_no_line_of_its_own(tmp_path: Path) -> None:
    plain, broken = next_steps(tmp_path / "a"), next_steps(tmp_path / "a\n  9. Delete it.")
    assert len(broken.splitlines()) == len(plain.splitlines())
    assert f"{tmp_path}/a\\n  9. Delete it. holds" in broken


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("file", "is there already, and is no folder"),
        ("file/below", "is a file; no folder can be made in it"),
        ("link", "is there already, and is no folder"),
        ("x" * 300, "cannot write a project there: File name too long"),
        ("new/" + "x" * 300, "cannot write a project there: File name too long"),
    ],
)
def test_a_target_that_cannot_be_is_one_clear_line(tmp_path: Path, target: str, said: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(BrochureError, match=said) as raised:
        create_project(tmp_path / target, example=False)
    assert raised.value.exit_code == 2
    assert {f.name for f in tmp_path.iterdir()} == {"file", "link"}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(0o500)
    if os.access(locked, os.W_OK):  # root may write anywhere but where no one can
        locked = Path("/proc/sys")
    with pytest.raises(BrochureError, match="cannot write a project there"):
        create_project(locked / "clinic", example=False)
    with pytest.raises(BrochureError, match="cannot write a project there") as raised:
        create_project(locked, example=False)
    assert raised.value.exit_code == 3
    assert not (locked / "content.yaml").exists()


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full when the last file comes: no folder, no half of a project."""

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("brochure.commands.new.schemas", full)
    for folder in (tmp_path / "clinic", tmp_path / "a/b", tmp_path):
        with pytest.raises(BrochureError, match="No space left on device") as raised:
            create_project(folder, example=False)
        assert raised.value.exit_code == 3
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["clinic", "a/b", "."])
def test_all_of_a_project_is_on_the_disk_before_it_is_in_its_place(
    tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut leaves no empty file: each is written through, and so are names in folders."""
    written: set[int] = set()
    sync, rename = os.fsync, Path.rename

    def note(handle: int) -> None:
        written.add(os.fstat(handle).st_ino)
        sync(handle)

    def look_and_rename(self: Path, to: Path) -> Path:
        missing = [f for f in (self, *self.rglob("*")) if f.stat().st_ino not in written]
        assert missing == []
        return rename(self, to)

    monkeypatch.setattr(os, "fsync", note)
    monkeypatch.setattr(Path, "rename", look_and_rename)
    create_project(tmp_path / where, example=False)
    assert tmp_path.stat().st_ino in written and (tmp_path / where / "content.yaml").is_file()


STOPS = (
    "import sys, brochure.commands.new as new\n"
    "new._fill_all = new._fill\n"
    "def fill(*given):\n"
    "    new._fill_all(*given)\n"
    "    print('filled', flush=True)\n"
    "    sys.stdin.read()\n"
    "new._fill = fill\n"
    "new.create_project(new.Path(sys.argv[1]), False)\n"
)


def test_what_a_killed_run_left_is_removed_and_a_live_one_is_left_alone(tmp_path: Path) -> None:
    """Both stop when all their files are there but not yet moved; one is killed there."""
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    call = [sys.executable, "-c", STOPS]
    with (
        subprocess.Popen([*call, str(tmp_path / "dead")], cwd=ROOT, **pipes) as dead,
        subprocess.Popen([*call, str(tmp_path / "live")], cwd=ROOT, **pipes) as live,
    ):
        for run in (dead, live):
            assert run.stdout and run.stdout.readline() == b"filled\n"
        dead.kill()
        dead.wait()
        left = {f.name for f in tmp_path.iterdir()}
        assert len(left) == 4 and all(name.startswith(".brochure-new-") for name in left)
        create_project(tmp_path / "next", example=False)
        stay = {f.name for f in tmp_path.iterdir()} - {"next"}
        assert len(stay) == 2 and stay < left, "the live run's folder and its lock"
        live.communicate()
        assert live.returncode == 0
    assert {f.name for f in (tmp_path / "live").iterdir()} == set(NAMES)
    assert {f.name for f in tmp_path.iterdir()} == {"live", "next"}


@pytest.mark.parametrize("how", ["another name", "not empty", "link"])
def test_a_hidden_folder_of_somebody_else_stays(tmp_path: Path, how: str) -> None:
    """Only what such a run makes is cleared away: its name, and an empty file beside it."""
    name = ".brochure-new-notes" if how == "another name" else ".brochure-new-0123abcd"
    theirs, lock = tmp_path / name, tmp_path / f"{name}.lock"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("mine")
    (tmp_path / "empty").touch()
    if how == "link":
        lock.symlink_to(tmp_path / "empty")
    else:
        lock.write_text("" if how == "another name" else "mine")
    create_project(tmp_path / "clinic", example=False)
    assert (theirs / "letter.txt").read_text() == "mine"
    assert lock.exists()


def test_of_two_at_once_one_wins_whole(tmp_path: Path) -> None:
    program = (
        "from brochure.commands.cli import main; import sys; sys.exit(main(['new', sys.argv[1]]))"
    )
    call = [sys.executable, "-c", program, str(tmp_path / "clinic")]
    runs = [
        subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [run.communicate() for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 2, 2]
    assert all(b"Traceback" not in err for _, err in said)
    assert {f.name for f in (tmp_path / "clinic").iterdir()} == set(NAMES)
    assert [f.name for f in tmp_path.iterdir()] == ["clinic"]


def test_the_sheet_of_the_starter_has_a_title_larger_than_its_words(tmp_path: Path) -> None:
    """What is bold there is printed as a plate; without any, it is as small as the words."""
    create_project(tmp_path / "new", example=False)
    content = load_content(tmp_path / "new/content.yaml").content
    assert content
    assert all((sheet.title.text or "").startswith("**") for sheet in content.sheets)
