"""What is wrong with a part as a whole, told where in it that is mended."""

from dataclasses import dataclass

from brochure.base.finding import ContentPath


@dataclass(frozen=True)
class PartFault:
    """One thing wrong: `below` is the path from the part to where it is mended."""

    below: ContentPath
    what: str
    remedy: str


class PartError(ValueError):
    """All that is wrong with one part; reads ``what | remedy`` for the first of it."""

    def __init__(self, *faults: PartFault) -> None:
        super().__init__(f"{faults[0].what} | {faults[0].remedy}")
        self.faults = faults
