"""Where fontconfig's settings and cache are kept: one folder, whoever runs, however it ended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

RUN = "from brochure.base.font_files import use_own_fonts; use_own_fonts(); import os\n"
TELL = f"{RUN}print(os.environ['FONTCONFIG_FILE'])"
OWN = f"brochure-{os.getuid()}"
NO_FOLDER = str(ROOT / "content.yaml/none")  # in a file nobody can make one


def run(program: str, **places: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **places}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_without_a_cache_all_runs_share_one_temporary_folder(tmp_path: Path) -> None:
    places = {"XDG_CACHE_HOME": NO_FOLDER, "TMPDIR": str(tmp_path)}
    said = {run(TELL, **places).stdout.strip() for _ in range(3)}
    (conf,) = said
    assert Path(conf).is_relative_to(tmp_path / OWN)
    assert [f.name for f in tmp_path.iterdir()] == [OWN]
    assert [f.name for f in Path(conf).parent.iterdir()] == ["fonts.conf"]
    assert (tmp_path / OWN).stat().st_mode & 0o077 == 0, "nobody else may write there"


@pytest.mark.parametrize("how", ["link", "folder"])
def test_a_temporary_folder_of_somebody_else_is_not_used(tmp_path: Path, how: str) -> None:
    theirs = tmp_path / OWN
    if how == "link":
        theirs.symlink_to(tmp_path)
    elif os.geteuid() == 0:
        theirs.mkdir()
        os.chown(theirs, 65534, 65534)
    else:
        pytest.skip("only root can make a folder for somebody else")
    program = (
        "from brochure.base.errors import BrochureError\n"
        "from brochure.base.font_files import cache_folder\n"
        "try: cache_folder()\n"
        "except BrochureError as e: print(e.exit_code, e.message)"
    )
    done = run(program, XDG_CACHE_HOME=NO_FOLDER, TMPDIR=str(tmp_path))
    said = f"3 the font cache cannot be written: {theirs} belongs to somebody else\n"
    assert (done.stdout, done.stderr) == (said, "")


def test_what_killed_runs_left_of_the_settings_is_removed(tmp_path: Path) -> None:
    """They are killed between the writing of the settings and the moving to their name."""
    killed = f"import os, pathlib; pathlib.Path.replace = lambda *_: os.kill(os.getpid(), 9)\n{RUN}"
    for _ in range(2):
        assert run(killed, XDG_CACHE_HOME=str(tmp_path)).returncode == -9
    assert len(list(tmp_path.rglob("fonts.conf.*"))) == 2
    conf = Path(run(TELL, XDG_CACHE_HOME=str(tmp_path)).stdout.strip())
    assert [f.name for f in conf.parent.iterdir()] == ["fonts.conf"]


def test_only_what_holds_our_settings_is_removed(tmp_path: Path) -> None:
    conf = Path(run(TELL, XDG_CACHE_HOME=str(tmp_path)).stdout.strip())
    theirs = {conf.with_name(f"fonts.conf.{end}"): b"mine" for end in ("bak", "old", "1234")}
    for file, content in theirs.items():
        file.write_bytes(content)
    half = conf.with_name("fonts.conf.99")
    half.write_bytes(conf.read_bytes()[:50])
    conf.write_text("of another version")
    assert run(TELL, XDG_CACHE_HOME=str(tmp_path)).stderr == ""
    assert {file: file.read_bytes() for file in theirs} == theirs
    assert not half.exists() and conf.read_text() != "of another version"


def test_a_run_that_loses_its_part_finds_the_settings_written(tmp_path: Path) -> None:
    """Another one removes it just before it is moved, as it does with those of killed runs."""
    robbed = (
        "import os, pathlib, subprocess, sys\nmove = pathlib.Path.replace\n"
        "def late(part, to):\n"
        "    pathlib.Path.replace = move\n"
        f"    subprocess.run([sys.executable, '-c', {RUN!r}], check=True)\n"
        "    assert not part.exists()\n"
        "    return move(part, to)\n"
        f"pathlib.Path.replace = late\n{TELL}"
    )
    done = run(robbed, XDG_CACHE_HOME=str(tmp_path))
    assert done.stderr == ""
    assert [f.name for f in Path(done.stdout.strip()).parent.iterdir()] == ["fonts.conf"]


def test_settings_are_on_the_disk_before_they_are_in_their_place(tmp_path: Path) -> None:
    noting = (
        "import os, pathlib\nsync, move, written = os.fsync, pathlib.Path.replace, set()\n"
        "def note(handle):\n    written.add(os.fstat(handle).st_ino)\n    sync(handle)\n"
        "def late(part, to):\n    assert part.stat().st_ino in written\n    return move(part, to)\n"
        f"os.fsync, pathlib.Path.replace = note, late\n{TELL}\n"
        "conf = pathlib.Path(os.environ['FONTCONFIG_FILE'])\n"
        "assert conf.parent.stat().st_ino in written\n"
    )
    done = run(noting, XDG_CACHE_HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("damaged", [b"", b"\0" * 700, b"\xff\xfe damaged"])
def test_settings_that_a_power_cut_damaged_are_written_anew(tmp_path: Path, damaged: bytes) -> None:
    conf = Path(run(TELL, XDG_CACHE_HOME=str(tmp_path)).stdout.strip())
    good = conf.read_bytes()
    conf.write_bytes(damaged)
    assert run(TELL, XDG_CACHE_HOME=str(tmp_path)).stderr == ""
    assert conf.read_bytes() == good
