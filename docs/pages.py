"""Write the pages that the code itself tells: docs/preflight.md, docs/proofs.md, README's table.

Run it after a rule, a proof or a tolerance has changed; a test says when that was forgotten.
"""

from pathlib import Path

from brochure.preflight.manual import describe_rules
from brochure.proofs.manual import describe_proofs, tabulate_proofs

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- proofs: written by docs/pages.py -->\n", "<!-- end of proofs -->\n"


def generated_pages() -> dict[Path, str]:
    """Return each page that is written from the code, and what should stand in it."""
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return {
        ROOT / "docs/preflight.md": describe_rules(),
        ROOT / "docs/proofs.md": describe_proofs(),
        readme: f"{before}{BEGIN}{tabulate_proofs()}{END}{after}",
    }


if __name__ == "__main__":
    for page, text in generated_pages().items():
        page.write_text(text, "utf-8")
