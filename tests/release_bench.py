"""A released project, copies of it that are changed, and what the program says of each copy."""

import os
import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from pathlib import Path

from brochure.approval.desk import Desk
from brochure.approval.entry import Entry, read_chain
from brochure.approval.release import Prepared, prepare_release, release
from brochure.approval.signatory import Signatory
from brochure.approval.signing import propose, sign
from brochure.base.errors import BrochureError
from brochure.base.storage import lock_folder
from brochure.base.store_layout import STORE
from brochure.base.worker import Limits, Workers
from brochure.build.build import Request
from brochure.build.claim import claim_output
from brochure.commands.options import build_parser
from brochure.mail.command import run_email
from brochure.mail.surroundings import Surroundings, WallClock
from brochure.selection.duties import load_checked_content
from brochure.selection.select import select_wording
from brochure.wording.claims import list_claims
from brochure.wording.document_text import DocumentText, read_document_text
from tests.approval.workshop import MORNING
from tests.release_oracle import Looks, all_processors, look_at
from tests.release_project import SMALL, write_default, write_small

ROOT = Path(__file__).resolve().parent.parent
SIGNERS = (
    Signatory("Sam Lee", "Nurse", "wrote"),
    Signatory("Dr. Ann Poe", "MD", "medical review"),
)
MANAGER = Signatory("Kim Roe", "Clinic manager")
Verdicts = dict[str, tuple[str, int]]  # of each document its state, and what it still lacks


class _Clock(WallClock):
    def now(self) -> datetime:
        return MORNING + timedelta(days=1)


def _tell_nobody(*_: object) -> None:
    """Say nothing."""


class Bench:
    """A released project in `good`, and a copy of it that is changed."""

    def __init__(self, folder: Path, seed: int, is_default: bool, workers: Workers) -> None:
        self.folder, self.random, self.is_default = folder, random.Random(seed), is_default
        self.good, self.copy, self.workers = folder / "good", folder / "copy", workers
        self.names: tuple[str, ...] = SMALL
        self.stated: dict[str, frozenset[str]] = {}
        self.rests: dict[str, frozenset[str]] = {}
        self.before: Looks = {}
        self.released: dict[str, str] = {}

    def begin(self) -> None:
        """Write the project, approve and release all of it, and look at what a clean build makes.

        What keeps the default content from being released is passed over.
        """
        content = (write_default if self.is_default else write_small)(self.good)
        desk = open_desk(content, self.workers)
        self.names = tuple(desk.content.editions)
        for signer in SIGNERS:
            with lock_folder(desk.request.output) as owned:
                claim_output(owned, content)
                sign(desk, owned, propose(desk, self.names, signer))
        prepared = prepare_release(desk, self.names)
        assert self.is_default or not any(one.obstacles for one in prepared), prepared
        with lock_folder(desk.request.output) as owned:
            fit = [Prepared(one.draft, one.state, ()) for one in prepared]
            entries = release(desk, owned, fit, MANAGER, lambda _: {})
        files = ((one.document, name, held) for one in entries for name, held in one.files.items())
        self.released = {held: f"{document} {name}" for document, name, held in files}
        self._learn(desk)
        self.before = look_at(content, self.names, self.workers)
        assert set(self.before) == set(self.names)

    def _learn(self, desk: Desk) -> None:
        """Note which document states which fact, and which rests on which source."""
        content, rules = desk.content, desk.loaded.rules
        assert rules, "a project of tests has its rules"
        texts = list[DocumentText]()
        for edition in content.placed_editions():
            said = select_wording(content, edition)
            texts.append(read_document_text(content, said, rules))
            for id in said.facts:
                self.stated[id] = self.stated.get(id, frozenset()) | {edition.name}
        for claim in list_claims(content, texts):
            for one in claim.sources:
                self.rests[one.id] = self.rests.get(one.id, frozenset()) | {*claim.documents}

    def renew(self) -> None:
        """Make the copy as good as new; what builds remember is shared with the good one."""
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.good, self.copy, copy_function=_copy)

    @property
    def content(self) -> Path:
        """The content file of the copy."""
        return self.copy / "content.yaml"

    def text(self, name: str = "content.yaml") -> str:
        """Return a file of the copy; a shipped one is copied into it first."""
        file = self.copy / name
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, file)
        return file.read_text(encoding="utf-8")

    def put(self, text: str, name: str = "content.yaml") -> None:
        """Write a file of the copy."""
        (self.copy / name).write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str, name: str = "content.yaml") -> None:
        """Change the first place of a file of the copy that says so."""
        text = self.text(name)
        assert old in text, (name, old)
        self.put(text.replace(old, new, 1), name)

    def entries(self) -> tuple[Entry, ...]:
        """Return what is on record of the copy."""
        return read_chain((self.copy / "content.record").read_bytes()).entries

    def leaves(self, name: str, look: str = "standard") -> Iterator[tuple[str, bytes]]:
        """Give what `brochure email` attaches of a document of the copy, by name."""
        call = ["email", str(self.content), "--to", "jane@example.org", "--only", name]
        options = build_parser().parse_args([*call, "--look", look])
        try:
            list(run_email(options, Surroundings(clock=_Clock())))
        except BrochureError:
            return
        for file in sorted((self.copy / "output/email").glob("*.eml")):
            message = message_from_bytes(file.read_bytes(), policy=default)
            for part in message.walk():
                if part.get_filename():
                    held = part.get_payload(decode=True)
                    assert isinstance(held, bytes)
                    yield str(part.get_filename()), held
            file.unlink()

    def unapproved(self, name: str, look: str = "standard") -> list[str]:
        """Return what leaves that is neither marked DRAFT nor, to the byte, what was released."""
        inner = "screen" if look == "standard" else f"screen/{look}"
        wanted = f"{name} {inner}/{name}.pdf"
        return [
            called
            for called, held in self.leaves(name, look)
            if not called.startswith("DRAFT")
            and self.released.get(sha256(held).hexdigest()) != wanted
        ]


def _copy(source: str, target: str) -> None:
    (os.link if STORE in Path(source).parts else shutil.copy2)(source, target)


def start() -> Workers:
    """Return processes that stay until they are closed."""
    workers = Workers(Limits(seconds=600, memory_bytes=4 * 2**30), all_processors())
    workers.give(10.0**7)
    return workers


def open_desk(content: Path, workers: Workers, days: int = 0) -> Desk:
    """Return a desk for content that must have no errors."""
    loaded = load_checked_content(content)
    assert loaded.content is not None, loaded.findings
    request = Request(content.parent, content.parent / "output")
    at = MORNING + timedelta(days=days)
    return Desk(content, loaded, request, workers, at, _tell_nobody)


def judge(content: Path, names: Sequence[str], workers: Workers) -> tuple[Verdicts, list[str]]:
    """Return where each document stands today, and the job tickets that do not say DRAFT.

    Nothing where content has errors: then nothing of it is released.
    """
    loaded = load_checked_content(content)
    if loaded.content is None:
        return {}, []
    desk = open_desk(content, workers, days=1)
    prepared = prepare_release(desk, [name for name in names if name in desk.content.editions])
    verdicts = {
        one.draft.document: (one.state.kind if one.state else "unmade", len(one.obstacles))
        for one in prepared
    }
    beside = (file.name for one in prepared for made in one.draft.files for file, _ in made.beside)
    return verdicts, [name for name in beside if "-DRAFT-" not in name]
