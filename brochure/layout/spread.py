"""Panels of fixed size that text does not fill -> more room between their blocks, within bounds.

A stylesheet says where: it multiplies a margin by ``--feather``. How much that gains is measured in
a layout with the most of it.
"""

from collections.abc import Iterable, Iterator, Sequence

from brochure.base.tolerances import MOST_FEATHER, SPREAD_PANEL_SHARE
from brochure.layout.engine.boxes import EnginePage
from brochure.layout.measure import panels_of
from brochure.layout.printed import Panel

_STEP = 0.125  # so that a change of a word does not move all that stands around it


def spread_fully(pages: Sequence[EnginePage]) -> str:
    """Return rules of CSS that spread each loose panel as far as may be.

    None where a panel is overfull: then something else is to be changed first.
    """
    loose = () if is_overfull(pages) else _loose(_panels(pages))
    return _rules((name, MOST_FEATHER) for name in loose)


def is_overfull(pages: Sequence[EnginePage]) -> bool:
    """Say whether a panel holds more than it has room for."""
    return any(panel.over_pt or panel.wide for panel in _panels(pages).values())


def spread_loose_panels(pages: Sequence[EnginePage], spread: Sequence[EnginePage]) -> str:
    """Return rules that make loose panels full.

    `spread` are the same pages with those of `spread_fully`, so tall that nothing goes over.
    """
    panels, most = _panels(pages), _panels(spread)
    return _rules((name, _feather(panels[name], most[name])) for name in _loose(panels))


def words_free_in(pages: Sequence[EnginePage]) -> dict[str, int]:
    """Return how many words more fit in each panel."""
    return {name: panel.words_free for name, panel in _panels(pages).items()}


def _panels(pages: Sequence[EnginePage]) -> dict[str, Panel]:
    return {p.name: p for n, page in enumerate(pages, 1) for p in panels_of(page, n)}


def _loose(panels: dict[str, Panel]) -> Iterator[str]:
    for name, panel in panels.items():
        if panel.words and panel.room_pt and panel.used_pt < SPREAD_PANEL_SHARE * panel.room_pt:
            yield name


def _feather(panel: Panel, most: Panel) -> float:
    """Return by what the margins of a panel are multiplied, in steps, so that it is full."""
    gained = most.used_pt - panel.used_pt
    wanted = SPREAD_PANEL_SHARE * panel.room_pt - panel.used_pt
    share = min(1.0, wanted / gained) if gained > 0 else 0.0
    return 1 + (MOST_FEATHER - 1) * share // _STEP * _STEP


def _rules(feathers: Iterable[tuple[str, float]]) -> str:
    return "".join(
        f'[data-panel="{name}"]{{--feather:{feather:g}!important}}'
        for name, feather in feathers
        if feather > 1
    )
