"""The checks of wording -> docs/wording.md."""

from collections.abc import Iterator

from brochure.base.check import Check
from brochure.base.manual import describe_check
from brochure.wording.checks import CONTENT_CHECKS, DOCUMENT_CHECKS

_HEAD = """# What the words of every document are held to

Written by `brochure.wording.manual` from the checks themselves; do not edit it by hand.

`brochure check content.yaml` tells what must change, what should, and what could be better.

- **What is specific is data.** Drugs, risks, banned and hard words stand in `rules.yaml` beside
  content.yaml (for content.es.yaml it is named rules.es.yaml), and
  [rules.schema.json](../rules.schema.json) helps editors. The program knows none of them.
- **Where rules stand beside content they bind** plain wording, statements, sheets and facts: an
  error keeps a document from being written. The clinic's own words (`text:`) are advised on.
  Without a rule file all of it is advice, and nothing is refused.
- **A finding can be waived** by name, in content.yaml. `check` tells what to write; the waiver
  lapses when the words change, and stands in every report:

```yaml
waivers:
  - check: wording.sentence
    place: off-label        # the id of the section, statement, fact, sheet field or edition
    covers: 1f3a9c02        # the mark of the words, as check tells it
    reason: The sentence is quoted from the label.
    by: Jane Doe, MD
    date: 2026-11-30
```

What wording claims is marked in content: `claim: benefit`, `risk`, `mechanism`, `regulatory`, or
`instruction`, on a section, a statement or one piece of wording. Where the first benefit and the
first risk stand, and how large, is then measured on every finished page
([balance](proofs.md#balance)). How grades are counted: [plain language](plain-language.md).
"""


def describe_wording() -> str:
    """Return the page: every check with its reason, its source and what mends it."""
    checks: tuple[Check[...], ...] = (*DOCUMENT_CHECKS, *CONTENT_CHECKS)
    parts = (describe_check(one, f"`{one.id}` ({one.severity})", _facts(one)) for one in checks)
    return "\n".join((_HEAD, *parts))


def _facts(one: Check[...]) -> Iterator[str]:
    yield f"Applies to: {one.applies_to.name}."
