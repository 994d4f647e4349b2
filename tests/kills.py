"""Whole builds, killed -9 at random moments: ``python -m tests.kills 200`` (about ten minutes).

With ``python -m tests.kills 100 soft-proofs`` pictures are made too, beside some of other people.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import monotonic

from brochure.base.store_layout import STORE

ROOT = Path(__file__).resolve().parent.parent
VERSIONS: tuple[str, ...] = ("1.0", "1.1")
TWO = ("--only", "trifold", "guide", "--channel", "office", "screen")
_MOST_SECONDS = 600


_GOOD = ROOT / "tests/content/bad_content"
_US = """  - id: us
    provenance: clinic
    title: Us
    blocks:
      - {kind: contact, items: [{show: short-name}]}

sheets:
"""
_GUIDE = """  guide:
    id: ND-GUIDE
    title: Your new tooth
    review_by: 2027-11
    words: text
    panels:
      cover: [welcome]
      brand: [{section: us, title: false}]
      flow: [care, {statement: bleeding}, urgent]
"""


def content_of(version: str) -> str:
    """Return a small content, so that many builds of it can be killed in a few minutes."""
    good = (_GOOD / "good.yaml").read_text(encoding="utf-8")
    changes = (
        ('version: "1.0"', f'version: "{version}"'),
        ("brand:\n", "brand:\n  motif: none\n"),
        ("sheets:\n", _US),
    )
    for old, new in changes:
        assert good.count(old) == 1
        good = good.replace(old, new)
    return good + _GUIDE


@dataclass(frozen=True)
class Place:
    """Where builds happen: a project, and folders of their own for the cache and passing files."""

    project: Path
    cache: Path
    passing: Path

    @classmethod
    def make(cls, folder: Path) -> "Place":
        """Make all three in a folder that is empty."""
        (folder / "project/figures").mkdir(parents=True)
        shutil.copy(_GOOD / "tooth.svg", folder / "project/figures")
        for name in ("cache", "passing"):
            (folder / name).mkdir()
        return cls(folder / "project", folder / "cache", folder / "passing")

    @property
    def output(self) -> Path:
        """Where finished files are."""
        return self.project / "output"

    @property
    def environment(self) -> dict[str, str]:
        """What a build is told of where it is."""
        places = {"XDG_CACHE_HOME": str(self.cache), "TMPDIR": str(self.passing)}
        return {**os.environ, **places, "PYTHONPATH": str(ROOT)}

    def finished(self) -> dict[str, bytes]:
        """Return the finished documents by name; each ticket is for its file."""
        for ticket in self.output.rglob("*-ticket.json"):
            told = ticket.read_text(encoding="utf-8")
            press = ticket.with_name(json.loads(told)["file"]["name"])
            assert sha256(press.read_bytes()).hexdigest() in told
        found = (f for f in self.output.rglob("*.pdf") if not f.stem.endswith("-ticket"))
        return {f.relative_to(self.output).as_posix(): f.read_bytes() for f in found}

    def others(self) -> set[str]:
        """Name everything else that lies in output, cache and the folder of passing files.

        Of what builds remember only files that are half written count.
        """
        folders = (self.output, self.cache, self.passing)
        there = (path for folder in folders for path in folder.rglob("*"))
        kept = (p for p in there if p.suffix not in (".pdf", ".png") or p.name.startswith("."))
        shows = self.output / "soft-proof"  # a folder of pictures goes and comes with them
        kept = (p for p in kept if shows not in (p, *p.parents) or p.is_file())
        return {str(p) for p in kept if STORE not in p.parts or p.name.endswith(".part")}

    def pictures(self) -> dict[str, bytes]:
        """Return what lies in the folder of soft proofs, ours and others."""
        found = (self.output / "soft-proof").rglob("*.png")
        return {f.relative_to(self.output).as_posix(): f.read_bytes() for f in found}

    def put_pictures_of_others(self) -> dict[str, bytes]:
        """Put pictures where soft proofs lie, and behind a link; return them."""
        outside = self.project.parent / "outside"
        outside.mkdir()
        places = (self.output / f"soft-proof/{each}" for each in ("", "office/trifold", "screen"))
        for folder in (outside, *places):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "theirs.png").write_bytes(b"theirs")
        (self.output / "soft-proof/elsewhere").symlink_to(outside)
        return self.pictures()


@dataclass
class Told:
    """What was counted: builds that were killed or ended before, and files of each version.

    `leftovers` counts, for each killed build, what it left beside; a clean build removes it.
    """

    longest_seconds: float = 0
    killed_at: list[float] = field(default_factory=list[float])
    ended: int = 0
    files: dict[str, int] = field(default_factory=lambda: dict.fromkeys(VERSIONS, 0))
    mixed: int = 0
    leftovers: list[int] = field(default_factory=list[int])

    def lines(self) -> Iterator[str]:
        """Give the counts in words."""
        kills = self.killed_at or [0.0]
        yield f"longest build: {self.longest_seconds:.1f} s"
        yield f"builds killed: {len(self.killed_at)}, from {min(kills):.1f} to {max(kills):.1f} s"
        yield f"builds that ended before: {self.ended}"
        whole = ", ".join(f"{n} of version {version}" for version, n in self.files.items())
        yield f"files looked at: {sum(self.files.values())}, each whole: {whole}"
        yield f"kills between two files: {self.mixed}"
        yield f"files left beside: at most {max(self.leftovers)} after a kill, 0 at the end"


def build(place: Place, version: str, most_seconds: float, asked: Sequence[str]) -> bool:
    """Build `version`; kill the program after so many seconds, unless it has ended by then.

    Return whether it was killed; all its workers have ended, too: each holds the pipe.
    """
    (place.project / "content.yaml").write_text(content_of(version), encoding="utf-8")
    with subprocess.Popen(
        (sys.executable, "-B", "-m", "brochure", "build", "-q", *asked),
        cwd=place.project,
        env=place.environment,
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


def kill_builds(folder: Path, times: int, seed: int, asked: Sequence[str] = TWO) -> Told:
    """Kill so many builds, at any moment up to the time that the longest takes; count.

    Raises AssertionError if a file is neither the one version nor the other, if a killed build
    leaves more than a document and its ticket beside, or if any is left once a build has ended.
    """
    place, told = Place.make(folder), Told()
    whole: dict[str, dict[str, bytes]] = {}
    theirs = place.put_pictures_of_others()
    shown: dict[str, dict[str, bytes]] = {}
    for version in (*VERSIONS, *VERSIONS):
        begun = monotonic()
        build(place, version, _MOST_SECONDS, asked)
        told.longest_seconds = max(told.longest_seconds, monotonic() - begun)
        assert place.finished() == whole.setdefault(version, place.finished())
        assert place.pictures() == shown.setdefault(version, place.pictures())
        assert place.pictures().items() >= theirs.items()
    names, usual = whole["1.0"].keys(), place.others()
    assert names == whole["1.1"].keys()
    moment = random.Random(seed)
    while len(told.killed_at) < times:
        version = VERSIONS[(len(told.killed_at) + told.ended) % 2]
        if moment.random() < 0.75:  # most builds have to make everything anew
            shutil.rmtree(place.output / STORE, ignore_errors=True)
        after = moment.uniform(0, told.longest_seconds)
        if build(place, version, after, asked):
            told.killed_at.append(after)
        else:
            told.ended += 1
            assert (place.finished(), place.pictures()) == (whole[version], shown[version])
        _look(place, whole, usual, told)
        for name, picture in place.pictures().items():
            assert picture in (theirs.get(name), *(each.get(name) for each in shown.values()))
        assert place.pictures().items() >= theirs.items()
    build(place, "1.0", _MOST_SECONDS, asked)
    assert (place.finished(), place.pictures()) == (whole["1.0"], shown["1.0"])
    assert place.others() == usual, sorted(place.others() ^ usual)
    return told


def _look(place: Place, whole: dict[str, dict[str, bytes]], usual: set[str], told: Told) -> None:
    """See that each file is one of the two versions, and that next to nothing lies beside."""
    there = place.finished()
    assert there.keys() == whole["1.0"].keys()
    seen: set[str] = set()
    for name, content in there.items():
        (version,) = (v for v in VERSIONS if whole[v][name] == content)
        told.files[version] += 1
        seen.add(version)
    told.mixed += len(seen) > 1
    left = place.others() - usual
    assert len(left) <= 12, sorted(left)  # a document and its ticket, or all its pictures
    told.leftovers.append(len(left))


def main() -> None:
    """Kill as many builds as the command line says."""
    asked = (*TWO, "--soft-proof") if sys.argv[2:] == ["soft-proofs"] else TWO
    with tempfile.TemporaryDirectory() as folder:
        told = kill_builds(Path(folder), int(sys.argv[1]), 1, asked)
    print("\n".join(told.lines()))  # noqa: T201


if __name__ == "__main__":
    main()
