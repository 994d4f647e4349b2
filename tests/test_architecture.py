"""The shape of the house: imports go one way, toward values; no module grows too long."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "brochure"

# From values to the command line. A module imports only from the ranks before its own, or from
# its own rank further left.
RANKS = (
    ("errors", "finding", "said", "inline"),
    ("yaml_syntax", "yaml_tree", "yaml_source"),
    ("model_walk", "mishap", "plain_words", "explain"),
    ("wording", "blocks", "model", "clinic_facts", "editions"),
    ("assets", "legible", "references", "content"),
    ("printed", "reading", "storage"),
    ("selection", "picker", "pick", "motif", "markup"),
    ("fetcher", "measure", "layout", "channels"),
    ("proofs.alignment", "proofs.words", "proofs.letters", "proofs.pages", "proofs.fit", "proofs"),
    ("build",),
    ("report", "cli", "__main__"),
)


def name_of(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__") if parts != ("__init__",) else ""


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("brochure"):
            inner = (node.module or "").removeprefix("brochure").lstrip(".")
            found |= {inner} if inner else {a.name for a in node.names if a.name != "__version__"}
    return found


def test_imports_go_one_way() -> None:
    order = [module for rank in RANKS for module in rank]
    rank = {module: n for n, module in enumerate(order)}
    files = {name_of(f): f for f in PACKAGE.rglob("*.py") if name_of(f)}
    assert set(files) == set(order), "RANKS names every module"
    back = [
        f"{module} imports {other}"
        for module, file in files.items()
        for other in imports_of(file)
        if rank[other] >= rank[module]
    ]
    assert back == []


def test_only_layout_drives_the_engine() -> None:
    """Fetcher and measure know its types; nothing else knows it at all."""
    using = {
        name_of(file)
        for file in PACKAGE.rglob("*.py")
        if "weasyprint" in {
            (getattr(node, "module", None) or "").split(".")[0]
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
        }
    }  # fmt: skip
    assert using == {"layout", "measure", "fetcher"}


def test_only_the_command_line_prints_and_exits() -> None:
    for file in PACKAGE.rglob("*.py"):
        if name_of(file) not in ("cli", "__main__"):
            calls = {
                node.func.id
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            assert not calls & {"print", "exit", "quit", "input"}, file


def test_only_editions_knows_an_editions_name() -> None:
    for file in PACKAGE.rglob("*.py"):
        if name_of(file) != "editions":
            strings = {
                node.value
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
            assert not strings & {"trifold", "guide", "safety-sheet", "booklet"}, file


def test_modules_and_functions_stay_short() -> None:
    for file in PACKAGE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 310, file
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                assert lines <= 45, f"{file.name}: {node.name} has {lines} lines"


def test_check_reads_content_without_the_engine() -> None:
    program = (
        "import sys; from brochure.cli import main; code = main(['check', 'content.yaml', '-q']);"
        "heavy = {'weasyprint', 'pypdfium2', 'PIL', 'jinja2', 'segno'} & set(sys.modules);"
        "print(code, sorted(heavy))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "0 []\n"
