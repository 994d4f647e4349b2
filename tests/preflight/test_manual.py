"""docs/preflight.md says what the rules say."""

from brochure.preflight import RULES
from brochure.preflight.manual import manual
from tests.conftest import ROOT

FILE = ROOT / "docs/preflight.md"
RENEW = (
    ".venv/bin/python -c 'from brochure.preflight.manual import manual; print(manual(), end=\"\")'"
    " > docs/preflight.md"
)


def test_the_manual_is_fresh() -> None:
    assert FILE.read_text("utf-8") == manual(), f"docs/preflight.md is stale. Run: {RENEW}"


def test_the_manual_has_every_rule_with_its_reason() -> None:
    text = manual()
    for rule in RULES:
        assert f"### `{rule.id}` ({rule.severity})\n{rule.statement}\n" in text
        assert rule.rationale in text and rule.source in text and rule.remedy in text
