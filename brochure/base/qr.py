"""QR codes: an address -> a code that phones read. Source: ISO/IEC 18004."""

import io
from functools import lru_cache

import segno

QUIET_MODULES = 4  # white around a QR code: ISO/IEC 18004, 9.1


@lru_cache(maxsize=32)
def make_qr_code(address: str) -> segno.QRCode:
    """Return the QR code of an address, with medium error correction."""
    return segno.make(address, error="m", micro=False)


def draw_qr_code(address: str, lit: bool = False) -> str:
    """Return a QR code as black SVG, medium error correction, with its quiet zone of 4 modules.

    Source: ISO/IEC 18004. Black alone: a code printed in several inks may be out of register.
    `lit` puts white behind it, for phones read no light code on a dark page.
    """
    svg = io.BytesIO()
    code = make_qr_code(address)
    light = "#fff" if lit else None
    code.save(
        svg, kind="svg", border=QUIET_MODULES, light=light, omitsize=True, xmldecl=False, nl=False
    )
    return svg.getvalue().decode()
