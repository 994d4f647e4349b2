"""What every kind of block has; each kind is a module of this folder."""

from collections.abc import Iterator
from typing import get_args

from brochure.content.model.wording import FieldValue, Part, Slug, id_of


class Block(Part):
    """One block of a section. Each kind names itself beside this: ``kind: Literal["…"]``."""

    id: Slug | None = None

    @classmethod
    def kind_name(cls) -> str:
        """Return what content calls this kind, as in ``kind: table``."""
        name: str = get_args(cls.model_fields["kind"].annotation)[0]
        return name

    def lists(self) -> Iterator[tuple[str, tuple[Part, ...]]]:
        """Give each list of entries that it holds, by name; `only:` may name entries by their ids.

        One read in parts may lack any of its fields.
        """
        values: dict[str, FieldValue] = vars(self)
        for name, value in values.items():
            listed = value if isinstance(value, tuple) else ()
            entries = tuple(part for part in listed if isinstance(part, Part))
            if entries:
                yield name, entries

    def ids(self) -> Iterator[str]:
        """Give its id, if it has one, and those of its entries."""
        entries = (part for _, listed in self.lists() for part in listed)
        yield from filter(None, map(id_of, (self, *entries)))
