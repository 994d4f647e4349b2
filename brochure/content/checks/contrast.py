"""The brand's colours -> those too pale, or too dark, for what documents set them beside.

The proofs measure each letter of a finished page, and refuse a document in which one is pale. Two
values of content.yaml show most of that before anything is made: the same contrast, asked of the
colours alone, so that what is told here is refused there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import ValidationError

from brochure.base.files.project import Assets
from brochure.base.finding import Finding
from brochure.base.palette import Pale, Palette
from brochure.base.tolerances import LEAST_BODY_RATIO, LEAST_TEXT_RATIO
from brochure.base.wcag import contrast_of, hex_of, rgb_of
from brochure.content.model.brand import Colours
from brochure.content.yaml.source import Source

_PAPER = (255, 255, 255)


@dataclass(frozen=True)
class _Meeting:
    """A role that is drawn on another, or on paper, and by how much it must stand out there."""

    drawn: str
    ground: str
    wanted: float
    everywhere: bool = False


# As the shipped styles have it. A document may do without most of these: an alert, a callout.
_MEETINGS = (
    _Meeting("text", "", LEAST_BODY_RATIO, everywhere=True),
    _Meeting("ink", "", LEAST_BODY_RATIO, everywhere=True),
    _Meeting("river", "", LEAST_TEXT_RATIO),
    *(_Meeting(drawn, "mist", LEAST_BODY_RATIO) for drawn in ("text", "ink")),
    *(_Meeting(drawn, "cream", LEAST_BODY_RATIO) for drawn in ("text", "ink")),
    *(_Meeting("white", ground, LEAST_BODY_RATIO) for ground in ("ink", "clay")),
)


def check_contrast(source: Source, assets: Assets) -> Iterator[Finding]:
    """Tell each colour of the brand that does not stand apart, and a value that would do.

    It is an error where no document could be made with it: what has titles and words is printed in
    these everywhere, but for stylesheets of the project's own. Colours are taken as they are
    written, so that a wrong value elsewhere does not hide them.
    """
    colours = _colours_of(source)
    if colours is None:
        return
    palette = Palette({role: rgb_of(value) for role, value in colours.screen_values.items()})
    found = [(met, pale) for met in _MEETINGS if (pale := _pale(met, palette))]
    roles = [[role for role in (met.drawn, met.ground) if role] for met, _ in found]
    own = assets.folders("styles")[0].is_dir()
    for role, numbers in palette.blame([pale for _, pale in found], roles).items():
        met = [found[number] for number in numbers]
        sure = not own and any(m.everywhere and p.ratio < LEAST_TEXT_RATIO for m, p in met)
        told = _tell(role, [pale for _, pale in met], palette, source)
        yield replace(told, severity="error" if sure else "warning")


def _colours_of(source: Source) -> Colours | None:
    """Return the colours of the brand, or None where they are told to be wrong anyway."""
    brand = source.data.get("brand")
    try:
        return Colours.model_validate(brand.get("colours") if isinstance(brand, dict) else None)
    except ValidationError:
        return None


def _pale(met: _Meeting, palette: Palette) -> Pale | None:
    drawn, ground = palette.shown[met.drawn], palette.shown.get(met.ground, _PAPER)
    ratio = contrast_of(drawn, ground)
    return Pale(drawn, ground, ratio, met.wanted) if ratio < met.wanted else None


def _tell(role: str, pales: list[Pale], palette: Palette, source: Source) -> Finding:
    what = palette.tell(role, min(pales, key=lambda pale: pale.share))
    better, to = palette.mend(role, pales), palette.direction(role, pales[0])
    write = f'screen: "{hex_of(better)}" for {role}, or a {to} colour' if better else ""
    write = write or f"a {to} colour for {role}"
    remedy = f"Write {write}. A document in which they meet is refused."
    return source.finding("contrast.brand", ("brand", "colours", role), what, remedy)
