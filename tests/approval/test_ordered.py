"""What a filled-in job ticket orders; one of others, or a damaged one, is refused in one line."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from brochure.approval.entry import Entry
from brochure.approval.ordered import TicketOrder, read_json_order, read_order, read_pdf_order
from brochure.approval.record import add_entries, read_record
from brochure.base.editions import TRIFOLD
from brochure.base.errors import BrochureError
from brochure.build.ticket import make_ticket
from brochure.channels.channels import PRESS
from brochure.proofs.examined import examine
from tests.approval.entries import WHEN
from tests.approval.workshop import MANAGER, Workshop
from tests.conftest import Compose
from tests.preflight import foreign

NUMBER = "CW-TRI"


@pytest.fixture(scope="module")
def ticket(printed: Compose) -> tuple[bytes, bytes]:
    """The ticket of the tri-fold as it is written: its page, and its JSON."""
    made = make_ticket(examine(printed(TRIFOLD, PRESS)), "trifold.pdf")
    return made.pdf, made.json


@pytest.fixture
def page(ticket: tuple[bytes, bytes], tmp_path: Path) -> Path:
    file = tmp_path / "trifold-ticket.pdf"
    file.write_bytes(ticket[0])
    return file


@pytest.fixture
def data(ticket: tuple[bytes, bytes], tmp_path: Path) -> Path:
    file = tmp_path / "trifold-ticket.json"
    file.write_bytes(ticket[1])
    return file


def fill_in(page: Path, **values: str) -> None:
    writer = PdfWriter(clone_from=page)
    fields = {f"order-{name}": value for name, value in values.items()}
    writer.update_page_form_field_values(writer.pages[0], fields)
    writer.write(page)


def change(data: Path, **order: object) -> None:
    told: dict[str, Any] = json.loads(data.read_bytes())
    data.write_text(json.dumps({**told, "order": {**told["order"], **order}}), encoding="utf-8")


def test_a_page_that_was_filled_in_says_how_many_of_which_version(page: Path) -> None:
    assert read_pdf_order(page) == TicketOrder(NUMBER, "1.0")
    fill_in(page, quantity="1,500", paper="as suggested, 100 lb")
    assert read_order(page, NUMBER) == TicketOrder(NUMBER, "1.0", 1500)


def test_json_that_was_filled_in_says_the_same(data: Path) -> None:
    assert read_json_order(data) == TicketOrder(NUMBER, "1.0")
    change(data, quantity=1500)
    assert read_order(data, NUMBER) == TicketOrder(NUMBER, "1.0", 1500)
    capitals = data.rename(data.with_suffix(".JSON"))
    assert read_order(capitals, NUMBER).quantity == 1500


@pytest.mark.parametrize(
    ("written", "quantity"),
    [
        *((500, 500), (500.0, 500), ("500", 500), (" 2 500 copies", 2500), ("1.000", 1000)),
        *(("500 pcs.", 500), ("10,000,000", 10_000_000)),
        *((None, 0), (True, 0), (0.5, 0), ("", 0), ("five hundred", 0), ("-5", 0), ([500], 0)),
        *(("500 or 600", 0), ("500 + 50", 0), ("2.5k", 0), ("12,5", 0), ("500²", 0), ("²", 0)),
        ("9" * 30, 0),
    ],
)
def test_a_quantity_is_one_number_or_nobody_knows(
    data: Path, written: object, quantity: int
) -> None:
    change(data, quantity=written)
    found = read_json_order(data)
    assert found and found.quantity == quantity


@pytest.mark.parametrize("kind", ["page", "data"])
def test_the_ticket_of_another_document_is_not_taken(
    kind: str, request: pytest.FixtureRequest
) -> None:
    file: Path = request.getfixturevalue(kind)
    with pytest.raises(BrochureError) as refused:
        read_order(file, "CW-BOOK")
    assert refused.value.message.endswith("is the job ticket of CW-TRI, not of CW-BOOK")
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("kind", ["page", "data"])
def test_a_print_run_is_noted_with_what_its_ticket_orders_and_the_printers_job(
    kind: str, request: pytest.FixtureRequest, project: Path
) -> None:
    file: Path = request.getfixturevalue(kind)
    if kind == "page":
        fill_in(file, quantity="1,500")
    else:
        change(file, quantity=1500)
    shop = Workshop(project / "content.yaml")
    entries = (released("1.0"), released("1.1"))
    add_entries(shop.content, lambda _: entries)
    call = ("trifold", "--ticket", str(file), "--place", "Front desk", *MANAGER)
    code, told = shop.run("printed", *call, "--job", "PO 12")
    assert code == 0 and "1500 copies of trifold 1.0: Front desk" in told
    run = read_record(shop.content).entries[-1]
    assert (run.event, run.version, run.quantity, run.job) == ("printed", "1.0", 1500, "PO 12")
    code, told = shop.run("printed", *call, "--quantity", "1600")
    assert code == 0 and "1600 copies of trifold 1.0" in told  # what came is not what was ordered
    with pytest.raises(BrochureError, match="is the job ticket of CW-TRI, not of CW-BOOK"):
        shop.run("printed", "booklet", *call[1:])
    assert [e.job for e in read_record(shop.content).entries[2:]] == ["PO 12", ""]


def released(version: str) -> Entry:
    by, role = "Kim Roe", "Clinic manager"
    return Entry(when=WHEN, event="released", by=by, role=role, document="trifold", version=version)


def with_our_keywords() -> bytes:
    """Return a file of others that names a document and a version as ours do."""
    page = BytesIO()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(foreign.word_export())))
    writer.add_metadata({"/Keywords": "CW-TRI, version 1.0"})
    writer.write(page)
    return page.getvalue()


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("gone.pdf", None),
        ("gone.json", None),
        ("empty.pdf", b""),
        ("text.pdf", b"500 copies, please"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<</Type /Catalog"),
        ("word.pdf", foreign.word_export()),
        ("keywords.pdf", with_our_keywords()),
        ("deep.json", b"[" * 100_000),
        ("list.json", b"[1, 2]"),
        ("other.json", b'{"order": {"quantity": 500}}'),
        ("odd.json", b'{"order": {"quantity": 5}, "document": {"id": [1], "version": {}}}'),
        ("torn.json", b'{"order": {"quant'),
        ("bytes.json", b"\xff\xfe\x00"),
    ],
)
def test_what_is_no_ticket_of_ours_is_refused_in_one_line(
    tmp_path: Path, name: str, held: bytes | None
) -> None:
    file = tmp_path / name
    if held is not None:
        file.write_bytes(held)
    with pytest.raises(BrochureError) as refused:
        read_order(file, NUMBER)
    assert refused.value.message.endswith("is no job ticket of this program")
    assert refused.value.exit_code == 2 and "--quantity" in refused.value.hint


def test_a_page_that_was_damaged_on_its_way_is_refused(page: Path) -> None:
    whole = page.read_bytes()
    page.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BrochureError):
        read_order(page, NUMBER)
