"""The checks of meaning -> docs/access.md, for those who want to know why and who says so."""

from brochure.access import ACCESS_CHECKS
from brochure.access.more_looks import ACCESS_LOOKS
from brochure.base.manual import describe_check

_HEAD = """# What a file says to those who hear it

Written by `brochure.access.manual` from the checks themselves; do not edit it by hand.

`brochure check --access FILE.pdf…` lets veraPDF judge any PDF by PDF/UA-1, and holds it to these
checks of its meaning, which veraPDF leaves to people. `--json` answers each of Matterhorn's
conditions for people and each of PAC's quality checks: `pass` (nothing was seen that speaks against
it), `fail`, or `a person must look here`, with pages. Ids are permanent.
"""
_LOOKS = """## Where a person must look
What no program can tell. Each is one line, with its places.

| id | question | source |
|---|---|---|
"""


def describe_access() -> str:
    """Return the document: every check with its reason, and what people must look at."""
    parts = [_HEAD, "## Faults\n"]
    parts += [describe_check(one, f"`{one.id}` ({one.severity})") for one in ACCESS_CHECKS]
    rows = [f"| `{one.id}` | {one.statement} | {one.source} |\n" for one in ACCESS_LOOKS]
    return "\n".join((*parts, _LOOKS + "".join(rows)))
