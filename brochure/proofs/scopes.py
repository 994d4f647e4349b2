"""Which documents a proof concerns: each kind has a name, and is told by what was examined.

A proof says so above itself; nowhere else it is asked.
"""

from brochure.base.check import Scope
from brochure.proofs.examined import Examined

Documents = Scope[[Examined]]

PRESS_FILES = Documents("files for a print shop", lambda on: on.press is not None)
OFFICE_PAPER = Documents(
    "what an office prints",
    lambda on: on.printed.channel.purpose == "paper" and on.printed.channel.unprintable_pt > 0,
)
SCREEN_FILES = Documents(
    "files that are e-mailed", lambda on: on.printed.channel.purpose == "screen"
)
TAPPED = Documents(
    "editions for a phone",
    lambda on: on.printed.edition.least_tap_pt > 0 and on.printed.channel.links,
)
TAGGED = Documents("documents that can be read aloud", lambda on: on.tags is not None)
FLOWING = Documents("text that flows", lambda on: bool(on.printed.edition.flow_panel))
STAPLED = Documents("stapled editions", lambda on: on.printed.edition.saddle_stitched)
SHEETS_TO_FOLD = Documents("stapled editions on sheets to fold", lambda on: bool(on.sheets))
WITH_CONTENTS = Documents(
    "documents with a table of contents",
    lambda on: any(passage.page_of for passage in on.printed.passages),
)
WITH_CODES = Documents("documents with QR codes", lambda on: bool(on.printed.inventory.codes))
WITH_PICTURES = Documents(
    "documents with pictures",
    lambda on: bool(on.printed.pictures) or any(m.kind == "picture" for m in on.printed.marks),
)
WITH_DRAWINGS = Documents(
    "documents with figures or a drawn logo", lambda on: bool(on.printed.drawings)
)
WITH_ARTWORK = Documents(
    "documents with pictures or figures",
    lambda on: bool(on.printed.pictures or on.printed.drawings),
)
IN_GRAY = Documents("documents in gray", lambda on: on.printed.variant.look.gray_pictures)
OWING_FACTS = Documents("documents that owe facts", lambda on: bool(on.printed.owed))


def _claims_both(on: Examined) -> bool:
    claims = {passage.claim for passage in on.printed.passages}
    return "risk" in claims and bool({"benefit", "mechanism"} & claims)


GAINING = Documents(
    "documents whose content marks benefits",
    lambda on: any(said.claim in ("benefit", "mechanism") for said in on.printed.passages),
)
CLAIMING = Documents("documents whose content marks benefits and risks", _claims_both)
CLAIMING_ALOUD = Documents(
    "documents that can be read aloud, whose content marks benefits and risks",
    lambda on: on.tags is not None and _claims_both(on),
)
