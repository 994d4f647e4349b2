"""PDFs made to hurt: each has its verdict, and one that is good has its own beside them."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pikepdf
import pytest

from brochure.base.worker import Limits
from brochure.commands.cli import main
from brochure.preflight import Order, check_files, plate_shadings, scene, walk
from brochure.preflight.fonts import read_font
from brochure.preflight.foreign_pdf import UnreadablePdfError
from brochure.preflight.functions import Evaluator, read_function
from brochure.preflight.read import open_press_file
from tests import hostile
from tests.preflight import foreign
from tests.preflight.press_pdf import press_pdf

# Read in a moment, whatever they hold.
HELD = (
    *(hostile.field_of_itself, hostile.annotations_of_another_kind),
    *(hostile.annotations_that_are_a_number, hostile.annotations_in_themselves),
    *(hostile.compressed_object_stream_in_itself, hostile.object_stream_in_itself),
    *(hostile.page_of_itself, hostile.resources_in_themselves, hostile.letters_in_themselves),
    *(hostile.program_that_doubles_its_stack, hostile.program_of_large_numbers),
    *(hostile.program_of_whole_numbers, hostile.program_of_braces, hostile.program_of_many_words),
    *(hostile.function_stitched_of_itself, hostile.functions_in_themselves),
    *(hostile.samples_without_measure, hostile.shading_of_many_dimensions),
    *(hostile.colours_in_themselves, hostile.widths_without_end),
    *(hostile.jbig2_of_noise, hostile.jbig2_without_measure, hostile.jpeg_of_noise),
    *(hostile.jpeg_2000_of_noise, hostile.jpeg_2000_without_measure, hostile.fax_of_noise),
    *(hostile.picture_without_measure, hostile.metadata_that_grows, hostile.profile_of_noise),
    *(hostile.bookmarks_in_themselves, hostile.names_in_themselves, hostile.maker_without_end),
    *(hostile.trim_without_measure, hostile.page_without_area, hostile.page_of_a_kilometre),
    *(hostile.layers_of_another_kind, hostile.layer_that_is_nothing),
    hostile.identifier_of_another_kind,
    *(hostile.resources_of_another_kind, hostile.pictures_that_make_no_sense),
    *(hostile.tint_that_cannot_be_unpacked, hostile.shadings_again_and_again),
    *(hostile.tag_in_itself, hostile.tags_in_each_other, hostile.tags_that_double),
)
REFUSED = (
    *(hostile.form_in_itself, hostile.pattern_in_itself, hostile.mask_in_itself),
    *(hostile.content_that_is_jbig2, hostile.pages_in_themselves, hostile.table_without_place),
    *(hostile.pages_without_end, hostile.table_that_follows_itself, hostile.no_catalog),
    *(hostile.catalog_of_another_kind, hostile.numbers_without_measure, hostile.locked),
    *(hostile.length_of_itself, hostile.rows_without_measure, hostile.filters_without_end),
    *(hostile.brackets_in_brackets, hostile.lock_of_a_kind_that_is_not),
    hostile.intents_of_another_kind,
)


@pytest.mark.parametrize("made", HELD, ids=lambda made: made.__name__)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_loop_ends_and_what_is_too_large_is_not_taken(made: hostile.Made) -> None:
    read = open_press_file(made())
    assert len(read.pages) == 1
    assert len(read.metadata.made_by) <= 1000


@pytest.mark.parametrize("made", REFUSED, ids=lambda made: made.__name__)
def test_what_cannot_be_a_page_is_refused(made: hostile.Made) -> None:
    with pytest.raises(UnreadablePdfError) as refused:
        open_press_file(made())
    assert refused.value.id.startswith("file.")


def test_a_page_without_area_is_letter_as_readers_take_it() -> None:
    (one,) = open_press_file(hostile.page_without_area()).pages
    assert one.media.sides == (0, 0, 612, 792)
    assert one.painted and one.ink_pct


def test_what_is_told_of_a_damaged_file_is_ours_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No words of a library, none of the file, and no program of the machine is called."""
    program = tmp_path / "jbig2dec"
    program.write_text(f"#!/bin/sh\necho called > {tmp_path}/called\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(UnreadablePdfError) as refused:
        open_press_file(hostile.content_that_is_jbig2())
    assert refused.value.message == ("this PDF is damaged inside: what page 1 holds cannot be read")
    assert not (tmp_path / "called").exists()


def test_a_damaged_file_that_viewers_mend_is_told_apart() -> None:
    good = hostile.page(content=b"0 0 9 9 re f")
    place = good.rindex(b"startxref")
    for pdf, what in (
        (good[:place] + b"startxref\n7\n%%EOF\n", "; a viewer mends it as it opens it"),
        (hostile.pages_in_themselves(), ""),
    ):
        with pytest.raises(UnreadablePdfError) as refused:
            open_press_file(pdf)
        assert refused.value.id == "file.damaged"
        assert refused.value.message.startswith(f"this PDF is damaged{what}")


def test_a_shading_is_followed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is written into the resources, for all inks and wherever it is used."""
    followed: list[pikepdf.Object] = []

    def count(function: pikepdf.Object) -> Evaluator:
        followed.append(function)
        return read_function(function)

    monkeypatch.setattr(plate_shadings, "read_function", count)
    assert open_press_file(hostile.shadings_again_and_again()).pages[0].ink_pct
    assert len(followed) == 1


def test_forms_that_double_are_not_counted_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "_MOST_STEPS", 10_000)
    with pytest.raises(UnreadablePdfError, match="without an end"):
        open_press_file(hostile.forms_that_double())


def test_forms_that_fan_out_are_not_drawn_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one file, on however many pages; what a page of a map draws is less."""
    monkeypatch.setattr(scene, "_MOST_FORMS", 1_000)
    for made in (hostile.forms_that_fan_out(), hostile.forms_that_double()):
        with pytest.raises(UnreadablePdfError, match="again and again"):
            open_press_file(made)
    assert open_press_file(hostile.forms_that_fan_out(width=30, depth=2)).pages


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "count"), [(hostile.pictures_in_content, 1_000), (hostile.many_filled_pages, 400)]
)
def test_time_grows_with_what_there_is_to_draw_and_not_by_its_square(
    made: Callable[[int], bytes], count: int
) -> None:
    seconds: list[float] = []
    for times in (1, 8):
        begun = process_time()
        open_press_file(made(count * times))
        seconds.append(process_time() - begun)
    assert seconds[1] < 16 * seconds[0], "eight times as much"


@pytest.mark.slow
def test_blank_pages_are_not_drawn() -> None:
    begun = process_time()
    read = open_press_file(hostile.many_blank_pages())
    assert len(read.pages) == 4_000
    assert process_time() - begun < 20
    assert not any(page.painted or page.gaps or page.ink_pct for page in read.pages)


def test_more_pages_than_any_book_has_are_told_at_once() -> None:
    with pytest.raises(UnreadablePdfError, match="has 20,000 pages; up to 5,000") as refused:
        open_press_file(hostile.many_pages(20_000))
    assert (refused.value.id, refused.value.hint[:17]) == ("file.many-pages", "Save it in parts ")


def test_files_that_no_time_is_left_for_are_told_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check_files, "LIMITS", Limits(seconds=0, average_seconds=0))
    files = [str(tmp_path / f"{name}.pdf") for name in "cab"]
    for file in files:
        Path(file).write_bytes(press_pdf())
    assert main(["check", "--json", *files]) == 1
    told = json.loads(capsys.readouterr().out)["files"]
    assert [one["file"] for one in told] == [file.as_posix() for file in map(Path, files)]
    assert {one["findings"][0]["what"] for one in told} == {
        "is not read any more: the files before it took far too long"
    }


def test_no_font_has_more_widths_than_codes() -> None:
    inner = pikepdf.Dictionary(W=pikepdf.Array([0, 65535, 9] * 1000 + [70000, 2**31 - 1, 9]))
    font = pikepdf.Dictionary(Subtype=pikepdf.Name.Type0, DescendantFonts=pikepdf.Array([inner]))
    assert len(read_font(font).widths) == 0x10000


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
def test_each_file_is_told_whatever_the_others_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """One hangs, one is too large, one is locked, one is a pipe, one a folder, one a loop."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(check_files, "LIMITS", Limits(seconds=20, memory_bytes=2**30))
    os.mkfifo("pipe.pdf")
    Path("folder.pdf").mkdir()
    Path("loop.pdf").symlink_to("loop.pdf")
    with Path("large.pdf").open("wb") as sparse:
        sparse.truncate(1_000_000_000)
    Path("hangs.pdf").write_bytes(hostile.fields_in_themselves())
    Path("locked.pdf").write_bytes(foreign.locked())
    Path("good.pdf").write_bytes(press_pdf())
    Path("twin.pdf").hardlink_to("good.pdf")
    long = f"{'a' * 300}.pdf"
    wanted: dict[str, str | tuple[str, ...]] = {
        "hangs.pdf": ("takes longer than", "needs more memory"),  # whichever comes first
        "large.pdf": "needs more memory",
        "pipe.pdf": "cannot be read (it is a pipe, a device or a socket, and no plain file)",
        "folder.pdf": "this is a folder",
        "loop.pdf": "cannot be read (Too many levels",
        "locked.pdf": "this PDF asks for a password",
        "none.pdf": "there is no such file",
        long: "cannot be read (File name too long",
    }
    main(["check", "--json", *wanted, "good.pdf", "twin.pdf"])
    told = capfd.readouterr()
    files = {one["file"]: one for one in json.loads(told.out)["files"]}
    assert told.err == ""
    assert files.keys() == {*wanted, "good.pdf", "twin.pdf"}
    assert [files[name]["pages"] for name in ("good.pdf", "twin.pdf")] == [1, 1]
    for name, what in wanted.items():
        assert files[name]["findings"][0]["what"].startswith(what), name


@pytest.mark.slow
def test_every_hostile_file_has_a_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_files, "LIMITS", Limits(seconds=5, memory_bytes=2**31))
    made = [tmp_path / f"{name}.pdf" for name in hostile.list_hostile()]
    for file in made:
        file.write_bytes(hostile.list_hostile()[file.stem]())
    good = tmp_path / "good.pdf"
    good.write_bytes(press_pdf())
    *told, last = check_files.check_files((*made, good), Order())
    assert last.pages == 1 and not last.findings
    assert all(one.pages or one.findings[0].id.startswith("file.") for one in told)
    assert [one.file for one in told] == [file.as_posix() for file in made]
