"""What any PDF says to those who hear it, and the list of checks of its meaning.

A check is declared as rules of preflight and proofs are. Each names its Matterhorn conditions.
"""

from brochure.access.document import (
    bookmarks_lead_to_headings,
    contents_lead_to_headings,
    no_text_of_the_page_is_an_artifact,
    the_language_is_that_of_the_words,
    the_title_tells_what_it_is,
    what_is_read_stands_on_the_page,
)
from brochure.access.figures import (
    captions_are_tied,
    decoration_is_an_artifact,
    descriptions_add_to_the_words,
    descriptions_say_something,
    drawn_words_are_words,
    pages_are_no_scans,
    text_has_no_description,
)
from brochure.access.headings import (
    headings_are_no_paragraphs,
    headings_stand_whole,
    levels_of_headings_follow,
    the_title_has_a_level_of_its_own,
    what_looks_like_a_heading_is_one,
)
from brochure.access.links import (
    fields_say_what_they_want,
    links_are_tagged_with_their_words,
    words_of_links_say_where_they_lead,
)
from brochure.access.lists import (
    items_have_a_body,
    labels_are_tagged,
    lists_are_not_broken,
    lists_say_how_they_are_numbered,
    what_looks_like_a_list_is_one,
)
from brochure.access.order import blocks_are_read_from_above, lines_are_read_in_turn
from brochure.access.pale_text import text_is_not_pale
from brochure.access.roles import notes_have_labels_and_references, own_tags_mean_what_they_say
from brochure.access.rule import AccessCheck
from brochure.access.tables import rows_are_of_one_length, tables_are_tables, tables_have_headers
from brochure.access.text import (
    no_tag_is_blank,
    paragraphs_are_whole,
    signs_have_codes,
    tags_stand_in_each_other_as_they_should,
)

ACCESS_CHECKS: tuple[AccessCheck, ...] = (
    the_title_tells_what_it_is,
    the_language_is_that_of_the_words,
    no_text_of_the_page_is_an_artifact,
    what_is_read_stands_on_the_page,
    pages_are_no_scans,
    text_is_not_pale,
    what_looks_like_a_heading_is_one,
    headings_are_no_paragraphs,
    headings_stand_whole,
    the_title_has_a_level_of_its_own,
    levels_of_headings_follow,
    bookmarks_lead_to_headings,
    contents_lead_to_headings,
    blocks_are_read_from_above,
    lines_are_read_in_turn,
    paragraphs_are_whole,
    tags_stand_in_each_other_as_they_should,
    no_tag_is_blank,
    signs_have_codes,
    what_looks_like_a_list_is_one,
    items_have_a_body,
    labels_are_tagged,
    lists_say_how_they_are_numbered,
    lists_are_not_broken,
    tables_have_headers,
    rows_are_of_one_length,
    tables_are_tables,
    descriptions_say_something,
    descriptions_add_to_the_words,
    text_has_no_description,
    decoration_is_an_artifact,
    drawn_words_are_words,
    captions_are_tied,
    links_are_tagged_with_their_words,
    words_of_links_say_where_they_lead,
    fields_say_what_they_want,
    own_tags_mean_what_they_say,
    notes_have_labels_and_references,
)
