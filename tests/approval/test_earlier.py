"""What documents are compared with: a git revision, another content file, a release."""

import os
import subprocess
from pathlib import Path

import pytest

from brochure.approval.earlier import Earlier, Project, read_earlier
from brochure.approval.git_revision import find_revision, take_project
from brochure.approval.releases import newest_version, read_release, release_folder
from brochure.approval.snapshot import WORDS_FILE, snapshot_of, words_to_json
from brochure.base.errors import BrochureError
from brochure.content.load import load_content
from brochure.content.model.content import Content
from brochure.mail.surroundings import tell_nobody

GIT = ("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=0")


def run_git(folder: Path, *arguments: str) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run((*GIT, *arguments), cwd=folder, check=True, capture_output=True, env=own)


def commit(folder: Path, words: str) -> None:
    run_git(folder, "add", "-A")
    run_git(folder, "commit", "-qm", words)


@pytest.fixture
def project(small: Path) -> Project:
    content = load_content(small / "content.yaml").content
    assert content
    return Project(small / "content.yaml", small / "output", content)


@pytest.fixture
def kept(project: Project) -> Project:
    run_git(project.folder, "init", "-q", "-b", "main")
    commit(project.folder, "The first one")
    return project


def release(project: Project, document: str, version: str, **files: bytes) -> Path:
    """Lay a release of today's words down, with these files by channel."""
    edition = next(e for e in project.loaded.placed_editions() if e.name == document)
    folder = release_folder(project.output, document, version)
    for channel, held in files.items():
        (folder / channel).mkdir(parents=True)
        (folder / channel / f"{document}.pdf").write_bytes(held)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WORDS_FILE).write_bytes(words_to_json(snapshot_of(project.loaded, edition)))
    return folder


def read(project: Project, against: str, *only: str) -> Earlier:
    return read_earlier(project, against, only, tell_nobody)


def refusal(project: Project, against: str, *only: str) -> BrochureError:
    with pytest.raises(BrochureError) as error:
        read(project, against, *only)
    assert error.value.hint
    return error.value


def first_document(content: Content) -> str:
    return content.placed_editions()[0].name


def test_without_a_name_the_newest_release_counts(project: Project) -> None:
    name = first_document(project.loaded)
    for version in ("1.2", "1.10", "1.9"):
        release(project, name, version, office=version.encode())
    (release_folder(project.output, name, "2.0-old")).mkdir()
    assert newest_version(project.output, name) == "1.10"
    earlier = read(project, "")
    assert {*earlier.snapshots} == {name} and earlier.only == ()
    assert earlier.snapshots[name].pages == {"office": b"1.10"}


def test_without_a_release_it_is_said_what_to_name(project: Project) -> None:
    error = refusal(project, "")
    assert "nothing to compare with" in error.message and error.exit_code == 2
    assert "git revision" in error.hint and "release" in error.hint


def test_a_release_is_named_by_document_and_version_or_folder(project: Project) -> None:
    name = first_document(project.loaded)
    folder = release(project, name, "1.0", office=b"a", screen=b"b")
    looks = folder / "screen/grayscale"
    looks.mkdir()
    (looks / f"{name}.pdf").write_bytes(b"c")
    (folder / "notes.txt").write_text("not ours")
    for against in (f"{name}@1.0", str(folder)):
        earlier = read(project, against)
        assert earlier.only == (name,)
        pages = earlier.snapshots[name].pages
        assert pages == {"office": b"a", "screen": b"b", "screen/grayscale": b"c"}
    assert f"Released last: {name}@1.0" in refusal(project, f"{name}@1.1").hint


def test_a_release_that_was_changed_is_refused(project: Project) -> None:
    folder = release(project, first_document(project.loaded), "1.0")
    words = folder / WORDS_FILE
    words.write_bytes(words.read_bytes()[:-10])
    assert refusal(project, str(folder)).where.endswith(WORDS_FILE)
    words.unlink()
    assert "no release" in refusal(project, str(folder)).message
    with pytest.raises(BrochureError, match=r"no words\.json that can be read"):
        read_release(folder)


def test_a_release_never_leads_out_of_its_folder(project: Project, tmp_path: Path) -> None:
    name = first_document(project.loaded)
    folder = release(project, name, "1.0", office=b"a")
    words = (folder / WORDS_FILE).read_bytes()
    (folder / WORDS_FILE).write_bytes(words.replace(f'"{name}"'.encode(), b'"../../x"'))
    (tmp_path / "x.pdf").write_bytes(b"secret")
    assert read_release(folder).pages == {}


@pytest.mark.parametrize("against", ["HEAD~1", "main~1", "before"])
@pytest.mark.usefixtures("in_this_process")
def test_a_revision_gives_content_and_files_as_they_were(kept: Project, against: str) -> None:
    run_git(kept.folder, "tag", "before")
    text = kept.content.read_text("utf-8")
    kept.content.write_text(text.replace('version: "1.0"', 'version: "1.1"'), "utf-8")
    commit(kept.folder, "The second one")
    name = first_document(kept.loaded)
    earlier = read(kept, against, name)
    assert earlier.snapshots[name].version == "1.0"
    assert "“The first one”" in earlier.name
    assert all(pdf.startswith(b"%PDF-") for pdf in earlier.snapshots[name].pages.values())
    assert earlier.snapshots[name].pages
    assert "1.1" in kept.content.read_text("utf-8"), "the working folder stays as it is"


def test_a_project_in_a_folder_of_a_repository_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "top/clinic"
    inner.mkdir(parents=True)
    (tmp_path / "top/other.txt").write_text("not of the project")
    (inner / "content.yaml").write_text("a: 1\n")
    (inner / "figures").mkdir()
    (inner / "figures/a.svg").write_text("<svg/>")
    (inner / "figures/b.svg").symlink_to("/etc/hostname")
    run_git(tmp_path / "top", "init", "-q")
    commit(tmp_path / "top", "All of it")
    revision = find_revision(inner, "HEAD")
    assert revision
    out = tmp_path / "out"
    out.mkdir()
    take_project(inner, revision, out)
    files = sorted(f.relative_to(out).as_posix() for f in out.rglob("*") if f.is_file())
    assert files == ["content.yaml", "figures/a.svg"], "a link is left out, and other folders"


@pytest.mark.parametrize(
    "odd", ["--output=/tmp/x", "-h", "a b", "", "x\ny", "$(id)", "HEAD:content.yaml"]
)
def test_no_name_is_taken_for_an_option_or_a_command(kept: Project, odd: str) -> None:
    assert find_revision(kept.folder, odd) is None


def test_a_file_and_a_revision_of_one_name_are_told_apart(kept: Project) -> None:
    (kept.folder / "main").write_text("x: 1\n")
    here = Path.cwd()
    os.chdir(kept.folder)
    try:
        error = refusal(kept, "main")
        assert "a file here, and of a git revision" in error.message
        assert "./main" in error.hint and "main~0" in error.hint
        assert "cannot be read today" in refusal(kept, "./main").message
    finally:
        os.chdir(here)


def test_what_names_nothing_is_told_with_what_there_is(kept: Project, tmp_path: Path) -> None:
    name = first_document(kept.loaded)
    release(kept, name, "1.0")
    error = refusal(kept, f"{name}@1.O")
    assert "there is no file, release or git revision" in error.message
    assert f"{name}@1.0" in error.message + error.hint and error.exit_code == 2
    assert "no content file" in refusal(kept, str(_write(tmp_path / "a.pdf"))).message
    assert "is a folder, and no release" in refusal(kept, str(tmp_path)).message
    assert "there is no file" in refusal(kept, "\0" + "x" * 5000).message


def _write(file: Path) -> Path:
    file.write_bytes(b"%PDF-1.7")
    return file


def test_a_folder_without_git_is_told(project: Project) -> None:
    assert "is not kept in git" in refusal(project, "HEAD").message


def test_a_machine_without_git_is_told(kept: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    error = refusal(kept, "HEAD")
    assert "git is not installed" in error.message and error.exit_code == 3
    assert "there is no file" in refusal(kept, "old.yaml").message


def test_earlier_content_with_mistakes_is_told(project: Project, tmp_path: Path) -> None:
    other = tmp_path / "old.yaml"
    other.write_text("clinic: {}\n")
    assert "cannot be read today" in refusal(project, str(other)).message
