"""What a worker loads before there is anything to make, and how it is told to."""

import gc
from functools import cache

from brochure.base.font_files import use_own_fonts
from brochure.base.worker import Limits, Workers
from brochure.layout.engine.loading import importing_engine


def start_workers(count: int = 1) -> Workers:
    """Return workers, `count` of which load the engine while the caller goes on."""
    use_own_fonts()
    workers = Workers(Limits())
    workers.begin(load_engine, count)
    return workers


@cache
def load_engine() -> None:
    """Load the engine and all that makes documents. Raises BrochureError where a part is missing.

    The collector then leaves alone what was loaded, and looks seldom at the boxes of a layout: they
    are many, live as long as their document, and make a tenth of a build when it looks often.
    """
    with importing_engine():
        import brochure.build.document  # noqa: F401  # pyright: ignore[reportUnusedImport]
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
