"""Wording that names facts in braces -> the words that stand there, and which facts they state.

A gap takes the room of a typical answer: boxes as wide as the words of that answer, between which a
line may end, and a number that leads to its question.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from urllib.parse import quote

from markupsafe import Markup

from brochure.base.breaks import JOINER, without_breaks
from brochure.content.model.contact_details import named_details
from brochure.content.model.content import Content
from brochure.content.model.facts import REFERENCE, Fact, begin_sentence
from brochure.content.model.open_facts import OpenFact, find_open_fact
from brochure.content.text import markdown
from brochure.content.text.font_coverage import measure_em

# Boxes come in steps of half an em (`.gap` in styles/_blocks.css), and none is wider than so many.
_GAP = '<span class="gap">'
_NUMBER = re.compile(r"[\d\s().+-]{7,}")  # a telephone number stays on one line
_STEP_EM, _WIDEST_BOX = 0.5, 40
_FIRST_HOLE = (
    0xF0000  # of the characters that Unicode leaves to private use, and no font of ours has
)


@dataclass(frozen=True)
class Stated:
    """One piece of wording with its facts filled in: HTML, the words alone, the facts' ids."""

    html: Markup
    text: str
    facts: tuple[str, ...] = ()


def state_facts(source: str, mark: str, content: Content, on_paper: bool = False) -> Stated:
    """Return wording with its facts filled in, and its citation `mark` behind it.

    Where content names no facts, braces are what they are. `on_paper` links say where they lead.
    """
    if not content.facts or "{" not in source:
        html = markdown.render_html(source, mark, on_paper)
        return Stated(html, markdown.render_text(source, on_paper) + markdown.mark_text(mark))
    facts = {fact.id: fact for fact in content.facts}
    details = named_details(content.clinic)
    holes, hidden = _make_holes(source, (*facts, *details))
    html, text = _render(hidden, mark, holes, on_paper)
    named: list[str] = []
    for hole, id in holes.items():
        if hole not in text:  # it stands in the address of a link
            html = Markup(str(html).replace(quote(hole), quote(f"{{{id}}}")))
            continue
        named.append(id)
        at, opened = text.index(hole), find_open_fact(content, id)
        if id in details:
            words, shown = _print_detail(details[id], opened)
        else:
            words, shown = _print_fact(facts[id], opened, text, at, on_paper)
        if at and not text[at - 1].isspace() and shown.startswith(_GAP):
            words = f" {words}"  # the boxes part it from a bracket before it
        text, html = text.replace(hole, words), Markup(str(html).replace(hole, str(shown)))
    return Stated(html, text, tuple(named))


def _make_holes(source: str, known: Collection[str]) -> tuple[dict[str, str], str]:
    """Return `source` with a character that no text holds for each name, and which is for which.

    So Markdown and what keeps words together see one sign, and never the letters of a name.
    """
    holes: dict[str, str] = {}

    def hide(found: re.Match[str]) -> str:
        if found[1] not in known:
            return found[0]
        hole = chr(_FIRST_HOLE + len(holes))
        holes[hole] = found[1]
        return hole

    return holes, REFERENCE.sub(hide, source)


def _render(hidden: str, mark: str, holes: Collection[str], on_paper: bool) -> tuple[Markup, str]:
    """Render wording with holes; a fact before a citation mark may be long, and stays free."""
    text = markdown.render_text(hidden, on_paper) + markdown.mark_text(mark)
    if mark and any(hole in hidden.split()[-1] for hole in holes):
        html = markdown.render_html(hidden, "", on_paper)
        return html + JOINER + markdown.mark_html(mark), text
    return markdown.render_html(hidden, mark, on_paper), text


def print_item(fact: Fact, index: int, opened: OpenFact | None, on_paper: bool = False) -> Stated:
    """Return one entry of the list of a fact, as it stands alone."""
    source = fact.entries[index]
    source = source[:1].upper() + source[1:]
    html = markdown.render_html(source, "", on_paper)
    return Stated(_marked(html, opened), markdown.render_text(source, on_paper), (fact.id,))


@lru_cache(maxsize=1_000)
def print_gap(opened: OpenFact) -> tuple[str, Markup]:
    """Return what a draft shows of a fact that is not filled in: its words, and its HTML.

    The mark comes last, so that a full stop behind the gap stands at a word, as it will later.
    """
    steps = (ceil(measure_em(word) / _STEP_EM) for word in opened.typical.split())
    boxes = Markup(" ").join(
        Markup('<i class="w{}"></i>').format(min(_WIDEST_BOX, count)) for count in steps
    )
    if _NUMBER.fullmatch(opened.typical):
        boxes = Markup('<span class="whole">{}</span>').format(boxes)
    mark = Markup('<span class="gap-mark">{}</span>').format(opened.mark)
    return opened.mark, (Markup(_GAP) + Markup("{} {}</span>")).format(boxes, mark)


def _print_detail(words: str, opened: OpenFact | None) -> tuple[str, Markup]:
    """Return a detail of the clinic; only its text number may be open."""
    if not words and opened:
        return print_gap(opened)
    return without_breaks(words), _marked(markdown.keep_together(words), opened)


def _print_fact(
    fact: Fact, opened: OpenFact | None, text: str, at: int, on_paper: bool
) -> tuple[str, Markup]:
    """Return what a fact says at index `at` of `text`."""
    if fact.is_gap and opened:
        return print_gap(opened)
    source = begin_sentence(fact.sentence, text, at)
    html = markdown.render_html(source, "", on_paper)
    if _NUMBER.fullmatch(source):
        html = Markup('<span class="whole">{}</span>').format(html)
    return markdown.render_text(source, on_paper), _marked(html, opened)


def mark_open(html: Markup) -> Markup:
    """Mark what the clinic has still to confirm, in a way that moves no letter."""
    return Markup('<span class="to-confirm">') + html + Markup("</span>")


def _marked(html: Markup, opened: OpenFact | None) -> Markup:
    return mark_open(html) if opened else html
