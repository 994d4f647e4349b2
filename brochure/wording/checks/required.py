"""What a document has to say is said: consent elements, the main message first, answers."""

from collections.abc import Iterator

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.content.model.rules import Required
from brochure.wording.document_text import DocumentText
from brochure.wording.phrases import has_phrase, name_missing


@check(
    "wording.required",
    "error",
    statement="A document says all that its rules want of it, such as the elements of consent.",
    rationale="What a form leaves out, nobody can consent to: in a survey of consent forms, half"
    " named no alternatives.",
    source="rules.yaml of the clinic, which names its own",
    remedy="Place the statement or state the fact that says it, or write one of the phrases.",
)
def what_is_required_is_said(on: DocumentText) -> Iterator[Finding]:
    owners = {unit.owner for unit in on.on_page}
    facts = {id for unit in on.on_page for id in unit.facts}
    for rule in (rule for rule in on.rules.required if on.is_among(rule.documents)):
        if not _is_said(on, rule, owners, facts):
            yield on.finding(f"this says nothing of {rule.name}: {rule.why}")
        topics = tuple((topic.name, topic.any_of) for topic in rule.topics)
        if lost := name_missing(topics, on.words):
            yield on.finding(f"of {rule.name} this does not say: {', '.join(lost)}; {rule.why}")


def _is_said(on: DocumentText, rule: Required, owners: set[str], facts: set[str]) -> bool:
    if rule.statement and rule.statement not in owners:
        return False
    if rule.fact and rule.fact not in facts | owners:
        return False
    of_it = " ".join(unit.text for unit in on.on_page if unit.owner == rule.statement)
    return not rule.any_of or has_phrase(rule.any_of, of_it if rule.statement else on.words)


@check(
    "wording.main-message",
    "warning",
    statement="A document begins with one main message.",
    rationale="Many readers take in what stands first, and no more.",
    source="CDC Clear Communication Index, items 1 and 2",
    remedy="Say it in the first lines, or place the section that says it first.",
)
def main_message_comes_first(on: DocumentText) -> Iterator[Finding]:
    for rule in (rule for rule in on.rules.main_message if on.is_among(rule.documents)):
        first = " ".join(on.words.split()[: rule.within_words])
        topics = tuple((point.name, point.any_of) for point in rule.points)
        for name in name_missing(topics, first):
            yield on.finding(f"its first {rule.within_words} words do not say: {name}")


@check(
    "wording.teach-back",
    "error",
    statement="Each question to the reader is answered in the same document.",
    rationale="A question that a page does not answer tests memory, not the page.",
    source="AHRQ Health Literacy Universal Precautions Toolkit, tool 5",
    remedy="Say the answer on the page, or ask something else.",
)
def questions_are_answered(on: DocumentText) -> Iterator[Finding]:
    for rule in on.rules.teach_back:
        asked = [unit for unit in on.on_page if unit.owner == rule.section]
        said = " ".join(unit.text for unit in on.on_page if unit.owner != rule.section)
        topics = tuple((answer.name, answer.any_of) for answer in rule.answers)
        for name in name_missing(topics, said) if asked else ():
            yield on.finding(f"it asks, and does not say: {name}", asked[0])
        questions = [unit for unit in asked if unit.text.endswith("?")]
        if len(questions) > len(topics):
            what = f"it asks {len(questions)} questions, and rules.yaml has {len(topics)} answers"
            yield on.finding(what, questions[-1])
