"""The words that cover an e-mailed document: subject, greeting and body, and what is attached."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from brochure.base.finding import ContentPath
from brochure.content.model.clinic import MailAddress
from brochure.content.model.facts import REFERENCE
from brochure.content.model.wording import Part, Provenance, Shorthand, Slug, Unset

LONGEST_SUBJECT = 78  # RFC 5322, 2.1.1: more is cut off in most lists of messages
LONGEST_FILE_NAME = 40
_BRACED = re.compile(r"\{[^{}]*\}|[{}]")


def _only(*allowed: str) -> AfterValidator:
    """Refuse every ``{word}`` but those that are filled in."""

    def check(value: str) -> str:
        for found in _BRACED.findall(value):
            if found not in allowed:
                raise ValueError(
                    f'holds "{found}", which nothing is filled in for'
                    f" | Write {' or '.join(allowed)}, or leave the brace out."
                )
        return value

    return AfterValidator(check)


def _short(value: str) -> str:
    if len(value) > LONGEST_SUBJECT:
        raise ValueError(
            f"has {len(value)} letters; {LONGEST_SUBJECT} are shown in a list of messages | Cut it."
        )
    return value


def _one_line(value: str) -> str:
    if not value.isprintable():
        raise ValueError("holds a line break or a tab | Write it on one line.")
    return value


def _names(value: str) -> str:
    if "{name}" not in value:
        raise ValueError("names nobody | Write {name} where the name of the reader belongs.")
    return value


def _only_facts(value: str) -> str:
    """Refuse every brace that is no name; whether there is a fact so named is asked later."""
    for found in _BRACED.findall(value):
        if found == "{name}" or not REFERENCE.fullmatch(found):
            raise ValueError(
                f'holds "{found}", which nothing is filled in for'
                " | Write {clinic}, {phone} or the id of a fact, or leave the brace out."
            )
    return value


Filled = Annotated[Unset, _only("{clinic}", "{phone}")]
Subject = Annotated[
    Unset, _only("{clinic}", "{phone}"), AfterValidator(_one_line), AfterValidator(_short)
]
Stated = Annotated[Unset, AfterValidator(_only_facts)]
Named = Annotated[Unset, _only("{clinic}", "{phone}", "{name}"), AfterValidator(_names)]


def _file_name(value: str) -> str:
    """Return a name in Unicode NFC, if Windows, macOS and mail programs can save a file by it."""
    name = unicodedata.normalize("NFC", value)
    kinds = {unicodedata.category(sign)[0] for sign in name if sign not in " -"}
    if not 0 < len(name) <= LONGEST_FILE_NAME or kinds - set("LMN") or not name[0].isalnum():
        raise ValueError(
            f'"{value}" is not a name for a file'
            f" | Write up to {LONGEST_FILE_NAME} letters, digits, spaces and hyphens: Guide."
        )
    return name


FileName = Annotated[
    str,
    AfterValidator(_file_name),
    Field(json_schema_extra={"pattern": r"""^[^\\/:*?"<>|.]{1,40}$"""}),
]


class BodyText(Shorthand):
    """A paragraph of the message; `several` is said where more than one document is attached.

    A bare string in YAML is said however many there are.
    """

    shorthand: ClassVar[str] = "one"
    one: Stated
    several: Stated | None = None


class Covering(Part):
    """The message around e-mailed documents; a bystander must not learn from it what care it is.

    `{clinic}` stands for the short name of the clinic, `{phone}` for its number, `{name}` in
    `greeting_by_name` for the reader's; in the body facts may be named too. `attach` names the
    editions that are sent unless others are asked for, `file_names` what each is called in the
    message (else its control number), `look_names` what is added to that where it comes in another
    look (else the look's name), and `private_words` what no subject, greeting, body or file name
    may hold.
    """

    provenance: Provenance
    source: str = ""
    subject: Subject
    greeting: Filled
    greeting_by_name: Named | None = None
    body: tuple[BodyText, ...] = Field(min_length=1)
    attach: tuple[Slug, ...] = Field(min_length=1)
    file_names: dict[str, FileName] = Field(default_factory=dict)
    look_names: dict[str, FileName] = Field(default_factory=dict)
    reply_to: MailAddress | None = None
    private_words: tuple[Unset, ...] = ()

    def body_for(self, documents: int) -> tuple[str, ...]:
        """Return the paragraphs of a message to which so many documents are attached."""
        return tuple((documents > 1 and text.several) or text.one for text in self.body)

    def body_texts(self) -> Iterator[tuple[ContentPath, str]]:
        """Give every text of the body with its content path, whatever is attached."""
        for index, text in enumerate(self.body):
            path: ContentPath = ("email", "body", index)
            if text.several is None:
                yield path, text.one
            else:
                yield (*path, "one"), text.one
                yield (*path, "several"), text.several
