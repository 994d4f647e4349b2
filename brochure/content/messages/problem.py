"""What an explanation is made of: a pydantic error with its place, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from brochure.base.plain_value import Plain
from brochure.content.messages.model_path import ModelPlace

_SHOWN_LETTERS = 40

WRONG_TYPE = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys of its own",
    "model_type": "keys of its own",
    "model_attributes_type": "keys of its own",
}


@dataclass(frozen=True)
class ValueProblem:
    """One pydantic error: type, value found, context, message, and where it stands.

    `others` holds the errors of all members if the value fits no member of a union. `meant` is the
    key that a misspelt one most likely stands for, and `lacking` says whether that key is missing.
    """

    type: str
    input: Plain
    context: Mapping[str, Any]
    message: str
    place: ModelPlace
    others: tuple["ValueProblem", ...] = ()
    meant: str = ""
    lacking: bool = False


@dataclass(frozen=True)
class Explanation:
    """The id of a finding, what is wrong, and how to mend it."""

    id: str
    what: str
    remedy: str


def type_name(value: object) -> str:
    """Name the YAML type of a value."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true or false"
    names: dict[type, str] = {str: "text", int: "a number", float: "a number", tuple: "a list"}
    return names.get(type(value), "keys of its own")


def shorten_value(value: object) -> str:
    """Return a value on one line, cut to 40 letters."""
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN_LETTERS else text[: _SHOWN_LETTERS - 1] + "…"


def join_with_or(words: tuple[str, ...]) -> str:
    """Return ``a, b or c``."""
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "a value"
