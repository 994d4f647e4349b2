"""``python -m tests.fuzz --minutes 30 [--only svg] [--first N] [--out FOLDER] [--number N]``."""

import argparse
import sys
from pathlib import Path

from tests.fuzz.run import Course, read_numbers, run_target
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Run the targets one after the other, each for its share of the time; 1 if any broke."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30, help="of each target")
    parser.add_argument("--only", nargs="+", choices=[t.name for t in TARGETS], default=[])
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument(
        "--out", type=Path, default=Path("fuzz-found"), help="where inputs are left"
    )
    parser.add_argument("--number", type=int, default=-1, help="read this input alone")
    options = parser.parse_args()
    chosen = [t for t in TARGETS if not options.only or t.name in options.only]
    if options.number >= 0:
        broken = [b for t in chosen for b in read_numbers(t.name, (options.number,))]
        print("\n".join(one.why for one in broken) or "read, or refused")
        return 1 if broken else 0
    courses: list[Course] = []
    for target in chosen:
        course = run_target(target, options.minutes * 60, options.first)
        courses.append(course)
        print(_line(course), flush=True)
        _leave(course, options.out)
    print(f"{sum(course.read for course in courses):,} inputs read")
    return 1 if any(course.broken for course in courses) else 0


def _line(course: Course) -> str:
    rate = course.read / course.seconds if course.seconds else 0
    broke = f"{course.times} broke, in {len(course.broken)} ways" if course.broken else "none broke"
    return f"{course.target.name:<11} {course.read:>9,} inputs, {rate:6.0f}/s: {broke}"


def _leave(course: Course, out: Path) -> None:
    """Write what broke, and how, beside each other."""
    for one in course.broken.values():
        out.mkdir(parents=True, exist_ok=True)
        stem = f"{one.target}-{one.number}"
        (out / f"{stem}.input").write_bytes(course.target.input(one.number))
        (out / f"{stem}.txt").write_text(one.why, encoding="utf-8")
        print(f"  {stem}: {one.kind}")


if __name__ == "__main__":
    sys.exit(main())
