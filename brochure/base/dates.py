"""Months and days as people read them, in the language of a document: ``November 2026``.

The words are those of the Unicode CLDR, by Babel. What programs read keeps ``2026-11``.
"""

from datetime import date


def month_in_words(month: str, language: str) -> str:
    """Return ``2026-11`` as a month and a year in words.

    In a language that CLDR does not know it stays as it is: a reader is not given English.
    """
    from babel.dates import format_skeleton  # late: reading content needs none of it

    locale = _locale_of(language)
    if not locale:
        return month
    return format_skeleton("yMMMM", date.fromisoformat(f"{month}-01"), locale=locale)


def day_in_words(day: str, language: str) -> str:
    """Return ``2026-11-28`` as a day in words; as it is where CLDR does not know the language.

    Raises ValueError for what is no day.
    """
    from babel.dates import format_date

    on, locale = date.fromisoformat(day), _locale_of(language)
    return format_date(on, "long", locale=locale) if locale else day


def _locale_of(language: str) -> str:
    """Return how Babel names a language tag such as ``en-US``; nothing if it knows none."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except UnknownLocaleError:
        return ""
