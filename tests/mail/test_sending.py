"""Sending, to a real server: what goes wrong on the way, and that nobody gets a message twice."""

import json
import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from brochure.base.errors import BrochureError
from brochure.content.load import LoadedContent
from brochure.mail.connection import Connection
from brochure.mail.journal import FOLDER
from brochure.mail.journal_folder import open_journal
from brochure.mail.message import Letter
from brochure.mail.outcomes import findings_of
from brochure.mail.recipients import Recipient
from brochure.mail.sending import PAUSES_SECONDS, Outcome, Pace, Pause, Sender, plan_sending
from brochure.mail.server import Server, Unreachable, connect, parse_server, trust_store
from tests.conftest import ROOT
from tests.mail.letters import TINY, letter
from tests.mail.post_office import (
    HOLD,
    LOST,
    PASSWORD,
    USER,
    Office,
    Pendulum,
    certificate,
    open_office,
)

FAST = Pace(per_minute=6000)


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"))


def server(office: Office, pem: Path, implicit: bool = False, password: str = PASSWORD) -> Server:
    trust = trust_store()
    trust.load_verify_locations(pem)
    return Server("127.0.0.1", office.port, implicit, trust, USER, password)


def readers(*names: str) -> tuple[Recipient, ...]:
    return tuple(
        Recipient(f"{name}@x.org", file="list.csv", line=n + 2) for n, name in enumerate(names)
    )


def send(
    project: Path,
    to: Server,
    people: Sequence[Recipient],
    whole: Letter,
    pace: Pace = FAST,
    clock: Pendulum | None = None,
) -> list[tuple[str, str]]:
    """Send as the command does; return what became of whom."""
    clock = clock or Pendulum()
    with open_journal(project) as journal:
        waiting, settled = plan_sending(people, whole, journal, pace)
        sender = Sender(whole, journal, lambda: connect(to), clock, pace)
        return summed((*settled, *sender.send(waiting)))


def summed(given: Iterable[Outcome | Pause]) -> list[tuple[str, str]]:
    """Return what became of whom."""
    outcomes = (one for one in given if isinstance(one, Outcome))
    return [(o.reader.address.partition("@")[0], o.state) for o in outcomes]


def names(office: Office) -> list[list[str]]:
    """Return the documents in each message that arrived."""
    messages = (message_from_bytes(raw, policy=default) for _, raw in office.messages)
    return [[one.get_filename() or "" for one in m.iter_attachments()] for m in messages]  # type: ignore[union-attr]


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "implicit"])
def test_each_reader_gets_one_message_of_their_own(
    tmp_path: Path, loaded: LoadedContent, pem: Path, implicit: bool
) -> None:
    with open_office(pem, implicit) as office:
        made = send(tmp_path, server(office, pem, implicit), readers("a", "b"), letter(loaded))
        assert made == [("a", "sent"), ("b", "sent")]
        assert office.readers == ["a@x.org", "b@x.org"]
        message = message_from_bytes(office.messages[0][1], policy=default)
        assert message["To"] == "a@x.org" and "b@x.org" not in office.messages[0][1].decode()
        assert message["Date"] and message["Message-ID"].endswith("@clinic.example>")
        (attachment,) = message.iter_attachments()  # type: ignore[union-attr]
        assert attachment.get_content() == TINY
        assert send(tmp_path, server(office, pem, implicit), readers("b", "a"), letter(loaded)) == [
            ("b", "sent"),
            ("a", "sent"),
        ]
        assert len(office.messages) == 2


def test_a_new_version_may_be_sent_to_the_same_reader(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    with open_office(pem) as office:
        for version in ("1.0", "1.1", "1.0"):
            send(tmp_path, server(office, pem), readers("a"), letter(loaded, version=version))
        assert len(office.messages) == 2


def test_no_document_is_sent_twice_whatever_goes_with_it(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    """In any set, in any order; another look is another document."""
    guide = letter(loaded)
    (one,) = guide.attachments
    large = replace(one, name="Large.pdf", number="CW-LARGE")
    other = replace(one, name="Readable.pdf", look="readable")
    with open_office(pem) as office:
        for attached in ((one,), (one, large), (large, one), (large,), (other, large)):
            sent = replace(guide, attachments=attached)
            made = send(tmp_path, server(office, pem), readers("a"), sent)
            assert made == [("a", "sent")]
        assert names(office) == [[one.name], [large.name], [other.name]]
        with open_journal(tmp_path) as journal:
            edited = replace(one, pdf=TINY + b"\n", edition="guide")
            fresh = replace(one, number="CW-NEW")
            whole = replace(guide, attachments=(edited, fresh))
            ((waiting,), settled) = plan_sending(readers("a"), whole, journal, FAST)
            assert (waiting.attachments, waiting.rest, settled) == ((fresh,), True, ())
            assert waiting.changed == ("guide",)
            (outcome,) = Sender(
                whole, journal, lambda: connect(server(office, pem)), Pendulum(), FAST
            ).send([waiting])
            assert isinstance(outcome, Outcome)
            assert [f.id for f in findings_of(outcome)] == ["email.same-version"]


def test_what_is_unknown_or_refused_holds_back_every_set_that_holds_it(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    guide = letter(loaded)
    (one,) = guide.attachments
    large = replace(one, name="Large.pdf", number="CW-LARGE")
    both = replace(guide, attachments=(one, large))
    with open_office(pem) as office:
        office.answers["data", "a@x.org"] = [LOST]
        office.answers["data", "b@x.org"] = ["554 5.7.1 No"]
        people = readers("a", "b")
        stuck = [("a", "unknown"), ("b", "refused")]
        assert send(tmp_path, server(office, pem), people, both) == stuck
        for attached in ((one,), (large,), (large, one)):
            again = replace(guide, attachments=attached)
            assert send(tmp_path, server(office, pem), people, again) == stuck
        fresh = replace(one, name="New.pdf", number="CW-NEW")
        more = replace(guide, attachments=(fresh, large))
        assert send(tmp_path, server(office, pem), people, more) == stuck
        assert names(office) == [[one.name, large.name]]
        pace = Pace(6000, again_unknown=True, again_refused=True)
        assert send(tmp_path, server(office, pem), people, more, pace) == [
            *(("a", "sent"), ("b", "sent"))
        ]
        assert names(office)[1:] == [[fresh.name, large.name]] * 2
        assert send(tmp_path, server(office, pem), people, both) == stuck


def test_greylisting_is_waited_for_after_all_others_had_their_turn(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    clock = Pendulum()
    with open_office(pem) as office:
        office.answers["rcpt", "a@x.org"] = ["451 4.7.1 Greylisted, a@x.org"] * 2
        office.answers["data", "b@x.org"] = ["450 4.2.0 Not now, b@x.org"]
        made = send(
            tmp_path, server(office, pem), readers("a", "b", "c"), letter(loaded), FAST, clock
        )
        assert made == [("c", "sent"), ("b", "sent"), ("a", "sent")]
        assert office.readers == ["c@x.org", "b@x.org", "a@x.org"]
    assert [w for w in clock.waits if w > 1] == list(PAUSES_SECONDS[:2])


def test_who_is_put_off_for_ever_is_told_and_may_be_tried_by_a_later_call(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    with open_office(pem) as office:
        office.answers["rcpt", "a@x.org"] = ["421 Too busy"] * 2 + ["450 Later"] * 2
        office.answers["data", "b@x.org"] = ["451 Later"] * 4
        made = send(tmp_path, server(office, pem), readers("a", "b"), letter(loaded))
        assert made == [("a", "later"), ("b", "later")]
        made = send(tmp_path, server(office, pem), readers("a", "b"), letter(loaded))
        assert made == [("a", "sent"), ("b", "sent")]


def test_a_refusal_is_for_good_until_it_is_asked_to_be_tried_again(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    with open_office(pem) as office:
        office.answers["rcpt", "a@x.org"] = ["550 5.1.1 No such user a@x.org"]
        office.answers["data", "b@x.org"] = ["554 5.7.1 b@x.org wants none of this"]
        for _ in range(2):
            made = send(tmp_path, server(office, pem), readers("a", "b", "c"), letter(loaded))
            assert sorted(made) == [("a", "refused"), ("b", "refused"), ("c", "sent")]
            assert office.readers == ["c@x.org"]
        again = Pace(6000, again_refused=True)
        made = send(tmp_path, server(office, pem), readers("a", "b", "c"), letter(loaded), again)
        assert made == [("c", "sent"), ("a", "sent"), ("b", "sent")]


def test_a_connection_lost_after_data_is_unknown_and_never_sent_again_by_itself(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    with open_office(pem) as office:
        office.answers["data", "a@x.org"] = [LOST]
        for _ in range(3):
            made = send(tmp_path, server(office, pem), readers("a", "b"), letter(loaded))
            assert sorted(made) == [("a", "unknown"), ("b", "sent")]
        assert office.readers == ["a@x.org", "b@x.org"]
        again = Pace(6000, again_unknown=True)
        made = send(tmp_path, server(office, pem), readers("a", "b"), letter(loaded), again)
        assert sorted(made) == [("a", "sent"), ("b", "sent")]
        first, _, second = (message_from_bytes(raw) for _, raw in office.messages)
        assert first["Message-ID"] == second["Message-ID"], "so that its reader's server may see"


def test_a_connection_lost_before_data_is_opened_again(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    clock = Pendulum()
    with open_office(pem) as office:
        office.answers["rcpt", "b@x.org"] = [LOST]
        made = send(
            tmp_path, server(office, pem), readers("a", "b", "c"), letter(loaded), FAST, clock
        )
        assert made == [("a", "sent"), ("b", "sent"), ("c", "sent")]
        assert len(office.messages) == 3
    assert max(clock.waits) < 1


def test_a_server_that_goes_away_leaves_the_rest_for_later(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    with open_office(pem) as office:
        office.answers["data", "a@x.org"] = ["421 Closing"]
        to = server(office, pem)
        real = connect
        opened_once: list[bool] = []

        def once() -> Connection:
            if opened_once:
                raise Unreachable("gone")
            opened_once.append(True)
            return real(to)

        with open_journal(tmp_path) as journal:
            sender = Sender(letter(loaded), journal, once, Pendulum(), FAST)
            waiting, _ = plan_sending(readers("a", "b"), sender.letter, journal, FAST)
            assert summed(sender.send(waiting)) == [("a", "later"), ("b", "later")]


def test_a_sender_whom_the_server_does_not_let_send_stops_everything(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    with open_office(pem) as office:
        office.mail_answer = "550 5.7.60 desk@clinic.example may not send as this"
        with pytest.raises(BrochureError, match=r"does not let this sender send \(550\)") as raised:
            send(tmp_path, server(office, pem), readers("a"), letter(loaded))
        assert raised.value.exit_code == 3
        office.mail_answer = ""
        made = send(tmp_path, server(office, pem), readers("a"), letter(loaded))
        assert made == [("a", "sent")]


def test_a_server_that_refuses_whatever_it_sees_is_not_asked_500_times(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    people = readers(*(f"r{n}" for n in range(9)))
    with open_office(pem) as office:
        for reader in people:
            office.answers["data", reader.address] = ["554 5.7.1 Spam"]
        with pytest.raises(BrochureError, match=r"refused 5 messages one after the other \(554\)"):
            send(tmp_path, server(office, pem), people, letter(loaded))
        assert sum(len(left) for left in office.answers.values()) == 4


@pytest.mark.slow
def test_500_readers_get_500_messages_at_the_pace_asked_for(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    clock = Pendulum()
    people = readers(*(f"reader{n}" for n in range(500)))
    with open_office(pem) as office:
        made = send(tmp_path, server(office, pem), people, letter(loaded), Pace(20), clock)
        assert made == [(f"reader{n}", "sent") for n in range(500)]
        assert office.readers == [reader.address for reader in people]
        send(tmp_path, server(office, pem), people, letter(loaded))
        assert len(office.messages) == 500
    assert sum(clock.waits) == pytest.approx(499 * 3)
    assert all(wait == pytest.approx(3) for wait in clock.waits[1:])


def test_whoever_wants_it_to_end_is_heard_before_the_next_message(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    with open_office(pem) as office:
        made = send(
            tmp_path, server(office, pem), readers("a", "b", "c"), letter(loaded), FAST, Pendulum(3)
        )
        assert made == [("a", "sent"), ("b", "sent")]
        made = send(tmp_path, server(office, pem), readers("a", "b", "c"), letter(loaded))
        assert made == [("a", "sent"), ("b", "sent"), ("c", "sent")]
        assert office.readers == ["a@x.org", "b@x.org", "c@x.org"]


def test_an_international_address_goes_where_the_server_knows_such(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    people = (Recipient("jürgen@straße.example", "Jürgen"), *readers("b"))
    with open_office(pem) as office:
        assert [s for _, s in send(tmp_path, server(office, pem), people, letter(loaded))] == [
            *("sent", "sent")
        ]
        assert office.readers == ["jürgen@straße.example", "b@x.org"]
        assert "SMTPUTF8" in office.envelopes[0][1] and office.envelopes[1][1] == ()
        assert "To: Jürgen <jürgen@straße.example>".encode() in office.messages[0][1]
    (tmp_path / "old").mkdir()
    with open_office(pem, enable_SMTPUTF8=False) as office:
        made = send(tmp_path / "old", server(office, pem), people, letter(loaded))
        assert [state for _, state in made] == ["unfit", "sent"]
        assert office.readers == ["b@x.org"]


def refused(to: Server) -> BrochureError:
    with pytest.raises(BrochureError) as raised:
        connect(to)
    assert raised.value.exit_code == 3
    assert raised.value.hint
    assert PASSWORD not in str(raised.value)
    return raised.value


def test_a_wrong_password(pem: Path) -> None:
    with open_office(pem) as office:
        error = refused(server(office, pem, password="wrong"))
    assert error.message == f"127.0.0.1:{office.port} refuses this user with this password (535)"


def test_a_server_without_encryption_gets_nothing(pem: Path) -> None:
    with open_office(None) as office:
        assert "offers no encryption" in refused(server(office, pem)).message
        assert "offers no encryption" in refused(server(office, pem, implicit=True)).message
        assert office.envelopes == []


def test_a_certificate_that_nobody_vouches_for(pem: Path) -> None:
    for implicit in (False, True):
        with open_office(pem, implicit) as office:
            stranger = Server("127.0.0.1", office.port, implicit, trust_store(), USER, PASSWORD)
            assert "certificate of 127.0.0.1:" in refused(stranger).message
            assert office.envelopes == []


def test_a_certificate_for_another_server(tmp_path: Path) -> None:
    other = certificate(tmp_path, "mail.example")
    with open_office(other) as office:
        assert "is not good for it (IP address mismatch" in refused(server(office, other)).message


def test_a_server_that_is_not_there(pem: Path) -> None:
    with open_office(pem) as office:
        gone = server(office, pem)
    error = refused(gone)
    assert isinstance(error, Unreachable)
    assert error.message.startswith(f"cannot reach the mail server 127.0.0.1:{gone.port}: ")


def test_a_server_that_asks_for_nobody(tmp_path: Path, loaded: LoadedContent, pem: Path) -> None:
    """A relay inside the house: encrypted and checked, but without a user."""
    with open_office(pem, log_in=False) as office:
        to = server(office, pem)
        relay = Server(to.host, to.port, False, to.trust)
        assert send(tmp_path, relay, readers("a"), letter(loaded)) == [("a", "sent")]


@pytest.mark.parametrize(
    ("written", "tls", "host", "port", "implicit"),
    [
        ("smtp.x.org", "", "smtp.x.org", 587, False),
        ("smtp.x.org:465", "", "smtp.x.org", 465, True),
        ("smtp.x.org", "implicit", "smtp.x.org", 465, True),
        ("smtp.x.org:465", "starttls", "smtp.x.org", 465, False),
        ("[::1]:25", "", "::1", 25, False),
    ],
)
def test_servers_as_they_are_named(
    written: str, tls: str, host: str, port: int, implicit: bool
) -> None:
    found = parse_server(written, tls, "", "", trust_store())
    assert (found.host, found.port, found.implicit_tls) == (host, port, implicit)
    assert found.trust.verify_mode == ssl.CERT_REQUIRED and found.trust.check_hostname
    assert PASSWORD not in repr(parse_server(written, tls, USER, PASSWORD, trust_store()))


@pytest.mark.parametrize(
    ("written", "password"),
    [
        *(("", ""), ("a b", ""), ("smtp://x.org", ""), ("x.org:0", ""), ("x.org:70000", "")),
        *(("x.org\r\nQUIT", ""), ("x.org", "pässword"), ("x.org", "one\r\ntwo")),
    ],
)
def test_servers_and_passwords_that_are_none(written: str, password: str) -> None:
    with pytest.raises(BrochureError) as raised:
        parse_server(written, "", USER, password, trust_store())
    assert not password or password not in str(raised.value) + str(raised.value.hint)


PROGRAM = """
import sys
from pathlib import Path
from brochure.content.load import load_content
from brochure.mail.server import trust_store
from tests.mail.letters import letter
from tests.mail.test_sending import readers, send
from brochure.mail.server import Server
from tests.mail.post_office import USER, PASSWORD
trust = trust_store()
trust.load_verify_locations(sys.argv[3])
to = Server("127.0.0.1", int(sys.argv[2]), False, trust, USER, PASSWORD)
loaded = load_content(Path("content.yaml"))
print(send(Path(sys.argv[1]), to, readers("a", "b", "c", "d"), letter(loaded)))
"""


def start(project: Path, office: Office, pem: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, str(project), str(office.port), str(pem)]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE
    )


def test_a_sender_that_is_killed_is_taken_up_again_and_nobody_gets_two(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    """Killed twice: while the server holds the answer to b's message, and then to d's."""
    with open_office(pem) as office:
        for reader, last in (("a@x.org", "b@x.org"), ("c@x.org", "d@x.org")):
            office.answers["data", last] = [HOLD]
            running = start(tmp_path, office, pem)
            assert [office.arrived.get(timeout=120) for _ in range(2)] == [reader, last]
            running.send_signal(signal.SIGKILL)
            running.communicate()
        records = (tmp_path / FOLDER / "journal.jsonl").read_text().splitlines()
        assert [json.loads(line).get("state", "call") for line in records] == [
            *("call", "call", "begin", "sent", "begin"),
            *("call", "begin", "sent", "begin"),
        ]
        made = send(tmp_path, server(office, pem), readers("a", "b", "c", "d"), letter(loaded))
        assert sorted(made) == [("a", "sent"), ("b", "unknown"), ("c", "sent"), ("d", "unknown")]
        assert office.readers == [f"{name}@x.org" for name in "abcd"]


def test_addresses_stand_nowhere(tmp_path: Path, loaded: LoadedContent, pem: Path) -> None:
    """Servers repeat them in their answers; what we raise and keep does not."""
    people = readers("secretname", "other")
    with open_office(pem) as office:
        office.answers["rcpt", "secretname@x.org"] = ["550 5.1.1 secretname@x.org is unknown"]
        office.answers["data", "other@x.org"] = [LOST]
        send(tmp_path, server(office, pem), people, letter(loaded))
    kept = "".join(f.read_text() for f in (tmp_path / FOLDER).iterdir())
    assert "secretname" not in kept and "x.org" not in kept and "clinic.example" not in kept
