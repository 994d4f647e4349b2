"""A job ticket as values -> what its one page says, in the form that templates print."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from markupsafe import Markup

from brochure.base.dates import month_in_words
from brochure.base.files.project import fill_roles
from brochure.base.sheet_geometry import INCH_PT, PAPERS, PaperName, to_half_mm
from brochure.base.staff_papers import TICKET
from brochure.base.ties import tie_words
from brochure.build.staff_words import staff_list, staff_words
from brochure.build.ticket.diagram import draw_flat, draw_nested, draw_rolled, draw_zigzag
from brochure.build.ticket.facts import Fold, SheetSize, Ticket
from brochure.content.model.blocks.blank import Blank
from brochure.content.model.blocks.callout import Callout
from brochure.content.model.blocks.glossary import Term
from brochure.content.model.contact_details import format_web_address
from brochure.markup.render import data_url
from brochure.selection.form_fields import FieldNames, add_form_fields
from brochure.selection.passage import Passage, Role
from brochure.selection.selected import Inventory, PlacedSection, Selected, SelectedPart
from brochure.selection.selection import Identity, Selection

_DRAWING = Inventory(figures=1)
_GROUP = 8  # letters of a fingerprint that stand together, so that its line can break


def selection_of(ticket: Ticket, colours: Mapping[str, str], status: str) -> Selection:
    """Return what the page of a ticket says.

    `colours` are the brand's, by role; `status` is what the pages of the document say of it.
    """
    order = _place("order", tuple(_order(ticket, status)))
    panels: dict[str, tuple[PlacedSection, ...]] = {
        "head": tuple(_head(ticket)),
        "job": (_place("job", (_facts(tuple(_job(ticket)), "job"),)),),
        "fold": (_place("fold", tuple(_folding(ticket, colours)), _words_of_fold(ticket)),),
        "proof": (_place("proof", tuple(_check_rows(ticket))),),
        "order": (add_form_fields(order, staff_words("ticket.headings.order"), FieldNames()),),
    }
    identity = Identity(
        staff_words("ticket.pdf_title").format(title=ticket.document.title),
        f"{ticket.document.id}, version {ticket.document.version}",
        staff_words("language"),
        clinic=ticket.contact,
    )
    return Selection(TICKET, panels, (), None, identity)


def _passage(path: str, text: str, panel: str, role: Role = "body") -> Passage:
    return Passage(path, Markup.escape(tie_words(text)), text, role, panel)


def _place(panel: str, blocks: tuple[SelectedPart, ...], words: str = "") -> PlacedSection:
    """Return a panel's blocks under its title: one of all tickets, or the heading of `words`."""
    path = f"{words}.heading" if words else f"ticket.headings.{panel}"
    return PlacedSection(panel, "section", _passage(path, staff_words(path), panel), blocks, "body")


def _head(ticket: Ticket) -> Iterator[PlacedSection]:
    title = _passage("ticket.title", staff_words("ticket.title"), "head")
    name = _paragraph("document.title", ticket.document.title, "head")
    yield PlacedSection("heading", "section", title, (name,), "body")
    contact = ticket.contact
    told = staff_words("ticket.contact").format(clinic=contact.name)
    lines = (told, contact.phone, format_web_address(contact.website), *contact.address)
    blocks = tuple(_paragraph(f"contact.{n}", line, "head") for n, line in enumerate(lines))
    yield PlacedSection("contact", "section", None, blocks, "body")


def _paragraph(path: str, text: str, panel: str, role: Role = "body") -> SelectedPart:
    return SelectedPart("paragraph", {"said": _passage(path, text, panel, role)})


def _facts(pairs: tuple[tuple[str, str, str], ...], panel: str) -> SelectedPart:
    """Return pairs of label and value, which must stand side by side."""
    items = (
        SelectedPart(
            "term",
            {
                "term": _passage(f"{panel}.{path}.label", label, panel),
                "meaning": _passage(f"{panel}.{path}", value, panel),
            },
            Term.asks,
        )
        for path, label, value in pairs
    )
    return SelectedPart("glossary", {"items": tuple(items)})


def _job(ticket: Ticket) -> Iterator[tuple[str, str, str]]:
    file, document, fold = ticket.file, ticket.document, _words_of_fold(ticket)
    printed = "value" if ticket.inks.back else "one_side"

    issued = month_in_words(document.issued, staff_words("language"))

    def fact(name: str, value: str = "", **values: object) -> tuple[str, str, str]:
        own = f"{fold if name in ('pages', 'size') else 'ticket'}.{name}"
        return (
            name,
            staff_words(f"{own}.label"),
            value
            or staff_words(f"{own}.{printed if name in ('pages', 'inks') else 'value'}").format(
                **values
            ),
        )

    yield fact("file", file=file.name, kilobytes=round(file.size_bytes / 1000))
    yield fact("document", id=document.id, version=document.version, issued=issued)
    yield fact("approval", staff_words(f"ticket.status.{document.approval}.short"))
    yield fact("pages", pages=file.pages, sheets=file.sheets)
    yield fact("trim", _trim_size(ticket))
    other = ticket.flat if ticket.flat != ticket.trim else ticket.finished
    yield fact("size", _size(other, ticket.paper))
    bleed = {"inches": f"{round(ticket.bleed_in, 3):g}", "mm": f"{ticket.bleed_mm:g}"}
    yield fact("bleed", length=staff_words(f"ticket.length.{ticket.paper}").format(**bleed))
    yield fact("inks")
    yield fact("heaviest", _heaviest(ticket))
    condition = ticket.output_condition
    yield fact("condition", identifier=condition.identifier, information=condition.information)
    yield fact("fold", staff_words(f"{fold}.value"))
    yield fact("binding", staff_words(f"{fold}.binding"))
    yield fact("paper", ticket.suggested.paper)
    yield fact("scoring", ticket.suggested.scoring)
    prints = (file.sha256[at : at + _GROUP] for at in range(0, len(file.sha256), _GROUP))
    yield fact("fingerprint", " ".join(prints))


def _words_of_fold(ticket: Ticket) -> str:
    """Return the path of the words for how it is folded."""
    return f"folds.{ticket.fold.kind}"


def _trim_size(ticket: Ticket) -> str:
    """Return the trim size, with the name of a paper that is sold by one: all of A4."""
    paper, size = PAPERS[ticket.paper], _size(ticket.trim, ticket.paper)
    sides = sorted(side * INCH_PT for side in (ticket.trim.width_in, ticket.trim.height_in))
    usual = paper.width_pt, paper.height_pt
    whole = all(abs(side - known) < 1 for side, known in zip(sides, usual, strict=True))
    return staff_words(f"ticket.trim_size.{paper.name}").format(size=size) if whole else size


def _size(size: SheetSize, paper: PaperName) -> str:
    places = 2 if PAPERS[paper].metric else 4
    return staff_words(f"ticket.size.{paper}").format(
        wide=f"{round(size.width_in, places):g}",
        high=f"{round(size.height_in, places):g}",
        wide_mm=f"{size.width_mm:g}",
        high_mm=f"{size.height_mm:g}",
    )


def _heaviest(ticket: Ticket) -> str:
    """Return the heaviest ink of each side, or, of many pages, of the one that has most."""
    inks = ticket.inks
    places = list(enumerate(inks.heaviest_percent, 1))
    if len(places) > 2:
        places = [max(places, key=lambda place: place[1])]
    name = staff_words(f"{_words_of_fold(ticket)}.page")
    told = ", ".join(
        staff_words("ticket.heaviest.place").format(
            percent=f"{percent:.0f}", name=name, number=number
        )
        for number, percent in places
    )
    return staff_words("ticket.heaviest.value").format(places=told, limit=inks.limit_percent)


def _folding(ticket: Ticket, colours: Mapping[str, str]) -> Iterator[SelectedPart]:
    fold, path = ticket.fold, _words_of_fold(ticket)
    stapled = ticket.binding != "none"
    sides = (
        ("outside", fold.outside_in, fold.outside_folds_in),
        ("inside", fold.inside_in, fold.inside_folds_in),
    )
    for side, widths, folds in (side for side in sides if side[1]):
        sheet = draw_flat(widths, ticket.trim.height_in, stapled)
        own = _lengths(widths, ticket.paper), _lengths(folds, ticket.paper)
        yield _side(path, side, own, ticket.paper, _draw(sheet, colours))
    if fold.kind != "none":
        edge = draw_nested(ticket.file.sheets) if stapled else _draw_edge(fold)
        alt = staff_words(f"{path}.edge_alt")
        yield SelectedPart("figure", {"file": _draw(edge, colours)}, shows=_DRAWING, alt=alt)
    yield _paragraph("fold.edge", staff_words(f"{path}.edge"), "fold", "secondary")


def _draw(svg: str, colours: Mapping[str, str]) -> str:
    return data_url(fill_roles(svg, colours, ""))


def _draw_edge(fold: Fold) -> str:
    return draw_zigzag() if fold.kind == "z-fold" else draw_rolled(fold.outside_in)


def _lengths(lengths_in: tuple[float, ...], paper: PaperName) -> tuple[float, ...]:
    """Return lengths in the unit of a paper."""
    if not PAPERS[paper].metric:
        return lengths_in
    return tuple(to_half_mm(length * INCH_PT) for length in lengths_in)


def _side(
    path: str,
    side: str,
    lengths: tuple[tuple[float, ...], tuple[float, ...]],
    paper: PaperName,
    drawing: str,
) -> SelectedPart:
    """Return one side of the flat sheet: its name, its folds, its panels from left to right.

    `lengths` are the widths of its panels and the places of its folds in the unit of its paper.
    """
    widths, folds = lengths

    def said(key: str, text: str) -> Passage:
        return _passage(f"fold.{side}{key}", text, "fold", "secondary")

    names = staff_list(f"{path}.{side}")
    items = (
        SelectedPart(
            "panel", {"name": said(f".{n}", name), "width": said(f".{n}.width", f"{width:g}")}
        )
        for n, (name, width) in enumerate(zip(names, widths, strict=True))
    )
    title = staff_words(f"{path}.{side}_title")
    told = ", ".join(f"{width:g}" for width in widths)
    unit = staff_words(f"ticket.unit.{paper}")
    alt = staff_words(f"{path}.flat_alt").format(side=title, widths=told, unit=unit)
    places = staff_words(f"{path}.places").format(
        places=_list_items(folds), unit=unit, widths=staff_words(f"ticket.widths.{paper}")
    )
    parts: dict[str, Selected] = {
        "side": said("", title),
        "places": said(".places", places),
        "file": drawing,
        "items": tuple(items),
    }
    return SelectedPart("side", parts, shows=_DRAWING, alt=alt)


def _list_items(lengths: tuple[float, ...]) -> str:
    return staff_words("ticket.and").join(f"{length:g}" for length in lengths)


def _check_rows(ticket: Ticket) -> Iterator[SelectedPart]:
    rules = sum(group.rules for group in ticket.preflight)
    yield _paragraph("proof.checked", staff_words("ticket.checked").format(rules=rules), "proof")
    yield _facts(tuple(_results(ticket)), "proof")


def _results(ticket: Ticket) -> Iterator[tuple[str, str, str]]:
    yield from (
        (
            group.group,
            staff_words(f"ticket.group.{group.group}"),
            staff_words("ticket.passed").format(rules=group.rules - group.errors - group.warnings),
        )
        for group in ticket.preflight
    )


def _order(ticket: Ticket, status: str) -> Iterator[SelectedPart]:
    own = f"ticket.status.{ticket.document.approval}"
    title, text = f"{own}.title", staff_words(f"{own}.text").format(words=status)
    said = _passage("ticket.proof.text", text, "order")
    parts: dict[str, Selected] = {
        "tone": "cream",
        "title": _passage(title, staff_words(title), "order"),
        "said": said,
    }
    yield SelectedPart("callout", parts, Callout.asks)
    for field in fields(ticket.order):
        label = _passage(field.name, staff_words(f"ticket.fill_in.{field.name}"), "order")
        blank: dict[str, Selected] = {
            "id": field.name.replace("_", "-"),
            "label": label,
            "lines": 1,
        }
        yield SelectedPart("blank", blank, Blank.asks)
