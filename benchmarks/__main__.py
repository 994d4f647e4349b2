"""Print the table: ``python -m benchmarks [--rows cold,edit] [--rounds 3] [--markdown FILE]``."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.builds import measure_cold, measure_looks, measure_unchanged
from benchmarks.documents import measure_documents
from benchmarks.edits import measure_edits
from benchmarks.layouts import measure_layouts, measure_workers
from benchmarks.memory import measure_memory
from benchmarks.pages import measure_pages
from benchmarks.project import Project, make_project
from benchmarks.table import Row, to_markdown, to_text
from benchmarks.watching import measure_watch
from brochure.base.font_files import use_own_fonts

ROWS: Mapping[str, Callable[[Project, int], Iterator[Row]]] = {
    "cold": measure_cold,
    "looks": measure_looks,
    "unchanged": measure_unchanged,
    "edit": measure_edits,
    "watch": measure_watch,
    "pages": measure_pages,
    "memory": measure_memory,
    "layouts": measure_layouts,
    "documents": measure_documents,
    "workers": measure_workers,
}


def main() -> None:
    """Measure what was asked for, telling each row as it is known, and print the whole table."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--rows", default=",".join(ROWS), help=f"of {', '.join(ROWS)}")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--markdown", type=Path, help="write the table to this file too")
    options = parser.parse_args()
    chosen = options.rows.split(",")
    unknown = [name for name in chosen if name not in ROWS]
    if unknown:
        parser.error(f"there are no rows {', '.join(unknown)}; known: {', '.join(ROWS)}")
    use_own_fonts()  # for what is started here too
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="brochure-benchmarks-") as folder:
        project = make_project(Path(folder))
        for name in chosen:
            for row in ROWS[name](project, options.rounds):
                rows.append(row)
                print("  ".join(filter(None, row.cells())), file=sys.stderr, flush=True)
    print(to_text(rows))
    if options.markdown:
        options.markdown.write_text(to_markdown(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
