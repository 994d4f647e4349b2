"""What proof costs: each edition made and proven beside the engine alone, both in this process."""

from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.project import Project
from benchmarks.table import Row


def measure_documents(project: Project, rounds: int) -> Iterator[Row]:
    """Measure each edition in its first channel: processor time, the engine loaded and warm."""
    from brochure.base.font_files import use_own_fonts

    use_own_fonts()
    import weasyprint

    from brochure.build.build import make_in_worker
    from brochure.build.job import Job
    from brochure.content.load import load_content

    page: Any = weasyprint.HTML
    content = load_content(project.content).content
    assert content
    for edition in content.placed_editions():
        channel = edition.channels[0]
        name = f"{channel}/{edition.name}"
        job = Job(content, edition, channel, "standard", project.folder, Path("not-written.pdf"))
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(rounds):
            start = process_time()
            assert make_in_worker(job).output
            ours.append(process_time() - start)
            start = process_time()
            page(filename=str(project.html[name])).write_pdf(pdf_tags=True)
            theirs.append(process_time() - start)
        yield Row("documents", f"{name}, CPU", tuple(ours), "the engine, warm", tuple(theirs))
