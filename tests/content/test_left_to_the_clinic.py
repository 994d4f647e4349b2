"""Lines that the clinic would have to fill in by hand, and a text number that is not there."""

import pytest

from brochure.base.finding import Finding
from brochure.content.checks.left_to_the_clinic import check_left_to_the_clinic
from tests.content.small import read, with_facts

LABEL = "            label: Your medicines\n"
FIELD = "      - id: risks\n        provenance: label"
CONTACT = "- {show: phone}"


def told(*changes: tuple[str, str]) -> list[Finding]:
    text = with_facts(*changes)
    content, source = read(text)
    found = list(check_left_to_the_clinic(content, source))
    assert all(f.severity == "warning" and f.place.line and f.remedy for f in found)
    return found


def labelled(provenance: str) -> tuple[str, str]:
    return (LABEL, f"            label: {{text: Your medicines, provenance: {provenance}}}\n")


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ((), 0),
        ((labelled("clinic"),), 1),
        (((FIELD, FIELD.replace("label", "clinic")),), 1),
        (((FIELD, FIELD.replace("label", "clinic")), labelled("template")), 0),
        (((FIELD, FIELD.replace("label", "clinic")), (LABEL, "")), 1),
    ],
)
def test_a_line_for_what_only_the_clinic_knows_is_told(
    changes: tuple[tuple[str, str], ...], count: int
) -> None:
    """By the provenance of its label, else by that of what it stands in."""
    found = told(*changes)
    assert [f.id for f in found] == ["content.clinic-blank"] * count
    assert all(f.place.path == "sheets[0].fields[0].blocks[1]" for f in found)


def test_a_text_number_that_is_shown_and_not_known_is_told_at_its_line() -> None:
    shown = (
        CONTACT,
        f"{{show: text}}\n          {CONTACT}".replace("{show: text}", "- {show: text}"),
    )
    (finding,) = told(shown)
    assert finding.id == "content.no-text-number"
    assert finding.detail[0].endswith("- {show: text}")
    assert told(shown, ("  phone:", "  text: (555) 010-0300\n  phone:")) == []
    asked = "  text: {status: to fill in, question: Which number takes texts?}\n  phone:"
    assert told(shown, ("  phone:", asked)) == []
