"""The printing condition: what content may name, and the profiles we ship."""

import hashlib
import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageCms

from brochure.base.errors import BrochureError
from brochure.base.files.project import Assets
from brochure.base.press_condition import PUBLISHED, find_condition
from brochure.content.load import load_content
from tests.conftest import ROOT

PROFILES = ROOT / "profiles"
GRACOL = (PROFILES / "gracol.icc").read_bytes()


def described(profile: bytes) -> Any:
    """Return what LittleCMS reads in a profile."""
    opened: Any = ImageCms.getOpenProfile(io.BytesIO(profile))
    return opened.profile


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_shipped_profile_is_the_one_that_is_written_about(name: str) -> None:
    """README and script name the profile; the file has that hash, class and colours."""
    chosen = find_condition(name, Assets(ROOT))
    readme = (PROFILES / "README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `{name}\.icc` .+`([0-9a-f]{{64}})` \|$", readme, re.MULTILINE)
    assert row and row[1] == hashlib.sha256(chosen.profile).hexdigest()
    told = described(chosen.profile)
    assert (told.device_class, told.xcolor_space, told.connection_space) == ("prtr", "CMYK", "Lab ")
    assert chosen.registry == "http://www.color.org"


def test_the_gracol_profile_names_its_data_and_the_script_made_it() -> None:
    """NPES allows profiles made from its data if the report is named as the source."""
    script = (PROFILES / "build.py").read_text(encoding="utf-8")
    told = described(GRACOL)
    assert told.profile_description and told.profile_description in script
    assert "CGATS TR 006" in told.profile_description
    assert "TR 006-2007, copyright 2007 NPES" in (told.copyright or "")
    assert GRACOL[24:36] == bytes((7, 214, 0, 8, 0, 28, 0, 0, 0, 0, 0, 0)), "no clock"
    assert "TR 006" in (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")


def test_the_fogra39_profile_is_the_file_that_the_script_names() -> None:
    script = (PROFILES / "build.py").read_text(encoding="utf-8")
    digest = hashlib.sha256((PROFILES / "fogra39.icc").read_bytes()).hexdigest()
    assert f'FOGRA39_SHA256 = "{digest}"' in script


def test_a_printers_own_profile(tmp_path: Path) -> None:
    """It is called what it calls itself, or Custom where that says nothing."""
    (tmp_path / "Theirs.ICC").write_bytes(GRACOL)
    own = find_condition("Theirs.ICC", Assets(tmp_path))
    assert (own.registry, own.profile) == ("", GRACOL)
    assert own.identifier and described(GRACOL).profile_description.startswith(own.identifier)
    assert own.information == f"{own.identifier} (Theirs.ICC)"
    mute = GRACOL.replace(b"desc", b"dexc", 1)
    (tmp_path / "mute.icc").write_bytes(mute)
    other = find_condition("mute.icc", Assets(tmp_path))
    assert (other.identifier, other.information) == ("Custom", "the printer's profile mute.icc")


def with_bytes(at: int, new: bytes) -> bytes:
    return GRACOL[:at] + new + GRACOL[at + len(new) :]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("gracoll", None, "did you mean 'gracol'"),
        ("paper", None, 'no printing condition "paper"'),
        ("gone.icc", None, "does not exist"),
        ("../outside.icc", GRACOL, "lies outside this project"),
        ("a.icc", b"", "is not a whole ICC profile"),
        ("a.icc", b"%PDF-1.7 " * 100, "is not a whole ICC profile"),
        ("a.icc", GRACOL[:5000], "is not a whole ICC profile"),
        ("a.icc", with_bytes(8, b"\x05"), "is not a whole ICC profile"),
        ("a.icc", with_bytes(16, b"RGB "), "is not for the four inks of a press"),
        ("a.icc", with_bytes(128, b"\0\1\0\x0b"), "is not a whole ICC profile"),
        ("a\0.icc", None, "cannot be read (its name cannot be one)"),
        (f"{'a' * 300}.icc", None, "cannot be read (File name too long)"),
        ("a\nb\x1b.icc", None, "a?b?.icc does not exist"),
        ("a.icc", with_bytes(12, b"scnr"), "is not the profile of a printer"),
        ("a.icc", with_bytes(128, bytes(4)), "is not the profile of a printer"),
        ("a.icc", GRACOL + bytes(8_000_000), "is larger than 8 MB"),
    ],
)
def test_a_condition_that_cannot_serve(
    name: str, content: bytes | None, what: str, project: Path
) -> None:
    """Each is told with its line before anything is built."""
    inner = project / "inner"
    inner.mkdir()
    if content is not None:
        (inner / name).write_bytes(content)
    with pytest.raises(BrochureError) as raised:
        find_condition(name, Assets(inner))
    assert what in raised.value.message + raised.value.hint
    assert raised.value.hint


def test_links_in_a_circle_are_no_condition(tmp_path: Path) -> None:
    (tmp_path / "a.icc").symlink_to("b.icc")
    (tmp_path / "b.icc").symlink_to("a.icc")
    with pytest.raises(BrochureError, match=r"^a.icc cannot be read"):
        find_condition("a.icc", Assets(tmp_path))


def test_a_wrong_condition_is_told_with_its_line(project: Path) -> None:
    file = project / "content.yaml"
    text = file.read_text(encoding="utf-8").replace("condition: gracol", "condition: fogra40")
    file.write_text(text, encoding="utf-8")
    (finding,) = load_content(file).findings
    line = text[: text.index("condition: fogra40")].count("\n") + 1
    assert (finding.id, finding.place.line, finding.place.column) == ("content.condition", line, 14)
    assert "did you mean 'fogra39'" in finding.what


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("press: [92, 58, 58, 50]", "press: [92, 80, 80, 60]", "ink takes 312 % of ink"),
        ("press: [0, 0, 0, 100]", "press: [40, 0, 0, 60]", "text is the colour of body type"),
        ("press: [0, 0, 0, 100]", "press: [0, 1, 0, 100]", "not printed in black ink alone"),
        ("press: [0, 0, 0, 100]", "press: [0, 0, 0, 0]", "not printed in black ink alone"),
        ('screen: "#12525E"', 'screen: "#0c343b"', "river and ink are one colour on screens"),
    ],
)
def test_inks_that_cannot_be_printed(old: str, new: str, what: str, project: Path) -> None:
    file = project / "content.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new), encoding="utf-8")
    (finding,) = load_content(file).findings
    assert (finding.id, finding.severity) == ("content.ink", "error")
    assert what in finding.what
    assert finding.place.line > 1
