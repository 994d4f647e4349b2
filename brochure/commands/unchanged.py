"""The same build once more, with nothing changed -> what it told, before anything heavy is loaded.

A record of a call names all that the build read and wrote. Each of these is looked for and hashed
anew; with the least difference, or anything odd, there is no answer and the build goes its way.
"""

import json
import os
import re
import stat
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple

from brochure.base.file_hashes import (
    Entry,
    digest,
    hash_file,
    list_file,
    list_machine,
    list_program,
    list_shipped,
    list_tree,
    stamp_libraries,
    stamp_of_file,
)
from brochure.base.output_folder import default_output
from brochure.base.record_name import record_of
from brochure.base.store_layout import CALLS, STORE

_KINDS = ("templates", "styles", "figures", "images")
_MOST_BYTES = 10_000_000
_NAME = re.compile("[0-9a-f]{64}")
IN_STOCK = ("shipped:", *(f"{kind}/" for kind in _KINDS))  # names begin so that it holds


class Told(NamedTuple):
    """What a call told, and its exit code."""

    output: str
    code: int


def recall_call(arguments: Sequence[str]) -> Told | None:
    """Return what this call of the command line told, if it would do and tell the same again."""
    if arguments[:1] != ["build"] or "--no-cache" in arguments:
        return None
    try:
        folder = os.getcwd()
        output = _output_of(arguments)
        kept = os.path.join(output, STORE, CALLS, key_of_call(folder, arguments))
        for name in filter(_NAME.fullmatch, os.listdir(kept)):
            record = _read_record(os.path.join(kept, name))
            if record and _is_unchanged(record):
                return _told_in(record)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):  # none, damaged, another's
        pass
    return None


def key_of_call(folder: str, arguments: Sequence[str]) -> str:
    """Return what names a call: where it was made, with which arguments, and in which month.

    Documents are to be reviewed by the end of a month: past it a build tells that.
    """
    month = time.strftime("%Y-%m")
    return sha256(
        "\0".join((month, folder, *arguments)).encode("utf-8", "surrogateescape")
    ).hexdigest()


def take_stock(content: str, output: str) -> tuple[Entry, ...]:
    """Return all that a build of `content` may read, beside files that content itself names."""
    content, output = os.path.realpath(content), os.path.realpath(output)
    return tuple(_list_stock(content, os.path.dirname(content), output))


def describe_file(path: str) -> str:
    """Return what a file holds and where it really is; a link that leads elsewhere is no equal."""
    return f"{hash_file(path)} {os.path.realpath(path)}"


def digest_pictures(output: str) -> str:
    """Return one hash for all soft proofs: a build removes those that were not asked for."""
    return digest(list_tree(os.path.join(output, "soft-proof"), "soft-proof"))


def stamp_output(output: str) -> str:
    """Return what changes when anything comes, goes or is written there: it may be stale."""
    return digest(_list_output(output))


def _list_output(output: str) -> Iterator[Entry]:
    """Give each file by size and time; pictures are told by what they hold, ours by other means."""
    for folder, folders, files in os.walk(output):
        folders[:] = sorted(set(folders) - {STORE, "soft-proof"})
        own = (name for name in files if folder != output or not name.startswith(".brochure"))
        for path in (os.path.join(folder, name) for name in sorted(own)):
            yield os.path.relpath(path, output), stamp_of_file(path), ""


def _list_stock(content: str, project: str, output: str) -> Iterator[Entry]:
    yield from list_program()
    yield from list_machine()
    yield from list_shipped()
    yield list_file(content, "content")
    yield list_file(record_of(content), "record")
    for kind in _KINDS:
        yield "leads to", os.path.realpath(os.path.join(project, kind)), ""
        yield from list_tree(os.path.join(project, kind), kind)
    with os.scandir(project) as found:  # of a folder with almost the right name a build warns
        names = sorted(e.name for e in found if e.is_dir() and e.path != output)
    yield "folders", "\0".join(names), ""


def _output_of(arguments: Sequence[str]) -> str:
    """Return where this call writes; where that is not plain, a folder without a record of it."""
    for flag, value in pairwise(arguments):
        if flag in ("-o", "--output"):
            return value
    content = "content.yaml"
    if arguments[1:] and not arguments[1].startswith("-"):
        content = arguments[1]
    return default_output(os.path.realpath(content))


def _read_record(path: str) -> dict[str, Any] | None:
    """Return a record whose name is the hash of what it holds; a pipe is not waited for."""
    flags = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    handle = os.open(path, os.O_RDONLY | sum(flags))
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        raw = stream.read(_MOST_BYTES)
    return json.loads(raw) if sha256(raw).hexdigest() == os.path.basename(path) else None


def _told_in(record: dict[str, Any]) -> Told:
    """Return what a record says was told. Raises ValueError, TypeError if it is of another form."""
    output, code = record["told"]
    if not (isinstance(output, str) and type(code) is int):
        raise TypeError
    return Told(output, code)


def _is_unchanged(record: dict[str, Any]) -> bool:
    """Look for all that the record names, and compare what it holds."""
    files, libraries = record["files"], record["libraries"]
    return (
        all(describe_file(path) == held for path, held in files.items())
        and stamp_libraries(libraries) == libraries
        and digest_pictures(record["output"]) == record["pictures"]
        and stamp_output(record["output"]) == record["others"]
        and digest(take_stock(record["content"], record["output"])) == record["stock"]
    )
