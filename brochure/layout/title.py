"""The title of a document in its own size: smaller where its lines break badly, never too small."""

from collections.abc import Iterator, Sequence

from brochure.layout.box_walk import walk_boxes
from brochure.layout.engine.boxes import EnginePage, is_line, is_text, root_box

_MOST_LINES = 4  # more of them fill a cover
_SHORT = 4  # letters of a word that is better not alone on its line
# Of the size in the stylesheet, which multiplies it by this property: 40 pt down to 30.
_SCALES = (0.95, 0.9, 0.85, 0.8, 0.75)
_RULES = tuple(f":root{{--title-scale:{scale:g}!important}}" for scale in (*_SCALES, 1))


def fit_title(pages: Sequence[EnginePage], rules: Sequence[str]) -> str:
    """Return a rule of CSS by which the title is set smaller, while its lines break badly.

    They do where there are too many, or one has nothing but a short word; if that is so at each
    size, it stays as it was. `rules` are those that the pages were laid out with.
    """
    tried = [rule in rules for rule in _RULES].count(True)
    lines = tuple(_title_lines(pages))
    many = len(lines) > _MOST_LINES
    if tried < len(_SCALES):
        return _RULES[tried] if many or _has_short_word(lines) else ""
    return _RULES[-1] if tried < len(_RULES) and not many and _has_short_word(lines) else ""


def _has_short_word(lines: Sequence[str]) -> bool:
    """Say whether one of several lines has one short word and nothing else."""
    short = (len(line) <= _SHORT and " " not in line for line in lines)
    return len(lines) > 1 and any(short)


def _title_lines(pages: Sequence[EnginePage]) -> Iterator[str]:
    """Give the words of each line of the first heading."""
    for page in pages:
        title = next((b for b in walk_boxes(root_box(page)) if b.element_tag == "h1"), None)
        if title is not None:
            for line in filter(is_line, walk_boxes(title)):
                words = "".join(run.text for run in walk_boxes(line) if is_text(run)).strip()
                if words:
                    yield words
            return
