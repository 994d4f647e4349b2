"""The number that takes texts: a link once it is confirmed, marked until then, a gap if unknown."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from brochure.base.editions import GUIDE, TRIFOLD, Edition
from brochure.build.document import compose
from brochure.channels.channels import SCREEN
from brochure.content.model.content import Content
from brochure.selection.select import select_content
from brochure.selection.stated_facts import state_facts
from tests.content.small import read, with_facts
from tests.variants import variant_of

SHOWN = (
    "items: [{show: short-name}]",
    'items: [{show: short-name}, {show: text, label: "Text us:", button: true}]',
)
CRISIS = ("text: Press on the gauze for 20 minutes.", 'text: "Or [text 988](sms:988)."')
CONFIRMED = "(555) 010-0300"
TO_CONFIRM = "{number: (555) 010-0300, status: to confirm, question: Which number takes texts?}"
GAP = "{status: to fill in, question: Which number takes texts?}"


def content_with(number: str) -> Content:
    given = ("  phone:", f"  text: {number}\n  phone:") if number else ("  phone:", "  phone:")
    return read(with_facts(SHOWN, CRISIS, given))[0]


def sms_links(content: Content) -> set[str]:
    links = select_content(content, GUIDE).inventory.links
    return {address for address, _ in links if address.startswith("sms:")}


@pytest.mark.parametrize(
    ("number", "links"),
    [
        (CONFIRMED, {"sms:5550100300", "sms:988"}),
        (TO_CONFIRM, {"sms:988"}),
        (GAP, {"sms:988"}),
        ("", {"sms:988"}),
    ],
)
def test_only_a_confirmed_number_is_a_link(number: str, links: set[str]) -> None:
    assert sms_links(content_with(number)) == links


def test_the_finished_file_has_a_link_to_a_confirmed_number_and_none_to_another(
    small: Path,
) -> None:
    for number, count in ((CONFIRMED, 1), (TO_CONFIRM, 0)):
        content = content_with(number)
        file = small / "guide.pdf"
        file.write_bytes(compose(content, variant_of(content, GUIDE, SCREEN, small)).pdf)
        notes = (n.get_object() for page in PdfReader(file).pages for n in page.get("/Annots", ()))
        found = [str(note["/A"]["/URI"]) for note in notes if "/A" in note]
        assert found.count("sms:5550100300") == count
        assert "sms:988" in found


def test_a_number_to_confirm_is_marked_and_moves_no_letter() -> None:
    said = {
        number: next(
            s for s in select_content(content_with(number), GUIDE).passages if "0300" in s.text
        )
        for number in (CONFIRMED, TO_CONFIRM)
    }
    assert said[CONFIRMED].text == said[TO_CONFIRM].text
    assert "to-confirm" in said[TO_CONFIRM].html
    assert "to-confirm" not in said[CONFIRMED].html
    assert said[TO_CONFIRM].facts == ("text",)


def test_a_number_that_is_not_known_is_a_gap_and_one_that_is_not_given_is_left_out() -> None:
    gap = [s for s in select_content(content_with(GAP), GUIDE).passages if "text" in s.facts]
    assert [s.text for s in gap] == ["[Q1]"]
    assert 'class="gap"' in gap[0].html
    words = " ".join(s.text for s in select_content(content_with(""), GUIDE).passages)
    assert "Text us" not in words
    assert "Text us" in " ".join(s.text for s in select_content(content_with(GAP), GUIDE).passages)


@pytest.mark.parametrize(
    ("number", "words", "marked"),
    [
        (CONFIRMED, "Text (555) 010-0300.", []),
        (TO_CONFIRM, "Text (555) 010-0300.", ["to-confirm"]),
        (GAP, "Text [Q1].", ["gap"]),
    ],
)
def test_wording_can_name_it_in_braces(number: str, words: str, marked: list[str]) -> None:
    said = state_facts("Text {text}.", "", content_with(number))
    assert said.text == words
    assert [m for m in ("to-confirm", "gap") if f'class="{m}"' in said.html] == marked


def test_nothing_falls_back_to_the_telephone() -> None:
    for number in (GAP, ""):
        links = select_content(content_with(number), GUIDE).inventory.links
        assert not [address for address, _ in links if address == "sms:5550100199"]


@pytest.mark.parametrize(("edition", "said"), [(TRIFOLD, True), (GUIDE, False)])
def test_on_paper_a_link_in_wording_says_its_number_but_not_beside_the_number_itself(
    edition: Edition, said: bool
) -> None:
    changes = (("text: Press on the gauze for 20 minutes.", 'text: "Or [text us](sms:988)."'),)
    alert = ("body: You cannot stop the bleeding.", 'body: "[Call](tel:999)"')
    content = read(with_facts(*changes, alert))[0]
    texts = [passage.text for passage in select_content(content, edition).passages]
    assert ("Or text us (988)." in texts) == said
    assert ("Or text us." in texts) == (not said)
    assert "Call" in texts
