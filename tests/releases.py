"""Released documents, changed at random: ``python -m tests.releases 500`` (seconds for each one).

Each change is made to a copy of a project whose three documents are released. Which of them differ
then is told by a clean build, compared by pypdf's text and PDFium's pixels; just these must lose
their release, and nothing may leave by e-mail that is not marked DRAFT but to the byte what was
released. A changed record or a changed file of a release must be told, and is not handed out.
With ``python -m tests.releases 50 default`` the default content is changed, as if nothing in it
were open; ``--seed N`` begins elsewhere, ``--kind KIND`` tries one kind.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from brochure.approval.verifying import verify
from brochure.base.errors import BrochureError
from brochure.base.font_files import use_own_fonts
from brochure.base.worker import Workers
from tests.release_bench import ROOT, Bench, Verdicts, judge, start
from tests.release_changes import CHANGES, Changed
from tests.release_damage import ALL, DAMAGES, Damage
from tests.release_oracle import Looks, compare, look_at

RELEASED = "released"
_JUDGE = "judge"  # what a process of its own is asked for, where other packages are to be used
KINDS = (*CHANGES, *DAMAGES)
# How often each kind is tried, beside once: those that cost a build of everything are seldom.
_OFTEN = {"words": 8, "titles": 2, "alt texts": 2, "facts": 3, "sources": 2, "rules": 2}
_WEIGHTS = {**_OFTEN, "record": 14, "released PDFs": 10, "beside them": 5}


@dataclass
class Count:
    """What changes of one kind have come to, in documents, and what left."""

    tried: int = 0
    lost: int = 0
    kept: int = 0
    wrongly_kept: int = 0
    wrongly_lost: int = 0
    untold: int = 0
    left: int = 0


@dataclass
class Tally:
    """What a run has come to, by kind, and what was wrong."""

    counts: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    wrong: list[str] = field(default_factory=list[str])

    def note(self, kind: str, differ: frozenset[str], lost: frozenset[str], names: int) -> None:
        """Count documents that lost their release, and those that should have."""
        count = self.counts[kind]
        count.lost += len(lost & differ)
        count.kept += names - len(lost | differ)
        count.wrongly_kept += len(differ - lost)
        count.wrongly_lost += len(lost - differ)

    def table(self) -> str:
        """Return what came of each kind."""
        heads = tuple(name.replace("_", " ") for name in vars(Count()))
        rows = [tuple(vars(count).values()) for count in self.counts.values()]
        total = tuple(map(sum, zip(*rows, strict=True)))
        lines = [f"{'kind':14}" + "".join(f"{head:>14}" for head in heads)]
        for name, row in zip((*self.counts, "all"), (*rows, total), strict=True):
            lines.append(f"{name:14}" + "".join(f"{number:14}" for number in row))
        return "\n".join(lines)


def try_one(bench: Bench, kind: str, tally: Tally) -> str:
    """Change a copy, and compare what is said of it with what is so; return that in a line."""
    bench.renew()
    tally.counts[kind].tried += 1
    if kind in CHANGES:
        changed = CHANGES[kind](bench)
        verdicts, tickets, after = _ask(bench, changed)
        differ = compare(bench.before, after) | changed.behind
        told = _compare(bench, kind, verdicts, differ, tally, changed.what)
    else:
        changed = DAMAGES[kind](bench)
        told, tickets = _try_damage(bench, kind, changed, tally)
    for name in tickets:
        tally.counts[kind].left += 1
        tally.wrong.append(f"{kind}, {changed.what}: a ticket of a draft is called {name}")
    _see_what_leaves(bench, kind, changed, tally)
    return f"{changed.what}: {told}"


def _compare(
    bench: Bench,
    kind: str,
    verdicts: Verdicts,
    differ: frozenset[str],
    tally: Tally,
    what: str,
) -> str:
    """Compare documents that differ with those that the program takes for released."""
    lost = {name for name in bench.names if verdicts.get(name, ("none", 1))[0] != RELEASED}
    lost = frozenset(lost | ({*bench.names} if not verdicts else set()))
    tally.note(kind, differ, lost, len(bench.names))
    if lost != differ:
        tally.wrong.append(f"{kind}, {what}: lost {sorted(lost)}, differ {sorted(differ)}")
    for name in lost:
        if name in verdicts and not verdicts[name][1]:
            tally.counts[kind].wrongly_kept += 1
            tally.wrong.append(f"{kind}, {what}: {name} would be released as it is")
    return f"lost {', '.join(sorted(lost)) or 'none'}"


def _ask(bench: Bench, changed: Changed) -> tuple[Verdicts, list[str], Looks]:
    """Return what the program says of the copy, and how a clean build looks."""
    if changed.packages:
        return _ask_elsewhere(bench, changed.packages)
    try:
        verdicts, tickets = judge(bench.content, bench.names, bench.workers)
    except BrochureError as error:
        raise AssertionError(f"{changed.what}: {error.message}") from error
    after = look_at(bench.content, bench.names, bench.workers, changed.every_file)
    return verdicts, tickets, after


def _ask_elsewhere(bench: Bench, packages: Path) -> tuple[Verdicts, list[str], Looks]:
    """Ask a process that has these packages before ours, as after an installation."""
    places = os.pathsep.join((str(packages), str(ROOT)))
    around = {**os.environ, "PYTHONPATH": places, "XDG_CACHE_HOME": str(bench.folder / "cache")}
    call = (sys.executable, "-m", "tests.releases", _JUDGE, str(bench.content), *bench.names)
    done = subprocess.run(call, cwd=ROOT, env=around, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    verdicts = {name: (kind, lacks) for name, (kind, lacks) in told["verdicts"].items()}
    return verdicts, told["tickets"], told["looks"]


def _judge_for_another(content: Path, names: Sequence[str]) -> None:
    use_own_fonts()
    with start() as workers:
        verdicts, tickets = judge(content, names, workers)
        looks = look_at(content, names, workers)
    print(json.dumps({"verdicts": verdicts, "tickets": tickets, "looks": looks}))


def _try_damage(bench: Bench, kind: str, damage: Damage, tally: Tally) -> tuple[str, list[str]]:
    """See that it is told, and who loses a release by it; return that and tickets of drafts."""
    told, tickets = "", list[str]()
    record, faults = verify(bench.content, bench.copy / "output")
    if damage.told and not (faults or record.unsealed or record.chain.torn):
        tally.counts[kind].untold += 1
        tally.wrong.append(f"{kind}, {damage.what}: not told")
    if damage.differ is None:
        return faults[0].what if faults else "nothing told", tickets
    if damage.packages:
        verdicts, tickets, _ = _ask_elsewhere(bench, damage.packages)
    else:
        verdicts, tickets = judge(bench.content, bench.names, bench.workers)
    told = _compare(bench, kind, verdicts, damage.differ, tally, damage.what)
    return told, tickets


def _see_what_leaves(bench: Bench, kind: str, changed: Changed | Damage, tally: Tally) -> None:
    name, look = getattr(changed, "stopped", ("", ""))
    if (name, look) == ALL or not name:
        stopped = bool(name)
        mailed = [one for one, files in bench.before.items() if "screen" in files]
        name, look = bench.random.choice(mailed), "standard"
    else:
        stopped = True
    wrong = bench.unapproved(name, look)
    if stopped:
        wrong += [called for called, _ in bench.leaves(name, look)]
    for called in wrong:
        tally.counts[kind].left += 1
        tally.wrong.append(f"{kind}, {changed.what}: {called} leaves")


def run(number: int, seed: int, is_default: bool, kinds: Sequence[str], workers: Workers) -> Tally:
    """Try so many changes, of each kind at least one where there is room."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), seed, is_default, workers)
        bench.begin()
        often = [kind for kind in kinds for _ in range(_WEIGHTS.get(kind, 1))]
        for turn in range(number):
            kind = kinds[turn] if turn < len(kinds) else bench.random.choice(often)
            begun = monotonic()
            told = try_one(bench, kind, tally)
            mark = "" if not tally.wrong else f" ({len(tally.wrong)} wrong so far)"
            print(f"{turn + 1} {kind}: {told}; {monotonic() - begun:.1f} s{mark}", flush=True)
    return tally


def main() -> int:
    """Try so many changes; 1 if any went otherwise than a clean build shows."""
    if sys.argv[1:2] == [_JUDGE]:
        _judge_for_another(Path(sys.argv[2]), sys.argv[3:])
        return 0
    parser = argparse.ArgumentParser("python -m tests.releases", description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("content", nargs="?", choices=["small", "default"], default="small")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, action="append")
    options = parser.parse_args()
    use_own_fonts()
    is_default = options.content == "default"
    with start() as workers:
        tally = run(options.number, options.seed, is_default, options.kind or KINDS, workers)
    print("\n".join(tally.wrong))
    print(tally.table())
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
