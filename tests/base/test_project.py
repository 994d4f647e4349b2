"""A project's own files: what cannot be read, or has no end, is told with its name, in one line."""

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from weasyprint.urls import URLFetchingError

from brochure.base.editions import TRIFOLD
from brochure.base.errors import BrochureError
from brochure.base.files.project import Assets
from brochure.base.files.url_lines import find_line
from brochure.base.finding import Finding
from brochure.base.looks import STANDARD
from brochure.base.plain_file import read_up_to
from brochure.build.build import make_in_worker
from brochure.build.job import Job
from brochure.content.load import LoadedContent, load_content
from brochure.layout.fetcher import ProjectFiles


def found(loaded: LoadedContent, project: Path, made: bool = False) -> tuple[Finding, ...]:
    """Make the tri-fold with the files of `project`, in this process; say what was found."""
    assert loaded.content
    outcome = make_in_worker(
        Job(loaded.content, TRIFOLD, "office", STANDARD.name, project, project / "trifold.pdf")
    )
    assert bool(outcome.output) == made
    return outcome.built.findings


def _large(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(30_000_000)  # nothing but holes: it takes no room on the disk


def _pipe(file: Path) -> None:
    os.mkfifo(file)


def _device(file: Path) -> None:
    file.symlink_to("/dev/zero")


def _nowhere(file: Path) -> None:
    file.symlink_to("nowhere")


def _folder(file: Path) -> None:
    file.mkdir()


NO_FILE = "{name} is no file that can be read"


@pytest.mark.parametrize(
    ("lay", "says"),
    [
        (_large, "{name}: is larger than 2 MB"),
        (_pipe, NO_FILE),
        (_device, NO_FILE),
        (_nowhere, NO_FILE),
        (_folder, NO_FILE),
    ],
)
@pytest.mark.parametrize(
    "name",
    [
        "styles/trifold.css",
        "styles/_base.css",
        "templates/trifold.html.j2",
        "templates/_blocks.html.j2",
    ],
)
def test_what_is_no_file_or_has_no_end_is_one_finding(
    tmp_path: Path, loaded: LoadedContent, name: str, lay: Callable[[Path], None], says: str
) -> None:
    (tmp_path / name).parent.mkdir()
    lay(tmp_path / name)
    (finding,) = found(loaded, tmp_path)
    assert finding.what == says.format(name=name)
    assert finding.remedy and finding.id == "template.error"


def test_a_file_that_the_system_refuses_is_one_finding(
    tmp_path: Path, loaded: LoadedContent
) -> None:
    """A name longer than any file's stands for a disk that is gone, also where root asks."""
    (tmp_path / "templates").mkdir()
    template = tmp_path / "templates/trifold.html.j2"
    template.write_text(f'{{% include "{"x" * 300}" %}}', encoding="utf-8")
    (finding,) = found(loaded, tmp_path)
    assert finding.what == f"templates/{'x' * 300}: cannot be read (File name too long)"


def test_looking_for_the_place_of_an_address_ends(tmp_path: Path) -> None:
    """Files without end are passed over, or read as far as any stylesheet goes."""
    (tmp_path / "styles").mkdir()
    for number, lay in enumerate((_large, _pipe, _device, _nowhere, _folder)):
        lay(tmp_path / f"styles/{number}.css")
    (tmp_path / "styles/last.css").write_text("a{background:url(b.png)}", encoding="utf-8")
    place = find_line("file:///styles/b.png", Assets(tmp_path), "file:///")
    assert place == "styles/last.css:1:14"


def test_an_imported_file_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    _pipe(tmp_path / "styles/a.css")
    _large(tmp_path / "styles/b.css")
    files = ProjectFiles(Assets(tmp_path))
    said: list[str] = []
    for url in ("file:///styles/a.css", "file:///styles/b.css"):
        with pytest.raises(URLFetchingError):
            files.fetch(url)
        said.append(files.refused[url].message)
    assert said == [
        "styles/a.css is no file that can be read",
        "this stylesheet is longer than 1,000,000 characters",
    ]


def test_a_template_draws_nothing_outside_the_four_folders(small: Path) -> None:
    """What content itself names it may: that is the author's own choice."""
    (small / "private").mkdir()
    (small / "private/a.svg").write_bytes((small / "figures/tooth.svg").read_bytes())
    (small / "figures/link.svg").symlink_to("../private/a.svg")
    (small / "templates").mkdir()
    content = small / "content.yaml"
    named = content.read_text(encoding="utf-8").replace("figures/tooth.svg", "private/a.svg")
    for name in ("private/a.svg", "figures/link.svg", "figures/../private/a.svg"):
        template = f"{{% set outer = true %}}{{{{ '{name}' | figure }}}}\n"
        (small / "templates/trifold.html.j2").write_text(template, encoding="utf-8")
        finding, *_ = found(load_content(content), small)
        assert finding.what.endswith(f"{name} is not an SVG file of this project"), finding
    content.write_text(named, encoding="utf-8")
    (small / "templates/trifold.html.j2").unlink()
    loaded = load_content(content)
    assert "private/a.svg" in named and loaded.findings == ()
    assert found(loaded, small, made=True) == ()


def test_a_folder_of_figures_may_be_a_link_within_the_project(small: Path) -> None:
    """What a link puts outside the project is refused as before."""
    (small / "figures").rename(small / "art")
    (small / "figures").symlink_to("art")
    assets = Assets(small)
    assert "<svg" in assets.figure("figures/tooth.svg", {"ink": "black"})
    ((name, held),) = assets.reads.items()
    assert (name, assets.hash_now(name)) == ("figures/tooth.svg", held)
    (small / "figures").unlink()
    (small / "art").rename(small.parent / "outside")
    (small / "figures").symlink_to("../outside")
    for named in (False, True):
        with pytest.raises(BrochureError, match="is not an SVG file of this project"):
            Assets(small).figure("figures/tooth.svg", {}, named)
    assert assets.hash_now(name) == "none that may be read"


def test_a_file_that_becomes_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    (tmp_path / "b").write_bytes(b"12345")
    with pytest.raises(OSError, match="no plain file"):
        read_up_to(tmp_path / "a", 9)
    assert (read_up_to(tmp_path / "b", 3), read_up_to(tmp_path / "b", 9)) == (b"1234", b"12345")


def test_looking_for_an_address_takes_no_longer_for_many_spaces(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.html.j2").write_text(f"({' ' * 900_000}", encoding="utf-8")
    (tmp_path / "templates/b.html.j2").write_text('\n<img src=" a.png ">', encoding="utf-8")
    begun = process_time()
    assert find_line("file:///templates/a.png", Assets(tmp_path), "file:///").endswith(
        "b.html.j2:2:12"
    )
    assert process_time() - begun < 5, "it took hours"
