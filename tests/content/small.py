"""A small content with facts: one edition that says them and a sheet that owes them."""

from brochure.content.load import validate_content
from brochure.content.model.content import Content
from brochure.content.yaml.source import Source, parse
from tests.kills import content_of

FACTS = """facts:
  - id: watched
    value: at least 2 hours
    subject: [watch, stay]
    provenance: label
    source: Label, section 5
    status: confirmed
  - id: after-hours
    question: Which number is answered at night?
    typical: (555) 010-0200
    provenance: clinic
    status: to fill in
  - id: emergency
    items: [chest pain, a seizure, trouble breathing]
    provenance: public
    source: Heart association
    status: to confirm

statements:
"""
# What content says before the facts take the place of what is typed.
WATCH, NIGHT, LIST = (
    "Eat soft food for two days.",
    "text: A **dental implant** is a small screw that holds a new tooth.",
    'items: [Infection, "Nerve injury: rare"]',
)
CHANGES = (
    ("statements:\n", FACTS),
    (WATCH, '"{watched} is how long you stay."'),
    (NIGHT, 'text: "At night call {after-hours}."'),
    (LIST, "fact: emergency"),
)

EMAIL = """email:
  provenance: template
  subject: From {clinic}
  greeting: Hello,
  body:
    - Please stay {watched}. {watched} is the rule.
  attach: [guide]

facts:
"""


def with_facts(*changes: tuple[str, str]) -> str:
    """Return the small content with facts in it, and with further `changes`."""
    text = content_of("1.0")
    for old, new in (*CHANGES, *changes):
        assert text.count(old) >= 1, f"the small content no longer holds {old!r}"
        text = text.replace(old, new, 1)
    return text


def read(text: str) -> tuple[Content, Source]:
    """Return a content that is good, and its source."""
    source, faults = parse(text, "content.yaml")
    assert source is not None and not faults
    content, findings = validate_content(source)
    assert content is not None and not findings, findings
    return content, source
