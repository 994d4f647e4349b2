"""Names of sources that claims rest on -> a finding for each that stands in no ledger."""

from collections.abc import Iterator

from brochure.base.finding import Finding
from brochure.content.checks.fact_names import report_unknown_name
from brochure.content.model.walk import walk_parts
from brochure.content.model.wording import Claim
from brochure.content.partial import PartialContent
from brochure.content.yaml.source import Source


def check_source_names(known: PartialContent, source: Source) -> Iterator[Finding]:
    """Follow every name; none where the ledger itself could not be read."""
    if "source" in known.unsure:
        return
    ids = tuple(reference.id for reference in known.content.sources)
    for kind in ("statements", "sections", "sheets"):
        for path, part in walk_parts(getattr(known.content, kind), (kind,)):
            for index, id in enumerate(part.sources if isinstance(part, Claim) else ()):
                if id not in ids:
                    yield report_unknown_name("source", id, ids, (*path, "sources", index), source)
