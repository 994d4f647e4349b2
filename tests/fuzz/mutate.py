"""A valid file and a source of chance -> the same file, damaged by malice or by mistake."""

import random
import re
import zlib
from collections.abc import Callable, Sequence

MOST_BYTES = 3_000_000  # the limits of readers lie below: what is longer tests nothing more
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_EXTREMES = (
    *(b"0", b"-1", b"1", b"255", b"256", b"65535", b"65536", b"2147483647", b"-2147483648"),
    *(b"4294967295", b"99999999999999999999", b"1e308", b"-1e-308", b"0.0000001", b"nan"),
)
_WORDS = (
    b"\0",
    b"\xff",
    b"\xff\xfe",
    b"\n",
    b"\r\n",
    b"\x1b[2J",
    b"\xe2\x80\xae",
    b"\xf0\x9f\x98\x80",
)
_BITS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)

Change = Callable[[random.Random, bytes], bytes]


def mutate(chance: random.Random, raw: bytes, tokens: Sequence[bytes]) -> bytes:
    """Return `raw` after one to six changes. `tokens` are words of its language."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        change = chance.choice(_CHANGES)
        raw = change(chance, raw, (*tokens, *_WORDS))[:MOST_BYTES]
    return raw


def _span(chance: random.Random, raw: bytes) -> tuple[int, int]:
    start = chance.randint(0, len(raw))
    return start, min(len(raw), start + chance.choice((1, 2, 4, 8, 16, 64, 256, 4096)))


def _flip(chance: random.Random, raw: bytes, _tokens: Sequence[bytes]) -> bytes:
    out = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 8)) if out else 0):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _overwrite(chance: random.Random, raw: bytes, _tokens: Sequence[bytes]) -> bytes:
    """Write a number that is a limit of some kind over one, two or four bytes."""
    at, size = chance.randint(0, len(raw)), chance.choice((1, 2, 4))
    number = chance.choice(_BITS) % (1 << 8 * size)
    order = chance.choice(("big", "little"))
    return (
        raw[:at] + number.to_bytes(size, "big" if order == "big" else "little") + raw[at + size :]
    )


def _cut_off(chance: random.Random, raw: bytes, _tokens: Sequence[bytes]) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def _delete(chance: random.Random, raw: bytes, _tokens: Sequence[bytes]) -> bytes:
    start, end = _span(chance, raw)
    return raw[:start] + raw[end:]


def _repeat(chance: random.Random, raw: bytes, _tokens: Sequence[bytes]) -> bytes:
    start, end = _span(chance, raw)
    return raw[:end] + raw[start:end] * chance.choice((1, 2, 10, 100, 1000)) + raw[end:]


def _move(chance: random.Random, raw: bytes, _tokens: Sequence[bytes]) -> bytes:
    start, end = _span(chance, raw)
    rest = raw[:start] + raw[end:]
    at = chance.randint(0, len(rest))
    return rest[:at] + raw[start:end] + rest[at:]


def _insert(chance: random.Random, raw: bytes, tokens: Sequence[bytes]) -> bytes:
    at, token = chance.randint(0, len(raw)), chance.choice(tokens)
    return raw[:at] + token * chance.choice((1, 1, 1, 2, 60, 3000)) + raw[at:]


def _exchange(chance: random.Random, raw: bytes, tokens: Sequence[bytes]) -> bytes:
    """Put one word of the language where another stands."""
    there = [token for token in tokens if token in raw]
    if not there:
        return _insert(chance, raw, tokens)
    old = chance.choice(there)
    parts = raw.split(old)
    at = chance.randrange(len(parts) - 1)
    new = chance.choice(tokens)
    return old.join(parts[: at + 1]) + new + old.join(parts[at + 1 :])


def _renumber(chance: random.Random, raw: bytes, tokens: Sequence[bytes]) -> bytes:
    """Put an extreme number where one is written in digits."""
    found = list(_NUMBER.finditer(raw))
    if not found:
        return _overwrite(chance, raw, tokens)
    one = chance.choice(found)
    return raw[: one.start()] + chance.choice(_EXTREMES) + raw[one.end() :]


_CHANGES = (
    *(_flip, _overwrite, _cut_off, _delete, _repeat, _move),
    *(_insert, _insert, _exchange, _exchange, _renumber, _renumber),
)


def mutate_png(chance: random.Random, raw: bytes, tokens: Sequence[bytes]) -> bytes:
    """Change a PNG part by part, with sums that are right, so that readers get to what is in it."""
    if chance.random() < 0.3 or not raw.startswith(b"\x89PNG"):
        return mutate(chance, raw, tokens)
    parts: list[tuple[bytes, bytes]] = []
    at = 8
    while at + 8 <= len(raw):
        size = int.from_bytes(raw[at : at + 4])
        parts.append((raw[at + 4 : at + 8], raw[at + 8 : at + 8 + size]))
        at += 12 + size
    for _ in range(chance.choice((1, 1, 2, 4))):
        number = chance.randrange(len(parts))
        kind, content = parts[number]
        act = chance.randrange(5)
        if act == 0:
            parts[number] = kind, mutate(chance, content, tokens)
        elif act == 1:
            parts[number] = (
                chance.choice((b"tRNS", b"PLTE", b"acTL", b"eXIf", b"gAMA", kind)),
                content,
            )
        elif act == 2:
            parts.insert(number, parts[chance.randrange(len(parts))])
        elif act == 3:
            packed = zlib.compress(bytes(chance.choice((9, 10_000, 5_000_000))))
            head = chance.choice((b"a\0\0", b"a\0\1\0\0\0", b""))
            parts.insert(
                number, (chance.choice((b"iCCP", b"zTXt", b"iTXt", b"IDAT")), head + packed)
            )
        elif len(parts) > 1:
            del parts[number]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)
        for kind, content in parts
    )
