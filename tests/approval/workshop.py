"""A small project in which documents are written, reviewed, released and taken back."""

import argparse
import io
import json
import re
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from brochure.base.output import Output
from brochure.commands.approving import run_approve
from brochure.commands.options import build_parser
from brochure.commands.progress import Progress
from brochure.commands.recalling import run_printed, run_review, run_withdraw
from brochure.commands.releasing import run_release
from brochure.commands.status_screen import run_status, run_verify
from tests.conftest import ROOT
from tests.kills import content_of

RUNS = {
    "approve": run_approve,
    "release": run_release,
    "printed": run_printed,
    "review": run_review,
    "withdraw": run_withdraw,
    "status": run_status,
}
AUTHOR = ("--by", "Sam Lee", "--role", "Nurse", "--meaning", "wrote")
REVIEWER = ("--by", "Dr. Ann Poe", "--role", "DDS", "--meaning", "medical review")
MANAGER = ("--by", "Kim Roe", "--role", "Clinic manager")
MORNING = datetime(2026, 11, 30, 9, 0, tzinfo=timezone(timedelta(hours=1)))
_LARGE_PRINT = """  large-print:
    id: ND-LARGE
    title: Your new tooth
    review_by: 2027-11
    words: text
    panels:
      flow: [welcome, care, {statement: bleeding}, urgent, contact]
"""
_SHEETS = re.compile(r"^sheets:\n.*?^(?=editions:\n)", re.DOTALL | re.MULTILINE)
_OF_SHEET = re.compile(r"^  safety-sheet-implant:\n.*?^(?=  guide:\n)", re.DOTALL | re.MULTILINE)


def write_project(folder: Path, more: str = "") -> Path:
    """Write a project of three documents; return its content file. `more` is added to content."""
    (folder / "figures").mkdir(parents=True)
    shutil.copy(ROOT / "tests/content/bad_content/tooth.svg", folder / "figures")
    content = _OF_SHEET.sub("", _SHEETS.sub("", content_of("1.0"))) + _LARGE_PRINT
    (folder / "content.yaml").write_text(content + more, encoding="utf-8")
    return folder / "content.yaml"


class Workshop:
    """Runs commands as the command line does, at a time of its own, and keeps what they told."""

    def __init__(self, content: Path) -> None:
        self.content, self.at = content, MORNING

    def edit(self, old: str, new: str) -> None:
        """Change the words of content, which must be there once."""
        text = self.content.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        self.content.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, command: str, *arguments: str) -> tuple[int, str]:
        """Run a command; return its exit code and what it told. Raises BrochureError as it does."""
        options = self.options(command, *arguments)
        if command == "verify":
            return _tell(run_verify(options))
        with Progress(io.StringIO()) as progress:
            return _tell(RUNS[command](options, progress, self.at))

    def options(self, command: str, *arguments: str) -> argparse.Namespace:
        """Return the options of a call."""
        return build_parser().parse_args([command, *arguments, "--content", str(self.content)])

    def sign(self, *arguments: str) -> str:
        """Look at what is to be signed, then sign it; return what that told."""
        _, shown = self.run("approve", *arguments)
        found = re.search(r"--seen ([0-9a-f]{8})", shown)
        assert found, shown
        code, told = self.run("approve", *arguments, "--seen", found[1])
        assert code == 0, told
        return told

    def approve(self, *documents: str) -> None:
        """Let documents be written and reviewed."""
        self.sign(*documents, *AUTHOR)
        self.sign(*documents, *REVIEWER)

    def states(self, *documents: str) -> dict[str, str]:
        """Return the state of each document."""
        _, told = self.run("status", "--json", *documents)
        values: dict[str, Any] = json.loads(told)
        return {one["document"]: one["state"] for one in values["documents"]}


def _tell(outputs: Iterator[Output]) -> tuple[int, str]:
    code, texts = 0, list[str]()
    for output in outputs:
        texts.append(output.text)
        code = output.code
    return code, "\n".join(text for text in texts if text)


@contextmanager
def later(workshop: Workshop, **time: float) -> Generator[None]:
    """Let some time pass for what is done inside."""
    before = workshop.at
    workshop.at = before + timedelta(**time)
    yield
    workshop.at = before
