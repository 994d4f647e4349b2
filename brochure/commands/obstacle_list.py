"""What keeps documents from being released -> one list to work through, person by person."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from brochure.approval.obstacles import AUTHOR_PERSON, CLINIC, EDITOR, LIBRARIAN, Obstacle
from brochure.base.finding import pluralize

# Words and facts come first: whoever signs, signs them as they are then.
_ORDER = {EDITOR: 0, CLINIC: 1, LIBRARIAN: 2, AUTHOR_PERSON: 3}
_FEW = 3  # documents that are left out by name
Item = tuple[Obstacle, tuple[str, ...]]


def group_obstacles(obstacles: Sequence[Obstacle]) -> Mapping[str, Sequence[Item]]:
    """Return what is to be done by each person, each thing once with the documents it is for.

    Things stand in the order of their lines in content.
    """
    groups: dict[str, dict[tuple[str, str], list[Obstacle]]] = {}
    for one in obstacles:
        remedy = one.remedy.replace(one.document, "…")
        own = groups.setdefault(one.person, {})
        own.setdefault((f"{one.what} {one.where}", remedy), []).append(one)
    persons = sorted(groups, key=lambda person: _ORDER.get(person, len(_ORDER)))
    return {person: sorted(map(_item, groups[person].values()), key=_line) for person in persons}


def _item(same: Sequence[Obstacle]) -> Item:
    return same[0], tuple(dict.fromkeys(one.document for one in same))


def _line(item: Item) -> int:
    number = item[0].where.rpartition(":")[2]
    return int(number) if number.isdigit() else 0


def obstacle_lines(grouped: Mapping[str, Sequence[Item]], every: Collection[str]) -> Iterator[str]:
    """Give the list for reading. What mends several things is said once, before them.

    `every` names all documents that are kept back.
    """
    number = sum(len(items) for items in grouped.values())
    yield f"What is to be done first ({pluralize(number, 'thing')}), by person:"
    for person, items in grouped.items():
        yield ""
        yield person
        by_remedy: dict[str, list[Item]] = {}
        for item in items:
            by_remedy.setdefault(_remedy_for(*item), []).append(item)
        for remedy, alike in by_remedy.items():
            if remedy:
                yield f"  {remedy}"
            for one, documents in alike:
                where = f"{one.where}: " if one.where else ""
                yield f"  [ ] {where}{one.what}"
                yield f"      for {_name(documents, every)}"


def _name(documents: Sequence[str], every: Collection[str]) -> str:
    """Name documents, or those that are not among them, whichever is shorter."""
    others = [name for name in every if name not in documents]
    if len(every) > 1 and not others:
        return "all of them"
    if others and len(others) <= _FEW and len(others) < len(documents):
        return f"all but {', '.join(others)}"
    return ", ".join(documents)


def _remedy_for(one: Obstacle, documents: Sequence[str]) -> str:
    """Return the remedy; where it names one document of several, with all of them."""
    return one.remedy.replace(f"approve {one.document}", f"approve {' '.join(documents)}")
