"""What workers cost and gain: a whole build in workers against the same documents in one process.

Run ``.venv/bin/python benchmarks/workers.py``. Each way is a command of its own, timed in turn, its
start and the import of the engine included; the ratio is what counts.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
ONE_PROCESS = """if True:
    import sys
    from pathlib import Path
    from brochure import build, worker
    from brochure.content import load
    worker.run = lambda function, jobs, limits: map(function, jobs)
    request = build.Request(Path.cwd(), Path(sys.argv[1]))
    assert all(built.written for built in build.build(load(Path("content.yaml")), request))
"""


def seconds(*command: str) -> float:
    """Run a command to its end and return how long it took."""
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return perf_counter() - start


def main() -> None:
    """Print the median time of both ways, and their ratio."""
    workers: list[float] = []
    alone: list[float] = []
    with TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            workers.append(seconds(sys.executable, "-m", "brochure", "build", "-o", folder))
            alone.append(seconds(sys.executable, "-c", ONE_PROCESS, folder))
    ratio = median(workers) / median(alone)
    print(f"workers {median(workers):.2f}s  one process {median(alone):.2f}s  ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
