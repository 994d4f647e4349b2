"""content.yaml -> the same with a higher version of some documents, and all else as it was."""

from collections.abc import Sequence

from brochure.base.errors import BrochureError
from brochure.base.finding import ContentPath
from brochure.content.yaml.source import Source

_BY_HAND = 'Write `version: "{version}"` below its `id:` by hand.'


def next_version(version: str) -> str:
    """Return the version after one: ``1.10`` after ``1.9``."""
    major, minor = version.split(".")
    return f"{major}.{int(minor) + 1}"


def raise_versions(source: Source, versions: Sequence[tuple[str, str]], issued: str) -> str:
    """Return the text of content with these versions, by document, issued in this month.

    Raises BrochureError (exit 1) where a document is not written line by line.
    """
    edits: list[tuple[int, int, str]] = []
    for name, version in versions:
        edits.append(_edit(source, name, "version", f'"{version}"', version))
        edits.append(_edit(source, name, "issued", issued, version))
    text = source.text
    for start, end, new in sorted(edits, key=lambda edit: edit[0], reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _edit(source: Source, name: str, key: str, value: str, version: str) -> tuple[int, int, str]:
    """Return what to put where: in the place of a value, or as a line below the id."""
    path: ContentPath = ("editions", name, key)
    there = source.values.get(path)
    if there is not None and there.start < there.end:
        return there.start, there.end, value
    id_key, id_value = (each.get(("editions", name, "id")) for each in (source.keys, source.values))
    at = source.text.rfind("\n", 0, id_key.start) + 1 if id_key else 0
    indent = source.text[at : id_key.start] if id_key else "-"
    if there is not None or id_value is None or indent.strip():
        what = "its version cannot be raised, as it is not written line by line"
        raise BrochureError(what, name, _BY_HAND.format(version=version), exit_code=1)
    end = source.text.find("\n", id_value.end)
    end = len(source.text) if end < 0 else end
    carriage = "\r" if source.text[end - 1 : end] == "\r" else ""
    end -= len(carriage)
    return end, end, f"{carriage}\n{indent}{key}: {value}"
