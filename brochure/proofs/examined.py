"""A finished document laid side by side with what it should say: what every proof looks at."""

from collections.abc import Iterator
from dataclasses import dataclass

from brochure.base.finding import Finding
from brochure.layout.printed import Panel, Printed
from brochure.preflight import PressFile, open_press_file
from brochure.proofs.alignment import Alignment, Word, align
from brochure.reading.forms import ReadField, read_fields
from brochure.reading.pdfium import read_letters, read_pdf
from brochure.reading.reading import Letters, Reading
from brochure.reading.tags import ReadTags, read_tags

CLINIC, LOGO = "clinic.", "brand.logo."  # so begin the paths of what every document shares


@dataclass(frozen=True)
class Examined:
    """One document, what a reader gets of it, and which letters say which words.

    `sheets` holds each side of the sheets that are folded into the pages, where there are any.
    `tags` are what is heard of it, None in a file for print alone; `press` is the file as a press
    sees it, None in all others. `fields` are all form fields of the file.
    """

    printed: Printed
    reading: Reading
    alignment: Alignment
    sheets: tuple[Letters, ...] = ()
    tags: ReadTags | None = None
    press: PressFile | None = None
    fields: tuple[ReadField, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that the edition says and the file shows, in reading order."""
        return self.alignment.matched

    @property
    def tag_tree(self) -> ReadTags:
        """The tags, for what applies to tagged documents alone."""
        assert self.tags is not None, "asked of documents that can be read aloud"
        return self.tags

    @property
    def press_file(self) -> PressFile:
        """The file as a press sees it, for what applies to press files alone."""
        assert self.press is not None, "asked of files for a print shop"
        return self.press

    def full_panels(self) -> frozenset[str]:
        """Name the panels that hold too much; what goes wrong in them follows from that."""
        return frozenset(p.name for p in self.printed.panels if _too_much(p))

    def crowded_pages(self) -> frozenset[int]:
        """Number the pages on which words run over the end of a panel, onto what is below."""
        return frozenset(p.page for p in self.printed.panels if p.over_pt)

    def settled_words(self) -> Iterator[Word]:
        """Give the words of panels that hold no more than they can, but for lines too wide."""
        full = self.full_panels()
        wide = {path for panel in self.printed.panels for _, _, path in panel.wide}
        return (
            w
            for w in self.words
            if not (w.passage and (w.passage.panel in full or w.passage.path in wide))
        )

    def about(self, id: str, what: str, word: Word, remedy: str = "") -> Finding:
        """Return a Finding about one word. What is said of the clinic is no wording to cut."""
        path, panel = (word.passage.path, word.passage.panel) if word.passage else ("", "")
        if path.startswith(CLINIC):
            remedy = "Use a shorter form, or give it more room in the stylesheet."
        return self.printed.finding(id, what, remedy, word.page, path, panel, box=word.box)


def examine(printed: Printed) -> Examined:
    """Read a finished document back and lay it beside what it should say."""
    reading = read_pdf(printed.pdf)
    sheets = read_letters(printed.sheets) if printed.sheets else ()
    tags = read_tags(printed.pdf, reading) if printed.channel.standard else None
    press = open_press_file(printed.output) if printed.channel.purpose == "print shop" else None
    fields = read_fields(printed.output)
    return Examined(printed, reading, align(printed, reading), sheets, tags, press, fields)


def _too_much(panel: Panel) -> bool:
    return bool(panel.over_pt or panel.wide)
