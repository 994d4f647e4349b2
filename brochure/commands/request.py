"""Options of the command line -> what to build."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from brochure.approval.objections import Objections
from brochure.base.plain_file import real_path
from brochure.base.sheet_geometry import PaperName
from brochure.base.store import Store
from brochure.base.store_layout import STORE
from brochure.base.vetting import Vetting
from brochure.build.build import Request
from brochure.build.claim import output_of
from brochure.content.load import LoadedContent
from brochure.selection.duties import load_checked_content


def request_of(options: argparse.Namespace) -> Request:
    """Return what ``brochure build`` is asked for."""
    return Request(
        real_path(options.content).parent,
        output_of(options.content, options.output),
        only=tuple(options.only),
        channels=tuple(options.channel),
        looks=tuple(options.look),
        soft_proof=options.soft_proof,
        cached=options.cached,
        keep_html=options.keep_html,
        objections=Objections(real_path(options.content)),
    )


def load_vetted(
    options: argparse.Namespace, output: Path
) -> tuple[LoadedContent, Callable[[], None]]:
    """Read the content of a build; also return what remembers which of its files were fit."""
    store = Store(output / STORE)
    with Vetting(store if options.cached else None) as vetting:
        loaded = load_checked_content(options.content, vetting, date.today())
    loaded = put_on_paper(loaded, options.paper)

    def remember() -> None:
        if options.cached:
            vetting.remember_in(store)

    return loaded, remember


def put_on_paper(loaded: LoadedContent, paper: PaperName | None) -> LoadedContent:
    """Return what was read with another paper than content names, if one was asked for."""
    if paper is None:
        return loaded
    given = {"paper": paper}
    content, selectable = (
        part and part.model_copy(update=given) for part in (loaded.content, loaded.selectable)
    )
    return replace(loaded, content=content, selectable=selectable)
