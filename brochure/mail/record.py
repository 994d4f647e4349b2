"""A call that sends, or what became of one message, as one line that tells whether it is whole."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["begin", "sent", "refused", "later"]
STATES: tuple[State, ...] = ("begin", "sent", "refused", "later")
CODE_LENGTH = 32  # of the keyed code of a reader or a document
_CHECKED = re.compile(rb'(\{.*), "check": "([0-9a-f]{16})"\}')
_CALL = b'{"c'  # how the line of a call begins, and no other
_BEGUN = re.compile(rb'\{"to": "([0-9a-f]*)')
_EARLIER = re.compile(rb'"([0-9a-f]{32})": "')


class EarlierJournal(ValueError):  # noqa: N818
    """A line of a program that counted messages, not documents."""


@dataclass(frozen=True)
class SendingCall:
    """Whom one call may send to: the code of each reader, and of the documents they lack.

    It is on the disk before the first message of the call begins. So a torn record can only be
    about one of these.
    """

    messages: Mapping[str, tuple[str, ...]]
    at: str = field(default="", compare=False)


@dataclass(frozen=True)
class Record:
    """What became of a message: the code of its reader, and of each document with its hash.

    Without documents, it is what is left of a torn one: as much as was there of the reader's code,
    perhaps nothing. An earlier program gave no code of the reader: that is None.
    """

    to: str | None
    documents: Mapping[str, str]
    state: State
    at: str = field(default="", compare=False)

    @property
    def is_torn(self) -> bool:
        """Say whether this is what is left of a record."""
        return self.to is not None and not self.documents


def encode_record(record: Record | SendingCall, key: bytes) -> bytes:
    """Return the line: its reader first, so that a torn one still names them, its check last."""
    told: Mapping[str, object]
    if isinstance(record, SendingCall):
        told = {"call": {**record.messages}, "at": record.at}
    else:
        documents = {**record.documents}
        told = {"to": record.to, "state": record.state, "at": record.at, "of": documents}
    body = json.dumps(told).encode()
    return b'%s, "check": "%s"}\n' % (body[:-1], _check(body, key))


def decode_record(line: bytes, key: bytes) -> Record | SendingCall:
    """Return the record of a line without its end. Raises ValueError if it is not whole.

    Lines of an earlier program have no check; they are taken as they are.
    """
    checked = _CHECKED.fullmatch(line)
    if checked and not hmac.compare_digest(_check(checked[1] + b"}", key), checked[2]):
        raise ValueError("the check does not hold")
    try:
        told: Any = json.loads(line)
        if "id" in told and "documents" not in told:
            raise EarlierJournal
        if checked and "call" in told:
            return _read_call(told)
        documents = told["of" if checked else "documents"]
        state = STATES[STATES.index(told["state"])]
        named = {str(code): str(mark) for code, mark in documents.items()}
        to = told["to"] if checked else None
        return Record(to if to is None else str(to), named, state, str(told.get("at", "")))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no record") from error


def _read_call(told: Any) -> SendingCall:
    each = told["call"].items()
    messages = {str(reader): tuple(map(str, documents)) for reader, documents in each}
    return SendingCall(messages, str(told.get("at", "")))


def salvage_record(torn: bytes, key: bytes) -> Record | SendingCall | None:
    """Return what is left of a torn line: a message may have gone out that it was to tell of.

    Whose it was is told by as much of the reader's code as is there; with none, it may be anyone's.
    None means that it tells of a call, in which nothing had begun yet. An earlier program named
    documents alone.
    """
    try:
        return decode_record(torn, key)  # it lacks its end alone
    except ValueError:
        if torn.startswith(_CALL):
            return None
        begun = _BEGUN.match(torn)
        named = {code.decode(): "" for code in _EARLIER.findall(torn)}
    if begun or not named:
        return Record(begun[1][:CODE_LENGTH].decode() if begun else "", {}, "begin")
    return Record(None, named, "begin")


def _check(body: bytes, key: bytes) -> bytes:
    return hmac.new(key, body, hashlib.sha256).hexdigest()[:16].encode()
