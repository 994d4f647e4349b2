"""Kept HTML on disk: in ``html/`` of the output folder, beside nothing it does not tell of."""

from collections.abc import Sequence
from pathlib import Path

# What a file is called after its document's name, and what is in it.
KeptHtml = tuple[str, bytes]

FOLDER, OF_DOCUMENT, OF_TICKET = "html", "", "-ticket"
MARK = b"<!-- Kept by: brochure build --keep-html -->\n"


def html_files(
    file: Path, output: Path, kept: Sequence[KeptHtml]
) -> tuple[tuple[Path, bytes], ...]:
    """Return where to keep HTML of the document in `file`, and what to write there."""
    return tuple((_name_of(file, output, ending), MARK + html) for ending, html in kept)


def names_of_html(file: Path, output: Path) -> tuple[Path, ...]:
    """Return all names under which HTML of the document in `file` may be kept."""
    return tuple(_name_of(file, output, ending) for ending in (OF_DOCUMENT, OF_TICKET))


def _name_of(file: Path, output: Path, ending: str) -> Path:
    return output / FOLDER / file.relative_to(output).with_name(f"{file.stem}{ending}.html")
