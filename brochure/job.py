"""What one worker is asked to make, and the report of a document that could not be made."""

from dataclasses import dataclass
from pathlib import Path

from brochure.editions import Edition
from brochure.finding import Finding
from brochure.model import Content
from brochure.printed import Built


@dataclass(frozen=True)
class Job:
    """One document to make: its content, edition and channel, the project's folder, its file."""

    content: Content
    edition: Edition
    channel: str
    project: Path
    file: Path

    def unmade(self, id: str, what: str, remedy: str) -> Built:
        """Return the report of this document where something kept it from being made at all."""
        name = self.edition.name
        finding = Finding(id=id, what=what, remedy=remedy, edition=name, channel=self.channel)
        return Built(
            edition=name,
            channel=self.channel,
            file=self.file,
            written=False,
            version=self.content.document.version,
            kept="",
            findings=(finding,),
        )
