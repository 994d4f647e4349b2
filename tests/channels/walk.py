"""Every object of a PDF, and every colour operator of its streams, found without our own code."""

from collections.abc import Iterator
from typing import Any

import pikepdf

COLOURS = {"rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "gs", "sh"}


def everything(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Give each object that the file holds, and what stands in it."""
    waiting: list[Any] = [*pdf.objects, pdf.trailer]
    while waiting:
        item = waiting.pop()
        yield item
        inner: list[Any] = []
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            inner = [value for _, value in item.items()]
        elif isinstance(item, pikepdf.Array):
            inner = list(item)
        waiting += [part for part in inner if not getattr(part, "is_indirect", False)]


def colour_operators(pdf: pikepdf.Pdf) -> Iterator[tuple[str, list[Any]]]:
    """Give each colour operator of pages, forms, patterns and drawn fonts, with its operands."""
    streams: list[Any] = list(pdf.pages)
    for item in pdf.objects:
        is_form = isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
        is_pattern = isinstance(item, pikepdf.Stream) and item.get("/PatternType") == 1
        if is_form or is_pattern:
            streams.append(item)
        elif isinstance(item, pikepdf.Dictionary) and "/CharProcs" in item:
            streams.extend(item.CharProcs.values())
    for stream in streams:
        for instruction in pikepdf.parse_content_stream(stream):
            if str(instruction.operator) in COLOURS:
                yield str(instruction.operator), list(instruction.operands)
