"""Who signs for what -> whether they may, in the words of the clinic's policy, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from brochure.approval.binding import Binding
from brochure.approval.entry import FACTS, LAYOUT, Entry
from brochure.approval.standing import (
    find_clinical,
    is_same_person,
    judge_standing,
    may_sign_layout,
)
from brochure.approval.state import why_version_taken
from brochure.base.errors import BrochureError
from brochure.base.suggest import did_you_mean
from brochure.content.model.approval import AUTHOR, Requirement
from brochure.content.model.content import Content

_MOST_LETTERS = 60


@dataclass(frozen=True)
class Signatory:
    """Who signs, as what, and what it means. Raises BrochureError for what is no name (exit 2)."""

    by: str
    role: str
    meaning: str = ""

    def __post_init__(self) -> None:
        for what, value, flag in (("name", self.by, "--by"), ("role", self.role, "--role")):
            fits = value.strip() == value and value.isprintable() and value
            if not fits or len(value) > _MOST_LETTERS:
                hint = f"Write it after {flag}, in quotation marks, up to {_MOST_LETTERS} letters."
                raise BrochureError(f"a signature needs a {what} in one line", hint=hint)

    @property
    def reviews(self) -> bool:
        """Say whether this is a review of words."""
        return self.meaning not in (AUTHOR, LAYOUT, FACTS)


def meanings_of(content: Content, document: str) -> tuple[str, ...]:
    """Return what can be signed for a document, in the order in which it is signed."""
    own = tuple(one.meaning for one in content.requirement_of(document).signatures)
    lane = (FACTS,) if content.approval.not_clinical else ()
    return (*dict.fromkeys(own), LAYOUT, *lane)


def refuse_signature(
    content: Content, binding: Binding, signer: Signatory, entries: Sequence[Entry]
) -> None:
    """Raise BrochureError (exit 1) if somebody may not sign this for a document as it is."""
    document, requirement = binding.document, content.requirement_of(binding.document)
    known = meanings_of(content, document)
    if signer.meaning not in known:
        near = did_you_mean(signer.meaning, known)
        hint = f"Write one of these after --meaning: {_quoted(known)}."
        raise _refused(document, f'nobody signs "{signer.meaning}" for it{near}', hint)
    if taken := why_version_taken(binding, entries):
        raise _refused(document, taken, "Give it a new version: add --bump to the build.")
    lane = content.approval.not_clinical
    standing = judge_standing(binding, requirement, lane, entries)
    if signer.meaning == FACTS:
        assert lane, "known only where there is one"
        _refuse_roles(document, signer, lane.roles if not lane.allows(signer.role) else ())
        if not find_clinical(binding, requirement, entries):
            what = f"more has changed than these facts: {', '.join(lane.facts)}"
            raise _refused(document, what, "It needs a full review: see --meaning.")
    elif signer.meaning == LAYOUT:
        reviews = [one for one in requirement.signatures if one.meaning != AUTHOR]
        roles = tuple(role for one in reviews for role in one.roles)
        _refuse_roles(document, signer, () if may_sign_layout(reviews, signer.role) else roles)
        if not standing.new_pages:
            what = "there are no new pages of approved words to look at"
            raise _refused(document, what, "See its status: that tells what is to be signed.")
    else:
        _refuse_reviewer(binding, requirement, signer, entries)


def _refuse_reviewer(
    binding: Binding, requirement: Requirement, signer: Signatory, entries: Sequence[Entry]
) -> None:
    """Refuse a role that may not, and a review by whoever wrote the same words."""
    wanted = [one for one in requirement.signatures if one.meaning == signer.meaning]
    may = any(one.allows(signer.role) for one in wanted)
    roles = tuple(role for one in wanted for role in one.roles)
    _refuse_roles(binding.document, signer, () if may else roles)
    own = [e for e in entries if e.document == binding.document and e.words == binding.words]
    own = [e for e in own if e.event == "signed" and is_same_person(e.by, signer.by)]
    other = [e for e in own if (e.meaning == AUTHOR) != (signer.meaning == AUTHOR)]
    other = [e for e in other if e.meaning not in (LAYOUT, FACTS)]
    if other:
        did = "wrote it" if signer.reviews else f"signed its {other[-1].meaning}"
        what = f"{signer.by} {did}, so another person signs “{signer.meaning}”"
        raise _refused(binding.document, what, "Ask somebody else to sign it.")


def _refuse_roles(document: str, signer: Signatory, roles: Sequence[str]) -> None:
    if roles:
        what = f'“{signer.meaning}” is not signed as "{signer.role}"'
        hint = f"The clinic's policy asks for: {', '.join(dict.fromkeys(roles))}."
        raise _refused(document, what, hint)


def _refused(document: str, what: str, hint: str) -> BrochureError:
    return BrochureError(what, document, hint, exit_code=1)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
