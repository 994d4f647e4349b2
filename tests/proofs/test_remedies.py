"""Remedies name what is in content first, and templates only where a project has its own."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.base.files.project import Assets
from brochure.base.finding import Finding, Location, as_cause
from brochure.proofs import PROOFS
from brochure.proofs.examined import examine
from brochure.proofs.press import REMEDIES
from brochure.proofs.remedies import IN_CONTENT, suit_remedies
from brochure.proofs.words import every_word_is_there
from tests.tiny import FIRST, html, print_tiny

OF_FILES = re.compile("template|stylesheet|@page|data-|styles/|engine")
FOUND = [
    Finding(id, "…", remedy)
    for proof in PROOFS
    for id, remedy in [
        *((id, proof.remedy) for id in proof.finding_ids),
        *((id, REMEDIES[id]) for id in proof.finding_ids if id in REMEDIES),
    ]
]


def test_no_remedy_leads_to_templates_where_there_are_none(tmp_path: Path) -> None:
    for found in suit_remedies(FOUND, Assets(tmp_path)):
        assert found.remedy and not OF_FILES.search(found.remedy), found
    assert set(IN_CONTENT) <= {id for proof in PROOFS for id in proof.finding_ids}


@pytest.mark.parametrize("folder", ["templates", "styles"])
def test_with_own_files_content_comes_first(folder: str, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir()
    torn = Finding("words.torn", "“drive.1” is torn", "Take the space out in the template.")
    (told,) = suit_remedies((torn,), Assets(tmp_path))
    assert told.remedy == (
        "Write it without the space, or shorten it. Or, in templates and styles of your own:"
        " Take the space out in the template."
    )
    only = replace(torn, id="pages.size", remedy="Correct `size` under @page in the stylesheet.")
    assert suit_remedies((only,), Assets(tmp_path)) == (only,)


def test_facts_of_the_clinic_want_a_shorter_form(tmp_path: Path) -> None:
    place = Location("clinic.phone", edition="guide")
    long = Finding("fit.unsafe", "…", "Give it more room in the stylesheet.", place=place)
    (told,) = suit_remedies((long,), Assets(tmp_path))
    assert told.remedy == "Use a shorter form of it."


def test_what_does_not_name_files_stays_and_causes_are_suited_too(tmp_path: Path) -> None:
    full = Finding("fit.overfull", "…", "Cut 8 words.")
    lost = Finding("words.missing", "…", "in the template", cause=as_cause(full))
    assert suit_remedies((full,), Assets(tmp_path)) == (full,)
    (told,) = suit_remedies((lost,), Assets(tmp_path))
    assert told.cause == as_cause(full)
    (told,) = suit_remedies((replace(full, cause=as_cause(lost)),), Assets(tmp_path))
    assert told.cause and "template" not in told.cause.remedy


def test_wording_that_an_own_template_forgot_is_to_be_printed_not_cut(tmp_path: Path) -> None:
    """Its panel has room: else it is told what to cut there."""
    page = html(f"<p>{FIRST.replace('nine ', '')}</p>")
    (forgotten,) = every_word_is_there(examine(print_tiny(page)))
    (told,) = suit_remedies([forgotten], Assets(tmp_path))
    assert told.remedy.startswith("Cut words there")
    (tmp_path / "templates").mkdir()
    (told,) = suit_remedies([forgotten], Assets(tmp_path))
    assert told.remedy == (
        "Print it where the template prints the rest of one, which is not too full, or undo what"
        " hides it in the stylesheet."
    )
