"""docs/preflight.md says what the rules say; that it is fresh, `tests/proofs` asks of all pages."""

from brochure.preflight import RULES
from brochure.preflight.manual import describe_rules


def test_the_manual_has_every_rule_with_its_reason() -> None:
    text = describe_rules()
    for rule in RULES:
        assert f"### `{rule.id}` ({rule.severity})\n{rule.statement}\n" in text
        assert rule.rationale in text and rule.source in text and rule.remedy in text
