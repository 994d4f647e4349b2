"""Functions that a worker can import: one good, and one for each way of going wrong."""

import os
import signal
import socket
import threading


def twice(number: int) -> int:
    return 2 * number


def misbehave(how: str) -> str:
    """Do what `how` names; `good` returns at once."""
    if how == "endless":
        threading.Event().wait()
    if how == "slow":
        threading.Event().wait(1)
    if how == "greedy":
        bytearray(64 * 2**30)
    if how == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if how == "connect":
        socket.create_connection(("127.0.0.1", 9))
    if how == "resolve":
        socket.getaddrinfo("example.org", 443)
    if how == "wrong":
        raise ValueError("a fault of our own")
    return how


def which_process(_name: str) -> int:
    """Name the process in which this is called."""
    return os.getpid()
