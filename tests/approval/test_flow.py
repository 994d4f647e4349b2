"""A document on its way: written, reviewed, released, edited, superseded, printed, withdrawn."""

import json
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from brochure.approval.record import read_record
from brochure.base.errors import BrochureError
from brochure.build.claim import output_of
from tests.approval.workshop import AUTHOR, MANAGER, REVIEWER, Workshop, write_project
from tests.base.test_storage import run

GUIDE = "screen/guide.pdf"


def test_a_document_on_its_way(tmp_path: Path) -> None:
    """Each step goes on from the one before; what it asserts is told by its name."""
    shop = Workshop(write_project(tmp_path / "clinic"))
    nothing_is_released_that_nobody_has_approved(shop)
    it_is_signed_once_it_was_looked_at(shop)
    what_is_released_is_what_was_approved(shop)
    words_that_differ_under_an_approved_version_are_refused(shop)
    the_next_release_supersedes_the_one_before(shop)
    a_version_that_is_taken_back_names_its_stacks(shop)
    a_review_that_is_asked_for_takes_approvals_back(shop)
    a_changed_file_of_a_release_is_told(shop)


def release_of(shop: Workshop, version: str) -> Path:
    return output_of(shop.content, None) / "releases/guide" / version


def text_of(file: Path) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(file).pages).split())


def nothing_is_released_that_nobody_has_approved(shop: Workshop) -> None:
    code, told = shop.run("release", "guide", *MANAGER)
    assert code == 1 and told.startswith("Not released: guide.")
    assert told.index("Whoever wrote it") < told.index("Whoever signs “medical review”")
    assert not (output_of(shop.content, None) / "releases").exists()
    assert shop.states("guide") == {"guide": "draft"}


def it_is_signed_once_it_was_looked_at(shop: Workshop) -> None:
    code, shown = shop.run("approve", "guide", *AUTHOR)
    assert code == 1 and "Nothing is signed yet" in shown
    with pytest.raises(BrochureError, match="not what was shown"):
        shop.run("approve", "guide", *AUTHOR, "--seen", "00000000")
    assert read_record(shop.content).entries == ()
    assert "still needs “medical review”" in shop.sign("guide", *AUTHOR)
    own = ("--by", "sam lee", *REVIEWER[2:])
    with pytest.raises(BrochureError, match="another person"):
        shop.run("approve", "guide", *own)
    shop.run("approve", "guide", *REVIEWER)
    seen = output_of(shop.content, None) / "to-approve"
    pages = text_of(seen / "guide" / GUIDE)
    assert "Approved by Dr. Ann Poe, DDS, 30 November 2026" in pages
    assert (seen / "changes.html").is_file() and (seen / "changes.pdf").is_file()
    shop.sign("guide", *REVIEWER)
    assert shop.states("guide") == {"guide": "approved"}
    assert not list(seen.rglob("*.pdf"))


def what_is_released_is_what_was_approved(shop: Workshop) -> None:
    code, told = shop.run("release", "guide", *MANAGER)
    assert code == 0 and "Released: guide 1.0" in told
    folder, approved = release_of(shop, "1.0"), output_of(shop.content, None) / "approved/guide/1.0"
    assert (folder / GUIDE).read_bytes() == (approved / GUIDE).read_bytes()
    call = ("sha256sum", "--quiet", "-c", "SHA256SUMS")
    assert subprocess.run(call, cwd=folder, check=False).returncode == 0
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["approvals"] == [1, 2] and manifest["released"]["by"] == "Kim Roe"
    assert {"words.json", "changes.html", "changes.pdf", "approvals.txt"} <= {
        each.name for each in folder.iterdir()
    }
    assert shop.states("guide") == {"guide": "released"}
    assert shop.run("verify")[0] == 0


def words_that_differ_under_an_approved_version_are_refused(shop: Workshop) -> None:
    kept = (release_of(shop, "1.0") / GUIDE).read_bytes()
    shop.edit("Eat soft food for two days.", "Eat soft food for three days.")
    assert shop.states("guide") == {"guide": "changed"}
    project = shop.content.parent
    refused = run(project, "--only", "guide")
    assert refused.returncode == 1 and "approval.changed" in refused.stdout
    assert "--bump" in refused.stdout and not (project / "output" / GUIDE).exists()
    others = run(project, "--only", "trifold", "--channel", "office")
    assert others.returncode == 0
    bumped = run(project, "--only", "guide", "--bump")
    assert bumped.returncode == 0 and "guide is version 1.1 now." in bumped.stdout
    assert (project / "output" / GUIDE).is_file()
    assert (release_of(shop, "1.0") / GUIDE).read_bytes() == kept


def the_next_release_supersedes_the_one_before(shop: Workshop) -> None:
    assert shop.states("guide") == {"guide": "draft"}
    told = shop.run("status")[1]
    assert "since version 1.0: 1 passage changed." in told and "diff --only guide" in told
    assert told.count("since version") == 1, "of documents that say the same"
    shop.run("approve", "guide", *AUTHOR)
    html = (output_of(shop.content, None) / "to-approve/changes.html").read_text(encoding="utf-8")
    assert "three" in html and "two" in html and "<script" not in html
    shop.approve("guide")
    assert shop.run("release", "guide", *MANAGER)[0] == 0
    note = (release_of(shop, "1.0") / "SUPERSEDED.txt").read_text(encoding="utf-8")
    assert "version 1.1" in note
    assert (release_of(shop, "1.1") / GUIDE).is_file()
    assert shop.run("verify")[0] == 0


def a_version_that_is_taken_back_names_its_stacks(shop: Workshop) -> None:
    run_of = ("guide", "--quantity", "500", "--place", "Front desk", "--job", "PO 12", *MANAGER)
    assert "500 copies of guide 1.1" in shop.run("printed", *run_of)[1]
    reason = ("--reason", "A wrong number on page 3")
    code, told = shop.run("withdraw", "guide", *reason, *MANAGER)
    assert code == 0 and "Front desk: 500 copies" in told and "PO 12" in told
    notice = output_of(shop.content, None) / "recalls/guide-1.1.pdf"
    words = " ".join(PdfReader(notice).pages[0].extract_text().split())
    for said in ("Version 1.1", "A wrong number on page 3", "Front desk", "500 copies", "PO 12"):
        assert said in words
    assert "All copies are found and destroyed" in words and "Signature" in words
    notice.unlink()
    code, told = shop.run("withdraw", "guide", "--reason", "Lost the notice", *MANAGER)
    assert code == 0 and "A wrong number on page 3" in told and "Lost" not in told
    entries = read_record(shop.content).entries
    assert notice.is_file() and [e.event for e in entries].count("withdrawn") == 1
    assert shop.states("guide") == {"guide": "withdrawn"}
    told = shop.run("status", "guide")[1]
    assert "nothing is in use: version 1.1, released 2026-11-30, was withdrawn on" in told
    assert "Front desk, 2026-11-30; withdrawn: destroy them" in told and "--bump" in told
    with pytest.raises(BrochureError, match="was withdrawn"):
        shop.run("printed", *run_of)
    refused = run(shop.content.parent, "--only", "guide")
    assert refused.returncode == 1 and "approval.withdrawn" in refused.stdout


def a_review_that_is_asked_for_takes_approvals_back(shop: Workshop) -> None:
    assert run(shop.content.parent, "--only", "guide", "--bump").returncode == 0
    shop.approve("guide")
    assert shop.states("guide") == {"guide": "approved"}
    why = ("--reason", "The label changed")
    code, told = shop.run("review", "--mentions", "soft food", *why, *MANAGER)
    assert code == 0 and told.startswith("To be reviewed: trifold, guide, large-print")
    assert shop.states("guide") == {"guide": "to be reviewed"}
    with pytest.raises(BrochureError, match="no document says"):
        shop.run("review", "--mentions", "no such words", *why, *MANAGER)


def a_changed_file_of_a_release_is_told(shop: Workshop) -> None:
    file = release_of(shop, "1.0") / GUIDE
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"x")
    code, told = shop.run("verify")
    assert code == 1 and "releases/guide/1.0/screen/guide.pdf is gone or was changed" in told
    file.write_bytes(whole)
    assert shop.run("verify")[0] == 0
