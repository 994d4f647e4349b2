"""The command line: what staff see, what machines read, and the exit codes."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.base.editions import TRIFOLD
from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, Location
from brochure.build.job import Built
from brochure.build.report import built_text, finding_text, summary_text
from brochure.channels.channels import OFFICE
from brochure.commands.cli import main
from brochure.content.load import LoadedContent
from brochure.markup.render import render_html_page
from brochure.proofs import PROOFS
from brochure.selection.select import select_content
from tests.build.test_build import brochure, edit
from tests.conftest import ROOT
from tests.content.places import lines_at, write_edited
from tests.variants import variant_of


def line_of(project: Path, words: str) -> int:
    """Return the first line of the content that holds `words`."""
    lines = (project / "content.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def open_facts(loaded: LoadedContent) -> str:
    """Return how the facts that are open are counted before anything else is said of them."""
    assert loaded.content
    gaps = [fact.status == "to fill in" for fact in loaded.content.facts if fact.status in OPEN]
    gaps.append(True)  # the number that takes texts, which no source names
    return f"{len(gaps)} facts are open: {sum(gaps)} to fill in, {gaps.count(False)} to confirm"


A_SCREEN = 40  # lines
OPEN = ("to fill in", "to confirm")


def test_check_says_that_content_is_good_and_which_facts_are_open(
    project: Path, loaded: LoadedContent
) -> None:
    """Good last, where the eye ends; all of it fits one screen."""
    run = brochure(project, "check")
    assert (run.returncode, run.stderr) == (0, "")
    assert loaded.content
    sections, editions = len(loaded.content.sections), len(loaded.content.editions)
    good = f"content.yaml is good: {sections} sections, 2 sheets, {editions} editions.\n"
    assert run.stdout.endswith(good) and run.stdout.startswith(open_facts(loaded))
    assert len(run.stdout.splitlines()) <= A_SCREEN
    quiet = brochure(project, "check", "-q")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_check_names_every_problem_at_once_with_line_caret_and_remedy(project: Path) -> None:
    write_edited(
        project,
        (lines_at("clinic.phone"), "  phone: 336-CALL-US\n"),
        ("  tagline:", "  taglin:"),
        (lines_at("editions.booklet.panels.flow[six-steps]"), "        - six-stepps\n"),
    )
    run = brochure(project, "check")
    assert run.returncode == 1
    assert run.stderr == ""
    for said in (
        "336-CALL-US",
        "'tagline'?",
        "did you mean 'six-steps'?",
        f"content.yaml:{line_of(project, '336-CALL-US')}:",
        f"content.yaml:{line_of(project, 'taglin:')}:",
    ):
        assert said in run.stdout
    assert run.stdout.count("  Fix: ") == run.stdout.count("^\n")


def test_json_for_machines(small: Path) -> None:
    run = brochure(small, "build", "--only", "trifold", "--channel", "office", "--json")
    told = json.loads(run.stdout)
    assert told["good"] is True
    (document,) = told["documents"]
    assert document["edition"] == "trifold"
    assert document["file"].endswith("output/office/trifold.pdf")
    assert {p["name"] for p in document["panels"]} >= {"cover", "help", "inside-left"}
    assert all(p["words_free"] >= 0 for p in document["panels"])
    edit(small, "  tagline:", "  taglin:")
    broken = json.loads(brochure(small, "build", "--json").stdout)
    assert broken["good"] is False
    assert broken["findings"][0]["line"] == line_of(small, "taglin:")


def test_named_editions_show_how_full_each_panel_is(small: Path) -> None:
    run = brochure(small, "build", "--only", "trifold", "--channel", "office")
    assert re.search(r"\binside-middle: \d+% full, \d+ words more fit\b", run.stdout)


def test_quiet_prints_problems_only(small: Path) -> None:
    run = brochure(small, "build", "--only", "trifold", "--channel", "office", "-q")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_the_summary_fits_one_screen(built: tuple[Built, ...]) -> None:
    here = built[0].file.parents[2]  # where someone stands who builds into output/
    told = [built_text(document, here, panels=False) for document in built]
    lines = "\n".join((*told, "", summary_text(built, ()))).splitlines()
    assert len(lines) <= 2 * len(built) + 2
    assert max(len(line) for line in lines) <= 120
    assert lines[-1] == f"{len(built)} documents written; all {len(PROOFS)} proofs hold for each."


def test_output_goes_where_it_is_asked_to(project: Path, loaded: LoadedContent) -> None:
    sheet = ("--only", "safety-sheet-ketamine", "--channel", "screen")
    run = brochure(project, "build", "-o", "elsewhere", *sheet)
    assert run.stdout.startswith("elsewhere/screen/safety-sheet-ketamine.pdf  1 page, ")
    *_, written, facts = run.stdout.splitlines()
    assert written == f"1 document written; all {len(PROOFS)} proofs hold for each."
    assert facts.startswith(open_facts(loaded))
    assert (project / "elsewhere/screen/safety-sheet-ketamine.pdf").is_file()


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_a_console_that_lacks_the_signs_of_content_shows_them_as_codes(
    project: Path, extra: tuple[str, ...]
) -> None:
    """As on Windows, where a piped program has an old code page; a file may be named anything."""
    console = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    shutil.copy(project / "content.yaml", project / "中.yaml")
    good = brochure(project, "check", "中.yaml", *extra, **console)
    assert (good.returncode, good.stderr) == (0, "")
    edit(project, "  tagline: ", "  tagline: ✗ ")
    bad = brochure(project, "check", *extra, **console)
    assert bad.returncode == 1
    assert "BALLOT X" in bad.stdout + bad.stderr
    assert "Traceback" not in bad.stderr


@pytest.mark.parametrize("arguments", [["bild"], ["build", "--chanel", "x"], []])
def test_a_wrong_call_is_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: brochure" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_a_content_file_that_does_not_exist_is_a_wrong_call(
    project: Path, command: str, extra: tuple[str, ...]
) -> None:
    run = brochure(project, command, "contents.yaml", *extra)
    assert run.returncode == 2
    assert "there is no file contents.yaml" in (run.stdout if extra else run.stderr)


@pytest.mark.parametrize("name", ["content.yaml", "nested/content.yaml"])
def test_a_file_below_the_current_folder_is_named_from_there(project: Path, name: str) -> None:
    (project / "nested").mkdir()
    edit(project, "  tagline:", "  taglin:")
    shutil.copytree(project / "figures", project / "nested/figures")
    shutil.copy(project / "content.yaml", project / "nested/content.yaml")
    for command in ("check", "build"):
        whole = brochure(project, command, str(project / name))
        assert whole.stdout.startswith(f"{name}:{line_of(project, 'taglin:')}:3: ")
        assert str(project) not in whole.stdout
        assert whole.stdout == brochure(project, command, name).stdout
    elsewhere = brochure(project / "figures", "check", str(project / name))
    assert elsewhere.stdout.startswith(f"{project / name}:{line_of(project, 'taglin:')}:3: ")


def test_a_schema_that_cannot_be_written_is_one_line(project: Path) -> None:
    (project / "schema.json").mkdir()
    for content, code, what in (
        ("/nonexistent/content.yaml", 2, "there is no folder /nonexistent"),
        ("content.yaml", 3, f"cannot write {project / 'schema.json'}: Is a directory"),
    ):
        run = brochure(project, "schema", content)
        assert (run.returncode, run.stdout) == (code, "")
        told = run.stderr.splitlines()
        assert told[0] == what
        assert told[1].startswith("  Fix: ") and len(told) == 2


def test_a_call_that_stops_tells_machines_too(project: Path) -> None:
    run = brochure(project, "build", "--only", "trifld", "--json")
    assert run.returncode == 2
    told = json.loads(run.stdout)
    assert told["good"] is False
    assert told["findings"][0]["what"].startswith('there is no edition "trifld"')


@pytest.mark.parametrize(
    ("command", "key"), [(("check",), "tagline"), (("build", "--json"), "taglin")]
)
def test_a_reader_who_stops_reading_ends_the_program_quietly(
    project: Path, command: tuple[str, ...], key: str
) -> None:
    """A pipe whose other end is closed, as after `| head -1`."""
    edit(project, "  tagline:", f"  {key}:")
    read_end, write_end = os.pipe()
    os.close(read_end)
    run = subprocess.run(
        [sys.executable, "-m", "brochure", *command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=write_end,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write_end)
    assert (run.returncode, run.stderr) == (1, "")


@pytest.mark.parametrize(
    ("redirected", "code", "told"),
    [
        (">&-", 0, ""),
        ("2>&-", 0, ""),
        (
            ">/dev/full",
            3,
            "cannot write what was to be told: the disk is full\n"
            "  Fix: Free some space, or send it elsewhere.\n",
        ),
    ],
)
def test_output_that_leads_nowhere(project: Path, redirected: str, code: int, told: str) -> None:
    """Streams closed by whoever started the program, or sent to a full disk."""
    run = subprocess.run(
        ["sh", "-c", f'"$0" -m brochure check {redirected}', sys.executable],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (code, told)


def refused(folder: Path, loaded: LoadedContent) -> BrochureError:
    """Return why the tri-fold cannot be marked up with the files in `folder`."""
    assert loaded.content
    with pytest.raises(BrochureError) as raised:
        render_html_page(
            select_content(loaded.content, TRIFOLD),
            variant_of(loaded.content, TRIFOLD, OFFICE, folder),
        )
    return raised.value


@pytest.mark.parametrize(
    ("template", "line", "what"),
    [
        ("<p>\n{% if %}", 2, "this is not written as templates are: Expected an expression"),
        ("<p>\n\n{{ titel }}", 3, "the template cannot be filled in: 'titel' is undefined"),
        ("{{ panels\n.nowhere.x }}", 2, "has no attribute 'nowhere'"),
        ("\n{{ title | bold }}", 2, "No filter named 'bold'"),
        ("\n{% include 'no.html' %}", 2, "there is no template no.html"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_told_by_its_line(
    tmp_path: Path, loaded: LoadedContent, template: str, line: int, what: str
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / TRIFOLD.template).write_text(template, encoding="utf-8")
    error = refused(tmp_path, loaded)
    assert error.where == f"templates/{TRIFOLD.template}:{line}"
    assert what in error.message
    assert error.hint and error.exit_code == 2


def test_a_fault_in_a_template_that_another_includes_is_told_where_it_stands(
    tmp_path: Path, loaded: LoadedContent
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / TRIFOLD.template).write_text("{% include 'x/own.j2' %}")
    (tmp_path / "templates/x").mkdir()
    for text, line in (("\n{{ titel }}", 2), ("\n\n{% endif %}", 3)):
        (tmp_path / "templates/x/own.j2").write_text(text)
        assert refused(tmp_path, loaded).where == f"templates/x/own.j2:{line}"


def test_a_macro_that_cannot_be_filled_in_names_the_line_that_called_it(
    tmp_path: Path, loaded: LoadedContent
) -> None:
    own = tmp_path / "templates/blocks/bullets.html.j2"
    own.parent.mkdir(parents=True)
    macro = '{% from "_parts.html.j2" import item %}'
    own.write_text(
        f"{macro}\n{{% for entry in block.items %}}{{{{ item(entry.said) }}}}{{% endfor %}}"
    )
    error = refused(tmp_path, loaded)
    assert error.where.startswith("templates/_parts.html.j2:")
    assert error.message.endswith(" (called from templates/blocks/bullets.html.j2:2)")


@pytest.mark.parametrize("file", [f"templates/{TRIFOLD.template}", "styles/_tokens.css"])
def test_a_template_or_stylesheet_that_is_not_utf_8_is_told_by_its_line(
    project: Path, loaded: LoadedContent, file: str
) -> None:
    (project / file).parent.mkdir()
    (project / file).write_bytes(b"/* one\ntwo caf\xe9 */\n")
    error = refused(project, loaded)
    assert error.where == f"{file}:2"
    assert error.message == "a character is not saved as UTF-8 (byte E9)"
    assert error.hint.startswith("Save the file as UTF-8")


def test_a_build_with_a_broken_template_says_where_and_how_to_mend_it(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates" / TRIFOLD.template).write_text("\n{% if %}")
    run = brochure(project, "build", "--only", TRIFOLD.name)
    assert run.returncode == 1
    told = run.stdout + run.stderr
    assert f"templates/{TRIFOLD.template}:2: " in told
    assert "\n  Fix: Mend this line." in told
    assert "Traceback" not in run.stderr


def test_a_warning_is_told_and_only_strict_counts_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], loaded: LoadedContent
) -> None:
    """No check warns today; this is what a warning would do."""
    place = Location("a.b", "c.yaml", 3, 5)
    warning = Finding("x.y", "it is long", "Cut it.", "warning", place)

    def warned(path: Path, **_named: object) -> LoadedContent:
        return replace(loaded, findings=(warning,))

    monkeypatch.setattr("brochure.selection.duties.load_checked_content", warned)
    for arguments, code, good in ((["check"], 0, True), (["check", "--strict"], 1, False)):
        assert main(arguments) == code
        told = capsys.readouterr()
        assert told.out.startswith("c.yaml:3:5: warning: a.b: it is long\n  Fix: Cut it.\n")
        assert told.err == ""
        assert ("is good" in told.out) is good
        assert main([*arguments, "--json"]) == code
        assert json.loads(capsys.readouterr().out)["good"] is good


def test_a_warning_about_a_page_says_that_it_is_one() -> None:
    place = Location(edition="e", channel="c", page=2)
    warning = Finding("x.y", "it is long", severity="warning", place=place)
    assert finding_text(warning) == "it is long\n  warning: e, c, page 2 [x.y]"


def test_a_missing_library_is_one_line_and_exit_code_3(project: Path) -> None:
    """An engine that cannot load Pango stands in for a machine without it."""
    broken = project / "broken" / "weasyprint"
    broken.mkdir(parents=True)
    said = "print('a page of advice'); raise OSError(\"cannot load library 'libpango-1.0-0'\")"
    (broken / "__init__.py").write_text(said, encoding="utf-8")
    run = brochure(project, "build", PYTHONPATH=f"{broken.parent}:{ROOT}")
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.splitlines() == [
        "a system library is missing: cannot load library 'libpango-1.0-0'",
        "  Fix: on Debian or Ubuntu: sudo apt-get install -y libpangoft2-1.0-0 libharfbuzz-subset0"
        " (or ./dev setup, which needs no administrator)",
    ]


def test_a_missing_subsetter_is_asked_for_too(project: Path) -> None:
    broken = project / "broken" / "weasyprint"
    broken.mkdir(parents=True)
    warns = "import warnings; warnings.warn('HarfBuzz-Subset will be required', DeprecationWarning)"
    (broken / "__init__.py").write_text(warns, encoding="utf-8")
    run = brochure(project, "build", PYTHONPATH=f"{broken.parent}:{ROOT}")
    assert run.returncode == 3
    assert "libharfbuzz-subset0" in run.stderr


def test_version_and_help_name_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("build", "check", "doctor", "email", "schema"):
        assert f"    {command} " in told
        assert f"./dev {command}" in readme, "README documents every command"
