"""Calculator functions: what of PostScript a PDF may compute with (ISO 32000-1, 7.10.5)."""

import math
import operator
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeAlias

_Program: TypeAlias = "list[float | str | _Program]"
_Stack: TypeAlias = "list[float | _Program]"
_MOST_WORDS, _DEEPEST = 20_000, 32
_MOST_VALUES = 100  # on the stack (ISO 32000-1, 7.10.5.3)
_LARGEST = 2**31  # what is larger is no whole number any more (annex C)


def calculate(words: str, inputs: tuple[float, ...]) -> tuple[float, ...]:
    """Run a program, braces and all, on `inputs`. Raises ValueError if it cannot be followed."""
    program = _parse(words)
    stack: _Stack = [*inputs]
    try:
        _run(program, stack)
        return tuple(float(_as_number(value)) for value in stack)
    except (IndexError, KeyError, ArithmeticError, TypeError) as error:
        raise ValueError(f"a calculator function that cannot be followed: {error}") from error


@lru_cache(64)
def _parse(words: str) -> _Program:
    plain = " ".join(line.split("%")[0] for line in words.splitlines())
    tokens = plain.replace("{", " { ").replace("}", " } ").split()
    if len(tokens) > _MOST_WORDS:
        raise ValueError("a calculator function of too many words")
    if tokens[:1] != ["{"]:
        raise ValueError("a calculator function without braces")
    return _program(iter(tokens[1:]), 0)


def _program(tokens: Iterator[str], depth: int) -> _Program:
    if depth > _DEEPEST:
        raise ValueError("a calculator function that is too deep")
    program: _Program = []
    for token in tokens:
        if token == "}":
            return program
        if token == "{":
            program.append(_program(tokens, depth + 1))
        else:
            program.append(_number_or_word(token))
    raise ValueError("a calculator function that does not end")


def _number_or_word(token: str) -> float | str:
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            continue
    return token


def _run(program: _Program, stack: _Stack) -> None:
    for word in program:
        if not isinstance(word, str):
            stack.append(word)
        elif word == "if":
            then, asked = stack.pop(), stack.pop()
            if asked:
                _run(_as_program(then), stack)
        elif word == "ifelse":
            other, then, asked = stack.pop(), stack.pop(), stack.pop()
            _run(_as_program(then if asked else other), stack)
        elif word in _MOVES:
            _MOVES[word](stack)
        else:
            count, compute = _COMPUTES[word]
            taken = [stack.pop() for _ in range(count)][::-1]
            value = compute(*taken)
            is_whole = isinstance(value, int) and abs(value) < _LARGEST
            stack.append(value if is_whole else float(value))
        if len(stack) > _MOST_VALUES:
            raise IndexError("too many values")


def _as_number(value: "float | _Program") -> float:
    if isinstance(value, list):
        raise TypeError("a part of the program where a number is wanted")
    return value


def _as_program(value: "float | _Program") -> _Program:
    if not isinstance(value, list):
        raise TypeError("a number where a part of the program is wanted")
    return value


def _drop(stack: _Stack) -> None:
    stack.pop()


def _roll(stack: _Stack) -> None:
    by, count = int(_as_number(stack.pop())), int(_as_number(stack.pop()))
    if count:
        part = stack[-count:]
        by %= count
        stack[-count:] = part[-by:] + part[:-by] if by else part


def _copy(stack: _Stack) -> None:
    count = int(_as_number(stack.pop()))
    stack.extend(stack[-count:] if count else ())


def _index(stack: _Stack) -> None:
    stack.append(stack[-1 - int(_as_number(stack.pop()))])


def _swap(stack: _Stack) -> None:
    stack[-2:] = stack[:-3:-1]


def _shift(value: float, by: float) -> float:
    whole, by = int(value), min(max(int(by), -32), 32)
    return whole << by if by >= 0 else whole >> -by


def _power(base: float, exponent: float) -> float:
    return float(base) ** float(exponent)


def _inverse(value: float) -> float:
    return not value if isinstance(value, bool) else ~int(value)


def _whole_quotient(a: float, b: float) -> int:
    return int(int(a) / int(b))


def _nearest(value: float) -> int:
    return math.floor(value + 0.5)


def _sine(degrees: float) -> float:
    return math.sin(math.radians(degrees))


def _cosine(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def _angle(opposite: float, adjacent: float) -> float:
    return math.degrees(math.atan2(opposite, adjacent)) % 360


_MOVES: dict[str, Callable[[_Stack], None]] = {
    "pop": _drop,
    "dup": lambda stack: stack.append(stack[-1]),
    "exch": _swap,
    "copy": _copy,
    "index": _index,
    "roll": _roll,
}
_COMPUTES: dict[str, tuple[int, Callable[..., Any]]] = {
    "add": (2, operator.add),
    "sub": (2, operator.sub),
    "mul": (2, operator.mul),
    "div": (2, operator.truediv),
    "idiv": (2, _whole_quotient),
    "mod": (2, math.fmod),
    "neg": (1, operator.neg),
    "abs": (1, abs),
    "ceiling": (1, math.ceil),
    "floor": (1, math.floor),
    "round": (1, _nearest),
    "truncate": (1, math.trunc),
    "sqrt": (1, math.sqrt),
    "sin": (1, _sine),
    "cos": (1, _cosine),
    "atan": (2, _angle),
    "exp": (2, _power),
    "ln": (1, math.log),
    "log": (1, math.log10),
    "cvi": (1, int),
    "cvr": (1, float),
    "eq": (2, operator.eq),
    "ne": (2, operator.ne),
    "gt": (2, operator.gt),
    "ge": (2, operator.ge),
    "lt": (2, operator.lt),
    "le": (2, operator.le),
    "and": (2, operator.and_),
    "or": (2, operator.or_),
    "xor": (2, operator.xor),
    "not": (1, _inverse),
    "bitshift": (2, _shift),
    "true": (0, lambda: True),
    "false": (0, lambda: False),
}
