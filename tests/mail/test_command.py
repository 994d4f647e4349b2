"""`brochure email --draft` as staff call it: what is written, sent and said, no address is.

What goes out without ``--draft`` is in `test_released`.
"""

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from brochure.base.errors import BrochureError
from brochure.base.finding import Finding
from brochure.base.looks import STANDARD
from brochure.base.storage import write_atomically
from brochure.build.build import Request
from brochure.build.job import Built
from brochure.commands.cli import main
from brochure.commands.new import create_project
from brochure.content.load import LoadedContent, load_content
from brochure.mail import attachments as attaching
from brochure.mail.attachments import (
    Attachments,
    build_attachments,
    check_documents,
    check_review_dates,
    request_screens,
)
from brochure.mail.journal import FOLDER
from brochure.mail.message import Attachment
from brochure.mail.options import PASSWORD, SERVER, USER
from brochure.mail.server import trust_store
from brochure.mail.surroundings import Surroundings, WallClock, stop_on_interrupt
from tests.conftest import ROOT, share
from tests.content.places import REAL, lines_at, replaced
from tests.mail import post_office
from tests.mail.letters import TINY, files
from tests.mail.post_office import LOST, Office, Pendulum, certificate, open_office

SHEET, NAME = "safety-sheet-spravato", "DRAFT-CAREolina-Safety-sheet-2-v1.0.pdf"
LIST = "email,name\njane@secret.org,Jane Doe\njoe@secret.org,\nkim@secret.org,Kim\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, loaded: LoadedContent) -> Attachments:
    """One document of the default content, really built and proven."""
    return share(
        tmp_path_factory,
        "attachments",
        lambda folder: build_attachments(loaded, request_screens(Request(ROOT, folder, (SHEET,)))),
    )


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"))


class Desk:
    """A project with a list, and what the command says there."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.clock = Pendulum()
        self.environment: dict[str, str] = {}
        self.trust = trust_store()

    def edge(self) -> Surroundings:
        return Surroundings(self.clock, self.environment, lambda: self.trust)

    def uses(self, office: Office, pem: Path) -> None:
        """Let the environment name this server."""
        self.trust.load_verify_locations(pem)
        self.environment = {
            SERVER: f"127.0.0.1:{office.port}",
            USER: post_office.USER,
            PASSWORD: post_office.PASSWORD,
        }

    def __call__(
        self, *arguments: str, whom: tuple[str, ...] = ("--recipients", "list.csv")
    ) -> Any:
        """Run the command; return its exit code, and what it printed and complained of."""
        code = main(["email", *whom, "--only", SHEET, "--draft", *arguments])
        told = self.capsys.readouterr()
        assert "secret" not in told.out + told.err and "Traceback" not in told.err
        return code, told.out, told.err


@pytest.fixture
def desk(
    project: Path,
    made: Attachments,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Desk]:
    """A copy of the default content; the document is not built again for each test."""
    (project / "list.csv").write_text(LIST)
    monkeypatch.chdir(project)
    desk = Desk(project, capsys)
    monkeypatch.setattr("brochure.mail.command.build_attachments", lambda *_: made)  # pyright: ignore
    monkeypatch.setattr("brochure.mail.command.Surroundings", desk.edge)
    yield desk


def test_only_what_was_proven_in_this_call_is_attached(
    made: Attachments, tmp_path: Path, loaded: LoadedContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = made.attachments
    assert (one.name, one.edition, one.look) == (NAME, SHEET, "")
    assert (one.number, one.version, one.pdf[:5]) == ("CW-SAFE-SPR", "1.0-draft", b"%PDF-")
    file = tmp_path / "sheet.pdf"
    file.write_bytes(one.pdf)
    good = Built(
        SHEET,
        "screen",
        STANDARD.name,
        file,
        True,
        "1.0",
        "",
        (),
        sha256=sha256(one.pdf).hexdigest(),
    )
    request = request_screens(Request(ROOT, tmp_path, (SHEET,)))
    counted: list[tuple[int, int, str]] = []

    def count(number: int, of: int, what: str) -> None:
        counted.append((number, of, what))

    for built, changed, attached in (
        (good, b"", 1),
        (good, b" ", 0),
        (replace(good, written=False, findings=(Finding("x.y", "is wrong"),)), b"", 0),
    ):
        file.write_bytes(one.pdf + changed)
        monkeypatch.setattr(attaching, "build_documents", _always(built))
        counted.clear()
        result = build_attachments(loaded, request, count)
        assert counted == [(1, 1, SHEET), (2, 1, SHEET)], "the last takes the line away"
        assert len(result.attachments) == attached
        assert any(f.id == "email.unproven" for f in result.findings) is (attached == 0)


def _always(built: Built) -> Callable[..., Iterator[Built]]:
    return lambda *_: iter((built,))


def test_too_much_for_one_message_is_a_finding(
    tmp_path: Path, loaded: LoadedContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = b"%PDF" + bytes(15_000_000)
    (tmp_path / "big.pdf").write_bytes(big)
    built = Built(
        SHEET,
        "screen",
        STANDARD.name,
        tmp_path / "big.pdf",
        True,
        "1.0",
        "",
        (),
        sha256=sha256(big).hexdigest(),
    )
    monkeypatch.setattr(attaching, "build_documents", _always(built))
    result = build_attachments(loaded, request_screens(Request(ROOT, tmp_path, (SHEET,))))
    assert [f.id for f in result.findings] == ["email.size"]


def test_drafts_are_written_by_number_and_for_nobody_else_to_read(desk: Desk) -> None:
    code, said, complained = desk()
    assert code == 0
    assert "3 drafts written: output/email/001.eml to 003.eml\n" in said
    assert f"“Information from CAREolina”\n  {SHEET}, as {NAME}\n" in said
    assert complained.startswith(
        f"warning: {SHEET}: Draft, not approved; no clinician's approval is on record"
    )
    folder = desk.folder / "output/email"
    drafts = {f.name: f.read_bytes() for f in folder.glob("*.eml")}
    assert sorted(drafts) == ["001.eml", "002.eml", "003.eml"]
    if os.name == "posix":
        assert {f.stat().st_mode & 0o777 for f in folder.glob("*.eml")} == {0o600}
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (
        message_from_bytes(drafts["001.eml"], policy=default)["To"] == "Jane Doe <jane@secret.org>"
    )
    assert not (desk.folder / FOLDER).exists()


def test_drafts_of_earlier_calls_stay_until_they_are_asked_to_go(desk: Desk) -> None:
    """One reader at a time is a normal day at the front desk; and a call made twice is one."""
    folder = desk.folder / "output/email"
    desk(whom=("--to", "ann@secret.org", "jane@secret.org"))
    before = {f.name: f.read_bytes() for f in folder.glob("*.eml")}
    (folder / "letter.eml").write_text("mine")
    said = desk(whom=("--to", "bob@secret.org"))[1]
    assert "1 draft written: output/email/003.eml\n" in said
    assert "2 drafts of earlier calls still there: output/email/001.eml to 002.eml\n" in said
    assert {f.name: f.read_bytes() for f in folder.glob("00[12].eml")} == before
    said = desk(whom=("--to", "jane@secret.org", "joe@secret.org"))[1]
    assert "1 draft written: output/email/004.eml\n" in said
    assert "1 draft not written, as the same already lies there: output/email/002.eml\n" in said
    assert "2 drafts of earlier calls still there: output/email/001.eml … 003.eml\n" in said
    told = json.loads(desk("--json", whom=("--to", "joe@secret.org"))[1])
    assert (told["readers"], told["earlier_drafts"]) == ({"drafts before": 1}, 3)
    said = desk("--dry-run", "--replace", whom=("--to", "joe@secret.org"))[1]
    assert "4 drafts of earlier calls would be removed.\n" in said
    said = desk("--dry-run", whom=("--to", "joe@secret.org"))[1]
    assert "4 drafts of earlier calls would stay; none is written a second time.\n" in said
    said = desk("--replace", whom=("--to", "joe@secret.org"))[1]
    assert "1 draft written: output/email/001.eml\n" in said and "earlier calls" not in said
    assert sorted(f.name for f in folder.glob("*.eml")) == ["001.eml", "letter.eml"]


@pytest.mark.slow
def test_the_command_builds_and_attaches_in_the_look_asked_for(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing stands in for anything here: the PDF in the draft is the one in the output folder."""
    monkeypatch.chdir(project)
    call = ["email", "--draft", "--to", "jane@secret.org", "--only", SHEET]
    call += ["--look", "high-contrast"]
    assert main(call) == 0
    name = "DRAFT-CAREolina-Safety-sheet-2-High-contrast-v1.0.pdf"
    assert f"  {SHEET}, high-contrast, as {name}\n" in capsys.readouterr().out
    assert files(project / "output/screen") == [f"high-contrast/{SHEET}.pdf"]
    draft = message_from_bytes((project / "output/email/001.eml").read_bytes(), policy=default)
    (attachment,) = draft.iter_attachments()  # type: ignore[union-attr]
    pdf = attachment.get_content()
    assert attachment.get_filename() == name
    assert pdf == (project / f"output/screen/high-contrast/{SHEET}.pdf").read_bytes()
    document: Any = PdfDocument(pdf)
    assert "SPRAVATO" in document[0].get_textpage().get_text_bounded()
    picture = document[0].render(scale=1).to_pil()
    assert picture.crop((0, 0, 1, 1)).tobytes() == bytes(3), (
        "white on black, as this look is on screen"
    )
    assert main([*call[:-1], "readable"]) == 2
    assert f'{SHEET} has no look "readable"' in capsys.readouterr().err


def test_a_dry_run_builds_and_leaves_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(_: LoadedContent, request: Request) -> Iterator[Built]:
        file = request.output / "screen" / f"{SHEET}.pdf"
        write_atomically(file, TINY)
        proven = sha256(TINY).hexdigest()
        yield Built(SHEET, "screen", STANDARD.name, file, True, "1.0", "", (), sha256=proven)

    monkeypatch.chdir(project)
    monkeypatch.setattr(attaching, "build_documents", build)
    before = files(project)
    call = ["email", "--draft", "--to", "jane@secret.org", "--only", SHEET, "--dry-run", "--json"]
    assert main(call) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["readers"], told["attached"][0]["name"]) == ({"would be drafted": 1}, NAME)
    assert files(project) == before
    assert main(call[:-2]) == 0
    assert f"output/screen/{SHEET}.pdf" in files(project)


def test_a_dry_run_writes_and_sends_nothing(desk: Desk, pem: Path) -> None:
    before = files(desk.folder)
    assert "Dry run: 3 drafts would be written." in desk("--dry-run")[1]
    with open_office(pem) as office:
        desk.uses(office, pem)
        told = desk("--send", "--dry-run")
        assert "Dry run: 3 messages would be sent; none sent before." in told[1]
        assert files(desk.folder) == before and office.envelopes == []
        desk("--send")
        told = desk("--send", "--dry-run")
        assert "Dry run: 0 messages would be sent; 3 sent before." in told[1]


def test_a_dry_run_without_a_folder_for_passing_files_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(desk.folder)
    monkeypatch.setattr("tempfile.tempdir", str(desk.folder / "none"))
    code, _, complained = desk("--dry-run")
    assert code == 3 and "cannot make a folder for passing files: No such file" in complained
    assert "TMPDIR" in complained and files(desk.folder) == before
    monkeypatch.setattr("tempfile.tempdir", None)
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tempfile._candidate_tempdir_list", lambda: [str(desk.folder / "none")])
    code, _, complained = desk("--dry-run")
    assert code == 3 and "No usable temporary directory" in complained


@pytest.mark.skipif(os.name != "posix", reason="pipes that have a name")
def test_a_list_that_is_a_pipe_is_told_and_not_waited_for(desk: Desk) -> None:
    os.mkfifo(desk.folder / "pipe.csv")
    code, _, complained = desk(whom=("--recipients", "pipe.csv"))
    assert code == 2 and "cannot read the list pipe.csv: it is a pipe" in complained


def test_a_record_that_was_cut_off_is_told(desk: Desk, pem: Path) -> None:
    with open_office(pem) as office:
        desk.uses(office, pem)
        for name in ("joe", "kim"):
            office.answers["rcpt", f"{name}@secret.org"] = ["451 4.7.1 Later"] * 4
        desk("--send")
        journal = desk.folder / FOLDER / "journal.jsonl"
        journal.write_bytes(journal.read_bytes() + b'{"t')
        for more in (("--dry-run",), (), ()):
            code, said, complained = desk("--send", *more)
            assert "warning: a record of what was sent was cut off" in complained
            assert complained.count("nobody knows whether the message to") == 2
            assert "1 sent before, 2 unknown" in said
        assert office.readers == ["jane@secret.org"]
        code, said, complained = desk("--send", whom=("--to", "liz@secret.org"))
        assert (code, said.splitlines()[-1]) == (0, "1 sent."), "she was not in that call"
        assert "cut off" not in complained
        code, said, complained = desk("--send", "--resend-unknown")
        assert (code, said.splitlines()[-1]) == (
            0,
            "2 sent, 1 sent before.",
        ) and "cut off" not in complained
        assert len(office.messages) == 4


def test_messages_are_sent_once_and_the_summary_says_to_how_many(desk: Desk, pem: Path) -> None:
    with open_office(pem) as office:
        desk.uses(office, pem)
        code, said, _ = desk("--send")
        assert (code, said.splitlines()[-1]) == (0, "3 sent.")
        code, said, _ = desk("--send")
        assert (code, said.splitlines()[-1]) == (0, "3 sent before.")
        assert len(office.messages) == 3
    assert desk.clock.waits[:3] == [0, 3, 3]


def test_readers_who_have_some_get_the_rest_and_that_is_told(
    desk: Desk, pem: Path, made: Attachments, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_office(pem) as office:
        desk.uses(office, pem)
        desk("--send", whom=("--to", "jane@secret.org"))
        other = Attachment("DRAFT-CAREolina-Guide-v1.0.pdf", TINY, "CW-GUIDE", "1.0-draft", "guide")
        both = replace(made, attachments=(*made.attachments, other))
        monkeypatch.setattr("brochure.mail.command.build_attachments", lambda *_: both)  # pyright: ignore
        told = "1 reader: some of these sent before; only the others go out\n"
        assert told in desk("--send", "--dry-run")[1]
        code, said, _ = desk("--send")
        assert told in said and (code, said.splitlines()[-1]) == (0, "3 sent.")
        messages = (message_from_bytes(raw, policy=default) for _, raw in office.messages)
        sent = [[one.get_filename() for one in m.iter_attachments()] for m in messages]  # type: ignore[union-attr]
        assert sent == [[NAME], [other.name], [NAME, other.name], [NAME, other.name]]


def test_what_is_waited_for_is_told_and_so_is_progress(desk: Desk, pem: Path) -> None:
    with open_office(pem) as office:
        desk.uses(office, pem)
        for name in ("jane", "kim"):
            office.answers["rcpt", f"{name}@secret.org"] = ["451 4.7.1 Greylisted"]
        office.answers["data", "jane@secret.org"] = ["451 4.7.1 Later"]
        lines = desk("--send")[1].splitlines()
        ends = "(Ctrl-C ends safely)"
        assert lines[-6:] == [
            "1 of 3",
            f"2 put off; trying again in 1 minute {ends}",
            "2 of 3",
            f"1 put off; trying again in 5 minutes {ends}",
            *("3 of 3", "3 sent."),
        ]


def test_some_sent_and_some_not_is_exit_code_4_and_each_is_told_by_line(
    desk: Desk, pem: Path
) -> None:
    with open_office(pem) as office:
        desk.uses(office, pem)
        office.answers["rcpt", "jane@secret.org"] = ["550 5.1.1 jane@secret.org is unknown"]
        office.answers["data", "joe@secret.org"] = [LOST]
        code, said, complained = desk("--send")
        assert (code, said.splitlines()[-1]) == (4, "1 sent, 1 refused, 1 unknown.")
        assert "list.csv:2:1: the mail server refuses j…@… (550)\n" in complained
        assert "list.csv:3:1: nobody knows whether the message to j…@… arrived" in complained
        code, said, _ = desk("--send", "--resend-unknown", "--retry-refused", "-q")
        assert (code, said) == (0, "")
        assert len(office.messages) == 4


def test_a_server_that_stops_a_call_is_exit_code_3_or_4_if_it_took_some(
    desk: Desk, pem: Path
) -> None:
    with open_office(pem) as office:
        desk.uses(office, pem)
        desk("--send", whom=("--to", "jane@secret.org"))
        desk.trust = trust_store()
        code, _, complained = desk("--send")
        assert code == 3 and "is not good for it" in complained
        desk.uses(office, pem)
        (desk.folder / "list.csv").write_text(
            "email\nann@secret.org\n" + "".join(f"r{n}@secret.org\n" for n in range(6))
        )
        for n in range(6):
            office.answers["data", f"r{n}@secret.org"] = ["554 5.7.1 Spam"]
        code, said, complained = desk("--send")
        assert code == 4 and "refused 5 messages one after the other (554)" in complained
        assert said.splitlines()[-1].startswith("1 sent, 5 refused, 1 not tried: ")


def test_nobody_reached_is_exit_code_1(desk: Desk, pem: Path) -> None:
    with open_office(pem) as office:
        desk.uses(office, pem)
        office.answers["rcpt", "joe@secret.org"] = ["550 5.1.1 No"]
        assert desk("--send", whom=("--to", "joe@secret.org"))[0] == 1


def test_json_for_machines(desk: Desk, pem: Path) -> None:
    with open_office(pem) as office:
        desk.uses(office, pem)
        office.answers["rcpt", "kim@secret.org"] = ["550 5.1.1 No"]
        code, said, complained = desk("--send", "--json")
    told = json.loads(said)
    assert (code, complained, told["good"]) == (4, "", False)
    assert told["readers"] == {"sent": 2, "refused": 1}
    assert told["attached"] == [
        {"edition": SHEET, "look": "", "version": "1.0-draft", "name": NAME}
    ]
    ids = [f["id"] for f in told["findings"]]
    assert ids == ["email.draft", "email.open-facts", "email.refused"]


def test_pages_that_changed_under_one_version_are_told_and_not_sent_again(
    desk: Desk, pem: Path, made: Attachments, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_office(pem) as office:
        desk.uses(office, pem)
        desk("--send")
        edited = replace(made, attachments=(replace(made.attachments[0], pdf=TINY),))
        monkeypatch.setattr("brochure.mail.command.build_attachments", lambda *_: edited)  # pyright: ignore
        code, said, complained = desk("--send")
        assert (code, said.splitlines()[-1]) == (0, "3 sent before.")
        assert (
            complained.count(f"this version of {SHEET} before, with other pages; not sent again")
            == 3
        )
        assert len(office.messages) == 3


def test_strict_counts_a_draft_as_an_error(desk: Desk) -> None:
    assert desk("--strict")[0] == 1
    assert not (desk.folder / "output/email").exists()


def test_a_list_with_faults_sends_nothing_and_tells_all(desk: Desk) -> None:
    (desk.folder / "list.csv").write_text("email,language\njane.secret.org,en\nx@secret.org,!\n")
    code, said, complained = desk()
    assert (code, said) == (1, "")
    assert "list.csv:2:1: j…@… is not one" in complained
    assert "list.csv:3:1: the language of x…@…" in complained
    (desk.folder / "list.csv").write_text("email,language\nana@secret.org,es\n")
    code, _, complained = desk()
    assert code == 1
    assert "list.csv:2:1: warning: a…@… reads es, these documents are in en-US" in complained
    assert "nobody in the list reads en-US" in complained


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "said"),
    [
        (("--send",), {}, 2, "who is it from?"),
        (("--send", "--from", "a@b"), {}, 2, "the sender's address has no whole domain"),
        (("--send", "--from", "a@b.c\r\nBcc: x@secret.org"), {}, 2, "holds a line break"),
        (("--send", "--from", "a@b.cd"), {}, 2, "which mail server is to send?"),
        (("--send", "--server", "x y", "--from", "a@b.cd"), {}, 2, "is not written as one"),
        (("--send", "--server", "x.org"), {USER: "a@b.cd"}, 3, "there is no password"),
        (("--only", "gide"), {}, 2, "did you mean 'guide'?"),
        (("--look", "readible"), {}, 2, "did you mean 'readable'?"),
        (("--look", "all"), {}, 2, 'there is no look "all" to send'),
        (("--only", "trifold"), {}, 2, "trifold is made for paper only, so it is not e-mailed"),
        (("--even-if-past-review", "gide"), {}, 2, "did you mean 'guide'?"),
    ],
)
def test_a_wrong_call_is_one_line(
    desk: Desk, arguments: tuple[str, ...], environment: dict[str, str], code: int, said: str
) -> None:
    desk.environment = environment
    was, _, complained = desk(*arguments)
    assert was == code
    assert said in complained.splitlines()[0]


def test_an_address_that_stands_where_content_is_named_is_not_told(desk: Desk) -> None:
    code = main(["email", "jane@secret.org", "--to", "joe@secret.org"])
    told = desk.capsys.readouterr().err
    assert code == 2 and "secret" not in told and "Write --to before it" in told


@pytest.mark.parametrize(
    "call",
    [
        ["email"],
        ["email", "--to", "a@x.org", "--recipients", "list.csv"],
        ["email", "--to", "a@x.org", "--per-minute", "0"],
        ["email", "--to", "a@x.org", "--per-minute", "many"],
        ["email", "--to", "a@x.org", "--tls", "none"],
        ["email", "--to", "a@x.org", "--password", "x"],
    ],
)
def test_a_call_that_cannot_be_read_is_exit_code_2(call: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(call)
    assert stopped.value.code == 2


def test_content_that_has_no_words_for_a_message_is_told(desk: Desk) -> None:
    text = replaced((lines_at("email"), ""))
    (desk.folder / "content.yaml").write_text(text, encoding="utf-8")
    code, _, complained = desk()
    assert code == 2 and "has no section `email:`" in complained
    assert desk("nowhere.yaml")[0] == 2


def test_a_document_whose_review_is_overdue_is_not_sent_unless_by_name(
    loaded: LoadedContent,
) -> None:
    assert loaded.content and loaded.source
    content, source = loaded.content, loaded.source

    def told(today: date, *spite: str) -> list[tuple[str, str]]:
        found = check_review_dates(content, source, (SHEET, "guide"), today, spite)
        return [(f.id, f.severity) for f in found]

    draft = ("email.draft", "warning")
    assert content.editions[SHEET].review_by == "2027-11"
    assert told(date(2027, 8, 31)) == [draft]
    assert told(date(2027, 9, 1)) == [("email.review-soon", "warning"), draft]
    assert told(date(2027, 11, 30)) == [("email.review-soon", "warning"), draft]
    assert told(date(2027, 12, 1)) == [("email.past-review", "error"), draft]
    assert told(date(2027, 12, 1), SHEET) == [("email.past-review", "warning"), draft]
    assert told(date(2029, 1, 1), SHEET)[1] == ("email.past-review", "error")


def test_the_date_is_that_of_the_edge(desk: Desk) -> None:
    desk.clock.time = 400 * 86400.0
    code, _, complained = desk()
    assert code == 1
    assert f"{SHEET} had to be reviewed by November 2027" in complained
    assert desk("--even-if-past-review", SHEET)[0] == 0


def test_documents_are_named_once(loaded: LoadedContent) -> None:
    assert loaded.content
    assert check_documents(loaded.content, ["guide", SHEET, "guide"]) == ("guide", SHEET)
    with pytest.raises(BrochureError):
        check_documents(loaded.content, ["booklet"])


def test_the_first_ctrl_c_lets_the_message_at_hand_be_finished() -> None:
    clock = WallClock()
    before = signal.getsignal(signal.SIGINT)
    with stop_on_interrupt(clock), pytest.raises(KeyboardInterrupt):
        assert clock.wait(0) is False
        signal.raise_signal(signal.SIGINT)
        assert clock.wait(3600) is True
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_what_is_still_a_sample_is_not_sent(desk: Desk) -> None:
    """One fact of the starter is enough; where nothing is left of it, it goes out."""
    file = desk.folder / "content.yaml"
    sample = replaced((lines_at("clinic.place"), "  place: Your town\n"))
    file.write_text(sample, encoding="utf-8")
    code, said, complained = desk()
    assert (code, said) == (1, "")
    assert f"{SHEET}: SAMPLE, not for patients; 1 piece of the starter's wording" in complained
    assert not (desk.folder / "output/email").exists()
    file.write_text(REAL, encoding="utf-8")
    assert desk()[0] == 0


def test_the_starter_names_what_it_attaches(tmp_path: Path) -> None:
    create_project(tmp_path / "clinic", example=False)
    content = load_content(tmp_path / "clinic/content.yaml").content
    assert content and content.email
    assert check_documents(content, content.email.attach) == content.email.attach
