"""The clinic's numbers: whether each can be one in its country, so that a touch calls it."""

from collections.abc import Iterator

from brochure.base.finding import ContentPath, Finding, Severity
from brochure.content.model.contact_details import country_of
from brochure.content.model.content import Content
from brochure.content.text.phone import find_number_fault, is_country
from brochure.content.yaml.source import Source

_LEAST_ANYWHERE = 10  # digits of a number that was good before countries were known


def check_phone_numbers(content: Content, source: Source) -> Iterator[Finding]:
    """Find numbers that lead nowhere, and a country that is none."""
    clinic, country = content.clinic, country_of(content)
    if clinic.country and not is_country(clinic.country):
        what = f'there is no country "{clinic.country}"'
        remedy = "Write its two letters, such as US, GB, DE, CH."
        yield source.finding("content.country", ("clinic", "country"), what, remedy)
        return
    numbers: tuple[tuple[str, ContentPath], ...] = (
        (clinic.phone, ("clinic", "phone")),
        (clinic.fax or "", ("clinic", "fax")),
        ((clinic.text and clinic.text.number) or "", ("clinic", "text", "number")),
    )
    for written, path in numbers:
        fault = find_number_fault(written, country) if written else ""
        if fault:
            whole = sum(map(str.isdigit, written)) >= _LEAST_ANYWHERE
            severity: Severity = "warning" if whole else "error"
            what = f'"{written}" {fault}' + (f" for a number in {country}" if country else "")
            remedy = "Write it with its area code, or with + and the code of its country"
            if not clinic.country:
                remedy += "; or `country:` under `clinic:`, if that is another one"
            yield source.finding("content.phone", path, what, f"{remedy}.", severity)
