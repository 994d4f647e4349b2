"""A small content with a ledger of sources: wording cites them, and one edition lists them."""

from brochure.content.model.content import Content
from tests.content.small import read
from tests.kills import content_of

LEDGER = """sources:
  - {id: nhs, status: publisher_only, publisher: NHS, more: 1}
  - {id: leaflet, status: candidate, title: Leaflet on implants}
  - id: review
    status: confirmed
    authors: [Doe J, Roe R]
    title: How long dental implants last
    container: J Made Up
    published: "2023"
    locator: 16(5):742-751
    doi: 10.1000/182
    confirmed_by: Jane Doe, MD
  - {id: spare, status: publisher_only, publisher: Spare}

statements:
"""
LIST = """  - id: sources
    provenance: template
    title: Sources
    blocks:
      - kind: sources
  - id: line
    provenance: template
    title: Sources
    blocks:
      - {kind: publishers, label: "Sources:", show: address}

sheets:
"""
SOFT = "          - Eat soft food for two days.\n"
RINSE = "cite: [{publisher: NHS, more: 1}]"
CHANGES = (
    ("statements:\n", LEDGER),
    ("sheets:\n", LIST),
    (
        SOFT,
        SOFT.replace("- Eat", "- text: Eat")
        + "            claim: {kind: risk, sources: [review]}\n",
    ),
    (RINSE, "claim: {kind: benefit, evidence: human, sources: [nhs, review]}"),
    ("urgent]\n", "urgent, sources]\n"),
)


def with_sources(*changes: tuple[str, str]) -> str:
    """Return the small content with a ledger, and with further `changes`."""
    text = content_of("1.0")
    for old, new in (*CHANGES, *changes):
        assert old in text, f"the small content no longer holds {old!r}"
        # what stands last: the first edition has no list
        before, _, after = text.rpartition(old) if old == "urgent]\n" else text.partition(old)
        text = before + new + after
    return text


def read_sources(*changes: tuple[str, str]) -> Content:
    """Return the same as content; it is good."""
    return read(with_sources(*changes))[0]
