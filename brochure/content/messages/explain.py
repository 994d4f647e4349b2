"""Pydantic's errors -> findings in plain words, each with its line and what to do about it."""

from collections.abc import Iterable, Iterator, Sized
from dataclasses import replace
from itertools import groupby
from typing import cast

from pydantic import BaseModel, ValidationError

from brochure.base.finding import ContentPath, Finding
from brochure.base.suggest import did_you_mean, nearest
from brochure.content.messages.model_path import follow
from brochure.content.messages.problem import WRONG_TYPE, Mishap
from brochure.content.messages.wording import say
from brochure.content.text.characters import WordingError
from brochure.content.yaml.source import Source

__all__ = ["did_you_mean", "explain"]


def explain(error: ValidationError, source: Source, model: type[BaseModel]) -> tuple[Finding, ...]:
    """Return every problem in `error` as a finding, sorted by line.

    Paths are those of the YAML: union labels are taken out, and a key that a validator made up (a
    bare string read as ``{text: …}``) is left off. A ValueError of our own validators reads
    ``what is wrong | what to do``; both are used as they are.
    """
    mishaps = [
        Mishap(e["type"], e["input"], e.get("ctx", {}), e["msg"], follow(model, e["loc"]))
        for e in error.errors(include_url=False)
    ]
    placed = [_where_it_is_mended(mishap) for mishap in _one_per_union(mishaps)]
    mended = _without_echoes(placed)
    found = dict.fromkeys(f for mishap in mended for f in _findings(mishap, source))
    return tuple(sorted(found, key=lambda f: (f.line, f.column, f.path)))


def _findings(mishap: Mishap, source: Source) -> Iterator[Finding]:
    """Give a mishap as one finding, or as many as one text has faults."""
    error = mishap.facts.get("error")
    if not isinstance(error, WordingError):
        yield _finding(mishap, source)
        return
    path = source.place(mishap.spot.path).path
    for fault in error.faults:
        place = source.inside(path, str(mishap.input), fault.at, fault.width)
        yield source.finding("content.wording", path, fault.what, fault.remedy, place=place)


def _finding(mishap: Mishap, source: Source) -> Finding:
    said = say(mishap, source)
    lacks_key = mishap.type in ("missing", "union_tag_not_found")
    path = mishap.spot.path if lacks_key else source.place(mishap.spot.path).path
    on_key = lacks_key or mishap.spot.on_key or mishap.type == "extra_forbidden"
    return source.finding(said.id, path, said.what, said.remedy, on_key=on_key)


def _where_it_is_mended(mishap: Mishap) -> Mishap:
    """Move a union's error to its `kind:`, and missing places of a fixed list to the list."""
    spot = mishap.spot
    key = _misspelt_tag(mishap)
    if key:
        spot = replace(spot, path=(*spot.path, key), parents=spot.kind().members())
        return replace(mishap, type="extra_forbidden", spot=spot)
    if mishap.type in ("union_tag_invalid", "union_tag_not_found"):
        return replace(mishap, spot=replace(spot, path=(*spot.path, spot.kind().tag or "kind")))
    if mishap.type == "missing" and spot.path and isinstance(spot.path[-1], int):
        up = replace(spot, path=spot.path[:-1], kinds=spot.parents)
        return replace(mishap, type="too_few", spot=up)
    return mishap


def _misspelt_tag(mishap: Mishap) -> str:
    """Return the key that was meant to be a union's `kind:`, or an empty string."""
    if mishap.type != "union_tag_not_found" or not isinstance(mishap.input, dict):
        return ""
    tag, members = mishap.spot.kind().tag, mishap.spot.kind().members()
    known = dict.fromkeys(name for member in members for name in member.fields())
    keys = (str(key) for key in cast("dict[str, object]", mishap.input))
    return next((key for key in keys if key not in known and nearest(key, known) == tag), "")


def _without_echoes(mishaps: list[Mishap]) -> Iterator[Mishap]:
    """Leave out what another finding says already.

    That is a missing key whose misspelling is reported, and a list that is too short only because
    pydantic does not count its invalid entries.
    """
    misspelt = {
        (*m.spot.path[:-1], nearest(str(m.spot.path[-1]), m.spot.siblings()))
        for m in mishaps
        if m.type == "extra_forbidden"
    }
    for mishap in mishaps:
        long_enough = mishap.type == "too_short" and _length(mishap) >= mishap.facts["min_length"]
        if not long_enough and (mishap.type != "missing" or mishap.spot.path not in misspelt):
            yield mishap


def _length(mishap: Mishap) -> int:
    return len(mishap.input) if isinstance(mishap.input, Sized) else 0


def _one_per_union(mishaps: list[Mishap]) -> Iterator[Mishap]:
    """Keep what fits the value: pydantic reports the errors of every member of a union."""
    tried: dict[ContentPath, list[Mishap]] = {}
    for mishap in mishaps:
        if mishap.spot.union is None:
            yield mishap
        else:
            tried.setdefault(mishap.spot.union, []).append(mishap)
    for path, group in tried.items():
        yield from _best_member(path, group)


def _best_member(path: ContentPath, group: list[Mishap]) -> Iterable[Mishap]:
    """Return the errors of the member that the writer most likely meant.

    A number where text would do wants quotes. Members of another type than the value are out.
    Single words that fit none become one error that lists them all.
    """
    for mishap in group:
        if mishap.type == "string_type" and isinstance(mishap.input, bool | int | float):
            return [mishap]
    members = [tuple(run) for _, run in groupby(group, key=lambda m: m.spot.label)]
    same_type = [m for m in members if not _is_of_another_type(m[0]) or m[0].spot.path != path]
    members = same_type or members
    if len(members) > 1 and all(m[0].spot.path == path for m in members):
        others = tuple(m[0] for m in members)
        return [replace(others[0], type="none_fits", others=others)]
    return min(members, key=len)


def _is_of_another_type(mishap: Mishap) -> bool:
    no_word = mishap.type == "literal_error" and not isinstance(mishap.input, str)
    return no_word or mishap.type in WRONG_TYPE
