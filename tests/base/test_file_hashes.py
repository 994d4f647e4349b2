"""What documents are made with is known by what it holds, also where nobody has installed it."""

import shutil
from pathlib import Path

import pytest

from brochure.base.font_files import font_paths
from brochure.base.font_names import DISPLAY_FONTS
from brochure.build.job_key import hash_ground, stamp_ground


def test_a_font_that_was_put_in_the_place_of_ours_is_another_ground(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (font,) = font_paths(DISPLAY_FONTS)
    package = font.parent.parent
    shutil.copytree(package, tmp_path / package.name)
    monkeypatch.syspath_prepend(tmp_path)
    (own,) = font_paths(DISPLAY_FONTS)
    assert own.is_relative_to(tmp_path)
    before, stamp = hash_ground(), stamp_ground()
    assert hash_ground() == before and stamp_ground() == stamp
    own.write_bytes(own.read_bytes() + b"\0")
    assert hash_ground() != before and stamp_ground() != stamp
