"""The command line or a list -> who gets a message; every problem at once, no address told."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, Location
from brochure.base.plain_file import read_up_to
from brochure.content.text.mail_address import identify_address, mask_address, parse_address

COLUMNS = ("email", "name", "language")
_KNOWN = (*COLUMNS, "greeting", "first name", "last name")
# What columns are called in lists that other programs write.
_ALIASES = {
    **dict.fromkeys(("e-mail", "mail", "email address", "e-mail address"), "email"),
    **dict.fromkeys(("first", "firstname", "given name", "vorname", "nombre"), "first name"),
    **dict.fromkeys(("last", "lastname", "surname", "family name", "nachname"), "last name"),
    **dict.fromkeys(("full name", "display name"), "name"),
    **dict.fromkeys(("salutation", "anrede"), "greeting"),
}
_TURNED = re.compile(r"([\w .'’-]*\w)\s*,\s*(\w[\w .'’-]*?)\s*")  # last name, first name
# What stands behind a name and a comma, and is no first name.
_SUFFIX = re.compile(
    r"(?:(?:jr|sr|ii|iii|iv|md|do|phd|psyd|rn|np|pa|pa-c|lpn|dds|dmd|esq|mba|ms|ma|mph)\b[ ,]*)+",
    re.IGNORECASE,
)
MOST_BYTES = 5_000_000
LONGEST_NAME = 100
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_AS_CSV = (
    "Save it as CSV (in Excel: File > Save As > CSV UTF-8; in Numbers: File > Export To > CSV; in"
    " LibreOffice: File > Save As > Text CSV)."
)
# Excel, LibreOffice, Numbers and Word save zip archives; old Excel has a format of its own.
_WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_WORKBOOK = "this is a workbook or a document of an office program, not a list as text"
_NO_READER = "Write a line for each reader below the names of the columns."
_HEADER = "Begin the list with a line that names its columns: email,name,language"


@dataclass(frozen=True)
class Recipient:
    """One reader. `where` says where the address was given; what it is never shows in a trace.

    `greeting` is how the list wants them to be spoken to, where it says so.
    """

    address: str = field(repr=False)
    name: str = field(default="", repr=False)
    language: str = ""
    file: str = ""
    line: int = 0
    greeting: str = field(default="", repr=False)

    @property
    def greeted_as(self) -> str:
        """What a greeting calls them; empty where nobody knows."""
        return self.greeting or self.name

    @property
    def masked_address(self) -> str:
        """The address as it may be told."""
        return mask_address(self.address)


@dataclass(frozen=True)
class _Row:
    """One line of a list: its number, and its cells by column."""

    line: int
    cells: dict[str, str] = field(repr=False)


@dataclass(frozen=True)
class _Place:
    file: str
    line: int
    what: str  # how a problem begins

    def finding(self, id: str, what: str, remedy: str, warning: bool = False) -> Finding:
        severity = "warning" if warning else "error"
        place = Location(file=self.file, line=self.line, column=1 if self.line else 0)
        text_of_problem = f"{self.what}{what}"
        return Finding(id, text_of_problem, remedy, severity, place)


def parse_recipients(addresses: Sequence[str]) -> tuple[tuple[Recipient, ...], tuple[Finding, ...]]:
    """Return the readers whose addresses stand in the command line, and what is wrong there."""
    rows = (_Row(number, {"email": written}) for number, written in enumerate(addresses, 1))
    return _check_rows(rows, "", lambda row: _Place("", 0, f"--to, address {row.line}: "))


def read_recipients(
    file: Path, file_name: str
) -> tuple[tuple[Recipient, ...], tuple[Finding, ...]]:
    """Return the readers in a CSV file, and all that is wrong in it, by line.

    Excel's byte order mark and its first line ``sep=;`` are taken, as are semicolons and tabs
    between cells. `file_name` is what findings call the file. Raises BrochureError (exit 2) for a
    file that cannot be read.
    """
    text = _text(file, file_name)
    if isinstance(text, Finding):
        return (), (text,)
    rows, findings = _rows(text, file_name)
    people, more = _check_rows(iter(rows), file_name, lambda row: _Place(file_name, row.line, ""))
    findings = (*findings, *more)
    if not people and not findings:
        empty = "the list holds no address"
        remedy = _NO_READER if text.strip() else f"{_HEADER}."
        findings = (_Place(file_name, 1, "").finding("recipients.none", empty, remedy),)
    return people, tuple(sorted(findings, key=lambda f: f.place.line))


def _text(file: Path, file_name: str) -> str | Finding:
    if file.suffix.lower() == ".numbers" and file.is_dir():  # Numbers may save a folder
        return _Place(file_name, 0, "").finding("recipients.workbook", _WORKBOOK, _AS_CSV)
    try:
        raw = read_up_to(file, MOST_BYTES)
    except OSError as error:
        what = f"cannot read the list {file_name}: {error.strerror}"
        raise BrochureError(what, hint="Name a CSV file after --recipients.") from None
    place = _Place(file_name, 1, "")
    if len(raw) > MOST_BYTES:
        return place.finding("recipients.size", "the list is larger than 5 MB", "Divide it.")
    if raw.startswith(_WORKBOOK_STARTS):
        return place.finding("recipients.workbook", _WORKBOOK, _AS_CSV)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _Place(file_name, raw[: error.start].count(b"\n") + 1, "")
        return place.finding("recipients.encoding", "this is not saved as UTF-8", _AS_CSV)
    if "\0" in text:
        return place.finding("recipients.encoding", "this is not a text file", _AS_CSV)
    return text


def _rows(text: str, file_name: str) -> tuple[tuple[_Row, ...], tuple[Finding, ...]]:
    """Return the lines of a list that hold anything, by column, and what is wrong with its form."""
    first, _, rest = text.partition("\n")
    skipped = re.fullmatch(r"sep=([,;\t])\r?", first)
    body = rest if skipped else text
    separator = skipped[1] if skipped else max(",;\t", key=first.count)
    rows: list[_Row] = []
    findings: list[Finding] = []
    columns: tuple[str, ...] = ()
    for line, cells in _records(body, separator, 1 if skipped else 0):
        place = _Place(file_name, line, "")
        if cells is None:
            what = "from here on, the list cannot be read: a quote does not close"
            findings.append(place.finding("recipients.form", what, _AS_CSV))
            break
        if not columns:
            columns, faults = _columns(cells, place)
            findings.extend(faults)
            if not columns:
                break
            if not any("@" in cell for cell in cells):
                continue
        if len(cells) > len(columns):
            what = f"has {len(cells)} cells under {len(columns)} columns"
            remedy = 'Put a name that holds a comma between quotes: "Doe, Jane"'
            findings.append(place.finding("recipients.cells", what, remedy))
            continue
        rows.append(_Row(line, dict(zip(columns, cells, strict=False))))
    return tuple(rows), tuple(findings)


def _records(
    body: str, separator: str, before: int
) -> Iterator[tuple[int, tuple[str, ...] | None]]:
    """Give each record that is not empty and the number of its first line; None is no record."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for record in reader:
            cells = tuple(cell.strip(" \t") for cell in record)
            if any(cells):
                yield line + before, cells
            line = reader.line_num + 1
    except csv.Error:
        yield line + before, None


def _columns(cells: tuple[str, ...], place: _Place) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return what the columns are called, and what is wrong with that.

    A list that begins with an address is read as email,name,language; where nothing says which
    column holds the addresses, there are no names, and nothing can be read.
    """
    plain = (" ".join(cell.lower().replace("_", " ").split()) for cell in cells)
    names = tuple(_ALIASES.get(cell, cell) for cell in plain)
    if "email" not in names:
        what = "the first line names no column “email”"
        missing = place.finding("recipients.columns", what, f"{_HEADER}.")
        return COLUMNS if any("@" in cell for cell in cells) else (), (missing,)
    twice = next((name for name in _KNOWN if names.count(name) > 1), "")
    if twice:
        what = f"two columns are called {twice}"
        return names, (place.finding("recipients.columns", what, "Delete one of them."),)
    extra = [name for name in names if name and name not in _KNOWN]
    if not extra:
        return names, ()
    what = f"{len(extra)} of {len(names)} columns are not used"
    remedy = "Keep email, name, greeting and language only: what is not there cannot be lost."
    return names, (place.finding("recipients.columns", what, remedy, warning=True),)


def _check_rows(
    rows: Iterator[_Row], file: str, place_of: Callable[[_Row], _Place]
) -> tuple[tuple[Recipient, ...], tuple[Finding, ...]]:
    """Return a recipient for each row that is good, and a finding for each thing wrong."""
    people: list[Recipient] = []
    findings: list[Finding] = []
    first: dict[str, int] = {}
    for row in rows:
        place = place_of(row)
        faults = tuple(_faults(row, place))
        findings.extend(faults)
        if faults:
            continue
        address = parse_address(row.cells.get("email", ""))
        before = first.setdefault(identify_address(address), row.line)
        if before != row.line:
            there = f"{'in line' if file else 'number'} {before}"
            what = f"{mask_address(address)} is the same address as {there}"
            findings.append(place.finding("recipients.twice", what, "Delete one of them."))
            continue
        name, greeting = _names(row.cells)
        language, line = row.cells.get("language", ""), row.line if file else 0
        people.append(Recipient(address, name, language, file, line, greeting))
    return tuple(people), tuple(findings)


def _names(cells: Mapping[str, str]) -> tuple[str, str]:
    """Return the name of a reader, and what to call them if the list has a column for that.

    “Lee, Ann” is Ann Lee; “Ann Lee, MD” stays.
    """
    first, last = cells.get("first name", ""), cells.get("last name", "")
    name = cells.get("name", "") or f"{first} {last}".strip()
    turned = _TURNED.fullmatch(name)
    if turned and not _SUFFIX.fullmatch(turned[2].replace(".", "")):
        name = f"{turned[2]} {turned[1]}"
    return name, cells.get("greeting", "") or first


def _faults(row: _Row, place: _Place) -> Iterator[Finding]:
    written = row.cells.get("email", "")
    try:
        parse_address(written)
    except ValueError as error:
        what, _, remedy = str(error).partition(" | ")
        told = f"{mask_address(written)} {what}" if written else "this line has no address"
        remedy = remedy if written else "Write the address into it, or delete the line."
        yield place.finding("recipients.address", told, remedy)
    for column in ("name", "first name", "last name", "greeting"):
        yield from _name_faults(row.cells.get(column, ""), written, place)
    language = row.cells.get("language", "")
    if language and not _LANGUAGE.fullmatch(language):
        what = f"the language of {mask_address(written)} is not written as a tag"
        yield place.finding("recipients.language", what, "Write en, es, en-US, or nothing.")


def _name_faults(name: str, written: str, place: _Place) -> Iterator[Finding]:
    if not name.isprintable() or "=?" in name or "@" in name:
        what = f"the name for {mask_address(written)} holds a line break or a sign that no name has"
        yield place.finding("recipients.name", what, "Type the name again, on one line.")
    elif len(name) > LONGEST_NAME:
        what = f"the name for {mask_address(written)} has {len(name)} letters"
        yield place.finding("recipients.name", what, f"Cut it to {LONGEST_NAME}.")


def keep_readers_of(
    people: Sequence[Recipient], language: str
) -> tuple[tuple[Recipient, ...], tuple[Finding, ...]]:
    """Return who reads `language`, or did not say, and a warning for each who reads another."""
    spoken = language.partition("-")[0].lower()
    kept: list[Recipient] = []
    left: list[Finding] = []
    for reader in people:
        wanted = reader.language.partition("-")[0].lower()
        if wanted in ("", spoken):
            kept.append(reader)
            continue
        who = f"{reader.masked_address} reads {reader.language}"
        what = f"{who}, these documents are in {language}: left out"
        remedy = "Run this with content in that language too, or empty the cell."
        place = _Place(reader.file, reader.line, "")
        left.append(place.finding("recipients.other-language", what, remedy, warning=True))
    return tuple(kept), tuple(left)
