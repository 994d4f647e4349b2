"""The changes that a mutant can have: each puts something plausible but wrong into one place.

Wording is left alone, as tests compare messages by their sense, and so is what types alone read.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip
CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Mutation:
    """Another text for the bytes from `start` to `end` of a source; `line` counts from 1."""

    line: int
    start: int
    end: int
    before: str
    after: str

    def apply(self, source: str) -> str:
        """Return the source with this change in it."""
        raw = source.encode()
        return (raw[: self.start] + self.after.encode() + raw[self.end :]).decode()


def find_mutations(source: str) -> tuple[Mutation, ...]:
    """Return every change that can be made to a source, in the order of its lines."""
    raw, begins = source.encode(), [0]
    for line in source.encode().splitlines(keepends=True):
        begins.append(begins[-1] + len(line))
    found = set[Mutation]()
    for node, after in _walk(ast.parse(source)):
        start = begins[node.lineno - 1] + node.col_offset
        end = begins[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        found.add(Mutation(node.lineno, start, end, raw[start:end].decode(), after))
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.after)))


def _walk(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Give each place that can be changed, and its other text."""
    if isinstance(node, ast.expr):
        yield from ((node, f"({text})") for text in _others_of_expression(node))
    elif isinstance(node, ast.stmt):
        yield from _others_of_statement(node)
    elif isinstance(node, ast.comprehension):
        yield from ((test, "True") for test in node.ifs)
    if isinstance(node, ast.JoinedStr):
        return  # its parts have no place of their own that could be replaced
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns", "decorator_list", "type_params", "bases"):
            for child in value if isinstance(value, list) else (value,):  # pyright: ignore
                if isinstance(child, ast.AST):
                    yield from _walk(child)


def _others_of_expression(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Compare(left, [operator], [right]) if type(operator) in COMPARED:
            yield ast.unparse(ast.Compare(left, [COMPARED[type(operator)]()], [right]))
        case ast.BoolOp(operator, values):
            other = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield ast.unparse(ast.BoolOp(other, values))
        case ast.BinOp(left, operator, right) if type(operator) in COUNTED:
            yield ast.unparse(ast.BinOp(left, COUNTED[type(operator)](), right))
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield ast.unparse(operand)
        case ast.Constant(bool(value)):
            yield str(not value)
        case ast.Constant(int(value) | float(value)):
            yield repr(value + 1)
        case ast.IfExp(test, body, orelse):
            yield ast.unparse(ast.IfExp(test, orelse, body))
        case ast.Call(ast.Name(name), arguments, keywords) if name in CALLED:
            yield ast.unparse(ast.Call(ast.Name(CALLED[name]), arguments, keywords))
        case _:
            return


def _others_of_statement(node: ast.stmt) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    match node:
        case ast.If(test) | ast.While(test):
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.Return(ast.expr() as value) if not isinstance(value, ast.Constant):
            yield value, "None"
        case ast.Expr(ast.Yield() | ast.YieldFrom() | ast.Call()):
            yield node, "pass" if isinstance(node.value, ast.Call) else "yield from ()"
        case ast.Continue():
            yield node, "break"
        case ast.Break():
            yield node, "continue"
        case _:
            return
