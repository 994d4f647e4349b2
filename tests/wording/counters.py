"""Two counters that others wrote, to compare ours with, and the prose to compare them on."""

import re
from dataclasses import dataclass
from pathlib import Path

import syllapy
import textstat

_PROSE = Path(__file__).with_name("prose.txt")
_PART = re.compile(r"^# (.+?) \| (.+)\n(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Prose:
    """A passage of ordinary prose of at least 100 words; its last sentence ends in a full stop."""

    title: str
    author: str
    text: str


def read_prose() -> tuple[Prose, ...]:
    found = _PART.findall(_PROSE.read_text(encoding="utf-8"))
    return tuple(Prose(*part) for part in found)


def grade_by_textstat(text: str) -> float:
    """Return the grade by a whole engine: its own sentences, words and syllables."""
    return float(textstat.textstat.flesch_kincaid_grade(text))


def grade_by_syllapy(text: str) -> float:
    """Return the grade with the syllables of a list and a rule that are not ours.

    Words are what spaces part, and sentences what ends in a full stop, which is enough for prose.
    """
    words = [word.strip(".,;:!?()’") for word in text.split()]
    sentences = len(re.findall(r"[.!?](?=\s|$)", text))
    syllables = sum(max(1, syllapy.count(word)) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
