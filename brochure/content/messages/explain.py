"""Pydantic's errors -> findings in plain words, each with its line and what to do about it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from pydantic import BaseModel, ValidationError

from brochure.base.finding import ContentPath, Finding
from brochure.base.suggest import did_you_mean, nearest_word
from brochure.content.messages.consequences import drop_consequences
from brochure.content.messages.model_path import follow_path
from brochure.content.messages.problem import WRONG_TYPE, ValueProblem
from brochure.content.messages.wording import explain_problem
from brochure.content.model.part_error import PartError
from brochure.content.text.characters import WordingError
from brochure.content.yaml.source import Source

__all__ = ["did_you_mean", "explain_errors"]

_NO_WHOLE_NUMBER = ("int_type", "int_parsing", "int_from_float", "finite_number")


def explain_errors(
    error: ValidationError, source: Source, model: type[BaseModel]
) -> tuple[Finding, ...]:
    """Return every problem in `error` as a finding, sorted by line.

    Paths are those of the YAML: union labels are taken out, and a key that a validator made up (a
    bare string read as ``{text: …}``) is left off. A ValueError of our own validators reads
    ``what is wrong | what to do``; both are used as they are.
    """
    problems = [
        ValueProblem(
            e["type"], e["input"], e.get("ctx", {}), e["msg"], follow_path(model, e["loc"])
        )
        for e in error.errors(include_url=False)
    ]
    placed = [_move_to_cause(problem) for problem in _keep_one_per_union(problems)]
    mended = drop_consequences(placed, source)
    found = dict.fromkeys(f for problem in mended for f in _findings(problem, source))
    return tuple(sorted(found, key=lambda f: (f.place.line, f.place.column, f.place.path)))


def _findings(problem: ValueProblem, source: Source) -> Iterator[Finding]:
    """Give a problem as one finding, or as many as one text has faults."""
    error = problem.context.get("error")
    if isinstance(error, PartError):
        for fault in error.faults:
            path = source.place((*problem.place.path, *fault.below)).path
            yield source.finding("content.value", path, fault.what, fault.remedy)
        return
    if not isinstance(error, WordingError):
        yield _finding(problem, source)
        return
    path = source.place(problem.place.path).path
    for fault in error.faults:
        place = source.inside(path, str(problem.input), fault.at, fault.width)
        yield source.finding("content.wording", path, fault.what, fault.remedy, place=place)


def _finding(problem: ValueProblem, source: Source) -> Finding:
    explanation = explain_problem(problem, source)
    lacks_key = problem.type in ("missing", "union_tag_not_found")
    path = problem.place.path if lacks_key else source.place(problem.place.path).path
    on_key = lacks_key or problem.place.on_key or problem.type in ("extra_forbidden", "displaced")
    return source.finding(explanation.id, path, explanation.what, explanation.remedy, on_key=on_key)


def _move_to_cause(problem: ValueProblem) -> ValueProblem:
    """Move a union's error to its `kind:`, and missing places of a fixed list to the list."""
    spot = problem.place
    key = _misspelt_tag(problem)
    if key:
        spot = replace(spot, path=(*spot.path, key), parents=spot.kind().members())
        return replace(problem, type="extra_forbidden", place=spot)
    if problem.type in ("union_tag_invalid", "union_tag_not_found"):
        return replace(problem, place=replace(spot, path=(*spot.path, spot.kind().tag or "kind")))
    if problem.type == "missing" and spot.path and isinstance(spot.path[-1], int):
        up = replace(spot, path=spot.path[:-1], kinds=spot.parents)
        return replace(problem, type="too_few", place=up)
    return problem


def _misspelt_tag(problem: ValueProblem) -> str:
    """Return the key that was meant to be a union's `kind:`, or an empty string."""
    if problem.type != "union_tag_not_found" or not isinstance(problem.input, dict):
        return ""
    tag, members = problem.place.kind().tag, problem.place.kind().members()
    known = dict.fromkeys(name for member in members for name in member.fields())
    keys = (str(key) for key in problem.input)
    return next((key for key in keys if key not in known and nearest_word(key, known) == tag), "")


def _keep_one_per_union(problems: list[ValueProblem]) -> Iterator[ValueProblem]:
    """Keep what fits the value: pydantic reports the errors of every member of a union."""
    tried: dict[ContentPath, list[ValueProblem]] = {}
    for problem in problems:
        if problem.place.union is None:
            yield problem
        else:
            tried.setdefault(problem.place.union, []).append(problem)
    for path, group in tried.items():
        yield from _best_member(path, group)


def _best_member(path: ContentPath, group: list[ValueProblem]) -> Iterable[ValueProblem]:
    """Return the errors of the member that the writer most likely meant.

    A number where text would do wants quotes; what reads as a number is meant as one. Members of
    another type than the value are out. Single words that fit none become one error that lists them
    all.
    """
    for problem in group:
        if problem.type == "string_type" and isinstance(problem.input, bool | int | float):
            return [problem]
        if problem.type in _NO_WHOLE_NUMBER and _reads_as_number(problem.input):
            return [problem]
    members = [tuple(run) for _, run in groupby(group, key=lambda m: m.place.label)]
    same_type = [m for m in members if not _is_of_another_type(m[0]) or m[0].place.path != path]
    members = same_type or members
    if len(members) > 1 and all(m[0].place.path == path for m in members):
        others = tuple(m[0] for m in members)
        return [replace(others[0], type="none_fits", others=others)]
    return min(members, key=len)


def _reads_as_number(value: object) -> bool:
    """Say whether a value is a number, or would be one without quotes; YAML writes ``.inf``."""
    try:
        float(str(value).removeprefix("."))
    except ValueError:
        return False
    return True


def _is_of_another_type(problem: ValueProblem) -> bool:
    no_word = problem.type == "literal_error" and not isinstance(problem.input, str)
    may_be_number = problem.type in _NO_WHOLE_NUMBER and isinstance(problem.input, str)
    return no_word or (problem.type in WRONG_TYPE and not may_be_number)
