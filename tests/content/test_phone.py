"""Phone numbers: printed as the clinic wrote them, dialled as a telephone wants them."""

import pytest

from brochure.content.checks.phone_numbers import check_phone_numbers
from brochure.content.model.blocks.contact import ClinicFact
from brochure.content.model.contact_details import find_contact_detail
from brochure.content.text.phone import dial_digits
from tests.content.small import read, with_facts
from tests.content.test_bad_content import GOOD


@pytest.mark.parametrize(
    ("written", "country", "dialled"),
    [
        ("+49 (0)761 2700-0", "", "+4976127000"),
        ("+49 (0)761 2700-0", "US", "+4976127000"),
        ("0761 2700-0", "DE", "+4976127000"),
        ("0761/2700-0", "DE", "+4976127000"),
        ("0761 2700-0", "", "076127000"),
        ("+44 (0)20 7946 0018", "", "+442079460018"),
        ("+39 06 6988 1234", "", "+390669881234"),
        ("06 6988 1234", "IT", "+390669881234"),
        ("+43 (0) 1 40400", "", "+43140400"),
        ("(336) 999-7116", "", "3369997116"),
        ("(336) 999-7116", "US", "+13369997116"),
        ("1-336-999-7116", "US", "+13369997116"),
        ("(555) 555-0100 ext. 12", "", "5555550100;ext=12"),
        ("(555) 555-0100 x12", "US", "+15555550100;ext=12"),
        ("555.555.0100, ext 12", "US", "+15555550100;ext=12"),
        ("(555) 555-0100 #12", "US", "+15555550100;ext=12"),
        ("+49 761 2700 Durchwahl 12", "", "+497612700;ext=12"),
    ],
)
def test_a_number_is_dialled_as_its_country_does(written: str, country: str, dialled: str) -> None:
    assert dial_digits(written, country) == dialled


@pytest.mark.parametrize(
    ("written", "likely", "dialled"),
    [
        ("0761 2700-0", "DE", "+4976127000"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("(336) 999-7116", "US", "3369997116"),
        ("(336) 999-7116", "MX", "3369997116"),  # a clinic of the US, in the Spanish of Mexico
    ],
)
def test_a_language_alone_moves_no_number_into_another_country(
    written: str, likely: str, dialled: str
) -> None:
    assert dial_digits(written, "", likely) == dialled


def told(phone: str, language: str = "en-US", more: str = "") -> list[tuple[str, str, int]]:
    text = GOOD.replace("phone: (555) 010-0199", f"phone: {phone}\n  {more}".rstrip())
    text = text.replace("language: en-GB", f"language: {language}")
    content, source = read(text)
    return [(f.id, f.severity, f.place.line) for f in check_phone_numbers(content, source)]


LINE = GOOD[: GOOD.index("  phone:")].count("\n") + 1


@pytest.mark.parametrize(
    ("phone", "language", "more", "found"),
    [
        ("(555) 010-0199", "en-US", "", []),
        ("(555) 010-0199 ext. 12", "en-US", "", []),
        ("0761 2700-0", "de-DE", "", []),
        ("089 1234567", "de-DE", "", []),
        ("+49 (0)761 2700-0", "en-US", "", []),
        ("555 010 0199 123", "en-US", "", [("content.phone", "warning", LINE)]),
        ("555-0100", "en-US", "", [("content.phone", "error", LINE)]),
        ("+49 1", "en-US", "", None),
        ("0761 2700-0", "en-US", "country: DE", []),
        ("(555) 010-0199", "en-US", "country: UK", [("content.country", "error", LINE + 1)]),
        ("(555) 010-0199", "en-US", "fax: 555-0100", [("content.phone", "error", LINE + 1)]),
        ("(555) 010-0199", "de", "", []),
    ],
)
def test_a_number_that_cannot_be_one_is_told_with_its_line(
    phone: str, language: str, more: str, found: list[tuple[str, str, int]] | None
) -> None:
    if found is None:
        with pytest.raises(AssertionError):
            told(phone, language, more)
    else:
        assert told(phone, language, more) == found


def test_fax_and_email_are_facts_of_the_clinic() -> None:
    given = ("  phone:", "  fax: (555) 010-0150\n  email: desk@clinic.example\n  phone:")
    content, _ = read(with_facts(given))
    details = {name: find_contact_detail(content, name) for name in _FACTS}
    assert details["fax"].lines[0][0] == "(555) 010-0150"
    assert details["fax"].href == "", "a touch must not call a fax"
    assert details["email"].href == "mailto:desk@clinic.example"
    without, _ = read(with_facts())
    assert [find_contact_detail(without, name).lines for name in _FACTS] == [(), ()]


_FACTS: tuple[ClinicFact, ClinicFact] = ("fax", "email")
