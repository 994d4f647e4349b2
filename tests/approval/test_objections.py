"""What the record says against a document that a build has made."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.approval.objections import Objections
from brochure.approval.record import add_entries
from brochure.base.finding import Finding
from brochure.base.looks import STANDARD
from brochure.build.build import Request, list_jobs
from brochure.build.job import Built, Job
from brochure.content.load import load_content
from tests.approval.entries import signed
from tests.kills import content_of

SAID: dict[str, Any] = {"spoken": {"screen": "the same", "screen/readable": "the same"}}
WROTE = signed("Sam Lee", "wrote", role="Nurse", **SAID)
REVIEWED = signed("Ann Poe", "medical review", **SAID)


class Made:
    """The guide of a small project as it was made, and what speaks against writing it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "content.yaml"
        self.folder = folder

    def job(self) -> Job:
        content = load_content(self.file).content
        assert content
        request = Request(self.folder, self.folder / "output", ("guide",), ("screen",))
        (job,) = list_jobs(content, request)
        return job

    def objects(self, words: str, look: str = STANDARD.name) -> tuple[Finding, ...]:
        built = Built("guide", "screen", look, self.file, True, "1.0", "", ())
        said = replace(built, words_fingerprint=words)
        return Objections(self.file)(self.job(), said)

    def ids(self, words: str = "other", look: str = STANDARD.name) -> list[tuple[str, str]]:
        return [(found.id, found.severity) for found in self.objects(words, look)]


@pytest.fixture
def made(small: Path) -> Made:
    return Made(small)


def add(made: Made, *entries: object) -> None:
    add_entries(made.file, lambda _: entries)  # type: ignore[arg-type, return-value]


CHANGED, WITHDRAWN = [("approval.changed", "error")], [("approval.withdrawn", "error")]


def test_nothing_is_said_where_nothing_is_on_record_or_half_of_it(made: Made) -> None:
    assert made.ids() == []
    add(made, WROTE)
    assert made.ids() == [], "it is not approved yet"


def test_other_words_under_an_approved_version_are_refused(made: Made) -> None:
    add(made, WROTE, REVIEWED)
    assert made.ids("the same") == []
    assert made.ids(look="readable") == CHANGED
    assert made.ids("") == [], "it could not be made, which is told already"
    (found,) = made.objects("other")
    assert found.what.endswith("approved as version 1.0 (by Ann Poe, MD, on 2026-11-30)")
    assert "--bump" in found.remedy and "undo" in found.remedy
    assert (found.place.path, found.place.edition) == ("editions.guide.id", "guide")


def test_another_version_may_have_other_words(made: Made) -> None:
    add(made, WROTE, REVIEWED)
    made.file.write_text(content_of("1.1"), encoding="utf-8")
    assert made.ids() == []


def test_what_was_withdrawn_is_not_made_again(made: Made) -> None:
    add(made, WROTE, REVIEWED, signed("Ann Poe", "", event="withdrawn", reason="wrong dose"))
    assert made.ids("the same") == WITHDRAWN
    (found,) = made.objects("the same")
    assert found.what == "version 1.0 was withdrawn on 2026-11-30: wrong dose"
    assert "undo" not in found.remedy, "no change of words brings it back"
    made.file.write_text(content_of("1.1"), encoding="utf-8")
    assert made.ids("the same") == []


def test_a_review_that_was_asked_for_lets_words_change(made: Made) -> None:
    add(made, WROTE, REVIEWED, signed("Kim Roe", "", event="review", reason="FDA alert"))
    assert made.ids() == []


def test_a_released_version_keeps_its_words_also_while_it_is_reviewed(made: Made) -> None:
    asked = signed("Kim Roe", "", event="review", reason="FDA alert")
    released = signed("Kim Roe", "released", role="Manager", event="released", **SAID)
    add(made, WROTE, REVIEWED, released, asked)
    assert made.ids("the same") == []
    (found,) = made.objects("other")
    assert found.id == "approval.changed" and "--bump" in found.remedy
    assert "were released as version 1.0 (by Kim Roe, Manager" in found.what


def test_what_others_approve_meanwhile_counts_from_then_on(made: Made) -> None:
    objections = Objections(made.file)
    built = Built("guide", "screen", STANDARD.name, made.file, True, "1.0", "", ())
    said = replace(built, words_fingerprint="other")
    assert objections(made.job(), said) == ()
    add(made, WROTE, REVIEWED)
    assert [found.id for found in objections(made.job(), said)] == ["approval.changed"]


def test_a_record_that_cannot_be_relied_on_is_a_warning(made: Made) -> None:
    add(made, WROTE, REVIEWED)
    record = made.folder / "content.record"
    whole = record.read_bytes()
    record.write_bytes(whole.replace(b"Ann Poe", b"Eve Poe"))
    assert made.ids() == [("approval.record", "warning")]
    record.unlink()
    record.mkdir()
    assert made.ids() == [("approval.record", "warning")]
