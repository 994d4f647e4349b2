"""Whole builds, killed -9 at random moments: ``python -m tests.kills 200`` (about ten minutes)."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSIONS: tuple[str, ...] = ("1.0", "1.1")


def build(project: Path, version: str, most_seconds: float, *more: str) -> bool:
    """Build `version`; kill the program after so many seconds, unless it has ended by then.

    Return whether it was killed; all its workers have ended, too: each holds the pipe.
    """
    content = (ROOT / "content.yaml").read_text(encoding="utf-8")
    old = 'version: "1.0"'
    assert content.count(old) == 1
    new = content.replace(old, f'version: "{version}"')
    (project / "content.yaml").write_text(new, encoding="utf-8")
    command = (sys.executable, "-m", "brochure", "build", "-q", *more)
    with subprocess.Popen(
        command,
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as running:
        try:
            said, killed = running.communicate(timeout=most_seconds)[0], False
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            said, killed = running.communicate()[0], True
    assert killed or (running.returncode, said) == (0, b""), said.decode()
    return killed


def finished(output: Path) -> dict[str, bytes]:
    """Return the finished documents of an output folder by name; each ticket is for its file."""
    for ticket in output.rglob("*-ticket.json"):
        press = ticket.with_name(json.loads(ticket.read_text(encoding="utf-8"))["file"]["name"])
        assert sha256(press.read_bytes()).hexdigest() in ticket.read_text(encoding="utf-8")
    files = (f for f in output.rglob("*.pdf") if not f.stem.endswith("-ticket"))
    return {f.relative_to(output).as_posix(): f.read_bytes() for f in files}


def kill_builds(project: Path, times: int, seed: int, *more: str) -> Mapping[str, int]:
    """Kill so many builds; return how often files were old, new, and how many builds were killed.

    Raises AssertionError if a file is neither the one version nor the other, or if litter grows.
    """
    shutil.copytree(ROOT / "figures", project / "figures")
    output = project / "output"
    whole: dict[str, dict[str, bytes]] = {}
    for version in VERSIONS:
        build(project, version, 600, *more)
        whole[version] = finished(output)
    assert whole["1.0"].keys() == whole["1.1"].keys()
    moment = random.Random(seed)
    told: dict[str, int] = dict.fromkeys((*VERSIONS, "killed"), 0)
    longest = 10.0
    for turn in range(times):
        told["killed"] += build(project, VERSIONS[turn % 2], moment.uniform(0.2, longest), *more)
        there = finished(output)
        assert there.keys() == whole["1.0"].keys()
        for name, content in there.items():
            (version,) = (v for v in VERSIONS if whole[v][name] == content)
            told[version] += 1
        assert len(list(output.rglob(".*.brochure.part"))) <= 3  # a document and its ticket
    build(project, "1.0", 600, *more)
    assert finished(output) == whole["1.0"]
    assert not list(output.rglob(".*.brochure.part"))
    return told


def main() -> None:
    """Kill as many builds as the command line says."""
    with tempfile.TemporaryDirectory() as folder:
        print(kill_builds(Path(folder), int(sys.argv[1]), seed=1))  # noqa: T201


if __name__ == "__main__":
    main()
