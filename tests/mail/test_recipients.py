"""Who gets a message: lists as people really save them, and all that can be wrong in one."""

import os
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.errors import BrochureError
from brochure.build.report import finding_text
from brochure.mail.recipients import (
    MOST_BYTES,
    Recipient,
    keep_readers_of,
    parse_recipients,
    read_recipients,
)


def read(folder: Path, raw: bytes | str) -> tuple[tuple[Recipient, ...], list[str]]:
    """Return who stands in a list, and what is said of it, one text for each finding."""
    file = folder / "list.csv"
    file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    people, findings = read_recipients(file, "list.csv")
    return people, [finding_text(finding).partition("\n")[0] for finding in findings]


GOOD = {
    "plain": "email,name,language\njane@x.org,Jane Doe,en\njoe@x.org,,\n",
    "Excel": "\ufeffemail;name;language\r\njane@x.org;Jane Doe;en\r\njoe@x.org;;\r\n",
    "Excel with sep": "sep=;\r\nemail;name;language\r\njane@x.org;Jane Doe;en\r\njoe@x.org\r\n",
    "tabs": "E-Mail\tName\tLanguage\njane@x.org\tJane Doe\ten\njoe@x.org\t\t\n",
    "other order": "name, language ,EMAIL\nJane Doe,en,jane@x.org\n\n,,\n,,joe@x.org",
    "old Mac": "email,name,language\rjane@x.org,Jane Doe,en\rjoe@x.org,,\r",
}


@pytest.mark.parametrize("raw", GOOD.values(), ids=GOOD.keys())
def test_good_lists(tmp_path: Path, raw: str) -> None:
    people, said = read(tmp_path, raw)
    assert said == []
    assert [(p.address, p.name, p.language) for p in people] == [
        ("jane@x.org", "Jane Doe", "en"),
        ("joe@x.org", "", ""),
    ]


def test_one_column_is_a_list_too(tmp_path: Path) -> None:
    people, said = read(tmp_path, "email\njane@x.org\njoe@x.org\n")
    assert (len(people), said) == (2, [])
    assert [(p.file, p.line) for p in people] == [("list.csv", 2), ("list.csv", 3)]


def test_names_may_hold_what_names_hold(tmp_path: Path) -> None:
    people, said = read(tmp_path, 'email,name\nj@x.org,"O’Neill-Ćwik, Zoë (Jr.); ""Zo"""\n')
    assert (people[0].name, said) == ('O’Neill-Ćwik, Zoë (Jr.); "Zo"', [])


def test_every_problem_is_told_at_once_by_line_and_without_an_address(tmp_path: Path) -> None:
    rows = [
        "email,name,language,phone",
        "jane@x.org,Jane,en,1",
        "jane.x.org,Jane,en,1",
        ",Nobody,en,1",
        "JANE@x.org,Again,en,1",
        "mary@x.org,Mary,English!,1",
        '"bob@x.org","Bob\r\nBcc: all@x.org",en,1',
        "doe@x.org,Doe, John,en,1,",
        "liz@x.org,liz@x.org,en,1",
        f"tom@x.org,{'T' * 101},en,1",
    ]
    people, said = read(tmp_path, "\n".join(rows))
    assert [p.line for p in people] == [2]
    assert said == [
        "list.csv:1:1: warning: 1 of 4 columns are not used",
        "list.csv:3:1: j…@… is not one e-mail address",
        "list.csv:4:1: this line has no address",
        "list.csv:5:1: J…@… is the same address as in line 2",
        "list.csv:6:1: the language of m…@… is not written as a tag",
        "list.csv:7:1: the name for b…@… holds a line break or a sign that no name has",
        "list.csv:9:1: has 6 cells under 4 columns",
        "list.csv:10:1: the name for l…@… holds a line break or a sign that no name has",
        "list.csv:11:1: the name for t…@… has 101 letters",
    ]


@pytest.mark.parametrize(
    ("raw", "said", "people"),
    [
        ("", ["list.csv:1:1: the list holds no address"], 0),
        ("email,name\n\n", ["list.csv:1:1: the list holds no address"], 0),
        (
            "jane@x.org,Jane\njoe.x.org,Joe\n",
            [
                "list.csv:1:1: the first line names no column “email”",
                "list.csv:2:1: j…@… is not one e-mail address",
            ],
            1,
        ),
        ("first,last\nJane,Doe\n", ["list.csv:1:1: the first line names no column “email”"], 0),
        ("email,email\na@x.org,b@x.org", ["list.csv:1:1: two columns are called email"], 1),
        (
            'email,name\njane@x.org,"Jane\njoe@x.org,Joe\n',
            ["list.csv:2:1: from here on, the list cannot be read: a quote does not close"],
            0,
        ),
        (b"email\ncaf\xe9@x.org\n", ["list.csv:2:1: this is not saved as UTF-8"], 0),
        ("email\nj@x.org".encode("utf-16"), ["list.csv:1:1: this is not saved as UTF-8"], 0),
        ("email\nj@x.org".encode("utf-16-le"), ["list.csv:1:1: this is not a text file"], 0),
        (b"e" * (MOST_BYTES + 1), ["list.csv:1:1: the list is larger than 5 MB"], 0),
        (b"email\n" + b"e" * 200_000, ["list.csv:2:1: …"], 0),
    ],
)
def test_lists_that_are_none(
    tmp_path: Path, raw: bytes | str, said: list[str], people: int
) -> None:
    found, told = read(tmp_path, raw)
    assert len(found) == people
    assert len(told) == len(said)
    assert all(was.startswith(would.rstrip("…")) for was, would in zip(told, said, strict=True))


@pytest.mark.parametrize(
    ("row", "name", "greeted_as"),
    [
        ('"Lee, Ann",,,', "Ann Lee", "Ann Lee"),
        ('"van der Berg-Lee,  Ann Marie",,,', "Ann Marie van der Berg-Lee", None),
        ('"Ann Lee, MD",,,', "Ann Lee, MD", None),
        ('"Ann Lee, M.D.",,,', "Ann Lee, M.D.", None),
        ('"Lee, Ann, MD",,,', "Lee, Ann, MD", None),
        ('"Lee,",,,', "Lee,", None),
        ("Ann Lee,,,", "Ann Lee", None),
        ("Ann Lee,Ms. Lee,,", "Ann Lee", "Ms. Lee"),
        (",,Ann,Lee", "Ann Lee", "Ann"),
        ('"Lee, Ann",,Annie,', "Ann Lee", "Annie"),
        (",,,", "", ""),
    ],
)
def test_a_reader_is_called_by_name_as_people_say_it(
    tmp_path: Path, row: str, name: str, greeted_as: str | None
) -> None:
    (reader,), said = read(tmp_path, f"E-Mail,Name,Greeting,First_Name,Surname\na@x.org,{row}\n")
    assert said == []
    assert (reader.name, reader.greeted_as) == (name, name if greeted_as is None else greeted_as)


@pytest.mark.parametrize("file", ["list.xlsx", "list.ods", "list.docx", "list.numbers", "list.csv"])
def test_a_workbook_is_told_as_what_it_is(tmp_path: Path, file: str) -> None:
    with ZipFile(tmp_path / file, "w") as archive:
        archive.writestr("content.xml", "email")
    _, findings = read_recipients(tmp_path / file, file)
    assert [f.id for f in findings] == ["recipients.workbook"]
    assert "CSV UTF-8" in findings[0].remedy


def test_an_old_workbook_and_a_folder_of_numbers_are_told_too(tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "list.numbers").mkdir()
    for name in ("old.xls", "list.numbers"):
        _, findings = read_recipients(tmp_path / name, name)
        assert [f.id for f in findings] == ["recipients.workbook"]


@pytest.mark.parametrize("what", ["nothing", "a folder", "a pipe"])
def test_a_list_that_cannot_be_read_is_a_wrong_call(tmp_path: Path, what: str) -> None:
    with pytest.raises(BrochureError, match=r"cannot read the list list\.csv: ") as raised:
        if what == "a pipe":
            os.mkfifo(tmp_path / "nothing")
        read_recipients(tmp_path if what == "a folder" else tmp_path / "nothing", "list.csv")
    assert raised.value.exit_code == 2


def test_addresses_of_the_command_line() -> None:
    people, findings = parse_recipients(["jane@x.org", "jane", "Jane@x.org"])
    assert [p.address for p in people] == ["jane@x.org"]
    assert [finding_text(f).partition("\n")[0] for f in findings] == [
        "--to, address 2: j…@… is not one e-mail address",
        "--to, address 3: J…@… is the same address as number 1",
    ]


def test_one_address_is_known_in_all_its_spellings_and_no_other_is_taken_for_it() -> None:
    same = [
        *("jürgen@Straße.example", "JÜRGEN@xn--strae-oqa.example", "ju\u0308rgen@STRAẞE.example"),
    ]
    others = [
        *("jürgen@strasse.example", "jurgen@straße.example", "strauß@x.org", "strauss@x.org"),
        *("a@_mail.x.org", "a@ab--c.org", "a@xn--a.org", "ﬁ@x.org", "fi@x.org"),
    ]
    people, findings = parse_recipients([*same, *others, "A@_MAIL.x.org", "STRAUẞ@x.org"])
    assert [p.address for p in people] == [same[0], *others]
    assert [f.id for f in findings] == ["recipients.twice"] * 4


def test_who_reads_another_language_is_left_out_and_told() -> None:
    people = tuple(
        Recipient(f"a{n}@x.org", language=tag, file="list.csv", line=n)
        for n, tag in enumerate(["", "en", "EN-gb", "es", "eng"], 1)
    )
    kept, left = keep_readers_of(people, "en-US")
    assert [p.line for p in kept] == [1, 2, 3]
    assert [(f.severity, f.place.line) for f in left] == [("warning", 4), ("warning", 5)]


def test_a_recipient_shows_no_address() -> None:
    reader = Recipient("jane@x.org", "Jane Doe")
    assert "jane" not in repr(reader).lower()
    assert reader.masked_address == "j…@…"


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(
    st.text(alphabet=st.sampled_from(list(' \t,;"\r\n\0@.aé=?<>:x')) | st.characters(), max_size=60)
)
def test_whatever_a_list_holds_ends_in_readers_or_findings(
    tmp_path_factory: pytest.TempPathFactory, body: str
) -> None:
    folder = tmp_path_factory.mktemp("list")
    people, said = read(folder, ("email,name\nq@x.org,Q\n" + body).encode("utf-8", "replace"))
    assert people or said
    for reader in people:
        assert reader.address.count("@") == 1
        assert (reader.address + reader.name).isprintable()
