"""After an update of what draws pages an approval is lost where they look different, and only then.

The earlier engine is one by the record alone: its pages had other fingerprints, its files stand as
they were approved.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.approval.entry import LAYOUT, Entry
from brochure.approval.record import read_record
from brochure.base.errors import BrochureError
from brochure.build.approvable import PDFIUM
from brochure.build.claim import output_of
from tests.approval.entries import by_earlier_engine, drawn_otherwise, put_record
from tests.approval.workshop import AUTHOR, MANAGER, REVIEWER, Workshop, write_project

INNER = "screen/high-contrast/guide.pdf"
LEGAL = ("--by", "Eve Day", "--role", "Lawyer", "--meaning", "legal review")
POLICY = """approval:
  documents:
    - signatures: [{meaning: wrote}, {meaning: medical review}, {meaning: legal review}]
"""


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose guide is approved."""
    shop = Workshop(write_project(tmp_path_factory.mktemp("approved") / "clinic"))
    shop.approve("guide")
    return shop.content.parent


@pytest.fixture
def shop(approved: Path, tmp_path: Path) -> Workshop:
    shutil.copytree(approved, tmp_path / "clinic")
    return Workshop(tmp_path / "clinic/content.yaml")


def update_engine(shop: Workshop, change: Callable[[Entry], Entry] = by_earlier_engine) -> None:
    put_record(shop.content, [change(entry) for entry in read_record(shop.content).entries])


def kept(shop: Workshop) -> Path:
    return output_of(shop.content, None) / "approved/guide/1.0" / INNER


def test_pages_that_look_the_same_are_approved_still_and_the_record_says_so(
    shop: Workshop,
) -> None:
    update_engine(shop)
    assert shop.states("guide") == {"guide": "draft"}
    code, told = shop.run("release", "guide", *MANAGER)
    assert code == 0, told
    events = [(e.event, e.by, e.pdfium) for e in read_record(shop.content).entries[2:]]
    assert events == [("redrawn", "", PDFIUM), ("released", "Kim Roe", PDFIUM)]
    assert shop.states("guide") == {"guide": "released"}
    update_engine(shop)
    code, told = shop.run("release", "guide", *MANAGER)
    assert code == 0, told
    assert shop.states("guide") == {"guide": "released"}


@pytest.mark.parametrize("file", ["drawn otherwise", "changed since", "gone"])
def test_pages_that_do_not_or_that_nobody_can_compare_are_looked_at_again(
    shop: Workshop, file: str
) -> None:
    pdf = drawn_otherwise(kept(shop).read_bytes())
    files = {INNER: pdf} if file == "drawn otherwise" else {}
    update_engine(shop, lambda entry: by_earlier_engine(entry, files))
    kept(shop).unlink()
    if file != "gone":
        kept(shop).write_bytes(pdf)
    code, told = shop.run("release", "guide", *MANAGER)
    assert code == 1 and "the words are approved, the pages look different: screen" in told
    assert [e.event for e in read_record(shop.content).entries] == ["signed", "signed"]
    again = ("--by", "Dr. Ann Poe", "--role", "DDS", "--meaning", LAYOUT)
    shop.sign("guide", *again)
    code, told = shop.run("release", "guide", *MANAGER)
    assert code == 0, told


def test_pages_that_were_looked_at_again_are_those_that_are_compared(shop: Workshop) -> None:
    style = shop.content.parent / "styles/guide.css"
    style.parent.mkdir()
    shipped = Path(__file__).parents[2] / "styles/guide.css"
    style.write_text(f"{shipped.read_text(encoding='utf-8')}\np {{ letter-spacing: 0.05pt }}\n")
    assert shop.run("release", "guide", *MANAGER)[0] == 1
    shop.sign("guide", "--by", "Dr. Ann Poe", "--role", "DDS", "--meaning", LAYOUT)
    update_engine(shop)
    code, told = shop.run("release", "guide", *MANAGER)
    assert code == 0, told
    style.write_text(f"{shipped.read_text(encoding='utf-8')}\np {{ letter-spacing: 0.06pt }}\n")
    assert shop.states("guide") == {"guide": "changed"}


def test_new_pages_of_a_released_version_are_not_released_under_it(shop: Workshop) -> None:
    assert shop.run("release", "guide", *MANAGER)[0] == 0
    style = shop.content.parent / "styles/guide.css"
    style.parent.mkdir()
    shipped = Path(__file__).parents[2] / "styles/guide.css"
    style.write_text(f"{shipped.read_text(encoding='utf-8')}\np {{ letter-spacing: 0.05pt }}\n")
    why = "version 1.0 is released already, with pages that look different"
    again = ("--by", "Dr. Ann Poe", "--role", "DDS", "--meaning", LAYOUT)
    with pytest.raises(BrochureError, match=why) as refused:
        shop.run("approve", "guide", *again)
    assert refused.value.exit_code == 1 and "--bump" in refused.value.hint
    code, told = shop.run("release", "guide", *MANAGER)
    assert code == 1 and why in told
    assert shop.states("guide") == {"guide": "changed"}
    told = shop.run("status", "guide")[1]
    assert f"{why}\n    give it a new version: " in told and LAYOUT not in told


def test_whoever_signed_last_has_seen_what_is_compared(tmp_path: Path) -> None:
    shop = Workshop(write_project(tmp_path / "clinic", POLICY))
    for signer in (AUTHOR, LEGAL, REVIEWER):  # so that the legal review is not the last
        shop.sign("guide", *signer)
    update_engine(shop)
    code, told = shop.run("release", "guide", *MANAGER)
    assert code == 0, told
