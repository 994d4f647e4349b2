"""Options of the command line -> what to build."""

import argparse
from pathlib import Path

from brochure.build.build import Request


def request_of(options: argparse.Namespace, project: Path, output: Path) -> Request:
    """Return what ``brochure build`` is asked for."""
    return Request(
        project,
        output,
        only=tuple(options.only),
        channels=tuple(options.channel),
        looks=tuple(options.look),
        soft_proof=options.soft_proof,
        cached=options.cached,
        keep_html=options.keep_html,
    )
