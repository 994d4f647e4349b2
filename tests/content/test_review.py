"""A document whose review is overdue is told at its line."""

from datetime import date
from pathlib import Path

import pytest

from brochure.base.files.project import STARTER
from brochure.commands.cli import main
from brochure.commands.unchanged import key_of_call
from brochure.content.checks.review import check_review, days_until_end
from brochure.selection.duties import load_checked_content
from tests.build.test_build import edit
from tests.content.small import read

TEXT = (STARTER / "content.yaml").read_text(encoding="utf-8")


def test_days_until_the_month_ends() -> None:
    ends = [days_until_end("2028-02", date(2028, 2, day)) for day in (1, 29)]
    assert ends == [28, 0]
    assert days_until_end("2028-02", date(2028, 3, 1)) == -1
    assert days_until_end("2027-12", date(2028, 1, 31)) == -31


def test_a_review_that_is_overdue() -> None:
    content, source = read(TEXT)
    assert list(check_review(content, source, date(2027, 1, 31))) == []
    found = list(check_review(content, source, date(2027, 2, 1)))
    by = {name for name, placed in content.editions.items() if placed.review_by == "2027-01"}
    assert by and {str(f.place.path).split(".")[1] for f in found} == by
    lines = TEXT.splitlines()
    assert all("review_by: 2027-01" in lines[f.place.line - 1] for f in found)
    assert all(f.severity == "warning" and f.id == "content.past-review" for f in found)


def test_it_is_asked_only_where_it_is_known_what_day_it_is(small: Path) -> None:
    edit(small, "review_by: 2027-11", "review_by: 2020-01")
    assert not load_checked_content(small / "content.yaml").findings
    assert load_checked_content(small / "content.yaml", today=date(2019, 12, 31)).findings == ()
    (told, *_) = load_checked_content(small / "content.yaml", today=date(2020, 2, 1)).findings
    assert told.id == "content.past-review"


def test_check_tells_it(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, "review_by: 2027-11", "review_by: 2020-01")
    monkeypatch.chdir(small)
    assert main(["check"]) == 0
    assert "had to be reviewed by 2020-01, and that is over" in capsys.readouterr().out
    assert main(["check", "--strict"]) == 1


def test_a_build_of_last_month_is_no_answer_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    months = iter(("2026-11", "2026-12"))

    def strftime(_form: str) -> str:
        return next(months)

    monkeypatch.setattr("time.strftime", strftime)
    assert key_of_call("/here", ("build",)) != key_of_call("/here", ("build",))
