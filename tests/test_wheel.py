"""The wheel alone, away from the checkout, builds the same documents."""

import os
import subprocess
import sys
from pathlib import Path
from sysconfig import get_path
from zipfile import ZipFile

from tests.conftest import ROOT


def test_the_wheel_builds_the_same_bytes_from_another_folder(project: Path, output: Path) -> None:
    away = project / "away"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(away)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = away.glob("brochure-*.whl")
    installed = away / "installed"
    with ZipFile(wheel) as archive:
        archive.extractall(installed)
        names = archive.namelist()
    assert "brochure/_data/templates/trifold.html.j2" in names
    assert "brochure/_data/styles/trifold.css" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "content.yaml", "output")) for name in names)
    run = subprocess.run(
        [sys.executable, "-S", "-m", "brochure", "build", "--only", "trifold"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(installed), get_path("purelib")))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    made = (project / "output/office/trifold.pdf").read_bytes()
    assert made == (output / "office/trifold.pdf").read_bytes()
