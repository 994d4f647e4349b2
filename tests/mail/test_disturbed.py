"""Sending under attack, a few times each: ``python -m tests.sendings 100`` attacks more often."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mail.disturbed import (
    Told,
    build_beside_sending,
    fill_disks,
    kill_senders,
    let_two_send,
    tear_records,
)

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("attack", [kill_senders, fill_disks, tear_records, let_two_send])
def test_whatever_happens_to_senders_nobody_gets_two(
    tmp_path: Path, attack: Callable[[Path, int, int], Told]
) -> None:
    told = attack(tmp_path, 6, 4711)
    assert told.disturbed >= 6 and told.readers >= 60
    assert told.messages + told.unknown >= told.readers


def test_a_builder_beside_a_sender_changes_nothing_for_readers(tmp_path: Path) -> None:
    told = build_beside_sending(tmp_path, 2, 4711)
    assert (told.readers, told.messages) == (10, 10)
    assert told.more["builds beside"] >= 2
