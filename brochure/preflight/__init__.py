"""Proofs for press: what a commercial printer accepts without a phone call, for any PDF.

Severity ``error`` means that a printer rejects the file, ``warning`` that he phones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brochure.base.finding import Finding
from brochure.preflight.order import Order
from brochure.preflight.press_file import PressFile
from brochure.preflight.read import open_press_file
from brochure.preflight.rule import Fault, Rule
from brochure.preflight.rules.details import (
    fonts_are_in_the_file,
    lines_can_be_printed,
    no_font_was_lost,
    pictures_are_not_coarse,
    pictures_are_sharp,
    small_black_text_overprints,
    small_text_is_not_rich_black,
    text_can_be_printed,
)
from brochure.preflight.rules.edges import edges_are_kept_clear
from brochure.preflight.rules.ink import (
    no_colour_waits_for_conversion,
    no_curve_changes_tones,
    no_plain_rgb,
    no_spot_colours,
    paper_takes_the_ink,
    pictures_are_in_the_file,
    registration_stays_outside,
    thin_paper_takes_the_ink,
    transparency_is_mixed_in_ink,
    white_never_overprints,
)
from brochure.preflight.rules.sheet import (
    bleed_is_filled,
    bleed_is_wide_enough,
    boxes_lie_in_each_other,
    nothing_lies_over_the_page,
    page_says_where_it_is_cut,
    trim_is_what_was_ordered,
)
from brochure.preflight.rules.whole_file import (
    does_nothing,
    has_a_title,
    has_an_identifier,
    has_its_dates,
    has_no_form_fields,
    has_no_layers,
    holds_no_program,
    is_not_encrypted,
    names_document_and_version,
    one_printing_condition,
    says_that_it_is_pdfx,
    says_whether_it_is_trapped,
)

RULES: tuple[Rule, ...] = (
    says_that_it_is_pdfx,
    one_printing_condition,
    has_a_title,
    has_its_dates,
    names_document_and_version,
    says_whether_it_is_trapped,
    has_an_identifier,
    is_not_encrypted,
    fonts_are_in_the_file,
    page_says_where_it_is_cut,
    boxes_lie_in_each_other,
    nothing_lies_over_the_page,
    does_nothing,
    holds_no_program,
    has_no_form_fields,
    no_curve_changes_tones,
    pictures_are_in_the_file,
    no_plain_rgb,
    transparency_is_mixed_in_ink,
    no_colour_waits_for_conversion,
    no_spot_colours,
    registration_stays_outside,
    paper_takes_the_ink,
    white_never_overprints,
    pictures_are_not_coarse,
    pictures_are_sharp,
    small_black_text_overprints,
    small_text_is_not_rich_black,
    no_font_was_lost,
    trim_is_what_was_ordered,
    bleed_is_wide_enough,
    bleed_is_filled,
    edges_are_kept_clear,
    thin_paper_takes_the_ink,
    lines_can_be_printed,
    text_can_be_printed,
    has_no_layers,
)


@dataclass(frozen=True)
class Verdict:
    """What one rule says of one file: every fault, none if it holds."""

    rule: Rule
    faults: tuple[Fault, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages with faults, each once; empty if the whole file is at fault, or nothing."""
        return tuple(sorted({fault.page for fault in self.faults} - {0}))

    def findings(self) -> Iterator[Finding]:
        """Give a finding for each fault; the same on several pages is told once."""
        pages_of: dict[str, list[int]] = {}
        for fault in self.faults:
            pages_of.setdefault(fault.what, []).append(fault.page)
        rule = self.rule
        for what, pages in pages_of.items():
            also = (f"also on {pages_in_words(pages[1:])}",) if len(pages) > 1 else ()
            said = f"Page {pages[0]} {what}" if pages[0] else what
            yield Finding(rule.id, said, rule.remedy, rule.severity, page=pages[0], detail=also)


def preflight(pdf: bytes, order: Order) -> tuple[Finding, ...]:
    """Hold any PDF to all rules. Raises UnreadablePdfError where it cannot be read."""
    verdicts = verdicts_on(open_press_file(pdf), order)
    return tuple(found for verdict in verdicts for found in verdict.findings())


def verdicts_on(file: PressFile, order: Order) -> tuple[Verdict, ...]:
    """Return what each rule says of a file, in the order of RULES."""
    return tuple(Verdict(rule, tuple(rule.faults(file, order))) for rule in RULES)


def pages_in_words(numbers: Sequence[int]) -> str:
    """Return ``page 3`` or ``pages 2–4, 7``."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    said = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {said}"


__all__ = [
    "RULES",
    "Fault",
    "Order",
    "PressFile",
    "Rule",
    "Verdict",
    "open_press_file",
    "pages_in_words",
    "preflight",
    "verdicts_on",
]
