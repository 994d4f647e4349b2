"""Phone numbers as people write them -> as a telephone dials them, by the plan of their country."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Behind a number: what is dialled once somebody answers.
_EXTENSION = re.compile(
    r"[\s,;]*(?:extension|extn?|durchwahl|dw|poste|interno|int|anexo|x|#)[.:]?\s*(\d{1,7})$",
    re.IGNORECASE,
)
# Those of other countries have their own length; without one, as many as there are anywhere.
LEAST_DIGITS, MOST_DIGITS = 7, 16
_SIGNS = set("0123456789+()-./ \N{NO-BREAK SPACE}\N{EN DASH}")


def split_extension(written: str) -> tuple[str, str]:
    """Return a number without its extension, and that, empty if there is none."""
    found = _EXTENSION.search(written)
    return (written[: found.start()], found[1]) if found else (written, "")


def looks_like_number(written: str) -> bool:
    """Say whether a text may be a number in some country."""
    number, _ = split_extension(written)
    digits = sum(map(str.isdigit, number))
    return LEAST_DIGITS <= digits <= MOST_DIGITS and not set(number) - _SIGNS


@lru_cache(maxsize=100)
def dial_digits(written: str, country: str, likely: str = "") -> str:
    """Return a number as ``tel:`` links want it (RFC 3966): ``+4976127000``, ``…;ext=12``.

    `country` is an ISO code, empty where nobody says it. Where it is only `likely`, a number gets
    its code if it begins with 0 as numbers there do: one of the country that a language is spoken
    in may be dialled in another. All else is dialled as it is written.
    """
    number, extension = split_extension(written)
    digits = "".join(c for c in number if c.isdigit() or c == "+")
    parsed = _parse(number, country or (likely if digits.startswith("0") else ""))
    if parsed is None:
        dialled = digits
    else:
        from phonenumbers import PhoneNumberFormat, format_number

        dialled = format_number(parsed, PhoneNumberFormat.E164)
    return f"{dialled};ext={extension}" if extension else dialled


@lru_cache(maxsize=100)
def find_number_fault(written: str, country: str) -> str:
    """Return what keeps a number from being one, empty if it can be one or nobody can tell."""
    number, _ = split_extension(written)
    if not country and not number.lstrip().startswith("+"):
        return ""
    parsed = _parse(number, country)
    if parsed is None:
        return "is no number"
    from phonenumbers import ValidationResult, is_possible_number_with_reason

    reason = is_possible_number_with_reason(parsed)
    if reason == ValidationResult.IS_POSSIBLE:
        return ""
    if reason == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return "has no area code"
    if reason == ValidationResult.TOO_LONG:
        return "has too many digits"
    return "has too few digits" if reason == ValidationResult.TOO_SHORT else "is no number"


def is_country(code: str) -> bool:
    """Say whether a country of this ISO code has telephone numbers."""
    from phonenumbers import SUPPORTED_REGIONS

    return code in SUPPORTED_REGIONS


def _parse(number: str, country: str) -> "PhoneNumber | None":
    """Return a number, or None if nobody can tell which one it is."""
    if not country and not number.lstrip().startswith("+"):
        return None
    from phonenumbers import (  # late: it loads the plans of all countries
        NumberParseException,
        parse,
    )

    try:
        return parse(number, country or None)
    except NumberParseException:
        return None
