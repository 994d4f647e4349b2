"""The list of all proofs: what must hold for every finished document before it is written.

A proof is a function from (printed, reading) to findings, named after the fact that must hold.
"""

from collections.abc import Callable

from brochure.finding import Finding
from brochure.printed import Printed
from brochure.proofs.fit import (
    engine_has_no_complaint,
    no_line_sticks_out,
    text_fits_its_panel,
    text_keeps_clear_of_trim_and_folds,
)
from brochure.proofs.letters import (
    every_letter_has_a_shape,
    fonts_are_ours_and_embedded,
    type_is_large_enough,
)
from brochure.proofs.pages import pages_match_the_declaration
from brochure.proofs.words import (
    every_word_is_there,
    every_word_is_visible,
    words_stand_apart,
    words_stay_in_their_panel,
)
from brochure.reading import Reading

Proof = Callable[[Printed, Reading], tuple[Finding, ...]]

PROOFS: tuple[Proof, ...] = (
    text_fits_its_panel,
    no_line_sticks_out,
    every_word_is_there,
    every_word_is_visible,
    words_stay_in_their_panel,
    words_stand_apart,
    text_keeps_clear_of_trim_and_folds,
    pages_match_the_declaration,
    type_is_large_enough,
    fonts_are_ours_and_embedded,
    every_letter_has_a_shape,
    engine_has_no_complaint,
)
