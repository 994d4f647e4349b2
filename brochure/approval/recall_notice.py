"""A version that was taken back -> the notice to hand to everyone who may have copies of it.

One page to print: what to look for, what to do, which stacks are known, and a line to confirm.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from brochure.approval.entry import Entry
from brochure.approval.staff_paper import PICTURES, make_paper
from brochure.base.dates import day_in_words
from brochure.base.finding import pluralize
from brochure.base.sheet_geometry import PAPERS, PaperName
from brochure.base.staff_papers import RECALL_NOTICE
from brochure.build.staff_words import staff_list, staff_words
from brochure.reading.changed_page import draw_first_page

_PICTURE = "first-page.png"


@dataclass(frozen=True)
class Stack:
    """Copies that lie somewhere: what is known of them."""

    place: str
    copies: str
    noted: str
    job: str


@dataclass(frozen=True)
class RecallNotice:
    """All that the notice says. `picture` names that of the first page, empty without one."""

    title: str
    id: str
    version: str
    withdrawn: str
    reason: str
    picture: str
    instead: str
    steps: tuple[str, ...]
    stacks: tuple[Stack, ...]


def make_recall_notice(
    withdrawn: Entry,
    stacks: Sequence[Entry],
    title: str,
    id: str,
    released: bytes,
    paper: PaperName = "letter",
    instead: str = "",
) -> bytes:
    """Return the notice as a PDF. `released` is a file of that version, empty where none is left.

    `instead` is the version to hand out from now on, empty where there is none. `withdrawn` and
    `stacks` are lines of the record. Raises BrochureError (exit 3) where the machine keeps the
    notice from being made.
    """
    pictures = {_PICTURE: draw_first_page(released)} if released else {}
    notice = RecallNotice(
        title=title,
        id=id,
        version=withdrawn.version,
        withdrawn=_say("withdrawn", day=_day(withdrawn), by=withdrawn.by, role=withdrawn.role),
        reason=withdrawn.reason,
        picture=f"{PICTURES}/{_PICTURE}" if pictures else "",
        instead=_say("instead.version", version=instead) if instead else _say("instead.none"),
        steps=tuple(step.format(version=withdrawn.version) for step in staff_list("recall.steps")),
        stacks=tuple(map(_stack, stacks)),
    )
    values = {"notice": notice, "says": _say}
    hint = "The withdrawal stands in the record. Give the same command again for the notice."
    _, pdf = make_paper(RECALL_NOTICE.made_on(PAPERS[paper]), values, pictures, hint)
    return pdf


def _say(path: str, **values: object) -> str:
    return staff_words(f"recall.{path}").format(**values)


def _stack(printed: Entry) -> Stack:
    copies = pluralize(printed.quantity, "copy")
    return Stack(printed.place, copies, _day(printed), printed.job)


def _day(entry: Entry) -> str:
    return day_in_words(entry.when[:10], staff_words("language"))
