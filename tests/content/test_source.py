"""YAML text -> values with their places, or findings: every fault with its line, caret and remedy.

A ‸ in a case marks where the finding must stand; it is taken out before the text is read.
"""

import time
from pathlib import Path

import pytest
import yaml

from brochure.base.finding import Finding
from brochure.build.report import finding_text
from brochure.content.yaml.paths import format_path, split_path
from brochure.content.yaml.source import MAX_BYTES, Source, SourcePlace, parse, read_source

IN_QUOTES = 'Put quotes around the whole text, as in "text".'
NO_ANCHOR = "Put quotes around the text. (YAML's anchors and aliases are not used here.)"
NO_TAG = "Put quotes around the text. (YAML's tags are not used here.)"
CUT = "all after this # is a comment, which nobody will read in print"
QUOTE_OR_MOVE = (
    'Put quotes around the whole text, as in "text", or move the comment to a line of its own.'
)
LINE_UP = (
    "Line it up with its neighbours: two spaces further in than the key it belongs to,"
    " and `- ` before each entry of a list."
)
KEY_IN_LETTERS = "Write a key in letters. If this is text, put quotes around all of it."
BEGIN_WITH_KEYS = "Begin with keys, each on a line of its own: a word, then a colon."


def unmarked(marked: str) -> tuple[str, int, int]:
    """Return text without its ‸, and the line and column where that stood."""
    before, mark, after = marked.partition("‸")
    assert mark, "a case marks its place"
    line = before.count("\n") + 1
    return before + after, line, len(before) - before.rfind("\n")


def only_fault(text: str) -> Finding:
    """Return the one finding of `text`; every finding has a place, a caret and a remedy."""
    _, findings = parse(text, "c.yaml")
    assert len(findings) == 1, findings
    finding = findings[0]
    assert (
        finding.place.file == "c.yaml"
        and finding.place.line
        and finding.place.column
        and finding.remedy
    )
    assert finding.detail[1].strip("| ").startswith("^")
    return finding


def read_bytes(raw: bytes, folder: Path) -> tuple[Source | None, tuple[Finding, ...]]:
    """Write `raw` to a file and read it as a source."""
    file = folder / "c.yaml"
    file.write_bytes(raw)
    return read_source(file)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((w, w) for w in ("no", "yes", "on", "off", "y", "9:30", "0123", "0x1F", "0o17", "1e3")),
        *(
            (w, w)
            for w in ("1_000", "2026-11", "2026-11-05", ".inf", "=", "1.5.2", "(336) 999-7116")
        ),
        ("12345678901234567890", "12345678901234567890"),
        *((w, None) for w in ("~", "null", "", "# a comment")),
        *((w, True) for w in ("true", "True")),
        *((w, False) for w in ("false", "FALSE")),
        ("7", 7),
        ("-3", -3),
        ("1.50", 1.5),
        ("1.0e3", 1000.0),
        ("'7'", "7"),
        ('"true"', "true"),
        ('""', ""),
        ('"a\\tb"', "a\tb"),
        ("[a, 1]", ("a", 1)),
        ("{a: {}}", {"a": {}}),
    ],
)
def test_a_value_is_read_as_it_is_written(written: str, value: object) -> None:
    source, findings = parse(f"a: {written}\n", "c.yaml")
    assert source is not None and findings == ()
    assert repr(source.data) == repr({"a": value}), "the type counts: 1 is not True"


IF_TEXT = "If it is no key but text, put quotes around all of the text."
FAULTS = [
    (
        "a:\n  ‸name A Clinic  # as on the letterhead\n  short: B\n",
        "a colon is missing after `name`",
        f"Write `name: A Clinic`. {IF_TEXT}",
    ),
    (
        "a:\n  - ‸id title\n    title: A title\n",
        "a colon is missing after `id`",
        f"Write `id: title`. {IF_TEXT}",
    ),
    (
        "a:\n  ‸colours   # of the brand\n  ink: dark\n",
        "a colon is missing after `colours`",
        f"Write `colours: …`. {IF_TEXT}",
    ),
    (
        "a: 1\n‸a: 2\n",
        'the key "a" is written twice (first on line 1)',
        "Keep one of the two, or give this one its own name.",
    ),
    ("a: ‸&x b\n", 'text cannot begin with "&" unless it is in quotes', NO_ANCHOR),
    ("a: ‸*x\n", 'text cannot begin with "*" unless it is in quotes', NO_ANCHOR),
    ("a: ‸!!str b\n", 'text cannot begin with "!" unless it is in quotes', NO_TAG),
    ("a: ‸**b** c\n", 'text cannot begin with "*" unless it is in quotes', IN_QUOTES),
    ("a: ‸@b\n", 'text cannot begin with "@" unless it is in quotes', IN_QUOTES),
    ("a: ‸%b\n", 'text cannot begin with "%" unless it is in quotes', IN_QUOTES),
    (
        "a:\n  b: 1\n‸\tc: 1\n\td: 2\n",
        "a tab stands where YAML wants spaces (also on line 4)",
        "Replace each tab by two spaces; most editors have a setting for it.",
    ),
    (
        "a: 1\n‸---\nb: 2\n",
        "a second document begins here",
        "Delete the line `---`, and keep everything in one document.",
    ),
    (
        "a: 1\n...\n‸b: 2\n",
        "something follows the line `...`, which ends the file",
        "Delete the line `...`.",
    ),
    (
        'a: ‸"b\nc: d\n',
        "this quotation mark is never closed",
        "Write the same mark again where the text ends.",
    ),
    (
        'a: ‸"b\nc: "d"\n',
        "the text in quotes that begins here ends on line 2, too far down",
        "Close the quotation mark where the text ends.",
    ),
    (
        "a: 'it'‸s'\n",
        "the text goes on after its closing '",
        "Put the whole text in quotes. Inside '…' write '' for an apostrophe; inside \"…\""
        ' write \\" for a quotation mark.',
    ),
    (
        "a: ‸[b\nc: d\n",
        "this [ is not closed, or a comma is missing before line 2",
        "Write commas between the entries and ] after the last one.",
    ),
    (
        "a: [b]‸]\n",
        "the text goes on after ]",
        "Delete it, or put quotes around the whole text if the brackets belong to it.",
    ),
    (
        "a: {b: ‸#0C343B, c: d}\n",
        "all after this # is a comment",
        'Put quotes around it: "#0C343B".',
    ),
    (
        "a: b‸: c\n",
        "a colon and a space stand inside text, or the line is indented too far",
        'Put quotes around text that holds a colon, as in "Note: more". If this is a key, line it'
        " up with the keys around it.",
    ),
    (
        "a: 1\n‸b\nc: 2\n",
        "this line is neither `key: text` nor part of the text before it",
        "Add the colon, or indent the line to make it part of the text above.",
    ),
    (
        "a:\n    b: c\n  ‸d: e\n",
        "this line does not fit the keys that begin on line 1 (they are indented by 0, this by 2)",
        LINE_UP,
    ),
    ("a:\n  - b\n  ‸c: d\n", "this line does not fit the list that begins on line 2", LINE_UP),
    (
        "a: ‸- b\n",
        "a dash and a space begin a list entry, which cannot stand here",
        "Put each list entry on a line of its own, or quotes around text that begins with a dash.",
    ),
    (
        "a: > ‸b\n",
        "after `>` or `|` the text begins on the next line",
        "Move the words to the next line, indented by two spaces.",
    ),
    (
        'a: "‸\\xzz"\n',
        'a backslash inside "…" begins a sign of its own, and this one is not known',
        "Write two backslashes for one, or use single quotes around the text.",
    ),
    (
        "‸: b\n",
        "there is no key before this colon",
        "Write the key, or put quotes around text that begins with a colon.",
    ),
    ("‸5: b\n", "the key 5 is read as a number", KEY_IN_LETTERS),
    ("‸true: b\n", "the key true is read as true or false", KEY_IN_LETTERS),
    ("‸~: b\n", "the key ~ is read as empty", KEY_IN_LETTERS),
    (
        "‸{a: b}: c\n",
        "a list or group of keys stands where a key is expected",
        "Put quotes around text that begins with { or [.",
    ),
    (
        'a: "b‸\\a"\n',
        "\\a stands for an invisible character (U+0007)",
        "Delete it, or write two backslashes if one is to be printed.",
    ),
    (
        "a: b‸\x07\nc: \x07\n",
        "the invisible character U+0007 stands here, and 1 more time",
        "Delete it and type the words around it again.",
    ),
    (
        "a: b‸\u2028c\n",
        "the invisible character U+2028 stands here",
        "Delete it and type the words around it again.",
    ),
    ("a: We treat you ‸#1 on site\n", CUT, QUOTE_OR_MOVE),
    ("a: We treat you  ‸# a note  \nb: 1\n", CUT, QUOTE_OR_MOVE),
    ("a:\n  - We treat you ‸#1\n", CUT, QUOTE_OR_MOVE),
    ("a: We\n  treat\n  you ‸#1\n", CUT, QUOTE_OR_MOVE),
    ("a: 🙂 café ‸#1\n", CUT, QUOTE_OR_MOVE),
    ("a: {b: We treat you ‸#1\n  , c: d}\n", CUT, QUOTE_OR_MOVE),
    ("a: [b, We treat you ‸#1\n  ]\n", CUT, QUOTE_OR_MOVE),
    ("a: [We treat you ‸#1 on site, b]\nc: d\n", CUT, QUOTE_OR_MOVE),
    ("a: (336) 999-7116 ‸# front desk\n", CUT, QUOTE_OR_MOVE),
    ("‸- a\n- b\n", "the file begins with a list", BEGIN_WITH_KEYS),
    ("‸a\n", "the file begins with text without a key", BEGIN_WITH_KEYS),
    ("‸", "the file is empty", BEGIN_WITH_KEYS),
    ("‸# a comment\n", "the file is empty", BEGIN_WITH_KEYS),
]


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("marked", "what", "remedy"), FAULTS)
def test_a_fault_says_where_what_and_how_to_mend(
    marked: str, what: str, remedy: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brochure.content.yaml.tree._LOADER", getattr(yaml, loader))
    text, line, column = unmarked(marked)
    finding = only_fault(text)
    assert (finding.place.line, finding.place.column) == (line, column)
    assert (finding.what, finding.remedy) == (what, remedy)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    "text",
    [
        "words: plain  # note\n",
        "a: 12 # note\n",
        "a: true # note\n",
        'a: "We treat you" # note\n',
        "a: 'We treat you' # note\n",
        "a: >- # note\n  We treat you #1 on site\n",
        "a: | # note\n  We treat you\n",
        "a: We treat you#1 on site\n",
        "a: We treat you\n# note\nb: 1\n",
        "a: We treat you\n  # note\nb: 1\n",
        "a: {b: We treat you} # note\n",
        "a: [We treat, you] # note\n",
        "a: {b: We treat you, c: d} # note\n",
        "a b: # note\n  c: 1\n",
        "a:\n  - # note\n    We treat you\n",
    ],
)
def test_a_comment_that_cuts_no_words_is_welcome(
    text: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brochure.content.yaml.tree._LOADER", getattr(yaml, loader))
    source, findings = parse(text, "c.yaml")
    assert source is not None and findings == ()


def test_cut_words_are_told_by_path_with_a_caret_under_the_comment() -> None:
    _, (finding,) = parse("a:\n  - plain: We treat you\t#1 on site\n", "c.yaml")
    assert finding.id == "yaml.comment"
    assert finding_text(finding) == (
        f"c.yaml:2:25: a[0].plain: {CUT}\n"
        "      2 |   - plain: We treat you #1 on site\n"
        "        |                         ^^^^^^^^^^\n"
        f"  Fix: {QUOTE_OR_MOVE}"
    )


def test_a_value_missing_after_a_colon_in_brackets_is_libyaml_s_complaint() -> None:
    finding = only_fault("a: {b:}\n")
    assert (finding.place.line, finding.place.column) == (1, 6)
    assert finding.what == "after this colon a value is missing, or the space before it"


def test_all_faults_are_told_at_once_by_line_with_a_caret() -> None:
    text = "a: &x 1\nb:\n  c: 1\n  c: 2\nd: !t e\nf: [\n"
    _, findings = parse(text, "c.yaml")
    assert [(f.place.line, f.place.column, f.id) for f in findings] == [
        (1, 4, "yaml.anchor"),
        (4, 3, "yaml.duplicate-key"),
        (5, 4, "yaml.tag"),
        (6, 4, "yaml.syntax"),
    ]
    assert finding_text(findings[1]) == (
        'c.yaml:4:3: b.c: the key "c" is written twice (first on line 3)\n'
        "      4 |   c: 2\n"
        "        |   ^\n"
        "  Fix: Keep one of the two, or give this one its own name."
    )


def test_the_first_of_two_keys_is_kept_so_that_values_can_be_checked_too() -> None:
    source, findings = parse("a: 1\nb: {c: 2}\na: 3\n", "c.yaml")
    assert source is not None and len(findings) == 1
    assert source.data == {"a": 1, "b": {"c": 2}}
    assert source.find("a").line == 1


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("\ufeffa: 1\na: 2\n", 2, 1), ("a: 1\r\n\r\na: 2\r\n", 3, 1), ("a: 1\ra: 2\r", 2, 1)],
)
def test_marks_and_line_ends_of_any_kind_leave_line_numbers_right(
    text: str, line: int, column: int, tmp_path: Path
) -> None:
    _, (finding,) = read_bytes(text.encode(), tmp_path)
    assert (finding.place.line, finding.place.column) == (line, column)
    assert finding.detail[0] == f"{line:>5} | a: 2"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_not_utf_8_is_shown_where_it_stands(mark: bytes, tmp_path: Path) -> None:
    _, (first,) = read_bytes(mark + b"a: caf\xe9", tmp_path)
    assert (first.place.line, first.place.column) == (1, 7)
    _, (finding,) = read_bytes(mark + "a: 1\nb: é, Caf".encode() + b"\xe9 x\n", tmp_path)
    assert finding_text(finding) == (
        f"{tmp_path / 'c.yaml'}:2:10"
        ': the character "é" is not saved as UTF-8 (byte E9)\n'
        "      2 | b: é, Café x\n"
        "        |          ^\n"
        "  Fix: Save the file as UTF-8 (in most editors: Save as, then Encoding)."
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str, tmp_path: Path) -> None:
    source, (finding,) = read_bytes("a: 1\n".encode(encoding), tmp_path)
    assert source is None
    assert finding.what == f"{tmp_path / 'c.yaml'} is saved as UTF-16, not UTF-8"
    assert finding.remedy.startswith("Save the file as UTF-8")


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    inside = tmp_path / "c.yaml"
    inside.write_text("a: 1\n")
    cases = {
        tmp_path: (f"{tmp_path} is a folder", "Name the YAML file itself."),
        tmp_path / "d.yaml": (
            f"there is no file {tmp_path / 'd.yaml'}",
            "Check the name, or work in the folder that holds it.",
        ),
        inside / "d.yaml": (
            f"{inside / 'd.yaml'} cannot be read (Not a directory)",
            "Check that the file is yours to read and its disk is there.",
        ),
    }
    for path, (what, remedy) in cases.items():
        source, (finding,) = read_source(path)
        assert source is None
        assert (finding.what, finding.remedy, finding.place.file) == (what, remedy, str(path))


def test_a_file_of_two_megabytes_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    full = b"a: 1\n#".ljust(MAX_BYTES, b"x")
    assert read_bytes(full, tmp_path)[1] == ()
    source, (finding,) = read_bytes(full + b"x", tmp_path)
    assert source is None
    assert finding.what == f"{tmp_path / 'c.yaml'} is larger than 2 MB"
    assert finding.remedy == "Keep pictures in files of their own, and name them."


@pytest.mark.parametrize(
    ("text", "column", "what"),
    [
        ("a: " + "[" * 100_000, 35, "lists and keys are nested more than 32 deep here"),
        ("a: " + "{b: " * 100_000, 128, "lists and keys are nested more than 32 deep here"),
        ("a: [" + "b," * 200_000, 399_999, "the file holds more than 200,000 entries"),
    ],
)
def test_a_file_made_to_crash_the_parser_is_refused_at_once(
    text: str, column: int, what: str
) -> None:
    began = time.monotonic()
    finding = only_fault(text)
    assert (finding.place.line, finding.place.column, finding.what) == (1, column, what)
    assert time.monotonic() - began < 60


@pytest.mark.parametrize(
    ("before", "indent"),
    [
        ("plain", 5),
        ("café", 4),
        ("cafe\u0301", 4),  # an accent of its own
        ("日本", 4),
        ("🙂", 2),
        ("❤\ufe0f", 1),  # a heart, and the sign that asks for its coloured form
        ("a\tb", 3),
    ],
)
def test_the_caret_stands_under_the_column_that_a_terminal_shows(before: str, indent: int) -> None:
    place = SourcePlace(1, len(before) + 1, 2, before + "XX")
    line, caret = place.detail()
    assert line == "    1 | " + before.replace("\t", " ") + "XX"
    assert caret == "      | " + " " * indent + "^^"


def test_a_very_long_line_is_shown_as_a_window_around_the_caret() -> None:
    line = "".join(f"{n:04} " for n in range(1000))
    for column, shows in ((1, "0000 "), (2501, "0500 "), (4996, "0999 ")):
        shown, caret = SourcePlace(1, column, 4, line).detail()
        window = shown.removeprefix("    1 | ")
        at = caret.index("^") - len("    1 | ")
        assert len(window.strip("…")) == 76
        assert window[at : at + 5] == shows
        assert (window[0] == "…", window[-1] == "…") == (column > 1, column < 4900)


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (("sections", 3, "blocks", 1, "text"), "sections[3].blocks[1].text"),
        ((), ""),
        ((0, 1), "[0][1]"),
        (("a.b", "c"), '["a.b"].c'),
        (("a", "b c"), 'a["b c"]'),
        (("a", ""), 'a[""]'),
        (("a", '["\\é'), 'a["[\\"\\\\é"]'),
        (("a", "0", 0), "a.0[0]"),
    ],
)
def test_a_path_is_written_and_read_back(path: tuple[str | int, ...], written: str) -> None:
    assert format_path(path) == written
    assert split_path(written) == path


def test_a_place_is_found_by_path_or_at_the_nearest_known_ancestor() -> None:
    source, _ = parse('a:\n  - {b: "x", c: }\n', "c.yaml")
    assert source is not None
    found = source.find("a[0].b")
    assert (found.line, found.column, found.width, found.written) == (2, 9, 3, '"x"')
    assert source.find("a[0].b", key=True).column == 6
    assert source.find("a[0].c").column == 14, "an unwritten value is shown at its key"
    assert source.find("a[0].d[7]").path == ("a", 0)


def test_one_word_before_a_number_sign_with_a_number_is_cut_words_too() -> None:
    assert only_fault("plain: Ketamine #1\n").id == "yaml.comment"
    assert parse("words: plain  # a note\n", "c.yaml")[1] == ()
