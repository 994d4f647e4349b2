"""The layout engine is loaded without a search: no other program runs, no file is written."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

WATCH = """
import sys
seen = []
def hear(event, details):
    if event in ("subprocess.Popen", "tempfile.mkstemp", "tempfile.mkdtemp"):
        seen.append(event)
sys.addaudithook(hear)
"""


def events(program: str) -> set[str]:
    """Run a program and return which programs and files it asked for."""
    told = f"{WATCH}{program}\nprint(*sorted(set(seen)))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", told]
    return set(subprocess.check_output(command, env=environment, text=True).split())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere it has to search")
def test_loading_the_engine_runs_and_writes_nothing() -> None:
    program = """
from brochure.layout.engine.loading import importing_engine
with importing_engine():
    import brochure.build.document
"""
    assert events(program) == set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere it has to search")
def test_the_engine_would_search_by_itself() -> None:
    """Red once it does not: then `brochure.layout.engine.loading` need not keep it from it."""
    own = "from brochure.base.font_files import use_own_fonts; use_own_fonts(); import weasyprint"
    assert "subprocess.Popen" in events(own)
