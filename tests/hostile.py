"""PDFs that nobody makes by mistake: loops, nesting, bombs, and things where others belong.

Each is written by hand, object by object, as no library writes such a file.
"""

import inspect
import io
import random
import re
import zlib
from collections.abc import Callable, Mapping

import pikepdf

Objects = dict[int, bytes]
Made = Callable[[], bytes]
_RESOURCES = b"/Resources << /XObject << /F 6 0 R >> >>"


def write_objects(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Return a file of these objects, by number, with a table that is right."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    rows = (b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
            for n in range(size))  # fmt: skip
    out += b"xref\n0 %d\n%b" % (size, b"".join(rows))
    out += b"trailer << /Root 1 0 R /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, trailer, start)  # fmt: skip
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream with its length."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def form(content: bytes, entries: bytes = b"") -> bytes:
    """Return a form that draws `content`."""
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] " + entries)


def page(
    entries: bytes = b"", more: Objects | None = None, content: bytes = b"", root: bytes = b""
) -> bytes:
    """Return a file of one page: 1 is the catalog, 2 the pages, 3 the page, 4 its content."""
    return write_objects(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %b >>" % root,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R %b >>"
            % entries,
            4: stream(content),
            **(more or {}),
        }
    )


# Fields and annotations


def field_of_itself() -> bytes:
    field = b"<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent 5 0 R >>"
    return page(b"/Annots [5 0 R]", {5: field})


def fields_of_each_other() -> bytes:
    field = b"<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent %d 0 R >>"
    return page(b"/Annots [5 0 R]", {5: field % 6, 6: field % 5})


def fields_without_end() -> bytes:
    field = b"<< /Subtype /Widget /Parent %d 0 R >>"
    return page(b"/Annots [5 0 R]", {n: field % (n + 1) for n in range(5, 20_000)})


def annotations_of_another_kind() -> bytes:
    return page(b"/Annots [5 /X (a) [] null true]")


def annotations_that_are_a_number() -> bytes:
    return page(b"/Annots 5")


def annotations_in_themselves() -> bytes:
    return page(b"/Annots 5 0 R", {5: b"[5 0 R 5 0 R]"})


def fields_in_themselves() -> bytes:
    return page(b"", {5: b"[5 0 R << /Kids 5 0 R >>]"}, root=b"/AcroForm << /Fields 5 0 R >>")


# The structure of the file


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def lock_of_a_kind_that_is_not() -> bytes:
    lock = b"/Encrypt << /Filter /Standard /V 99 /R 99 /O () /U () /P -1 >> /ID [(a) (b)]"
    return write_objects({1: b"<< /Pages 2 0 R >>", 2: b"<< /Kids [] /Count 0 >>"}, lock)


def table_that_follows_itself() -> bytes:
    whole = page()
    start = whole.rindex(b"xref\n0 ")
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d /XRefStm %d" % (start, start))


def table_without_place() -> bytes:
    """The place of the table is a number that fits into nothing."""
    return re.sub(rb"startxref\n\d+", b"startxref\n" + 20 * b"9", page())


def trim_without_measure() -> bytes:
    """The sheet is cut a thousand light years away."""
    return page(b"/BleedBox [9 9 191 191] /TrimBox [18 18 4611686018427387904 182]")


def object_stream_in_itself() -> bytes:
    inner = b"5 0 6 5 << >> << /Extends 5 0 R >>"
    more = {5: stream(inner, b"/Type /ObjStm /N 2 /First 8 /Extends 5 0 R")}
    return page(b"/Annots [5 0 R 6 0 R]", more)


def compressed_object_stream_in_itself() -> bytes:
    """Return a file whose table, a stream, says that its object stream lies in that very stream."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [6 0 R] >>",
    }
    out, rows = bytearray(b"%PDF-1.7\n"), [b"\0\0\0\0\0\xff"]
    for number, content in objects.items():
        rows.append(b"\1" + len(out).to_bytes(4, "big") + b"\0")
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows += [b"\2\0\0\0\5\0", b"\2\0\0\0\5\1", b"\2\0\0\0\5\2"]  # 4, 5 and 6 lie in 5
    rows.append(b"\1" + len(out).to_bytes(4, "big") + b"\0")
    start = len(out)
    entries = b"/Type /XRef /Size 8 /W [1 4 1] /Root 1 0 R"
    out += b"7 0 obj\n%b\nendobj\n" % stream(b"".join(rows), entries)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def pages_in_themselves() -> bytes:
    return page().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def pages_without_end() -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    objects |= {
        n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(2, 50_000)
    }
    return write_objects(objects | {50_000: b"<< /Type /Page /MediaBox [0 0 9 9] >>"})


def page_of_itself() -> bytes:
    return page().replace(b"/Parent 2 0 R /MediaBox [0 0 200 200]", b"/Parent 3 0 R" + b" " * 24)


def many_pages(count: int = 100_000) -> bytes:
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 3 + count))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%b] /Count %d /MediaBox [0 0 9 9] >>" % (kids, count),
    }
    return write_objects(
        objects | dict.fromkeys(range(3, 3 + count), b"<< /Type /Page /Parent 2 0 R >>")
    )


def many_filled_pages(
    count: int = 2_000, content: bytes = b"0 0 1 1 re f", size: bytes = b"9 9"
) -> bytes:
    """Return pages that all draw the same."""
    kids = b" ".join(b"%d 0 R" % n for n in range(4, 4 + count))
    tree = b"<< /Type /Pages /Kids [%b] /Count %d /MediaBox [0 0 %b] >>" % (kids, count, size)
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: tree, 3: stream(content)}
    own = b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>"
    return write_objects(objects | dict.fromkeys(range(4, 4 + count), own))


def many_blank_pages(count: int = 4_000) -> bytes:
    """Return pages of Letter size whose content is nothing but spaces."""
    return many_filled_pages(count, b" \n ", b"612 792")


def page_without_area() -> bytes:
    return page(b"/MediaBox [0 0 0 0]", content=b"0 0 9 9 re f")


def page_of_a_kilometre() -> bytes:
    return page(b"/MediaBox [0 0 3000000 3000000]", content=b"0 0 9 9 re f")


def layer_that_is_nothing() -> bytes:
    layers = b"/OCProperties << /OCGs [6 0 R 9 0 R] /D << /BaseState /OFF /ON [9 0 R null] >> >>"
    return page(b"", {6: b"<< /Type /OCG /Name (on) >>"}, b"0 0 9 9 re f", layers)


def identifier_of_another_kind() -> bytes:
    return page(content=b"0 0 9 9 re f").replace(b"trailer <<", b"trailer << /ID 7")


def resources_of_another_kind() -> bytes:
    drawn = form(b"0 0 9 9 re f /G gs", b"/Resources 7 0 R")
    return page(_RESOURCES, {6: drawn, 7: stream(b"no resources")}, b"/F Do")


def pictures_that_make_no_sense() -> bytes:
    """Return pictures in the content: one of odd keys, and one that tells a length."""
    odd, long = b"/W /H /BPC 8 /CS /G (", b"/W 1 /H 1 /BPC 8 /CS /G /Length 9"
    return page(content=b"".join(b"BI %b ID \0 EI\n" % keys for keys in (odd, long)))


def content_that_is_jbig2() -> bytes:
    """Return a page whose drawing is stored as only pictures are."""
    return page(b"/Contents 6 0 R", {6: stream(b"\0" * 99, b"/Filter /JBIG2Decode")})


def tint_that_cannot_be_unpacked() -> bytes:
    """Return a colour whose function, and one whose table, are no data of their kind."""
    own = b"/FunctionType 0 /Domain [0 1] /Range [0 1] /Size [2] /BitsPerSample 8"
    spaces = b"/S [/Separation /Spot /DeviceGray 6 0 R] /I [/Indexed /DeviceRGB 1 7 0 R]"
    more = {6: stream(b"noise", own + b" /Filter /FlateDecode")}
    more[7] = stream(b"noise", b"/Filter /FlateDecode")
    paint = b"/S cs 1 scn 0 0 9 9 re f /I cs 1 scn 0 0 9 9 re f"
    return page(b"/Resources << /ColorSpace << %b >> >>" % spaces, more, paint)


def shadings_again_and_again(count: int = 300) -> bytes:
    """Return a page that fills one shading, written where it is used, so many times."""
    function = b"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [1 1 1 1] >>"
    shading = b"<< /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 9 9] /Function %b >>"
    own = b"/Resources << /Shading << /S %b >> >>" % (shading % function)
    return page(own, content=b"/S sh\n" * count)


def forms_that_fan_out(width: int = 40, depth: int = 4) -> bytes:
    """Return forms that draw the next one forty times: two and a half million, four deep."""
    resources = b"/Resources << /XObject << /F %d 0 R >> >>"
    forms = {n: form(b"/F Do " * width, resources % (n + 1)) for n in range(6, 6 + depth)}
    return page(_RESOURCES, forms | {6 + depth: form(b"0 0 9 9 re f")}, b"/F Do")


def pictures_in_content(count: int = 10_000) -> bytes:
    """Return a page with so many pictures written into its content."""
    return page(content=b"BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI\n" * count)


def the_same_page_again_and_again() -> bytes:
    return page().replace(b"/Kids [3 0 R]", b"/Kids [" + b"3 0 R " * 50_000 + b"]")


def catalog_of_another_kind() -> bytes:
    return write_objects({1: b"[1 0 R]"})


def no_catalog() -> bytes:
    return page().replace(b"/Root 1 0 R", b"/Boot 1 0 R")


def numbers_without_measure() -> bytes:
    return page().replace(b"/Size 5", b"/Size 2147483647 /Prev 99999999999999999999")


def length_of_itself() -> bytes:
    return page().replace(b"/Length 0", b"/Length 4 0 R")


def brackets_in_brackets(depth: int = 200_000) -> bytes:
    return page(b"/Deep " + b"[" * depth + b"]" * depth)


def dictionaries_in_dictionaries(depth: int = 200_000) -> bytes:
    return page(b"/Deep " + b"<< /A " * depth + b"1" + b">>" * depth)


def array_without_measure(length: int = 3_000_000) -> bytes:
    return page(b"/Annots [" + b"0 " * length + b"]")


# Streams


def bomb(inner: int = 2**28) -> bytes:
    """Return a page whose content, unpacked twice, grows a hundred thousand times over."""
    twice = zlib.compress(_pack(b"q " * 2**19, inner), 9)
    return page(more={4: stream(twice, b"/Filter [/FlateDecode /FlateDecode]")})


def _pack(part: bytes, size: int) -> bytes:
    packed = zlib.compressobj(1)
    return b"".join(packed.compress(part) for _ in range(size // len(part))) + packed.flush()


def bomb_of_metadata(inner: int = 2**30) -> bytes:
    meta = stream(_pack(b" " * 2**20, inner), b"/Type /Metadata /Subtype /XML /Filter /FlateDecode")
    return page(more={5: meta}, root=b"/Metadata 5 0 R")


def filters_without_end() -> bytes:
    content = stream(b"48>", b"/Filter [" + b"/ASCIIHexDecode " * 100_000 + b"]")
    return page(more={4: content})


def rows_without_measure() -> bytes:
    parms = b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 32 >>"
    return page(more={4: stream(zlib.compress(b"q Q"), parms)})


def content_of_a_file() -> bytes:
    return page(more={4: stream(b"", b"/F (/etc/passwd) /FFilter /FlateDecode")})


# What pages draw


def form_in_itself() -> bytes:
    return page(_RESOURCES, {6: form(b"/F Do " * 50, _RESOURCES)}, b"/F Do")


def forms_that_double(depth: int = 23) -> bytes:
    """Return forms that draw the next one twice: eight million, and none in itself."""
    resources = b"/Resources << /XObject << /F %d 0 R >> >>"
    forms = {n: form(b"/F Do /F Do", resources % (n + 1)) for n in range(6, 6 + depth)}
    return page(_RESOURCES, forms | {6 + depth: form(b"0 0 9 9 re f")}, b"/F Do")


def pattern_in_itself() -> bytes:
    resources = b"/Resources << /Pattern << /P 6 0 R >> >>"
    paint = b"/Pattern cs /P scn 0 0 9 9 re f 0 0 8 8 re f "
    tile = b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 "
    return page(resources, {6: stream(paint * 3, tile + resources)}, paint)


def mask_in_itself() -> bytes:
    resources = b"/Resources << /ExtGState << /G 7 0 R >> /XObject << /F 6 0 R >> >>"
    state = b"<< /SMask << /S /Luminosity /G 6 0 R >> >>"
    group = b"/Group << /S /Transparency /CS /DeviceRGB >> "
    drawn = form(b"/G gs 0 0 9 9 re f /F Do", group + resources)
    return page(resources, {6: drawn, 7: state}, b"/G gs /F Do")


def letters_in_themselves() -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0]"
        b" /FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >>"
        b" /CharProcs << /a 6 0 R >>"
        b" /Resources << /Font << /T 7 0 R >> >> >>"
    )
    draw = b"9 0 d0 BT /T 9 Tf (aaaa) Tj ET"
    resources = b"/Resources << /Font << /T 7 0 R >> >>"
    return page(resources, {6: stream(draw), 7: font}, b"BT /T 9 Tf (aaaa) Tj ET")


def resources_in_themselves() -> bytes:
    more: Objects = {n: b"[%d 0 R %d 0 R]" % (n + 1, n + 1) for n in range(6, 70)}
    return page(b"/Resources << /ProcSet 6 0 R /X 70 0 R >>", more | {70: b"[70 0 R 70 0 R]"})


def states_without_end() -> bytes:
    return page(content=b"q " * 3_000_000)


def page_without_measure() -> bytes:
    box = b"/MediaBox [-1e38 -1e38 1e38 1e38] /UserUnit 1e30"
    return page(box.replace(b"1e38", b"9" * 38).replace(b"1e30", b"9" * 30))


def page_of_no_size() -> bytes:
    return page().replace(b"[0 0 200 200]", b"[0 0 0 0]")


# Colours, functions, fonts, pictures


def _tinted(function: bytes, more: Objects | None = None) -> bytes:
    space = b"/Resources << /ColorSpace << /S [/Separation /Spot /DeviceCMYK 6 0 R] >> >>"
    return page(space, {6: function, **(more or {})}, b"/S cs 0.5 scn 0 0 99 99 re f")


def _calculated(program: bytes) -> bytes:
    function = b"/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1]"
    return _tinted(stream(program, function))


def program_that_doubles_its_stack() -> bytes:
    words = b" ".join(b"%d copy" % 2**n for n in range(40))
    return _calculated(b"{" + words + b"}")


def program_of_large_numbers() -> bytes:
    return _calculated(b"{pop 9 9 exp 9 exp cvi 9 exp cvi " + b"dup mul " * 60 + b"}")


def program_of_whole_numbers() -> bytes:
    return _calculated(b"{pop 9 " + b"dup mul " * 60 + b"1 999999999999 bitshift}")


def program_of_braces() -> bytes:
    return _calculated(b"{" * 100_000 + b"}" * 100_000)


def program_of_many_words() -> bytes:
    return _calculated(b"{" + b"1 pop " * 3_000_000 + b"}")


def function_stitched_of_itself() -> bytes:
    own = b"/FunctionType 3 /Domain [0 1] /Bounds [0.5] /Encode [0 1 0 1] /Functions [6 0 R 6 0 R]"
    return _tinted(b"<< %b >>" % own)


def functions_in_themselves() -> bytes:
    return _tinted(b"[6 0 R 6 0 R 6 0 R 6 0 R]")


def samples_without_measure() -> bytes:
    size = b"/FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1 0 1] /Size [2147483647]"
    return _tinted(stream(b"\0", size + b" /BitsPerSample 2147483647"))


def shading_of_many_dimensions() -> bytes:
    function = b"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [1 1 1 1] >>"
    shading = b"<< /ShadingType 1 /ColorSpace /DeviceCMYK /Function %b /Domain [%b] >>"
    shaded = shading % (function, b"0 1 " * 12)
    return page(b"/Resources << /Shading << /S %b >> >>" % shaded, content=b"/S sh")


def colours_in_themselves() -> bytes:
    spaces = b"/S 6 0 R /T 7 0 R /DefaultRGB 6 0 R"
    more = {6: b"[/Indexed 6 0 R 1 (abc)]", 7: b"[/Separation /X 7 0 R 7 0 R]"}
    paint = b"/S cs 1 scn 0 0 9 9 re f /T cs 1 scn 0 0 9 9 re f 1 0 0 rg 0 0 9 9 re f"
    return page(b"/Resources << /ColorSpace << %b >> >>" % spaces, more, paint)


def widths_without_end() -> bytes:
    inner = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W [%b] >>"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /DescendantFonts [6 0 R] >>"
    more = {6: inner % (b"0 65535 9 " * 200_000), 7: font}
    draw = b"BT /T 9 Tf (aa) Tj ET"
    return page(b"/Resources << /Font << /T 7 0 R >> >>", more, draw)


def _depicted(entries: bytes, content: bytes) -> bytes:
    image = b"/Type /XObject /Subtype /Image "
    return page(_RESOURCES, {6: stream(content, image + entries)}, b"99 0 0 99 0 0 cm /F Do")


def picture_of_noise(filter: bytes) -> bytes:
    noise = random.Random(14).randbytes(5000)
    size = b"/Width 64 /Height 64 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /"
    return _depicted(size + filter, noise)


def jbig2_of_noise() -> bytes:
    return picture_of_noise(b"JBIG2Decode")


def jpeg_2000_of_noise() -> bytes:
    return picture_of_noise(b"JPXDecode")


def jpeg_of_noise() -> bytes:
    return picture_of_noise(b"DCTDecode")


def fax_of_noise() -> bytes:
    return picture_of_noise(b"CCITTFaxDecode")


def jbig2_without_measure() -> bytes:
    """Return a page of JBIG2, 4 million by 4 million dots, in 31 bytes."""
    size = (4_000_000).to_bytes(4, "big")
    segment = b"\0\0\0\0\x30\0\1\0\0\0\x13" + size * 2 + b"\0" * 8 + b"\0\0\0"
    return _depicted(
        b"/Width 4000000 /Height 4000000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
        b" /Filter /JBIG2Decode",
        segment,
    )


def jpeg_2000_without_measure() -> bytes:
    """Return a head of JPEG 2000 that promises 4 billion by 4 billion dots."""
    size = b"\xff\x51\0\x2f\0\0" + b"\xff\xff\xff\xff" * 2 + b"\0" * 8 + b"\xff\xff\xff\xff" * 2
    head = b"\xff\x4f" + size + b"\0" * 8 + b"\0\3\7\1\1\7\1\1\7\1\1"
    return _depicted(b"/Width 9 /Height 9 /Filter /JPXDecode", head)


def picture_without_measure() -> bytes:
    return _depicted(
        b"/Width 1000000 /Height 1000000 /BitsPerComponent 8 /ColorSpace /DeviceRGB", b"abc"
    )


# What a file says of itself


def metadata_that_grows() -> bytes:
    entities = b"".join(b'<!ENTITY e%d "%b">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha"><!ENTITY f SYSTEM "/etc/passwd">'
    body = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        b' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        b' xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><rdf:Description rdf:about="">'
        b"<pdf:Trapped>&e11;&f;</pdf:Trapped></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    meta = stream(head + entities + b"]>" + body, b"/Type /Metadata /Subtype /XML")
    return page(more={5: meta}, root=b"/Metadata 5 0 R")


def metadata_in_metadata(depth: int = 200_000) -> bytes:
    meta = stream(b"<a>" * depth + b"</a>" * depth, b"/Type /Metadata /Subtype /XML")
    return page(more={5: meta}, root=b"/Metadata 5 0 R")


def bookmarks_in_themselves() -> bytes:
    item = b"<< /Title (a) /Parent 5 0 R /First 6 0 R /Next 6 0 R /Prev 6 0 R /A 7 0 R >>"
    action = b"<< /S /GoTo /Next 7 0 R /D 7 0 R >>"
    more = {5: b"<< /First 6 0 R /Last 6 0 R /Count 9 >>", 6: item, 7: action}
    return page(more=more, root=b"/Outlines 5 0 R")


def names_in_themselves() -> bytes:
    tree = b"<< /Kids [5 0 R 5 0 R] /Limits [(a) (b)] /Nums [0 5 0 R] /Names [(a) 5 0 R] >>"
    root = b"/Names << /Dests 5 0 R /JavaScript 5 0 R /EmbeddedFiles 5 0 R >> /PageLabels 5 0 R"
    return page(more={5: tree}, root=root)


def layers_of_another_kind() -> bytes:
    return page(root=b"/OCProperties << /OCGs [5 /X [] null] /D << /OFF [5] /ON 5 >> >>")


def intents_of_another_kind() -> bytes:
    return page(root=b"/OutputIntents [5 /X [] null << /DestOutputProfile 5 >>]")


def profile_of_noise() -> bytes:
    noise = bytearray(random.Random(14).randbytes(4000))
    noise[16:20], noise[36:40] = b"CMYK", b"acsp"
    intent = b"/OutputIntents [<< /S /GTS_PDFX /DestOutputProfile 5 0 R >>]"
    return page(more={5: stream(bytes(noise), b"/N 4")}, content=b"1 0 0 rg 0 0 9 9 re f",
                root=intent)  # fmt: skip


def maker_without_end() -> bytes:
    return page(more={5: b"<< /Producer (%b) >>" % (b"A" * 20_000_000)}).replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Info 5 0 R"
    )


# Tags


def _tagged(tags: Objects) -> bytes:
    root = b"/StructTreeRoot 5 0 R /MarkInfo << /Marked true >> /Lang (en)"
    return page(b"/StructParents 0", tags, b"/Figure << /MCID 0 >> BDC EMC", root)


def tag_in_itself() -> bytes:
    figure = b"<< /Type /StructElem /S /Figure /P 5 0 R /K [6 0 R] >>"
    return _tagged({5: b"<< /Type /StructTreeRoot /K [6 0 R] /ParentTree 7 0 R >>", 6: figure,
                    7: b"<< /Nums [0 [6 0 R]] >>"})  # fmt: skip


def tags_in_each_other() -> bytes:
    tag = b"<< /Type /StructElem /S /Div /P %d 0 R /K %d 0 R >>"
    return _tagged({5: b"<< /Type /StructTreeRoot /K 6 0 R >>", 6: tag % (7, 7), 7: tag % (6, 6)})


def tags_without_end(depth: int = 20_000) -> bytes:
    tag = b"<< /Type /StructElem /S /Div /P %d 0 R /K %d 0 R >>"
    chain = {n: tag % (n - 1, n + 1) for n in range(6, 6 + depth)}
    last = b"<< /Type /StructElem /S /Div /P 5 0 R >>"
    return _tagged({5: b"<< /Type /StructTreeRoot /K 6 0 R >>", **chain, 6 + depth: last})


def tags_that_double(depth: int = 40) -> bytes:
    tag = b"<< /Type /StructElem /S /Div /P %d 0 R /K [%d 0 R %d 0 R] >>"
    chain = {n: tag % (n - 1, n + 1, n + 1) for n in range(6, 6 + depth)}
    last = b"<< /Type /StructElem /S /Div /P 5 0 R >>"
    return _tagged({5: b"<< /Type /StructTreeRoot /K 6 0 R >>", **chain, 6 + depth: last})


def roles_in_a_circle() -> bytes:
    tag = b"<< /Type /StructElem /S /A /P 5 0 R /K 0 /Pg 3 0 R >>"
    tree = b"<< /Type /StructTreeRoot /K 6 0 R /RoleMap << /A /B /B /A >> /ClassMap 5 0 R >>"
    return _tagged({5: tree, 6: tag})


def tree_of_parents_in_itself() -> bytes:
    tree = b"<< /Type /StructTreeRoot /K 6 0 R /ParentTree 7 0 R >>"
    nodes = b"<< /Kids [7 0 R 7 0 R] /Limits [0 9] >>"
    tag = b"<< /Type /StructElem /S /P /P 5 0 R /K 0 /Pg 3 0 R >>"
    return _tagged({5: tree, 6: tag, 7: nodes})


def list_hostile() -> dict[str, Made]:
    """Return every kind, by name: what takes no argument that it needs."""
    tools = (write_objects, stream, form, page, list_hostile, picture_of_noise)
    found: dict[str, Made] = {}
    for name, made in globals().items():
        is_ours = inspect.isfunction(made) and made.__module__ == __name__
        if is_ours and name[0] != "_" and made not in tools:
            found[name] = made
    return found
