"""A proven press file -> its job ticket as values, and those as JSON.

The shape is described in docs/job-ticket.md; `FORMAT` rises with every change of it.
"""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import accumulate, pairwise

from brochure.base.edition import Edition, Folding
from brochure.base.manual import theme_of
from brochure.base.press_condition import MOST_INK_PERCENT, PrintingCondition
from brochure.base.sheet_geometry import INCH_PT, PaperName, to_half_mm
from brochure.base.status import StatusKind
from brochure.build.staff_words import staff_words
from brochure.preflight import RULES
from brochure.preflight.rule import RuleVerdict
from brochure.proofs.examined import Examined
from brochure.selection.selection import ClinicContact

FORMAT = 1
_MM_PER_IN = 25.4


@dataclass(frozen=True)
class SheetSize:
    """Width and height, in inches and in millimetres."""

    width_in: float
    height_in: float
    width_mm: float
    height_mm: float

    @classmethod
    def of(cls, width_pt: float, height_pt: float, metric: bool) -> "SheetSize":
        """Return a size that is given in points; `metric` paper is cut to half millimetres."""
        in_mm = (_mm(side, metric) for side in (width_pt, height_pt))
        return cls(_in(width_pt), _in(height_pt), *in_mm)


@dataclass(frozen=True)
class PressPdf:
    """The file that the ticket is for, and for no other: `sha256` is of its bytes."""

    name: str
    sha256: str
    size_bytes: int
    pages: int
    sheets: int


@dataclass(frozen=True)
class About:
    """Which document it is, and whether it may be printed: `approval` is the kind of its status."""

    id: str
    title: str
    version: str
    issued: str
    edition: str
    approval: StatusKind


@dataclass(frozen=True)
class TicketInks:
    """How many inks each side has, which, and the heaviest sum on each page in percent.

    A back that is not printed has none.
    """

    front: int
    back: int
    names: tuple[str, ...]
    heaviest_percent: tuple[float, ...]
    limit_percent: int


@dataclass(frozen=True)
class OutputCondition:
    """For which press and paper the colours were made."""

    identifier: str
    information: str


@dataclass(frozen=True)
class Fold:
    """How a sheet is folded.

    Of each side there are the widths of its panels from left to right, and how far its folds are
    from the left trim of the flat sheet, in inches. A side that is not printed has none.
    """

    kind: Folding
    outside_in: tuple[float, ...]
    inside_in: tuple[float, ...]
    outside_folds_in: tuple[float, ...]
    inside_folds_in: tuple[float, ...]


@dataclass(frozen=True)
class Ordered:
    """What the clinic fills in when it orders; a build knows none of it."""

    quantity: int | None = None
    needed_by: str | None = None
    paper: str | None = None
    proof_approved_by: str | None = None


@dataclass(frozen=True)
class Advice:
    """What a printer decides; ordinary practice to begin from."""

    paper: str
    scoring: str
    proof: str


@dataclass(frozen=True)
class RuleSummary:
    """One group of preflight's rules: how many there are, and how many are broken."""

    group: str
    rules: int
    errors: int
    warnings: int


@dataclass(frozen=True)
class Ticket:
    """What a printer must know of one press file."""

    file: PressPdf
    document: About
    contact: ClinicContact
    paper: PaperName
    trim: SheetSize
    flat: SheetSize
    finished: SheetSize
    bleed_in: float
    bleed_mm: float
    inks: TicketInks
    output_condition: OutputCondition
    fold: Fold
    binding: str
    suggested: Advice
    preflight: tuple[RuleSummary, ...]
    order: Ordered

    def to_json(self) -> bytes:
        """Return the ticket as JSON, the same bytes for the same file."""
        entries = {"format": FORMAT, **asdict(self)}
        return (json.dumps(entries, indent=2, ensure_ascii=False) + "\n").encode()


def ticket_of(
    on: Examined,
    name: str,
    condition: PrintingCondition,
    verdicts: tuple[RuleVerdict, ...],
) -> Ticket:
    """Return the ticket of a press file called `name`."""
    edition, kind = on.printed.edition, on.printed.edition.folding
    own = on.printed.identity
    return Ticket(
        file=_file(on, name),
        document=About(
            own.document, own.name, own.version, own.issued, edition.name, own.status.kind
        ),
        contact=own.clinic,
        paper=edition.paper,
        trim=SheetSize.of(edition.width_pt, edition.height_pt, edition.metric),
        flat=SheetSize.of(
            edition.width_pt * (1 + edition.saddle_stitched), edition.height_pt, edition.metric
        ),
        finished=SheetSize.of(max(_panels(edition, 0)), edition.height_pt, edition.metric),
        bleed_in=_in(edition.bleed_pt),
        bleed_mm=_mm(edition.bleed_pt, edition.metric),
        inks=_inks(on),
        output_condition=OutputCondition(condition.identifier, condition.information),
        fold=_fold(edition, len(on.reading.pages)),
        binding="saddle-stitch" if edition.saddle_stitched else "none",
        suggested=Advice(
            staff_words(f"folds.{kind}.paper"),
            staff_words(f"folds.{kind}.scoring"),
            staff_words("ticket.proof.title"),
        ),
        preflight=_summarize(verdicts),
        order=Ordered(),
    )


def _file(on: Examined, name: str) -> PressPdf:
    pdf, pages = on.printed.output, len(on.reading.pages)
    a_sheet = max(2, on.printed.edition.page_multiple)
    return PressPdf(name, sha256(pdf).hexdigest(), len(pdf), pages, -(-pages // a_sheet))


def _inks(on: Examined) -> TicketInks:
    assert on.press is not None, "tickets are for press files"
    names = ("cyan", "magenta", "yellow", "black")
    heaviest = tuple(page.ink_pct for page in on.press.pages)
    back = len(names) if len(heaviest) > 1 else 0
    return TicketInks(len(names), back, names, heaviest, MOST_INK_PERCENT)


def _summarize(verdicts: tuple[RuleVerdict, ...]) -> tuple[RuleSummary, ...]:
    groups = [theme_of(rule) for rule in RULES]
    broken = Counter(
        (theme_of(verdict.check), verdict.check.severity)
        for verdict in verdicts
        if verdict.findings
    )
    return tuple(
        RuleSummary(group, groups.count(group), broken[group, "error"], broken[group, "warning"])
        for group in dict.fromkeys(groups)
    )


def _panels(edition: Edition, side: int) -> tuple[float, ...]:
    """Return the widths of the panels of one side in points; a stapled sheet has two pages."""
    if edition.saddle_stitched:
        return (edition.width_pt, edition.width_pt)
    folds = edition.folds_pt[side] if edition.folds_pt else ()
    edges = (0.0, *folds, edition.width_pt)
    return tuple(right - left for left, right in pairwise(edges))


def _widths(panels: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(_in(width) for width in panels)


def _folds(panels: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(_in(fold) for fold in tuple(accumulate(panels))[:-1])


def _fold(edition: Edition, pages: int) -> Fold:
    outside, inside = _panels(edition, 0), _panels(edition, 1) if pages > 1 else ()
    folds = _folds(outside), _folds(inside)
    return Fold(edition.folding, _widths(outside), _widths(inside), *folds)


def _in(length_pt: float) -> float:
    return round(length_pt / INCH_PT, 4)


def _mm(length_pt: float, metric: bool) -> float:
    if metric:
        return to_half_mm(length_pt)
    return round(length_pt / INCH_PT * _MM_PER_IN, 1)
