"""A guide of two pages, of ten, of two hundred: what a page costs beside the engine alone.

As a command it makes one such guide with all proofs and keeps its HTML:
``python -m benchmarks.pages CONTENT HTML``; it prints how many pages there are.
"""

import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from benchmarks.measure import ROOT, program_environment, run_command, run_in_turn
from benchmarks.peers import weasyprint
from benchmarks.project import Project
from benchmarks.table import Row

_REPEATED = ("how-it-works", "ketamine-and-esketamine", "who-might-benefit", "what-to-expect")
_TIMES = (0, 2, 12, 24, 48)


def measure_pages(project: Project, rounds: int) -> Iterator[Row]:
    """Measure guides whose sections are repeated, each a page, proofs and start of a process in."""
    for times in _TIMES:
        folder = project.folder.with_name(f"pages-{times}")
        folder.mkdir(exist_ok=True)
        content, html = folder / "content.yaml", folder / "guide.html"
        content.write_text(repeat_sections(project.content, times), encoding="utf-8")
        if not (folder / "figures").exists():
            (folder / "figures").symlink_to(project.folder / "figures")
        module = (sys.executable, "-P", "-m", "benchmarks.pages")
        command = (*module, str(content), str(html))
        make = partial(run_command, command, ROOT, program_environment())
        count = int(make().said.split()[-1])  # leaves the HTML
        ours, theirs = run_in_turn(rounds, make, partial(weasyprint, html))
        name = "1 weasyprint command"
        cpu = tuple(tuple(run.cpu_s / count for run in runs) for runs in (ours, theirs))
        yield Row("pages", f"{count} pages, CPU a page", cpu[0], name, cpu[1])


def repeat_sections(content: Path, times: int) -> str:
    """Return content whose guide says these sections so many times, each under another name."""
    raw: Any = yaml.safe_load(content.read_text(encoding="utf-8"))
    sections = {section["id"]: section for section in raw["sections"]}
    guide = raw["editions"]["guide"]
    guide["owes"] = {"statements": []}
    flow: list[Any] = [{"statement": "educational-only"}]
    guide["panels"]["flow"] = flow
    for number in range(times):
        for name in _REPEATED:
            raw["sections"].append(deepcopy({**sections[name], "id": f"{name}-{number}"}))
            flow.append(f"{name}-{number}")
    return yaml.safe_dump(raw, sort_keys=False, allow_unicode=True)


def make_guide(content: Path, html: Path) -> int:
    """Make and prove the guide of any length, keep its HTML, and return how many pages it has."""
    from brochure.base.editions import GUIDE
    from brochure.build.build import make_in_worker
    from brochure.build.job import Job
    from brochure.content.load import load_content

    loaded = load_content(content)
    assert loaded.content, loaded.findings
    edition = replace(GUIDE, pages=(1, 1000))
    file = content.with_name("guide.pdf")
    project = content.parent
    job = Job(loaded.content, edition, "screen", "standard", project, file, keep_html=True)
    made = make_in_worker(job)
    assert made.html, made.built.findings
    html.write_bytes(made.html[0][1])
    return made.built.pages


if __name__ == "__main__":
    print(make_guide(Path(sys.argv[1]), Path(sys.argv[2])))
