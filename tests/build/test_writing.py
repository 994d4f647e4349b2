"""What a build replaces and removes in the output folder, where others have put files and links."""

import json
import os
import shutil
from pathlib import Path
from threading import Event

import pikepdf
import pytest

from brochure.base.errors import LockLostError
from brochure.base.storage import lock_folder
from brochure.build.build import Request, build_documents
from brochure.build.job import Built
from brochure.build.rebuild import Blocked, Rebuilder
from brochure.content.load import load_content
from tests.base.test_storage import run

pytestmark = pytest.mark.usefixtures("in_this_process")
GUIDE, TRIFOLD = ("guide", "screen"), ("trifold", "press")


def build(
    project: Path,
    document: tuple[str, str] = GUIDE,
    soft_proof: bool = False,
    keep_html: bool = False,
) -> Built:
    loaded = load_content(project / "content.yaml")
    edition, channel = document
    request = Request(
        project,
        project / "output",
        (edition,),
        (channel,),
        soft_proof=soft_proof,
        keep_html=keep_html,
    )
    (built,) = build_documents(loaded, request)
    return built


def held_by(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def put_elsewhere(place: Path, outside: Path) -> None:
    """Move a folder or file out of the output folder, and leave a link in its place."""
    outside.parent.mkdir(parents=True, exist_ok=True)
    place.rename(outside)
    place.symlink_to(outside)


@pytest.mark.parametrize("asked", ["", "soft proof", "html"])
@pytest.mark.parametrize(
    "name",
    [
        *("screen", "screen/guide.pdf", "soft-proof", "soft-proof/screen"),
        *("soft-proof/screen/guide", "soft-proof/screen/guide/page-01.png"),
        *("html", "html/screen", "html/screen/guide.html"),
    ],
)
def test_a_link_at_any_level_is_named_and_nothing_behind_it_changes(
    small: Path, tmp_path: Path, name: str, asked: str
) -> None:
    build(small, soft_proof=True, keep_html=True)
    outside = tmp_path.parent / f"{tmp_path.name}-outside/there"
    put_elsewhere(small / "output" / name, outside)
    (outside.parent / "theirs.png").write_bytes(b"theirs")
    before = held_by(outside.parent)
    text = (small / "content.yaml").read_text(encoding="utf-8")
    (small / "content.yaml").write_text(text.replace("salt", "sugar"), encoding="utf-8")
    built = build(small, soft_proof=asked == "soft proof", keep_html=asked == "html")
    assert [f.id for f in built.findings] == ["output.link"]
    assert f"{small / 'output' / name} is a link" in built.findings[0].what
    assert "-o" in built.findings[0].remedy
    assert held_by(outside.parent) == before
    shutil.rmtree(outside.parent)


def test_a_link_to_the_whole_output_folder_is_the_clinics_choice(small: Path) -> None:
    (small / "share").mkdir()
    (small / "output").symlink_to(small / "share")
    assert build(small).written
    assert (small / "share/screen/guide.pdf").is_file()


def test_links_in_the_memory_of_builds_are_not_followed(small: Path) -> None:
    build(small)
    blobs = small / "output/.brochure-cache/blobs"
    put_elsewhere(blobs, small / "elsewhere")
    before = held_by(small / "elsewhere")
    assert build(small).written
    assert held_by(small / "elsewhere") == before


def test_what_of_a_press_file_somebody_has_changed_keeps_all_of_it(small: Path) -> None:
    """A ticket that was filled in, or data for the printer that was edited by hand."""
    built = build(small, TRIFOLD)
    told = next(file for file in built.beside if file.suffix == ".json")
    edited = json.dumps({**json.loads(told.read_text()), "copies": 500}).encode()
    told.write_bytes(edited)
    text = (small / "content.yaml").read_text(encoding="utf-8")
    (small / "content.yaml").write_text(text.replace('"1.0"', '"1.1"'), encoding="utf-8")
    press = built.file.read_bytes()
    built = build(small, TRIFOLD)
    assert [f.id for f in built.findings] == ["output.unsure"]
    assert (built.file.read_bytes(), told.read_bytes()) == (press, edited)


def test_what_an_earlier_program_wrote_is_still_known_by_what_builds_remember(small: Path) -> None:
    """It kept no record of what it had written."""
    built = build(small, TRIFOLD, soft_proof=True)
    (small / "output/.brochure-written").unlink()
    text = (small / "content.yaml").read_text(encoding="utf-8")
    (small / "content.yaml").write_text(text.replace('"1.0"', '"1.1"'), encoding="utf-8")
    before = held_by(built.file.parent)
    again = build(small, TRIFOLD, soft_proof=True)
    assert again.written, again.findings
    assert all(before[f] != held for f, held in held_by(built.file.parent).items())


def forget_all(output: Path) -> None:
    """Take away what tells that this program wrote a file: the record, and what builds remember."""
    (output / ".brochure-written").unlink()
    shutil.rmtree(output / ".brochure-cache")


def test_a_press_file_is_known_with_its_ticket_where_nothing_is_remembered(small: Path) -> None:
    """As after an update from a program that kept no record; but not with an order in it."""
    built = build(small, TRIFOLD)
    told = next(file for file in built.beside if file.suffix == ".json")
    text = (small / "content.yaml").read_text(encoding="utf-8")
    (small / "content.yaml").write_text(text.replace('"1.0"', '"1.1"'), encoding="utf-8")
    forget_all(small / "output")
    assert build(small, TRIFOLD).written
    ticket = json.loads(told.read_text())
    told.write_text(json.dumps({**ticket, "order": {**ticket["order"], "quantity": 500}}))
    (small / "content.yaml").write_text(text, encoding="utf-8")
    forget_all(small / "output")
    assert [f.id for f in build(small, TRIFOLD).findings] == ["output.filled-in"]


def test_what_somebody_saved_after_us_is_kept_even_if_it_looks_blank(small: Path) -> None:
    built = build(small)
    with pikepdf.open(built.file, allow_overwriting_input=True) as sheet:
        sheet.docinfo["/Subject"] = "seen on Monday"
        sheet.save()
    theirs = built.file.read_bytes()
    text = (small / "content.yaml").read_text(encoding="utf-8")
    (small / "content.yaml").write_text(text.replace('"1.0"', '"1.1"'), encoding="utf-8")
    assert [f.id for f in build(small).findings] == ["output.unsure"]
    assert built.file.read_bytes() == theirs


def test_a_document_that_is_dropped_takes_only_what_showed_it(small: Path) -> None:
    with lock_folder(small / "output") as owned:
        names = ("soft-proof/screen/gone/page-01.png", "html/screen/gone.html")
        owned.write([(small / "output" / name, b"of long ago") for name in names])
    theirs = small / "output/soft-proof/screen/gone/plan.png"
    theirs.write_bytes(b"theirs")
    assert build(small).written
    assert list(held_by(small / "output/soft-proof")) == [theirs]
    assert not (small / "output/html/screen").exists()


def test_hard_links_to_files_of_others_are_not_written_through(small: Path) -> None:
    """Somebody gives a finished guide a second name, in a folder of their own."""
    built = build(small)
    second = small / "kept.pdf"
    os.link(built.file, second)
    before = second.read_bytes()
    text = (small / "content.yaml").read_text(encoding="utf-8")
    (small / "content.yaml").write_text(text.replace('"1.0"', '"1.1"'), encoding="utf-8")
    assert build(small).written
    assert second.read_bytes() == before != built.file.read_bytes()


@pytest.mark.parametrize("name", [".brochure.lock", ".brochure-written", "screen/guide.pdf"])
def test_a_pipe_holds_no_build_up(small: Path, name: str) -> None:
    (small / "output/screen").mkdir(parents=True)
    os.mkfifo(small / "output" / name)
    done = run(small, "--only", "guide")
    assert done.returncode in (1, 3) and "Fix: " in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("umask", [0o077, 0o002])
def test_all_that_a_build_writes_has_the_rights_of_the_umask(small: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        build(small, TRIFOLD, soft_proof=True)
        build(small, keep_html=True)
    finally:
        os.umask(before)
    there = list((small / "output").rglob("*"))
    files = {file.stat().st_mode & 0o777 for file in there if file.is_file()}
    folders = {file.stat().st_mode & 0o777 for file in there if file.is_dir()}
    assert (files, folders) == ({0o666 & ~umask}, {0o777 & ~umask})


def test_a_build_whose_lock_is_removed_stops_and_writes_no_more(small: Path) -> None:
    loaded = load_content(small / "content.yaml")
    request = Request(small, small / "output", ("guide", "trifold"), cached=False)
    documents = build_documents(loaded, request)
    first = next(documents)
    (small / "output/.brochure.lock").unlink()
    with pytest.raises(LockLostError, match="nothing more was written"):
        next(documents)
    assert [f for f in (small / "output").rglob("*.pdf") if f.stem in ("guide", "trifold")] == [
        first.file
    ]


def test_what_watches_waits_where_its_lock_is_removed_and_goes_on(small: Path) -> None:
    loaded = load_content(small / "content.yaml")
    request = Request(small, small / "output", ("guide", "trifold"), cached=False)
    with Rebuilder(request, pictures=False) as rebuilder:
        turn = rebuilder.build(loaded, Event())
        assert isinstance(next(turn), Built)
        (small / "output/.brochure.lock").unlink()
        (blocked,) = turn
        assert isinstance(blocked, Blocked) and isinstance(blocked.error, LockLostError)
        again = list(rebuilder.build(loaded, Event()))
    assert len(again) == 2 and all(isinstance(one, Built) and one.written for one in again)
