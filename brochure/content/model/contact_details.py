"""Facts about the clinic as documents show them: lines of text, where each stands, and the link."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it.common.normalize_url import normalizeLink

from brochure.base.finding import ContentPath
from brochure.content.model.blocks.contact import ClinicFact
from brochure.content.model.clinic import Clinic
from brochure.content.model.content import Content
from brochure.content.text.phone import dial_digits


@dataclass(frozen=True)
class ContactDetail:
    """`lines` are (text, content path); `href` is where the fact leads, or empty."""

    lines: tuple[tuple[str, ContentPath], ...]
    href: str = ""


def country_of(content: Content) -> str:
    """Return the country by whose plan numbers are written, empty where nothing says it."""
    return content.clinic.country or content.document.language.partition("-")[2]


def dial(content: Content, number: str) -> str:
    """Return one of the clinic's numbers as a link to it wants it."""
    return dial_digits(number, content.clinic.country or "", country_of(content))


def find_contact_detail(content: Content, show: ClinicFact) -> ContactDetail:
    """Return one detail of the clinic; one that it does not give has no lines.

    One that is not confirmed leads nowhere. Addresses lead where they are shown, but are written
    in ASCII (RFC 3986; IDNA for the host).
    """
    clinic = content.clinic
    address = clinic.address
    facts: dict[ClinicFact, ContactDetail] = {
        "name": _one(clinic.name, "name"),
        "short-name": _one(clinic.short_name, "short_name"),
        "tagline": _one(clinic.tagline, "tagline"),
        "place": _one(clinic.place, "place"),
        "address": ContactDetail(
            (
                (address.street, ("clinic", "address", "street")),
                (address.city, ("clinic", "address", "city")),
            )
        ),
        "phone": _one(clinic.phone, "phone", f"tel:{dial(content, clinic.phone)}"),
        "text": _text_number(content),
        "fax": _one(clinic.fax, "fax") if clinic.fax else ContactDetail(()),
        "email": _one(clinic.email, "email", f"mailto:{clinic.email}")
        if clinic.email
        else ContactDetail(()),
        "website": _one(format_web_address(clinic.website), "website", _write_link(clinic.website)),
        "booking": _one(format_web_address(clinic.booking), "booking", _write_link(clinic.booking)),
        "qr": ContactDetail((), _write_link(clinic.booking)),
    }
    return facts[show]


@lru_cache(maxsize=100)
def _write_link(address: str) -> str:
    return normalizeLink(address)


def _one(text: str, key: str, href: str = "") -> ContactDetail:
    return ContactDetail(((text, ("clinic", key)),), href)


def _text_number(content: Content) -> ContactDetail:
    """Nothing falls back to the phone: a text in need must not reach one that takes none."""
    clinic = content.clinic
    if clinic.text is None or clinic.text.number is None:
        return ContactDetail(())
    dialled = dial(content, clinic.text.number).partition(";")[0]
    href = f"sms:{dialled}" if clinic.text.status == "confirmed" else ""
    return ContactDetail(((clinic.text.number, ("clinic", "text", "number")),), href)


def named_details(clinic: Clinic) -> dict[str, str]:
    """Return what wording can name in braces; the text number, if there is one, may be a gap."""
    text = {"text": clinic.text.number or ""} if clinic.text else {}
    return {"clinic": clinic.short_name, "phone": clinic.phone, **text}


def format_web_address(address: str) -> str:
    """Return a web address as people read it: without scheme and closing slash."""
    parts = urlsplit(address)
    return (parts.netloc + parts.path + (f"?{parts.query}" if parts.query else "")).rstrip("/")
