"""``python -m tests.flow [--kind bullets …] [--seed N] [--few]``: each length, kind and edition."""

import argparse
import sys
from collections import Counter

from brochure.base.font_files import use_own_fonts
from tests.flow.documents import KINDS


def main() -> int:
    """Judge document after document, say what is wrong with which; 1 if anything was."""
    parser = argparse.ArgumentParser("python -m tests.flow", description=__doc__)
    parser.add_argument("--kind", nargs="+", choices=list(KINDS), default=[])
    parser.add_argument("--seed", type=int, default=0, help="decides how long texts are")
    parser.add_argument("--few", action="store_true", help="one length of each, not all 60")
    options = parser.parse_args()
    use_own_fonts()
    from tests.flow.sweep import all_cases, judge_case, some_cases

    made, bad, kinds = 0, 0, Counter[str]()
    choose = some_cases if options.few else all_cases
    for case in choose(options.seed, tuple(options.kind)):
        judged = judge_case(case)
        made, bad = made + 1, bad + bool(judged.faults)
        kinds.update(fault.partition(":")[0] for fault in judged.faults)
        for fault in judged.faults:
            print(f"{case}: {fault}", flush=True)
    print(f"{made} documents, {bad} flow badly: {dict(kinds)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
