"""Builds that remember: equal to builds that do not, whatever is edited, lost, damaged or full.

``BROCHURE_EDITS=300`` makes more random edits than a few; so does ``python -m tests.edits 300``.
"""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from brochure.base.editions import GUIDE, TRIFOLD
from brochure.base.files.project import Assets
from brochure.base.store import Store
from brochure.base.store_layout import STORE
from brochure.base.worker import Stopped, Workers
from brochure.build.build import Request, build_documents, make_in_worker
from brochure.build.job import Built, Job
from brochure.content.load import load_content
from tests import edits
from tests.conftest import ROOT
from tests.edits import edit_and_build, lay_out_project

EDITS = int(os.environ.get("BROCHURE_EDITS", "6"))
BOTH, SCREEN = (TRIFOLD.name, GUIDE.name), ("office", "screen")


def build(project: Path, only: tuple[str, ...] = BOTH, cached: bool = True) -> tuple[Built, ...]:
    """Build the documents of a project that are not for the press."""
    loaded = load_content(project / "content.yaml")
    assert loaded.content, loaded.findings
    request = Request(project, project / "output", only, SCREEN, cached=cached)
    return tuple(build_documents(loaded, request))


def made_in(built: Iterable[Built]) -> list[str]:
    """Name the documents that were made in this build."""
    return [document.edition for document in built if document.made]


def bytes_of(project: Path) -> dict[str, bytes]:
    return edits.finished_bytes(project / "output")


def test_builds_after_random_edits_are_equal_with_and_without_memory(tmp_path: Path) -> None:
    shop = lay_out_project(tmp_path, seed=4711)
    if EDITS < 20:  # the press file takes most of the time
        shop.asked = (*shop.asked, "--channel", *SCREEN)
    assert len(list(edit_and_build(shop, EDITS))) == EDITS
    assert shop.recalled and shop.made


def _note_all_but(left_out: str) -> Callable[[Assets, str, str], None]:
    note = Assets.note

    def some(self: Assets, name: str, held: str) -> None:
        if left_out not in name:
            note(self, name, held)

    return some


def _same_key(job: Job, _ground: str, _selected: object = ()) -> str:
    return Store(job.file).put(job.file.name.encode())


def _the_same(*_: object) -> Iterator[Any]:
    return iter((("everything", "as ever", ""),))


@pytest.mark.parametrize(
    ("name", "broken", "edit"),
    [
        (
            "brochure.base.files.project.Assets.note",
            _note_all_but("styles/"),
            edits.write_an_own_stylesheet,
        ),
        (
            "brochure.base.files.project.Assets.note",
            _note_all_but("templates/"),
            edits.write_an_own_template,
        ),
        ("brochure.build.recall.key_of", _same_key, edits.change_a_word),
        ("brochure.commands.unchanged._list_stock", _the_same, edits.change_a_word),
    ],
    ids=["styles", "templates", "content", "answer"],
)
def test_what_is_left_out_is_found(
    name: str,
    broken: object,
    edit: Callable[[edits.Workshop], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The property does not hold by itself: each kind of dependency is needed for it."""
    monkeypatch.setattr(name, broken)
    shop = lay_out_project(tmp_path, seed=1)
    shop.asked = ("--only", "guide")
    with pytest.raises(AssertionError):
        list(edit_and_build(shop, 8, (edit,)))


@pytest.mark.usefixtures("in_this_process")
def test_only_what_depends_on_an_edit_is_made_again(small: Path) -> None:
    assert made_in(build(small)) == [*BOTH]
    before = bytes_of(small)
    assert made_in(build(small)) == []
    (small / "styles").mkdir()
    for edition in (GUIDE, TRIFOLD):
        own = (ROOT / "styles" / edition.stylesheet).read_text(encoding="utf-8")
        (small / "styles" / edition.stylesheet).write_text(f"{own}\n/* ours */\n")
        assert made_in(build(small)) == [edition.name]
    (small / "styles" / GUIDE.stylesheet).unlink()
    assert made_in(build(small)) == [], "as it was at first"
    assert bytes_of(small) == before


@pytest.mark.usefixtures("in_this_process")
def test_a_file_that_stands_there_already_is_not_written_again(small: Path) -> None:
    (document,) = build(small, (GUIDE.name,))
    os.utime(document.file, (1, 1))
    (again,) = build(small, (GUIDE.name,))
    assert again.written and not again.made and again.file.stat().st_mtime == 1
    good = document.file.read_bytes()
    document.file.write_bytes(good[:-1])
    (again,) = build(small, (GUIDE.name,))
    assert [f.id for f in again.findings] == ["output.unsure"], "somebody has changed it"
    document.file.unlink()
    (again,) = build(small, (GUIDE.name,))
    assert again.written and not again.made and document.file.read_bytes() == good


@pytest.mark.usefixtures("in_this_process")
def test_what_fails_a_proof_is_remembered_with_its_findings(small: Path) -> None:
    (small / "styles").mkdir()
    own = (ROOT / "styles" / GUIDE.stylesheet).read_text(encoding="utf-8")
    (small / "styles" / GUIDE.stylesheet).write_text(f"{own}\n* {{ color: white !important }}\n")
    (first,) = build(small, (GUIDE.name,))
    (again,) = build(small, (GUIDE.name,))
    assert (first.made, again.made, first.written) == (True, False, False)
    assert first.findings == again.findings != ()
    assert (first.panels, first.sizes_pt, first.depends_on) == (
        again.panels,
        again.sizes_pt,
        again.depends_on,
    )


def test_what_was_stopped_or_could_not_be_made_is_tried_again(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Workers.run

    def stop(own: Any, make: Any, jobs: Sequence[Any], **how: Any) -> Iterator[Any]:
        if make is make_in_worker:
            return (Stopped("memory") for _ in jobs)
        return run(own, make, jobs, **how)

    monkeypatch.setattr(Workers, "run", stop)
    assert made_in(build(small)) == made_in(build(small)) == [*BOTH]
    monkeypatch.setattr(Workers, "run", edits.make_here)
    (small / "templates").mkdir()
    (small / "templates" / GUIDE.template).write_text("{{ nothing }}")
    assert made_in(build(small, (GUIDE.name,))) == made_in(build(small, (GUIDE.name,)))
    assert build(small, (GUIDE.name,))[0].findings[0].id == "template.error"


@pytest.mark.parametrize("why", ["time", "budget", "memory"])
def test_a_document_that_takes_too_much_is_told_what_helps(
    why: Any, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy machine is no reason: the limit is one of work."""
    run = Workers.run

    def stop(own: Any, make: Any, jobs: Sequence[Any], **how: Any) -> Iterator[Any]:
        if make is make_in_worker:
            return (Stopped(why) for _ in jobs)
        return run(own, make, jobs, **how)

    monkeypatch.setattr(Workers, "run", stop)
    (stopped,) = build(small, (GUIDE.name,), cached=False)[0].findings
    assert "busy" not in stopped.remedy
    assert "horten very long wording" in stopped.remedy


@pytest.mark.usefixtures("in_this_process")
def test_without_memory_nothing_is_kept_or_found(small: Path) -> None:
    build(small, (GUIDE.name,), cached=False)
    assert not (small / "output" / STORE).exists()
    build(small, (GUIDE.name,))
    assert made_in(build(small, (GUIDE.name,), cached=False)) == [GUIDE.name]


@pytest.mark.usefixtures("in_this_process")
def test_a_build_never_fails_for_what_it_cannot_keep(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Store, "_sign", full)
    assert made_in(build(small, (GUIDE.name,))) == [GUIDE.name]
    (document,) = build(small, (GUIDE.name,))
    assert document.made and document.written
    shutil.rmtree(small / "output" / STORE)
    (small / "output" / STORE).write_text("no folder")
    (document,) = build(small, (GUIDE.name,))
    assert document.made and document.written


@pytest.mark.parametrize("harm", ["delete", "damage"])
def test_what_is_lost_in_the_middle_of_a_build_is_made_again(
    small: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Workers.run

    def make(own: Any, function: Any, jobs: Sequence[Any], **how: Any) -> Iterator[Any]:
        if function is not make_in_worker:
            yield from run(own, function, jobs, **how)
            return
        for job in jobs:
            yield make_in_worker(job)
            for file in (f for f in (small / "output" / STORE).rglob("*") if len(f.name) == 64):
                if file.is_file():
                    file.unlink() if harm == "delete" else file.write_bytes(b"damaged")

    monkeypatch.setattr(Workers, "run", make)
    assert all(document.written for document in build(small))
    good = bytes_of(small)
    shutil.rmtree(small / "output" / "office")
    assert all(document.written for document in build(small))
    assert bytes_of(small) == good


def test_an_unchanged_call_loads_next_to_nothing(small: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "brochure", "build", "--only", "guide"]
    untraced = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    environment = {**untraced, "PYTHONPATH": str(ROOT)}

    def call() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=small, env=environment, capture_output=True, text=True, check=True
        )

    first, again = call(), call()
    assert "1 document written; all " in first.stdout
    assert again.stdout.startswith("1 document is up to date; all ")
    loaded = {line.rpartition("|")[2].strip() for line in again.stderr.splitlines()}
    heavy = {"argparse", "pathlib", "pydantic", "yaml", "weasyprint", "brochure.commands.cli"}
    assert "brochure.commands.unchanged" in loaded and not loaded & heavy
    (small / "output/screen/guide.pdf").unlink()
    assert "1 document written; all " in call().stdout
