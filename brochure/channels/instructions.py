"""Instructions of content streams, as pikepdf reads and writes them (ISO 32000-1, 7.8.2)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Protocol, TypeAlias

from pikepdf import (
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Object,
    Operator,
    unparse_content_stream,
)

# pikepdf 10 gives numbers as those of Python; its types call each an Object.
Operand: TypeAlias = Object | Decimal | float


class Operands(Protocol):
    """What stands before an operator: pikepdf's own list keeps numbers as they were written."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Operand]: ...
    def __getitem__(self, at: int, /) -> Operand: ...


ReadInstruction: TypeAlias = ContentStreamInstruction | ContentStreamInlineImage
# One as it was read, or operands and their operator.
Instruction: TypeAlias = ReadInstruction | tuple[Operands, Operator]


def write_instructions(instructions: Sequence[Instruction]) -> bytes:
    """Return the content stream of some instructions."""
    untyped: Any = instructions  # it takes plain numbers too, which its types do not say
    return unparse_content_stream(untyped)
