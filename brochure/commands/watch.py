"""``brochure watch``: builds what each save changes, and tells of it, until it is stopped."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic

from brochure.approval.objections import Objections
from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, cap_findings, pluralize
from brochure.base.interrupt import obey_interrupt
from brochure.base.plain_file import real_path
from brochure.base.printable import join_lines, put_on_one_line
from brochure.base.sheet_geometry import PaperName
from brochure.base.store import Store
from brochure.base.store_layout import STORE
from brochure.base.vetting import Vetting
from brochure.build.build import Request
from brochure.build.claim import output_of
from brochure.build.inputs import Inputs
from brochure.build.job import Built
from brochure.build.rebuild import Blocked, Drawn, Rebuilder, Undrawn
from brochure.build.report import built_text, finding_text, findings_text, kept_texts, relative_name
from brochure.commands.file_events import FileEvents
from brochure.commands.names import check_content_name
from brochure.commands.request import put_on_paper
from brochure.commands.tidying import stale_text, tidy_output
from brochure.content.load import LoadedContent
from brochure.selection.duties import load_checked_content

_LOOK_SECONDS = 2.0  # for what the system does not tell of
_WRONG_CALL = 2  # which content may make of a call that was right: it dropped a sheet
_MOMENT_SECONDS = 0.5  # in which an editor that replaces a file puts the new one there


@dataclass(frozen=True)
class WatchLine:
    """Something to tell at once; why nothing can be done for now is a failure."""

    text: str
    failure: bool = False


def run_watch(options: argparse.Namespace) -> Iterator[WatchLine]:
    """Build all that is not up to date, then what each save changes; tell of it as it happens.

    It ends when it is stopped. Raises BrochureError for a wrong call (exit 2), and where the
    program itself has changed (exit 3).
    """
    check_content_name(options.content, options.command)
    content: Path = real_path(options.content)
    project = content.parent
    if not content.is_file():
        hint = "Name the content file, or start in its folder."
        raise BrochureError(f"there is no file {options.content}", hint=hint)
    request = Request(
        project,
        output_of(content, options.output),
        only=tuple(options.only),
        channels=tuple(options.channel),
        looks=tuple(options.look),
        objections=Objections(content),
    )
    with (
        FileEvents(Inputs(content)) as events,
        Rebuilder(request, options.pictures) as rebuilder,
        Vetting(Store(request.output / STORE)) as vetting,
    ):
        yield from _Watch(options.content, events, rebuilder, vetting, options.paper).run()


@dataclass
class _Watch:
    """What has been told so far, so that nothing is told twice while it stays as it is."""

    content: Path
    events: FileEvents
    rebuilder: Rebuilder
    vetting: Vetting
    paper: PaperName | None = None
    here: Path = field(default_factory=Path.cwd)
    told: tuple[Finding, ...] = ()
    begun: bool = False
    broken: bool = False
    blocked: str = ""
    stale: str = ""

    def run(self) -> Iterator[WatchLine]:
        """Take turn after turn: read, build what has changed, wait."""
        while True:
            self.events.begin()
            yield from self._turn()
            while not self.events.wait(_LOOK_SECONDS):
                obey_interrupt()
                if self.blocked:
                    break
                if self.rebuilder.has_unwritten:
                    for built in self.rebuilder.write_again():
                        yield self._document(built)

    def _turn(self) -> Iterator[WatchLine]:
        loaded = self._load()
        self.events.also(loaded.reads)
        if self.events.changed.is_set():
            return
        name = relative_name(self.content.absolute(), self.here)
        if loaded.findings != self.told:
            told = cap_findings(loaded.findings)
            yield from (WatchLine(finding_text(finding)) for finding in told)
        changed, self.told = loaded.findings != self.told, loaded.findings
        if loaded.content is None:
            if changed or not self.broken:
                yield WatchLine(
                    f"waiting: {name} cannot be built, see above; files stay as they are."
                )
            self.broken = True
            return
        if self.broken:
            yield WatchLine(f"{name} can be built again.")
        self.broken = False
        try:
            yield from self._build(loaded)
        except BrochureError as error:
            if not self.begun or error.exit_code != _WRONG_CALL:
                raise
            lines = error.message, f"  Fix: {error.hint}"
            yield WatchLine(join_lines(map(put_on_one_line, lines)), failure=True)
        self.begun = True

    def _load(self) -> LoadedContent:
        """Read content; a file that is missing may be about to be replaced."""
        until = monotonic() + _MOMENT_SECONDS
        loaded = load_checked_content(self.content, self.vetting, date.today())
        while any(f.id == "file.missing" for f in loaded.findings) and monotonic() < until:
            self.events.changed.wait(_MOMENT_SECONDS)
            self.events.begin()
            loaded = load_checked_content(self.content, self.vetting, date.today())
        return put_on_paper(loaded, self.paper)

    def _build(self, loaded: LoadedContent) -> Iterator[WatchLine]:
        reported: set[Finding] = set()
        for one in self.rebuilder.build(loaded, self.events.changed):
            if isinstance(one, Blocked):
                yield from self._wait_for(one.error)
                return
            self.blocked = ""
            if isinstance(one, Undrawn):
                yield WatchLine(_undrawn_text(one.error), failure=True)
                continue
            if isinstance(one, Drawn):
                yield WatchLine(_picture_text(one, self.here))
                continue
            yield self._document(one)
            kept = () if one.written else kept_texts(one, self.here)
            for text in findings_text(one.findings, kept, reported):
                yield WatchLine(text)
        self.blocked = ""
        if not self.events.changed.is_set():
            yield WatchLine(_ready_text(self.rebuilder.built))
            yield from self._tell_stale(loaded)

    def _tell_stale(self, loaded: LoadedContent) -> Iterator[WatchLine]:
        """Name what is not of today's content, unless it was named before."""
        rebuilder = self.rebuilder
        try:
            tidied = tidy_output(loaded, rebuilder.request, rebuilder.provenance)
        except BrochureError:  # the folder cannot be had for now; the next turn tells of that
            return
        text = stale_text(tidied, self.here)
        if text and text != self.stale:
            yield WatchLine(text)
        self.stale = text

    def _wait_for(self, error: BrochureError) -> Iterator[WatchLine]:
        """Tell once why nothing can be built; it is tried again and again."""
        if error.message != self.blocked:
            yield WatchLine(f"waiting: {error.message}; tried again until it goes.", failure=True)
        self.blocked = error.message

    def _document(self, built: Built) -> WatchLine:
        first = built_text(built, self.here, panels=False).splitlines()[0]
        return WatchLine(f"{first}, proven and written" if built.written else first)


def _picture_text(drawn: Drawn, here: Path) -> str:
    what = "sheet side" if drawn.of_sheets else "page"
    return f"picture: {relative_name(drawn.file, here)} ({what} {drawn.number}, not proven yet)"


def _undrawn_text(error: BrochureError) -> str:
    fix = (f"  Fix: {error.hint}",) if error.hint else ()
    return join_lines((f"no picture: {error.message}", *fix))


def _ready_text(all_built: Sequence[Built]) -> str:
    good = sum(built.written for built in all_built)
    documents = pluralize(len(all_built), "document")
    if good == len(all_built):
        return f"ready: {documents} up to date, all proven. Save a file to build; Ctrl-C ends."
    return f"ready: {good} of {documents} up to date; why not the others stands above."
