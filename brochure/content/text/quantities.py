"""Text -> the numbers in it with their units, however they are spelt: ``2 hours``, ``two-hour``.

English alone: in other languages digits are found, and units where they are spelt alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brochure.content.text.stems import stem_of

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: float(n) for n, word in enumerate(_ONES)},
    **{word: 10.0 * n for n, word in enumerate(_TENS, 2)},
}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES)})"
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|\b{_WORD}\b)"
_GAP = r"[\s*]{0,6}[-\u2010\u2011]?[\s*]{0,6}"  # emphasis may stand between a number and its unit
_UNIT = r"%|°?[a-z]+"
_QUANTITY = re.compile(
    rf"(?<![\w.,/])(?P<low>{_NUMBER})"
    rf"(?:\s?(?:–|—|-|\bto\b|\bor\b)\s?(?P<high>{_NUMBER}))?"
    rf"(?:{_GAP}(?P<unit>{_UNIT}))?(?![\w/])",
    re.IGNORECASE,
)
# Short forms, which may also touch the number: “24h”.
_UNITS = {
    **dict.fromkeys(("h", "hr", "hrs"), "hour"),
    **dict.fromkeys(("min", "mins"), "minute"),
    **dict.fromkeys(("sec", "secs", "s"), "second"),
    **dict.fromkeys(("wk", "wks"), "week"),
    **dict.fromkeys(("yr", "yrs"), "year"),
    **dict.fromkeys(("lb", "lbs"), "pound"),
    "percent": "%",
}
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year")
_UP_TO = re.compile(rf"\b(?:{'|'.join(_TIMES)})s?\s+(?:to|or)\s+$", re.IGNORECASE)

_NUMBERED = re.compile(rf"\b({'|'.join(_TIMES)})\s+$", re.IGNORECASE)  # “month 1” lasts no month

_LONGEST_UNIT = 16  # “minutes to ”, with room


@dataclass(frozen=True)
class Quantity:
    """A number, or a range from `low` to `high`; its unit, in its common form, or nothing.

    It stands at index `start` of the text, up to `end`.
    """

    low: float
    high: float
    unit: str
    start: int
    end: int


def find_quantities(text: str) -> Iterator[Quantity]:
    """Give each number of a text. “Hours to 3 days” is a range, too: its 3 days begin at zero."""
    for found in _QUANTITY.finditer(text):
        low = _value(found["low"])
        high = _value(found["high"]) if found["high"] else low
        unit, end = found["unit"] or "", found.end()
        touches = unit and text[found.start("unit") - 1].isdigit()
        if touches and unit.lower() not in (*_UNITS, "%", "mg", "kg", "mmhg", "ml"):
            continue  # “18th”
        before = text[max(0, found.start() - _LONGEST_UNIT) : found.start()]
        if high == low and _UP_TO.search(before):
            low = 0.0
        if numbered := _NUMBERED.search(before):
            unit = f"{numbered[1]}-number"
        yield Quantity(low, high, _common(unit), found.start(), end)


def _value(written: str) -> float:
    if written[0].isdigit():
        return float(written.replace(",", ""))
    return sum(_VALUES[word] for word in re.split(r"[- ]", written.lower()))


def _common(unit: str) -> str:
    known = _UNITS.get(unit.lower(), unit.lower())
    return known if known == "%" else stem_of(known)
