"""Documents and facts that the clinic's policy names -> a finding for each that there is not."""

from collections.abc import Iterator

from brochure.base.finding import ContentPath, Finding
from brochure.content.checks.fact_names import report_unknown_name
from brochure.content.model.approval import FAST_DETAILS
from brochure.content.partial import PartialContent
from brochure.content.yaml.source import Source


def check_approval_names(known: PartialContent, source: Source) -> Iterator[Finding]:
    """Follow every name; each document may be named once, or nobody knows what it needs."""
    content = known.content
    editions = tuple(content.editions)
    seen: dict[str, int] = {}
    for index, one in enumerate(content.approval.documents):
        for number, name in enumerate(one.documents):
            path: ContentPath = ("approval", "documents", index, "documents", number)
            if name not in editions and known.whole:
                yield report_unknown_name("edition", name, editions, path, source)
            elif name in seen:
                what = f'what "{name}" needs is written twice'
                remedy = "Name each document in one entry."
                yield source.finding("content.approval", path, what, remedy)
            seen[name] = index
        if not one.documents and any(not o.documents for o in content.approval.documents[:index]):
            what = "what all other documents need is written twice"
            remedy = "Keep one entry without `documents:`."
            yield source.finding("content.approval", ("approval", "documents", index), what, remedy)
    lane = content.approval.not_clinical
    facts = (*(fact.id for fact in content.facts), *FAST_DETAILS)
    for index, id in enumerate(lane.facts if lane else ()):
        if id not in facts and "fact" not in known.unsure:
            path = ("approval", "not_clinical", "facts", index)
            yield report_unknown_name("fact", id, facts, path, source)
