"""The id of a locked statement -> the statement in its place."""

from dataclasses import replace

from brochure.selection.selected import SelectedPart
from brochure.selection.selector import PartSelector


def select_statement(selector: PartSelector, id: str) -> SelectedPart:
    """Return the statement of this id; there is one."""
    statements = enumerate(selector.content.statements)
    index, statement = next((i, s) for i, s in statements if s.id == id)
    return replace(selector.part(statement, ("statements", index)), kind="statement")
