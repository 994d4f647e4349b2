"""Hostile templates, stylesheets, drawings and pictures: none reaches out, each is one finding."""

import io
import os
import re
import sys
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from weasyprint.urls import URLFetcher, URLFetcherResponse

from brochure.base.files.image_conversion import Conversion
from brochure.base.files.project import Assets
from brochure.base.worker import Limits
from brochure.build import stages as house
from brochure.build.build import Request, build_documents
from brochure.build.job import Built
from brochure.content.load import LoadedContent, load_content
from brochure.layout.fetcher import ProjectFiles
from brochure.layout.layout import Layout
from tests.attacks import ATTACKS, CSS, MARKER, SVG, Attack, Link, page
from tests.conftest import ROOT
from tests.loopback import REACHING


class Watch:
    """Everything that left the house: requests, connections, names looked up, secrets opened."""

    def __init__(self) -> None:
        self.on = False
        self.requests: list[str] = []
        self.reached: list[str] = []
        self.opened: list[str] = []

    def hear(self, event: str, details: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event in REACHING:
            self.reached.append(f"{event} {details[-1]}")
        elif (
            event == "open"
            and isinstance(details[0], str)
            and "/outside/" in os.path.realpath(details[0])
        ):
            self.opened.append(details[0])


WATCH = Watch()
sys.addaudithook(WATCH.hear)


class _Server(BaseHTTPRequestHandler):
    """Answers every request with a picture, or sends it on to a secret, and counts it."""

    def do_GET(self) -> None:
        WATCH.requests.append(self.path)
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/a.png")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "image/svg+xml")
        self.end_headers()
        self.wfile.write(f"{SVG}/>".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"//127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


@pytest.fixture
def outside(project: Path) -> Iterator[Path]:
    """A folder of secrets beside the project, each with the marker in it."""
    folder = project.parent / "outside"
    folder.mkdir()
    (folder / "secret.txt").write_text(MARKER)
    (folder / "secret.css").write_text(f"/* {MARKER} */ p::before {{ content: '{MARKER}' }}")
    (folder / "secret.svg").write_text(f'{SVG} id="a"><title>{MARKER}</title></svg>')
    info = PngInfo()
    info.add_text("secret", MARKER)
    Image.new("RGB", (8, 8), "red").save(folder / "secret.png", pnginfo=info)
    yield folder


@pytest.fixture
def project(small: Path) -> Path:
    """A small project, with nothing of its own but content and the drawing that it names.

    It lies a folder deeper, so that there is a place beside it.
    """
    folder = small / "project"
    folder.mkdir()
    for name in ("content.yaml", "figures"):
        (small / name).rename(folder / name)
    return folder


@pytest.fixture
def loaded(project: Path) -> LoadedContent:
    """The small content, which every attack is made on."""
    result = load_content(project / "content.yaml")
    assert result.content, result.findings
    return result


def lay(attack: Attack, project: Path, outside: Path, server: str) -> None:
    """Write the files of an attack into a project."""
    for name, content in attack.files.items():
        file = project / name.removeprefix("+")
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            for word, meaning in (
                ("HTTP", f"http:{server}"),
                ("SERVER", server),
                ("OUTSIDE", outside.as_posix()),
                ("UP", "../../outside"),
            ):
                content = content.replace(word, meaning)
            content = content.encode()
        if isinstance(content, Link):
            file.unlink(missing_ok=True)
            file.symlink_to(outside / content.to if content.to else outside)
        elif name.startswith("+"):
            file.write_bytes(content + (ROOT / name[1:]).read_bytes())
        else:
            file.write_bytes(content)


def run(loaded: LoadedContent, project: Path) -> Built:
    """Build the tri-fold while everything that leaves the house is counted.

    What a worker does is done in this process, where it is seen: also what its own guard refuses.
    """
    WATCH.requests, WATCH.reached, WATCH.opened = [], [], []
    WATCH.on = True
    try:
        (built,) = build_documents(
            loaded, Request(project, project / "output", ("trifold",), ("office",))
        )
    finally:
        WATCH.on = False
    return built


CAUGHT = [attack for attack in ATTACKS if attack.by == "build"]


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("attack", CAUGHT, ids=lambda attack: attack.name)
def test_an_attack_is_one_finding_and_nothing_leaves_the_house(
    attack: Attack, loaded: LoadedContent, project: Path, outside: Path, server: str
) -> None:
    lay(attack, project, outside, server)
    built = run(loaded, project)
    assert (WATCH.requests, WATCH.reached, WATCH.opened) == ([], [], [])
    assert not built.written and not list((project / "output").rglob("*.pdf"))
    (finding,) = built.findings
    assert re.match(attack.says, finding.what), finding.what
    assert finding.id in ("asset.refused", "template.error")
    assert finding.remedy and len(finding.what) < 400
    assert MARKER not in f"{finding}" and str(outside.parent) not in finding.remedy


@pytest.mark.parametrize("attack", ATTACKS[-6:], ids=lambda attack: attack.name)
def test_what_no_check_can_tell_is_stopped_by_the_worker(
    attack: Attack, loaded: LoadedContent, project: Path, outside: Path, server: str
) -> None:
    assert attack.by == "worker"
    lay(attack, project, outside, server)
    limits = Limits(seconds=12, memory_bytes=2**30)
    request = Request(project, project / "output", ("trifold",), ("office",), limits=limits)
    (built,) = build_documents(loaded, request)
    assert built.findings and not built.written
    assert not list((project / "output").rglob("*.pdf"))


def test_there_are_enough_attacks_and_each_is_another() -> None:
    assert len(CAUGHT) >= 40
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
    assert len({repr(attack.files) for attack in ATTACKS}) == len(ATTACKS)


class AnyFile(ProjectFiles):
    """The engine's own fetcher in place of ours: it opens whatever it is asked for."""

    def __init__(self, assets: Assets, pictures: Conversion) -> None:
        super().__init__(assets, pictures)
        URLFetcher.__init__(self)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        return URLFetcher.fetch(self, url, headers)

    def complain(self, template: str) -> None:
        """Have nothing to complain of."""


def inside(pdf: bytes) -> bytes:
    """Return a PDF with all that is packed in it laid open."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(_unpacked(stream) for stream in streams)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.usefixtures("in_this_process")
def test_the_engines_own_fetcher_would_let_attacks_through(
    loaded: LoadedContent,
    project: Path,
    outside: Path,
    server: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same watch counts requests, opened secrets and bytes in the PDF: it can see them."""
    printed: list[bytes] = []

    def kept(laid: Layout, *rest: Any) -> Any:
        pdf, log = write(laid, *rest)
        printed.append(pdf)
        return pdf, log

    def pass_all(root: object, variables: object, name: str) -> None:
        """Vet nothing."""

    write = house.write_pdf
    monkeypatch.setattr(house, "write_pdf", kept)
    monkeypatch.setattr("brochure.layout.layout.ProjectFiles", AnyFile)
    monkeypatch.setattr("brochure.layout.parsed_page.vet_page", pass_all)
    leaks = {
        **page('<link rel="attachment" href="file://OUTSIDE/secret.txt">'),
        CSS: '.panel{background:url("HTTP/redirect")}\n.plate{background:url(file://OUTSIDE/secret.svg)!important}\n',
    }
    lay(Attack("leaks", leaks, ""), project, outside, server)
    run(loaded, project)
    assert {"/redirect", "/a.png"} <= set(WATCH.requests)
    assert WATCH.reached
    assert any(name.endswith("secret.txt") for name in WATCH.opened)
    assert any(name.endswith("secret.svg") for name in WATCH.opened)
    assert any(MARKER.encode() in inside(pdf) for pdf in printed)


@pytest.mark.usefixtures("in_this_process")
def test_files_of_the_project_are_served_and_remembered(
    project: Path, outside: Path, server: str
) -> None:
    """Stylesheets may import others, ours included, and show the project's own pictures."""
    photo = io.BytesIO()
    Image.new("RGB", (60, 40), "#E3EFEE").save(photo, "JPEG")
    own = Attack(
        "none",
        {
            CSS: '@import "own/more.css";\n',
            "styles/own/more.css": ".safety-plate{ background: url(../../images/A.JPG)!important }",
            "images/A.JPG": photo.getvalue(),
        },
        "",
    )
    lay(own, project, outside, server)
    built = run(load_content(project / "content.yaml"), project)
    assert built.findings == (), built.findings
    first = built.file.read_bytes()
    assert re.search(rb"/Subtype ?/Image", first)
    moved = project.rename(project.with_name("elsewhere"))
    again = run(load_content(moved / "content.yaml"), moved)
    assert again.file.read_bytes() == first, "no path of the machine is in the file"


@pytest.mark.usefixtures("in_this_process")
def test_all_refusals_are_told_at_once(
    project: Path, loaded: LoadedContent, outside: Path, server: str
) -> None:
    both = Attack("both", {CSS: ".panel{background:url(HTTP/a.png),url(HTTP/b.png)}\n"}, "")
    lay(both, project, outside, server)
    found = sorted(finding.what for finding in run(loaded, project).findings)
    assert len(found) == 2
    assert found[0].startswith("styles/trifold.css:1:19: http:") and "/a.png" in found[0]
    assert "/b.png" in found[1]


def test_a_picture_is_embedded_as_it_was_checked(project: Path, loaded: LoadedContent) -> None:
    """What a file becomes after it was checked does not reach the page."""
    files = ProjectFiles(Assets(project))
    (project / "images").mkdir()
    Image.new("RGB", (8, 8), "red").save(project / "images/a.png")
    response = files.fetch("file:///images/a.png")
    (project / "images/a.png").write_text(MARKER)
    assert response.path is None, "the engine would open this file again"
    assert files.fetch("file:///images/a.png").read().startswith(b"\x89PNG")
    assert list(files.served.values()) == [project / "images/a.png"]
