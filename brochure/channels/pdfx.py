"""What makes a file PDF/X-4: its output intent, what it says of itself, what it may not hold."""

import io
from uuid import NAMESPACE_URL, uuid5

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from brochure.base.press_condition import PrintingCondition
from brochure.selection.selection import Identity

_X_NAMESPACE = "http://www.npes.org/pdfx/ns/id/"
# Of the catalog and of each page a press file keeps these; the rest is for readers and programs.
_OF_CATALOG = {"/Type", "/Pages", "/Lang"}
_OF_PAGE = {
    *("/Type", "/Parent", "/Contents", "/Resources", "/Group"),
    *("/MediaBox", "/TrimBox", "/BleedBox"),
}


def write_pdfx(pdf: pikepdf.Pdf, condition: PrintingCondition, identity: Identity) -> bytes:
    """Return `pdf`, whose pages are in ink, as PDF/X-4: the same bytes for the same pages.

    Source: ISO 15930-7, 6.2 (file), 6.9 (output intent), 6.10 (metadata), 6.14 to 6.17 (what may
    not be in it).
    """
    for page in pdf.pages:
        _keep_only(page.obj, _OF_PAGE)
    _keep_only(pdf.Root, _OF_CATALOG)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(_output_intent(pdf, condition))])
    _describe(pdf, identity)
    file = io.BytesIO()
    pdf.save(
        file,
        min_version="1.6",
        force_version="1.6",
        deterministic_id=True,  # from the content, for two files that differ: ISO 15930-7, 6.2.4
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return file.getvalue()


def _keep_only(part: Object, keys: set[str]) -> None:
    """Take annotations, forms, actions, outlines, tags and layers away with all else."""
    for key in list(part.keys()):
        if key not in keys:
            del part[key]


def _output_intent(pdf: pikepdf.Pdf, condition: PrintingCondition) -> Dictionary:
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=condition.identifier,
        OutputCondition=condition.information,
        Info=condition.information,
        DestOutputProfile=pdf.make_stream(condition.profile, N=4, Alternate=Name.DeviceCMYK),
    )
    if condition.registry:
        intent.RegistryName = condition.registry
    return intent


def _describe(pdf: pikepdf.Pdf, identity: Identity) -> None:
    """Write the document information and the same in XMP."""
    year, month, day = (*identity.issued.split("-"), "01")[:3]
    title, keywords = identity.title, identity.keywords
    date = f"D:{year}{month}{day}000000Z"
    info = Dictionary(
        Title=title,
        Author=identity.clinic.name,
        Keywords=keywords,
        Creator="brochure",
        CreationDate=date,
        ModDate=date,
        Trapped=Name("/False"),
    )
    pdf.docinfo = pdf.make_indirect(info)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace(_X_NAMESPACE, "pdfxid")
        xmp["dc:title"], xmp["dc:creator"] = title, [identity.clinic.name]
        xmp["pdf:Keywords"], xmp["xmp:CreatorTool"] = keywords, "brochure"
        xmp[f"{{{_X_NAMESPACE}}}GTS_PDFXVersion"] = "PDF/X-4"
        xmp["pdf:Trapped"] = "False"
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            xmp[name] = f"{year}-{month}-{day}T00:00:00Z"
        xmp["xmpMM:DocumentID"] = f"uuid:{uuid5(NAMESPACE_URL, identity.document)}"
        xmp["xmpMM:VersionID"] = identity.version
        xmp["xmpMM:RenditionClass"] = "default"
