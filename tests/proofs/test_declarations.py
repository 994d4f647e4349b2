"""Every proof says what it finds, has a red case, and stands in the pages written from it."""

import ast
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from brochure import proofs
from brochure.access import ACCESS_CHECKS
from brochure.base import tolerances
from brochure.base.check import Check
from brochure.preflight import RULES
from brochure.proofs import PROOFS
from brochure.proofs.meaning import the_file_makes_sense_when_heard
from brochure.proofs.press import a_printer_takes_the_file
from brochure.wording.checks import CONTENT_CHECKS, DOCUMENT_CHECKS
from docs.pages import generated_pages
from tests.conftest import ROOT

HERE = Path(__file__).parent
ID = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")
RULE_IDS = {rule.id for rule in RULES}
MEANING_IDS = {one.id for one in ACCESS_CHECKS}  # cases are in tests/access
WHOLE = (a_printer_takes_the_file, the_file_makes_sense_when_heard)
WORDING_IDS = {check.id for check in (*DOCUMENT_CHECKS, *CONTENT_CHECKS)}
# Found by two proofs: a field that is nowhere, and one that runs off its page.
SHARED = {"contrast.brand", "field.outside"}
# What these find is no error: somebody decides.
DECIDED_BY_PEOPLE = {"access.meaning", "balance.few", "lines.parted", "lines.scrap", "screen.tap"}
# What looks like an id and is a path of content.
PATHS = {"press.condition"}
IDS = {id for proof in PROOFS for id in (proof.id, *proof.finding_ids)} - RULE_IDS - MEANING_IDS


def words_in(folder: Path) -> set[str]:
    """Return every text and every name that stands in the modules of a folder, this one aside."""
    files = (file for file in folder.glob("*.py") if file != Path(__file__))
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {text for text in texts if isinstance(text, str)}


def test_ids_are_each_of_one_proof() -> None:
    assert [id for id in IDS if not ID.fullmatch(id)] == []
    own = Counter(proof.id for proof in PROOFS)
    found = Counter(id for proof in PROOFS for id in proof.finding_ids)
    assert {id for id, times in (own | found).items() if times > 1} == SHARED
    for proof in PROOFS:
        assert proof.id in proof.finding_ids or proof.id not in found, proof.id


def test_ids_are_permanent() -> None:
    """The list grows; what stands in it may be told in someone's notes."""
    noted = (HERE / "permanent_ids.txt").read_text("utf-8").split()
    assert [(a, b) for a, b in pairwise(noted) if a >= b] == []
    known = IDS | RULE_IDS | MEANING_IDS | WORDING_IDS
    assert set(noted) == known, "new ids belong in tests/proofs/permanent_ids.txt"


def test_what_stands_in_the_code_is_declared_and_the_other_way_round() -> None:
    themes = {id.partition(".")[0] for id in IDS}
    written = {t for t in words_in(ROOT / "brochure/proofs") if ID.fullmatch(t)}
    assert {t for t in written if t.partition(".")[0] in themes} - PATHS == IDS


def test_everything_that_is_found_has_a_red_case() -> None:
    """A case names the id that it provokes, or runs the proof that finds one thing only.

    What a press file breaks has its cases in tests/preflight.
    """
    words = words_in(HERE)
    names = {proof.id: n for n, proof in vars(proofs).items() if isinstance(proof, Check)}
    for proof in PROOFS:
        assert names[proof.id] in words, proof.id
        if len(proof.finding_ids) > 1 and proof not in WHOLE:
            assert set(proof.finding_ids) <= words, proof.id
    assert set(a_printer_takes_the_file.finding_ids) == RULE_IDS


def test_every_proof_says_what_it_is() -> None:
    for proof in PROOFS:
        assert proof.statement.endswith(".") and proof.rationale.endswith((".", "”")), proof.id
        assert proof.remedy and proof.source and proof.applies_to.name, proof.id
        assert (proof.severity == "warning") == (proof.id in DECIDED_BY_PEOPLE), proof.id


@pytest.mark.parametrize("page", generated_pages(), ids=lambda page: page.name)
def test_a_page_says_what_the_code_says(page: Path) -> None:
    is_fresh = page.read_text("utf-8") == generated_pages()[page]
    assert is_fresh, f"{page.name} is stale. Run: .venv/bin/python docs/pages.py"


def test_the_page_has_every_proof_and_every_tolerance_with_its_reason() -> None:
    page = generated_pages()[ROOT / "docs/proofs.md"]
    table = generated_pages()[ROOT / "README.md"]
    for proof in PROOFS:
        mild = " (warning)" if proof.id in DECIDED_BY_PEOPLE else ""
        assert f"### `{proof.id}`{mild}\n{proof.statement}\n\n- Why: {proof.rationale}\n" in page
        assert proof.statement in table
    names = [name for name in vars(tolerances) if name.isupper()]
    for name in names:
        assert re.search(rf"\| `{name}` \| [\d. ]+ \| [^|]+\. \|", page), name
    assert page.count("| `") == len(names)


def test_no_tolerance_stands_anywhere_else() -> None:
    """A number with a name for slack or limit stands in the table, in proofs and rules alike."""
    for folder in ("brochure/proofs", "brochure/preflight/rules"):
        for file in (ROOT / folder).glob("*.py"):
            own = re.findall(
                r"(?m)^\w*(?:SLACK|LEAST|MOST)\w* = [\d.]",
                file.read_text("utf-8"),
            )
            assert own == [], file
