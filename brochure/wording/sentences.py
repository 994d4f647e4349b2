"""Text -> its sentences and its words, as docs/plain-language.md says what is one."""

import re
from collections.abc import Iterator
from functools import lru_cache

# Titles and the like, after which a name, a number or the rest of the sentence comes.
_GO_ON = (
    *("Dr", "Mr", "Mrs", "Ms", "Prof", "Sr", "Rev", "Gen", "Capt", "Lt", "Gov", "Sen", "Rep"),
    *("e.g", "i.e", "vs", "cf", "approx", "Fig", "fig", "Vol", "vol", "E.g", "I.e"),
    *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
    *("Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri"),
)
_BEFORE_NUMBERS = ("no", "nos", "p", "pp", "art", "sec", "ch", "ext", "tel")
# Abbreviations that may end a sentence: they do, where what follows begins with a capital.
_MAY_END = (
    *("a.m", "p.m", "etc", "inc", "jr", "co", "ltd", "corp", "dept", "ph.d", "m.d"),
    *("min", "max", "hr", "hrs", "lb", "lbs", "oz"),
)
_HOURS = ("a.m", "p.m")
_AFTER_HOURS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|Eastern|Central|Pacific")
# What begins a sentence after “U.S.”, “N.C.” or “St.”, which else go on: “U.S. Food and Drug …”.
_STARTERS = (
    *("A", "An", "The", "It", "This", "That", "These", "Those", "You", "Your", "We", "Our", "I"),
    *("He", "She", "They", "There", "If", "When", "Then", "Do", "Does", "Is", "Are", "Ask", "Call"),
    *("Tell", "Take", "Go", "Come", "Stop", "No", "Yes", "But", "And", "In", "On", "At", "For"),
    *("To", "Please", "Some", "Many", "Most"),
)
_STOP = re.compile(r"([.!?…]+)[)\]”’\"'»]*(?=\s+(\S+))")
_BEFORE = re.compile(r"[^\s([“‘\"'/—–]+$")
_ENTRY = re.compile(r"\((\d{1,2})\)(?=\s)")
_LIST_NUMBER = re.compile(r"\(?\d{1,2}")
_INITIAL = re.compile(r"[A-Z]")
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])+|St")
_OPENING = "([“‘\"'«"

# Signs that end no word: hyphens and apostrophes inside one, and the point, comma or colon of a
# number, an hour, an abbreviation or an address.
_WORD = re.compile(
    r"[^\W_]+(?:(?:['’&@‑‐-]|(?<=\d)[.,:](?=\d)|(?<=[^\W\d_])\.(?=[^\W\d_]))[^\W_]+)*"
)
# What stands in a text and is no word of it: places where a word may break, raised numbers,
# citation marks, which stand right behind a word's stop or bracket, and the number of an entry.
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u2060⁰¹²³⁴⁵⁶⁷⁸⁹"))
_CITED = re.compile(
    r"(?:(?<=[^\W\d_][.,;:!?)”])|(?<=[^\W\d_][.!?)”][.,;:!?)”]))\d+(?:[,–-]\d+)*(?=\s|$)"
)
_NUMBERED = re.compile(r"\s*(?:\(\d{1,2}\)|\d{1,2}[.)])\s")


@lru_cache(maxsize=50_000)  # several documents say the same, and so does the next save
def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, without the space around them; the last may lack its stop.

    A sentence ends at ``.``, ``!``, ``?`` or ``…`` and takes quotes and brackets that close there
    along; a colon or a semicolon ends none. Entries numbered ``(1) … (2) …`` are read one by one.
    """
    text = _CITED.sub("", text.translate(_UNSEEN))
    ends = sorted({*_stops_in(text), *_entries_in(text), len(text)})
    starts = (0, *ends)
    found = (text[start:end].strip() for start, end in zip(starts, ends, strict=False))
    return tuple(sentence for sentence in found if words_in(sentence))


@lru_cache(maxsize=50_000)
def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text: what has a letter or a digit, without the signs around it.

    A contraction, a hyphenated word and a number are one word each (Flesch 1979); a slash or a
    dash parts words. Citation marks and the number of an entry are no words.
    """
    text = _CITED.sub("", text.translate(_UNSEEN))
    numbered = _NUMBERED.match(text)
    return tuple(_WORD.findall(text, numbered.end() if numbered else 0))


def _stops_in(text: str) -> Iterator[int]:
    """Give where each sentence ends that is not the last."""
    start = 0
    for stop in _STOP.finditer(text):
        sentence, after = text[start : stop.start()], stop[2].lstrip(_OPENING)
        if _goes_on(after) or (stop[1] == "." and _is_short_form(sentence, after)):
            continue
        start = stop.end()
        yield start


def _goes_on(after: str) -> bool:
    """Tell whether what follows is the rest of a sentence: it begins small, and is not “mTOR”."""
    return after[:1].islower() and not after[1:2].isupper()


def _is_short_form(sentence: str, after: str) -> bool:
    """Tell whether a sentence goes on behind this stop, which is that of its last word."""
    found = _BEFORE.search(sentence)
    word = found[0] if found else ""
    small = word.lower()
    if word in _GO_ON:
        return True
    if small in _BEFORE_NUMBERS:
        return after[:1].isdigit()
    if small in _MAY_END:
        return not after[:1].isupper() or (small in _HOURS and bool(_AFTER_HOURS.match(after)))
    if _INITIALS.fullmatch(word):
        return re.split(r"\W", after)[0] not in _STARTERS
    if _INITIAL.fullmatch(word):
        name = sentence[: -len(word)].split()
        return word != "I" and (not name or name[-1][:1].isupper())
    return sentence.strip() == word and bool(_LIST_NUMBER.fullmatch(word))


def _entries_in(text: str) -> Iterator[int]:
    """Give where each entry of a list begins that is numbered from (1) in the text."""
    expected = 1
    for entry in _ENTRY.finditer(text):
        if int(entry[1]) == expected:
            expected += 1
            yield entry.start()
