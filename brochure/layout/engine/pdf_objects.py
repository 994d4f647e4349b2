"""The file that the engine is about to write, as far as we change it: objects of pydyf.

pydyf 0.13 has no types. A name of PDF is a string that begins with a slash, as pydyf has it; a
reference is bytes, such as ``b"12 0 R"``. Source: ISO 32000-1, 7.3.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import pydyf


class PdfObject(Protocol):
    """Anything of PDF; it has a reference once it belongs to a file."""

    @property
    def reference(self) -> bytes: ...


PdfValue = str | int | float | bytes | PdfObject


class PdfDictionary(PdfObject, Protocol):
    """A dictionary of PDF."""

    def __setitem__(self, key: str, value: PdfValue, /) -> None: ...
    def update(self, entries: Mapping[str, PdfValue], /) -> None: ...


class PdfArray(PdfObject, Protocol):
    """An array of PDF."""

    def append(self, value: PdfValue, /) -> None: ...


class PdfStream(PdfObject, Protocol):
    """A stream of PDF: its pieces, and the entries of its dictionary."""

    @property
    def stream(self) -> list[Any]: ...
    @property
    def extra(self) -> dict[str, PdfValue]: ...


class PdfFile(Protocol):
    """A file that is not yet written; an object stands in `objects` at its number."""

    @property
    def objects(self) -> Sequence[PdfObject]: ...
    @property
    def catalog(self) -> PdfDictionary: ...
    @property
    def page_references(self) -> Sequence[bytes]: ...
    def add_object(self, thing: PdfObject, /) -> None: ...


def make_dictionary(entries: Mapping[str, PdfValue]) -> PdfDictionary:
    """Make a dictionary that belongs to no file yet; keys come without their slash."""
    return pydyf.Dictionary(entries)


def make_array(values: Iterable[PdfValue] = ()) -> PdfArray:
    """Make an array that belongs to no file yet."""
    return pydyf.Array(tuple(values))


def make_string(text: str) -> PdfObject:
    """Make a string for people, such as a title or an alternative text."""
    return pydyf.String(text)


def make_stream(
    pieces: Sequence[bytes], entries: Mapping[str, PdfValue], compress: bool = False
) -> PdfStream:
    """Make a stream of pieces, which pydyf joins by line breaks and may compress."""
    return pydyf.Stream(list(pieces), dict(entries), compress)


def add_dictionary(pdf: PdfFile, entries: Mapping[str, PdfValue]) -> PdfDictionary:
    """Make a dictionary that is an object of its own."""
    made = make_dictionary(entries)
    pdf.add_object(made)
    return made


def structure_of(pdf: PdfFile) -> tuple[PdfDictionary, PdfDictionary, PdfDictionary]:
    """Return the root of the engine's tags, its one tag, Document, and its ParentTree."""
    root = _object_at(pdf, _entry(pdf.catalog, "StructTreeRoot"))
    return root, _object_at(pdf, root["K"][0]), _object_at(pdf, root["ParentTree"])


def metadata_of(pdf: PdfFile) -> PdfStream:
    """Return the XMP metadata of the whole file. Source: ISO 32000-1, 14.3.2."""
    return _object_at(pdf, _entry(pdf.catalog, "Metadata"))


def annotations_of(pdf: PdfFile, page: int) -> PdfArray:
    """Return the annotations of a page, counted from 0, to add to."""
    return _object_at(pdf, pdf.page_references[page]).setdefault("Annots", make_array())


def streams_in(pdf: PdfFile) -> Iterator[PdfStream]:
    """Give each stream of a file."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream):
            yield thing


def hide_content(pdf: PdfFile, page: int, kinds: Mapping[int, str]) -> None:
    """Turn marked content of a page into artifacts, by number. Source: ISO 32000-1, 14.8.2.2.

    pydyf writes its tag, its properties and then the operator, each as one piece.
    """
    pieces = _object_at(pdf, _object_at(pdf, pdf.page_references[page])["Contents"]).stream
    for at, piece in enumerate(pieces):
        kind = kinds.get(pieces[at - 1].get("MCID")) if piece == b"BDC" else None
        if kind:
            pieces[at - 2] = "/Artifact"
            pieces[at - 1] = make_dictionary({"Type": f"/{kind}"})


def _object_at(pdf: PdfFile, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _entry(holder: Any, key: str) -> Any:
    return holder[key]
