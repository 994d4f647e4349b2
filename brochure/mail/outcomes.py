"""What became of messages -> findings for those who did not get one, and a line that sums up."""

from collections import Counter
from collections.abc import Sequence

from brochure.finding import Finding
from brochure.mail.sending import Outcome

_SAID = {
    "unknown": (
        "nobody knows whether the message to {told} arrived; it is not sent again by itself",
        "Ask the reader. --resend-unknown sends it again, perhaps a second time.",
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
_OTHER_PAGES = (
    "{told} got this version before, with other pages; it is not sent again",
    "Raise `document: version:` in content.yaml whenever patients get a change.",
)
_WORDS = {
    "sent": "sent",
    "before": "sent before",
    "refused": "refused",
    "later": "put off",
    "unknown": "unknown",
    "unfit": "cannot be sent to",
}


def finding_of(outcome: Outcome) -> Finding | None:
    """Return what is wrong with one outcome; nothing is, where the reader has the message."""
    if outcome.state == "sent" and not outcome.changed:
        return None
    what, remedy = _OTHER_PAGES if outcome.changed else _SAID[outcome.state]
    reader = outcome.reader
    code = f" ({outcome.code})" if outcome.code else ""
    return Finding(
        id="email.same-version" if outcome.changed else f"email.{outcome.state}",
        what=what.format(told=reader.told, code=code),
        remedy=remedy,
        severity="warning" if outcome.changed else "error",
        file=reader.file,
        line=reader.line,
        column=1 if reader.line else 0,
    )


def summed_up(outcomes: Sequence[Outcome], of: int = 0) -> str:
    """Return ``3 sent, 1 sent before, 1 refused``; of more readers than that, the rest too."""
    sent = ("before" if o.before and o.state == "sent" else o.state for o in outcomes)
    counts = Counter(sent)
    parts = [f"{counts[key]} {word}" for key, word in _WORDS.items() if counts[key]]
    if of > len(outcomes):
        parts.append(f"{of - len(outcomes)} not tried: run the same command again to go on")
    return ", ".join(parts) or "none sent before"
