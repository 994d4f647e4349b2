"""Which tests are slow: those that build a document of a clinic, start a program or ask a judge.

``./dev test --quick`` leaves them out; ``./dev test`` runs every test, these first. No list has to
be kept: a test is slow if what it calls, by itself, by a fixture or by other functions of the
tests, reaches one of SLOW. What takes long for another reason is marked ``pytest.mark.slow``.
"""

import inspect
import subprocess
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from pebble import ProcessPool

from brochure.base.gate import Gate
from brochure.base.worker import Workers, run_in_workers
from brochure.build.build import build_documents, make_in_worker
from brochure.build.document import compose
from brochure.commands.access_files import judge_files
from brochure.commands.accessibility import judge_by_profile, judge_file
from brochure.mail.attachments import build_attachments

SLOW: tuple[object, ...] = (
    *(compose, build_documents, build_attachments, make_in_worker),
    *(subprocess, ProcessPool, run_in_workers, Workers, Gate),
    *(judge_file, judge_files, judge_by_profile),
)


def mark_slow(items: Iterable[pytest.Item]) -> None:
    """Give each slow test the marker ``slow``."""
    for item in items:
        if reaches_slow(_functions_of(item)):
            item.add_marker(pytest.mark.slow)


def reaches_slow(functions: Iterable[object]) -> bool:
    """Tell whether functions of the tests reach one of SLOW, by whatever way."""
    left, seen = list(functions), set[int]()
    while left:
        one = left.pop()
        if any(one is slow for slow in SLOW):
            return True
        if id(one) not in seen:
            seen.add(id(one))
            left.extend(_used_by(one))
    return False


def _functions_of(item: Any) -> Iterator[object]:
    """Give the function of a test, what Hypothesis took in, and those of its fixtures.

    The latter stand in a private part of pytest, and in no other.
    """
    yield item.function
    yield getattr(getattr(item.function, "hypothesis", None), "inner_test", None)
    for definitions in item._fixtureinfo.name2fixturedefs.values():
        yield definitions[-1].func


def _used_by(one: object) -> Iterator[object]:
    """Give what a function or class of the tests names; of all else, nothing."""
    if not str(getattr(one, "__module__", "")).startswith("tests."):
        return
    if inspect.isclass(one):
        yield from (each for each in vars(one).values() if inspect.isfunction(each))
    elif isinstance(one, FunctionType):
        names = {name for code in _codes_in(one.__code__) for name in code.co_names}
        named = [one.__globals__[name] for name in names if name in one.__globals__]
        yield from named
        for module in (each for each in named if isinstance(each, ModuleType)):
            yield from (vars(module)[name] for name in names if name in vars(module))


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    """Give the code of a function and of those that it defines inside."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes_in(constant)
