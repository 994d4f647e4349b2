"""A folder -> a new project in it: the starter or the example, whole or not at all."""

import os
import shutil
import tempfile
from pathlib import Path
from shlex import quote

from brochure.assets import STARTER, in_checkout, shipped
from brochure.content import json_schema
from brochure.errors import BrochureError

NAMES = ("figures", "content.yaml", "schema.json", ".gitignore")
# Addresses of patients are health information, and output/ is made again from content.
_IGNORED = "/output/\n/.brochure-mail/\n/recipients*\n*.csv\n*.eml\n"
_ELSEWHERE = "Name a folder that does not exist yet."


def create(folder: Path, example: bool) -> None:
    """Write a project that builds into `folder`: the starter, or the default content.

    Nothing is overwritten, and nothing stays half-written: the files are made beside their place
    and moved there at the end. Raises BrochureError (exit 2) where that cannot be.
    """
    try:
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow a link
        _refuse_what_is_there(folder)
        base, first = _nearest_folder(folder)
        with tempfile.TemporaryDirectory(prefix=".brochure-new-", dir=base) as made:
            fresh = Path(made) / folder.relative_to(base)
            _fill(fresh, shipped() if example else STARTER)
            # figures first: a folder moves only where none is, so of two runs the second stops
            moves = [first] if first else [str(folder.relative_to(base) / name) for name in NAMES]
            for name in moves:
                (Path(made) / name).rename(base / name)
    except OSError as error:
        what = f"cannot write a project there: {error.strerror}"
        hint = "Name a folder that is yours to write in, on a disk with some room."
        raise BrochureError(what, where=str(folder), hint=hint) from error


def _refuse_what_is_there(folder: Path) -> None:
    """Raise BrochureError if `folder` is no folder, or holds anything that would be written."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise BrochureError("is there already, and is no folder", str(folder), _ELSEWHERE)
    there = [name for name in NAMES if os.path.lexists(folder / name)]
    if there:
        what = f"holds {', '.join(there)} already; nothing was written"
        raise BrochureError(what, str(folder), _ELSEWHERE)


def _nearest_folder(folder: Path) -> tuple[Path, str]:
    """Return the nearest folder that exists, and the first name still to be made in it, if any."""
    first = ""
    while not os.path.lexists(folder):
        folder, first = folder.parent, folder.name
    if not folder.is_dir():
        raise BrochureError("is a file; no folder can be made in it", str(folder), _ELSEWHERE)
    return folder, first


def _fill(fresh: Path, source: Path) -> None:
    """Copy content and figures, without the rights they have in the program's own folder."""
    figures = sorted(f for f in (source / "figures").iterdir() if f.is_file())
    for file in (source / "content.yaml", *figures):
        copy = fresh / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    (fresh / "schema.json").write_text(json_schema(), encoding="utf-8")
    (fresh / ".gitignore").write_text(_IGNORED, encoding="utf-8")


def next_steps(folder: Path) -> str:
    """Return what to do with a new project, in numbered steps, with the commands to copy."""
    run, content = ("./dev" if in_checkout() else "brochure"), quote(str(folder / "content.yaml"))
    steps = (
        f"Run: {run} build {content}\n     It makes every PDF, in {quote(str(folder / 'output'))}.",
        f"Open {content} in a text editor. Change name, address and colours at the top.",
        "Go on to its end. Lines that begin with # say what belongs where.",
        "Run step 1 again after each change. What is wrong is named with its line.",
        "Let a clinician read every sentence before a patient does.",
    )
    numbered = "\n".join(f"  {number}. {step}" for number, step in enumerate(steps, 1))
    return f"{folder} holds content.yaml, figures and schema.json. Next:\n{numbered}"
