"""What a file says of itself: XMP, document information, output intents, actions."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Object

from brochure.base.errors import MALFORMED
from brochure.preflight.press_file import FileMetadata, OutputIntent

_PREFIXES = {
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}
_XMP = (
    "pdfxid:GTS_PDFXVersion",
    "dc:title",
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "xmpMM:DocumentID",
    "xmpMM:VersionID",
    "xmpMM:RenditionClass",
    "pdf:Trapped",
)
_LONGEST = 250  # letters that are told of what a file says of itself
_INFO = ("GTS_PDFXVersion", "Title", "CreationDate", "ModDate", "Trapped", "Creator", "Producer")


def read_metadata(pdf: pikepdf.Pdf) -> FileMetadata:
    """Read the metadata that rules ask for; broken XMP counts as none."""
    information: Object = pdf.trailer.get("/Info", pikepdf.Dictionary())
    info = tuple(
        (key, str(information[f"/{key}"]).removeprefix("/")[:_LONGEST])
        for key in _INFO
        if f"/{key}" in information
    )
    makers = [value for key, value in info if key in ("Creator", "Producer") and value]
    return FileMetadata(tuple(_xmp(pdf)), info, ", ".join(dict.fromkeys(makers)))


def _xmp(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    if "/Metadata" not in pdf.Root:
        return
    try:
        metadata = pdf.open_metadata()
        for name in _XMP:
            prefix, _, local = name.partition(":")
            value = metadata.get(f"{{{_PREFIXES[prefix]}}}{local}")
            if value:
                yield name, str(value)[:_LONGEST]
    except (pikepdf.PikepdfError, RecursionError, SyntaxError, *MALFORMED):
        return


def read_output_intents(pdf: pikepdf.Pdf) -> Iterator[OutputIntent]:
    """Give the output intents of the catalog (ISO 32000-1, 14.11.5)."""
    for intent in pdf.Root.get("/OutputIntents", []):
        profile = profile_of(intent)
        header = profile[:128]
        yield OutputIntent(
            str(intent.get("/S", "")).removeprefix("/"),
            str(intent.get("/OutputConditionIdentifier", ""))[:_LONGEST],
            header[12:16].decode("latin-1").strip(),
            header[16:20].decode("latin-1").strip(),
            _describe_profile(profile),
        )


def profile_of(intent: Object) -> bytes:
    """Return the ICC profile of an output intent, or nothing."""
    stream = intent.get("/DestOutputProfile")
    try:
        return bytes(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else b""
    except pikepdf.PikepdfError:
        return b""


def _describe_profile(profile: bytes) -> str:
    """Return what an ICC profile calls itself; nothing where it cannot be read."""
    from PIL import ImageCms

    try:
        read = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.getProfileDescription(read).strip()[:_LONGEST]
    except (ImageCms.PyCMSError, OSError, *MALFORMED):
        return ""


def count_attached(pdf: pikepdf.Pdf) -> int:
    """Return how many files travel inside this one: 1 where their list cannot be read."""
    names: Object = pdf.Root.get("/Names", pikepdf.Dictionary())
    notes = (note for page in pdf.pages for note in page.obj.get("/Annots", []))
    pinned = sum(
        isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype")) == "/FileAttachment"
        for note in notes
    )
    if not isinstance(names, pikepdf.Dictionary) or "/EmbeddedFiles" not in names:
        return pinned + ("/AF" in pdf.Root)
    try:
        return pinned + len(pdf.attachments)
    except (pikepdf.PikepdfError, RecursionError, *MALFORMED):
        return pinned + 1


def has_private(pdf: pikepdf.Pdf) -> bool:
    """Say whether a program left data of its own in the file (ISO 32000-1, 14.5)."""
    return any("/PieceInfo" in holder for holder in (pdf.Root, *(p.obj for p in pdf.pages)))


def list_actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Give the kind of every action in the catalog, the pages, their annotations and bookmarks."""
    root = pdf.Root
    names: Object = root.get("/Names", pikepdf.Dictionary())
    if "/JavaScript" in names:
        yield "JavaScript"
    holders: list[Object] = [root, *(page.obj for page in pdf.pages)]
    holders += [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
    holders += _bookmarks(root.get("/Outlines"))
    for holder in holders:
        if not isinstance(holder, pikepdf.Dictionary):
            continue
        additional: Object = holder.get("/AA", pikepdf.Dictionary())
        found = [holder.get("/A"), holder.get("/OpenAction"), *dict(additional).values()]
        for action in found:
            if isinstance(action, pikepdf.Dictionary) and "/S" in action:
                yield str(action["/S"]).removeprefix("/")[:_LONGEST]


def _bookmarks(first: Object | None) -> list[Object]:
    """Return all outline items; an item that is met twice ends the search."""
    found: list[Object] = []
    waiting, met = [first], set[tuple[int, int]]()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in met:
            continue
        met.add(item.objgen)
        found.append(item)
        waiting += [item.get("/First"), item.get("/Next")]
    return found
