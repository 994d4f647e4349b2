"""What was ordered from the printer -> the limits a file is held to; sizes in words and back."""

import re
from dataclasses import dataclass

from brochure.base.errors import BrochureError
from brochure.base.sheet_geometry import length_in_words, to_half_mm

PT_PER_IN, PT_PER_MM = 72.0, 72.0 / 25.4
_UNITS = {"in": PT_PER_IN, "mm": PT_PER_MM, "cm": 10 * PT_PER_MM, "pt": 1.0}
_NUMBER = r"(\d+(?:\.\d+)?)"
_LENGTH = re.compile(rf"{_NUMBER}\s*(in|mm|cm|pt)?")
_SIZE = re.compile(rf"{_NUMBER}\s*[x×*]\s*{_NUMBER}\s*(in|mm|cm|pt)")

# Sizes that printers sell, width before height, by their usual names.
_NAMED = (
    ("US Letter", "8.5 × 11 in"),
    ("half Letter", "5.5 × 8.5 in"),
    ("US Legal", "8.5 × 14 in"),
    ("Tabloid", "11 × 17 in"),
    ("rack card", "4 × 9 in"),
    ("postcard", "4 × 6 in"),
    ("invitation", "5 × 7 in"),
    ("trade book", "6 × 9 in"),
    ("poster", "18 × 24 in"),
    ("US business card", "3.5 × 2 in"),
    ("A3", "297 × 420 mm"),
    ("A4", "210 × 297 mm"),
    ("A5", "148 × 210 mm"),
    ("A6", "105 × 148 mm"),
    ("DL", "99 × 210 mm"),
    ("business card", "85 × 55 mm"),
)
_NAME_SLACK_PT = 1.5
_SHORT = {name.lower().removeprefix("us "): size for name, size in _NAMED}
_BY_NAME = _SHORT | {name.lower(): size for name, size in _NAMED}


@dataclass(frozen=True)
class Order:
    """What was ordered, and what paper and press allow.

    `trim_pt` is width and height of the cut sheet, None where nobody said. `folds_pt` gives for
    each page the distances of its folds from the left trim edge; a shorter list starts again.
    `ink_limit_pct` is our own limit for the sum of the four inks. What is ordered in millimetres is
    `metric`: its lengths are told so.
    """

    trim_pt: tuple[float, float] | None = None
    folds_pt: tuple[tuple[float, ...], ...] = ()
    bleed_pt: float = 9.0
    safe_pt: float = 18.0
    ink_limit_pct: float = 300.0
    least_line_pt: float = 0.25
    least_type_pt: float = 5.0
    metric: bool = False

    def length(self, length_pt: float) -> str:
        """Return a length in the unit of the order: ``0.125 in``, ``3 mm``."""
        return length_in_words(length_pt, self.metric)

    def folds_of(self, page: int) -> tuple[float, ...]:
        """Return the folds of a page, counted from 1."""
        return self.folds_pt[(page - 1) % len(self.folds_pt)] if self.folds_pt else ()


def parse_order(trim: str = "", folds: str = "", bleed: str = "") -> Order:
    """Read an order as it is typed.

    A size is ``8.5x11in`` or ``letter``, folds are ``3.625in,7.3125in/3.6875in,7.375in``, bleed is
    ``3mm``. Raises BrochureError that names the option and shows how it is written.
    """
    return Order(
        trim_pt=_size(trim) if trim else None,
        folds_pt=tuple(
            tuple(_length("--folds", fold, "3.625in,7.3125in") for fold in page.split(",") if fold)
            for page in folds.split("/")
        )
        if folds
        else (),
        bleed_pt=_length("--bleed", bleed, "0.125in or 3mm") if bleed else Order.bleed_pt,
        metric=_is_metric(_BY_NAME.get(_plain(trim), trim) or folds or bleed),
    )


def _is_metric(length: str) -> bool:
    return any(unit in length.lower() for unit in ("mm", "cm"))


def _plain(written: str) -> str:
    return " ".join(written.lower().split())


def _size(written: str) -> tuple[float, float]:
    named = _plain(written)
    match = _SIZE.fullmatch(_BY_NAME.get(named, named))
    if not match or not (float(match[1]) and float(match[2])):
        raise BrochureError(
            f"--trim {written}: this is not a size",
            hint="Write width x height and the unit, such as --trim 8.5x11in or 210x297mm, or a"
            " name, such as letter or A4.",
        )
    unit = _UNITS[match[3]]
    return float(match[1]) * unit, float(match[2]) * unit


def _length(option: str, written: str, example: str) -> float:
    match = _LENGTH.fullmatch(written.strip().lower())
    if not match or (match[2] is None and float(match[1])):
        raise BrochureError(
            f"{option} {written}: this is not a length",
            hint=f"Write a number and its unit, such as {option} {example}.",
        )
    return float(match[1]) * _UNITS[match[2] or "pt"]


def size_in_words(width_pt: float, height_pt: float, metric: bool = False) -> str:
    """Return ``8.5 × 11 in (US Letter)``, in the unit in which it is sold or wanted."""
    for name, size in _NAMED:
        width, height = _size(size)
        for turned, known in ((False, (width, height)), (True, (height, width))):
            if max(abs(width_pt - known[0]), abs(height_pt - known[1])) <= _NAME_SLACK_PT:
                first, second, unit = size.replace("× ", "").split()
                sides = f"{second} × {first}" if turned else f"{first} × {second}"
                return f"{sides} {unit} ({name})"
    if metric:
        return f"{to_half_mm(width_pt):g} × {to_half_mm(height_pt):g} mm"
    return f"{inches(width_pt)} × {inches(height_pt)} in"


def inches(length_pt: float) -> str:
    """Return a length in inches, as short as three decimals allow."""
    return f"{length_pt / PT_PER_IN:.3f}".rstrip("0").rstrip(".")
