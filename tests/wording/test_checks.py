"""Each check of wording has a case that turns it red, and one beside it that does not."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from brochure.base.check import Check
from brochure.base.editions import GUIDE, TRIFOLD, Edition
from brochure.content.model.rules import Rules
from brochure.wording.checks import CONTENT_CHECKS, DOCUMENT_CHECKS
from brochure.wording.document_text import DocumentText, TextUnit
from tests.wording.texts import default_content, document, in_language, rules_of, unit

CHECKS: Mapping[str, Check[DocumentText]] = {check.id: check for check in DOCUMENT_CHECKS}

TWO_DRUGS = {
    "drugs": [
        {
            "id": "a",
            "names": ["ketamine"],
            "own_words": ["off-label"],
            "own_facts": ["ketamine-driving"],
            "sheets": ["ketamine"],
            "risks": ["ketamine-not-if"],
            "status": ["ketamine-status"],
            "crossed_in": ["choices"],
        },
        {
            "id": "b",
            "names": ["SPRAVATO®", "esketamine"],
            "own_words": ["REMS", "Medication Guide"],
            "sheets": ["spravato"],
            "status": ["spravato-approval"],
        },
    ]
}
DRUGS = rules_of(**TWO_DRUGS)
BOX = rules_of(
    boxed=[
        {
            "id": "box",
            "heading": ["boxed warning"],
            "documents": ["trifold"],
            "source": "label",
            "topics": [
                {"name": "sedation", "any_of": ["sedation", "passing out"]},
                {"name": "breathing", "any_of": ["slow* breathing"]},
            ],
        }
    ]
)


def words(kind: str, *phrases: str, **more: object) -> Rules:
    rule = {"id": "r", "kind": kind, "phrases": phrases, "why": "w", "instead": "i", **more}
    return rules_of(words=[rule])


def box(*texts: str, heading: str = "Boxed warning", boxed: bool = True) -> DocumentText:
    units = (unit(heading, "heading", boxed=boxed), *(unit(t, "entry", boxed=boxed) for t in texts))
    return document(*units, rules=BOX)


NOT_IF = ("A rise in blood pressure would be dangerous for you", "You are allergic to ketamine")


def on_sheet(*units: TextUnit) -> DocumentText:
    return document(*units, rules=DRUGS, name="safety-sheet-ketamine")


def benefit_apart(status: TextUnit, panel: str, edition: Edition) -> DocumentText:
    """Return a document with a benefit in its fifth section, and `status` where that says."""
    helps = unit("Ketamine may help.", claim="benefit", placed=5, panel=panel)
    far = unit("It is off-label.", owner="ketamine-status", placed=1, panel=edition.panels[0])
    return replace(document(far, helps, status, rules=DRUGS), edition=edition)


MECHANISM = rules_of(
    mechanism=[{"phrases": ["restor*"], "hedges": ["may", "suggest*"], "why": "not known"}]
)
HARD = rules_of(hard_words=[{"word": "NMDA", "means": ["a receptor"]}, "REMS"])
NEEDED = rules_of(
    required=[
        {
            "id": "n",
            "name": "choices",
            "documents": ["trifold"],
            "any_of": ["no treatment"],
            "why": "they choose",
        },
        {"id": "f", "name": "911", "documents": ["ketamine"], "fact": "emergency", "why": "safe"},
    ]
)
LASTING = rules_of(
    required=[
        {
            "id": "n",
            "name": "how long",
            "documents": ["trifold"],
            "fact": "ketamine-driving",
            "any_of": ["24 hours"],
            "why": "its label",
        }
    ]
)
FIRST = rules_of(
    main_message=[
        {
            "documents": ["trifold"],
            "within_words": 20,
            "points": [{"name": "risks", "any_of": ["serious risks"]}],
        }
    ]
)
ASKED = rules_of(
    teach_back=[{"section": "sheet-questions", "answers": [{"name": "ride", "any_of": ["adult"]}]}]
)
URGENT = rules_of(
    urgent_help=[
        {"number": "911", "name": "of when to call", "fact": "emergency"},
        {"number": "988", "name": "of when to call", "says": ["suicide"]},
    ]
)
EASY, HARDER = (
    "We help you. You can stop. " * 10,
    "Pharmacological intervention modulates it. " * 15,
)
LONG = "one two three four five six seven eight nine ten " * 2

# The id of the check; what it finds; what is good.
CASES: tuple[tuple[str, DocumentText, DocumentText], ...] = (
    ("wording.boxed-warning", box("Sedation"), box("Passing out", "Slowed breathing")),
    (
        "wording.boxed-warning",
        box("Sedation", "slow breathing", boxed=False),
        box("sedation, slow breathing"),
    ),
    (
        "wording.boxed-warning",
        box("Sedation", "slow breathing", heading="Note"),
        box("Sedation", "slow breathing"),
    ),
    (
        "wording.own-risks",
        document(unit("You are allergic to ketamine"), rules=DRUGS, name="safety-sheet-ketamine"),
        document(
            unit("A rise in blood pressure would be dangerous for you"),
            unit("You are allergic to ketamine"),
            rules=DRUGS,
            name="safety-sheet-ketamine",
        ),
    ),
    (
        "wording.own-risks",  # what is to be ticked elsewhere is not told as a risk
        on_sheet(unit(NOT_IF[0], claim="risk"), unit(NOT_IF[1], claim="instruction")),
        on_sheet(unit(NOT_IF[0], claim="risk"), unit(NOT_IF[1], claim="risk")),
    ),
    (
        "wording.own-risks",
        on_sheet(unit("Misuse", claim="risk"), *map(unit, NOT_IF)),
        on_sheet(
            unit("Misuse", claim="risk"),
            *(unit(text, facts=("ketamine-not-if",)) for text in NOT_IF),
        ),
    ),
    (
        "wording.drug-crossed",
        document(unit("Ketamine has a REMS."), rules=DRUGS),
        document(unit("SPRAVATO® has a REMS."), rules=DRUGS),
    ),
    (
        "wording.drug-crossed",
        document(unit("Ketamine is a drug. It has a REMS."), rules=DRUGS),
        document(unit("Esketamine is a drug. It has a REMS."), rules=DRUGS),
    ),
    (
        "wording.drug-crossed",
        document(unit("Read the Medication Guide."), rules=DRUGS, name="safety-sheet-ketamine"),
        document(unit("Read the Medication Guide."), rules=DRUGS, name="safety-sheet-spravato"),
    ),
    (
        "wording.drug-crossed",
        document(unit("Or SPRAVATO®.", owner="plan"), rules=DRUGS, name="safety-sheet-ketamine"),
        document(unit("Or SPRAVATO®.", owner="choices"), rules=DRUGS, name="safety-sheet-ketamine"),
    ),
    (
        "wording.drug-crossed",  # a fact of one drug, in whatever words
        document(
            unit("Rest for a day.", facts=("ketamine-driving",)),
            rules=DRUGS,
            name="safety-sheet-spravato",
        ),
        on_sheet(unit("Rest for a day.", facts=("ketamine-driving",))),
    ),
    (
        "wording.drug-crossed",
        document(unit("After esketamine, rest.", facts=("ketamine-driving",)), rules=DRUGS),
        document(
            unit("After ketamine, rest.", facts=("ketamine-driving",)),
            unit("Then rest.", facts=("ketamine-driving",)),
            rules=DRUGS,
        ),
    ),
    (
        "wording.status",
        document(unit("Ketamine may help.", claim="benefit"), rules=DRUGS),
        document(
            unit("Ketamine may help.", claim="benefit"),
            unit("It is off-label.", owner="ketamine-status"),
            rules=DRUGS,
        ),
    ),
    (
        "wording.status",  # in what flows: the section before or behind
        benefit_apart(unit("Off-label.", owner="ketamine-status", placed=7), "flow", GUIDE),
        benefit_apart(unit("Off-label.", owner="ketamine-status", placed=6), "flow", GUIDE),
    ),
    (
        "wording.status",  # of a folded sheet what lies open at once
        benefit_apart(
            unit("Off-label.", owner="ketamine-status", placed=6, panel="back"),
            "inside-left",
            TRIFOLD,
        ),
        benefit_apart(
            unit("Off-label.", owner="ketamine-status", placed=9, panel="inside-right"),
            "inside-left",
            TRIFOLD,
        ),
    ),
    (
        "wording.status",  # what says so of the other drug does not do
        benefit_apart(unit("Esketamine is.", claim="regulatory", placed=6), "flow", GUIDE),
        benefit_apart(unit("Ketamine is not.", claim="regulatory", placed=6), "flow", GUIDE),
    ),
    (
        "wording.required",
        document(unit("Take it."), rules=NEEDED),
        document(unit("Or no treatment now."), rules=NEEDED),
    ),
    (
        "wording.required",
        document(unit("Take it."), rules=NEEDED, name="safety-sheet-ketamine"),
        document(
            unit("Chest pain", facts=("emergency",)), rules=NEEDED, name="safety-sheet-ketamine"
        ),
    ),
    (
        "wording.required",  # in the words of the fact, not elsewhere
        document(unit("Rest.", facts=("ketamine-driving",)), unit("24 hours"), rules=LASTING),
        document(unit("For 24 hours.", facts=("ketamine-driving",)), rules=LASTING),
    ),
    (
        "wording.main-message",
        document(unit(f"{LONG} It has serious risks."), rules=FIRST),
        document(unit(f"It has serious risks. {LONG}"), rules=FIRST),
    ),
    (
        "wording.teach-back",
        document(unit("Who takes you?", owner="sheet-questions"), rules=ASKED),
        document(
            unit("Who takes you?", owner="sheet-questions"), unit("An adult must."), rules=ASKED
        ),
    ),
    (
        "wording.urgent-help",
        document(unit("911"), unit("Chest pain"), rules=URGENT),
        document(unit("911"), unit("Chest pain", facts=("emergency",)), rules=URGENT),
    ),
    (
        "wording.urgent-help",
        document(unit("Call 911 for chest pain or a seizure.", "file"), rules=URGENT),
        document(unit("In danger now? Call 911."), rules=URGENT),
    ),
    (
        "wording.urgent-help",
        document(unit("988"), unit("Any worry"), rules=URGENT),
        document(unit("988"), unit("Thoughts of suicide"), rules=URGENT),
    ),
    (
        "wording.contact",
        document(unit("Call (336) 999-7117.")),
        document(unit("Call (336) 999-7116, or 1-800-FDA-1088.")),
    ),
    (
        "wording.date",
        document(unit("Until 11/12/2026.")),
        document(unit("Until November 2026, 24/7.")),
    ),
    (
        "wording.banned",
        document(unit("It cures you."), rules=words("banned", "cures")),
        document(unit("It secures you."), rules=words("banned", "cures")),
    ),
    (
        "wording.banned",
        document(unit("A cure, drawn", "heard"), rules=words("banned", "cure")),
        document(
            unit("A cure", owner="quote"), rules=words("banned", "cure", allowed_in=["quote"])
        ),
    ),
    (
        "wording.promise",
        document(unit("A proven way", "file"), rules=words("promise", "proven")),
        document(
            unit("It is not proven."), rules=words("promise", "proven", unless=["not proven"])
        ),
    ),
    (
        "wording.promise",  # what lets pass covers its own words, not those beside them
        document(
            unit("It is not proven, yet a proven way."),
            rules=words("promise", "proven", unless=["not proven"]),
        ),
        document(
            unit("It is not proven, not proven at all."),
            rules=words("promise", "proven", unless=["not proven"]),
        ),
    ),
    (
        "wording.idiom",  # or, where no phrase stands in it, its clause
        document(
            unit("Your mouth is numb for hours, but you feel numb after."),
            rules=words("idiom", "numb", unless=["mouth"]),
        ),
        document(
            unit("Your mouth is numb for hours."), rules=words("idiom", "numb", unless=["mouth"])
        ),
    ),
    (
        "wording.stigma",
        document(unit("Addicts and others"), rules=words("stigma", "addict*")),
        document(unit("People who use drugs"), rules=words("stigma", "addict*")),
    ),
    (
        "wording.idiom",
        document(unit("Don’t sweat it"), rules=words("idiom", "don't sweat it")),
        document(unit("Do not worry"), rules=words("idiom", "don't sweat it")),
    ),
    (
        "wording.ageing",
        document(unit("Recently approved"), rules=words("ageing", "recently")),
        document(unit("Approved in May 2025"), rules=words("ageing", "recently")),
    ),
    (
        "wording.unhedged",
        document(unit("It restores links. It may help."), rules=MECHANISM),
        document(unit("It may restore links."), rules=MECHANISM),
    ),
    (
        "wording.grade-risks",
        document(unit(HARDER, claim="risk"), unit(EASY)),
        document(unit(EASY, claim="risk"), unit(HARDER)),
    ),
    (
        "wording.grade-rest",
        document(unit(EASY, claim="risk"), unit(HARDER)),
        document(unit(HARDER, claim="instruction"), unit(EASY)),
    ),
    ("wording.sentence", document(unit(f"{LONG}{LONG}.")), document(unit(f"{LONG}. O{LONG}."))),
    (
        "wording.sentence",
        document(unit(f"{LONG}: chest pain, a seizure.")),
        document(
            unit(
                "Trouble breathing, chest pain, fainting or someone you cannot wake, a seizure, a"
                " sudden very bad headache, or a change in sight: call 911.",
                facts=("emergency",),
            )
        ),
    ),
    (
        "wording.long-list",
        document(*(unit(f"thing {n}", "entry") for n in range(8))),
        document(*(unit(f"thing {n}", "entry") for n in range(7))),
    ),
    (
        "wording.hard-entry",
        document(unit("Acute nephropathy", "entry")),
        document(unit("Some nephropathy", "entry"), rules=rules_of(everyday_words=["nephropathy"])),
    ),
    (
        "wording.unexplained",
        document(unit("It blocks NMDA."), unit("Rest."), unit("NMDA is a receptor."), rules=HARD),
        document(unit("It blocks NMDA (a docking site). A REMS (a safety program)."), rules=HARD),
    ),
    (
        "wording.unexplained",
        document(unit("NMDA"), rules=HARD),
        document(unit("It is a receptor."), unit("NMDA"), unit("NMDA"), rules=HARD),
    ),
)


@pytest.mark.parametrize(("id", "bad", "good"), CASES)
def test_each_check_finds_what_is_wrong_and_nothing_else(
    id: str, bad: DocumentText, good: DocumentText
) -> None:
    assert {found.id for found in CHECKS[id](bad)} == {id}
    assert CHECKS[id](good) == ()


def test_each_check_has_a_red_case() -> None:
    of_sources = {id for id in CHECKS if id.startswith("sources.")}
    assert {id for id, _, _ in CASES} == set(CHECKS) - of_sources, "those are in test_sources.py"
    assert len(CONTENT_CHECKS) == 3, "in test_drift.py, test_sources.py, and below"


def test_contact_has_a_source() -> None:
    (check,) = (each for each in CONTENT_CHECKS if each.id == "wording.contact-source")
    content = default_content()
    assert check(content) == ()
    clinic = content.clinic.model_copy(update={"provenance": None})
    (found,) = check(content.model_copy(update={"clinic": clinic}))
    assert (found.place.path, found.severity) == ("clinic", "warning")


def test_a_grade_is_not_counted_in_other_languages() -> None:
    german = in_language(document(unit(HARDER, claim="risk")), "de-DE")
    assert CHECKS["wording.grade-risks"](german) == ()
    assert CHECKS["wording.grade-risks"](in_language(german, "en-GB"))


@pytest.mark.parametrize(
    ("text", "severity"),
    [(f"{LONG}one more.", "warning"), (f"{LONG}one two three four five six.", "error")],
)
def test_a_sentence_over_25_words_is_an_error(text: str, severity: str) -> None:
    (found,) = CHECKS["wording.sentence"](document(unit(text)))
    assert found.severity == severity


def test_a_grade_names_the_hardest_blocks() -> None:
    hard = unit(HARDER, claim="risk", owner="hard-one")
    (found,) = CHECKS["wording.grade-risks"](document(unit(EASY, claim="risk"), hard))
    assert "hardest: hard-one (" in found.what


def test_a_long_list_is_found_in_a_sentence_too() -> None:
    said = document(unit("Call 911 for any of these.", facts=("emergency",)))
    assert CHECKS["wording.long-list"](said) == ()
    content = default_content()
    facts = tuple(
        fact.model_copy(update={"items": fact.items * 2}) if fact.id == "emergency" else fact
        for fact in content.facts
    )
    longer = replace(said, content=content.model_copy(update={"facts": facts}))
    (found,) = CHECKS["wording.long-list"](longer)
    assert found.what == 'a sentence with the 12 entries of "emergency"'


def test_a_missing_risk_is_named() -> None:
    sheet = document(
        unit("You are allergic to ketamine"), rules=DRUGS, name="safety-sheet-ketamine"
    )
    (found,) = CHECKS["wording.own-risks"](sheet)
    assert "a rise in blood pressure would be dangerous for you" in found.what
    assert "allergic" not in found.what


@pytest.mark.parametrize(
    "date",
    [
        *("11/12/2026", "31.12.2026", "5-11-2026", "12/31/26", "1.2.26"),
        *("11/2026", "2026-11", "2026-11-30", "2026/11/30"),
    ],
)
def test_a_date_in_figures_is_found(date: str) -> None:
    (found,) = CHECKS["wording.date"](document(unit(f"Seen on {date}.")))
    assert found.what == f'"{date}" is a date in figures'


@pytest.mark.parametrize(
    "figures",
    [
        *("24/7", "1/1000", "1/2000", "120/80", "13/2026", "45/45/2026", "2019-20"),
        *("336-999-7116", "1-800-555-0100", "2-4-12", "1.2.3", "10–12", "16(5)"),
    ],
)
def test_other_figures_are_no_dates(figures: str) -> None:
    assert CHECKS["wording.date"](document(unit(f"Seen on {figures}."))) == ()
