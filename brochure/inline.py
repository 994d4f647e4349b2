"""Inline Markdown: emphasis, links and superscripts of one piece of wording, and nothing else."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from html import escape, unescape
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.superscript import superscript_plugin

LINK_SCHEMES = ("http", "https", "tel", "sms", "mailto")
# A short hyphenated word (“self-harm”), and a range of numbers (“24–72”).
_WHOLE = re.compile(r"(?<![\w-])(?:[\w’]{1,8}-[\w’]{1,8}|\d+–\d+)(?![\w-])")
# A number and its unit (“30 minutes”); years and house numbers are longer.
_MEASURE = re.compile(r"\b(\d{1,3}) (?=[a-z]{1,7}\b)")
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--[^<>]*)>")
_MARK = re.compile(r"<sup>.*?</sup>")
_LONGEST_PAIR = 20
_SHOWN = ("text", "text_special")
_ALLOWED = {
    *_SHOWN,
    "softbreak",
    "strong_open",
    "strong_close",
    "em_open",
    "em_close",
    "link_open",
    "link_close",
    "sup_open",
    "sup_close",
}


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link", "escape", "balance_pairs"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # we say why we refuse
    parser.add_render_rule("text", _unbroken)
    return parser.use(superscript_plugin)


def _tokens(source: str) -> list[Token]:
    return _parser().parseInline(source)[0].children or []


def _unbroken(
    renderer: object, tokens: Sequence[Token], at: int, options: object, env: object
) -> str:
    """Return text whose short hyphenated words and ranges of numbers each stay on one line."""
    return _WHOLE.sub(r'<span class="whole">\g<0></span>', escape(tokens[at].content))


def check_inline(source: str) -> str:
    """Return `source` unchanged if it is wording that can be printed.

    Raises ValueError as ``what | remedy`` for empty wording, control characters, text written
    from right to left, HTML tags, emphasis that does not close, and links that are not whole
    addresses.
    """
    if not source.strip():
        raise ValueError("is empty | Write the words, or leave the key out.")
    for character in source:
        _check_character(character)
    for token in _tokens(source):
        if token.type not in _ALLOWED:
            raise ValueError(
                f"{token.type} is not used here | Keep to **bold**, [links](https://…) and ^1^."
            )
        if token.type == "link_open":
            _check_link(str(token.attrGet("href") or ""))
        if token.type in _SHOWN:
            _check_signs(token.content)
    return source


def _check_signs(text: str) -> None:
    """Refuse signs that were meant to do something, and would print as they are written."""
    if "**" in text or "](" in text:
        raise ValueError(
            "has Markdown that does not close | Close every ** and every [link](https://…),"
            " or write a backslash before the sign."
        )
    tag = _TAG.search(text)
    if tag:
        raise ValueError(
            f"holds the HTML tag {tag[0]}, which would be printed | Delete it; bold words are"
            " written **bold**, and a link [words](https://…)."
        )


def _check_character(character: str) -> None:
    kind = unicodedata.category(character)
    if kind in ("Cc", "Cs", "Co", "Cn") and character not in "\n\t":
        raise ValueError(
            f"holds the control character U+{ord(character):04X} | Delete it and type again."
        )
    if unicodedata.bidirectional(character) in ("R", "AL", "RLE", "RLO", "RLI"):
        raise ValueError(
            f"holds {unicodedata.name(character, 'a character')}, which is written from right"
            " to left | Such scripts cannot be laid out yet."
        )


def _check_link(address: str) -> None:
    parts = urlsplit(address)
    whole = parts.netloc if parts.scheme in ("http", "https") else parts.path
    if parts.scheme not in LINK_SCHEMES or not whole:
        raise ValueError(
            f'links to "{address}"'
            " | Begin a link with https://, tel:, sms: or mailto: and write it whole."
        )


def to_html(source: str, mark: str = "") -> Markup:
    """Return the HTML of one piece of wording; a number and its unit stay together.

    `mark` is a citation mark; it is raised and kept on the line of the last word.
    """
    parser = _parser()
    tokens = _measured(_tokens(source))
    if not mark:
        return Markup(parser.renderer.render(tokens, parser.options, {}))
    raised = Markup("<sup>{}</sup>").format(mark)
    last = tokens[-1]
    if last.type not in _SHOWN or not last.content:
        return Markup(parser.renderer.render(tokens, parser.options, {})) + raised
    start, space, word = last.content.rpartition(" ")
    last.content = start + space
    before = Markup(parser.renderer.render(tokens, parser.options, {}))
    return before + Markup('<span class="whole">{}{}</span>').format(word, raised)


def to_text(source: str) -> str:
    """Return the words a reader sees, white space folded to single spaces."""
    shown = (t.content if t.type in _SHOWN else " " for t in _tokens(source) if _is_read(t))
    return " ".join(unescape("".join(shown)).split())


def _is_read(token: Token) -> bool:
    return token.type in (*_SHOWN, "softbreak")


def _measured(tokens: list[Token]) -> list[Token]:
    """Put a no-break space between a number and its unit."""
    for token in tokens:
        if token.type in _SHOWN:
            token.content = _MEASURE.sub("\\1\N{NO-BREAK SPACE}", token.content)
    return tokens


def tied(html: Markup) -> Markup:
    """Return `html` with its last two words kept on one line, if the pair is not long.

    CSS `text-wrap: pretty` does nothing in WeasyPrint 70. So layout tells where a last line holds
    one word alone (`brochure.measure`), and there the word before it comes along. A no-break space
    beside a box that does not wrap makes WeasyPrint 70 break each word before it, so the pair
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
