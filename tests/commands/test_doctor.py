"""The doctor works where nothing else does, and no command throws a package's absence at people."""

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from brochure.base.requirements import (
    collect_requirements,
    fits_range,
    native_remedy,
    package_remedy,
    read_requirements,
)
from brochure.commands.doctor import MachineCheck, checks_table, examine_machine
from tests.build.test_build import brochure
from tests.conftest import ROOT

BROKEN = {
    "missing": "raise ModuleNotFoundError(\"No module named '{0}'\")",
    "torn": "from {0} import what_is_not_there",
    "wrong core": 'raise SystemError("the installed {0}-core is not compatible")',
}


def without(project: Path, package: str, how: str = "missing") -> str:
    """Return a PYTHONPATH on which `package` is there but of no use."""
    folder = project / "broken" / package
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "__init__.py").write_text(BROKEN[how].format(package), encoding="utf-8")
    return f"{folder.parent}:{ROOT}"


def bare(
    project: Path, *arguments: str, bytes_of_a_file: int = -1, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program with Python's own library alone, as before any set-up."""
    most = (bytes_of_a_file, bytes_of_a_file)
    return subprocess.run(
        [sys.executable, "-S", "-m", "brochure", *arguments],
        cwd=project,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), "LD_LIBRARY_PATH": "", **environment},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, most),
        capture_output=True,
        text=True,
        check=False,
    )


def checks(run: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    told = json.loads(run.stdout)
    assert told["good"] is (run.returncode == 0)
    return {check["name"]: check for check in told["checks"]}


def missing(run: subprocess.CompletedProcess[str]) -> set[str]:
    return {name for name, check in checks(run).items() if check["state"] == "missing"}


# A machine that has everything, and one that has nothing


def test_a_good_machine_lacks_nothing(project: Path) -> None:
    run = brochure(project, "doctor")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.endswith("\n\nNothing is missing.\n")
    assert len(run.stdout.splitlines()) < 25, "a table that one can look over"
    assert "missing " not in run.stdout
    found = checks(brochure(project, "doctor", "--json"))
    for name in ("Python", "Pango", "HarfBuzz-Subset", "Fontconfig", "weasyprint", "pydantic-core"):
        assert found[name]["state"] == "good"
    for name in ("fonts", "font cache", "content", "output", "free space"):
        assert found[name]["state"] == "good"
    assert not (project / "output").exists(), "it looks, and makes nothing"


def test_a_machine_without_settings_for_fonts_makes_no_noise(project: Path) -> None:
    run = brochure(project, "doctor", FONTCONFIG_FILE="/nonexistent/fonts.conf")
    assert (run.returncode, run.stderr) == (0, "")


def test_without_any_package_it_names_each_and_the_line_that_mends_it(project: Path) -> None:
    run = bare(project, "doctor")
    assert (run.returncode, run.stderr) == (3, "")
    for requirement in read_requirements():
        name = re.split("[<>=]", requirement)[0]
        assert f"missing  {name} " in run.stdout
    assert "\n  Fix: " in run.stdout
    assert missing(bare(project, "doctor", "--json")) >= {"weasyprint", "pydantic", "fonts"}


@pytest.mark.parametrize("command", [["build"], ["check"], ["schema"]])
def test_without_any_package_every_command_is_one_line(project: Path, command: list[str]) -> None:
    run = bare(project, *command)
    assert (run.returncode, run.stdout) == (3, "")
    what, fix = run.stderr.splitlines()
    assert what.startswith("a Python package is missing or broken: No module named ")
    assert fix.startswith("  Fix: ") and " doctor tells everything" in fix


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_what_can_be_called_is_told_without_any_package(project: Path, option: str) -> None:
    run = bare(project, option)
    assert (run.returncode, run.stderr) == (0, "")
    assert "brochure" in run.stdout


# One package less


@pytest.mark.parametrize(
    ("package", "how"),
    [
        ("pydantic", "wrong core"),
        ("yaml", "torn"),
        ("pikepdf", "missing"),
        ("weasyprint", "torn"),
    ],
)
def test_one_broken_package_is_told_by_doctor(project: Path, package: str, how: str) -> None:
    run = brochure(project, "doctor", "--json", PYTHONPATH=without(project, package, how))
    assert (run.returncode, run.stderr) == (3, "")
    assert missing(run) == {{"yaml": "pyyaml"}.get(package, package)}


@pytest.mark.parametrize(
    ("package", "command", "how"),
    [
        ("pydantic", "check", "missing"),
        ("pydantic", "build", "wrong core"),
        ("jinja2", "build", "torn"),
        ("pypdfium2", "build", "missing"),
    ],
)
def test_one_broken_package_is_one_line_for_every_command(
    project: Path, package: str, command: str, how: str
) -> None:
    run = brochure(project, command, PYTHONPATH=without(project, package, how))
    assert (run.returncode, run.stdout) == (3, "")
    what, fix = run.stderr.splitlines()
    assert what.startswith("a Python package is missing or broken: ") and package in what
    assert package_remedy() in fix


# Versions


@pytest.mark.parametrize(
    ("version", "wanted", "good"),
    [
        ("70.0", ">=70.0,<71", True),
        ("69.9", ">=70.0,<71", False),
        ("71.0", ">=70.0,<71", False),
        ("2", ">=2.0.0", True),
        ("2.10", ">=2.9", True),
        ("2.5", "==2.005", True),
        ("2.50.3", "==2.50.4", False),
        ("1.9", "!=1.9", False),
        ("3.1.4", "~=3.1.2", True),
        ("3.2", "~=3.1.2", False),
        ("3.9", "~=3.1", True),
        ("3.0", "<=2", False),
        ("3.0", ">3", False),
        ("9.1rc1", ">=9", True),
        ("5", "", True),
    ],
)
def test_a_version_fits_its_range(version: str, wanted: str, good: bool) -> None:
    assert fits_range(version, wanted) is good


def test_ranges_come_from_all_who_need_a_package() -> None:
    ranges = collect_requirements(
        ["weasyprint[x]>=70.0,<71", "Jinja2", "only-on-mars; sys_platform == 'mars'"]
    )
    assert ranges["weasyprint"] == ">=70.0,<71"
    assert ranges["jinja2"] == ""
    assert fits_range("2.0", ranges["markupsafe"]), "Jinja2 asks for it"
    assert "only-on-mars" not in ranges


def test_an_old_package_is_missing_in_the_version_that_is_asked_for(project: Path) -> None:
    old = project / "old" / "weasyprint-69.0.dist-info"
    old.mkdir(parents=True)
    (old / "METADATA").write_text("Name: weasyprint\nVersion: 69.0\n", encoding="utf-8")
    run = brochure(project, "doctor", "--json", PYTHONPATH=f"{old.parent}:{ROOT}")
    assert missing(run) == {"weasyprint"}
    wanted = collect_requirements(read_requirements())["weasyprint"]
    assert checks(run)["weasyprint"]["found"] == f"69.0, but {wanted} is needed"


def test_another_version_than_the_lock_has_is_a_note(project: Path) -> None:
    newer = project / "newer" / "segno-99.0.dist-info"
    newer.mkdir(parents=True)
    (newer / "METADATA").write_text("Name: segno\nVersion: 99.0\n", encoding="utf-8")
    run = brochure(project, "doctor", "--json", PYTHONPATH=f"{newer.parent}:{ROOT}")
    assert run.returncode == 0
    segno = checks(run)["segno"]
    assert segno["state"] == "note"
    assert segno["found"].startswith("99.0, but requirements.lock has ")


# Libraries


def test_missing_libraries_are_named_and_the_engine_is_not_blamed(project: Path) -> None:
    """A file that is no library stands where the loader looks first."""
    (project / "lib").mkdir()
    for file in ("libpango-1.0.so.0", "libharfbuzz-subset.so.0"):
        (project / "lib" / file).write_text("not a library", encoding="utf-8")
    run = brochure(project, "doctor", "--json", LD_LIBRARY_PATH=str(project / "lib"))
    # Pango for FreeType needs Pango.
    assert missing(run) >= {"Pango", "HarfBuzz-Subset"}
    assert missing(run) <= {"Pango", "HarfBuzz-Subset", "Pango for FreeType"}
    assert checks(run)["weasyprint"]["state"] == "good"
    assert checks(run)["Pango"]["remedy"] == native_remedy()


def test_the_remedy_is_one_line_for_each_system() -> None:
    assert "sudo apt-get install -y libpangoft2-1.0-0 libharfbuzz-subset0" in native_remedy("linux")
    assert "./dev setup" in native_remedy("linux")
    assert native_remedy("darwin").startswith("brew install pango")
    assert "wsl --install" in native_remedy("win32")


# Places


def test_a_cache_that_cannot_be_written_moves_to_a_temporary_folder(project: Path) -> None:
    run = brochure(project, "doctor", "--json", XDG_CACHE_HOME=str(ROOT / "content.yaml/none"))
    cache = checks(run)["font cache"]
    assert cache["state"] == "good"
    assert not cache["found"].startswith("/dev")


def test_no_home_hinders_nothing(project: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("HOME", "XDG_CACHE_HOME")}
    command = [sys.executable, "-m", "brochure", "doctor"]
    environment["PYTHONPATH"] = str(ROOT)
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")


def test_a_disk_without_room_is_told_and_throws_nothing(project: Path) -> None:
    """No byte can be written anywhere: neither doctor nor build shows a traceback."""
    site = os.pathsep.join((str(ROOT), *(p for p in sys.path if p.endswith("site-packages"))))
    native = os.environ.get("LD_LIBRARY_PATH", "")
    places = {"XDG_CACHE_HOME": str(project), "PYTHONPATH": site, "LD_LIBRARY_PATH": native}
    run = bare(project, "doctor", "--json", bytes_of_a_file=0, **places)
    assert missing(run) == {"font cache", "output"}
    build = bare(project, "build", bytes_of_a_file=0, **places)
    assert build.returncode != 0
    assert "Traceback" not in build.stderr
    assert "  Fix: " in build.stderr


@pytest.mark.parametrize("place", ["content", "output"])
def test_a_place_that_is_no_place_is_told(project: Path, place: str) -> None:
    if place == "content":
        (project / "content.yaml").unlink()
        (project / "content.yaml").mkdir()
    else:
        (project / "output").write_text("in the way", encoding="utf-8")
    run = brochure(project, "doctor", "--json")
    assert (run.returncode, missing(run)) == (3, {place})


def test_no_content_here_is_only_a_note(tmp_path: Path) -> None:
    run = brochure(tmp_path, "doctor")
    assert run.returncode == 0
    assert "note     content" in run.stdout
    assert "Note: run this where content.yaml lies" in run.stdout


def test_another_folder_for_output_is_looked_at(project: Path) -> None:
    (project / "file").write_text("", encoding="utf-8")
    run = brochure(project, "doctor", "content.yaml", "-o", "file/out", "--json")
    assert missing(run) == {"output"}


# The table


def test_each_remedy_is_said_once_and_good_packages_share_a_line() -> None:
    table = checks_table(
        (
            MachineCheck("package", "a", "good", "1"),
            MachineCheck("package", "b", "missing", "is not installed", "do it"),
            MachineCheck("package", "c", "good", "1"),
            MachineCheck("package", "d", "missing", "is not installed", "do it"),
        )
    )
    assert table.splitlines() == [
        "good     Python packages  2 of 4 as they should be",
        "missing  b                is not installed",
        "missing  d                is not installed",
        "",
        "Missing or of no use: b, d.",
        "  Fix: do it",
    ]


def test_everything_missing_has_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for check in examine_machine(tmp_path, tmp_path / "file"):
        assert check.remedy or check.state != "missing", check.name
