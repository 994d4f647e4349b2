"""What an edition shows beside words: boxes, lines, figures, codes, links, and its name."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import combinations, groupby
from operator import itemgetter

from brochure.base.check import check
from brochure.base.finding import Finding, pluralize
from brochure.base.geometry import Rect
from brochure.base.qr import QUIET_MODULES, make_qr_code
from brochure.base.tolerances import (
    BOX_EDGE_PT,
    LEAST_CHECKBOX_PT,
    LEAST_FIGURE_PT,
    LEAST_MODULE_PT,
    LETTER_OVERLAP_PT,
    PLACE_SLACK_PT,
)
from brochure.layout.printed import Mark
from brochure.proofs.alignment import Word, normalize_letters
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import WITH_CODES
from brochure.reading.reading import ReadPage
from brochure.selection.passage import Passage

_LEAST_PT = {"checkbox": LEAST_CHECKBOX_PT, "figure": LEAST_FIGURE_PT}
_NAMES = {"checkbox": "checkbox", "line": "ruled line", "figure": "figure", "code": "QR code"}

_UNSEEN = (
    "Open the file in a browser. If nothing shows there, save it anew; else give it colours that"
    " differ from the paper."
)
_SMALL = "Cut away what is empty around it, or save it with a larger width and height."


@check(
    "things.shown",
    "error",
    statement="Every checkbox, ruled line and figure of the edition stands on a page, and shows.",
    rationale="A sheet without its boxes and signature lines says every word and is still useless.",
    source="ours",
    remedy="Print each once in the template, with data-mark, and give it room and an edge in the"
    " stylesheet.",
    finds=(
        "things.count",
        "things.outside",
        "things.hidden",
        "things.small",
        "things.ticked",
        "things.piled",
    ),
)
def boxes_lines_and_figures_show(on: Examined) -> tuple[Finding, ...]:
    things, printed = on.printed.inventory, on.printed
    wanted = {
        "checkbox": things.checkboxes,
        "line": things.lines,
        "figure": things.figures,
        "code": len(things.codes),
    }
    found: list[Finding] = []
    for kind, count in wanted.items():
        there = sum(mark.kind == kind for mark in printed.marks)
        if there < count or (there > count and not (kind == "line" and things.fills)):
            what = f"has {pluralize(there, _NAMES[kind])} instead of {count}"
            remedy = f'Print each once in the template, with data-mark="{kind}".'
            found.append(printed.finding("things.count", what, remedy))
    for mark in (m for m in printed.marks if m.kind != "picture"):  # `proofs.pictures` looks there
        found.extend(_faults_of(on, mark))
    return (*found, *_find_piled(on))


def _faults_of(on: Examined, mark: Mark) -> Iterator[Finding]:
    """Give what is wrong with one box, line, figure or code; of a file, its name and line."""
    page, name = on.reading.page(mark.page), _name_of(on, mark)

    def told(id: str, what: str, of_file: str, remedy: str) -> Finding:
        what, remedy = f"{name} {what}", of_file if mark.path else remedy
        return on.printed.finding(id, what, remedy, mark.page, mark.path, box=mark.rect)

    if not page.holds(mark.rect):
        of_file = "Use a figure that is less wide or high."
        yield told("things.outside", "runs off the page", of_file, "Move it in the stylesheet.")
    elif not any(page.has_drawing(edge) for edge in _where_to_look(mark)):
        remedy = "Give it an edge that differs from its ground in the stylesheet."
        yield told("things.hidden", "cannot be seen", _UNSEEN, remedy)
    elif min(mark.rect.width, mark.rect.height) < _LEAST_PT.get(mark.kind, 0):
        what = f"is only {mark.rect.width:.0f} x {mark.rect.height:.0f} pt"
        yield told("things.small", what, _SMALL, "Make it larger in the stylesheet.")
    elif mark.kind == "checkbox" and not page.is_flat(mark.rect.shrink(BOX_EDGE_PT)):
        remedy = "Leave each box empty in the template."
        yield told("things.ticked", "is ticked already", "", remedy)


def _name_of(on: Examined, mark: Mark) -> str:
    """Return the file of a figure that content names, or what kind of thing it is."""
    files = {drawn.path: drawn.file for drawn in on.printed.inventory.drawings}
    return files.get(mark.path) or f"a {_NAMES.get(mark.kind, mark.kind)}"


def _find_piled(on: Examined) -> Iterator[Finding]:
    """Give each thing that lies over another of its kind: eight boxes in one place tick as one."""
    for one, other in combinations(on.printed.marks, 2):
        alike = one.kind == other.kind and one.page == other.page
        if alike and one.rect.meets(other.rect, PLACE_SLACK_PT):
            what = f"{_name_of(on, one)} lies over another"
            remedy = "Move it in the stylesheet."
            yield on.printed.finding("things.piled", what, remedy, one.page, one.path, box=one.rect)


def _where_to_look(mark: Mark) -> tuple[Rect, ...]:
    """Return where something drawn shows: a figure anywhere, a box or line at one of its edges."""
    rect = mark.rect
    if mark.kind in ("figure", "code"):
        return (rect,)
    above = Rect(rect.left, rect.top, rect.right, rect.top)
    below = Rect(rect.left, rect.bottom, rect.right, rect.bottom)
    return (above, below)


@check(
    "things.code",
    "error",
    statement="Each QR code, as drawn, is the code of the address that content gives, and large"
    " enough.",
    rationale="A code is the one part of a page that no reader can check by eye. Each module of"
    " the drawing is compared with the code made anew.",
    source="ISO/IEC 18004",
    remedy="Print it by the template's qr filter, large enough, and let nothing cover it.",
    applies_to=WITH_CODES,
)
def codes_hold_their_address(on: Examined) -> tuple[Finding, ...]:
    marks = (m for m in on.printed.marks if m.kind == "code" and _on_page(on, m))
    return tuple(
        on.printed.finding("things.code", what, remedy, mark.page)
        for address, mark in zip(on.printed.inventory.codes, marks, strict=False)
        for what, remedy in _code_faults(on, address, mark)
    )


def _code_faults(on: Examined, address: str, mark: Mark) -> Iterator[tuple[str, str]]:
    rows = tuple(tuple(row) for row in make_qr_code(address).matrix)
    size = mark.rect.width / (len(rows) + 2 * QUIET_MODULES)
    if size < LEAST_MODULE_PT:
        remedy = "Make it larger in the stylesheet."
        yield f"a QR code has modules of {size:.1f} pt, less than {LEAST_MODULE_PT:g} pt", remedy
        return
    page, last = on.reading.page(mark.page), len(rows) + QUIET_MODULES
    for y in range(-QUIET_MODULES, last):
        for x in range(-QUIET_MODULES, last):
            dark = min(x, y) >= 0 and max(x, y) < len(rows) and bool(rows[y][x])
            left = mark.rect.left + (x + QUIET_MODULES + 0.5) * size
            top = mark.rect.top + (y + QUIET_MODULES + 0.5) * size
            if page.is_dark(left, top) != dark:
                remedy = "Print it by the template's qr filter, and let nothing cover it."
                yield f"a QR code does not lead to {address}", remedy
                return


def _on_page(on: Examined, mark: Mark) -> bool:
    return on.reading.page(mark.page).holds(mark.rect)


@check(
    "things.link",
    "error",
    statement="Every link of the file leads to an address that content gives, and none is missing.",
    rationale="“911” that calls another number looks right on every page.",
    source="ours",
    remedy="Print the link of the part itself in the template.",
)
def links_lead_where_content_says(on: Examined) -> tuple[Finding, ...]:
    links = (link for link in on.printed.inventory.links if not _is_inside(link[0]))
    wanted = Counter(_plain(href, text) for href, text in links)
    astray = [f"a link on “{words}” leads to {href}" for href, words in _astray(on, wanted)]
    there = Counter(_whole_links(on, wanted))
    if on.full_panels():  # words fell off or broke, and links with them; that is told already
        given = {href for href, _ in wanted}
        there = Counter({link: n for link, n in there.items() if link[0] not in given})
        wanted.clear()
    lost = (f"no link on “{words}” leads to {href}" for href, words in sorted(wanted - there))
    foreign = (f"a link on “{words}” leads to {href}" for href, words in sorted(there - wanted))
    return tuple(on.printed.finding("things.link", what) for what in (*lost, *foreign, *astray))


def _whole_links(on: Examined, wanted: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give where each link of the file leads, with its words: those of all its lines together.

    Each line has an area of its own. Where a word goes on, its hyphen is none of the words.
    """
    begun: dict[str, str] = {}
    for link, words in _links(on, beside=False):
        before = begun.pop(link, "")
        joined = (before + words, before.removesuffix("-") + words)
        begins = [j for j in joined if _begins(link, j, wanted)]
        whole = [j for j in joined if (link, j) in wanted]
        if begins and not whole:
            begun[link] = begins[0]
        else:
            yield link, (*whole, *joined)[0]
    yield from begun.items()


def _links(on: Examined, beside: bool) -> Iterator[tuple[str, str]]:
    """Give where each link leads, and its words: those in the text, or those beside it."""
    for number, page in enumerate(on.reading.pages, 1):
        folios = [f.rect for f in on.printed.folios if f.page == number]
        for href, area in filter(itemgetter(0), page.links):  # others lead to a place in the file
            if any(rect.meets(area) for rect in folios) == beside:
                yield _plain(href, _words_in(page, area))


def _astray(on: Examined, wanted: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give each link beside the text that says or does what no link in the text does."""
    for href, words in dict.fromkeys(_links(on, beside=True)):
        if not any(href == address and words in text for address, text in wanted):
            yield href, words


def _begins(href: str, words: str, wanted: Collection[tuple[str, str]]) -> bool:
    """Say whether a link may begin with these words, or with a part of one and its hyphen."""
    start = words.removesuffix("-")
    return any(href == address and text.startswith(start) for address, text in wanted)


def _is_inside(href: str) -> bool:
    """Say whether a link leads to a place in the file itself: `access.link` looks there."""
    return href.startswith("#")


def _plain(href: str, words: str) -> tuple[str, str]:
    return href.rstrip("/"), normalize_letters(words)


def _words_in(page: ReadPage, area: Rect) -> str:
    """Return the letters whose middle lies in an area."""
    return "".join(g.text for g in page.glyphs if area.holds_middle(g.box, PLACE_SLACK_PT))


@check(
    "things.apart",
    "error",
    statement="A number stands beside what it numbers or the reason to call it, or right above.",
    rationale="Files keep the order of words whatever the page shows; beside the wrong reason, 911"
    " sends a patient to the wrong help.",
    source="ours",
    remedy="Set them side by side.",
)
def pairs_stand_side_by_side(on: Examined) -> tuple[Finding, ...]:
    """What one panel says twice may be meant in either place."""
    said: dict[Passage, list[tuple[Word, ...]]] = {}
    for passage, run in groupby(on.words, key=lambda word: word.passage):
        if passage:
            there, size = tuple(run), max(1, len(passage.text.split()))
            times = (there[n : n + size] for n in range(0, len(there), size))
            said.setdefault(passage, []).extend(times)
    found: list[Finding] = []
    for number, words in on.printed.inventory.pairs:
        ones, others = said.get(number, []), said.get(words, [])
        if ones and others and not any(_are_together(a, b) for a in ones for b in others):
            what = f"“{ones[0][0].text}” does not stand beside “{words.text[:40]}”"
            found.append(on.about("things.apart", what, ones[0][0]))
    return tuple(found)


def _are_together(one: tuple[Word, ...], other: tuple[Word, ...]) -> bool:
    """Say whether wording begins right of where other wording does, or under its last line."""
    a, last, b = one[0].glyphs[0], one[-1].glyphs[-1], other[0].glyphs[0]
    high = min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top)
    beside = a.page == b.page and high > 0 and a.box.left < b.box.left
    gap = b.box.top - last.box.bottom
    under = abs(a.box.left - b.box.left) < a.size_pt and -LETTER_OVERLAP_PT < gap < a.size_pt
    return beside or (last.page == b.page and under)


@check(
    "things.identity",
    "error",
    statement="Title, document id, version and language of the file are those of content.",
    rationale="A screen reader speaks the title in the file's language, and the version decides"
    " which file is kept.",
    source="ours",
    remedy="Keep the head of the document template as it is.",
)
def the_file_says_what_it_is(on: Examined) -> tuple[Finding, ...]:
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
        )
        for name, wanted, there in pairs
        if wanted != there
    )
