"""Rules for press: what a commercial printer accepts without a phone call, for any PDF.

Severity ``error`` means that a printer rejects the file, ``warning`` that he phones.
"""

from brochure.base.check import findings_in, judge
from brochure.base.finding import Finding
from brochure.preflight.merge import merge_pages
from brochure.preflight.order import Order
from brochure.preflight.press_file import PressFile
from brochure.preflight.read import open_press_file
from brochure.preflight.rule import Rule
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


def preflight(pdf: bytes, order: Order) -> tuple[Finding, ...]:
    """Hold any PDF to all rules. Raises UnreadablePdfError where it cannot be read."""
    return tuple(merge_pages(findings_in(judge(RULES, open_press_file(pdf), order))))


__all__ = ["RULES", "Order", "PressFile", "merge_pages", "open_press_file", "preflight"]
