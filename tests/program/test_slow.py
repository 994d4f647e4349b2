"""Which tests are slow is told by what they reach: directly, by a helper, inside, or by a class."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.base.files.project import Assets
from brochure.build import build
from brochure.build.document import compose
from brochure.content.load import load_content
from tests.conftest import ROOT
from tests.slow import reaches_slow


def start_program() -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)


def start_it_by_a_helper() -> None:
    start_program()


def start_it_inside() -> None:
    def inside() -> list[None]:
        return [start_program() for _ in range(1)]

    inside()


def name_a_document() -> object:
    return compose


def build_by_its_module() -> object:
    return build.build_documents


class Maker:
    """Makes a document when it is called."""

    def __call__(self) -> object:
        return compose


def make_by_a_class() -> object:
    return Maker()()


def read_content() -> object:
    return load_content(ROOT / "content.yaml"), Assets(ROOT), Path.cwd(), read_content


@pytest.mark.parametrize(
    "function",
    [
        *(start_program, start_it_by_a_helper, start_it_inside),
        *(name_a_document, build_by_its_module, make_by_a_class),
    ],
)
def test_what_builds_or_starts_a_program_is_slow(function: Callable[[], object]) -> None:
    assert reaches_slow([read_content, function])


def test_what_reads_content_is_quick() -> None:
    assert not reaches_slow([read_content])


def test_tests_of_this_run_are_told_apart(request: pytest.FixtureRequest) -> None:
    """What a fixture builds makes every test slow that asks for it."""
    for item in request.session.items:
        slow = item.get_closest_marker("slow") is not None
        names: list[str] = getattr(item, "fixturenames", [])
        assert slow or not {"built", "output", "in_this_process"} & set(names), item
    assert request.node.get_closest_marker("slow") is None
