"""The facts of the default content: gaps keep the room of their answers, and nothing is guessed."""

import pytest

from brochure.base.check import findings_in, judge
from brochure.build.document import compose
from brochure.channels.channels import CHANNELS
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.content.model.open_facts import list_open_facts
from brochure.proofs.examined import examine
from brochure.proofs.fit import no_line_sticks_out, text_fits_its_panel
from brochure.proofs.words import every_word_is_there
from brochure.selection.select import select_content
from tests.variants import variant_of

FIT = (text_fits_its_panel, no_line_sticks_out, every_word_is_there)


def fill_in(content: Content) -> Content:
    """Return content as if the clinic had given the typical answers and confirmed all else."""
    facts = tuple(
        fact.model_copy(
            update={"value": fact.typical if fact.is_gap else fact.value, "status": "confirmed"}
        )
        for fact in content.facts
    )
    text = content.clinic.text
    assert text
    known = text.model_copy(update={"number": text.typical, "status": "confirmed"})
    clinic = content.clinic.model_copy(update={"text": known})
    return content.model_copy(update={"facts": facts, "clinic": clinic})


def test_what_is_open_is_asked_and_nothing_of_it_is_guessed(loaded: LoadedContent) -> None:
    assert loaded.content
    opened = {fact.id: fact for fact in list_open_facts(loaded.content)}
    gaps = {id for id, fact in opened.items() if fact.is_gap}
    assert gaps >= {"text", "hours", "after-hours", "services", "ketamine-fasting"}
    assert gaps >= {"ketamine-watched", "ketamine-not-if-more", "ride-by-taxi"}
    assert all(opened[id].question.endswith("?") for id in gaps)
    for fact in loaded.content.facts:
        if fact.provenance == "label":
            assert fact.source and fact.status == "to confirm", fact.id
    assert fill_in(loaded.content) != loaded.content
    assert list_open_facts(fill_in(loaded.content)) == ()


@pytest.mark.parametrize("edition", range(8))
def test_filling_every_gap_refuses_no_page(loaded: LoadedContent, edition: int) -> None:
    assert loaded.content
    content = fill_in(loaded.content)
    declared = content.placed_editions()[edition]
    said = " ".join(passage.text for passage in select_content(content, declared).passages)
    assert "[Q" not in said
    channel = CHANNELS[declared.channels[0]]
    printed = compose(content, variant_of(content, declared, channel))
    assert findings_in(judge(FIT, examine(printed))) == ()
