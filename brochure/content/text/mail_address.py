"""E-mail addresses: whether a text is one that a message can go to, and how it is told."""

import re
import unicodedata

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


def mask_address(address: str) -> str:
    """Return an address as it may be told: its first letter alone, ``j…@…``."""
    first = address.strip()[:1]
    return f"{first if first.isalnum() else ''}…@…"
