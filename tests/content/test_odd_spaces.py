"""Spaces that only look like one: named where YAML wants its own, left alone in wording."""

from pathlib import Path

import pytest

from brochure.base.finding import Finding
from brochure.content.load import load_content
from brochure.content.yaml.odd_spaces import find_odd_spaces
from tests.content.test_bad_content import GOOD, HERE

ENTRY, KEY = "          - Eat soft food for two days.", "  phone: "


def told(folder: Path, old: str, new: str) -> tuple[Finding, ...]:
    """Return what is said of the good content with one change."""
    assert GOOD.count(old), old
    (folder / "figures").mkdir()
    (folder / "figures/tooth.svg").write_bytes((HERE / "tooth.svg").read_bytes())
    (folder / "content.yaml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    return load_content(folder / "content.yaml").findings


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        (ENTRY, ENTRY.replace("- E", "-\u00a0E"), "a no-break space"),
        (ENTRY, ENTRY.replace("- E", "-\u3000E"), "an ideographic space"),
        (ENTRY, ENTRY.replace("- E", "-\u200bE"), "a zero width space"),
        (ENTRY, ENTRY.replace("  - E", " \u2003- E"), "an em space"),
        (ENTRY, ENTRY.replace("  - E", "  \u00a0- E"), "a no-break space"),
        (KEY, "  phone:\u00a0", "a no-break space"),
        (KEY, "  phone:\u202f", "a narrow no-break space"),
        (KEY, "  phone\u00a0: ", "a no-break space"),
        (KEY, "\u3000\u3000phone: ", "an ideographic space"),
        (KEY, "\u00a0\u00a0phone: ", "a no-break space"),
        ("clinic:\n", "clinic:\u00a0\n", "a no-break space"),
    ],
)
def test_an_odd_space_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, name: str
) -> None:
    changed = GOOD.replace(old, new, 1)
    at = min(index for index, sign in enumerate(changed) if sign in set(new) - set(old))
    (finding,) = told(tmp_path, old, new)
    assert finding.id == "yaml.space"
    assert finding.what == f"{name} stands here (U+{ord(changed[at]):04X})"
    assert finding.place.line == changed[:at].count("\n") + 1
    assert finding.place.column == at - changed.rfind("\n", 0, at)
    assert "ordinary space" in finding.remedy


def test_what_else_is_wrong_is_told_too(tmp_path: Path) -> None:
    found = told(tmp_path, KEY, "  phon:\u00a0")
    assert {f.id for f in found} >= {"yaml.space", "content.unknown-key"}


def test_an_entry_after_another_is_named_too(tmp_path: Path) -> None:
    odd = ENTRY.replace("- E", "-\u00a0E")
    (finding,) = told(tmp_path, ENTRY, f"{ENTRY}\n{odd}")
    assert (finding.id, finding.severity) == ("yaml.space", "error")


@pytest.mark.parametrize(
    "words",
    [
        "Take 2\u00a0pills: one\u202fnow",
        '"Note:\u00a0eat soft food"',
        "|\n              -\u00a0one\n              -\u00a0two",
        "Soft\n              Note:\u00a0food",
    ],
)
def test_odd_spaces_in_wording_stay(tmp_path: Path, words: str) -> None:
    words = words.replace("pills: one", "pills, one")
    assert told(tmp_path, "Eat soft food for two days.", words) == ()


def test_only_the_beginning_of_a_line_is_looked_at() -> None:
    assert list(find_odd_spaces("a: b\u00a0c: d\n- e\u00a0f\n")) == []
