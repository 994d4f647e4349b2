"""What became of messages -> findings for those who did not get one, and a line that sums up."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from brochure.base.finding import Finding, Location, Severity, pluralize
from brochure.base.printable import MOST_DETAILS
from brochure.build.report import FEW_DETAILS, finding_text
from brochure.mail.journal import Journal
from brochure.mail.message import Letter
from brochure.mail.recipients import Recipient
from brochure.mail.sending import Outcome, Pause

_SAID = {
    "unknown": (
        "nobody knows whether the message to {told} arrived; it is not sent again by itself",
        "Ask the reader. --resend-unknown sends it again, perhaps a second time;"
        " --only sends documents that were not in it.",
    ),
    "refused": (
        "the mail server refuses {told}{code}",
        "Check the address in your records; --retry-refused tries it again.",
    ),
    "later": (
        "{told} was put off by the mail server; nothing was sent to it",
        "Run the same command again later: nobody gets the message twice.",
    ),
    "unfit": (
        "{told} has letters that this mail server cannot send to",
        "Ask the reader for an address in plain letters, or write a draft and send it by hand.",
    ),
}
_OTHER_PAGES = "{told} got this version of {documents} before, with other pages; not sent again"
_RAISE = "Raise `document: version:` in content.yaml whenever patients get a change."
_TORN = (
    "a record of what was sent was cut off, by a full disk or a power cut;"
    " whoever of that call it may be about counts as unknown"
)
_TORN_EARLIER = (
    "a record of what an earlier version of this program sent was cut off, by a full disk or a"
    " power cut; whoever it may be about counts as unknown, for all documents: it names none"
)
_WORDS = {
    "sent": "sent",
    "before": "sent before",
    "refused": "refused",
    "later": "put off",
    "unknown": "unknown",
    "unfit": "cannot be sent to",
}


def step_text(step: Finding | str) -> str:
    """Return what people are told of one step; of open questions a few, `check` has all."""
    if isinstance(step, str):
        return step
    few = step.id == "email.open-facts"
    return finding_text(step, details=FEW_DETAILS if few else MOST_DETAILS)


def findings_of(outcome: Outcome) -> Iterator[Finding]:
    """Find what is wrong with one outcome; nothing is, where the reader has the message."""
    if outcome.changed:
        what = _OTHER_PAGES.format(
            told=outcome.reader.masked_address, documents=", ".join(outcome.changed)
        )
        yield _finding(outcome.reader, "email.same-version", what, _RAISE, "warning")
    if outcome.state != "sent":
        what, remedy = _SAID[outcome.state]
        code = f" ({outcome.code})" if outcome.code else ""
        text = what.format(told=outcome.reader.masked_address, code=code)
        yield _finding(outcome.reader, f"email.{outcome.state}", text, remedy)


def _finding(
    reader: Recipient, id: str, what: str, remedy: str, severity: Severity = "error"
) -> Finding:
    place = Location(file=reader.file, line=reader.line, column=1 if reader.line else 0)
    return Finding(id, what, remedy, severity, place)


def find_torn_record(
    journal: Journal, letter: Letter, settled: Sequence[Outcome]
) -> Iterator[Finding]:
    """Find that a record of the journal is cut off, where that is new or keeps readers waiting."""
    unknown = (outcome.reader.address for outcome in settled if outcome.state == "unknown")
    pairs = product(unknown, letter.attachments)
    if journal.is_cut or any(journal.doubts(address, one) for address, one in pairs):
        what = _TORN_EARLIER if journal.torn else _TORN
        yield Finding("email.torn-record", what, _SAID["unknown"][1], "warning")


def rest_text(readers: int) -> Iterator[str]:
    """Say how many readers get a part of the documents, having the others."""
    if readers:
        yield f"{pluralize(readers, 'reader')}: some of these sent before; only the others go out"


def pause_text(pause: Pause) -> str:
    """Return what is waited for, how long, and that it may be ended."""
    wait = pluralize(round(pause.seconds / 60), "minute")
    return f"{pause.readers} put off; trying again in {wait} (Ctrl-C ends safely)"


def summarize(outcomes: Sequence[Outcome], of: int = 0) -> str:
    """Return ``3 sent, 1 sent before, 1 refused``; of more readers than that, the rest too."""
    sent = ("before" if o.before and o.state == "sent" else o.state for o in outcomes)
    counts = Counter(sent)
    parts = [f"{counts[key]} {word}" for key, word in _WORDS.items() if counts[key]]
    if of > len(outcomes):
        parts.append(f"{of - len(outcomes)} not tried: run the same command again to go on")
    return ", ".join(parts) or "none sent before"
