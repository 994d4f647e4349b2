"""Where a document stands: what is released, and what is not in the files of a release."""

from dataclasses import replace
from datetime import date

import pytest

from brochure.approval.binding import Binding
from brochure.approval.entry import LAYOUT, Entry
from brochure.approval.state import judge_state, why_version_taken
from brochure.content.load import load_content
from brochure.content.model.content import Content
from tests.approval.entries import binding, numbered, signed
from tests.approval.workshop import write_project

TODAY = date(2026, 12, 1)
SIGNED = (signed("Sam Lee", "wrote"), signed("Ann Poe", "medical review"))
RELEASED = signed("Kim Roe", "released", event="released")
NEW = binding(pages="drawn otherwise")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    loaded = load_content(write_project(tmp_path_factory.mktemp("state") / "clinic"))
    assert loaded.content
    return loaded.content


def state(content: Content, to: Binding, *entries: Entry) -> tuple[str, str]:
    found = judge_state(content, to, numbered(*entries), TODAY)
    return found.kind, found.why


def test_a_release_is_one_of_the_words_and_pages_of_today(content: Content) -> None:
    assert state(content, binding(), *SIGNED) == ("approved", "")
    assert state(content, binding(), *SIGNED, RELEASED) == ("released", "")
    assert state(content, NEW, *SIGNED, RELEASED) == ("draft", "")
    assert state(content, binding(words="other"), *SIGNED, RELEASED)[0] == "changed"


def test_a_released_version_says_what_it_said_then(content: Content) -> None:
    why = "version 1.0 is released already, with other words or sources"
    others = replace(binding(), behind="another source")
    assert why_version_taken(binding(), numbered(*SIGNED, RELEASED)) == ""
    assert state(content, others, *SIGNED, RELEASED) == ("changed", why)
    again = (signed("Sam Lee", "wrote", others), signed("Ann Poe", "medical review", others))
    assert state(content, others, *SIGNED, RELEASED, *again) == ("changed", why)
    asked = signed("Kim Roe", "", event="review", reason="The label changed")
    assert state(content, others, *SIGNED, RELEASED, asked) == ("changed", why)
    assert state(content, binding(), *SIGNED, RELEASED, asked)[0] == "to be reviewed"


def test_a_stack_is_out_of_date_once_its_version_is_replaced_or_withdrawn(
    content: Content,
) -> None:
    printed = signed("Kim Roe", "", event="printed", quantity=500, place="Front desk")
    now = binding(version="1.1")
    next_one = signed("Kim Roe", "released", now, event="released")
    gone = signed("Kim Roe", "", event="withdrawn", reason="wrong dose")

    def why(*entries: Entry) -> str:
        found = judge_state(content, now, numbered(*SIGNED, RELEASED, printed, *entries), TODAY)
        return found.why_out_of_date(printed)

    assert why() == ""
    assert why(next_one) == "out of date: version 1.1 has replaced them"
    assert why(next_one, gone) == why(gone) == "withdrawn: destroy them"


def test_new_pages_of_a_release_are_approved_and_not_released(content: Content) -> None:
    again = signed("Ann Poe", LAYOUT, NEW)
    why = "version 1.0 is released already, with pages that look different"
    assert state(content, NEW, *SIGNED, RELEASED, again) == ("approved", why)
    assert state(content, binding(), *SIGNED, RELEASED, again) == ("released", "")
    new = signed("Kim Roe", "released", NEW, event="released")
    assert state(content, NEW, *SIGNED, again, new) == ("released", "")


def test_pages_that_the_same_pdfium_draws_otherwise_want_a_new_version(content: Content) -> None:
    why = "version 1.0 is released already, with pages that look different"
    same, other = (
        signed("Kim Roe", "released", event="released", pdfium=f"pdfium {n}") for n in (1, 2)
    )
    assert state(content, NEW, *SIGNED, same) == ("changed", why)
    assert state(content, NEW, *SIGNED, other) == ("draft", "")


def test_pages_of_a_release_that_the_program_found_alike_are_released(content: Content) -> None:
    redrawn = signed("", "", NEW, role="", event="redrawn")
    assert state(content, NEW, *SIGNED, RELEASED, redrawn) == ("released", "")
