"""The wheel, installed by pip into an empty environment, builds PDFs; a project's own files win."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2 as pdfium
import pytest
from packaging.requirements import Requirement
from pypdf import PdfReader

from dev import find_pip
from tests.build.test_build import files
from tests.conftest import ROOT

# Nothing of this checkout may lend a hand: its folder is no place to import from.
BARE = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    away = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(away)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (made,) = away.glob("brochure-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `brochure` in a new environment: the wheel by pip, and what it asks for alone.

    Packages that its metadata does not name, nor those named need, are not there.
    """
    venv = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    (packages,) = venv.glob("lib/python3*/site-packages")
    install = (*find_pip(ROOT / ".venv"), "--python", str(venv / "bin/python"), "install")
    offline = ("--no-index", "--no-deps", "--no-cache-dir", "--disable-pip-version-check")
    run = subprocess.run(
        [sys.executable, *install, *offline, str(wheel)],
        env=BARE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    (own,) = metadata.distributions(name="brochure", path=[str(packages)])
    for package in asked_for(own):
        lend(package, packages)
    return venv / "bin/brochure"


def asked_for(
    package: metadata.Distribution, extras: frozenset[str] = frozenset()
) -> Iterator[metadata.Distribution]:
    """Give what a package asks for on this machine, and what that asks for in turn."""
    for text in package.requires or ():
        asked = Requirement(text)
        marker = asked.marker
        if marker is None or any(marker.evaluate({"extra": e}) for e in extras | {""}):
            found = metadata.distribution(asked.name)
            yield found
            yield from asked_for(found, frozenset(asked.extras))


def lend(package: metadata.Distribution, packages: Path) -> None:
    """Make the files of an installed package importable from another folder."""
    tops = {file.parts[0] for file in package.files or () if file.parts[0] != ".."}
    for top in tops - {"__pycache__"}:
        if not (packages / top).exists():
            (packages / top).symlink_to(str(package.locate_file(top)))


def test_it_asks_for_all_that_it_imports_and_no_more(installed: Path) -> None:
    """A package that only the tests need is not there to lend a hand."""
    (packages,) = installed.parent.parent.glob("lib/python3*/site-packages")
    names = {entry.name for entry in packages.iterdir()}
    assert {"weasyprint", "pikepdf", "fontTools", "brochure"} <= names
    assert not {"pytest", "hypothesis", "jpype"} & names


def call(command: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(command), *arguments],
        cwd=folder,
        env=BARE,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_what_it_needs_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    for name in (
        "_data/templates/trifold.html.j2",
        "_data/styles/trifold.css",
        "_data/content.yaml",
        "_data/figures/pathway.svg",
        "_data/profiles/gracol.icc",
        "_data/profiles/fogra39.icc",
        "_data/profiles/README.md",
        "commands/starter/content.yaml",
        "commands/starter/figures/path.svg",
        "wording/lists/everyday.txt",
        "wording/lists/syllables.txt",
        "wording/lists/terms.txt",
    ):
        assert f"brochure/{name}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"brochure"}
    assert not any("__pycache__" in name for name in names)


def test_it_runs_from_where_pip_put_it(installed: Path, tmp_path: Path) -> None:
    program = "import brochure, sys; print(brochure.__file__)"
    run = subprocess.run(
        [str(installed.with_name("python")), "-c", program],
        cwd=tmp_path,
        env=BARE,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(run.stdout.strip()).is_relative_to(installed.parent.parent)


def test_a_new_project_builds_from_another_folder(installed: Path, tmp_path: Path) -> None:
    run = call(installed, tmp_path, "new", "my clinic")
    assert (run.returncode, run.stderr) == (0, "")
    assert "1. Run: brochure build 'my clinic/content.yaml'" in run.stdout
    only = ("--only", "trifold", "safety-sheet-treatment", "guide")
    run = call(installed, tmp_path, "build", "my clinic/content.yaml", *only, "-q")
    assert (run.returncode, run.stderr) == (0, "")
    told = [line for line in run.stdout.splitlines() if "warning" in line]
    assert len(told) == 1 and "of the starter's wording still to be replaced" in told[0]
    assert files(tmp_path / "my clinic/output") == [
        "office/safety-sheet-treatment.pdf",
        "office/trifold.pdf",
        "press/trifold-DRAFT-ticket.json",
        "press/trifold-DRAFT-ticket.pdf",
        "press/trifold.pdf",
        "screen/guide.pdf",
        "screen/safety-sheet-treatment.pdf",
    ]


def test_the_example_gives_the_same_bytes_as_the_checkout(
    installed: Path, tmp_path: Path, output: Path
) -> None:
    assert call(installed, tmp_path, "new", "copy", "--example").returncode == 0
    run = call(installed, tmp_path, "build", "copy/content.yaml", "--only", "trifold")
    assert run.returncode == 0, run.stderr
    for name in ("office/trifold.pdf", "press/trifold.pdf", "press/trifold-DRAFT-ticket.pdf"):
        assert (tmp_path / "copy/output" / name).read_bytes() == (output / name).read_bytes()


def example(installed: Path, folder: Path) -> Path:
    assert call(installed, folder, "new", "copy", "--example").returncode == 0
    return folder / "copy"


def built(installed: Path, project: Path, edition: str, channel: str = "office") -> Path:
    run = call(installed, project, "build", "--only", edition, "--channel", channel, "-q")
    assert run.returncode == 0, run.stderr
    return project / f"output/{channel}/{edition}.pdf"


def test_a_template_of_ones_own_wins_and_the_others_stay(installed: Path, tmp_path: Path) -> None:
    project = example(installed, tmp_path)
    own = (ROOT / "templates/_document.html.j2").read_text(encoding="utf-8")
    (project / "templates").mkdir()
    mine = own.replace("<head>", '<head>\n<meta name="generator" content="Our own template">')
    (project / "templates/_document.html.j2").write_text(mine, encoding="utf-8")
    made = PdfReader(built(installed, project, "trifold")).metadata
    assert made and made.creator == "Our own template"


def test_a_stylesheet_of_ones_own_wins_and_the_others_stay(installed: Path, tmp_path: Path) -> None:
    project = example(installed, tmp_path)
    own = (ROOT / "styles/trifold.css").read_text(encoding="utf-8")
    (project / "styles").mkdir()
    mine = own + "\n.help-plate { background: var(--river); }\n"
    (project / "styles/trifold.css").write_text(mine, encoding="utf-8")
    page: Any = pdfium.PdfDocument(built(installed, project, "trifold"))[1]
    ground = page.render(scale=1).to_pil().getpixel((770, 590))
    assert ground == (0x12, 0x52, 0x5E), "river, as content.yaml has it"


def test_a_figure_of_ones_own_wins_and_the_others_stay(installed: Path, tmp_path: Path) -> None:
    """Of the figures that content names, a project keeps only those that it draws anew."""
    project = example(installed, tmp_path)
    for figure in (project / "figures").iterdir():
        figure.unlink()
    theirs = built(installed, project, "large-print").read_bytes()
    square = '<rect width="97" height="612" fill="var(--honey)"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 97 612">{square}</svg>'
    (project / "figures/pathway.svg").write_text(svg, encoding="utf-8")
    made = built(installed, project, "large-print")
    assert made.read_bytes() != theirs
    pages: Any = pdfium.PdfDocument(made)
    seen = {page.render(scale=1).to_pil().getpixel((100, 300)) for page in pages}
    assert (0xF3, 0xB9, 0x4D) in seen
