"""What a process may not do that makes documents: reach a network, or know the mail password."""

import os
import socket

MAIL_PASSWORD = "BROCHURE_SMTP_PASSWORD"
# Whatever else Python tells of sockets is refused, also what it may tell of in years to come:
# making, binding, connecting, sending, asking for names.
_HARMLESS = ("socket.gethostname",)
_MADE = "socket.__new__"  # its details: the socket, family, type, protocol


def refuse_network(event: str, details: tuple[object, ...]) -> None:
    """Refuse every socket but those that pair two ends in one process: for `sys.addaudithook`."""
    if not event.startswith("socket.") or event in _HARMLESS:
        return
    if event == _MADE and details[1] == getattr(socket, "AF_UNIX", None):
        return  # it leads nowhere until it is bound or connected
    raise PermissionError("a document may not reach a network")


def withhold_password() -> str:
    """Take the mail password out of the environment, which every process inherits; return it."""
    return os.environ.pop(MAIL_PASSWORD, "")
