"""What `./dev test` runs: style, layout, types, then every test; with arguments, pytest alone.

``--quick`` leaves out types and slow tests (`tests/slow.py`). ``--cov`` runs tests alone, and tells
which part of the branches of the program they have taken.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence

import dev
from tests.ghostscript import environment_with_it

TOOLS = (("ruff", "check"), ("ruff", "format", "--check"), ("pyright", "-p", "pyproject.toml"))

# All cores take part; whoever is idle takes over tests of another.
SHARED = ("-n", "auto", "--dist", "worksteal")

QUICK, COVERED = "--quick", "--cov"
LEAST_COVERED = 93  # percent, of all tests


def steps(arguments: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the commands to run, in order."""
    modules: tuple[tuple[str, ...], ...] = (("pytest", *arguments),)
    if COVERED in arguments:
        modules = _counted(tuple(a for a in arguments if a != COVERED))
    elif not arguments:
        modules = (*TOOLS, ("pytest", *SHARED))
    elif tuple(arguments) == (QUICK,):
        modules = (*(t for t in TOOLS if t[0] == "ruff"), ("pytest", *SHARED, QUICK))
    return tuple((sys.executable, "-m", *module) for module in modules)


def _counted(arguments: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what counts branches, of all tests or of some; only all of them must reach the least.

    The same processors as ever take part, and every process counts (`pyproject.toml`).
    """
    least = () if arguments else (f"--fail-under={LEAST_COVERED}",)
    return (
        ("coverage", "erase"),
        ("coverage", "run", "-m", "pytest", *(arguments or SHARED)),
        ("coverage", "combine", "--quiet"),
        ("coverage", "report", *least),
    )


def first_failure(
    commands: Sequence[Sequence[str]], environment: Mapping[str, str] | None = None
) -> int:
    """Run each command until one fails, and return its exit code."""
    for command in commands:
        print("dev:", *command[2:], file=sys.stderr, flush=True)
        code = subprocess.call(command, env=environment)
        if code:
            return code
    return 0


if __name__ == "__main__":
    try:
        sys.exit(first_failure(steps(sys.argv[1:]), environment_with_it()))
    except dev.SetupError as error:
        dev.say(str(error))
        sys.exit(dev.ENVIRONMENT)
