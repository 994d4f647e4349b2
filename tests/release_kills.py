"""``approve`` and ``release``, killed -9 at random moments: ``python -m tests.release_kills 100``.

Each is the command as people call it, in a process of its own, on a project of three documents.
After a kill the record is whole, or says what was cut off; no release is there in part; the same
command then does what it was asked for, and nothing that was told as done is lost. Half of the
kills come at any moment, half soon after something was written.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic

from brochure.approval.record import read_record
from brochure.approval.verifying import verify
from brochure.commands.at_desk import now
from tests.approval.workshop import AUTHOR, MANAGER, REVIEWER, Workshop, write_project

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("trifold", "guide", "large-print")
_MOST_SECONDS = 900
_SEEN = re.compile(r"--seen ([0-9a-f]{8})")
_WATCHED_SECONDS = 0.002


@dataclass
class Told:
    """What was counted, and what was wrong."""

    killed: dict[str, int] = field(default_factory=lambda: {"approve": 0, "release": 0})
    ended: int = 0
    written: int = 0
    torn: int = 0
    unsealed: int = 0
    on_record: int = 0
    in_place: int = 0
    wrong: list[str] = field(default_factory=list[str])

    def text(self) -> str:
        """Return the counts in words."""
        kills = ", ".join(f"{number} of {name}" for name, number in self.killed.items())
        return (
            f"killed: {kills}; {self.written} after something was written; {self.ended} calls had"
            f" ended before\nfound: {self.torn} lines cut off, {self.unsealed} without a new seal,"
            f" {self.on_record} on record already, {self.in_place} releases in place before they"
            f" were on record\nwrong: {len(self.wrong)}"
        )


class Project:
    """A project, as it is before one of both commands, and a copy in which that is killed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.copy = folder, folder / "copy"
        self.whole: dict[str, float] = {}
        self.calls: dict[str, tuple[str, ...]] = {}

    def begin(self) -> None:
        """Write the project, and keep it as it is before each command; take the time of both."""
        shop = Workshop(write_project(self.copy))
        shop.at = now()
        shop.sign(*NAMES, *AUTHOR)
        _, shown = shop.run("approve", *NAMES, *REVIEWER)
        found = _SEEN.search(shown)
        assert found, shown
        self.calls["approve"] = ("approve", *NAMES, *REVIEWER, "--seen", found[1])
        self.calls["release"] = ("release", *NAMES, *MANAGER)
        for command in ("approve", "release"):
            self._keep(command)
            begun = monotonic()
            self._call(command)
            self.whole[command] = monotonic() - begun

    def _keep(self, command: str) -> None:
        shutil.copytree(self.copy, self.folder / command)

    def renew(self, command: str) -> None:
        """Let the copy be as before a command."""
        shutil.rmtree(self.copy)
        shutil.copytree(self.folder / command, self.copy)

    @property
    def content(self) -> Path:
        """The content file of the copy."""
        return self.copy / "content.yaml"

    def start(self, command: str) -> "subprocess.Popen[str]":
        """Start a command in the copy."""
        return subprocess.Popen(
            (sys.executable, "-B", "-m", "brochure", *self.calls[command]),
            cwd=self.copy,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _call(self, command: str) -> str:
        """Run a command to its end; return what it said where it did not end well."""
        with self.start(command) as process:
            said, _ = process.communicate(timeout=_MOST_SECONDS)
        return said if process.returncode else ""

    def kill(self, command: str, after: float, is_soon: bool) -> tuple[bool, bool]:
        """Kill a command after some seconds, which count from its first file if that `is_soon`.

        Return whether it was killed, and whether it had written anything by then.
        """
        before = self._stamp()
        with self.start(command) as process:
            if is_soon:
                while process.poll() is None and self._stamp() == before:
                    _pause(process, _WATCHED_SECONDS)
            _pause(process, after)
            killed = process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.communicate()
        return killed, self._stamp() != before

    def _stamp(self) -> tuple[object, ...]:
        """Return what changes with the first file that a command writes for good."""
        output = self.copy / "output"
        names = ("approved", "releasing", "releases")
        record = self.copy / "content.record"
        there = tuple(os.path.lexists(output / name) for name in names)
        held = sum(len(folders) + len(files) for _, folders, files in os.walk(output / "approved"))
        return *there, held, record.stat().st_mtime_ns, self._first_kept()

    def _first_kept(self) -> int:
        kept = self.copy / f"output/approved/{NAMES[0]}/1.0"
        files = list(kept.rglob("*.pdf"))
        return max((file.stat().st_mtime_ns for file in files), default=0)

    def judge(self, command: str, told: Told) -> str:
        """Say what is wrong after a kill, before anything is run again."""
        record, faults = verify(self.content, self.copy / "output")
        if faults:
            return faults[0].what
        told.torn += bool(record.chain.torn)
        told.unsealed += record.unsealed
        done = "signed" if command == "approve" else "released"
        number = sum(entry.event == done for entry in record.entries)
        expected = (3, 6) if command == "approve" else (0, 3)
        if number not in expected and not record.chain.torn:
            return f"{number} entries say {done}, not {expected}"
        told.on_record += number == expected[1]
        return self._judge_releases(number, told)

    def _judge_releases(self, on_record: int, told: Told) -> str:
        for folder in sorted((self.copy / "output/releases").glob("*/*")):
            told.in_place += not on_record
            call = ("sha256sum", "--quiet", "-c", "SHA256SUMS")
            if subprocess.run(call, cwd=folder, capture_output=True, check=False).returncode:
                return f"{folder.name} of {folder.parent.name} is there in part"
        return ""

    def run_again(self, command: str) -> str:
        """Run a command that was killed again; say what is wrong after that, if anything is."""
        said = self._call(command)
        if said:
            return f"run again: {said.strip().splitlines()[-1]}"
        record, faults = verify(self.content, self.copy / "output")
        if faults or record.unsealed or record.chain.torn:
            return f"after it was run again: {faults[0].what if faults else 'not sealed'}"
        by = {(entry.document, entry.event, entry.meaning) for entry in record.entries}
        wanted = {(name, "signed", meaning) for name in NAMES for meaning in _meanings(command)}
        wanted |= {(name, "released", "released") for name in NAMES if command == "release"}
        if not wanted <= by:
            return f"lost: {sorted(wanted - by)}"
        if command == "release" and self._judge_releases(1, Told()):
            return "a release is there in part after it was run again"
        left = [*self.copy.rglob("*.part"), *(self.copy / "output").glob("releasing*")]
        return f"left over: {left[0]}" if left else ""


def _meanings(_command: str) -> tuple[str, ...]:
    return "wrote", "medical review"


def _pause(process: "subprocess.Popen[str]", seconds: float) -> None:
    """Wait so long, or until a process has ended."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def kill_often(project: Project, times: int, seed: int, told: Told) -> None:
    """Kill so many commands, by turns; one that had ended before does not count."""
    chance, turn = random.Random(seed), 0
    while sum(told.killed.values()) < times:
        command = ("approve", "release")[sum(told.killed.values()) % 2]
        is_soon, turn = turn % 2 == 1, turn + 1
        after = chance.random() * (0.1 if is_soon else 1.0) * project.whole[command]
        project.renew(command)
        killed, wrote = project.kill(command, after, is_soon)
        told.written += killed and wrote
        told.killed[command] += killed
        told.ended += not killed
        wrong = project.judge(command, told) or project.run_again(command)
        if wrong:
            told.wrong.append(f"{command} killed after {after:.2f} s: {wrong}")
        when = "after its first file" if is_soon else ""
        print(f"{turn} {command} {after:.2f} s {when} {wrong or 'good'}", flush=True)


def main() -> int:
    """Kill as many commands as the command line says; 1 if anything was wrong after any."""
    parser = argparse.ArgumentParser("python -m tests.release_kills", description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    told, begun = Told(), date.today()
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        project.begin()
        kill_often(project, options.number, options.seed, told)
        assert read_record(project.content).entries
    print("\n".join((*told.wrong, told.text())))
    if begun != date.today():
        print("The day has changed meanwhile, and with it what is signed: run it again.")
    return 1 if told.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
