"""What a document has to say is said: consent elements, the main message first, answers."""

from collections.abc import Iterator

from brochure.base.check import check
from brochure.base.finding import Finding, Location
from brochure.content.model.rules import Required
from brochure.content.yaml.paths import format_path
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
    for rule in (rule for rule in on.rules.required if on.is_among(rule.documents)):
        said = _said_for(on, rule)
        if said is None:
            yield on.finding(f"missing here: {rule.name} ({rule.why})")
            continue
        if rule.any_of and not has_phrase(rule.any_of, said):
            yield _lacking(on, rule, rule.name, rule.any_of[:1])
        topics = tuple((topic.name, topic.any_of) for topic in rule.topics)
        if lost := name_missing(topics, said):
            words = tuple(topic.any_of[0] for topic in rule.topics if topic.name in lost)
            yield _lacking(on, rule, f"{', '.join(lost)}, of {rule.name}", words)


def _said_for(on: DocumentText, rule: Required) -> str | None:
    """Return the words in which a document may say what is required; None where it has none.

    Those of the statement and the fact that the rule names, else all.
    """
    if not (rule.statement or rule.fact):
        return on.words
    of_statement = [u.text for u in on.on_page if rule.statement == u.owner]
    of_fact = [u.text for u in on.on_page if rule.fact in (u.owner, *u.facts)]
    if (rule.statement and not of_statement) or (rule.fact and not of_fact):
        return None
    return " ".join((*of_statement, *of_fact))


def _lacking(on: DocumentText, rule: Required, what: str, words: tuple[str, ...]) -> Finding:
    """Return that words are lacking: in the fact or statement that is to say them, else here."""
    content = on.content
    named = {
        **{fact.id: ("facts", n) for n, fact in enumerate(content.facts)},
        **{statement.id: ("statements", n) for n, statement in enumerate(content.statements)},
    }
    at = named.get(rule.fact or rule.statement or "")
    such = ", ".join(f"“{word.rstrip('*')}”" for word in words)
    remedy = (
        f"Say it in words such as {such}; or add the words that say it to `any_of:` of"
        f" {rule.id} in rules.yaml."
    )
    place = Location(path=format_path(at) if at else on.path, edition=on.name)
    return Finding("", f"missing here: {what} ({rule.why})", remedy, "error", place)


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
        if lost := name_missing(topics, first):
            what = f"its first {rule.within_words} words do not say: {', '.join(lost)}"
            yield on.finding(what)


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
