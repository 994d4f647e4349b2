"""Can it be read aloud? The tags of the finished file, compared with content.

Who listens gets the tags and nothing else. Whether they are lawful PDF is for an independent judge
(`brochure check --access`); whether they say what content says is proven here, at every build.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.base.tolerances import AREA_SLACK_PT
from brochure.proofs.alignment import lay_beside, normalize_letters, quote
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import TAGGED
from brochure.reading.tags import MarkedContent, ReadAnnotation, ReadTag


@check(
    "access.words",
    "error",
    statement="The tags, from first to last, say every word of the edition, in the order of"
    " content, once.",
    rationale="The order of tags is not that of the page. A word outside them is never heard.",
    source="ours",
    remedy="Print the parts of a block in the order of content, and hide none of them.",
    applies_to=TAGGED,
    finds=("access.order", "access.unread", "access.twice"),
)
def every_word_is_read_aloud_in_order(on: Examined) -> tuple[Finding, ...]:
    spoken = lay_beside(on.printed.passages, on.tag_tree.root.glyphs())
    printed_wrong = {missing.passage for missing in on.alignment.missing}
    found: list[Finding] = []
    for missing in (m for m in spoken.missing if m.passage not in printed_wrong):
        moved = spoken.stands_elsewhere(missing)
        fate = "is read aloud in the wrong place" if moved else "is not read aloud"
        id, passage = ("access.order" if moved else "access.unread"), missing.passage
        what = f"{quote(missing.words)} {fate}"
        found.append(on.printed.finding(id, what, path=passage.path, panel=passage.panel))
    for run in spoken.surplus(reported=on.alignment.extra):
        what = f"{quote(tuple(word.text for word in run))} is read aloud once too often"
        found.append(on.printed.finding("access.twice", what, page=run[0].page))
    return tuple(found)


@check(
    "access.heading",
    "error",
    statement="Headings are the titles that content gives; each level follows from the one before,"
    " and bookmarks are the same headings.",
    rationale="Who listens leaps from heading to heading.",
    source="ISO 14289-1, 7.4.2",
    remedy="Print each title, and nothing else, as h1 to h6 in the template, none left out.",
    applies_to=TAGGED,
)
def headings_are_those_of_content(on: Examined) -> tuple[Finding, ...]:
    """The first is the only one of level 1, and no level is skipped on the way down.

    A title within a place lies one below the title of that place.
    """
    if on.full_panels():  # what fell off the page is told already
        return ()
    there = [(tag.level, tag.words) for tag in on.tag_tree.root.tags() if tag.level]
    wanted = [heading.passage.text for heading in on.printed.spoken.headings]
    lost = Counter(map(normalize_letters, wanted)) - Counter(
        normalize_letters(text) for _, text in there
    )
    more = Counter(normalize_letters(text) for _, text in there) - Counter(
        map(normalize_letters, wanted)
    )
    what = [f"“{text}” is no heading" for text in wanted if normalize_letters(text) in lost]
    what += [
        f"“{text}” is a heading, and no title"
        for _, text in there
        if normalize_letters(text) in more
    ]
    if not what and [normalize_letters(text) for _, text in there] != [
        normalize_letters(text) for text in wanted
    ]:
        what = ["headings stand in another order than content gives"]
    what = what or [*_levels(on, there), *_bookmarks(on, there)]
    return tuple(on.printed.finding("access.heading", text) for text in what)


def _levels(on: Examined, there: list[tuple[int, str]]) -> Iterator[str]:
    for number, (level, text) in enumerate(there):
        if (level == 1) != (number == 0):
            yield f"“{text}” is a heading of level {level}"
    for (before, _), (level, text) in pairwise(there):
        if level > before + 1:
            yield f"“{text}” is of level {level}, right after one of level {before}"
    headings = on.printed.spoken.headings
    level_of = {heading.passage: level for heading, (level, _) in zip(headings, there, strict=True)}
    for heading in headings:
        over = heading.under
        if over and level_of[heading.passage] != level_of[over] + 1:
            yield f"“{heading.passage.text}” is not one below “{over.text}”, where it stands"


def _bookmarks(on: Examined, there: list[tuple[int, str]]) -> Iterator[str]:
    """Compare bookmarks with headings; a number may lead in a bookmark."""
    if len(on.tag_tree.bookmarks) != len(there):
        yield f"there are {len(on.tag_tree.bookmarks)} bookmarks for {len(there)} headings"
    for (level, title), (depth, text) in zip(on.tag_tree.bookmarks, there, strict=False):
        if level != depth or not normalize_letters(title).endswith(normalize_letters(text)):
            yield f"the bookmark “{title}” is not the heading “{text}” of level {depth}"
            return


@check(
    "access.link",
    "error",
    statement="Each link and form field is in the tags once and says what it is, a link by its"
    " words.",
    rationale="What is not in the tags cannot be reached by keyboard; an address read letter by"
    " letter helps nobody.",
    source="ISO 14289-1, 7.18",
    remedy="Print it as a link or label, each link of content as one element, in the template.",
    applies_to=TAGGED,
)
def links_and_fields_are_read_aloud(on: Examined) -> tuple[Finding, ...]:
    if on.full_panels():  # what fell off the page is told already
        return ()
    owners: dict[int, list[ReadTag]] = {}
    for tag in on.tag_tree.root.tags():
        for kid in tag.kids:
            if isinstance(kid, ReadAnnotation):
                owners.setdefault(kid.number, []).append(tag)
    found = [
        on.printed.finding("access.link", what, "Print it as a link or label.", note.page)
        for note in on.tag_tree.notes
        for what in _note_faults(note, owners.get(note.number, []))
    ]
    wanted = Counter(
        (href.rstrip("/"), normalize_letters(words)) for href, words in on.printed.inventory.links
    )
    there = Counter(_link(tag) for tag in on.tag_tree.root.tags() if tag.role == "Link")
    remedy = "Print each link of content as one element in the template."
    found += [
        on.printed.finding("access.link", f"no link to {href} is read as “{words}”", remedy)
        for href, words in sorted(wanted - there)
    ]
    return tuple(found)


def _note_faults(note: ReadAnnotation, owners: list[ReadTag]) -> Iterator[str]:
    name = "link" if note.kind == "Link" else "form field"
    role = "Link" if note.kind == "Link" else "Form"
    if [tag.role for tag in owners] != [role]:
        yield f"a {name} “{note.words}” is in {len(owners)} tags and should be in one {role}"
    elif not note.words.strip():
        yield f"a {name} does not say what it is"
    elif name == "link" and normalize_letters(note.words) != normalize_letters(owners[0].words):
        yield f"the link “{owners[0].words}” is read as “{note.words}”"


def _link(tag: ReadTag) -> tuple[str, str]:
    hrefs = {kid.href for kid in tag.kids if isinstance(kid, ReadAnnotation)}
    return "".join(sorted(hrefs)).rstrip("/"), normalize_letters(tag.words)


@check(
    "access.figure",
    "error",
    statement="Each figure has the description that content gives, in its order, and its place on"
    " the page.",
    rationale="Who listens gets the description and nothing else of a figure.",
    source="ISO 14289-1, 7.3; ISO 32000-1, 14.8.5.4.3 (BBox)",
    remedy='Print each figure with alt="{{ block.alt }}" in the template.',
    applies_to=TAGGED,
)
def figures_are_described_as_content_says(on: Examined) -> tuple[Finding, ...]:
    if on.full_panels():  # what fell off the page is told already
        return ()
    figures = [tag for tag in on.tag_tree.root.tags() if tag.role == "Figure"]
    there = [str(tag.facts.get("Alt", "")) for tag in figures]
    wanted = list(on.printed.spoken.descriptions)
    lost, more = Counter(wanted) - Counter(there), Counter(there) - Counter(wanted)
    what = [f"no figure is described as “{alt[:60]}”" for alt in lost]
    what += [
        f"a figure is described as “{alt[:60]}”, which content does not say"
        if alt
        else "a figure has no description"
        for alt in more
    ]
    if not what and there != wanted:
        what = ["figures are read aloud in another order than content gives"]
    what += [
        f"the figure “{alt[:60]}” is said to stand where it does not"
        for tag, alt in zip(figures, there, strict=True)
        if not _stands_there(on, tag)
    ]
    return tuple(on.printed.finding("access.figure", text) for text in what)


def _stands_there(on: Examined, tag: ReadTag) -> bool:
    """Say whether the place that a figure tag gives is one where layout put a figure."""
    page = next((part.page for part in tag.walk() if isinstance(part, MarkedContent)), 0)
    box = tag.facts.get("BBox", ())
    sides = [side for side in box if isinstance(side, float)] if isinstance(box, tuple) else []
    if not page or len(sides) != 4:
        return False
    left, bottom, right, top = sides
    height = on.reading.page(page).height_pt
    rect = Rect(left, height - top, right, height - bottom)
    return any(
        mark.page == page
        and mark.rect.holds(rect, AREA_SLACK_PT)
        and rect.holds(mark.rect, AREA_SLACK_PT)
        for mark in on.printed.marks
    )
