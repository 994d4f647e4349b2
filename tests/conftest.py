"""What every test stands on: no network, our own fonts, the real content, one built set of PDFs.

Documents are built once for all processes that run tests (`share`), and read by every test that
looks at them.
"""

import gc
import multiprocessing
import os
import pickle
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
from filelock import FileLock

from tests.variants import ROOT

os.environ["XDG_CACHE_HOME"] = str(ROOT / ".pytest_cache/xdg")  # not that of whoever runs the tests

from brochure.base.font_files import use_own_fonts

use_own_fonts()  # before anything imports the layout engine

from brochure.base import worker_process  # noqa: E402
from brochure.base.editions import BOOKLET, Edition  # noqa: E402
from brochure.base.looks import LOOKS, STANDARD  # noqa: E402
from brochure.base.worker import Workers  # noqa: E402
from brochure.build.build import Request, build_documents  # noqa: E402
from brochure.build.document import compose  # noqa: E402
from brochure.build.job import Built  # noqa: E402
from brochure.channels.channel import Channel  # noqa: E402
from brochure.channels.channels import OFFICE  # noqa: E402
from brochure.content.load import LoadedContent, load_content  # noqa: E402
from brochure.layout.printed import Printed  # noqa: E402
from tests.apart import stay_apart  # noqa: E402
from tests.kills import content_of  # noqa: E402
from tests.loopback import keep_here  # noqa: E402
from tests.slow import mark_slow  # noqa: E402
from tests.variants import variant_of  # noqa: E402

sys.addaudithook(keep_here)
if "forkserver" in multiprocessing.get_all_start_methods():
    worker_process.START = "forkserver"
    multiprocessing.set_forkserver_preload(["tests.loaded"])

Value = TypeVar("Value")


class Compose(Protocol):
    """Give one document of the default content, finished but not yet proven."""

    def __call__(
        self, edition: Edition, channel: Channel, look: str = STANDARD.name
    ) -> Printed: ...


def share(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Value]) -> Value:
    """Make a value once for all processes that run tests: the first makes it, the others read it.

    `make` gets a folder that stays until the tests end.
    """
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    record = folder / f"{name}.pickle"
    with FileLock(folder / f"{name}.lock"):
        if not record.exists():
            place = folder / name
            place.mkdir(exist_ok=True)
            record.write_bytes(pickle.dumps(make(place)))
    return pickle.loads(record.read_bytes())


@pytest.fixture(scope="session", autouse=True)
def _apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with stay_apart(tmp_path_factory.mktemp("apart")):
        yield


@pytest.fixture(scope="session")
def loaded() -> LoadedContent:
    """The default content, read once."""
    result = load_content(ROOT / "content.yaml")
    assert result.content is not None, result.findings
    return result


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, loaded: LoadedContent) -> tuple[Built, ...]:
    """Every document of the default content, built once for all processes that run tests."""
    return share(
        tmp_path_factory,
        "default",
        lambda folder: tuple(build_documents(loaded, Request(ROOT, folder / "output"))),
    )


@pytest.fixture(scope="session")
def output(built: tuple[Built, ...]) -> Path:
    """A folder with every finished PDF of the default content."""
    for document in built:
        assert document.written, document.findings
    return built[0].file.parent.parent


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory, loaded: LoadedContent) -> Compose:
    """Each document of the default content that is asked for, composed once for all processes."""
    content = loaded.content
    assert content

    def compose_once(edition: Edition, channel: Channel, look: str = STANDARD.name) -> Printed:
        return share(
            tmp_path_factory,
            f"{edition.name}-{channel.name}-{look}",
            lambda _: compose(content, variant_of(content, edition, channel, ROOT, LOOKS[look])),
        )

    return compose_once


@pytest.fixture(scope="session")
def booklet(printed: Compose) -> Printed:
    """The booklet of the default content, its pages and its sheets."""
    return printed(BOOKLET, OFFICE)


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a build make its documents here, where the engine is loaded, and not in workers."""

    def make_all(
        _workers: object,
        function: Callable[[Any], Any],
        arguments: Iterable[Any],
        family: Callable[[Any], object] = id,
    ) -> Iterator[Any]:
        return map(function, arguments)

    monkeypatch.setattr(Workers, "run", make_all)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A copy of the default content and its figures, to be changed by a test."""
    shutil.copy(ROOT / "content.yaml", tmp_path / "content.yaml")
    shutil.copytree(ROOT / "figures", tmp_path / "figures")
    yield tmp_path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of a few short sections, for what a program does with any content."""
    (tmp_path / "figures").mkdir()
    shutil.copy(ROOT / "tests/content/bad_content/tooth.svg", tmp_path / "figures")
    (tmp_path / "content.yaml").write_text(content_of("1.0"), encoding="utf-8")
    return tmp_path


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person who has looked at the pages accept them, or leave out what is slow."""
    parser.addoption("--update-expected", action="store_true", help="accept the pages as they are")
    parser.addoption("--quick", action="store_true", help="leave out slow tests (tests/slow.py)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave slow tests out where that is asked for; else begin with them where cores share tests.

    So none of them is left for the end, when the other cores have nothing more to do.
    """
    mark_slow(items)
    slow = [item for item in items if item.get_closest_marker("slow")]
    quick = [item for item in items if not item.get_closest_marker("slow")]
    if config.getoption("--quick"):
        config.hook.pytest_deselected(items=slow)
        items[:] = quick
    elif "PYTEST_XDIST_WORKER" in os.environ:
        items[:] = [*slow, *quick]


def pytest_configure() -> None:
    """Let Ctrl-C reach what tests start, also where they run in the background of a shell.

    Where processes share the tests, each takes a processor: a build that one of them starts would
    load the engine once for each processor, and wait for the others' builds.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.set_threshold(100_000, 20, 50)  # what fixtures keep is large, and stays: a fifth of the time
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker and sys.platform == "linux":
        mine = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {mine[int(worker.removeprefix("gw")) % len(mine)]})


@pytest.fixture
def all_processors() -> Iterator[None]:
    """Let what a test starts use every processor."""
    if sys.platform != "linux":
        yield
        return
    mine = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    yield
    os.sched_setaffinity(0, mine)
