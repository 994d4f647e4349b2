"""Does the text fit? Measured on the laid-out document, and on the finished file at the folds."""

import re
from collections.abc import Iterator
from itertools import combinations, groupby

from brochure.base.breaks import say_how_to_break
from brochure.base.check import check
from brochure.base.finding import Finding, pluralize
from brochure.base.geometry import Rect
from brochure.base.qr import QUIET_MODULES, make_qr_code
from brochure.base.tolerances import LEAST_WORDS_OF_A_PANEL, OVERHANG_SHARE_OF_TYPE, PLACE_SLACK_PT
from brochure.layout.printed import Mark, Panel, Printed
from brochure.proofs.alignment import Word, quote
from brochure.proofs.examined import CLINIC, LOGO, Examined

_AROUND = ".,;:!?()[]“”‘’\"'"
_LONG_WORD = 12
_TABLE = re.compile(r"(.*)\.(?:rows\[|(columns\[\d+))")  # the table, and which of its heads
_FEW_COLUMNS = 2
_WIDE_TABLE = (
    "It has {columns} columns: leave one out, turn rows into columns, shorten its longest words or"
    " put soft hyphens into them; or place the table in a document with wider pages."
)
_LOGO_TAKES = (
    "The logo beside it takes some of the width: without `logo:` under `brand:` there is more."
)
_NAMES = {"line": "ruled line", "code": "QR code"}


@check(
    "fit.overfull",
    "error",
    statement="No panel holds more than it has room for.",
    rationale="The engine drops what runs past an absolute box and says nothing, so panels are"
    " measured where nothing is dropped.",
    source="ours; measured on an endless page (brochure.layout.measure)",
    remedy="Cut as many words as are too many, or move something to a panel that has room.",
)
def text_fits_its_panel(on: Examined) -> tuple[Finding, ...]:
    return tuple(_overfull(on.printed, p) for p in on.printed.panels if p.over_pt)


def _overfull(printed: Printed, panel: Panel) -> Finding:
    held = panel.words - panel.words_over
    too_many = f"{pluralize(panel.words_over, 'word')} too many"
    cut = f"Cut {pluralize(max(1, panel.words_over), 'word')} anywhere in this panel"
    lines = f"{pluralize(panel.lines_over, 'line')}, " if panel.lines_over else ""
    logo = f" {_LOGO_TAKES}" if _beside_logo(panel.first_over_path, panel, printed) else ""
    return printed.finding(
        "fit.overfull",
        too_many if panel.words_over else f"{panel.over_pt:g} pt too much",
        f"{cut}{_suggest_move(printed, panel)}.{logo}",
        panel.page,
        panel.first_over_path,
        panel.name,
        (
            f"{printed.edition.name}, {panel.name} holds {held} words at {printed.body_pt:g} pt;"
            f" this has {panel.words}. {panel.over_pt:g} pt over, {lines}"
            f"{'after' if panel.over_after else 'from'} “{panel.first_over[:60]}”.",
        ),
    )


def _suggest_move(printed: Printed, full: Panel) -> str:
    """Name the panel with most room, if what is too much would fit there."""
    room = [
        panel
        for panel in printed.panels
        if panel.words >= LEAST_WORDS_OF_A_PANEL
        and panel.words_free >= full.words_over
        and not (panel.over_pt or panel.flows or full.flows)
    ]
    best = max(room, key=lambda panel: panel.words_free, default=None)
    if best is None:
        return ""
    room = pluralize(best.words_free, "more word")
    return f", or move something to {best.name} (room for {room})"


@check(
    "fit.too-wide",
    "error",
    statement="No line is wider than its panel.",
    rationale="A long word or web address does not wrap; it runs over the fold or off the page.",
    source="ours",
    remedy="Shorten it, or put a soft hyphen where it may break.",
)
def no_line_sticks_out(on: Examined) -> Iterator[Finding]:
    """A table that is too wide is told once, with the first words that stick out."""
    told: set[tuple[int, str]] = set()
    for panel in on.printed.panels:
        for text, over, path in panel.wide:
            table = _TABLE.match(path)
            columns = _count_columns(table[1], on) if table else 0
            what, remedy = f"“{text[:50]}” is {over:g} pt too wide", _narrow(text)
            if _beside_logo(path, panel, on.printed):
                remedy = f"{remedy} {_LOGO_TAKES}"
            if table and columns > _FEW_COLUMNS:
                if (panel.page, table[1]) in told:
                    continue
                told.add((panel.page, table[1]))
                what = f"the table is {over:g} pt too wide: “{text[:50]}” runs over the edge"
                remedy = _WIDE_TABLE.format(columns=columns)
            yield on.printed.finding(
                "fit.too-wide", what, remedy, page=panel.page, path=path, panel=panel.name
            )


def _beside_logo(path: str, panel: Panel, printed: Printed) -> bool:
    """Say whether a line is a fact of the clinic, and a logo beside it takes some of its width."""
    shown = any(mark.path.startswith(LOGO) for mark in printed.marks)
    return shown and panel.name == printed.edition.logo_panel and path.startswith(CLINIC)


def _count_columns(table: str, on: Examined) -> int:
    """Count the heads of a table, by the paths of what stands in them."""
    found = (_TABLE.match(said.path) for said in on.printed.passages)
    return len({head[2] for head in found if head and head[1] == table and head[2]})


def _narrow(line: str) -> str:
    """Say how to make a line narrower that one long word, or an address, keeps wide."""
    longest = max(line.split(), key=len, default="").strip(_AROUND)
    if len(longest) < _LONG_WORD:
        return "Write it shorter: a telephone number, for one, stands on one line."
    return f"Shorten it, or {say_how_to_break(longest)}."


@check(
    "fit.panel",
    "error",
    statement="Each declared panel of fixed size stands in the file once, and none lies over"
    " another.",
    rationale="What is not measured is not proven. A template that forgets to name a panel would"
    " take it out of every other proof.",
    source="ours",
    remedy="Mark its box in the template with data-panel, once, and place it beside the others.",
)
def every_panel_is_there_and_apart(on: Examined) -> tuple[Finding, ...]:
    printed = on.printed
    names = [panel.name for panel in printed.panels]
    wrong = [name for name in printed.edition.fixed_panels if names.count(name) != 1]
    absent = tuple(
        printed.finding(
            "fit.panel",
            f"the panel {name} stands in the file {pluralize(names.count(name), 'time')}",
            f'Mark its box in the template with data-panel="{name}", once.',
            panel=name,
        )
        for name in wrong
    )
    over = tuple(
        printed.finding(
            "fit.panel",
            f"the panels {one.name} and {other.name} lie over each other",
            "Move one of them in the stylesheet.",
            one.page,
            panel=one.name,
        )
        for one, other in combinations(printed.panels, 2)
        if one.page == other.page and one.rect.meets(other.rect, PLACE_SLACK_PT)
    )
    return (*absent, *over)


@check(
    "fit.unsafe",
    "error",
    statement="No letter stands closer to the trim or to a fold than the edition's safe margin.",
    rationale="Cutting and folding are off by up to 1/32 in, and office printers cannot reach the"
    " edge.",
    source="the safe margin of 0.25 in that sheetfed printers ask for",
    remedy="Shorten the text, or give the panel a wider margin in its stylesheet.",
)
def text_keeps_clear_of_trim_and_folds(on: Examined) -> tuple[Finding, ...]:
    safe = on.printed.edition.safe_pt
    found: list[Finding] = []
    for (_, edge), group in groupby(_unsafe(on), key=lambda u: (u[0].passage, u[2])):
        words = [(word, distance) for word, distance, _ in group]
        least = min(distance for _, distance in words)
        text = quote(tuple(word.text for word, _ in words))
        what = f"{text} stands {least:.1f} pt from the {edge}, less than {safe:g} pt"
        found.append(on.about("fit.unsafe", what, words[0][0]))
    return tuple(found)


def _unsafe(on: Examined) -> Iterator[tuple[Word, float, str]]:
    edition = on.printed.edition
    for word in on.settled_words():
        slack = max(PLACE_SLACK_PT, OVERHANG_SHARE_OF_TYPE * word.glyphs[0].size_pt)
        for distance, edge in _distances(on, word.page, _box_of(word)):
            if distance < edition.safe_pt - slack:
                yield word, distance, edge
                break


def _box_of(word: Word) -> Rect:
    return Rect.enclose(glyph.box for glyph in word.glyphs)


@check(
    "things.unsafe",
    "error",
    statement="No code, logo, figure, box or line stands closer to the trim or a fold than text"
    " may.",
    rationale="A code that is cut or bent leads nowhere, and a logo across a fold is what everyone"
    " sees first. Figures and a cover picture that run to the trim or end on a fold are"
    " background.",
    source="ours",
    remedy="Move it inwards, or make it smaller, in the stylesheet.",
)
def things_keep_clear_of_trim_and_folds(on: Examined) -> tuple[Finding, ...]:
    printed, safe = on.printed, on.printed.edition.safe_pt
    found: list[Finding] = []
    for mark in printed.marks:
        distances = list(_distances(on, mark.page, _visible_part(on, mark)))
        least, edge = min(distances, key=lambda measured: measured[0])
        if least < safe - PLACE_SLACK_PT and not (
            _may_be_ground(on, mark) and _at_an_edge(on, mark)
        ):
            what = f"a {_NAMES.get(mark.kind, mark.kind)} stands {max(0.0, least):.1f} pt from the"
            what = f"{what} {edge}, less than {safe:g} pt"
            found.append(
                printed.finding("things.unsafe", what, "", mark.page, mark.path, box=mark.rect)
            )
    return tuple(found)


def _visible_part(on: Examined, mark: Mark) -> Rect:
    """Return where something is drawn: of a code the modules, without the white around them."""
    if mark.kind != "code":
        return mark.rect
    codes = [other for other in on.printed.marks if other.kind == "code"]
    addresses = on.printed.inventory.codes
    if codes.index(mark) >= len(addresses):
        return mark.rect
    modules = len(make_qr_code(addresses[codes.index(mark)]).matrix)
    return mark.rect.shrink(mark.rect.width * QUIET_MODULES / (modules + 2 * QUIET_MODULES))


def _may_be_ground(on: Examined, mark: Mark) -> bool:
    """Say whether a thing may be background: a figure, or the picture of a cover."""
    covers = {
        depicted.placed.path
        for depicted in on.printed.pictures
        if depicted.placed.panel == on.printed.edition.cover_panel
    }
    return mark.kind == "figure" or (mark.kind == "picture" and mark.path in covers)


def _at_an_edge(on: Examined, mark: Mark) -> bool:
    """Say whether a thing reaches the trim, or ends on a fold."""
    rect, whole = mark.rect, on.reading.page(mark.page).rect.shrink(PLACE_SLACK_PT)
    ends = (rect.left, rect.right)
    on_fold = any(
        abs(end - fold) <= PLACE_SLACK_PT for end in ends for fold in _folds(on, mark.page)
    )
    return on_fold or not whole.holds(rect)


def _folds(on: Examined, page: int) -> tuple[float, ...]:
    folds = on.printed.edition.folds_pt
    return folds[page - 1] if page <= len(folds) else ()


def _distances(on: Examined, number: int, box: Rect) -> Iterator[tuple[float, str]]:
    """Give the distance of something on one page from each trim edge and fold, in points."""
    page = on.reading.page(number)
    yield box.left, "left trim"
    yield page.width_pt - box.right, "right trim"
    yield box.top, "top trim"
    yield page.height_pt - box.bottom, "bottom trim"
    for fold in _folds(on, number):
        crossed = box.left < fold < box.right
        yield (0.0 if crossed else min(abs(box.left - fold), abs(box.right - fold))), "fold"


@check(
    "engine.warning",
    "error",
    statement="The layout engine logged no warning.",
    rationale="A missing image, an ignored style or a missing glyph is one line in its log, and"
    " the page comes out all the same.",
    source="ours",
    remedy="Correct the template, stylesheet or figure that it names.",
)
def engine_has_no_complaint(on: Examined) -> tuple[Finding, ...]:
    return tuple(
        on.printed.finding("engine.warning", f"the layout engine says: {line}")
        for line in on.printed.log
    )
