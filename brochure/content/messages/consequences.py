"""What is wrong with values -> the same without what only follows from another of them."""

from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import replace

from brochure.base.finding import ContentPath
from brochure.base.suggest import nearest_word
from brochure.content.messages.problem import ValueProblem
from brochure.content.yaml.source import Source

_NEAR_ENOUGH = 0.6  # of a ratio of 1: a key for one that is missing


def drop_consequences(problems: Sequence[ValueProblem], source: Source) -> Iterator[ValueProblem]:
    """Give each problem that is a cause, with the key that was meant by one that is not known.

    A key that is missing is none, where it stands beside under another name, or is there and
    indented otherwise; nor is a list that is too short only because its entries are wrong.
    """
    return _drop_what_follows(_find_meant(_find_displaced(list(problems), source)))


def _find_displaced(problems: list[ValueProblem], source: Source) -> list[ValueProblem]:
    """Return problems with one for each key that is there, but further out or in than meant."""
    for lacking in [p for p in problems if p.type in ("missing", "value_error")]:
        parent, names = lacking.place.path, tuple(lacking.place.kind().fields())
        if lacking.type == "missing":
            parent, names = parent[:-1], (str(parent[-1]),)
        unfit = [p for p in problems if p is not lacking]
        found = _displaced_key(parent, names, unfit, source)
        if found is None:
            continue
        path, by = found
        below = [p for p in unfit if p.place.path[: len(path)] == path]
        spot = replace(below[0].place, path=path)
        cause = replace(below[0], type="displaced", context={"by": by}, place=spot)
        problems = [*(p for p in unfit if p not in below), cause]
    return problems


def _displaced_key(
    parent: ContentPath, names: Sequence[str], unfit: Sequence[ValueProblem], source: Source
) -> tuple[ContentPath, int] | None:
    """Return where one of `names` stands that belongs to `parent`, and how many blanks it lacks.

    It stands right below, in a part around it, or within one of its parts; and it fits nowhere.
    """
    whole = source.place(parent)
    if whole.path != parent or whole.written[:1] in ("{", "["):
        return None
    for problem in unfit:
        path = problem.place.path
        outer = next((n for n in range(len(path)) if path[: n + 1] != parent[: n + 1]), len(path))
        for at in (path[: outer + 1], path):
            within = at[: len(parent)] == parent and problem.type == "extra_forbidden"
            around = at[:-1] == parent[: len(at) - 1] and len(at) <= len(parent)
            if (
                not at
                or at[-1] not in names
                or not (within or around)
                or len(at) == len(parent) + 1
            ):
                continue
            key = source.place(at, key=True)
            by = whole.column - key.column
            if key.path == at and key.line > whole.line and by:
                return at, by
    return None


def _find_meant(problems: list[ValueProblem]) -> Iterator[ValueProblem]:
    """Give each key that is not known with the key that was meant.

    Where a key is missing beside it, it may be further off from that one: ``fone:`` is `phone`.
    """
    lacking: dict[ContentPath, list[str]] = {}
    for problem in problems:
        if problem.type == "missing":
            *around, name = problem.place.path
            lacking.setdefault(tuple(around), []).append(str(name))
    for problem in problems:
        if problem.type != "extra_forbidden":
            yield problem
            continue
        *around, key = problem.place.path
        missing = lacking.get(tuple(around), [])
        near = nearest_word(str(key), problem.place.siblings())
        meant = near or nearest_word(str(key), missing, _NEAR_ENOUGH)
        yield replace(problem, meant=meant, lacking=meant in missing)
        if meant in missing:
            missing.remove(meant)


def _drop_what_follows(problems: Iterable[ValueProblem]) -> Iterator[ValueProblem]:
    """Leave out what another finding says already.

    That is a missing key whose misspelling is reported, and a list that is too short only because
    pydantic does not count its invalid entries.
    """
    found = tuple(problems)
    misspelt = {(*m.place.path[:-1], m.meant) for m in found if m.meant}
    for problem in found:
        long_enough = (
            problem.type == "too_short" and _length(problem) >= problem.context["min_length"]
        )
        if not long_enough and (problem.type != "missing" or problem.place.path not in misspelt):
            yield problem


def _length(problem: ValueProblem) -> int:
    return len(problem.input) if isinstance(problem.input, Sized) else 0
