"""Titles of covers stand between the strands, whatever their words: lines break where room ends."""

import pytest

from brochure.base.editions import BOOKLET, GUIDE, TRIFOLD, Edition
from brochure.build.document import compose
from brochure.channels.channels import CHANNELS
from brochure.content.load import load_content
from brochure.proofs.examined import Examined, examine
from brochure.proofs.lines import no_scrap_stands_alone
from brochure.proofs.sight import words_stand_on_flat_ground
from tests.conftest import ROOT
from tests.variants import variant_of

STARTER = ROOT / "brochure/commands/starter"
TITLES = (
    "Dental implants",
    "About **Dental implants**",
    # lines that end a little further to the right each time
    "Your nn and your nn care",
    "Your nnnn and your nnnn care",
    "Your nnnnnnnn and your care",
)


def printed_with(title: str, edition: Edition) -> Examined:
    """Return a document of the starter whose cover has this title."""
    content = load_content(STARTER / "content.yaml").content
    assert content
    first, *others = content.sections
    assert first.id == "title"
    named = first.model_copy(update={"title": first.title.model_copy(update={"text": title})})
    content = content.model_copy(update={"sections": (named, *others)})
    channel = CHANNELS[edition.channels[0]]
    return examine(compose(content, variant_of(content, edition, channel, STARTER)))


@pytest.mark.parametrize("edition", [GUIDE, TRIFOLD, BOOKLET], ids=lambda edition: edition.name)
@pytest.mark.parametrize("title", TITLES)
def test_no_title_runs_into_the_strands(edition: Edition, title: str) -> None:
    found = words_stand_on_flat_ground(printed_with(title, edition))
    assert not [each.what for each in found]


def test_where_a_word_is_too_long_the_strands_are_named() -> None:
    """Nothing but the motif can make room for it."""
    (found,) = words_stand_on_flat_ground(printed_with("Otorhinolaryngo", GUIDE))
    assert found.id == "words.ground" and "`motif: none`" in found.remedy


def size_of_title(on: Examined) -> float:
    return max(glyph.size_pt for word in on.words for glyph in word.glyphs if word.page == 1)


@pytest.mark.parametrize("edition", [GUIDE, TRIFOLD, BOOKLET], ids=lambda edition: edition.name)
def test_a_title_that_would_leave_a_short_word_alone_is_set_smaller(edition: Edition) -> None:
    usual = size_of_title(printed_with("How brain pathways help", edition))
    fitted = printed_with("How the brain’s longer pathways may all reconnect", edition)
    assert not no_scrap_stands_alone(fitted)
    assert usual * 0.74 < size_of_title(fitted) <= usual


def test_a_title_is_set_smaller_where_it_takes_more_than_four_lines() -> None:
    usual = size_of_title(printed_with("Dental", TRIFOLD))
    long = "Your medicine and your therapist and your day and your way home again"
    assert size_of_title(printed_with(long, TRIFOLD)) < usual


def test_where_no_size_is_better_a_title_stays_as_it_was() -> None:
    usual = size_of_title(printed_with("Dental", TRIFOLD))
    on = printed_with("Electroconvulsives and electroconvulsives", TRIFOLD)
    assert size_of_title(on) == usual
