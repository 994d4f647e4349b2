"""What `./dev hashes` prints: the SHA-256 of every file that three projects build, in all looks.

The default content, the dental clinic of the tests and the starter are built into folders that are
gone afterwards. Two checkouts that print the same last line write the same bytes.
"""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dev

PROJECTS = ("default", "implants", "starter")


def content_of(project: str, folder: Path) -> Path:
    """Return the content file of one of PROJECTS; the starter is written below `folder`."""
    if project == "starter":
        _run("new", str(folder / project))
        return folder / project / "content.yaml"
    clinic = dev.ROOT if project == "default" else dev.ROOT / "tests" / "clinics" / project
    return clinic / "content.yaml"


def hashes(project: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Build a project below `folder`; give the hash and the name of each file, sorted by name.

    Raises SystemExit with what the build said if a document is not written.
    """
    output = folder / "output" / project
    _run(
        "build",
        str(content_of(project, folder)),
        "--look",
        "all",
        "-q",
        "--no-cache",
        "-o",
        str(output),
    )
    for file in sorted(path for path in output.rglob("*") if path.is_file()):
        if not file.name.startswith("."):  # the lock
            name = f"{project}/{file.relative_to(output).as_posix()}"
            yield hashlib.sha256(file.read_bytes()).hexdigest(), name


def _run(*arguments: str) -> None:
    command = (sys.executable, "-P", "-m", "brochure", *arguments)
    done = subprocess.run(command, cwd=dev.ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"brochure {' '.join(arguments)}: {done.stdout}{done.stderr}".rstrip())


def main() -> None:
    """Print a line for each file, and one for all of them."""
    whole, count = hashlib.sha256(), 0
    with tempfile.TemporaryDirectory() as folder:
        for project in PROJECTS:
            for digest, name in hashes(project, Path(folder)):
                line = f"{digest}  {name}"
                whole.update(f"{line}\n".encode())
                count += 1
                print(line, flush=True)
    dev.say(f"{count} files of {len(PROJECTS)} projects")
    print(f"{whole.hexdigest()}  all")


if __name__ == "__main__":
    main()
