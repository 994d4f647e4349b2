"""Lines that were broken before are not broken again: the same text, type and width, one answer.

Breaking lines is half of a layout, and each text is broken again and again: flex boxes and grids
lay their children out several times, a size is searched, and an edit leaves most of a page alone.
WeasyPrint 70.0 asks for each line by `weasyprint.text.line_break.split_first_line`, a function of
what is in the key below. `tests/layout/test_line_memo.py` compares layouts with and without it.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any
from weakref import ref

from weasyprint import css as engine_css
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

_MOST_LINES = 40_000  # some 40 MB; then all are forgotten, for the next edit brings few anew
# What decides how a text is set and broken: `Layout`, `get_font_description`, `split_first_line`.
INHERITED = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size"),
    *("font_variation_settings", "font_language_override", "font_kerning", "font_feature_settings"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("lang", "direction", "white_space", "word_break", "overflow_wrap", "tab_size"),
    *("word_spacing", "letter_spacing"),
    *("hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone"),
)

_css: Any = engine_css
_engine: Any = line_break
_Answer = tuple[Any, ...]


class LineMemo:
    """Remembers lines for one font configuration; not for threads."""

    def __init__(self) -> None:
        self._lines: dict[object, _Answer] = {}
        self._types: dict[int, tuple[ref[Any], object]] = {}
        self._numbers: dict[str, int] = {}

    @contextmanager
    def remember(self) -> Generator[None]:
        """Answer the engine's questions for lines while it lays out."""
        theirs = _engine.split_first_line

        def split(
            text: str,
            style: Any,
            context: object,
            max_width: float | None,
            justification_spacing: float,
            is_line_start: bool = True,
            minimum: bool = False,
        ) -> _Answer:
            rest = (max_width, justification_spacing, is_line_start, minimum)
            key = (text, self._type_of(style), rest)
            known = self._lines.get(key)
            if known is None:
                known = split_line(theirs, text, style, context, *rest)
                if len(self._lines) >= _MOST_LINES:
                    self._lines.clear()
                self._lines[key] = known
            return (_copy(known[0]), *known[1:])

        with in_place_of(theirs, split):
            yield

    def _type_of(self, style: Any) -> object:
        """Return what of a style decides how text is set, as a small number for each."""
        own: Any = style.parent_style if isinstance(style, _css.AnonymousStyle) else style
        known = self._types.get(id(own))
        if known is None or known[0]() is not own:
            values = repr([own[name] for name in INHERITED])
            if max(len(self._types), len(self._numbers)) >= _MOST_LINES:
                self._types.clear()
                self._numbers.clear()
                self._lines.clear()  # they go by these numbers
            number = self._numbers.setdefault(values, len(self._numbers))
            known = self._types[id(own)] = (ref(own), number)
        return known[1], style["text_decoration_line"] == "none"


def split_line(
    theirs: Callable[..., _Answer],
    text: str,
    style: Any,
    context: object,
    max_width: float | None,
    *rest: Any,
    **named: Any,
) -> _Answer:
    """Break off a line as the engine does, but not one whose last space alone lacks room.

    WeasyPrint 70.0 takes such a line for a long word, and leaves its first word alone on a line:
    it measures the line with its space. That space goes once the line has ended.
    """
    answer = theirs(text, style, context, max_width, *rest, **named)
    _, length, resume_at, *_ = answer
    bare = text.rstrip(" ")
    if resume_at is None or bare == text or " " in text.encode()[:length].decode():
        return answer
    if style["white_space"] != "normal":
        return answer
    if theirs(bare, style, context, max_width, *rest, **named)[2] is not None:
        return answer
    return theirs(text, style, context, None, *rest, **named)


def _copy(layout: Any) -> Any:
    """Return a layout that its box may take into use again; those of the memo stay idle."""
    copy = layout.__class__.__new__(layout.__class__)
    copy.__dict__.update(layout.__dict__)
    return copy


@contextmanager
def in_place_of(theirs: Callable[..., _Answer], ours: Callable[..., _Answer]) -> Generator[None]:
    """Let the three modules that ask for lines ask us."""
    asking: tuple[Any, ...] = (_engine, inline, preferred)
    for module in asking:
        module.split_first_line = ours
    try:
        yield
    finally:
        for module in asking:
            module.split_first_line = theirs
