"""`brochure email` without ``--draft``: what was released goes out byte for byte, nothing else."""

import json
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from brochure.approval.entry import Entry
from brochure.approval.record import add_entries
from brochure.approval.releases import release_folder
from brochure.base.looks import STANDARD
from brochure.base.storage import write_atomically
from brochure.build.build import Request
from brochure.build.job import Built
from brochure.build.provenance import Provenance
from brochure.commands.cli import main
from brochure.commands.tidying import tidy_output
from brochure.content.load import LoadedContent, load_content
from brochure.mail import attachments as attaching
from brochure.mail.options import PASSWORD, SERVER, USER
from brochure.mail.server import trust_store
from brochure.mail.surroundings import Surroundings
from tests.approval.entries import WHEN
from tests.mail import post_office
from tests.mail.letters import TINY
from tests.mail.post_office import Pendulum, certificate, open_office

SHEET = "safety-sheet-spravato"
DAY = 86400.0
OLD = TINY.replace(b"a line", b"an old line")


class Desk:
    """A project whose record tells of releases that a test writes, and what the command says."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.output = folder, folder / "output"
        self.capsys = capsys
        self.clock = Pendulum()
        self.environment: dict[str, str] = {}
        self.trust = trust_store()

    def edge(self) -> Surroundings:
        return Surroundings(self.clock, self.environment, lambda: self.trust)

    def note(self, event: str, document: str = "guide", version: str = "1.0", **more: Any) -> None:
        told = {"when": WHEN, "event": event, "document": document, "version": version, **more}
        entry = Entry.model_validate(told)
        add_entries(self.folder / "content.yaml", lambda _: [entry])

    def release(
        self,
        version: str = "1.0",
        document: str = "guide",
        pdf: bytes = TINY,
        looks: tuple[str, ...] = ("",),
        review_by: str = "2027-11",
    ) -> Path:
        """Put a release on the shelf and on record; return its first file."""
        folder = release_folder(self.output, document, version)
        names = [f"screen/{look}/{document}.pdf".replace("//", "/") for look in looks]
        for name in names:
            write_atomically(folder / name, pdf)
        files = dict.fromkeys(names, sha256(pdf).hexdigest())
        self.note("released", document, version, files=files, review_by=review_by)
        return folder / names[0]

    def __call__(self, *more: str, only: str = "guide") -> tuple[int, str, str]:
        code = main(["email", "--to", "jane@secret.org", "--only", only, *more])
        told = self.capsys.readouterr()
        assert "secret" not in told.out + told.err and "Traceback" not in told.err
        return code, told.out, told.err

    def found(self, *more: str, only: str = "guide") -> list[str]:
        """Call the command; return what it found, with its severity, and see what went out."""
        code, said, _ = self("--json", *more, only=only)
        told = json.loads(said)
        found = [(one["id"], one["severity"]) for one in told["findings"]]
        assert bool(told["attached"]) is (code == 0) is self.drafts.is_dir()
        return [id if severity == "error" else f"{id}, {severity}" for id, severity in found]

    @property
    def drafts(self) -> Path:
        return self.output / "email"

    def draft(self, number: int = 1) -> EmailMessage:
        raw = (self.drafts / f"{number:03}.eml").read_bytes()
        message = message_from_bytes(raw, policy=default)
        assert isinstance(message, EmailMessage)
        return message


def attached_to(message: Any) -> dict[str, bytes]:
    return {one.get_filename(): one.get_content() for one in message.iter_attachments()}


@pytest.fixture
def desk(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    def build(_: LoadedContent, request: Request) -> Iterator[Built]:
        (name,) = request.only
        file = request.output / "screen" / f"{name}.pdf"
        write_atomically(file, TINY)
        digest = sha256(TINY).hexdigest()
        yield Built(name, "screen", STANDARD.name, file, True, "1.0", "", (), sha256=digest)

    monkeypatch.chdir(project)
    desk = Desk(project, capsys)
    monkeypatch.setattr("brochure.mail.command.Surroundings", desk.edge)
    monkeypatch.setattr(attaching, "build_documents", build)
    return desk


def test_the_newest_release_is_attached_byte_for_byte(desk: Desk) -> None:
    desk.release(pdf=OLD)
    desk.release("1.1")
    code, said, complained = desk()
    assert (code, complained) == (0, ""), (
        "no draft is told of, nor what today's content leaves open"
    )
    assert "  guide, as CAREolina-Guide-v1.1.pdf\n" in said
    message = desk.draft()
    assert attached_to(message) == {"CAREolina-Guide-v1.1.pdf": TINY}
    text = message.get_body(("plain",))
    assert text and text.get_content().startswith("Hello") and "DRAFT" not in text.get_content()
    assert not (desk.output / "screen").exists(), "nothing is built"


def test_a_look_is_attached_where_it_was_released(desk: Desk) -> None:
    desk.release(looks=("", "readable"))
    assert desk("--look", "readable")[0] == 0
    assert list(attached_to(desk.draft())) == ["CAREolina-Guide-Readable-font-v1.0.pdf"]


def test_what_was_never_released_is_not_sent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.release(document="large-print")
    assert desk.found() == ["email.unreleased"]
    _, _, complained = desk()
    assert "guide was never released" in complained and "--draft" in complained
    assert " status guide. " in complained
    monkeypatch.chdir("/")
    named = (desk.folder / "content.yaml").relative_to("/")
    main(["email", str(named), "--to", "jane@secret.org", "--only", "guide"])
    complained = desk.capsys.readouterr().err
    assert f" status guide --content {named}. " in complained


def test_a_look_that_was_not_released_is_not_sent(desk: Desk) -> None:
    desk.release()
    assert desk.found("--look", "high-contrast") == ["email.unreleased"]


def test_what_was_withdrawn_is_not_sent_nor_what_came_before(desk: Desk) -> None:
    desk.release(pdf=OLD)
    desk.release("1.1")
    desk.note("withdrawn", version="1.1", reason="wrong dose")
    assert desk.found() == ["email.not-in-use"]
    assert "guide, version 1.1, was withdrawn on 2026-11-30: wrong dose" in desk()[2]
    assert desk.found("--even-if-past-review", "guide") == ["email.not-in-use"]
    desk.release("1.2")
    assert desk.found() == []


def test_what_is_to_be_reviewed_is_not_sent_until_it_is_released_again(desk: Desk) -> None:
    desk.release()
    desk.note("review", reason="FDA alert")
    assert desk.found() == ["email.not-in-use"]
    assert "is to be reviewed since 2026-11-30: FDA alert" in desk()[2]
    desk.release()
    assert desk.found() == []


def test_what_is_past_its_review_is_sent_by_name_alone_and_no_sheet_ever(desk: Desk) -> None:
    for name in ("guide", SHEET):
        desk.release(document=name, review_by="2027-01")
    desk.clock.time = 100 * DAY  # February 2027
    assert desk.found() == ["email.not-in-use"]
    _, _, complained = desk()
    assert "had to be reviewed by 2027-01" in complained
    assert "--even-if-past-review guide" in complained
    assert desk.found("--even-if-past-review", SHEET, only=SHEET) == ["email.not-in-use"]
    assert "--even-if-past-review" not in desk(only=SHEET)[2]
    assert desk.found("--even-if-past-review", "guide") == ["email.past-review, warning"]


def test_a_review_that_is_near_is_told(desk: Desk) -> None:
    desk.release(review_by="2027-01")
    assert desk.found() == ["email.review-soon, warning"]
    assert "guide, version 1.0, must be reviewed by January 2027: 89 days are left" in desk()[2]


@pytest.mark.parametrize("change", ["a byte", "gone", "a folder", "other bytes behind a link"])
def test_what_is_not_as_it_was_released_is_not_sent(desk: Desk, change: str) -> None:
    file = desk.release()
    file.unlink()
    if change == "a byte":
        file.write_bytes(TINY[:-1] + b" ")
    elif change == "a folder":
        file.mkdir()
    elif change != "gone":
        (desk.folder / "other.pdf").write_bytes(OLD)
        file.symlink_to(desk.folder / "other.pdf")
    assert desk.found() == ["email.not-as-released"]


def test_where_one_of_several_is_missing_none_goes_out(desk: Desk) -> None:
    desk.release()
    code, said, complained = desk("--only", "guide", SHEET)
    assert (code, said) == (1, "") and f"{SHEET} was never released" in complained
    assert not desk.drafts.exists()


def test_a_record_that_was_changed_stops_it(desk: Desk) -> None:
    desk.release()
    record = desk.folder / "content.record"
    record.write_bytes(record.read_bytes().replace(b"2027-11", b"2037-11"))
    code, _, complained = desk()
    assert code == 3 and "line 1 is not as it was written" in complained
    assert not desk.drafts.exists()


def test_a_draft_says_so_in_its_name_and_in_text_and_html(desk: Desk) -> None:
    code, said, _ = desk("--draft")
    assert code == 0 and "  guide, as DRAFT-CAREolina-Guide-v1.0.pdf\n" in said
    message = desk.draft()
    assert attached_to(message) == {"DRAFT-CAREolina-Guide-v1.0.pdf": TINY}
    says = "DRAFT: what is attached is not approved. Do not pass it on to patients."
    plain, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain and plain.get_content().splitlines()[0] == says
    assert page and f"<p>{says}</p>" in page.get_content()


def test_who_got_a_draft_has_not_got_the_release(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pem = certificate(tmp_path_factory.mktemp("tls"))
    desk.release()
    with open_office(pem) as office:
        desk.trust.load_verify_locations(pem)
        desk.environment = {
            SERVER: f"127.0.0.1:{office.port}",
            USER: post_office.USER,
            PASSWORD: post_office.PASSWORD,
        }
        for more in (("--draft",), ()):
            for says in ("1 sent.", "1 sent before."):
                code, said, _ = desk("--send", *more)
                assert (code, said.splitlines()[-1]) == (0, says)
        sent = [message_from_bytes(raw, policy=default) for _, raw in office.messages]
        names = [list(attached_to(message)) for message in sent]
    assert names == [["DRAFT-CAREolina-Guide-v1.0.pdf"], ["CAREolina-Guide-v1.0.pdf"]]


def stale(desk: Desk) -> list[tuple[str, list[str]]]:
    """Return what a build names at its end."""
    loaded = load_content(desk.folder / "content.yaml")
    found = tidy_output(loaded, Request(desk.folder, desk.output), Provenance()).stale
    return [(one.why, [file.name for file in one.files]) for one in found]


def test_a_newer_release_makes_earlier_drafts_stale(desk: Desk) -> None:
    desk.release()
    desk()
    assert stale(desk) == []
    desk.release("1.1", pdf=OLD)
    old = ("carries guide 1.0, which the record does not name as in use", ["001.eml"])
    assert stale(desk) == [old]
    desk()
    assert stale(desk) == [old]
    desk.note("withdrawn", version="1.1", reason="wrong dose")
    assert [files for _, files in stale(desk)] == [["001.eml"], ["002.eml"]]


def test_a_record_that_cannot_be_relied_on_names_nothing_as_in_use(desk: Desk) -> None:
    desk.release()
    desk()
    record = desk.folder / "content.record"
    record.unlink()
    record.mkdir()
    assert [files for _, files in stale(desk)] == [["001.eml"]]
