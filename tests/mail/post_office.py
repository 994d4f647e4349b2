"""A real mail server on loopback that does to messages what a test asks for, and a clock for it."""

import asyncio
import ipaddress
import socket
import ssl
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "desk@clinic.example", "abcd efgh ijkl mnop"
LOST, HOLD = "lost", "hold"


class Office:
    """What arrived, in order, and how to answer: a list of replies for each reader, used up."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, bytes]] = []
        self.arrived: SimpleQueue[str] = SimpleQueue()
        self.envelopes: list[tuple[str, tuple[str, ...]]] = []
        self.answers: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.mail_answer = ""
        self.port = 0

    @property
    def readers(self) -> list[str]:
        """Who got a message, once for each message."""
        return [reader for reader, _ in self.messages]

    def _answer(self, step: str, reader: str) -> str:
        waiting = self.answers[step, reader]
        return waiting.pop(0) if waiting else "250 OK"

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        self.envelopes.append((address, tuple(options)))
        return self.mail_answer or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = self._answer("rcpt", address)
        if answer == LOST:
            server.transport.abort()
        elif answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        (reader,) = envelope.rcpt_tos
        answer = self._answer("data", reader)
        if answer.startswith("2") or answer in (LOST, HOLD):
            self.messages.append((reader, envelope.content))
            self.arrived.put(reader)
        if answer == LOST:
            server.transport.abort()
        if answer == HOLD:  # until the other side is gone
            await asyncio.sleep(3600)
        return answer


class _Door(Controller):
    """Opens on a socket that is bound already: aiosmtpd 1.4.6 cannot find port 0 again."""

    def __init__(self, bound: socket.socket, office: Office, **more: Any) -> None:
        # without a name of its own, aiosmtpd asks the network for that of this machine
        more = {"server_hostname": "localhost", **more}
        super().__init__(office, "127.0.0.1", bound.getsockname()[1], **more)
        self.bound = bound

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.bound, ssl=self.ssl_context)


def certificate(folder: Path, host: str = "127.0.0.1") -> Path:
    """Write a certificate for a host, and its key, into one PEM file that also vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    try:
        known: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        known = x509.DNSName(host)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([known]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{host}.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


def serving(pem: Path) -> ssl.SSLContext:
    """Return a server's context with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def _log_in(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


@contextmanager
def open_office(
    pem: Path | None, implicit: bool = False, log_in: bool = True, **more: Any
) -> Generator[Office]:
    """Run a server: with STARTTLS, with TLS from the start (`implicit`), or without (no `pem`)."""
    office = Office()
    tls: dict[str, Any] = {}
    if pem and implicit:
        tls = {"ssl_context": serving(pem), "auth_require_tls": False}
    elif pem:
        tls = {"tls_context": serving(pem), "require_starttls": True}
    if pem and log_in:
        # aiosmtpd 1.4.6 warns of log-in without STARTTLS, though all is encrypted from the start
        tls |= {"authenticator": _log_in, "auth_required": not implicit}
    with socket.create_server(("127.0.0.1", 0)) as bound:
        office.port = bound.getsockname()[1]
        door = _Door(bound, office, **tls, **more)
        door.start()
        try:
            yield office
        finally:
            door.stop()


class Pendulum:
    """A clock that never makes anyone wait: it notes how long it was asked to.

    `stop_at` is the number of the wait at which somebody wants it to end.
    """

    def __init__(self, stop_at: int = -1) -> None:
        self.time = 0.0
        self.waits: list[float] = []
        self.stop_at = stop_at

    def now(self) -> datetime:
        return datetime(2026, 11, 3, 9, 0, tzinfo=UTC) + timedelta(seconds=self.time)

    def seconds(self) -> float:
        return self.time

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        self.time += seconds
        return len(self.waits) == self.stop_at
