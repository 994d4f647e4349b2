"""The benchmarks' own arithmetic: medians, ratios, aims, tables, and which sentence is changed."""

import sys
from functools import partial
from pathlib import Path

import pytest

from benchmarks import edits, watching
from benchmarks.measure import Run, add_up, run_command, run_in_turn
from benchmarks.pages import repeat_sections
from benchmarks.project import Edit, Project, edits_in, find_edits
from benchmarks.table import Row, to_markdown, to_text
from brochure.content.load import load_content
from tests.variants import ROOT

COLD = Row("cold", "all", (9.0, 3.0, 4.0), "naive", (2.0, 8.0, 1.0), aim=1.5)


def test_a_ratio_is_of_medians() -> None:
    assert COLD.ratio == 2.0
    assert COLD.cells() == ("cold", "all", "4 s", "naive", "2 s", "2.00", "≤ 1.5 (not yet)")


@pytest.mark.parametrize(
    ("row", "ratio", "held"),
    [
        (Row("a", "b", (4,), "c", (2,), aim=2), 2, True),
        (Row("a", "b", (4,), "c", (2,)), 2, None),
        (Row("a", "b", (88,), aim=24), None, False),
        (Row("a", "b", (24,), aim=24), None, True),
        (Row("a", "b", (4,), "c", (0,)), None, None),
        (Row("a", "b", aim=1, note="not there yet"), None, None),
    ],
)
def test_an_aim_is_held_by_the_ratio_or_by_our_figure(
    row: Row, ratio: float | None, held: bool | None
) -> None:
    assert (row.ratio, row.held) == (ratio, held)


def test_figures_have_the_digits_that_mean_something() -> None:
    values = (0.1234, 12.34, 379.4, 2000.0)
    cells = [Row("a", "b", (value,), unit="MB").cells()[2] for value in values]
    assert cells == ["0.123 MB", "12.3 MB", "379 MB", "2,000 MB"]


def test_what_was_not_measured_says_why() -> None:
    missing = Row("watch", "trifold", note="not there yet")
    text, table = to_text((COLD, missing)), to_markdown((COLD, missing))
    assert text.splitlines()[2].split("  ")[-1].endswith("not there yet")
    assert table.splitlines()[0] == "| row | what | ours | yardstick | theirs | ratio | aim |"
    assert table.splitlines()[3] == "| watch | trifold | not there yet |  |  |  |  |"
    assert len({line.count("|") for line in table.splitlines()}) == 1


def test_ways_take_turns_and_add_up() -> None:
    order: list[str] = []

    def way(name: str) -> Run:
        order.append(name)
        return Run(float(len(order)), 1.0, 10.0 * len(order))

    a, b = run_in_turn(2, lambda: way("a"), lambda: way("b"))
    assert order == ["a", "b", "a", "b"]
    assert [run.wall_s for run in a] == [1, 3] and [run.wall_s for run in b] == [2, 4]
    assert add_up(a) == Run(4.0, 2.0, 30.0)


def test_a_command_is_measured_with_its_children_and_may_not_fail() -> None:
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(10**7))'])"
    run = run_command((sys.executable, "-c", child))
    assert run.cpu_s > 0.05 and run.wall_s > 0 and run.peak_mb > 5
    with pytest.raises(RuntimeError, match="exit 3\nwhy"):
        run_command((sys.executable, "-c", "print('why'); raise SystemExit(3)"))


def test_an_edit_is_of_a_sentence_that_so_many_documents_say(tmp_path: Path) -> None:
    one, both = "This stands in only one of them.", "You will find this sentence in both."
    (tmp_path / "content.yaml").write_text(f"  a: {one}\n  b: >-\n    {both} And so on.\n")
    html = {"a/one": tmp_path / "one.html", "b/two": tmp_path / "two.html"}
    html["a/one"].write_text(f"<p>{one}<p>You will <b>find</b> this\nsentence in both.")
    html["b/two"].write_text(f"<style>{one}</style><p>{both}")
    project = Project(tmp_path, html, {}, ())
    (alone,) = edits_in(project, 1)
    assert (alone.forms[0], alone.documents) == (one, ("a/one",))
    assert alone.forms[-1] == "This stands in only one them of." and len(alone.forms) == 6
    (edit,) = edits_in(project, 2)
    assert (edit.forms[0], edit.documents) == (both, ("a/one", "b/two"))
    assert find_edits(project, "b/two") == (edit,)
    texts = [project.content.read_text()]
    for _ in edit.forms:
        edit.apply(project.content)
        texts.append(project.content.read_text())
    assert len(set(texts)) == len(edit.forms) and texts[-1] == texts[0], "no build remembers it"
    assert "sentence both in. And" in texts[-2]


def test_a_guide_that_says_its_sections_again_is_good_content(project: Path) -> None:
    (project / "content.yaml").write_text(repeat_sections(ROOT / "content.yaml", 3), "utf-8")
    loaded = load_content(project / "content.yaml")
    assert loaded.content, loaded.findings
    assert len(loaded.content.editions["guide"].panels["flow"]) == 1 + 3 * 4


def program(text: str, *_: str) -> tuple[str, ...]:
    """Return the command of a small program, whatever was asked of it."""
    return (sys.executable, "-c", text)


WATCHING = """if True:
    import pathlib, time
    content = pathlib.Path("content.yaml")
    before, end = content.read_text(), time.monotonic() + 30
    print("ready", flush=True)
    while content.read_text() == before and time.monotonic() < end:
        time.sleep(0.01)
    print("picture of a/one", flush=True)
    time.sleep(0.2)
    print("output/b/two.pdf  2 pages", flush=True)
    print("output/a/one.pdf  2 pages", flush=True)
    time.sleep(30)
"""


def test_a_save_is_timed_until_its_picture_and_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown on a program that only says what `watch` would say."""
    sentence = "You will find this sentence in both."
    (tmp_path / "content.yaml").write_text(f"a: {sentence}\n")
    html = {name: tmp_path / f"{name[0]}.html" for name in ("a/one", "b/two")}
    for file in html.values():
        file.write_text(sentence)
    project = Project(tmp_path, html, {}, ())
    monkeypatch.setattr(watching, "brochure", partial(program, WATCHING))
    (edit,) = edits_in(project, 2)
    with watching.watch(project) as lines:
        picture_s, written_s = watching.time_save(project, edit, "a/one", lines)
    assert 0 < picture_s < written_s - 0.15 < 30


WRITING = """if True:
    import pathlib, time
    for name in ("a/one", "b/two"):
        time.sleep(0.2)
        file = pathlib.Path(name + ".pdf")
        file.with_suffix(".part").write_text("new")
        file.with_suffix(".part").replace(file)
"""


def test_an_edit_is_timed_by_the_files_that_are_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = {name: tmp_path / f"{name}.pdf" for name in ("a/one", "b/two", "c/three")}
    for file in pdf.values():
        file.parent.mkdir()
        file.write_text("old")
    project = Project(tmp_path, {}, pdf, ())
    monkeypatch.setattr(edits, "brochure", partial(program, WRITING))
    edited = edits.build_edited(project, Edit(("",), ("b/two", "a/one")))
    assert edited and edited.first == "a/one"
    assert edited.all_s - edited.first_s > 0.15
    assert edits.build_edited(project, Edit(("",), ("a/one", "c/three"))) is None
