"""When each document must be reviewed -> warnings for those whose month is over."""

import calendar
from collections.abc import Iterator
from datetime import date

from brochure.base.finding import Finding
from brochure.content.model.content import Content
from brochure.content.yaml.source import Source


def days_until_end(month: str, today: date) -> int:
    """Return how many days are left until the end of a month such as ``2026-11``.

    Past it, they are less than 0.
    """
    year, number = map(int, month.split("-"))
    return (date(year, number, calendar.monthrange(year, number)[1]) - today).days


def check_review(content: Content, source: Source, today: date) -> Iterator[Finding]:
    """Find documents whose review is overdue `today`."""
    for name, placement in content.editions.items():
        if days_until_end(placement.review_by, today) < 0:
            what = f"{name} had to be reviewed by {placement.review_by}, and that is over"
            remedy = "Let a clinician review it, then write here by when it must be done again."
            path = ("editions", name, "review_by")
            yield source.finding("content.past-review", path, what, remedy, "warning")
