"""Versions are raised in content.yaml, of the documents concerned alone; all else stays."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from brochure.approval.binding import Binding
from brochure.approval.bump import next_version, raise_versions
from brochure.approval.documents import Finished
from brochure.approval.entry import Entry
from brochure.approval.record import add_entries
from brochure.base.errors import BrochureError
from brochure.base.gate import OF_OUTPUT
from brochure.base.looks import STANDARD
from brochure.base.worker import Workers
from brochure.build.build import Request
from brochure.build.job import Built, Made
from brochure.commands import bumping
from brochure.commands.progress import Progress
from brochure.content.load import load_content
from brochure.content.yaml.source import Source, parse
from tests.approval.entries import binding, signed
from tests.kills import content_of

LINES = """editions:
  # what patients take home
  guide:
    id: ND-GUIDE  # as on the shelf
    title: Your new tooth
  trifold:
    id: ND-TRI
    version: "1.9"   # by hand
    issued: 2026-11
    title: A new tooth
"""


def read(text: str) -> Source:
    source, findings = parse(text, "content.yaml")
    assert source and not findings
    return source


def test_the_next_version_is_counted_and_not_spelled() -> None:
    assert [next_version(one) for one in ("1.0", "1.9", "2.19")] == ["1.1", "1.10", "2.20"]


def test_values_are_replaced_where_they_stand() -> None:
    text = raise_versions(read(LINES), [("trifold", "1.10")], "2026-12")
    assert text == LINES.replace('"1.9"', '"1.10"').replace("2026-11", "2026-12")


def test_what_is_not_written_yet_is_a_line_below_the_id() -> None:
    text = raise_versions(read(LINES), [("guide", "1.1")], "2026-12")
    id_line = "    id: ND-GUIDE  # as on the shelf\n"
    new = '    version: "1.1"\n    issued: 2026-12\n'
    assert text == LINES.replace(id_line, id_line + new)


def test_several_are_raised_at_once_and_comments_stay() -> None:
    text = raise_versions(read(LINES), [("trifold", "1.10"), ("guide", "1.1")], "2026-12")
    assert text.count("2026-12") == 2 and '"1.10"   # by hand' in text
    assert [line for line in LINES.splitlines() if "#" in line and "hand" not in line] == [
        line for line in text.splitlines() if "#" in line and "hand" not in line
    ]


@pytest.mark.parametrize("cut", ["", "\r\n    title: Your new tooth\r\n"])
def test_line_breaks_are_those_of_the_file(cut: str) -> None:
    text = LINES.partition("  trifold")[0].replace("\n", "\r\n")
    text = text.removesuffix(cut) if cut else text
    raised = raise_versions(read(text), [("guide", "1.1")], "2026-12")
    assert raised.count("\n") == raised.count("\r\n") == text.count("\n") + 2
    assert read(raised).data["editions"] != read(text).data["editions"]


@pytest.mark.parametrize(
    "written",
    [
        "  guide: {id: ND-GUIDE, title: Your new tooth}\n",
        "  guide: {\n    id: ND-GUIDE,\n    title: Your new tooth}\n",
        "  guide:\n    version:\n    id: ND-GUIDE\n",
        "  guide:\n    title: Your new tooth\n",
        "  guide:\n    id: ND-GUIDE\n    version: |\n      1.0\n    title: Tooth\n",
    ],
    ids=["one line", "brackets over lines", "no value", "no id", "a block"],
)
def test_what_is_not_written_line_by_line_is_left_to_a_person(written: str) -> None:
    with pytest.raises(BrochureError) as refused:
        raise_versions(read(f"editions:\n{written}"), [("guide", "1.1")], "2026-12")
    assert refused.value.exit_code == 1
    assert '`version: "1.1"`' in refused.value.hint


class Clinic:
    """A small project, and what its documents say: 1.0 of the guide is approved with other words.

    Documents are not made: of each the fingerprint of its words is given.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.file = folder, folder / "content.yaml"
        self.words = {"guide": "new words", "trifold": "the same"}
        self.asked: tuple[str, ...] = ()
        self.meanwhile = ""
        self.bindings: dict[str, Binding] = {}
        monkeypatch.setattr(bumping, "make_documents", self.make)
        add_entries(self.file, lambda _: [*self.approve("guide"), *self.approve("trifold")])

    def approve(self, name: str, version: str = "1.0") -> list[Entry]:
        said: dict[str, Any] = {
            "document": name,
            "version": version,
            "spoken": {"screen": "the same"},
        }
        return [
            signed("Sam Lee", "wrote", role="Nurse", **said),
            signed("Ann Poe", "medical review", **said),
        ]

    def make(
        self, _loaded: object, _request: object, names: tuple[str, ...], *_: object
    ) -> Iterator[Finished]:
        self.asked = tuple(names)
        for name in names:
            built = Built(name, "screen", STANDARD.name, self.file, True, "1.0", "", ())
            said = replace(built, words_fingerprint=self.words[name])
            yield Finished(name, "1.0", (Made(said),), (), self.bindings.get(name))
        if self.meanwhile:
            self.file.write_text(self.meanwhile, encoding="utf-8")

    def bump(self) -> tuple[str, ...]:
        loaded = load_content(self.file)
        assert loaded.content, loaded.findings
        request = Request(self.folder, self.folder / "output")
        options = argparse.Namespace(content=self.file)
        with Workers(OF_OUTPUT) as workers, Progress(StringIO()) as progress:
            return bumping.bump_versions(loaded, request, workers, options, progress)


@pytest.fixture
def clinic(small: Path, monkeypatch: pytest.MonkeyPatch) -> Clinic:
    return Clinic(small, monkeypatch)


def test_only_documents_whose_approved_words_have_changed_are_raised(clinic: Clinic) -> None:
    before = clinic.file.read_text(encoding="utf-8").splitlines()
    assert clinic.bump() == ("guide is version 1.1 now.",)
    assert sorted(clinic.asked) == ["guide", "trifold"]
    content = load_content(clinic.file).content
    assert content and content.version_of("guide") == "1.1"
    assert content.version_of("trifold") == "1.0"
    after = clinic.file.read_text(encoding="utf-8").splitlines()
    at = after.index('    version: "1.1"')
    assert after[at - 1].strip() == "id: ND-GUIDE" and after[at + 1].startswith("    issued: 20")
    assert [*after[:at], *after[at + 2 :]] == before
    clinic.words["guide"] = "the same"
    assert clinic.bump() == ()


def test_a_released_version_whose_sources_alone_changed_is_raised(clinic: Clinic) -> None:
    clinic.words["guide"] = "the same"
    now = replace(binding(), spoken={"screen": "the same"}, behind="another source")
    clinic.bindings["guide"] = now
    assert clinic.bump() == (), "it was never released"
    release = signed("Kim Roe", "released", replace(now, behind="then"), event="released")
    add_entries(clinic.file, lambda _: [release])
    assert clinic.bump() == ("guide is version 1.1 now.",)


def test_a_version_that_is_on_record_is_passed_over(clinic: Clinic) -> None:
    add_entries(clinic.file, lambda _: clinic.approve("guide", "1.1"))
    assert clinic.bump() == ("guide is version 1.2 now.",)


def test_where_nothing_is_on_record_nothing_is_made(small: Path, clinic: Clinic) -> None:
    for name in ("content.record", "content.record.sha256"):
        (small / name).unlink()
    assert clinic.bump() == () and clinic.asked == ()


def test_the_mark_at_the_beginning_and_the_mode_of_a_file_stay(clinic: Clinic) -> None:
    text = content_of("1.0").replace("\n", "\r\n").encode()
    clinic.file.write_bytes(b"\xef\xbb\xbf" + text)
    clinic.file.chmod(0o640)
    clinic.bump()
    raised = clinic.file.read_bytes()
    assert raised.startswith(b"\xef\xbb\xbf") and raised.count(b"\n") == raised.count(b"\r\n")
    assert clinic.file.stat().st_mode & 0o777 == 0o640


def test_what_somebody_saved_meanwhile_is_not_written_over(clinic: Clinic) -> None:
    clinic.meanwhile = content_of("1.0") + "# mine\n"
    with pytest.raises(BrochureError) as refused:
        clinic.bump()
    assert refused.value.exit_code == 1 and "was changed while" in refused.value.message
    assert clinic.file.read_text(encoding="utf-8") == clinic.meanwhile


def test_a_file_that_cannot_be_raised_stays_as_it_is(clinic: Clinic) -> None:
    text = content_of("1.0").replace("    id: ND-GUIDE\n", "    ? id\n    : ND-GUIDE\n")
    clinic.file.write_text(text, encoding="utf-8")
    with pytest.raises(BrochureError) as refused:
        clinic.bump()
    assert (refused.value.exit_code, clinic.file.read_text(encoding="utf-8")) == (1, text)
