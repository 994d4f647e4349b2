"""Content + Edition -> Selection: what one edition says, where, in the order a reader meets it.

Templates print a selection; the words proof compares the finished file with the same selection.
So it is made from content alone and knows nothing of templates.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

from markupsafe import Markup

from brochure.base.breaks import without_breaks
from brochure.base.dates import month_in_words
from brochure.base.editions import Edition
from brochure.base.finding import ContentPath
from brochure.base.status import DRAFT, Status
from brochure.content.model.blocks.sources import Sources
from brochure.content.model.content import Content, Owes, Place, Placement
from brochure.content.yaml.paths import format_path
from brochure.selection.contents import list_contents
from brochure.selection.form_fields import FieldNames, add_form_fields
from brochure.selection.kinds import select_block
from brochure.selection.kinds.picture import select_picture
from brochure.selection.kinds.statement import select_statement
from brochure.selection.lookup import find_section, prints_blocks, title_in
from brochure.selection.passage import Passage
from brochure.selection.selected import PlacedSection, SelectedPart
from brochure.selection.selection import ClinicContact, Identity, OwedFact, Selection
from brochure.selection.selector import CitationMarks, ContentsEntry, PartSelector


def select_content(
    content: Content, edition: Edition, fillers: int = 0, status: Status = DRAFT
) -> Selection:
    """Select what `edition` says, with so many filler pages. `content` must have no findings.

    `status` is what its pages say of themselves; nothing in content does.
    """
    placement = content.editions[edition.name]
    return replace(
        select_wording(content, edition, fillers),
        control=tuple(_control(content, edition, placement)),
        status=_status(content, edition, status),
        identity=_identity(content, edition, status),
    )


def select_wording(content: Content, edition: Edition, fillers: int = 0) -> Selection:
    """Select what `edition` says beside its control line, whose dates in words load a library.

    It is all that a check of content asks for.
    """
    placement = content.editions[edition.name]
    marks = CitationMarks(prints_blocks(content, placement, Sources), edition.marks_in_brackets)
    names = FieldNames()
    places = {name: placement.panels.get(name, ()) for name in edition.panels}
    if edition.filler_panel:
        pages = islice(cycle(places[edition.filler_panel]), fillers)
        places[edition.filler_panel] = tuple(pages)
    listed = list_contents(content, placement, places, edition.contents_rows)
    anchors = {on.at: on.id for one in listed for on in (one, *one.under)}

    def panel(name: str) -> Iterator[PlacedSection]:
        yield from _heading(content, placement, name, edition)
        for index, place in enumerate(places[name]):
            placed = _place(content, placement, place, name, marks, listed, edition.on_paper)
            placed = add_form_fields(placed, title_in(content, placement, place), names)
            yield replace(placed, anchor=anchors.get((name, index), ""))
        yield from _brand_pictures(content, placement, name, edition)

    panels = {name: tuple(panel(name)) for name in edition.panels}
    panels |= {name: _lead(panels[name]) for name in edition.panels[:1]}
    return Selection(edition, panels, owed=tuple(_owed(content, edition.name)))


def _lead(panel: tuple[PlacedSection, ...]) -> tuple[PlacedSection, ...]:
    """Return the first panel of an edition; the title that leads it breaks as it is written."""
    if not panel or not panel[0].title:
        return panel
    title = replace(panel[0].title, breaks_as_written=True)
    return (replace(panel[0], title=title), *panel[1:])


def _owed(content: Content, edition: str) -> Iterator[OwedFact]:
    """Give each fact that the edition or its sheet owes, once."""
    placement = content.editions[edition]
    owing: list[tuple[ContentPath, Owes]] = [
        (("sheets", i), sheet.owes)
        for i, sheet in enumerate(content.sheets)
        if sheet.id == placement.sheet
    ]
    owing.append((("editions", edition), placement.owes))
    paths: dict[str, ContentPath] = {}
    for path, owes in owing:
        for n, id in enumerate(owes.facts):
            paths.setdefault(id, (*path, "owes", "facts", n))
    yield from (OwedFact(id, format_path(path)) for id, path in paths.items())


def _identity(content: Content, edition: Edition, status: Status) -> Identity:
    document, clinic = content.document, content.clinic
    placement, version = content.editions[edition.name], content.version_of(edition.name)
    address = (without_breaks(clinic.address.street), without_breaks(clinic.address.city))
    return Identity(
        title=_title_of_file(content, edition, status),
        keywords=f"{placement.id}, version {version}",
        language=document.language,
        document=placement.id,
        name=placement.title,
        version=version,
        issued=content.issued_of(edition.name),
        status=status,
        clinic=ClinicContact(without_breaks(clinic.name), clinic.phone, clinic.website, address),
    )


def _title_of_file(content: Content, edition: Edition, status: Status) -> str:
    """Return what a reader's window shows: document, clinic, version, and whether it is a sample.

    Files keep short names on disk, by which a build finds the last good one.
    """
    document = content.document
    version = f"{document.labels.version} {content.version_of(edition.name)}"
    short_name = without_breaks(content.clinic.short_name)
    sample = (status.words(document.language),) if status.kind == "sample" else ()
    return " · ".join((*sample, content.editions[edition.name].title, short_name, version))


def _heading(
    content: Content, placement: Placement, panel: str, edition: Edition
) -> Iterator[PlacedSection]:
    """Give the title and subtitle of a sheet, which lead its first panel."""
    for i, sheet in enumerate(content.sheets):
        if sheet.id == placement.sheet and panel == edition.panels[0]:
            marks, paper = CitationMarks(), edition.on_paper
            selector = PartSelector(
                content, placement.words, "body", panel, (), marks, on_paper=paper
            )
            subtitle = selector.say(sheet.subtitle, ("sheets", i, "subtitle"))
            title = selector.say(sheet.title, ("sheets", i, "title"))
            lead = SelectedPart("paragraph", {"said": subtitle, "id": None})
            yield PlacedSection("heading", f"section tab-{i + 1}", title, (lead,), "body")


def _brand_pictures(
    content: Content, placement: Placement, panel: str, edition: Edition
) -> Iterator[PlacedSection]:
    """Give the logo and the cover picture, which end their panels: words are read first."""
    selector = PartSelector(content, placement.words, "body", panel, (), CitationMarks())
    brand = content.brand
    for kind, picture, where in (
        ("cover", brand.cover, edition.cover_panel),
        ("logo", brand.logo, edition.logo_panel),
    ):
        if picture and panel == where:
            selected = select_picture(selector, kind, picture, ("brand", kind))
            yield PlacedSection(kind, f"{kind}-picture", None, (selected,), "body")


def _place(
    content: Content,
    placement: Placement,
    place: Place,
    panel: str,
    marks: CitationMarks,
    listed: tuple[ContentsEntry, ...],
    on_paper: bool,
) -> PlacedSection:
    words = place.words or placement.words
    selector = PartSelector(content, words, place.size, panel, place.only, marks, listed, on_paper)
    if place.statement:
        block = select_statement(selector, place.statement)
        return PlacedSection(place.statement, "statement", None, (block,), place.size)
    path, section = find_section(content, placement, place.section or "")
    selector = selector.about(section.claim, path)
    title = selector.say(section.title, (*path, "title")) if place.title else None
    blocks = tuple(
        select_block(selector, block, (*path, "blocks", i)) for i, block in place.blocks_of(section)
    )
    kind = "section boxed" if section.boxed else "section"
    size, under, boxed = place.size, place.under, section.boxed
    return PlacedSection(section.id, kind, title, blocks, size, under=under, boxed=boxed)


def _control(
    content: Content, edition: Edition, placement: Placement
) -> Iterator[tuple[Passage, Passage]]:
    """Give the control line as pairs of label and value, its dates in words."""
    document, labels = content.document, content.document.labels
    issued, review_by = (
        month_in_words(month, document.language)
        for month in (content.issued_of(edition.name), placement.review_by)
    )
    at: ContentPath = ("editions", edition.name)
    at_version: ContentPath = (*at, "version") if placement.version else ("document", "version")
    at_issued: ContentPath = (*at, "issued") if placement.issued else ("document", "issued")
    values: tuple[tuple[str, str, str, ContentPath], ...] = (
        ("document", labels.document, placement.id, (*at, "id")),
        ("version", labels.version, content.version_of(edition.name), at_version),
        ("language", labels.language, document.language_name, ("document", "language_name")),
        ("issued", labels.issued, issued, at_issued),
        ("review_by", labels.review_by, review_by, (*at, "review_by")),
        ("questions", labels.questions, content.clinic.phone, ("clinic", "phone")),
    )
    marks = CitationMarks()
    selector = PartSelector(content, "text", "fine", edition.control_panel, (), marks)
    for name, label, value, path in values:
        yield selector.literal(label, ("document", "labels", name)), selector.literal(value, path)


def _status(content: Content, edition: Edition, status: Status) -> Passage:
    """Return what the program says of the document, with the day of an approval on one line."""
    language = content.document.language
    words, day = status.words(language), status.day(language)
    html = Markup.escape(words)
    if day:
        whole = Markup('<span class="whole">{}</span>').format(day)
        html = Markup(str(html).replace(str(Markup.escape(day)), whole))
    path = format_path(("editions", edition.name))
    return Passage(path, html, words, "fine", edition.control_panel)
