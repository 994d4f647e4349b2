"""Do links and fields say where they lead and what they want?"""

import re
from collections.abc import Iterator

from brochure.access.file import AccessFile
from brochure.access.rule import TAGGED_FILES, cite, fault, fold_words
from brochure.base.check import check
from brochure.base.finding import Finding

_SAYS_NOTHING = frozenset(
    (
        *("here", "click here", "click", "more", "read more", "learn more", "link", "this link"),
        *("this", "this page", "see here", "details", "go", "download", "mehr", "hier", "weiter"),
        *("hier klicken", "aquí", "haga clic aquí", "más", "ici", "cliquez ici", "lire la suite"),
    )
)
_FIELD = re.compile(
    r"^(text|textfield|text field|field|undefined|check ?box|radio ?button|button|group|dropdown"
    r"|combo ?box|list ?box|signature|feld|kontrollkästchen|fill)[ _.-]*\d*$",
    re.IGNORECASE,
)


@check(
    "ua.link",
    "error",
    statement="Each link stands in a Link tag, together with its words.",
    rationale="Else a screen reader does not say that there is a link, or says it without words.",
    source="Matterhorn 1.1, 28-011 and 01-006; PAC 2024, completeness of Link elements",
    remedy="Make the link in the program that the document was written in, and export it anew.",
)
def links_are_tagged_with_their_words(on: AccessFile) -> Iterator[Finding]:
    tagged = {
        (note.page, note.number, note.box)
        for one in on.with_role("Link", "Reference", "Annot")
        for note in one.annotations
    }
    for note in on.annotations if on.tagged else ():
        if note.kind == "Link" and (note.page, note.number, note.box) not in tagged:
            yield fault(
                f"a link to {_target(note.href, note.goes_to)} has no tag", note.page, note.box
            )
    for one in on.with_role("Link"):
        if not one.annotations:
            yield fault(f"{cite(one)} is tagged as a link, and leads nowhere", one)
        elif not (one.words or any(e.said("Alt") for e in one.elements())) and not any(
            note.contents for note in one.annotations
        ):
            yield fault("a link has no words", one)


def _target(href: str, page: int) -> str:
    return cite(href) if href else f"page {page}" if page else "a place in the file"


@check(
    "ua.link-words",
    "error",
    statement="The words of a link say where it leads.",
    rationale="In the list of links “click here” tells nothing.",
    source="Matterhorn 1.1, 28-004 and 28-012; WCAG 2.1, 2.4.4",
    remedy="Let the words of the link be the name of what it leads to.",
    applies_to=TAGGED_FILES,
)
def words_of_links_say_where_they_lead(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role("Link"):
        if fold_words(one.words) in _SAYS_NOTHING:
            yield fault(f"the link {cite(one)} does not say where it leads", one)


@check(
    "ua.field-name",
    "error",
    statement="Each form field has a name that says what to fill in.",
    rationale="“Text1” is all that is heard of the field.",
    source="Matterhorn 1.1, 28-005; WCAG 2.1, 1.3.1, 3.3.2 and 4.1.2",
    remedy="Give the field a tooltip with the words of its label.",
)
def fields_say_what_they_want(on: AccessFile) -> Iterator[Finding]:
    for note in on.annotations:
        if note.kind != "Widget":
            continue
        spoken = note.tip or note.contents
        if not spoken.strip():
            yield fault(f"the field {cite(note.name)} has no name to be heard", note.page, note.box)
        elif _FIELD.match(spoken.strip()):
            yield fault(f"the field {cite(spoken)} does not say what it wants", note.page, note.box)
