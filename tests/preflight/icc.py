"""A tiny CMYK printer profile of our own: dark colours become black ink, one for one."""

from collections.abc import Callable
from itertools import product
from struct import pack

_GRID = 2
_Values = tuple[int, ...]


def cmyk_profile(kind: bytes = b"prtr", space: bytes = b"CMYK", name: str = "tiny") -> bytes:
    """Return an ICC profile, version 2, that maps Lab lightness to black (ICC.1:2001-04, 6)."""
    white = _tag(b"XYZ ", pack(">3i", 63190, 65536, 54061))
    written = name.encode() + b"\0"
    description = _tag(b"desc", pack(">I", len(written)) + written + bytes(78))
    copyright_ = _tag(b"text", b"none\0")
    to_press, to_lab = _lut(3, 4, _dark_is_black), _lut(4, 3, _ink_is_dark)
    tags = {
        b"desc": description,
        b"cprt": copyright_,
        b"wtpt": white,
        **dict.fromkeys((b"B2A0", b"B2A1", b"B2A2"), to_press),
        **dict.fromkeys((b"A2B0", b"A2B1", b"A2B2"), to_lab),
    }
    table, body = pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for key, tag in tags.items():
        table += key + pack(">2I", start + len(body), len(tag))
        body += tag + bytes(-len(tag) % 4)
    head = pack(">I4sI4s4s4s", start + len(body), b"test", 0x02400000, kind, space, b"Lab ")
    head += bytes(12) + b"acsp" + bytes(28) + pack(">3i", 63190, 65536, 54061) + bytes(48)
    return head + table + body


def _tag(kind: bytes, content: bytes) -> bytes:
    return kind + bytes(4) + content


def _dark_is_black(lab: _Values) -> _Values:
    return (0, 0, 0, 255 - lab[0])


def _ink_is_dark(inks: _Values) -> _Values:
    return (255 - max(inks), 128, 128)


def _lut(inputs: int, outputs: int, convert: Callable[[_Values], _Values]) -> bytes:
    """Return an 8-bit table with straight curves."""
    matrix = pack(">9i", *(65536 if n % 4 == 0 else 0 for n in range(9)))
    straight = bytes(range(256))
    corners = product((0, 255), repeat=inputs)
    grid = b"".join(bytes(convert(corner)) for corner in corners)
    head = bytes((inputs, outputs, _GRID, 0)) + matrix
    return _tag(b"mft1", head + straight * inputs + grid + straight * outputs)
