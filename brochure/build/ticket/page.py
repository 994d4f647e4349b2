"""A job ticket as values -> what its one page says, in the form that templates print."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from markupsafe import Markup

from brochure.base.editions import TICKET
from brochure.base.files.project import fill_roles
from brochure.build.staff_words import listed, words
from brochure.build.ticket.diagram import flat, nested, rolled
from brochure.build.ticket.facts import Size, Ticket
from brochure.content.model.clinic_facts import shown_address
from brochure.content.model.content import Placement
from brochure.markup.render import svg_data
from brochure.selection.form_fields import Names, with_fields
from brochure.selection.passage import Role, Said
from brochure.selection.selection import Identity, Picked, Placed, Selection

_GROUP = 8  # letters of a fingerprint that stand together, so that its line can break


def selection_of(
    ticket: Ticket, placement: Placement, colours: Mapping[str, str], draft: str
) -> Selection:
    """Return what the page of a ticket says; `colours` are the brand's, by role, and `draft` is how
    the pages of a draft name it.
    """
    order = _place("order", tuple(_order(ticket, draft)))
    panels: dict[str, tuple[Placed, ...]] = {
        "head": tuple(_head(ticket)),
        "job": (_place("job", (_facts(tuple(_job(ticket)), "job"),)),),
        "fold": (_place("fold", tuple(_folding(ticket, colours))),),
        "proof": (_place("proof", tuple(_checked(ticket))),),
        "order": (with_fields(order, words("ticket.headings.order"), Names()),),
    }
    identity = Identity(
        words("ticket.pdf_title").format(title=ticket.document.title),
        f"{ticket.document.id}, version {ticket.document.version}",
        words("language"),
    )
    return Selection(TICKET, placement, panels, (), identity)


def _said(path: str, text: str, panel: str, role: Role = "body") -> Said:
    return Said(path, Markup.escape(text), text, role, panel)


def _place(panel: str, blocks: tuple[Picked, ...]) -> Placed:
    path = f"ticket.headings.{panel}"
    return Placed(panel, "section", _said(path, words(path), panel), blocks, "body")


def _head(ticket: Ticket) -> Iterator[Placed]:
    title = _said("ticket.title", words("ticket.title"), "head")
    name = _paragraph("document.title", ticket.document.title, "head")
    yield Placed("heading", "section", title, (name,), "body")
    contact = ticket.contact
    told = words("ticket.contact").format(clinic=contact.name)
    lines = (told, contact.phone, shown_address(contact.website), *contact.address)
    blocks = tuple(_paragraph(f"contact.{n}", line, "head") for n, line in enumerate(lines))
    yield Placed("contact", "section", None, blocks, "body")


def _paragraph(path: str, text: str, panel: str, role: Role = "body") -> Picked:
    return Picked("paragraph", {"said": _said(path, text, panel, role)})


def _facts(pairs: tuple[tuple[str, str, str], ...], panel: str) -> Picked:
    """Return pairs of label and value, which must stand side by side."""
    items = (
        Picked(
            "term",
            {
                "term": _said(f"{panel}.{path}.label", label, panel),
                "meaning": _said(f"{panel}.{path}", value, panel),
            },
        )
        for path, label, value in pairs
    )
    return Picked("glossary", {"items": tuple(items)})


def _job(ticket: Ticket) -> Iterator[tuple[str, str, str]]:
    file, document, fold = ticket.file, ticket.document, f"folds.{ticket.fold.kind}"

    def fact(name: str, value: str = "", **values: object) -> tuple[str, str, str]:
        own = f"{fold if name in ('pages', 'size') else 'ticket'}.{name}"
        return name, words(f"{own}.label"), value or words(f"{own}.value").format(**values)

    yield fact("file", file=file.name, kilobytes=round(file.size_bytes / 1000))
    yield fact("document", id=document.id, version=document.version, issued=document.issued)
    yield fact("approval", words(f"ticket.approval.{document.approval}"))
    yield fact("pages", pages=file.pages, sheets=file.sheets)
    yield fact("trim", _size(ticket.trim))
    other = ticket.flat if ticket.flat != ticket.trim else ticket.finished
    yield fact("size", _size(other))
    yield fact("bleed", inches=f"{ticket.bleed_in:g}", mm=f"{ticket.bleed_mm:g}")
    yield fact("inks")
    yield fact("heaviest", _heaviest(ticket))
    condition = ticket.output_condition
    yield fact("condition", identifier=condition.identifier, information=condition.information)
    yield fact("fold", words(f"{fold}.value"))
    yield fact("binding", words(f"{fold}.binding"))
    yield fact("paper", ticket.suggested.paper)
    yield fact("scoring", ticket.suggested.scoring)
    prints = (file.sha256[at : at + _GROUP] for at in range(0, len(file.sha256), _GROUP))
    yield fact("fingerprint", " ".join(prints))


def _size(size: Size) -> str:
    return words("ticket.size").format(
        wide=f"{size.width_in:g}",
        high=f"{size.height_in:g}",
        wide_mm=f"{size.width_mm:g}",
        high_mm=f"{size.height_mm:g}",
    )


def _heaviest(ticket: Ticket) -> str:
    """Return the heaviest ink of each side, or, of many pages, of the one that has most."""
    inks = ticket.inks
    places = list(enumerate(inks.heaviest_percent, 1))
    if len(places) > 2:
        places = [max(places, key=lambda place: place[1])]
    name = words(f"folds.{ticket.fold.kind}.page")
    told = ", ".join(
        words("ticket.heaviest.place").format(percent=f"{percent:.0f}", name=name, number=number)
        for number, percent in places
    )
    return words("ticket.heaviest.value").format(places=told, limit=inks.limit_percent)


def _folding(ticket: Ticket, colours: Mapping[str, str]) -> Iterator[Picked]:
    fold, path = ticket.fold, f"folds.{ticket.fold.kind}"
    stapled = ticket.binding != "none"
    sides = (
        ("outside", fold.outside_in, fold.outside_folds_in),
        ("inside", fold.inside_in, fold.inside_folds_in),
    )
    for side, widths, folds in sides:
        sheet = flat(widths, ticket.trim.height_in, stapled)
        yield _side(path, side, widths, folds, _drawn(sheet, colours))
    edge = nested(ticket.file.sheets) if stapled else rolled(fold.outside_in)
    alt = words(f"{path}.edge_alt")
    yield Picked("figure", {"file": _drawn(edge, colours), "alt": alt})
    yield _paragraph("fold.edge", words(f"{path}.edge"), "fold", "secondary")


def _drawn(svg: str, colours: Mapping[str, str]) -> str:
    return svg_data(fill_roles(svg, colours, ""))


def _side(
    path: str, side: str, widths: tuple[float, ...], folds: tuple[float, ...], drawing: str
) -> Picked:
    """Return one side of the flat sheet: its name, its folds, its panels from left to right."""

    def said(key: str, text: str) -> Said:
        return _said(f"fold.{side}{key}", text, "fold", "secondary")

    names = listed(f"{path}.{side}")
    items = (
        Picked("panel", {"name": said(f".{n}", name), "width": said(f".{n}.width", f"{width:g}")})
        for n, (name, width) in enumerate(zip(names, widths, strict=True))
    )
    title = words(f"{path}.{side}_title")
    told = ", ".join(f"{width:g}" for width in widths)
    parts = {
        "side": said("", title),
        "places": said(".places", words(f"{path}.places").format(places=_listed(folds))),
        "file": drawing,
        "alt": words(f"{path}.flat_alt").format(side=title, widths=told),
        "items": tuple(items),
    }
    return Picked("side", parts)


def _listed(lengths: tuple[float, ...]) -> str:
    return words("ticket.and").join(f"{length:g}" for length in lengths)


def _checked(ticket: Ticket) -> Iterator[Picked]:
    rules = sum(group.rules for group in ticket.preflight)
    yield _paragraph("proof.checked", words("ticket.checked").format(rules=rules), "proof")
    yield _facts(tuple(_results(ticket)), "proof")


def _results(ticket: Ticket) -> Iterator[tuple[str, str, str]]:
    yield from (
        (
            group.group,
            words(f"ticket.group.{group.group}"),
            words("ticket.passed").format(rules=group.rules - group.errors - group.warnings),
        )
        for group in ticket.preflight
    )


def _order(ticket: Ticket, draft: str) -> Iterator[Picked]:
    title = f"ticket.proof.{ticket.document.approval}"
    text = words("ticket.proof.text").format(draft=draft)
    said = _said("ticket.proof.text", text, "order")
    parts = {"tone": "cream", "title": _said(title, words(title), "order"), "said": said}
    yield Picked("callout", parts)
    for field in fields(ticket.order):
        label = _said(field.name, words(f"ticket.fill_in.{field.name}"), "order")
        blank = {"id": field.name.replace("_", "-"), "label": label, "lines": 1}
        yield Picked("blank", {**blank, "hint": None, "required": False})
