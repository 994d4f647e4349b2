"""What the pages for people say is so: commands and files exist, pins hold, lists agree."""

import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

import dev
from brochure.base.requirements import (
    DEBIAN_PACKAGES,
    OLDEST_PYTHON,
    fits_range,
    read_locked_versions,
)
from brochure.commands.cli import main
from brochure.commands.doctor import LIBRARIES
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CODE = re.compile(r"```sh\n(.*?)```|`([^`\n]+)`", re.DOTALL)
CALL = re.compile(r"(?:\./dev|\bbrochure) ([a-z]+)(?![.\w])([^\n#|&;]*)")
FILE = r"[\w][\w./-]*\.(?:py|md|sh|css|j2|lock|toml|cmd|yaml|json)"
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]+)")
OF_OTHERS = {"lock", "test"}  # their options go to uv and pytest

# The least version of what reads or writes PDFs, and why.
LEAST = {
    "weasyprint": (
        "70.0",
        "CVE-2024-28184 CVE-2025-68616 CVE-2026-49452 CVE-2026-55073 GHSA-r543-q48m-4c9j",
    ),
    "pypdf": ("7", ""),
}


def code_in(page: str) -> str:
    return "\n".join(block or span for block, span in CODE.findall(page))


def calls_in(page: str) -> set[tuple[str, tuple[str, ...]]]:
    """Return each command that a page names, with the options it is given."""
    return {
        (command, tuple(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest)))
        for command, rest in CALL.findall(code_in(page))
    }


def helped(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    return capsys.readouterr().out


def test_a_page_names_only_commands_and_options_that_exist(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ours = set(re.findall(r"(?m)^ +\./dev ([a-z]+)", dev.__doc__ or ""))
    program = set(re.findall(r"(?m)^    ([a-z]+)\b", helped(capsys)))
    assert {"build", "check", "doctor"} <= program and ours > OF_OTHERS
    for page in PAGES:
        for command, options in calls_in(page.read_text(encoding="utf-8")):
            assert command in ours | program, f"{page.name}: {command}"
            known = helped(capsys, command) if command in program and options else ""
            for option in options if command not in OF_OTHERS else ():
                assert re.search(rf"{option}\b", known), f"{page.name}: {command} {option}"


def test_a_call_is_seen_in_a_block_and_in_a_line() -> None:
    page = "```sh\n./dev build [x] [--only E] -q  # --no\n```\nand `brochure doctor`, ./dev none"
    assert calls_in(page) == {("build", ("--only", "-q")), ("doctor", ())}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_files_that_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in LINK.findall(text):
        assert (page.parent / link).exists(), link
    folders = (ROOT, ROOT / "brochure", ROOT / "tests", page.parent)
    for name in re.findall(rf"(?<![\w./*-])({FILE})(?![\w/*])", code_in(text)):
        there = name.removeprefix("my-clinic/")  # what `brochure new` writes there, we have too
        assert any((folder / there).exists() for folder in folders), name


def test_what_vulnerabilities_ask_for_is_pinned() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    page = (ROOT / "docs/maintenance.md").read_text(encoding="utf-8")
    for name, (least, advisories) in LEAST.items():
        assert fits_range(read_locked_versions()[name], f">={least}"), f"requirements.lock: {name}"
        (asked,) = (d for d in settings["project"]["dependencies"] if re.match(rf"{name}\b", d))
        assert asked.startswith((f"{name}>={least}", f"{name}=={read_locked_versions()[name]}"))
        for advisory in advisories.split():
            assert advisory in page


def test_the_oldest_python_is_one_everywhere() -> None:
    oldest = ".".join(map(str, OLDEST_PYTHON))
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["requires-python"] == f">={oldest}"
    assert settings["tool"]["pyright"]["pythonVersion"] == oldest
    assert settings["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
    told = f"Python {oldest} or newer"
    assert told in (ROOT / "README.md").read_text(encoding="utf-8")
    for file in ("dev", "dev.py"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert str(OLDEST_PYTHON) in text and told in text, file


def test_the_libraries_asked_for_are_those_the_engine_loads() -> None:
    """Read from the engine's own source: the libraries it cannot do without, and the subsetter."""
    spec = find_spec("weasyprint")
    assert spec and spec.submodule_search_locations
    source = Path(spec.submodule_search_locations[0], "text/ffi.py").read_text(encoding="utf-8")
    loads = re.findall(r"(?m)^(\w+) = _dlopen\((.*?)\)$", source, re.DOTALL)
    asked = {name: names for name, names in loads if "allow_fail" not in names}
    asked["harfbuzz_subset"] = dict(loads)["harfbuzz_subset"]
    for names in asked.values():
        assert any(f"'{linux}'" in names and f"'{mac}'" in names for _, linux, mac, _ in LIBRARIES)
    assert len(asked) == len(LIBRARIES)
    assert tuple(dev.LIBRARIES) == DEBIAN_PACKAGES
    assert set(dev.LIBRARIES.values()) <= {linux for _, linux, _, _ in LIBRARIES}
