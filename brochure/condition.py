"""How press files will be printed: what content.yaml names -> an ICC profile and its names."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from brochure.assets import Assets, shipped
from brochure.errors import BrochureError
from brochure.finding import Finding
from brochure.mishap import did_you_mean
from brochure.model import Content
from brochure.yaml_source import Source

MOST_INK_PERCENT = 300  # of the sum of four inks: what sheetfed printers ask for
_BODY = "text"  # the role that styles/_base.css sets body type in
_MOST_BYTES = 8_000_000
_MOST_LETTERS = 48  # of a name: slug lines are no longer than the sheet is wide
_SUFFIXES = (".icc", ".icm")
_REGISTRY = "http://www.color.org"  # of the ICC: ISO 15930-7, 6.9.3


@dataclass(frozen=True)
class Condition:
    """How a sheet will be printed, and the profile that foresees its colours.

    `identifier` is its name in `registry`; a printer's own has no registry, and is named as its
    profile describes itself. Source: ISO 15930-7, 6.9.
    """

    identifier: str
    information: str
    profile: bytes
    registry: str = ""


@dataclass(frozen=True)
class _Published:
    file: str
    identifier: str
    information: str


PUBLISHED = {
    "gracol": _Published(
        "gracol.icc", "CGATS TR 006", "GRACoL 2006 coated, offset on coated paper, ISO 12647-2"
    ),
    "fogra39": _Published(
        "fogra39.icc", "FOGRA39", "Fogra39 coated, offset on coated paper, ISO 12647-2:2004"
    ),
}


def condition(choice: str, assets: Assets) -> Condition:
    """Return the condition that `choice` names: a published one, or a profile of the project.

    Raises BrochureError if there is none of this name, or the file is no profile for four inks.
    """
    known = PUBLISHED.get(choice)
    if known:
        profile = (shipped() / "profiles" / known.file).read_bytes()
        return Condition(known.identifier, known.information, profile, _REGISTRY)
    if not choice.lower().endswith(_SUFFIXES):
        raise BrochureError(
            f'there is no printing condition "{choice}"{did_you_mean(choice, PUBLISHED)}',
            hint=f"Write {', '.join(PUBLISHED)}, or the printer's profile: a file ending in .icc.",
        )
    profile, name = _own(choice, assets), Path(choice).name
    described = _described(profile)
    told = f"{described} ({name})" if described else f"the printer's profile {name}"
    return Condition(described or "Custom", told, profile)


def check_condition(source: Source, assets: Assets) -> tuple[Finding, ...]:
    """Return what is wrong with the printing condition that content names.

    Looks at the value as it is written, so that a wrong value elsewhere does not hide it.
    """
    press = cast("dict[str, object]", source.data).get("press")
    choice = cast("dict[str, object]", press).get("condition") if isinstance(press, dict) else None
    try:
        if isinstance(choice, str) and choice:
            condition(choice, assets)
    except BrochureError as error:
        where = ("press", "condition")
        return (source.finding("content.condition", where, error.message, error.hint),)
    return ()


def check_inks(content: Content, source: Source) -> Iterator[Finding]:
    """Find colours that hold too much ink, those that a screen value does not tell apart, and body
    type that is not black: mixed from several inks, it gets coloured edges.
    """
    first: dict[str, tuple[str, tuple[int, ...]]] = {}
    for role, colour in content.brand.colours:
        where = ("brand", "colours", role, "press")
        if sum(colour.press) > MOST_INK_PERCENT:
            what = f"{role} takes {sum(colour.press)} % of ink, more than paper can: 300 %"
            yield source.finding("content.ink", where, what, "Ask the printer for a lighter mix.")
        if role == _BODY and (any(colour.press[:3]) or not colour.press[3]):
            what = f"{role} is the colour of body type, and not printed in black ink alone"
            remedy = "Write press: [0, 0, 0, 100]: mixed from several inks, small type blurs."
            yield source.finding("content.ink", where, what, remedy)
        other, press = first.setdefault(colour.screen.upper(), (role, colour.press))
        if press != colour.press:
            what = f"{role} and {other} are one colour on screens, but two at the press"
            remedy = "Give both the same `press` value, or one of them another `screen` value."
            yield source.finding("content.ink", where, what, remedy)


def _own(name: str, assets: Assets) -> bytes:
    """Read a profile beside content.yaml. Raises BrochureError if it cannot serve."""
    path = (assets.project / name).resolve()
    ask = "Ask the printer for the ICC profile of their press, and keep it beside content.yaml."
    if not path.is_relative_to(assets.project.resolve()):
        raise BrochureError(f"{name} lies outside this project", hint=ask)
    if not path.is_file():
        raise BrochureError(f"{name} does not exist", hint="Check the name after `condition:`.")
    if path.stat().st_size > _MOST_BYTES:
        raise BrochureError(f"{name} is larger than {_MOST_BYTES // 1_000_000} MB", hint=ask)
    profile = path.read_bytes()
    fault = _fault(profile)
    if fault:
        raise BrochureError(f"{name} {fault}", hint=ask)
    return profile


def _described(profile: bytes) -> str:
    """Return what a profile calls itself, as far as a slug line can print it, or nothing."""
    colours: Any = import_module("PIL.ImageCms")  # late: content alone needs none of it
    try:
        described = str(colours.getProfileDescription(io.BytesIO(profile)))
    except (colours.PyCMSError, OSError):
        return ""
    plain = " ".join(described.split())
    return plain[:_MOST_LETTERS].rstrip() if plain.isascii() and plain.isprintable() else ""


def _fault(profile: bytes) -> str:
    """Say why a file is no profile to print four inks with. Source: ICC.1:2010, 7.2 and 7.3."""
    whole = len(profile) > 132 and int.from_bytes(profile[:4]) == len(profile)
    if profile[36:40] != b"acsp" or not whole or profile[8] > 4:
        return "is not a whole ICC profile"
    if profile[16:20] != b"CMYK":
        return "is not for the four inks of a press (CMYK)"
    tags = {profile[at : at + 4] for at in range(132, 132 + 12 * profile[131], 12)}
    if profile[12:16] != b"prtr" or not tags & {b"B2A0", b"B2A1"}:
        return "is not the profile of a printer"
    return ""
