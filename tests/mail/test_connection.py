"""A server whose answers have no end, or drip: it costs neither memory nor more than its time."""

from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from brochure.base.errors import BrochureError
from brochure.content.load import LoadedContent
from brochure.mail.connection import MOST_BYTES, Connection, Patience
from brochure.mail.server import (
    Envelope,
    Reply,
    Server,
    Unreachable,
    connect,
    disconnect,
    hand_over,
    trust_store,
)
from tests.mail.evil_server import ANSWERS, EVILS, EvilServer, open_evil_server
from tests.mail.letters import letter
from tests.mail.post_office import HOLD, LOST, PASSWORD, USER, Pendulum, certificate, open_office
from tests.mail.test_sending import FAST, readers, send, server

SHORT = Patience(reply=0.3, ready=0.6, message=0.6, receipt=0.3, farewell=0.3)
BEFORE_TLS = ("greeting", "ehlo", "starttls", "tls")
TO_CONNECT = (*BEFORE_TLS, "ehlo over tls", "auth")
A_WHILE = 5.0
BUFFERS = 20_000_000  # of the system, at most, on the way between two sockets


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"))


def reach(evil: EvilServer, pem: Path) -> Connection:
    trust = trust_store()
    trust.load_verify_locations(pem)
    return connect(Server("127.0.0.1", evil.port, False, trust, USER, PASSWORD, SHORT))


@pytest.mark.parametrize("how", EVILS)
@pytest.mark.parametrize("at", TO_CONNECT)
def test_an_answer_without_an_end_is_no_connection(at: str, how: str, pem: Path) -> None:
    begun = monotonic()
    with open_evil_server(at, how, pem) as evil:
        with pytest.raises(BrochureError, match=r"127\.0\.0\.1") as raised:
            reach(evil, pem)
        assert monotonic() - begun < A_WHILE
        assert evil.told < BUFFERS
    assert raised.value.exit_code == 3 and raised.value.hint
    told = raised.value.message
    if at == "tls":
        assert "takes too long" in told or "offers no encryption" in told
    else:
        assert isinstance(raised.value, Unreachable)
        endless = "its answer has no end" in told
        assert endless if how in ("lines", "line") else endless or "takes too long" in told


@pytest.mark.parametrize("how", EVILS)
@pytest.mark.parametrize("at", [step for step in ANSWERS if step not in (*TO_CONNECT, "rset")])
def test_an_answer_without_an_end_is_a_lost_connection(at: str, how: str, pem: Path) -> None:
    begun: list[float] = []
    envelope = Envelope(USER, "jane@x.org", b"Subject: x\r\n\r\nx\r\n")
    with open_evil_server(at, how, pem) as evil:
        connection = reach(evil, pem)
        start = monotonic()
        reply = hand_over(connection, envelope, lambda: begun.append(start))
        disconnect(connection)
        assert monotonic() - start < A_WHILE
        assert evil.told < BUFFERS
    if at == "quit":
        assert reply.state == "sent"
        return
    seen = at in ("data", "receipt")
    assert reply == Reply("unknown" if seen else "later", 0, lost=True, after_data=seen) or (
        how == "line" and not reply.code
    )
    assert bool(begun) is seen


def test_a_long_reply_is_read_to_its_end(pem: Path) -> None:
    """Ten times what a line may have, and more lines than any server sends."""
    long = "\r\n".join(f"250-X{n} {'x' * 400}" for n in range(99))
    assert len(long) < MOST_BYTES
    before = ANSWERS["ehlo over tls"]
    ANSWERS["ehlo over tls"] = f"250-here\r\n{long}\r\n250 AUTH PLAIN"
    try:
        with open_evil_server("", "", pem) as good:
            connection = reach(good, pem)
            assert connection.has_extn("x98")
            disconnect(connection)
    finally:
        ANSWERS["ehlo over tls"] = before


def test_what_was_said_before_tls_is_not_heard_after_it(pem: Path) -> None:
    """Else somebody in between could put words into the server's mouth (CVE-2011-0411)."""
    before = ANSWERS["starttls"]
    ANSWERS["starttls"] = "220 go on\r\n250-evil\r\n250 XEVIL"
    try:
        with open_evil_server("", "", pem) as evil:
            connection = reach(evil, pem)
            assert connection.has_extn("auth") and not connection.has_extn("xevil")
            disconnect(connection)
    finally:
        ANSWERS["starttls"] = before


def test_a_server_that_is_lost_in_each_message_leaves_no_more_readers_unknown(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    people = readers(*(f"r{n}" for n in range(9)))
    with open_office(pem) as office:
        for reader in people:
            office.answers["data", reader.address] = [LOST]
        with pytest.raises(BrochureError, match="was lost 5 times in the midst of a message"):
            send(tmp_path, server(office, pem), people, letter(loaded))
        assert len(office.messages) == 5


def test_a_server_that_is_lost_before_each_message_is_tried_again_later(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    people = readers(*(f"r{n}" for n in range(9)))
    clock = Pendulum()
    with open_office(pem) as office:
        for reader in people:
            office.answers["rcpt", reader.address] = [LOST]
        made = send(tmp_path, server(office, pem), people, letter(loaded), FAST, clock)
        assert sorted(made) == [(f"r{n}", "sent") for n in range(9)]
        assert len(office.messages) == 9
    assert [wait for wait in clock.waits if wait > 1] == [60.0, 300.0]


def test_a_receipt_that_never_comes_is_unknown(
    tmp_path: Path, loaded: LoadedContent, pem: Path
) -> None:
    with open_office(pem) as office:
        office.answers["data", "a@x.org"] = [HOLD]
        to = replace(server(office, pem), patience=replace(SHORT, ready=60, message=60, reply=30))
        made = send(tmp_path, to, readers("a", "b"), letter(loaded))
        assert made == [("a", "unknown"), ("b", "sent")]
