"""What is named to compare with -> snapshots of the documents as they were.

A git revision, another content file, or a release: which of these a word means is found out, and
where it could mean two of them that is said.
"""

import re
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from brochure.approval.git_revision import Revision, find_revision, is_kept_in_git, take_project
from brochure.approval.releases import newest_version, read_release, release_folder
from brochure.approval.snapshot import WORDS_FILE, Snapshot, snapshot_of
from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, has_errors
from brochure.base.looks import STANDARD
from brochure.base.passing_folder import passing_folder
from brochure.base.plain_file import read_plain_file, real_path
from brochure.base.printable import put_on_one_line
from brochure.base.suggest import did_you_mean
from brochure.build.build import Request, build_documents, list_jobs
from brochure.build.job import Built
from brochure.content.load import LoadedContent, is_content_file
from brochure.content.model.content import Content
from brochure.selection.duties import load_checked_content

_RELEASE = re.compile(r"([a-z0-9][a-z0-9-]*)@([0-9]+\.[0-9]+)")
_FILES = (".yaml", ".yml", ".pdf", ".json")  # no revision is named so
_NAME_ONE = "Name a git revision, an earlier content file, or a release such as guide@1.0."

# Hears what is in work: which of how many, and its name.
Watch = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Earlier:
    """Documents as they were, by edition, and how people are told what that is.

    `only` names the documents that it is about, where that is not all.
    """

    name: str
    snapshots: Mapping[str, Snapshot]
    only: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


@dataclass(frozen=True)
class Project:
    """The content of today, where it lies, and where its documents go."""

    content: Path
    output: Path
    loaded: Content

    @property
    def folder(self) -> Path:
        """The folder of the content file."""
        return real_path(self.content).parent


def read_earlier(project: Project, against: str, only: Sequence[str], watch: Watch) -> Earlier:
    """Return what `against` names; without it, the newest release of each document.

    Raises BrochureError (exit 2) where it names nothing, or more than one thing.
    """
    if not against:
        return _newest_releases(project, only)
    release = _RELEASE.fullmatch(against)
    path = Path(against)
    there = _exists(path)
    if release and not there:
        return _named_release(project, *release.groups())
    revision = None if _is_a_path(against, there) else _find_revision(project, against, there)
    if there and revision:
        what = f'"{against}" is the name of a file here, and of a git revision'
        hint = f"Write ./{against} for the file, or {against}~0 for the revision."
        raise BrochureError(what, hint=hint)
    if revision:
        return _at_revision(project, revision, only, watch)
    if not there:
        raise _unknown(project, against)
    if path.is_dir():
        return _release_in(path, against)
    if not is_content_file(path):
        what = f"{against} is no content file, and no release"
        raise BrochureError(what, hint=_NAME_ONE)
    return _from_content(path, f"the content of {against}", only, watch)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long a name, a null byte
        return False


def _is_a_path(against: str, there: bool) -> bool:
    """Say whether it is written as only a path is: git knows no revision of such a name."""
    return there and (against.startswith((".", "/")) or Path(against).is_absolute())


def _find_revision(project: Project, against: str, there: bool) -> Revision | None:
    """Ask git; where a file has the name, or the name is that of a file, git may be missing."""
    try:
        return find_revision(project.folder, against)
    except BrochureError:
        if there or against.lower().endswith(_FILES):
            return None
        raise


def _unknown(project: Project, against: str) -> BrochureError:
    documents = [name for name in project.loaded.editions if newest_version(project.output, name)]
    released = [f"{name}@{newest_version(project.output, name)}" for name in documents]
    near = did_you_mean(against, released)
    what = f'there is no file, release or git revision "{put_on_one_line(against, 80)}"{near}'
    if not against.lower().endswith(_FILES) and not is_kept_in_git(project.folder):
        what += f"; {project.folder} is not kept in git"
    known = f" Released are: {', '.join(released)}." if released else ""
    return BrochureError(what, hint=f"{_NAME_ONE}{known}")


def _newest_releases(project: Project, only: Sequence[str]) -> Earlier:
    names = only or tuple(project.loaded.editions)
    versions = {name: newest_version(project.output, name) for name in names}
    found = {
        name: read_release(release_folder(project.output, name, version))
        for name, version in versions.items()
        if version
    }
    if not found:
        what = "nothing to compare with: no document was released yet"
        raise BrochureError(what, hint=_NAME_ONE)
    return Earlier("the newest release of each document", found)


def _named_release(project: Project, document: str, version: str) -> Earlier:
    folder = release_folder(project.output, document, version)
    if not folder.is_dir():
        newest = newest_version(project.output, document)
        hint = f"Released last: {document}@{newest}." if newest else _NAME_ONE
        raise BrochureError(f"there is no release {document}@{version}", hint=hint)
    return _release_in(folder, f"{document}@{version}")


def _release_in(folder: Path, called: str) -> Earlier:
    if not (folder / WORDS_FILE).is_file():
        raise BrochureError(f"{called} is a folder, and no release", hint=_NAME_ONE)
    snapshot = read_release(folder)
    name = f"release {snapshot.version} of {snapshot.document}"
    return Earlier(put_on_one_line(name), {snapshot.document: snapshot}, (snapshot.document,))


def _at_revision(
    project: Project, revision: Revision, only: Sequence[str], watch: Watch
) -> Earlier:
    with passing_folder() as folder:
        then = folder / "project"
        then.mkdir()
        take_project(project.folder, revision, then)
        content = then / real_path(project.content).name
        if not content.is_file():
            what = f"{revision.name} has no {content.name} in this folder"
            hint = "Name a revision that has it, or the file under its earlier name."
            raise BrochureError(what, hint=hint)
        return _from_content(content, revision.name, only, watch)


def _from_content(path: Path, name: str, only: Sequence[str], watch: Watch) -> Earlier:
    """Read other content and make its documents in a passing folder."""
    loaded = load_checked_content(path)
    content = loaded.selectable
    if content is None:
        wrong = next(each for each in loaded.findings if each.severity == "error")
        where = f"line {wrong.place.line}: " if wrong.place.line else ""
        what = f"{name} cannot be read today: {where}{put_on_one_line(wrong.what)}"
        raise BrochureError(what, hint="Name another one; its mistakes can no longer be mended.")
    wanted = tuple(each for each in only if each in content.editions)
    if only and not wanted:
        return Earlier(name, {})
    if loaded.content is None:  # a document leaves out what it owes: words alone are compared
        return Earlier(name, snapshots_of(content, {}, wanted))
    with _built(path, loaded, wanted, watch) as built:
        return Earlier(name, snapshots_of(content, read_files(built), wanted))


@contextmanager
def _built(
    path: Path, loaded: LoadedContent, only: tuple[str, ...], watch: Watch
) -> Generator[tuple[Built, ...]]:
    with passing_folder() as folder:
        request = Request(real_path(path).parent, folder / "output", only, cached=False)
        yield build_watched(loaded, request, watch)


def build_watched(loaded: LoadedContent, request: Request, watch: Watch) -> tuple[Built, ...]:
    """Build documents, and tell which of how many is in work."""
    assert loaded.content is not None, "content with errors is never built"
    names = [f"{job.edition.name}, {job.channel}" for job in list_jobs(loaded.content, request)]
    built: list[Built] = []
    watch(1, len(names), names[0])
    for one in build_documents(loaded, request):
        built.append(one)
        number = min(len(built) + 1, len(names))
        watch(number, len(names), names[number - 1])
    return tuple(built)


def read_files(built: Sequence[Built]) -> dict[str, dict[str, bytes]]:
    """Return the files of documents that were built, by edition, then by channel and look.

    One that was refused has none: what lies in its place is an older one.
    """
    files: dict[str, dict[str, bytes]] = {}
    for one in built:
        if one.written and not has_errors(one.findings):
            try:
                held = read_plain_file(one.file)
            except OSError:  # there is another thing by now
                continue
            files.setdefault(one.edition, {})[key_of_file(one)] = held
    return files


def key_of_file(one: Built) -> str:
    """Return the name of a file in a snapshot: ``office``, ``screen/grayscale``."""
    return one.channel if one.look == STANDARD.name else f"{one.channel}/{one.look}"


def snapshots_of(
    content: Content, files: Mapping[str, Mapping[str, bytes]], only: Sequence[str]
) -> dict[str, Snapshot]:
    """Return each document of content, or `only` these, with its files."""
    return {
        edition.name: replace(
            snapshot_of(content, edition), pages=dict(files.get(edition.name, {}))
        )
        for edition in content.placed_editions()
        if not only or edition.name in only
    }
