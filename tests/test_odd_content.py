"""Properties: however odd the content, it ends in findings or in a file that says every word."""

import string
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from brochure.build import Request, build
from brochure.characters import WordingError, composed
from brochure.content import Loaded, load
from brochure.editions import editions
from brochure.finding import Finding
from brochure.pick import pick
from brochure.printable import check_inline
from brochure.report import finding_text
from tests.test_bad_content import GOOD, HERE
from tests.test_build import lost_words

_SAME = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def bounded(examples: int) -> Callable[[Any], Any]:
    """Run so many examples, the same ones every time, however slow the machine."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=_SAME,
    )


def told(folder: Path, raw: bytes) -> Loaded:
    """Load `raw` as a content file; what is wrong is told in full, with place and remedy."""
    file = folder / "content.yaml"
    file.write_bytes(raw)
    loaded = load(file)
    assert (loaded.content is None) == any(f.severity == "error" for f in loaded.findings)
    for finding in loaded.findings:
        _is_whole(finding, loaded)
    return loaded


def _is_whole(finding: Finding, loaded: Loaded) -> None:
    assert finding.what and finding.remedy, finding
    if finding.line:
        assert finding.column >= 1 and len(finding.detail) == 2, finding
    if loaded.source and finding.line:
        assert finding.column <= len(loaded.source.lines[finding.line - 1]) + 1, finding
    finding_text(finding).encode("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with the figure that the good content names."""
    (tmp_path / "figures").mkdir()
    figure = (HERE / "tooth.svg").read_text(encoding="utf-8")
    (tmp_path / "figures/tooth.svg").write_text(figure, encoding="utf-8")
    return tmp_path


_FILES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")),
)


@given(_FILES)
@bounded(300)
def test_any_bytes_are_content_or_findings(folder: Path, raw: bytes) -> None:
    assert told(folder, raw).findings


_ALONE = (
    b"\t \r \0 \xff &a *a !!x - ? : # \" ' { } [ ] | > % --- ... <<: \\ ** ]( null 1e999 2026-11-05"
)
_BITS = st.sampled_from(
    [*_ALONE.split(b" "), *(bit + b" " for bit in _ALONE.split(b" ")), b"\n", b"\n\n", b" " * 60]
)


@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD.encode())), st.integers(0, 30), _BITS),
        min_size=1,
        max_size=5,
    )
)
@bounded(300)
def test_a_file_torn_and_mistyped_anywhere(
    folder: Path, edits: list[tuple[int, int, bytes]]
) -> None:
    raw = GOOD.encode()
    for at, length, new in edits:
        raw = raw[:at] + new + raw[at + length :]
    told(folder, raw)


_TREE: Any = yaml.safe_load(GOOD.replace("2026-11", '"2026-11"').replace("2027-11", '"2027-11"'))
_ODD = ("", " ", "x" * 6000, "<<", "con", "..", "**", "trifold", "bleeding", "\ufeff", "a\u0301")
_NUMBERS = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))
_SCALARS = st.one_of(
    st.none(), st.booleans(), _NUMBERS, st.text(max_size=12), st.sampled_from(_ODD)
)
_VALUES = st.recursive(
    _SCALARS,
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=8), v, max_size=3),
    max_leaves=6,
)


def _nodes(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give every place of the tree: a list or keys, and the index or key in it."""
    if isinstance(value, dict | list):
        many = cast("dict[Any, Any] | list[Any]", value)
        for step in list(many) if isinstance(many, dict) else range(len(many)):
            yield many, step
            yield from _nodes(many[step])


@given(st.data())
@bounded(150)
def test_any_value_anywhere_in_the_tree(folder: Path, data: st.DataObject) -> None:
    tree: Any = deepcopy(_TREE)
    for _ in range(data.draw(st.integers(1, 3))):
        inside, step = data.draw(st.sampled_from(list(_nodes(tree))))
        what = data.draw(st.sampled_from(["replace", "delete", "repeat", "add"]))
        value = data.draw(_VALUES)
        if what == "delete":
            del inside[step]
        elif what == "replace" or isinstance(inside, dict):
            inside[step if what != "add" else data.draw(st.text(max_size=8))] = value
        else:
            inside.insert(step, deepcopy(inside[step]) if what == "repeat" else value)
    written: str = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    told(folder, written.encode("utf-8", "surrogatepass"))


@given(st.text(max_size=60))
@bounded(400)
def test_a_fault_of_a_text_stands_inside_it(text: str) -> None:
    try:
        assert check_inline(text, string.ascii_letters) == composed(text)
    except WordingError as error:
        for fault in error.faults:
            assert 0 <= fault.at <= len(text) and fault.at + fault.width <= len(text) + 1, fault


_SIGNS = ".,;:!?()/-–—'\"“”‘’&@#$%+=<>[]{}|~_*^\\`→•§®™°½áßøřŁžαДё€²"
_LETTERS = st.sampled_from(string.ascii_letters * 3 + string.digits + _SIGNS)
_WORD = st.text(_LETTERS, min_size=1, max_size=14)
_WORDS = st.lists(_WORD, min_size=1, max_size=12).map(" ".join)
_EDITED = (
    "        text: A **dental implant** is a small screw that holds a new tooth.",
    "          - Eat soft food for two days.",
    "    title: On the day",
)


@given(st.tuples(_WORDS, _WORDS, _WORDS))
@example(("a&amp;b", "x^2", "1 2 3"))
@bounded(22)
def test_any_wording_is_refused_or_found_by_another_reader(
    folder: Path, texts: tuple[str, str, str]
) -> None:
    good = GOOD
    for line, text in zip(_EDITED, texts, strict=True):
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        head = line[: line.index("- " if "- " in line else ": ") + 2]
        good = good.replace(line, f'{head}"{quoted}"')
    loaded = told(folder, good.encode())
    if loaded.content is None:
        return
    (built,) = build(loaded, Request(folder, folder / "output", ("trifold",), ("office",)))
    assert built.written != any(f.severity == "error" for f in built.findings)
    if built.written:
        edition = next(e for e in editions(()) if e.name == "trifold")
        assert lost_words(built.file, pick(loaded.content, edition)) == []
