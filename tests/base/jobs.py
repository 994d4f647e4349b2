"""Functions that a worker can import: one good, and one for each way of going wrong."""

import asyncio
import http.client
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import process_time

from brochure.base.errors import BrochureError
from brochure.base.network_guard import MAIL_PASSWORD


def _datagram() -> socket.socket:
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def _unix() -> socket.socket:
    return socket.socket(socket.AF_UNIX)


# Each way to a network that Python has.
THERE = ("127.0.0.1", 9)
REACHING: dict[str, Callable[[], object]] = {
    "connect": lambda: socket.create_connection(THERE),
    "connect_ex": lambda: socket.socket().connect_ex(THERE),
    "connect of UDP": lambda: _datagram().connect(THERE),
    "sendto": lambda: _datagram().sendto(b"x", THERE),
    "sendmsg": lambda: _datagram().sendmsg([b"x"], [], 0, THERE),
    "bind": lambda: socket.socket().bind(("127.0.0.1", 0)),
    "listen": lambda: socket.socket().listen(),
    "serve": lambda: socket.create_server(("127.0.0.1", 0)),
    "IPv6": lambda: socket.socket(socket.AF_INET6).connect_ex(("::1", 9)),
    "raw": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP),
    "packets": lambda: socket.socket(getattr(socket, "AF_PACKET", 17), socket.SOCK_RAW),
    "kernel": lambda: socket.socket(getattr(socket, "AF_NETLINK", 16), socket.SOCK_RAW),
    "unix": lambda: _unix().connect("/nowhere/log"),
    "unix, unnamed": lambda: _unix().connect("\0nowhere"),
    "unix, bound": lambda: _unix().bind("\0nowhere"),
    "unix, sent": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"x", "/nowhere"),
    "of a handle": lambda: socket.socket(fileno=os.dup(0)),
    "resolve": lambda: socket.getaddrinfo("example.org", 443),
    "resolve, old": lambda: socket.gethostbyname("example.org"),
    "resolve, all": lambda: socket.gethostbyname_ex("example.org"),
    "resolve, back": lambda: socket.gethostbyaddr("127.0.0.1"),
    "name of address": lambda: socket.getnameinfo(THERE, 0),
    "HTTP": lambda: http.client.HTTPConnection(*THERE).connect(),
    "asyncio": lambda: asyncio.run(asyncio.open_connection(*THERE)),
}


def holds_password(where: str) -> bool:
    """Say whether the mail password is in the environment: as it is now, or was at the start."""
    if where == "now":
        return MAIL_PASSWORD in os.environ
    return MAIL_PASSWORD.encode() in Path("/proc/self/environ").read_bytes()


def pair(_: str) -> bytes:
    """Let two ends in one process talk: what event loops do to wake themselves."""
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        return other.recv(1)


def twice(number: int) -> int:
    return 2 * number


def misbehave(how: str) -> str:
    """Do what `how` names; `good` returns at once."""
    if how == "hung":
        threading.Event().wait()
    if how == "endless":
        while True:
            pass
    if how == "working":
        begun = process_time()
        while process_time() < begun + 0.2:
            pass
    if how == "slow":
        threading.Event().wait(1)
    if how == "greedy":
        bytearray(64 * 2**30)
    if how == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if how in REACHING:
        REACHING[how]()
    if how == "lacking":
        raise BrochureError("the judge is not installed", exit_code=3)
    if how == "wrong":
        raise ValueError("a fault of our own")
    return how


def misbehave_over(raw: bytes, _name: str) -> str:
    """Do what the file says."""
    return misbehave(raw.decode())


def name_process(_raw: bytes, name: str) -> None:
    """Refuse a file by the process in which this is called."""
    raise BrochureError(str(os.getpid()), where=name)


def speak(text: str) -> str:
    """Print as libraries do: by Python, and past it."""
    for stream in (sys.stdout, sys.stderr):
        stream.write(text)
        stream.flush()
    for number in (1, 2):
        os.write(number, text.encode())
    return text


def which_process(_name: str) -> int:
    """Name the process in which this is called."""
    return os.getpid()
