"""What a part of content asks of every page beside its words: what is heard, filled in, found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asks:
    """What one part asks, by the names of its fields; a block kind says so beside its model.

    `heading` is wording that is a heading; one that stands `over_what` is none without it. What
    is `whole` stands on one page that has room for it.
    `beside` names two pieces of wording that stand side by side, such as a term and its meaning.
    Each entry of `numbered` gets a numeral before its title, each of `boxes` a box to tick;
    each list in `rows` is a row of ``cells``, which stands on one page; `ruled` is the wording
    beside lines to write on, of which ``lines`` tells how many. `sign` says which small sign is
    drawn, if one is. One picture is drawn in code from a part with `pictured`, the wording by
    which it is heard; ``said`` is the part's own. Wording in `narrow` columns may end in a line of
    one word. It is in secondary type if `secondary`, or if it is named in `secondary_fields`.
    """

    heading: str = ""
    over_what: str = ""
    whole: bool = False
    beside: tuple[str, str] | None = None
    numbered: str = ""
    rows: str = ""
    boxes: str = ""
    ruled: str = ""
    sign: str = ""
    pictured: tuple[str, ...] = ()
    narrow: bool = False
    secondary: bool = False
    secondary_fields: tuple[str, ...] = ()

    def fields(self) -> tuple[str, ...]:
        """Return the names of fields that it speaks of; numeral and ``said`` are no fields."""
        one = (self.heading, self.numbered, self.rows, self.boxes, self.ruled, self.sign)
        named = (*one, *(self.beside or ()), *self.pictured, *self.secondary_fields)
        return tuple(name for name in named if name and name not in ("numeral", "said"))


NOTHING = Asks()
