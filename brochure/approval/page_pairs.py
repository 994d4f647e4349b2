"""Pages of a file before and after, as values: what is compared, and what comes of it."""

from dataclasses import dataclass, field
from typing import Literal

# `lines`: only letters stand elsewhere. `look`: every letter stands where it stood, and something
# else is seen. `both`: letters stand elsewhere, and what is around them is not the same either.
Look = Literal["same", "lines", "look", "both"]


@dataclass(frozen=True)
class PagePair:
    """A page that looks different: its number before and after, 0 where it was not or is no more.

    The pictures are PNGs, with a frame around each place that is not the same; empty for none.
    """

    before: int
    after: int
    look: Look
    picture_before: bytes = field(default=b"", repr=False)
    picture_after: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class FilePair:
    """Two files to compare, and what each says that is looked past, such as ``Version 1.0``."""

    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    past_before: tuple[str, ...] = ()
    past_after: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileDifference:
    """How many pages each file has, and those that look different."""

    pages_before: int
    pages_after: int
    pairs: tuple[PagePair, ...]
