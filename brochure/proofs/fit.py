"""Does the text fit? Measured on the laid-out document, and on the finished file at the folds."""

from collections.abc import Iterator

from brochure.finding import Finding, counted
from brochure.printed import Panel, Printed
from brochure.reading import Glyph, Reading

_SLACK_PT = 0.6


def text_fits_its_panel(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """No panel holds more than it has room for.

    Rationale: the engine drops what runs past an absolute box and says nothing, so panels are
    measured where nothing is dropped (`brochure.measure`).
    """
    return tuple(_overfull(printed, p) for p in printed.panels if p.over_pt)


def _overfull(printed: Printed, panel: Panel) -> Finding:
    held = panel.words - panel.words_over
    free = [p for p in printed.panels if p.words_free >= panel.words_over and not p.over_pt]
    room = max(free, key=lambda p: p.words_free, default=None)
    move = f", or move something to {room.name} ({room.words_free} words free)" if room else ""
    size = f"{printed.body_pt:g} pt"
    return printed.finding(
        id="fit.overfull",
        what=f"{counted(panel.words_over, 'word')} too many"
        if panel.words_over
        else "does not fit",
        remedy=f"Cut {counted(max(1, panel.words_over), 'word')}{move}.",
        path=panel.first_over_path,
        page=panel.page,
        panel=panel.name,
        detail=(
            f"{panel.name} holds {held} words at {size}; this has {panel.words}."
            f" {panel.over_pt:g} pt over, {counted(panel.lines_over, 'line')},"
            f" from “{panel.first_over[:60]}”.",
        ),
    )


def no_line_sticks_out(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """No line is wider than its panel.

    Rationale: a long word or web address does not wrap; it runs over the fold or off the page.
    """
    return tuple(
        printed.finding(
            id="fit.too-wide",
            what=f"“{text[:50]}” is {over:g} pt too wide",
            remedy="Shorten the longest word, or put a space or hyphen where it may break.",
            path=path,
            page=panel.page,
            panel=panel.name,
        )
        for panel in printed.panels
        for text, over, path in panel.wide
    )


def text_keeps_clear_of_trim_and_folds(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """No letter stands closer to the trim or to a fold than the edition's safe margin.

    Rationale: cutting and folding are off by up to 1/32 in, and office printers cannot reach the
    edge. Source: the safe margin of 0.25 in that sheetfed printers ask for.
    """
    return tuple(
        printed.finding(
            id="fit.unsafe",
            what=f"“{word}” stands {distance:.1f} pt from the {edge}, less than {safe:g} pt",
            remedy="Shorten the text, or give the panel a wider margin in its stylesheet.",
            page=page,
        )
        for page, word, distance, edge, safe in _unsafe(printed, reading)
    )


def _unsafe(printed: Printed, reading: Reading) -> Iterator[tuple[int, str, float, str, float]]:
    edition = printed.edition
    for number, page in enumerate(reading.pages, 1):
        folds = edition.folds_pt[number - 1] if number <= len(edition.folds_pt) else ()
        for word in page.words():
            for distance, edge in _distances(word, page.width_pt, page.height_pt, folds):
                if distance < edition.safe_pt - _SLACK_PT:
                    text = "".join(g.text for g in word)
                    yield number, text, distance, edge, edition.safe_pt
                    break


def _distances(
    word: tuple[Glyph, ...], width_pt: float, height_pt: float, folds: tuple[float, ...]
) -> Iterator[tuple[float, str]]:
    """Give the distance of one word from each trim edge and fold, in points."""
    left, right = min(g.box.left for g in word), max(g.box.right for g in word)
    yield left, "left trim"
    yield width_pt - right, "right trim"
    yield min(g.box.top for g in word), "top trim"
    yield height_pt - max(g.box.bottom for g in word), "bottom trim"
    for fold in folds:
        crossed = left < fold < right
        yield (0.0 if crossed else min(abs(left - fold), abs(right - fold))), "fold"


def engine_has_no_complaint(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """The layout engine logged no warning.

    Rationale: a missing image, an ignored style or a missing glyph is one line in its log, and
    the page comes out all the same.
    """
    return tuple(
        printed.finding(
            id="engine.warning",
            what=f"the layout engine says: {line}",
            remedy="Correct the template, stylesheet or figure that it names.",
        )
        for line in printed.log
    )
