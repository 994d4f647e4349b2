"""How to mend what a proof found: in content first, and in templates only where these are own ones.

With the templates and styles of the program, what is wrong on a page comes from content, or is a
fault of ours; nobody at a front desk should look for it in a template.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from brochure.base.files.project import Assets
from brochure.base.finding import Cause, Finding

_OF_FILES = re.compile(r"template|stylesheet|@page|\bdata-|\bqr filter|styles/")
_LESS = "Cut words there, or move a section to where there is room."
_SMALLER = "Use a smaller figure or picture there, or cut words."
_SHORTER = "Use a shorter form of it."
_FAULT = (
    "Undo the last change to the words or pictures there. If that is no help, it is a fault of the"
    " program: report it with these lines."
)
# What mends a finding in content, by its id.
IN_CONTENT = {
    "words.missing": _LESS,
    "words.twice": "Place it once: see which lines of this edition name it.",
    "words.extra": "Look for words in a drawing there: turn them into paths, and write them in"
    " content.yaml.",
    "words.run-together": "Write a space between the two.",
    "words.torn": "Write it without the space, or shorten it.",
    "words.ground": "Shorten it, or what stands above it.",
    "words.overlap": _LESS,
    "fit.unsafe": "Shorten the text there.",
    "facts.owed": "Name the fact in braces in wording that this edition places, or take it out of"
    " what the edition owes.",
    "margins.printed": _SMALLER,
    "pages.count": "Cut words, or move some to another document.",
    "pages.box": "Shorten what stands in the box.",
    "type.too-small": "Cut words, so that there is room for larger type.",
    "fonts.foreign": "Turn the words of a drawing into paths.",
    "fonts.not-embedded": "Turn the words of a drawing into paths.",
    "things.outside": _SMALLER,
    "things.hidden": "Use a drawing in colours that differ from the ground, or other"
    " brand.colours.",
    "things.small": "Use a figure that is not so wide or so high.",
    "things.piled": _LESS,
    "things.unsafe": _SMALLER,
    "things.code": "Give it a shorter address: its code has fewer and larger dots.",
    "things.link": "Write the link as [words](https://…), once.",
    "pictures.outside": _SMALLER,
    "pictures.hidden": _SMALLER,
    "access.figure": "Say what the figure shows after its `alt:`.",
    "g.rich-black-text": "Print this colour in black ink alone, as press: [0, 0, 0, 100].",
    "g.image-resolution": "Take a larger file.",
    "g.image-resolution-low": "Take a larger file.",
    "g.courier": "Turn the words of a drawing into paths.",
    "x.fonts-embedded": "Turn the words of a drawing into paths.",
    "own.safe-zone": _SMALLER,
    "own.bleed-filled": "Draw the figure so that it runs 1/8 in (9 pt) past the edge.",
    "own.hairline": "Draw the lines of the figure at least 0.25 pt wide.",
    "own.small-text": "Cut words, so that there is room for larger type.",
    "engine.warning": "Correct the figure that it names.",
}

# What own templates have forgotten: the panel has room, and to cut other words is no help.
_FORGOTTEN = ("words.missing",)


def suit_remedies(findings: Iterable[Finding], assets: Assets) -> tuple[Finding, ...]:
    """Return findings of one document, each with what mends it in this project."""
    own = has_own_files(assets)
    return tuple(_suit(found, own) for found in findings)


def has_own_files(assets: Assets) -> bool:
    """Say whether a project has templates or styles of its own."""
    return any((assets.project / folder).is_dir() for folder in ("templates", "styles"))


def _suit(found: Finding, own: bool) -> Finding:
    cause: Cause | None = found.cause
    if cause:
        remedy = _remedy(cause.id, cause.remedy, cause.place.path, own)
        cause = replace(cause, remedy=remedy)
    remedy = _remedy(found.id, found.remedy, found.place.path, own)
    return replace(found, remedy=remedy, cause=cause)


def _remedy(id: str, remedy: str, path: str, own: bool) -> str:
    if not _OF_FILES.search(remedy):
        return remedy
    content = _SHORTER if path.startswith("clinic.") else IN_CONTENT.get(id, "")
    if not own:
        return content or _FAULT
    if id in _FORGOTTEN:
        return remedy
    return f"{content} Or, in templates and styles of your own: {remedy}" if content else remedy
