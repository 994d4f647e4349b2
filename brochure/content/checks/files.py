"""The figures and pictures that content.yaml names -> findings for each that cannot be used."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from brochure.base.errors import BrochureError
from brochure.base.files.images import FORMATS, vet_image
from brochure.base.files.project import Assets, fill_roles, vet_figure
from brochure.base.finding import ContentPath, Finding
from brochure.base.plain_value import Plain
from brochure.base.vetting import NotLookedAtError, Vetting
from brochure.content.model.brand import Colours
from brochure.content.yaml.source import Source

MOST_FILES = 500  # by their names; each may take a second to look at

_ROLES = dict.fromkeys(Colours.model_fields, "black")


def check_figures(source: Source, assets: Assets, vetting: Vetting) -> tuple[Finding, ...]:
    """Return every figure or picture that is missing, outside the project, or not fit for print.

    Looks at the values as they are written, so that a wrong value elsewhere hides none of them.
    """
    parts = ((source.data.get(key), (key,)) for key in ("brand", "sections", "sheets"))
    named = (f for value, path in parts for f in _files_in(value, path))
    found: list[Finding] = []
    known: dict[tuple[str, bool], BrochureError | None] = {}
    for file, path, is_picture in named:
        if is_picture and not _may_be_picture(file):
            continue  # told by the model
        id = "content.picture" if is_picture else "content.figure"
        if (file, is_picture) not in known:
            if len(known) == MOST_FILES:
                what = f"more than {MOST_FILES} figures and pictures are named"
                found.append(source.finding(id, path, what, "Make two projects of it."))
                break
            known[file, is_picture] = _find_fault(file, is_picture, assets, vetting)
        if fault := known[file, is_picture]:
            what = f"{fault.where}: {fault.message}" if fault.where else fault.message
            found.append(source.finding(id, path, what, fault.hint))
        if isinstance(fault, NotLookedAtError):
            break
    return tuple(found)


def _find_fault(
    file: str, is_picture: bool, assets: Assets, vetting: Vetting
) -> BrochureError | None:
    """Look at one file; say why it cannot be used, or nothing."""
    try:
        if is_picture:
            vetting.vet(vet_image, assets.picture(file), file)
        else:
            drawing = assets.figure_bytes(file, named=True)
            vetting.vet(vet_figure, drawing, file)
            fill_roles(drawing.decode("utf-8"), _ROLES, file)
    except BrochureError as error:
        return error
    return None


def _may_be_picture(file: str) -> bool:
    return file.startswith("images/") and PurePosixPath(file).suffix.lower() in FORMATS


def _files_in(value: Plain, path: ContentPath) -> Iterator[tuple[str, ContentPath, bool]]:
    """Give what stands behind each `file:` under `value`, its path, and whether pixels are meant.

    A figure is drawn; portraits and covers are photographs; a logo is what its name says.
    """
    if isinstance(value, dict):
        pixels = path == ("brand", "cover") or value.get("kind") == "portrait"
        for key, part in value.items():
            if key == "file" and isinstance(part, str):
                is_logo = path == ("brand", "logo") and not part.endswith(".svg")
                yield part, (*path, key), pixels or is_logo
            else:
                yield from _files_in(part, (*path, key))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _files_in(part, (*path, index))
