"""Wording made up for one check: a document's text without the document."""

from dataclasses import replace
from functools import cache

from brochure.content.load import load_content
from brochure.content.model.content import Content
from brochure.content.model.rules import Rules
from brochure.wording.document_text import DocumentText, TextList, TextUnit, Where
from tests.conftest import ROOT


@cache
def default_content() -> Content:
    """Return the default content, whose editions, sheets and facts are named in tests."""
    content = load_content(ROOT / "content.yaml").content
    assert content
    return content


def rules_of(**parts: object) -> Rules:
    """Return rules that are written as YAML would hold them."""
    return Rules.model_validate(parts)


def unit(
    text: str,
    where: Where = "text",
    path: str = "sections[0].plain",
    owner: str = "title",
    placed: int = 0,
    claim: str = "",
    facts: tuple[str, ...] = (),
    boxed: bool = False,
    panel: str = "flow",
) -> TextUnit:
    """Return one piece of wording."""
    return TextUnit(path, text, where, owner, placed, panel, claim, facts, boxed)


def document(*units: TextUnit, rules: Rules | None = None, name: str = "trifold") -> DocumentText:
    """Return a document that says these, each list of entries a list of its own.

    All of it is seen at once, unless it is given an edition.
    """
    entries = tuple(each.text for each in units if each.where == "entry")
    lists = (TextList(units[0].path, "title", "bullets", entries),) if entries else ()
    return DocumentText(name, default_content(), rules or Rules(), units, lists)


def in_language(text: DocumentText, language: str) -> DocumentText:
    """Return the same as if it were of content in another language."""
    control = text.content.document.model_copy(update={"language": language})
    return replace(text, content=text.content.model_copy(update={"document": control}))
