"""What content says of a document's status -> findings: it has no say in it, the program alone has.

Looks at values as they are written, so that a wrong value elsewhere hides nothing.
"""

import re
from collections.abc import Iterator, Mapping
from unicodedata import name

from brochure.base.finding import ContentPath, Finding
from brochure.base.plain_value import Plain
from brochure.content.yaml.source import Source

_LABELS: ContentPath = ("document", "labels")
_OLD = ("approved_by", "draft")
# Words by which a control line would seem to be signed, or taken back. "Review by" is none of them.
_CLAIM = re.compile(
    r"\b(?:dis)?approv|\bwithdraw|\bauthori[sz]|\breviewed\b|\bsigned\b|\breleased\b|\bcleared\b"
    r"|\bendorsed\b|\bcertified\b|\baprobad|\bapprouv|\bgenehmigt|\bfreigegeben|\bDr\b|\bMD\b",
    re.I,
)
_LONGEST_LABEL = 30
# Anywhere else: words that name who approved. What the FDA approved is a fact of its own.
_BY = re.compile(
    r"\b(?:approved|authori[sz]ed|reviewed|released|signed(?: off)?) (?:by|on)\b"
    r"(?! (?:the )?(?:U\.?S\.? )?(?:FDA|Food)\b)",
    re.I,
)


def check_status(source: Source) -> Iterator[Finding]:
    """Find labels of older files that named a status, and what makes the control line claim one."""
    for path, value in _control_line(source):
        if path[:-1] == _LABELS and path[-1] in _OLD:
            what = f"{path[-1]} names a status, and is passed over"
            remedy = "Delete this line: the program alone says the status."
            yield source.finding("content.status-label", path, what, remedy, "warning", on_key=True)
        elif isinstance(value, str) and path[:2] == _LABELS and not _is_label(value):
            what = f"“{value}” is no label: it holds more than a few words"
            remedy = "Write one to three words of one alphabet, without digits and commas."
            yield source.finding("content.status-claim", path, what, remedy)
        elif isinstance(value, str) and (claim := _CLAIM.search(value)):
            what = f"“{value}” would stand beside the status as if it were one (“{claim[0]}…”)"
            remedy = "Say it without that word: the program alone says whether it is approved."
            yield source.finding("content.status-claim", path, what, remedy)
    for path, value in _texts((), source.data):
        if path[:1] != ("document",) and (claim := _BY.search(value)):
            place = source.inside(path, value, claim.start(), len(claim[0]))
            what = f"“{claim[0]}” says that someone approved the document"
            remedy = "Say it without these words: the program alone says whether it is approved."
            yield source.finding("content.status-claim", path, what, remedy, place=place)


def _is_label(value: str) -> bool:
    """Say whether a value is a label: one to three words, of letters of one alphabet."""
    words = value.rstrip(":").split()
    letters = "".join(words).replace("-", "").replace("’", "").replace("'", "").replace(".", "")
    alphabets = {name(letter).partition(" ")[0] for letter in letters if letter.isalpha()}
    longest = max((len(word) for word in words), default=0)
    whole = letters.isalpha() and len(alphabets) == 1 and len(value) <= _LONGEST_LABEL
    return whole and len(words) <= 3 and (len(words) == 1 or longest > 1)  # “A p p r o v e d”


def _texts(path: ContentPath, value: Plain) -> Iterator[tuple[ContentPath, str]]:
    """Give every text of content that a reader may see: not what staff note in `source:`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, own in value.items():
            if key not in ("source", "question"):
                yield from _texts((*path, key), own)
    elif isinstance(value, tuple):
        for index, own in enumerate(value):
            yield from _texts((*path, index), own)


def _control_line(source: Source) -> Iterator[tuple[ContentPath, object]]:
    """Give all of content that stands in the control line of an edition, with its path."""
    document = _mapping(_mapping(source.data).get("document"))
    yield from (((*_LABELS, k), v) for k, v in _mapping(document.get("labels")).items())
    yield ("document", "language_name"), document.get("language_name")
    for edition, placed in _mapping(_mapping(source.data).get("editions")).items():
        yield ("editions", edition, "id"), _mapping(placed).get("id")


def _mapping(value: Plain) -> Mapping[str, Plain]:
    return value if isinstance(value, dict) else {}
