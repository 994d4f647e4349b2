"""A connection to a mail server with bounds: replies end, and in time, or it is lost.

`smtplib` reads lines as long as a server sends them, and waits anew after each byte. Here every
reply has a largest size, and each phase a time by which it is over, however slowly bytes drip.
"""

import smtplib
import socket
from dataclasses import dataclass
from time import monotonic
from typing import Any

MOST_BYTES = 64 * 1024  # of one reply; a line of it has 512 (RFC 5321, 4.5.3.1.5)
MOST_LINES = 200
_PIECE = 16 * 1024  # as much as one record of TLS holds


@dataclass(frozen=True)
class Patience:
    """Seconds: for each reply and step, to be ready for messages, for one message, for its receipt.

    RFC 5321, 4.5.3.2 gives a server ten minutes to accept a message. A message of 20 MB may take
    half an hour: 90 kbit/s.
    """

    reply: float = 120.0
    ready: float = 300.0
    message: float = 1800.0
    receipt: float = 600.0
    farewell: float = 10.0


PATIENCE = Patience()


class EndlessReply(OSError):  # noqa: N818
    """The server says more than any server says."""


class Connection(smtplib.SMTP):
    """SMTP with bounds. `allow` says how long what follows may take in all."""

    patience = PATIENCE
    step_seconds = PATIENCE.reply
    _end = float("inf")

    def reach(self, host: str, port: int) -> None:
        """Connect to a host, which is called so in its certificate, and hear its greeting.

        Raises SMTPException or OSError.
        """
        self._host = host  # Python 3.11 to 3.14 look there for the name that TLS must prove
        code, said = self.connect(host, port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)

    def allow(self, whole_seconds: float, step_seconds: float | None = None) -> None:
        """Begin a phase that is over in so many seconds, and each reply of it in so many."""
        self._end = monotonic() + whole_seconds
        self.step_seconds = whole_seconds if step_seconds is None else step_seconds

    def getreply(self) -> tuple[int, bytes]:
        """Read one reply, as `smtplib` does, but bounded. Raises SMTPServerDisconnected."""
        if self.file is None and self.sock is not None:
            self.file: _Replies | None = _Replies(self.sock)
        if self.file is not None:
            self.file.begin(self._step())
        return super().getreply()

    def send(self, s: Any) -> None:
        """Send a command or message, piece by piece. Raises SMTPServerDisconnected."""
        raw = s.encode(self.command_encoding) if isinstance(s, str) else bytes(s)
        for start in range(0, len(raw), _PIECE):
            if self.sock is not None:
                try:
                    self.sock.settimeout(_left(self._step()))
                except OSError as error:
                    self.close()
                    raise smtplib.SMTPServerDisconnected("too slow") from error
            super().send(raw[start : start + _PIECE])

    def _step(self) -> float:
        """Return when the step that begins now is over at last."""
        return min(monotonic() + self.step_seconds, self._end)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Try each address of a host, but all of them in the time of one step."""
        end, failed = self._step(), OSError(f"no address of {host}")
        for *_, address in socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM):
            try:
                one = str(address[0]), port
                made = socket.create_connection(one, _left(end), self.source_address)
            except OSError as error:
                failed = error
                continue
            made.settimeout(_left(end))  # for TLS, whose greetings are one step
            return made
        raise failed


class TlsConnection(smtplib.SMTP_SSL, Connection):
    """The same over TLS from the first byte on."""


class _Replies:
    """What a server says, line by line, as `smtplib` wants a file of it."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._read = b""
        self._end = 0.0
        self._bytes = self._lines = 0

    def begin(self, end: float) -> None:
        """Begin to read a reply that must be whole at `end`."""
        self._end, self._bytes, self._lines = end, 0, 0

    def readline(self, _size: int) -> bytes:
        """Return one line with its end, or what there is where the server hangs up.

        Raises EndlessReply, TimeoutError, or OSError as a socket does.
        """
        self._lines += 1
        while b"\n" not in self._read:
            if len(self._read) > MOST_BYTES:
                break
            self._sock.settimeout(_left(self._end))
            piece = self._sock.recv(4096)
            if not piece:
                break
            self._read += piece
        line, end, self._read = self._read.partition(b"\n")
        self._bytes += len(line)
        if self._bytes > MOST_BYTES or self._lines > MOST_LINES:
            raise EndlessReply
        return line + end

    def close(self) -> None:
        """Forget what was read; the socket is its owner's."""
        self._read = b""


def _left(end: float) -> float:
    """Return the seconds until `end`; raise TimeoutError if it is over: 0 means not to wait."""
    left = end - monotonic()
    if left <= 0:
        raise TimeoutError("it took too long")
    return left
