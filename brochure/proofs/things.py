"""What an edition shows beside words: boxes, lines, figures, codes, links, and its name."""

from collections.abc import Iterator

import segno

from brochure.finding import Finding, counted
from brochure.printed import Mark, Rect
from brochure.proofs.examined import Examined

QUIET_MODULES = 4
# A phone reads a code from a copy at arm's length from about 0.4 mm a module.
_LEAST_MODULE_PT = 1.2
_NAMES = {"checkbox": "checkbox", "line": "ruled line", "figure": "figure", "code": "QR code"}


def boxes_lines_and_figures_show(on: Examined) -> tuple[Finding, ...]:
    """Every checkbox, ruled line and figure of the edition stands on a page, and shows.

    Rationale: a sheet without its boxes and signature lines says every word and is still useless.
    """
    things, printed = on.printed.things, on.printed
    wanted = {
        "checkbox": things.checkboxes,
        "line": things.lines,
        "figure": things.figures,
        "code": len(things.codes),
    }
    found: list[Finding] = []
    for kind, count in wanted.items():
        there = sum(mark.kind == kind for mark in printed.marks)
        if there != count:
            what = f"has {counted(there, _NAMES[kind])} instead of {count}"
            remedy = f'Print each once in the template, with data-mark="{kind}".'
            found.append(printed.finding("things.count", what, remedy))
    for mark in printed.marks:
        page = on.reading.pages[mark.page - 1]
        if not any(page.has_drawing(edge) for edge in _where_to_look(mark)):
            what = f"a {_NAMES.get(mark.kind, mark.kind)} cannot be seen"
            remedy = "Give it an edge that differs from its ground in the stylesheet."
            found.append(printed.finding("things.hidden", what, remedy, mark.page))
    return (*found, *_fields(on))


def _where_to_look(mark: Mark) -> tuple[Rect, ...]:
    """Return where something drawn shows: a figure anywhere, a box or line at one of its edges."""
    rect = mark.rect
    if mark.kind in ("figure", "code"):
        return (rect,)
    above = Rect(rect.left, rect.top, rect.right, rect.top)
    below = Rect(rect.left, rect.bottom, rect.right, rect.bottom)
    return (above, below)


def _fields(on: Examined) -> Iterator[Finding]:
    """Compare checkboxes with form fields, where the channel has them."""
    wanted = on.printed.things.checkboxes if on.printed.forms else 0
    there = sum(page.checkboxes for page in on.reading.pages)
    if there != wanted:
        what = f"has {counted(there, 'form field')} instead of {wanted}"
        remedy = "Write each checkbox as <input type=checkbox> in the template."
        yield on.printed.finding("things.fields", what, remedy)


def codes_hold_their_address(on: Examined) -> tuple[Finding, ...]:
    """Each QR code, as drawn, is the code of the address that content gives, and large enough.

    Rationale: a code is the one part of a page that no reader can check by eye. Source: ISO/IEC
    18004; each module of the drawing is compared with the code made anew.
    """
    marks = (mark for mark in on.printed.marks if mark.kind == "code")
    return tuple(
        on.printed.finding("things.code", what, remedy, mark.page)
        for address, mark in zip(on.printed.things.codes, marks, strict=False)
        for what, remedy in _code_faults(on, address, mark)
    )


def _code_faults(on: Examined, address: str, mark: Mark) -> Iterator[tuple[str, str]]:
    rows = tuple(tuple(row) for row in segno.make(address, error="m", micro=False).matrix)
    size = mark.rect.width / (len(rows) + 2 * QUIET_MODULES)
    if size < _LEAST_MODULE_PT:
        remedy = "Make it larger in the stylesheet."
        yield f"a QR code has modules of {size:.1f} pt, less than {_LEAST_MODULE_PT:g} pt", remedy
        return
    page = on.reading.pages[mark.page - 1]
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            left = mark.rect.left + (x + QUIET_MODULES + 0.5) * size
            top = mark.rect.top + (y + QUIET_MODULES + 0.5) * size
            if page.is_dark(left, top) != bool(dark):
                remedy = "Print it by the template's qr filter, and let nothing cover it."
                yield f"a QR code does not lead to {address}", remedy
                return


def links_lead_where_content_says(on: Examined) -> tuple[Finding, ...]:
    """Every link of the file leads to an address that content gives, and none is missing.

    Rationale: "911" that calls another number looks right on every page.
    """
    wanted = {address.rstrip("/") for address in on.printed.things.links}
    there = {address.rstrip("/") for page in on.reading.pages for address in page.links}
    remedy = "Print the link of the part itself in the template."
    lost = (f"no link leads to {address}" for address in sorted(wanted - there))
    foreign = (f"a link leads to {address}, which this edition does not name" for address in
               sorted(there - wanted))  # fmt: skip
    return tuple(on.printed.finding("things.link", what, remedy) for what in (*lost, *foreign))


def the_file_says_what_it_is(on: Examined) -> tuple[Finding, ...]:
    """Title, document id, version and language of the file are those of content.

    Rationale: a screen reader speaks the title in the file's language, and the version decides
    which file is kept.
    """
    identity, reading = on.printed.identity, on.reading
    pairs = (
        ("title", identity.title, reading.title),
        ("keywords", identity.keywords, reading.keywords),
        ("language", identity.language, reading.language),
    )
    return tuple(
        on.printed.finding(
            "things.identity",
            f"the file's {name} is “{there}” instead of “{wanted}”",
            "Keep the head of the document template as it is.",
        )
        for name, wanted, there in pairs
        if wanted != there
    )
