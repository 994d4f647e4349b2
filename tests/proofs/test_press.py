"""What a printer would reject, or phone about, keeps a press file from being written."""

from dataclasses import replace
from pathlib import Path

import pytest

from brochure.base.finding import Finding
from brochure.base.geometry import Box, Rect
from brochure.layout.printed import Mark
from brochure.preflight import RULES
from brochure.proofs.examined import examine
from brochure.proofs.press import REMEDIES, a_printer_takes_the_file
from tests.pictures import lake
from tests.tiny import for_press, html, ids, print_tiny, proven

MARK = Mark("picture", 1, Rect(20, 30, 60, 60), path="brand.cover.file")
TINY_TYPE = ".one p { font-size: 4pt } .two p { font-size: 10pt }"


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    """What is found in a file for readers that is sent to a press."""
    printed = for_press(print_tiny(style=TINY_TYPE))
    return proven(a_printer_takes_the_file, printed)


def test_a_file_for_readers_is_not_held_to_it() -> None:
    assert proven(a_printer_takes_the_file, print_tiny()) == ()


def test_a_file_for_screens_is_no_press_file(found: tuple[Finding, ...]) -> None:
    assert ids(found) >= {"x.version", "x.output-intent", "x.dates"}
    assert {(f.place.edition, f.place.channel) for f in found} == {("tiny", "press")}


def test_what_a_printer_would_phone_about_keeps_our_own_file_back(
    found: tuple[Finding, ...],
) -> None:
    questions = {rule.id for rule in RULES if rule.severity == "warning"}
    assert (
        ids(found) & questions == {"own.small-text", "g.rich-black-text", "own.bleed"} & questions
    )
    assert {f.severity for f in found} == {"error"}


def test_what_mends_it_is_told_for_our_own_files(found: tuple[Finding, ...]) -> None:
    """No finding sends anyone to the menus of another program, and words are found in content."""
    assert REMEDIES.keys() <= {rule.id for rule in RULES}
    for finding in found:
        assert not any(
            name in finding.remedy for name in ("InDesign", "Canva", "Word", "Photoshop")
        )
        assert finding.remedy == REMEDIES.get(finding.id, finding.remedy)
    paths = {f.id: f.place.path for f in found}
    assert (paths["own.small-text"], paths["g.rich-black-text"]) == ("one.text", "one.text")
    assert paths["x.version"] == ""


def test_a_colour_that_prints_in_many_inks_is_told_at_its_line() -> None:
    printed = for_press(print_tiny(style=TINY_TYPE))
    printed = replace(printed, variant=replace(printed.variant, inks=(("ink", (0, 0, 0, 100)),)))
    (found,) = (f for f in proven(a_printer_takes_the_file, printed) if f.id == "g.rich-black-text")
    assert found.place.path == "brand.colours.ink.press"


def test_a_picture_is_told_at_the_line_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    lake().resize((40, 30)).save(tmp_path / "images" / "lake.png")
    picture = '<img data-mark="picture" data-file="a.file" src="../images/lake.png" alt="">'
    place = "img { position: absolute; left: 70pt; top: 30pt; width: 40pt }"
    printed = print_tiny(html(after=picture), place, project=tmp_path)
    findings = proven(a_printer_takes_the_file, for_press(printed))
    assert {f.place.path for f in findings if f.id == "g.image-resolution"} == {"a.file"}


def test_what_is_too_near_an_edge_is_told_once() -> None:
    """The proof of fit tells it of words, with what to do; preflight of all else."""
    words = for_press(print_tiny(safe_pt=30))
    assert "own.safe-zone" not in ids(proven(a_printer_takes_the_file, words))
    box = '<div style="position: absolute; left: 5pt; top: 75pt; width: 9pt; height: 2pt;'
    drawn = print_tiny(html(after=f'{box} background: #888"></div>'), safe_pt=8)
    assert "own.safe-zone" in ids(proven(a_printer_takes_the_file, for_press(drawn)))


@pytest.mark.parametrize(("ink_pct", "id"), [(318.0, "own.ink-limit"), (340.0, "g.ink-limit")])
def test_too_much_ink_is_the_pictures_or_the_profiles(ink_pct: float, id: str) -> None:
    on = examine(replace(for_press(print_tiny()), marks=(MARK,)))
    assert on.press
    for left_pt, path in ((22.0, "brand.cover.file"), (120.0, "press.condition")):
        place = Box(left_pt, 100, left_pt + 11, 111)
        page = replace(on.press.pages[0], ink_pct=ink_pct, ink_at=place)
        pages = (replace(page, wide_ink_pct=ink_pct, wide_ink_at=place),)
        dark = replace(on, press=replace(on.press, pages=pages))
        assert {f.place.path for f in a_printer_takes_the_file(dark) if f.id == id} == {path}
