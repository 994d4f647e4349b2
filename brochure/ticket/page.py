"""A job ticket as values -> what its one page says, in the form that templates print."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from brochure.assets import fill_roles
from brochure.clinic_facts import shown_address
from brochure.editions import TICKET
from brochure.markup import svg_data
from brochure.model import Placement
from brochure.said import Role, Said
from brochure.selection import Identity, Picked, Placed, Selection
from brochure.staff_words import listed, words
from brochure.ticket.diagram import flat, nested, rolled
from brochure.ticket.facts import Size, Ticket

_GROUP = 8  # letters of a fingerprint that stand together, so that its line can break


def selection_of(ticket: Ticket, placement: Placement, colours: Mapping[str, str]) -> Selection:
    """Return what the page of a ticket says; `colours` are the brand's, by role."""
    panels: dict[str, tuple[Placed, ...]] = {
        "head": tuple(_head(ticket)),
        "job": (_place("job", (_facts(tuple(_job(ticket)), "job"),)),),
        "fold": (_place("fold", tuple(_folding(ticket, colours))),),
        "proof": (_place("proof", tuple(_checked(ticket))),),
        "order": (_place("order", tuple(_order())),),
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
    widths = ", ".join(f"{width:g}" for width in fold.outside_in)
    sheet = flat(fold.outside_in, ticket.trim.height_in, stapled)
    yield _figure(sheet, words(f"{path}.flat_alt").format(widths=widths), colours)
    sides = (("outside", fold.outside_in), ("inside", fold.inside_in))
    for side, of_panels in sides[: 1 if stapled else 2]:
        yield _panels(path, side, of_panels)
    edge = nested(ticket.file.sheets) if stapled else rolled(fold.outside_in)
    yield _figure(edge, words(f"{path}.edge_alt"), colours)
    yield _paragraph("fold.edge", words(f"{path}.edge"), "fold", "secondary")


def _figure(svg: str, alt: str, colours: Mapping[str, str]) -> Picked:
    return Picked("figure", {"file": svg_data(fill_roles(svg, colours, "")), "alt": alt})


def _panels(path: str, side: str, widths: tuple[float, ...]) -> Picked:
    """Return the names of the panels of one side with their widths, from left to right."""
    names = listed(f"{path}.{side}")
    items = (
        Picked(
            "panel",
            {
                "name": _said(f"fold.{side}.{n}", name, "fold", "secondary"),
                "width": _said(
                    f"fold.{side}.{n}.width",
                    words("ticket.width").format(inches=f"{width:g}"),
                    "fold",
                    "secondary",
                ),
            },
        )
        for n, (name, width) in enumerate(zip(names, widths, strict=True))
    )
    title = _said(f"fold.{side}", words(f"{path}.{side}_title"), "fold", "secondary")
    return Picked("panels", {"side": title, "items": tuple(items)})


def _checked(ticket: Ticket) -> Iterator[Picked]:
    rules = sum(group.rules for group in ticket.preflight)
    yield _paragraph("proof.checked", words("ticket.checked").format(rules=rules), "proof")
    results = (
        (
            group.group,
            words(f"ticket.group.{group.group}"),
            words("ticket.passed").format(rules=group.rules - group.errors - group.warnings),
        )
        for group in ticket.preflight
    )
    warnings = str(sum(group.warnings for group in ticket.preflight))
    yield _facts((*results, ("warnings", words("ticket.warnings"), warnings)), "proof")


def _order() -> Iterator[Picked]:
    title = _said("ticket.proof.title", words("ticket.proof.title"), "order")
    text = _said("ticket.proof.text", words("ticket.proof.text"), "order")
    yield Picked("callout", {"tone": "cream", "title": title, "said": text})
    for n, label in enumerate(listed("ticket.fill_in")):
        said = _said(f"ticket.fill_in.{n}", label, "order")
        yield Picked("blank", {"label": said, "lines": 1, "fields": ()})
