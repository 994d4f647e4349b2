"""How far a process is in a long file -> whoever waits for it, by a small file that both know."""

from pathlib import Path

STEPS = ("reading", "measuring")  # each goes over all pages
_BYTES = 32


class PageCount:
    """Where a process writes which page it is at; nothing comes of it where that cannot be."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def tell(self, step: str, page: int, of: int) -> None:
        """Write down the page that is in work, from 1, in one of the steps."""
        if self._file is not None:
            try:
                told = f"{STEPS.index(step)} {page} {of}".ljust(_BYTES)
                self._file.write_text(told, encoding="ascii")
            except OSError:
                self._file = None


def read_page_count(file: Path) -> str:
    """Return what to say of where a process is, an empty string where nothing is known."""
    try:
        with file.open("rb") as held:
            step, page, of = map(int, held.read(_BYTES).split())
        return f"{STEPS[step]} page {page} of {of}" if 1 <= page <= of and of > 1 else ""
    except (OSError, ValueError, IndexError):
        return ""


def file_of_count(folder: Path, number: int) -> Path:
    """Return where the count of a file stands, by the number of that file."""
    return folder / f"{number}.count"
