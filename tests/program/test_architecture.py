"""The shape of the house: imports go one way, toward values; tests mirror the packages."""

import ast
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE, TESTS = ROOT / "brochure", ROOT / "tests"
MOST_LINES_OF_A_MODULE, MOST_LINES_OF_A_FUNCTION = 300, 40
SPEECH = {
    *("print", "input", "exit", "quit", "SystemExit"),
    *("sys.exit", "sys.stdout", "sys.stderr", "os._exit"),
}

with (ROOT / "pyproject.toml").open("rb") as _settings:
    _LINT = tomllib.load(_settings)["tool"]["ruff"]["lint"]
HEAVY = _LINT["flake8-tidy-imports"]["banned-module-level-imports"]

# A package imports only from its left, and from itself. This row is the whole rule.
PACKAGES = (
    *("base", "content", "selection", "wording", "channels", "markup", "layout", "reading"),
    *("preflight", "access", "proofs", "build", "approval", "mail", "commands"),
)

# Folders of tests that are about no package: of one clinic's text, of the whole program, what
# finished pages hold, and damaged files for every reader.
OF_NO_PACKAGE = ("clinics", "program", "expected", "flow", "fuzz")


def name_of(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__") if parts != ("__init__",) else ""


HOUSE = {name_of(file): file for file in PACKAGE.rglob("*.py") if name_of(file)}


def modules_in(program: str) -> set[str]:
    """Return the full names of all that a program imports, in either form."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imports_of(file: Path) -> set[str]:
    """Return which modules of the house a file imports, each by its name below `brochure`."""
    found = modules_in(file.read_text(encoding="utf-8"))
    return {m for m in (name.removeprefix("brochure.") for name in found) if m in HOUSE}


def named_imports(program: str) -> list[str]:
    """Return each call of a program that imports or runs what a string names."""
    calls = (node for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Call))
    names = ("import_module", "__import__", "resolve_name", "run_module", "run_path")
    return [ast.unparse(c) for c in calls if ast.unparse(c.func).rpartition(".")[2] in names]


def speech_in(program: str) -> set[str]:
    """Return by what a program prints, asks or exits: a name, or an attribute of sys and os."""
    said: set[str] = set()
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.ImportFrom) and node.module in ("sys", "os"):
            said |= {f"{node.module}.{a.name}" for a in node.names} & SPEECH
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            said |= {ast.unparse(node)} & SPEECH
    return said


def package_of(module: str) -> str:
    return module.partition(".")[0]


def backward(module: str, imports: set[str]) -> list[str]:
    """Return each import of a module that does not lead to the left, or into its own package."""
    own = PACKAGES.index(package_of(module))
    return [
        f"{module} imports {other}"
        for other in sorted(imports)
        if package_of(other) in PACKAGES and PACKAGES.index(package_of(other)) > own
    ]


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    """Return modules that import each other in a circle, or nothing."""
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        return list(error.args[1])
    return []


def imports_in_house() -> dict[str, set[str]]:
    return {name: imports_of(file) for name, file in HOUSE.items()}


def test_nothing_lies_beside_the_packages() -> None:
    there = {p.name for p in PACKAGE.iterdir()} - {"__pycache__"}
    assert there == {*PACKAGES, "__init__.py", "__main__.py"}


def test_tests_mirror_the_packages() -> None:
    """A folder of tests has the name of a package; every package has one, with tests in it."""
    folders = {p.name for p in TESTS.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert folders == {*PACKAGES, *OF_NO_PACKAGE}
    assert [p for p in PACKAGES if not any((TESTS / p).glob("test_*.py"))] == []
    assert list(TESTS.glob("test_*.py")) == [], "a test lies beside the package that it tests"


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """pytest passes over every ``build``, unless it is told which folders to pass over."""
    over = pytestconfig.getini("norecursedirs")
    assert [p for p in (*PACKAGES, *OF_NO_PACKAGE) for o in over if fnmatch(p, o)] == []
    assert any(fnmatch(".venv", o) for o in over)


def test_the_architecture_page_shows_the_same_row() -> None:
    assert " < ".join(PACKAGES) in (ROOT / "docs/architecture.md").read_text(encoding="utf-8")


def test_a_package_imports_only_from_its_left() -> None:
    house = imports_in_house()
    back = [b for m, i in house.items() if package_of(m) in PACKAGES for b in backward(m, i)]
    assert back == []


def test_a_backward_import_is_seen() -> None:
    assert backward("layout.measure", {"proofs.fit", "base.errors", "layout.tags"}) == [
        "layout.measure imports proofs.fit"
    ]


def test_no_module_imports_itself_by_others() -> None:
    assert circle_in(imports_in_house()) == []
    assert set(circle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == {"a", "b", "c"}


def public_names(file: Path) -> set[str]:
    """Return the public classes and functions that a module defines."""
    return {
        node.name
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    }


def test_no_public_name_stands_for_two_things() -> None:
    owners: dict[str, list[str]] = {}
    for module, file in HOUSE.items():
        for name in public_names(file):
            owners.setdefault(name, []).append(module)
    assert {name: modules for name, modules in owners.items() if len(modules) > 1} == {}


def test_nothing_is_imported_by_a_string() -> None:
    """But for the doctor, who tries packages that may be broken, and the kinds of block, which
    are found by lying in their folder."""
    calls = {
        (module, call)
        for module, file in HOUSE.items()
        for call in named_imports(file.read_text(encoding="utf-8"))
    }
    assert calls == {
        ("commands.doctor", "import_module(module)"),
        ("content.model.blocks", "import_module(f'{__name__}.{found.name}')"),
    }


@pytest.mark.parametrize(
    "call",
    ["import_module('a')", "importlib.import_module(x)", "__import__('a')", "run_module('a')"],
)
def test_an_import_by_a_string_is_seen(call: str) -> None:
    assert named_imports(f"def f():\n    return {call}") == [call]


def test_content_ends_at_selection() -> None:
    """Stages after wording take a selection and a variant, made with the brand’s colours."""
    taken = {
        (module, name)
        for module, file in HOUSE.items()
        if package_of(module) in PACKAGES[PACKAGES.index("wording") + 1 : PACKAGES.index("build")]
        for name in modules_in(file.read_text(encoding="utf-8"))
        if name.startswith("brochure.content.")
    }
    model = "brochure.content.model.brand"
    assert taken == {("channels.channel", model), ("channels.channel", f"{model}.Brand")}


def test_the_engine_has_one_door() -> None:
    """Nothing but `layout.engine` knows WeasyPrint and pydyf at all."""
    using = {
        name_of(file)
        for file in PACKAGE.rglob("*.py")
        for module in modules_in(file.read_text("utf-8"))
        if module.split(".")[0] in ("weasyprint", "pydyf")
    }
    inside = ("boxes", "documents", "line_memo", "pdf_objects", "repaint")
    assert using == {f"layout.engine.{name}" for name in inside}


def test_only_the_command_line_prints_and_exits() -> None:
    for file in PACKAGE.rglob("*.py"):
        if name_of(file) not in ("commands.cli", "__main__"):
            assert speech_in(file.read_text(encoding="utf-8")) == set(), file


@pytest.mark.parametrize(
    ("program", "modules"),
    [
        ("import weasyprint", {"weasyprint"}),
        ("def f():\n    import weasyprint.text as t, os", {"weasyprint.text", "os"}),
        ("from weasyprint.text import ffi", {"weasyprint.text", "weasyprint.text.ffi"}),
        ("from brochure.layout import engine", {"brochure.layout", "brochure.layout.engine"}),
        ("import brochure.commands.cli", {"brochure.commands.cli"}),
        ("weasyprint = 1", set[str]()),
    ],
)
def test_an_import_is_seen_in_every_form(program: str, modules: set[str]) -> None:
    assert modules_in(program) == modules


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("print(1)", "print"),
        ("f(print)", "print"),
        ("sys.exit(1)", "sys.exit"),
        ("from sys import exit as leave", "sys.exit"),
        ("sys.stdout.write('a')", "sys.stdout"),
        ("sys.stderr.write('a')", "sys.stderr"),
        ("from sys import stderr", "sys.stderr"),
        ("raise SystemExit(1)", "SystemExit"),
        ("os._exit(1)", "os._exit"),
        ("input()", "input"),
    ],
)
def test_speech_is_seen_in_every_form(program: str, said: str) -> None:
    assert speech_in(program) == {said}
    assert speech_in("sys.path, os.path, printed(1), page.exit\ninput: int") == set()


def test_only_editions_knows_an_editions_name() -> None:
    for file in PACKAGE.rglob("*.py"):
        if name_of(file) != "base.editions":
            strings = {
                node.value
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
            assert not strings & {"trifold", "guide", "safety-sheet", "booklet"}, file


def test_modules_and_functions_stay_short() -> None:
    for file in PACKAGE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= MOST_LINES_OF_A_MODULE, file
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                assert lines <= MOST_LINES_OF_A_FUNCTION, (
                    f"{file.name}: {node.name} has {lines} lines"
                )


@pytest.mark.parametrize(
    ("arguments", "also_light"),
    [(["check", "content.yaml", "-q"], "fontTools"), (["--version"], "")],
)
def test_check_and_version_start_without_the_engine(arguments: list[str], also_light: str) -> None:
    """Content is read with the alphabets of our fonts, and with nothing else that is heavy."""
    program = (
        "import sys; from brochure.commands.cli import main;\n"
        f"try: code = main({arguments!r})\n"
        "except SystemExit as done: code = done.code\n"
        f"heavy = {set(HEAVY) - {also_light}} & set(sys.modules)\n"
        "print(code, sorted(heavy), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stderr == "0 []\n"
