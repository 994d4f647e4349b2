"""What a document is by others than this program: text by pypdf, pixels by PDFium, built anew.

Nothing that an earlier build made is used, neither fingerprints nor its memory: each file is laid
out anew. Only what pypdf and PDFium say of very same bytes is kept.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from brochure.approval.binding import folder_of
from brochure.base.errors import BrochureError
from brochure.base.worker import Stopped, Workers
from brochure.build.build import EVERY_LOOK, Request, list_jobs
from brochure.build.job import Job
from brochure.build.job_key import variant_of
from brochure.build.warm_up import load_engine
from brochure.content.load import load_content

Looks = dict[str, dict[str, str]]  # of each document the hash of each file, by its folder
_SCALE = 2  # 144 pixels to the inch
_KNOWN: dict[str, str] = {}


def look_at(
    content: Path, names: Sequence[str], workers: Workers, every_file: bool = True
) -> Looks:
    """Make documents anew and hash what others see of them; one that cannot be made is left out.

    Each file, or one of each document, in which every other word is seen.
    """
    loaded = load_content(content)
    if loaded.content is None:
        return {}
    known = tuple(name for name in names if name in loaded.content.editions)
    request = Request(content.parent, content.parent / "output", known, looks=(EVERY_LOOK,))
    jobs = list_jobs(loaded.content, request, loaded.rules)
    most = len(jobs) if every_file else 1
    calls = [tuple(job for job in jobs if job.edition.name == name)[:most] for name in known]
    seen = dict(zip(known, workers.run(look_at_document, calls), strict=True))
    return {name: found for name, found in seen.items() if not isinstance(found, Stopped) and found}


def look_at_document(jobs: Sequence[Job]) -> dict[str, str]:
    """Lay out and write all files of one document, and hash each; nothing if one is impossible."""
    load_engine()
    from brochure.build.document import compose
    from brochure.build.layouts import Layouts

    layouts, found = Layouts(), dict[str, str]()
    for job in jobs:
        try:
            printed = compose(job.content, variant_of(job), job.status, layouts)
        except BrochureError:
            return {}
        built = job.report_unmade("", "", "")
        found[folder_of(built)] = hash_seen(printed.output)
    return found


def hash_seen(pdf: bytes) -> str:
    """Return one hash for text, title, links, what is read aloud, and the pixels of all pages."""
    name = sha256(pdf).hexdigest()
    if name not in _KNOWN:
        whole = sha256()
        for part in (*_told(pdf), *_drawn(pdf)):
            whole.update(len(part).to_bytes(8) + part)
        _KNOWN[name] = whole.hexdigest()
    return _KNOWN[name]


def _told(pdf: bytes) -> Iterator[bytes]:
    reader = PdfReader(BytesIO(pdf))
    yield f"{reader.metadata.title if reader.metadata else ''}".encode()
    yield str(reader.trailer["/Root"].get("/Lang", "")).encode()  # type: ignore[union-attr]
    tree = reader.trailer["/Root"].get("/StructTreeRoot")  # type: ignore[union-attr]
    yield "\n".join(_heard(tree) if tree else ()).encode()
    for page in reader.pages:
        yield page.extract_text().encode()
        for link in page.get("/Annots") or ():
            yield str(link.get_object().get("/A", {}).get("/URI", "")).encode()


def _heard(element: Any) -> Iterator[str]:
    """Give what is read aloud in place of pictures, in the order of reading."""
    left, seen = [element], set[int]()
    while left:
        one = left.pop().get_object()
        if not isinstance(one, DictionaryObject) or id(one) in seen:
            continue
        seen.add(id(one))
        if "/Alt" in one:
            yield str(one["/Alt"])
        inner = one.get("/K", ())
        inner = inner.get_object() if hasattr(inner, "get_object") else inner
        left.extend(reversed([inner] if isinstance(inner, DictionaryObject) else _parts(inner)))


def _parts(inner: Any) -> list[Any]:
    parts = cast("list[Any]", inner) if isinstance(inner, list) else []
    return [each for each in parts if isinstance(each.get_object(), DictionaryObject)]


def _drawn(pdf: bytes) -> Iterator[bytes]:
    document = pdfium.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=_SCALE).to_pil()
            yield f"{picture.size}".encode() + picture.tobytes()
            page.close()
    finally:
        document.close()


def compare(before: Looks, after: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """Return the documents that are not as they were, of the files that were looked at again."""
    return frozenset(
        name
        for name, files in before.items()
        if name not in after or any(files.get(at) != held for at, held in after[name].items())
    )


@cache
def all_processors() -> int:
    """Return how many processes may work at once."""
    return os.cpu_count() or 1
