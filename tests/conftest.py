"""What every test stands on: no network, our own fonts, the real content, one built set of PDFs."""

import os
import pickle
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from brochure.base.font_files import use_own_fonts

use_own_fonts()  # before anything imports the layout engine

from brochure.base.editions import BOOKLET  # noqa: E402
from brochure.build.build import Request, build_documents  # noqa: E402
from brochure.build.document import compose  # noqa: E402
from brochure.build.job import Built  # noqa: E402
from brochure.channels.channels import OFFICE  # noqa: E402
from brochure.content.load import LoadedContent, load_content  # noqa: E402
from brochure.layout.printed import Printed  # noqa: E402
from tests.variants import ROOT, variant_of  # noqa: E402


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family == socket.AF_UNIX or (
            isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1")
        ):
            return connect(self, address)  # type: ignore[arg-type]
        raise AssertionError(f"a test tried to reach {address}")

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def loaded() -> LoadedContent:
    """The default content, read once."""
    result = load_content(ROOT / "content.yaml")
    assert result.content is not None, result.findings
    return result


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, loaded: LoadedContent) -> tuple[Built, ...]:
    """Every document of the default content, built once for all processes that run tests."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    record = folder / "built.pickle"
    with FileLock(folder / "built.lock"):
        if not record.exists():
            documents = tuple(build_documents(loaded, Request(ROOT, folder / "output")))
            record.write_bytes(pickle.dumps(documents))
    return pickle.loads(record.read_bytes())


@pytest.fixture(scope="session")
def output(built: tuple[Built, ...]) -> Path:
    """A folder with every finished PDF of the default content."""
    for document in built:
        assert document.written, document.findings
    return built[0].file.parent.parent


@pytest.fixture(scope="session")
def booklet(loaded: LoadedContent) -> Printed:
    """The booklet of the default content, its pages and its sheets."""
    assert loaded.content
    return compose(loaded.content, variant_of(loaded.content, BOOKLET, OFFICE))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A copy of the default content and its figures, to be changed by a test."""
    shutil.copy(ROOT / "content.yaml", tmp_path / "content.yaml")
    shutil.copytree(ROOT / "figures", tmp_path / "figures")
    yield tmp_path


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person who has looked at the pages accept them."""
    parser.addoption("--update-expected", action="store_true", help="accept the pages as they are")


def pytest_configure() -> None:
    """Let Ctrl-C reach what tests start, also where they run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
