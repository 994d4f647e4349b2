"""A mail server on loopback that says what it is told to, whatever it is asked."""

import socket
import ssl
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Thread

from brochure.mail.server import Envelope, Server, connect, disconnect, hand_over
from tests.fuzz.corpus import STEP
from tests.mail.post_office import certificate, serving

_SECONDS = 0.5  # a caller on loopback that says nothing for so long waits for the rest of a reply


@cache
def _trust() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what the server shows, and what believes it."""
    with tempfile.TemporaryDirectory() as folder:
        pem = certificate(Path(folder))
        return serving(pem), ssl.create_default_context(cafile=pem)


@contextmanager
def _serve(replies: bytes) -> Generator[int]:
    """Give the port of a server that says one reply after the other, each when it is spoken to."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = Thread(target=_answer, args=(door, replies.split(STEP)), daemon=True)
        thread.start()
        yield door.getsockname()[1]
    thread.join(10 * _SECONDS)


def _answer(door: socket.socket, replies: list[bytes]) -> None:
    with suppress(OSError), closing(_Caller(door.accept()[0])) as caller:
        for number, reply in enumerate(replies):
            if number and not caller.socket.recv(65536):
                break
            caller.socket.sendall(reply)
            if number == 2 and reply.startswith(b"220"):
                caller.encrypt()


class _Caller:
    """Who has called, in plain text or encrypted."""

    def __init__(self, plain: socket.socket) -> None:
        plain.settimeout(_SECONDS)
        self.socket: socket.socket = plain

    def encrypt(self) -> None:
        plain = self.socket
        with plain:  # what wraps it has taken it over, or it is lost
            self.socket = _trust()[0].wrap_socket(plain, server_side=True)

    def close(self) -> None:
        self.socket.close()


def hand_to_server(replies: bytes, _: Path) -> None:
    """Hand one message over to a server that says so."""
    with _serve(replies) as port:
        server = Server("127.0.0.1", port, False, _trust()[1], "user", "password")
        smtp = connect(server)
        try:
            hand_over(smtp, Envelope("a@b.example", "c@d.example", b"a\r\n"), lambda: None)
        finally:
            disconnect(smtp)
