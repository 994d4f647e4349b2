"""``brochure watch``: a real process beside real files, read line by line as a person reads it."""

import os
import queue
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from PIL import Image
from pypdf import PdfReader

from brochure.base.storage import lock_folder
from tests.base.test_storage import run
from tests.conftest import ROOT

GUIDE = ("--only", "guide")
WORDING = "Eat soft food for two days."
PICTURE = "picture: output/preview/screen/guide.png (page "
WRITTEN = "output/screen/guide.pdf  "
READY = "ready: 1 document up to date, all proven."
STOPPED = "Stopped; files that were finished stay as they are."
_MOST_SECONDS = 60.0


@dataclass
class Watched:
    """A running watch and all that it has told, both streams in one."""

    project: Path
    process: "subprocess.Popen[str]"
    told: list[str] = field(default_factory=list[str])
    _lines: "queue.Queue[str]" = field(default_factory=queue.Queue[str])

    def __post_init__(self) -> None:
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put("(ended)")

    def until(self, *beginnings: str) -> list[str]:
        """Return what is told up to the line that begins so, or so; others fail after a while."""
        said: list[str] = []
        while not (said and said[-1].startswith(beginnings)):
            try:
                said.append(self._lines.get(timeout=_MOST_SECONDS))
            except queue.Empty:
                raise AssertionError(f"waiting for {beginnings}, was told {said}") from None
            self.told.append(said[-1])
            assert "Traceback" not in said[-1]
            assert said[-1] != "(ended)" or "(ended)" in beginnings, self.told
        return said

    @property
    def content(self) -> Path:
        return self.project / "content.yaml"

    def save(self, old: str, new: str) -> None:
        """Change content as most editors do: a new file takes the name of the old one."""
        text = self.content.read_text(encoding="utf-8")
        assert old in text
        part = self.project / ".content.yaml.swp"
        part.write_text(text.replace(old, new), encoding="utf-8")
        part.replace(self.content)

    def words(self, file: str = "screen/guide.pdf") -> str:
        """Return the words of a finished document."""
        pages = PdfReader(self.project / "output" / file).pages
        return " ".join(" ".join(page.extract_text().split()) for page in pages)

    def stop(self) -> list[str]:
        """Stop it as Ctrl-C does, which reaches its workers too; nobody may be left."""
        os.killpg(self.process.pid, signal.SIGINT)
        said = self.until("(ended)")
        assert self.process.wait(_MOST_SECONDS) == 0, said
        until = monotonic() + 20
        while _is_there(self.process.pid):
            assert monotonic() < until, "a worker goes on"
            sleep(0.02)
        return said[:-1]


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def watching(project: Path, *arguments: str) -> Generator[Watched]:
    with subprocess.Popen(
        [sys.executable, "-m", "brochure", "watch", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield Watched(project, process)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def test_a_saved_sentence_is_seen_at_once_and_then_proven(small: Path) -> None:
    two = ("--only", "guide", "trifold", "--channel", "screen", "office")
    with watching(small, *two) as watched:
        at_first = watched.until("ready: 2 documents up to date, all proven.")
        assert sum(line.startswith("output/") for line in at_first) == 2
        guide = small / "output/screen/guide.pdf"
        before = guide.stat().st_mtime_ns
        watched.save("We numb the gum.", "We numb your gum.")
        said = watched.until("ready: 2 documents")
        assert said[0].startswith("picture: output/preview/office/trifold.png (page ")
        assert said[0].endswith(", not proven yet)")
        assert said[1].startswith("output/office/trifold.pdf  2 pages, ")
        assert said[1].endswith(", proven and written")
        assert len(said) == 3, "the guide does not say it"
        assert "your gum" in watched.words("office/trifold.pdf")
        assert guide.stat().st_mtime_ns == before
        watched.save("your gum", "the gum")
        again = watched.until("ready:")
        assert [line.split()[0] for line in again] == [
            "picture:",
            "output/office/trifold.pdf",
            "ready:",
        ]
        assert watched.stop() == [STOPPED]
    with Image.open(small / "output/preview/office/trifold.png") as picture:
        assert picture.size == (11 * 144, 17 * 72)


def test_it_begins_where_a_build_has_ended(small: Path) -> None:
    with watching(small, *GUIDE) as watched:
        assert len(watched.until(READY)) == 3
        watched.stop()
    with watching(small, *GUIDE, "--no-pictures") as watched:
        assert len(watched.until(READY)) == 1, "nothing has changed"
        watched.save(WORDING, "Eat soup.")
        said = watched.until(READY)
        assert [line.split()[0] for line in said] == [WRITTEN.strip(), "ready:"]
        assert not (small / "output/preview/screen/guide.png").exists(), "it shows what was"
        watched.stop()


def test_the_page_that_changed_is_drawn(small: Path) -> None:
    with watching(small, *GUIDE) as watched:
        watched.until(READY)
        watched.save("title: Get help", "title: Get help now")
        number = int(watched.until(PICTURE)[-1].split("(page ")[1].split(",")[0])
        assert number == len(PdfReader(small / "output/screen/guide.pdf").pages) > 1
        watched.until(READY)
        watched.stop()


def test_a_file_that_somebody_else_has_written_is_not_opened_to_draw_what_changed(
    small: Path,
) -> None:
    """It may be made to hang whoever draws it; the picture shows page 1 then."""
    with watching(small, *GUIDE) as watched:
        watched.until(READY)
        watched.stop()
    guide, content = small / "output/screen/guide.pdf", small / "content.yaml"
    guide.write_bytes(guide.read_bytes() + b"\n")
    text = content.read_text(encoding="utf-8")
    content.write_text(text.replace("title: Get help", "title: Get help now"), encoding="utf-8")
    with watching(small, *GUIDE) as watched:
        assert "(page 1, " in watched.until(PICTURE)[-1]
        watched.stop()


def test_of_a_burst_of_saves_the_last_one_counts(small: Path) -> None:
    with watching(small, *GUIDE) as watched:
        watched.until(READY)
        last = WORDING
        for number in range(20):
            old, last = last, f"Eat soft food for {number + 3} days."
            watched.save(old, last)
        watched.until(READY)
        while last not in watched.words():  # what was begun of the burst has been ended
            watched.until(READY)
        for number in range(30, 33):  # each in the midst of the build of the one before
            old, last = last, f"Eat soft food for {number} days."
            watched.save(old, last)
            watched.until(PICTURE)
        watched.until(READY)
        assert last in watched.words()
        assert watched.stop() == [STOPPED]


def test_a_file_that_is_gone_for_a_moment_is_no_fault(small: Path) -> None:
    with watching(small, *GUIDE) as watched:
        watched.until(READY)
        text = watched.content.read_text(encoding="utf-8")
        watched.content.unlink()
        watched.content.write_text(text.replace(WORDING, "Eat soup."), encoding="utf-8")
        assert not any("waiting" in line for line in watched.until(READY))
        watched.content.unlink()
        said = watched.until("waiting: content.yaml")
        assert said[0] == "there is no file content.yaml"
        watched.content.write_text(text, encoding="utf-8")
        assert watched.until(READY)[0] == "content.yaml can be built again."
        watched.stop()


def test_a_fault_of_content_is_told_once_with_its_place(small: Path) -> None:
    with watching(small, *GUIDE) as watched:
        watched.until(READY)
        before = (small / "output/screen/guide.pdf").read_bytes()
        watched.save("\nsections:", "\nsection s:")
        fault = watched.until("waiting:")
        assert any(line.startswith("content.yaml:") for line in fault)
        watched.save("- Eat", "-  Eat")
        watched.save("-  Eat", "- Eat")
        watched.save("\nsection s:", "\nsectionss:")
        other = watched.until("waiting:")
        assert any("sectionss" in line for line in other)
        assert not any("section s" in line for line in other), "told again"
        assert (small / "output/screen/guide.pdf").read_bytes() == before
        watched.save("\nsectionss:", "\nsections:")
        assert watched.until(READY)[0] == "content.yaml can be built again."
        watched.stop()


def test_a_document_that_fails_a_proof_keeps_its_last_good_file(small: Path) -> None:
    only = ("--only", "trifold", "--channel", "office")
    with watching(small, *only) as watched:
        watched.until(READY)
        before = (small / "output/office/trifold.pdf").read_bytes()
        watched.save(WORDING, "Eat soft food for two days and two nights. " * 40)
        said = watched.until("ready:")
        assert said[0].startswith("picture: output/preview/office/trifold.png")
        assert said[1].endswith("  NOT WRITTEN")
        assert any(line.startswith("content.yaml:") for line in said)
        assert "  Kept: output/office/trifold.pdf (version 1.0)." in said
        assert said[-1] == "ready: 0 of 1 document up to date; why not the others stands above."
        assert (small / "output/office/trifold.pdf").read_bytes() == before
        watched.stop()


def test_templates_and_styles_that_come_later_are_seen(small: Path) -> None:
    with watching(small, *GUIDE) as watched:
        watched.until(READY)
        (small / "templates").mkdir()
        template, fault = small / "templates/guide.html.j2", "{% if %}"
        shutil.copy(ROOT / "templates/guide.html.j2", template)
        text = template.read_text(encoding="utf-8")
        template.write_text(text + fault, encoding="utf-8")
        said = watched.until("ready: 0 of 1 document")
        assert "output/screen/guide.pdf  NOT MADE" in said
        assert any("templates/guide.html.j2:" in line for line in said)
        template.write_text(text, encoding="utf-8")
        watched.until(READY)
        (small / "styles").mkdir()
        css = (ROOT / "styles/guide.css").read_text(encoding="utf-8")
        rule = "\np { letter-spacing: 0.2pt }\n"
        (small / "styles/guide.css").write_text(css + rule, encoding="utf-8")
        said = watched.until(WRITTEN)
        assert any(line.startswith(PICTURE) for line in said)
        watched.until(READY)
        shutil.rmtree(small / "styles")
        watched.until(WRITTEN)
        watched.until(READY)
        watched.stop()


def test_what_cannot_be_written_is_written_once_there_is_room(small: Path) -> None:
    with watching(small, *GUIDE) as watched:
        watched.until(READY)
        folder = small / "output/screen"
        shutil.rmtree(folder)
        folder.write_text("in the way", encoding="utf-8")
        watched.save(WORDING, "Eat soup.")
        said = watched.until("ready: 0 of 1 document")
        assert any("[output.write]" in line for line in said), said
        folder.unlink()
        watched.until(WRITTEN)
        assert "Eat soup." in watched.words()
        watched.stop()


def test_what_others_put_where_pictures_and_documents_belong_stays(small: Path) -> None:
    """A link and a file of somebody; the document is written as soon as its place is free."""
    outside, guide = small / "outside", small / "output/screen/guide.pdf"
    outside.mkdir()
    (outside / "guide.png").write_bytes(b"theirs")
    (small / "output/preview").mkdir(parents=True)
    (small / "output/preview/screen").symlink_to(outside)
    with watching(small, *GUIDE) as watched:
        said = watched.until(READY)
        assert f"no picture: {small}/output/preview/screen is a link" in said[0]
        assert said[1].startswith("  Fix: Remove the link.")
        guide.write_bytes(b"a letter")
        watched.save(WORDING, "Eat soup.")
        said = watched.until("ready: 0 of 1 document")
        assert any("[output.unsure]" in line for line in said), said
        assert guide.read_bytes() == b"a letter"
        guide.unlink()
        watched.until(WRITTEN)
        assert "Eat soup." in watched.words()
        watched.stop()
    assert [f.read_bytes() for f in outside.iterdir()] == [b"theirs"]


def test_an_output_folder_that_is_in_use_or_gone_is_waited_for(small: Path) -> None:
    with watching(small, *GUIDE) as watched:
        watched.until(READY)
        with lock_folder(small / "output"):
            watched.save(WORDING, "Eat soup.")
            assert "another build is writing" in watched.until("waiting:")[-1]
        assert not any("waiting" in line for line in watched.until(READY))
        assert "Eat soup." in watched.words()
        shutil.rmtree(small / "output")
        watched.save("Eat soup.", "Eat more soup.")
        watched.until(READY)
        assert "Eat more soup." in watched.words()
        watched.stop()


@pytest.mark.parametrize("moment", ["at once", "in a build", "between two"])
def test_it_can_be_stopped_at_any_moment(small: Path, moment: str) -> None:
    with watching(small) as watched:
        if moment == "in a build":
            watched.until("picture:")
        elif moment == "between two":
            watched.until("ready:")
        else:
            _wait_for_workers(watched.process.pid)
        said = watched.stop()
    assert said[-1] == STOPPED
    assert not any(line.startswith("ready:") for line in said)


def _wait_for_workers(pid: int) -> None:
    """Return while workers are being started."""
    until = monotonic() + _MOST_SECONDS
    while len(Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()) < 2:
        assert monotonic() < until
        sleep(0.001)


def test_a_content_file_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with watching(tmp_path, "other.yaml") as watched:
        said = watched.until("(ended)")
        assert said[0] == "there is no file other.yaml"
        assert watched.process.wait() == 2


@pytest.mark.parametrize("call", [("loop", *GUIDE), ("content.yaml", *GUIDE, "-o", "loop")])
def test_links_that_lead_round_in_a_circle_are_told_of(small: Path, call: tuple[str, ...]) -> None:
    (small / "loop").symlink_to("loop")
    with watching(small, *call) as watched:
        said = watched.until("there is no file loop", "waiting: cannot write")
        assert "loop" in said[-1]


def test_what_is_not_of_todays_content_is_named_once_all_is_built(small: Path) -> None:
    assert run(small, "--only", "guide", "trifold", "-q").returncode == 0
    text = (small / "content.yaml").read_text(encoding="utf-8")
    (small / "content.yaml").write_text(text.replace("010-0199", "010-0142"), encoding="utf-8")
    with watching(small, *GUIDE) as watched:
        watched.until("ready")
        said = watched.until("Build what is to stay")
        assert said[0] == "Not of today's content [output.stale]:"
        assert "  output/office/trifold.pdf still has the phone number (555) 010-0199" in said
        watched.save(WORDING, "Eat soft food for three days.")
        watched.until("ready")
        assert not any("Not of" in line for line in watched.stop()), "it was told before"
