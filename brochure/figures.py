"""The figures that content.yaml names -> findings for each that cannot be used."""

from collections.abc import Iterator
from typing import cast

from brochure.assets import Assets
from brochure.errors import BrochureError
from brochure.finding import ContentPath, Finding
from brochure.model import Colours
from brochure.yaml_source import Source

_ROLES = dict.fromkeys(Colours.model_fields, "black")


def check_figures(source: Source, assets: Assets) -> tuple[Finding, ...]:
    """Return every figure that is missing, outside the project, or names an unknown colour role.

    Looks at the values as they are written, so that a wrong value elsewhere hides no figure.
    """
    data = cast("dict[str, object]", source.data)
    named = (f for key in ("sections", "sheets") for f in _named(data.get(key), (key,)))
    found: list[Finding] = []
    for file, path in named:
        try:
            assets.figure(file, _ROLES)
        except BrochureError as error:
            what = f"{error.where}: {error.message}" if error.where else error.message
            found.append(source.finding("content.figure", path, what, error.hint))
    return tuple(found)


def _named(value: object, path: ContentPath) -> Iterator[tuple[str, ContentPath]]:
    """Give what stands behind each `file:` under `value`, and its path."""
    if isinstance(value, dict):
        for key, part in cast("dict[str, object]", value).items():
            if key == "file" and isinstance(part, str):
                yield part, (*path, key)
            else:
                yield from _named(part, (*path, key))
    elif isinstance(value, tuple):
        for index, part in enumerate(cast("tuple[object, ...]", value)):
            yield from _named(part, (*path, index))
