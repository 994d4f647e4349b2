"""The ledger of sources: what the words of a clinic rest on, each known as far as it is known."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from brochure.content.model.clinic import WebAddress
from brochure.content.model.part_error import PartError, PartFault
from brochure.content.model.waivers import Day, real_day
from brochure.content.model.wording import Line, Part, Slug

# `publisher_only`: who published it is known, and nothing else. `candidate`: it may be what was
# meant, and nobody at the clinic has said so. `confirmed`: someone who is named has read it.
SourceStatus = Literal["publisher_only", "candidate", "confirmed"]
_BY_TITLE = ("authors", "title", "container", "locator", "url", "doi", "published", "accessed")


Published = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        description="a year, a month or a day",
        examples=["2023"],
    ),
    AfterValidator(real_day),
]


class Reference(Part):
    """One source. What is not known of it stays out: nothing is ever guessed.

    Of one that is `publisher_only` a list of sources prints the publisher, and how many `more`
    stood beside it. Any other is printed in the style of the AMA: authors, title, `container` (the
    journal, or the site), `published` with `locator` (volume, issue and pages, ``16(5):742``), then
    the doi, or else the day on which it was `accessed` and its url. `confirmed_by` names who at
    the clinic has found that it says what the wording says.
    """

    id: Slug
    status: SourceStatus
    publisher: Line | None = Field(default=None, min_length=1)
    more: int = Field(default=0, ge=0, le=9)
    authors: tuple[Line, ...] = ()
    title: Line | None = Field(default=None, min_length=1)
    container: Line | None = Field(default=None, min_length=1)
    locator: Line | None = Field(default=None, min_length=1)
    published: Published | None = None
    accessed: Day | None = None
    url: WebAddress | None = None
    doi: str | None = Field(
        default=None,
        pattern=r"^10\.[0-9]{4,9}/[!-~]+$",
        description="a DOI, without https://doi.org/",
        examples=["10.1000/182"],
    )
    confirmed_by: Line | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _holds_what_its_status_says(self) -> "Reference":
        check = self._publisher_faults if self.status == "publisher_only" else self._titled_faults
        faults = tuple(check())
        if faults:
            raise PartError(*faults)
        return self

    def _publisher_faults(self) -> Iterator[PartFault]:
        if self.publisher is None:
            remedy = "Write `publisher:`, or `status: candidate` and its title."
            yield PartFault((), "is publisher_only and names no publisher", remedy)
        told = [name for name in (*_BY_TITLE, "confirmed_by") if getattr(self, name)]
        if told:
            what = f"is publisher_only and has {told[0]}"
            remedy = "Write `status: candidate`; or `confirmed`, once someone at the clinic has."
            yield PartFault(("status",), what, remedy)

    def _titled_faults(self) -> Iterator[PartFault]:
        if self.title is None:
            remedy = "Write `title:`; or `status: publisher_only`, if nothing else is known."
            yield PartFault((), f"is {self.status} and has no title", remedy)
        if self.more:
            what = f"is {self.status}, one source, and counts {self.more} more"
            remedy = "Delete `more:`, and give each of the others an entry of its own."
            yield PartFault(("more",), what, remedy)
        if self.status == "candidate" and self.confirmed_by:
            remedy = "Write `status: confirmed`, or delete `confirmed_by:`."
            yield PartFault(("status",), "is a candidate and says who confirmed it", remedy)
        if self.status == "confirmed":
            yield from self._confirmed_faults()

    def _confirmed_faults(self) -> Iterator[PartFault]:
        if self.confirmed_by is None:
            remedy = "Write `confirmed_by:` and who has read it; until then, `status: candidate`."
            yield PartFault(("status",), "is confirmed and does not say by whom", remedy)
        if not (self.url or self.doi or self.container):
            remedy = "Write `url:`, `doi:` or `container:`; until then, `status: candidate`."
            yield PartFault(("status",), "is confirmed and does not say where it stands", remedy)
