"""One text of content.yaml -> itself if it can be printed, or all that is wrong with it."""

import re
from collections.abc import Collection, Iterator
from html import unescape
from urllib.parse import urlsplit

from brochure.base.breaks import NO_WIDTH, SOFT_HYPHEN, without_breaks
from brochure.content.text.characters import (
    TextFault,
    WordingError,
    compose_accents,
    cut_short,
    find_character_faults,
)
from brochure.content.text.markdown import SHOWN, parse_inline, render_text

MAX_LETTERS = 5_000
LINK_SCHEMES = ("http", "https", "tel", "sms", "mailto")
_ALLOWED = {
    *SHOWN,
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
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--[^<>]*)>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_OPEN = re.compile(r"\*\*|\]\(|\^")
_HOST_LABEL = re.compile(r"[\w-]+")
_BREAKS = {SOFT_HYPHEN: r"\u00AD", NO_WIDTH: r"\u200B"}  # as YAML writes them
_MARKDOWN = re.compile(r"\*\*|\]\(")


def check_inline(source: str, alphabet: Collection[str] | None = None) -> str:
    """Return `source`, its accents composed, if it is wording that can be printed.

    `alphabet` holds the characters that the fonts have; with None, fonts are not asked. Raises
    WordingError with all that is wrong: no words, too many letters, characters that cannot be
    printed, HTML, Markdown that does not close, and links that are not whole addresses.
    """
    _check_length(source, "Write the words, or leave the key out.")
    faults = (*find_character_faults(source, alphabet), *_markdown_faults(source))
    if not faults and not render_text(source):
        faults = (TextFault("holds no words", "Write the words, or leave the key out."),)
    if faults:
        raise WordingError(faults)
    return compose_accents(source)


def check_line(text: str, alphabet: Collection[str] | None = None) -> str:
    """Return `text`, its accents composed, if it can be printed as it is, without Markdown.

    Raises WordingError as `check_inline` does.
    """
    _check_length(text, "Write the words.")
    faults = tuple(find_character_faults(text, alphabet))
    sign = _MARKDOWN.search(text)
    if sign:
        what = f'holds the sign "{sign[0]}", which would be printed here'
        faults += (TextFault(what, "Write plain words, without ** and links.", sign.start(), 2),)
    if faults:
        raise WordingError(faults)
    return compose_accents(text)


def _check_length(text: str, if_empty: str) -> None:
    if not without_breaks(text).strip():
        raise WordingError((TextFault("is empty", if_empty),))
    if len(text) > MAX_LETTERS:
        what = f"has {len(text):,} letters; at most {MAX_LETTERS:,} can stand in one text"
        raise WordingError((TextFault(what, "Divide it into several blocks, or cut it."),))


def _markdown_faults(source: str) -> Iterator[TextFault]:
    """Give what is wrong with the signs in `source`, as Markdown reads them."""
    tokens = parse_inline(source)
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type not in _ALLOWED:
            what = f"{token.type} is not used here"
            yield TextFault(what, "Keep to **bold**, [links](https://…) and ^1^.")
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
            yield from _link_faults(address, max(0, source.find(address)))
            if after is not None and after.type == "link_close":
                what, remedy = "holds a link without words", "Write [words](https://…)."
                yield TextFault(what, remedy, max(0, source.find("[](")), 2)
        if token.type == "text":
            yield from _sign_faults(token.content, max(0, source.find(token.content)))


def _sign_faults(text: str, at: int) -> Iterator[TextFault]:
    """Give signs that were meant to do something, and would print as they are written."""
    sign = _OPEN.search(text)
    if sign:
        yield TextFault(
            "has Markdown that does not close",
            "Close every **, ^ and [link](https://…), or write a backslash before the sign.",
            at + sign.start(),
            len(sign[0]),
        )
    for tag in _TAG.finditer(text):
        yield TextFault(
            f"holds the HTML tag {cut_short(tag[0])}, which would be printed",
            "Delete it; bold words are written **bold**, and a link [words](https://…).",
            at + tag.start(),
            len(tag[0]),
        )
    for entity in _ENTITY.finditer(text):
        meant = unescape(entity[0])
        if meant != entity[0]:
            what = f"holds the HTML sign {entity[0]}, which would be printed"
            remedy = f"Write {meant} itself." if meant.strip() else "Write a space."
            if meant in _BREAKS:
                remedy = f'Write {_BREAKS[meant]} for it, and put the whole text in "…".'
            yield TextFault(what, remedy, at + entity.start(), len(entity[0]))


def _link_faults(address: str, at: int) -> Iterator[TextFault]:
    scheme, _, rest = address.partition(":")
    web = scheme in ("http", "https")
    if scheme not in LINK_SCHEMES or not rest or (web and not is_whole_address(address)):
        remedy = "Begin a link with https://, tel:, sms: or mailto: and write it whole."
        yield TextFault(f'links to "{cut_short(address)}"', remedy, at, len(address))


def is_whole_address(address: str) -> bool:
    """Tell whether a web address has a scheme, a host with a dot, and no white space."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:  # a bracket or a port that is none
        return False
    labels = (parts.hostname or "").split(".")
    named = len(labels) > 1 and all(map(_HOST_LABEL.fullmatch, labels)) and "@" not in parts.netloc
    whole = address.split() == [address] and port != 0
    return parts.scheme in ("http", "https") and named and whole
