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
    coloured_text_is_large_enough,
    lines_can_be_printed,
    small_text_is_not_rich_black,
    text_can_be_printed,
    white_lines_can_be_printed,
    white_text_is_large_enough,
)
from brochure.preflight.rules.edges import (
    edges_are_kept_clear,
)
from brochure.preflight.rules.fonts import (
    fonts_are_in_the_file,
    fonts_are_whole,
    letters_are_no_drawings,
    no_font_was_lost,
    no_letter_is_missing,
)
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
)
from brochure.preflight.rules.left_over import (
    intent_is_what_its_profile_says,
    nothing_is_attached,
    nothing_is_private,
)
from brochure.preflight.rules.overprint import (
    gray_does_not_overprint,
    small_black_text_overprints,
    small_text_is_not_plain_gray,
    thin_black_lines_overprint,
    thin_lines_are_not_plain_gray,
    white_areas_never_overprint,
    white_never_overprints,
)
from brochure.preflight.rules.pictures import (
    bitmaps_are_not_coarse,
    bitmaps_are_sharp,
    no_picture_is_deep,
    no_picture_is_jpeg_2000,
    pictures_are_no_larger_than_needed,
    pictures_are_not_coarse,
    pictures_are_sharp,
)
from brochure.preflight.rules.sheet import (
    bleed_is_filled,
    bleed_is_wide_enough,
    boxes_lie_in_each_other,
    no_page_is_empty,
    nothing_lies_over_the_page,
    page_says_where_it_is_cut,
    pages_are_alike,
    pages_are_not_scaled,
    the_whole_page_shows,
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

# Ranked by what a broken one leads to, then by what matters most: bleed and fonts first.
RULES: tuple[Rule, ...] = (
    bleed_is_wide_enough,
    bleed_is_filled,
    fonts_are_in_the_file,
    fonts_are_whole,
    no_letter_is_missing,
    trim_is_what_was_ordered,
    boxes_lie_in_each_other,
    edges_are_kept_clear,
    pictures_are_not_coarse,
    bitmaps_are_not_coarse,
    pictures_are_in_the_file,
    no_plain_rgb,
    transparency_is_mixed_in_ink,
    no_curve_changes_tones,
    white_never_overprints,
    white_areas_never_overprint,
    registration_stays_outside,
    paper_takes_the_ink,
    small_text_is_not_rich_black,
    white_text_is_large_enough,
    coloured_text_is_large_enough,
    text_can_be_printed,
    lines_can_be_printed,
    white_lines_can_be_printed,
    page_says_where_it_is_cut,
    the_whole_page_shows,
    pages_are_not_scaled,
    pages_are_alike,
    no_page_is_empty,
    one_printing_condition,
    intent_is_what_its_profile_says,
    no_spot_colours,
    no_colour_waits_for_conversion,
    is_not_encrypted,
    nothing_lies_over_the_page,
    has_no_form_fields,
    has_no_layers,
    pictures_are_sharp,
    bitmaps_are_sharp,
    thin_paper_takes_the_ink,
    small_black_text_overprints,
    thin_black_lines_overprint,
    small_text_is_not_plain_gray,
    thin_lines_are_not_plain_gray,
    gray_does_not_overprint,
    no_font_was_lost,
    letters_are_no_drawings,
    says_that_it_is_pdfx,
    has_a_title,
    has_its_dates,
    names_document_and_version,
    says_whether_it_is_trapped,
    has_an_identifier,
    does_nothing,
    holds_no_program,
    no_picture_is_jpeg_2000,
    no_picture_is_deep,
    pictures_are_no_larger_than_needed,
    nothing_is_attached,
    nothing_is_private,
)


def preflight(pdf: bytes, order: Order) -> tuple[Finding, ...]:
    """Hold any PDF to all rules. Raises UnreadablePdfError where it cannot be read."""
    return tuple(merge_pages(findings_in(judge(RULES, open_press_file(pdf), order))))


__all__ = ["RULES", "Order", "PressFile", "merge_pages", "open_press_file", "preflight"]
