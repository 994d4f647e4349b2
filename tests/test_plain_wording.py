"""The plain wording reads easily: about grade 6 in each edition, never above 8."""

import re

import pytest

from brochure.content import Loaded
from brochure.editions import editions
from brochure.pick import pick
from tests.reading_level import grade, syllables


def plain_pieces(loaded: Loaded, edition: str) -> list[str]:
    """Return what an edition says in plain wording."""
    assert loaded.content
    known = {e.name: e for e in editions(s.id for s in loaded.content.sheets)}
    return [s.text for s in pick(loaded.content, known[edition]).said if s.path.endswith("plain")]


@pytest.mark.parametrize("edition", ["trifold", "safety-sheet-ketamine", "safety-sheet-spravato"])
def test_an_edition_in_plain_wording_reads_at_grade_6(loaded: Loaded, edition: str) -> None:
    pieces = plain_pieces(loaded, edition)
    assert len(pieces) > 40
    assert grade(pieces) <= 6.5


def test_no_plain_section_reads_above_grade_8(loaded: Loaded) -> None:
    """Sections of fewer than 30 words say too little to be graded on their own."""
    assert loaded.content
    said: dict[str, list[str]] = {}
    for edition in loaded.content.editions:
        known = {e.name: e for e in editions(s.id for s in loaded.content.sheets)}
        for piece in pick(loaded.content, known[edition]).said:
            if piece.path.endswith("plain"):
                section = re.sub(r"^statements.*", "statements", piece.path.split(".")[0])
                said.setdefault(section, []).append(piece.text)
    graded = {k: grade(v) for k, v in said.items() if sum(len(p.split()) for p in v) >= 30}
    assert len(graded) > 5
    assert {k: round(g, 1) for k, g in graded.items() if g > 8} == {}


def test_no_plain_sentence_is_long(loaded: Loaded) -> None:
    for edition in ("trifold", "safety-sheet-ketamine", "safety-sheet-spravato"):
        for piece in plain_pieces(loaded, edition):
            for sentence in piece.split(". "):
                assert len(sentence.split()) <= 25, sentence


def test_the_grade_rises_with_hard_words() -> None:
    """The comparer itself can fail."""
    hard = ["Neuroplasticity translates pharmacological intervention into sustainable adaptation."]
    easy = ["We help you. You can stop at any time. Tell us how you feel."]
    assert grade(hard) > 20
    assert grade(easy) < 2
    known = {"treatment": 2, "monitoring": 4, "breathing": 2, "depression": 3, "used": 1,
             "like": 1, "little": 2, "tired": 2, "chest": 1, "pressure": 2,
             "approved": 2, "needed": 2}  # fmt: skip
    assert {w: syllables(w) for w in known} == known
