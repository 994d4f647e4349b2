"""A git revision -> the content and the files of a project as they were then, in a passing folder.

Git runs without a shell, asks nobody anything, and fetches nothing. What it gives is looked at like
any file of a stranger: only plain files are taken, under names that lead downwards.
"""

import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from brochure.base.errors import BrochureError
from brochure.base.printable import put_on_one_line

_SECONDS = 120
_MOST_BYTES = 500_000_000  # of all files of a project
_MOST_FILES = 20_000
_REVISION = re.compile(r"(?!-)[^\0-\x20\x7f]{1,200}")
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
_NAME = "%h of %cs, “%s”"


@dataclass(frozen=True)
class Revision:
    """A revision that git knows: the hash of its commit, and how people are told of it."""

    commit: str
    name: str


def find_revision(project: Path, written: str) -> Revision | None:
    """Return the revision that `written` names for the project's folder; None if git knows none.

    Raises BrochureError (exit 3) where there is no git, or it will not read this folder.
    """
    if not _REVISION.fullmatch(written):
        return None
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{written}^{{commit}}")
    found = _run_git(project, wanted)
    if found.returncode:
        return None
    commit = found.stdout.decode("ascii", "replace").strip()
    told = _run_git(project, ("show", "--no-patch", f"--format={_NAME}", commit))
    name = put_on_one_line(told.stdout.decode("utf-8", "replace").strip(), most=120)
    return Revision(commit, f"revision {name or commit[:12]}")


def is_kept_in_git(project: Path) -> bool:
    """Say whether a folder is kept in git. Raises BrochureError (exit 3) as `find_revision`."""
    return not _run_git(project, ("rev-parse", "--git-dir")).returncode


def take_project(project: Path, revision: Revision, folder: Path) -> None:
    """Write the project's files of a revision into an empty folder.

    Raises BrochureError where the revision does not hold the project's folder.
    """
    packed = folder.with_name(f"{folder.name}.tar")
    wanted = ("archive", "--format=tar", f"--output={packed}", revision.commit)
    made = _run_git(project, wanted)
    if made.returncode:
        what = f"{revision.name} does not hold the files of {project}"
        hint = "Name a revision in which content.yaml already lay in this folder."
        raise BrochureError(what, hint=hint)
    try:
        with tarfile.open(packed, "r:") as archive:
            _unpack(archive, folder)
    except (tarfile.TarError, OSError, ValueError) as error:
        what = f"the files of {revision.name} cannot be written: {error}"
        hint = "Free some space, or name another revision."
        raise BrochureError(what, hint=hint, exit_code=3) from error
    finally:
        packed.unlink(missing_ok=True)


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write each plain file; links and whatever leads elsewhere are left out."""
    left = _MOST_BYTES
    for count, member in enumerate(archive):
        name = PurePosixPath(member.name)
        if not member.isfile() or name.is_absolute() or ".." in name.parts or "\\" in member.name:
            continue
        left -= member.size
        if left < 0 or count > _MOST_FILES:
            raise ValueError("they are more than a project has")
        held = archive.extractfile(member)
        if held is not None:
            file = folder.joinpath(*name.parts)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(held.read())


def _run_git(project: Path, arguments: Sequence[str]) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder; what it answers is the caller's to judge."""
    git = shutil.which("git")
    if git is None:
        what = "git is not installed, so no earlier revision can be had"
        hint = "Install git; or name an earlier content file, or a release."
        raise BrochureError(what, hint=hint, exit_code=3)
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    call = (git, "-c", "core.fsmonitor=false", "-C", str(project), *arguments)
    try:
        done = subprocess.run(
            call,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            env={**own, **_QUIET, "LC_ALL": "C"},
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        hint = "Run git there yourself, and see what it says."
        raise BrochureError(f"git does not answer in {project}", hint=hint, exit_code=3) from error
    if b"dubious ownership" in done.stderr:
        what = f"git does not read {project}, because the folder is another user's"
        hint = f"If you trust it: git config --global --add safe.directory {project}"
        raise BrochureError(what, hint=hint, exit_code=3)
    return done
