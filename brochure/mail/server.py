"""A mail server, spoken to over TLS only: connecting, and handing over one message.

What a server says is never told: it repeats addresses. Its reply code is.
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from brochure.base.errors import BrochureError
from brochure.mail.connection import PATIENCE, Connection, EndlessReply, Patience, TlsConnection

IMPLICIT_TLS_PORT, SUBMISSION_PORT = 465, 587  # RFC 8314, 3.3; RFC 6409, 3.1
_US = (
    "[127.0.0.1]"  # what we call ourselves: an address literal (RFC 5321, 4.1.3), no machine's name
)
_NOT_SENT = "nothing is sent there"


class Unreachable(BrochureError):  # noqa: N818
    """The server cannot be reached now; later it may."""


@dataclass(frozen=True)
class Server:
    """Where messages are handed over, and as whom; without `user`, the server asks for nobody.

    `implicit_tls` is encryption from the first byte on; else STARTTLS is demanded.
    """

    host: str
    port: int
    implicit_tls: bool
    trust: ssl.SSLContext
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    patience: Patience = PATIENCE


@dataclass(frozen=True)
class Reply:
    """What became of one message. `code` is the server's (0: it said nothing).

    `lost` says that the connection is gone, `after_data` that the server had seen the message.
    """

    state: Literal["sent", "refused", "later", "unknown", "unfit"]
    code: int = 0
    lost: bool = False
    after_data: bool = False


@dataclass(frozen=True)
class Envelope:
    """Who a message comes from and goes to, as the server is told (RFC 5321, 2.3.1)."""

    sender: str = field(repr=False)
    to: str = field(repr=False)
    message: bytes = field(repr=False)

    @property
    def options(self) -> tuple[str, ...]:
        """What to ask of the server: SMTPUTF8 where an address is international (RFC 6531)."""
        return () if (self.sender + self.to).isascii() else ("SMTPUTF8", "BODY=8BITMIME")


def trust_store() -> ssl.SSLContext:
    """Return how servers are checked: certificate and host name, against this machine's list."""
    return ssl.create_default_context()


def parse_server(written: str, tls: str, user: str, password: str, trust: ssl.SSLContext) -> Server:
    """Return the server that ``host`` or ``host:port`` names. Raises BrochureError (exit 2).

    `tls` is ``implicit``, ``starttls`` or empty: then the port decides.
    """
    found = re.fullmatch(r"([A-Za-z0-9_.-]+|\[[0-9a-fA-F:.]+\])(?::([0-9]{1,5}))?", written)
    port = int(
        (found and found[2]) or (IMPLICIT_TLS_PORT if tls == "implicit" else SUBMISSION_PORT)
    )
    if not found or not 0 < port < 65536:
        hint = "Write it as host or host:port, such as smtp.example.org:587."
        raise BrochureError("the mail server is not written as one", hint=hint)
    if not (user + password).isascii() or not (user + password).isprintable():
        hint = "Copy it again; an app password holds letters, digits and spaces."
        raise BrochureError("user or password holds a sign that no mail server takes", hint=hint)
    implicit = tls == "implicit" or (not tls and port == IMPLICIT_TLS_PORT)
    return Server(found[1].strip("[]"), port, implicit, trust, user, password)


def connect(server: Server) -> Connection:
    """Return a connection that is encrypted, checked, and logged in where there is a user.

    From the first byte to the log-in, all is done in `patience.ready` seconds, or it is not had.

    Raises Unreachable (exit 3) if it cannot be had now, and BrochureError (exit 3) if never so.
    """
    smtp = (
        TlsConnection(local_hostname=_US, context=server.trust)
        if server.implicit_tls
        else Connection(local_hostname=_US)
    )
    smtp.patience = server.patience
    smtp.allow(server.patience.ready, server.patience.reply)
    try:
        _log_in(smtp, server)
        return smtp
    except (smtplib.SMTPException, OSError, ValueError) as error:
        smtp.close()
        raise _explain_failure(error, f"{server.host}:{server.port}") from None
    except BaseException:
        smtp.close()
        raise


def _log_in(smtp: Connection, server: Server) -> None:
    smtp.reach(server.host, server.port)
    if not server.implicit_tls:
        smtp.starttls(context=server.trust)
    smtp.ehlo()
    if server.user:
        smtp.login(server.user, server.password)


def _explain_failure(error: Exception, at: str) -> BrochureError:
    """Say why there is no connection, in our own words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        what = f"the certificate of {at} is not good for it ({error.verify_message.rstrip('.')})"
        hint = "Check the name of the server. If it is right, somebody may be in between: ask IT."
        return BrochureError(f"{what}; {_NOT_SENT}", hint=hint, exit_code=3)
    if isinstance(error, smtplib.SMTPNotSupportedError | ssl.SSLError):
        what = f"{at} offers no encryption, or no log-in, that can be used"
        hint = "Name the port for sending: 587 (STARTTLS), or 465 with --tls implicit."
        return BrochureError(f"{what}; {_NOT_SENT}", hint=hint, exit_code=3)
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
    if isinstance(error, smtplib.SMTPAuthenticationError) and code >= 500:
        what = f"{at} refuses this user with this password ({code})"
        hint = "Gmail wants an app password; Microsoft 365 may take none: see docs/email.md."
        return BrochureError(what, hint=hint, exit_code=3)
    why = "no server can be called so" if isinstance(error, UnicodeError) else ""
    if isinstance(error, OSError):
        why = error.strerror
    within = error.__cause__ or error.__context__  # smtplib calls each fault a lost connection
    if isinstance(within, EndlessReply):
        why = "its answer has no end"
    if isinstance(within or error, TimeoutError):
        why = "it takes too long to answer"
    reason = f"it answers {code}" if code else (why or "the connection was lost")
    hint = "Check the name of the server and the network, then run this again."
    return Unreachable(f"cannot reach the mail server {at}: {reason}", hint=hint, exit_code=3)


def hand_over(smtp: Connection, envelope: Envelope, begin: Callable[[], None]) -> Reply:
    """Hand one message over, and say what became of it. `begin` is called just before DATA.

    A connection that is lost before may be tried again; after it, nobody knows whether the message
    arrived. Raises BrochureError (exit 3) if the server does not let this sender send at all.
    """
    begun = False
    smtp.allow(smtp.patience.message, smtp.patience.reply)
    try:
        code, _ = smtp.mail(envelope.sender, envelope.options)
        if code >= 500:
            raise _not_as_sender(code)
        if code == 250:
            code, _ = smtp.rcpt(envelope.to)
        if code not in (250, 251):
            return _read_refusal(smtp, code)
        begin()
        begun = True
        smtp.step_seconds = smtp.patience.receipt
        code, _ = smtp.data(envelope.message)
    except smtplib.SMTPNotSupportedError:  # an international address
        return Reply("unfit")
    except smtplib.SMTPDataError as error:  # it did not want to see the message
        code = error.smtp_code
    except (smtplib.SMTPException, OSError):
        smtp.close()
        return Reply("unknown" if begun else "later", lost=True, after_data=begun)
    return _after_data(smtp, code)


def _after_data(smtp: Connection, code: int) -> Reply:
    if 200 <= code < 300:
        return Reply("sent", code, after_data=True)
    if 400 <= code < 600:
        reply = _read_refusal(smtp, code)
        return Reply(reply.state, code, reply.lost, after_data=True)
    smtp.close()  # no answer that SMTP knows
    return Reply("unknown", code, lost=True, after_data=True)


def _read_refusal(smtp: Connection, code: int) -> Reply:
    """Return what a refusal means, and leave the connection ready for the next message."""
    lost = code == 421 or code < 400  # RFC 5321, 3.8: it closes the connection
    if not lost:
        smtp.step_seconds = smtp.patience.reply
        try:
            lost = smtp.rset()[0] != 250
        except (smtplib.SMTPException, OSError):
            lost = True
    if lost:
        smtp.close()
    return Reply("refused" if code >= 500 else "later", code, lost)


def _not_as_sender(code: int) -> BrochureError:
    what = f"the mail server does not let this sender send ({code})"
    hint = "Name the address of the account with --from; or its limit for today is reached."
    return BrochureError(what, hint=hint, exit_code=3)


def disconnect(smtp: Connection | None) -> None:
    """Take leave of a server; it may be gone already."""
    if smtp is not None:
        smtp.allow(smtp.patience.farewell)
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()
