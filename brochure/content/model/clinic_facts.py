"""Facts about the clinic as documents show them: lines of text, where each stands, and the link."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from markdown_it.common.normalize_url import normalizeLink

from brochure.base.finding import ContentPath
from brochure.content.model.blocks import ClinicFact
from brochure.content.model.content import Clinic


@dataclass(frozen=True)
class Fact:
    """`lines` are (text, content path); `href` is where the fact leads, or empty."""

    lines: tuple[tuple[str, ContentPath], ...]
    href: str = ""


def find_fact(clinic: Clinic, show: ClinicFact) -> Fact:
    """Return one fact of `clinic`. A text number that is not given falls back to the phone's.

    Addresses lead where they are shown, but are written in ASCII (RFC 3986; IDNA for the host).
    """
    address = clinic.address
    texting = clinic.text or clinic.phone
    facts: dict[ClinicFact, Fact] = {
        "name": _one(clinic.name, "name"),
        "short-name": _one(clinic.short_name, "short_name"),
        "tagline": _one(clinic.tagline, "tagline"),
        "place": _one(clinic.place, "place"),
        "address": Fact(
            (
                (address.street, ("clinic", "address", "street")),
                (address.city, ("clinic", "address", "city")),
            )
        ),
        "phone": _one(clinic.phone, "phone", f"tel:{dial_digits(clinic.phone)}"),
        "text": _one(texting, "text" if clinic.text else "phone", f"sms:{dial_digits(texting)}"),
        "website": _one(
            format_web_address(clinic.website), "website", normalizeLink(clinic.website)
        ),
        "booking": _one(
            format_web_address(clinic.booking), "booking", normalizeLink(clinic.booking)
        ),
        "qr": Fact((), normalizeLink(clinic.booking)),
    }
    return facts[show]


def _one(text: str, key: str, href: str = "") -> Fact:
    return Fact(((text, ("clinic", key)),), href)


def dial_digits(number: str) -> str:
    """Return a phone number as ``tel:`` and ``sms:`` links want it: digits and a leading plus."""
    return "".join(c for c in number if c.isdigit() or c == "+")


def format_web_address(address: str) -> str:
    """Return a web address as people read it: without scheme and closing slash."""
    parts = urlsplit(address)
    return (parts.netloc + parts.path + (f"?{parts.query}" if parts.query else "")).rstrip("/")
