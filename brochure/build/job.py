"""What one worker is asked to make, what it gives back, and the report if it cannot be made."""

from dataclasses import dataclass, field
from pathlib import Path

from brochure.base.balance import Balance
from brochure.base.editions import Edition
from brochure.base.finding import Finding, Location
from brochure.base.status import DRAFT, Status, StatusKind
from brochure.build.changes import Change
from brochure.build.kept_html import KeptHtml
from brochure.content.model.content import Content
from brochure.content.model.rules import Rules
from brochure.layout.printed import Panel

# A file and what is to stand in it.
OutputFile = tuple[Path, bytes]


@dataclass(frozen=True)
class Built:
    """One document: where it is, what was measured, and what the proofs found.

    `written` is false when a proof failed; `kept` then names the version of the file that stays,
    or is empty where there is none, and `changed` what is not as it was when that was written.
    `sizes_pt` gives the least and greatest type for each role;
    `proofs` counts the proofs that were made, `sheets` those to fold, where the file holds them.
    `beside` are the files that are written with it and tell of it: a press file's job ticket, and
    `soft_proofs` the pictures of it, where they were asked for, and `refused_pages` those of a
    document that was refused, each page with the place of its findings;
    `kept_html` is what it and its ticket were laid out from, where that was.
    `sha256` names the bytes that were proven. `made` is false where an earlier build had made the
    same of the same; `depends_on` are the files that it was made from, with the SHA-256 of what
    each held, "" for one that was looked for and is not there, and `libraries` those of the system,
    with size and time of each. `words_fingerprint` and `pages_fingerprint` are equal where readers
    get the same words, and see the same pages as `pdfium` draws them, whatever the status.
    `balance` tells how benefits and risks stand to each other, None where content marks none.
    """

    edition: str
    channel: str
    look: str
    file: Path
    written: bool
    version: str
    kept: str
    findings: tuple[Finding, ...]
    changed: tuple[Change, ...] = ()
    pages: int = 0
    size_bytes: int = 0
    sha256: str = ""
    words: int = 0
    body_pt: float = 0.0
    sizes_pt: tuple[tuple[str, float, float], ...] = ()
    panels: tuple[Panel, ...] = ()
    instruction: str = ""
    proofs: int = 0
    sheets: int = 0
    beside: tuple[Path, ...] = ()
    soft_proofs: tuple[Path, ...] = ()
    refused_pages: tuple[Path, ...] = ()
    kept_html: tuple[Path, ...] = ()
    status: StatusKind = "draft"
    made: bool = True
    depends_on: tuple[tuple[str, str], ...] = ()
    balance: Balance | None = None
    words_fingerprint: str = ""
    pages_fingerprint: str = ""
    pdfium: str = ""
    libraries: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Job:
    """One document to make: content, edition, channel and look, the project's folder, its file.

    `soft_proof` asks for pictures of it too, `keep_html` for what it is laid out from; `status` is
    what its pages say of themselves, `rules` what the words that it says are held to.
    """

    content: Content
    edition: Edition
    channel: str
    look: str
    project: Path
    file: Path
    soft_proof: bool = False
    keep_html: bool = False
    status: Status = DRAFT
    rules: Rules | None = None

    def report_unmade(self, id: str, what: str, remedy: str) -> Built:
        """Return the report of this document where something kept it from being made at all."""
        name = self.edition.name
        place = Location(edition=name, channel=self.channel, look=self.look)
        return Built(
            edition=name,
            channel=self.channel,
            look=self.look,
            file=self.file,
            written=False,
            version=self.content.version_of(name),
            kept="",
            findings=(Finding(id, what, remedy, place=place),),
        )


@dataclass(frozen=True)
class Made:
    """What became of a job: its report, the finished bytes, and the files that go beside them.

    `output` is empty where nothing could be made. `pictures` are soft proofs, by file name, or the
    pages that were refused; `html` is what to keep.
    """

    built: Built
    output: bytes = b""
    beside: tuple[OutputFile, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    html: tuple[KeptHtml, ...] = ()
