"""Set up .venv once, then run a command in it.

  ./dev build      make every PDF and prove it; options follow: ./dev build --help
  ./dev check      read content.yaml and say what is wrong with it
  ./dev doctor     name what this machine lacks; changes nothing
  ./dev COMMAND    any other command of brochure
  ./dev test       ruff, pyright and pytest on all cores; with arguments, pytest alone;
                   with --quick, ruff and what builds no document and starts no program;
                   with --cov, tests alone, and how many branches they take
  ./dev hashes     print the hash of every file that three projects build, in all looks
  ./dev setup      set up and do nothing else (all but doctor do it when needed)
  ./dev lock       renew requirements.lock, and resolver.lock, which pins uv by hash; options
                   go to uv: ./dev lock --upgrade

Setting up takes one to three minutes and a network, once. All is kept in .venv (700 MB): delete it
to start again. Only root, or sudo without a password, gets Debian's libraries by apt-get instead.
"""

import contextlib
import hashlib
import importlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping, MutableMapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

# This file must parse on Python 3.6 to come this far; it needs the standard library only.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write(f"dev: brochure needs Python 3.11 or newer, not {sys.version.split()[0]}\n")
    sys.exit(3)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
RESOLVER = ROOT / "resolver.lock"  # pins uv, which renews both
STAMP = "setup.stamp"
LOADED = "libraries.stamp"
BASE_PYTHON = str(getattr(sys, "_base_executable", sys.executable))  # not one inside .venv
THIS_PYTHON = f"{sys.implementation.cache_tag} {sysconfig.get_platform()}"
PATIENCE_SECONDS = 3.0  # without a word on a terminal
GOOD, WRONG_CALL, ENVIRONMENT, INTERRUPTED = 0, 2, 3, 130

# What can be asked for: of this file, and of brochure, whose parser a test compares with this.
OWN_COMMANDS = ("test", "hashes", "setup", "lock")
COMMANDS = (
    *("new", "build", "watch", "check", "diff", "email", "approve", "release", "printed"),
    *("withdraw", "review", "status", "verify", "schema", "doctor", "completion"),
)

# What WeasyPrint 70 loads, by the Debian package that has it; other libraries come along.
LIBRARIES = {
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}

# Where programs, modules and libraries are looked for.
SEARCHED = (
    *("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    "DYLD_FALLBACK_LIBRARY_PATH",
)

# What pip and apt-get say at length, and what it means.
REASONS = {
    "No space left|Disk quota": "the disk is full: free 900 MB, then run again",
    "CERTIFICATE_VERIFY": "the network's certificate is unknown: name its file in PIP_CERT",
    "connection broken|Unable to locate": "no network answers: connect this once, then run again",
}


class SetupError(Exception):
    """The machine lacks something; the message says what, and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit code; 3 where the machine lacks something."""
    forget_relative_places(os.environ)
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print((__doc__ or "").strip())
        return GOOD
    wrong = what_is_wrong(arguments[0])
    if wrong:
        say(wrong)
        return WRONG_CALL
    try:
        if arguments[0] == "doctor":  # works before, and in spite of, any set-up
            python = PYTHON if PYTHON.exists() else Path(BASE_PYTHON)
            hand_over(python, arguments, {**with_native(os.environ, VENV), "PYTHONPATH": str(ROOT)})
        return run(arguments[0], arguments[1:], set_up())
    except SetupError as error:
        say(str(error))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        say(f"{where}{error.strerror or error}; mend this, then run again")
    except KeyboardInterrupt:
        say("stopped; the next call starts this again")
        return INTERRUPTED
    return ENVIRONMENT


def what_is_wrong(command: str) -> str:
    """Return what to say of a command that nobody knows, before anything is set up for it."""
    known = (*COMMANDS, *OWN_COMMANDS)
    if command in known or command.startswith("-"):
        return ""
    from difflib import get_close_matches  # late: it is needed here alone

    near = get_close_matches(command, known, n=1, cutoff=0.7)
    guess = f"; did you mean ./dev {near[0]}?" if near else ""
    return f"there is no command {command!r}{guess}\n  Fix: Known: {', '.join(known)}."


def forget_relative_places(environment: MutableMapping[str, str]) -> None:
    """Leave out what depends on the current folder: whatever lies there would be run as ours.

    An empty entry, which ``PATH=$PATH:`` makes, means that folder, too.
    """
    for name in SEARCHED:
        if name in environment:
            places = environment[name].split(os.pathsep)
            environment[name] = os.pathsep.join(filter(os.path.isabs, places))
            if name != "PATH" and not environment[name]:
                del environment[name]


def run(command: str, arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command of ours, or hand any other over to brochure, in the caller's folder."""
    if command == "test":
        return subprocess.call((PYTHON, "-m", "tests", *arguments), cwd=ROOT, env=environment)
    if command == "hashes":
        return subprocess.call((PYTHON, "-m", "tests.hashes"), cwd=ROOT, env=environment)
    if command == "lock":
        return renew_lock(arguments)
    if command != "setup":
        hand_over(PYTHON, (command, *arguments), environment)
    say("set up; ./dev build makes the PDFs")
    return GOOD


def hand_over(python: Path, arguments: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    """Become the program; -P, so that no yaml.py in the caller's folder stands in for a library."""
    os.execve(python, (str(python), "-P", "-m", "brochure", *arguments), environment)


def say(text: str) -> None:
    """Tell the person; standard output is for programs."""
    print(f"dev: {text}", file=sys.stderr, flush=True)


def set_up() -> dict[str, str]:
    """Make whatever is missing and return the environment to run in. Raises SetupError."""
    if os.name == "nt":
        raise SetupError("Windows has no Pango of its own: use WSL (dev.cmd tells how)")
    stamp = stamp_of(LOCK.read_bytes(), THIS_PYTHON)
    if is_made(VENV, stamp) and libraries_load(with_native(os.environ, VENV), VENV):
        return with_native(os.environ, VENV)
    import fcntl  # not on Windows

    VENV.mkdir(exist_ok=True)
    folder = os.open(VENV, os.O_RDONLY)  # locked until this process ends or becomes another
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("another ./dev is setting up; waiting until it is done …")
        fcntl.flock(folder, fcntl.LOCK_EX)
    get_native_parts()
    if not is_made(VENV, stamp):
        make_venv(stamp)
    return with_native(os.environ, VENV)


def stamp_of(lock: bytes, python: str) -> str:
    """Return what identifies a finished set-up: the lock's content and the kind of Python."""
    return f"{hashlib.sha256(lock).hexdigest()} {python}"


def is_made(venv: Path, stamp: str) -> bool:
    """Tell whether a set-up of this very lock came to its end; the stamp is written last."""
    python, file = venv / "bin" / "python", venv / STAMP
    return python.exists() and file.is_file() and file.read_text("utf-8") == stamp


def make_venv(stamp: str) -> None:
    """Make .venv anew and fill it from the lock, every file checked by its hash."""
    say("installing Python packages into .venv (once, one to three minutes) …")
    clear(VENV)
    options = () if find_spec("ensurepip") else ("--without-pip",)
    quietly(BASE_PYTHON, "-P", "-m", "venv", *options, str(VENV))
    install("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
    for packages in VENV.glob("lib/python3*/site-packages"):
        link = os.path.relpath(ROOT, packages)  # so that a moved checkout finds itself
        (packages / "brochure-checkout.pth").write_text(f"{link}\n", encoding="utf-8")
    (VENV / STAMP).write_text(stamp, encoding="utf-8")


def clear(venv: Path) -> None:
    """Remove an outdated or half-made environment, stamp first; keep unpacked native parts."""
    (venv / STAMP).unlink(missing_ok=True)
    for entry in venv.iterdir():
        if entry.is_symlink() or not entry.is_dir():
            entry.unlink()
        elif entry.name != "native":
            shutil.rmtree(entry)


def install(*arguments: str) -> None:
    """Run pip. The user's own pip settings (mirror, proxy, certificates) stay in force."""
    hint = "\ndev: pip failed; check network, pip settings (mirror, proxy), free space; run again"
    quietly(str(PYTHON), *find_pip(VENV), "install", "--quiet", *arguments, hint=hint)


def find_pip(venv: Path) -> tuple[str, ...]:
    """Return Python's arguments for pip: the one ensurepip gives, or Debian's that we unpacked."""
    importlib.invalidate_caches()
    if find_spec("ensurepip"):
        return ("-P", "-m", "pip")
    return tuple(f"{wheel}/pip" for wheel in venv.glob("native/usr/share/python-wheels/pip-*.whl"))


def with_native(environment: Mapping[str, str], venv: Path) -> dict[str, str]:
    """Return the environment in which unpacked (Linux) or brewed (macOS, untried) parts load."""
    name = "LD_LIBRARY_PATH"
    folders = [*venv.glob("native/usr/lib/*-linux-gnu*"), *venv.glob("native/lib/*-linux-gnu*")]
    brew = shutil.which("brew") if sys.platform == "darwin" else None
    if brew:
        name = "DYLD_FALLBACK_LIBRARY_PATH"
        folders = [Path(brew).parent.parent / "lib", Path("/usr/local/lib"), Path("/usr/lib")]
    paths = filter(None, [*map(str, folders), environment.get(name)])
    return {**environment, name: os.pathsep.join(paths)} if folders else {**environment}


def libraries_load(environment: Mapping[str, str], venv: Path) -> bool:
    """Tell whether all libraries load; it is tried again where the loader may find others."""
    state, file = loader_state(environment, Path("/etc/ld.so.cache")), venv / LOADED
    if state and file.is_file() and file.read_text("utf-8", "replace") == state:
        return True
    loaded = not missing_packages(environment)
    if state and loaded:
        with contextlib.suppress(OSError):  # it is tried again then
            file.write_text(state, encoding="utf-8")
    return loaded


def loader_state(environment: Mapping[str, str], known: Path) -> str:
    """Return what changes with the libraries of the system, or nothing where it is not known.

    `known` is the loader's list of them, which every installer renews.
    """
    paths = environment.get("LD_LIBRARY_PATH", "")
    folders = [Path(path) for path in paths.split(os.pathsep) if path]
    if not known.is_file() or not all(folder.is_dir() for folder in folders):
        return ""
    times = " ".join(str(folder.stat().st_mtime_ns) for folder in folders)
    return f"{hashlib.sha256(known.read_bytes()).hexdigest()} {paths} {times}"


def missing_packages(
    environment: Mapping[str, str], libraries: Mapping[str, str] = LIBRARIES
) -> tuple[str, ...]:
    """Return the Debian packages of what does not load, tried in a process of its own."""
    program = """if True:
        import ctypes, sys
        for name in sys.argv[1:]:
            try: ctypes.CDLL(name); print(name)
            except OSError: pass
    """
    mac = sys.platform == "darwin"
    names = [n.replace(".so.0", ".0.dylib") if mac else n for n in libraries.values()]
    python = (sys.executable, "-ISc", program, *names)
    loaded = subprocess.run(python, env=environment, capture_output=True, text=True).stdout
    return tuple(p for p, name in zip(libraries, names, strict=True) if name not in loaded.split())


def get_native_parts() -> None:
    """Get the libraries, and pip where Python has none, by apt-get; else say what would."""

    def lacking() -> bool:
        return not find_pip(VENV) or bool(missing_packages(with_native(os.environ, VENV)))

    if not lacking():
        return
    # Planned against the system alone, for unpacking replaces what was unpacked before.
    packages = planned(bool(find_spec("ensurepip")), missing_packages(os.environ))
    apt, told = shutil.which("apt-get") is not None, ""
    for way in (apt_install, apt_unpack) if apt else ():
        try:
            way(packages)
        except SetupError as error:
            told = f"{error}; or "
        if not lacking():
            return
    raise SetupError(told + remedy(packages, apt))


def planned(pip: bool, missing: Sequence[str]) -> tuple[str, ...]:
    """Return the Debian packages to get: Python's own venv package where it has no pip."""
    return (*missing, *(() if pip else ("python{}.{}-venv".format(*sys.version_info),)))


def remedy(packages: Sequence[str], apt: bool) -> str:
    """Return the one line that mends this machine (dnf, pacman and brew are untried)."""
    if apt:
        return f"run once, with a network: sudo apt-get install -y {' '.join(packages)}"
    ways = "dnf install pango harfbuzz python3-pip, pacman -S pango harfbuzz, or brew install pango"
    return f"Pango, HarfBuzz or pip is missing; run once, whichever fits: {ways}"


def apt_install(packages: Sequence[str]) -> None:
    """Install as root, or by sudo if it asks for no password."""
    sudo = () if os.geteuid() == 0 else ("sudo", "-n")
    quietly(*sudo, "true")
    say(f"installing system packages: {' '.join(packages)} (once, half a minute) …")
    # A fresh Ubuntu updates itself at first, and holds the lock for a minute.
    wait = ("-qq", "-o", "DPkg::Lock::Timeout=120")
    apt = (*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *wait)
    run_patiently((*apt, "update"))  # one broken source stops nothing
    quietly(*apt, "install", "-y", "--no-install-recommends", *packages)


def apt_unpack(packages: Sequence[str]) -> None:
    """Download, as anybody, what apt verifies, and unpack it as .venv/native."""
    say("unpacking system libraries into .venv, which needs no root (once, half a minute) …")
    part, home = VENV / "native.part", VENV / "native.part" / "apt"
    shutil.rmtree(part, ignore_errors=True)
    (home / "lists" / "partial").mkdir(parents=True)
    own = (f"Dir::State::Lists={home}/lists", f"Dir::Cache={home}", "Debug::NoLocking=1")
    apt = ("apt-get", "-qq", *(word for option in own for word in ("-o", option)))
    run_patiently((*apt, "update"))
    # Unpacked, a venv package is of no use to Python; the pip inside its dependency is.
    wanted = [re.sub(r"^python3\S*-venv$", "python3-pip-whl", name) for name in packages]
    plan = quietly(*apt, "install", "--simulate", "--no-install-recommends", *wanted)
    quietly(*apt, "download", *simulated(plan), folder=home)
    for deb in sorted(home.glob("*.deb")):
        quietly("dpkg-deb", "-x", str(deb), str(part))
    shutil.rmtree(home)
    shutil.rmtree(VENV / "native", ignore_errors=True)
    part.rename(VENV / "native")


def simulated(plan: str) -> tuple[str, ...]:
    """Return what `apt-get install --simulate` would install, but for a second C library."""
    return tuple(re.findall(r"^Inst (?!libc6\b|libc-bin\b)(\S+)", plan, re.MULTILINE))


def quietly(*command: str, folder: Path = ROOT, hint: str = "") -> str:
    """Run a command and return its output; raise SetupError with what it said last, and a hint.

    It never runs in the folder of whoever calls: Python would find modules there.
    """
    program = shutil.which(command[0])
    if not program:
        raise SetupError(f"{command[0]} is not on this machine")
    code, output, errors = run_patiently((program, *command[1:]), folder)
    if code:
        said = (output + errors).strip() or f"{command[0]} failed"
        reason = next((r for known, r in REASONS.items() if re.search(known, said)), "")
        raise SetupError(reason or "\n".join(said.splitlines()[-4:]) + hint)
    return output


def run_patiently(command: Sequence[str], folder: Path = ROOT) -> tuple[int, str, str]:
    """Run a command and return its code and what it said; a terminal sees that time goes by."""
    begun, shown = time.monotonic(), False
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        errors="replace",
    ) as process:
        while True:
            try:
                output, errors = process.communicate(timeout=PATIENCE_SECONDS)
                break
            except subprocess.TimeoutExpired:
                shown = sys.stderr.isatty()
                if shown:
                    told = f"\rdev: … {time.monotonic() - begun:.0f} s"
                    print(told, end="", file=sys.stderr, flush=True)
    if shown:
        print("\r" + " " * 16 + "\r", end="", file=sys.stderr, flush=True)
    return process.returncode, output, errors


def renew_lock(arguments: Sequence[str]) -> int:
    """Pin what pyproject.toml asks for; versions stay as they are unless uv is told otherwise."""
    say("installing uv into .venv, as resolver.lock has it …")
    install("--require-hashes", "--only-binary", ":all:", "-r", str(RESOLVER))
    say("resolving requirements.lock and resolver.lock …")
    how = ("--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet")
    uv = (str(PYTHON), "-m", "uv", "pip", "compile", *how, "--only-binary", ":all:")
    for what, lock in ((("pyproject.toml", "--group", "dev"), LOCK), (("-",), RESOLVER)):
        command = (*uv, *what, "--python-version", "3.11", "--output-file", str(lock), *arguments)
        code = subprocess.run(command, cwd=ROOT, input=b"uv\n").returncode
        if code:
            return code
    return GOOD


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
