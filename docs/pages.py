"""Write the pages that the code itself tells: four of docs/, and README's table.

Run it after a rule, a proof or a tolerance has changed; a test says when that was forgotten. With
``--check`` nothing is written: code 1, and the names of pages that are stale, schema.json too.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from brochure.access.manual import describe_access
from brochure.content.schemas import schemas
from brochure.preflight.manual import describe_rules
from brochure.proofs.manual import describe_proofs, tabulate_proofs
from brochure.wording.manual import describe_wording

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- proofs: written by docs/pages.py -->\n", "<!-- end of proofs -->\n"


def generated_pages() -> dict[Path, str]:
    """Return each page that is written from the code, and what should stand in it."""
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return {
        ROOT / "docs/access.md": describe_access(),
        ROOT / "docs/preflight.md": describe_rules(),
        ROOT / "docs/proofs.md": describe_proofs(),
        ROOT / "docs/wording.md": describe_wording(),
        readme: f"{before}{BEGIN}{tabulate_proofs()}{END}{after}",
    }


def stale_pages() -> Iterator[str]:
    """Give what to say of each page that is not as the code has it."""
    for page, text in generated_pages().items():
        if page.read_text("utf-8") != text:
            yield f"{page.relative_to(ROOT)} is stale; run .venv/bin/python docs/pages.py"
    for name, schema in schemas().items():
        if (ROOT / name).read_text("utf-8") != schema:
            yield f"{name} is stale; run ./dev schema"


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit("\n".join(stale_pages()) or 0)
    for page, text in generated_pages().items():
        page.write_text(text, "utf-8")
