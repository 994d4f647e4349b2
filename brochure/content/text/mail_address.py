"""E-mail addresses: whether a text is one that a message can go to, and how it is told."""

import re
import unicodedata
from contextlib import suppress

LONGEST = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
_LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1
_SPACE = " \t\N{NO-BREAK SPACE}"
_LOCAL = re.compile(r"[^\s@\"(),:;<>\[\]\\]+")
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")


def parse_address(written: str) -> str:
    """Return an address without the white space around it, its accents composed.

    Raises ValueError, ``what | remedy`` without the address in it, if no message can go there.
    Quoted names and address literals (RFC 5321, 4.1.2) are refused: nobody has one.
    """
    address = unicodedata.normalize("NFC", written.strip(_SPACE))
    fault = _fault(address)
    if fault:
        raise ValueError(f"{fault} | Write one address, such as name@example.org.")
    return address


def _fault(address: str) -> str:
    """Say what keeps a text from being an address, or nothing."""
    if not address:
        return "holds no address"
    if not address.isprintable():
        return "holds a line break or a sign that cannot be seen"
    if address.count("@") != 1:
        return "is not one e-mail address"
    local, _, domain = address.partition("@")
    labels = domain.split(".")
    dotted = local.startswith(".") or local.endswith(".") or ".." in local
    if not _LOCAL.fullmatch(local) or dotted or "=?" in address:
        return "has signs before the @ that no address has"
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return "has no whole domain after the @"
    if len(address.encode()) > LONGEST or len(local.encode()) > _LONGEST_LOCAL:
        return "is longer than an address can be"
    return ""


def identify_address(address: str) -> str:
    """Return the one form of all spellings of an address, to compare by; never to send to.

    Capitals do not count, as no server tells readers apart by them. The domain is told in ASCII
    (IDNA 2008, mapped by UTS 46): ``Jürgen@STRAẞE.example`` is ``jürgen@xn--strae-oqa.example``.
    Nothing is folded beyond that: ``strauß@`` and ``strauss@`` are two people.
    """
    local, _, domain = unicodedata.normalize("NFC", address).rpartition("@")
    labels = (_in_ascii(label) for label in domain.split("."))
    return f"{unicodedata.normalize('NFC', local.lower())}@{'.'.join(labels)}"


def spell_domain(address: str) -> tuple[str, str]:
    """Return an address with its domain in ASCII, and with the letters that this stands for."""
    import idna

    local, _, domain = address.rpartition("@")
    ascii_labels = tuple(map(_in_ascii, domain.split(".")))
    with suppress(idna.IDNAError):
        domain = ".".join(map(idna.decode, ascii_labels))
    return f"{local}@{'.'.join(ascii_labels)}", f"{local}@{domain}"


def _in_ascii(label: str) -> str:
    """Return a label of a domain in ASCII, or in small letters where IDNA has no form for it."""
    import idna  # late: what reads content needs none

    try:
        return idna.encode(label, uts46=True).decode().lower()
    except idna.IDNAError:  # `_x`, `ab--c`: no label of IDNA, and yet there are such hosts
        return unicodedata.normalize("NFC", label.lower())


def mask_address(address: str) -> str:
    """Return an address as it may be told: its first letter alone, ``j…@…``."""
    first = address.strip()[:1]
    return f"{first if first.isalnum() else ''}…@…"
