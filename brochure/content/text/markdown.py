"""Inline Markdown: emphasis, links and superscripts of one piece of wording, and nothing else."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from html import escape
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.superscript import superscript_plugin

from brochure.base.breaks import (
    JOINER,
    MARKS,
    drop_idle_breaks,
    find_addresses,
    mark_address,
    without_breaks,
)
from brochure.base.ties import tie_words

# A short hyphenated word or pair (“self-harm”, “IV/IM”); numbers and their unit (“24–72 hours”).
# What is tied to it goes with it.
_WHOLE = re.compile(
    r"(?<![\w/-])(?:[\w’]{1,3}\xa0){0,2}"
    r"(?:[\w’]{1,8}[-/][\w’]{1,8}|\d+–\d+(?:\xa0[a-z]{1,7})?)(?![\w/-])"
)
_IN_ONE = r'<span class="whole">\g<0></span>'
_BREAKS_ALONE = re.compile(r"[/?-]\w")  # here the engine ends lines of its own accord
_TO_PEOPLE = ("tel", "sms", "mailto")
_HREF = re.compile(r"(?<=\]\()[^)]*")
SHOWN = ("text", "text_special")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link", "escape", "balance_pairs"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # we say why we refuse
    parser.add_render_rule("text", _keep_together)
    return parser.use(superscript_plugin)


@lru_cache(maxsize=5_000)  # the model, the words and the HTML of each text ask for its tokens
def parse_inline(source: str) -> tuple[Token, ...]:
    """Return the tokens of one piece of wording; a sign behind a backslash is one of its own.

    They are shared: whoever wants other ones copies them.
    """
    source = _HREF.sub(lambda address: without_breaks(address[0]), source)
    return tuple(_parser().parseInline(source)[0].children or ())


def _tokens(source: str, on_paper: bool) -> tuple[Token, ...]:
    tokens = parse_inline(source)
    if not on_paper or not any(token.type == "link_open" for token in tokens):
        return tokens
    return tuple(_with_addresses(tokens))


def _with_addresses(tokens: Sequence[Token]) -> Iterator[Token]:
    """Give tokens with each link's address behind it, unless its words say it."""
    address, words = "", ""
    for token in tokens:
        yield token
        if token.type == "link_open":
            address, words = str(token.attrGet("href") or ""), ""
        elif token.type == "link_close":
            shown = printed_address(address)
            if shown.isprintable() and not _says(words, shown):
                yield Token("text", "", 0, content=f" ({shown})")
        elif token.type in SHOWN:
            words += token.content


def printed_address(address: str) -> str:
    """Return where a link leads as people write it: without scheme and closing slash."""
    scheme, _, rest = unquote(address).partition(":")
    return rest.partition("?")[0] if scheme in _TO_PEOPLE else rest.strip("/")


def _says(words: str, shown: str) -> bool:
    """Say whether words hold an address, or a number in any spelling."""
    plain = without_breaks(words).casefold()
    digits = re.sub(r"\D", "", words)
    number = re.sub(r"\D", "", shown) if not re.search("[a-z@]", shown) else ""
    return shown.casefold() in plain or bool(digits and number.endswith(digits))


def _keep_together(
    renderer: object, tokens: Sequence[Token], at: int, options: object, env: object
) -> str:
    """Render one run of text."""
    return keep_together(tokens[at].content)


def keep_together(text: str) -> Markup:
    """Return text whose short hyphenated words and ranges of numbers each stay on one line.

    So do short addresses; in long ones there are marks where a line may end.
    """
    parts, at = list[str](), 0
    for start, end in find_addresses(text):
        parts += (_keep_words(text[at:start]), _keep_address(text[start:end]))
        at = end
    return Markup("".join((*parts, _keep_words(text[at:]))))


def _keep_words(text: str) -> str:
    return _WHOLE.sub(_IN_ONE, escape(drop_idle_breaks(text)))


def _keep_address(address: str) -> str:
    marked = mark_address(address)
    breaks = marked == without_breaks(address) and _BREAKS_ALONE.search(address)
    return re.sub(".+", _IN_ONE, escape(marked)) if breaks else escape(marked)


@lru_cache(maxsize=10_000)  # each edition prints the same wording
def render_html(source: str, mark: str = "", on_paper: bool = False) -> Markup:
    """Return the HTML of one piece of wording; words that no line end may part stay together.

    `mark` is a citation mark; it is kept on the line of the last word, and raised unless it stands
    in brackets. `on_paper` each link is followed by where it leads.
    """
    tokens = _tied(_tokens(source, on_paper))
    if not mark:
        return _render(tokens)
    raised = mark_html(mark)
    last = tokens[-1]
    start, space, word = last.content.rpartition(" ")
    if last.type not in SHOWN or not word or MARKS & set(keep_together(word)):
        return _render(tokens) + JOINER + raised
    before = _render([*tokens[:-1], last.copy(content=start + space)])
    return before + Markup('<span class="whole">{}{}</span>').format(word, raised)


def _tied(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens with no-break spaces where no line may end, also over their borders."""
    read = [token.content if token.type in SHOWN else " " * _is_read(token) for token in tokens]
    tied, at = tie_words("".join(read)), 0
    result: list[Token] = []
    for token, text in zip(tokens, read, strict=True):
        own = tied[at : at + len(text)]
        result.append(token.copy(content=own) if token.type in SHOWN and own != text else token)
        at += len(text)
    return result


def mark_html(mark: str) -> Markup:
    """Return a citation mark as it follows a word: raised, or in brackets behind a space."""
    if mark.startswith("["):
        return Markup("\N{NO-BREAK SPACE}{}").format(mark)
    return Markup("<sup>{}</sup>").format(mark)


def mark_text(mark: str) -> str:
    """Return the same as a reader sees it."""
    return f" {mark}" if mark.startswith("[") else mark


def _render(tokens: Sequence[Token]) -> Markup:
    parser = _parser()
    return Markup(parser.renderer.render(tokens, parser.options, {}))


@lru_cache(maxsize=10_000)  # a check asks for each sentence in each edition
def render_text(source: str, on_paper: bool = False) -> str:
    """Return the words a reader sees, white space folded to single spaces, without marks."""
    tokens = _tokens(source, on_paper)
    texts = (t.content if t.type in SHOWN else " " for t in tokens if _is_read(t))
    return " ".join(without_breaks("".join(texts)).split())


def _is_read(token: Token) -> bool:
    return token.type in (*SHOWN, "softbreak")
