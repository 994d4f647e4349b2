"""Which documents a proof concerns, at the limits of what an edition or channel declares."""

from dataclasses import replace

import pytest

from brochure.proofs.scopes import OFFICE_PAPER, TAPPED, Documents
from tests.placed import examined
from tests.tiny import TINY, in_channel


@pytest.mark.parametrize(
    ("scope", "edition", "channel", "included"),
    [
        (TAPPED, {"least_tap_pt": 33}, {"links": True}, True),
        (TAPPED, {"least_tap_pt": 33}, {"links": False}, False),
        (TAPPED, {"least_tap_pt": 0}, {"links": True}, False),
        (OFFICE_PAPER, {}, {"purpose": "paper", "unprintable_pt": 12}, True),
        (OFFICE_PAPER, {}, {"purpose": "paper", "unprintable_pt": 0}, False),
        (OFFICE_PAPER, {}, {"purpose": "screen", "unprintable_pt": 12}, False),
    ],
)
def test_which_documents_are_concerned(
    scope: Documents, edition: dict[str, float], channel: dict[str, object], included: bool
) -> None:
    on = examined(edition=replace(TINY, **edition))
    changed = in_channel(on.printed, replace(on.printed.channel, **channel))
    assert scope.includes(replace(on, printed=changed)) is included
