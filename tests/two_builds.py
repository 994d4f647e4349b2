"""Two builds that begin together, again and again: ``python -m tests.two_builds 100``.

Each writes its documents or is told to wait; files are whole, and those of others stay.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.kills import VERSIONS, Place, build, content_of

ASKED = ("--only", "guide", "--soft-proof")
_WAIT = "another build is writing"


@dataclass
class Counted:
    """How many builds wrote their documents, and how many were told to wait."""

    built: int = 0
    refused: int = 0


def build_beside_each_other(folder: Path, times: int) -> Counted:
    """Let so many pairs begin together; count. Raises AssertionError for what is not as it should.

    Each pair has another version of the content, and a memory that is new for every third one.
    """
    place, counted = Place.make(folder), Counted()
    theirs = place.put_pictures_of_others()
    whole: dict[str, tuple[dict[str, bytes], dict[str, bytes]]] = {}
    for version in VERSIONS:
        assert not build(place, version, 600, ASKED)
        whole[version] = place.finished(), place.pictures()
    usual = place.others()
    for number in range(times):
        version = VERSIONS[number % 2]
        (place.project / "content.yaml").write_text(content_of(version), encoding="utf-8")
        more = ("--no-cache",) if number % 3 == 0 else ()
        _take_note(_run_pair(place, more), counted)
        assert (place.finished(), place.pictures()) == whole[version]
        assert place.pictures().items() >= theirs.items()
        assert place.others() == usual, sorted(place.others() ^ usual)
    return counted


def _run_pair(place: Place, more: tuple[str, ...]) -> list[tuple[int, str]]:
    """Begin two builds; return how each has ended, and what it told."""
    command = (sys.executable, "-B", "-m", "brochure", "build", "-q", *ASKED, *more)
    pair = [
        subprocess.Popen(
            command,
            cwd=place.project,
            env=place.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(2)
    ]
    return [(one.returncode, said) for one in pair for said in one.communicate()[:1]]


def _take_note(ended: list[tuple[int, str]], counted: Counted) -> None:
    for code, said in ended:
        assert (code, said) == (0, "") or (code == 3 and _WAIT in said), said
        counted.built += code == 0
        counted.refused += code != 0
    assert any(code == 0 for code, _ in ended)


def main() -> None:
    """Let as many pairs begin as the command line says."""
    with tempfile.TemporaryDirectory() as folder:
        counted = build_beside_each_other(Path(folder), int(sys.argv[1]))
    print(f"{counted.built} built, {counted.refused} told to wait")  # noqa: T201


if __name__ == "__main__":
    main()
