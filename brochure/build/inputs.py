"""A project -> the files that its documents are made from, and a stamp of each: has one changed?"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from brochure.base.file_hashes import stamp_of_file
from brochure.base.files.project import KINDS

_FOLDERS = (*KINDS, "profiles")


@dataclass(frozen=True)
class Inputs:
    """The content file of a project, the folders that are read, and files that content names.

    `named` gives the latter as `Assets.reads` does, from the folder of the project.
    """

    content: Path
    named: frozenset[str] = frozenset()

    @property
    def project(self) -> Path:
        """The folder in which all of them lie."""
        return self.content.parent

    def naming(self, names: Iterable[str]) -> "Inputs":
        """Return the same with other files that content names; ours are not among them."""
        return Inputs(self.content, frozenset(name for name in names if ":" not in name))

    def folders(self) -> tuple[Path, ...]:
        """Return each folder in which something may change, that of the project first."""
        named = sorted({(self.project / name).parent for name in self.named})
        kinds = (folder for kind in _FOLDERS for folder, _ in _walk(self.project / kind))
        every = dict.fromkeys((self.project, *kinds, *named))
        return tuple(folder for folder in every if folder.is_dir())

    def holds(self, path: str) -> bool:
        """Say whether a path is one of these files, lies in one of the folders, or is one."""
        try:
            name = Path(path).relative_to(self.project).as_posix()
        except ValueError:
            return True  # what a link leads to
        return path == str(self.content) or name in self.named or name.split("/")[0] in _FOLDERS

    def stamps(self) -> dict[str, str]:
        """Return size and time of each file that is there."""
        kinds = (one for kind in _FOLDERS for one in _walk(self.project / kind))
        inside = (folder / name for folder, names in kinds for name in names)
        named = (self.project / name for name in self.named)
        paths = map(str, (self.content, *inside, *named))
        return {path: stamp for path in paths if (stamp := stamp_of_file(path))}


def _walk(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """Give a folder and each below it, with what is in it beside folders."""
    return ((Path(inner), files) for inner, _, files in os.walk(folder))
