"""No test leaves this machine, by any of Python's ways: shown here, for a guard can rust."""

import socket
from collections.abc import Callable

import pytest

AWAY = ("192.0.2.1", 9)  # nobody is there: RFC 5737


def datagram() -> socket.socket:
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


WAYS: dict[str, Callable[[], object]] = {
    "connect": lambda: socket.create_connection(AWAY),
    "connect_ex": lambda: socket.socket().connect_ex(AWAY),
    "connect of UDP": lambda: datagram().connect(AWAY),
    "sendto": lambda: datagram().sendto(b"x", AWAY),
    "sendmsg": lambda: datagram().sendmsg([b"x"], [], 0, AWAY),
    "bind": lambda: socket.socket().bind(AWAY),
    "serve for all": lambda: socket.create_server(("0.0.0.0", 0)),
    "resolve": lambda: socket.getaddrinfo("example.org", 443),
    "resolve, old": lambda: socket.gethostbyname("example.org"),
    "resolve, all": lambda: socket.gethostbyname_ex("example.org"),
    "resolve, back": lambda: socket.gethostbyaddr("192.0.2.1"),
    "name of address": lambda: socket.getnameinfo(AWAY, 0),
}


@pytest.mark.filterwarnings("ignore:.*unclosed:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_no_way_leads_out(way: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match="tried to reach"):
        way()


def test_this_machine_may_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1])).close()
