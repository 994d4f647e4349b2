"""A document may have a version and a month of issue of its own; else those of all hold."""

from brochure.base.editions import TRIFOLD
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.mail.attachments import attachment_name
from brochure.selection.select import select_content


def with_own(content: Content, edition: str, version: str, issued: str) -> Content:
    own = content.editions[edition].model_copy(update={"version": version, "issued": issued})
    return content.model_copy(update={"editions": {**content.editions, edition: own}})


def test_a_version_of_its_own_is_that_of_one_document(loaded: LoadedContent) -> None:
    assert loaded.content
    content = with_own(loaded.content, "trifold", "1.4", "2026-12")
    said = select_content(content, TRIFOLD)
    assert (said.identity.version, said.identity.issued) == ("1.4", "2026-12")
    assert said.identity.title.endswith("Version 1.4") and "version 1.4" in said.identity.keywords
    told = {label.text: (value.text, value.path) for label, value in said.control}
    assert told["Version"] == ("1.4", "editions.trifold.version")
    assert told["Issued"] == ("December 2026", "editions.trifold.issued")
    assert {content.version_of(name) for name in content.editions if name != "trifold"} == {"1.0"}
    assert attachment_name(content, "guide").endswith("v1.0.pdf")
    guide = with_own(content, "guide", "2.0", "2027-01")
    assert attachment_name(guide, "guide").endswith("v2.0.pdf")
