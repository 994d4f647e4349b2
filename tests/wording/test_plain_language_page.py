"""What docs/plain-language.md states is so: example, rule, lists, agreement."""

import re
from collections.abc import Callable

import pytest

from brochure.content.load import LoadedContent
from brochure.selection.select import select_content
from brochure.wording.reading_level import count_syllables, measure_level
from brochure.wording.word_lists import LISTS
from docs.word_lists import PACKAGES
from tests.conftest import ROOT
from tests.wording.counters import Prose, grade_by_syllapy, grade_by_textstat, read_prose

PAGE = (ROOT / "docs/plain-language.md").read_text(encoding="utf-8")
WORDS = " ".join(PAGE.split())


def test_the_example_is_counted_right() -> None:
    found = re.search(
        r"For example, “(.+?)” has (\d+) words, (\d+) sentences and (\d+) syllables: "
        r"grade (-?\d+\.\d)",
        WORDS,
    )
    assert found
    text, *numbers = found.groups()
    level = measure_level([text])
    told = [level.words, level.sentences, level.syllables, f"{level.grade:.1f}"]
    assert numbers == [str(number) for number in told]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("24", "“24” has 2"),
        ("911", "“911” 3"),
        ("10,000", "“10,000” 5"),
        ("2nd", "“2nd” 1"),
        ("FDA", "“FDA” has 3"),
        ("MAOIs", "“MAOIs” 4"),
    ],
)
def test_each_count_in_the_rule_is_so(word: str, told: str) -> None:
    assert told in WORDS
    assert told.endswith(f" {count_syllables(word)}")


def test_the_lists_are_as_stated() -> None:
    rows = re.findall(r"^\| `(\w+\.txt)`.*?\| ([\d,]+) \|.*\| (\w+) \| ([\d-]+) \|$", PAGE, re.M)
    assert {name for name, *_ in rows} == {file.name for file in LISTS.iterdir()}
    for name, count, licence, date in rows:
        text = (LISTS / name).read_text(encoding="utf-8")
        words = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert f"{len(words):,}" == count, name
        assert f"Licence: {licence}" in text, name
        assert date in text, name
    for package in PACKAGES:
        assert f"`{package.name}` {package.version} (npm" in WORDS


def tell_row(prose: Prose) -> str:
    ours, words = measure_level([prose.text]).grade, measure_level([prose.text]).words
    others = f"{grade_by_textstat(prose.text):.1f} | {grade_by_syllapy(prose.text):.1f}"
    return f"| {prose.title} | {words} | {ours:.1f} | {others} |"


def test_the_agreement_is_as_stated() -> None:
    assert "\n".join(tell_row(prose) for prose in read_prose()) in PAGE
    largest: list[float] = []
    means: list[float] = []
    for grade in (grade_by_textstat, grade_by_syllapy):
        apart = [abs(grade(p.text) - measure_level([p.text]).grade) for p in read_prose()]
        largest.append(max(apart))
        means.append(sum(apart) / len(apart))
    assert (
        f"Largest difference: {largest[0]:.2f} from textstat, {largest[1]:.2f} from syllapy; "
        f"mean difference: {means[0]:.2f} and {means[1]:.2f}."
    ) in WORDS


def grade_with_short_forms_of_one_syllable(pieces: list[str]) -> float:
    return measure_level([re.sub(r"\b[A-Z]{2,5}s?\b", "cat", piece) for piece in pieces]).grade


def grade_with_hyphens_that_part(pieces: list[str]) -> float:
    return measure_level([re.sub(r"(?<=\w)[-‑](?=\w)", " ", piece) for piece in pieces]).grade


def grade_run_together(pieces: list[str]) -> float:
    return measure_level([" ".join(pieces)]).grade


def grade_all_by_textstat(pieces: list[str]) -> float:
    return grade_by_textstat("\n".join(pieces))


@pytest.mark.parametrize(
    ("other", "told", "sign", "tolerance"),
    [
        (grade_with_short_forms_of_one_syllable, r"short forms as one[^,]*: up to", -1, 0.3),
        (grade_with_hyphens_that_part, r"hyphenated words as two: up to", -1, 0.3),
        (grade_run_together, r"run together: up to", 1, 1.0),
        (grade_all_by_textstat, r"together in part: up to", 1, 1.0),
    ],
)
def test_each_other_way_to_count_moves_a_grade_as_stated(
    loaded: LoadedContent,
    other: Callable[[list[str]], float],
    told: str,
    sign: int,
    tolerance: float,
) -> None:
    """About so: one more sentence in content makes the page no lie."""
    content = loaded.content
    assert content
    found = re.search(told + r" ([\d.]+) (lower|higher)", WORDS)
    assert found
    assert found[2] == ("higher" if sign > 0 else "lower")
    moved: list[float] = []
    for edition in content.placed_editions():
        pieces = [passage.text for passage in select_content(content, edition).passages]
        moved.append(sign * (other(pieces) - measure_level(pieces).grade))
    assert max(moved) == pytest.approx(float(found[1]), abs=tolerance)
