"""The finished files of the default content, page by page, read once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.layout.printed import Printed
from tests.clinics.found import Finished

Files = Callable[[str, str], Finished]


@pytest.fixture(scope="session")
def files(output: Path, booklet: Printed) -> Files:
    """Each finished file by channel and edition, page by page; a folded one as it is read."""
    read: dict[tuple[str, str], Finished] = {}

    def file(channel: str, edition: str) -> Finished:
        if (channel, edition) not in read:
            pdf = (output / channel / f"{edition}.pdf").read_bytes()
            folded = (channel, edition) == ("office", "booklet")
            read[channel, edition] = Finished(booklet.pdf if folded else pdf)
        return read[channel, edition]

    return file
