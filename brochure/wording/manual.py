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
  error keeps a document from being written. The clinic's own words (`text:`) are advised on,
  but for those of statements and sheets: they bind too.
  Without a rule file all of it is advice, and nothing is refused.
- **A finding can be waived** by name, in content.yaml. `check --words` tells what to write; the
  waiver lapses when the words change, and stands in every report:

```yaml
waivers:
  - check: wording.sentence
    place: off-label        # the id of the section, statement, fact, source, sheet field or edition
    covers: bf3a9c02        # the mark of the words, as check tells it
    reason: The sentence is quoted from the label.
    by: Jane Doe, MD
    date: 2026-11-30
```

What wording claims is marked in content: `claim: benefit`, `risk`, `mechanism`, `regulatory`, or
`instruction`, on a section, a statement or one piece of wording. Where the first benefit and the
first risk stand, and how large, is then measured on every finished page
([balance](proofs.md#balance)). How grades are counted: [plain language](plain-language.md).

## Sources
A claim says on which evidence it is made, and names its sources by their ids in the ledger,
`sources:` of content.yaml. `brochure check content.yaml --sources` lists each claim with where it
is printed, its evidence, its sources and their status, and marks what is ours and not the clinic's.

```yaml
sources:
  - id: nmda-blockade           # what an article names and nobody has found yet
    status: publisher_only
    publisher: MDPI
    more: 1                     # so many more stood beside it: printed as “MDPI +1”
  - id: implants-review         # it may be what is meant; `confirmed` once somebody has read it
    status: confirmed
    authors: [Doe J, Roe R]
    title: How long dental implants last
    container: J Made Up        # the journal, or the site
    published: 2023             # a year, a month (2023-05) or a day (2023-05-17)
    locator: 16(5):742-751      # volume, issue, pages
    doi: 10.1000/182            # or `url:` and `accessed:`, the day on which somebody looked at it
    confirmed_by: Jane Doe, MD

sections:
  - id: how-long
    blocks:
      - kind: paragraph
        text: Most implants last many years.
        claim: {kind: benefit, evidence: human, sources: [implants-review]}
```

- **Marks** stand behind wording in a document that prints a list (`kind: sources`): one number for
  one source, in the order of first citation, `1,3-5`; raised, in large print `[3]` on the baseline.
  `mark: false` names sources without a mark, as on a cover. What a whole section claims has none.
- **The list** is in the style of the AMA (11th edition), without italics. Of a publisher alone it
  prints what the article printed, and never that a title is missing: that is told to you, here.
- **Without a list** there are no marks. `{kind: publishers, show: address}` prints the clinic's
  website, where the sources stand.
- A risk wants a source that is `confirmed`. What is not, and each publisher without a title, is a
  warning until it is confirmed, or waived with the id of the source as its `place:`.
- `cite: [{publisher: …, more: 1}]` on wording prints a mark without a ledger.
"""


def describe_wording() -> str:
    """Return the page: every check with its reason, its source and what mends it."""
    checks: tuple[Check[...], ...] = (*DOCUMENT_CHECKS, *CONTENT_CHECKS)
    parts = (describe_check(one, f"`{one.id}` ({one.severity})", _facts(one)) for one in checks)
    return "\n".join((_HEAD, *parts))


def _facts(one: Check[...]) -> Iterator[str]:
    yield f"Applies to: {one.applies_to.name}."
