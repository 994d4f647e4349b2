"""The folder of a project -> a warning for each folder or file in it that is passed over unread."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.files.project import KINDS, SHIPPED, Assets
from brochure.base.finding import Finding

_ALIKE = 0.75  # of 1; "files" is not meant to be "styles"
_READ_AS = {"styles": (".css",), "templates": (".j2", ".html", ".htm")}


def check_unread_files(assets: Assets) -> tuple[Finding, ...]:
    """Return what is named almost like a folder that is read, and what nothing reads in one.

    A stylesheet or template of a name that is not ours is read where another one names it.
    """
    return (*_folders(assets.project), *(f for kind in SHIPPED for f in _files(assets, kind)))


def _folders(project: Path) -> Iterator[Finding]:
    for path in list_entries(project):
        meant = "" if path.name in KINDS else _nearest(path.name, KINDS)
        if meant and path.is_dir():
            what = f"the folder {path.name}/ is not read; did you mean '{meant}'?"
            yield _warning(what, f"Rename it to {meant}/.")


def _files(assets: Assets, kind: str) -> Iterator[Finding]:
    own, ours = assets.folders(kind)
    known = sorted(path.name for path in list_entries(ours) if path.is_file())
    for path in list_entries(own):
        unknown = path.name.lower().endswith(_READ_AS[kind]) and path.name not in known
        if unknown and not _is_named(path.name, assets):
            near = _nearest(path.name, known)
            meant = f"; did you mean '{near}'?" if near else ""
            what = f"nothing reads {kind}/{path.name}{meant}"
            way = f"Rename it to {near}" if near else "Name it in one of yours that is read"
            yield _warning(what, f"{way}, or delete it.")


def _nearest(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name.casefold(), known, n=1, cutoff=_ALIKE)
    return near[0] if near else ""


def _warning(what: str, remedy: str) -> Finding:
    return Finding("project.passed_over", what, remedy, severity="warning")


def _is_named(name: str, assets: Assets) -> bool:
    """Say whether another stylesheet or template of the project names this one."""
    return any(
        name in text
        for kind in SHIPPED
        for path in list_entries(assets.project / kind)
        if path.name != name
        for text in _text(assets, kind, path.name)
    )


def _text(assets: Assets, kind: str, name: str) -> Iterator[str]:
    """Give the text of a file, if it has one; what is wrong with it is told when it is used."""
    try:
        found = assets.read(kind, name)
    except (BrochureError, UnicodeDecodeError):
        return
    if found:
        yield found[1]


def list_entries(folder: Path) -> tuple[Path, ...]:
    """Return what stands in a folder, but for what is hidden; nothing where it cannot be read."""
    try:
        return tuple(sorted(p for p in folder.iterdir() if not p.name.startswith(".")))
    except OSError:
        return ()
