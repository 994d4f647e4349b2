"""One message: its headers say what we mean and nothing else, and both texts are the same words."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from brochure.content.load import LoadedContent
from brochure.mail.message import Letter, Stamp, compose_message
from brochure.mail.recipients import Recipient
from tests.mail.letters import SENDER, TINY, letter

JANE = Recipient("jane@x.org", "Jane Doe")
STAMP = Stamp(datetime(2026, 11, 3, 9, 30, tzinfo=UTC), "<1@clinic.example>")


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def bodies(message: EmailMessage) -> tuple[str, str]:
    """Return text and HTML of a message."""
    texts = [message.get_body((kind,)) for kind in ("plain", "html")]
    assert texts[0] and texts[1]
    plain, page = (text.get_content().replace("\r\n", "\n") for text in texts if text)
    return plain, page


class _Page(HTMLParser):
    """What a page says, with a line for each block, and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.hrefs: list[str] = []
        self.title = self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} lang={dict(attrs)['lang']}" if tag == "html" else tag)
        self.hrefs.extend(value or "" for name, value in attrs if name == "href")

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["title"] and not self.title:
            self.title = data
        else:
            self.said += data


def test_a_draft_is_for_outlook_to_edit(loaded: LoadedContent) -> None:
    raw = compose_message(letter(loaded), JANE)
    message = parsed(raw)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Jane Doe <jane@x.org>"
    assert message["From"] == f"CAREolina <{SENDER}>"
    assert message["Subject"] == "Information from CAREolina"
    assert not {"Date", "Message-ID", "Bcc", "Cc"} & set(message.keys())
    assert "From" not in parsed(compose_message(letter(loaded, sender=""), JANE))
    assert b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")


def test_its_parts_are_text_then_html_then_the_pdf(loaded: LoadedContent) -> None:
    message = parsed(compose_message(letter(loaded), JANE))
    assert [part.get_content_type() for part in message.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html"),
        "application/pdf",
    ]
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "CAREolina-Guide-v1.0.pdf"
    assert attachment.get_content() == TINY


@pytest.mark.parametrize("name", ["Ratgeber-für-Sie.pdf", "治疗指南.pdf", f"{'Дом-' * 20}v1.0.pdf"])
@pytest.mark.parametrize("to", [JANE, Recipient("jürgen@x.org")])
def test_a_file_name_of_any_letters_arrives(
    loaded: LoadedContent, name: str, to: Recipient
) -> None:
    """RFC 2231; where an address is international, RFC 6532."""
    one = letter(loaded)
    (attached,) = one.attachments
    raw = compose_message(replace(one, attachments=(replace(attached, name=name),)), to)
    (attachment,) = parsed(raw).iter_attachments()
    assert attachment.get_filename() == name
    headers = raw.partition(b"Content-Disposition")[2].partition(b"\r\n\r\n")[0]
    assert max(map(len, headers.split(b"\r\n"))) <= 998
    assert to is not JANE or headers.isascii()


def test_several_documents_are_spoken_of_as_several(loaded: LoadedContent) -> None:
    one = letter(loaded)
    two = replace(one, attachments=one.attachments * 2)
    assert "attached as a PDF that opens" in bodies(parsed(compose_message(one, JANE)))[0]
    text, page = bodies(parsed(compose_message(two, JANE)))
    assert "attached as PDFs that open" in text
    assert "attached as PDFs that open" in page
    ann = Recipient("ann@x.org", "Ann Lee", greeting="Ms. Lee")
    message = parsed(compose_message(one, ann))
    assert bodies(message)[0].startswith("Hello Ms. Lee,\n")
    assert message["To"] == "Ann Lee <ann@x.org>"


def test_text_and_html_say_the_same_words(loaded: LoadedContent) -> None:
    text, page = bodies(parsed(compose_message(letter(loaded), JANE)))
    read = _Page(page)
    assert read.said.split() == text.split()
    assert read.title == "Information from CAREolina"
    assert "html lang=en-US" in read.tags
    assert text.startswith("Hello Jane Doe,\n\n")
    assert "(336) 999-7116" in text and "{" not in text
    assert bodies(parsed(compose_message(letter(loaded), Recipient("j@x.org"))))[0].startswith(
        "Hello,\n"
    )


def test_on_a_phone_it_is_upright_as_wide_as_the_screen_and_a_touch_calls(
    loaded: LoadedContent,
) -> None:
    _, page = bodies(parsed(compose_message(letter(loaded), JANE)))
    read = _Page(page)
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert "address" not in read.tags, "mail programs set it in italics"
    assert read.hrefs == ["tel:3369997116"] * 2 + ["https://careolinawellness.com"]
    assert 'call us at <a href="tel:3369997116">(336) 999-7116</a> with questions' in page


def test_nothing_a_bystander_sees_tells_what_care_it_is(loaded: LoadedContent) -> None:
    message = parsed(compose_message(letter(loaded), JANE, STAMP))
    shown = " ".join((*map(str, message.values()), *bodies(message))).casefold()
    for word in ("ketamin", "spravato", "depress", "psych"):
        assert word not in shown


def test_the_same_arguments_give_the_same_bytes(loaded: LoadedContent) -> None:
    assert compose_message(letter(loaded), JANE) == compose_message(letter(loaded), JANE)
    sent = compose_message(letter(loaded), JANE, STAMP)
    assert sent == compose_message(letter(loaded), JANE, STAMP)
    message = parsed(sent)
    assert (message["Date"], message["Message-ID"]) == (
        "Tue, 03 Nov 2026 09:30:00 +0000",
        "<1@clinic.example>",
    )
    assert "X-Unsent" not in message


def test_answers_go_where_content_says(loaded: LoadedContent) -> None:
    plain = letter(loaded)
    assert "Reply-To" not in parsed(compose_message(plain, JANE))
    covering = plain.covering.model_copy(update={"reply_to": "care@clinic.example"})
    assert parsed(compose_message(replace(plain, covering=covering), JANE))["Reply-To"] == (
        "care@clinic.example"
    )


def test_a_name_cannot_write_markup(loaded: LoadedContent) -> None:
    _, page = bodies(
        parsed(compose_message(letter(loaded), Recipient("j@x.org", "<b>Jo</b> & {phone}")))
    )
    assert "Hello &lt;b&gt;Jo&lt;/b&gt; &amp; {phone}," in page


def test_an_international_address_is_kept_as_it_is(loaded: LoadedContent) -> None:
    """RFC 6532: the header is UTF-8. Nothing is turned into another spelling of a domain."""
    raw = compose_message(letter(loaded), Recipient("jürgen@straße.example", "Jürgen"))
    assert "To: Jürgen <jürgen@straße.example>\r\n".encode() in raw
    assert b"=?utf-8?" in compose_message(letter(loaded), Recipient("j@x.org", "Jürgen"))


@pytest.fixture(scope="module")
def bare(loaded: LoadedContent) -> Letter:
    """A letter without attachments."""
    return replace(letter(loaded), attachments=())


NAMES = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="@") | st.just(" "))


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@example('O’Neill-Ćwik, Zoë (Jr.); "Zo"')
@example("Doe, Jané")
@example("x" * 100)
@example("é" * 100)
@example('"\\')
@given(NAMES)
def test_whatever_a_name_holds_the_message_goes_to_one_address(bare: Letter, name: str) -> None:
    raw = compose_message(bare, Recipient("jane@x.org", name[:100].strip()))
    message = parsed(raw)
    to: tuple[Address, ...] = message["To"].addresses
    assert [address.addr_spec for address in to] == ["jane@x.org"]
    assert re.sub(r"\s+", "", to[0].display_name) == re.sub(r"\s+", "", name[:100])
    assert set(message.keys()) == {
        *("Subject", "From", "To", "X-Unsent", "Content-Language", "MIME-Version", "Content-Type")
    }
