"""Findings of files that are named wrongly -> the same with the folder and the path to type."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePosixPath

from brochure.base.files.images import FORMATS
from brochure.base.files.project import Assets
from brochure.base.finding import Finding
from brochure.base.plain_value import Plain
from brochure.base.suggest import nearest_word
from brochure.content.yaml.paths import split_path
from brochure.content.yaml.source import Source

_LOST = ("content.picture", "content.figure")
_OF_FILES = ("content.form", "content.type", *_LOST)
_OTHER_PICTURES = (".webp", ".heic", ".tif", ".tiff", ".gif", ".bmp", ".pdf", ".ai", ".eps")
_PICTURES = "images"
_DRAWINGS = "figures"
_LONGEST_NAME = 100
_MOST_ENTRIES = 2_000  # of a project's folders that are looked at


def hint_at_files(findings: Iterable[Finding], source: Source, assets: Assets) -> Iterator[Finding]:
    """Give findings, those of a file that is not where it is named with the path to type.

    What else follows from the same name is left out.
    """
    hinted: set[str] = set()
    for found in findings:
        remedy = _hint(found, source, assets) if found.id in _OF_FILES else ""
        if remedy and found.place.path in hinted:
            continue
        if remedy:
            hinted.add(found.place.path)
        yield replace(found, remedy=remedy) if remedy else found


def _hint(found: Finding, source: Source, assets: Assets) -> str:
    """Return what to write where a file is named that is not there, else nothing."""
    path = split_path(found.place.path)
    value = _value_at(source.data, path)
    named = isinstance(value, str) and (path[-1:] == ("file",) or path[:1] == ("brand",))
    if not (named and isinstance(value, str)):
        return ""
    if len(value) > _LONGEST_NAME or not value.isprintable():
        return ""  # no name that a disk takes
    if found.id in _LOST and (assets.project / value).is_file():
        return ""  # something else is wrong with it
    name = PurePosixPath(value.replace("\\", "/")).name
    kind = PurePosixPath(name).suffix.lower()
    if kind in _OTHER_PICTURES:
        return f"Save it as PNG or JPEG, and put it into {_PICTURES}/."
    if kind not in (*FORMATS, ".svg"):
        return ""
    folder = _DRAWINGS if kind == ".svg" else _PICTURES
    there = _find(assets.project, name, folder)
    right = (
        there if there.startswith(f"{folder}/") else f"{folder}/{there.rpartition('/')[2] or name}"
    )
    written = f'{{file: {right}, alt: ""}}' if found.id == "content.type" else right
    if there == right:
        return f"Write {written}."
    near = "" if there else nearest_word(name, _names_in(assets.project / folder))
    if near and found.id in _LOST:
        return f"Write {folder}/{near}, or put {name} into {folder}/."
    moved = f"Move {there} into {folder}/" if there else f"Put {name} into {folder}/"
    return f"{moved}, beside content.yaml, and write {written}."


def _value_at(value: Plain, path: Iterable[str | int]) -> Plain:
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _names_in(folder: Path) -> tuple[str, ...]:
    with suppress(OSError):
        return tuple(sorted(file.name for file in islice(folder.iterdir(), _MOST_ENTRIES)))
    return ()


def _find(project: Path, name: str, folder: str) -> str:
    """Return where a file of a name lies in a project, whatever its case: where it belongs first.

    Looks into the folder and into those right in it, and a level further where it belongs.
    """
    for where in (f"{folder}/*", f"{folder}/*/*", "*", "*/*"):
        with suppress(OSError):
            for file in islice(sorted(project.glob(where)), _MOST_ENTRIES):
                inside = file.relative_to(project).parts
                hidden = any(part.startswith(".") for part in inside)
                if file.name.casefold() == name.casefold() and not hidden and file.is_file():
                    return "/".join(inside).replace(os.sep, "/")
    return ""
