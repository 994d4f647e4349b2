"""What the files of a project note of each reading, and what the same name holds later."""

from hashlib import sha256
from pathlib import Path

import pytest

from brochure.base.errors import BrochureError
from brochure.base.files.project import Assets, shipped_folder
from brochure.base.press_condition import find_condition

CSS = b"p { color: var(--ink) }"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    for kind in ("styles", "templates", "figures", "images"):
        (tmp_path / "project" / kind).mkdir(parents=True)
    return Assets(tmp_path / "project")


def test_what_is_read_is_noted_by_what_it_held(assets: Assets) -> None:
    (assets.project / "styles/own.css").write_bytes(CSS)
    (assets.project / "figures/own.svg").write_bytes(SVG)
    (assets.project / "images/own.png").write_bytes(b"picture")
    (assets.project / "own.icc").write_bytes(b"profile")
    assets.style("own.css")
    assets.figure("figures/own.svg", {})
    assets.picture("images/own.png")
    with pytest.raises(BrochureError, match="is not a whole ICC profile"):
        find_condition("own.icc", assets)
    assert assets.reads == {
        "styles/own.css": hash_of(CSS),
        "figures/own.svg": hash_of(SVG),
        "images/own.png": hash_of(b"picture"),
        "own.icc": hash_of(b"profile"),
    }
    assert {name: assets.hash_now(name) for name in assets.reads} == assets.reads


def test_a_place_where_an_own_file_was_looked_for_is_noted_too(assets: Assets) -> None:
    """So that one that appears there later is seen."""
    assets.style("guide.css")
    ours = (shipped_folder() / "styles/guide.css").read_bytes()
    noted = {"styles/guide.css": "", "shipped:styles/guide.css": hash_of(ours)}
    assert assets.reads == noted
    assert {name: assets.hash_now(name) for name in noted} == noted
    (assets.project / "styles/guide.css").write_bytes(CSS)
    assert assets.hash_now("styles/guide.css") == hash_of(CSS)


def test_a_figure_of_ours_is_noted_with_the_place_of_an_own_one(assets: Assets) -> None:
    name = next(file.name for file in (shipped_folder() / "figures").glob("*.svg"))
    ours = hash_of((shipped_folder() / "figures" / name).read_bytes())
    with pytest.raises(BrochureError, match="colour role"):
        assets.figure(f"figures/{name}", {})
    assert assets.reads == {f"figures/{name}": "", f"shipped:figures/{name}": ours}


def test_a_file_that_changes_between_two_readings_is_never_found_again(assets: Assets) -> None:
    file = assets.project / "styles/own.css"
    for content in (CSS, CSS + b"\n"):
        file.write_bytes(content)
        assets.style("own.css")
    assert assets.reads["styles/own.css"] not in (hash_of(CSS), hash_of(CSS + b"\n"))


def test_a_link_that_leads_outside_holds_nothing(assets: Assets, tmp_path: Path) -> None:
    """Even where it holds the same bytes: a build would refuse it."""
    file = assets.project / "styles/own.css"
    file.write_bytes(CSS)
    (tmp_path / "outside.css").write_bytes(CSS)
    (assets.project / "beside.css").write_bytes(CSS)
    for elsewhere in (tmp_path / "outside.css", assets.project / "beside.css"):
        file.unlink()
        file.symlink_to(elsewhere)
        assert assets.hash_now("styles/own.css") == "none that may be read"
    file.unlink()
    file.symlink_to("own.css")
    assert assets.hash_now("styles/own.css") == "none that can be read"
    file.unlink()
    file.mkdir()
    assert assets.hash_now("styles/own.css") == "none that may be read"


def test_what_was_read_does_not_count_when_projects_are_compared(assets: Assets) -> None:
    assets.style("guide.css")
    assert assets == Assets(assets.project) and hash(assets) == hash(Assets(assets.project))
