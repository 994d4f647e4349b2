"""What one worker is asked to make, what it gives back, and the report if it cannot be made."""

from dataclasses import dataclass
from pathlib import Path

from brochure.editions import Edition
from brochure.finding import Finding
from brochure.model import Content
from brochure.printed import Built

# A file and what is to stand in it.
Written = tuple[Path, bytes]


@dataclass(frozen=True)
class Job:
    """One document to make: content, edition, channel and look, the project's folder, its file.

    `soft_proof` asks for pictures of it too.
    """

    content: Content
    edition: Edition
    channel: str
    look: str
    project: Path
    file: Path
    soft_proof: bool = False

    def unmade(self, id: str, what: str, remedy: str) -> Built:
        """Return the report of this document where something kept it from being made at all."""
        name = self.edition.name
        finding = Finding(
            id=id, what=what, remedy=remedy, edition=name, channel=self.channel, look=self.look
        )
        return Built(
            edition=name,
            channel=self.channel,
            look=self.look,
            file=self.file,
            written=False,
            version=self.content.document.version,
            kept="",
            findings=(finding,),
        )


@dataclass(frozen=True)
class Made:
    """What became of a job: its report, the finished bytes, and the files that go beside them.

    `pdf` is empty where nothing could be made. `pictures` are soft proofs, by file name.
    """

    built: Built
    pdf: bytes = b""
    beside: tuple[Written, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
