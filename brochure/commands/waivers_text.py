"""Findings that someone has accepted -> text for whoever reads a report."""

from collections.abc import Sequence

from brochure.base.dates import day_in_words
from brochure.base.finding import pluralize
from brochure.base.printable import join_lines, put_on_one_line
from brochure.content.model.waivers import Waiver

_STAFF = "en-US"  # the language in which the program speaks to those who work with it


def waivers_text(waivers: Sequence[Waiver]) -> str:
    """Return what content waives, a line each; `check` says which still cover anything."""
    head = f"{pluralize(len(waivers), 'waiver')} in content:"
    return join_lines((head, *(f"  {waiver_text(waiver)}" for waiver in waivers)))


def waiver_text(waiver: Waiver) -> str:
    """Return what is waived, where, why, by whom and when, on one line."""
    by = f"{waiver.by}, {day_in_words(waiver.date, _STAFF)}"
    return put_on_one_line(f"{waiver.check} in {waiver.place}: {waiver.reason} ({by})")
