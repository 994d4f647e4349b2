"""A letter and its readers -> messages sent one by one, none twice, and what became of each."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, Protocol

from brochure.base.errors import BrochureError
from brochure.mail.connection import Connection
from brochure.mail.journal import Journal
from brochure.mail.message import Attachment, Letter, Stamp, compose_message
from brochure.mail.recipients import Recipient
from brochure.mail.server import Envelope, Reply, Unreachable, disconnect, hand_over

# Greylisting lets a sender in after 1 to 15 minutes (RFC 6647, 4.5): seconds before each new round.
PAUSES_SECONDS = (60.0, 300.0, 900.0)
MOST_REFUSED_IN_A_ROW = 5  # of messages that a server has seen: then it is not the readers' fault
MOST_LOST_IN_A_ROW = 5  # connections, in the midst of a message, by which as many become unknown


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

    `before` says that an earlier call left it so. `changed` names documents of which the reader got
    other pages under the same version, `code` is the server's.
    """

    reader: Recipient
    state: Literal["sent", "refused", "later", "unknown", "unfit"]
    before: bool = False
    changed: tuple[str, ...] = ()
    code: int = 0


@dataclass(frozen=True)
class Pace:
    """How fast, and what is tried again that an earlier call left unknown or refused."""

    per_minute: float = 20.0
    again_unknown: bool = False
    again_refused: bool = False


@dataclass(frozen=True)
class PlannedMessage:
    """A reader, and the documents that they do not have yet.

    `rest` says that they have some of the letter's already, `changed` which of those had other
    pages under the same version.
    """

    reader: Recipient
    attachments: tuple[Attachment, ...]
    rest: bool = False
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pause:
    """So many readers were put off by the server; after `seconds` they are tried again."""

    readers: int
    seconds: float


def plan_sending(
    readers: Sequence[Recipient], letter: Letter, journal: Journal, pace: Pace
) -> tuple[tuple[PlannedMessage, ...], tuple[Outcome, ...]]:
    """Return who still gets a message with what, and what earlier calls made of the others'."""
    each = [_plan(reader, letter, journal, pace) for reader in readers]
    return (
        tuple(one for one in each if isinstance(one, PlannedMessage)),
        tuple(one for one in each if isinstance(one, Outcome)),
    )


def _plan(
    reader: Recipient, letter: Letter, journal: Journal, pace: Pace
) -> PlannedMessage | Outcome:
    """Compare a letter with what its reader has: one document unknown or refused holds it back."""
    states = [(one, journal.state(reader.address, one)) for one in letter.attachments]
    found = {state for _, state in states}
    if "begin" in found and not pace.again_unknown:
        return Outcome(reader, "unknown", before=True)
    if "refused" in found and not pace.again_refused:
        return Outcome(reader, "refused", before=True)
    has = [one for one, state in states if state == "sent"]
    changed = tuple(one.house_name for one in has if journal.has_changed(reader.address, one))
    missing = tuple(one for one, state in states if state != "sent")
    if not missing:
        return Outcome(reader, "sent", before=True, changed=changed)
    return PlannedMessage(reader, missing, bool(has), changed)


@dataclass
class Sender:
    """One call that sends: its connection, and when the next message may go."""

    letter: Letter
    journal: Journal
    connect: Callable[[], Connection]
    clock: Clock
    pace: Pace
    smtp: Connection | None = field(default=None, init=False)
    ready: float = field(default=0.0, init=False)
    refused_in_a_row: int = field(default=0, init=False)
    lost_in_a_row: int = field(default=0, init=False)
    connected: bool = field(default=False, init=False)
    stopped: bool = field(default=False, init=False)

    def send(self, readers: Sequence[PlannedMessage]) -> Iterator[Outcome | Pause]:
        """Send to each reader, and give what became of it; those to try later in new rounds.

        A Pause is given before each wait for a new round.

        Whom it gives nothing for was not tried: somebody wanted it to end. Raises BrochureError
        (exit 3) if the server cannot be reached, trusted or used, or the journal not be written.
        """
        waiting = tuple(readers)
        self.journal.expect({one.reader.address: one.attachments for one in readers})
        try:
            for pause in (0.0, *PAUSES_SECONDS):
                if pause and waiting:
                    self._hang_up()
                    yield Pause(len(waiting), pause)
                    self.stopped = self.stopped or self.clock.wait(pause)
                if self.stopped or not waiting:
                    break
                waiting = yield from self._round(waiting)
        finally:
            self._hang_up()
        if not self.stopped:
            yield from (Outcome(one.reader, "later", changed=one.changed) for one in waiting)

    def _round(
        self, readers: Sequence[PlannedMessage]
    ) -> Generator[Outcome, None, tuple[PlannedMessage, ...]]:
        """Try each reader once; give what is settled, return who is to be tried later."""
        later: list[PlannedMessage] = []
        for index, one in enumerate(readers):
            self.stopped = self.clock.wait(max(0.0, self.ready - self.clock.seconds()))
            if self.stopped:
                break
            self.ready = self.clock.seconds() + 60.0 / self.pace.per_minute
            try:
                reply = self._try(one)
            except Unreachable:
                if not self.connected:
                    raise
                return (*later, *readers[index:])
            if reply.state == "later":
                later.append(one)
            else:
                yield Outcome(one.reader, reply.state, changed=one.changed, code=reply.code)
            self._count(reply)
            if self.lost_in_a_row == MOST_LOST_IN_A_ROW:
                self.lost_in_a_row = 0
                return (*readers[index + 1 :], *later)
        return tuple(later)

    def _try(self, one: PlannedMessage) -> Reply:
        """Hand the message over once, and write down what the server made of it."""
        now, address = self.clock.now(), one.reader.address
        letter = replace(self.letter, attachments=one.attachments)
        id = self.journal.identity(address, *one.attachments)
        stamp = Stamp(now, f"<{id}@{letter.sender.rpartition('@')[2]}>")
        envelope = Envelope(letter.sender, address, compose_message(letter, one.reader, stamp))

        def begin() -> None:
            self.journal.add(address, one.attachments, "begin", now)

        idle = self.smtp is not None
        reply = self._hand_over(envelope, begin)
        if idle and reply.lost and not (reply.code or reply.after_data):  # it had waited too long
            reply = self._hand_over(envelope, begin)
        if reply.state in ("sent", "refused") or (reply.state == "later" and reply.after_data):
            self.journal.add(address, one.attachments, reply.state, self.clock.now())
        return reply

    def _hand_over(self, envelope: Envelope, begin: Callable[[], None]) -> Reply:
        self.smtp = self.smtp or self.connect()
        self.connected = True
        reply = hand_over(self.smtp, envelope, begin)
        if reply.lost:
            self.smtp = None
        return reply

    def _count(self, reply: Reply) -> None:
        """Stop where each message ends badly: more of them would only leave more readers without.

        A server that is lost before it has one may be there again in the next round.
        """
        self.lost_in_a_row = self.lost_in_a_row + 1 if reply.lost and not reply.code else 0
        if self.lost_in_a_row == MOST_LOST_IN_A_ROW and reply.after_data:
            what = f"the mail server was lost {MOST_LOST_IN_A_ROW} times in the midst of a message"
            hint = "Ask those readers, and your provider, before you send more."
            raise BrochureError(what, hint=hint, exit_code=3)
        refused = reply.state == "refused" and reply.after_data
        self.refused_in_a_row = self.refused_in_a_row + 1 if refused else 0
        if self.refused_in_a_row == MOST_REFUSED_IN_A_ROW:
            what = f"the mail server refused {MOST_REFUSED_IN_A_ROW} messages one after the other"
            hint = "Its limit may be reached, or it takes them for spam: ask your provider."
            raise BrochureError(f"{what} ({reply.code})", hint=hint, exit_code=3)

    def _hang_up(self) -> None:
        disconnect(self.smtp)
        self.smtp = None
