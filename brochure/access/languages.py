"""A text -> the language that most of its small words are of, if that is plain."""

import re

# The commonest words of each language that few others have.
_SMALL_WORDS = {
    "en": "the and of to is in that for with you are this be have from or not your at by",
    "de": "der die und das ist nicht sie mit den von zu für auf ein eine im dem wird oder sich",
    "es": "el los las de que y en un una por con para es del se su como más pero o está",
    "fr": "le les des et est une du dans pour que qui vous pas sur avec au par ce sont plus",
    "it": "il di che è la per un una con non sono del della si da nel gli alla più dei",
    "pt": "o os de que e do da em um uma para com não por mais dos como se na são",
    "nl": "de het een van en is dat niet te op voor met zijn aan ook bij door je er maar",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_FEWEST = 40  # words, to tell a language by
_SHARE = 0.15  # of all words are such small ones, in any text
_LEAD = 2.5


def guess_language(text: str) -> str:
    """Return the language that a text is surely of (``en``), an empty string if that is not plain.

    Latin letters alone: what is written in others is left to people.
    """
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < _FEWEST:
        return ""
    counts = {name: sum(word in small for word in words) for name, small in _WORDS.items()}
    best, second = sorted(counts, key=lambda name: -counts[name])[:2]
    plain = counts[best] >= _SHARE * len(words) and counts[best] >= _LEAD * counts[second]
    return best if plain else ""
