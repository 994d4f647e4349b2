"""Which font files are ours, by the package that each comes in. Nothing is loaded for it."""

# Static TrueType files from PyPI packages: variable ones are slower and fall back quietly.
TEXT_FONTS = (
    ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Bold.ttf"),
)
DISPLAY_FONTS = (("fontpkg_spectral", "Spectral-SemiBold.ttf"),)
READABLE_FONTS = (
    ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf"),
    ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf"),
)
FONT_FILES = (*TEXT_FONTS, *DISPLAY_FONTS, *READABLE_FONTS)
