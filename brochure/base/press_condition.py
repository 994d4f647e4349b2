"""How press files will be printed: what content.yaml names -> an ICC profile and its names."""

import io
from dataclasses import dataclass
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.base.files.project import Assets, shipped_folder, shorten_name
from brochure.base.suggest import did_you_mean

MOST_INK_PERCENT = 300  # of the sum of four inks: what sheetfed printers ask for
_MOST_BYTES = 8_000_000
_MOST_TAGS = 100  # LittleCMS reads no profile that holds more
_MOST_LETTERS = 48  # of a name: slug lines are no longer than the sheet is wide
_ASK = "Ask the printer for the ICC profile of their press, and keep it beside content.yaml."
_SUFFIXES = (".icc", ".icm")
_REGISTRY = "http://www.color.org"  # of the ICC: ISO 15930-7, 6.9.3


@dataclass(frozen=True)
class PrintingCondition:
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


def find_condition(choice: str, assets: Assets) -> PrintingCondition:
    """Return the condition that `choice` names: a published one, or a profile of the project.

    Raises BrochureError if there is none of this name, or the file is no profile for four inks.
    """
    known = PUBLISHED.get(choice)
    if known:
        profile = (shipped_folder() / "profiles" / known.file).read_bytes()
        return PrintingCondition(known.identifier, known.information, profile, _REGISTRY)
    return read_profile(profile_bytes(choice, assets), choice)


def profile_bytes(name: str, assets: Assets) -> bytes:
    """Return what lies beside content.yaml as a profile, be it one or not.

    Raises BrochureError if no profile is so named, or it is not there, or outside the project.
    """
    shown = shorten_name(name)
    if not name.lower().endswith(_SUFFIXES):
        raise BrochureError(
            f'there is no printing condition "{shown}"{did_you_mean(name, PUBLISHED)}',
            hint=f"Write {', '.join(PUBLISHED)}, or the printer's profile: a file ending in .icc.",
        )
    check = "Check the name after `condition:`."
    try:
        path = (assets.project / name).resolve()
        if not path.is_relative_to(assets.project.resolve()):
            raise BrochureError(f"{shown} lies outside this project", hint=_ASK)
        if not path.is_file():
            raise BrochureError(f"{shown} does not exist", hint=check)
        return assets.take(path, name, _MOST_BYTES)
    except (OSError, ValueError, RuntimeError) as error:  # too long, a null byte, a link loop
        why = getattr(error, "strerror", None) or "its name cannot be one"
        raise BrochureError(f"{shown} cannot be read ({why})", hint=check) from error


def read_profile(profile: bytes, name: str) -> PrintingCondition:
    """Return the condition of a printer's own profile. Raises BrochureError if it cannot serve."""
    if fault := _fault(profile):
        raise BrochureError(f"{shorten_name(name)} {fault}", hint=_ASK)
    shown, described = shorten_name(Path(name).name), _describe(profile)
    information = f"{described} ({shown})" if described else f"the printer's profile {shown}"
    return PrintingCondition(described or "Custom", information, profile)


def _describe(profile: bytes) -> str:
    """Return what a profile calls itself, as far as a slug line can print it, or nothing."""
    from PIL import ImageCms  # late: content alone needs none of it

    try:
        described = ImageCms.getProfileDescription(io.BytesIO(profile))
    except (ImageCms.PyCMSError, OSError):
        return ""
    plain = " ".join(described.split())
    return plain[:_MOST_LETTERS].rstrip() if plain.isascii() and plain.isprintable() else ""


def _fault(profile: bytes) -> str:
    """Say why a file is no profile to print four inks with. Source: ICC.1:2010, 7.2 and 7.3."""
    if len(profile) > _MOST_BYTES:
        return f"is larger than {_MOST_BYTES // 1_000_000} MB"
    whole = len(profile) > 132 and int.from_bytes(profile[:4]) == len(profile)
    count = int.from_bytes(profile[128:132])
    if profile[36:40] != b"acsp" or not whole or profile[8] > 4 or count > _MOST_TAGS:
        return "is not a whole ICC profile"
    if profile[16:20] != b"CMYK":
        return "is not for the four inks of a press (CMYK)"
    tags = {profile[at : at + 4] for at in range(132, 132 + 12 * count, 12)}
    if profile[12:16] != b"prtr" or not tags & {b"B2A0", b"B2A1"}:
        return "is not the profile of a printer"
    return ""
