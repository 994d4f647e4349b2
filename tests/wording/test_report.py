"""What is found is told once, weighed by whose words it is in, and waived by name and words."""

import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.content.load import LoadedContent, load_content
from brochure.wording.report import WordingReport, judge_loaded, mark_of
from tests.conftest import ROOT

LONG = " ".join(["word"] * 30)
Judge = Callable[..., WordingReport]


def judge_edited(
    folder: Path, *edits: tuple[str, str], rules: str | None = "{}", more: str = ""
) -> tuple[LoadedContent, WordingReport]:
    """Judge the default content with some of its words changed, by these rules."""
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    shutil.copytree(ROOT / "figures", folder / "figures")
    (folder / "content.yaml").write_text(text + more, encoding="utf-8")
    if rules is not None:
        (folder / "rules.yaml").write_text(textwrap.dedent(rules), encoding="utf-8")
    loaded = load_content(folder / "content.yaml")
    return loaded, judge_loaded(loaded)


IN_PLAIN = ("Each person responds in their own way.", f"{LONG}.")
IN_TEXT = ("treatment should occur under trained medical supervision.", f"{LONG}.")


def test_the_default_content_has_no_error() -> None:
    report = judge_loaded(load_content(ROOT / "content.yaml"))
    assert report.must == report.waived == report.lapsed == ()
    open_sources = {"sources.publisher-only", "sources.risk", "sources.unsupported"}
    assert {each.finding.id for each in report.should} <= {"wording.grade-rest", *open_sources}
    bare = [each for each in report.should if each.finding.id == "sources.publisher-only"]
    assert len(bare) == len({each.place for each in bare}) == 19, "one for each mark of the article"
    assert report.advice, "the clinic's article is advised on"


def test_an_error_in_plain_words_must_change(tmp_path: Path) -> None:
    _, report = judge_edited(tmp_path, IN_PLAIN)
    (found,) = (each for each in report.must if each.place == "individual-response")
    assert found.finding.id == "wording.sentence"
    assert "trifold" in found.documents and "guide" in found.documents
    text = (tmp_path / "content.yaml").read_text(encoding="utf-8").splitlines()
    assert LONG in text[found.finding.place.line - 1]
    assert found.finding in report.findings
    (of_trifold,) = report.errors_of("trifold")
    assert of_trifold.place.edition == "trifold"


def test_the_clinics_own_words_are_advised_on(tmp_path: Path) -> None:
    _, report = judge_edited(tmp_path, IN_TEXT)
    assert not report.must
    assert "off-label" in {each.place for each in report.advice}


@pytest.mark.parametrize(
    ("words", "place"),
    [("We give it at our clinic.", "plan"), ("We treat you on site,", "monitoring")],
    ids=["on a sheet", "in a statement"],
)
def test_the_clinics_own_words_are_bound_on_sheets_and_in_statements(
    tmp_path: Path, words: str, place: str
) -> None:
    rules = "words: [{id: a, kind: banned, phrases: [cure], why: no, instead: none}]"
    content = (ROOT / "content.yaml").read_text(encoding="utf-8")
    before = content[: content.index(words)].rpartition("plain: ")[2]
    edit = (f"plain: {before}{words}", f"text: {before}A cure. {words}")
    _, report = judge_edited(tmp_path, edit, rules=rules)
    assert place in {each.place for each in report.must}


def test_without_rules_all_is_advice(tmp_path: Path) -> None:
    loaded, report = judge_edited(tmp_path, IN_PLAIN, rules=None)
    assert loaded.content and loaded.rules is None
    assert report.must == report.should == ()
    assert "individual-response" in {each.place for each in report.advice}


WAIVER = """
waivers:
  - check: wording.sentence
    place: individual-response
    covers: {covers}
    reason: It is quoted.
    by: Jane Doe, MD
    date: 2026-11-30
"""


def waived(folder: Path, covers: str) -> WordingReport:
    return judge_edited(folder, IN_PLAIN, more=WAIVER.format(covers=covers))[1]


def test_a_finding_is_waived_by_name_and_stands_in_the_report(tmp_path: Path) -> None:
    covers = mark_of(f"{LONG}. It may not work for you.")
    report = waived(tmp_path, covers)
    assert report.must == report.lapsed == ()
    (one,) = report.waived
    assert one.waiver and one.waiver.by == "Jane Doe, MD"


def test_a_waiver_lapses_when_the_words_change(tmp_path: Path) -> None:
    report = waived(tmp_path, mark_of("other words"))
    assert [lapse.waiver.place for lapse in report.lapsed] == ["individual-response"]
    assert [each.place for each in report.must] == ["individual-response"]
    assert not report.waived


@pytest.mark.parametrize(
    ("change", "key", "why"),
    [
        (("wording.sentence", "wording.sentense"), "check:", "did you mean 'wording.sentence'?"),
        (("individual-response", "individual-respons"), "place:", "'individual-response'?"),
        (("{covers}", mark_of("other")), "covers:", "its words have changed"),
    ],
)
def test_a_waiver_that_covers_nothing_is_told_at_its_line(
    tmp_path: Path, change: tuple[str, str], key: str, why: str
) -> None:
    covers = mark_of(f"{LONG}. It may not work for you.")
    more = WAIVER.replace(*change).format(covers=covers)
    loaded, report = judge_edited(tmp_path, IN_PLAIN, more=more)
    (lapse,) = report.lapsed
    assert why in lapse.finding.what and lapse.finding in report.findings
    assert loaded.source and key in loaded.source.lines[lapse.finding.place.line - 1]


def test_a_waiver_that_stands_twice_is_told(tmp_path: Path) -> None:
    entry = WAIVER.format(covers=mark_of(f"{LONG}. It may not work for you."))
    more = entry + entry.replace("\nwaivers:\n", "")
    _, report = judge_edited(tmp_path, IN_PLAIN, more=more)
    assert ["stands twice" in lapse.finding.what for lapse in report.lapsed] == [True]
    assert len(report.waived) == 1


def test_a_source_is_waived_by_its_id(tmp_path: Path) -> None:
    _, before = judge_edited(tmp_path / "before")
    (bare,) = (each for each in before.should if each.place == "mdpi-nmda")
    waiver = WAIVER.format(covers=bare.covers).replace("wording.sentence", bare.finding.id)
    waiver = waiver.replace("individual-response", "mdpi-nmda")
    _, after = judge_edited(tmp_path / "after", more=waiver)
    assert [each.place for each in after.waived] == ["mdpi-nmda"]
    more = ("publisher: MDPI}", "publisher: MDPI, more: 3}")
    _, changed = judge_edited(tmp_path / "changed", more, more=waiver)
    assert [lapse.waiver.place for lapse in changed.lapsed] == ["mdpi-nmda"]


def test_an_entry_that_a_list_has_lost_is_told_once_where_the_list_stands(tmp_path: Path) -> None:
    rules = """
        required:
          - {id: help, name: when to call, why: it saves, documents: [trifold, guide, ketamine],
             fact: emergency, topics: [{name: a seizure, any_of: [seizure*, fit]}]}
        """
    _, report = judge_edited(tmp_path, ("      - a seizure\n", ""), rules=rules)
    (found,) = report.must
    assert found.place == "emergency" and {"trifold", "guide"} <= {*found.documents}
    assert found.finding.what == "missing here: a seizure, of when to call (it saves)"
    assert "such as “seizure”" in found.finding.remedy and "of help in" in found.finding.remedy
    text = (tmp_path / "content.yaml").read_text(encoding="utf-8").splitlines()
    assert "id: emergency" in text[found.finding.place.line - 1]
    assert found.covers != mark_of(""), "a waiver of it lapses when the list changes"


def test_what_is_heard_in_place_of_a_picture_is_told_at_its_line_and_waived(tmp_path: Path) -> None:
    rules = "words: [{id: a, kind: banned, phrases: [cure], why: no, instead: none}]"
    more = "\n          - {show: booking}"
    edits = (
        f"alt: QR code that opens the clinic’s booking page{more}",
        f"alt: A code to a cure{more}",
    )
    _, before = judge_edited(tmp_path / "before", edits, rules=rules)
    (found,) = before.must
    text = (tmp_path / "before/content.yaml").read_text(encoding="utf-8").splitlines()
    assert "A code to a cure" in text[found.finding.place.line - 1]
    assert (found.place, found.covers) == ("contact", mark_of("A code to a cure"))
    waiver = WAIVER.format(covers=found.covers).replace("wording.sentence", "wording.banned")
    waiver = waiver.replace("individual-response", "contact")
    _, after = judge_edited(tmp_path / "after", edits, rules=rules, more=waiver)
    assert [each.place for each in after.waived] == ["contact"]
    assert not after.must and not after.lapsed


def test_marks_do_not_mind_white_space() -> None:
    assert mark_of("a  b\n c") == mark_of("a b c") != mark_of("a b d")


@pytest.mark.parametrize(
    ("rules", "id", "told"),
    [
        ("words: [{id: a, kind: bad}]", "content.choice", "banned"),
        ("wrods: []", "content.unknown-key", "words"),
        (
            "urgent_help: [{number: '911', name: of, fact: emergancy}]",
            "rules.unknown-name",
            "emergency",
        ),
        (
            "required: [{id: a, name: b, why: c, documents: [trifld], any_of: [x]}]",
            "rules.unknown-name",
            "trifold",
        ),
        ("words: [", "", "line"),
        ("hard_words: ['*']", "", "letter"),
        ("hard_words: ['m*y']", "", "star"),
        ("hard_words: ['  ']", "", "letter"),
        ("required: [{id: a, name: b, why: c, documents: [trifold]}]", "", "asks for nothing"),
        (
            "required: [{id: a, name: b, why: c, documents: [], any_of: [x]}]",
            "",
            "at least 1",
        ),
        ("urgent_help: [{number: '988', name: of}]", "", "asks for nothing"),
        (
            "boxed: [{id: a, heading: [b], documents: [guide], source: c, topics:"
            " [{name: d, any_of: [e]}]}, {id: a, heading: [b], documents: [guide], source: c,"
            " topics: [{name: d, any_of: [e]}]}]",
            "content.duplicate-id",
            "twice in boxed",
        ),
        ("", "yaml.empty", "a word, then a colon"),
    ],
)
def test_rules_that_are_wrong_are_told_at_their_line(
    tmp_path: Path, rules: str, id: str, told: str
) -> None:
    loaded, _ = judge_edited(tmp_path, rules=rules)
    found = [each for each in loaded.findings if each.place.file.endswith("rules.yaml")]
    assert loaded.content is None
    assert found and found[0].place.line
    assert not id or id in {each.id for each in found}, found
    assert not told or told == "line" or any(told in f"{each.what} {each.remedy}" for each in found)


@pytest.mark.parametrize(
    ("content", "rules"), [("content.yaml", "rules.yaml"), ("content.es.yaml", "rules.es.yaml")]
)
def test_each_content_has_rules_of_its_own(tmp_path: Path, content: str, rules: str) -> None:
    for name in ("rules.yaml", "rules.es.yaml"):
        kind = "name_of_it" if name == rules else "other"
        (tmp_path / name).write_text(f"hard_words: [{kind.replace('_', '')}]\n", encoding="utf-8")
    shutil.copytree(ROOT / "figures", tmp_path / "figures")
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    (tmp_path / content).write_text(text, encoding="utf-8")
    found = load_content(tmp_path / content).rules
    assert found and [hard.word for hard in found.hard_words] == ["nameofit"]


def test_drift_is_of_the_documents_that_say_it(tmp_path: Path) -> None:
    """What no document says keeps none back."""
    edit = ("Compounded ketamine used off-label is not", "In 9 cases it is not")
    _, report = judge_edited(tmp_path, edit)
    (found,) = (each for each in report.must if each.finding.id == "wording.drift")
    assert found.documents == ("large-print",)
    assert found.finding.id in {each.id for each in report.errors_of("large-print")}
    assert found.finding.id not in {each.id for each in report.errors_of("trifold")}
