"""Rows to sign -> for each signer the lines to write on, and the fields that they become."""

from collections.abc import Iterator
from dataclasses import replace

from brochure.base.finding import ContentPath
from brochure.content.model.blocks.signatures import Signatures, Signer
from brochure.selection.passage import Passage
from brochure.selection.selected import AskedField, Selected, SelectedPart
from brochure.selection.selector import PartSelector
from brochure.selection.spoken_names import join_words


def select_signatures(selector: PartSelector, block: Signatures, path: ContentPath) -> SelectedPart:
    """Return the rows; where a column is marked as signed, each line has its label under it."""
    selector = replace(selector, role="secondary")
    if any(column.signed for column in block.columns):
        return SelectedPart("sign-off", {"id": block.id, "signers": _lines(selector, block, path)})
    selected = selector.part(block, path)
    labels = [column.passage_of("said") for column in selected.entries_of("columns")]
    rows = zip(block.signers, selected.entries_of("signers"), strict=True)
    signers = (
        replace(row, wanted=tuple(_cells(block, signer, row.passage_of("said"), labels)))
        for signer, row in rows
    )
    return replace(selected, parts={**selected.parts, "signers": tuple(signers)})


def _cells(
    block: Signatures, signer: Signer, role: Passage | None, labels: list[Passage | None]
) -> Iterator[AskedField]:
    """Give what one signer fills in under each column; the first is to be signed."""
    for number, (column, label) in enumerate(zip(block.columns, labels, strict=True), 1):
        assert role and label, "both are wording"
        words, key = join_words(role.text, label.text), column.id or f"column-{number}"
        kind = "text" if number > 1 else "signature"
        yield AskedField(kind, words, key, column.hint, signer.required, (role, label))


def _lines(
    selector: PartSelector, block: Signatures, path: ContentPath
) -> tuple[SelectedPart, ...]:
    """Select for each signer the lines to write on; the first says who it is."""
    rows: list[SelectedPart] = []
    for i, signer in enumerate(block.signers):
        role = selector.say(signer, (*path, "signers", i))
        cells: list[SelectedPart] = []
        wanted: list[AskedField] = []
        for n, column in enumerate(block.columns):
            cell = selector.part(column, (*path, "columns", n))
            label = cell.passage_of("said")
            assert label, "a column is wording"
            who: dict[str, Selected] = {} if cells else {"who": role}
            cells.append(SelectedPart("cell", {**who, **cell.parts}))
            kind, words = (
                "signature" if column.signed else "text",
                join_words(role.text, label.text),
            )
            key, beside = column.id or f"column-{n + 1}", (label,) if n else (role,)
            wanted.append(
                AskedField(kind, words, key, column.hint, signer.required, beside, label_under=True)
            )
        parts: dict[str, Selected] = {"id": signer.id, "cells": tuple(cells)}
        rows.append(SelectedPart("signer", parts, wanted=tuple(wanted)))
    return tuple(rows)
