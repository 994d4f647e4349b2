"""What a release was made of and with: its manifest, and checksums as ``sha256sum -c`` reads."""

import json
import platform
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from brochure import __version__
from brochure.approval.documents import Finished
from brochure.approval.entry import Entry
from brochure.approval.shelf import hash_files
from brochure.base.file_hashes import hash_file
from brochure.base.font_files import font_paths

MANIFEST, CHECKSUMS, APPROVALS = "manifest.json", "SHA256SUMS", "approvals.txt"
_PACKAGES = ("weasyprint", "pydyf", "pypdf", "pikepdf", "pypdfium2", "jinja2", "pyyaml", "pillow")
_FORMAT = 1


def write_manifest(
    final: Finished, content: bytes, signed: Sequence[Entry], released: Entry
) -> bytes:
    """Return the manifest of a release as JSON: what it says, what it was made of and with."""
    binding = final.binding
    assert binding
    reads = dict(one for made in final.files for one in made.built.depends_on)
    libraries = dict(one for made in final.files for one in made.built.libraries)
    told = {
        "format": _FORMAT,
        "document": final.document,
        "version": final.version,
        "review_by": released.review_by,
        "released": {"by": released.by, "role": released.role, "when": released.when},
        "approvals": [entry.number for entry in signed],
        "content_sha256": sha256(content).hexdigest(),
        "words": binding.words,
        "spoken": dict(binding.spoken),
        "pages": dict(binding.pages),
        "files_read": reads,
        "fonts": {path.name: hash_file(str(path)) for path in font_paths()},
        "made_with": _versions(),
        "pdfium": binding.pdfium,
        "native_libraries": libraries,
        "proofs": {
            f"{made.built.channel}, {made.built.look}": made.built.proofs for made in final.files
        },
    }
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def write_checksums(files: Mapping[str, bytes]) -> bytes:
    """Return one line for each file, as ``sha256sum -c`` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in hash_files(files).items()).encode()


def write_approvals(signed: Sequence[Entry]) -> bytes:
    """Return the lines of the record on which a release rests, as they stand there."""
    return b"".join(entry.line() for entry in signed)


def _versions() -> dict[str, str]:
    made = {"brochure": __version__, "python": platform.python_version()}
    for name in _PACKAGES:
        try:
            made[name] = version(name)
        except PackageNotFoundError:
            continue
    return made
