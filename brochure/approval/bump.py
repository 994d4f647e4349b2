"""content.yaml -> the same with a higher version of some documents, and all else as it was."""

from collections.abc import Sequence

from brochure.base.errors import BrochureError
from brochure.base.finding import ContentPath
from brochure.base.plain_value import Plain
from brochure.content.yaml.source import Source, parse

_BY_HAND = 'Write `version: "{version}"` below its `id:` by hand.'


def next_version(version: str) -> str:
    """Return the version after one: ``1.10`` after ``1.9``."""
    major, minor = version.split(".")
    return f"{major}.{int(minor) + 1}"


def raise_versions(source: Source, versions: Sequence[tuple[str, str]], issued: str) -> str:
    """Return the text of content with these versions, by document, issued in this month.

    It reads as before but for these. Raises BrochureError (exit 1) where a document is not written
    line by line.
    """
    edits: list[tuple[int, int, str]] = []
    wanted: Plain = source.data
    for name, version in versions:
        edits.append(_edit(source, name, "version", f'"{version}"', version))
        edits.append(_edit(source, name, "issued", issued, version))
        wanted = _with_value(wanted, ("editions", name, "version"), version)
        wanted = _with_value(wanted, ("editions", name, "issued"), issued)
    text = _apply(source.text, edits)
    after, _ = parse(text, source.file)
    if after is None or after.data != wanted:
        raise _refuse(*versions[0])
    return text


def _apply(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """Return a text with each edit in its place; those of one place follow each other."""
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        pieces += text[at:start], new
        at = end
    return "".join((*pieces, text[at:]))


def _with_value(data: Plain, path: ContentPath, value: str) -> Plain:
    """Return values with another one at a path."""
    if not path:
        return value
    key, *rest = path
    held = data if isinstance(data, dict) else {}
    return {**held, str(key): _with_value(held.get(str(key)), tuple(rest), value)}


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
        raise _refuse(name, version)
    end = source.text.find("\n", id_value.end)
    end = len(source.text) if end < 0 else end
    line_break = "\r\n" if source.text[at - 2 : at] == "\r\n" else "\n"
    end -= source.text[end - 1 : end] == "\r"
    return end, end, f"{line_break}{indent}{key}: {value}"


def _refuse(name: str, version: str) -> BrochureError:
    what = "its version cannot be raised, as it is not written line by line"
    return BrochureError(what, name, _BY_HAND.format(version=version), exit_code=1)
