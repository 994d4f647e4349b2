"""Which documents a check of wording concerns: each kind has a name, asked of no check itself."""

from brochure.base.check import Scope
from brochure.content.model.content import Content
from brochure.wording.document_text import DocumentText

Texts = Scope[[DocumentText]]

ENGLISH = Texts(
    "documents in English", lambda on: on.content.document.language.partition("-")[0] == "en"
)
SHEETS = Texts("safety sheets", lambda on: bool(on.sheet))
ENGLISH_CONTENT = Scope[[Content]](
    "content in English", lambda content: content.document.language.partition("-")[0] == "en"
)
