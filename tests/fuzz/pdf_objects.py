"""A valid PDF -> the same with objects where others belong, or leading back to themselves."""

import io
import random
import warnings
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.fuzz.mutate import mutate

_NAMES = (
    *("Parent", "Kids", "Annots", "K", "P", "Pg", "V", "AS", "AP", "N", "FT", "T", "Subtype"),
    *("Contents", "Resources", "Font", "XObject", "ColorSpace", "Filter", "DecodeParms", "Length"),
    *("FunctionType", "Functions", "Domain", "Range", "MediaBox", "TrimBox", "Rotate", "UserUnit"),
    *(
        "Count",
        "Fields",
        "StructTreeRoot",
        "RoleMap",
        "OCProperties",
        "OCGs",
        "Order",
        "SMask",
        "G",
    ),
    *("Pattern", "Shading", "ExtGState", "OutputIntents", "DestOutputProfile", "Metadata", "Names"),
)
_VALUES = (
    *(0, 1, -1, 2**31 - 1, -(2**31), 2**62, True, False, b"", b"\xfe\xff\xd8\x00", b"text"),
    *("/Widget", "/Link", "/Tx", "/Btn", "/Off", "/Image", "/Form", "/FlateDecode", "/JBIG2Decode"),
    *(
        "/JPXDecode",
        "/DCTDecode",
        "/CCITTFaxDecode",
        "/DeviceN",
        "/Separation",
        "/ICCBased",
        "/All",
    ),
)
_OPERATORS = (
    *(b"q ", b"Q ", b"/Im1 Do ", b"/F1 9 Tf ", b"BT ", b"ET ", b"(a) Tj ", b"/Over gs ", b"scn "),
    *(b"/S cs ", b"BI /W 9 /H 9 /BPC 8 /CS /G ID ", b" EI ", b"9999999 0 0 9 0 0 cm ", b"W n "),
    *(b"/MC0 BDC ", b"EMC ", b"sh ", b"1 0 0 rg ", b"nan w ", b"[1 2] 0 d ", b"3 Tr ", b"<"),
)
_TOKENS = (b" 0 R", b"obj", b"endobj", b"stream\n", b"endstream", b"xref", b"trailer", b"<<", b">>")


# pikepdf raises these for objects that a file may hold and its own functions will not write.
_UNFIT = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, IndexError)


def mutate_pdf(chance: random.Random, raw: bytes, tokens: Sequence[bytes] = ()) -> bytes:
    """Change objects of a file and save it whole, or, one time in three, change its bytes."""
    if chance.random() < 0.33:
        return mutate(chance, raw, (*tokens, *_TOKENS))
    try:
        saved = _mutate_objects(chance, raw)
    except _UNFIT:
        return mutate(chance, raw, (*tokens, *_TOKENS))
    return mutate(chance, saved, _TOKENS) if chance.random() < 0.1 else saved


def _mutate_objects(chance: random.Random, raw: bytes) -> bytes:
    with warnings.catch_warnings(), pikepdf.open(io.BytesIO(raw)) as pdf:
        kinds = (Array, Dictionary, pikepdf.Stream)
        things: list[Any] = [each for each in pdf.objects if isinstance(each, kinds)]
        for _ in range(chance.choice((1, 1, 2, 4, 10))):
            with suppress(*_UNFIT):
                _change(chance, chance.choice(things), things)
        out = io.BytesIO()
        warnings.simplefilter("ignore")  # fields that no form names
        pdf.save(out, static_id=True, normalize_content=False)
    return out.getvalue()


def _change(chance: random.Random, thing: Any, things: Sequence[Any]) -> None:
    """Change one entry of one object, or what a stream holds."""
    if isinstance(thing, pikepdf.Stream) and chance.random() < 0.5:
        try:
            content = thing.read_bytes()
        except (pikepdf.PdfError, RuntimeError):
            content = thing.read_raw_bytes()
        thing.write(mutate(chance, content, _OPERATORS))
        return
    value = _value(chance, things)
    if isinstance(thing, Array):
        if len(thing) and chance.random() < 0.8:
            thing[chance.randrange(len(thing))] = value
        else:
            thing.extend([value] * chance.choice((1, 2, 200)))
        return
    own = sorted(key for key in thing.keys() if key != "/Length")  # noqa: SIM118  # is no mapping
    inner = [thing[key] for key in own if isinstance(thing[key], Array | Dictionary)]
    act = chance.random()
    if inner and act < 0.4:
        _change(chance, chance.choice(inner), things)
    elif own and act < 0.7:
        thing[chance.choice(own)] = value
    elif own and act < 0.85:
        del thing[chance.choice(own)]
    else:
        thing[f"/{chance.choice(_NAMES)}"] = value


def _value(chance: random.Random, things: Sequence[Any]) -> Any:
    """Return another object of the file, so that ways lead back, or a value of another kind."""
    if chance.random() < 0.5:
        return chance.choice(things)
    value = chance.choice(_VALUES)
    if isinstance(value, str):
        return Name(value)
    if isinstance(value, bytes):
        return pikepdf.String(value)
    return chance.choice((value, Array([]), Dictionary(), Array([value] * 3)))
