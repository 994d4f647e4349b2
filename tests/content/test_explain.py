"""Bad edits of the real content -> findings in plain words, each at its line and column.

A ‸ in an edit marks where the finding must stand; it is taken out before the content is read.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from brochure.base.finding import Finding
from brochure.base.suggest import nearest_word
from brochure.build.report import finding_text
from brochure.content.load import load_content, validate_content
from brochure.content.model.blocks import KINDS as BLOCK_KINDS
from brochure.content.model.blocks.questions import Questions
from brochure.content.yaml.source import parse
from tests.content.places import REAL, Lines, at, lines_at, replaced

# What pydantic and Python say, and a clinic must never read.
_FOREIGN = re.compile(
    r"Input should|[Vv]alid |Value error|pydantic|\b(str|int|float|bool|dict|tuple|NoneType)\b"
    r"|\b(True|False|None)\b"
)
_NAMES = [kind.kind_name() for kind in BLOCK_KINDS]
KINDS = f"{', '.join(_NAMES[:-1])} or {_NAMES[-1]}"
WORDS = "Write the words after the colon, without dashes or brackets."
ENTRIES = "Write each entry on a line of its own, indented, beginning with `- `."
DIGITS = "Write digits only, such as 3."
YES_NO = "Write true or false, without quotes."
PHONE = "Write 10 to 15 digits with the area code, such as (555) 010-0199."
ADDRESS = "Write it as the browser shows it, beginning with https://"
COLON = "If the colon belongs to the text, put quotes around all of it."

NAME = "short_name: CAREolina"
TEXTING = lines_at("clinic.text")
BOOKING = "booking: https://careolinawellness.janeapp.com"
ISSUED = "issued: 2026-11"
INK = '    ink:    {screen: "#0C343B", press: [92, 58, 58, 50]}'
KEY = "    key: true\n"
CITE = "claim: {kind: regulatory, evidence: unknown, sources: [health-off-label]}"
CALLOUT = "      - kind: callout\n        tone: cream"
QUESTION = str(lines_at("sections[questions].blocks[0].items[how-fast].question")).strip()
CELL = str(lines_at("sections[which-is-approved].blocks[0].rows[1].cells[1]")).strip()
COLUMNS = str(lines_at("sections[which-is-approved].blocks[0].columns")).strip()
FIRST_PLACE = lines_at("editions.trifold.panels.flap[0]")


def edited(*edits: tuple[str | Lines, str]) -> tuple[str, tuple[int, int]]:
    """Return the real content with edits, and the line and column of the ‸ in them."""
    before, _, after = replaced(*edits).partition("‸")
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


def problems(text: str) -> tuple[Finding, ...]:
    """Return what is wrong with content but for its figures; each has a place and plain words."""
    source, findings = parse(text, "content.yaml")
    if source is not None:
        findings = (*findings, *validate_content(source)[1])
    for finding in findings:
        assert finding.place.file == "content.yaml" and finding.place.line and finding.place.column
        assert finding.remedy and len(finding.detail) == 2
        assert not _FOREIGN.search(finding.what + finding.remedy), finding
    return findings


def told(findings: Sequence[Finding]) -> list[tuple[int, str, str]]:
    return [(f.place.line, f.place.path, f.what) for f in findings]


def test_the_real_content_is_good() -> None:
    assert problems(REAL) == ()


CASES = [
    # keys
    (
        NAME,
        "‸shortname: CAREolina",
        "clinic.shortname",
        "there is no key \"shortname\" here; did you mean 'short_name'?",
        "Write `short_name:`, which is missing here.",
    ),
    (
        INK,
        f"    ‸gold: x\n{INK}",
        "brand.colours.gold",
        'there is no key "gold" here',
        "Keys that can stand here: ink, text, river, strand, dim, honey, clay, mist, cream,"
        " rule, white.",
    ),
    (
        QUESTION,
        "question: {‸How fast: will I feel better?}",
        at('sections[questions].blocks[0].items[how-fast].question["How fast"]'),
        'there is no key "How fast" here',
        f"Keys that can stand here: text, plain, cite, claim, provenance, source. {COLON}",
    ),
    (
        NAME,
        "short_name: ‸{Care: olina}",
        "clinic.short_name",
        "must be text, not keys of its own",
        COLON,
    ),
    # basic types
    (NAME, "short_name: ‸[a]", "clinic.short_name", "must be text, not a list", WORDS),
    (
        NAME,
        "short_name: ‸123",
        "clinic.short_name",
        "must be text, but 123 is read as a number",
        'Put it in quotes: "123".',
    ),
    (
        NAME,
        "short_name: ‸true",
        "clinic.short_name",
        "must be text, but true is read as true or false",
        'Put it in quotes: "true".',
    ),
    (NAME, "short_name: ‸~", "clinic.short_name", "is empty; it must be text", WORDS),
    (NAME, "‸short_name:", "clinic.short_name", "is empty; it must be text", WORDS),
    (
        NAME,
        "‸short_name: #1 clinic  # us",
        "clinic.short_name",
        "is empty: all after # is a comment (#1 clinic)",
        'Put quotes around it: "#1 clinic".',
    ),
    (
        NAME,
        "short_name: ‸''",
        "clinic.short_name",
        "is empty",
        "Write the words between the quotes.",
    ),
    (
        KEY,
        "    key: ‸yes\n",
        at("statements[ride-home].key"),
        'must be true or false, not text ("yes")',
        YES_NO,
    ),
    (KEY, "    key: ‸1\n", at("statements[ride-home].key"), "must be true or false, not 1", YES_NO),
    (
        KEY,
        "    ‸key:\n",
        at("statements[ride-home].key"),
        "is empty; it must be true or false",
        f"{YES_NO} Or delete the line.",
    ),
    (
        CITE,
        "cite: [{publisher: a, more: ‸0123}]",
        at("statements[off-label].cite[0].more"),
        "0123 begins with a zero",
        "Write 123.",
    ),
    (
        CITE,
        "cite: [{publisher: a, more: ‸1e3}]",
        at("statements[off-label].cite[0].more"),
        'must be a whole number, not text ("1e3")',
        DIGITS,
    ),
    (
        CITE,
        "cite: [{publisher: a, more: ‸1.50}]",
        at("statements[off-label].cite[0].more"),
        "must be a whole number, not 1.50",
        DIGITS,
    ),
    (
        CITE,
        "cite: [{publisher: a, more: ‸true}]",
        at("statements[off-label].cite[0].more"),
        "must be a whole number, not true",
        DIGITS,
    ),
    (
        CITE,
        "cite: [{publisher: a, more: ‸12}]",
        at("statements[off-label].cite[0].more"),
        "is 12; it must be 9 or less",
        "Write 9 or less.",
    ),
    (CITE, "cite: ‸Health", at("statements[off-label].cite"), "must be a list, not text", ENTRIES),
    (
        CITE,
        "cite: [‸Health]",
        at("statements[off-label].cite[0]"),
        "must be keys of its own, not text",
        "Write its keys below it, indented: `publisher:`.",
    ),
    (
        QUESTION,
        "question: ‸[a]",
        at("sections[questions].blocks[0].items[how-fast].question"),
        "must be text or keys of its own, not a list",
        "Write its keys below it, indented: `text:` `plain:` `cite:`.",
    ),
    # lists
    (
        INK,
        INK.replace("[92, 58, 58, 50]", "‸[92, 58, 58]"),
        "brand.colours.ink.press",
        "has 3 entries; exactly 4 are needed",
        "Add 1 entry.",
    ),
    (
        INK,
        INK.replace("[92, 58, 58, 50]", "‸[92, 58, 58, 50, 1, 2]"),
        "brand.colours.ink.press",
        "has 6 entries; exactly 4 are needed",
        "Delete 2 entries.",
    ),
    (
        INK,
        INK.replace("50]", "‸101]"),
        "brand.colours.ink.press[3]",
        "is 101; it must be 100 or less",
        "Write 100 or less.",
    ),
    (
        COLUMNS,
        "columns: ‸[Ketamine]",
        at("sections[which-is-approved].blocks[0].columns"),
        "has 1 entry; at least 2 are needed",
        "Add 1 entry.",
    ),
    # forms
    (
        "phone: (336) 999-7116",
        "phone: ‸336-999",
        "clinic.phone",
        '"336-999" is not a phone number',
        PHONE,
    ),
    (
        TEXTING,
        "  text: ‸(336) CALL-NOW-1234567\n",
        "clinic.text",
        '"(336) CALL-NOW-1234567" is not a phone number',
        PHONE,
    ),
    (
        TEXTING,
        "  text: ‸3369997116\n",
        "clinic.text",
        "must be text, but 3369997116 is read as a number",
        'Put it in quotes: "3369997116".',
    ),
    *(
        (
            BOOKING,
            f"booking: ‸{address}",
            "clinic.booking",
            f'"{address}" is not a whole web address',
            ADDRESS,
        )
        for address in (
            *("janeapp.com", "https://", "https:///x", "ftp://a.org", "https://a b.org"),
            *("https://.", "https://a..b", "https://a.org:99999", "https://me@a.org"),
            *("https://[::1", "javascript:alert(1)"),
        )
    ),
    # choices
    (
        "kind: callout",
        "kind: ‸calout",
        at("sections[how-it-works].blocks[1].kind"),
        "\"calout\" is not one of the choices; did you mean 'callout'?",
        "Write callout.",
    ),
    (
        "kind: callout",
        "kind: ‸true",
        at("sections[how-it-works].blocks[1].kind"),
        '"true" is not one of the choices',
        f"Write {KINDS}.",
    ),
    (
        "kind: callout",
        "‸kind:",
        at("sections[how-it-works].blocks[1].kind"),
        "is empty",
        f"Write {KINDS}.",
    ),
    (
        "kind: callout",
        "kind: ‸[callout]",
        at("sections[how-it-works].blocks[1].kind"),
        "must be one word, not a list",
        f"Write {KINDS}.",
    ),
    (
        CALLOUT,
        "      - ‸tone: cream",
        at("sections[how-it-works].blocks[1].kind"),
        "is missing",
        f"Add `kind:` with {KINDS} after the colon.",
    ),
    (
        "kind: callout",
        "‸knd: callout",
        at("sections[how-it-works].blocks[1].knd"),
        "there is no key \"knd\" here; did you mean 'kind'?",
        "Write `kind:`, or delete the line.",
    ),
    (
        "      - kind: sources\n",
        "      - ‸sources\n",
        at("sections[sources].blocks[1]"),
        "must be keys of its own, not text",
        "Write its keys below it, indented: `kind:`.",
    ),
    (
        "tone: cream",
        "tone: ‸beige",
        at("sections[how-it-works].blocks[1].tone"),
        '"beige" is not one of the choices',
        "Write mist or cream.",
    ),
    (
        'number: "911"',
        "number: ‸911",
        at("sections[get-help-now].blocks[0].items[0].number"),
        "must be text, but 911 is read as a number",
        'Put it in quotes: "911".',
    ),
    # rules of their own
    (
        CELL,
        "- ‸{mark: tick}",
        at("sections[which-is-approved].blocks[0].rows[1].cells[1]"),
        "says nothing",
        "Write the words after `text:` or `plain:`.",
    ),
    (
        QUESTION,
        "question: 'a ‸**b'",
        at("sections[questions].blocks[0].items[how-fast].question"),
        "has Markdown that does not close",
        "Close every **, ^ and [link](https://…), or write a backslash before the sign.",
    ),
    (
        FIRST_PLACE,
        "        - ‸{only: [a]}\n",
        at("editions.trifold.panels.flap[0]"),
        "a place holds either a section or a statement",
        "Write `section: name` or `statement: name`, one of the two.",
    ),
]


@pytest.mark.parametrize(("good", "bad", "path", "what", "remedy"), CASES)
def test_a_bad_edit_is_told_with_place_and_remedy(
    good: str | Lines, bad: str, path: str, what: str, remedy: str
) -> None:
    text, place = edited((good, bad))
    found = problems(text)
    assert told(found) == [(place[0], path, what)]
    assert (found[0].place.column, found[0].remedy) == (place[1], remedy)


FORMS = [
    (ISSUED, "issued: ‸2026-13", "document.issued", "a month", "2026-11"),
    (ISSUED, "issued: ‸2026-11-05", "document.issued", "a month", "2026-11"),
    (ISSUED, "issued: ‸November", "document.issued", "a month", "2026-11"),
    ("language: en-US", "language: ‸English", "document.language", "a language tag", "en-US"),
    ('version: "1.0"', "version: ‸v1", "document.version", "a version", '"1.0"'),
    (INK, INK.replace('"#0C343B"', "‸red"), "brand.colours.ink.screen", "a colour", '"#RRGGBB"'),
    (INK, INK.replace('"#0C343B"', '‸"#0C3"'), "brand.colours.ink.screen", "a colour", '"#RRGGBB"'),
]


@pytest.mark.parametrize(("good", "bad", "path", "form", "example"), FORMS)
def test_text_in_the_wrong_form_is_told_with_an_example(
    good: str, bad: str, path: str, form: str, example: str
) -> None:
    text, place = edited((good, bad))
    value = re.split('["],|,|$', bad.partition("‸")[2].removeprefix('"'))[0]
    (finding,) = problems(text)
    assert (finding.place.line, finding.place.column, finding.place.path) == (*place, path)
    assert finding.what == f'"{value}" is not {form}'
    assert finding.remedy == f"Write it like {example}."


SLUG = "an id of small letters, digits and hyphens"
NEAR = [
    ("    id: CW-TRI", "    id: ‸cw-tri", "editions.trifold.id", "a document number", "CW-TRI"),
    ("- id: off-label", "- id: ‸Off label", at("statements[off-label].id"), SLUG, "off-label"),
    ("- id: off-label", "- id: ‸-off", at("statements[off-label].id"), SLUG, "off"),
    (INK, INK.replace('"#0C343B"', "‸0C343B"), "brand.colours.ink.screen", "a colour", "#0C343B"),
]


@pytest.mark.parametrize(("good", "bad", "path", "form", "near"), NEAR)
def test_text_nearly_in_the_right_form_hears_the_nearest(
    good: str, bad: str, path: str, form: str, near: str
) -> None:
    text, place = edited((good, bad))
    value = bad.partition("‸")[2].split(",")[0]
    (finding,) = problems(text)
    assert (finding.place.line, finding.place.column, finding.place.path) == (*place, path)
    assert finding.what == f"\"{value}\" is not {form}; did you mean '{near}'?"
    written = f'"{near}"' if near.startswith("#") else near
    assert finding.remedy == f"Write {written}."


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        ("number: ‸clinik", ", not \"clinik\"; did you mean 'clinic'?"),
        ('number: ‸"91"', ', not "91"'),
        ("number: ‸[911]", ", not a list"),
        ("‸number:", ""),
    ],
)
def test_what_fits_neither_a_word_nor_a_form_hears_of_both(bad: str, what: str) -> None:
    text, place = edited(('number: "911"', bad))
    (finding,) = problems(text)
    assert (finding.place.line, finding.place.column) == place
    assert finding.place.path == at("sections[get-help-now].blocks[0].items[0].number")
    assert "must be clinic or a number of 3 to 6 digits" in finding.what and finding.what.endswith(
        what
    )
    assert finding.remedy == "Write clinic or a number of 3 to 6 digits."


@pytest.mark.parametrize("hidden", ["\\t", "\\n", "\\u00a0"])
def test_a_web_address_with_a_hidden_space_is_refused(hidden: str) -> None:
    text, place = edited((BOOKING, f'booking: ‸"https://a.org/{hidden}x"'))
    (finding,) = problems(text)
    assert (finding.place.line, finding.place.column, finding.place.path) == (
        *place,
        "clinic.booking",
    )
    assert finding.remedy == ADDRESS


def test_a_row_of_the_wrong_length_is_told_at_its_own_line() -> None:
    more = (CELL, f"{CELL}\n              - {{plain: x}}")
    text, (line, column) = edited((CELL, f"‸{CELL}"))
    text, _ = edited(more, ("- kind: comparison", "- ‸kind: comparison"))
    (finding,) = problems(text)
    assert (finding.place.line, finding.place.column, finding.place.path) == (
        line - 1,  # where the list of its cells begins
        column,
        at("sections[which-is-approved].blocks[0].rows[1].cells"),
    )
    assert finding.what == "row 2 has 3 cells under 2 columns"
    assert finding.remedy == "Give each row one cell for each column."


def test_a_missing_key_is_told_at_the_key_it_belongs_under() -> None:
    text, place = edited(("  trifold:\n", "  ‸trifold:\n"), ("    words: plain\n", ""))
    (finding,) = problems(text)
    assert (finding.place.line, finding.place.column, finding.place.path) == (
        *place,
        "editions.trifold.words",
    )
    assert finding.what == "is missing"
    assert (
        finding.remedy == "Add `words:` under editions.trifold, with text or plain after the colon."
    )


def test_a_missing_key_of_the_whole_file_is_told_on_its_first_line_of_content() -> None:
    findings = problems("\nclinic: {}\n")
    (document,) = (f for f in findings if f.place.path == "document")
    assert (document.place.line, document.place.column, document.what) == (2, 1, "is missing")
    assert document.remedy == "Add `document:` to the file."
    assert "editions" in {f.place.path for f in findings}


def test_all_problems_are_told_at_once_sorted_by_line() -> None:
    text, _ = edited(
        (NAME, "shrt_name: [a]"),
        (ISSUED, "issued: May"),
        (KEY, "    key: maybe\n"),
        ("kind: callout", "kind: calout"),
        ("      cover:\n", "      cover: 5\n      x-cover:\n"),
    )
    findings = problems(text)
    assert [f.place.path for f in findings] == [
        "clinic.shrt_name",
        "document.issued",
        at("statements[ride-home].key"),
        at("sections[how-it-works].blocks[1].kind"),
        "editions.trifold.panels.cover",
    ]
    assert [f.place.line for f in findings] == sorted(f.place.line for f in findings)


def test_one_finding_reads_like_this() -> None:
    text, (line, column) = edited((CALLOUT, CALLOUT.replace("cream", "‸crème")))
    assert finding_text(problems(text)[0]) == (
        f"content.yaml:{line}:{column}: sections[2].blocks[1].tone"
        ": \"crème\" is not one of the choices; did you mean 'cream'?\n"
        f"  {line:>5} |         tone: crème\n"
        "        |               ^^^^^\n"
        "  Fix: Write mist or cream."
    )


@pytest.mark.parametrize(
    ("written", "kept"), [("no", "no"), ("9:30", "9:30"), ("0123", "0123"), ("2026-11", "2026-11")]
)
def test_words_that_other_programs_misread_are_printed_as_written(written: str, kept: str) -> None:
    text, _ = edited((QUESTION, f"question: {written}"))
    source, findings = parse(text, "content.yaml")
    assert source is not None and findings == ()
    content, findings = validate_content(source)
    assert content is not None and findings == ()
    (asked,) = (b for s in content.sections for b in s.blocks if isinstance(b, Questions))
    assert asked.items[0].question.text == kept


def test_a_key_written_twice_does_not_hide_what_is_wrong_with_values(project: Path) -> None:
    text, _ = edited((NAME, f"{NAME}\n  short_name: a"), (ISSUED, "issued: May"))
    file = project / "content.yaml"
    file.write_text(text, encoding="utf-8")
    loaded = load_content(file)
    assert loaded.content is None
    assert [f.id for f in loaded.findings] == ["yaml.duplicate-key", "content.form"]


def test_a_key_that_is_no_text_is_told_once(project: Path) -> None:
    text, place = edited((INK, f"    ‸5: x\n{INK}"))
    file = project / "content.yaml"
    file.write_text(text, encoding="utf-8")
    (finding,) = load_content(file).findings
    assert (finding.place.line, finding.place.column, finding.id) == (*place, "yaml.key")


def test_a_file_that_is_not_there_is_a_finding_too(tmp_path: Path) -> None:
    loaded = load_content(tmp_path / "content.yaml")
    assert (loaded.content, loaded.source) == (None, None)
    assert [f.id for f in loaded.findings] == ["file.missing"]


def test_the_nearest_of_very_many_names_begins_like_the_word() -> None:
    """Among 10,000 sections, comparing 300 wrong names with each took minutes."""
    many = [f"{start}-{n}" for start in ("extra", "other") for n in range(5_000)]
    assert nearest_word("extra-77x", many) == "extra-77"
    assert nearest_word("zzz", many) == ""
