"""What PDF/UA-1 and PDF/A-2a ask of a file beside its tags, mended where WeasyPrint 70.0 does not.

Each function changes the engine's unfinished file. One file can be both: archives
want PDF/A, readers PDF/UA, and neither forbids the other. Source: ISO 14289-1; ISO 19005-2.
"""

from brochure.base.viewer_settings import ViewerSettings
from brochure.layout.engine.pdf_objects import (
    PdfFile,
    make_array,
    make_dictionary,
    metadata_of,
    streams_in,
)

# Declares that the file is PDF/UA-1, and describes that property, as ISO 19005-2, 6.6.2.3.3 wants.
_DECLARED = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>The part of ISO 14289 that is kept</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description></rdf:RDF>"""


def apply_standard(pdf: PdfFile, standard: str) -> None:
    """Give a file what its `standard`, ``pdf/ua-1`` or ``pdf/a-2a``, asks for beside tags."""
    _label_pages(pdf)
    if standard == "pdf/a-2a":
        _declare_both(pdf)
        _stop_interpolation(pdf)


def set_viewer(pdf: PdfFile, settings: ViewerSettings) -> None:
    """Say how readers are to show a file. Source: ISO 32000-1, 12.2 and 12.3.2.2."""
    if settings.top_pt is not None:
        first = pdf.page_references[0].decode()
        pdf.catalog["OpenAction"] = f"[{first} /FitH {settings.top_pt:g}]"
    if settings.preferences:
        entries = " ".join(f"/{name} {value}" for name, value in settings.preferences)
        pdf.catalog["ViewerPreferences"] = f"<<{entries}>>"


def _label_pages(pdf: PdfFile) -> None:
    """Name the pages 1, 2, 3 …, as readers announce them. Source: ISO 32000-1, 12.4.2."""
    labels = make_array([0, make_dictionary({"S": "/D"})])
    pdf.catalog["PageLabels"] = make_dictionary({"Nums": labels})


def _declare_both(pdf: PdfFile) -> None:
    """Declare PDF/UA-1 beside PDF/A; the engine's `xmp_metadata` would add a second rdf:RDF."""
    metadata = metadata_of(pdf)
    head, end, tail = metadata.stream[0].rpartition(b"</rdf:RDF>")
    assert end, "WeasyPrint writes its metadata as one piece"
    metadata.stream[0] = head + _DECLARED.encode() + tail


def _stop_interpolation(pdf: PdfFile) -> None:
    """Let no image be smoothed by viewers. Source: ISO 19005-2, 6.2.8."""
    for item in streams_in(pdf):
        if item.extra.get("Interpolate") == "true":
            item.extra["Interpolate"] = "false"
