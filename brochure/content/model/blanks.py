"""Blocks that someone fills in, with a pen or on screen: ruled lines, and rows to sign."""

from typing import Literal

from pydantic import Field

from brochure.content.model.wording import Line, Part, Slug, Wording


class Blank(Part):
    """What only the clinic or the patient knows: a label, and ruled lines to write on.

    On screen it is a field to type in. `hint` tells those who hear the field what belongs there, or
    how it is written; it is never printed.
    """

    kind: Literal["blank"]
    id: Slug | None = None
    label: Wording | None = None
    lines: int = Field(default=1, ge=1, le=24)
    hint: Line | None = None
    required: bool = False


class Column(Wording):
    """What one column of a signature row asks for; `hint` as for a blank.

    `signed` marks the column that holds the signature. Where one is marked, each line to write on
    has its label under it, and the first says who signs; else the first column is signed.
    """

    id: Slug | None = None
    hint: Line | None = None
    signed: bool = False


class Signer(Wording):
    """Who signs. Where `required` is true, no field of the row may stay empty on screen."""

    id: Slug | None = None
    required: bool = False


class Signatures(Part):
    """A row for each signer: who it is and the signature under the first column, fields to type in
    under the others."""

    kind: Literal["signatures"]
    id: Slug | None = None
    columns: tuple[Column, ...] = Field(min_length=2, max_length=4)
    signers: tuple[Signer, ...] = Field(min_length=1, max_length=4)
