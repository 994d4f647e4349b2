"""What one part of content.yaml says of another: every name must lead somewhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from brochure.base.editions import list_editions
from brochure.base.finding import ContentPath, Finding
from brochure.base.suggest import did_you_mean, nearest_word
from brochure.content.checks.approval_names import check_approval_names
from brochure.content.checks.fact_names import check_fact_names
from brochure.content.checks.source_names import check_source_names
from brochure.content.model.blocks.publishers import Publishers
from brochure.content.model.blocks.sources import Sources
from brochure.content.model.blocks.statement import StatementRef
from brochure.content.model.content import Content, Place, Placement, Section
from brochure.content.model.wording import Part, id_of
from brochure.content.partial import PartialContent
from brochure.content.yaml.source import Source

LEFT_OUT = "-left-out"  # how the ids end of what a document owes and does not carry
_BRING_BACK = "Bring it back, name another, or delete this line."
_MAY_HAVE_GONE = ("there is no section", "there is no statement")
_NONE = "Delete it: there is none to name."
_ADD_IT = {
    "field": "Every edition carries it: add it to one of its panels.",
    "statement": "Add it to one of its panels, or name what the edition owes: `owes: {statements:"
    " […]}`.",
}


def check_references(known: PartialContent, source: Source) -> tuple[Finding, ...]:
    """Return every name that is used twice or leads nowhere, and all that an edition leaves out.

    Where content could not be read whole, only what is sure is said.
    """
    checker = _Checker(known.content, source, known.whole, known.unsure)
    return (
        *checker.unique_ids(),
        *checker.editions(),
        *check_fact_names(known, source),
        *check_source_names(known, source),
        *check_approval_names(known, source),
    )


@dataclass(frozen=True)
class _Checker:
    content: Content
    source: Source
    whole: bool
    unsure: frozenset[str]

    def unique_ids(self) -> Iterator[Finding]:
        content = self.content
        yield from self._unique("statements", content.statements, ("statements",))
        yield from self._unique("sections", content.sections, ("sections",))
        yield from self._unique("sheets", content.sheets, ("sheets",))
        yield from self._unique("facts", content.facts, ("facts",))
        yield from self._unique("sources", content.sources, ("sources",))
        for i, sheet in enumerate(content.sheets):
            yield from self._unique("the fields of a sheet", sheet.fields, ("sheets", i, "fields"))
            sections = [s.id for s in self.content.sections]
            for n, id in enumerate(sheet.shared):
                where = ("sheets", i, "shared")
                yield from self._check_known("section", id, sections, where, n)
            for f, section in enumerate(sheet.fields):
                yield from self._section(section, ("sheets", i, "fields", f))
        for i, section in enumerate(content.sections):
            yield from self._section(section, ("sections", i))
        controls = [(p.id, ("editions", name, "id")) for name, p in content.editions.items()]
        yield from self._report_twice("editions", controls)

    def _section(self, section: Section, path: ContentPath) -> Iterator[Finding]:
        """Check the ids inside one section, and the statements it names."""
        yield from self._report_twice("one section", _inner_ids(section, path))
        known = [s.id for s in self.content.statements]
        for b, block in enumerate(section.blocks):
            if isinstance(block, StatementRef):
                where = (*path, "blocks", b)
                yield from self._check_known("statement", block.id, known, where, "id")

    def _unique(self, what: str, parts: Sequence[Part], path: ContentPath) -> Iterator[Finding]:
        yield from self._report_twice(
            what, [(id_of(p), (*path, i, "id")) for i, p in enumerate(parts)]
        )

    def _report_twice(self, what: str, ids: Iterable[tuple[str, ContentPath]]) -> Iterator[Finding]:
        for id, path, line in self._repeated(ids):
            problem = f'the id "{id}" is used twice in {what} (first on line {line})'
            remedy = "Give each one an id of its own."
            yield self.source.finding("content.duplicate-id", path, problem, remedy)

    def _repeated(
        self, ids: Iterable[tuple[str, ContentPath]]
    ) -> Iterator[tuple[str, ContentPath, int]]:
        """Give each id that came before, its path, and the line where it came first."""
        first: dict[str, ContentPath] = {}
        for id, path in ids:
            if id in first and id:
                yield id, path, self.source.place(first[id]).line
            first.setdefault(id, path)

    def _report_unknown(
        self, what: str, name: str, known: Iterable[str], path: ContentPath, on_key: bool = False
    ) -> Finding:
        names = tuple(dict.fromkeys(known))
        near = nearest_word(name, names)
        remedy = f"Known: {', '.join(names)}." if names else _NONE
        if names and what in _MAY_HAVE_GONE:
            remedy = f"{_BRING_BACK} {remedy}"
        if near:
            remedy = f"Write {near}."
        problem = f'{what} "{name}"{did_you_mean(name, names)}'
        path = self.source.place(path).path
        return self.source.finding("content.unknown-name", path, problem, remedy, on_key=on_key)

    @cached_property
    def _of_lost_sheets(self) -> Mapping[str, str]:
        """The editions that are made from a sheet which is not there, each with its sheet."""
        sheets = {sheet.id for sheet in self.content.sheets}
        wanted = ((name, placed.sheet or "") for name, placed in self.content.editions.items())
        return {
            name: sheet
            for name, sheet in wanted
            if sheet and sheet not in sheets and name in {e.name for e in list_editions([sheet])}
        }

    def _lost_sheets(self) -> Iterator[Finding]:
        """Find sheets that are not there, each once, and not what only follows from it."""
        known = [sheet.id for sheet in self.content.sheets]
        for lost in dict.fromkeys(self._of_lost_sheets.values()):
            made = [name for name, sheet in self._of_lost_sheets.items() if sheet == lost]
            near = nearest_word(lost, known)
            remedy = f"Bring it back under `sheets:`, or delete the editions: {', '.join(made)}."
            if near:
                line = self.source.place(("sheets", known.index(near), "id")).line
                remedy = f"Write `id: {lost}` in line {line}, or {near} wherever it says {lost}."
            what = f'there is no sheet "{lost}"{did_you_mean(lost, known)}'
            yield self.source.finding("content.sheet", ("editions", made[0], "sheet"), what, remedy)

    def editions(self) -> Iterator[Finding]:
        if "sheet" in self.unsure:
            return
        yield from self._lost_sheets()
        sheets = [s.id for s in self.content.sheets]
        known = {e.name: e for e in list_editions(sheets)}
        sheet_of = {e.name: s for s in sheets for e in list_editions([s]) if e.needs_sheet}
        for name, placement in self.content.editions.items():
            at: ContentPath = ("editions", name)
            if name not in known and name not in self._of_lost_sheets:
                yield self._report_unknown("there is no edition", name, known, at, on_key=True)
            if name not in known:
                continue
            sheet = sheet_of.get(name, "")
            yield from self._sheet(placement, sheet, at)
            for panel in placement.panels:
                if panel not in known[name].panels:
                    where = (*at, "panels", panel)
                    what = f"{name} has no panel"
                    yield self._report_unknown(what, panel, known[name].panels, where, on_key=True)
            yield from self._places(placement, sheet, at)

    def _sheet(self, placement: Placement, sheet: str, at: ContentPath) -> Iterator[Finding]:
        """Check that an edition names the sheet it is made from, and no other."""
        named, where = placement.sheet or "", (*at, "sheet")
        if named == sheet:
            return
        if not sheet:
            what, remedy = "this edition cannot hold a sheet", "Delete the line `sheet:`."
        elif not named:
            where, what, remedy = at, "this edition names no sheet", f"Add `sheet: {sheet}`."
        else:
            known = [s.id for s in self.content.sheets]
            no_such = f'there is no sheet "{named}"{did_you_mean(named, known)}'
            wrong = f'this edition is made from the sheet "{sheet}", not "{named}"'
            what, remedy = wrong if named in known else no_such, f"Write {sheet}."
        yield self.source.finding(
            "content.sheet", where, what, remedy, on_key=not (sheet and named)
        )

    def _places(self, placement: Placement, sheet: str, at: ContentPath) -> Iterator[Finding]:
        """Follow every name in an edition's panels. A misspelt name counts as the nearest one."""
        made_from = next((s for s in self.content.sheets if s.id == sheet), None)
        own = made_from.fields if made_from else ()
        wanted = [*(f.id for f in own), *(made_from.shared if made_from else ())]
        sections = {s.id: s for s in (*self.content.sections, *own)}
        statements = [s.id for s in self.content.statements]
        placed: list[str] = []
        fields: list[tuple[str, ContentPath]] = []
        for path, place in _every_place(placement, at):
            yield from self._size(place, sections, path)
            if place.statement is not None:
                yield from self._check_known("statement", place.statement, statements, path)
                placed.append(nearest_word(place.statement, statements))
                continue
            name = str(place.section)
            if name in statements and name not in sections and "section" not in self.unsure:
                what, remedy = f'"{name}" is a statement', f"Write {{statement: {name}}}."
                at_name = self.source.place((*path, "section")).path
                yield self.source.finding("content.unknown-name", at_name, what, remedy)
                placed.append(name)
                continue
            yield from self._check_known("section", name, sections, path)
            section = sections.get(name) or sections.get(nearest_word(name, sections))
            if section is None:
                continue
            yield from self._only(place, section, path)
            blocks = [block for _, block in place.blocks_of(section)]
            refs = (b.id for b in blocks if isinstance(b, StatementRef))
            placed.extend(nearest_word(id, statements) for id in refs)
            if section.id in wanted and place.whole:
                fields.append((section.id, path))
        if (placement.sheet or "") == sheet:  # else it is not known what is owed
            owed = [id for id in self.content.owed_by(str(at[1]))[0] if id in statements]
            yield from self._left_out("statement", owed, placed, at)
        yield from self._left_out("field", wanted, [f for f, _ in fields], at)
        for id, path, line in self._repeated(fields):
            what = f'the field "{id}" is placed twice (first on line {line})'
            yield self.source.finding("content.field-twice", path, what, "Place it once.")

    def _size(
        self, place: Place, sections: Mapping[str, Section], path: ContentPath
    ) -> Iterator[Finding]:
        """Keep `size: fine` to lists of sources: all else is read by patients."""
        section = sections.get(place.section or "")
        sources = section and all(isinstance(b, Sources | Publishers) for b in section.blocks)
        if place.size == "fine" and not sources and "section" not in self.unsure:
            what = "`size: fine` is for sources only"
            remedy = "Write body or secondary, or delete the key."
            yield self.source.finding("content.size", (*path, "size"), what, remedy)

    def _check_known(
        self, what: str, name: str, known: Iterable[str], path: ContentPath, key: str | int = ""
    ) -> Iterator[Finding]:
        if name not in known and what not in self.unsure:
            yield self._report_unknown(
                f"there is no {what}", name, known, (*path, what if key == "" else key)
            )

    def _only(self, place: Place, section: Section, path: ContentPath) -> Iterator[Finding]:
        if not self.whole and not section.blocks:
            return
        known = [id for id, _ in _inner_ids(section, ())]
        known.extend(b.id for b in section.blocks if isinstance(b, StatementRef))
        for i, id in enumerate(place.only):
            if id not in known:
                what = f'section "{section.id}" has no part with the id'
                yield self._report_unknown(what, id, known, (*path, "only", i))

    def _left_out(
        self, what: str, known: Sequence[str], placed: Sequence[str], at: ContentPath
    ) -> Iterator[Finding]:
        remedy = _ADD_IT[what]
        for id in known:
            if self.whole and id not in placed:
                yield self.source.finding(
                    f"content.{what}{LEFT_OUT}",
                    at,
                    f'this edition does not place the {what} "{id}"',
                    remedy,
                    on_key=True,
                )


def _every_place(placement: Placement, at: ContentPath) -> Iterator[tuple[ContentPath, Place]]:
    for panel, places in placement.panels.items():
        for i, place in enumerate(places):
            yield (*at, "panels", panel, i), place


def _inner_ids(section: Section, path: ContentPath) -> Iterator[tuple[str, ContentPath]]:
    for b, block in enumerate(section.blocks):
        if block.id and not isinstance(block, StatementRef):
            yield block.id, (*path, "blocks", b, "id")
        for name, parts in block.lists():
            for i, part in enumerate(parts):
                if id := id_of(part):
                    yield id, (*path, "blocks", b, name, i, "id")
