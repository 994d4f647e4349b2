"""A worker that stays keeps nothing of the documents that it has made."""

import sys
from pathlib import Path

import pytest

from brochure.base.worker import Limits, run_in_workers
from tests.build.many_documents import measure_memory

_MOST_MB = 12.0  # kept layouts or drawn pages of 80 documents would be hundreds


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_hundred_documents_in_one_process_do_not_grow_it(small: Path) -> None:
    asked = ((small, 100, 10),)
    (held,) = run_in_workers(measure_memory, asked, Limits(seconds=900))
    assert isinstance(held, list)
    assert len(held) == 10
    assert held[-1] - held[1] < _MOST_MB, held
