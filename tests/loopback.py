"""No test leaves this machine: whatever names another one, in any of Python's ways, is refused."""

from typing import Any, cast

HERE = ("127.0.0.1", "::1", "localhost", "", None)
# Where each kind of event has the address or name.
_LAST = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_FIRST = (
    *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
    "socket.getnameinfo",
)
REACHING = (*_LAST, *_FIRST)


def keep_here(event: str, details: tuple[object, ...]) -> None:
    """Raise AssertionError where a test reaches beyond: for `sys.addaudithook`."""
    if event not in REACHING:
        return
    address: Any = details[-1 if event in _LAST else 0]
    host: Any = address
    if isinstance(address, tuple):
        host = cast(tuple[Any, ...], address)[0]
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    unix = event in _LAST and isinstance(address, str | bytes)  # the path of a local socket
    if not unix and host not in HERE:
        raise AssertionError(f"a test tried to reach {address}")
