"""A torn record leaves unknown what it may be about, and nothing else: cut at each of its bytes."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from brochure.base.errors import BrochureError
from brochure.mail.journal import FOLDER, Journal
from brochure.mail.journal_folder import open_journal, read_journal
from brochure.mail.message import Attachment
from brochure.mail.record import State
from tests.mail.test_journal import make_earlier_journal

NOW = datetime(2026, 11, 3, tzinfo=UTC)
GUIDE = Attachment("Guide.pdf", b"%PDF", "CW-GUIDE", "1.0")
SHEET = replace(GUIDE, number="CW-SAFE")
NEXT = replace(GUIDE, version="1.1")
ANN, BOB, JOE, KIM = (f"{name}@x.org" for name in ("ann", "bob", "joe", "kim"))
PEOPLE = (ANN, BOB, JOE, KIM)
SETTLED = ("sent", "refused")

# What became of each reader of a call: nothing yet, or records after the one that begins.
Course = tuple[tuple[str, tuple[State, ...]], ...]


def records_of(project: Path) -> Path:
    return project / FOLDER / "journal.jsonl"


def send(project: Path, documents: tuple[Attachment, ...], course: Course) -> None:
    """Write what a call writes that expects all these readers, and ends in the midst of it."""
    with open_journal(project) as journal:
        journal.expect({reader: documents for reader, _ in course})
        for reader, states in course:
            for state in states:
                journal.add(reader, documents, state, NOW)


def states_in(journal: Journal, *documents: Attachment) -> dict[tuple[str, str], State | None]:
    return {
        (reader, f"{one.number} {one.version}"): journal.state(reader, one)
        for reader in PEOPLE
        for one in documents
    }


def last_record(project: Path) -> tuple[bytes, bytes]:
    """Return what stands before the last line of the journal, and that line with its end."""
    *before, last = records_of(project).read_bytes().splitlines(keepends=True)
    return b"".join(before), last


def test_it_leaves_alone_whom_its_call_does_not_send_to_and_what_it_does_not_send(
    tmp_path: Path,
) -> None:
    """`joe` begins in it, `bob` waits; nobody else is concerned, and no other document."""
    send(tmp_path, (GUIDE,), ((ANN, ("begin", "sent")), (JOE, ("begin",)), (BOB, ())))
    before, last = last_record(tmp_path)
    for length in range(1, len(last)):
        records_of(tmp_path).write_bytes(before + last[:length])
        looked = read_journal(tmp_path)
        assert looked.is_cut
        found = states_in(looked, GUIDE)
        assert found[ANN, "CW-GUIDE 1.0"] == "sent" and found[KIM, "CW-GUIDE 1.0"] is None
        assert found[JOE, "CW-GUIDE 1.0"] == "begin", length
        if length <= 8:  # his code has not begun
            assert found[BOB, "CW-GUIDE 1.0"] == "begin", length
        if length >= 24:
            assert found[BOB, "CW-GUIDE 1.0"] is None, length
        assert set(states_in(looked, SHEET, NEXT).values()) == {None}
        assert looked.doubts(JOE, GUIDE) == (length < len(last) - 1)
        assert not looked.doubts(ANN, GUIDE) and not looked.doubts(JOE, NEXT)
    with open_journal(tmp_path) as journal:
        journal.add(JOE, [GUIDE], "sent", NOW)
        journal.add(KIM, [NEXT], "begin", NOW)
    after = read_journal(tmp_path)
    assert after.state(JOE, GUIDE) == "sent" and not after.doubts(JOE, GUIDE)
    assert after.state(KIM, NEXT) == "begin" and after.state(BOB, GUIDE) is None


@pytest.mark.parametrize("torn", [b"\0\0\0", b"{", b"\xff", b'{"to": "', b"[" * 5000])
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_one_that_names_nobody_is_about_whoever_waits_in_its_call(
    tmp_path: Path, torn: bytes, end: bytes
) -> None:
    """Also where its end is on the disk and its beginning is not."""
    send(tmp_path, (GUIDE,), ((ANN, ("begin", "refused")), (KIM, ("begin", "later")), (JOE, ())))
    with records_of(tmp_path).open("ab") as stream:
        stream.write(torn + end)
    for journal in (read_journal(tmp_path), read_journal(tmp_path)):
        assert [journal.state(who, GUIDE) for who in (ANN, KIM, JOE, BOB)] == [
            *("refused", "begin", "begin", None)
        ]
    send(tmp_path, (NEXT,), tuple((who, ("begin", "sent")) for who in PEOPLE))
    assert set(states_in(read_journal(tmp_path), NEXT).values()) == {"sent"}
    assert read_journal(tmp_path).state(JOE, GUIDE) == "begin", "it is not forgotten by that"


def test_the_record_of_a_call_that_is_torn_is_about_nobody(tmp_path: Path) -> None:
    """Nothing had begun: it is on the disk before anything does. Its first bytes may be any."""
    send(tmp_path, (GUIDE,), ((ANN, ("begin", "sent")),))
    before = records_of(tmp_path).read_bytes()
    send(tmp_path, (NEXT,), ((JOE, ("begin",)), (BOB, ())))
    call = records_of(tmp_path).read_bytes().removeprefix(before).splitlines(keepends=True)[0]
    for length in range(1, len(call)):
        records_of(tmp_path).write_bytes(before + call[:length])
        found = states_in(read_journal(tmp_path), GUIDE, NEXT)
        assert found.pop((ANN, "CW-GUIDE 1.0")) == "sent" and set(found.values()) == {None}
    records_of(tmp_path).write_bytes(before + call[:40])
    send(tmp_path, (NEXT,), ((JOE, ("begin", "sent")),))
    assert read_journal(tmp_path).state(JOE, NEXT) == "sent"


def test_a_call_that_goes_on_where_another_ended_is_a_call_of_its_own(tmp_path: Path) -> None:
    send(tmp_path, (GUIDE,), ((ANN, ("begin", "sent")), (JOE, ()), (BOB, ())))
    send(tmp_path, (GUIDE,), ((JOE, ("begin",)),))
    with records_of(tmp_path).open("ab") as stream:
        stream.write(b"\0")
    journal = read_journal(tmp_path)
    assert [journal.state(who, GUIDE) for who in PEOPLE] == ["sent", None, "begin", None]


def test_in_a_new_journal_no_torn_record_is_about_anyone_in_a_later_call(tmp_path: Path) -> None:
    with open_journal(tmp_path):
        pass
    with records_of(tmp_path).open("ab") as stream:
        stream.write(b'{"')
    assert set(states_in(read_journal(tmp_path), GUIDE, NEXT).values()) == {None}


def test_one_of_an_earlier_program_may_be_about_any_document(tmp_path: Path) -> None:
    """It wrote down no call, so nobody can tell; what the journal tells from then on holds."""
    make_earlier_journal(tmp_path)
    records_of(tmp_path).write_bytes(b'{"to": "')
    send(tmp_path, (GUIDE,), ((ANN, ("begin", "sent")), (JOE, ("begin", "refused"))))
    journal = read_journal(tmp_path)
    assert [journal.state(who, GUIDE) for who in PEOPLE] == ["sent", "begin", "begin", "begin"]
    assert journal.state(ANN, NEXT) == "begin" and journal.doubts(ANN, NEXT)
    before, last = last_record(tmp_path)
    records_of(tmp_path).write_bytes(before + last[:2])  # and a new one beside it
    assert read_journal(tmp_path).state(ANN, GUIDE) == "sent"


def test_a_last_record_that_is_damaged_under_the_key_of_another_stops_everything(
    tmp_path: Path,
) -> None:
    with open_journal(tmp_path):
        pass
    (tmp_path / FOLDER / "key").write_text("0" * 64)
    with pytest.raises(BrochureError, match="is damaged in line 1; nothing was sent"):
        read_journal(tmp_path)


FATES: tuple[tuple[State, ...], ...] = (
    (),
    ("begin",),
    ("begin", "sent"),
    ("begin", "refused"),
    ("begin", "later"),
    ("begin", "later", "begin"),
    ("begin", "later", "begin", "sent"),
)
COURSES = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(FATES)), unique_by=lambda one: one[0]
)


@settings(max_examples=20, deadline=None)
@given(first=COURSES, second=COURSES, chosen=st.randoms(use_true_random=False))
def test_wherever_a_record_is_torn_no_reader_gets_two_and_no_other_sending_is_held_up(
    first: list[tuple[str, tuple[State, ...]]],
    second: list[tuple[str, tuple[State, ...]]],
    chosen: Random,
) -> None:
    """Two calls with other documents; the last record is cut, then documents of a third are sent.

    What its whole record leaves unknown, or to be sent never again, stays so at least.
    """
    assume(any(fate for _, fate in (*first, *second)))  # else nothing was ever appended
    with TemporaryDirectory() as folder:
        project = Path(folder)
        send(project, (GUIDE, SHEET), tuple(first))
        send(project, (NEXT,), tuple(second))
        whole = states_in(read_journal(project), GUIDE, SHEET, NEXT)
        before, last = last_record(project)
        records_of(project).write_bytes(before)
        lacking = states_in(read_journal(project), GUIDE, SHEET, NEXT)
        mine = {reader for reader, _ in (second if any(fate for _, fate in second) else first)}
        most = len(last) - 1
        for length in (*range(1, 45), *(chosen.randint(45, most) for _ in range(10)), most):
            records_of(project).write_bytes(before + last[:length])
            _compare(read_journal(project), whole, lacking, mine)
        records_of(project).write_bytes(before + last[: chosen.randrange(1, len(last))])
        other = replace(GUIDE, version="9")
        torn = states_in(read_journal(project), GUIDE, SHEET, NEXT)
        send(project, (other,), tuple((who, ("begin", "sent")) for who in PEOPLE))
        after = read_journal(project)
        assert states_in(after, GUIDE, SHEET, NEXT) == torn
        assert set(states_in(after, other).values()) == {"sent"}


def _compare(
    torn: Journal,
    whole: dict[tuple[str, str], State | None],
    lacking: dict[tuple[str, str], State | None],
    mine: set[str],
) -> None:
    """Hold what a torn journal tells beside what it told with that record, and without it."""
    found = states_in(torn, GUIDE, SHEET, NEXT)
    for pair, state in found.items():
        if "begin" in (whole[pair], lacking[pair]):
            assert state == "begin" or state == whole[pair], pair
        if "sent" in (whole[pair], lacking[pair]):
            assert state in ("sent", "begin"), pair
        if state != lacking[pair] and state != whole[pair]:
            assert state == "begin" and pair[0] in mine and lacking[pair] not in SETTLED, pair
    assert set(states_in(torn, replace(GUIDE, version="9")).values()) == {None}
