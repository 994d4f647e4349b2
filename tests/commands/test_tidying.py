"""The last lines of a build: what was refused, what is not of today's content, what was pruned."""

import json
import os
import shutil
from pathlib import Path

import pytest

from brochure.base.output_folder import default_output, owner_of_output
from tests.base.test_storage import run

STALE = "Not of today's content [output.stale]:"
REASON = "still has the phone number (555) 010-0199"
ASKED = ("--only", "guide", "--channel", "screen")


def change_phone(project: Path) -> None:
    text = (project / "content.yaml").read_text(encoding="utf-8")
    (project / "content.yaml").write_text(text.replace("010-0199", "010-0142"), encoding="utf-8")


def test_the_last_lines_name_what_is_stale_and_prune_removes_it(small: Path) -> None:
    assert run(small, "--only", "trifold", "guide", "-q").stdout == ""
    change_phone(small)
    first, again = run(small, *ASKED), run(small, *ASKED)
    told = first.stdout.splitlines()
    assert told[-4:-1] == [
        STALE,
        f"  output/office/trifold.pdf {REASON}",
        f"  output/press/trifold.pdf (and 2 files with it) {REASON}",
    ]
    assert "--prune" in told[-1] and (first.returncode, again.returncode) == (0, 0)
    assert again.stdout.splitlines()[-4:] == told[-4:] and "up to date" in again.stdout
    assert first.stderr == again.stderr == ""
    assert run(small, *ASKED, "--strict").returncode == 1
    (small / "output/office/trifold.pdf").unlink()
    assert run(small, *ASKED).stdout.splitlines()[-3:-1] == told[-4:-3] + told[-2:-1]
    values = json.loads(run(small, *ASKED, "--json", "--prune").stdout)
    endings = ("-DRAFT-ticket.json", "-DRAFT-ticket.pdf", ".pdf")
    assert [Path(f).name for f in values["removed"]] == [f"trifold{e}" for e in endings]
    assert values["stale"] == values["kept"] == [] and values["good"] is True
    assert run(small, *ASKED, "-q").stdout == ""
    assert [f.name for f in (small / "output").rglob("*.pdf")] == ["guide.pdf"]


def test_what_was_refused_is_named_last_with_what_stays(small: Path) -> None:
    run(small, "--only", "guide")
    change_phone(small)
    (small / "styles").mkdir()
    (small / "styles/guide.css").write_text("broken {", encoding="utf-8")
    told = run(small, "--only", "guide").stdout.splitlines()
    assert told[-4] == "Not written, see above: output/screen/guide.pdf."
    last_good = "; it is the last good one, for the new one was refused"
    assert told[-3:-1] == [STALE, f"  output/screen/guide.pdf {REASON}{last_good}"]
    assert told[-1].startswith("Mend what is named above") and "makes it new" in told[-1]
    values = json.loads(run(small, "--only", "guide", "--json").stdout)
    assert [one["why"] for one in values["stale"]] == [REASON]
    assert "output.stale" in {finding["id"] for finding in values["findings"]}


def test_another_content_file_of_the_folder_has_its_own_output(small: Path) -> None:
    run(small, *ASKED)
    before = (small / "output/screen/guide.pdf").read_bytes()
    text = (small / "content.yaml").read_text(encoding="utf-8")
    (small / "content.es.yaml").write_text(text.replace('"1.0"', '"2.0"'), encoding="utf-8")
    assert run(small, "content.es.yaml", *ASKED).returncode == 0
    assert "up to date" in run(small, "content.es.yaml", *ASKED).stdout
    assert (small / "output-es/screen/guide.pdf").read_bytes() != before
    refused = run(small, "content.es.yaml", *ASKED, "-o", "output")
    assert refused.returncode == 2 and "content.yaml" in refused.stderr
    assert refused.stderr.count("\n") == 2 and "output-es" in refused.stderr
    assert (small / "output/screen/guide.pdf").read_bytes() == before
    assert run(small, *ASKED, "-q").stdout == "", "the other folder is none of its documents"


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("content.yaml", "output"),
        ("content.yml", "output"),
        ("Content.YAML", "output"),
        ("content", "output"),
        ("content.es.yaml", "output-es"),
        ("content.pt-br.yml", "output-pt-br"),
        ("es.yaml", "output-es"),
        ("my clinic", "output-my clinic"),
        ("press.yaml", "output-press"),
    ],
)
def test_where_documents_go(tmp_path: Path, name: str, folder: str) -> None:
    assert default_output(str(tmp_path / name)) == str(tmp_path / folder)


def test_whose_a_folder_is_by_default(tmp_path: Path) -> None:
    for name in ("content.yaml", "content.es.yaml", "notes.txt"):
        (tmp_path / name).touch()
    names = {
        folder: os.path.basename(owner_of_output(str(tmp_path / folder)))  # noqa: PTH119
        for folder in ("output", "output-es", "output-fr", "share")
    }
    assert names == {
        "output": "content.yaml",
        "output-es": "content.es.yaml",
        "output-fr": "",
        "share": "",
    }
    shutil.rmtree(tmp_path)
    assert owner_of_output(str(tmp_path / "output")) == ""
