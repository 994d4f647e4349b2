"""What is left to the clinic on a page -> warnings: lines to write on, a missing text number."""

from collections.abc import Iterator

from brochure.base.calls import write_call
from brochure.base.finding import ContentPath, Finding
from brochure.content.model.blocks.blank import Blank
from brochure.content.model.blocks.contact import ContactItem
from brochure.content.model.content import Content
from brochure.content.model.walk import provenance_at, walk_parts
from brochure.content.model.wording import Part
from brochure.content.yaml.source import Source

_MAKE_A_FACT = (
    "Make it a fact, `status: to fill in`, and name it in braces: drafts show a gap then, and"
    " `{call}` asks for it. If the patient writes here, give the label another provenance."
)
_ADD_TEXT = (
    "Add `text:` under `clinic:`, with `status: to fill in` and a `question:` if it is not known;"
    " or delete this."
)


def check_left_to_the_clinic(content: Content, source: Source) -> Iterator[Finding]:
    """Find lines on which the clinic would have to write, and a text number that nobody knows."""
    parts: dict[ContentPath, Part] = {}
    for path, part in walk_parts(content):
        parts[path] = part
        if isinstance(part, Blank):
            label = part.label.provenance if part.label else None
            if (label or provenance_at(path, parts)) == "clinic":
                what = "a line on a patient's page for what only the clinic knows"
                remedy = _MAKE_A_FACT.format(call=write_call("check", source.file, "--questions"))
                yield source.finding("content.clinic-blank", path, what, remedy, "warning")
        if not isinstance(part, ContactItem):
            continue
        if part.show == "text" and content.clinic.text is None:
            what = "the clinic has no text number, so this is left out of every page"
            yield source.finding("content.no-text-number", path, what, _ADD_TEXT, "warning")
        if part.show in ("fax", "email") and getattr(content.clinic, part.show) is None:
            what = f"the clinic gives no {part.show}, so this is left out of every page"
            remedy = f"Add `{part.show}:` under `clinic:`, or delete this."
            yield source.finding("content.no-contact", path, what, remedy, "warning")
