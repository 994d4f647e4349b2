"""The list of all checks of wording: what must hold for what every document says."""

from brochure.base.check import Check
from brochure.content.model.content import Content
from brochure.wording.checks.drift import plain_wording_claims_the_same
from brochure.wording.checks.drugs import (
    benefits_stand_with_the_status,
    boxed_warnings_stand_whole,
    drugs_are_not_mixed_up,
    sheets_tell_their_own_risks,
)
from brochure.wording.checks.plain import (
    hard_words_are_explained,
    lists_are_short,
    risks_read_easily,
    sentences_are_short,
    short_entries_are_everyday_words,
    the_rest_reads_easily,
)
from brochure.wording.checks.promises import (
    mechanisms_are_hedged,
    no_phrase_grows_old,
    no_word_is_banned,
    no_word_stigmatizes,
    nothing_is_said_in_idioms,
    nothing_promises_too_much,
)
from brochure.wording.checks.required import (
    main_message_comes_first,
    questions_are_answered,
    what_is_required_is_said,
)
from brochure.wording.checks.sameness import (
    contact_has_a_source,
    dates_are_words,
    numbers_are_known,
    urgent_lists_are_equal,
)
from brochure.wording.checks.sources import (
    benefits_name_their_sources,
    marks_stand_for_no_candidates,
    risks_rest_on_confirmed_sources,
    sources_bear_something_out,
    sources_have_titles,
)
from brochure.wording.document_text import DocumentText

# Of content itself, whatever document prints it.
CONTENT_CHECKS: tuple[Check[Content], ...] = (
    plain_wording_claims_the_same,
    contact_has_a_source,
    sources_bear_something_out,
)

# Of each document; in the order of docs/wording.md.
DOCUMENT_CHECKS: tuple[Check[DocumentText], ...] = (
    boxed_warnings_stand_whole,
    sheets_tell_their_own_risks,
    drugs_are_not_mixed_up,
    benefits_stand_with_the_status,
    what_is_required_is_said,
    urgent_lists_are_equal,
    numbers_are_known,
    questions_are_answered,
    no_word_is_banned,
    nothing_promises_too_much,
    mechanisms_are_hedged,
    no_word_stigmatizes,
    main_message_comes_first,
    risks_read_easily,
    the_rest_reads_easily,
    sentences_are_short,
    lists_are_short,
    short_entries_are_everyday_words,
    hard_words_are_explained,
    nothing_is_said_in_idioms,
    no_phrase_grows_old,
    dates_are_words,
    risks_rest_on_confirmed_sources,
    sources_have_titles,
    marks_stand_for_no_candidates,
    benefits_name_their_sources,
)
