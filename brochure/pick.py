"""Content + Edition -> Selection: what one edition says, where, in the order a reader meets it.

Templates print a selection; the words proof compares the finished file with the same selection.
So it is made from content alone and knows nothing of templates.
"""

from collections.abc import Iterator

from brochure.blocks import Sources
from brochure.editions import Edition
from brochure.finding import ContentPath
from brochure.model import Content, Place, Placement, Section
from brochure.picker import Marks, Picker
from brochure.said import Said
from brochure.selection import Identity, Picked, Placed, Selection, things_of, wording_of


def pick(content: Content, edition: Edition) -> Selection:
    """Select what `edition` says. `content` must be free of findings."""
    placement = content.editions[edition.name]
    marks = Marks(_prints_sources(content, placement))
    panels = {
        name: tuple(_heading(content, placement, name, edition))
        + tuple(
            _place(content, placement, place, name, marks)
            for place in placement.panels.get(name, ())
        )
        for name in edition.panels
    }
    control = tuple(_control(content, edition, placement))
    said: list[Said] = []
    for name in edition.panels:
        said.extend(s for placed in panels[name] for s in wording_of(placed))
        if name == edition.control_panel:
            said.extend(s for pair in control for s in pair)
    identity = Identity(
        placement.title,
        f"{placement.id}, version {content.document.version}",
        content.document.language,
    )
    return Selection(edition, placement, panels, control, tuple(said), things_of(panels), identity)


def _find(content: Content, placement: Placement, id: str) -> tuple[ContentPath, Section]:
    """Return the sheet field or the section with this id, and its path; fields come first."""
    for s, sheet in enumerate(content.sheets):
        if sheet.id == placement.sheet:
            for f, fld in enumerate(sheet.fields):
                if fld.id == id:
                    return ("sheets", s, "fields", f), fld
    return next((("sections", i), s) for i, s in enumerate(content.sections) if s.id == id)


def _prints_sources(content: Content, placement: Placement) -> bool:
    places = (p for panel in placement.panels.values() for p in panel if p.section)
    shown = (p.shown(_find(content, placement, p.section or "")[1]) for p in places)
    return any(isinstance(block, Sources) for blocks in shown for _, block in blocks)


def _heading(
    content: Content, placement: Placement, panel: str, edition: Edition
) -> Iterator[Placed]:
    """Give the title and subtitle of a sheet, which lead its first panel."""
    for i, sheet in enumerate(content.sheets):
        if sheet.id == placement.sheet and panel == edition.panels[0]:
            picker = Picker(content, placement.words, "body", panel, (), Marks(False))
            subtitle = picker.say(sheet.subtitle, ("sheets", i, "subtitle"))
            title = picker.say(sheet.title, ("sheets", i, "title"))
            lead = Picked("paragraph", {"said": subtitle, "id": None})
            yield Placed("heading", "section", title, (lead,), "body")


def _place(
    content: Content, placement: Placement, place: Place, panel: str, marks: Marks
) -> Placed:
    words = place.words or placement.words
    picker = Picker(content, words, place.size, panel, place.only, marks)
    if place.statement:
        block = picker.statement(place.statement)
        return Placed(place.statement, "statement", None, (block,), place.size)
    path, section = _find(content, placement, place.section or "")
    title = picker.say(section.title, (*path, "title")) if place.title else None
    blocks = tuple(picker.block(b, (*path, "blocks", i)) for i, b in place.shown(section))
    return Placed(section.id, "section", title, blocks, place.size)


def _control(
    content: Content, edition: Edition, placement: Placement
) -> Iterator[tuple[Said, Said]]:
    """Give the control line as pairs of label and value. Approval is not recorded yet: a draft."""
    document, labels = content.document, content.document.labels
    at: ContentPath = ("editions", edition.name)
    values: tuple[tuple[str, str, str, ContentPath], ...] = (
        ("document", labels.document, placement.id, (*at, "id")),
        ("version", labels.version, document.version, ("document", "version")),
        ("language", labels.language, document.language_name, ("document", "language_name")),
        ("issued", labels.issued, document.issued, ("document", "issued")),
        ("review_by", labels.review_by, placement.review_by, (*at, "review_by")),
        ("approved_by", labels.approved_by, labels.draft, ("document", "labels", "draft")),
        ("questions", labels.questions, content.clinic.phone, ("clinic", "phone")),
    )
    marks = Marks(False)
    picker = Picker(content, "text", "fine", edition.control_panel, (), marks)
    for name, label, value, path in values:
        yield picker.literal(label, ("document", "labels", name)), picker.literal(value, path)
