"""Edits of three clinics' content, and what the checks find in each that was not there before."""

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from brochure.base.vetting import Vetting
from brochure.selection.duties import load_checked_content
from brochure.wording.report import judge_loaded
from tests.conftest import ROOT

CLINICS = {
    "default": ROOT,
    "vaccination": ROOT / "tests/clinics/vaccination",
    "implants": ROOT / "tests/clinics/implants",
}
Found = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Planted:
    """One edit: the words that it changes, and what is known of it (see planted.yaml)."""

    id: str
    clinic: str
    edits: tuple[tuple[str, str], ...]
    why: str = ""
    wants: str = ""
    by: str = ""
    missed: str = ""
    alarmed: str = ""


def read_planted(kind: str) -> tuple[Planted, ...]:
    """Return the edits of planted.yaml that are `faults`, or those that are `harmless`."""
    file = Path(__file__).with_name("planted.yaml")
    entries: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))[kind]
    return tuple(
        Planted(
            clinic=entry.pop("in"),
            edits=tuple((old, new) for old, new in entry.pop("edits")),
            **entry,
        )
        for entry in entries
    )


def lay_out(clinic: str, folder: Path) -> Path:
    """Copy what the content of a clinic is judged by into a folder, and return the folder."""
    folder.mkdir()
    for name in ("content.yaml", "rules.yaml"):
        shutil.copy(CLINICS[clinic] / name, folder)
    shutil.copytree(CLINICS[clinic] / "figures", folder / "figures")
    return folder


def judge(clinic: str, folder: Path, vetting: Vetting, *edits: tuple[str, str]) -> Found:
    """Return what must or should change in the content of a clinic, with some words changed.

    Each finding is known by its check and the part that it is in; one of the content itself, by
    its id and what it says. `folder` is made.
    """
    file = lay_out(clinic, folder) / "content.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    loaded = load_checked_content(file, vetting)
    report = judge_loaded(loaded)
    of_content = ((found.id, found.what) for found in loaded.findings)
    of_words = ((each.finding.id, each.place) for each in (*report.must, *report.should))
    return Counter([*of_content, *of_words])
