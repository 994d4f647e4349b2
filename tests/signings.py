"""Signatures under strain: ``python -m tests.signings 100`` (about two minutes).

A process that signs again and again is killed -9 at a random moment, so many times; then two sign
at once, half as often. No signature that was told as done may be missing, none may stand twice, and
the record is whole, or says what was cut off.
"""

import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import sleep

from brochure.approval.record import add_entries, read_record
from tests.approval.entries import signed

ROOT = Path(__file__).resolve().parent.parent
_FEW = 12


def sign_often(content: Path, name: str, number: int) -> None:
    """Sign so often, and tell of each signature once it is on record."""
    for turn in range(number):
        (entry,) = add_entries(content, lambda _, turn=turn: [signed(f"{name} {turn}", "wrote")])
        print(entry.by, flush=True)


def start(content: Path, name: str, number: int) -> "subprocess.Popen[str]":
    """Start a process that signs."""
    call = (sys.executable, "-m", "tests.signings", "sign", str(content), name, str(number))
    return subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def judge(content: Path, told: list[str]) -> str:
    """Say what is wrong with a record after so many were told as done; nothing if nothing is."""
    record = read_record(content)
    names = [entry.by for entry in record.entries if entry.event == "signed"]
    if record.faults:
        return record.faults[0]
    missing = [name for name in told if name not in names]
    twice = [name for name in set(names) if names.count(name) > 1]
    return f"missing {missing}, twice {twice}" if missing or twice else ""


def kill_once(content: Path, chance: random.Random, turn: int) -> str:
    """Kill a process that signs, at a random moment after its first signature."""
    with start(content, f"killed {turn}", 10_000) as process:
        assert process.stdout
        told = [process.stdout.readline().strip()]
        sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        told += [line.strip() for line in process.stdout if line.endswith("\n")]
    return judge(content, [name for name in told if name])


def sign_at_once(content: Path, turn: int) -> str:
    """Let two sign at the same time."""
    both = [start(content, f"{name} {turn}", _FEW) for name in ("one", "other")]
    told = [line for process in both for line in process.communicate()[0].splitlines()]
    wrong = judge(content, told)
    return wrong or ("" if len(told) == 2 * _FEW else f"{len(told)} told of {2 * _FEW}")


def main() -> int:
    """Try so many kills, and half as many pairs; 1 if anything was lost."""
    if sys.argv[1] == "sign":
        sign_often(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
        return 0
    number, chance, wrong = int(sys.argv[1]), random.Random(1), list[str]()
    cut = 0
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(number):
            content = Path(folder) / f"{turn % 10}.yaml"
            wrong.append(kill_once(content, chance, turn))
            cut += bool(read_record(content).chain.torn)
        pairs = [sign_at_once(Path(folder) / "two.yaml", turn) for turn in range(number // 2)]
    lost = [each for each in (*wrong, *pairs) if each]
    print(f"{number} killed, {cut} with a line cut off, {number // 2} pairs, {len(lost)} wrong")
    print("\n".join(lost[:20]))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
