"""The safety sheets: every field, in both drugs' own words; real checkboxes; three signers."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from brochure.content.load import LoadedContent
from brochure.content.model.content import Content, Section, Sheet

# What a sheet must say, field by field, and where each may come from.
FIELDS = {
    "clinic": {"seed"},
    "services": {"clinic"},
    "status": {"seed", "label"},
    "known": {"label"},
    "common-effects": {"seed"},
    "serious-risks": {"label"},
    "do-not-take": {"label"},
    "tell-us-first": {"seed", "label"},
    "before": {"clinic", "label"},
    "during": {"seed"},
    "watched": {"clinic", "label"},
    "ride": {"seed"},
    "driving": {"label"},
    "urgent-help": {"public"},
    "after-hours": {"clinic"},
    "report": {"label"},
    "alternatives": {"template"},
    "voluntary": {"template"},
    "questions": {"template"},
    "signatures": {"template"},
    "purpose": {"template"},
}
SAID = {
    "ketamine": [
        "The FDA has not approved ketamine for any mental health use.",
        "It has not evaluated compounded ketamine.",
        "Compounded or at-home use carries safety risks.",
        "Trained medical staff should supervise.",
        "about 12 in 100 people",
        "Bladder or liver harm with repeated use",
        "for 24 hours, or longer if we tell you",
        "Food and drink",
    ],
    "spravato": [
        "SPRAVATO® (esketamine nasal spray) is FDA-approved for adults with treatment-resistant",
        "A national safety program (REMS) requires it.",
        "It is not known to prevent suicide.",
        "Deep sleepiness or passing out (sedation)",
        "Feeling cut off from yourself (dissociation)",
        "Slow or weak breathing",
        "Abuse and misuse",
        "Suicidal thoughts in young adults",
        "arteriovenous malformation",
        "bleeding in the brain",
        "No food for 2 hours before",
        "No liquids for 30 minutes before",
        "No nasal steroid or decongestant for 1 hour before",
        "at least 2 hours after each dose",
        "until the next day, after restful sleep",
    ],
}
BOTH = [
    "911",
    "988",
    "1-800-FDA-1088",
    "or no treatment",
    "You may stop at any time.",
    "Someone else must take you home.",
    "Pregnancy or breastfeeding",
    "High blood pressure that is not controlled",
    "does not replace the Medication Guide or REMS forms",
    "After-hours number",
    "REMS-certified, yes or no",
    "Patient or representative",
    "Clinician",
    "Interpreter",
    "Date",
    "Time",
    "(336) 999-7116",
    "careolinawellness.com",
]


def sheets(content: Content | None) -> dict[str, Sheet]:
    assert content
    return {sheet.id: sheet for sheet in content.sheets}


def fields_of(content: Content | None, drug: str) -> dict[str, Section]:
    """Return every field of one sheet, its own and those it shares, by what it is about."""
    assert content
    sheet = sheets(content)[drug]
    shared = (s for s in content.sections if s.id in sheet.shared)
    return {f.id.removeprefix("sheet-"): f for f in (*sheet.fields, *shared)}


def words_of(file: Path) -> str:
    page = pdfium.PdfDocument(file)[0]
    return " ".join(page.get_textpage().get_text_bounded().replace("\ufffe", "-").split())


@pytest.mark.parametrize("drug", ["ketamine", "spravato"])
def test_every_field_is_there_with_its_provenance(loaded: LoadedContent, drug: str) -> None:
    fields = fields_of(loaded.content, drug)
    assert set(fields) == set(FIELDS)
    for id, allowed in FIELDS.items():
        assert fields[id].provenance in allowed, id
        if fields[id].provenance == "label":
            assert fields[id].source, f"{id} names no source"


@pytest.mark.parametrize("drug", ["ketamine", "spravato"])
def test_every_fact_is_on_the_page(output: Path, drug: str) -> None:
    page = words_of(output / "office" / f"safety-sheet-{drug}.pdf")
    for fact in (*SAID[drug], *BOTH):
        assert " ".join(fact.split()) in page, fact


def test_no_rule_of_one_drug_stands_on_the_sheet_of_the_other(output: Path) -> None:
    ketamine = words_of(output / "office/safety-sheet-ketamine.pdf")
    spravato = words_of(output / "office/safety-sheet-spravato.pdf")
    for rule in ("at least 2 hours", "restful sleep", "No food for", "nasal steroid"):
        assert rule not in ketamine
    for rule in ("24 hours", "12 in 100", "Bladder or liver"):
        assert rule not in spravato


def test_three_signers_each_with_date_and_time(loaded: LoadedContent) -> None:
    for drug in sheets(loaded.content):
        (block,) = fields_of(loaded.content, drug)["signatures"].blocks
        assert block.kind == "signatures"
        assert [c.plain for c in block.columns[1:]] == ["Date", "Time"]
        assert [s.plain for s in block.signers] == [
            "Patient or representative",
            "Clinician",
            "Interpreter",
        ]


def test_what_only_the_clinic_knows_is_left_blank(loaded: LoadedContent) -> None:
    for drug in sheets(loaded.content):
        for field in fields_of(loaded.content, drug).values():
            if field.provenance == "clinic":
                assert {block.kind for block in field.blocks} == {"blank"}, field.id
