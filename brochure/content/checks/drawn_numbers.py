"""Numbers that pictures are drawn from -> those that the words beside the picture do not say.

A picture and its words are two ways to say one number: where they differ, one of them misleads.
"""

from collections.abc import Iterator
from itertools import pairwise

from brochure.base.finding import ContentPath, Finding
from brochure.content.model.blocks.clock import WaitingClock
from brochure.content.model.blocks.countdown import Countdown
from brochure.content.model.blocks.icon_array import IconArray
from brochure.content.model.content import Content
from brochure.content.model.facts import REFERENCE
from brochure.content.model.walk import walk_parts
from brochure.content.model.wording import Wording
from brochure.content.text.quantities import find_quantities
from brochure.content.text.stems import stem_of
from brochure.content.yaml.source import Source

_HOUR = 60  # minutes
_UNITS = {"minute": 1, "hour": _HOUR, "day": 24 * _HOUR, "week": 7 * 24 * _HOUR}
_MINUTES = {stem_of(unit): minutes for unit, minutes in _UNITS.items()}


def check_drawn_numbers(content: Content, source: Source) -> Iterator[Finding]:
    """Find pictures that show another number than is said beside them, or times out of order."""
    told = _Told(content)
    for path, part in walk_parts(content):
        if isinstance(part, WaitingClock) and part.hours:
            for said in told.versions(part.until):
                if part.hours * _HOUR not in _times_in(said):
                    what = f"fills {part.hours} hours, and “{said}” does not say so"
                    yield source.finding("content.drawn-number", (*path, "hours"), what, _CLOCK)
        elif isinstance(part, IconArray):
            for said in told.versions(part):
                numbers = {quantity.low for quantity in find_quantities(said)}
                if not {part.n, part.of} <= numbers:
                    what = f"shows {part.n} of {part.of}, and “{said}” does not say both"
                    yield source.finding("content.drawn-number", (*path, "n"), what, _ARRAY)
        elif isinstance(part, Countdown):
            yield from _times_out_of_order(part, path, told, source)


_CLOCK = "Write the same number of hours in `until:`, or in the fact that it names."
_ARRAY = "Write both numbers in its words, as in “7 of 100 people”."


def _times_out_of_order(
    block: Countdown, path: ContentPath, told: "_Told", source: Source
) -> Iterator[Finding]:
    """Find what stands after a shorter time before the visit."""
    times = [
        [max(_times_in(said), default=0) for said in told.versions(item.before)]
        for item in block.items
    ]
    for number, (earlier, later) in enumerate(pairwise(times), 1):
        if any(0 < a < b for a, b in zip(earlier, later, strict=False)):
            what = "is longer before the visit than what stands above it"
            remedy = "Write what is to be stopped first at the top."
            yield source.finding("content.drawn-order", (*path, "items", number), what, remedy)


def _times_in(text: str) -> tuple[float, ...]:
    """Return each time of a text in minutes; a range has two."""
    found = (q for q in find_quantities(text) if q.unit in _MINUTES)
    return tuple(end * _MINUTES[q.unit] for q in found for end in (q.low, q.high))


class _Told:
    """Wording as a document says it: facts filled in."""

    def __init__(self, content: Content) -> None:
        self._facts = {fact.id: fact for fact in content.facts}

    def versions(self, wording: Wording) -> Iterator[str]:
        """Give both versions that there are, but for those with a fact that nobody knows yet."""
        for text in (wording.text, wording.plain):
            named = [self._facts[id] for id in REFERENCE.findall(text or "") if id in self._facts]
            if text is not None and not any(fact.is_gap for fact in named):
                yield REFERENCE.sub(lambda found: self._say(found[1], found[0]), text)

    def _say(self, id: str, written: str) -> str:
        return self._facts[id].sentence if id in self._facts else written
