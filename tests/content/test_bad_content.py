"""Bad content, end to end: what staff did, what the command line says, and its exit code.

The cases are in `tests/content/bad_content/*.txt`; its README says how to add one.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from brochure.base.editions import list_editions
from brochure.base.finding import MOST_FINDINGS
from brochure.commands.cli import main
from brochure.content.messages.model_path import follow_path
from brochure.content.messages.problem import join_with_or
from brochure.content.model.content import Content

HERE = Path(__file__).resolve().parent / "bad_content"
GOOD = (HERE / "good.yaml").read_text(encoding="utf-8")
# What grows with the program, and is listed in messages.
_KNOWN = {
    "⟦editions⟧": ", ".join(edition.name for edition in list_editions(["implant"])),
    "⟦kinds⟧": join_with_or(follow_path(Content, ("sections", 0, "blocks", 0)).tags()),
}
_HIDDEN = re.compile(r"⟦(?:U\+([0-9A-F]{4,6})|(.+?) \* ([0-9]+))⟧")


@dataclass(frozen=True)
class Case:
    """One damage to the good content: its name, the (old, new) edits, and what is said of it."""

    name: str
    edits: tuple[tuple[str, str], ...]
    says: str

    @property
    def command(self) -> tuple[str, ...]:
        build = ("build", "--only", "trifold", "--channel", "office", "-q")
        return build if self.name.endswith("(build)") else ("check",)

    def damaged(self) -> str:
        text = GOOD
        for old, new in self.edits:
            assert GOOD.count(old) == 1, f"{self.name}: good.yaml holds once: {old!r}"
            text = text.replace(old, new)
        return text


def read_cases(file: Path) -> Iterator[Case]:
    """Give the cases of one file."""
    for part in re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, _, body = part.partition("\n")
        edits: list[tuple[str, str]] = []
        says = body
        while says.startswith(("-", "+")):
            old, says = _taken(says, "-")
            new, says = _taken(says, "+")
            edits.append((old, _HIDDEN.sub(_meant, new)) if new else (old + "\n", ""))
        for sign, meant in _KNOWN.items():
            says = says.replace(sign, meant)
        yield Case(name, tuple(edits), says.rstrip("\n"))


def _taken(text: str, sign: str) -> tuple[str, str]:
    """Return the lines that begin with `sign`, without it, and the rest."""
    found = re.match(rf"(?:\{sign}.*\n)*", text)
    assert found
    lines = found[0].splitlines()
    return "\n".join(line[1:] for line in lines), text[found.end() :]


def _meant(hidden: re.Match[str]) -> str:
    return chr(int(hidden[1], 16)) if hidden[1] else hidden[2] * int(hidden[3])


CASES = [case for file in sorted(HERE.glob("*.txt")) for case in read_cases(file)]


def _told_apart(case: Case) -> Any:
    """Return a case as a parameter of its name; those that build are slow."""
    slow = [pytest.mark.slow] if case.command[0] == "build" else []
    return pytest.param(case, id=case.name, marks=slow)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the good content and its figure, as the current folder."""
    (tmp_path / "figures").mkdir()
    shutil.copy(HERE / "tooth.svg", tmp_path / "figures/tooth.svg")
    (tmp_path / "content.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, str, str]:
    """Run the command line; return its exit code, what it printed, and what kept it from that."""
    code = main(command)
    told = capsys.readouterr()
    return code, told.out.rstrip("\n"), told.err.rstrip("\n")


@pytest.mark.slow
def test_the_good_content_is_good(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = "content.yaml is good: 5 sections, 1 sheet, 2 editions."
    assert said(capsys, "check", "-q") == (0, "", "")
    code, out, err = said(capsys, "check")
    assert (code, out.splitlines()[-1], err) == (0, good, "")
    assert "Wording: 0 must change, 0 should, 4 pieces of advice, 0 waived. No file of rules" in out
    assert said(capsys, "build", "--only", "trifold", "-q") == (0, "", "")


def test_there_are_many_cases_and_each_has_its_own_name() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) >= 100


SAVE = "Save the file as UTF-8 (in most editors: Save as, then Encoding)."
KEYS = "Begin with keys, each on a line of its own: a word, then a colon."
UTF_16 = f"content.yaml is saved as UTF-16, not UTF-8\n  Fix: {SAVE}"


def seen(what: str, line: str, remedy: str) -> str:
    """Return what is said of a place, with its line and a caret under its first sign: ``‸``."""
    number = int(what.split(":")[1])
    caret = " " * line.index("‸") + "^"
    shown = line.replace("‸", "")
    return f"{what}\n  {number:>5} | {shown}\n        | {caret}\n  Fix: {remedy}"


NO_TEXT: list[tuple[str, bytes, str]] = [
    ("nothing", b"", seen("content.yaml:1:1: the file is empty", "‸", KEYS)),
    ("comments", b"# to do\n", seen("content.yaml:1:1: the file is empty", "‸# to do", KEYS)),
    (
        "a list",
        b"- clinic\n- document\n",
        seen("content.yaml:1:1: the file begins with a list", "‸- clinic", KEYS),
    ),
    (
        "words",
        b"Northgate",
        seen("content.yaml:1:1: the file begins with text without a key", "‸Northgate", KEYS),
    ),
    ("UTF-16", GOOD.encode("utf-16"), UTF_16),
    ("UTF-16 without a mark", GOOD.encode("utf-16-le"), UTF_16),
    ("null bytes", b"\0" * 100, UTF_16),
    (
        "Latin-1",
        GOOD.replace("Mill Lane", "Café Lane").encode("latin-1"),
        seen(
            'content.yaml:7:19: the character "é" is not saved as UTF-8 (byte E9)',
            "    street: 12 Caf‸é Lane",
            SAVE,
        ),
    ),
    (
        "half of a surrogate pair",
        GOOD.encode().replace(b"Mill Lane", b"\xed\xa0\xbd Lane"),
        seen(
            'content.yaml:7:16: the character "í" is not saved as UTF-8 (byte ED)',
            "    street: 12 ‸í ½ Lane",
            SAVE,
        ),
    ),
    (
        "3 MB",
        GOOD.encode() + b"#" * 3_000_000,
        "content.yaml is larger than 2 MB\n"
        "  Fix: Keep pictures in files of their own, and name them.",
    ),
    (
        "a PDF",
        b"%PDF-1.7\n%\xe2\xe3\n",
        seen('content.yaml:2:2: the character "â" is not saved as UTF-8 (byte E2)', "%‸âã", SAVE),
    ),
    (
        "too many entries",
        b"clinic: [" + b"a," * 200_000 + b"]",
        seen(
            "content.yaml:1:400004: the file holds more than 200,000 entries",
            f"…{',a' * 34},‸a,a,a,]",
            "Check that this is the right file.",
        ),
    ),
]


@pytest.mark.parametrize(("raw", "says"), [c[1:] for c in NO_TEXT], ids=[c[0] for c in NO_TEXT])
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_file_that_is_no_content_is_told_exactly(
    command: str, raw: bytes, says: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "content.yaml").write_bytes(raw)
    assert said(capsys, command, "-q") == (1, says, "")


def _folder(file: Path) -> None:
    file.mkdir()


def _loop(file: Path) -> None:
    file.symlink_to(file)


def _unreadable_device(file: Path) -> None:
    """A plain file that the system refuses to read, even for root."""
    file.symlink_to("/proc/self/mem")


def _pipe(file: Path) -> None:
    os.mkfifo(file)


@pytest.mark.parametrize(
    ("make", "what", "code"),
    [
        (_folder, "content.yaml is a folder\n  Fix: Name the YAML file itself.", 2),
        (_pipe, "content.yaml is not a file\n  Fix: Name the YAML file itself.", 1),
        (
            _loop,
            "content.yaml cannot be read (Too many levels of symbolic links)\n"
            "  Fix: Check that the file is yours to read and its disk is there.",
            1,
        ),
        (
            _unreadable_device,
            "content.yaml cannot be read (Input/output error)\n"
            "  Fix: Check that the file is yours to read and its disk is there.",
            1,
        ),
        (
            None,
            "there is no file content.yaml\n"
            "  Fix: Check the name, or work in the folder that holds it.",
            2,
        ),
    ],
)
def test_what_is_no_file_or_cannot_be_read(
    make: Callable[[Path], None] | None,
    what: str,
    code: int,
    here: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (here / "content.yaml").unlink()
    if make:
        make(here / "content.yaml")
    told = ("", what) if code == 2 else (what, "")
    assert said(capsys, "check", "-q") == (code, *told)
    assert said(capsys, "build", "-q") == (code, *told)


def test_a_file_of_somebody_else(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody, who is not root, reads a file without rights: the system itself refuses."""
    (here / "content.yaml").chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        code, out, err = said(capsys, "check", "-q")
    finally:
        if root:
            os.seteuid(0)
    assert (code, out, err) == (
        1,
        "content.yaml cannot be read (Permission denied)\n"
        "  Fix: Check that the file is yours to read and its disk is there.",
        "",
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Mac"])
def test_marks_and_line_ends_change_nothing(
    mark: str, end: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Good stays good, and a sign in folded text is found in its line all the same."""
    file = here / "content.yaml"
    file.write_text(mark + GOOD.replace("\n", end), encoding="utf-8", newline="")
    assert said(capsys, "check")[0] == 0
    bad = GOOD.replace("still hurts", "still ✗ hurts")
    file.write_text(mark + bad.replace("\n", end), encoding="utf-8", newline="")
    code, out, _ = said(capsys, "check")
    assert code == 1
    assert out.startswith("content.yaml:61:19: sections[1].blocks[0].items[2]: the fonts have no")


def test_every_text_empty(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each empty text is told once, where it stands, with what to do."""
    empty, count = re.subn(r"\b(text|plain|title|body|label|alt): [^\n,{}]+", r'\1: ""', GOOD)
    (here / "content.yaml").write_text(empty, encoding="utf-8")
    code, out, _ = said(capsys, "check")
    assert code == 1 and count == 27
    assert out.count(": is empty\n") == count
    assert out.count("  Fix: ") == out.count("^\n")


@pytest.mark.slow
def test_ten_thousand_sections(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Many parts, many of them wrong: the first are told, the rest counted; it takes seconds."""
    many = "".join(
        f"  - {{id: extra-{n}, provenance: seed, title: Number {n} ✗}}\n" for n in range(10_000)
    )
    text = GOOD.replace("\nsheets:\n", f"{many}\nsheets:\n", 1)
    (here / "content.yaml").write_text(text, encoding="utf-8")
    code, out, _ = said(capsys, "check", "-q")
    assert code == 1
    assert out.count("the fonts have no “✗”") == MOST_FINDINGS
    assert f"and {10_000 - MOST_FINDINGS:,} more findings" in out


@pytest.mark.parametrize("case", [_told_apart(case) for case in CASES])
def test_bad_content_is_told_exactly(
    case: Case, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "content.yaml").write_text(case.damaged(), encoding="utf-8", newline="")
    code = 0 if case.name.endswith("(warning)") else 1
    assert said(capsys, *case.command, "-q") == (code, case.says, "")
