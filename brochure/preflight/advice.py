"""What mends a file, by the program that made it: nobody reads the menus of another one."""

import re
from dataclasses import dataclass

# Programs that name themselves in what they make, and how; the first that is found counts.
_NAMED = (
    ("Canva", r"canva"),
    ("InDesign", r"indesign"),
    ("Illustrator", r"illustrator"),
    ("Affinity", r"affinity"),
    ("Scribus", r"scribus"),
    ("LibreOffice", r"libreoffice|openoffice|collabora"),
    ("Word", r"microsoft.*\bword|winword|powerpoint|microsoft.*office|microsoft.*publisher"),
    ("Chrome", r"chrom(e|ium)|skia/pdf"),
    ("Ghostscript", r"ghostscript|pdfcreator"),
)
# Whose menus are told where nobody knows the program: what people use most.
_USUAL = ("InDesign", "Canva", "Word")


@dataclass(frozen=True)
class Remedies:
    """What to do in any program, and what in each: (program, what to do there)."""

    general: str
    by_program: tuple[tuple[str, str], ...] = ()

    @property
    def in_full(self) -> str:
        """All of it, for those who look it up."""
        return " ".join((self.general, *(f"{name}: {text}" for name, text in self.by_program)))

    def for_program(self, program: str) -> str:
        """Return what to do in one program alone, or in any where it is not known (``""``)."""
        own = dict(self.by_program)
        if program:
            return f"{program}: {own[program]}" if program in own else self.general
        usual = (f"{name}: {own[name]}" for name in _USUAL if name in own)
        return " ".join((self.general, *usual))


def advise(general: str, **by_program: str) -> Remedies:
    """Return advice: in general, and by the names of programs."""
    return Remedies(general, tuple(by_program.items()))


def program_of(made_by: str) -> str:
    """Return the program that says it made a file, by a name of ours, or nothing."""
    told = made_by.lower()
    if "google docs" in told:  # it writes with Chrome's library, and has no menus of Chrome
        return ""
    return next((name for name, pattern in _NAMED if re.search(pattern, told)), "")


# How people get a file for press out of the programs they have.
EXPORT = advise(
    "Export it as PDF/X-4 from the program it was laid out in, or ask the printer to do so.",
    InDesign="File > Export > Adobe PDF (Print), preset PDF/X-4.",
    Canva="Download > PDF Print, with crop marks and bleed, colour profile CMYK; what PDF/X asks"
    " for besides, the printer's program adds.",
    Word="It cannot make such a file: ask the printer to convert it, or lay it out in InDesign,"
    " Affinity or Scribus.",
    Illustrator="File > Save As > Adobe PDF, preset PDF/X-4.",
    Affinity="File > Export > PDF, preset PDF/X-4.",
    Scribus="File > Export > Save as PDF, Compatibility: PDF/X-4, with the printer's profile.",
    LibreOffice="It cannot make such a file: ask the printer to convert it, or lay it out in"
    " Scribus, Affinity or InDesign.",
    Chrome="A browser makes no files for press: ask the printer to convert it, or lay it out in"
    " another program.",
    Ghostscript="Run it with -dPDFX and a PDFX_def.ps that names the printer's profile.",
)
COLOUR = advise(
    "Choose CMYK colours, or convert to the printer's CMYK profile when you export.",
    InDesign="Export with Output > Convert to Destination, the printer's CMYK profile.",
    Canva="Download > PDF Print, colour profile CMYK.",
    Word="It works in RGB only: ask the printer to convert it, or lay it out in another program.",
    Illustrator="File > Document Color Mode > CMYK Color, and set colours anew.",
    Affinity="File > Document Setup > Colour: CMYK; export with Convert image colour spaces.",
    Scribus="Save as PDF > Colour > Output Intended For: Printer.",
    LibreOffice="It works in RGB only: ask the printer to convert it, or lay it out in another"
    " program.",
    Chrome="It works in RGB only: ask the printer to convert it, or lay it out in another program.",
    Ghostscript="-sColorConversionStrategy=CMYK -dProcessColorModel=/DeviceCMYK",
)
FLATTEN = advise(
    "Remove links, fields and buttons, or print to PDF instead of saving as PDF.",
    InDesign="File > Export > Adobe PDF (Print), not Interactive.",
    Canva="Remove links, and Download > PDF Print.",
    Word="Remove links and fields, or print to PDF instead of saving as PDF.",
    LibreOffice="File > Export as PDF, without Create PDF form; Links: clear all.",
    Chrome="Print to a PDF printer, which keeps no links.",
    Scribus="Save as PDF > General: clear PDF annotations and links.",
)
BLEED = advise(
    "Let everything that touches the edge run 1/8 in (3 mm) past it. If nothing is printed at the"
    " edge, say --bleed 0.",
    InDesign="Document Setup > Bleed 0.125 in; export with Use Document Bleed Settings.",
    Canva="View settings > Show print bleed; download with crop marks and bleed.",
    Word="It has no bleed: choose a paper 1/4 in larger each way and let colours run to its edge,"
    " or ask the printer. If nothing is printed at the edge, say --bleed 0.",
    Illustrator="Document Setup > Bleed 0.125 in; save with Use Document Bleed Settings.",
    Affinity="Document Setup > Bleed 0.125 in; export with Include bleed.",
    Scribus="Document Setup > Bleeds 0.125 in; Save as PDF > Pre-Press > Use Document Bleeds.",
    LibreOffice="It has no bleed: choose a paper 1/4 in larger each way and let colours run to its"
    " edge, or ask the printer. If nothing is printed at the edge, say --bleed 0.",
)
PICTURE = advise(
    "Place the original file, not a copy from a web page or a screenshot, or print it smaller. A"
    " scan: 300 dpi at least.",
    InDesign="Links panel: relink the original; export with Compression at 300 ppi.",
    Canva="Upload the largest file there is, or make the picture smaller.",
    Word="File > Options > Advanced > Do not compress images in file; insert the original again.",
    LibreOffice="Insert the original again; File > Export as PDF > Images: 300 dpi, or lossless.",
    Scribus="Get Image again with the original; Save as PDF > General > resolution 300.",
    Ghostscript="-dPDFSETTINGS=/prepress keeps 300 ppi; /screen and /ebook do not.",
)
FONTS = advise(
    "Embed all fonts when you export. A font that forbids it must be replaced by another.",
    InDesign="It embeds them: replace a font that forbids it (Type > Find Font).",
    Canva="Download > PDF Print, which embeds them.",
    Word="Save as PDF > Options > PDF/A compliant, which embeds fonts.",
    LibreOffice="File > Export as PDF > Archive (PDF/A), which embeds fonts.",
    Ghostscript="-dEmbedAllFonts=true -dSubsetFonts=true, with the fonts on its path.",
    Scribus="Save as PDF > Fonts > Embed all, or Outline all.",
)
OVERPRINT = advise(
    "Let black print over what lies behind it, or ask the printer to do so.",
    InDesign="Preferences > Appearance of Black > Overprint [Black] Swatch at 100 %.",
    Canva="It cannot set it: ask the printer to let black overprint.",
    Word="It cannot set it: ask the printer to let black overprint.",
    Illustrator="Window > Attributes > Overprint Fill and Stroke, or Edit > Edit Colors >"
    " Overprint Black.",
    LibreOffice="It cannot set it: ask the printer to let black overprint.",
    Scribus="Windows > Properties > Colours > Overprinting: Overprint.",
)
NO_OVERPRINT = advise(
    "Switch overprint off where it is set.",
    InDesign="Window > Output > Attributes, clear Overprint Fill and Stroke.",
    Illustrator="Window > Attributes, clear Overprint Fill and Stroke.",
    Scribus="Windows > Properties > Colours > Overprinting: Knockout.",
)
MARGINS = advise(
    "Move it inwards.",
    Word="Layout > Margins.",
    Canva="View settings > Show margins, and keep inside.",
    InDesign="Keep to the margin guides.",
    LibreOffice="Format > Page Style > Margins.",
)
SIZE = advise(
    "Set the page size in the program, or order the size that the file has.",
    Word="Layout > Size.",
    Canva="Resize.",
    InDesign="Document Setup.",
    LibreOffice="Format > Page Style > Page.",
    Scribus="File > Document Setup.",
)
