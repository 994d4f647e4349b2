"""The record of what was written below a folder: names, each with the SHA-256 of what it held.

It lies in the folder itself, RECORD, in lines as of ``sha256sum``, and grows by lines that are on
the disk before what they tell of is written. It is written anew, whole or not at all, by the first
note of a run, when it has become long, and at the end. A line that is torn or damaged says nothing.
Beside what a file held it can say something about it; and once, what the whole folder is made from.
"""

import errno
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from brochure.base.errors import BrochureError
from brochure.base.held_file import Identity, identify
from brochure.base.plain_folder import PlainFolder

RECORD = ".brochure-written"
PART = ".brochure.part"
_NEW = f"{RECORD}.new"  # which no run reads: only one that was killed leaves it there
_HALF = "part".ljust(64)  # stands for the hash of what may be half written
_ORIGIN = "from".ljust(64)
_LINE = re.compile(r"([0-9a-f]{64}|part {60}|from {60})  ([^\n]+)")
_SHORT = 58  # digits of a hash, of which something is said
_ABOUT = re.compile(rf"about ([0-9a-f]{{{_SHORT}}})  ([^\n\t]+)\t([^\n]+)")
_PART_NAME = re.compile(rf"\.[0-9a-f]{{16}}-[0-9]+{re.escape(PART)}")
_MOST_HASHES = 8  # of one file: what it held lately
_MOST_BYTES = 100_000_000
_ROOM_BYTES = 1_000_000  # that lines may add before all is written anew, beside as much as it was
# What a system says of a folder, a pipe, a socket or a file of others in place of the record.
_NO_RECORD = (errno.EISDIR, errno.EINVAL, errno.ENXIO, errno.EACCES, errno.EPERM)


@dataclass
class WrittenRecord:
    """What is noted of the files below `top`: the hashes of each by its name, the latest last.

    `halves` are those that may be half written; `origin` is where all is from. What fails raises
    OSError.
    """

    top: PlainFolder
    hashes: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    halves: set[str] = field(default_factory=set[str])
    origin: str = ""
    _abouts: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    _file: tuple[Identity, int] | None = None  # as this run has left it, with its size
    _whole_bytes: int = 0  # when it was written anew

    @classmethod
    def read(cls, top: PlainFolder) -> "WrittenRecord":
        """Read the record of a folder.

        Raises BrochureError (exit 3) where something else stands in its place, PlaceTakenError for
        a link.
        """
        record = cls(top)
        top.refuse_link(RECORD)
        record._learn()
        return record

    def clear_new(self) -> None:
        """Remove a new record that a run has left which was killed."""
        self.top.refuse_link(_NEW)
        found = self.top.look(_NEW)
        if found and stat.S_ISDIR(found.st_mode):
            raise _no_record(self.top.path / _NEW, "it is a folder")
        with suppress(FileNotFoundError):
            self.top.remove(_NEW)

    def note(
        self, pairs: Iterable[tuple[str, str]], halves: Iterable[str] = (), about: str = ""
    ) -> None:
        """Add what files are to hold, and which are begun; return when it is on the disk.

        `about` is one line, about what each is to hold.
        """
        pairs, halves = tuple(pairs), tuple(halves)
        for name, held in pairs:
            self._take(name, held)
        for name, held in pairs if about else ():
            self._abouts.setdefault(name, {})[held[:_SHORT]] = about
        self.halves.update(halves)
        lines = [_line(name, held) for name, held in pairs]
        lines += self._lines_about(pairs if about else ())
        self._add(b"".join((*lines, *(_line(name, _HALF) for name in halves))))

    def note_origin(self, origin: str) -> None:
        """Say what the whole folder is made from, in one line."""
        self.origin = origin
        self._add(_line(origin, _ORIGIN))

    def about(self, name: str, held: str = "") -> str:
        """Return what was said about a file that held this, or held last; nothing if none was."""
        each = self._abouts.get(name, {})
        return each.get((held or self.hashes.get(name, [""])[-1])[:_SHORT], "")

    def _add(self, piece: bytes) -> None:
        if self._file:
            identity, size = self._file
            self._file = None  # until it is known to be whole
            grown = size + len(piece)
            if grown <= 2 * self._whole_bytes + _ROOM_BYTES:
                if self.top.append(RECORD, piece, identity, size):
                    self._file = identity, grown
                    return
                self._learn()  # somebody has replaced it
        self._write_anew()

    def forget(self, name: str) -> None:
        """Know no more of a file."""
        self.hashes.pop(name, None)
        self._abouts.pop(name, None)
        self.halves.discard(name)

    def close(self) -> None:
        """Leave the record without what has ended; where that fails it stays as it is."""
        if self._file and self._file[1] != self._whole_bytes:
            with suppress(OSError, BrochureError):
                self._write_anew()

    def _write_anew(self) -> None:
        pairs = [(name, held) for name, all in self.hashes.items() for held in all]
        lines = [_line(self.origin, _ORIGIN)] if self.origin else []
        lines += [_line(name, held) for name, held in pairs]
        lines += self._lines_about(pairs)
        lines += [_line(name, _HALF) for name in sorted(self.halves)]
        content = b"".join(lines)
        with suppress(FileNotFoundError):
            self.top.remove(_NEW)
        self.top.refuse_link(RECORD)
        self.top.make(_NEW, content)
        self.top.rename(_NEW, RECORD)
        found = self.top.look(RECORD)
        self._file = (identify(found), len(content)) if found else None
        dead = sum(len(_line(name, _HALF)) for name in self.halves)
        self._whole_bytes = len(content) - dead

    def _learn(self) -> None:
        """Take in what the record says; a line without an end may be cut, and says nothing."""
        try:
            raw = self.top.read(RECORD, _MOST_BYTES)
        except FileNotFoundError:
            return
        except OSError as error:
            if error.errno not in _NO_RECORD:
                raise
            why = error.strerror or "it cannot be read"
            raise _no_record(self.top.path / RECORD, why) from error
        for line in raw.decode("utf-8", "surrogateescape").split("\n")[:-1]:
            if said := _ABOUT.fullmatch(line):
                self._abouts.setdefault(said[2], {})[said[1]] = said[3]
            found = _LINE.fullmatch(line)
            if found and found[1] == _ORIGIN:
                self.origin = found[2]
            elif not found or not _is_below(found[2]):
                continue
            elif found[1] != _HALF:
                self._take(found[2], found[1])
            elif _PART_NAME.fullmatch(PurePosixPath(found[2]).name):
                self.halves.add(found[2])

    def _lines_about(self, pairs: Iterable[tuple[str, str]]) -> list[bytes]:
        said = ((name, held, self.about(name, held)) for name, held in pairs)
        return [
            _line(f"{name}\t{text}", f"about {held[:_SHORT]}") for name, held, text in said if text
        ]

    def _take(self, name: str, held: str) -> None:
        hashes = self.hashes.setdefault(name, [])
        if held in hashes:
            hashes.remove(held)
        hashes.append(held)
        del hashes[:-_MOST_HASHES]


def part_name(token: str, number: int) -> str:
    """Return what a file is called while it is half written; `token` has 16 hexadecimal digits."""
    return f".{token}-{number}{PART}"


def _line(name: str, held: str) -> bytes:
    return f"{held}  {name}\n".encode("utf-8", "surrogateescape")


def _no_record(path: Path, why: str) -> BrochureError:
    what = f"{path}, where this program notes what it writes, cannot be used: {why}"
    hint = "Delete it, then run this again; nothing else is lost by that."
    return BrochureError(what, hint=hint, exit_code=3)


def _is_below(name: str) -> bool:
    """Say whether a name in the record is one that this program writes."""
    path = PurePosixPath(name)
    strange = "\\" in name or ":" in name or "\0" in name
    return not (strange or path.is_absolute() or ".." in path.parts) and str(path) == name != "."
