"""Faults planted into content are told, and harmless edits are not: planted.yaml says of each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brochure.base.store import Store
from brochure.base.vetting import Vetting
from tests.wording.planted import CLINICS, Found, Planted, judge, read_planted

FAULTS, HARMLESS = read_planted("faults"), read_planted("harmless")
IdsOf = Callable[[Planted], set[str]]

pytestmark = pytest.mark.slow  # 85 contents are read and judged


@pytest.fixture(scope="module")
def vetting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vetting]:
    """What looks at figures, and remembers those of all edits."""
    with Vetting(Store(tmp_path_factory.mktemp("store"))) as kept:
        yield kept


@pytest.fixture(scope="module")
def unedited(tmp_path_factory: pytest.TempPathFactory, vetting: Vetting) -> dict[str, Found]:
    """What is found in each clinic's content as it is."""
    folder = tmp_path_factory.mktemp("unedited")
    return {clinic: judge(clinic, folder / clinic, vetting) for clinic in CLINICS}


@pytest.fixture
def ids_of(tmp_path: Path, vetting: Vetting, unedited: dict[str, Found]) -> IdsOf:
    """Give the ids of what an edit brings about."""

    def find(planted: Planted) -> set[str]:
        found = judge(planted.clinic, tmp_path / "clinic", vetting, *planted.edits)
        return {id for id, _ in found - unedited[planted.clinic]}

    return find


def test_there_are_fifty_faults_and_twenty_harmless_edits() -> None:
    assert len({fault.id for fault in FAULTS}) == len(FAULTS) >= 50
    assert len({edit.id for edit in HARMLESS}) == len(HARMLESS) == 20


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_is_told(fault: Planted, ids_of: IdsOf) -> None:
    ids = ids_of(fault)
    if fault.missed:
        assert not ids, "It is told now: take away `missed:`."
    else:
        assert (fault.by or fault.wants) in ids
        assert not fault.by or fault.wants not in ids, "Its own check tells it: take away `by:`."


@pytest.mark.parametrize("edit", HARMLESS, ids=lambda edit: edit.id)
def test_nothing_is_told_of_a_harmless_edit(edit: Planted, ids_of: IdsOf) -> None:
    ids = ids_of(edit)
    assert bool(ids) == bool(edit.alarmed), ids or "Nothing is told now: take away `alarmed:`."


def test_of_the_clinics_as_they_are_no_more_is_told_than_is_known(
    unedited: dict[str, Found],
) -> None:
    assert {clinic: {id for id, _ in found} for clinic, found in unedited.items()} == {
        "default": {
            "wording.grade-rest",
            *("sources.publisher-only", "sources.risk", "sources.unsupported"),
        },
        "vaccination": {"sources.risk", "sources.unsupported"},  # its claims name no sources
        "implants": set(),
    }
