"""Sending that is killed, runs out of disk, or meets another sender or a builder; what came of it.

Each function does that so many times, counts, and raises AssertionError if a reader got a document
twice, a reader was lost, or a file is not whole. ``python -m tests.sendings 100`` calls all.
"""

import json
import multiprocessing
import os
import random
import resource
import signal
import ssl
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.policy import default
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

from brochure.base.errors import BrochureError
from brochure.content.load import load_content
from brochure.mail.journal import FOLDER
from brochure.mail.journal_folder import open_journal, read_journal
from brochure.mail.message import Letter
from brochure.mail.recipients import Recipient
from brochure.mail.sending import Outcome, Pace, Sender, plan_sending
from brochure.mail.server import Server, connect
from tests.kills import ROOT, content_of
from tests.mail.letters import letter
from tests.mail.post_office import PASSWORD, USER, Office, Pendulum, certificate, open_office

FAST = Pace(per_minute=6000)
READERS = tuple(Recipient(f"r{n}@x.org") for n in range(30))
STOPPED = 3  # exit code of a sender that said why it stopped
_MOST_SECONDS = 300
_EMAIL = """
email:
  provenance: clinic
  subject: Information from {clinic}
  greeting: Hello,
  body:
    - Here is the information from our clinic. Please call us at {phone} with questions.
    - E-mail is not for emergencies. In an emergency, call 911.
  attach: [guide]
"""


@dataclass
class Told:
    """What was counted: `disturbed` times, and in all `messages` for `readers`, `unknown` of them.

    `ended` senders were done before anything could happen to them, `refused` were not let in,
    `stopped` said why they stopped.
    """

    disturbed: int = 0
    ended: int = 0
    refused: int = 0
    stopped: int = 0
    readers: int = 0
    messages: int = 0
    unknown: int = 0
    torn: int = 0
    more: Counter[str] = field(default_factory=Counter[str])

    def line(self) -> str:
        """Give the counts in words."""
        more = "".join(f", {n} {what}" for what, n in sorted(self.more.items()))
        return (
            f"{self.disturbed} times; {self.ended} ended before, {self.refused} not let in,"
            f" {self.stopped} stopped by themselves{more}; {self.readers} readers,"
            f" {self.messages} messages, nobody twice; {self.unknown} unknown,"
            f" {self.torn} torn records"
        )


@dataclass(frozen=True)
class Post:
    """A server, and how to reach it."""

    office: Office
    pem: Path
    letter: Letter

    def start(self, project: Path, room: int | None = None) -> BaseProcess:
        """Begin to send to all readers, in a process whose files may grow by `room` bytes."""
        processes = multiprocessing.get_context("forkserver")
        processes.set_forkserver_preload([__name__])
        what = (project, self.office.port, self.pem, self.letter, room)
        sender = processes.Process(target=_send, args=what)
        sender.start()
        return sender


def _send(project: Path, port: int, pem: Path, whole: Letter, room: int | None) -> None:
    """Send as the command does; end with STOPPED where it would say why."""
    trust = ssl.create_default_context(cafile=str(pem))
    to = Server("127.0.0.1", port, False, trust, USER, PASSWORD)
    if room is not None:
        file = project / FOLDER / "journal.jsonl"
        most = (file.stat().st_size if file.exists() else 0) + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        with open_journal(project) as journal:
            waiting, _ = plan_sending(READERS, whole, journal, FAST)
            sender = Sender(whole, journal, lambda: connect(to), Pendulum(), FAST)
            assert all(isinstance(one, Outcome) for one in sender.send(waiting))
    except BrochureError as error:
        os._exit(STOPPED if "another call" not in error.message else STOPPED + 1)
    os._exit(0)


def _wait(senders: Sequence[BaseProcess], told: Told) -> None:
    """Wait until they have ended, and count how."""
    for sender in senders:
        sender.join(_MOST_SECONDS)
        assert sender.exitcode in (0, STOPPED, STOPPED + 1, -signal.SIGKILL), sender.exitcode
        told.stopped += sender.exitcode == STOPPED
        told.refused += sender.exitcode == STOPPED + 1
        sender.close()


def _settle(post: Post, project: Path, told: Told) -> int:
    """Let a last sender finish in peace; then each reader has one message, or is unknown.

    Return how many are.
    """
    last = post.start(project)
    last.join(_MOST_SECONDS)
    assert last.exitcode == 0
    last.close()
    sent = Counter(post.office.readers)
    post.office.messages.clear()
    journal = read_journal(project)
    (one,) = post.letter.attachments
    states = {reader.address: journal.state(reader.address, one) for reader in READERS}
    assert set(states.values()) <= {"sent", "begin"}, states
    assert max(sent.values()) == 1, sent
    without = {address for address, state in states.items() if state == "begin"}
    assert {address for address, state in states.items() if state == "sent"} <= sent.keys()
    told.readers += len(READERS)
    told.messages += sent.total()
    told.unknown += len(without)
    return len(without)


def _attack(
    folder: Path,
    times: int,
    seed: int,
    strike: Callable[[Post, Path, random.Random, Told], None],
    tears: bool = False,
) -> Told:
    """Strike at one project after another, each until all its readers are settled.

    A strike costs one reader at most, but for one that tears a record; whatever it was, each reader
    gets the next version.
    """
    loaded = load_content(ROOT / "content.yaml")
    told, chance = Told(), random.Random(seed)
    pem = certificate(folder)
    with open_office(pem) as office:
        post = Post(office, pem, letter(loaded))
        number = 0
        while told.disturbed < times:
            project = folder / f"project{(number := number + 1)}"
            project.mkdir()
            for _ in range(3):
                strike(post, project, chance, told)
            _settle(post, project, told)
            assert tears or told.unknown <= told.disturbed
            again = replace(post, letter=letter(loaded, version="2.0"))
            assert _settle(again, project, told) == 0
            told.torn += (project / FOLDER / "journal.jsonl").read_text().count('"of": {}')
    return told


def kill_senders(folder: Path, times: int, seed: int) -> Told:
    """Kill senders with -9, at any moment up to the time that the longest has taken."""
    longest = [0.5]

    def strike(post: Post, project: Path, chance: random.Random, told: Told) -> None:
        begun = monotonic()
        sender = post.start(project)
        sender.join(chance.uniform(0.0, longest[0]))
        if sender.is_alive():
            sender.kill()
            told.disturbed += 1
        else:
            longest[0] = max(0.1, monotonic() - begun)
            told.ended += 1
        _wait([sender], told)

    return _attack(folder, times, seed, strike)


def fill_disks(folder: Path, times: int, seed: int) -> Told:
    """Let the disk be full at any byte of the journal; each third time a sender is killed, too."""

    def strike(post: Post, project: Path, chance: random.Random, told: Told) -> None:
        sender = post.start(project, room=chance.randrange(20, 6000))
        if chance.random() < 0.33:
            sender.join(chance.uniform(0.0, 0.3))
            if sender.is_alive():
                sender.kill()
                told.more["killed, too"] += 1
        told.disturbed += 1
        _wait([sender], told)

    return _attack(folder, times, seed, strike)


def tear_records(folder: Path, times: int, seed: int) -> Told:
    """Kill senders, and cut the last record at any byte, whatever went out after it."""

    def strike(post: Post, project: Path, chance: random.Random, told: Told) -> None:
        sender = post.start(project)
        until = len(post.office.readers) + chance.randrange(1, 12)
        while sender.is_alive() and len(post.office.readers) < until:
            sender.join(0.002)
        sender.kill()
        _wait([sender], told)
        file = project / FOLDER / "journal.jsonl"
        lines = file.read_bytes().splitlines(keepends=True) if file.exists() else []
        if len(lines) < 2:  # the first one is never added, but there from the beginning
            told.ended += 1
            return
        lines[-1] = lines[-1][: chance.randrange(1, len(lines[-1]))]
        file.write_bytes(b"".join(lines))
        told.disturbed += 1

    return _attack(folder, times, seed, strike, tears=True)


def let_two_send(folder: Path, times: int, seed: int) -> Told:
    """Start three senders, the last two when lock or journal may be gone, at any moment."""

    def strike(post: Post, project: Path, chance: random.Random, told: Told) -> None:
        senders = [post.start(project)]
        senders[0].join(chance.uniform(0.0, 0.2))
        lock, journal = project / FOLDER / "lock", project / FOLDER / "journal.jsonl"
        what = chance.choice(("nothing", "lock removed", "lock replaced", "journal moved away"))
        with suppress(OSError):
            if what.startswith("lock"):
                lock.unlink()
            if what == "lock replaced":
                lock.touch()
            if what == "journal moved away":
                journal.rename(journal.with_name("away"))
            told.more[what] += 1
        senders += [post.start(project), post.start(project)]
        told.disturbed += 1
        _wait(senders, told)
        if not journal.exists():  # put back, as a person is told to do
            with suppress(OSError):
                journal.with_name("away").rename(journal)

    return _attack(folder, times, seed, strike)


class _Project:
    """A small clinic, of which versions are built and sent at the same time."""

    def __init__(self, folder: Path, office: Office, pem: Path) -> None:
        self.folder = folder / "clinic"
        (self.folder / "figures").mkdir(parents=True)
        tooth = ROOT / "tests/content/bad_content/tooth.svg"
        (self.folder / "figures/tooth.svg").write_bytes(tooth.read_bytes())
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SSL_CERT_FILE": str(pem),
            "BROCHURE_SMTP_SERVER": f"127.0.0.1:{office.port}",
            "BROCHURE_SMTP_USER": USER,
            "BROCHURE_SMTP_PASSWORD": PASSWORD,
        }

    def begin(self, version: str, readers: int) -> None:
        """Write content of this version, and a list."""
        text = content_of(version) + _EMAIL
        (self.folder / "content.yaml").write_text(text, encoding="utf-8")
        rows = "".join(f"r{n}@x.org\n" for n in range(readers))
        (self.folder / "list.csv").write_text(f"email\n{rows}", encoding="utf-8")

    def call(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the program."""
        command = (sys.executable, "-m", "brochure", *arguments)
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdout=-1, stderr=subprocess.STDOUT
        )


def build_beside_sending(folder: Path, times: int, seed: int) -> Told:
    """Send while another process builds the same documents over and over, from other versions."""
    told, chance = Told(), random.Random(seed)
    pem = certificate(folder)
    with open_office(pem) as office:
        project = _Project(folder, office, pem)
        for number in range(times):
            version = f"1.{number}"
            project.begin(version, 5)
            over = Event()
            builder = Thread(target=_build_again, args=(project, over, told))
            builder.start()
            over.wait(chance.uniform(0, 0.5))
            send = ("email", "--draft", "--recipients", "list.csv", "--send")
            send += ("--per-minute", "600")
            codes = [_end(project.call(*send), told) for _ in range(2)]
            over.set()
            builder.join()
            assert set(codes) <= {0, 3}, codes
            while _end(project.call(*send), told):
                pass
            told.disturbed += 1
            told.readers += 5
            _look_at(office, version, told)
    told.messages = len(office.messages)
    return told


def _build_again(project: _Project, over: Event, told: Told) -> None:
    while not over.is_set():
        code = _end(project.call("build", "-q", "--only", "guide", "--channel", "screen"), told)
        assert code in (0, 3), code
        told.more["builds beside"] += 1


def _end(running: subprocess.Popen[bytes], told: Told) -> int:
    said, _ = running.communicate(timeout=_MOST_SECONDS)
    assert b"Traceback" not in said, said.decode()
    told.refused += running.returncode == 3
    return running.returncode


def _look_at(office: Office, version: str, told: Told) -> None:
    """See that each reader has each version once, as a whole document that says so."""
    got: Counter[tuple[str, str]] = Counter()
    for reader, raw in office.messages:
        message: Any = message_from_bytes(raw, policy=default)
        (attached,) = message.iter_attachments()
        got[reader, attached.get_filename()] += 1
        assert attached.get_content().startswith(b"%PDF-")
        assert attached.get_content().rstrip().endswith(b"%%EOF")
    assert max(got.values()) == 1, got
    mine = [name for _, name in got if name.endswith(f"-v{version}.pdf")]
    assert len(mine) == 5, json.dumps(sorted(map(list, got)))
