"""How readers are to show a file, and how printers are to print it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ViewerSettings:
    """What a file asks of a viewer; many ignore it.

    `preferences` are names of PDF and their values as PDF writes them, such as ``/None``. The file
    opens at the first page as wide as the window, with `top_pt` (from the lower edge) at its top,
    or as the viewer likes. Source: ISO 32000-1, 12.2 and 12.3.2.2.
    """

    preferences: tuple[tuple[str, str], ...] = ()
    top_pt: float | None = None
