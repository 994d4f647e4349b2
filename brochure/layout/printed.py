"""What layout measures, and a finished document with all that is known of it, as proofs take it.

All lengths are points from the top left corner of the trimmed page.
"""

from dataclasses import dataclass, field

from brochure.base.editions import Edition
from brochure.base.finding import Finding, Location
from brochure.base.geometry import Rect
from brochure.channels.channel import Channel, Variant
from brochure.selection.passage import Passage
from brochure.selection.selected import Inventory, PlacedPicture
from brochure.selection.selection import Identity, OwedFact
from brochure.selection.spoken import Spoken


@dataclass(frozen=True)
class Panel:
    """A box of fixed size that text must fit, and how full it is.

    `page` counts from 1. `rect` is its border box, `room_pt` the height within its padding,
    `used_pt` the height its text needs, measured with nothing cut off; `over_pt` is how far that
    runs past the box (0 if it fits). `lines_over` and `words_over` count what does not fit,
    `words_free` estimates what still would. `first_over` and `first_over_path` name the first line
    of content that does not fit, or with `over_after` the last one before what does not, where that
    is the control line alone. `wide` lists lines that stick out sideways, as (text, points over,
    content path). `flows` says that it is a page of flowing text.
    """

    name: str
    page: int
    rect: Rect
    used_pt: float
    room_pt: float
    over_pt: float
    words: int
    lines_over: int
    words_over: int
    words_free: int
    first_over: str = ""
    first_over_path: str = ""
    over_after: bool = False
    wide: tuple[tuple[str, float, str], ...] = ()
    flows: bool = False


@dataclass(frozen=True)
class Folio:
    """What layout writes into a page margin: its box and its words.

    A page number, unless it `is_element`: one of the page's own, printed again on each page.
    """

    page: int
    rect: Rect
    text: str
    is_element: bool = False


@dataclass(frozen=True)
class RepeatedHeads:
    """The heads of a table that layout prints again over its rows on another page.

    `rect` is where they stand on that page, `paths` where each stands in content.
    """

    page: int
    rect: Rect
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """Where layout puts something to see or fill in: a checkbox, line, figure, code or picture.

    `sign` is what a figure shows, in words, the name of its shape, or how a status looks; `path`
    is the content path of a picture's file. `shown` is the part that the stylesheet lets be seen,
    where that is not all.
    """

    kind: str
    page: int
    rect: Rect
    sign: str = ""
    path: str = ""
    shown: Rect | None = None


@dataclass(frozen=True)
class PrintedPicture:
    """A picture or drawing that an edition shows: how large its file is, and what it looks like.

    Width and height are as it is seen; `raw` is a PNG or JPEG in the colours in which readers show
    it, or empty where no template asked.
    """

    placed: PlacedPicture
    width_px: int = 0
    height_px: int = 0
    raw: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Printed:
    """One variant of a document, finished but not yet proven.

    `passages` is all wording the edition places, in reading order, and `inventory` what it shows
    beside; `marks` is where layout put those. `pictures` and `drawings` are those that content
    places, the latter as another renderer draws them. `identity` is what the file must say of
    itself, `log` what the engine complained of, and `spoken` which
    headings and figures must be heard. `pdf` is in reading order; `sheets` is the file to fold,
    where the channel imposes the edition. `owed` are the facts that it must state, `status_areas`
    the boxes that hold the status; `repeated` are heads of tables on further pages. `html` is what
    it was laid out from, where that is to be kept.
    """

    variant: Variant
    pdf: bytes
    passages: tuple[Passage, ...]
    panels: tuple[Panel, ...]
    folios: tuple[Folio, ...]
    body_pt: float
    log: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    inventory: Inventory = field(default_factory=Inventory)
    identity: Identity = field(default_factory=Identity)
    spoken: Spoken = field(default_factory=Spoken)
    pictures: tuple[PrintedPicture, ...] = ()
    drawings: tuple[PrintedPicture, ...] = ()
    sheets: bytes = b""
    owed: tuple[OwedFact, ...] = ()
    html: bytes = field(default=b"", repr=False)
    status_areas: tuple[Mark, ...] = ()
    repeated: tuple[RepeatedHeads, ...] = ()

    @property
    def edition(self) -> Edition:
        """What the document must satisfy."""
        return self.variant.edition

    @property
    def channel(self) -> Channel:
        """The way on which it leaves the house."""
        return self.variant.channel

    @property
    def output(self) -> bytes:
        """What is written: the sheets where there are any, or the pages."""
        return self.sheets or self.pdf

    def finding(
        self,
        id: str,
        what: str,
        remedy: str = "",
        page: int = 0,
        path: str = "",
        panel: str = "",
        detail: tuple[str, ...] = (),
        box: Rect | None = None,
    ) -> Finding:
        """Return a Finding about this document; `box` is its place on the page."""
        return Finding(
            id=id,
            what=what,
            remedy=remedy,
            place=Location(
                path=path,
                edition=self.edition.name,
                channel=self.channel.name,
                look=self.variant.look.name,
                page=page,
                panel=panel,
                box=box,
            ),
            detail=detail,
        )
