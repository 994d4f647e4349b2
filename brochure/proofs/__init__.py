"""The list of all proofs: what must hold for every finished document before it is written.

A proof is a check of what was examined, named after the fact that must hold.
"""

from brochure.base.check import Check
from brochure.proofs.access import (
    every_word_is_read_aloud_in_order,
    figures_are_described_as_content_says,
    headings_are_those_of_content,
    links_and_fields_are_read_aloud,
)
from brochure.proofs.balance import (
    headings_of_risks_are_as_large,
    risks_are_as_large_as_benefits,
    risks_begin_early,
    risks_have_as_many_words,
    risks_stand_near_benefits,
)
from brochure.proofs.contrast import (
    edges_and_lines_stand_out,
    signs_differ_without_colour,
    text_stands_out,
)
from brochure.proofs.drawings import drawings_look_as_their_files_do, gray_documents_are_gray
from brochure.proofs.examined import Examined
from brochure.proofs.facts import every_owed_fact_is_stated
from brochure.proofs.fields import (
    fields_are_those_of_content,
    fields_stand_where_they_are_filled_in,
)
from brochure.proofs.fit import (
    engine_has_no_complaint,
    every_panel_is_there_and_apart,
    no_line_sticks_out,
    text_fits_its_panel,
    text_keeps_clear_of_trim_and_folds,
    things_keep_clear_of_trim_and_folds,
)
from brochure.proofs.flow import (
    groups_stand_whole,
    headings_stand_with_their_text,
    no_page_is_nearly_empty,
    rows_keep_their_heads,
)
from brochure.proofs.grounds import (
    logos_show_no_white_box,
    pictures_stand_out_from_their_ground,
)
from brochure.proofs.letters import (
    fonts_are_ours_and_embedded,
    type_is_large_enough,
    type_stands_upright,
)
from brochure.proofs.lines import (
    no_line_ends_between_what_belongs_together,
    no_scrap_stands_alone,
)
from brochure.proofs.margins import office_pages_keep_to_the_printable_area
from brochure.proofs.meaning import a_second_judge_agrees, the_file_makes_sense_when_heard
from brochure.proofs.nesting import tags_make_sense, the_file_says_that_it_can_be_read_aloud
from brochure.proofs.opening import strict_readers_open_the_file
from brochure.proofs.pages import (
    boxes_stand_whole,
    contents_give_the_right_pages,
    page_numbers_are_right,
    pages_fold_into_whole_sheets,
    pages_match_the_declaration,
)
from brochure.proofs.pictures import (
    pictures_are_sharp_enough,
    pictures_show_whole_and_uncovered,
    pictures_stand_where_content_places_them,
)
from brochure.proofs.press import a_printer_takes_the_file
from brochure.proofs.press_colours import inks_look_like_their_colours
from brochure.proofs.screen import (
    links_are_large_enough_to_tap,
    screen_files_are_small,
    screen_files_open_at_the_first_page,
)
from brochure.proofs.sheets import sheets_fold_into_the_pages
from brochure.proofs.sight import (
    every_word_is_visible,
    words_do_not_overlap,
    words_stand_on_flat_ground,
    words_stay_in_their_panel,
)
from brochure.proofs.things import (
    boxes_lines_and_figures_show,
    codes_hold_their_address,
    links_lead_where_content_says,
    pairs_stand_side_by_side,
    the_file_says_what_it_is,
)
from brochure.proofs.words import every_word_is_there, words_stand_apart

Proof = Check[[Examined]]

PROOFS: tuple[Proof, ...] = (
    text_fits_its_panel,
    no_line_sticks_out,
    every_panel_is_there_and_apart,
    every_word_is_there,
    every_owed_fact_is_stated,
    risks_begin_early,
    risks_stand_near_benefits,
    risks_are_as_large_as_benefits,
    headings_of_risks_are_as_large,
    risks_have_as_many_words,
    every_word_is_visible,
    text_stands_out,
    edges_and_lines_stand_out,
    signs_differ_without_colour,
    pictures_stand_out_from_their_ground,
    logos_show_no_white_box,
    words_stand_on_flat_ground,
    words_do_not_overlap,
    words_stay_in_their_panel,
    words_stand_apart,
    text_keeps_clear_of_trim_and_folds,
    things_keep_clear_of_trim_and_folds,
    office_pages_keep_to_the_printable_area,
    pages_match_the_declaration,
    boxes_stand_whole,
    headings_stand_with_their_text,
    no_page_is_nearly_empty,
    rows_keep_their_heads,
    groups_stand_whole,
    no_line_ends_between_what_belongs_together,
    no_scrap_stands_alone,
    pages_fold_into_whole_sheets,
    page_numbers_are_right,
    contents_give_the_right_pages,
    sheets_fold_into_the_pages,
    type_is_large_enough,
    type_stands_upright,
    fonts_are_ours_and_embedded,
    boxes_lines_and_figures_show,
    drawings_look_as_their_files_do,
    gray_documents_are_gray,
    codes_hold_their_address,
    pictures_stand_where_content_places_them,
    pictures_show_whole_and_uncovered,
    pictures_are_sharp_enough,
    links_lead_where_content_says,
    pairs_stand_side_by_side,
    the_file_says_what_it_is,
    every_word_is_read_aloud_in_order,
    headings_are_those_of_content,
    links_and_fields_are_read_aloud,
    fields_are_those_of_content,
    fields_stand_where_they_are_filled_in,
    figures_are_described_as_content_says,
    tags_make_sense,
    the_file_says_that_it_can_be_read_aloud,
    the_file_makes_sense_when_heard,
    a_second_judge_agrees,
    strict_readers_open_the_file,
    a_printer_takes_the_file,
    inks_look_like_their_colours,
    screen_files_are_small,
    screen_files_open_at_the_first_page,
    links_are_large_enough_to_tap,
    engine_has_no_complaint,
)
