"""What proof costs: a proven document against the engine alone laying out the same pages.

Run ``.venv/bin/python benchmarks/proofs.py``. Each pair is timed in turn, in one process; the ratio
is what counts, for machines are shared and noisy.
"""

from pathlib import Path
from statistics import median
from time import perf_counter

from brochure.base.editions import list_editions
from brochure.base.font_files import use_own_fonts
from brochure.base.looks import STANDARD
from brochure.build.job import Job
from brochure.channels.channels import CHANNELS
from brochure.content.load import load_content
from brochure.selection.select import select_content

use_own_fonts()

from weasyprint import CSS, HTML  # noqa: E402

from brochure.build.document import make_document, variant_of  # noqa: E402
from brochure.markup.render import render_html_page  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5


def main() -> None:
    """Print the median time of both ways for each edition, and their ratio."""
    loaded = load_content(ROOT / "content.yaml")
    content = loaded.content
    assert content, loaded.findings
    print(f"{'edition':24}{'proven':>10}{'engine':>10}{'ratio':>8}")
    for edition in list_editions(sheet.id for sheet in content.sheets):
        channel = CHANNELS[edition.channels[0]]
        file = Path("not-written.pdf")
        job = Job(content, edition, channel.name, STANDARD.name, ROOT, file)
        proven: list[float] = []
        plain: list[float] = []
        for _ in range(ROUNDS):
            start = perf_counter()
            made = make_document(job)
            assert not made.built.findings
            proven.append(perf_counter() - start)
            start = perf_counter()
            page = render_html_page(select_content(content, edition), variant_of(job))
            styles = [CSS(string=style) for style in page.styles]
            HTML(string=page.html).write_pdf(stylesheets=styles, pdf_tags=True)
            plain.append(perf_counter() - start)
        long, short = median(proven), median(plain)
        print(f"{edition.name:24}{long:>9.2f}s{short:>9.2f}s{long / short:>8.1f}")


if __name__ == "__main__":
    main()
