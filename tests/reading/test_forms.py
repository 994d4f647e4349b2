"""A safety sheet on screen, filled in as people do: typed, ticked, signed; read back and looked at.

Typing is pypdf's and PDFium's (the reader in Chrome), signing is pyHanko's.
"""

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image, ImageChops
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader, PdfWriter

from brochure.base.geometry import Rect
from brochure.commands.accessibility import judge_file
from brochure.reading.forms import ReadField, read_fields

EDITION = "safety-sheet-ketamine"
MOST_BYTES = 300_000
TICKED = "sheet-tell-us-first-pregnancy"
TYPED = {
    "sheet-ride-who": "Zoë Núñez, Ångström œuvre – “ß”",
    "sheet-patient-chart": "2 of 3",
    "sheet-questions-mine": "May my sister stay? When can I work again?",
    "sheet-signatures-patient-name": "Jane Doe",
    "sheet-signatures-patient-date": "11/05/2026",
}
SIGNED = "sheet-signatures-patient-signature", "sheet-signatures-clinician-signature"
PX_PER_PT = 4


@pytest.fixture(scope="module")
def sheet(output: Path) -> bytes:
    """The sheet on screen, as it is sent."""
    return (output / f"screen/{EDITION}.pdf").read_bytes()


@pytest.fixture(scope="module")
def fields(sheet: bytes) -> dict[str, ReadField]:
    return {field.name: field for field in read_fields(sheet)}


@pytest.fixture(scope="module")
def filled(sheet: bytes) -> bytes:
    return filled_in(sheet, {**TYPED, TICKED: "/Yes"})


def filled_in(pdf: bytes, values: dict[str, str], incremental: bool = False) -> bytes:
    """Fill in a file by pypdf, which draws what is typed with the field's own font."""
    out = io.BytesIO()
    if incremental:
        writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    else:
        writer = PdfWriter(clone_from=io.BytesIO(pdf))
    given: Any = values
    writer.update_page_form_field_values(writer.pages[0], given, auto_regenerate=False)
    writer.write(out)
    return out.getvalue()


def drawn(pdf: bytes) -> Image.Image:
    """Draw the page with its fields by PDFium."""
    document: Any = pdfium.PdfDocument(pdf)
    document.init_forms()
    page = document[0].render(scale=PX_PER_PT, may_draw_forms=True)
    return page.to_pil().convert("L")


def changed(one: Image.Image, other: Image.Image, rect: Rect) -> bool:
    left, top, right, bottom = (
        round(side * PX_PER_PT) for side in (rect.left, rect.top, rect.right, rect.bottom)
    )
    area = (left, top, right, bottom)
    return ImageChops.difference(one.crop(area), other.crop(area)).getbbox() is not None


def test_every_kind_of_field_is_there(fields: dict[str, ReadField]) -> None:
    kinds = [field.kind for field in fields.values()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "text": 17,
        "checkbox": 8,
        "signature": 3,
    }
    assert not any("." in name for name in fields)
    required = {name for name, field in fields.items() if field.required}
    assert required == {
        f"sheet-signatures-{who}-{what}"
        for who in ("patient", "clinician")
        for what in ("name", "signature", "date", "time")
    }
    assert fields[SIGNED[0]].spoken_name.startswith("Patient, or who decides for them (relation): ")


def test_an_empty_sheet_is_small_and_looks_as_on_paper(sheet: bytes) -> None:
    """Fields are clear: what shows is the box or the rule under them."""
    assert len(sheet) <= MOST_BYTES
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        del pdf.Root.AcroForm, pdf.pages[0].obj["/Annots"]
        bare = io.BytesIO()
        pdf.save(bare)
    assert drawn(sheet).tobytes() == drawn(bare.getvalue()).tobytes()


def test_what_is_filled_in_is_read_back_and_seen_where_it_belongs(
    sheet: bytes, filled: bytes, fields: dict[str, ReadField]
) -> None:
    values = PdfReader(io.BytesIO(filled)).get_fields() or {}
    assert {name: values[name]["/V"] for name in TYPED} == TYPED
    assert values[TICKED]["/V"] == "/Yes"
    before, after = drawn(sheet), drawn(filled)
    seen = {name for name, field in fields.items() if changed(before, after, field.rect)}
    assert seen == {*TYPED, TICKED}


def test_accents_are_letters_of_the_embedded_font(filled: bytes, tmp_path: Path) -> None:
    """veraPDF finds no letter without a shape, and no font from outside."""
    file = tmp_path / "filled.pdf"
    file.write_bytes(filled)
    assert [verdict.faults for verdict in judge_file(file)] == [(), ()]


def test_a_box_can_be_ticked_and_cleared(sheet: bytes, filled: bytes) -> None:
    cleared = filled_in(filled, {TICKED: "/Off", **dict.fromkeys(TYPED, "")})
    assert drawn(cleared).tobytes() == drawn(sheet).tobytes()


def test_text_that_is_too_long_stays_in_its_field(
    sheet: bytes, fields: dict[str, ReadField]
) -> None:
    name, long = "sheet-ride-who", "as long as it takes " * 20
    filled = filled_in(sheet, {name: long})
    assert (PdfReader(io.BytesIO(filled)).get_fields() or {})[name]["/V"] == long
    before, after = drawn(sheet), drawn(filled)
    left, top, right, bottom = (ImageChops.difference(before, after).getbbox()) or (0, 0, 0, 0)
    area = fields[name].rect
    px = Rect(left / PX_PER_PT, top / PX_PER_PT, right / PX_PER_PT, bottom / PX_PER_PT)
    assert area.holds(px, slack=1)


def typed(pdf: bytes, field: ReadField, text: str) -> tuple[str, Image.Image]:
    """Type into a field with PDFium, key by key; return what it holds, and the page."""
    document: Any = pdfium.PdfDocument(pdf)
    document.init_forms()
    page, form = document[0], document.formenv
    x, y = field.rect.left + 3, page.get_height() - field.rect.middle.top
    raw.FORM_OnLButtonDown(form, page, 0, x, y)
    raw.FORM_OnLButtonUp(form, page, 0, x, y)
    for letter in text:
        raw.FORM_OnChar(form, page, ord(letter), 0)
    raw.FORM_SelectAllText(form, page)
    length = raw.FORM_GetSelectedText(form, page, None, 0)
    held = (raw.FPDF_WCHAR * (length // 2))()
    raw.FORM_GetSelectedText(form, page, held, length)
    raw.FORM_ForceToKillFocus(form)
    seen = page.render(scale=PX_PER_PT, may_draw_forms=True).to_pil().convert("L")
    return bytes(held)[:-2].decode("utf-16-le"), seen


def test_typing_stops_where_the_lines_are_full(sheet: bytes, fields: dict[str, ReadField]) -> None:
    """Both ruled lines of the questions hold words; of what does not fit, nothing is taken."""
    field = fields["sheet-questions-mine"]
    long = "words that go on and on, " * 20
    held, seen = typed(sheet, field, long)
    assert 100 < len(held) < len(long)
    middle = (field.rect.top + field.rect.bottom) / 2
    for part in (
        Rect(field.rect.left, field.rect.top, 200, middle - 1),
        Rect(field.rect.left, middle + 1, 200, field.rect.bottom),
    ):
        assert changed(drawn(sheet), seen, part)


def test_a_date_is_typed_and_a_box_is_clicked(sheet: bytes, fields: dict[str, ReadField]) -> None:
    date = fields["sheet-signatures-patient-date"]
    held, seen = typed(sheet, date, "11/05/2026")
    assert held == "11/05/2026"
    assert changed(drawn(sheet), seen, date.rect)
    _, seen = typed(sheet, fields[TICKED], "")
    assert changed(drawn(sheet), seen, fields[TICKED].rect)


@pytest.fixture(scope="module")
def signer() -> signers.SimpleSigner:
    """Someone with a certificate of their own making."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A signer")])
    usage = x509.KeyUsage(True, True, *[False] * 7)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime(2026, 1, 1))
        .not_valid_after(datetime(2126, 1, 1))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    held = pkcs12.serialize_key_and_certificates(b"signer", key, certificate, None, NoEncryption())
    made = signers.SimpleSigner.load_pkcs12_data(held, [], None)
    assert made
    return made


def signed(pdf: bytes, name: str, signer: signers.SimpleSigner) -> bytes:
    out: io.BytesIO = cast("Any", signers).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)),
        signers.PdfSignatureMetadata(field_name=name),
        signer,
        existing_fields_only=True,
    )
    return out.getvalue()


def test_one_signs_then_others_fill_in_and_sign(
    filled: bytes, signer: signers.SimpleSigner
) -> None:
    """Each step adds to the file; the first signature still holds, and says what came after."""
    first = signed(filled, SIGNED[0], signer)
    later = filled_in(first, {"sheet-signatures-clinician-date": "11/06/2026"}, incremental=True)
    second = signed(later, SIGNED[1], signer)
    assert later.startswith(first)
    assert second.startswith(later)
    assert signer.signing_cert
    trusted = ValidationContext(trust_roots=[signer.signing_cert])
    signatures = PdfFileReader(io.BytesIO(second)).embedded_signatures
    told = [validate_pdf_signature(each, trusted) for each in signatures]
    assert [each.field_name for each in signatures] == list(SIGNED)
    assert all(each.intact and each.valid and each.docmdp_ok for each in told)
    levels = [each.modification_level for each in told]
    assert levels == [ModificationLevel.FORM_FILLING, ModificationLevel.NONE]
    values = PdfReader(io.BytesIO(second)).get_fields() or {}
    assert values["sheet-ride-who"]["/V"] == TYPED["sheet-ride-who"]


def test_letters_that_reach_below_the_line_are_not_cut(
    sheet: bytes, fields: dict[str, ReadField]
) -> None:
    """Type keeps clear of the lower edge of its field, where an appearance ends."""
    names = [name for name, field in fields.items() if field.kind == "text" and not field.several]
    before, after = drawn(sheet), drawn(filled_in(sheet, dict.fromkeys(names, "gjpqy")))
    for name in names:
        edge = fields[name].rect
        assert changed(before, after, edge)
        assert not changed(before, after, replace(edge, top=edge.bottom - 0.25)), name
