"""Content, attachments and one reader -> a message: text, the same as HTML, and the PDFs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from markupsafe import Markup, escape

from brochure.base.breaks import without_breaks
from brochure.base.status import DRAFT_MARK
from brochure.content.checks.email_privacy import fill_in
from brochure.content.model.contact_details import ContactDetail, find_contact_detail
from brochure.content.model.content import Content
from brochure.content.model.email import Covering
from brochure.mail.recipients import Recipient

_NOT_FOR_PATIENTS = "what is attached is not approved. Do not pass it on to patients."


@dataclass(frozen=True)
class Attachment:
    """One proven document: the name a reader gets it under, its bytes, and what it is.

    `look` is empty for the standard one.
    """

    name: str
    pdf: bytes = field(repr=False)
    number: str = ""
    version: str = ""
    edition: str = ""
    look: str = ""

    @property
    def house_name(self) -> str:
        """What it is called in the house; its reader never sees that."""
        return f"{self.edition}, {self.look}" if self.look else self.edition


@dataclass(frozen=True)
class Letter:
    """What every message of one call shares. `sender` may be empty in drafts.

    `draft` says that it carries documents that nobody has released: it begins with that.
    """

    content: Content = field(repr=False)
    covering: Covering = field(repr=False)
    attachments: tuple[Attachment, ...]
    sender: str = field(default="", repr=False)
    draft: bool = False


@dataclass(frozen=True)
class Stamp:
    """What a message gets on its way out, and a draft has not: its date and its own id."""

    date: datetime
    id: str


def needs_smtputf8(letter: Letter, to: Recipient) -> bool:
    """Say whether an address holds letters beyond ASCII, so that a server must know SMTPUTF8."""
    return not (to.address + letter.sender).isascii()


def compose_message(letter: Letter, to: Recipient, stamp: Stamp | None = None) -> bytes:
    """Return the message for one reader, with CRLF at every line end: a draft without `stamp`.

    A draft has ``X-Unsent: 1``, at which Outlook opens it for editing, and no date. Same arguments,
    same bytes. Headers follow RFC 5322, or RFC 6532 where an address is international.
    """
    content, covering = letter.content, letter.covering
    policy = SMTPUTF8 if needs_smtputf8(letter, to) else SMTP
    message = EmailMessage(policy=policy)
    message["Subject"] = fill_in(covering.subject, content)
    if letter.sender:
        message["From"] = _mailbox(letter.sender, without_breaks(content.clinic.short_name))
    message["To"] = _mailbox(to.address, to.name)
    if covering.reply_to:
        message["Reply-To"] = _mailbox(covering.reply_to, "")
    if stamp:
        message["Date"] = format_datetime(stamp.date)
        message["Message-ID"] = stamp.id
    else:
        message["X-Unsent"] = "1"
    message.set_content(plain_text(letter, to), cte="quoted-printable")
    message.add_alternative(html_text(letter, to), subtype="html", cte="quoted-printable")
    for one in letter.attachments:
        message.add_attachment(one.pdf, maintype="application", subtype="pdf", filename=one.name)
    message["Content-Language"] = content.document.language
    # "=_" stands in no quoted-printable or base64 text (RFC 2045, 6.7), and chance has no part
    for depth, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"=_part_{depth}")
    return message.as_bytes()


def _mailbox(address: str, name: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(display_name=name, username=local, domain=domain)


def plain_text(letter: Letter, to: Recipient) -> str:
    """Return the message as text: paragraphs, then who writes."""
    signed = "\n".join(line for each in _signature(letter) for line in _lines_of(each))
    return "\n\n".join((*_paragraphs(letter, to), signed)) + "\n"


def html_text(letter: Letter, to: Recipient) -> str:
    """Return the same words as HTML: language, title, paragraphs, and links to call or visit.

    Size and colours are those that its reader has set; it asks for a plain face alone.
    """
    content = letter.content
    phone = find_contact_detail(content, "phone")
    paragraphs_html = Markup("\n").join(
        Markup("<p>{}</p>").format(_link_mentions(text, phone)) for text in _paragraphs(letter, to)
    )
    signed = Markup("<br>\n").join(_link(each) for each in _signature(letter))
    return Markup(
        '<!DOCTYPE html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{}</title>\n</head>\n"
        # mail programs know inline styles alone; without one, some set type as in a book
        '<body style="font-family: Arial, Helvetica, sans-serif; line-height: 1.4">\n'
        "{}\n<p>{}</p>\n</body>\n</html>\n"
    ).format(
        content.document.language,
        fill_in(letter.covering.subject, content),
        paragraphs_html,
        signed,
    )


def _paragraphs(letter: Letter, to: Recipient) -> Iterator[str]:
    covering = letter.covering
    greeting = covering.greeting_by_name if to.greeted_as else None
    if letter.draft:
        yield f"{DRAFT_MARK}: {_NOT_FOR_PATIENTS}"
    body = covering.body_for(len(letter.attachments))
    for text in (greeting or covering.greeting, *body):
        yield " ".join(fill_in(text, letter.content, to.greeted_as).split())


def _signature(letter: Letter) -> Iterator[ContactDetail]:
    content = letter.content
    yield find_contact_detail(content, "name")
    yield find_contact_detail(content, "address")
    yield find_contact_detail(content, "phone")
    yield find_contact_detail(content, "website")


def _lines_of(one: ContactDetail) -> tuple[str, ...]:
    return tuple(without_breaks(line) for line, _ in one.lines)


def _link_mentions(text: str, one: ContactDetail) -> Markup:
    """Return a paragraph in which each mention of a fact leads where the fact does."""
    mentioned = " ".join(one.lines[0][0].split())
    return (
        Markup('<a href="{}">{}</a>')
        .format(one.href, mentioned)
        .join(escape(part) for part in text.split(mentioned))
    )


def _link(one: ContactDetail) -> Markup:
    text = Markup("<br>\n").join(_lines_of(one))
    return Markup('<a href="{}">{}</a>').format(one.href, text) if one.href else text
