"""A letter and its readers -> messages sent one by one, none twice, and what became of each."""

import smtplib
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from brochure.errors import BrochureError
from brochure.mail.journal import Journal
from brochure.mail.message import Letter, Stamp, composed
from brochure.mail.recipients import Recipient
from brochure.mail.server import Envelope, Reply, Unreachable, hand_over, leave

# Greylisting lets a sender in after 1 to 15 minutes (RFC 6647, 4.5): seconds before each new round.
PAUSES_SECONDS = (60.0, 300.0, 900.0)
MOST_REFUSED_IN_A_ROW = 5  # of messages that a server has seen: then it is not the readers' fault


class Clock(Protocol):
    """Time, as sending needs it."""

    def now(self) -> datetime:
        """Return date and time with the zone."""
        ...

    def seconds(self) -> float:
        """Return seconds that only grow."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait so long and return False; True at once if somebody wants it to end."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What became of the message to one reader.

    `before` says that an earlier call left it so. `changed` says that the reader got other pages
    under the same version, `code` is the server's.
    """

    reader: Recipient
    state: Literal["sent", "refused", "later", "unknown", "unfit"]
    before: bool = False
    changed: bool = False
    code: int = 0


@dataclass(frozen=True)
class Pace:
    """How fast, and what is tried again that an earlier call left unknown or refused."""

    per_minute: float = 20.0
    again_unknown: bool = False
    again_refused: bool = False


def due(
    readers: Sequence[Recipient], letter: Letter, journal: Journal, pace: Pace
) -> tuple[tuple[Recipient, ...], tuple[Outcome, ...]]:
    """Return who still gets a message, and what earlier calls made of the others'."""
    waiting: list[Recipient] = []
    settled: list[Outcome] = []
    for reader in readers:
        id = journal.identity(reader.address, letter.attachments)
        state = journal.state(id)
        again = {"begin": pace.again_unknown, "refused": pace.again_refused}
        if state in (None, "later") or again.get(state, False):
            waiting.append(reader)
        elif state == "sent":
            changed = journal.changed(id, letter.attachments)
            settled.append(Outcome(reader, "sent", before=True, changed=changed))
        else:
            left: Literal["unknown", "refused"] = "unknown" if state == "begin" else "refused"
            settled.append(Outcome(reader, left, before=True))
    return tuple(waiting), tuple(settled)


@dataclass
class Sender:
    """One call that sends: its connection, and when the next message may go."""

    letter: Letter
    journal: Journal
    connect: Callable[[], smtplib.SMTP]
    clock: Clock
    pace: Pace
    smtp: smtplib.SMTP | None = field(default=None, init=False)
    ready: float = field(default=0.0, init=False)
    refused_in_a_row: int = field(default=0, init=False)
    connected: bool = field(default=False, init=False)
    stopped: bool = field(default=False, init=False)

    def send(self, readers: Sequence[Recipient]) -> Iterator[Outcome]:
        """Send to each reader, and give what became of it; those to try later in new rounds.

        Whom it gives nothing for was not tried: somebody wanted it to end. Raises BrochureError
        (exit 3) if the server cannot be reached, trusted or used, or the journal not be written.
        """
        waiting = tuple(readers)
        try:
            for pause in (0.0, *PAUSES_SECONDS):
                if pause and waiting:
                    self._hang_up()
                    self.stopped = self.stopped or self.clock.wait(pause)
                if self.stopped or not waiting:
                    break
                waiting = yield from self._round(waiting)
        finally:
            self._hang_up()
        if not self.stopped:
            yield from (Outcome(reader, "later", code=0) for reader in waiting)

    def _round(
        self, readers: Sequence[Recipient]
    ) -> Generator[Outcome, None, tuple[Recipient, ...]]:
        """Try each reader once; give what is settled, return who is to be tried later."""
        later: list[Recipient] = []
        for index, reader in enumerate(readers):
            self.stopped = self.clock.wait(max(0.0, self.ready - self.clock.seconds()))
            if self.stopped:
                break
            self.ready = self.clock.seconds() + 60.0 / self.pace.per_minute
            try:
                reply = self._try(reader)
            except Unreachable:
                if not self.connected:
                    raise
                return (*later, *readers[index:])
            if reply.state == "later":
                later.append(reader)
            else:
                yield Outcome(reader, reply.state, code=reply.code)
            self._count_refusals(reply)
        return tuple(later)

    def _try(self, reader: Recipient) -> Reply:
        """Hand the message over once, and write down what the server made of it."""
        letter, now = self.letter, self.clock.now()
        id = self.journal.identity(reader.address, letter.attachments)
        stamp = Stamp(now, f"<{id}@{letter.sender.rpartition('@')[2]}>")
        envelope = Envelope(letter.sender, reader.address, composed(letter, reader, stamp))

        def begin() -> None:
            self.journal.put(id, "begin", now, letter.attachments)

        idle = self.smtp is not None
        reply = self._handed(envelope, begin)
        if idle and reply.lost and not (reply.code or reply.after_data):  # it had waited too long
            reply = self._handed(envelope, begin)
        if reply.state in ("sent", "refused") or (reply.state == "later" and reply.after_data):
            self.journal.put(id, reply.state, self.clock.now())
        return reply

    def _handed(self, envelope: Envelope, begin: Callable[[], None]) -> Reply:
        self.smtp = self.smtp or self.connect()
        self.connected = True
        reply = hand_over(self.smtp, envelope, begin)
        if reply.lost:
            self.smtp = None
        return reply

    def _count_refusals(self, reply: Reply) -> None:
        refused = reply.state == "refused" and reply.after_data
        self.refused_in_a_row = self.refused_in_a_row + 1 if refused else 0
        if self.refused_in_a_row == MOST_REFUSED_IN_A_ROW:
            what = f"the mail server refused {MOST_REFUSED_IN_A_ROW} messages one after the other"
            hint = "Its limit may be reached, or it takes them for spam: ask your provider."
            raise BrochureError(f"{what} ({reply.code})", hint=hint, exit_code=3)

    def _hang_up(self) -> None:
        leave(self.smtp)
        self.smtp = None
