"""Properties: however odd the content, it ends in findings or in a file that says every word."""

import multiprocessing
import string
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pebble import ProcessPool

from brochure.base.editions import list_editions
from brochure.base.finding import Finding
from brochure.base.looks import STANDARD
from brochure.base.worker import Limits
from brochure.build.build import make_in_worker
from brochure.build.job import Job
from brochure.build.report import finding_text
from brochure.content.load import LoadedContent, load_content
from brochure.content.text.characters import WordingError, compose_accents
from brochure.content.text.validate import check_inline
from brochure.selection.select import select_content
from tests.build.test_build import lost_words
from tests.content.test_bad_content import GOOD, HERE
from tests.kills import content_of

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


def told(folder: Path, raw: bytes) -> LoadedContent:
    """Load `raw` as a content file; what is wrong is told in full, with place and remedy."""
    file = folder / "content.yaml"
    file.write_bytes(raw)
    loaded = load_content(file)
    assert (loaded.content is None) == any(f.severity == "error" for f in loaded.findings)
    for finding in loaded.findings:
        _is_whole(finding, loaded)
    return loaded


def _is_whole(finding: Finding, loaded: LoadedContent) -> None:
    assert finding.what and finding.remedy, finding
    if finding.place.line:
        assert finding.place.column >= 1 and len(finding.detail) == 2, finding
    if loaded.source and finding.place.line:
        assert finding.place.column <= len(loaded.source.lines[finding.place.line - 1]) + 1, finding
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


@pytest.mark.slow
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


@pytest.mark.slow
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
@bounded(60)
def test_any_value_anywhere_in_the_tree(
    worker: ProcessPool, folder: Path, data: st.DataObject
) -> None:
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
    loaded = told(folder, written.encode("utf-8", "surrogatepass"))
    if loaded.content and "trifold" in loaded.content.editions:
        is_told_or_whole(worker, folder, loaded, "trifold")


@given(st.text(max_size=60))
@bounded(400)
def test_a_fault_of_a_text_stands_inside_it(text: str) -> None:
    try:
        assert check_inline(text, string.ascii_letters) == compose_accents(text)
    except WordingError as error:
        for fault in error.faults:
            assert 0 <= fault.at <= len(text) and fault.at + fault.width <= len(text) + 1, fault


_SIGNS = ".,;:!?()/-–—'\"“”‘’&@#$%+=<>[]{}|~_*^\\`→•§®™°½áßøřŁžαДё€²"
_LETTERS = st.sampled_from(string.ascii_letters * 3 + string.digits + _SIGNS)
_WORD = st.text(_LETTERS, min_size=1, max_size=14)
_WORDS = st.lists(_WORD, min_size=1, max_size=12).map(" ".join)
# Small documents, in which every proof holds: three editions of the good content.
_SHEET = """      head: [{statement: bleeding, size: secondary}]
      alert: [urgent]
      left: [risks]
      right: [signed]
"""
_MENDED = """      head: [{section: us, title: false, size: secondary}]
      alert: [urgent]
      left: [risks]
      right: [{statement: bleeding}]
      foot: [signed]
"""
SMALL = content_of("1.0").replace(_SHEET, _MENDED)
CHANNEL_OF = {"trifold": "office", "guide": "screen", "safety-sheet-implant": "office"}


@pytest.fixture(scope="module")
def worker() -> Iterator[ProcessPool]:
    """One process that makes every document: each has the time that a build gives it."""
    pool = ProcessPool(1, context=multiprocessing.get_context("spawn"))
    yield pool
    pool.stop()
    pool.join()


def is_told_or_whole(worker: ProcessPool, folder: Path, loaded: LoadedContent, name: str) -> bool:
    """Make one document within the time limit; return whether it is good, and then whole.

    Whatever else ends it raises: a fault of ours, TimeoutError, a process that dies.
    """
    assert loaded.content
    edition = next(e for e in list_editions(s.id for s in loaded.content.sheets) if e.name == name)
    file = folder / f"{name}.pdf"
    job = Job(loaded.content, edition, CHANNEL_OF[name], STANDARD.name, folder, file)
    made = worker.schedule(make_in_worker, (job,), timeout=Limits().seconds).result()
    for finding in made.built.findings:
        assert finding.what and finding.remedy, finding
    if any(f.severity == "error" for f in made.built.findings):
        return False
    file.write_bytes(made.output)
    assert lost_words(file, select_content(loaded.content, edition)) == []
    return True


@pytest.mark.parametrize("name", CHANNEL_OF)
def test_as_it_is_each_document_is_whole(worker: ProcessPool, folder: Path, name: str) -> None:
    assert is_told_or_whole(worker, folder, told(folder, SMALL.encode()), name)


_EDITED = (
    ("        text: ", "A **dental implant** is a small screw that holds a new tooth.", ""),
    ("          - ", "Eat soft food for two days.", ""),
    ("    title: ", "On the day", ""),
    ('          - {number: "999", body: ', "You cannot stop the bleeding.", "}"),
)
_NAMES = st.sampled_from(sorted(CHANNEL_OF))


@given(st.tuples(_WORDS, _WORDS, _WORDS, _WORDS), _NAMES)
@example(("a&amp;b", "x^2", "1 2 3", "4"), "trifold")
@example(("*", "- a", "# b", "a: b"), "guide")
@bounded(10)
def test_any_wording_is_refused_or_found_by_another_reader(
    worker: ProcessPool, folder: Path, texts: tuple[str, str, str, str], name: str
) -> None:
    good = SMALL
    for (head, old, tail), text in zip(_EDITED, texts, strict=True):
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        assert good.count(f"{head}{old}{tail}\n") == 1
        good = good.replace(f"{head}{old}{tail}\n", f'{head}"{quoted}"{tail}\n')
    loaded = told(folder, good.encode())
    if loaded.content:
        is_told_or_whole(worker, folder, loaded, name)


_TIDY: Any = yaml.safe_load(SMALL.replace("2026-11", '"2026-11"').replace("2027-11", '"2027-11"'))
_WORDING = {"text", "plain", "title", "body", "label", "alt"}


def _takes(what: str, many: Any, step: Any) -> bool:
    """Say whether an edit is for this place: words for a text, all others for a list."""
    return step in _WORDING if what == "words" else isinstance(many, list)


@given(st.data(), _NAMES)
@bounded(12)
def test_any_order_and_wording_that_loads_is_built_or_told(
    worker: ProcessPool, folder: Path, data: st.DataObject, name: str
) -> None:
    """Parts are moved, left out, said twice, or said in other words; much of that is good."""
    tree: Any = deepcopy(_TIDY)
    for _ in range(data.draw(st.integers(1, 3))):
        places = [*_nodes([tree["sections"], tree["statements"], tree["editions"][name]["panels"]])]
        what = data.draw(st.sampled_from(["words", "move", "delete", "repeat"]))
        many, step = data.draw(st.sampled_from([p for p in places if _takes(what, *p)]))
        if what == "words":
            many[step] = data.draw(_WORDS)
        elif what == "repeat":
            many.insert(step, deepcopy(many[step]))
        else:
            part = many.pop(step)
            if what == "move":
                many.insert(data.draw(st.integers(0, len(many))), part)
    written: str = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    loaded = told(folder, written.encode())
    if loaded.content:
        is_told_or_whole(worker, folder, loaded, name)
