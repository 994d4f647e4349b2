"""The way in: ./dev sets up by itself, says in one line what it cannot do, and hands over."""

import ast
import fcntl
import hashlib
import io
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

import dev
from brochure.commands.options import build_parser
from tests.__main__ import SHARED, first_failure, steps
from tests.conftest import ROOT
from tests.ghostscript import with_ghostscript, without_unpacked

BARE_PYTHON = dev.BASE_PYTHON  # the Python that .venv was made from, without its packages

# A line of the lock is a pinned name or a hash: never an index, a link or a host.
LOCK_LINE = re.compile(r"[a-z0-9-]+==[\w.]+( ; [\w.<>=!'() ]+)? \\|    --hash=sha256:\w{64}( \\)?")


needs_pip = pytest.mark.skipif(
    not find_spec("ensurepip"), reason="this Python has no pip of its own"
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """An empty checkout: dev.py, and a lock that asks for what nobody has."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("dev", "dev.py"):
        shutil.copy(ROOT / name, folder / name)
    pin = f"no-such-package==1.0 \\\n    --hash=sha256:{'0' * 64}\n"
    (folder / "requirements.lock").write_text(pin, encoding="utf-8")
    return folder


def call(*command: str | Path, folder: Path, path: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that finds its programs in `path` alone, and no package anywhere."""
    kept = {n: os.environ[n] for n in ("LD_LIBRARY_PATH",) if n in os.environ}
    offline = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
    environment = {"PATH": str(path), "HOME": str(path), **kept, **offline}
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def program(file: Path, script: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def assert_told(run: subprocess.CompletedProcess[str], *words: str) -> None:
    assert run.returncode == dev.ENVIRONMENT
    assert "Traceback" not in run.stderr
    assert run.stdout == ""
    last = run.stderr.splitlines()[-1]
    assert last.startswith("dev: ")
    for word in words:
        assert word in last


# An old Python


def test_dev_parses_on_an_old_python() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_is_refused_in_one_line(checkout: Path, tmp_path: Path) -> None:
    old = (
        "import runpy, sys; sys.version_info = (3, 8, 10, 'final', 0); sys.version = '3.8.10 (x)';"
        "runpy.run_path('dev.py', run_name='__main__')"
    )
    run = call(sys.executable, "-c", old, folder=checkout, path=tmp_path)
    assert_told(run, "needs Python 3.11 or newer, not 3.8.10")
    assert len(run.stderr.splitlines()) == 1


def test_a_newer_python_is_found_behind_an_old_one(checkout: Path, tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    program(programs / "python3", "exit 1")
    program(programs / "python3.12", f'exec "{sys.executable}" "$@"')
    for name in ("dirname", "readlink"):
        (programs / name).symlink_to(shutil.which(name) or "")
    run = call("/bin/sh", checkout / "dev", "help", folder=tmp_path, path=programs)
    assert run.returncode == dev.GOOD
    assert "./dev build" in run.stdout


def test_no_python_at_all_is_told_in_one_line(checkout: Path, tmp_path: Path) -> None:
    run = call("/bin/sh", checkout / "dev", "build", folder=tmp_path, path=tmp_path)
    assert_told(run, "needs Python 3.11 or newer")
    assert len(run.stderr.splitlines()) == 1


def test_the_python_of_a_finished_set_up_is_taken_without_a_search(
    checkout: Path, tmp_path: Path
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("dirname", "readlink"):
        (programs / name).symlink_to(shutil.which(name) or "")
    program(checkout / ".venv" / "bin" / "python", 'echo "$@"')
    run = call("/bin/sh", checkout / "dev", "build", folder=tmp_path, path=programs)
    assert_told(run, "needs Python 3.11 or newer")  # half made: not trusted
    (checkout / ".venv" / dev.STAMP).touch()
    run = call("/bin/sh", checkout / "dev", "build", folder=tmp_path, path=programs)
    assert run.stdout == f"-IS {checkout / 'dev.py'} build\n"


# Help and handing over


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",)])
def test_help_needs_no_set_up(checkout: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    run = call(sys.executable, "dev.py", *arguments, folder=checkout, path=tmp_path)
    assert run.returncode == dev.GOOD
    assert run.stderr == ""
    assert set(re.findall(r"(?m)^ +\./dev (\w+)", run.stdout)) == {
        *("build", "check", "doctor", "COMMAND", "test", "hashes", "setup", "lock")
    }
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("command", "guess"),
    [("biuld", "; did you mean ./dev build?"), ("fax", ""), ("set-up", "setup?")],
)
def test_a_command_that_nobody_knows_is_told_before_any_set_up(
    checkout: Path, tmp_path: Path, command: str, guess: str
) -> None:
    run = call(sys.executable, "dev.py", command, folder=checkout, path=tmp_path)
    told, fix = run.stderr.splitlines()
    assert told.startswith(f"dev: there is no command '{command}'") and told.endswith(guess)
    assert fix.startswith("  Fix: Known: new, build, ")
    assert (run.returncode, run.stdout) == (dev.WRONG_CALL, "")
    assert not (checkout / ".venv").exists()


def test_dev_knows_the_commands_of_brochure() -> None:
    with pytest.raises(SystemExit), redirect_stderr(io.StringIO()) as told:
        build_parser().parse_args(["fax"])
    assert f"Known: {', '.join(dev.COMMANDS)}.\n" in told.getvalue()


def test_a_warm_start_hands_over_in_the_callers_folder(checkout: Path, tmp_path: Path) -> None:
    lock = (checkout / "requirements.lock").read_bytes()
    program(checkout / ".venv" / "bin" / "python", 'echo "$PWD" "$@"; exit 7')
    stamp = checkout / ".venv" / dev.STAMP
    stamp.write_text(dev.stamp_of(lock, dev.THIS_PYTHON), encoding="utf-8")
    file = checkout / "dev.py"
    run = call(sys.executable, file, "build", "my.yaml", "--json", folder=tmp_path, path=tmp_path)
    assert run.stdout == f"{tmp_path} -P -m brochure build my.yaml --json\n"
    assert (run.returncode, run.stderr) == (7, "")


@pytest.mark.parametrize("way", ["the file", "the folder"])
def test_dev_works_through_a_link_and_in_a_folder_of_any_name(
    checkout: Path, tmp_path: Path, way: str
) -> None:
    odd = tmp_path / "Straße mit Löchern — 'x' & (y)"
    checkout.rename(odd)
    link = tmp_path / "link"
    link.symlink_to(odd / "dev" if way == "the file" else odd)
    file = link if way == "the file" else link / "dev"
    run = subprocess.run([file, "help"], cwd="/", capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert "./dev build" in run.stdout


def test_the_doctor_comes_before_any_set_up(checkout: Path, tmp_path: Path) -> None:
    for name in ("brochure", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, checkout / name)
    run = call(BARE_PYTHON, checkout / "dev.py", "doctor", folder=tmp_path, path=tmp_path)
    assert (run.returncode, run.stderr) == (dev.ENVIRONMENT, "")
    assert "missing  weasyprint " in run.stdout
    assert "  Fix: ./dev setup" in run.stdout
    assert not (checkout / ".venv").exists()


# What lies in the folder of whoever calls is not run

EVIL = (
    "python3",
    "python",
    "git",
    "apt-get",
    "sudo",
    "env",
    "true",
    "dirname",
    "readlink",
    "dpkg-deb",
)
MODULES = ("hashlib", "re", "venv", "ensurepip", "pip", "subprocess", "sitecustomize", "json")


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A folder whose programs and modules leave a mark when they are run."""
    folder = tmp_path / "foreign"
    for name in (*EVIL, *(f"bin/{name}" for name in EVIL)):
        program(folder / name, f'echo "$0" >> "{tmp_path}/mark"; exit 1')
    for name in MODULES:
        text = f"open({str(tmp_path / 'mark')!r}, 'a').write('{name}\\n')\nraise SystemExit(1)\n"
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("way", ["dev", "dev.py"])
@pytest.mark.parametrize("command", ["help", "setup", "doctor"])
def test_no_program_or_module_of_the_current_folder_is_run(
    checkout: Path, tmp_path: Path, foreign: Path, command: str, way: str
) -> None:
    programs = tmp_path / "programs"
    (programs / "python3").parent.mkdir()
    (programs / "python3").symlink_to(BARE_PYTHON)
    for name in ("dirname", "readlink"):
        (programs / name).symlink_to(shutil.which(name) or "")
    begin = (
        ("/bin/sh", checkout / "dev") if way == "dev" else (BARE_PYTHON, "-I", checkout / "dev.py")
    )
    kept = {n: os.environ[n] for n in ("LD_LIBRARY_PATH",) if n in os.environ}
    subprocess.run(
        [*map(str, begin), command],
        cwd=foreign,
        env={
            **kept,
            "PATH": f":.:bin:./bin:../foreign:{programs}:",
            "PYTHONPATH": ".:",
            "HOME": str(tmp_path),
            "PIP_NO_INDEX": "1",
            "PIP_CONFIG_FILE": os.devnull,
        },
        capture_output=True,
        check=False,
    )
    assert not (tmp_path / "mark").exists(), (tmp_path / "mark").read_text()


def test_relative_places_are_forgotten_and_no_other() -> None:
    environment = {
        "PATH": "/a::.:b/c:/d:",
        "PYTHONPATH": ":",
        "LD_LIBRARY_PATH": "lib:/e",
        "HOME": "here",
    }
    dev.forget_relative_places(environment)
    assert environment == {"PATH": "/a:/d", "LD_LIBRARY_PATH": "/e", "HOME": "here"}


# Renewing the lock


def wheel_of_uv(folder: Path, does: str) -> str:
    """Write a uv that does this, and return its hash."""
    folder.mkdir()
    file = folder / "uv-9.9-py3-none-any.whl"
    info = "uv-9.9.dist-info"
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr("uv/__init__.py", "")
        wheel.writestr("uv/__main__.py", does)
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: uv\nVersion: 9.9\n")
        tags = "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{info}/WHEEL", tags)
        names = ("uv/__init__.py", "uv/__main__.py", f"{info}/METADATA", f"{info}/WHEEL")
        wheel.writestr(f"{info}/RECORD", "".join(f"{n},,\n" for n in (*names, f"{info}/RECORD")))
    return hashlib.sha256(file.read_bytes()).hexdigest()


@needs_pip
@pytest.mark.parametrize("good", [True, False], ids=["as pinned", "another one"])
def test_the_lock_is_renewed_by_the_uv_that_is_pinned_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good: bool
) -> None:
    mark = tmp_path / "mark"
    pinned = wheel_of_uv(tmp_path / "wheels", f"open({str(mark)!r}, 'a').write('run ')")
    lock = tmp_path / "resolver.lock"
    lock.write_text(f"uv==9.9 --hash=sha256:{pinned if good else '0' * 64}\n", encoding="utf-8")
    venv = tmp_path / "venv"
    subprocess.run([BARE_PYTHON, "-m", "venv", venv], check=True)
    for name, value in (("VENV", venv), ("PYTHON", venv / "bin/python"), ("RESOLVER", lock)):
        monkeypatch.setattr(dev, name, value)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    if good:
        assert dev.renew_lock(()) == 0
        assert mark.read_text() == "run run "
    else:
        with pytest.raises(dev.SetupError, match="pip failed"):
            dev.renew_lock(())
        assert not mark.exists()


# The stamp


def made(venv: Path, lock: bytes, python: str = "cpython-311") -> str:
    program(venv / "bin" / "python", "")
    stamp = dev.stamp_of(lock, python)
    (venv / dev.STAMP).write_text(stamp, encoding="utf-8")
    return stamp


def test_a_finished_set_up_is_not_repeated(tmp_path: Path) -> None:
    assert dev.is_made(tmp_path, made(tmp_path, b"one"))


def test_another_lock_or_python_makes_it_anew(tmp_path: Path) -> None:
    made(tmp_path, b"one")
    assert not dev.is_made(tmp_path, dev.stamp_of(b"two", "cpython-311"))
    assert not dev.is_made(tmp_path, dev.stamp_of(b"one", "cpython-312"))


def test_a_half_made_set_up_is_seen(tmp_path: Path) -> None:
    stamp = made(tmp_path, b"one")
    (tmp_path / "bin" / "python").unlink()
    assert not dev.is_made(tmp_path, stamp), "its Python went away"
    stamp = made(tmp_path, b"one")
    (tmp_path / dev.STAMP).unlink()
    assert not dev.is_made(tmp_path, stamp), "it was interrupted"
    assert not dev.is_made(tmp_path / "none", stamp)


def test_making_it_anew_keeps_only_native_parts(tmp_path: Path) -> None:
    made(tmp_path, b"one")
    (tmp_path / "native" / "usr").mkdir(parents=True)
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib64").symlink_to("lib")
    dev.clear(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["native"]


# What the system lacks


def test_only_what_does_not_load_is_missing() -> None:
    libraries = {**dev.LIBRARIES, "libnone0": "libnone.so.0"}
    assert dev.missing_packages(os.environ, libraries) == ("libnone0",)


def test_libraries_are_tried_again_where_the_loader_may_find_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bool] = []

    def missing(_environment: Mapping[str, str]) -> tuple[str, ...]:
        tried.append(True)
        return ("libnone0",) if len(tried) == 1 else ()

    monkeypatch.setattr(dev, "missing_packages", missing)
    folder = tmp_path / "lib"
    folder.mkdir()
    environment = {"LD_LIBRARY_PATH": str(folder)}
    assert not dev.libraries_load(environment, tmp_path)
    assert [dev.libraries_load(environment, tmp_path) for _ in range(3)] == [True] * 3
    assert len(tried) == (2 if Path("/etc/ld.so.cache").is_file() else 4)
    (folder / "libnew.so").write_bytes(b"")
    before = len(tried)
    assert dev.libraries_load(environment, tmp_path) and len(tried) == before + 1
    assert dev.libraries_load({}, tmp_path) and len(tried) == before + 2


def test_only_what_is_missing_is_planned() -> None:
    venv = "python{}.{}-venv".format(*sys.version_info)
    assert dev.planned(pip=True, missing=()) == ()
    assert dev.planned(pip=True, missing=("libpangoft2-1.0-0",)) == ("libpangoft2-1.0-0",)
    assert dev.planned(pip=False, missing=tuple(dev.LIBRARIES)) == (*dev.LIBRARIES, venv)


def test_the_remedy_is_one_line_to_copy() -> None:
    line = dev.remedy(("libpangoft2-1.0-0", "python3.11-venv"), apt=True)
    assert line.endswith(": sudo apt-get install -y libpangoft2-1.0-0 python3.11-venv")
    for way in ("dnf install pango", "pacman -S pango", "brew install pango"):
        assert way in dev.remedy(("libpangoft2-1.0-0",), apt=False)


def test_a_simulated_install_names_what_to_unpack() -> None:
    plan = (
        "Inst libc6 [2.36-9] (2.36-10 Debian:12/stable [amd64])\n"
        "Inst libc6-i386 (2.36-10 Debian:12/stable [amd64])\n"
        "Inst libpango-1.0-0 (1.50.12 Debian:12/stable [amd64])\n"
        "Inst libthai0:amd64 (0.1.29 Debian:12/stable [amd64])\n"
        "Conf libpango-1.0-0 (1.50.12 Debian:12/stable [amd64])\n"
    )
    assert dev.simulated(plan) == ("libpango-1.0-0", "libthai0:amd64")


@pytest.mark.skipif(sys.platform != "linux", reason="LD_LIBRARY_PATH is Linux")
def test_unpacked_libraries_are_found_first(tmp_path: Path) -> None:
    assert dev.with_native({"A": "1"}, tmp_path) == {"A": "1"}
    folder = tmp_path / "native" / "usr" / "lib" / "x86_64-linux-gnu"
    folder.mkdir(parents=True)
    assert dev.with_native({}, tmp_path) == {"LD_LIBRARY_PATH": str(folder)}
    before = dev.with_native({"LD_LIBRARY_PATH": "/mine"}, tmp_path)
    assert before == {"LD_LIBRARY_PATH": f"{folder}:/mine"}


# What goes wrong is told, never thrown


def test_a_folder_that_cannot_be_written_is_told(checkout: Path, tmp_path: Path) -> None:
    (checkout / ".venv").write_text("in the way", encoding="utf-8")
    run = call(sys.executable, "dev.py", "build", folder=checkout, path=tmp_path)
    assert_told(run, str(checkout / ".venv"), "run again")
    assert len(run.stderr.splitlines()) == 1


def test_a_missing_lock_is_told(checkout: Path, tmp_path: Path) -> None:
    (checkout / "requirements.lock").unlink()
    run = call(sys.executable, "dev.py", "setup", folder=checkout, path=tmp_path)
    assert_told(run, "requirements.lock", "No such file")


def test_packages_that_cannot_be_had_are_told(checkout: Path, tmp_path: Path) -> None:
    run = call(sys.executable, "dev.py", "setup", folder=checkout, path=tmp_path)
    if dev.find_pip(checkout / ".venv"):
        assert_told(run, "pip failed; check network", "run again")
        assert "no-such-package" in run.stderr
    else:  # this Python has no pip of its own, and no apt-get may help here
        assert_told(run, "whichever fits")
    assert not (checkout / ".venv" / dev.STAMP).exists()


def set_up_from(checkout: Path, **environment: str) -> subprocess.Popen[str]:
    """Begin a set-up in a process group of its own, as a terminal does."""
    kept = {n: os.environ[n] for n in ("LD_LIBRARY_PATH",) if n in os.environ}
    return subprocess.Popen(
        [BARE_PYTHON, "dev.py", "setup"],
        cwd=checkout,
        env={"PATH": "", "HOME": str(checkout), **kept, **environment},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.fixture
def index() -> Iterator[socket.socket]:
    """A package index on this machine that takes calls and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        yield server


def address(index: socket.socket) -> str:
    return f"http://127.0.0.1:{index.getsockname()[1]}/"


@needs_pip
def test_a_set_up_that_is_stopped_says_so_and_starts_again(
    checkout: Path, tmp_path: Path, index: socket.socket
) -> None:
    run = set_up_from(checkout, PIP_INDEX_URL=address(index), PIP_CONFIG_FILE=os.devnull)
    asked, _ = index.accept()  # pip is at work now
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=60)
    asked.close()
    assert run.returncode == dev.INTERRUPTED
    assert told.splitlines()[-1] == "dev: stopped; the next call starts this again"
    assert "Traceback" not in told
    assert (checkout / ".venv/bin/python").exists()
    assert not (checkout / ".venv" / dev.STAMP).exists()
    again = call(BARE_PYTHON, "dev.py", "setup", folder=checkout, path=tmp_path)
    assert_told(again, "pip failed; check network")


@needs_pip
def test_no_network_at_the_first_set_up_is_one_line(checkout: Path, index: socket.socket) -> None:
    closed = address(index)
    index.close()
    run = set_up_from(checkout, PIP_INDEX_URL=closed, PIP_CONFIG_FILE=os.devnull, PIP_RETRIES="1")
    _, told = run.communicate(timeout=120)
    assert run.returncode == dev.ENVIRONMENT
    assert told.splitlines() == [
        "dev: installing Python packages into .venv (once, one to three minutes) …",
        "dev: no network answers: connect this once, then run again",
    ]


def test_a_second_set_up_says_that_it_waits(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    folder = os.open(checkout / ".venv", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    run = set_up_from(checkout, PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)
    assert run.stderr is not None
    waits = run.stderr.readline()
    os.close(folder)
    _, told = run.communicate(timeout=120)
    assert waits == "dev: another ./dev is setting up; waiting until it is done …\n"
    assert run.returncode == dev.ENVIRONMENT and told, "it went on when the first was done"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("dpkg-deb: error: Disk quota exceeded", "the disk is full"),
        ("E: Unable to locate package libpangoft2-1.0-0", "no network answers"),
        ("WARNING: Retrying after connection broken by 'X'", "no network answers"),
        ("SSLError: CERTIFICATE_VERIFY_FAILED", "PIP_CERT"),
    ],
)
def test_what_tools_say_at_length_is_told_in_one_line(said: str, told: str) -> None:
    with pytest.raises(dev.SetupError) as raised:
        dev.quietly("/bin/sh", "-c", 'echo "$1"; exit 1', "sh", f"{said}\nmore", hint="\nhint")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


# Windows


def test_windows_is_told_the_way_by_its_own_file() -> None:
    text = (ROOT / "dev.cmd").read_text(encoding="ascii")
    assert text.startswith("@echo off\n") and text.endswith("exit /b 3\n")
    for command in ("wsl --install -d Ubuntu", "./dev build"):
        assert command in text
    spoken = [line for line in text.splitlines() if line.startswith("echo ")]
    assert all(line.endswith(" 1>&2") for line in spoken), "standard output is for programs"
    assert "untried" in text.casefold()


# What is run, and from what


def test_test_runs_every_tool_and_with_arguments_pytest_alone() -> None:
    tools = [" ".join(step[2:]) for step in steps(())]
    assert tools[:3] == ["ruff check", "ruff format --check", "pyright -p pyproject.toml"]
    assert tools[3:] == [f"pytest {' '.join(SHARED)}"]
    assert steps(("-k", "fit")) == ((sys.executable, "-m", "pytest", "-k", "fit"),)


def test_a_quick_test_leaves_out_types_and_slow_tests() -> None:
    tools = [" ".join(step[2:]) for step in steps(("--quick",))]
    assert tools == ["ruff check", "ruff format --check", f"pytest {' '.join(SHARED)} --quick"]
    assert steps(("--quick", "-x")) == ((sys.executable, "-m", "pytest", "--quick", "-x"),)


def test_the_first_step_that_fails_gives_the_exit_code(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    commands = [
        (sys.executable, "-c", "pass"),
        (sys.executable, "-c", "raise SystemExit(4)"),
        (sys.executable, "-c", f"open({str(mark)!r}, 'w')"),
    ]
    assert first_failure(commands) == 4
    assert not mark.exists()
    assert first_failure(commands[:1]) == 0


@pytest.mark.parametrize("lock", ["requirements.lock", "resolver.lock"])
def test_the_lock_holds_names_and_hashes_only(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if not LOCK_LINE.fullmatch(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://mirror.example/simple",
        "--find-links /somewhere",
        "jinja2 @ https://mirror.example/jinja2.whl \\",
        "# from https://mirror.example",
        "jinja2",
    ],
)
def test_no_other_line_passes_for_a_line_of_the_lock(line: str) -> None:
    assert not LOCK_LINE.fullmatch(line)


def test_the_lock_holds_everything_that_is_asked_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*settings["project"]["dependencies"], *settings["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=!~ ]", line)[0] for line in asked}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"(?m)^([a-z0-9-]+)==", lock))
    assert names - locked == set(), "requirements.lock is stale: run ./dev lock"


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else(tmp_path: Path) -> None:
    shutil.copytree(ROOT / ".ci", tmp_path / "checkout" / ".ci")
    program(tmp_path / "checkout" / "dev", 'echo "$PWD" "$0" "$@"')
    run = subprocess.run(
        [tmp_path / "checkout" / ".ci" / "run"], cwd="/", capture_output=True, text=True, check=True
    )
    folder, *command = run.stdout.split()
    assert folder == str(tmp_path / "checkout")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert " ".join(command) in re.findall(r"(?m)^(\./dev test)\b", readme)


def test_an_unpacked_ghostscript_finds_its_own_parts(tmp_path: Path) -> None:
    assert with_ghostscript({"PATH": "/bin"}, tmp_path) == {"PATH": "/bin"}
    usr = tmp_path / "native" / "usr"
    program(usr / "bin" / "gs", "")
    parts = usr / "share" / "ghostscript" / "10.00.0"
    for folder in (parts / "Resource" / "Init", parts / "lib"):
        folder.mkdir(parents=True)
    environment = with_ghostscript({"PATH": "/bin"}, tmp_path)
    assert environment["PATH"] == f"{usr / 'bin'}:/bin"
    assert environment["GS_LIB"] == f"{parts / 'Resource' / 'Init'}:{parts / 'lib'}"


def test_what_was_unpacked_before_is_planned_anew_when_more_is_unpacked(tmp_path: Path) -> None:
    """Ghostscript takes its place; if libraries in it counted as there, they would be lost."""
    folder = tmp_path / "native/usr/lib/x86_64-linux-gnu"
    folder.mkdir(parents=True)
    inside = dev.with_native({"LD_LIBRARY_PATH": "/opt/lib"}, tmp_path)
    assert inside["LD_LIBRARY_PATH"] == f"{folder}:/opt/lib"
    assert without_unpacked(inside, tmp_path)["LD_LIBRARY_PATH"] == "/opt/lib"
    assert without_unpacked({}, tmp_path)["LD_LIBRARY_PATH"] == ""


def _read_terminal(seen: int) -> Iterator[str]:
    """Give what was written to a terminal whose other end is closed."""
    with suppress(OSError):  # how Linux tells its end
        while part := os.read(seen, 10_000):
            yield part.decode()


def test_a_terminal_sees_that_time_goes_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """A set-up may take minutes; what it says itself is kept for the end."""
    seen, written = pty.openpty()
    monkeypatch.setattr(dev, "PATIENCE_SECONDS", 0.1)  # a terminal that nobody reads holds 4 kB
    with os.fdopen(written, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        told = dev.run_patiently(("/bin/sh", "-c", "sleep 0.3; echo done; echo well >&2"))
        assert told == (0, "done\n", "well\n")
    shown = "".join(_read_terminal(seen))
    os.close(seen)
    assert shown.startswith("\rdev: … 0 s") and shown.endswith("\r")
