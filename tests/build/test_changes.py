"""A refused document tells what has changed since it was good: lines of content, and files."""

import re
import shutil
from pathlib import Path

import pytest
from markupsafe import Markup

from brochure.base.finding import Cause, Finding, Location
from brochure.base.folding import fold_findings
from brochure.base.geometry import Rect
from brochure.base.store import Store
from brochure.build.build import Request, build_documents
from brochure.build.changes import Change, blame_change, keep_good, list_changes, rank_by_changes
from brochure.build.job import Built
from brochure.build.report import built_text, finding_text
from brochure.content.load import load_content
from brochure.content.yaml.source import Source, parse
from brochure.layout.printed import Panel
from brochure.proofs.consequences import find_consequences
from brochure.selection.passage import Passage
from tests.conftest import ROOT

DOCUMENT = Path("output/screen/guide.pdf")
THEN = "a: one\nb: two\nc: three\nd:\n- four\n- five\n- six\n"


def source_of(text: str) -> Source:
    source, findings = parse(text, "content.yaml")
    assert source and not findings
    return source


def changes(tmp_path: Path, now: str, own: str = "", then: str = THEN) -> list[str]:
    store = Store(tmp_path / ".brochure-cache")
    keep_good(store, DOCUMENT, source_of(then), (("figures/a.svg", "1"), ("brochure:x", "2")))
    said = (Passage(own, Markup(), ""),) if own else ()
    found = list_changes(store, DOCUMENT, source_of(now), said, lambda _: "1")
    return [change.text for change in found]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("b: two", "b: zwei", ["content.yaml:2  b: zwei"]),
        ("b: two\n", "b: zwei\nbb: neu\n", ["content.yaml:2–3  b: zwei"]),
        ("- five\n", "- five\n- more\n", ["content.yaml:7  - more"]),
        ("- five\n", "", ["content.yaml:6  1 line above this one removed"]),
        ("- five\n- six\n", "", ["content.yaml:6  2 lines above this one removed"]),
        ("", "", []),
    ],
)
def test_each_run_of_lines_is_told(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    assert changes(tmp_path, THEN.replace(old, new, 1)) == told


def test_line_ends_are_no_change(tmp_path: Path) -> None:
    assert changes(tmp_path, THEN.replace("\n", "\r\n")) == []
    assert changes(tmp_path, THEN, then=THEN.replace("\n", "\r\n")) == []


def test_its_own_wording_comes_first_and_files_last(tmp_path: Path) -> None:
    now = THEN.replace("one", "1").replace("five", "5")
    assert changes(tmp_path, now) == ["content.yaml:1  a: 1", "content.yaml:6  - 5"]
    assert changes(tmp_path, now, own="d[1]") == ["content.yaml:6  - 5", "content.yaml:1  a: 1"]
    store = Store(tmp_path / ".brochure-cache")
    found = list_changes(store, DOCUMENT, source_of(now), (), lambda _: "other")
    assert [change.text for change in found][2:] == ["figures/a.svg"], "not those of the program"


def test_what_is_not_known_is_not_told(tmp_path: Path) -> None:
    store = Store(tmp_path / ".brochure-cache")
    assert list_changes(store, DOCUMENT, source_of(THEN), (), str) == ()
    keep_good(store, DOCUMENT, source_of("a: other\n"), ())
    shutil.rmtree(store.folder / "blobs")
    assert list_changes(store, DOCUMENT, source_of(THEN), (), str) == ()


def test_findings_in_a_changed_line_come_first() -> None:
    place = Location(file="content.yaml", line=9)
    old = Finding("a", "old", place=Location(file="content.yaml", line=3))
    new = Finding("b", "new", place=place)
    caused = Finding("c", "follows", cause=Cause("b", "new", "", place))
    change = Change("content.yaml", 8, 10)
    assert rank_by_changes((old, new, caused), (change,)) == (new, caused, old)
    assert rank_by_changes((old, new), (Change("content.yaml", 3, 3),)) == (old, new)


def build_guide(project: Path, cached: bool = True) -> Built:
    request = Request(project, project / "output", ("guide",), cached=cached)
    (built,) = build_documents(load_content(project / "content.yaml"), request)
    return built


@pytest.mark.usefixtures("in_this_process")
def test_a_refused_document_names_the_line_and_the_stylesheet_that_changed(small: Path) -> None:
    content = small / "content.yaml"
    good = build_guide(small)
    assert good.written and not good.changed
    text = content.read_text(encoding="utf-8")
    lines = text.splitlines()
    number = next(n for n, line in enumerate(lines, 1) if re.match(r"\s+text: \w+ \w+", line))
    lines[number - 1] += f" {'Schmerzmittel' * 12}"
    content.write_text("\n".join(lines) + "\n", encoding="utf-8")
    refused = build_guide(small)
    assert not refused.written
    assert (refused.changed[0].first, refused.changed[0].last) == (number, number)
    assert refused.findings[0].place.line == number
    told = built_text(refused, small, panels=False)
    assert f"  Changed since: {content}:{number}  text: " in told
    assert not build_guide(small, cached=False).changed
    content.write_text(text, encoding="utf-8")
    assert build_guide(small).written
    (small / "styles").mkdir(exist_ok=True)
    style = (ROOT / "styles/guide.css").read_text(encoding="utf-8")
    pale = "\n.bullets li { color: #ddd !important }\n"
    (small / "styles/guide.css").write_text(style + pale, encoding="utf-8")
    refused = build_guide(small)
    assert not refused.written
    assert [change.text for change in refused.changed] == ["styles/guide.css"]


def overfull(edition: str, panel: str, over: int, changes: tuple[Change, ...]) -> list[Finding]:
    """Return what is told of a document with a panel of 100 words that holds some fewer."""
    place = Location(f"{panel}.text", "content.yaml", 40, 7, edition, "office", page=1, panel=panel)
    what, cut = f"{over} words too many", f"Cut {over} words"
    full = Finding("fit.overfull", what, cut, place=place, detail=(f"{edition}, {panel} holds",))
    lost = Finding("words.missing", "some fell off", place=place)
    room = Panel(panel, 1, Rect(0, 0, 9, 9), 9, 9, 1, 100, 1, over, 0)
    return list(blame_change(find_consequences((full, lost)), changes, (room,)))


def test_what_one_change_makes_too_much_in_several_documents_is_told_once() -> None:
    """At the line that changed, with the remedy of the worst and the panels of all."""
    change = Change("content.yaml", 12, 12)
    found = [*overfull("trifold", "back", 3, (change,)), *overfull("handout", "head", 9, (change,))]
    (told,) = fold_findings(found)
    assert finding_text(told).splitlines() == [
        "content.yaml:12:1  9 words too many",
        "  2 places: trifold, office, page 1; handout, office, page 1 [fit.overfull]",
        "  trifold, back holds",
        "  handout, head holds",
        "  Fix: Cut 9 words",
    ]


@pytest.mark.parametrize(
    "changes", [(), (Change("figures/a.svg"),), (Change("content.yaml", 12, 12),) * 2]
)
def test_where_not_one_line_has_changed_each_document_is_told(changes: tuple[Change, ...]) -> None:
    found = [*overfull("trifold", "back", 3, changes), *overfull("handout", "head", 9, changes)]
    assert [f.place.path for f in fold_findings(found)] == ["back.text", "head.text"]
