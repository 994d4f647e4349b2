"""What a draft was made from -> one line that is kept about it; its reader has no part in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from brochure.base.fingerprint import fingerprint
from brochure.base.plain_value import entry_of, read_json
from brochure.content.checks.email_privacy import fill_in
from brochure.content.model.content import Content
from brochure.mail.message import Letter, plain_text
from brochure.mail.recipients import Recipient

RELEASED = " @"
_ANYONE = (Recipient("reader@example.org"), Recipient("reader@example.org", "Reader"))


@dataclass(frozen=True)
class DraftOrigin:
    """The fingerprint of a letter's words, and the hash of each document that it carries.

    Documents are named by edition and look, as in ``guide`` and ``guide, readable``; what was
    released with its version, ``guide @1.0``.
    """

    words: str
    attached: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, letter: Letter) -> "DraftOrigin":
        """Return what is kept about the drafts of a letter."""
        attached = {
            one.house_name if letter.draft else f"{one.house_name}{RELEASED}{one.version}": sha256(
                one.pdf
            ).hexdigest()
            for one in letter.attachments
        }
        return cls(hash_words(letter.content), attached)

    def line(self) -> str:
        """Return it in one line."""
        return json.dumps({"words": self.words, "attached": self.attached})

    @classmethod
    def parse(cls, line: str) -> "DraftOrigin | None":
        """Read such a line; None where it is none."""
        try:
            told = read_json(line)
            words, attached = entry_of(told, "words"), entry_of(told, "attached")
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        if not isinstance(attached, dict):
            return None
        return cls(str(words), {name: str(held) for name, held in attached.items()})


def hash_words(content: Content) -> str:
    """Return the fingerprint of the words in which content writes to its readers."""
    if content.email is None:
        return ""
    letter = Letter(content, content.email, ())
    texts = tuple(plain_text(letter, reader) for reader in _ANYONE)
    covering = content.email
    return fingerprint(fill_in(covering.subject, content), covering.reply_to, texts)
