"""Inline Markdown: emphasis, links and superscripts of one piece of wording, and nothing else."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.superscript import superscript_plugin

# A short hyphenated word or pair (“self-harm”, “IV/IM”); numbers and their unit (“24–72 hours”).
_WHOLE = re.compile(r"(?<![\w/-])(?:[\w’]{1,8}[-/][\w’]{1,8}|\d+–\d+(?:\xa0[a-z]{1,7})?)(?![\w/-])")
# A number and its unit (“30 minutes”); years and house numbers are longer.
_MEASURE = re.compile(r"\b(\d{1,3}) (?=[a-z]{1,7}\b)")
_MARK = re.compile(r"<sup>.*?</sup>")
_LONGEST_PAIR = 20
SHOWN = ("text", "text_special")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link", "escape", "balance_pairs"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # we say why we refuse
    parser.add_render_rule("text", _keep_together)
    return parser.use(superscript_plugin)


def parse_inline(source: str) -> list[Token]:
    """Return the tokens of one piece of wording; a sign behind a backslash is one of its own."""
    return _parser().parseInline(source)[0].children or []


def _keep_together(
    renderer: object, tokens: Sequence[Token], at: int, options: object, env: object
) -> str:
    """Render one run of text."""
    return keep_together(tokens[at].content)


def keep_together(text: str) -> Markup:
    """Return text whose short hyphenated words and ranges of numbers each stay on one line."""
    return Markup(_WHOLE.sub(r'<span class="whole">\g<0></span>', escape(text)))


def render_html(source: str, mark: str = "") -> Markup:
    """Return the HTML of one piece of wording; a number and its unit stay together.

    `mark` is a citation mark; it is raised and kept on the line of the last word.
    """
    parser = _parser()
    tokens = _tie_units(parse_inline(source))
    if not mark:
        return Markup(parser.renderer.render(tokens, parser.options, {}))
    raised = Markup("<sup>{}</sup>").format(mark)
    last = tokens[-1]
    if last.type not in SHOWN or not last.content:
        return Markup(parser.renderer.render(tokens, parser.options, {})) + raised
    start, space, word = last.content.rpartition(" ")
    last.content = start + space
    before = Markup(parser.renderer.render(tokens, parser.options, {}))
    return before + Markup('<span class="whole">{}{}</span>').format(word, raised)


@lru_cache(maxsize=10_000)  # a check asks for each sentence in each edition
def render_text(source: str) -> str:
    """Return the words a reader sees, white space folded to single spaces."""
    texts = (t.content if t.type in SHOWN else " " for t in parse_inline(source) if _is_read(t))
    return " ".join("".join(texts).split())


def _is_read(token: Token) -> bool:
    return token.type in (*SHOWN, "softbreak")


def _tie_units(tokens: list[Token]) -> list[Token]:
    """Put a no-break space between a number and its unit."""
    for token in tokens:
        if token.type in SHOWN:
            token.content = _MEASURE.sub("\\1\N{NO-BREAK SPACE}", token.content)
    return tokens


def tie_last_words(html: Markup) -> Markup:
    """Return `html` with its last two words kept on one line, if the pair is not long.

    CSS `text-wrap: pretty` does nothing in WeasyPrint 70. So layout tells where a last line holds
    one word alone (`brochure.layout.measure`), and there the word before it comes along. A no-break
    space beside a box that does not wrap makes WeasyPrint 70 break each word before it, so the pair
    becomes such a box where elements allow.
    """
    at = _last_space(html)
    start = _last_space(html[:at]) + 1
    before, word, last = str(html[:start]), str(html[start:at]), str(html[at + 1 :])
    pair = Markup(_MARK.sub("", f"{word} {last}")).striptags()
    if at < 0 or len(pair) > _LONGEST_PAIR:
        return html
    if "<" not in word and last.count("</") * 2 == last.count("<"):
        return Markup(f'{before}<span class="whole">{word} {last}</span>')
    return Markup(f"{before}{word}\N{NO-BREAK SPACE}{last}")


def _last_space(html: str) -> int:
    """Return where the last space between words stands, -1 if there is none."""
    inside = False
    for at in range(len(html) - 1, -1, -1):
        inside = html[at] == ">" or (inside and html[at] != "<")
        if html[at] == " " and not inside:
            return at
    return -1
