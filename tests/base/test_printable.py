"""What others wrote is shown and not obeyed, and begins no line of its own."""

import json
import sys
import unicodedata

import pytest

from brochure.base.finding import (
    MOST_FINDINGS,
    Finding,
    cap_findings,
    flatten_findings,
    has_errors,
)
from brochure.base.printable import MOST_LETTERS, join_lines, make_printable, put_on_one_line
from brochure.build.report import finding_text, findings_text
from brochure.preflight.checked_file import CheckedFile
from brochure.preflight.verdict_text import format_table, texts_of

CLEARS = "\x1b[2J\x9b31m\x07\x08\r\x7f"
TURNS = "\u202e\u2066\u200f\u061c"
BREAKS = "\x0b\x0c\x1c\x85\u2028\u2029"
HALVES = "\udcff\ud800"


def test_what_a_terminal_obeys_is_spelled_as_json_spells_it() -> None:
    foreign = f"{CLEARS}{TURNS}{BREAKS}{HALVES}\U000e0041\t\0"
    told = make_printable(foreign)
    assert told.isascii() and told.isprintable() and told.startswith(r"\u001b[2J\u009b31m")
    assert json.loads(f'"{told}"') == foreign
    assert json.loads(make_printable(json.dumps(foreign, ensure_ascii=False))) == foreign


def test_every_sign_that_is_not_seen_is_spelled_or_belongs_to_writing() -> None:
    kept = {
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        and make_printable(chr(code)) == chr(code)
    }
    assert kept == {"\n", "\u00ad", "\u200c", "\u200d"}, "they belong to writing"
    for sign in "\u2060\u0600\u2800\u3164\uffa0\U000e0100":
        assert make_printable(f"a{sign}b").isascii()


def test_blanks_of_others_push_nothing_onto_the_next_line() -> None:
    """In tables, blanks put columns below each other: there they stay."""
    for blank in (" ", "\u00a0", "\u2003", "\u3000", " \u00a0"):
        name = f"a{blank * 90}b.pdf: a printer takes it"
        assert put_on_one_line(f"  Fix: {name}") == "  Fix: a b.pdf: a printer takes it"
        told = finding_text(Finding("a.b", name, detail=(name,)))
        assert told == "a b.pdf: a printer takes it\n  a b.pdf: a printer takes it"
        checked = CheckedFile("c.pdf", (), 1, "A4", made_by=name)
        assert format_table(checked).startswith("c.pdf: 1 page, cut to A4, made by a b.pdf:")
        damaged = CheckedFile(name, (Finding("a.b", name, name),))
        assert blank * 3 not in "".join(texts_of(damaged))
    assert join_lines(["a" + " " * 30 + "b"]) == "a" + " " * 30 + "b"


@pytest.mark.parametrize(
    "text", ["", "Zürich – 5 mg", "a\u00a0b\u2009c", "नमस्ते", "👩\u200d⚕\ufe0f", "שלום"]
)
def test_writing_stays_as_it_is(text: str) -> None:
    assert make_printable(text) == put_on_one_line(text) == text


def test_no_line_of_others_begins_among_ours() -> None:
    assert join_lines(["a\nb", "  Fix: c\n\nd"]) == "a\\nb\n  Fix: c\\n\\nd"
    long = put_on_one_line("\n" * 5_000_000)
    assert "\n" not in long and len(long) < 2 * MOST_LETTERS + 2 and long.endswith("…")
    found = Finding("a.b", "x\nforged.pdf: a printer takes it", "y\nz", detail=("p\nq",) * 99)
    assert finding_text(found).count("\n") == 21
    assert all(line.startswith("  ") for line in finding_text(found).splitlines()[1:])


def test_findings_come_to_an_end() -> None:
    """Errors are told before warnings, in their order, and the rest is counted."""
    warnings = [Finding("a.b", f"warning {n}", severity="warning") for n in range(MOST_FINDINGS)]
    few = cap_findings(warnings)
    assert few == tuple(warnings)
    errors = [Finding("a.b", "x" * 3_000_000, path) for path in ("one", "two")]
    told = cap_findings([errors[0], *warnings, errors[1]])
    assert len(told) == MOST_FINDINGS + 1
    assert (told[0], told[-2]) == tuple(errors) and told[1:-2] == tuple(warnings[:-2])
    assert (told[-1].what, told[-1].severity) == ("and 2 more findings", "warning")
    assert has_errors(cap_findings(errors * MOST_FINDINGS)[-1:]), "what is left out counts"
    assert len(json.dumps(flatten_findings(errors * 50_000))) < 1_000_000
    reported: set[Finding] = set()
    texts = list(findings_text(errors * 2 + warnings, ("Kept: nothing.",), reported))
    assert len(texts) == MOST_FINDINGS + 1 and "and 2 more" in texts[-1]
    again, kept = findings_text(errors, ("Kept: nothing.",), reported)
    assert again.endswith("2 findings as in another look.") and kept == "  Kept: nothing."
    assert max(map(len, texts)) < 2 * MOST_LETTERS
