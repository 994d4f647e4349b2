"""A mail server on loopback that says what it should, but for one answer, which has no end."""

import socket
import ssl
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from tests.mail.post_office import serving

# What it is asked, in order, and what it answers.
GREETING = "greeting"
ANSWERS = {
    GREETING: "220 here",
    "ehlo": "250-here\r\n250-AUTH PLAIN\r\n250 STARTTLS",
    "starttls": "220 go on",
    "tls": "",
    "ehlo over tls": "250-here\r\n250 AUTH PLAIN",
    "auth": "235 known",
    "mail": "250 good",
    "rcpt": "250 good",
    "data": "354 go on",
    "receipt": "250 taken",
    "rset": "250 good",
    "quit": "221 bye",
}
Say = Callable[[bytes], object]


def _lines(say: Say, _over: Event) -> None:
    while True:
        say(b"250-and on\r\n" * 1000)


def _line(say: Say, _over: Event) -> None:
    while True:
        say(b"2" * 10_000)


def _drip(say: Say, over: Event) -> None:
    while not over.wait(0.01):
        say(b"2")


def _drip_lines(say: Say, over: Event) -> None:
    while not over.wait(0.01):
        say(b"250-x\r\n")


def _silence(_say: Say, over: Event) -> None:
    over.wait()


EVILS = {f.__name__.strip("_"): f for f in (_lines, _line, _drip, _drip_lines, _silence)}


@dataclass
class EvilServer:
    """At which step it goes on for ever, and how; `told` counts the bytes that got away."""

    at: str
    how: str
    pem: Path
    port: int = 0
    told: int = 0
    over: Event = field(default_factory=Event)

    def serve(self, door: socket.socket) -> None:
        """Answer one caller after another until the door is closed."""
        while True:
            try:
                caller, _ = door.accept()
            except OSError:
                return
            with suppress(OSError), ExitStack() as lines:
                self._talk(lines.enter_context(caller), lines)

    def _talk(self, line: socket.socket, lines: ExitStack) -> None:
        self._answer(line, GREETING)
        step = ""
        while step != "quit":
            step = self._hear(line, step)
            self._answer(line, step)
            if step == "starttls":
                if self.at == "tls":
                    self._answer(line, "tls")
                secured = serving(self.pem).wrap_socket(line, server_side=True)
                line = lines.enter_context(secured)

    def _hear(self, line: socket.socket, before: str) -> str:
        end = b"\r\n.\r\n" if before == "data" else b"\r\n"
        heard = b""
        while not heard.endswith(end):
            if not (piece := line.recv(65536)):
                raise ConnectionError
            heard += piece
        step = "receipt" if before == "data" else heard[:4].decode().strip().lower()
        step = {"star": "starttls"}.get(step, step)
        return f"{step} over tls" if step == "ehlo" and isinstance(line, ssl.SSLSocket) else step

    def _answer(self, line: socket.socket, step: str) -> None:
        def say(what: bytes) -> None:
            line.sendall(what)
            self.told += len(what)

        if step == self.at:
            EVILS[self.how](say, self.over)
        say(f"{ANSWERS[step]}\r\n".encode())


@contextmanager
def open_evil_server(at: str, how: str, pem: Path) -> Generator[EvilServer]:
    """Run such a server."""
    server = EvilServer(at, how, pem)
    with socket.create_server(("127.0.0.1", 0)) as door:
        server.port = door.getsockname()[1]
        thread = Thread(target=server.serve, args=(door,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            with suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=30)
