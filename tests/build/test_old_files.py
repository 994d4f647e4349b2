"""What lies where a document belongs: any file may, and no build hangs, falls or loses it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.base.gate import Gate
from brochure.build.old_files import look_for_fillings, version_of
from tests import hostile
from tests.build.test_build import brochure, build_in

MADE = "screen/guide.pdf"
# Of these nobody can tell whether someone has typed something into them.
UNKNOWN = (
    hostile.field_of_itself,
    hostile.fields_of_each_other,
    hostile.fields_without_end,
    hostile.annotations_of_another_kind,
)
# Our own readers take them as they are, or as no PDF at all; they are none of ours all the same.
HARMLESS = (
    hostile.pages_in_themselves,
    hostile.table_that_follows_itself,
    hostile.object_stream_in_itself,
    hostile.brackets_in_brackets,
    hostile.bomb,
    hostile.names_in_themselves,
    hostile.many_pages,
)


@pytest.mark.slow
@pytest.mark.parametrize("made", UNKNOWN, ids=lambda made: made.__name__)
def test_a_file_that_cannot_be_understood_stays(small: Path, made: Callable[[], bytes]) -> None:
    file = small / "output" / MADE
    file.parent.mkdir(parents=True)
    file.write_bytes(made())
    for _ in range(2):  # the folder is free again
        (built,) = build_in(small, "guide", channels=("screen",))
        assert not built.written
        assert [f.id for f in built.findings] == ["output.unsure"]
        assert file.read_bytes() == made()


@pytest.mark.parametrize("made", (*UNKNOWN, *HARMLESS), ids=lambda made: made.__name__)
def test_every_file_has_an_answer(tmp_path: Path, made: Callable[[], bytes]) -> None:
    file = tmp_path / "it.pdf"
    file.write_bytes(made())
    with Gate() as gate:
        assert look_for_fillings(file, gate) is not False, "it is none of ours"
        assert version_of(file, gate) in ("unknown", "unreadable")


def test_what_ends_its_reader_may_be_filled_in(tmp_path: Path) -> None:
    """It cannot be told; so it is kept."""
    file = tmp_path / "it.pdf"
    with file.open("wb") as stream:
        stream.truncate(1_070_000_000)  # no room for that in 1 GB
    with Gate() as gate:
        assert look_for_fillings(file, gate) is None
        assert version_of(file, gate) == "unreadable"
        gate.give(0)
        (tmp_path / "late.pdf").write_bytes(hostile.page())
        assert look_for_fillings(tmp_path / "late.pdf", gate) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
def test_a_pipe_among_the_output_holds_nothing_up(small: Path) -> None:
    (small / "output/screen").mkdir(parents=True)
    os.mkfifo(small / "output" / MADE)
    run = brochure(small, "build", "--only", "guide", "--channel", "screen")
    assert run.returncode in (0, 1)
    assert "Traceback" not in run.stderr
